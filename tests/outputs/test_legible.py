import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.legible import legible

_XML_CHARACTERS = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("拟获奖名单，公示；\\n", "拟获奖名单，公示；\\n"),
        ("一\r\n二\u2028三", "一 二 三"),
        ("\x00\x08甲\x7f\x9f\ufffe\ud800", "甲"),
        ("🏅", "🏅"),
    ],
)
def test_what_is_kept(text: str, kept: str) -> None:
    assert legible(text) == kept


@given(st.text(st.characters()))
def test_what_is_left_may_stand_in_xml_and_is_left_alone(text: str) -> None:
    once = legible(text)
    assert _XML_CHARACTERS.fullmatch(once)
    assert once.encode().splitlines() in ([], [once.encode()])
    assert legible(once) == once
