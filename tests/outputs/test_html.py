import html
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import PortalError
from generator.outputs.html import Templates
from generator.sources.words import Words

WORDS = Words("zh-CN", MappingProxyType({"shown": "已<截止>", "sentence": "共{count}家"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    name: str | None
    count: int = 0
    rows: tuple[str, ...] = ()


def render(folder: Path, template: str, page: object = None) -> str:
    (folder / "page.html").write_text(template, encoding="utf-8")
    return Templates(folder, WORDS).render("page.html", page or Page(name="甲")).decode()


def test_values_are_escaped_in_text_and_attributes(tmp_path: Path) -> None:
    page = Page(name="<script>\"'&")
    assert render(tmp_path, '<a title="{{ page.name }}">{{ page.name }}</a>', page) == (
        '<a title="&lt;script&gt;&#34;&#39;&amp;">&lt;script&gt;&#34;&#39;&amp;</a>'
    )


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.name ~ '!' }}",
        "{{ page.rows | join('、') }}",
        "{% autoescape false %}{{ page.name }}{% endautoescape %}",
        "{% set text %}{{ page.name }}{% endset %}{{ text }}",
        "{% macro cell(x) %}{{ x }}{% endmacro %}{{ cell(page.name) }}",
        "{% for row in page.rows %}{{ row }}{% endfor %}",
        "{{ words.fill('sentence', count=page.name) }}",
        "{{ page.rows }}",
    ],
)
def test_no_way_of_writing_a_value_leaves_it_raw(tmp_path: Path, template: str) -> None:
    written = render(tmp_path, template, Page(name="<img>", rows=("<img>",)))
    assert "&lt;img&gt;" in written
    assert "<img>" not in written


@given(name=st.text())
def test_what_a_browser_reads_is_the_value(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("templates")
    written = render(folder, "[{{ page.name }}]", Page(name=name))
    assert html.unescape(written) == html.unescape(f"[{html.escape(name)}]")
    assert not set("<>\"'") & set(written)


def test_numbers_and_lengths(tmp_path: Path) -> None:
    assert (
        render(tmp_path, "{{ page.count }}/{{ page.rows | length }}", Page(name="", count=5, rows=("a", "b"))) == "5/2"
    )


def test_words_known_beforehand_are_part_of_the_compiled_template(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<b>{{ "shown" | word }}</b>', encoding="utf-8")
    templates = Templates(tmp_path, WORDS)
    assert templates.render("page.html", None) == "<b>已&lt;截止&gt;</b>".encode()
    assert "<b>已&lt;截止&gt;</b>" in templates._functions["page.html"]["body"].__code__.co_consts


def test_words_looked_up_per_page(tmp_path: Path) -> None:
    template = "{{ words['shown'] }} {{ words.fill('sentence', count=page.count) }}"
    assert render(tmp_path, template, Page(name="", count=3)) == "已&lt;截止&gt; 共3家"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("ok\n{{ page.nmae }}", "line 2: 'Page' object has no attribute 'nmae'"),
        ("{{ pgae.name }}", "line 1: 'pgae' is undefined"),
        ("\n\n{% if %}", "line 3: Expected an expression"),
        ("{{ page.name }}", "line 1: a value that is absent"),
        ('\n{{ "absent" | word }}', "line 2: the catalogue of words lacks 'absent'"),
        ("{{ words['absent'] }}", "line 1: the catalogue of words lacks 'absent'"),
        ("{{ page.count | safe }}", "No filter named 'safe'"),
        ("{{ page.count | round }}", "No filter named 'round'"),
        ("{{ range(3) }}", "'range' is undefined"),
        ("{% include 'other.html' %}", "other.html was not found"),
    ],
)
def test_a_mistaken_template_is_one_sentence(tmp_path: Path, template: str, said: str) -> None:
    with pytest.raises(PortalError) as raised:
        render(tmp_path, template, Page(name=None))
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert "template" in str(raised.value)


def test_the_sentence_names_the_template_in_which_the_mistake_stands(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_text("\n\n{{ page.nmae }}", encoding="utf-8")
    with pytest.raises(PortalError, match=r"template part\.html, line 3"):
        render(tmp_path, "{% include 'part.html' %}")


def test_missing_template_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match=r"template absent\.html was not found"):
        Templates(tmp_path, WORDS).render("absent.html", None)
    with pytest.raises(PortalError, match="does not exist"):
        Templates(tmp_path / "absent", WORDS)


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("one", encoding="utf-8")
    templates = Templates(tmp_path, WORDS)
    assert templates.render("page.html", None) == b"one"
    (tmp_path / "page.html").write_text("two", encoding="utf-8")
    assert templates.render("page.html", None) == b"one"
