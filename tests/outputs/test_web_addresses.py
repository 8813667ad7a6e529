from urllib.parse import urljoin

import pytest

from generator.domain import addresses
from generator.outputs.web_addresses import absolute, link

SITE = "https://example.gov.cn/a/b/"
NOTICE = addresses.notice("shili", "2025", "n-1")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (addresses.HOME, SITE),
        (NOTICE, f"{SITE}shili/2025/notices/n-1/"),
        (f"{NOTICE}#list", f"{SITE}shili/2025/notices/n-1/#list"),
        ("calendar.ics", f"{SITE}calendar.ics"),
        ("about/文章/index.html", f"{SITE}about/%E6%96%87%E7%AB%A0/"),
        (
            "objection-letter/index.html?notice=shili/2025/n-1",
            f"{SITE}objection-letter/index.html?notice=shili/2025/n-1",
        ),
    ],
)
def test_absolute(path: str, address: str) -> None:
    assert absolute(SITE, path) == address
    assert link(path, here="feeds/notices.atom", site_url=SITE) == address


@pytest.mark.parametrize("here", ["calendar.ics", "feeds/notices.atom", NOTICE])
def test_a_relative_link_leads_to_the_file_from_wherever_it_stands(here: str) -> None:
    assert urljoin(f"file:///site/{here}", link(NOTICE, here=here, site_url="")) == f"file:///site/{NOTICE}"
