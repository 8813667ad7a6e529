import pytest

from generator.domain.clauses import bracketed, brackets


@pytest.mark.parametrize(
    ("clause", "own"),
    [
        ("（二十七）", True),
        ("（九）、（十）", True),
        ("（九）第二款", False),
        ("第三十四条", False),
        ("七（四）", False),
        ("", False),
    ],
)
def test_a_number_with_brackets_of_its_own_needs_no_others(clause: str, own: bool) -> None:
    assert bracketed(clause) is own


@pytest.mark.parametrize(
    ("clause", "around"),
    [
        ("（二十七）", ""),
        ("（九）、（十）", ""),
        ("第三十四条", "clause"),
        ("七（四）", "clause_outer"),
        ("五（四）2", "clause_outer"),
        ("", ""),
    ],
)
def test_brackets_of_one_shape_do_not_stand_in_each_other(clause: str, around: str) -> None:
    assert brackets(clause) == around
