"""One who writes an objection letter in a browser, and what stands in the Word file that is taken away."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import BrowserContext, Page, expect

from generator.outputs.phrasing import Phrasing
from generator.pages.regulation_facts import FORM_QUESTIONS
from tests.browser.faults import Faults
from tests.browser.hosting import NOW
from tests.pages.rendering import shipped, the_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
]

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


def opened(program: str, folder: Path) -> dict[str, str]:
    """What an office program reads out of every Word file of a folder, by name."""
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(str(file) for file in folder.glob("*.docx"))
    command = [program, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {file.stem: file.read_text(encoding="utf-8-sig") for file in folder.glob("*.txt")}
