"""Addresses that never change: each page has its own, and every page finds the root."""

import hashlib

import pytest

from generator.domain import addresses

PAGES = (
    addresses.HOME,
    addresses.NOTICES,
    addresses.NOT_FOUND,
    addresses.jurisdiction("shili"),
    addresses.objection("shili"),
    addresses.name_use("shili"),
    addresses.regulation("shili"),
    addresses.assessments("shili"),
    addresses.corrections("shili"),
    addresses.cycle("shili", "2025"),
    addresses.notice("shili", "2025", "n-1"),
    addresses.awardee("shili", "2025", "w-1"),
    addresses.short_awardee("shili", "w-1"),
    addresses.organization("91990000ma0000015q"),
    addresses.rule("not-utf8"),
)


def test_no_two_pages_stand_at_one_address() -> None:
    assert len(set(PAGES)) == len(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_finds_the_root(page: str) -> None:
    # One step up for every folder that the page stands in.
    folders = page.split("/")[:-1]
    assert addresses.root_from(page) == "".join("../" for _ in folders)


def test_the_canonical_address_ends_in_a_slash() -> None:
    assert addresses.canonical(addresses.cycle("shili", "2025")) == "shili/2025/"
    assert addresses.canonical(addresses.HOME) == ""
    assert addresses.canonical("shili/2025/index.html#application-a-1") == "shili/2025/#application-a-1"


def test_the_first_page_of_a_list_has_no_number() -> None:
    assert addresses.list_page(addresses.NOTICES, 1) == "notices/index.html"
    assert addresses.list_page(addresses.NOTICES, 2) == "notices/2/index.html"


def test_a_name_without_a_code_is_a_key_of_its_jurisdiction_alone() -> None:
    name = "示例市甲制造有限公司"
    key = addresses.organization_key("shili", name, "")
    assert key == "shili-" + hashlib.sha256(name.encode()).hexdigest()[:12]
    assert addresses.organization_key("other", name, "") != key
    assert addresses.organization_key("shili", name, "91990000MA0000015Q") == "91990000ma0000015q"


def test_feeds_are_of_one_jurisdiction_or_of_all() -> None:
    assert addresses.feed("notices") == "feeds/notices.atom"
    assert addresses.feed("notices", "shili") == "feeds/shili-notices.atom"
