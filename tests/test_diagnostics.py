from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import GROUP_OF, MOST_LISTED, Diagnostic, Findings, Severity


def a_fault(line: int, rule: str = "bad-date", path: str = "a.csv", severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(rule=rule, path=path, line=line, severity=severity)


def test_all_are_listed_below_the_limit() -> None:
    faults = [a_fault(line) for line in range(2, 500)]
    found = Findings(faults)
    assert list(found) == faults
    assert len(found) == len(faults)
    assert {fault.times for fault in found} == {1}


def test_above_the_limit_the_last_one_listed_counts_the_others() -> None:
    found = Findings(a_fault(line) for line in range(MOST_LISTED + 25))
    found.append(a_fault(7, rule="bad-value"))
    *first, last, other = found
    assert len(first) == MOST_LISTED - 1
    assert (last.line, last.more, last.times) == (MOST_LISTED - 1, 25, 26)
    assert (other.rule, other.times) == ("bad-value", 1)
    assert len(found) == MOST_LISTED + 26


keys = st.tuples(
    st.sampled_from(["bad-date", "bad-value"]), st.sampled_from(["a.csv", "b.csv"]), st.sampled_from(Severity)
)


@given(st.lists(keys, max_size=40), st.integers(1, 5))
def test_the_number_of_faults_is_never_lost(found: list[tuple[str, str, Severity]], limit: int) -> None:
    listed = list(Findings((a_fault(line, *key) for line, key in enumerate(found)), limit))
    for key in set(found):
        mine = [fault for fault in listed if (fault.rule, fault.path, fault.severity) == key]
        assert sum(fault.times for fault in mine) == found.count(key)
        assert len(mine) == min(limit, found.count(key))
    assert all((one.line or 0) < (other.line or 0) for one, other in pairwise(listed))


def test_every_rule_belongs_to_one_group() -> None:
    assert len(GROUP_OF) == len(set(GROUP_OF))
