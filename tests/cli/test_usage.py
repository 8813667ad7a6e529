import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import WORDS
from generator.cli.arguments import parser
from generator.cli.usage import count, day, hour, length, port, year
from generator.sources.words import read_catalogue

NOTICE = ("new", "notice", "shili", "2026", "--stage", "proposal", "--title", "公示", "--opens", "2026-03-09")
DEADLINE = ("deadline", "--opens", "2026-03-09", "--unit", "day", "--length")


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        parser(read_catalogue(WORDS, "zh-CN")).parse_args(arguments)
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "缺少：COMMAND"),
        (("deadline",), "缺少：--opens, --length, --unit"),
        (("check", "--bogus"), "不认识：--bogus"),
        (("check", "--format", "xml"), "--format 应为其中之一"),
        (("frobnicate",), "应为其中之一"),
        (("o'clock",), "应为其中之一"),
        (("check", "--data"), "--data 后面要写内容"),
        (("check", "--data=--"), "--data 后面要写内容"),
        (("check", "--as-of=--"), "--as-of 后面要写内容"),
        (("build", "--output=--"), "--output 后面要写内容"),
        ((*NOTICE, "--publisher=--"), "--publisher 后面要写内容"),
        (("check", "--data", ""), "应为文件夹"),
        (("build", "--content", ""), "应为文件夹"),
        (("check", "--as-of", "2026-3-9"), "应为 2026-03-09 这样的日期"),
        (("serve", "--port", "65536"), "应为 0 到 65535 的数字"),
        *(
            (("build", "--site-url", address), "应为 https:// 开头的网址")
            for address in (
                "portal.example",
                "https://portal.example/\n<x>",
                "https://portal.example/a b",
                " https://portal.example/",
                "https://user:password@portal.example/",
                "https://portal.example/\u202eabc",
                "https://portal.example:99999999/",
                "https://portal.example/?",
                "https://portal.example/#a",
                "ftp://portal.example/",
            )
        ),
        (("build", "--site-url", "https://示例.example/"), "中文域名写成 xn-- 开头的那种"),
        ((*DEADLINE, "0"), "应为 1 到 3660 的整数"),
        ((*DEADLINE, "-1"), "应为 1 到 3660 的整数"),
        ((*DEADLINE, "五"), "应为 1 到 3660 的整数"),
        ((*DEADLINE, "5", "--closes-time", "24:00"), "应为 17:00 这样的时刻"),
        (("new", "cycle", "shili", "2026", "--year", "12"), "应为四位数字的年份"),
        ((*NOTICE, "--declared-count", "x"), "应为整数"),
        ((*NOTICE, "--source-url", "javascript:alert(1)"), "应为 https:// 开头的网址"),
        ((*NOTICE, "--form", "deadline_only"), "应为其中之一"),
        (("import", "a.xlsx", "--append", "--replace"), "--replace 不能与 --append 一起用"),
    ],
)
def test_a_wrong_call_is_told_in_chinese_and_english(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    said = refused(capsys, *arguments)
    reason, help_line = said.splitlines()[-2:]
    assert told in reason
    assert re.search("[A-Za-z]{3}", reason)
    assert help_line.startswith("加 --help 看说明：portal")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (hour, ["", "00:00", "09:59", "10:00", "19:00", "20:00", "23:59"], ["24:00", "9:00", "12:60", "12:00:00"]),
        (day, ["2024-02-29", "2026-03-09"], ["", "2025-02-29", "20260309", "2026-W10-1", "2026-3-9"]),
        (length, ["1", "3660"], ["", "0", "3661", "-1", "+5", "5.0", "５", "一"]),
        (count, ["0", "999999999"], ["", "1000000000", "-1", "５"]),
        (year, ["1000", "9999"], ["", "999", "10000"]),
        (port, ["0", "65535"], ["", "65536", "-1"]),
    ],
)
def test_a_value_is_taken_as_it_stands_or_refused(
    kind: Callable[[str], object], good: list[str], bad: list[str]
) -> None:
    assert [str(kind(text)) for text in good] == good
    for text in bad:
        with pytest.raises(argparse.ArgumentTypeError, match=re.escape(repr(text))):
            kind(text)


def test_every_refused_value_is_quoted_as_it_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "'2026/3/9'" in refused(capsys, "check", "--as-of", "2026/3/9")


def test_what_was_typed_is_looked_at_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["portal", "check", "--as-of=--"])
    with pytest.raises(SystemExit):
        parser(read_catalogue(WORDS, "zh-CN")).parse_args()
    assert "--as-of 后面要写内容" in capsys.readouterr().err


def test_after_two_dashes_a_file_may_have_any_name() -> None:
    assert parser(read_catalogue(WORDS, "zh-CN")).parse_args(["mend", "--", "--a=--"]).files == [Path("--a=--")]


def test_what_may_be_left_empty_may_be_empty() -> None:
    options = parser(read_catalogue(WORDS, "zh-CN")).parse_args(
        [*NOTICE, "--closes-time", "", "--source-url", "", "--medium", ""]
    )
    assert (options.closes_time, options.source_url, options.medium, options.declared_count) == ("", "", "", None)
    assert parser(read_catalogue(WORDS, "zh-CN")).parse_args(["build", "--site-url", ""]).site_url == ""


@pytest.mark.parametrize("address", ["http://localhost:8000/", "http://127.0.0.1/a/", "http://192.168.1.5:8080/"])
def test_an_address_of_an_inner_network_will_do_for_a_trial(address: str) -> None:
    assert parser(read_catalogue(WORDS, "zh-CN")).parse_args(["build", "--site-url", address]).site_url == address


def test_the_public_address_gets_its_last_slash() -> None:
    options = parser(read_catalogue(WORDS, "zh-CN")).parse_args(["build", "--site-url", "https://portal.example/a"])
    assert options.site_url == "https://portal.example/a/"
