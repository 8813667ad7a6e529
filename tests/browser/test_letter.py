"""The objection letter in a real browser: what it demands, what it says is missing, what can be taken away, and what stays."""

import datetime as dt
import io
import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.outputs.phrasing import Phrasing
from generator.pages.regulation_facts import FORM_QUESTIONS
from tests.browser.conftest import NOW
from tests.browser.faults import Faults
from tests.browser.holding import hold_back
from tests.browser.hosting import hosted
from tests.built_sites import BuiltSite
from tests.pages.rendering import shipped, the_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
]
KINDS = ("person", "unit", "joint")
PLACES = tuple(place.slug for place in shipped().portal.jurisdictions)
STORES = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
  databases: await indexedDB.databases(), caches: await caches.keys(), workers: navigator.serviceWorker
    ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
NOTHING = {"local": [], "session": [], "cookies": "", "databases": [], "caches": [], "workers": 0}

Paragraphs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Writer:
    """One who writes a letter, and everything that the browser asked the network for meanwhile."""

    page: Page
    address: str
    asked: list[str]
    faults: Faults

    def open(self, query: str = "") -> None:
        """Go to the letter; what is asked for from now on is remembered."""
        self.page.goto(f"{self.address}objection-letter/{query}")
        expect(self.page.locator("#objection-letter")).to_be_visible()
        self.asked.clear()

    def choose(self, place: str) -> None:
        """Choose a jurisdiction, and no cycle of it."""
        self.page.select_option("#letter-place", place)

    def fill(self, **fields: str) -> None:
        """Write into fields by their names; `_` stands for the hyphen before a number."""
        for name, text in fields.items():
            self.page.fill(f"#letter-{name.replace('_', '-')}", text)

    def docx(self) -> bytes:
        """The Word file."""
        return self._taken("docx")

    def text(self) -> str:
        """The text file."""
        return self._taken("text").decode("utf-8")

    def _taken(self, way: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.click(f"[data-out={way}]")
        return waiting.value.path().read_bytes()

    def lacks(self) -> set[str]:
        """What is said to be missing."""
        self.page.clock.run_for(500)
        lines = self.page.locator("[data-lack]").evaluate_all("lines => lines.map(line => line.dataset.lack)")
        return set(lines)

    def demanded(self) -> set[str]:
        """What is said to be missing by a demand of the text."""
        lines = self.page.locator("[data-demanded=true]").evaluate_all("lines => lines.map(line => line.dataset.lack)")
        return set(lines)


def writer(context: BrowserContext, address: str) -> Iterator[Writer]:
    context.clock.install(time=NOW)
    page = context.new_page()
    page.add_init_script("window.print = () => { window.printed = document.documentElement.outerHTML; }")
    faults = Faults(page, address)
    asked: list[str] = []
    page.on("request", lambda request: _note(asked, f"{request.method} {request.url.removeprefix(address)}"))
    yield Writer(page, address, asked, faults)
    assert faults.look() == []
    assert page.evaluate(STORES) == NOTHING
    page.close(run_before_unload=False)
    context.close()


def _note(asked: list[str], request: str) -> None:
    # The icon of the site, which a browser fetches when it likes, and the scripts and styles of the page itself.
    if not request.startswith("GET assets/"):
        asked.append(request)


@pytest.fixture(scope="module")
def real_address(real_site: BuiltSite) -> Iterator[str]:
    with hosted(real_site.folder, "/", NOW) as address:
        yield address


@pytest.fixture
def real(browser: Browser, real_address: str) -> Iterator[Writer]:
    yield from writer(browser.new_context(), real_address)


@pytest.fixture
def fiction(browser: Browser, demo: str) -> Iterator[Writer]:
    yield from writer(browser.new_context(), demo)


def paragraphs(file: bytes) -> Paragraphs:
    """The paragraphs of a Word file by style, after every part was read as XML."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert package.testzip() is None
        assert package.namelist() == PARTS
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        trees = {name: ET.fromstring(package.read(name)) for name in PARTS}
    styles = {style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")}
    found = []
    for paragraph in trees["word/document.xml"].iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        assert style.get(f"{W}val") in styles
        found.append((style.get(f"{W}val") or "", "".join(text.text or "" for text in paragraph.iter(f"{W}t"))))
    return found


def packed(file: bytes) -> bytes:
    """The parts of a package as Python packs them: stored, with no day, system or right of a file."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as package, zipfile.ZipFile(written, "w") as again:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            again.writestr(entry, package.read(name))
            entry.external_attr = 0  # which would be the rights of a file on the machine
    return written.getvalue()


def of(style: str, blocks: Paragraphs) -> list[str]:
    return [text for name, text in blocks if name == style]


def spoken(slug: str) -> dict[str, list[str]]:
    """What the text of a jurisdiction says of the form of an objection, taken from the data and not from the page."""
    names = the_words()
    (place,) = [place for place in shipped().portal.jurisdictions if place.slug == slug]
    assert place.regulation is not None
    rule = place.regulation.objection
    said: dict[str, list[str]] = {"Demand": [], "Stated": [], "Silent": []}
    for question in FORM_QUESTIONS:
        value, label = getattr(rule, question), names[f"objections.question.{question}"]
        word = {True: "yes", False: "no"}.get(value, value)
        if word is None:
            said["Silent"].append(f"{label}：办法未作规定")
            continue
        clause = Phrasing(names).clause(rule.clause or "")
        line = f"{label}：{names.get(f'objections.answer.{question}.{word}', str(word))}{clause}"
        said["Stated" if word == "stated" else "Demand"].append(line)
    return said


def complete(letter: Writer, kind: str) -> None:
    letter.page.select_option("#letter-kind", kind)
    letter.fill(
        title="示例公示",
        to="示例办公室",
        candidate="示例市甲制造有限公司",
        facts="第一件。\n第二件。",
        reasons="理由。",
    )
    letter.fill(evidence="合同一份\n照片两张", name_0="示例人甲", contact_0="示例路1号")
    if kind == "joint":
        letter.page.select_option("#letter-kind-1", "unit")
        letter.fill(name_1="示例市乙制造有限公司", contact_1="示例路2号")


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


def test_the_browser_s_own_command_prints_the_letter_too(fiction: Writer) -> None:
    page = fiction.page
    page.goto(f"{fiction.address}objection-letter/?notice=shili-jia/2026/2026-proposal")
    page.fill("#letter-facts", "示例事实")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".letter")).to_contain_text("示例事实")
    assert page.locator("h1, form, .letter-out, .site-foot").filter(visible=True).count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("#letter-facts")).to_be_visible()


def test_a_notice_fills_the_letter_and_is_the_only_thing_asked_for(fiction: Writer, demo_site: BuiltSite) -> None:
    cycle = json.loads((demo_site.folder / "api/v1/shili-jia/2026.json").read_text(encoding="utf-8"))
    (notice,) = [one for one in cycle["notices"] if one["id"] == "2026-proposal"]
    page = fiction.page
    page.goto(f"{fiction.address}objection-letter/?notice=shili-jia/2026/2026-proposal")
    expect(page.locator("#letter-title")).to_have_value(notice["title"])
    expect(page.locator("#letter-publisher")).to_have_value(notice["publisher"])
    expect(page.locator("#letter-to")).to_have_value("示例市甲质量奖评审办公室")
    complete(fiction, "unit")
    fiction.fill(title=notice["title"], liaison_0="示例人乙")
    blocks = paragraphs(fiction.docx())
    text = fiction.text()
    page.click("[data-out=copy]")
    page.click("[data-out=print]")
    printed = page.evaluate("window.printed")
    day = dt.date.fromisoformat(notice["closes_on"])
    for held in (
        notice["title"],
        notice["source_url"],
        f"{day.year}年{day.month}月{day.day}日24时",
        "示例人乙",
        "照片两张",
        "示例市甲质量奖评审办公室，公示印的联系方式：电话 0000-00010001（工作日 9:00—17:00）、地址 示例市甲示例大道1号市民中心",
    ):
        assert any(held in line for _, line in blocks)
        assert held in text
        assert held in printed
    assert "data-letter" in printed[:200]
    assert not page.locator("html[data-letter]").count() or page.evaluate(
        "(window.dispatchEvent(new Event('afterprint')), document.documentElement.dataset.letter === undefined)"
    )
    assert "异议单位（盖章）：示例人甲" in of("Sign", blocks)
    assert fiction.asked == [
        "GET objection-letter/?notice=shili-jia/2026/2026-proposal",
        "GET api/v1/shili-jia/2026.json",
    ]
    assert len(of("Demand", blocks)) == 5
    assert of("Silent", blocks) == []


def test_the_text_of_the_cycle_speaks_and_not_a_later_draft(fiction: Writer) -> None:
    fiction.open("?notice=shili-bing/2026/none-such")
    expect(fiction.page.locator("#objection-letter [role=status]").first).to_contain_text("没有找到")
    text = fiction.text()
    assert "示丙政办〔2014〕6号" in text
    assert "征求意见稿" not in text
    fiction.page.select_option("#letter-cycle", "")
    assert "征求意见稿" in fiction.text()


@pytest.mark.parametrize(
    ("notice", "now", "said"),
    [
        ("shili-jia/2026/2026-qualification", None, "已经结束"),
        ("shili-jia/2026/2026-qualification", None, "更正或者延期"),
        ("shili-jia/2026/2026-onsite", None, "还没有结束"),
        ("shili-jia/2026/2026-proposal", None, "还没有开始"),
        ("shili-jia/2026/2026-proposal", dt.datetime(2026, 12, 11, 16, tzinfo=dt.UTC), "已经结束"),
        ("shili-jia/2026/2026-proposal", dt.datetime(2026, 12, 11, 15, 59, 59, tzinfo=dt.UTC), "还没有结束"),
    ],
)
def test_the_hour_of_the_device_says_whether_it_is_in_time(
    fiction: Writer, notice: str, now: dt.datetime | None, said: str
) -> None:
    if now:
        fiction.page.clock.set_fixed_time(now)
    fiction.open(f"?notice={notice}")
    expect(fiction.page.locator("#objection-letter [role=status]").first).to_contain_text(said)


def test_a_period_that_ends_while_the_letter_is_written_is_told(fiction: Writer) -> None:
    told = fiction.page.locator("#objection-letter [role=status]").first
    fiction.page.clock.set_fixed_time(dt.datetime(2026, 12, 11, 15, 59, tzinfo=dt.UTC))
    fiction.open("?notice=shili-jia/2026/2026-proposal")
    expect(told).to_contain_text("还没有结束")
    told.evaluate("(box) => box.firstElementChild.setAttribute('data-said', '')")
    fiction.page.clock.run_for(60_000)
    assert told.locator("[data-said]").count() == 1
    fiction.page.clock.set_fixed_time(dt.datetime(2026, 12, 11, 16, tzinfo=dt.UTC))
    fiction.page.clock.run_for(60_000)
    expect(told).to_contain_text("已经结束")
    assert told.locator("[data-said]").count() == 0


def test_what_is_missing_is_said_before_the_letter_is_made(real: Writer) -> None:
    real.open()
    everything = {"place", "title", "to", "name-0", "contact-0", "candidate", "facts", "reasons", "evidence"}
    assert real.lacks() == everything
    assert real.page.locator("[class=undefined]").count() == 0
    real.choose("shanghai")
    assert real.lacks() == everything - {"place", "to"}
    assert real.demanded() == {"evidence"}
    assert "第三十二条" in real.page.locator("[data-lack=evidence]").inner_text()
    real.choose("wenling")
    assert real.lacks() == everything - {"place", "to"}
    assert real.demanded() == set()
    real.page.select_option("#letter-kind", "joint")
    real.fill(name_0="示例人甲", contact_0="示例路1号")
    assert {"name-1", "contact-1"} <= real.lacks()
    real.page.locator("[data-lack=name-1] button").click()
    expect(real.page.locator("#letter-name-1")).to_be_focused()
    real.page.click("#letter-add")
    real.fill(name_2="示例人丙")
    real.page.click("text=去掉第3个")
    expect(real.page.locator("#letter-name-2")).to_have_count(0)
    expect(real.page.locator("#letter-name-0")).to_have_value("示例人甲")


def test_what_was_written_of_each_objector_stays_when_the_kind_changes(real: Writer) -> None:
    real.open()
    real.page.select_option("#letter-kind", "joint")
    real.page.click("#letter-add")
    real.page.click("#letter-add")
    for number, name in enumerate("甲乙丙丁"):
        real.fill(**{f"name_{number}": name})
    real.page.select_option("#letter-kind-3", "unit")
    real.page.click("text=去掉第3个")
    for kind in ("unit", "person", "joint"):  # as the arrow keys choose, one after another
        real.page.select_option("#letter-kind", kind)
        expect(real.page.locator("input[id^=letter-name-]")).to_have_count(3 if kind == "joint" else 1)
    for number, name in enumerate("甲乙丁"):
        expect(real.page.locator(f"#letter-name-{number}")).to_have_value(name)
    expect(real.page.locator("#letter-kind-2")).to_have_value("unit")
    expect(real.page.locator("#letter-liaison-2")).to_be_visible()
    real.page.click("#letter-add")
    expect(real.page.locator("#letter-name-3")).to_have_value("")
    expect(real.page.locator("#letter-name-3")).to_be_focused()


def test_an_identity_number_is_noticed_and_a_credit_code_is_not(real: Writer) -> None:
    chance = random.Random(6)
    number = f"{chance.randrange(110000, 660000)}{1950 + chance.randrange(50)}0{1 + chance.randrange(9)}15{chance.randrange(1000):03}X"
    real.open()
    real.choose("shanghai")
    complete(real, "person")
    assert real.lacks() == set()
    real.fill(facts=f"证件{number}的持有人")
    assert real.lacks() == {""}
    real.fill(facts="信用代码91330100MA27XF6Q0X的单位，电话13000000000")
    assert real.lacks() == set()


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


def opened(program: str, folder: Path) -> dict[str, str]:
    """What an office program reads out of every Word file of a folder, by name."""
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(str(file) for file in folder.glob("*.docx"))
    command = [program, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {file.stem: file.read_text(encoding="utf-8-sig") for file in folder.glob("*.txt")}


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


def test_what_is_written_while_the_notices_come_stays(fiction: Writer) -> None:
    page = fiction.page
    waiting = hold_back(page, "**/api/v1/shili-jia/2026.json")
    fiction.open()
    fiction.choose("shili-jia")
    with page.expect_request("**/api/v1/shili-jia/2026.json"):
        page.select_option("#letter-cycle", "2026")
    told = page.locator("#objection-letter [role=status]").first
    expect(told).to_have_text(the_words()["letter_tool.notice_state.loading"])
    fiction.fill(title="示例标题", publisher="示例局", published="今天", to="示例办公室")
    waiting[0].continue_()
    expect(page.locator("#letter-notice")).to_be_enabled()
    expect(told).to_be_hidden()
    for name, written in (("title", "示例标题"), ("publisher", "示例局"), ("published", "今天"), ("to", "示例办公室")):
        expect(page.locator(f"#letter-{name}")).to_have_value(written)
    page.select_option("#letter-notice", "2026-proposal")
    expect(page.locator("#letter-title")).not_to_have_value("示例标题")
