"""Names that clerks write for ids: of awards and stages, of columns, of grounds."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.outputs.outcomes import Status
from tests.clerk_files import SCHEMAS, awardee_rows, titled
from tests.clerk_imports import WORDS, correction, named_shortlist, run, saved


@pytest.mark.parametrize(
    ("award", "stage"),
    [("示例市政府质量奖", "评议公示"), (" 示例市政府质量奖\u3000", "评议 公示"), ("quality", "proposal")],
)
def test_the_names_of_awards_and_stages_become_their_ids(
    tmp_path: Path, real_cycle: Path, award: str, stage: str
) -> None:
    outcome = run(saved(tmp_path, named_shortlist(award, stage)), into=real_cycle)
    assert outcome.status is Status.CLEAN
    assert "\nproposal,quality,," in (real_cycle / "shortlists.csv").read_text(encoding="utf-8")
    assert ("由名称改为编号" in outcome.text) is (award != "quality")


@pytest.mark.parametrize(
    "changes",
    [
        {"awards:\n  - {id: quality, name: 示例市政府质量奖, declared_count: 2}\n": "awards:\n"},
        {
            'regulation: "2024"': "regulation: null",
            "示府发〔2024〕1号": "null",
            "stages: []": "stages: [{id: proposal, name: 评议公示}]",
        },
    ],
    ids=["names of the regulation", "names of the cycle"],
)
def test_the_names_are_those_of_the_cycle_and_of_its_regulation(
    tmp_path: Path, real_cycle: Path, changes: Mapping[str, str]
) -> None:
    document = real_cycle / "cycle.yaml"
    text = document.read_text(encoding="utf-8")
    for was, now in changes.items():
        assert was in text
        text = text.replace(was, now)
    document.write_text(text, encoding="utf-8")
    outcome = run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")), into=real_cycle)
    assert "\nproposal,quality,," in (real_cycle / "shortlists.csv").read_text(encoding="utf-8"), outcome.text


@pytest.mark.parametrize(("award", "stage"), [("示例市质量奖", "评议公示"), ("示例市政府质量奖", "公示")])
def test_a_name_that_is_another_is_no_id(tmp_path: Path, real_cycle: Path, award: str, stage: str) -> None:
    outcome = run(saved(tmp_path, named_shortlist(award, stage)), into=real_cycle)
    assert outcome.status is Status.DATA_AT_FAULT
    assert not (real_cycle / "shortlists.csv").exists()


def test_without_a_folder_names_are_not_known_and_the_clerk_is_told(tmp_path: Path) -> None:
    outcome = run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")))
    assert outcome.status is Status.DATA_AT_FAULT
    assert WORDS["import.written.nameless"] in outcome.text
    other = run(saved(tmp_path, titled("awardees", awardee_rows({"decided_on": "不详"}))))
    assert WORDS["import.written.nameless"] not in other.text


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("示例市政府奖", "评议公示"), {"这一届的奖项可以填": "quality（示例市政府质量奖）"}),
        (("示例市政府质量奖", "公示"), {"这一届的环节可以填": "proposal（评议公示）"}),
        (("奖", "公示"), {"这一届的奖项可以填": "quality（", "这一届的环节可以填": "proposal（"}),
    ],
)
def test_a_name_that_the_cycle_has_not_is_answered_with_those_that_it_has(
    tmp_path: Path, real_cycle: Path, row: tuple[str, str], told: Mapping[str, str]
) -> None:
    outcome = run(saved(tmp_path, named_shortlist(*row)), into=real_cycle)
    known = dict(line.split("：", 1) for line in outcome.text.splitlines() if line.startswith("这一届的"))
    assert list(known) == list(told)
    assert all(one in known[name] for name, one in told.items())


def test_a_name_of_two_awards_is_the_id_of_neither(tmp_path: Path, real_cycle: Path) -> None:
    document = real_cycle / "cycle.yaml"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("name: 示例市质量工匠奖", "name: 示例市政府质量奖"), encoding="utf-8")
    outcome = run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")), into=real_cycle)
    assert {fault.column for fault in outcome.faults} == {"award"}


def test_a_cycle_that_cannot_be_read_has_no_names(tmp_path: Path, real_cycle: Path) -> None:
    (real_cycle / "cycle.yaml").write_text("name: [\n", encoding="utf-8")
    assert run(saved(tmp_path, named_shortlist("quality", "proposal")), into=real_cycle).status is Status.CLEAN


def test_the_title_of_a_column_that_a_correction_names_becomes_its_name(tmp_path: Path) -> None:
    (tmp_path / "jurisdiction.yaml").touch()
    outcome = run(saved(tmp_path, correction("申报者")), into=tmp_path)
    assert outcome.status is Status.CLEAN
    assert ",2026-quality-1,applicant,原," in (tmp_path / "corrections.csv").read_text(encoding="utf-8")
    assert "由栏目名称改为英文列名，例如 申报者 改成 applicant" in outcome.text


@pytest.mark.parametrize("field", ["更正原因", "节日"])
def test_a_title_of_the_record_of_corrections_or_of_the_calendar_names_no_column_of_a_record(
    tmp_path: Path, field: str
) -> None:
    outcome = run(saved(tmp_path, correction(field)))
    assert [(fault.column, fault.value) for fault in outcome.faults] == [("field", field)]


def test_a_ground_in_words_is_answered_with_the_ids_of_the_regulations(tmp_path: Path, real_cycle: Path) -> None:
    row = {
        "revocation_id": "2027-r-1",
        "award_id": "2026-quality-1",
        "measure": "revoke",
        "ground": "弄虚作假",
        "decided_on": "2027-01-05",
    }
    outcome = run(saved(tmp_path, titled("revocations", [row])), into=real_cycle.parent)
    (line,) = [line for line in outcome.text.splitlines() if line.startswith("这个地区的办法里，处理事由可以填：")]
    assert "fraud（弄虚作假取得奖项）" in line
    assert WORDS["import.written.nothing"] in outcome.text
    for more, told in (({"decided_on": "不详"}, True), ({"decided_on": "不详", "ground": "fraud"}, False)):
        again = run(saved(tmp_path, titled("revocations", [row | more])), into=real_cycle.parent)
        assert (again.status, "处理事由可以填" in again.text) == (Status.DATA_AT_FAULT, told)
    other = real_cycle.parent.with_name("shiyi")
    shutil.copytree(real_cycle.parent, other)
    for regulation in (other / "regulations").iterdir():
        regulation.unlink()
    assert "处理事由可以填" not in run(saved(tmp_path, titled("revocations", [row])), into=other).text
    bare = run(saved(tmp_path, titled("revocations", [row])), into=tmp_path)
    assert (bare.status, "处理事由可以填" in bare.text) == (Status.DATA_AT_FAULT, False)


def test_no_two_tables_call_different_columns_alike() -> None:
    named: dict[str, set[str]] = {}
    for name, schema in SCHEMAS.items():
        for field in schema.fields if name not in ("corrections", "calendar") else ():
            named.setdefault(field.title, set()).add(field.name)
    assert [title for title, names in named.items() if len(names) > 1] == []
