"""What is proved for many cells at one stroke holds for each of them."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from generator.domain.clean_columns import all_clean
from generator.domain.column_roles import Role
from generator.domain.credit_codes import ALPHABET, all_valid, is_valid
from generator.sources.cells import is_clean
from tests.mutations.numbers import DISGUISES, bank_card, credit_code, home_address, identity_number, mobile_number

PIECES = st.sampled_from(
    [
        "示例市甲公司",
        "（集团）",
        "A1",
        " ",
        "  ",
        "2024-09-02",
        "2024",
        "1e5",
        "12",
        "138",
        "0013",
        "8000",
        "0000",
        "@",
        "shili.example",
        "https://shili.example/",
        "＝",
        "=",
        "室",
        "http://localhost/",
        "http://a.local",
        "%zz",
        "%00",
        "\uffff",
        "\n",
        "\u200b",
        "幢2单元501",
        "quality",
        "-",
        "_",
        "9.1E+17",
        "?",
        "１",
        "\u3000",
        "12:00",
        "锟斤拷",
        "000",
        "'",
        "#REF!",
        "x",
    ]
)
CELLS = st.lists(st.lists(PIECES, min_size=1, max_size=5).map("".join), min_size=1, max_size=6)


@given(CELLS, st.sampled_from(Role))
def test_what_is_proved_of_all_holds_for_each(cells: list[str], role: Role) -> None:
    if all_clean(cells, role):
        assert [cell for cell in cells if not is_clean(cell, role)] == []


@given(st.lists(st.text(max_size=8), min_size=1, max_size=5), st.sampled_from(Role))
def test_nothing_is_proved_of_any_text_wrongly(cells: list[str], role: Role) -> None:
    cells = [cell for cell in cells if cell]
    if all_clean(cells, role):
        assert [cell for cell in cells if not is_clean(cell, role)] == []


@given(st.randoms(use_true_random=False))
def test_personal_data_hides_in_no_column(chance: Random) -> None:
    good = ["示例市甲制造有限公司", "示政发〔2024〕10号"] * 5
    for disguise in DISGUISES.values():
        assert not all_clean([*good, disguise(identity_number(chance))], Role.TEXT)
    for datum in (bank_card(chance), mobile_number(chance), home_address(chance), "a@shili.example"):
        assert not all_clean([*good, datum], Role.TEXT)
    assert not all_clean([credit_code(chance), identity_number(chance)], Role.USCC)
    assert not all_clean([f"https://shili.example/{identity_number(chance)}"], Role.LINK)


@given(st.randoms(use_true_random=False), st.lists(st.text(ALPHABET, min_size=17, max_size=19), max_size=4))
def test_codes_are_proved_together_as_they_are_alone(chance: Random, others: list[str]) -> None:
    codes = [credit_code(chance) for _ in range(chance.randrange(1, 9))]
    assert all_valid(codes)
    assert all_valid([*codes, *others]) == all(map(is_valid, others))
    wrong = codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")
    assert not all_valid([*codes, wrong])
    assert not all_valid(["0" * 18])


def test_ordinary_columns_are_proved() -> None:
    chance = Random(1)
    assert all_clean([credit_code(chance) for _ in range(500)], Role.USCC)
    assert all_clean([f"2024-quality-{number:05}" for number in range(500)], Role.IDENTIFIER)
    assert all_clean([f"示例市第{number}制造有限公司" for number in range(500)], Role.TEXT)
    assert all_clean([f"https://shili.example/2024/{number}.html" for number in range(500)], Role.LINK)
    assert all_clean([], Role.TEXT)
