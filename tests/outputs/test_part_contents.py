"""Whether a part has to be made anew is found out from what it shows, and of what has not changed that is not made."""

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.part_contents import Group, Groups
from generator.outputs.site_manifest import same_content

Titles = Mapping[str, tuple[str, ...]]


def grouped(titles: Titles, keys: Mapping[str, str], made: list[str], more: str = "more") -> Groups[tuple[str]]:
    """Groups of titles; `made` tells those whose values were asked for."""

    def values(name: str) -> Iterator[tuple[str]]:
        made.append(name)
        yield from ((title,) for title in titles[name])

    return Groups(lambda: (Group(name, keys.get(name, ""), values(name)) for name in titles), (more,))


def content(titles: Titles, noted: str = "", keys: Mapping[str, str] | None = None) -> tuple[str, list[str]]:
    made: list[str] = []
    return grouped(titles, keys or {}, made).content(noted), made


def test_a_group_with_the_key_that_was_noted_is_not_made() -> None:
    titles = {"": ("关于",), "bing": ("甲公司", "乙公司"), "yi": ("丙公司",)}
    noted, _ = content(titles, keys={"bing": "1", "yi": "1"})
    found, made = content({**titles, "yi": ("丁公司",)}, noted, {"bing": "1", "yi": "2"})
    assert made == ["", "yi"]
    assert not same_content(found, noted)
    again, made = content(titles, found, {"bing": "1", "yi": "3"})
    assert made == ["", "yi"]
    assert same_content(again, noted)


def test_no_group_is_made_where_all_have_the_keys_that_were_noted() -> None:
    titles = {"bing": ("甲公司",), "yi": ("丙公司",)}
    keys = {"bing": "1", "yi": "1"}
    noted, _ = content(titles, keys=keys)
    assert content(titles, noted, keys) == (noted, [])


def test_equal_values_have_the_same_content_whichever_objects_they_are() -> None:
    one = "甲公司"
    others = [one.encode().decode() for _ in range(2)]
    assert others[0] is not others[1]
    assert content({"yi": (one, one)}) == content({"yi": (*others,)})


def test_a_group_without_a_key_is_always_made() -> None:
    noted, _ = content({"": ("关于",)})
    found, made = content({"": ("关于我们",)}, noted)
    assert made == [""]
    assert not same_content(found, noted)


def test_what_has_been_gone_through_is_not_made_again() -> None:
    made: list[str] = []
    titles = {"": ("关于",), "bing": ("甲公司",)}
    groups = grouped(titles, {}, made)
    assert list(groups.values()) == [("关于",), ("甲公司",)]
    assert groups.content("") == content(titles)[0]
    assert made == ["", "bing"]


GROUPS = st.dictionaries(
    st.sampled_from(["", "bing", "jia", "yi"]), st.lists(st.sampled_from("甲乙丙"), max_size=3).map(tuple)
)


@given(was=GROUPS, now=GROUPS)
def test_only_the_same_groups_have_the_same_content(was: Titles, now: Titles) -> None:
    keys = {name: repr(titles) for name, titles in was.items() if name}
    noted, _ = content(was, keys=keys)
    found, _ = content(now, noted, {name: repr(titles) for name, titles in now.items() if name})
    assert same_content(found, noted) == (list(was.items()) == list(now.items()))


def test_no_content_is_like_none() -> None:
    assert not same_content("", "")


def test_what_a_part_is_made_from_besides_is_of_its_content() -> None:
    titles = {"": ("关于",), "bing": ("甲公司",)}
    one, again, other = (grouped(titles, {}, [], more).content("") for more in ("more", "more", "other"))
    assert same_content(one, again)
    assert not same_content(one, other)
