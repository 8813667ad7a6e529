import re

import pytest

from generator.errors import PortalError
from generator.outputs.shell import SLOTS, Shell, mark, root_of

FRAME = (
    "<title>⟦title⟧ · 示例</title><meta content='⟦description⟧'>⟦canonical⟧⟦head⟧"
    "<a href='⟦root⟧index.html'⟦current:home⟧>首页</a><a href='⟦root⟧notices/index.html'⟦current:notices⟧>公示</a>"
    "<main>⟦body⟧</main><a href='⟦root⟧about/index.html'>关于</a>"
)


def shell() -> Shell:
    return Shell(FRAME, {"clock.js": "assets/clock.0a1b2c3d.js", "notice-clock.js": "assets/notice-clock.0a1b2c3d.js"})


def stamped(**values: str | int | bytes) -> str:
    given = {"root": "", "title": "题", "description": "述", "body": b"<p>x</p>"} | values
    return shell().stamp(**given).decode()  # type: ignore[arg-type]


def test_a_page_at_the_root() -> None:
    assert stamped() == (
        "<title>题 · 示例</title><meta content='述'>"
        "<a href='index.html'>首页</a><a href='notices/index.html'>公示</a>"
        "<main><p>x</p></main><a href='about/index.html'>关于</a>"
    )


@pytest.mark.parametrize(("depth", "root"), [(0, ""), (1, "../"), (4, "../../../../")])
def test_links_lead_to_the_root_from_every_depth(depth: int, root: str) -> None:
    assert root_of(depth) == root
    assert re.findall(r"href='([^']*)'", stamped(root=root_of(depth))) == [
        root + "index.html",
        root + "notices/index.html",
        root + "about/index.html",
    ]


def test_only_the_section_of_the_page_is_current() -> None:
    assert re.findall(r"<a [^>]*aria-current[^>]*>(\w+)", stamped(section="notices")) == ["公示"]
    assert "aria-current" not in stamped(section="elsewhere")


def test_a_section_does_not_stay_for_the_next_page() -> None:
    one = shell()
    first = one.stamp(root="../", title="", description="", body=b"", section="home")
    second = one.stamp(root="../", title="", description="", body=b"")
    assert (b"aria-current" in first, b"aria-current" in second) == (True, False)


def test_text_is_escaped_and_the_body_is_not() -> None:
    page = stamped(
        title="<b>&\"'", description='"><script>', canonical='https://example.org/?a="&b', body=b"<b>&amp;</b>"
    )
    assert "<title>&lt;b&gt;&amp;&#34;&#39; · 示例</title>" in page
    assert "content='&#34;&gt;&lt;script&gt;'" in page
    assert '<link rel="canonical" href="https://example.org/?a=&#34;&amp;b">' in page
    assert "<main><b>&amp;</b></main>" in page


def test_data_that_looks_like_a_sentinel_stays_data() -> None:
    page = stamped(title=mark("body"), body=mark("root").encode())
    assert "<title>⟦body⟧ · 示例</title>" in page
    assert "<main>⟦root⟧</main>" in page


def test_the_element_that_loads_a_script() -> None:
    assert shell().script("clock.js", 2) == b'<script src="../../assets/clock.0a1b2c3d.js" defer></script>'
    with pytest.raises(KeyError):
        shell().script("absent.js", 0)


def test_the_first_paint_waits_for_the_clock_where_the_browser_can() -> None:
    assert b' defer blocking="render">' in shell().script("notice-clock.js", 0)


@pytest.mark.parametrize("slot", SLOTS)
def test_a_frame_that_lacks_or_repeats_a_slot_is_refused(slot: str) -> None:
    with pytest.raises(PortalError, match="once each"):
        Shell(FRAME.replace(mark(slot), ""), {})
    with pytest.raises(PortalError, match="once each"):
        Shell(FRAME + mark(slot), {})


def test_a_frame_in_another_order_is_refused() -> None:
    with pytest.raises(PortalError):
        Shell("".join(map(mark, reversed(SLOTS))), {})
