"""Recorded corrections over two states of the record: what they account for, and which records are the same for them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from generator.domain.correction_targets import names_of
from generator.domain.portal import Portal
from generator.domain.records import Correction
from generator.domain.revised_records import KEY_COLUMNS, Difference, Index, Key, Located, differences

LEARNED_LATER: Final = frozenset({"source_url", "document_number", "uscc", "published_on", "unit", "application_id"})
"""Columns that may be filled after publication, because nothing that was said becomes different."""
_NUMBER: Final = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,16})?")

Corrections = Mapping[tuple[str, str], tuple[Correction, ...]]
"""The recorded corrections by jurisdiction folder with table and record, and column."""
_Columns = tuple[str, ...]
_Group = dict[tuple[str, ...], list[Key]]


def corrections_of(portal: Portal) -> Corrections:
    """The recorded corrections of every jurisdiction."""
    found: dict[tuple[str, str], tuple[Correction, ...]] = {}
    for jurisdiction in portal.jurisdictions:
        for row in jurisdiction.corrections.rows:
            key = (f"{jurisdiction.slug}:{row.table}:{row.record_id}", row.field)
            found[key] = (*found.get(key, ()), row)
    return found


def rows_about(corrections: Corrections, located: Located, column: str) -> tuple[Correction, ...]:
    """The corrections of a column of a record, by whatever id they name it."""
    slug = located.path.split("/")[1]
    keys = [(f"{slug}:{located.table}:{name}", column) for name in sorted(_ids(located))]
    return tuple(row for key in keys for row in corrections.get(key, ()))


def _ids(located: Located) -> set[str]:
    record = located.record
    return {*names_of(located.table, record), getattr(record, "application_id", "")} - {""}


def correcting(rows: tuple[Correction, ...], change: Difference) -> tuple[Correction, ...]:
    """The corrections that led from the old value to the new one; none where one of the two is named by none of them.

    The last that names the new value led to it, unless a later one left that value again.
    An empty `was` fits any value: what may not be published is not repeated in a correction either.
    """
    steps = sorted(rows, key=_order)
    arrived = max((at for at, row in enumerate(steps) if _says(row.now, change.now, change)), default=None)
    starts = [at for at, row in enumerate(steps) if not row.was or _says(row.was, change.was, change)]
    if arrived is None or not starts or any(_says(row.was, change.now, change) for row in steps[arrived + 1 :]):
        return ()
    started = max((at for at in starts if at <= arrived), default=arrived)
    return tuple(steps[started : arrived + 1])


def _order(row: Correction) -> tuple[date, int]:
    return (row.corrected_on or date.max, row.line)


def _says(text: str, cell: str, change: Difference) -> bool:
    """Whether a correction names what a cell holds; a number is the same number however many noughts it is written with."""
    if text == cell:
        return True
    return change.numeric and bool(cell) and _NUMBER.fullmatch(text) is not None and float(text) == float(cell)


# --- records that are known by what they say --------------------------------------------------------------------------


def known_again(old: Index, new: Index, corrections: Corrections) -> Index:
    """The records as they are, each by its old key where only recorded corrections came between that and the new one.

    A record without an id of its own is known by what it says, which can be wrong as anything else can.
    """
    gone = {key: each for key, each in old.items() if key not in new and len(KEY_COLUMNS[each.table]) > 1}
    groups: dict[tuple[str, _Columns], _Group] = {}
    found = dict(new)
    for key, located in new.items():
        loose = () if not gone or key in old else _loose(located, corrections)
        if not loose:
            continue
        of_its_kind = (located.table, loose)
        if of_its_kind not in groups:
            groups[of_its_kind] = _grouped(gone, *of_its_kind)
        for before in groups[of_its_kind].get(_rest(located, loose), ()):
            # One record takes the place of one other.
            if before in gone and _follows(gone[before], located, corrections):
                del gone[before]
                found[before] = found.pop(key)
                break
    return found


def _loose(located: Located, corrections: Corrections) -> _Columns:
    """The key columns that may have said something else before."""
    return tuple(column for column in KEY_COLUMNS[located.table] if _may_differ(located, column, corrections))


def _may_differ(located: Located, column: str, corrections: Corrections) -> bool:
    value = getattr(located.record, column)
    if value and column in LEARNED_LATER:
        return True
    return any(row.now == value for row in rows_about(corrections, located, column))


def _rest(located: Located, loose: _Columns) -> tuple[str, ...]:
    kept = (getattr(located.record, column) for column in KEY_COLUMNS[located.table] if column not in loose)
    return (located.path, *kept)


def _grouped(gone: Index, table: str, loose: _Columns) -> _Group:
    groups: _Group = {}
    for key, located in gone.items():
        if located.table == table:
            groups.setdefault(_rest(located, loose), []).append(key)
    return groups


def _follows(before: Located, after: Located, corrections: Corrections) -> bool:
    """Whether everything by which the two are known differs for a reason that is recorded, or needs none."""
    return all(_accounted(change, after, corrections) for change in _key_differences(before, after))


def _key_differences(before: Located, after: Located) -> Iterator[Difference]:
    return (change for change in differences(before, after) if change.column in KEY_COLUMNS[before.table])


def _accounted(change: Difference, after: Located, corrections: Corrections) -> bool:
    if not change.was and change.column in LEARNED_LATER:
        return True
    return bool(correcting(rows_about(corrections, after, change.column), change))
