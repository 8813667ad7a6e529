"""The corrections of a jurisdiction's record by the page that shows what was corrected.

The page of a notice shows its ways to object and its list, the page of an award the measures against it, the page of an
organization its former names.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.domain.correction_targets import names_of
from generator.domain.portal import Jurisdiction
from generator.domain.records import Correction, FormerName, Record

Place = tuple[str, str]
"""`notices` or `awardees`, and the id of the notice or the award whose page it is; `names`, and the two names of a change."""

_NOWHERE: Place = ("", "")


def corrections_by_page(jurisdiction: Jurisdiction) -> Mapping[Place, Sequence[Correction]]:
    """The corrections by notice, award and former name, in the order of the table; of what stands on no such page none."""
    corrected: dict[str, set[str]] = defaultdict(set)
    for row in jurisdiction.corrections.rows:
        corrected[row.table].add(row.record_id)
    places: dict[tuple[str, str], Place] = {}
    for table, record, place in _records(jurisdiction) if corrected else ():
        for name in corrected[table].intersection(names_of(table, record)) if table in corrected else ():
            # By what it says, a record may be meant that stands on either of two pages; then neither of them tells it.
            known = places.setdefault((table, name), place)
            if known != place:
                places[table, name] = _NOWHERE
    found: dict[Place, list[Correction]] = defaultdict(list)
    for row in jurisdiction.corrections.rows:
        place = places.get((row.table, row.record_id), _NOWHERE)
        if place != _NOWHERE:
            found[place].append(row)
    return found


def _records(jurisdiction: Jurisdiction) -> Iterator[tuple[str, Record, Place]]:
    for cycle in jurisdiction.cycles:
        for notice in cycle.notices.rows:
            yield "notices", notice, ("notices", notice.notice_id)
        for channel in cycle.channels.rows:
            yield "channels", channel, ("notices", channel.notice_id)
        for entry in cycle.shortlists.rows:
            yield "shortlists", entry, ("notices", entry.notice_id) if entry.notice_id else _NOWHERE
        for awardee in cycle.awardees.rows:
            yield "awardees", awardee, ("awardees", awardee.award_id)
    for revocation in jurisdiction.revocations.rows:
        yield "revocations", revocation, ("awardees", revocation.award_id)
    for name in jurisdiction.names.rows:
        yield "names", name, name_place(name)


def name_place(row: FormerName) -> Place:
    """Where the corrections of a former name stand."""
    return "names", f"{row.name}/{row.former_name}"
