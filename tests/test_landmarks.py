"""The landmarks of a page that are of one kind have names of their own, so that those who jump between them can choose."""

import re

import pytest

from tests.built_sites import BuiltSite

LANDMARK = re.compile(r"<(?:nav|form)\b[^>]*>")
KIND = re.compile(r"<(nav)|role=\"(search)\"")
NAME = re.compile(r"aria-label(?:ledby)?=\"[^\"]*\"")


@pytest.mark.parametrize("built", ["real_site", "demo_site"])
def test_no_two_landmarks_of_a_page_are_called_the_same(built: str, request: pytest.FixtureRequest) -> None:
    site: BuiltSite = request.getfixturevalue(built)
    for page in sorted(site.folder.rglob("*.html")):
        named = [
            (kind[0], NAME.findall(tag))
            for tag in LANDMARK.findall(page.read_text(encoding="utf-8"))
            if (kind := KIND.search(tag))
        ]
        assert all(named.count(one) == 1 for one in named), (page, named)
