"""Telephone numbers, bank cards, addresses of mail and homes are found and masked, and what is ordinary is left alone."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.column_roles import Role
from generator.domain.personal_data import PersonalDatumKind, findings, mask
from tests.domain.personal_numbers import (
    CHINESE,
    DISGUISES,
    FULL_WIDTH,
    bank_card,
    found_kinds,
    identity_number,
    mobile_number,
    parts,
)

MOBILE_DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "blanks": lambda number: " ".join(parts(number, 3, 7)),
    "dashes": lambda number: "-".join(parts(number, 3, 7)),
    "country": lambda number: f"+86{number}",
    "country with blank": lambda number: "+86 " + " ".join(parts(number, 3, 7)),
    "country with zeros": lambda number: f"0086-{number}",
    "full width": lambda number: number.translate(FULL_WIDTH),
    "singly": " ".join,
    "zero width": "\u200b".join,
    "in a sentence": lambda number: f"联系人手机{number}，请致电",
    "Chinese digits": lambda number: number.translate(CHINESE),
    "with a landline": lambda number: f"0571-85216666 {number}",
}


@pytest.mark.parametrize("disguise", MOBILE_DISGUISES)
def test_mobile_numbers_are_found_outside_of_channels(disguise: str) -> None:
    chance = random.Random(f"mobile {disguise}")
    for _ in range(200):
        written = MOBILE_DISGUISES[disguise](mobile_number(chance))
        assert found_kinds(written) == {PersonalDatumKind.MOBILE_NUMBER}
        assert findings(written, column_role=Role.CHANNEL) == ()


@pytest.mark.parametrize("joint", [" ", "-"])
@pytest.mark.parametrize(
    "cuts",
    [
        *((3, 7), (3,), (7,), (4,), (4, 8), (4, 7), (3, 6), (3, 8), (5,), (6,), (3, 5, 8), (3, 6, 8), (3, 5, 7, 9)),
        *((2, 5, 8), (2, 4, 6, 8, 10), (1, 3, 5, 7, 9), tuple(range(1, 11))),
    ],
)
def test_mobile_numbers_are_found_in_all_groups_in_which_they_are_said(cuts: tuple[int, ...], joint: str) -> None:
    chance = random.Random(f"groups {cuts}")
    for _ in range(20):
        number = "13" + mobile_number(chance)[2:]
        assert found_kinds(f"手机{joint.join(parts(number, *cuts))}") == {PersonalDatumKind.MOBILE_NUMBER}
        year = "19" + number[2:]
        is_year = cuts[0] == 4
        assert (found_kinds(joint.join(parts(year, *cuts))) == set()) is is_year


@pytest.mark.parametrize("unit", ["元", "万元", "亿元", " 吨", "件", "台"])
def test_an_amount_is_no_mobile_number(unit: str) -> None:
    number = mobile_number(random.Random(12))
    assert found_kinds(f"{number}{unit}") == set()
    assert found_kinds(f"{number}人") == {PersonalDatumKind.MOBILE_NUMBER}


@pytest.mark.parametrize("cuts", [(2,), (8,), (9,), (2, 6), (1, 5)])
def test_figures_in_other_groups_are_no_mobile_number(cuts: tuple[int, ...]) -> None:
    assert found_kinds(" ".join(parts(mobile_number(random.Random(11)), *cuts))) == set()


@pytest.mark.parametrize(
    ("first", "length"), [("62", 16), ("62", 17), ("62", 19), ("4", 16), ("52", 16), ("35", 16), ("955", 19)]
)
@pytest.mark.parametrize("disguise", ["plain", "blanks", "dashes", "full width", "zero width"])
def test_bank_cards_are_found(first: str, length: int, disguise: str) -> None:
    chance = random.Random(f"{first} {length} {disguise}")
    for _ in range(50):
        number = bank_card(chance, first, length)
        fours = parts(number, *range(4, length, 4))
        written = {"blanks": " ".join(fours), "dashes": "-".join(fours)}.get(disguise) or DISGUISES[disguise](number)
        assert found_kinds(written) & {PersonalDatumKind.BANK_CARD, PersonalDatumKind.IDENTITY_NUMBER}
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        assert PersonalDatumKind.BANK_CARD not in found_kinds(wrong)


@pytest.mark.parametrize(
    "text", ["abc@example.com", "ａｂｃ＠example．com", "a.b-c @ example . com", "联系abc@mail.example.com。"]
)
def test_email_is_found_outside_of_channels(text: str) -> None:
    assert found_kinds(text) == {PersonalDatumKind.EMAIL}
    assert findings(text, column_role=Role.CHANNEL) == ()


@pytest.mark.parametrize(
    "text",
    [
        "示例市示例小区3幢2单元501室",
        "3号楼2单元501",
        "示例花园12幢1203室",
        "示例路12弄3号501室",
        "示例镇示例村3组15号",
        "家庭住址：示例市示例路",
        "示例新村１２幢２单元５０１室",
    ],
)
def test_home_addresses_are_found_and_masked_from_their_beginning(text: str) -> None:
    (datum,) = findings(text, column_role=Role.TEXT)
    assert (datum.kind, datum.start, datum.end) == (PersonalDatumKind.HOME_ADDRESS, 0, len(text))
    assert datum.masked == text[:2] + "*" * (len(text) - 2)
    assert findings(text, column_role=Role.CHANNEL) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "杭政办函〔2024〕10号",
        "2024-03-06",
        "2023-01-03 2023-01-07",
        "2023-01-03至2023-01-07",
        "1998.10.1-1999.9.30",
        "0571-85216666",
        "0571-85216666、0571-85216667",
        "0571-85216666 0571-85216667",
        "023-88613200,023-88613203",
        "+86-571-85216666",
        "010-62345678 62345679",
        "（0571）8521 6666",
        "12345",
        "310000",
        "002489401/2024-00490",
        "创建‘1-2-3-4-5’上海航天精细化质量管理体系",
        "构建实施‘4-3-4’核医学科质量管理体系",
        "示例区春晖南路10号春晖大楼5楼",
        "示例市政务中心1号楼302室",
        "三单元联动质量管理模式",
        "年产值13800001111元",
        "第一二三四五届",
        "@示例发布",
        "单价3@2.5元",
        "GB/T 19580、GB/Z 19579",
        "浙江省建设装饰集团有限公司",
    ],
)
def test_what_is_ordinary_is_left_alone(text: str) -> None:
    assert findings(text, column_role=Role.TEXT) == ()
    assert mask(text) == text


def test_long_numbers_in_links_are_left_alone() -> None:
    for url in (
        "http://www.hangzhou.gov.cn/art/2024/3/7/art_1229063387_1841053.html",
        "http://www.shanghai.gov.cn/nw12344/20220930/ed1dac7fd5504f20813e8f8030f242b1.html",
        "https://example.gov.cn/?phone=13800001111",
    ):
        assert findings(url, column_role=Role.LINK) == ()


def test_places_are_those_of_the_text_as_written() -> None:
    chance = random.Random(6)
    number, mobile = identity_number(chance), mobile_number(chance)
    disguised = "\u200b".join(number)
    text = f"甲{disguised}，乙{mobile}。"
    first, second = findings(text, column_role=Role.TEXT)
    assert text[first.start : first.end].replace("\u200b", "") == number
    assert text[second.start : second.end] == mobile
    assert mask(text) == f"甲{number[0]}\u200b{'*' * 33}，乙{mobile[:2]}{'*' * 9}。"


def test_the_mask_of_a_number_tells_only_its_first_two_characters() -> None:
    chance = random.Random(11)
    for _ in range(100):
        number = identity_number(chance)
        assert mask(f"身份证{number}") == f"身份证{number[:2]}{'*' * 16}"


@given(st.text(), st.sampled_from(Role))
def test_findings_lie_in_order_inside_the_text(text: str, role: Role) -> None:
    end = 0
    for datum in findings(text, column_role=role):
        assert end <= datum.start < datum.end <= len(text)
        assert len(datum.masked) == datum.end - datum.start
        end = datum.end
    assert len(mask(text, column_role=role)) == len(text)


@given(st.text("0123456789xX -.,/@〇一１①\u200b室单元号幢组村弄:", max_size=60), st.sampled_from(Role))
def test_masked_text_holds_no_personal_data(text: str, role: Role) -> None:
    assert findings(mask(text, column_role=role), column_role=role) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1\u200b",
        " ",
        "a@",
        "a",
        "b.",
        "3幢2单元",
        "小区1",
        "一",
        "2024-",
        "138 0000 1111 ",
        "@",
        "1x",
        "11010119",
        "村1组",
    ],
)
def test_long_cells_take_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.process_time()
        findings(text, column_role=Role.TEXT)
        mask(text)
        return time.process_time() - began

    # Quadratic time would be hundredfold; the floor keeps the noise of short runs out.
    assert seconds(100_000) < 40 * max(seconds(10_000), 0.02)
