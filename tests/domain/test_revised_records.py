from dataclasses import replace
from time import process_time
from typing import Any

import pytest

from generator.domain.portal import Portal
from generator.domain.records import RECORDS
from generator.domain.revised_records import (
    KEY_COLUMNS,
    ChangeCount,
    Difference,
    change_counts,
    differences,
    index_of,
    tables_of,
)
from tests.rules.building import (
    a_candidate,
    a_channel,
    a_cycle,
    a_former_name,
    a_notice,
    a_portal,
    a_revocation,
    an_awardee,
)

PATH = "jurisdictions/shili/2025"


def portal(**tables: Any) -> Portal:
    return a_portal(a_cycle(**tables))


def counted(before: Portal, now: Portal, unread: tuple[str, ...] = ()) -> dict[str, ChangeCount]:
    counts = change_counts(index_of(before), index_of(now), unread)
    return {each.table: each for each in counts if each.added or each.changed or each.removed}


def test_every_table_but_the_calendar_has_a_key_of_its_columns() -> None:
    assert set(KEY_COLUMNS) == set(RECORDS) - {"calendar"}
    assert {name for name, _ in tables_of(portal())} == set(KEY_COLUMNS)


def test_a_record_is_known_again_by_its_key_wherever_it_stands() -> None:
    one, two = an_awardee("w-1"), an_awardee("w-2")
    before, now = index_of(portal(awardees=[one, two])), index_of(portal(awardees=[two, one]))
    assert set(before) == set(now)
    assert all(not list(differences(before[key], now[key])) for key in before)


def test_a_candidate_with_an_application_is_known_by_it_and_another_by_name_and_unit() -> None:
    rows = [a_candidate(application_id="a-1"), a_candidate(applicant="示例人甲", unit="示例单位")]
    keys = [key for path, key in index_of(portal(shortlists=rows)) if path.endswith("shortlists.csv")]
    assert keys == ["proposal/quality/a-1", "proposal/quality/示例人甲/示例单位"]


@pytest.mark.parametrize(
    ("table", "row", "columns"),
    [
        ("shortlists", a_candidate(applicant="示例人甲", unit="示例单位"), ("stage", "award", "applicant", "unit")),
        ("shortlists", a_candidate(application_id="a-1"), ("stage", "award", "application_id")),
        ("channels", a_channel(), ("notice_id", "office", "kind", "value")),
    ],
)
def test_rows_without_an_id_are_two_where_they_differ_in_one_column_of_their_key(
    table: str, row: Any, columns: tuple[str, ...]
) -> None:
    for column in columns:
        other = replace(row, **{column: "x"})
        assert len(index_of(portal(**{table: [row, other]}))) == 2, column
    assert len(index_of(portal(**{table: [row, replace(row, source_url="https://shili.example/")]}))) == 1


def test_a_difference_has_the_cells_as_they_stand() -> None:
    was, now = a_notice("n-1", declared_count=None), a_notice("n-1", declared_count=3)
    before, after = index_of(portal(notices=[was])), index_of(portal(notices=[replace(now, line=9)]))
    ((key, located),) = [item for item in before.items() if item[1].table == "notices"]
    assert list(differences(located, after[key])) == [
        Difference(column="declared_count", was="", now="3", numeric=True)
    ]


def test_of_two_records_with_one_key_the_first_counts() -> None:
    index = index_of(portal(notices=[a_notice("n-1", title="甲"), a_notice("n-1", title="乙")]))
    assert [each.record.title for each in index.values() if each.table == "notices"] == ["甲"]


def test_what_came_changed_and_went_is_counted_by_table_and_column() -> None:
    before = portal(awardees=[an_awardee("w-1"), an_awardee("w-2"), an_awardee("w-3")])
    now = portal(
        awardees=[an_awardee("w-1", awardee="甲"), an_awardee("w-2", awardee="乙", note="注")],
        notices=[a_notice("n-1")],
    )
    assert counted(before, now) == {
        "notices": ChangeCount(table="notices", added=1, changed={}, removed=0),
        "awardees": ChangeCount(table="awardees", added=0, changed={"awardee": 2, "note": 1}, removed=1),
    }


def test_changed_columns_come_in_the_order_of_the_table_whichever_record_changed_first() -> None:
    before = portal(awardees=[an_awardee("w-1"), an_awardee("w-2")])
    now = portal(awardees=[an_awardee("w-1", note="注"), an_awardee("w-2", awardee="乙")])
    assert list(counted(before, now)["awardees"].changed) == ["awardee", "note"]


def test_what_changed_among_many_records_is_counted_in_a_time_that_grows_with_them() -> None:
    def spent(number: int) -> float:
        index = index_of(portal(awardees=[an_awardee(f"w-{each}") for each in range(number)]))
        start = process_time()
        assert all(not each.changed for each in change_counts(index, index, ()))
        return process_time() - start

    assert spent(8000) < 40 * max(spent(1000), 0.001)


def test_of_a_file_that_cannot_be_read_nothing_is_known_to_be_gone() -> None:
    before = portal(awardees=[an_awardee("w-1")])
    (path,) = {path for path, _ in index_of(before)}
    assert counted(before, portal(), unread=(path,)) == {}
    assert counted(before, portal())["awardees"].removed == 1


def test_the_tables_of_a_jurisdiction_count_too() -> None:
    before = a_portal(a_cycle())
    now = a_portal(a_cycle(), revocations=[a_revocation()], names=[a_former_name("甲", "乙")])
    assert {name: each.added for name, each in counted(before, now).items()} == {"revocations": 1, "names": 1}
