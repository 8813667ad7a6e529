"""What the search finds: one entry for each notice, award, revocation, organization, applicant, list entry and page."""

import html
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, repeat
from typing import Final

from generator.domain import addresses, row_addresses
from generator.domain.moments import start_of
from generator.domain.notices import NoticeHistory
from generator.domain.organizations import Organization
from generator.domain.portal import Jurisdiction
from generator.domain.records import Revocation
from generator.domain.regulations import Regulation
from generator.domain.statuses import in_force_on
from generator.outputs.prose import ProsePage
from generator.outputs.search_documents import SearchEntry
from generator.pages.indexes import CycleRecords
from generator.pages.record_pages import PortalRecords
from generator.pages.rule_catalogue import rules_page
from generator.pages.text_status import text_status
from generator.sources.words import Words

_TAG: Final = re.compile(r"<[^>]*>")
_STATES_OF_MEASURES: Final = {"revoke": "revoked", "stop_publicity": "stopped"}
_BLANKS: Final = re.compile(r"\s+")


def search_entries(
    whole: PortalRecords, prose: tuple[ProsePage, ...], words: Words
) -> Iterator[tuple[str, Iterator[SearchEntry]]]:
    """Everything that can be found: what belongs to no single jurisdiction under an empty slug, then by the jurisdictions."""
    organizations = _organizations(whole)
    yield "", chain(map(_organization, organizations.get("", ()), repeat("")), _pages(prose, words))
    for jurisdiction in whole.portal.jurisdictions:
        slug = jurisdiction.slug
        own = map(_organization, organizations.get(slug, ()), repeat(slug))
        cycles = map(_of_cycle, whole.cycles_of(jurisdiction), repeat(whole.as_of))
        yield slug, chain(own, _jurisdiction_pages(jurisdiction, whole.as_of), chain.from_iterable(cycles))


def _of_cycle(records: CycleRecords, on: date) -> Iterator[SearchEntry]:
    """The notices, awards, measures, applications and list entries of one cycle."""
    cycle = records.cycle
    for history in records.histories:
        yield _notice(history, records, on)
    for revocation, awardee_path, title in _measures(records):
        yield SearchEntry(
            kind="revocation",
            title=title,
            url=awardee_path,
            jurisdiction=cycle.jurisdiction,
            year=revocation.decided_on.year if revocation.decided_on else cycle.year,
            state=_state_of(revocation, on),
            also=_filled(revocation.document_number),
            text=revocation.statement,
        )
    yield from _awardees(records)
    yield from _applicants(records)
    yield from _shortlisted(records)


def _notice(history: NoticeHistory, records: CycleRecords, on: date) -> SearchEntry:
    notice, cycle = history.notice, records.cycle
    period = history.period_on(on)
    state = "closed" if period is not None and period.ends_at <= start_of(on) else "not_closed"
    if notice.is_withdrawal:
        state = "withdrawal"
    if history.withdrawn_on(on) is not None:
        state = "withdrawn"
    return SearchEntry(
        kind="notice",
        title=notice.title,
        url=addresses.notice(cycle.jurisdiction, cycle.slug, notice.notice_id),
        jurisdiction=cycle.jurisdiction,
        year=cycle.year,
        state=state,
        also=_filled(notice.document_number, notice.publisher),
    )


def _measures(records: CycleRecords) -> Iterator[tuple[Revocation, str, str]]:
    cycle = records.cycle
    revocations = records.records.revocations
    for awardee in cycle.awardees.rows if revocations else ():
        path = addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id)
        for revocation in revocations.get(awardee.award_id, ()):
            yield revocation, path, awardee.display_name


def _state_of(revocation: Revocation, on: date) -> str:
    since = in_force_on(revocation)
    return "announced" if since is not None and since > on else _STATES_OF_MEASURES.get(revocation.measure, "")


# Of what there is most the fields are given in their order, which is twice as quick.


def _awardees(records: CycleRecords) -> Iterator[SearchEntry]:
    cycle = records.cycle
    place, slug, year = cycle.jurisdiction, cycle.slug, cycle.year
    for row in cycle.awardees.rows:
        url = addresses.awardee(place, slug, row.award_id)
        state = str(records.records.status(cycle, row).state)
        also = _filled(
            row.entry_title if row.awardee else "",
            row.unit,
            row.uscc,
            row.decision_document,
            records.award_name(row.award),
        )
        yield SearchEntry("awardee", row.awardee or row.entry_title, url, place, year, state, also)


def _applicants(records: CycleRecords) -> Iterator[SearchEntry]:
    cycle = records.cycle
    place, slug, year = cycle.jurisdiction, cycle.slug, cycle.year
    for position, row in enumerate(cycle.applicants.rows):
        url = row_addresses.applicant(place, slug, position, row.application_id)
        also = _filled(row.entry_title, row.unit, row.uscc)
        yield SearchEntry("applicant", row.applicant, url, place, year, row.eligibility, also)


def _shortlisted(records: CycleRecords) -> Iterator[SearchEntry]:
    cycle = records.cycle
    place, slug, year = cycle.jurisdiction, cycle.slug, cycle.year
    for position, (row, number) in enumerate(zip(cycle.shortlists.rows, records.stage_numbers, strict=True)):
        url = row_addresses.shortlist_entry(place, slug, position, row.stage, number)
        also = _filled(row.entry_title, row.unit, row.uscc)
        yield SearchEntry("shortlist", row.applicant, url, place, year, "", also)


def _organizations(whole: PortalRecords) -> dict[str, list[Organization]]:
    """The organizations by the one jurisdiction whose rows name each, or the empty slug."""
    index = whole.organizations
    found: dict[str, list[Organization]] = {}
    for key, organization in index.organizations.items():
        slug = organization.rows[0].jurisdiction.slug
        if key in index.shared and any(row.jurisdiction.slug != slug for row in organization.rows):
            slug = ""
        found.setdefault(slug, []).append(organization)
    return found


def _organization(organization: Organization, jurisdiction: str) -> SearchEntry:
    name = organization.name
    former = (
        sorted({row.former_name for row in organization.former_names} - {name}) if organization.former_names else ()
    )
    also = _filled(*former, organization.uscc)
    return SearchEntry("organization", name, addresses.organization(organization.key), jurisdiction, None, "", also)


def _pages(prose: tuple[ProsePage, ...], words: Words) -> Iterator[SearchEntry]:
    """The pages of the prose and the rules."""
    for page in prose:
        yield SearchEntry(kind="page", title=page.title, url=page.path, text=_plain(page.html))
    for rule in chain.from_iterable(group.rules for group in rules_page(words).groups):
        yield SearchEntry(kind="rule", title=rule.link.text, url=rule.link.path, also=(rule.name,), text=rule.why)


def _jurisdiction_pages(jurisdiction: Jurisdiction, on: date) -> Iterator[SearchEntry]:
    """The page of a jurisdiction and that of its regulation."""
    yield SearchEntry(
        kind="page",
        title=jurisdiction.name,
        url=addresses.jurisdiction(jurisdiction.slug),
        jurisdiction=jurisdiction.slug,
    )
    if jurisdiction.regulation is not None:
        text = jurisdiction.regulation
        status = text_status(jurisdiction.slug, text, on)
        yield SearchEntry(
            kind="regulation",
            title=text.title,
            url=addresses.regulation(jurisdiction.slug),
            jurisdiction=jurisdiction.slug,
            state="" if status.is_law else f"text_{status.standing}",
            also=_filled(text.document_number or "", *(award.name for award in text.awards)),
            text="\n".join(_said(text)),
        )


def _said(regulation: Regulation) -> Iterator[str]:
    """What the page of a regulation says in sentences."""
    yield from (one.summary for one in regulation.eligibility)
    yield from (notice.what for notice in regulation.notices)
    yield from (sanction.ground for sanction in regulation.sanctions)
    yield from _filled(regulation.objection.outcome or "", regulation.name_use_remedy or "")
    yield from regulation.open_points


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def _plain(markup: str) -> str:
    return _BLANKS.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()
