"""What a fault needs to be mended is what `portal mend` does with it."""

import pytest

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.domain.records import Channel, columns_of
from generator.mending import mend
from generator.report import Wording
from generator.report.totals import Mendable, mendable
from generator.sources.tables import TableReader
from tests.clerk_files import SCHEMAS

PATH = "jurisdictions/shili/2025/awardees.csv"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Diagnostic(rule="not-utf8", path=PATH, facts={"encoding": "gb18030"}), Mendable.AUTOMATIC),
        (Diagnostic(rule="not-utf8", path=PATH, facts={"encoding": "unknown"}), Mendable.ORIGINAL),
        (Diagnostic(rule="not-utf8", path=PATH), Mendable.ORIGINAL),
        (Diagnostic(rule="control-character", path=PATH, facts={"kind": "line-ending"}), Mendable.AUTOMATIC),
        (Diagnostic(rule="stray-whitespace", path=PATH, column="awardee", value=" 示例"), Mendable.AUTOMATIC),
        (Diagnostic(rule="stray-whitespace", path=PATH, column="awardee", value="示　例"), Mendable.ORIGINAL),
        (
            Diagnostic(rule="stray-whitespace", path=PATH, column="awardee", value="示　例", correction="示例"),
            Mendable.CONFIRM,
        ),
        (Diagnostic(rule="stray-whitespace", path="x.yaml", column="name", value=" 示例"), Mendable.ORIGINAL),
        # Another rule about a cell that has a stray blank as well.
        (Diagnostic(rule="unknown-award", path=PATH, column="award", value=" quality"), Mendable.ORIGINAL),
        (Diagnostic(rule="missing-value", path=PATH, column="awardee", value=""), Mendable.ORIGINAL),
    ],
)
def test_what_a_fault_needs(fault: Diagnostic, expected: Mendable) -> None:
    assert mendable(fault, lambda _: Role.TEXT) is expected


def test_a_way_to_reach_an_office_needs_what_is_done_with_its_kind(zh: Wording) -> None:
    rows = "n-1,示例市甲局,postcode,３１００００,,\nn-1,示例市甲局,address,示例路１号,,\n"
    text = f"{','.join(columns_of('channels'))}\n{rows}"
    schema = SCHEMAS["channels"]
    _, found = TableReader(schema, Channel).read("jurisdictions/shili/2025/channels.csv", text)
    assert [mendable(fault, zh.role) for fault in found] == [Mendable.AUTOMATIC, Mendable.CONFIRM]
    assert [(change.line, change.now) for change in mend(text.encode(), schema).changes] == [(2, "310000")]
