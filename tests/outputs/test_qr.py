import re
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.outputs.qr import LEVEL, LONGEST, QUIET_ZONE, QrCodes
from generator.program_file import ProgramFile

SITE = "https://example.gov.cn/a/"
SVG = "{http://www.w3.org/2000/svg}"
TITLE = "扫码看现在的状态"

paths = st.from_regex(r"a/(?:shili|shanghai)/[a-z0-9]{1,9}(?:-[0-9]{1,6}){0,2}/", fullmatch=True)


def modules(svg: str) -> list[list[int]]:
    """The dark modules as the strokes of the drawing cover them, with its quiet zone."""
    tree = ET.fromstring(svg)
    (size,) = {int(number) for number in (tree.get("viewBox") or "").split()[2:]}
    strokes = [path.get("d") or "" for path in tree.iter("path") if path.get("stroke")]
    (drawn,) = strokes
    assert re.fullmatch(r"M4 4\.5(?:m-?[0-9]+ [0-9]+|h[1-9][0-9]*)+", drawn)
    grid = [[0] * size for _ in range(size)]
    x, y = 4, 4
    for right, down, length in re.findall(r"m(-?[0-9]+) ([0-9]+)|h([0-9]+)", drawn):
        if not length:
            x, y = x + int(right), y + int(down)
            continue
        for at in range(x, x + int(length)):
            assert grid[y][at] == 0
            grid[y][at] = 1
        x += int(length)
    return grid


def expected(address: str) -> list[list[int]]:
    """What segno itself draws of an address, with the mask that its format information tells."""
    code = segno.make(address, error=LEVEL, mode="byte", mask=7, micro=False, boost_error=False)
    return [[int(module) for module in row] for row in code.matrix_iter(border=QUIET_ZONE)]


def test_the_drawing_is_the_code_of_the_short_address() -> None:
    svg = QrCodes(SITE, TITLE).draw("a/shili/w-1/index.html")
    assert modules(svg) == expected(f"{SITE}a/shili/w-1/")


@pytest.fixture(scope="module")
def codes() -> QrCodes:
    return QrCodes(SITE, TITLE)


@settings(deadline=None, max_examples=30)
@given(path=paths)
def test_every_code_is_the_one_that_segno_draws(codes: QrCodes, path: str) -> None:
    assert modules(codes.draw(path)) == expected(SITE + path)


def test_a_code_does_not_depend_on_what_was_drawn_before() -> None:
    some = [f"a/shili/w-{number}/" for number in range(10)]
    forwards, backwards = QrCodes(SITE, TITLE), QrCodes(SITE, TITLE)
    assert [forwards.draw(path) for path in some] == [backwards.draw(path) for path in reversed(some)][::-1]


def test_what_was_learnt_is_not_learnt_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    paths = [f"a/shili/w-{number}/" for number in (7, 10, 58, 123)]
    learning = QrCodes(SITE, TITLE, ProgramFile(tmp_path, "qr", "program"))
    learning.draw(paths[0])
    learning.keep()
    more = QrCodes(SITE, TITLE, ProgramFile(tmp_path, "qr", "program"))
    drawn = [more.draw(path) for path in paths]
    more.keep()
    calls = list[str]()
    monkeypatch.setattr(segno, "make", lambda message, **_: calls.append(message))
    knowing = QrCodes(SITE, TITLE, ProgramFile(tmp_path, "qr", "program"))
    assert [knowing.draw(path) for path in reversed(paths)] == drawn[::-1]
    assert calls == []
    monkeypatch.undo()
    assert [modules(svg) for svg in drawn] == [expected(SITE + path) for path in paths]


@pytest.mark.parametrize(("length", "version"), [(42, 3), (43, 4), (62, 4), (63, 5), (106, 6), (107, 7)])
def test_a_longer_address_takes_a_larger_code(length: int, version: int) -> None:
    path = "a/shili/" + "w" * (length - len(SITE) - 9) + "/"
    drawn = modules(QrCodes(SITE, TITLE).draw(path))
    assert len(drawn) == 17 + 4 * version + 2 * QUIET_ZONE
    assert drawn == expected(SITE + path)


def test_the_longest_address_fills_the_largest_code_that_is_drawn() -> None:
    sizes = [segno.make("w" * length, error=LEVEL, mode="byte").version for length in (LONGEST, LONGEST + 1)]
    assert sizes == [10, 11]


def test_the_drawing_is_an_image_with_a_name_and_without_styles() -> None:
    svg = QrCodes(SITE, "甲<乙&").draw("a/shili/w-1/")
    tree = ET.fromstring(svg)
    assert (tree.tag, tree.get("role"), tree.get("class")) == ("svg", "img", "qr")
    assert tree[0].tag == "title"
    assert tree[0].text == "甲<乙&"
    assert not any("style" in element.attrib or "id" in element.attrib for element in tree.iter())
    assert "\n" not in svg


def test_without_an_address_to_scan_there_is_no_code() -> None:
    assert QrCodes("", TITLE).draw("a/shili/w-1/") == ""
    assert QrCodes("https://示例.cn/", TITLE).draw("a/shili/w-1/") == ""
    assert QrCodes(SITE, TITLE).draw("a/shili/" + "w" * LONGEST + "/") == ""


def test_a_code_is_small_and_quickly_drawn() -> None:
    codes = QrCodes(SITE, TITLE)
    codes.draw("a/shanghai/2021-mayor-00000/")
    begin = time.perf_counter()
    drawn = [codes.draw(f"a/shanghai/2021-mayor-{number:05}/") for number in range(1000)]
    # A tenth of a millisecond each, with room for a machine that is busy; one by one segno takes ten times as long.
    assert time.perf_counter() - begin < 2
    assert max(len(svg.encode()) for svg in drawn) < 2300
