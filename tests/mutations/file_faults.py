"""Faults of whole files and of rows: encodings, separators, headers, quotation marks, what stands above and below."""

import codecs
import csv
import io
from random import Random

from generator.domain.column_roles import Role
from tests.clerk_files import SCHEMAS
from tests.mutations.folder import Folder, Row, table_bytes, table_name
from tests.mutations.kinds import Expected, at, kind

WORDS = (Role.TEXT,)


def _some(folder: Folder, chance: Random) -> tuple[str, str]:
    """Some table of at least three rows, with its text."""
    path = folder.a_table(chance, rows=3)
    return path, table_bytes(path, folder.tables[path]).decode()


def _chinese_line(text: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if not line.isascii())


@kind("encoding: GBK")
def gbk(folder: Folder, chance: Random) -> Expected:
    path, text = _some(folder, chance)
    folder.raw[path] = text.encode("gbk")
    return at("not-utf8", (path, _chinese_line(text), None))


@kind("encoding: UTF-16")
def utf_16(folder: Folder, chance: Random) -> Expected:
    path, text = _some(folder, chance)
    little = chance.random() < 0.5
    mark, codec = (codecs.BOM_UTF16_LE, "utf-16-le") if little else (codecs.BOM_UTF16_BE, "utf-16-be")
    folder.raw[path] = chance.choice([mark, mark, b""]) + text.encode(codec)
    return at("not-utf8", (path, 1, None))


@kind("encoding: a broken byte")
def broken_byte(folder: Folder, chance: Random) -> Expected:
    path, text = _some(folder, chance)
    data = text.encode()
    places = [place for place, byte in enumerate(data) if 0xE4 <= byte <= 0xE9]
    place = chance.choice(places)
    folder.raw[path] = chance.choice([data[:place] + data[place + 1 :], data[:place] + b"\xff" + data[place + 1 :]])
    return at("not-utf8", (path, data.count(b"\n", 0, place) + 1, None))


@kind("encoding: one cell in GBK")
def mixed(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, *WORDS, holding="示例")
    lines = [line.encode() for line in folder.lines(cell.path)]
    lines[cell.line - 1] = lines[cell.line - 1].replace(cell.text.encode(), cell.text.encode("gbk"), 1)
    folder.raw[cell.path] = b"\n".join(lines) + b"\n"
    return at("not-utf8", (cell.path, cell.line, None))


@kind("byte-order mark")
def byte_order_mark(folder: Folder, chance: Random) -> Expected:
    path, text = _some(folder, chance)
    folder.raw[path] = text.encode("utf-8-sig")
    return at("control-character", (path, 1, None))


@kind("line ends: CRLF")
def crlf(folder: Folder, chance: Random) -> Expected:
    path, text = _some(folder, chance)
    folder.raw[path] = text.replace("\n", chance.choice(["\r\n", "\r\n", "\r"])).encode()
    return at("control-character", (path, 1, None))


@kind("another separator")
def separator(folder: Folder, chance: Random) -> Expected:
    path, text = _some(folder, chance)
    out = io.StringIO()
    csv.writer(out, delimiter=chance.choice(";\t|"), lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    folder.raw[path] = out.getvalue().encode()
    return at("missing-column", (path, 1, None))


@kind("title above the header")
def title_row(folder: Folder, chance: Random) -> Expected:
    path, _ = _some(folder, chance)
    lines = folder.lines(path)
    commas = "," * lines[0].count(",")
    above = chance.choice([[f"2024年示例市甲质量奖名单{commas}"], ["示例市甲质量奖名单"], [f"名单{commas}", commas]])
    folder.write_lines(path, [*above, *lines])
    return at("missing-column", (path, 1, None))


@kind("total below the records")
def total_row(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, rows=3)
    columns = SCHEMAS[table_name(path)].columns
    lines = folder.lines(path)
    cells = [""] * len(columns)
    place = chance.randrange(3)
    cells[place] = chance.choice(["合计", "总计", "共计", "合计：8家"])
    if cells[place] == "合计":
        cells[place + 1] = "8"
    folder.write_lines(path, [*lines, ",".join(cells)])
    return at("bad-value", (path, len(lines) + 1, columns[place]))


@kind("remark below the records")
def remark_row(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, rows=3)
    columns = SCHEMAS[table_name(path)].columns
    lines = folder.lines(path)
    remark = chance.choice(["注：以上排名不分先后", "填表人：示例人甲", "制表单位：示例市评审办"])
    folder.write_lines(path, [*lines, remark + "," * (len(columns) - 1)])
    return at("bad-value", (path, len(lines) + 1, columns[0]))


@kind("column missing")
def missing_column(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, rows=3)
    columns = list(SCHEMAS[table_name(path)].columns)
    gone = chance.choice(columns)
    _rewrite(folder, path, [name for name in columns if name != gone])
    return at("missing-column", (path, 1, gone))


@kind("column unknown")
def unknown_column(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, rows=3)
    columns = list(SCHEMAS[table_name(path)].columns)
    more = chance.choice(["备注", "remark", "序号", ""])
    columns.insert(chance.randrange(len(columns) + 1), more)
    _rewrite(folder, path, columns)
    return at("unknown-column", (path, 1, more))


@kind("column under another name")
def renamed_column(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, rows=3)
    field = chance.choice(SCHEMAS[table_name(path)].fields)
    name = chance.choice([field.title, field.name.replace("_", ""), field.name.upper(), f"{field.name}1"])
    lines = folder.lines(path)
    if name == field.name:
        name = f"{name}x"
    names = [name if each == field.name else each for each in lines[0].split(",")]
    folder.write_lines(path, [",".join(names), *lines[1:]])
    return at("unknown-column", (path, 1, name))


@kind("columns in another order")
def column_order(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, rows=3)
    columns = list(SCHEMAS[table_name(path)].columns)
    place = chance.randrange(len(columns) - 1)
    columns[place : place + 2] = reversed(columns[place : place + 2])
    _rewrite(folder, path, columns)
    return at("column-order", (path, 1, None))


def _rewrite(folder: Folder, path: str, columns: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in folder.tables[path])
    folder.raw[path] = out.getvalue().encode()


def _ragged(folder: Folder, chance: Random, *, longer: bool) -> Expected:
    path = folder.a_table(chance, rows=3)
    number = chance.randrange(len(folder.tables[path]))
    lines = folder.lines(path)
    lines[number + 1] = f"{lines[number + 1]},多出来的" if longer else lines[number + 1].rpartition(",")[0]
    folder.write_lines(path, lines)
    return at("ragged-row", (path, number + 2, None))


@kind("row too short")
def short_row(folder: Folder, chance: Random) -> Expected:
    return _ragged(folder, chance, longer=False)


@kind("row too long")
def long_row(folder: Folder, chance: Random) -> Expected:
    return _ragged(folder, chance, longer=True)


@kind("quotation mark not closed")
def unclosed_quote(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, *WORDS, holding="示例")
    lines = folder.lines(cell.path)
    if ',"' in lines[cell.line - 1] or lines[cell.line - 1].startswith('"'):
        lines[cell.line - 1] = _plain_line(folder, cell.path, cell.row)
    lines[cell.line - 1] = _with(lines[cell.line - 1], cell.path, cell.field.name, lambda text: f'"{text}')
    folder.write_lines(cell.path, lines)
    return at("unclosed-quote", (cell.path, cell.line, cell.field.name))


def _plain_line(folder: Folder, path: str, number: int) -> str:
    row: Row = folder.tables[path][number]
    return ",".join(row[name].replace(",", "，") for name in SCHEMAS[table_name(path)].columns)


def _with(line: str, path: str, column: str, change: "type[str] | object") -> str:
    cells = line.split(",")
    place = SCHEMAS[table_name(path)].columns.index(column)
    cells[place] = change(cells[place])  # type: ignore[operator]
    return ",".join(cells)


@kind("line break in a cell")
def line_break(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, *WORDS, holding="示例")
    place = chance.randrange(1, len(cell.text))
    return at("control-character", folder.set(cell, f"{cell.text[:place]}\n{cell.text[place:]}"))


@kind("blank row")
def blank_row(folder: Folder, chance: Random) -> Expected:
    path, _ = _some(folder, chance)
    lines = folder.lines(path)
    number = chance.randrange(1, len(lines) + 1)
    lines.insert(number, chance.choice(["", "," * lines[0].count(",")]))
    if number == len(lines) - 1 and not lines[-1]:
        lines[-1] = "," * lines[0].count(",")
    folder.write_lines(path, lines)
    return at("blank-row", (path, number + 1, None))


@kind("file that does not belong there")
def unexpected_file(folder: Folder, chance: Random) -> Expected:
    home = chance.choice(sorted(folder.documents)[1:]).rpartition("/")[0]
    name = chance.choice(
        ["名单.xlsx", "notices (1).csv", "~$notices.csv", "Notices.csv", "notices.csv.bak", "desktop.ini"]
    )
    folder.raw[f"{home}/{name}"] = b"x"
    return Expected(rule="unexpected-file", path=f"{home}/{name}", line=None, column=None)


@kind("cycle.yaml missing")
def missing_file(folder: Folder, chance: Random) -> Expected:
    path = chance.choice([path for path in sorted(folder.documents) if path.endswith("cycle.yaml")])
    del folder.documents[path]
    return Expected(rule="missing-file", path=path, line=None, column=None)


@kind("table empty")
def empty_table(folder: Folder, chance: Random) -> Expected:
    path, _ = _some(folder, chance)
    folder.raw[path] = chance.choice([b"", b"\n", b"\n\n\n"])
    return at("missing-column", (path, 1, None))


@kind("table cut off in the middle")
def truncated(folder: Folder, chance: Random) -> Expected:
    path, text = _some(folder, chance)
    lines = text.split("\n")
    number = chance.randrange(2, len(lines) - 1)
    # The last cell of a row may be shorter without harm; the cut goes through an earlier one.
    cut = chance.randrange(3, max(4, lines[number].find(",") + 2))
    lines[number] = lines[number][: min(cut, lines[number].rindex(","))]
    folder.raw[path] = "\n".join(lines[: number + 1]).encode()
    return at("ragged-row", (path, number + 1, None))
