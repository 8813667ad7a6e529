"""What a fault needs to be mended is what `portal mend` does with it."""

import pytest

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.report.totals import Mendable, mendable

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
