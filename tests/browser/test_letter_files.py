"""The files of the objection letter in a real browser: every demand of the text and no other, in a Word file that opens."""

import shutil
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.outputs.phrasing import Phrasing
from tests.browser.letters import Paragraphs, Writer, complete, of, opened, packed, paragraphs, spoken
from tests.built_sites import BuiltSite
from tests.pages.rendering import shipped, the_words

KINDS = ("person", "unit", "joint")
PLACES = tuple(place.slug for place in shipped().portal.jurisdictions)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", PLACES)
def test_the_word_file_holds_every_demand_of_the_text_and_no_other(real: Writer, slug: str, kind: str) -> None:
    real.open()
    real.choose(slug)
    complete(real, kind)
    assert real.lacks() == set()
    blocks = paragraphs(real.docx())
    said = spoken(slug)
    assert {style: of(style, blocks) for style in said} == said
    assert [text for style, text in blocks if style == "Sheet"]
    places = {style: place for place, (style, _) in enumerate(blocks)}
    assert places["Sheet"] < min(place for style, place in places.items() if style in said or style == "Practice")
    signed = of("Sign", blocks)
    assert len(signed) == (3 if kind == "joint" else 2)
    assert not [text for text in signed if "盖章" in text]
    assert real.asked == []


@pytest.mark.parametrize("slug", PLACES)
def test_what_is_usual_elsewhere_is_told_only_where_the_text_is_silent(real: Writer, slug: str) -> None:
    real.open()
    real.choose(slug)
    blocks = paragraphs(real.docx())
    told = of("Practice", blocks)
    silent = [line.partition("：")[0] for line in spoken(slug)["Silent"]]
    names = the_words()
    for question, practice in (("evidence", "evidence"), ("written_form", "written_form"), ("seal", "seal_person")):
        label = names[f"objections.question.{question}"]
        assert (names[f"letter_tool.practice.{practice}"] in told) == (label in silent)
    assert names["letter_tool.practice.seal_unit"] not in told
    assert not {text for text in told if text in of("Demand", blocks)}


def test_a_draft_is_never_what_an_objection_rests_on(real: Writer) -> None:
    real.open()
    words = the_words()
    for place in shipped().portal.jurisdictions:
        real.choose(place.slug)
        text = real.text()
        rests = "提出异议的依据" in text
        assert place.regulation is not None
        assert rests == (place.regulation.status == "in_force")
        hint = real.page.locator("#letter-to-hint").inner_text()
        assert f"”{Phrasing(words).clause(place.regulation.objection.clause or '')}" in hint
        if place.regulation.is_draft:
            assert words[f"text_status.word.{place.regulation.status}"] in text
            assert "不是现行规定" in text
            assert "不是现行规定" in hint


def test_a_cycle_whose_text_is_not_held_demands_nothing(real: Writer) -> None:
    real.open()
    real.choose("hangzhou")
    real.page.select_option("#letter-cycle", "2023")
    expect(real.page.locator("#objection-letter [role=status]").first).to_contain_text("没有收录公示")
    blocks = paragraphs(real.docx())
    assert not [style for style, _ in blocks if style in ("Demand", "Stated", "Silent")]
    assert any("杭政办函〔2022〕48号" in text and "没有收录" in text for text in of("Note", blocks))
    assert not [text for text in of("To", blocks) if "杭州" in text]
    assert real.asked == ["GET api/v1/hangzhou/2023.json"]


def test_every_character_that_a_reader_can_type_reaches_the_word_file(real: Writer) -> None:
    real.open()
    real.choose("shanghai")
    complete(real, "person")
    odd = '<甲>&"乙" ]]> 𠮷祥 \u0007\ufffe尾'
    real.page.evaluate("text => { document.getElementById('letter-candidate').value = text; }", odd)
    blocks = paragraphs(real.docx())
    assert '异议对象：<甲>&"乙" ]]> 𠮷祥 尾' in of("Body", blocks)
    assert real.docx() == real.docx() == packed(real.docx())
    assert real.text().startswith("\ufeff")
    assert "\r\n一、异议人\r\n" in real.text()


def test_the_sheet_can_be_left_out(real: Writer) -> None:
    real.open()
    real.choose("shanghai")
    real.page.uncheck("#letter-sheet")
    blocks = paragraphs(real.docx())
    assert {style for style, _ in blocks} <= {"Title", "To", "Heading", "Body", "Item", "Sign"}
    assert real.text().count("\r\n一、异议人\r\n") == 1


def test_an_office_program_opens_every_word_file(real: Writer, tmp_path: Path) -> None:
    """Each jurisdiction for each kind of objector; without the program the files are read as packages alone."""
    letters: dict[str, Paragraphs] = {}
    for slug, kind in product(PLACES, KINDS):
        real.open()
        real.choose(slug)
        complete(real, kind)
        file = tmp_path / f"{slug}-{kind}.docx"
        file.write_bytes(real.docx())
        letters[file.stem] = paragraphs(file.read_bytes())
    demands = {line for slug in PLACES for line in spoken(slug)["Demand"]}
    program = shutil.which("soffice")
    shown = opened(program, tmp_path) if program else {}
    assert set(shown) == (set(letters) if program else set())
    for name, read in shown.items():
        assert [text for _, text in letters[name] if text not in read] == [], name
        lines = {line.strip().lstrip("•- \t") for line in read.splitlines()}
        assert lines & demands == set(spoken(name.rpartition("-")[0])["Demand"]), name
    assert {tuple(of("Title", blocks)) for blocks in letters.values()} == {("关于《示例公示》的异议书",)}


def test_opened_from_a_folder_the_letter_is_written_without_a_notice(browser: Browser, real_site: BuiltSite) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((real_site.folder / "objection-letter/index.html").as_uri() + "?notice=hangzhou/2023/a")
    expect(page.locator("#objection-letter [role=status]").first).to_contain_text("从文件夹里打开")
    page.select_option("#letter-place", "shanghai")
    with page.expect_download() as waiting:
        page.click("[data-out=docx]")
    assert len(of("Demand", paragraphs(waiting.value.path().read_bytes()))) == 1
    assert not [address for address in asked if not address.startswith(("file:", "blob:"))]
    assert not [address for address in asked if "api/" in address]
    context.close()
