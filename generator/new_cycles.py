"""The errand `portal new cycle`: the folder of a new cycle, of which nothing is known yet."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from generator.diagnostics import Diagnostic, Severity
from generator.disk import replace_file
from generator.domain.addresses import RESERVED_IN_JURISDICTION
from generator.domain.character_faults import CharacterFaultKind, Control
from generator.domain.characters import faults
from generator.domain.column_roles import Role
from generator.errors import PortalError, refusal
from generator.frozen import dataclass
from generator.outputs.outcomes import Outcome, Status
from generator.sources.document_texts import text_faults
from generator.sources.documents import Document, read_document
from generator.sources.folder import LONGEST_SLUG, REGULATIONS, SLUG_FORM
from generator.sources.words import Words

_YEAR: Final = re.compile(r"[0-9]{4}(?![0-9])")
_TAKEN: Final = RESERVED_IN_JURISDICTION | {REGULATIONS}
_TABLES: Final = ("applicants", "shortlists", "notices", "awardees")
_LONGEST_NAME: Final = 100
_LINE_OF_NAME: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRequest:
    """What a clerk says of a new cycle."""

    slug: str
    cycle: str
    year: int
    name: str = ""
    """Empty: the year."""
    regulation: str = ""
    """The id of the version that the cycle runs under, where an official document says so."""


def year_of(cycle: str, otherwise: int) -> int:
    """The year with which the name of a cycle's folder begins; `no-7` begins with none."""
    found = _YEAR.match(cycle)
    return int(found[0]) if found else otherwise


def new_cycle(request: CycleRequest, schema: Mapping[str, Any], words: Words) -> str:
    """The text of `cycle.yaml`, every key explained by its description in the schema; raises PortalError."""
    _refuse_slug(request.cycle, words)
    _refuse_name(request.name, words)
    values = {
        "name": request.name or words.fill("draft.cycle_name", year=request.year),
        "year": request.year,
        "regulation": request.regulation or None,
        "regulation_cited": None,
        "awards": [],
        "stages": [],
    }
    lines: list[str] = []
    for key, value in values.items():
        lines.append(f"# {_described(schema, key)}")
        lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    lines.append(f"# {_described(schema, 'completeness')}")
    lines.append("completeness:")
    lines.extend(f"  {table}: unknown" for table in _TABLES)
    text = "\n".join(lines) + "\n"
    if not isinstance(read_document("cycle.yaml", text, schema), Document):
        raise PortalError(words.fill("draft.bad_cycle", slug=request.cycle))
    return text


def _refuse_slug(slug: str, words: Words) -> None:
    """Refuse what the check would not take for the folder of a cycle."""
    if not SLUG_FORM.fullmatch(slug):
        raise PortalError(words.fill("draft.bad_slug", slug=slug))
    if len(slug) > LONGEST_SLUG:
        raise PortalError(words.fill("draft.long_slug", length=len(slug), most=LONGEST_SLUG))
    if slug in _TAKEN:
        raise PortalError(words.fill("draft.reserved_slug", slug=slug))


def _described(schema: Mapping[str, Any], key: str) -> str:
    told = schema["properties"][key]
    return " ".join(f"{told['title']}：{told['description']}".split())


def _refuse_name(name: str, words: Words) -> None:
    """Refuse what no rule refuses in a document, whose texts may have lines: here it can only be a slip of the hand."""
    if len(name) > _LONGEST_NAME:
        raise PortalError(words.fill("draft.long_name", length=len(name), most=_LONGEST_NAME))
    kinds = {fault.kind: fault.reason for fault in faults(name, column_role=Role.TEXT)}
    if CharacterFaultKind.STRAY_WHITESPACE in kinds or kinds.get(CharacterFaultKind.CONTROL) == Control.LINE_BREAK:
        raise PortalError(words["draft.blank_in_name"])


def _faults_of_name(path: str, request: CycleRequest) -> tuple[Diagnostic, ...]:
    """What the check would say of the name."""
    document = Document(path=path, value={"name": request.name}, lines={("name",): _LINE_OF_NAME})
    return tuple(text_faults(document))


def run_new_cycle(root: Path, request: CycleRequest, *, schema: Mapping[str, Any], words: Words) -> Outcome:
    """Make the folder of a new cycle; its tables stay absent until something is known.

    A name in which the check would find an error is not written. Raises PortalError where the cycle cannot be made.
    """
    home = root / "jurisdictions" / request.slug
    file = home / request.cycle / "cycle.yaml"
    try:
        _refuse_place(home, request, words)
        found = _faults_of_name(file.relative_to(root).as_posix(), request)
        if any(fault.severity is Severity.ERROR for fault in found):
            text = words["draft.cycle_faults"] + "\n"
            return Outcome(text=text, status=Status.DATA_AT_FAULT, faults=found, records=1)
        _make(file, new_cycle(request, schema, words), words)
    except OSError as error:
        raise PortalError(words.fill("draft.unwritable", file=file, problem=refusal(error))) from error
    text = f"{words.fill('draft.cycle_written', file=file)}\n{words['draft.cycle_next']}\n"
    return Outcome(text=text, faults=found, records=1)


def _refuse_place(home: Path, request: CycleRequest, words: Words) -> None:
    if not SLUG_FORM.fullmatch(request.slug) or not (home / "jurisdiction.yaml").is_file():
        known = (file.parent.name for file in home.parent.glob("*/jurisdiction.yaml"))
        raise PortalError(words.fill("draft.no_jurisdiction", slug=request.slug, known=_listed(known, words)))
    _refuse_slug(request.cycle, words)
    if request.regulation and not _is_held(home, request.regulation):
        known = (file.stem for file in (home / REGULATIONS).glob("*.yaml"))
        told = words.fill("draft.no_regulation", regulation=request.regulation, known=_listed(known, words))
        raise PortalError(told)


def _listed(names: Iterable[str], words: Words) -> str:
    return "、".join(sorted(filter(SLUG_FORM.fullmatch, names))) or words["draft.none_held"]


def _is_held(home: Path, regulation: str) -> bool:
    """Whether the jurisdiction itself has a version with that id: a path is no id."""
    return SLUG_FORM.fullmatch(regulation) is not None and (home / REGULATIONS / f"{regulation}.yaml").is_file()


def _make(file: Path, text: str, words: Words) -> None:
    """Write the document; tables that were put into the folder before it get theirs."""
    folder = file.parent
    if file.exists() or file.is_symlink() or (folder.exists() and not folder.is_dir()) or folder.is_symlink():
        raise PortalError(words.fill("draft.cycle_exists", folder=folder))
    folder.mkdir(exist_ok=True)
    try:
        replace_file(file, text.encode("utf-8"))
    except OSError:
        if not any(folder.iterdir()):
            folder.rmdir()
        raise
