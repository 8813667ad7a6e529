"""Every organization of the record under one key, built in one pass as references to rows.

The key is the credit code where it is known, otherwise the name within a jurisdiction: two organizations are never
merged on a name alone across jurisdictions. Within one jurisdiction the rows of a name without a code belong to the
code that the name bears there, provided that it is exactly one. The key of a name stays an alias of the code's key; of a
name that several bodies bore it leads to each of them, for it may have been the key of any before more was learned.
Only organizations have a page: of an individual there is none, and the unit stays text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from generator.domain.addresses import organization_key
from generator.domain.parties import ORGANIZATION
from generator.domain.portal import Cycle, Jurisdiction, Portal
from generator.domain.records import Applicant, Awardee, FormerName, ShortlistEntry

NamingRow = Applicant | ShortlistEntry | Awardee
"""A row that names an organization."""


class Namesakes(NamedTuple):
    """Organizations that bore one name in one jurisdiction, where the name alone does not tell which is meant."""

    alias: str
    """The key of the name, which is that of none of them."""
    name: str
    keys: tuple[str, ...]


class OrganizationRow(NamedTuple):
    """One row that names an organization, and where it stands."""

    jurisdiction: Jurisdiction
    cycle: Cycle
    row: NamingRow


@dataclass(slots=True)
class Organization:
    """One organization with the rows that name it, one at least, in the order in which they were read."""

    key: str
    uscc: str
    rows: list[OrganizationRow] = field(default_factory=list)
    former_names: tuple[FormerName, ...] = ()
    aliases: tuple[str, ...] = ()
    """Keys under which it also stood; their pages point to this one."""
    namesakes: tuple["Namesakes", ...] = ()
    """Names that it shares with others, each told with the first of them."""

    @property
    def name(self) -> str:
        """The name that it bore last: the one that no later name replaces, otherwise that of the newest cycle."""
        if not self.former_names:
            return _name_of(max(self.rows, key=_age).row)
        replaced = {row.former_name for row in self.former_names}
        names = [_name_of(row.row) for row in sorted(self.rows, key=_age, reverse=True)]
        current = [row.name for row in self.former_names]
        return next((name for name in (*names, *current) if name not in replaced), names[0])


def _age(row: OrganizationRow) -> tuple[int, str]:
    return row.cycle.year, row.cycle.slug


class _Names:
    """The names of one jurisdiction: which name followed which, and the credit codes that they bear."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._later: dict[str, set[str]] = {}
        self._codes: dict[str, str] = {}
        """The code of each name; empty where it bears several."""
        for row in jurisdiction.names.rows:
            if row.name and row.former_name and row.name != row.former_name:
                self._later.setdefault(row.former_name, set()).add(row.name)
        for row in jurisdiction.names.rows:
            self._learn(row.name, row.uscc)
        for _, _, name, uscc in _named_rows(jurisdiction):
            self._learn(name, uscc)

    def code(self, name: str) -> str:
        """The one credit code that the name bears in the jurisdiction, empty where it bears none or several."""
        return self._codes.get(self.last(name), "")

    def last(self, name: str) -> str:
        """The name that finally followed; where two bodies share a former name, neither of them is taken for it."""
        if name not in self._later:
            return name
        seen = {name}
        while len(following := self._later.get(name, set())) == 1:
            (later,) = following
            if later in seen:
                break
            seen.add(later)
            name = later
        return name

    def _learn(self, name: str, uscc: str) -> None:
        if name and uscc:
            last = self.last(name)
            if self._codes.setdefault(last, uscc) != uscc:
                self._codes[last] = ""


class OrganizationIndex:
    """All organizations of the portal by key."""

    __slots__ = ("_ambiguous", "_claims", "_names", "aliases", "organizations", "shared")

    def __init__(self, portal: Portal) -> None:
        self.organizations: dict[str, Organization] = {}
        self.aliases: dict[str, str] = {}
        """The canonical key by every key that is none."""
        self.shared: dict[str, set[str]] = {}
        """By key, the further jurisdictions whose data the pages of an organization show, beside that of its first row.

        They say something of it, or of one with which it shares a name that is told with it.
        """
        self._claims: dict[str, tuple[str, dict[str, None]]] = {}
        """By the key of a name, the name and the organizations that bore it."""
        self._ambiguous: set[str] = set()
        """Those of them by which alone nobody knows which body is meant."""
        self._names = {jurisdiction.slug: _Names(jurisdiction) for jurisdiction in portal.jurisdictions}
        for jurisdiction in portal.jurisdictions:
            self._add_rows(jurisdiction)
        for jurisdiction in portal.jurisdictions:
            self._add_former_names(jurisdiction)
        self._add_aliases()
        self._claims.clear()  # of a large portal they take as much room as its aliases

    def key(self, jurisdiction: str, name: str, uscc: str) -> str:
        """The canonical key of an organization that a row of the jurisdiction names, by name and code as the row has them."""
        names = self._names[jurisdiction]
        code = uscc or names.code(name)
        return organization_key(jurisdiction, names.last(name), code)

    def rows_of(self, key: str) -> Sequence[OrganizationRow]:
        """The rows of the organization of that key; none where there is no such."""
        found = self.organizations.get(key)
        return found.rows if found else ()

    def _add_rows(self, jurisdiction: Jurisdiction) -> None:
        known: dict[tuple[str, str], Organization] = {}
        for cycle, row, name, uscc in _named_rows(jurisdiction):
            found = known.get((name, uscc))
            if found is None:
                found = known[name, uscc] = self._organization(jurisdiction, name, uscc)
            found.rows.append(OrganizationRow(jurisdiction, cycle, row))
        for found in known.values():
            self._share(found, jurisdiction)

    def _organization(self, jurisdiction: Jurisdiction, name: str, uscc: str) -> Organization:
        key = self.key(jurisdiction.slug, name, uscc)
        found = self.organizations.get(key)
        if found is None:
            code = uscc or self._names[jurisdiction.slug].code(name)
            found = self.organizations[key] = Organization(key=key, uscc=code)
        # A row's name key would have been its first key before the code, or the later name, was learned.
        self._claim(jurisdiction.slug, name, key)
        return found

    def _claim(self, jurisdiction: str, name: str, key: str) -> None:
        first = organization_key(jurisdiction, name, "")
        if first != key:
            self._claims.setdefault(first, (name, {}))[1][key] = None
            if self._is_ambiguous(jurisdiction, name):
                self._ambiguous.add(first)

    def _share(self, organization: Organization, jurisdiction: Jurisdiction) -> None:
        if organization.rows[0].jurisdiction is not jurisdiction:
            self.shared.setdefault(organization.key, set()).add(jurisdiction.slug)

    def _is_ambiguous(self, jurisdiction: str, name: str) -> bool:
        return self.key(jurisdiction, name, "") == organization_key(jurisdiction, name, "")

    def _add_former_names(self, jurisdiction: Jurisdiction) -> None:
        for row in jurisdiction.names.rows:
            found = self.organizations.get(self.key(jurisdiction.slug, row.name, row.uscc))
            if found is not None and row.former_name:
                found.former_names += (row,)
                self._share(found, jurisdiction)
                self._claim(jurisdiction.slug, row.former_name, found.key)

    def _add_aliases(self) -> None:
        for alias, (name, claimants) in self._claims.items():
            keys = tuple(sorted(claimants))
            if alias in self.organizations:
                continue  # rows that are nobody else's stand under it
            if len(keys) == 1 and alias not in self._ambiguous:
                self.organizations[keys[0]].aliases += (alias,)
                self.aliases[alias] = keys[0]
            else:
                self._add_namesakes(Namesakes(alias, name, keys))

    def _add_namesakes(self, namesakes: Namesakes) -> None:
        first, *others = (self.organizations[key] for key in namesakes.keys)
        first.namesakes += (namesakes,)
        own = first.rows[0].jurisdiction.slug
        further = {slug for one in others for slug in (one.rows[0].jurisdiction.slug, *self.shared.get(one.key, ()))}
        if further - {own}:
            self.shared.setdefault(first.key, set()).update(further - {own})


def _named_rows(jurisdiction: Jurisdiction) -> Iterator[tuple[Cycle, NamingRow, str, str]]:
    """The rows that name an organization, each with its cycle, the name and the code."""
    for cycle in jurisdiction.cycles:
        candidates: Iterator[Applicant | ShortlistEntry] = chain(cycle.applicants.rows, cycle.shortlists.rows)
        for row in candidates:
            if row.applicant and row.applicant_type == ORGANIZATION:
                yield cycle, row, row.applicant, row.uscc
        for awardee in cycle.awardees.rows:
            if awardee.awardee and awardee.awardee_type == ORGANIZATION:
                yield cycle, awardee, awardee.awardee, awardee.uscc


def _name_of(row: NamingRow) -> str:
    return row.awardee if isinstance(row, Awardee) else row.applicant
