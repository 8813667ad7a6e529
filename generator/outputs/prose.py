"""The door to MkDocs and its theme: the prose of `content/` and the frame of the site come out of one build."""

import hashlib
import json
import logging
import posixpath
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from generator.domain import addresses
from generator.domain.site_options import SiteOptions
from generator.errors import PortalError
from generator.frozen import dataclass
from generator.outputs.search_index import lunr_js
from generator.outputs.shell import Shell, mark, root_of
from generator.sources.words import Words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_FRAME_NAME: Final = "frame-of-the-site"
_FRAME_PAGE: Final = f"{_FRAME_NAME}.md"
_FRAME_ADDRESS: Final = f"{_FRAME_NAME}/index.html"
_FRAME_TEXT: Final = "---\ntitle: frame\nframe: true\n---\n"

_ALIGNED: Final = re.compile(r'<(t[dh]) align="(left|right|center)">')
_LINK: Final = re.compile(r'(?<= )(href|src)="((?:/(?!/)|\.)[^"#?:]*)([^":]*)"')
_FRAME_LINK: Final = re.compile(f'(?<= )href="{re.escape(mark("root"))}([^"#?]+)')
_PAGES_OF_PROSE: Final = frozenset(f"{name}/index.html" for name in addresses.RESERVED) - {
    addresses.NOTICES,
    addresses.AWARDEES,
    addresses.REVOCATIONS,
    addresses.JURISDICTIONS,
    addresses.RULES,
    addresses.SEARCH,
    addresses.DATA,
    addresses.OBJECTION_LETTER,
    addresses.NAME_CHECK,
}
"""Where nothing but an article can make a page."""
_ALLOWED: Final = {".md", ".png", ".jpg", ".jpeg", ".webp", ".svg", ".pdf"}
_LICENCE: Final = (
    "Stylesheet of Material for MkDocs {version}, © Martin Donath and others, MIT licence, unchanged but for the layer"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProsePage:
    """A page of prose, to be stamped into the frame like any other."""

    path: str
    """Address in the site, such as about/index.html."""
    title: str
    description: str
    section: str
    """The entry of the navigation that the page names in its head, or empty."""
    html: str
    """The body, in which ⟦root⟧ stands for the way to the root of the site."""

    @property
    def depth(self) -> int:
        """Folders above the page."""
        return self.path.count("/")

    def body(self, depth: int) -> bytes:
        """The body with its links written for a page under so many folders."""
        return self.html.replace(mark("root"), root_of(depth)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """What one build of MkDocs gives."""

    shell: Shell
    pages: tuple[ProsePage, ...]
    """Sorted by path."""
    assets: tuple[tuple[str, bytes], ...]
    """Styles, scripts and the files of `content/` that are not prose, as (path, content), sorted by path."""
    asset_paths: Mapping[str, str]
    """Where an asset of `site_templates/assets/` lies in the site, by its plain name; the path holds its checksum."""


def read_site_options(mkdocs_config: Path) -> SiteOptions:
    """The options in `extra.site` of the configuration; raises PortalError for one that is not known or no text."""
    with _reported(mkdocs_config):
        config = _load(mkdocs_config)
    given = config.extra.get("site") or {}
    known = {field.name for field in fields(SiteOptions)} - {"name"}
    for key, value in given.items():
        if key not in known:
            raise PortalError(
                f"{mkdocs_config}: extra.site knows no {key}, only {', '.join(sorted(known))} / 没有这个选项"
            )
        if not isinstance(value, str):
            raise PortalError(f"{mkdocs_config}: extra.site.{key} must be text in quotation marks / 应为引号里的文字")
    return SiteOptions(name=config.site_name, **given)


def render_prose(content: Path, templates: Path, mkdocs_config: Path, options: SiteOptions, words: Words) -> Prose:
    """Build the prose of `content` and the frame of the site in a temporary folder, without network and clock.

    The result depends on nothing but the bytes of these files, `options`, `words` and the versions of the engine.
    Raises PortalError where a file is missing, a link leads nowhere, be it one of the frame, or the engine gives up.
    """
    styles = _engine_styles()
    named = _named_assets(templates / "assets", styles)
    asset_paths = MappingProxyType({name: path for name, path, _ in named})
    with tempfile.TemporaryDirectory(prefix="portal-prose-") as scratch:
        source, site = Path(scratch, "content"), Path(scratch, "site")
        others = _copy_content(content, source)
        (source / _FRAME_PAGE).write_text(_FRAME_TEXT, encoding="utf-8")
        with _reported(mkdocs_config):
            config = _load(mkdocs_config, docs_dir=str(source), site_dir=str(site), strict=True)
            config.theme.dirs.insert(0, str((templates / "mkdocs").resolve()))
            config.extra.update(site=options, word=words.__getitem__, asset=asset_paths.__getitem__)
            frame, pages = _build(config)
    _refuse_missing(frame, pages, content)
    return Prose(
        shell=Shell(frame, asset_paths),
        pages=pages,
        assets=tuple(sorted([(path, data) for _, path, data in named] + others)),
        asset_paths=asset_paths,
    )


def _load(mkdocs_config: Path, **settings: Any) -> "MkDocsConfig":
    from mkdocs.config import load_config  # noqa: PLC0415 - loading the engine takes longer than a whole check

    return load_config(str(mkdocs_config), **settings)


def _build(config: "MkDocsConfig") -> tuple[str, tuple[ProsePage, ...]]:
    """The frame and the pages; the template writes what is known of a page as JSON in its first line."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - as above

    build(config)
    site = Path(config.site_dir)
    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("index.html")}
    frame = texts.pop(_FRAME_ADDRESS, "")
    return frame, tuple(_page(texts[path]) for path in sorted(texts))


def _refuse_missing(frame: str, pages: Iterable[ProsePage], content: Path) -> None:
    """Refuse prose without the articles to which the frame of every page leads: no other part of the site makes them."""
    wanted = _PAGES_OF_PROSE.intersection(_FRAME_LINK.findall(frame)) - {page.path for page in pages}
    if wanted:
        names = ", ".join(sorted(f"{path.removesuffix('/index.html')}.md" for path in wanted))
        raise PortalError(
            f"{content} lacks {names}, to which every page leads / 文章文件夹里缺这几篇文章，"
            "每一页的页头或者页脚都有通向它们的链接；请补上，或者用 --content 指明正确的文件夹"
        )


def _page(text: str) -> ProsePage:
    first_line, _, html = text.partition("\n")
    known = {key: str(value) for key, value in json.loads(first_line).items()}
    html = _ALIGNED.sub(r'<\1 class="\2">', html)
    return ProsePage(html=_LINK.sub(lambda link: _rooted(known["path"], link), html), **known)


def _rooted(page: str, link: re.Match[str]) -> str:
    """The link from the root of the site and written out to the file, as a site opened from a folder needs it."""
    attribute, address, rest = link.groups()
    folder = "" if address.startswith("/") else posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join("/", folder, address.lstrip("/"))).lstrip("/")
    if address.endswith(("/", ".")):
        target = f"{target}/index.html".lstrip("/")
    return f'{attribute}="{mark("root")}{target}{rest}"'


def _copy_content(content: Path, source: Path) -> list[tuple[str, bytes]]:
    """Copy the prose for the engine and return the other files of the folder as (path, content)."""
    if not content.is_dir():
        raise PortalError(f"the folder of prose {content} does not exist / 没有这个文章文件夹，请用 --content 指明")
    source.mkdir()
    others = []
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content).as_posix()
        # The engine takes no `.MD` for an article, and would leave it out without a word.
        kind = path.suffix if path.suffix == ".MD" else path.suffix.lower()
        if path.is_symlink() or (path.is_file() and kind not in _ALLOWED):
            raise PortalError(
                f"{path}: the folder of prose may hold only {', '.join(sorted(_ALLOWED))} files, and no links"
                " / 文章文件夹里只能放这几种文件，也不能放链接"
            )
        if not path.is_file():
            continue
        if name.partition("/")[0].removesuffix(".md") == _FRAME_NAME:
            raise PortalError(
                f"{path}: this name is taken by the frame of the pages / 这个名字由网站的页面框架占用，请给文章改名"
            )
        data = path.read_bytes()
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(data)
        if path.suffix.lower() != ".md":
            others.append((name, data))
    return others


def _engine_styles() -> bytes:
    """The theme's stylesheet as a layer of its own, so that any rule of `portal.css` is stronger than every rule in it."""
    from importlib import metadata, resources  # noqa: PLC0415 - as above

    folder = resources.files("material").joinpath("templates/assets/stylesheets")
    found = [entry for entry in folder.iterdir() if re.fullmatch(r"main\.\w+\.min\.css", entry.name)]
    if len(found) != 1:
        raise PortalError("the installed mkdocs-material has not the one stylesheet main.….min.css that is expected")
    rules = re.sub(r'^@charset "UTF-8";|/\*# sourceMappingURL=.*?\*/', "", found[0].read_text(encoding="utf-8")).strip()
    return f"/*! {_LICENCE.format(version=metadata.version('mkdocs-material'))} */\n@layer engine{{{rules}}}\n".encode()


def _named_assets(folder: Path, styles: bytes) -> list[tuple[str, str, bytes]]:
    """(name, address, content) of each asset; the address holds a checksum, so that a cache never mixes two builds."""
    if not folder.is_dir():
        raise PortalError(f"the folder of styles and scripts {folder} does not exist")
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    # One file: a reader on the phone waits for each request.
    contents["portal.css"] = styles + contents["portal.css"]
    contents["lunr.js"] = lunr_js()
    return [(name, _address(name, data), data) for name, data in sorted(contents.items())]


def _address(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:8]}{dot}{suffix}"


@contextmanager
def _reported(mkdocs_config: Path) -> Iterator[None]:
    """Keep the engine silent, and turn what it warns of or raises into a PortalError of one sentence."""
    from mkdocs.exceptions import Abort  # noqa: PLC0415 - as above

    if not mkdocs_config.is_file():
        raise PortalError(f"the configuration {mkdocs_config} does not exist")
    complaints: list[str] = []
    listener = _Listener(complaints)
    logger = logging.getLogger("mkdocs")
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield
    except PortalError:
        raise
    except (Abort, Exception) as error:  # templates and Markdown extensions may raise anything; Abort is a SystemExit
        complaints = complaints or [f"{type(error).__name__}: {error}"]
        raise PortalError(_complaint(complaints)) from error
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagated
    if complaints:
        raise PortalError(_complaint(complaints))


def _complaint(complaints: list[str]) -> str:
    more = f" (and {len(complaints) - 1} more)" if len(complaints) > 1 else ""
    return f"the prose could not be rendered / 文章没有生成：{' '.join(complaints[0].split())}{more}"


class _Listener(logging.Handler):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:  # type: ignore[explicit-override]  # typing.override: 3.12
        self._complaints.append(record.getMessage())
