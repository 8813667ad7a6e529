"""Numbers made up anew in every run, so that none stands in a file: credit codes, identity numbers, cards, telephones."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from generator.domain import credit_codes

_PROVINCES: Final = sorted(credit_codes.PROVINCE_CODES)
_FULL_WIDTH: Final = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_CIRCLED: Final = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


def credit_code(chance: Random) -> str:
    """A right code of an organization (GB 32100-2015)."""
    registrar = chance.choice(["91", "91", "91", "92", "12", "52"])
    division = chance.choice(_PROVINCES) + f"{chance.randrange(30):02}{chance.randrange(30):02}"
    first17 = registrar + division + "MA" + "".join(chance.choices(credit_codes.ALPHABET, k=7))
    return first17 + credit_codes.check_character(first17)


def wrong_check(chance: Random, code: str) -> str:
    """A code with another last character."""
    return code[:-1] + chance.choice([sign for sign in credit_codes.ALPHABET if sign != code[-1]])


def identity_number(chance: Random) -> str:
    """A right number of 18 characters (GB 11643) that is no credit code."""
    while True:
        born = date(1935, 1, 1) + timedelta(days=chance.randrange(28_000))
        place = chance.choice(_PROVINCES) + f"{chance.randrange(1, 30):02}{chance.randrange(1, 30):02}"
        first17 = f"{place}{born:%Y%m%d}{chance.randrange(1000):03}"
        weighted = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(first17))
        number = first17 + "10X98765432"[weighted % 11]
        if not credit_codes.is_valid(number):
            return number


def _pieces(number: str, *cuts: int) -> list[str]:
    return [number[start:end] for start, end in zip((0, *cuts), (*cuts, len(number)), strict=True)]


DISGUISES: Final[Mapping[str, Callable[[str], str]]] = {
    "as it is": str,
    "small x": str.lower,
    "blanks": lambda number: " ".join(_pieces(number, 6, 14)),
    "dashes": lambda number: "-".join(_pieces(number, 6, 10, 14)),
    "dots": ".".join,
    "full width": lambda number: number.translate(_FULL_WIDTH),
    "zero width": "\u200b".join,
    "circled": lambda number: number.translate(_CIRCLED),
    "in a sentence": lambda number: f"申报人（身份证号：{number}）已核对",
    "full-width dashes": lambda number: "－".join(_pieces(number.translate(_FULL_WIDTH), 3, 10)),
}


def mobile_number(chance: Random) -> str:
    return chance.choice(["13", "15", "17", "18", "19"]) + "".join(chance.choices("0123456789", k=9))


def bank_card(chance: Random) -> str:
    """A number of 19 digits with its check digit (ISO/IEC 7812-1)."""
    digits = "62" + "".join(chance.choices("0123456789", k=16))
    doubled = [int(digit) * (1 + (at + 1) % 2) for at, digit in enumerate(reversed(digits))]
    return digits + str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def e_mail(chance: Random) -> str:
    return "".join(chance.choices("abcdefghijklmnop", k=6)) + chance.choice(["@mail.example", "@post.example.org"])


def home_address(chance: Random) -> str:
    house, unit, room = chance.randrange(1, 40), chance.randrange(1, 5), chance.randrange(101, 2404)
    return chance.choice(
        [
            f"示例街道示例小区{house}幢{unit}单元{room}室",
            f"示例路{house}弄{unit}号{room}室",
            f"家庭住址：示例路{house}号",
            f"示例镇示例村{unit}组{house}号",
        ]
    )
