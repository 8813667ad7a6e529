"""Numbers of identity documents: GB 11643 (18 digits), its predecessor of 15, and the permanent residence card."""

import re
from collections.abc import Iterator
from datetime import date
from operator import mul
from typing import Final

from generator.domain import credit_codes
from generator.domain.figures import Chain

_LENGTH: Final = 18
_OLD_LENGTH: Final = 15
_PROVINCES: Final = "|".join(sorted(credit_codes.PROVINCE_CODES))
_DAY: Final = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
# Foreign permanent residents (cards since 2023): 9, province, three digits of nationality, then as residents.
_NUMBER: Final = (
    rf"(?:(?:{_PROVINCES})[0-9]{{4}}|9(?:{_PROVINCES})[0-9]{{3}})(?:19[0-9]{{2}}|20[0-4][0-9]){_DAY}[0-9]{{3}}[0-9Xx]"
)
_ANYWHERE: Final = re.compile(f"(?=({_NUMBER}))")
_WHOLE: Final = re.compile(_NUMBER)
_OLD: Final = re.compile(rf"(?=((?:{_PROVINCES})[0-9]{{6}}{_DAY}[0-9]{{3}}))")
_WEIGHTS: Final = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECK_CHARACTERS: Final = "10X98765432"


def is_identity_number(number: str, *, check: bool = True) -> bool:
    """Whether 18 characters are an identity number: province, true date and (unless not asked) check character (GB 11643)."""
    if _WHOLE.fullmatch(number) is None:
        return False
    if not _is_date(number[6:10], number[10:12], number[12:14]):
        return False
    return not check or _CHECK_CHARACTERS[sum(map(mul, _WEIGHTS, map(int, number[:17]))) % 11] == number[17].upper()


def is_rather_credit_code(number: str, *, in_code_column: bool) -> bool:
    """Whether a number that may be both is to be read as a credit code.

    Both checks are right for one identity number in 31. In running words it counts as an identity number, because that must
    never be missed, unless it begins with 9, as nearly all codes of companies and nearly no identity numbers do. In the column of
    codes it counts as a code, where its third and fourth characters name a division, as those of a code always do.
    """
    if not credit_codes.is_valid(number.upper()):
        return False
    return number[0] == "9" or (in_code_column and credit_codes.names_a_division(number))


def identity_numbers(chain: Chain, *, in_code_column: bool, check: bool = True) -> Iterator[tuple[int, int]]:
    """Start and end, in the digits of a chain, of what is an identity number; `check` as in `is_identity_number`."""
    for match in _ANYWHERE.finditer(chain.digits):
        start, end = match.start(), match.start() + _LENGTH
        number = match[1]
        whole = chain.is_group(start, end) or (check and chain.is_unbroken(start, end))
        if not whole or not is_identity_number(number, check=check):
            continue
        if not is_rather_credit_code(number, in_code_column=in_code_column):
            yield start, end
    yield from _old_numbers(chain)


def _old_numbers(chain: Chain) -> Iterator[tuple[int, int]]:
    """Numbers of 15 digits have no check digit: only one unbroken group is taken for one, or a whole chain."""
    for match in _OLD.finditer(chain.digits):
        start, end = match.start(), match.start() + _OLD_LENGTH
        alone = chain.is_unbroken(start, end) or (
            end - start == len(chain.digits.rstrip("X")) and chain.is_soft(start, end)
        )
        if alone and chain.is_group(start, end) and _is_date("19" + match[1][6:8], match[1][8:10], match[1][10:12]):
            yield start, end


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
