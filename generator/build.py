"""The pipeline on one page: read → check → show → write."""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Final, NoReturn

from generator.diagnostics import Diagnostic, Severity, count_of
from generator.disk import replace_file
from generator.domain.portal import Portal
from generator.errors import PortalError
from generator.frozen import dataclass
from generator.outputs.html import Templates
from generator.outputs.press_cache import read_press, write_press
from generator.outputs.prose import Prose, read_site_options, render_prose
from generator.outputs.qr import QrCodes
from generator.outputs.site_folder import beside, publish
from generator.outputs.whole_site import Site, site_parts
from generator.program_file import ProgramFile
from generator.rules.catalogue import run_rules
from generator.sources.collector import collector_off
from generator.sources.portal_folder import Reading, read_portal
from generator.sources.reading_cache import ReadingCache
from generator.sources.words import Words, read_catalogue

ROOT: Final = Path(__file__).resolve().parent.parent
"""The checkout, in which the templates, the prose and the shipped data stand beside the package."""
SCHEMAS: Final = ROOT / "data" / "schemas"
TEMPLATES: Final = ROOT / "site_templates"
WORDS: Final = TEMPLATES / "words"
MKDOCS_CONFIG: Final = ROOT / "mkdocs.yml"
LANGUAGE: Final = "zh-CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, in the order of a report."""

    reading: Reading
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many faults stop a build."""
        return count_of(Severity.ERROR, self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many faults do not."""
        return count_of(Severity.WARNING, self.diagnostics)

    def with_more(self, more: Sequence[Diagnostic]) -> "Checked":
        """The same check with further diagnostics."""
        return Checked(
            reading=self.reading, diagnostics=tuple(sorted([*self.diagnostics, *more], key=Diagnostic.sort_key))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What is to be built, from what, as of which day in Beijing."""

    data: Path
    content: Path
    output: Path
    as_of: date
    site_url: str
    workers: int
    mkdocs_config: Path = MKDOCS_CONFIG


def check(data: Path, as_of: date, workers: int = 1, cache: ReadingCache | None = None) -> Checked:
    """Read a data folder and run every rule; raises PortalError where it cannot be read at all."""
    with collector_off():
        reading = read_portal(data, SCHEMAS, partial(_judged, as_of), workers=workers, cache=cache)
    return Checked(reading=reading, diagnostics=tuple(sorted(reading.faults, key=Diagnostic.sort_key)))


def _judged(as_of: date, portal: Portal) -> list[Diagnostic]:
    return list(run_rules(portal, as_of))


def build(request: BuildRequest) -> tuple[Checked, int]:
    """Check the data and, where it has no errors, write the site; the check, and how many files were written.

    Nothing is written before everything is checked. Raises PortalError where the site cannot be made or written.
    """
    _refuse_overlap(request)
    program = _program(request)
    with collector_off(), ReadingCache(beside(request.output, "read"), f"{program} {request.as_of}") as cache:
        checked = check(request.data, request.as_of, request.workers, cache)
        if checked.errors:
            return checked, 0
        site = _site(request, checked.reading, program)
        if _program(request) != program:
            # What has been read must not be kept under the checksum of other texts.
            raise PortalError(
                "templates or prose changed while they were read / 生成网站时模板或文章又有改动，请再运行一次"
            )
        written = publish(request.output, site_parts(site), workers=request.workers)
        site.codes.keep()
        _keep(request.output, cache, checked.reading)
        return checked, written


def _keep(output: Path, cache: ReadingCache, reading: Reading) -> None:
    """Keep what was read for the next build; where that cannot be done it reads everything again."""
    with suppress(OSError):
        content = cache.content(jurisdiction.slug for jurisdiction in reading.portal.jurisdictions)
        if content is not None:
            replace_file(beside(output, "read"), content)


def _site(request: BuildRequest, reading: Reading, program: str) -> Site:
    words = read_catalogue(WORDS, LANGUAGE)
    prose, templates = _press(request, words, ProgramFile(TEMPLATES, "press", program))
    return Site(
        reading=reading,
        data=request.data,
        words=words,
        prose=prose,
        templates=templates,
        codes=QrCodes(request.site_url, words["awardee.qr"], ProgramFile(TEMPLATES, "qr", program)),
        as_of=request.as_of,
        site_url=request.site_url,
        program=program,
        memory=beside(request.output, "search"),
    )


def _press(request: BuildRequest, words: Words, file: ProgramFile) -> tuple[Prose, Templates]:
    """The prose and the compiled templates, made only where the program has changed since they last were."""
    found = read_press(file)
    if found is not None:
        prose, codes = found
        return prose, Templates(TEMPLATES / "pages", words, codes)
    options = read_site_options(request.mkdocs_config)
    prose = render_prose(request.content, TEMPLATES, request.mkdocs_config, options, words)
    templates = Templates(TEMPLATES / "pages", words)
    write_press(file, prose, templates.compile_all())
    return prose, templates


def _program(request: BuildRequest) -> str:
    """A checksum over what makes the site what it is besides the data: the program, its templates and the prose."""
    return f"{_running()} {_fingerprint((TEMPLATES, request.content, request.mkdocs_config))}"


@cache
def _running() -> str:
    """A checksum over the language, the libraries and the program, taken once: what a process runs stays what it was."""
    installed = repr((sys.version, _libraries()))
    return f"{hashlib.sha256(installed.encode()).hexdigest()} {_fingerprint((ROOT / 'generator', ROOT / 'requirements.lock'))}"


def _fingerprint(sources: Sequence[Path]) -> str:
    """A checksum over the names and contents of files; raises PortalError where one cannot be read."""
    try:
        return _checksum(sources)
    except OSError as error:
        raise PortalError(
            f"{error.filename}: {error.strerror} / 读不了这个文件或文件夹，请检查它在不在、有没有读的权限"
        ) from error


def _checksum(sources: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        for path in sorted(_files_in(source)):
            data = _content(path)
            digest.update(os.fsencode(f"{path.removeprefix(str(source))} {len(data)} "))
            digest.update(data)
    return digest.hexdigest()


def _content(path: str) -> bytes:
    """What a file holds; of a link also where it leads, for prose with a link is refused whatever it leads to."""
    link = b""
    if os.path.islink(path):  # noqa: PTH114 - hundreds of them
        link = os.fsencode(f"link {os.readlink(path)} ")  # noqa: PTH115
        if not os.path.isfile(path):  # noqa: PTH113
            return link
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return link + file.read()


def _files_in(source: Path) -> Iterator[str]:
    """The files in a folder but for compiled ones, and the links, or the file itself; none where there is nothing.

    No link to a folder is followed, since links can lead in a circle. Raises OSError where a folder cannot be read.
    """
    if not source.is_dir():
        yield from (str(source),) * source.is_file()
        return
    for folder, folders, names in os.walk(source, onerror=_raise):
        paths = (f"{folder}/{name}" for name in (*names, *folders) if not name.endswith(".pyc"))
        yield from (path for path in paths if os.path.isfile(path) or os.path.islink(path))  # noqa: PTH113, PTH114


def _raise(error: OSError) -> NoReturn:
    raise error


def _libraries() -> list[str]:
    """The installed libraries with their versions, as their folders are named: `importlib.metadata` takes long to load."""
    names = (name for place in sys.path for name in _names_in(place))
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _names_in(place: str) -> list[str]:
    """What lies in a folder of libraries; in one that is away or cannot be read Python finds nothing either."""
    try:
        return os.listdir(place)  # noqa: PTH208 - of texts
    except OSError:
        return []


def _refuse_overlap(request: BuildRequest) -> None:
    """Refuse a site inside the data or the prose, which would then be read, and one around them, which would replace them."""
    output, *sources = map(_resolved, (request.output, request.data, request.content))
    for source in sources:
        if output.is_relative_to(source) or source.is_relative_to(output):
            raise PortalError(
                f"{request.output} and {source} lie in each other / 输出文件夹不能放在数据或文章文件夹里，也不能包住它们，"
                "请用 --output 另选一处"
            )


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # the present folder is gone, or links lead in a circle
        raise PortalError(
            f"{path}: {error} / 找不到这个位置：当前文件夹可能已被删除，或者链接绕成了圈；请换一个文件夹再运行"
        ) from error
