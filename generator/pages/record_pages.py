"""The pages of the record, yielded part by part, so that the work can be split by cycle."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.domain.organizations import OrganizationIndex
from generator.domain.portal import Jurisdiction, Portal
from generator.frozen import dataclass
from generator.pages.awardees import AwardeePage, ShortAwardeePage, awardee_page, short_awardee_page
from generator.pages.base import nothing
from generator.pages.cycles import CyclePage, CycleRowsPage, cycle_page, cycle_rows_pages
from generator.pages.home import HomePage, NotFoundPage, home_page, not_found_page
from generator.pages.indexes import CycleRecords, JurisdictionRecords
from generator.pages.naming import Naming
from generator.pages.notices import NoticePage, notice_page
from generator.pages.organizations import (
    OrganizationAliasPage,
    OrganizationPage,
    namesakes_page,
    organization_alias_page,
    organization_page,
)
from generator.pages.record_lists import (
    AwardeeListPage,
    NoticeListPage,
    RevocationListPage,
    awardee_list,
    notice_list,
    revocation_list,
)

CycleKindOfPage = CyclePage | CycleRowsPage | NoticePage | AwardeePage | ShortAwardeePage
ListPage = NoticeListPage | AwardeeListPage | RevocationListPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalRecords:
    """The whole record with its indexes, made once and shared by every part of a build."""

    portal: Portal
    organizations: OrganizationIndex
    cycles: tuple[CycleRecords, ...]
    """Of every jurisdiction, by slug, the newest cycle first."""
    by_slugs: Mapping[tuple[str, str], CycleRecords]
    """The same by the slugs of jurisdiction and cycle."""
    as_of: date
    words: Naming

    def cycles_of(self, jurisdiction: Jurisdiction) -> list[CycleRecords]:
        """The records of a jurisdiction's cycles, the newest first."""
        return [self.by_slugs[jurisdiction.slug, cycle.slug] for cycle in jurisdiction.cycles]


def portal_records(portal: Portal, as_of: date, words: Naming) -> PortalRecords:
    """Index the whole record for the day of a build."""
    organizations = OrganizationIndex(portal)
    cycles: list[CycleRecords] = []
    for jurisdiction in portal.jurisdictions:
        whole = JurisdictionRecords(jurisdiction, portal.calendar, organizations, as_of, words)
        cycles.extend(CycleRecords(whole, cycle) for cycle in jurisdiction.cycles)
    return PortalRecords(
        portal=portal,
        organizations=organizations,
        cycles=tuple(cycles),
        by_slugs={(records.cycle.jurisdiction, records.cycle.slug): records for records in cycles},
        as_of=as_of,
        words=words,
    )


def cycle_pages(
    records: CycleRecords, qr: Callable[[str], str] = nothing, absolute: Callable[[str], str] = nothing
) -> Iterator[CycleKindOfPage]:
    """Every page of one cycle; of an address from the root, `qr` draws the code and `absolute` is the whole."""
    yield cycle_page(records)
    yield from cycle_rows_pages(records)
    for history in records.histories:
        yield notice_page(history, records, absolute)
    for awardee in records.cycle.awardees.rows:
        yield awardee_page(awardee, records, absolute)
        yield short_awardee_page(awardee, records, qr, absolute)


def list_pages(whole: PortalRecords) -> Iterator[ListPage]:
    """Every page of the lists of notices, awards and measures."""
    arguments: tuple[Sequence[CycleRecords], date, Naming] = (whole.cycles, whole.as_of, whole.words)
    yield from notice_list(*arguments)
    yield from awardee_list(*arguments)
    yield from revocation_list(*arguments)


def organization_pages(
    whole: PortalRecords, keys: Iterable[str] | None = None
) -> Iterator[OrganizationPage | OrganizationAliasPage]:
    """The pages of the organizations of these keys and of their earlier keys; of all where no keys are named."""
    cycles = whole.by_slugs
    for key in sorted(whole.organizations.organizations) if keys is None else keys:
        organization = whole.organizations.organizations[key]
        yield organization_page(organization, cycles, whole.as_of, whole.words)
        for alias in sorted(organization.aliases):
            yield organization_alias_page(alias, organization, whole.words)
        for namesakes in organization.namesakes:
            yield namesakes_page(namesakes, whole.organizations, whole.words)


def front_pages(whole: PortalRecords, base: str = "") -> Iterator[HomePage | NotFoundPage]:
    """The first page and the page for an address that does not exist; `base` is the path of the root on its host."""
    yield home_page(whole.portal, whole.cycles, whole.as_of, whole.words)
    yield not_found_page(whole.words, base)
