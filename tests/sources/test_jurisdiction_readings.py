from pathlib import Path

import pytest

from generator.build import SCHEMAS
from generator.diagnostics import Diagnostic
from generator.domain.portal import Portal
from generator.sources import jurisdiction_readings
from generator.sources.folder_reader import FolderReader
from generator.sources.portal_folder import Reading, read_portal
from generator.sources.reading_cache import ReadingCache
from tests.shipped_data import CYCLES, put_shipped


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return put_shipped(tmp_path / "data")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jurisdictions that were read file by file, in this process."""
    slugs: list[str] = []
    real = FolderReader.jurisdiction

    def watched(self: FolderReader, home: object) -> object:
        slugs.append(home.slug)  # type: ignore[attr-defined]
        return real(self, home)  # type: ignore[arg-type]

    monkeypatch.setattr(FolderReader, "jurisdiction", watched)
    return slugs


def judge(portal: Portal) -> list[Diagnostic]:
    return [Diagnostic(rule="unknown-award", path=each.slug) for each in portal.jurisdictions if each.slug == "jindong"]


def cached(data: Path, workers: int = 1, key: str = "key") -> Reading:
    file = data.parent / ".site.read"
    with ReadingCache(file, key) as cache:
        reading = read_portal(data, SCHEMAS, judge, workers=workers, cache=cache)
        content = cache.content(jurisdiction.slug for jurisdiction in reading.portal.jurisdictions)
    if content is not None:
        file.write_bytes(content)
    return reading


def same(one: Reading, other: Reading) -> bool:
    return (one.portal, one.faults, one.files, one.records, one.digests) == (
        (other.portal, other.faults, other.files, other.records, other.digests)
    )


ALL = sorted(CYCLES)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_only_what_changed_or_has_a_fault_is_read_again(
    data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(jurisdiction_readings, "WORTH_SHARING", 1)
    first = cached(data, workers)
    read.clear()
    assert same(cached(data), first)
    assert read == ["jindong"]
    table = data / "jurisdictions/hangzhou/2023/awardees.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("浙江艾罗", "浙江丙"), encoding="utf-8")
    read.clear()
    changed = cached(data)
    assert read == ["hangzhou", "jindong"]
    assert same(changed, read_portal(data, SCHEMAS, judge))
    assert not same(changed, first)
    assert same(cached(data, workers), changed)


def test_a_fault_is_told_every_time(data: Path) -> None:
    cached(data)
    table = data / "jurisdictions/hangzhou/2023/awardees.csv"
    table.write_bytes(table.read_bytes().replace(b"2024-03-06", b"2024-13-06", 1))
    told = [cached(data).faults for _ in range(3)]
    assert told[0] == told[1] == told[2]
    assert {fault.rule for fault in told[0]} == {"bad-date", "unknown-award"}


@pytest.mark.parametrize("change", ["add", "remove", "calendar", "schema", "key"])
def test_whatever_a_reading_depends_on_is_noticed(data: Path, read: list[str], change: str) -> None:
    cached(data)
    read.clear()
    if change == "add":
        (data / "jurisdictions/wenling/names.csv").write_text(
            "name,former_name,uscc,changed_on,source_url\n", encoding="utf-8"
        )
    elif change == "remove":
        (data / "jurisdictions/hangzhou/2023/awardees.csv").unlink()
    elif change == "calendar":
        table = data / "calendar/cn.csv"
        table.write_bytes(table.read_bytes().rpartition(b"2026-10-10")[0])
    elif change == "schema":
        schema = data / "schemas/awardees.schema.json"
        schema.write_text(
            schema.read_text(encoding="utf-8").replace('"title"', '"title" ', 1).replace("公开", "公布", 1)
        )
    reading = cached(data, key="other" if change == "key" else "key")
    assert same(reading, read_portal(data, SCHEMAS, judge))
    expected = {"add": ["jindong", "wenling"], "remove": ["hangzhou", "jindong"]}
    assert read[: len(read) - len(ALL)] == expected.get(change, ALL)


def test_a_cache_that_is_lost_between_two_looks_is_done_without(
    data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cached(data)
    read.clear()
    monkeypatch.setattr(ReadingCache, "find", lambda *_: None)
    assert same(cached(data), first)
    assert read == ALL
