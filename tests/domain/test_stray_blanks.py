"""Blanks: which are stray, and where it is certain what stands without them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.character_faults import Whitespace
from generator.domain.column_roles import Role
from generator.domain.stray_blanks import stray_blanks

WORDS = re.compile(r"[^ ]+(?: [^ ]+)*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@pytest.mark.parametrize("text", ["示例公司", "ABC Co 示例", "示例 公司"])
def test_one_blank_between_words_is_right(text: str) -> None:
    assert stray_blanks(text, Role.TEXT, WORDS) is None


def test_between_ideographs_a_person_has_to_agree() -> None:
    found = stray_blanks("　示例　公司 ", Role.TEXT, WORDS)
    assert found is not None
    assert (found.reason, found.count) == (Whitespace.IDEOGRAPHIC, 3)
    assert (found.start, found.end) == (3, 4)  # the blank that only a person can judge
    assert (found.mended, found.suggestion) == ("示例　公司", "示例公司")


def test_a_wrong_sort_of_blank_between_latin_words_is_perhaps_an_ordinary_one() -> None:
    found = stray_blanks("Quality\u00a0Co", Role.TEXT, WORDS)
    assert found is not None
    assert (found.reason, found.mended, found.suggestion) == (Whitespace.NO_BREAK, None, "Quality Co")


def test_blanks_inside_a_code_are_stray_only_where_it_is_one_without_them() -> None:
    inside = stray_blanks("2026 -03-09", Role.DATE, DATE)
    assert inside is not None
    assert (inside.reason, inside.mended) == (Whitespace.INSIDE_CODE, "2026-03-09")
    assert stray_blanks("三月 九日", Role.DATE, DATE) is None


def test_a_link_keeps_its_inner_blanks_for_the_check_of_links() -> None:
    found = stray_blanks(" https://a.cn/b c ", Role.LINK, re.compile(r"[!-~]+"))
    assert found is not None
    assert found.mended == "https://a.cn/b c"


@given(st.text("示例AB \u3000\t\u00a0", min_size=1, max_size=12))
def test_what_is_mended_has_nothing_certain_left(text: str) -> None:
    found = stray_blanks(text, Role.TEXT, WORDS)
    if found is not None and found.mended is not None:
        again = stray_blanks(found.mended, Role.TEXT, WORDS)
        assert again is None or again.mended is None
