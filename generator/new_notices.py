"""The errand `portal new notice`: a new notice whose closing day is computed and shown with its reasoning."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.domain.deadlines import UNITS, Deadline, PeriodForm, Unit, deadline
from generator.domain.notice_measures import demand_of_length, demanded_notice
from generator.domain.notices import NoticeHistories, NoticeHistory
from generator.domain.periods import NoticePeriod
from generator.domain.portal import Cycle, Portal
from generator.domain.records import Notice
from generator.domain.regulations import RequiredNotice
from generator.domain.table_schemas import TableSchema
from generator.errors import PortalError
from generator.frozen import dataclass
from generator.new_rows import NewRow, append_row, find_cycle, refuse_before_publication, unused_id
from generator.outputs.deadline_report import deadline_text
from generator.outputs.outcomes import Outcome
from generator.outputs.phrasing import Phrasing
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
    """Empty: that of the notice which is corrected, or the one that the regulation names."""
    medium: str = ""
    document_number: str = ""
    closes_time: str = ""
    declared_count: int | None = None
    source_url: str = ""
    corrects: str = ""
    """The notice that the new one corrects; it starts a period of its own."""
    change_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """A notice for the table of notices, with the reasoning of its closing day."""

    path: str
    """The table, relative to the data folder."""
    cells: Mapping[str, str]
    """By column."""
    deadline: Deadline
    required: RequiredNotice | None
    """What the regulation asks for; None where it asks for no length, or is not held."""
    others: tuple[RequiredNotice, ...] = ()
    """The other notices that it asks for at that stage, of which the new one may be any."""
    not_in_force: bool = False
    """Whether the text that asks for it is a draft."""
    still: NoticePeriod | None = None
    """The period of the corrected notice where that ends later, and so goes on; otherwise None."""


def new_notice(portal: Portal, request: NoticeRequest, words: Words) -> NoticeDraft:
    """Compute a notice; raises PortalError where the length, the publisher or the place cannot be known."""
    jurisdiction, cycle = find_cycle(portal, request.slug, request.cycle, words)
    _refuse_another_stage(cycle, request.stage, words)
    if request.change_reason and not request.corrects:
        raise PortalError(words["draft.reason_of_nothing"])
    corrected = _corrected(cycle, portal, request, words)
    required = _required(cycle, request, corrected.notice if corrected else None)
    named = corrected.notice if corrected else required
    publisher = request.publisher or (named.publisher if named else None) or ""
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
    period = corrected.period_on(request.published_on or request.opens_on) if corrected else None
    cells = {
        "notice_id": unused_id(jurisdiction, request.notice_id or _usual_id(request), words),
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
        "corrects": request.corrects,
        "change": "correction" if request.corrects else "",
        "change_reason": request.change_reason,
        "source_url": request.source_url,
    }
    is_draft = cycle.regulation is not None and cycle.regulation.is_draft
    return NoticeDraft(
        path=cycle.notices.path,
        cells=cells,
        deadline=counted,
        required=required,
        others=_others(cycle, required),
        not_in_force=is_draft,
        still=period if period and period.ends_at > counted.ends_at else None,
    )


def _corrected(cycle: Cycle, portal: Portal, request: NoticeRequest, words: Words) -> NoticeHistory | None:
    """The notice that is to be corrected, if any is; raises PortalError where that comes out only afterwards."""
    history = NoticeHistories(cycle.notices.rows, portal.calendar).find(request.corrects)
    if history is not None:
        refuse_before_publication(history.notice, request.published_on or request.opens_on, words)
    return history


def _others(cycle: Cycle, required: RequiredNotice | None) -> tuple[RequiredNotice, ...]:
    if cycle.regulation is None or required is None:
        return ()
    at_stage = cycle.regulation.notices_for(required.stage)
    return tuple(other for other in at_stage if other is not required and other.audience == required.audience)


def _usual_id(request: NoticeRequest) -> str:
    return f"{request.corrects}-correction" if request.corrects else f"{request.cycle}-{request.stage}"


def _dates(counted: Deadline) -> dict[str, str]:
    """The dates that are printed: a notice of a length alone prints none."""
    if counted.form is PeriodForm.LENGTH_ONLY:
        return {}
    return {"opens_on": counted.opens_on.isoformat(), "closes_on": counted.closes_on.isoformat()}


def _refuse_another_stage(cycle: Cycle, stage: str, words: Words) -> None:
    stages = cycle.regulation.stages if cycle.regulation else cycle.stages
    if stage not in {held.id for held in stages}:
        known = "、".join(f"{held.id}（{held.name}）" for held in stages)
        key = "draft.no_stage" if stages else "draft.no_stages"
        raise PortalError(words.fill(key, stage=stage, stages=known))


def _required(cycle: Cycle, request: NoticeRequest, corrected: Notice | None) -> RequiredNotice | None:
    """The demanded notice that the new one is taken for: by its length, by that of the notice it corrects, or the longest."""
    regulation, stage = cycle.regulation, request.stage
    if regulation is None:
        return None
    length, unit = request.length, request.unit
    if length is None and corrected is not None and corrected.stage == stage and corrected.stated_unit in UNITS:
        length, unit = corrected.stated_length, Unit(corrected.stated_unit)
    if length is not None and unit is not None:
        return demand_of_length(regulation, stage, length, unit)
    return demanded_notice(regulation, stage) or next(iter(regulation.notices_for(stage)), None)


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

    Raises PortalError where the notice cannot be computed or the table not written.
    """
    draft = new_notice(portal, request, words)
    text = "".join(f"{line}\n" for line in _told(draft, words)) + deadline_text(draft.deadline, words)
    if draft.still is not None:
        closes = Phrasing(words).closing(draft.still.closes_on, draft.still.closes_time)
        text += words.fill("draft.goes_on", id=request.corrects, closes=closes) + "\n"
    row = NewRow(path=draft.path, cells=draft.cells, text=text)
    return append_row(root, row, schema, words, portal=portal, as_of=as_of, writing=writing)


def _told(draft: NoticeDraft, words: Words) -> Iterator[str]:
    yield words.fill(
        "draft.notice", id=draft.cells["notice_id"], title=draft.cells["title"], publisher=draft.cells["publisher"]
    )
    if draft.required is not None and (draft.required.period is not None or draft.others):
        yield _told_demand("draft.required", draft.required, words)
        yield from (_told_demand("draft.other", other, words) for other in draft.others)
        if draft.others:
            yield words["draft.which"]
        if draft.not_in_force:
            yield words["draft.not_in_force"]


def _told_demand(key: str, demanded: RequiredNotice, words: Words) -> str:
    phrasing, period = Phrasing(words), demanded.period
    clause = phrasing.clause(demanded.clause) if demanded.clause else ""
    if period is None:
        return words.fill(f"{key}.silent", what=demanded.what, clause=clause)
    length = phrasing.length(period.length, period.unit)
    return words.fill(f"{key}.{period.kind}", what=demanded.what, length=length, clause=clause)
