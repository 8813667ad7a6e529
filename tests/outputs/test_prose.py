"""The articles of the site and its frame: what is made of them, and what stops the build."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.domain.site_options import SiteOptions
from generator.errors import PortalError
from generator.outputs.prose import render_prose
from generator.sources.words import Words
from tests.outputs.prose_folder import (
    ABOUT,
    CONFIG,
    COUNTING,
    OF_THE_FRAME,
    OPTIONS,
    ROOT,
    TEMPLATES,
    WORDS,
    frame_of,
    render,
    told_pages,
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "images").mkdir(parents=True)
    (folder / "about.md").write_text(ABOUT, encoding="utf-8")
    (folder / "counting.md").write_text(COUNTING, encoding="utf-8")
    (folder / "images" / "a.png").write_bytes(b"\x89PNG")
    for name in OF_THE_FRAME:
        (folder / f"{name}.md").write_text("# x\n", encoding="utf-8")
    return folder


def test_pages_in_order_with_what_is_known_of_them(content: Path) -> None:
    about, counting = told_pages(render(content))
    assert (about.path, about.title, about.description, about.section) == (
        "about/index.html",
        "关于本站",
        "这是什么",
        "objection",
    )
    assert (counting.path, counting.description, counting.depth) == ("counting/index.html", counting.title, 1)


def test_links_are_written_from_the_root_and_out_to_the_file(content: Path) -> None:
    about, counting = told_pages(render(content))
    assert re.findall(r' (?:href|src)="([^"]*)"', about.body(about.depth).decode()) == [
        "../counting/index.html#从哪天起算",
        "../notices/index.html",
        "../data/index.html#feeds",
        "../index.html",
        "https://example.org/a/",
        "../api/v1/index.json",
        "../images/a.png",
    ]
    assert re.findall(r'href="([^"]*)"', counting.body(3).decode()) == ["../../../about/index.html", "#从哪天起算"]


def test_every_page_has_one_heading_and_no_inline_style(content: Path) -> None:
    for page in render(content).pages:
        assert page.html.count("<h1") == 1
        assert "style=" not in page.html
    assert '<td class="right">2</td>' in render(content).pages[0].html


def test_the_frame_is_slim_and_lets_nothing_inline_or_foreign_in(content: Path) -> None:
    frame = frame_of(render_prose(content, TEMPLATES, CONFIG, SiteOptions(name="政府质量奖公开"), WORDS), depth=4)
    assert len(frame.encode()) <= 3000
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', frame)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    assert not re.search(r"<style| style=| on[a-z]+=|<script(?! src=)", frame)
    assert re.findall(r'(?:src|href|action)="(?!\.\./\.\./\.\./\.\./|#main)([^"]*)"', frame) == []
    assert "⟦" not in frame


def test_the_frame_names_assets_that_exist(content: Path) -> None:
    prose = render(content)
    held = {path for path, _ in prose.assets}
    assert set(re.findall(r'"\.\./(assets/[^"]+)"', frame_of(prose))) <= held
    assert held == set(prose.asset_paths.values()) | {"images/a.png"}
    assert {"portal.css", "portal.js"} <= set(prose.asset_paths)


def test_only_what_pages_use_is_taken_from_the_theme(content: Path) -> None:
    ours = {path.relative_to(TEMPLATES / "assets").as_posix() for path in (TEMPLATES / "assets").rglob("*.*")}
    assert set(render(content).asset_paths) == ours | {"lunr.js"}


def test_the_theme_is_a_layer_with_its_licence(content: Path) -> None:
    prose = render(content)
    styles = dict(prose.assets)[prose.asset_paths["portal.css"]].decode()
    assert re.match(r"/\*! Stylesheet of Material for MkDocs [\d.]+, .*MIT.*\*/\n@layer engine\{", styles)
    assert styles.rstrip().endswith("}")
    assert "@charset" not in styles
    assert "sourceMappingURL" not in styles


def test_a_new_content_gives_an_asset_a_new_address(content: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    before = render_prose(content, templates, CONFIG, OPTIONS, WORDS).asset_paths
    with (templates / "assets" / "portal.css").open("a", encoding="utf-8") as file:
        file.write("p { color: red; }")
    after = render_prose(content, templates, CONFIG, OPTIONS, WORDS).asset_paths
    assert {name for name in before if before[name] != after[name]} == {"portal.css"}


def test_templates_given_are_stronger_than_those_of_the_configuration(content: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    main = templates / "mkdocs" / "main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("<main", "<p>ours</p><main"), encoding="utf-8")
    assert "<p>ours</p>" in frame_of(render_prose(content, templates, CONFIG, OPTIONS, WORDS))
    assert "<p>ours</p>" not in frame_of(render(content))


def test_options_are_escaped_except_the_fragments_of_the_host(content: Path) -> None:
    options = SiteOptions(
        name="<甲>&",
        banner="<演示>",
        publisher="<乙>",
        icp_number="<ICP>",
        police_number="<公安>",
        site_code="<码>",
        error_report_url='https://example.org/?a="&b',
        header_html="<div>上</div>",
        footer_html="<div>下</div>",
    )
    frame = frame_of(render(content, options))
    for text in ("&lt;甲&gt;&amp;", "&lt;演示&gt;", "&lt;乙&gt;", "&lt;ICP&gt;", "&lt;公安&gt;", "&lt;码&gt;"):
        assert text in frame
    assert 'href="https://example.org/?a=&#34;&amp;b"' in frame
    assert frame.index("<div>上</div>") < frame.index("<main") < frame.index("<div>下</div>")


def test_an_empty_option_leaves_no_trace(content: Path) -> None:
    frame = frame_of(render(content))
    for absent in (
        'class="banner"',
        "beian",
        "shell.foot.publisher",
        "shell.foot.site_code",
        "shell.foot.error_report",
    ):
        assert absent not in frame


def test_data_never_runs_as_a_template(content: Path) -> None:
    (content / "about.md").write_text("# {{ 7 * 7 }}\n\n{% raw %} {{ config }}\n", encoding="utf-8")
    about = render(content).pages[0]
    assert about.title == "{{ 7 * 7 }}"
    assert "{{ config }}" in about.html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](absent.md)", "absent.md"),
        ("[x](about.md#absent)", "#absent"),
        ("[x](../notices/)", "../notices/"),
        ("---\ntemplate: absent.html\n---\nx", "absent.html"),
    ],
)
def test_what_the_engine_warns_of_stops_the_build_in_one_sentence(content: Path, text: str, said: str) -> None:
    (content / "counting.md").write_text(f"{text}\n\n## 从哪天起算\n", encoding="utf-8")
    with pytest.raises(PortalError) as raised:
        render(content)
    message = str(raised.value)
    assert "counting.md" in message
    assert said in message
    assert "\n" not in message


def test_a_word_that_the_catalogue_lacks_is_named(content: Path) -> None:
    with pytest.raises(PortalError, match=r"shell\.skip"):
        render(content, words=Words("zh-CN", MappingProxyType({})))


@pytest.mark.parametrize("name", ["a.html", "a.js", "sub/a.css", "a.MD"])
def test_the_folder_of_prose_holds_no_pages_or_scripts_of_its_own(content: Path, name: str) -> None:
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("x", encoding="utf-8")
    with pytest.raises(PortalError, match="may hold only"):
        render(content)


def test_a_link_out_of_the_folder_of_prose_is_refused(content: Path) -> None:
    (content / "secret.md").symlink_to(CONFIG)
    with pytest.raises(PortalError, match=r"secret\.md"):
        render(content)


@pytest.mark.parametrize("name", ["about", *OF_THE_FRAME])
def test_prose_without_an_article_to_which_every_page_leads_is_refused(content: Path, name: str) -> None:
    (content / "counting.md").unlink()
    (content / "about.md").write_text("# x\n", encoding="utf-8")
    (content / f"{name}.md").unlink()
    with pytest.raises(PortalError, match=rf"lacks {name}\.md, .*--content"):
        render(content)


def test_an_empty_folder_of_prose_is_refused_with_all_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(PortalError, match=r"lacks about\.md, accessibility\.md, how-to-object\.md, "):
        render(tmp_path / "content")


@pytest.mark.parametrize("name", ["frame-of-the-site.md", "frame-of-the-site/index.md"])
def test_an_article_in_the_place_of_the_frame_is_refused(content: Path, name: str) -> None:
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("# 我的文章\n", encoding="utf-8")
    with pytest.raises(PortalError, match=r"frame-of-the-site.*请给文章改名"):
        render(content)


def test_missing_folders_and_configuration(content: Path, tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    for arguments in ((absent, TEMPLATES, CONFIG), (content, absent, CONFIG), (content, TEMPLATES, absent)):
        with pytest.raises(PortalError, match="does not exist"):
            render_prose(*arguments, OPTIONS, WORDS)


def test_bytes_that_are_no_text_are_one_sentence(content: Path) -> None:
    (content / "about.md").write_bytes(b"\xb9\xab\xca\xbe")
    with pytest.raises(PortalError, match=r"about\.md"):
        render(content)


def test_the_engine_says_nothing(content: Path, capfd: pytest.CaptureFixture[str]) -> None:
    render(content)
    assert capfd.readouterr() == ("", "")


def test_the_same_bytes_again(content: Path) -> None:
    first, second = render(content), render(content)
    assert (first.pages, first.assets, frame_of(first)) == (second.pages, second.assets, frame_of(second))


def test_the_engine_is_not_loaded_before_it_is_needed() -> None:
    program = (
        "import sys, generator.outputs.prose; print([n for n in ('mkdocs', 'jinja2', 'markdown') if n in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True)
    assert shown.stdout.strip() == "[]"
