"""A regulation document becomes a regulation: every fact in its place, what is silent stays silent."""

from pathlib import Path
from typing import Any

import pytest

from generator.domain.regulations import NAME_USES, Regulation
from generator.sources.documents import Document, load_schema, read_document
from generator.sources.regulation_documents import name_use_faults, read_regulation

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "tests/golden/data/jurisdictions/shili/regulations/2024.yaml").read_text(encoding="utf-8")
SCHEMA = load_schema(ROOT / "data/schemas/regulation.schema.json")


def document(*changes: tuple[str, str]) -> Document:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    found = read_document("jurisdictions/shili/regulations/2024.yaml", text, SCHEMA)
    assert isinstance(found, Document), found
    return found


def read(*changes: tuple[str, str]) -> Regulation:
    return read_regulation("2024", document(*changes))


def test_every_entry_knows_its_line() -> None:
    regulation = read()
    lines = TEXT.split("\n")
    entries: tuple[Any, ...] = (
        *regulation.awards,
        *regulation.stages,
        *regulation.sanctions,
        *regulation.eligibility,
        *regulation.duties,
    )
    assert len(entries) > 10
    for entry in entries:
        assert f"id: {entry.id}," in lines[entry.line - 1]


def test_every_use_of_the_name_is_answered() -> None:
    regulation = read()
    assert set(regulation.name_use) == set(NAME_USES)
    within = regulation.name_use["product_quality_publicity"]
    assert (within.verdict, within.clause, within.within) == ("silent", None, "product_advertising")
    assert regulation.name_use["logo_use"].condition == "限于形象宣传"


def test_what_the_text_does_not_say_is_nothing() -> None:
    regulation = read(
        ("period: {length: 5, unit: working_day, kind: minimum}", "period: null"),
        ("verification: {length: 5, unit: working_day, starts: receipt}", "verification: null"),
        ("  seal: 单位加盖公章，个人亲笔签名\n", ""),
        ("real_name: required", "real_name: null"),
    )
    assert regulation.notices[0].period is None
    objection = regulation.objection
    assert (objection.verification, objection.seal, objection.real_name) == (None, None, None)
    assert (regulation.onsite_max, regulation.expires_on, regulation.name_use_remedy) == (None, None, None)


@pytest.mark.parametrize(("written", "read_as"), [("true", "yes"), ("false", "no"), ("盖章", "盖章"), ("null", None)])
def test_a_yes_a_no_a_sentence_and_silence_are_four_things(written: str, read_as: str | None) -> None:
    assert read(("seal: 单位加盖公章，个人亲笔签名", f"seal: {written}")).objection.seal == read_as


def test_an_open_point_carries_its_clause() -> None:
    point = "  - 第十二条：现场评审名单公示期间提出异议的，现场评审是否暂停，没有写明。"
    regulation = read((point, "  - {clause: 第十二条, summary: 没有写明。}"))
    assert regulation.open_points[0] == "第十二条：没有写明。"


def test_a_window_is_years_or_the_validity() -> None:
    windows = {sanction.id: sanction.window_years for sanction in read().sanctions}
    assert (windows["fraud"], windows["accident"]) == (None, "validity")


@pytest.mark.parametrize(
    ("was", "now", "use"),
    [
        ("within: product_advertising", "within: service_marking", "product_quality_publicity"),
        ("within: product_advertising", "within: image_publicity", "product_quality_publicity"),
        ("within: product_advertising", "within: product_quality_publicity", "product_quality_publicity"),
        ("clause: 第二十条, condition", "clause: 第二十条, within: sell_or_rent, condition", "logo_use"),
    ],
)
def test_a_use_lies_within_nothing_but_a_prohibited_one(was: str, now: str, use: str) -> None:
    assert list(name_use_faults(document())) == []
    (fault,) = name_use_faults(document((was, now)))
    assert (fault.rule, fault.column, fault.facts["place"]) == ("document-schema", "within", f"name_use.{use}.within")
    assert fault.facts["fault"] == ("within-said" if use == "logo_use" else "within")
    assert now.split("within: ")[1].split(",", maxsplit=1)[0] == fault.value
    assert use in TEXT.split("\n")[(fault.line or 0) - 1]


@pytest.mark.parametrize(("written", "read_as"), [("2", "2"), ("1—2", "1—2"), ("一至两次", "一至两"), ("null", None)])
def test_the_times_of_a_duty_are_read_without_the_word_that_the_page_adds(written: str, read_as: str | None) -> None:
    (duty,) = read(("for_years: 5, clause: 第十九条}", f"for_years: 5, clause: 第十九条, times: {written}}}")).duties
    assert duty.times == read_as
