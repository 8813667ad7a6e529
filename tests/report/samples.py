"""Diagnostics as the rules give them, for the tests of the reports."""

from generator.diagnostics import Diagnostic, Severity
from generator.report import Summary

CYCLE = "jurisdictions/shili/2025"

SUMMARY = Summary(errors=3, warnings=1, files=14, records=120)

SHORT = Diagnostic(
    rule="notice-too-short",
    path=f"{CYCLE}/notices.csv",
    line=3,
    column="closes_on",
    value="2025-10-09",
    clause="第二十六条",
    facts={
        "required": "5",
        "unit": "working_day",
        "kind": "minimum",
        "counted": "4",
        "opens_on": "2025-09-28",
        "earliest": "2025-10-10",
    },
)
BLANK = Diagnostic(
    rule="stray-whitespace",
    path=f"{CYCLE}/awardees.csv",
    line=7,
    column="awardee",
    value=" 示例市甲制造有限公司",
    correction="示例市甲制造有限公司",
    facts={"kind": "leading", "fault": "leading", "position": "0"},
)
ENCODING = Diagnostic(rule="not-utf8", path=f"{CYCLE}/channels.csv", line=1, facts={"encoding": "GB18030"})
WORD = Diagnostic(
    rule="bad-value",
    path=f"{CYCLE}/notices.csv",
    line=4,
    column="stated_unit",
    value="工作日",
    correction="working_day",
    facts={"fault": "enum", "expected": "working_day、day"},
)
MISSING_YEAR = Diagnostic(
    rule="calendar-year-missing",
    path=f"{CYCLE}/notices.csv",
    severity=Severity.WARNING,
    line=5,
    column="closes_on",
    value="2027-01-04",
    facts={"years": "2027"},
)
ALL = (SHORT, BLANK, ENCODING, WORD, MISSING_YEAR)


def identity_number(first17: str = "11010519491231002") -> str:
    """An identity number with its check character (GB 11643): no number of anybody is written down here."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, first17, strict=True))
    return first17 + "10X98765432"[total % 11]
