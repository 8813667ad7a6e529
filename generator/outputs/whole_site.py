"""The whole site as parts that can be made one by one, in any order and by several processes."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from generator.domain import addresses
from generator.domain.portal import Jurisdiction
from generator.errors import PortalError
from generator.outputs.api import jurisdiction_api, portal_api
from generator.outputs.calendars import calendar_files, jurisdiction_calendars
from generator.outputs.downloads import jurisdiction_downloads, portal_downloads
from generator.outputs.feeds import jurisdiction_feeds, portal_feeds
from generator.outputs.html import Templates
from generator.outputs.prose import Prose
from generator.outputs.search_entries import cycle_entries, portal_entries
from generator.outputs.search_index import SearchPlan
from generator.outputs.site_folder import MARKER, Part
from generator.outputs.sitemap import sitemap_files
from generator.pages.indexes import CycleRecords
from generator.pages.jurisdiction_site import jurisdiction_pages, portal_pages
from generator.pages.record_pages import (
    PortalRecords,
    cycle_pages,
    front_pages,
    list_pages,
    organization_pages,
    portal_records,
)
from generator.sources.portal_folder import Reading
from generator.sources.words import Words

Files = Iterator[tuple[str, bytes]]

VERSION: Final = 1
"""The shape of the site's addresses."""

_ORGANIZATIONS_A_PART: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the site is made of."""

    reading: Reading
    data: Path
    templates: Path
    words: Words
    prose: Prose
    as_of: date
    site_url: str
    """Absolute address of the site's root with a slash at its end, or empty."""


class _Press:
    """Turns typed pages into files: template, then frame."""

    def __init__(self, site: Site) -> None:
        self._shell = site.prose.shell
        self._templates = Templates(site.templates / "pages", site.words)
        self._url = site.site_url

    def file(self, page: Any) -> tuple[str, bytes]:
        """One page of data as (path, bytes)."""
        head = page.head
        depth = head.path.count("/")
        scripts = b"".join(self._shell.script(name, depth) for name in getattr(page, "scripts", ()))
        return head.path, self._shell.stamp(
            depth=depth,
            title=head.title,
            description=head.description,
            section=head.section,
            canonical=self._canonical(head.path),
            head=scripts,
            body=self._templates.render(page.template, page),
        )

    def files(self, pages: Callable[[], Iterable[Any]]) -> Files:
        """Pages of data, one after another."""
        return map(self.file, pages())

    def prose(self, prose: Prose) -> Files:
        """The pages of prose in the same frame."""
        for page in prose.pages:
            yield (
                page.path,
                self._shell.stamp(
                    depth=page.depth,
                    title=page.title,
                    description=page.description,
                    section=page.section,
                    canonical=self._canonical(page.path),
                    body=page.body(page.depth),
                ),
            )

    def _canonical(self, path: str) -> str:
        return f"{self._url}{addresses.canonical(path)}" if self._url else ""


def site_parts(site: Site) -> list[Part]:
    """Everything that the site consists of."""
    portal = site.reading.portal
    press = _Press(site)
    whole = portal_records(portal, site.as_of, site.words)
    return [
        Part(name="front", weight=200, files=lambda: _front(site, press, whole)),
        Part(name="lists", weight=site.reading.records, files=partial(press.files, lambda: list_pages(whole))),
        *_record_parts(press, whole),
        *(_jurisdiction_part(site, press, whole, jurisdiction) for jurisdiction in portal.jurisdictions),
        *_search_parts(site, whole),
    ]


def _front(site: Site, press: _Press, whole: PortalRecords) -> Files:
    """What stands once: the first page, the pages of the whole portal, the prose, assets, and files over all."""
    portal, schemas = site.reading.portal, site.reading.schemas.tables
    base = urlsplit(site.site_url).path or "/"
    yield from press.files(lambda: front_pages(whole, base))
    yield from press.files(lambda: portal_pages(portal, schemas, site.as_of, site.words))
    yield from press.prose(site.prose)
    yield from site.prose.assets
    yield from portal_api(portal, site.as_of)
    yield from portal_downloads(portal, schemas, partial(_bytes, site.data), site.words)
    yield from calendar_files(whole, site.site_url, site.words)
    yield from portal_feeds(whole, schemas, site.site_url, site.words)
    yield from sitemap_files(_addresses(site, whole), site.site_url)
    yield MARKER, _marker(site)


def _record_parts(press: _Press, whole: PortalRecords) -> Iterator[Part]:
    for records in whole.cycles:
        cycle = records.cycle
        weight = 2 * len(cycle.awardees.rows) + 2 * len(cycle.notices.rows) + 2
        name = f"cycle {cycle.jurisdiction}/{cycle.slug}"
        yield Part(name=name, weight=weight, files=partial(press.files, partial(_pages_of_cycle, records)))
    count = len(whole.organizations.organizations)
    shares = count // _ORGANIZATIONS_A_PART + 1
    for share in range(shares):
        pages = partial(organization_pages, whole, share, shares)
        yield Part(name=f"organizations {share}", weight=count // shares, files=partial(press.files, pages))


def _pages_of_cycle(records: CycleRecords) -> Iterator[Any]:
    return iter(cycle_pages(records))


def _jurisdiction_part(site: Site, press: _Press, whole: PortalRecords, jurisdiction: Jurisdiction) -> Part:
    portal, schemas = site.reading.portal, site.reading.schemas.tables

    def files() -> Files:
        yield from press.files(lambda: jurisdiction_pages(portal, jurisdiction, schemas, site.as_of, site.words))
        yield from jurisdiction_api(portal, jurisdiction, site.as_of)
        yield from jurisdiction_downloads(jurisdiction, partial(_bytes, site.data))
        yield from jurisdiction_calendars(whole, jurisdiction, site.site_url, site.words)
        yield from jurisdiction_feeds(whole, jurisdiction, schemas, site.site_url, site.words)

    weight = 12 + sum(len(cycle.notices.rows) for cycle in jurisdiction.cycles)
    return Part(name=f"jurisdiction {jurisdiction.slug}", weight=weight, files=files)


def _search_parts(site: Site, whole: PortalRecords) -> Iterator[Part]:
    entries = chain(
        portal_entries(whole, site.prose.pages, site.words),
        *(cycle_entries(records, site.as_of) for records in whole.cycles),
    )
    names = {jurisdiction.slug: jurisdiction.name for jurisdiction in site.reading.portal.jurisdictions}
    plan = SearchPlan(entries, names)
    shares = 4
    for share in range(shares):
        weight = site.reading.records // shares + 1
        yield Part(name=f"search {share}", weight=weight, files=partial(plan.files, share, shares))


def _addresses(site: Site, whole: PortalRecords) -> Iterator[str]:
    for cycle in whole.cycles:
        slug, name = cycle.cycle.jurisdiction, cycle.cycle.slug
        yield addresses.cycle(slug, name)
        for notice in cycle.cycle.notices.rows:
            yield addresses.notice(slug, name, notice.notice_id)
        for awardee in cycle.cycle.awardees.rows:
            yield addresses.awardee(slug, name, awardee.award_id)
    for jurisdiction in site.reading.portal.jurisdictions:
        slug = jurisdiction.slug
        yield from (addresses.jurisdiction(slug), addresses.objection(slug), addresses.name_use(slug))
        yield from (addresses.regulation(slug), addresses.assessments(slug), addresses.corrections(slug))
    yield from (addresses.HOME, addresses.NOTICES, addresses.AWARDEES, addresses.REVOCATIONS, addresses.JURISDICTIONS)
    yield from (page.path for page in site.prose.pages)


def _bytes(data: Path, path: str) -> bytes:
    try:
        return (data / path).read_bytes()
    except OSError as error:
        raise PortalError(f"{path}: {error.strerror}") from error


def _marker(site: Site) -> bytes:
    value = {"generator": "award-transparency-portal", "version": VERSION, "built_for": site.as_of.isoformat()}
    return (json.dumps(value, indent=2) + "\n").encode()
