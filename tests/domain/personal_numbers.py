"""Numbers of persons and bodies, made up anew in every run, and the disguises in which they are written."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from generator.domain import credit_codes
from generator.domain.column_roles import Role
from generator.domain.personal_data import PersonalDatumKind, findings

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
