"""Faults of the characters of a cell, and what spreadsheets make of one."""

from collections.abc import Sequence
from datetime import date
from random import Random

from generator.domain.column_roles import Role
from generator.domain.credit_codes import is_valid
from tests.mutations.folder import Cell, Folder
from tests.mutations.kinds import Expected, at, kind

CODES = (Role.IDENTIFIER, Role.USCC, Role.DATE, Role.CHOICE, Role.INTEGER)
ANY = (Role.TEXT, *CODES)
_FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def _inside(chance: Random, text: str, piece: str) -> str:
    place = chance.randrange(1, len(text)) if len(text) > 1 else 1
    return text[:place] + piece + text[place:]


def _changed(folder: Folder, chance: Random, rule: str, roles: Sequence[Role], change: str) -> Expected:
    cell = folder.a_cell(chance, *roles)
    return at(rule, folder.set(cell, change.replace("…", cell.text)))


@kind("blank at the beginning")
def leading_blank(folder: Folder, chance: Random) -> Expected:
    return _changed(folder, chance, "stray-whitespace", ANY, chance.choice([" …", "  …", "\t…"]))


@kind("blank at the end")
def trailing_blank(folder: Folder, chance: Random) -> Expected:
    return _changed(folder, chance, "stray-whitespace", ANY, chance.choice(["… ", "…   ", "…\t"]))


@kind("no-break blank")
def no_break_blank(folder: Folder, chance: Random) -> Expected:
    return _changed(folder, chance, "stray-whitespace", ANY, chance.choice(["…\u00a0", "\u00a0…", "…\u202f"]))


@kind("ideographic blank")
def ideographic_blank(folder: Folder, chance: Random) -> Expected:
    return _changed(folder, chance, "stray-whitespace", ANY, chance.choice(["…\u3000", "\u3000…", "\u3000\u3000…"]))


@kind("blanks inside")
def blank_inside(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT, holding="示例")
    piece = chance.choice(["  ", "\u3000", "\u00a0", "\t"])
    return at("stray-whitespace", folder.set(cell, _inside(chance, cell.text, piece)))


@kind("full-width figures in a date")
def full_width_date(folder: Folder, chance: Random) -> Expected:
    return _full_width(folder, chance, Role.DATE)


@kind("full-width figures in a credit code", always=True)
def full_width_code(folder: Folder, chance: Random) -> Expected:
    return _full_width(folder, chance, Role.USCC)


@kind("full-width figures in an id")
def full_width_id(folder: Folder, chance: Random) -> Expected:
    return _full_width(folder, chance, Role.IDENTIFIER, Role.INTEGER)


def _full_width(folder: Folder, chance: Random, *roles: Role) -> Expected:
    cell = folder.a_cell(chance, *roles)
    place = chance.randrange(len(cell.text))
    one = cell.text[:place] + cell.text[place].translate(_FULL_WIDTH) + cell.text[place + 1 :]
    return at("fullwidth-character", folder.set(cell, chance.choice([one, cell.text.translate(_FULL_WIDTH)])))


@kind("full-width figures in words")
def full_width_words(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT, holding="0123456789")
    return at(
        "fullwidth-character",
        folder.set(cell, cell.text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))),
    )


def _hidden(folder: Folder, chance: Random, *pieces: str) -> Expected:
    cell = folder.a_cell(chance, *ANY)
    return at("control-character", folder.set(cell, _inside(chance, cell.text, chance.choice(pieces))))


@kind("zero-width character")
def zero_width(folder: Folder, chance: Random) -> Expected:
    return _hidden(folder, chance, "\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\ufe0f")


@kind("mark of direction")
def direction(folder: Folder, chance: Random) -> Expected:
    return _hidden(folder, chance, "\u202e", "\u200f", "\u2066", "\u061c")


@kind("private-use character")
def private_use(folder: Folder, chance: Random) -> Expected:
    return _hidden(folder, chance, "\ue000", "\uf8ff", "\U000f1234")


@kind("control character")
def control(folder: Folder, chance: Random) -> Expected:
    return _hidden(folder, chance, "\x00", "\x07", "\x1b", "\x7f", "\x9f")


@kind("text damaged: U+FFFD")
def replacement(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT, holding="示例")
    place = chance.randrange(len(cell.text))
    return at("damaged-text", folder.set(cell, f"{cell.text[:place]}\ufffd{cell.text[place + 1 :]}"))


@kind("text damaged: 锟斤拷")
def kun_jin_kao(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT, holding="示例")
    return at("damaged-text", folder.set(cell, _inside(chance, cell.text, "锟斤拷")))


@kind("text damaged: question marks")
def question_marks(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT, holding="示例")
    start = chance.randrange(max(1, len(cell.text) - 2))
    lost = cell.text[:start] + "".join("?" if sign > "\u2e7f" else sign for sign in cell.text[start:])
    return at("damaged-text", folder.set(cell, lost if "?" in lost else "?" * len(cell.text)))


@kind("text damaged: UTF-8 read as GBK")
def mojibake(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT, holding="示例")
    return at("damaged-text", folder.set(cell, cell.text.encode().decode("gbk", "replace")))


@kind("decomposed letters")
def not_nfc(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT, holding="示例")
    return at(
        "not-nfc", folder.set(cell, _inside(chance, cell.text, chance.choice(["e\u0301", "u\u0308", "\u304b\u3099"])))
    )


@kind("code in scientific notation", always=True)
def scientific(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC)
    return at("spreadsheet-number", folder.set(cell, chance.choice(["9.144E+17", "9.1440300E+17", "9.14403E17"])))


@kind("code with lost figures", always=True)
def lost_figures(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC)
    text = next(made for made in iter(lambda: f"91{chance.randrange(10**12, 10**13)}000", "") if not is_valid(made))
    return at("spreadsheet-number", folder.set(cell, text))


@kind("date as a serial number")
def serial_day(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.DATE)
    serial = (date.fromisoformat(cell.text) - date(1899, 12, 30)).days
    return at("spreadsheet-number", folder.set(cell, str(serial)))


@kind("date in another form")
def date_form(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.DATE)
    day = date.fromisoformat(cell.text)
    forms = (
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"{day.month}月{day.day}日",
        f"{day.day}-{day.month}-{day.year}",
        "待定",
    )
    return at("bad-date", folder.set(cell, chance.choice(forms)))


@kind("date that does not exist")
def no_such_day(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.DATE)
    wrong = (f"{cell.text[:4]}-02-30", f"{cell.text[:4]}-13-01", f"{cell.text[:4]}-00-10", f"0{cell.text[1:]}")
    return at("bad-date", folder.set(cell, chance.choice(wrong)))


@kind("figure with a thousands separator")
def thousands(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.DECIMAL)
    return at("spreadsheet-number", folder.set(cell, f"1,{cell.text}"))


@kind("figure with a needless fraction")
def decimal_zero(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.INTEGER)
    return at("spreadsheet-number", folder.set(cell, f"{cell.text}.0"))


@kind("words where a figure belongs")
def not_a_figure(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.INTEGER, Role.DECIMAL)
    return at("bad-value", folder.set(cell, chance.choice([f"{cell.text}家", "五", "-", "1/2", "无"])))


@kind("leading zero lost")
def lost_zero(folder: Folder, chance: Random) -> Expected:
    postcodes = [cell for cell in _channel_values(folder) if _kind_of(folder, cell) == "postcode"]
    cell = chance.choice(postcodes)
    return at("spreadsheet-number", folder.set(cell, cell.text[1:]))


def _channel_values(folder: Folder) -> list[Cell]:
    return [cell for cell in folder.cells(tables=("channels",)) if cell.field.name == "value"]


def _kind_of(folder: Folder, cell: Cell) -> str:
    return folder.tables[cell.path][cell.row]["kind"]


@kind("error value of a spreadsheet")
def error_value(folder: Folder, chance: Random) -> Expected:
    return _changed(
        folder, chance, "spreadsheet-number", ANY, chance.choice(["#REF!", "#N/A", "#VALUE!", "#NAME?", "########"])
    )


@kind("apostrophe that marks text")
def text_mark(folder: Folder, chance: Random) -> Expected:
    return _changed(folder, chance, "spreadsheet-number", CODES, "'…")


@kind("Chinese word for an enumerated one")
def label(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.CHOICE)
    return at("bad-value", folder.set(cell, cell.field.labels[cell.text]))


@kind("unknown enumerated word")
def unknown_choice(folder: Folder, chance: Random) -> Expected:
    return _changed(folder, chance, "bad-value", (Role.CHOICE,), chance.choice(["other", "…s", "unknown"]))


@kind("id in another form")
def bad_id(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.IDENTIFIER)
    return at(
        "bad-value",
        folder.set(cell, chance.choice([cell.text.upper() + "A", f"{cell.text}-", f"{cell.text}_1", f"{cell.text}/1"])),
    )


@kind("required cell empty")
def missing_value(folder: Folder, chance: Random) -> Expected:
    found = [cell for cell in folder.cells() if cell.field.required]
    return at("missing-value", folder.set(chance.choice(found), ""))


@kind("cell that is far too long")
def too_long(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT)
    return at("bad-value", folder.set(cell, cell.text + "示例" * 1500))


@kind("postcode or e-mail address that is none")
def no_channel(folder: Folder, chance: Random) -> Expected:
    cells = [cell for cell in _channel_values(folder) if _kind_of(folder, cell) in ("postcode", "email")]
    cell = chance.choice(cells)
    if _kind_of(folder, cell) == "postcode":
        return at("bad-value", folder.set(cell, chance.choice([f"{cell.text}1", f"{cell.text[:5]}A", "见公告"])))
    return at("bad-value", folder.set(cell, cell.text.replace("@", chance.choice(["", "#", "."]))))


@kind("formula")
def formula(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.TEXT)
    forms = (
        '=HYPERLINK("https://shili.example","点这里")',
        "=A2&B2",
        "+1+1",
        "@SUM(A1:A9)",
        "-2+3+cmd|' /C calc'!A0",
        "＝A2",
        " =A2",
        "\t=1+1",
        "=1+1",
    )
    return at("formula-cell", folder.set(cell, chance.choice(forms)))
