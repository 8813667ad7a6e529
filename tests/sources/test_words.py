"""The catalogue of words: found by dotted names, filled with data that is never read as a pattern."""

import re
import sys
from pathlib import Path

import pytest

import generator.sources.words
from generator.errors import PortalError
from generator.sources.words import Words, read_catalogue

CATALOGUES = Path(__file__).resolve().parents[2] / "site_templates" / "words"
_WESTERN = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")


def catalogue(folder: Path, **files: str) -> Words:
    for name, text in files.items():
        (folder / f"{name}.zh-CN.yaml").write_text(text, encoding="utf-8")
    return read_catalogue(folder, "zh-CN")


def test_words_are_found_by_their_dotted_names(tmp_path: Path) -> None:
    words = catalogue(tmp_path, a="day: {one: 一, two: 二}\nleft: 还剩{count}天", b="other: 别的")
    assert (words["day.one"], words["other"]) == ("一", "别的")
    assert dict(words.section("day")) == {"one": "一", "two": "二"}
    assert words.get("day.three") == ""
    assert words.fill("left", count="{day}") == "还剩{day}天"
    with pytest.raises(KeyError, match=r"day\.three"):
        words["day.three"]


def test_no_sentence_of_a_catalogue_ends_where_yaml_sees_a_remark() -> None:
    for file in CATALOGUES.glob("*.yaml"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert line.lstrip().startswith("#") or not re.search(r"^[^\"']*\s#", line), f"{file.name}: {line}"


def test_two_catalogues_never_name_the_same_words(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match=r"day\.one"):
        catalogue(tmp_path, a="day: {one: 一}", b="day: {one: 壹}")


def test_a_language_without_a_catalogue_and_a_broken_one_are_errors(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="no catalogue"):
        read_catalogue(tmp_path, "zh-CN")
    (tmp_path / "zh-CN.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(PortalError, match="cannot read"):
        read_catalogue(tmp_path, "zh-CN")


def test_words_that_are_kept_give_way_to_changed_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    first = catalogue(tmp_path, a="day: 一", b="other: 别的")
    with monkeypatch.context() as patched:
        patched.setattr(generator.sources.words, "read_plain_document", None)
        assert read_catalogue(tmp_path, "zh-CN") == first
    assert catalogue(tmp_path, a="day: 二")["day"] == "二"
    (tmp_path / "b.zh-CN.yaml").unlink()
    assert dict(read_catalogue(tmp_path, "zh-CN").entries) == {"day": "二"}


@pytest.fixture(scope="module")
def shipped() -> Words:
    return read_catalogue(CATALOGUES, "zh-CN")


@pytest.mark.parametrize("word", ["非法", "无效", "校验失败", "辖区"])
def test_the_shipped_words_are_plain(shipped: Words, word: str) -> None:
    assert [name for name, text in shipped.entries.items() if word in text] == []


def test_the_shipped_words_use_chinese_punctuation(shipped: Words) -> None:
    # Examples of rules show lines of data.
    texts = {name: text for name, text in shipped.entries.items() if ".example_" not in name}
    assert [name for name, text in texts.items() if _WESTERN.search(text)] == []
