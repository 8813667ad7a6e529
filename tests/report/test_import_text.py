import pytest

from generator.report.import_text import Replacement


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        (None, b"id\na\nb\n", (None, 2, 0)),
        (b"id\n", b"id\na\n", (0, 1, 0)),
        (b"id\r\na\r\nb\r\n", b"id\nb\na\n", (2, 0, 0)),
        (b"id\na\nb\n", b"id\na\nc\n", (2, 1, 1)),
        (b"id\na\na\nb\n", b"id\na\nb\n", (3, 0, 1)),
        (b"id\na\n", b"id\na\na\na\n", (1, 2, 0)),
    ],
)
def test_every_line_that_comes_or_goes_is_counted(
    before: bytes | None, after: bytes, figures: tuple[int | None, int, int]
) -> None:
    change = Replacement.of(before, after)
    assert (change.before, change.added, change.removed) == figures
