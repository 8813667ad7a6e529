from types import MappingProxyType
from typing import Any

import pytest

from generator.build import ROOT, SCHEMAS
from generator.domain.records import Awardee, Table
from generator.sources.portal_folder import read_portal
from generator.sources.transport import packed, unpacked
from tests.rules.building import an_awardee


def test_a_whole_portal_arrives_as_it_set_out() -> None:
    portal = read_portal(ROOT / "tests" / "golden" / "data", SCHEMAS).portal
    assert portal.jurisdictions
    assert unpacked(packed(portal)) == portal


@pytest.mark.parametrize("rows", [(), (an_awardee(),), (an_awardee("w-1"), an_awardee("w-2", decided_on=None))])
@pytest.mark.parametrize("present", [False, True])
def test_a_table_keeps_its_rows_and_what_is_known_of_it(rows: tuple[Awardee, ...], present: bool) -> None:
    table = Table(path="x/awardees.csv", rows=rows, present=present, sound=not present)
    arrived: Table[Awardee] = unpacked(packed(table))
    assert arrived == table
    assert all(type(row) is Awardee for row in arrived.rows)


def test_what_can_only_be_read_stays_so() -> None:
    arrived: Any = unpacked(packed(MappingProxyType({"a": 1})))
    assert type(arrived) is MappingProxyType
    assert arrived == {"a": 1}


def test_a_text_of_many_rows_is_held_once() -> None:
    rows = tuple(an_awardee(f"w-{number}") for number in range(3))
    assert len({id(row.awardee) for row in unpacked(packed(Table(path="x", rows=rows))).rows}) == 1


def test_what_cannot_travel_is_told() -> None:
    with pytest.raises((TypeError, AttributeError)):
        packed(lambda: 1)
