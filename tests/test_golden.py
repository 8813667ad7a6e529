"""The tiny portal comes out as expected: reports, pages, API, feeds, calendars, search. `make bless` accepts a change."""

import difflib

import pytest

from tests.bless import files
from tests.golden_portal import EXPECTED, outputs
from tests.page_text import page_text

NAMES = sorted(path.relative_to(EXPECTED).as_posix() for path in files())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return outputs(tmp_path_factory.mktemp("golden"))


def difference(expected: str, found: str) -> str:
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=1)
    return "\n".join(lines)


def test_every_text_is_expected(made: dict[str, str]) -> None:
    assert sorted(made) == NAMES, "run make bless, and look at what git shows"


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_out_as_expected(made: dict[str, str], name: str) -> None:
    changed = difference((EXPECTED / name).read_text(encoding="utf-8"), made.get(name, ""))
    assert not changed, f"{name} (make bless accepts it)\n{changed}"


def test_a_difference_shows_both_lines() -> None:
    assert difference("a\nb\n", "a\nc\n").splitlines()[-2:] == ["-b", "+c"]


def test_a_page_reads_as_plain_lines() -> None:
    html = (
        '<header>not this</header><main><h2>标题</h2><p>文字 <a href="../b/index.html#x">链接</a></p><script>no</script>'
        "<table><tr><th>一</th><td>二</td></tr></table><ul><li>三</li></ul><input name='q'><del>旧</del></main>after"
    )
    assert page_text("a/index.html", html).splitlines() == [
        "## 标题",
        "文字 链接 </b/index.html#x>",
        "一 | 二",
        "- 三",
        "[input q][-旧-]",
    ]
