from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from generator.outputs.sitemap import MOST_ADDRESSES, sitemap_files

SITE = "https://example.gov.cn/a/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(data: bytes, root: str) -> list[str]:
    tree = ET.fromstring(data)
    assert tree.tag == f"{SPACE}{root}"
    return [element.findtext(f"{SPACE}loc") or "" for element in tree]


def pages(count: int) -> list[str]:
    return [f"shili/2025/awardees/w-{number}/index.html" for number in range(count)]


def test_a_small_site_has_one_map() -> None:
    files = dict(sitemap_files(["index.html", "shili/index.html"], SITE))
    assert set(files) == {"sitemap.xml", "robots.txt"}
    assert places(files["sitemap.xml"], "urlset") == [SITE, f"{SITE}shili/"]
    assert files["robots.txt"].decode() == f"User-agent: *\nAllow: /\nSitemap: {SITE}sitemap.xml\n"


def test_without_an_address_the_map_begins_at_the_root_of_the_host() -> None:
    files = dict(sitemap_files(["index.html", "shili/index.html"], ""))
    assert places(files["sitemap.xml"], "urlset") == ["/", "/shili/"]
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_more_pages_than_a_file_may_name_are_split(count: int, sizes: list[int]) -> None:
    files = dict(sitemap_files(pages(count), SITE, most=3))
    parts = [f"sitemap-{number}.xml" for number in range(1, len(sizes) + 1)] if len(sizes) > 1 else ["sitemap.xml"]
    named = [places(files[part], "urlset") for part in parts]
    assert [len(part) for part in named] == sizes
    assert [address for part in named for address in part] == [
        f"{SITE}shili/2025/awardees/w-{number}/" for number in range(count)
    ]
    if len(sizes) > 1:
        assert places(files["sitemap.xml"], "sitemapindex") == [f"{SITE}{part}" for part in parts]
    assert set(files) == {*parts, "sitemap.xml", "robots.txt"}


def test_the_limit_is_that_of_the_protocol() -> None:
    files = dict(sitemap_files(pages(50_001), SITE))
    assert MOST_ADDRESSES == 50_000
    assert [len(places(files[f"sitemap-{number}.xml"], "urlset")) for number in (1, 2)] == [50_000, 1]
    assert max(map(len, files.values())) < 50 * 1024 * 1024


def test_pages_are_read_as_they_come() -> None:
    read: list[str] = []

    def coming() -> Iterator[str]:
        for page in pages(100):
            read.append(page)
            yield page

    made = sitemap_files(coming(), SITE, most=10)
    assert next(made)[0] == "sitemap-1.xml"
    assert len(read) == 20


def test_an_address_is_escaped() -> None:
    files = dict(sitemap_files(["about/甲&乙 <丙>/index.html"], SITE))
    assert places(files["sitemap.xml"], "urlset") == [f"{SITE}about/%E7%94%B2&%E4%B9%99%20%3C%E4%B8%99%3E/"]
    assert files["sitemap.xml"].isascii()
