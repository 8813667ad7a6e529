import datetime as dt

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.atom import Entry, Feed, atom_document, identifier
from generator.outputs.notice_lines import Line
from tests.outputs.feed_reader import read_feed

DAY = dt.date(2025, 10, 9)


def document(title: str = "公示", label: str = "由谁发布", text: str = "示例市评审办", source: str = "") -> bytes:
    entry = Entry(
        id=identifier("notices", "shili", "n-1"),
        title=title,
        published=DAY,
        updated=DAY + dt.timedelta(days=1),
        page="../shili/2025/notices/n-1/index.html",
        source_url=source,
        category=("shili", title),
        lines=[Line(label=label, text=text), Line(label="", text=text)],
    )
    return atom_document(
        Feed(
            id=identifier("feeds", "notices"),
            title=title,
            subtitle=text,
            author="公开记录",
            updated=DAY + dt.timedelta(days=1),
            address="notices.atom",
            page="../index.html",
            language="zh-CN",
            entries=[entry],
        )
    )


def test_what_an_entry_says() -> None:
    feed = read_feed(document(source="https://example.gov.cn/?a=1&b=2"))
    (entry,) = feed.entries
    assert feed.id == "tag:award-transparency-portal,2026:feeds/notices"
    assert entry.id == "tag:award-transparency-portal,2026:notices/shili/n-1"
    assert entry.updated == dt.datetime(2025, 10, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert entry.lines == ["由谁发布 示例市评审办", "示例市评审办"]
    assert entry.via == "https://example.gov.cn/?a=1&b=2"
    assert entry.page == "../shili/2025/notices/n-1/index.html"


def test_a_line_without_a_label_has_no_place_for_one() -> None:
    assert b"<p><b>" in document()
    assert b"<b></b>" not in document()


def test_moments_are_the_beginning_of_the_day_in_beijing() -> None:
    assert b"<published>2025-10-09T00:00:00+08:00</published>" in document()


def test_without_a_source_there_is_no_link_to_one() -> None:
    assert b'rel="via"' not in document()


def test_markup_in_data_stays_text() -> None:
    hostile = "]]> <script>alert(1)</script> &amp; \"'"
    (entry,) = read_feed(document(hostile, hostile, hostile)).entries
    assert entry.title == hostile
    assert entry.lines == [f"{hostile} {hostile}", hostile]
    assert b"<script" not in document(hostile, hostile, hostile)
    assert feedparser.parse(document(hostile)).entries[0].title_detail.type == "text/plain"


@given(st.text(), st.text(), st.text())
def test_any_text_gives_a_document_that_is_well_formed(title: str, label: str, text: str) -> None:
    assert len(read_feed(document(f"题{title}", label, text)).entries) == 1
