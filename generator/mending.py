"""The errand `portal mend`: the changes to a file that cannot alter a meaning, shown first and made only when asked for."""

import errno
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.disk import alone_in, replace_file
from generator.domain.column_roles import Role
from generator.domain.mendings import mend_cell
from generator.domain.table_schemas import TableSchema
from generator.errors import PortalError, refusal
from generator.frozen import dataclass
from generator.outputs.outcomes import Outcome, Status
from generator.report.quoting import quoted, quoted_with_blanks
from generator.sources.cells import CHANNEL_ROLES
from generator.sources.columns import role_of
from generator.sources.delimited import read_text
from generator.sources.folder import file_of
from generator.sources.given_files import read_given
from generator.sources.texts import MAX_TABLE_BYTES
from generator.sources.words import Words

_LINE_END: Final = re.compile(r"(?<!\r)\r++\n")
_TOKEN: Final = re.compile(r'(?:"(?:[^"]|"")*"|[^",]*)(?=,|\Z)')
_SHOWN_CHANGES: Final = 200
_ENDINGS: Final = (".csv", ".yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one cell, or of the file as a whole."""

    rule: str
    """The rule that the file broke there, or for the file as a whole `encoding`, `byte-order-mark`, `line-ending`, `last-line`."""
    line: int | None = None
    column: str | None = None
    role: Role = Role.TEXT
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file after mending; `data` is what it was where nothing was to be mended or could be."""

    data: bytes
    changes: tuple[Change, ...] = ()
    readable: bool = True
    """False: its bytes cannot be read as text with certainty, so nothing was changed."""


def mend(data: bytes, schema: TableSchema | None) -> Mended:
    """Mend one file: encoding and line ends, and with a schema the cells of its table.

    Idempotent. Rows and cells that cannot be told apart with certainty are left as they are.
    """
    read = read_text(data)
    if read is None:
        return Mended(data=data, readable=False)
    changes = list(_changes_of_encoding(read.encoding))
    whole = read.text if "\n" in read.text else read.text.replace("\r", "\n")
    ended = whole if not whole or whole.endswith("\n") else whole + "\n"
    text = _LINE_END.sub("\n", ended)
    if whole != read.text or text != ended:
        changes.append(Change(rule="line-ending"))
    if ended != whole:
        changes.append(Change(rule="last-line"))
    if schema is not None:
        lines, found = _mend_table(text.split("\n"), schema)
        text = "\n".join(lines)
        changes.extend(found)
    return Mended(data=text.encode("utf-8"), changes=tuple(changes)) if changes else Mended(data=data)


def _changes_of_encoding(encoding: str) -> Iterator[Change]:
    if encoding == "utf-8-sig":
        yield Change(rule="byte-order-mark")
    elif encoding != "utf-8":
        yield Change(rule="encoding", was="UTF-16" if encoding.startswith("utf-16") else encoding.upper())


# --- cells ------------------------------------------------------------------------------------------------------------


def _mend_table(lines: Sequence[str], schema: TableSchema) -> tuple[list[str], list[Change]]:
    rows = [split_raw(line) for line in lines]
    if any(row is None for row in rows):
        return list(lines), []
    cells = [row for row in rows if row is not None]
    header, changes = _mend_header(cells[0], schema)
    times = Counter(header)
    columns = {name: place for place, name in enumerate(header) if schema.field(name) and times[name] == 1}
    mended = [",".join(_written(raw, name) for raw, name in zip(cells[0], header, strict=True))]
    for number, row in enumerate(cells[1:], start=2):
        found = list(_mend_row(row, number, columns, schema)) if len(row) == len(header) else []
        if not found:
            mended.append(lines[number - 1])
            continue
        changed = dict(found)
        changes.extend(changed.values())
        mended.append(
            ",".join(_written(raw, changed[place].now) if place in changed else raw for place, raw in enumerate(row))
        )
    return mended, changes


def split_raw(line: str) -> list[str] | None:
    """The cells of a line as they are written, with their quotation marks; None where those are out of place."""
    if '"' not in line:
        return line.split(",")
    cells, place = [], 0
    while True:
        match = _TOKEN.match(line, place)
        if match is None:
            return None
        cells.append(match[0])
        if match.end() == len(line):
            return cells
        place = match.end() + 1


def _meant(raw: str) -> str:
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def _written(raw: str, cell: str) -> str:
    """The cell in the way in which it was written, and in quotation marks where it now needs them."""
    if cell == _meant(raw):
        return raw
    quotes = raw.startswith('"') or any(sign in cell for sign in ',"\n\r')
    return '"' + cell.replace('"', '""') + '"' if quotes else cell


def _mend_header(row: Sequence[str], schema: TableSchema) -> tuple[list[str], list[Change]]:
    """A header is mended only where that makes it a column of the table."""
    names, changes = [], []
    for raw in row:
        was = _meant(raw)
        mending = mend_cell(was, Role.IDENTIFIER)
        name = mending.text if schema.field(mending.text) else was
        names.append(name)
        if name != was:
            changes.append(Change(rule=mending.rules[0], line=1, column=name, was=was, now=name))
    return names, changes


def _mend_row(
    row: Sequence[str], line: int, columns: Mapping[str, int], schema: TableSchema
) -> Iterator[tuple[int, Change]]:
    is_channels = schema.name == "channels" and "kind" in columns
    kind = mend_cell(_meant(row[columns["kind"]]), Role.CHOICE).text if is_channels else ""
    for field in schema.fields:
        place = columns.get(field.name)
        if place is None or not row[place]:
            continue
        is_channel = is_channels and field.name == "value"
        role = CHANNEL_ROLES.get(kind, Role.CHANNEL) if is_channel else role_of(field)
        was = _meant(row[place])
        mending = mend_cell(was, role)
        if mending.rules:
            rule = mending.rules[0]
            yield place, Change(rule=rule, line=line, column=field.name, role=role, was=was, now=mending.text)


# --- the errand -------------------------------------------------------------------------------------------------------


def run_mend(
    files: Iterable[Path], *, schemas: Mapping[str, TableSchema], words: Words, writing: bool = False
) -> Outcome:
    """Mend files, and every table and document of the folders among them; without `writing` only show the difference.

    Raises PortalError where a file is neither a table nor a document of the data folder, or cannot be used.
    """
    lines: list[str] = []
    status = Status.CLEAN
    count = 0
    better: dict[Path, tuple[bytes, bytes]] = {}
    # All are looked at before the first is written, so that one that cannot be used leaves the others as they are.
    wanted = {file: _schema_of(file, schemas, words) for file in _all_files(files, words)}
    for file, schema in wanted.items():
        data = _bytes(file, words)
        mended = mend(data, schema)
        lines.extend(_told(file, mended, words))
        count += len(mended.changes)
        if not mended.readable or (mended.changes and not writing):
            status = Status.DATA_AT_FAULT
        if mended.changes:
            _refuse_link(file, words)
            if writing:
                better[file] = data, mended.data
    _write(better, words)
    key = "none" if not count else "written" if writing else "rehearsal"
    lines.append(words.fill(f"mend.{key}", count=count))
    return Outcome(text="".join(f"{line}\n" for line in lines), status=status)


def _all_files(files: Iterable[Path], words: Words) -> Iterator[Path]:
    for file in files:
        try:
            yield from _files_in(file) if file.is_dir() else (file,)
        except OSError as error:
            place = error.filename or file
            raise PortalError(words.fill("mend.unusable", file=place, problem=refusal(error))) from error


def _files_in(folder: Path) -> list[Path]:
    """The tables and documents of a folder; raises OSError where it or one inside cannot be looked into."""

    def refused(error: OSError) -> None:
        raise error

    found = (Path(place, name) for place, _, names in os.walk(folder, onerror=refused) for name in names)
    return sorted(file for file in found if file.suffix in _ENDINGS and file.is_file())


def _schema_of(file: Path, schemas: Mapping[str, TableSchema], words: Words) -> TableSchema | None:
    if file.suffix == ".yaml":
        return None
    schema = next((schema for name, schema in schemas.items() if file.name == file_of(name)), None)
    if schema is None:
        raise PortalError(words.fill("mend.foreign", file=file))
    return schema


def _bytes(file: Path, words: Words) -> bytes:
    try:
        data = read_given(file, MAX_TABLE_BYTES)
    except OSError as error:
        raise PortalError(words.fill("mend.unusable", file=file, problem=refusal(error))) from error
    if data is None:
        raise PortalError(words.fill("mend.too_large", file=file, limit=MAX_TABLE_BYTES // 1024**2))
    return data


def _refuse_link(file: Path, words: Words) -> None:
    if file.is_symlink():
        raise PortalError(words.fill("mend.unusable", file=file, problem=words["mend.link"]))


def _write(better: Mapping[Path, tuple[bytes, bytes]], words: Words) -> None:
    """Write what was mended, by file what it was and is to be; where one cannot be written, those that were are named."""
    written: list[str] = []
    for file, (was, now) in better.items():
        try:
            with alone_in(file.parent):
                _refuse_change(file, was)
                replace_file(file, now)
        except OSError as error:
            told = words.fill("mend.some_written", files="、".join(written)) if written else words["mend.none_written"]
            problem = words.fill("mend.broken_off", problem=refusal(error), told=told)
            raise PortalError(words.fill("mend.unusable", file=file, problem=problem)) from error
        written.append(quoted(str(file)))


def _refuse_change(file: Path, was: bytes) -> None:
    """Refuse to write over what somebody has saved since the file was read; raises OSError."""
    if read_given(file, MAX_TABLE_BYTES) != was:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _told(file: Path, mended: Mended, words: Words) -> Iterator[str]:
    """The difference, as programs show one, with the place and the rule in words."""
    name = quoted(str(file))
    if not mended.readable:
        yield words.fill("mend.unreadable", file=name)
    if not mended.changes:
        return
    yield f"--- {name}"
    yield f"+++ {name}"
    for change in mended.changes[:_SHOWN_CHANGES]:
        reason = words.fill(f"mend.rule.{change.rule}", was=quoted(change.was))
        if change.line is None:
            yield words.fill("mend.of_file", reason=reason)
            continue
        yield words.fill("mend.place", line=change.line, column=change.column, reason=reason)
        yield f"-{quoted_with_blanks(change.was, change.role)}"
        yield f"+{quoted_with_blanks(change.now, change.role)}"
    rest = len(mended.changes) - _SHOWN_CHANGES
    if rest > 0:
        yield words.fill("mend.more", count=rest)
