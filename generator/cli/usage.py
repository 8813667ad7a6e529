"""Wrong calls told in Chinese and English: the parser's own messages, and what each kind of value must look like."""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn

from generator.domain.deadlines import MAX_LENGTH
from generator.domain.links import LinkFault, link_fault
from generator.outputs.outcomes import Status
from generator.sources.words import Words

_TOLD: Final = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "missing"),
    (re.compile(r"unrecognized arguments: (?P<what>.+)"), "unknown"),
    (
        re.compile(r"argument (?P<what>.+?): invalid choice: (?P<value>'.*?'|\S+) \(choose from (?P<choices>.+)\)"),
        "choice",
    ),
    (re.compile(r"argument (?P<what>.+?): expected one argument"), "value"),
    (re.compile(r"argument (?P<what>.+?): not allowed with argument (?P<value>.+)"), "together"),
)
"""What argparse says, and the sentence of the catalogue for it; what is not known here stands in English alone."""
_HOUR: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DASHES_ALONE: Final = re.compile(r"(?P<option>--[a-z-]+)=--")


class UsageParser(argparse.ArgumentParser):
    """A parser that says what is wrong with a call in both languages."""

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(**settings)
        self._words = words

    def parse_known_args(  # type: ignore[explicit-override, override]  # typing.override: 3.12; without the overloads
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as argparse does, but refuse `--option=--`: it would take that for an option with an empty list as its value."""
        given = sys.argv[1:] if args is None else list(args)
        for word in given[: given.index("--")] if "--" in given else given:
            if found := _DASHES_ALONE.fullmatch(word):
                self.error(f"argument {found['option']}: expected one argument")
        return super().parse_known_args(given, namespace)

    def error(self, message: str) -> NoReturn:  # type: ignore[explicit-override]  # typing.override: 3.12
        """End the program with status 2."""
        self.print_usage(sys.stderr)
        told = next((found for pattern, key in _TOLD if (found := self._told(pattern, key, message))), "")
        self.exit(
            Status.NOT_DONE, f"{self.prog}: {message}{told}\n{self._words.fill('cli.usage.help', command=self.prog)}\n"
        )

    def _told(self, pattern: re.Pattern[str], key: str, message: str) -> str:
        found = pattern.fullmatch(message)
        return f" / {self._words.fill(f'cli.usage.{key}', **found.groupdict())}" if found else ""


def _refused(text: str, english: str, chinese: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{text!r}: {english} / {chinese}")


def day(text: str) -> date:
    """A date as the contract writes it."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise _refused(text, "YYYY-MM-DD", "应为 2026-03-09 这样的日期")
    return found


def hour(text: str) -> str:
    """An hour as a notice prints it; empty means the end of the day."""
    if text and not _HOUR.fullmatch(text):
        raise _refused(text, "HH:MM", "应为 17:00 这样的时刻")
    return text


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def length(text: str) -> int:
    """A number of days that can be counted."""
    found = _whole(text)
    if found is None or not 1 <= found <= MAX_LENGTH:
        raise _refused(text, f"a whole number from 1 to {MAX_LENGTH}", f"应为 1 到 {MAX_LENGTH} 的整数")
    return found


def count(text: str) -> int:
    """How many names a notice says that it lists."""
    found = _whole(text)
    if found is None:
        raise _refused(text, "a whole number", "应为整数，例如 5")
    return found


def year(text: str) -> int:
    """A year of four digits."""
    found = _whole(text)
    if found is None or not 1000 <= found <= 9999:
        raise _refused(text, "YYYY", "应为四位数字的年份，例如 2026")
    return found


def folder(text: str) -> Path:
    """A folder; an empty text, as an unset variable of a script gives it, does not stand for the present folder."""
    if not text:
        raise argparse.ArgumentTypeError("DIR / 应为文件夹，这里是空的")
    return Path(text)


def port(text: str) -> int:
    """A port of this computer; 0 asks for any that is free."""
    found = _whole(text)
    if found is None or found > 65535:
        raise _refused(text, "a number from 0 to 65535", "应为 0 到 65535 的数字")
    return found


def site_url(text: str) -> str:
    """The public address of the site with its last slash, or nothing."""
    if not text:
        return ""
    # An address of this computer or of an inner network will do for a trial.
    if link_fault(text) not in (None, LinkFault.LOCAL_HOST) or "?" in text or "#" in text:
        raise _refused(
            text,
            "https://… a Chinese domain as xn--…, without blanks, user name, ? and #",
            "应为 https:// 开头的网址，中文域名写成 xn-- 开头的那种，不带空格、看不见的字符、用户名、? 和 #",
        )
    return text.rstrip("/") + "/"


def link(text: str) -> str:
    """The address of a page, or nothing."""
    if text and link_fault(text) is not None:
        raise _refused(text, "https://…", "应为 https:// 开头的网址")
    return text
