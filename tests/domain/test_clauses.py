import pytest

from generator.domain.clauses import bracketed


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
