"""Unified social credit codes (GB 32100-2015): their check character, and what is wrong with a mistyped one."""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from itertools import product
from operator import mul

from generator.domain.full_width import HALF_WIDTH
from generator.frozen import dataclass

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100-2015, table 2: no I, O, S, V or Z."""

PROVINCE_CODES = frozenset(
    str(code)
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for code in codes
)
"""The first two digits of a division code (GB/T 2260), with 83 as issued to residents from Taiwan."""

_LONGEST_JUDGED = 4 * LENGTH
_MOST_DOUBTFUL = 6
_NATIONAL_REGISTRAR = "10"
_MODULUS = len(ALPHABET)
_WEIGHTS = tuple(pow(3, place, _MODULUS) for place in range(LENGTH - 1))
# With weight 1 for the check character itself the weighted sum of a right code is a multiple of 31.
_WEIGHTS_WITH_CHECK = (*_WEIGHTS, 1)
_NO_VALUE = 255
_VALUES = bytes(ALPHABET.find(chr(code)) if chr(code) in ALPHABET else _NO_VALUE for code in range(256))
_SHAPE = re.compile(rf"(?!0{{18}})[{ALPHABET}]{{18}}")
_SHAPES = re.compile(rf"{_SHAPE.pattern}(?:\n{_SHAPE.pattern})*+")
_PRODUCTS = tuple(bytes(weight * value % _MODULUS for value in _VALUES) for weight in _WEIGHTS_WITH_CHECK)
"""By place, what each character adds to the weighted sum."""
_REMAINDERS = bytes(number % _MODULUS for number in range(256))

_LOOK_ALIKES = {"I": "1", "i": "1", "l": "1", "|": "1", "O": "0", "o": "0", "Z": "2", "z": "2"} | {
    "S": "5",
    "s": "5",
    "V": "U",
    "v": "U",
}
_CAPITALS = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―－_.·\u200b-\u200f\u2060\ufeff]")


class CreditCodeFaultKind(StrEnum):
    """Why a text is no credit code."""

    FULL_WIDTH = "full_width"
    SEPARATOR = "separator"
    LOWER_CASE = "lower_case"
    FORBIDDEN_CHARACTER = "forbidden_character"
    WRONG_LENGTH = "wrong_length"
    PLACEHOLDER = "placeholder"
    WRONG_CHECK = "wrong_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCodeFault:
    """One fault of one code."""

    kind: CreditCodeFaultKind
    position: int
    """Index into the code as written, from 0: the first place at which the fault shows."""
    found: str
    """The character at fault; for a wrong length the number of characters without blanks and dashes."""
    expected: str | None = None
    """What stands there in a right code: the check character, the look-alike digit, or the length; None if not known."""


def check_character(first17: str) -> str:
    """The check character that belongs to the first 17 (GB 32100-2015, annex A); ValueError if they are not 17 of ALPHABET."""
    if len(first17) != LENGTH - 1:
        raise ValueError(f"expected {LENGTH - 1} characters, got {len(first17)}")
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(_WEIGHTS, first17, strict=True))
    return ALPHABET[-total % _MODULUS]


def is_valid(code: str) -> bool:
    """Whether the text, exactly as it stands, is a credit code with the right check character."""
    if _SHAPE.fullmatch(code) is None:
        return False
    total: int = sum(map(mul, _WEIGHTS_WITH_CHECK, code.encode("ascii").translate(_VALUES)))
    return total % _MODULUS == 0


def all_valid(codes: Collection[str]) -> bool:
    """Whether all are right codes: the sums of all of them are made at once, one in each byte of a long number."""
    if _SHAPES.fullmatch("\n".join(codes)) is None:
        return not codes
    data = "".join(codes).encode("ascii")
    # Six products of at most 30 fit into a byte, and so do three remainders.
    products = [data[place::LENGTH].translate(table) for place, table in enumerate(_PRODUCTS)]
    remainders = [_byte_by_byte(products[start : start + 6]) for start in range(0, LENGTH, 6)]
    return not any(_byte_by_byte(remainders))


def _byte_by_byte(columns: Sequence[bytes]) -> bytes:
    total = sum(int.from_bytes(column, "big") for column in columns)
    return total.to_bytes(len(columns[0]), "big").translate(_REMAINDERS)


def names_a_division(code: str) -> bool:
    """Whether the registrar's division (characters 3 to 8) begins with a province or the code of the national registrars."""
    return code[2:4] in PROVINCE_CODES or code[2:4] == _NATIONAL_REGISTRAR


def suggestion(code: str) -> str | None:
    """The right code where only width, case, blanks or dashes were mistyped; None where anything else would be guessed."""
    plain = _plain(code)
    if plain == code or not is_valid(plain):
        return None
    return plain if _is_only_reading(_SEPARATORS.sub("", code).translate(HALF_WIDTH)) else None


def _is_only_reading(written: str) -> bool:
    """Whether a code with small letters can be meant in one way only: a small l may be a capital one or the figure 1."""
    doubtful = written.count("l")
    if not 0 < doubtful <= _MOST_DOUBTFUL:
        return not doubtful
    readings = product(*(("1", "L") if character == "l" else (character,) for character in written))
    return sum(is_valid("".join(reading).translate(_CAPITALS)) for reading in readings) == 1


def faults(code: str) -> tuple[CreditCodeFault, ...]:
    """All faults of a code, the gravest first (what it says before how it is written); empty if it is right."""
    if is_valid(code):
        return ()
    return (*_faults_of_substance(code), *_faults_of_writing(code[:_LONGEST_JUDGED]))


def _plain(code: str) -> str:
    return _SEPARATORS.sub("", code).translate(HALF_WIDTH).translate(_CAPITALS)


def _faults_of_writing(code: str) -> tuple[CreditCodeFault, ...]:
    kinds = (
        (CreditCodeFaultKind.FULL_WIDTH, re.search(r"[！-～]", code)),
        (CreditCodeFaultKind.SEPARATOR, _SEPARATORS.search(code)),
        (CreditCodeFaultKind.LOWER_CASE, re.search(r"[a-zａ-ｚ]", code)),
    )
    return tuple(
        CreditCodeFault(kind=kind, position=match.start(), found=match[0]) for kind, match in kinds if match is not None
    )


def _faults_of_substance(code: str) -> tuple[CreditCodeFault, ...]:
    plain = _plain(code)
    if is_valid(plain):
        return ()
    # What is far too long was never a code; its characters are of no interest.
    found = list(_forbidden_characters(code)) if len(code) <= _LONGEST_JUDGED else []
    if len(plain) != LENGTH:
        found.append(
            CreditCodeFault(
                kind=CreditCodeFaultKind.WRONG_LENGTH, position=len(code), found=str(len(plain)), expected=str(LENGTH)
            )
        )
    if found:
        return tuple(found)
    if not plain.strip("0"):
        return (CreditCodeFault(kind=CreditCodeFaultKind.PLACEHOLDER, position=0, found=code[0]),)
    last = max(place for place, character in enumerate(code) if not _SEPARATORS.match(character))
    expected = check_character(plain[:-1])
    return (CreditCodeFault(kind=CreditCodeFaultKind.WRONG_CHECK, position=last, found=code[last], expected=expected),)


def _forbidden_characters(code: str) -> tuple[CreditCodeFault, ...]:
    found: list[CreditCodeFault] = []
    for place, written in enumerate(code):
        character = written.translate(HALF_WIDTH)
        allowed = character.translate(_CAPITALS) in ALPHABET and character not in _LOOK_ALIKES
        if allowed or _SEPARATORS.match(written):
            continue
        likely = _LOOK_ALIKES.get(character)
        found.append(
            CreditCodeFault(
                kind=CreditCodeFaultKind.FORBIDDEN_CHARACTER, position=place, found=written, expected=likely
            )
        )
    return tuple(found)
