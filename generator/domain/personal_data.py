"""Personal data that must not be published: identity numbers, mobile numbers, bank cards, e-mail, home addresses.

A cell without figures, @ or the words of an address leaves by one compiled expression; of the others only those with a
long chain of figures are folded (generator.domain.figures). Every expression runs in linear time.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from generator.domain import credit_codes
from generator.domain.column_roles import Role
from generator.domain.figures import DIGIT_CLASS, Chain, chains, has_chain
from generator.domain.identity_numbers import identity_numbers, is_identity_number, is_rather_credit_code
from generator.domain.late_patterns import late
from generator.frozen import dataclass


class PersonalDatumKind(StrEnum):
    """What kind of personal data was found."""

    IDENTITY_NUMBER = "identity_number"
    BANK_CARD = "bank_card"
    MOBILE_NUMBER = "mobile_number"
    EMAIL = "email"
    HOME_ADDRESS = "home_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDatum:
    """One stretch of a cell that is personal data."""

    kind: PersonalDatumKind
    start: int
    end: int
    """Index after its last character, in the text as it stands."""
    masked: str
    """The stretch at its full length, with asterisks for all but its first two characters (of an e-mail address one)."""


_TRIGGER: Final = re.compile(f"[{DIGIT_CLASS}@＠﹫址]")
_CODE: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])")
_LIKE_NOUGHT: Final = bytes.maketrans(b"123456789", b"000000000")
_LONG_NUMBER: Final = b"0" * 17
_NUMBER_IN_LINK: Final = re.compile(r"[0-9](?<![0-9]{2})[0-9]{16,}+[Xx]?(?![A-Za-z])")

_MOBILE: Final = re.compile(r"(?=((?:0086|86|0)?)1[3-9][0-9]{9})")
_GROUPS_OF_MOBILE: Final = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 7), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 5, 3), (5, 6), (6, 5)}
    | {(3, 2, 3, 3), (3, 3, 2, 3), (3, 2, 2, 2, 2), (2, 3, 3, 3), (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (1,) * 11}
)
_UNIT_AFTER: Final = re.compile(r"\s?[元万亿吨件台]")
_CARD: Final = re.compile("(?=62|4|5[1-5]|35|60|955)")
_CARD_LENGTHS: Final = range(19, 15, -1)

_AT: Final = re.compile("[@＠﹫]")
_LOCAL_BACKWARDS: Final = late(r"\s{0,3}[A-Za-z0-9._%+\-ａ-ｚＡ-Ｚ０-９．＿－]{1,64}")
_MAIL_HOST: Final = late(
    r"\s{0,3}[A-Za-z0-9\-ａ-ｚＡ-Ｚ０-９]{1,63}(?:\s{0,2}[.．。]\s{0,2}[A-Za-z0-9\-ａ-ｚＡ-Ｚ０-９]{1,63}){0,4}"
    r"\s{0,2}[.．。]\s{0,2}[A-Za-zａ-ｚＡ-Ｚ]{2,24}"
)

_N: Final = "[0-9０-９一二三四五六七八九十百零〇]"
_NEAR: Final = "[^，。；,;]"
_HOME_WORD: Final = re.compile("[室址单组]")
_PHRASE_BACKWARDS: Final = re.compile(r"[^\s，。；：,;:（）()]+")
_HOME: Final = re.compile(
    # 3幢2单元…, 2单元501
    rf"{_N}{{1,4}}\s?(?:幢|栋|座|号楼|号|#)\s?{_N}{{1,3}}\s?单元(?:\s?{_N}{{1,5}}\s?[室户号]?)?"
    rf"|{_N}{{1,3}}\s?单元\s?{_N}{{3,5}}(?:\s?[室户])?"
    # …小区3幢501室
    rf"|(?:小区|花园|花苑|新村|家园|公寓|宿舍|嘉苑|名苑|雅苑|家属院){_NEAR}{{0,12}}"
    rf"{_N}{{1,4}}\s?(?:幢|栋|号楼|号|座|弄|-){_NEAR}{{0,6}}{_N}{{1,5}}\s?室"
    # 12弄3号501室, as in Shanghai
    rf"|{_N}{{1,5}}\s?弄\s?{_N}{{1,4}}\s?号{_NEAR}{{0,6}}{_N}{{2,5}}\s?室"
    # …村3组15号
    rf"|村{_NEAR}{{0,4}}{_N}{{1,3}}\s?(?:村民小)?组\s?{_N}{{1,4}}\s?号"
    # a label says it
    rf"|(?:家庭住址|家庭地址|户籍地址|户籍所在地|现住址|居住地址|住址)\s?[:：]\s?{_NEAR}{{2,40}}"
)


def findings(text: str, *, column_role: Role) -> tuple[PersonalDatum, ...]:
    """The personal data of a cell, by place; in a channel an office's mobile number, e-mail and address are no fault."""
    return _data(text, column_role, check=True)


def may_hold_words(text: str) -> bool:
    """Whether an e-mail address or a home address may be among the words of many cells."""
    return _AT.search(text) is not None or (_HOME_WORD.search(text) is not None and _HOME.search(text) is not None)


def may_hold_identity_number(text: str) -> bool:
    """Whether an identity number may be in one of many addresses or right credit codes."""
    return _LONG_NUMBER in text.encode("ascii", "replace").translate(_LIKE_NOUGHT)


def mask(text: str, *, column_role: Role = Role.TEXT) -> str:
    """The text with its personal data masked, at the same length; also what would be an identity number but for its check."""
    pieces: list[str] = []
    end = 0
    for datum in _data(text, column_role, check=False):
        pieces += (text[end : datum.start], datum.masked)
        end = datum.end
    return "".join((*pieces, text[end:]))


def _data(text: str, role: Role, *, check: bool) -> tuple[PersonalDatum, ...]:
    if role is Role.LINK:
        return _without_overlap(_in_link(text, check=check), text) if _NUMBER_IN_LINK.search(text) else ()
    if _TRIGGER.search(text) is None:
        return ()
    found = list(_in_figures(text, role, check=check)) if has_chain(text) else []
    if role is not Role.CHANNEL:
        if _AT.search(text) is not None:
            found += _emails(text)
        if _HOME_WORD.search(text) is not None:
            found += _homes(text)
    return _without_overlap(found, text) if found else ()


_Found = Iterable[tuple[PersonalDatumKind, int, int]]


def _without_overlap(found: _Found, text: str) -> tuple[PersonalDatum, ...]:
    """What was found, by place; of two that overlap the longer, of two equally long the graver."""
    order = list(PersonalDatumKind)
    kept: list[tuple[int, int, PersonalDatumKind]] = []
    by_place = sorted((start, start - end, order.index(kind), kind, end) for kind, start, end in found)
    for start, _, _, kind, end in by_place:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end, min(kind, kept[-1][2], key=order.index))
    return tuple(
        PersonalDatum(kind=kind, start=start, end=end, masked=_masked(text[start:end], kind))
        for start, end, kind in kept
    )


def _masked(written: str, kind: PersonalDatumKind) -> str:
    shown = 1 if kind is PersonalDatumKind.EMAIL else 2
    return written[:shown] + "*" * (len(written) - shown)


def _in_link(text: str, *, check: bool) -> _Found:
    """Addresses are full of long numbers: only a run of exactly 18 with every check right counts."""
    for match in _NUMBER_IN_LINK.finditer(text):
        number = match[0]
        if is_identity_number(number, check=check) and not is_rather_credit_code(number, in_code_column=True):
            yield PersonalDatumKind.IDENTITY_NUMBER, match.start(), match.end()


def _in_figures(text: str, role: Role, *, check: bool) -> _Found:
    in_code_column = role is Role.USCC

    def hidden_if_code(match: re.Match[str]) -> str:
        code = match[0]
        identity = is_identity_number(code) and not is_rather_credit_code(code, in_code_column=in_code_column)
        return "#" * len(code) if credit_codes.is_valid(code) and not identity else code

    for chain in chains(_CODE.sub(hidden_if_code, text)):
        for start, end in identity_numbers(chain, in_code_column=in_code_column, check=check):
            yield PersonalDatumKind.IDENTITY_NUMBER, *chain.span(start, end)
        for start, end in _cards(chain):
            yield PersonalDatumKind.BANK_CARD, *chain.span(start, end)
        if role is not Role.CHANNEL:
            for start, end in _mobiles(chain):
                yield PersonalDatumKind.MOBILE_NUMBER, *chain.span(start, end)


def _cards(chain: Chain) -> Iterator[tuple[int, int]]:
    """Numbers of 16 to 19 digits with the first digits of a card scheme and the check digit of ISO/IEC 7812-1."""
    for match in _CARD.finditer(chain.digits):
        start = match.start()
        if start not in chain.starts:
            continue
        for length in _CARD_LENGTHS:
            end = start + length
            if end in chain.starts and _is_card(chain, start, end):
                yield start, end
                break


def _is_card(chain: Chain, start: int, end: int) -> bool:
    number = chain.digits[start:end]
    *but_last, last = chain.lengths(start, end)
    grouped = all(length == 4 for length in but_last) or set(but_last) == {1} or but_last == [6]
    if not grouped or not number.isdecimal() or last > 19 or not chain.is_soft(start, end):
        return False
    return _luhn(number) and not chain.touches_letter(start, end)


def _luhn(number: str) -> bool:
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (doubled + sum(int(digit) for digit in number[-1::-2])) % 10 == 0


def _mobiles(chain: Chain) -> Iterator[tuple[int, int]]:
    for match in _MOBILE.finditer(chain.digits):
        start, number = match.start(), match.start() + len(match[1])
        end = number + 11
        if not chain.is_group(start, end) or not chain.is_soft(start, end):
            continue
        lengths = chain.lengths(number, end)
        # 1998-… is a year, not the beginning of a number.
        year = lengths[0] == 4 and chain.digits.startswith("19", number)
        amount = _UNIT_AFTER.match(chain.folded, chain.spots[end - 1] + 1)
        if lengths in _GROUPS_OF_MOBILE and not year and amount is None:
            yield start, end


def _emails(text: str) -> _Found:
    for at in _AT.finditer(text):
        host = _MAIL_HOST.match(text, at.end())
        before = text[max(0, at.start() - 67) : at.start()]
        local = _LOCAL_BACKWARDS.match(before[::-1])
        if host is not None and local is not None:
            yield PersonalDatumKind.EMAIL, at.start() - local.end(), host.end()


def _homes(text: str) -> _Found:
    for match in _HOME.finditer(text):
        # The street and the estate before the house are part of it.
        before = _PHRASE_BACKWARDS.match(text[max(0, match.start() - 40) : match.start()][::-1])
        yield PersonalDatumKind.HOME_ADDRESS, match.start() - (before.end() if before else 0), match.end()
