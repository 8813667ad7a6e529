"""Faults of what a cell says: credit codes, links, personal data."""

from random import Random

from generator.domain.column_roles import Role
from tests.mutations.folder import Folder
from tests.mutations.kinds import Expected, at, kind
from tests.mutations.numbers import (
    DISGUISES,
    bank_card,
    e_mail,
    home_address,
    identity_number,
    mobile_number,
    wrong_check,
)

UNSAFE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "ftp://shili.example/x",
    "file:///etc/passwd",
    "//shili.example/x",
    "www.shili.example/x",
    "https:shili.example",
    "https:///shili.example",
    "https://",
    "http://localhost/x",
    "http://127.0.0.1/x",
    "http://2130706433/",
    "http://192.168.1.9/list",
    "http://intranet/x",
    "https://gov.example@evil.example/",
    "https://shili.example\\x",
    "https:\\\\shili.example/x",
    "https://shili.example/a b",
    "https://shili.example/\u200bx",
    "https://shili.example/\u202ex",
    'https://shili.example/x"onclick=alert(1)',
    "https://shili.example/<script>",
    "https://shili.example/'x'",
    "https://sh\u0456li.example/",
    "https://示例.example/",
    "https://shili%2eexample/",
    "https://shili.example:99999/",
    "https://shili.example/%zz",
    "https://shili.example/%00",
    "mailto:office@shili.example",
    "见附件",
    "https://shili.example/" + "x" * 2100,
)
_IN_WORDS = ("{}", "联系人{}", "（{}）", "经办：{}，已核对", "{}。")


@kind("credit code: wrong check character", always=True)
def check_character(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC)
    return at("bad-uscc", folder.set(cell, wrong_check(chance, cell.text)))


@kind("credit code: one character mistyped", always=True)
def mistyped(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC)
    place = chance.randrange(17)
    other = chance.choice([sign for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY" if sign != cell.text[place]])
    return at("bad-uscc", folder.set(cell, cell.text[:place] + other + cell.text[place + 1 :]))


@kind("credit code: look-alike letters", always=True)
def look_alike(folder: Folder, chance: Random) -> Expected:
    alike = {"0": "O", "1": "I", "2": "Z", "5": "S", "U": "V"}
    cell = folder.a_cell(chance, Role.USCC, holding="".join(alike))
    place = chance.choice([place for place, sign in enumerate(cell.text) if sign in alike])
    return at("bad-uscc", folder.set(cell, cell.text[:place] + alike[cell.text[place]] + cell.text[place + 1 :]))


@kind("credit code: wrong length", always=True)
def wrong_length(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC)
    return at("bad-uscc", folder.set(cell, chance.choice([cell.text[:-1], f"{cell.text}1", cell.text[:9]])))


@kind("credit code: written otherwise", always=True)
def written_otherwise(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC, holding="ABCDEFGHJKLMNPQRTUWXY")
    forms = (
        cell.text.lower(),
        f"{cell.text[:8]}-{cell.text[8:]}",
        "-".join((cell.text[:6], cell.text[6:12], cell.text[12:])),
    )
    return at("bad-uscc", folder.set(cell, chance.choice(forms)))


@kind("credit code: a placeholder", always=True)
def placeholder(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC)
    return at("bad-uscc", folder.set(cell, chance.choice(["0" * 18, "无", "/", "暂无", "——"])))


@kind("link that is not safe")
def unsafe_link(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.LINK)
    text = chance.choice(UNSAFE)
    hidden = any(sign in text for sign in "\u200b\u202e")
    return at("control-character" if hidden else "unsafe-link", folder.set(cell, text))


def _put(folder: Folder, chance: Random, datum: str) -> Expected:
    """The datum among the words of some cell, or in place of them."""
    cell = folder.a_cell(chance, Role.TEXT)
    text = chance.choice(_IN_WORDS).format(datum)
    # Figures that run on would make another number of it.
    comma = "，" if cell.text[-1].isdigit() else ""
    return at("personal-data", folder.set(cell, text if chance.random() < 0.5 else f"{cell.text}{comma}{text}"))


for _name in DISGUISES:

    def _identity(folder: Folder, chance: Random, *, name: str = _name) -> Expected:
        return _put(folder, chance, DISGUISES[name](identity_number(chance)))

    kind(f"identity number: {_name}", always=True)(_identity)


@kind("identity number in the column of codes", always=True)
def identity_as_code(folder: Folder, chance: Random) -> Expected:
    cell = folder.a_cell(chance, Role.USCC)
    return at("personal-data", folder.set(cell, identity_number(chance)))


@kind("mobile number", always=True)
def mobile(folder: Folder, chance: Random) -> Expected:
    number = mobile_number(chance)
    spaced = f"{number[:3]} {number[3:7]} {number[7:]}"
    return _put(folder, chance, chance.choice([number, spaced, spaced.replace(" ", "-"), f"+86 {number}"]))


@kind("bank card", always=True)
def card(folder: Folder, chance: Random) -> Expected:
    number = bank_card(chance)
    spaced = " ".join(number[start : start + 4] for start in range(0, 19, 4))
    return _put(folder, chance, chance.choice([number, spaced]))


@kind("e-mail address", always=True)
def private_mail(folder: Folder, chance: Random) -> Expected:
    return _put(folder, chance, e_mail(chance).replace("@", chance.choice(["@", "@", "＠"])))


@kind("home address", always=True)
def home(folder: Folder, chance: Random) -> Expected:
    return _put(folder, chance, home_address(chance))


@kind("identity number among the channels", always=True)
def identity_in_channel(folder: Folder, chance: Random) -> Expected:
    cells = [cell for cell in folder.cells(tables=("channels",)) if cell.field.name == "value"]
    return at("personal-data", folder.set(chance.choice(cells), identity_number(chance)))
