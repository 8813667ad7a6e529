"""The words of documents are judged; their numbers, dates and ordinary texts are left alone."""

from random import Random

import pytest

from generator.sources.document_texts import text_faults
from generator.sources.documents import Document, read_document
from tests.mutations.numbers import identity_number, mobile_number

ANY = {"type": "object"}


def faults(text: str) -> list[tuple[str, int | None, str | None]]:
    document = read_document("x.yaml", text, ANY)
    assert isinstance(document, Document)
    return [(fault.rule, fault.line, fault.column) for fault in text_faults(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: 示例市\nnote: |\n  第一行\n  第二行\n", []),
        ("points:\n  - 第三条：示例\n  - 示例锟斤拷\n", [("damaged-text", 3, "points")]),
        ("a: {b: 示\u200b例}\n", [("control-character", 1, "b")]),
        ('name: "甲\\n乙\\u202e丙"\n', [("control-character", 1, "name")]),
        ('name: "甲\\n\\u202e乙"\n', [("control-character", 1, "name")]),
        ('name: "甲\\r\\n乙\\0丙"\n', [("control-character", 1, "name")]),
        ("note: |\n  第一行\n  第\u200b二行\n", [("control-character", 1, "note")]),
        ('name: "甲\\v乙"\n', [("control-character", 1, "name")]),
        ("a: Cafe\u0301\n", [("not-nfc", 1, "a")]),
        ("source_url: https://a@b.example/\n", [("unsafe-link", 1, "source_url")]),
        ("channels:\n  - {kind: web, value: 'http://localhost/'}\n", [("unsafe-link", 2, "value")]),
        ("channels:\n  - {kind: email, value: a@b.example}\n", []),
        ("note: 写信到 a@b.example\n", [("personal-data", 1, "note")]),
    ],
)
def test_a_fault_is_told_at_its_line_and_key(text: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    assert faults(text) == expected


def test_what_is_hidden_behind_a_line_break_is_told_with_its_place() -> None:
    document = read_document("x.yaml", 'name: "甲\\n乙\\u202e丙"\n', ANY)
    assert isinstance(document, Document)
    (fault,) = text_faults(document)
    assert (fault.value, fault.facts["position"], fault.facts["kind"]) == ("甲\n乙\u202e丙", "3", "bidirectional")


def test_personal_data_is_found_and_the_telephone_of_an_office_is_not() -> None:
    chance = Random(4)
    assert faults(f"a: 1\nnote: 联系人{identity_number(chance)}\n") == [("personal-data", 2, "note")]
    number = mobile_number(chance)
    assert faults(f"note: 电话{number}\n") == [("personal-data", 1, "note")]
    assert faults(f"channels:\n  - kind: phone\n    value: '{number}'\n") == []
