"""Text that was decoded with the wrong encoding and saved again, and what it said before, where that can be computed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from generator.domain.late_patterns import late
from generator.frozen import dataclass


class DamageReason(StrEnum):
    """What happened to the text."""

    REPLACEMENT_CHARACTER = "replacement_character"
    """U+FFFD: bytes that were no characters have been thrown away."""
    TWICE_DECODED = "twice_decoded"
    """锟斤拷: U+FFFD, written as UTF-8 and read as GBK. 烫烫烫, 屯屯屯: memory that was never filled, read as GBK."""
    UTF8_AS_GBK = "utf8_as_gbk"
    UTF8_AS_LATIN1 = "utf8_as_latin1"
    GBK_AS_LATIN1 = "gbk_as_latin1"
    QUESTION_MARK = "question_mark"
    """A character that the encoding did not have became an ASCII question mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Where text is damaged."""

    reason: DamageReason
    start: int
    end: int
    count: int
    original: str | None
    """The whole text as it was, where the damage can be undone without loss."""


def _ideographs_of_misread_utf8() -> frozenset[str]:
    """What the first two bytes of an ideograph in UTF-8 (E4-E9, 80-BF) become when they are read as GBK."""
    pairs = (bytes((lead, trail)) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0))
    return frozenset(pair.decode("gbk") for pair in pairs)


_SUSPECTS: Final = _ideographs_of_misread_utf8()
_NEVER_FILLED: Final = "烫屯锟锘"
_REPLACED: Final = re.compile("\ufffd+")
_TWICE: Final = late("(?:锟斤拷)+|锟斤|斤拷锟|烫烫烫+|屯屯屯+|\\A锘[挎縺]|ï»¿")
# 杭州 and 公司, misread: the middle one of their three characters is for private use, and often dropped.
_WITH_GAP: Final = re.compile("鏉窞|鍏徃")
_SUSPECT: Final = late(f"[{''.join(sorted(_SUSPECTS))}\ue000-\uf8ff]")
_RUN: Final = re.compile(r"[^\x00-\x7f]+")
_LATIN: Final = late(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2122]{2,}"
)
_HIGH_LATIN: Final = re.compile("[\u00a1-\u00fe]")
_IDEOGRAPHS: Final = "\u3400-\u9fff\U00020000-\U0003ffff"
_IDEOGRAPH: Final = late(f"[{_IDEOGRAPHS}]")
_QUESTION: Final = late(rf"(?<=[{_IDEOGRAPHS}])\?+|\?(?=[{_IDEOGRAPHS}])|\?\?+|(?<=[0-9])\?(?![A-Za-z=&])")
# What asks in so many words may end with a question mark of its own; 王? does not, and was once 王喆.
_ASKING: Final = late(
    r"[吗呢嘛么]\?\Z|什么|[怎谁哪啥]|[为如因]何|何[时处种以人故地]|几[个家次年天种项名人]|多[少大久长远]"
    "|[是能可会]否|有无|是不是|能不能|有没有|要不要|可不可以"
)
_FEWEST_IDEOGRAPHS: Final = 3
_SHORT_RUN: Final = 6
_CONTINUATION: Final = re.compile(b"[\xe4-\xe9][\x80-\xbf][\x80-\xbf]")


def ordinary_ideographs() -> str:
    """The ideographs U+4E00 to U+9FFF that no damage leaves behind, as the inside of a character class."""
    unusual = sorted({ord(character) for character in _SUSPECTS | set(_NEVER_FILLED)})
    bounds = [0x4DFF, *(code for code in unusual if 0x4E00 <= code <= 0x9FFF), 0xA000]
    pieces = (f"{chr(low + 1)}-{chr(high - 1)}" for low, high in pairwise(bounds) if high - low > 1)
    return "".join(pieces)


def damage(text: str, *, question_marks: bool) -> Damage | None:
    """How a text is damaged, the surest sign first; `question_marks`: whether an ASCII ? beside an ideograph is a sign."""
    return (
        _of_matches(text, DamageReason.REPLACEMENT_CHARACTER, _REPLACED)
        or _of_matches(text, DamageReason.TWICE_DECODED, _TWICE)
        or _utf8_as_gbk(text)
        or _of_matches(text, DamageReason.UTF8_AS_GBK, _WITH_GAP)
        or _utf8_as_latin1(text)
        or _gbk_as_latin1(text)
        or (_question_marks(text) if question_marks else None)
    )


def _of_matches(text: str, reason: DamageReason, pattern: re.Pattern[str]) -> Damage | None:
    first = pattern.search(text)
    if first is None:
        return None
    count = sum(1 for _ in pattern.finditer(text))
    return Damage(reason=reason, start=first.start(), end=first.end(), count=count, original=None)


def _question_marks(text: str) -> Damage | None:
    found = _of_matches(text, DamageReason.QUESTION_MARK, _QUESTION)
    if found is not None and found.start == len(text) - 1 and _ASKING.search(text):
        return None  # the only one, at the end of a question
    return found


def _utf8_as_gbk(text: str) -> Damage | None:
    if _SUSPECT.search(text) is None:
        return None
    runs = [(run, _gbk_undone(run[0])) for run in _RUN.finditer(text) if _SUSPECT.search(run[0])]
    return _of_runs(text, DamageReason.UTF8_AS_GBK, [(run, undone) for run, undone in runs if undone is not None])


def _gbk_undone(run: str) -> str | None:
    """The ideographs that a run was, '' where it is damaged beyond repair, None where it is not damaged.

    Right Chinese text may read as UTF-8 by chance, one in 40,000 for three characters and far less for more; few of these
    become ideographs of everyday use (GB 2312). Where a byte was lost, most of the run must still be ideographs of UTF-8.
    """
    data = run.encode("gb18030", errors="replace")
    try:
        undone = data.decode("utf-8")
    except UnicodeDecodeError:
        hits = len(_CONTINUATION.findall(data))
        return "" if hits >= _FEWEST_IDEOGRAPHS and hits * 9 >= len(data) * 2 else None
    everyday = undone.encode("gb2312", errors="ignore").decode("gb2312")
    enough = _IDEOGRAPH.findall(everyday if len(run) <= _SHORT_RUN else undone)
    return undone if len(enough) >= 2 else None


def _utf8_as_latin1(text: str) -> Damage | None:
    return _of_runs(text, DamageReason.UTF8_AS_LATIN1, list(_latin_undone(text, "utf-8")))


def _gbk_as_latin1(text: str) -> Damage | None:
    runs = [(run, undone) for run, undone in _latin_undone(text, "gbk") if _all_high(run[0])]
    found = _of_runs(text, DamageReason.GBK_AS_LATIN1, runs)
    if found is None:
        return None
    try:
        # The second byte of an ideograph may be an ASCII letter: only the whole text can be undone.
        return replace(found, original=text.encode("latin-1").decode("gbk"))
    except UnicodeError:
        return replace(found, original=None)


def _all_high(run: str) -> bool:
    return len(run) >= 4 and len(_HIGH_LATIN.findall(run)) == len(run)


def _latin_undone(text: str, encoding: str) -> Iterator[tuple[re.Match[str], str]]:
    for run in _LATIN.finditer(text):
        for single_byte in ("latin-1", "cp1252"):
            try:
                undone = run[0].encode(single_byte).decode(encoding)
            except UnicodeError:
                continue
            if _IDEOGRAPH.search(undone) or (_HIGH_LATIN.search(undone) and len(undone) * 2 <= len(run[0])):
                yield run, undone
                break


def _of_runs(text: str, reason: DamageReason, runs: list[tuple[re.Match[str], str]]) -> Damage | None:
    if not runs:
        return None
    original: str | None = None
    if all(undone for _, undone in runs):
        pieces: list[str] = []
        end = 0
        for run, undone in runs:
            pieces += (text[end : run.start()], undone)
            end = run.end()
        original = "".join((*pieces, text[end:]))
    first = runs[0][0]
    return Damage(reason=reason, start=first.start(), end=first.end(), count=len(runs), original=original)
