"""The errand `portal template`: the workbooks that clerks fill in, empty or with the rows of the tables that are there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.disk import replace_file
from generator.domain.table_schemas import TableSchema
from generator.errors import PortalError, refusal
from generator.outputs.workbooks import FILLED_ROWS, fits, template_workbook
from generator.report.quoting import listed
from generator.sources.folder import file_of
from generator.sources.given_files import read_given
from generator.sources.rows import split_table
from generator.sources.texts import MAX_TABLE_BYTES
from generator.sources.words import Words


def write_workbooks(
    wanted: Sequence[str],
    into: Path,
    *,
    schemas: Mapping[str, TableSchema],
    words: Words,
    filled_from: Path | None = None,
    replacing: bool = False,
) -> Iterator[Path]:
    """Write a workbook for each table, and yield the files; without any wanted, for all of them.

    With `filled_from` they hold the rows of the tables in that folder, and without any wanted those that are there are
    written. Raises PortalError where a table is not known or not in order, and where a file cannot be written.
    """
    # All are made before the first is written, so that a table that is not in order leaves no half of them behind.
    made: dict[Path, bytes] = {}
    for name in wanted or _usual(schemas, filled_from, words):
        if name not in schemas:
            raise PortalError(words.fill("import.usage.table", table=name, tables=listed(schemas)))
        file = into / f"{name}.xlsx"
        with _told(file, words):
            if file.exists() and not replacing:
                raise PortalError(words.fill("cli.exists", file=file))
        rows = () if filled_from is None else _rows(filled_from / file_of(name), schemas[name], words)
        made[file] = template_workbook(schemas[name], words, rows)
    for file, data in made.items():
        with _told(file, words):
            replace_file(file, data)
        yield file


@contextmanager
def _told(file: Path, words: Words) -> Iterator[None]:
    """Tell the clerk of a file that cannot be written."""
    try:
        yield
    except OSError as error:
        raise PortalError(words.fill("draft.unwritable", file=file, problem=refusal(error))) from error


def _usual(schemas: Mapping[str, TableSchema], filled_from: Path | None, words: Words) -> list[str]:
    if filled_from is None:
        return sorted(set(schemas) - {"calendar"})
    found = [name for name in sorted(schemas) if (filled_from / file_of(name)).is_file()]
    if not found:
        raise PortalError(words.fill("template.usage.no_tables", folder=filled_from))
    return found


def _rows(file: Path, schema: TableSchema, words: Words) -> list[list[str]]:
    """The rows of a table in the order of its columns, every cell as it stands there."""
    try:
        data = read_given(file, MAX_TABLE_BYTES)
    except OSError as error:
        raise PortalError(words.fill("import.usage.unreadable", file=file, problem=refusal(error))) from error
    try:
        text = (data or b"").decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    table = split_table(file.name, text, schema.columns)
    rows = [cells for _, cells in table.rows]
    if table.faults or not table.sound or not all(map(fits, rows)):
        raise PortalError(words.fill("template.usage.at_fault", file=file))
    if len(rows) > FILLED_ROWS:
        raise PortalError(words.fill("template.usage.too_many", file=file, most=FILLED_ROWS))
    order = [table.header.index(name) for name in schema.columns]
    return [[cells[place] for place in order] for cells in rows]
