"""Whole columns are proved clean in one step; only rows with a cell that is not proved are looked at one by one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.domain.clean_columns import all_clean
from generator.domain.column_roles import Role
from generator.sources.cells import is_clean
from generator.sources.columns import Column, Value


def proven_values(cells: Sequence[str], column: Column) -> tuple[Sequence[Value], frozenset[str]]:
    """The values of a column's cells, and those cells of which it is not proved that nothing is wrong with them."""
    # In the order in which they lie in memory: joining many of them takes half as long.
    distinct = dict.fromkeys(cells)
    doubtful = {""} if column.field.required and "" in distinct else set()
    distinct.pop("", None)
    is_text = column.field.type == "string"
    if is_text:
        new = [cell for cell in distinct if cell not in column.known]
        if not new or (column.accepts_all(new) and all_clean(new, column.role)):
            column.remember(new)
            return cells, frozenset(doubtful)
    values = _clean_values(distinct, column)
    doubtful.update(distinct.keys() - values.keys())
    return cells if is_text else [values.get(cell) for cell in cells], frozenset(doubtful)


def proven_by_role(
    cells: Sequence[str], column: Column, roles: Iterable[Role]
) -> tuple[Sequence[Value], frozenset[str]]:
    """The same of a column of texts, each of which is what its own row says that it is."""
    by_role: defaultdict[Role, set[str]] = defaultdict(set)
    for role, cell in zip(roles, cells, strict=True):
        by_role[role].add(cell)
    distinct = set().union(*by_role.values())
    doubtful = {""} & distinct if column.field.required else set()
    if not column.accepts_all(distinct - {""}):
        return cells, frozenset(distinct)
    for role, held in by_role.items():
        if not all_clean(held, role):
            doubtful.update(cell for cell in held if not is_clean(cell, role))
    return cells, frozenset(doubtful)


def _clean_values(cells: Collection[str], column: Column) -> Mapping[str, Value]:
    """The values of those cells that are clean."""
    values = {cell: column.known[cell] for cell in cells if cell in column.known}
    new = [cell for cell in cells if cell not in values]
    proved = all_clean(new, column.role)
    for cell in new:
        if proved or is_clean(cell, column.role):
            try:
                values[cell] = column.value(cell)
            except ValueError:  # explained row by row
                continue
    return values
