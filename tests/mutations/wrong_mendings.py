"""Tables are damaged and mended: every cell must be as it was before the damage, or be left as the damage made it."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from generator.domain.column_roles import Role
from generator.mending import mend
from tests.clerk_files import SCHEMAS
from tests.mutations.clean import clean_folder
from tests.mutations.folder import Folder, cell_role, table_bytes, table_name

_FOLDERS: Final = 25
_CODES: Final = (Role.IDENTIFIER, Role.USCC, Role.DATE, Role.CHOICE, Role.INTEGER, Role.DECIMAL, Role.LINK)
_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_BLANKS: Final = (" ", "  ", "\t", "\u00a0", "\u3000", "\u2003")
_HIDDEN: Final = ("\u200b", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u200d", "\ue000", "\x07", "\ufffd")


@dataclass(slots=True)
class Tally:
    """What came of mending."""

    files: int = 0
    cells: int = 0
    """Cells that were damaged."""
    restored: int = 0
    left: int = 0
    wrong: int = 0
    example: str = ""


@cache
def _folder(number: int) -> Folder:
    return clean_folder(1000 + number)


def tally(count: int, seed: int = 0) -> Tally:
    """Damage and mend so many tables."""
    counts, chance = Tally(), Random(seed)
    for _ in range(count):
        folder = _folder(chance.randrange(_FOLDERS))
        path = folder.a_table(chance)
        _one(path, folder, chance, counts)
    return counts


def damaged_table(folder: Folder, path: str, chance: Random) -> list[list[str]]:
    """The rows of a table with damage in some cells."""
    rows = [list(row.values()) for row in folder.tables[path]]
    places = [(row, place) for row in range(len(rows)) for place in range(len(rows[0]))]
    for row, place in chance.sample(places, chance.randrange(1, 6)):
        role = cell_role(path, SCHEMAS[table_name(path)].fields[place])
        if rows[row][place]:
            rows[row][place] = _damage(rows[row][place], role, chance)
    return rows


def _one(path: str, folder: Folder, chance: Random, counts: Tally) -> None:
    clean = [list(row.values()) for row in folder.tables[path]]
    damaged = damaged_table(folder, path, chance)
    names = SCHEMAS[table_name(path)].columns
    data = table_bytes(path, [dict(zip(names, cells, strict=True)) for cells in damaged])
    mended = mend(_in_other_bytes(data, chance), SCHEMAS[table_name(path)])
    found = list(csv.reader(io.StringIO(mended.data.decode("utf-8-sig", "replace"), newline="")))[1:]
    counts.files += 1
    if not mended.readable:
        return
    for was, made, now in _cells(clean, damaged, found):
        counts.cells += was != made
        counts.restored += was != made and now == was
        counts.left += was != made and now == made
        if now not in (was, made):
            counts.wrong += 1
            counts.example = counts.example or f"{path}: {was!r} became {made!r}, and mended {now!r}"


def _cells(*tables: list[list[str]]) -> Iterator[tuple[str, ...]]:
    for rows in zip(*tables, strict=True):
        yield from zip(*rows, strict=True)


def _damage(text: str, role: Role, chance: Random) -> str:
    place = chance.randrange(len(text) + 1)
    deeds: list[Callable[[], str]] = [
        lambda: chance.choice(_BLANKS) + text,
        lambda: text + chance.choice(_BLANKS),
        lambda: text[:place] + chance.choice(_BLANKS) + text[place:],
        lambda: text[:place] + chance.choice(_HIDDEN) + text[place:],
        lambda: text.translate(_FULL_WIDTH) if role in _CODES else text,
        lambda: text[:place] + text[place:].translate(_FULL_WIDTH),
        text.lower,
        lambda: text.replace("1", "l").replace("0", "O"),
        lambda: text.replace("-", chance.choice([".", "/", "年", "－", "—"])),
        lambda: f"={text}",
        lambda: f"'{text}",
        lambda: f"{text}.0",
        lambda: chance.choice(["9.144E+17", "46090", "1,234", "#REF!", "锟斤拷", "无", "?", "é", "2024年9月2日"]),
        lambda: f"{text[:8]}-{text[8:]}",
        lambda: text[:place] + "\n" + text[place:],
    ]
    return chance.choice(deeds)()


def _in_other_bytes(data: bytes, chance: Random) -> bytes:
    """The same text as other programs save it."""
    text = data.decode("utf-8", "surrogatepass")
    match chance.randrange(8):
        case 0:
            return text.encode("gb18030", "replace")
        case 1:
            return text.encode("utf-8-sig")
        case 2:
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        case 3:
            return data.replace(b"\n", b"\r\n")
        case _:
            return data
