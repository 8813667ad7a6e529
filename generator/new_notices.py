"""The errand `portal new notice`: a new notice whose closing day is computed and shown with its reasoning."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.disk import alone_in, replace_file
from generator.domain.deadlines import Deadline, PeriodForm, Unit, deadline
from generator.domain.notice_measures import demanded_notice
from generator.domain.portal import Cycle, Jurisdiction, Portal
from generator.domain.records import Notice
from generator.domain.regulations import RequiredNotice
from generator.domain.table_schemas import TableSchema
from generator.errors import PortalError, refusal
from generator.frozen import dataclass
from generator.outputs.deadline_report import deadline_text
from generator.outputs.outcomes import Outcome, Status
from generator.outputs.phrasing import Phrasing
from generator.rules.catalogue import run_rules
from generator.sources.tables import TableReader
from generator.sources.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRequest:
    """What a clerk says of a new notice; what is empty comes from the regulation or stays empty."""

    slug: str
    cycle: str
    stage: str
    title: str
    opens_on: date
    """The first day; for `from_publication` the day of publication."""
    form: PeriodForm = PeriodForm.DATES
    length: int | None = None
    unit: Unit | None = None
    published_on: date | None = None
    """None: the first day."""
    notice_id: str = ""
    publisher: str = ""
    medium: str = ""
    document_number: str = ""
    closes_time: str = ""
    declared_count: int | None = None
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """A notice ready to be appended, with the reasoning of its closing day."""

    path: str
    """The table, relative to the data folder."""
    row: Mapping[str, str]
    deadline: Deadline
    required: RequiredNotice | None
    """What the regulation asks for; None where it asks for no length, or is not held."""
    not_in_force: bool = False
    """Whether the text that asks for it is a draft."""


def new_notice(portal: Portal, request: NoticeRequest, schema: TableSchema, words: Words) -> NoticeDraft:
    """Compute a notice; raises PortalError where the length, the publisher or the place cannot be known."""
    jurisdiction, cycle = _find(portal, request, words)
    required = _required(cycle, request.stage)
    publisher = request.publisher or (required.publisher if required else None) or ""
    if not publisher:
        raise PortalError(words["draft.no_publisher"])
    length, unit = _length(request, cycle, required, words)
    _refuse_another_first_day(request, words)
    try:
        counted = deadline(
            request.opens_on, length, unit, request.form, portal.calendar, closes_time=request.closes_time
        )
    except ValueError as error:
        raise PortalError(words.fill("draft.no_deadline", problem=error)) from error
    row = dict.fromkeys(schema.columns, "") | {
        "notice_id": _identity(jurisdiction, request, words),
        "stage": request.stage,
        "title": request.title,
        "document_number": request.document_number,
        "publisher": publisher,
        "medium": request.medium,
        "published_on": (request.published_on or request.opens_on).isoformat(),
        "period_form": str(request.form),
        **_dates(counted),
        "closes_time": request.closes_time,
        "stated_length": str(length),
        "stated_unit": str(unit),
        "declared_count": "" if request.declared_count is None else str(request.declared_count),
        "source_url": request.source_url,
    }
    is_draft = cycle.regulation is not None and cycle.regulation.is_draft
    return NoticeDraft(path=cycle.notices.path, row=row, deadline=counted, required=required, not_in_force=is_draft)


def _dates(counted: Deadline) -> dict[str, str]:
    """The dates that are printed: a notice of a length alone prints none."""
    if counted.form is PeriodForm.LENGTH_ONLY:
        return {}
    return {"opens_on": counted.opens_on.isoformat(), "closes_on": counted.closes_on.isoformat()}


def _find(portal: Portal, request: NoticeRequest, words: Words) -> tuple[Jurisdiction, Cycle]:
    for jurisdiction in portal.jurisdictions:
        for cycle in jurisdiction.cycles:
            if (jurisdiction.slug, cycle.slug) == (request.slug, request.cycle):
                stages = cycle.regulation.stages if cycle.regulation else cycle.stages
                if request.stage not in {stage.id for stage in stages}:
                    known = "、".join(f"{stage.id}（{stage.name}）" for stage in stages)
                    key = "draft.no_stage" if stages else "draft.no_stages"
                    raise PortalError(words.fill(key, stage=request.stage, stages=known))
                return jurisdiction, cycle
    raise PortalError(words.fill("draft.no_cycle", slug=request.slug, cycle=request.cycle))


def _required(cycle: Cycle, stage: str) -> RequiredNotice | None:
    """The notice by which the new one will be measured; where none has a length, the first that is demanded."""
    if cycle.regulation is None:
        return None
    return demanded_notice(cycle.regulation, stage) or next(iter(cycle.regulation.notices_for(stage)), None)


def _length(request: NoticeRequest, cycle: Cycle, required: RequiredNotice | None, words: Words) -> tuple[int, Unit]:
    period = required.period if required else None
    if (request.length is None) != (request.unit is None):
        raise PortalError(words["draft.half_a_length"])
    if request.length is not None and request.unit is not None:
        if period is not None and request.unit == period.unit and request.length < period.length:
            told = (Phrasing(words).length(length, period.unit) for length in (request.length, period.length))
            raise PortalError(words.fill("draft.too_short", **dict(zip(("length", "required"), told, strict=True))))
        return request.length, request.unit
    if period is None:
        key = "draft.no_length" if cycle.regulation else "draft.regulation_not_held"
        raise PortalError(words.fill(key, stage=cycle.stage_name(request.stage)))
    return period.length, Unit(period.unit)


def _refuse_another_first_day(request: NoticeRequest, words: Words) -> None:
    """Refuse a day of publication beside the first day where the count begins with the publication."""
    counts_from_publication = request.form is not PeriodForm.DATES
    if counts_from_publication and request.published_on not in (None, request.opens_on):
        raise PortalError(words["draft.two_first_days"])


def _identity(jurisdiction: Jurisdiction, request: NoticeRequest, words: Words) -> str:
    taken = {notice.notice_id for cycle in jurisdiction.cycles for notice in cycle.notices.rows}
    identity = request.notice_id or f"{request.cycle}-{request.stage}"
    if identity in taken:
        raise PortalError(words.fill("draft.id_taken", id=identity))
    return identity


def run_new_notice(
    root: Path,
    portal: Portal,
    request: NoticeRequest,
    *,
    schema: TableSchema,
    words: Words,
    as_of: date,
    writing: bool = True,
) -> Outcome:
    """Append a notice to its cycle's table and show how its closing day comes about; without `writing` only show it.

    A row with an error, be it one that only the rules on the whole record find on the day, is not written; warnings are
    told. Raises PortalError where the notice cannot be computed or the table not written.
    """
    draft = new_notice(portal, request, schema, words)
    file = root / draft.path
    text = "".join(f"{line}\n" for line in _told(draft, words)) + deadline_text(draft.deadline, words)
    try:
        with alone_in(file.parent):
            outcome = _append(file, draft, schema, words, portal=portal, as_of=as_of, writing=writing)
    except OSError as error:
        raise PortalError(words.fill("draft.unwritable", file=file, problem=refusal(error))) from error
    return replace(outcome, text=text + outcome.text)


def _append(
    file: Path, draft: NoticeDraft, schema: TableSchema, words: Words, *, portal: Portal, as_of: date, writing: bool
) -> Outcome:
    found = _bytes_of(file)
    before = (",".join(schema.columns) + "\n").encode() if found is None else found
    after = _appended(before, draft, schema, words)
    line = before.rstrip(b"\n").count(b"\n") + 2
    faults = _faults_from(line, after, draft.path, schema, portal=portal, as_of=as_of)
    if any(fault.severity is Severity.ERROR for fault in faults):
        return Outcome(text=words["draft.faults"] + "\n", status=Status.DATA_AT_FAULT, faults=faults, records=1)
    if not writing:
        return Outcome(text=words["draft.rehearsal"] + "\n", faults=faults, records=1)
    # A spreadsheet program waits for no one, and some network drives know no locks.
    if _bytes_of(file) != found:
        raise PortalError(words.fill("draft.changed", file=file))
    replace_file(file, after)
    return Outcome(text=words.fill("draft.notice_written", file=file) + "\n", faults=faults, records=1)


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _told(draft: NoticeDraft, words: Words) -> Iterator[str]:
    yield words.fill(
        "draft.notice", id=draft.row["notice_id"], title=draft.row["title"], publisher=draft.row["publisher"]
    )
    if draft.required is not None and draft.required.period is not None:
        period, phrasing = draft.required.period, Phrasing(words)
        length = phrasing.length(period.length, period.unit)
        clause = phrasing.clause(draft.required.clause) if draft.required.clause else ""
        yield words.fill(f"draft.required.{period.kind}", length=length, clause=clause)
        if draft.not_in_force:
            yield words["draft.not_in_force"]


def _appended(before: bytes, draft: NoticeDraft, schema: TableSchema, words: Words) -> bytes:
    """The table with the new row; what stands there stays byte for byte."""
    if before.split(b"\n", 1)[0] != ",".join(schema.columns).encode() or b"\r" in before:
        raise PortalError(words.fill("draft.table_at_fault", path=draft.path))
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(draft.row[name] for name in schema.columns)
    end = b"" if before.endswith(b"\n") else b"\n"
    return before + end + row.getvalue().encode("utf-8", "backslashreplace")


def _faults_from(
    line: int, data: bytes, path: str, schema: TableSchema, *, portal: Portal, as_of: date
) -> tuple[Diagnostic, ...]:
    """The faults of a table from a line on, or all of them where its rows cannot be told apart."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return (Diagnostic(rule="not-utf8", path=path, line=1, facts={"encoding": "unknown"}),)
    reader: TableReader[Notice] = TableReader(schema, Notice)
    table, found = reader.read(path, text)
    faults = tuple(fault for fault in found if not table.sound or (fault.line or line) >= line)
    if faults:
        return faults
    told = run_rules(portal.with_notices(table), as_of)
    return tuple(fault for fault in told if fault.path == path and (fault.line or 0) >= line)
