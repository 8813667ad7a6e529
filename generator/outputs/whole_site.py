"""The whole site as parts that can be made one by one, in any order and by several processes."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from generator.diagnostics import GROUP_OF
from generator.domain import addresses
from generator.domain.portal import Jurisdiction
from generator.errors import PortalError, refusal
from generator.frozen import dataclass
from generator.outputs.api import assessments_api, cycle_assessments, jurisdiction_api, portal_api
from generator.outputs.calendars import cycle_events, jurisdiction_calendars, portal_calendar
from generator.outputs.downloads import Downloads
from generator.outputs.feeds import jurisdiction_feeds, portal_feeds
from generator.outputs.html import Templates
from generator.outputs.part_contents import Group, Groups, Value
from generator.outputs.part_keys import PartKeys
from generator.outputs.prose import Prose
from generator.outputs.qr import QrCodes
from generator.outputs.search_part import search_part
from generator.outputs.site_folder import MARKER, Part
from generator.outputs.site_press import Press
from generator.outputs.sitemap import sitemap_files
from generator.pages.indexes import CycleRecords
from generator.pages.jurisdiction_site import jurisdiction_pages, portal_pages, standing_pages
from generator.pages.record_pages import (
    PortalRecords,
    cycle_pages,
    front_pages,
    list_pages,
    organization_pages,
    portal_records,
)
from generator.sources.portal_folder import Reading
from generator.sources.texts import MAX_TABLE_BYTES, read_bytes
from generator.sources.words import Words

Files = Iterator[tuple[str, bytes]]

VERSION: Final = 1
"""The shape of the site's addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the site is made of."""

    reading: Reading
    data: Path
    words: Words
    prose: Prose
    templates: Templates
    codes: QrCodes
    as_of: date
    site_url: str
    """Absolute address of the site's root with a slash at its end, or empty."""
    program: str
    """A checksum over the program, its templates and the prose: of what is the same whatever the data are."""
    memory: Path
    """The file in which the search keeps what it has made of each jurisdiction."""


def site_parts(site: Site) -> list[Part]:
    """Everything that the site consists of."""
    reading = site.reading
    press = Press(site.prose, site.templates, site.site_url)
    whole = portal_records(reading.portal, site.as_of, site.words)
    regulation = reading.schemas.documents["regulation"]
    schemas = [repr(schema.descriptor) for schema in reading.schemas.tables.values()]
    schemas.append(repr(regulation))
    keys = PartKeys(reading.digests, (site.program, site.as_of.isoformat(), site.site_url, *schemas))
    downloads = Downloads(reading.schemas.tables, regulation, partial(_bytes, site))
    return [
        *_parts_over_all(site, press, whole, downloads, keys),
        search_part(whole, site.prose.pages, site.words, keys, memory=site.memory, weight=reading.records),
        *_organization_parts(press, whole, keys),
        *(_cycle_part(press, records, site.codes, keys) for records in whole.cycles),
        *_jurisdiction_parts(site, press, whole, downloads, keys),
    ]


def _parts_over_all(
    site: Site, press: Press, whole: PortalRecords, downloads: Downloads, keys: PartKeys
) -> Iterator[Part]:
    """What stands once: the first page, the lists, the pages of the whole portal, the prose, and files over all."""
    portal, schemas, records = site.reading.portal, site.reading.schemas.tables, site.reading.records
    base = urlsplit(site.site_url).path or "/"
    pages: dict[str, Callable[[], Files]] = {
        "home": lambda: press.files(lambda: front_pages(whole, base)),
        "lists": lambda: press.files(lambda: list_pages(whole)),
        "portal": lambda: press.files(lambda: portal_pages(portal, schemas, site.as_of, site.words)),
        "api": lambda: portal_api(whole),
        "downloads": lambda: downloads.of_portal(portal, site.words),
        "feeds": lambda: portal_feeds(whole, schemas, site.site_url, site.words),
        "sitemap": lambda: sitemap_files(_addresses(site, whole), site.site_url),
    }
    for name, files in pages.items():
        yield Part(name=name, weight=records // 25 + 10, files=files, key=keys.of_all(), group="all")
    yield from _gathered_parts(site, whole, keys)
    yield Part(
        name="standing",
        weight=50,
        files=lambda: chain(
            press.files(lambda: standing_pages(site.words)), press.prose(), site.prose.assets, [(MARKER, _marker(site))]
        ),
        key=keys.of_program(),
    )


def _gathered_parts(site: Site, whole: PortalRecords, keys: PartKeys) -> Iterator[Part]:
    """What is put together from pieces of each jurisdiction that few changes alter."""
    weight = site.reading.records // 25 + 10
    events = _by_jurisdiction(whole, keys, lambda records: cycle_events(records, site.site_url, site.words))
    assessments = _by_jurisdiction(whole, keys, lambda records: [(cycle_assessments(records),)])
    gathered: dict[str, tuple[Groups[Any], Callable[[], Files]]] = {
        "calendar": (events, lambda: portal_calendar(events.values(), site.words)),
        "assessments": (assessments, lambda: assessments_api(assessments.values())),
    }
    for name, (groups, files) in gathered.items():
        yield Part(name=name, weight=weight, files=files, key=keys.of_all(), group="all", content=groups.content)


def _by_jurisdiction(
    whole: PortalRecords, keys: PartKeys, values: Callable[[CycleRecords], Iterable[Value]]
) -> Groups[Value]:
    """Values of all cycles by their jurisdictions, on whose own files alone they depend."""

    def groups() -> Iterator[Group[Value]]:
        for jurisdiction in whole.portal.jurisdictions:
            cycles = whole.cycles_of(jurisdiction)
            key = keys.of_jurisdictions([jurisdiction.slug])
            yield Group(jurisdiction.slug, key, chain.from_iterable(map(values, cycles)))

    return Groups(groups, (keys.of_program(),))


def _cycle_part(press: Press, records: CycleRecords, codes: QrCodes, keys: PartKeys) -> Part:
    cycle = records.cycle
    return Part(
        name=f"cycle {cycle.jurisdiction}/{cycle.slug}",
        weight=2 * len(cycle.awardees.rows) + 5 * len(cycle.notices.rows) + 10,
        files=partial(press.files, partial(cycle_pages, records, codes.draw, codes.address)),
        key=keys.of_jurisdictions([cycle.jurisdiction]),
        group=cycle.jurisdiction,
    )


def _organization_parts(press: Press, whole: PortalRecords, keys: PartKeys) -> Iterator[Part]:
    """The organizations by the jurisdiction of their first row; others may say something of them too."""
    index = whole.organizations
    own: dict[str, list[str]] = {}
    for key, organization in index.organizations.items():
        own.setdefault(organization.rows[0].jurisdiction.slug, []).append(key)
    for slug, found in own.items():
        others = sorted({other for key in found for other in index.shared.get(key, ())} - {slug})
        yield Part(
            name=f"organizations {slug}",
            weight=2 * len(found),
            files=partial(press.files, partial(organization_pages, whole, found)),
            key=keys.of_jurisdictions([slug, *others], *sorted(found)),
            group=slug,
        )


def _jurisdiction_parts(
    site: Site, press: Press, whole: PortalRecords, downloads: Downloads, keys: PartKeys
) -> Iterator[Part]:
    schemas = site.reading.schemas.tables

    def files(jurisdiction: Jurisdiction) -> Files:
        yield from press.files(lambda: jurisdiction_pages(whole, jurisdiction, schemas))
        yield from jurisdiction_api(whole, jurisdiction)
        yield from downloads.of_jurisdiction(jurisdiction)
        yield from jurisdiction_calendars(whole, jurisdiction, site.site_url, site.words)
        yield from jurisdiction_feeds(whole, jurisdiction, schemas, site.site_url, site.words)

    for jurisdiction in site.reading.portal.jurisdictions:
        yield Part(
            name=f"jurisdiction {jurisdiction.slug}",
            weight=100 + 10 * sum(len(cycle.notices.rows) for cycle in jurisdiction.cycles),
            files=partial(files, jurisdiction),
            key=keys.of_jurisdictions([jurisdiction.slug]),
            group=jurisdiction.slug,
        )


def _addresses(site: Site, whole: PortalRecords) -> Iterator[str]:
    """Every page worth finding; not the further pages of lists, nor the addresses that only point to another."""
    for cycle in whole.cycles:
        slug, name = cycle.cycle.jurisdiction, cycle.cycle.slug
        yield addresses.cycle(slug, name)
        for notice in cycle.cycle.notices.rows:
            yield addresses.notice(slug, name, notice.notice_id)
        for awardee in cycle.cycle.awardees.rows:
            yield addresses.awardee(slug, name, awardee.award_id)
    yield from map(addresses.organization, whole.organizations.organizations)
    for jurisdiction in site.reading.portal.jurisdictions:
        slug = jurisdiction.slug
        yield from (addresses.jurisdiction(slug), addresses.objection(slug), addresses.name_use(slug))
        yield from (addresses.regulation(slug), addresses.assessments(slug), addresses.corrections(slug))
    yield from (addresses.HOME, addresses.NOTICES, addresses.AWARDEES, addresses.REVOCATIONS, addresses.JURISDICTIONS)
    yield from (addresses.OBJECTION_LETTER, addresses.NAME_CHECK, addresses.DATA, addresses.RULES)
    yield from map(addresses.rule, GROUP_OF)
    yield from (page.path for page in site.prose.pages)


def _bytes(site: Site, path: str) -> tuple[bytes, str]:
    """A file of the data folder as it was checked, with its checksum; raises PortalError where it has changed since."""
    try:
        data = read_bytes(site.data, path, MAX_TABLE_BYTES)
    except OSError as error:
        raise PortalError(f"{path}: {refusal(error)}") from error
    if isinstance(data, bytes):
        checksum = hashlib.sha256(data).hexdigest()
        if checksum == site.reading.digests.get(path):
            return data, checksum
    raise PortalError(f"{path}: changed while the site was being made / 生成网站时文件又有改动，请再运行一次")


def _marker(site: Site) -> bytes:
    value = {"generator": "award-transparency-portal", "version": VERSION, "built_for": site.as_of.isoformat()}
    return (json.dumps(value, indent=2) + "\n").encode()
