"""A frozen dataclass of ours and one of the standard library cannot be told apart by what they do."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any, ClassVar

import pytest

from generator import frozen


class Given:
    """The same body for both decorators."""

    kind: ClassVar[str] = "given"
    name: str
    year: int = 2023
    marks: list[str] = field(default_factory=list, compare=False)
    note: str = field(default="", kw_only=True)

    @property
    def title(self) -> str:
        return f"{self.name} {self.year}"


class Single:
    value: object


OWN = type(
    "Own",
    (),
    {"__annotations__": {"value": int}, "__eq__": lambda _, other: isinstance(other, int), "__repr__": lambda _: "own"},
)


class Base:
    pass


def both(body: type[Any], *, kw_only: bool = False) -> list[Any]:
    made: list[Any] = []
    for decorator in (dataclasses.dataclass, frozen.dataclass):
        namespace = {name: value for name, value in vars(body).items() if name not in ("__dict__", "__weakref__")}
        made.append(decorator(frozen=True, slots=True, kw_only=kw_only)(type(body.__name__, body.__bases__, namespace)))
    return made


CALLS: list[Callable[[Any], Any]] = [
    lambda cls: cls("a"),
    lambda cls: cls("a", 1, ["x"], note="n"),
    lambda cls: cls(name="a", marks=["y"]),
    lambda cls: cls("a").title,
    lambda cls: cls(),
    lambda cls: cls("a", 1, [], "n"),
    lambda cls: cls("a", more=1),
    lambda cls: replace(cls("a"), year=1),
    lambda cls: [(one.name, one.kw_only) for one in fields(cls)],
    lambda cls: cls("a") == cls("a", 2023, ["other"]),
    lambda cls: cls("a") == cls("b"),
    lambda cls: cls("a") == ("a", 2023, ""),
    lambda cls: len({cls("a"), cls("a"), cls("a", note="n")}),
    lambda cls: hash(cls("a")) == hash(("a", 2023, "")),
    lambda cls: cls("a").marks is cls("a").marks,
    lambda cls: setattr(cls("a"), "name", "b"),
    lambda cls: delattr(cls("a"), "name"),
    lambda cls: hasattr(cls("a"), "__dict__"),
    lambda cls: cls.__match_args__,
    lambda cls: type(cls("a")) is cls,
    lambda cls: copy.copy(cls("a", 1, ["x"])),
    lambda cls: dataclasses.asdict(cls("a")),
]


@pytest.mark.parametrize("call", CALLS)
def test_both_do_the_same(call: Callable[[Any], Any]) -> None:
    found = []
    for cls in both(Given):
        try:
            found.append(repr(call(cls)))
        except (TypeError, FrozenInstanceError) as error:
            found.append(type(error).__name__)
    assert found[0] == found[1]


@pytest.mark.parametrize("value", ["a", 1, None, (1, 2)])
def test_one_field_is_as_good_as_many(value: object) -> None:
    theirs, ours = (cls(value=value) for cls in both(Single, kw_only=True))
    assert repr(ours) == repr(theirs)
    assert hash(ours) == hash(theirs)
    assert ours == type(ours)(value=value)


def test_named_only_is_named_only() -> None:
    for cls in both(Single, kw_only=True):
        with pytest.raises(TypeError, match="positional"):
            cls(1)


def test_what_a_class_says_for_itself_counts() -> None:
    for cls in both(OWN):
        assert repr(cls(1)) == "own"
        assert cls(1) == 5
        assert hash(cls(1)) == hash((1,))


def test_a_class_with_a_base_is_left_to_the_standard_library() -> None:
    made: Any = frozen.dataclass(frozen=True, slots=True)(type("Derived", (Base,), {"__annotations__": {"value": int}}))
    one = made(1)
    assert one.value == 1
    with pytest.raises(FrozenInstanceError):
        one.value = 2


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    name: str
    parts: tuple["Sent", ...] = ()


def test_a_name_that_is_no_field_is_refused_too() -> None:
    with pytest.raises(FrozenInstanceError):
        Sent(name="a").other = 1  # type: ignore[attr-defined]


def test_it_travels() -> None:
    sent = Sent(name="a", parts=(Sent(name="b"),))
    assert pickle.loads(pickle.dumps(sent, pickle.HIGHEST_PROTOCOL)) == sent


def test_the_constructor_names_what_is_missing() -> None:
    with pytest.raises(TypeError, match=r"Sent\.__init__\(\) missing 1 required keyword-only argument: 'name'"):
        Sent()  # type: ignore[call-arg]


def test_many_are_made_at_once_as_one_by_one() -> None:
    inner = Sent(name="b")
    made = frozen.filled(Sent, [["a", "c"], [(inner,), ()]])
    assert made == [Sent(name="a", parts=(inner,)), Sent(name="c")]
    assert {type(one) for one in made} == {Sent}
    with pytest.raises(FrozenInstanceError):
        made[0].name = "d"
    assert frozen.filled(Sent, [[], []]) == []
    with pytest.raises(ValueError, match="zip"):
        frozen.filled(Sent, [["a"], []])


def test_many_of_one_field_are_made_at_once() -> None:
    ours = both(Single)[1]
    assert [one.value for one in frozen.filled(ours, [[1, None]])] == [1, None]
