"""What the approver of a change reads in one sentence."""

from pathlib import Path

from generator.build import SCHEMAS, WORDS, check
from generator.changes import Changes, changes_text
from generator.sources.schemas import shipped_schemas
from generator.sources.words import read_catalogue
from tests.changes.repository import AS_OF, JIA, compared, edit, first_id, lines, sentence


def test_the_approver_reads_what_was_added_changed_and_removed(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    record = first_id(data, path)
    edit(data, path, lambda text: "".join(line for line in lines(text) if not line.startswith(f"{record},")))
    assert sentence(data) == "与 HEAD 相比：删除获奖名单 1 行。"


def test_the_approver_reads_which_columns_changed_and_that_nothing_went(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    header, *rows = lines((data / path).read_text(encoding="utf-8"))
    name = header.split(",").index("awardee")
    changed = [",".join([*row.split(",")[:name], f"某{row.split(',', name)[name]}"]) for row in rows[:2]]
    edit(data, path, lambda _: "".join([header, *changed, *rows[2:]]))
    edit(data, f"{JIA}/names.csv", lambda text: text + "新名称有限公司,旧名称有限公司,,2026-01-02,\n")
    assert sentence(data) == "与 HEAD 相比：新增曾用名 1 条，修改获奖名单“获奖者” 2 处，删除 0 行。"


def test_the_approver_reads_what_else_was_touched(data: Path) -> None:
    edit(data, f"{JIA}/regulations/2012.yaml", lambda text: text.replace("length: 5", "length: 3"))
    edit(data, "calendar/cn.csv", lambda text: "".join(lines(text)[:-1]))
    assert (
        sentence(data)
        == f"与 HEAD 相比：删除 0 行，另外改动了 2 个文件：calendar/cn.csv、{JIA}/regulations/2012.yaml。"
    )


def test_of_many_other_files_five_are_named_and_all_are_counted() -> None:
    files = tuple(f"{number}.yaml" for number in range(7))
    text = changes_text(
        Changes(base="HEAD", diagnostics=(), counts=(), files=files),
        shipped_schemas(SCHEMAS),
        read_catalogue(WORDS, "zh-CN"),
    )
    assert text == "与 HEAD 相比：删除 0 行，另外改动了 7 个文件：0.yaml、1.yaml、2.yaml、3.yaml、4.yaml。"


def test_the_approver_may_read_english(data: Path) -> None:
    edit(data, f"{JIA}/names.csv", lambda text: text + "新名称有限公司,旧名称有限公司,,2026-01-02,\n")
    text = changes_text(compared(data), shipped_schemas(SCHEMAS), read_catalogue(WORDS, "en"))
    assert text == "Since HEAD: rows added to names: 1, rows removed: 0."


def test_a_title_of_a_column_cannot_steer_the_log(data: Path) -> None:
    schema = (SCHEMAS / "awardees.schema.json").read_text(encoding="utf-8").replace("获奖者", "\\n::error::##[x]", 1)
    (data / "schemas").mkdir()
    (data / "schemas" / "awardees.schema.json").write_text(schema, encoding="utf-8")
    edit(data, f"{JIA}/2024/awardees.csv", lambda text: text.replace(",organization,", "甲,organization,", 1))
    text = changes_text(compared(data), check(data, AS_OF).reading.schemas, read_catalogue(WORDS, "zh-CN"))
    assert "‹U+000A›::error::##‹U+005B›x]" in text
