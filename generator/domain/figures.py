"""Figures in disguise: every writing of a digit made one, separators told apart, what cannot be seen left out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from generator.frozen import dataclass

SOFT: Final = " "
"""What blanks, dashes and dots become: people write them inside of one number."""
HARD: Final = ","
"""What strokes, colons and brackets become: they usually stand between numbers, and can disguise one."""
_DROPPED: Final = "\x00"

# The first digit of each run 0 to 9: ASCII, full width, mathematical, other scripts, sub- and superscript.
_ZEROS: Final = (
    0x30, 0xFF10, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1FBF0, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0x2080,
)  # fmt: skip
# The digit 1 of runs without 0: circled, in brackets, with a dot, black and double circles.
_ONES: Final = (0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A)
_OTHERS: Final = "⓪0⓿0⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9"
_CHINESE: Final = "〇0○0零0一1二2三3四4五5六6七7八8九9壹1贰2叁3肆4伍5陆6柒7捌8玖9幺1"
_CROSSES: Final = "xX×✕✖╳ＸｘХхΧχⅩⅹ"
_SOFT_CHARACTERS: Final = (
    " \t\n\r\x0b\x0c\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "-‐‑‒–—―−－_＿.．。·•・‧∙⋅~～"
)
_HARD_CHARACTERS: Final = ",/／:：|｜'\"()（）[]［］【】+＋\\"
_UNSEEN: Final = (
    range(1, 9), range(0x0E, 0x20), range(0x7F, 0x85), range(0x86, 0xA0), range(0xAD, 0xAE), range(0x300, 0x370),
    range(0x61C, 0x61D), range(0x115F, 0x1161), range(0x180B, 0x1810), range(0x200B, 0x2010), range(0x202A, 0x202F),
    range(0x2060, 0x2070), range(0x20D0, 0x20F1), range(0x3164, 0x3165), range(0xFE00, 0xFE10), range(0xFEFF, 0xFF00),
)  # fmt: skip
FEWEST: Final = 11
"""The digits of the shortest number that is looked for, a mobile number."""


def _pairs(characters: str) -> dict[int, str]:
    return {ord(written): digit for written, digit in zip(characters[::2], characters[1::2], strict=True)}


_CHINESE_DIGITS: Final = _pairs(_CHINESE)
_DIGITS: Final = (
    {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    | {one + digit: str(digit + 1) for one in _ONES for digit in range(9)}
    | _pairs(_OTHERS)
)
_MARKS: Final = (
    {code: _DROPPED for codes in _UNSEEN for code in codes}
    | dict.fromkeys(map(ord, _CROSSES), "X")
    | dict.fromkeys(map(ord, _SOFT_CHARACTERS), SOFT)
    | dict.fromkeys(map(ord, _HARD_CHARACTERS), HARD)
)
_PLAIN_FOLD: Final = _DIGITS | _MARKS | {0: _DROPPED}
_CHINESE_FOLD: Final = _PLAIN_FOLD | _CHINESE_DIGITS


def _inside_of_class(codes: Iterable[int]) -> str:
    # Characters beyond the first plane as ranges: a class with many of them one by one is slow.
    ordered = sorted(codes)
    bounds = [place for place, code in enumerate(ordered) if place == 0 or code != ordered[place - 1] + 1]
    runs = [ordered[start:end] for start, end in pairwise((*bounds, len(ordered)))]
    return "".join(f"{re.escape(chr(run[0]))}-{re.escape(chr(run[-1]))}" for run in runs)


DIGIT_CLASS: Final = _inside_of_class({*_DIGITS, *_CHINESE_DIGITS})
"""Every character that can stand for a digit, as the inside of a character class."""
_BETWEEN: Final = _inside_of_class(code for code, mark in _PLAIN_FOLD.items() if mark in (SOFT, HARD, _DROPPED))
# Only from the beginning of a run of digits: a later start reaches less far.
_LONG: Final = re.compile(f"[{DIGIT_CLASS}](?<![{DIGIT_CLASS}]{{2}})(?:[{_BETWEEN}]*+[{DIGIT_CLASS}]){{{FEWEST - 1}}}")
_LONG_CHINESE: Final = re.compile(f"[{_inside_of_class(_CHINESE_DIGITS)}]{{2}}")
_CHAIN: Final = re.compile("[0-9](?:[ ,]{0,6}+[0-9])*+")
_CROSS_AFTER: Final = re.compile("[ ,]{0,6}+X")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Figures that follow each other with nothing but separators between them, and an X that may end them."""

    digits: str
    folded: str
    """The text in which the chain stands, folded."""
    spots: Sequence[int]
    """Where each of `digits` stands in `folded`."""
    places: Sequence[int]
    """Where each character of `folded` stands in the text as written."""
    starts: frozenset[int]
    """Indexes into `digits` at which a group begins; its length, and the place of a last X, are among them."""

    def is_group(self, start: int, end: int) -> bool:
        """Whether the digits from start to end are whole groups: not cut out of a longer run of figures."""
        return start in self.starts and end in self.starts

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether no separator stands between the digits from start to end."""
        return self.spots[end - 1] - self.spots[start] == end - 1 - start

    def is_soft(self, start: int, end: int) -> bool:
        """Whether only blanks, dashes and dots stand between the digits from start to end."""
        return HARD not in self.folded[self.spots[start] : self.spots[end - 1]]

    def lengths(self, start: int, end: int) -> tuple[int, ...]:
        """The lengths of the groups between start and end."""
        bounds = [place for place in range(start, end + 1) if place in self.starts or place in (start, end)]
        return tuple(after - before for before, after in pairwise(bounds))

    def touches_letter(self, start: int, end: int) -> bool:
        """Whether an ASCII letter stands directly before or after, so that the figures are part of a code."""
        before, after = self.spots[start] - 1, self.spots[end - 1] + 1
        neighbours = (self.folded[before] if before >= 0 else "") + self.folded[after : after + 1]
        return any(neighbour.isascii() and neighbour.isalpha() for neighbour in neighbours)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of the digits from start to end in the text as written."""
        return self.places[self.spots[start]], self.places[self.spots[end - 1]] + 1


def has_chain(text: str) -> bool:
    """Whether a text holds a chain of figures that is long enough for a number of a person."""
    return len(text) >= FEWEST and _LONG.search(text) is not None


def chains(text: str) -> Iterator[Chain]:
    """All chains of a text for which `has_chain` holds, in linear time."""
    yield from _chains(text, _PLAIN_FOLD)
    # Figures written in Chinese are read in a second pass: in the first an ordinary 一 must not lengthen a number.
    if _LONG_CHINESE.search(text) is not None:
        yield from _chains(text, _CHINESE_FOLD)


def _chains(text: str, table: Mapping[int, str]) -> Iterator[Chain]:
    folded = text.translate(table)
    places: Sequence[int] = range(len(text))
    if _DROPPED in folded:
        places = [place for place, character in enumerate(folded) if character != _DROPPED]
        folded = folded.replace(_DROPPED, "")
    for match in _CHAIN.finditer(folded):
        if match.end() - match.start() >= FEWEST:
            yield _chain(folded, places, match)


def _chain(folded: str, places: Sequence[int], match: re.Match[str]) -> Chain:
    spots = [spot for spot in range(match.start(), match.end()) if folded[spot] not in (SOFT, HARD)]
    count = len(spots)
    starts = {0, count, *(place for place in range(1, count) if spots[place] - spots[place - 1] > 1)}
    cross = _CROSS_AFTER.match(folded, match.end())
    if cross is not None:
        spots.append(cross.end() - 1)
        starts.add(count + 1)
    return Chain(
        digits="".join([folded[spot] for spot in spots]),
        folded=folded,
        spots=spots,
        places=places,
        starts=frozenset(starts),
    )
