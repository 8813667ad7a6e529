"""What the search finds: one entry for each notice, award, revocation, organization, applicant, list entry and page."""

import html
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from generator.diagnostics import GROUP_OF
from generator.domain import addresses, row_addresses
from generator.domain.notices import NoticeHistory
from generator.domain.records import Applicant, Revocation, ShortlistEntry
from generator.outputs.prose import ProsePage
from generator.outputs.search_documents import SearchEntry
from generator.pages.indexes import CycleRecords
from generator.pages.record_pages import PortalRecords
from generator.sources.words import Words

_TAG: Final = re.compile(r"<[^>]*>")
_STATES_OF_MEASURES: Final = {"revoke": "revoked", "stop_publicity": "stopped"}
_BLANKS: Final = re.compile(r"\s+")


def search_entries(whole: PortalRecords, prose: tuple[ProsePage, ...], words: Words, on: date) -> Iterator[SearchEntry]:
    """Everything that can be found, what belongs to one jurisdiction together."""
    organizations: dict[str, list[SearchEntry]] = {}
    for entry in _organizations(whole):
        organizations.setdefault(entry.jurisdiction, []).append(entry)
    yield from organizations.pop("", ())
    yield from _pages(whole, prose, words)
    for records in whole.cycles:
        yield from organizations.pop(records.cycle.jurisdiction, ())
        yield from _of_cycle(records, on)
    yield from chain.from_iterable(organizations.values())


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
            state=_STATES_OF_MEASURES.get(revocation.measure, ""),
            also=_filled(revocation.document_number),
            text=revocation.statement,
        )
    for awardee in cycle.awardees.rows:
        yield SearchEntry(
            kind="awardee",
            title=awardee.awardee or awardee.entry_title,
            url=addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id),
            jurisdiction=cycle.jurisdiction,
            year=cycle.year,
            state=str(records.records.status(cycle, awardee).state),
            also=_filled(
                awardee.entry_title if awardee.awardee else "", awardee.unit, awardee.uscc, awardee.decision_document
            ),
        )
    for position, applicant in enumerate(cycle.applicants.rows):
        yield _applicant(position, applicant, records)
    for position, entry in enumerate(cycle.shortlists.rows):
        yield _shortlisted(position, entry, records)


def _notice(history: NoticeHistory, records: CycleRecords, on: date) -> SearchEntry:
    notice, cycle = history.notice, records.cycle
    period = history.period_on(on)
    state = "closed" if period is not None and period.closes_on < on else "not_closed"
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
            yield revocation, path, awardee.awardee or awardee.entry_title


def _applicant(position: int, row: Applicant, records: CycleRecords) -> SearchEntry:
    cycle = records.cycle
    return SearchEntry(
        kind="applicant",
        title=row.applicant,
        url=row_addresses.applicant(cycle.jurisdiction, cycle.slug, position, row.application_id),
        jurisdiction=cycle.jurisdiction,
        year=cycle.year,
        state=row.eligibility,
        also=_filled(row.entry_title, row.unit, row.uscc),
    )


def _shortlisted(position: int, row: ShortlistEntry, records: CycleRecords) -> SearchEntry:
    cycle = records.cycle
    number = records.stage_numbers[position]
    return SearchEntry(
        kind="shortlist",
        title=row.applicant,
        url=row_addresses.shortlist_entry(cycle.jurisdiction, cycle.slug, position, row.stage, number),
        jurisdiction=cycle.jurisdiction,
        year=cycle.year,
        also=_filled(row.entry_title, row.unit, row.uscc),
    )


def _organizations(whole: PortalRecords) -> Iterator[SearchEntry]:
    for key, organization in sorted(whole.organizations.organizations.items()):
        names = {row.former_name for row in organization.former_names}
        jurisdictions = {row.jurisdiction.slug for row in organization.rows}
        yield SearchEntry(
            kind="organization",
            title=organization.name,
            url=addresses.organization(key),
            jurisdiction=jurisdictions.pop() if len(jurisdictions) == 1 else "",
            also=_filled(*sorted(names - {organization.name}), organization.uscc),
        )


def _pages(whole: PortalRecords, prose: tuple[ProsePage, ...], words: Words) -> Iterator[SearchEntry]:
    """The pages of the jurisdictions, the regulations, the prose and the rules."""
    for jurisdiction in whole.portal.jurisdictions:
        yield SearchEntry(
            kind="page",
            title=jurisdiction.name,
            url=addresses.jurisdiction(jurisdiction.slug),
            jurisdiction=jurisdiction.slug,
        )
        if jurisdiction.regulation is not None:
            text = jurisdiction.regulation
            yield SearchEntry(
                kind="regulation",
                title=text.title,
                url=addresses.regulation(jurisdiction.slug),
                jurisdiction=jurisdiction.slug,
                also=_filled(text.document_number or "", *(award.name for award in text.awards)),
                text="\n".join((*(one.summary for one in text.eligibility), *text.open_points)),
            )
    for page in prose:
        yield SearchEntry(kind="page", title=page.title, url=page.path, text=_plain(page.html))
    for rule in GROUP_OF:
        yield SearchEntry(
            kind="rule",
            title=words.get(f"{rule}.headline") or rule,
            url=addresses.rule(rule),
            also=(rule,),
            text=words.get(f"{rule}.why"),
        )


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _plain(markup: str) -> str:
    return _BLANKS.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()
