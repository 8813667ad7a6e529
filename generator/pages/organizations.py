"""The page of one organization: every application, listing, notice, award and measure, in the order of time."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Final

from generator.domain import addresses, row_addresses
from generator.domain.organizations import Namesakes, Organization, OrganizationIndex, OrganizationRow
from generator.domain.records import Applicant, Awardee, Correction, ShortlistEntry
from generator.domain.statuses import in_force_on
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.corrections_by_page import name_place
from generator.pages.indexes import CycleRecords
from generator.pages.naming import Naming, record_head

KINDS: Final = ("application", "shortlist", "notice", "award", "revoke", "stop_publicity")
"""Kinds of events, in the order in which those of one day are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationEvent:
    """One thing that happened to an organization."""

    kind: str
    """One of KINDS."""
    on: date | None
    """None where no day is recorded; the event then stands under the year of its cycle."""
    year: int
    jurisdiction: Link
    cycle: Link
    name: str
    """The name under which the row has it."""
    award: str
    detail: str
    """The stage or the document number, as the kind has it; empty for an application."""
    state: str
    """State of the award on the day of the build, or of the application; `withdrawn` for a notice that is, `announced` for a
    measure that is not yet in force; empty otherwise."""
    page: str
    """Where the row stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerNameView:
    """A name that the organization bore before."""

    former_name: str
    name: str
    changed_on: date | None
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationPage:
    """One organization across jurisdictions and years."""

    template: ClassVar[str] = "organization.html.j2"
    head: Head
    name: str
    uscc: str
    former_names: tuple[FormerNameView, ...]
    jurisdictions: tuple[str, ...]
    events: tuple[OrganizationEvent, ...]
    corrections: tuple[tuple[str, Correction], ...]
    """Of its former names, each with the page of all corrections of its jurisdiction."""
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationAliasPage:
    """The key of a name that is no organization's present key; its address stays and leads to whoever bore the name."""

    template: ClassVar[str] = "organization_alias.html.j2"
    head: Head
    organizations: tuple[Link, ...]
    moved: bool
    """Whether it was the key of the one organization; otherwise several bore the name, as far as they are recorded."""


def organization_page(
    organization: Organization, cycles: Mapping[tuple[str, str], CycleRecords], as_of: date, words: Naming
) -> OrganizationPage:
    """The page of one organization; `cycles` are the records of every cycle by jurisdiction and cycle."""
    events = [event for row in organization.rows for event in _events(row, cycles)]
    if len(events) > 1:
        events.sort(key=lambda event: (event.on or date(event.year, 1, 1), KINDS.index(event.kind), event.page))
    name = organization.name
    return OrganizationPage(
        head=record_head(
            words,
            addresses.organization(organization.key),
            title=name,
            description=words.fill("organization.description", who=name),
            trail=(Link(text=words["list.awardees.title"], path=addresses.AWARDEES),),
            section="awardees",
        ),
        name=name,
        uscc=organization.uscc,
        former_names=tuple(
            FormerNameView(
                former_name=row.former_name, name=row.name, changed_on=row.changed_on, source_url=row.source_url
            )
            for row in organization.former_names
        ),
        jurisdictions=tuple(dict.fromkeys(row.jurisdiction.name for row in organization.rows)),
        events=tuple(events),
        corrections=tuple(_corrections(organization, cycles)) if organization.former_names else (),
        as_of=as_of,
    )


def organization_alias_page(alias: str, organization: Organization, words: Naming) -> OrganizationAliasPage:
    """The page that an earlier key keeps."""
    name = organization.name
    link = Link(text=name, path=addresses.organization(organization.key))
    return OrganizationAliasPage(
        head=record_head(
            words,
            addresses.organization(alias),
            title=name,
            description=words.fill("organization.description", who=name),
            trail=(link,),
            canonical=link.path,
        ),
        organizations=(link,),
        moved=True,
    )


def namesakes_page(namesakes: Namesakes, index: OrganizationIndex, words: Naming) -> OrganizationAliasPage:
    """The page of a name that several bodies bore, with each of them by its code."""
    links = []
    for key in namesakes.keys:
        one = index.organizations[key]
        text = words.fill("organization.with_code", who=one.name, uscc=one.uscc) if one.uscc else one.name
        links.append(Link(text=text, path=addresses.organization(key)))
    return OrganizationAliasPage(
        head=record_head(
            words,
            addresses.organization(namesakes.alias),
            title=namesakes.name,
            description=words.fill("organization.description", who=namesakes.name),
            trail=(Link(text=words["list.awardees.title"], path=addresses.AWARDEES),),
            section="awardees",
        ),
        organizations=tuple(links),
        moved=False,
    )


def _corrections(
    organization: Organization, cycles: Mapping[tuple[str, str], CycleRecords]
) -> Iterator[tuple[str, Correction]]:
    """The corrections of its former names, by the jurisdictions in which it stands."""
    held = {at.jurisdiction.slug: cycles[at.jurisdiction.slug, at.cycle.slug].records for at in organization.rows}
    places = dict.fromkeys(map(name_place, organization.former_names))
    for slug, records in held.items():
        for place in places:
            yield from ((addresses.corrections(slug), fix) for fix in records.corrections.get(place, ()))


def _events(at: OrganizationRow, cycles: Mapping[tuple[str, str], CycleRecords]) -> Iterator[OrganizationEvent]:
    records = cycles[at.jurisdiction.slug, at.cycle.slug]
    if isinstance(at.row, Applicant):
        yield _application(at.row, records)
    elif isinstance(at.row, ShortlistEntry):
        yield _listing(at.row, records)
    else:
        yield from _award(at.row, records)


def _event(
    row: Applicant | ShortlistEntry | Awardee,
    records: CycleRecords,
    *,
    kind: str,
    on: date | None,
    page: str,
    detail: str = "",
    state: str = "",
) -> OrganizationEvent:
    _, jurisdiction, cycle = records.crumbs
    return OrganizationEvent(
        kind=kind,
        on=on,
        year=records.cycle.year,
        jurisdiction=jurisdiction,
        cycle=cycle,
        name=row.display_name if isinstance(row, Awardee) else row.applicant,
        award=records.award_name(row.award),
        detail=detail,
        state=state,
        page=page,
    )


def _application(row: Applicant, records: CycleRecords) -> OrganizationEvent:
    cycle, position = records.cycle, records.applicant_positions[row.application_id]
    page = row_addresses.applicant(cycle.jurisdiction, cycle.slug, position, row.application_id)
    return _event(row, records, kind="application", on=row.received_on, page=page, state=row.eligibility)


def _listing(row: ShortlistEntry, records: CycleRecords) -> OrganizationEvent:
    slug, cycle = records.cycle.jurisdiction, records.cycle.slug
    notice = records.notices.get(row.notice_id)
    stage = records.stage_name(row.stage)
    if notice is not None:
        page = addresses.notice(slug, cycle, notice.notice_id)
        state = "withdrawn" if notice.notice_id in records.withdrawn else ""
        return _event(row, records, kind="notice", on=notice.published_on, page=page, detail=stage, state=state)
    position = records.shortlist_positions[row.line]
    page = row_addresses.shortlist_entry(slug, cycle, position, row.stage, records.stage_numbers[position])
    return _event(row, records, kind="shortlist", on=None, page=page, detail=stage)


def _award(row: Awardee, records: CycleRecords) -> Iterator[OrganizationEvent]:
    cycle = records.cycle
    page = addresses.awardee(cycle.jurisdiction, cycle.slug, row.award_id)
    status = records.records.status(cycle, row)
    award = status.state.value
    yield _event(row, records, kind="award", on=row.decided_on, page=page, detail=row.decision_document, state=award)
    for state, measures in (("", status.measures), ("announced", status.announced)):
        for measure in measures:
            kind = "revoke" if measure.measure == "revoke" else "stop_publicity"
            on, detail = in_force_on(measure), measure.document_number
            yield _event(row, records, kind=kind, on=on, page=page, detail=detail, state=state)
