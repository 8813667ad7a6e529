import pytest

from generator.outputs.content_lines import folded, text

OCTETS = 75
"""Of a line, its break excluded (RFC 5545, section 3.1)."""


def pieces(line: str) -> list[bytes]:
    found = folded(line)
    assert found.endswith(b"\r\n")
    return found[:-2].split(b"\r\n ")


@pytest.mark.parametrize("value", ["a" * 200, "很长的标题" * 40, "\\" * 90, "一\\，" * 40, "a;,\n" * 40, "\\;" * 60])
@pytest.mark.parametrize("before", range(12))
def test_a_long_line_goes_on_where_no_character_and_no_escape_is_cut(value: str, before: int) -> None:
    line = f"SUMMARY:{'x' * before}{text(value)}"
    found = pieces(line)
    assert b"".join(found).decode() == line
    for piece in found:
        assert len(piece) < OCTETS
        piece.decode()
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0


def test_a_line_that_has_room_is_left_as_it_is() -> None:
    assert pieces("DTSTART:20260309T000000") == [b"DTSTART:20260309T000000"]
