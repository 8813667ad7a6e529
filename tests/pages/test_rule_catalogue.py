import pytest

from generator.diagnostics import RULE_GROUPS
from generator.pages.rule_catalogue import RulePage, rule_pages, rules_page
from tests.pages.rendering import parsed, pick, seen, the_words

PAGES = list(rule_pages(the_words()))
NAMES = [name for names in RULE_GROUPS.values() for name in names]


def test_every_rule_has_a_page_and_stands_in_the_catalogue() -> None:
    assert [page.name for page in PAGES] == NAMES
    links = [link.get("href") for link in pick(parsed(rules_page(the_words())), "a")]
    assert [f"../rules/{name}/index.html" for name in NAMES] == links[1:]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_rule_tells_why_on_what_basis_and_how_to_mend_it(page: RulePage) -> None:
    words = seen(page)
    for heading, told in (
        ("原因", page.why),
        ("依据", page.basis),
        ("怎样改", page.fix),
        ("写错的", page.example_wrong),
        ("写对的", page.example_right),
    ):
        assert told
        assert heading in words
        assert " ".join(told.split()) in words
    assert not set("{}") & set(page.head.title + page.why + page.basis + page.fix)
