import random
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain import credit_codes
from generator.domain.column_roles import Role
from generator.domain.identity_numbers import is_identity_number, is_rather_credit_code
from generator.domain.personal_data import PersonalDatumKind, findings, mask

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


def identity_number(chance: random.Random) -> str:
    """Made up anew in every run; no number stands in a file."""
    born = date(1935, 1, 1) + timedelta(days=chance.randrange(28_000))
    place = (
        chance.choice(sorted(credit_codes.PROVINCE_CODES)) + f"{chance.randrange(1, 30):02}{chance.randrange(1, 30):02}"
    )
    first17 = f"{place}{born:%Y%m%d}{chance.randrange(1000):03}"
    weighted = sum(int(digit) * (2 ** (17 - at)) for at, digit in enumerate(first17))
    return first17 + "10X98765432"[weighted % 11]


def old_identity_number(chance: random.Random) -> str:
    # They were issued until 1999, to people born in the twentieth century.
    number = next(made for made in iter(lambda: identity_number(chance), "") if made[6:8] == "19")
    return number[:6] + number[8:17]


def credit_code(chance: random.Random) -> str:
    registrar = chance.choice(
        ["91", "91", "91", "92", "93", "11", "12", "13", "31", "51", "52", "53", "62", "N2", "Y1"]
    )
    division = (
        chance.choice(sorted(credit_codes.PROVINCE_CODES)) + f"{chance.randrange(30):02}{chance.randrange(30):02}"
    )
    alphabet = chance.choice(["0123456789", credit_codes.ALPHABET])
    first17 = registrar + division + "".join(chance.choices(alphabet, k=9))
    return first17 + credit_codes.check_character(first17)


def bank_card(chance: random.Random, first: str, length: int) -> str:
    digits = first + "".join(chance.choices("0123456789", k=length - len(first) - 1))
    return next(digits + last for last in "0123456789" if luhn(digits + last))


def luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def mobile_number(chance: random.Random) -> str:
    return chance.choice(["13", "15", "17", "18", "19"]) + "".join(chance.choices("0123456789", k=9))


def found_kinds(text: str, role: Role = Role.TEXT) -> set[PersonalDatumKind]:
    return {datum.kind for datum in findings(text, column_role=role)}


def parts(number: str, *cuts: int) -> list[str]:
    return [number[start:end] for start, end in zip((0, *cuts), (*cuts, len(number)), strict=True)]


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "lower case": str.lower,
    "blanks": lambda number: " ".join(parts(number, 6, 14)),
    "dashes": lambda number: "-".join(parts(number, 6, 10, 14)),
    "dots between all": ".".join,
    "full width": lambda number: number.translate(FULL_WIDTH),
    "zero width": "\u200b".join,
    "in a sentence": lambda number: f"申报人（身份证号：{number}）已核对",
    "mixed": lambda number: " － ".join(parts(number.translate(FULL_WIDTH), 3, 10)) + "\u2060",
    "times sign": lambda number: number.replace("X", "×"),
    "Chinese digits": lambda number: number.translate(CHINESE),
    "circled": lambda number: number.translate(CIRCLED),
    "ideographic blanks": "\u3000".join,
    "strokes": lambda number: "/".join(parts(number, 6, 14)),
    "glued to a counter": lambda number: f"第1{number}",
    "between letters": lambda number: f"ID{number}abc",
    "line breaks": lambda number: "\n".join(parts(number, 9)),
    "brackets": lambda number: f"{number[:6]}（{number[6:14]}）{number[14:]}",
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_every_identity_number_is_found_in_every_disguise(disguise: str) -> None:
    chance = random.Random(f"identity {disguise}")
    for _ in range(500):
        written = DISGUISES[disguise](identity_number(chance))
        for role in (Role.TEXT, Role.CHANNEL, Role.IDENTIFIER, Role.DATE):
            assert PersonalDatumKind.IDENTITY_NUMBER in found_kinds(written, role), (len(written), role)


@pytest.mark.parametrize("disguise", ["plain", "full width", "dashes", "zero width", "in a sentence"])
def test_identity_numbers_of_fifteen_digits_are_found(disguise: str) -> None:
    chance = random.Random(f"old {disguise}")
    for _ in range(200):
        assert found_kinds(DISGUISES[disguise](old_identity_number(chance))) == {PersonalDatumKind.IDENTITY_NUMBER}


def test_permanent_residence_cards_are_found() -> None:
    chance = random.Random(9)
    for _ in range(200):
        number = identity_number(chance)
        first17 = "9" + number[:2] + "124" + number[6:17]
        weighted = sum(int(digit) * (2 ** (17 - at)) for at, digit in enumerate(first17))
        card = first17 + "10X98765432"[weighted % 11]
        if not credit_codes.is_valid(card):
            assert found_kinds(card) == {PersonalDatumKind.IDENTITY_NUMBER}


def test_a_number_with_a_wrong_check_is_not_refused_but_masked() -> None:
    number = identity_number(random.Random(1))
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    if not credit_codes.is_valid(wrong):
        assert findings(wrong, column_role=Role.TEXT) == ()
        assert mask(wrong) == wrong[:2] + "*" * 16


def test_province_and_date_must_be_true() -> None:
    number = identity_number(random.Random(2))
    assert is_identity_number(number)
    assert not is_identity_number("10" + number[2:], check=False)
    assert not is_identity_number(number[:10] + "0230" + number[14:], check=False)
    assert not is_identity_number(number[:10] + "1301" + number[14:], check=False)
    assert not is_identity_number(number[:6] + "1899" + number[10:], check=False)


@pytest.mark.parametrize("form", ["330***", "33010*********123X", "3301061990****1234", "3301**********1234"])
def test_masked_numbers_are_right(form: str) -> None:
    assert findings(form, column_role=Role.TEXT) == ()


def test_no_credit_code_is_taken_for_personal_data_in_its_column() -> None:
    chance = random.Random(100_000)
    for _ in range(20_000):
        code = credit_code(chance)
        assert findings(code, column_role=Role.USCC) == ()
        assert mask(code, column_role=Role.USCC) == code


def test_credit_codes_in_words_and_links_are_left_alone() -> None:
    chance = random.Random(7)
    for _ in range(5_000):
        code = credit_code(chance)
        if code[0] in "9NY":
            assert findings(f"统一社会信用代码{code}的单位", column_role=Role.TEXT) == ()
            assert findings(f"https://example.gov.cn/?code={code}", column_role=Role.LINK) == ()


def test_what_may_be_both_is_an_identity_number_in_words_and_a_code_in_the_column() -> None:
    chance = random.Random(3)
    both = [number for number in (identity_number(chance) for _ in range(30_000)) if credit_codes.is_valid(number)]
    assert both
    for number in both:
        assert PersonalDatumKind.IDENTITY_NUMBER in found_kinds(number)
        as_code = credit_codes.names_a_division(number)
        assert is_rather_credit_code(number, in_code_column=True) == as_code
        assert (found_kinds(number, Role.USCC) == set()) == as_code


def test_an_identity_number_in_the_column_of_codes_is_found() -> None:
    chance = random.Random(5)
    for _ in range(500):
        number = identity_number(chance)
        if not credit_codes.is_valid(number):
            assert found_kinds(number, Role.USCC) == {PersonalDatumKind.IDENTITY_NUMBER}


def test_an_identity_number_in_a_link_counts_only_as_a_run_of_its_own() -> None:
    number = identity_number(random.Random(8))
    assert found_kinds(f"https://example.gov.cn/{number}.html", Role.LINK) == {PersonalDatumKind.IDENTITY_NUMBER}
    assert found_kinds(f"https://example.gov.cn/1{number}.html", Role.LINK) == set()


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
