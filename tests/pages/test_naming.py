from generator.pages.naming import jurisdiction_head, portal_head
from tests.pages.rendering import the_words
from tests.rules.building import a_jurisdiction


def test_a_page_of_a_jurisdiction_has_its_own_page_among_the_crumbs() -> None:
    head = jurisdiction_head(the_words(), "objection", a_jurisdiction(), "shili/objection/index.html", "objection")
    assert head.title == "示例市：怎样提异议"
    assert [link.path for link in head.crumbs] == ["index.html", "jurisdictions/index.html", "shili/index.html"]
    assert head.root == "../../"


def test_its_own_page_is_no_crumb_of_itself() -> None:
    head = jurisdiction_head(the_words(), "jurisdiction", a_jurisdiction(), "shili/index.html", "jurisdictions")
    assert [link.path for link in head.crumbs] == ["index.html", "jurisdictions/index.html"]


def test_a_page_of_the_portal_stands_under_the_first_page() -> None:
    head = portal_head(the_words(), "search", "search/index.html")
    assert (head.title, [link.path for link in head.crumbs]) == ("搜索", ["index.html"])
    assert head.description
