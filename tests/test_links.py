"""Every link and anchor of the built sites resolves: at the root of a host, below a path, and opened from a folder."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from generator.domain.published_files import FEED_KINDS
from tests.built_sites import BuiltSite
from tests.site_links import SiteLinks, read_page

NOT_FOUND = "404.html"
"""Shown for addresses of any depth, so it alone must link from the root of the host."""


FOR_PROGRAMS = ("search/d/", "search/i/", "search/t/", "search/meta.json", "api/v1/jurisdictions.json", "build.json")
"""What scripts fetch, and what the entrance of the API names."""
FOR_HOSTS = (NOT_FOUND, "robots.txt", "sitemap.xml")

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
ALTERNATE = re.compile(r'<link rel="alternate" type="application/atom\+xml" title="([^"]*)" href="([^"]*)">')
FEED_TITLE = re.compile(r"<title>([^<]*)</title>")
FEED_PAGE = re.compile(r'<link rel="alternate" type="text/html" href="([^"]*)" />')


@pytest.fixture(scope="module", params=["real", "demo"])
def site(request: pytest.FixtureRequest, real_site: BuiltSite, demo_site: BuiltSite) -> BuiltSite:
    return {"real": real_site, "demo": demo_site}[request.param]


@pytest.fixture(scope="module")
def links(site: BuiltSite) -> SiteLinks:
    return SiteLinks.of(site.folder)


def without_not_found(links: SiteLinks) -> SiteLinks:
    pages = {name: page for name, page in links.pages.items() if name != NOT_FOUND}
    return SiteLinks(folder=links.folder, pages=pages, files=links.files)


def test_the_site_has_pages_and_links(links: SiteLinks) -> None:
    assert len(links.pages) > 80
    assert sum(len(page.links) for page in links.pages.values()) > 1_500


def test_links_resolve_where_the_site_is_to_stand(site: BuiltSite, links: SiteLinks) -> None:
    assert list(links.broken_links(site.site_url, directories=True)) == []


def test_links_resolve_at_the_root_of_a_host(links: SiteLinks) -> None:
    assert list(without_not_found(links).broken_links("https://elsewhere.example/", directories=True)) == []


def test_links_resolve_below_a_path(links: SiteLinks) -> None:
    assert (
        list(without_not_found(links).broken_links("https://elsewhere.example/somewhere/below/", directories=True))
        == []
    )


def test_links_resolve_in_a_folder(links: SiteLinks) -> None:
    assert list(without_not_found(links).broken_links("file:///somewhere/site/", directories=False)) == []


def test_every_file_that_is_published_is_led_to_by_a_page(links: SiteLinks) -> None:
    left = links.files - links.linked()
    assert [name for name in sorted(left) if not name.startswith((*FOR_PROGRAMS, *FOR_HOSTS))] == []


def test_a_second_address_names_the_page_itself(site: BuiltSite, links: SiteLinks) -> None:
    texts = {name: (site.folder / name).read_text(encoding="utf-8") for name in links.pages}
    named = {name: CANONICAL.findall(text) for name, text in texts.items()}
    assert named.pop(NOT_FOUND) == []
    seconds = {
        name: found[0] for name, found in named.items() if found != [site.site_url + name.removesuffix("index.html")]
    }
    former = {name for name, text in texts.items() if name.startswith("organizations/") and "这个网址以前是" in text}
    assert set(seconds) == former | {name for name in texts if name.startswith("a/")}
    mapped = set(re.findall("<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text(encoding="utf-8")))
    assert set(seconds.values()) <= mapped


def test_the_page_of_a_feed_leads_programs_to_it(site: BuiltSite, links: SiteLinks) -> None:
    feeds = {name: (site.folder / name).read_text(encoding="utf-8") for name in links.files if name.endswith(".atom")}
    for name, feed in feeds.items():
        (title,), (page,) = FEED_TITLE.findall(feed)[:1], FEED_PAGE.findall(feed)[:1]
        path = f"{page.removeprefix(site.site_url)}index.html"
        found = {
            (urljoin(path, to), called) for called, to in ALTERNATE.findall((site.folder / path).read_text("utf-8"))
        }
        assert (name, title) in found
    home = ALTERNATE.findall((site.folder / "index.html").read_text("utf-8"))
    assert [to for _, to in home] == [f"feeds/{kind}.atom" for kind in FEED_KINDS]


def test_references_by_id_resolve(links: SiteLinks) -> None:
    assert list(links.broken_references()) == []


def test_no_id_stands_twice_on_a_page(links: SiteLinks) -> None:
    assert list(links.repeated_ids()) == []


def test_addresses_in_pages_feeds_and_site_map_exist(site: BuiltSite, links: SiteLinks) -> None:
    assert list(links.broken_addresses(site.site_url)) == []


def test_stylesheets_name_what_is_there(links: SiteLinks) -> None:
    assert list(links.broken_styles()) == []


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<a href="b/index.html#x">', 0),
        ('<a href="b/index.html#y">', 3),
        ('<a href="b/">', 1),
        ('<a href="/b/index.html">', 2),
        ('<a href="../b/index.html">', 2),
        ('<a href="c/index.html">', 3),
        ('<img src="gone.png">', 3),
        ('<a href="https://elsewhere.org/gone">', 0),
        ('<a href="javascript:alert(1)">', 3),
    ],
)
def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path, html: str, faults: int) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "index.html").write_text('<p id="x">', encoding="utf-8")
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    links = SiteLinks.of(tmp_path)
    places = (
        ("https://host.example/", True),
        ("https://host.example/somewhere/below/", True),
        ("file:///a/site/", False),
    )
    assert sum(bool(list(links.broken_links(base, directories=served))) for base, served in places) == faults


def test_references_and_repetitions_are_seen(tmp_path: Path) -> None:
    html = '<p id="x"><p id="x"><button aria-controls="x y"><label for="z">'
    assert read_page(html).references == ["x", "y", "z"]
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    (tmp_path / "s.css").write_text("a{background:url(gone.svg)}", encoding="utf-8")
    (tmp_path / "feed.atom").write_text('<link href="https://host.example/gone/"/>', encoding="utf-8")
    links = SiteLinks.of(tmp_path)
    assert list(links.broken_references()) == ["index.html: y", "index.html: z"]
    assert list(links.repeated_ids()) == ["index.html: x"]
    assert list(links.broken_styles()) == ["s.css: gone.svg"]
    assert list(links.broken_addresses("https://host.example/")) == ["feed.atom: https://host.example/gone/"]
