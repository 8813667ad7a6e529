"""Remarks of an import are told once per kind and column, the gravest first."""

from generator.sources.remarks import Grade, RemarkBook
from generator.sources.sheets import SpreadsheetError


def test_places_of_one_kind_are_gathered_with_the_facts_of_the_first() -> None:
    book = RemarkBook()
    book.note(Grade.LOOK, "number-cell", column="编号", row=7, sample="7")
    book.note(Grade.LOOK, "number-cell", column="编号", row=4, sample="4")
    book.note(Grade.LOOK, "number-cell", column="编号", row=7, sample="7")
    book.note(Grade.LOOK, "number-cell", column="名次", row=4, sample="1")
    first, other = book.remarks()
    assert (first.column, first.rows, dict(first.facts)) == ("编号", (7, 4), {"sample": "7"})
    assert (other.column, other.rows) == ("名次", (4,))


def test_the_gravest_are_told_first_and_others_in_the_order_in_which_they_were_met() -> None:
    book = RemarkBook()
    book.note(Grade.CHANGED, "encoding", encoding="GB18030")
    book.note(Grade.LEFT, "title-row", row=1)
    book.note(Grade.LEFT, "blank-row", row=2)
    book.refuse(SpreadsheetError("encrypted"))
    assert [(remark.grade, remark.key) for remark in book.remarks()] == [
        (Grade.REFUSED, "encrypted"),
        (Grade.LEFT, "title-row"),
        (Grade.LEFT, "blank-row"),
        (Grade.CHANGED, "encoding"),
    ]
    assert RemarkBook().remarks() == ()
