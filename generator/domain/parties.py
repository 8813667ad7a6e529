"""Who applies or wins, and who is the same: by credit code, by name with its former names, people by their unit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar

from generator.domain.records import Applicant, Awardee, FormerName, ShortlistEntry
from generator.frozen import dataclass

ORGANIZATION: Final = "organization"
INDIVIDUAL: Final = "individual"
KINDS: Final = (ORGANIZATION, INDIVIDUAL)
"""The values of `applicant_type` and `awardee_type`."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who applies or wins: an organization, or an individual of a unit."""

    kind: str
    name: str
    unit: str
    uscc: str


def party_of(row: Applicant | ShortlistEntry | Awardee) -> Party | None:
    """Who a row is about; None where it names nobody, as an award to a project alone does."""
    if isinstance(row, Awardee):
        name, kind = row.awardee, row.awardee_type
    else:
        name, kind = row.applicant, row.applicant_type
    return Party(kind=kind, name=name, unit=row.unit, uscc=row.uscc) if name and kind else None


class NameHistory:
    """Which names an organization has borne, by the former names that a jurisdiction's record holds."""

    def __init__(self, rows: Iterable[FormerName] = ()) -> None:
        self._former: dict[str, list[str]] = {}
        self._later: dict[str, list[str]] = {}
        for row in rows:
            if row.name and row.former_name:
                self._former.setdefault(row.name, []).append(row.former_name)
                self._later.setdefault(row.former_name, []).append(row.name)

    def related(self, name: str) -> frozenset[str]:
        """The name itself with its former and its later names; two bodies with one origin are not related to each other."""
        if name not in self._former and name not in self._later:
            return frozenset((name,))
        return frozenset((name, *_reachable(name, self._former), *_reachable(name, self._later)))

    def same(self, one: Party, other: Party) -> bool:
        """Whether both are one: organizations by credit code where both have it, otherwise by name; people by name and unit.

        Two people of one name of whom either's unit is not known are not taken for one.
        """
        if one.kind != other.kind:
            return False
        if one.kind != ORGANIZATION:
            return one.name == other.name and bool(one.unit) and other.unit in self.related(one.unit)
        if one.uscc and other.uscc:
            return one.uscc == other.uscc
        return other.name in self.related(one.name)


def _reachable(name: str, steps: Mapping[str, Sequence[str]]) -> Iterator[str]:
    seen, waiting = {name}, [name]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
                yield following


class PartyIndex(Generic[T]):
    """Things by the party to whom they belong, found again under another name or by credit code."""

    def __init__(self, history: NameHistory, entries: Iterable[tuple[Party, T]]) -> None:
        self._history = history
        self._entries = tuple(entries)
        self._by_name: dict[str, list[int]] = {}
        self._by_code: dict[str, list[int]] = {}
        for position, (party, _) in enumerate(self._entries):
            self._by_name.setdefault(party.name, []).append(position)
            if party.uscc and party.kind == ORGANIZATION:
                self._by_code.setdefault(party.uscc, []).append(position)
        self._names: frozenset[str] = frozenset().union(*map(history.related, self._by_name))

    def of_applicants(self, rows: Iterable[Applicant]) -> Iterator[tuple[Applicant, tuple[T, ...]]]:
        """The applications of those to whom something belongs, each with what it is; most belong to nobody here."""
        for row in rows:
            if row.applicant in self._names or row.uscc in self._by_code:
                party = party_of(row)
                found = self.find(party) if party else ()
                if found:
                    yield row, found

    def find(self, party: Party) -> tuple[T, ...]:
        """What belongs to the party, in the order of the entries."""
        positions = set(self._by_code.get(party.uscc, ()))
        for name in self._history.related(party.name):
            positions.update(self._by_name.get(name, ()))
        found = [self._entries[position] for position in sorted(positions)]
        return tuple([value for owner, value in found if self._history.same(party, owner)])
