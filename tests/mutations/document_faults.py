"""Faults of YAML documents."""

import re
from random import Random

from tests.mutations.fiction import JIA, YI
from tests.mutations.folder import Folder
from tests.mutations.kinds import Expected, at, kind
from tests.mutations.numbers import identity_number, mobile_number

_PLAIN = re.compile(r"(\s*(?:- )?[a-z_]+): (\S.*)")


def _documents(folder: Folder) -> list[str]:
    return [path for path in sorted(folder.documents) if path.endswith(".yaml")]


def _line(folder: Folder, chance: Random, path: str, test: str) -> tuple[list[str], int]:
    lines = folder.documents[path].split("\n")
    return lines, chance.choice([number for number, line in enumerate(lines) if re.fullmatch(test, line)])


def _write(folder: Folder, path: str, lines: list[str]) -> None:
    folder.documents[path] = "\n".join(lines)


@kind("YAML: anchor, alias or tag")
def alias(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    lines, number = _line(folder, chance, path, _PLAIN.pattern)
    name, value = _PLAIN.fullmatch(lines[number]).groups()  # type: ignore[union-attr]
    forms = (f"&here {value}", "*here", f"!!str {value}", "!!python/object/apply:os.system [x]")
    lines[number] = f"{name}: {chance.choice(forms)}"
    _write(folder, path, lines)
    return at("yaml-alias", (path, number + 1, None))


@kind("YAML: key twice")
def duplicate_key(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    lines, number = _line(folder, chance, path, r"[a-z_]+: \S.*")
    place = chance.choice([at_ for at_ in range(number + 1, len(lines)) if re.match(r"[a-z]|\Z", lines[at_])])
    lines.insert(place, lines[number])
    _write(folder, path, lines)
    return at("yaml-duplicate-key", (path, place + 1, None))


@kind("YAML: key unknown")
def unknown_key(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    lines, number = _line(folder, chance, path, r"[a-z_]+: \S.*")
    key = chance.choice(["nmae", "remark", "备注"])
    lines.insert(number, f"{key}: {chance.choice(['x', '1', 'null'])}")
    _write(folder, path, lines)
    return at("document-schema", (path, number + 1, key))


@kind("YAML: another type")
def wrong_type(folder: Folder, chance: Random) -> Expected:
    path, key, value = chance.choice(
        [
            (f"{JIA}/2022/cycle.yaml", "year", "二〇二二"),
            (f"{JIA}/2022/cycle.yaml", "awards", "quality"),
            (f"{YI}/2023/cycle.yaml", "year", "2023年"),
            (f"{JIA}/regulations/2019.yaml", "onsite_max", "十"),
            (f"{JIA}/regulations/2019.yaml", "status", "现行"),
            (f"{JIA}/regulations/2019.yaml", "issued_on", "2019年1月5日"),
            (f"{YI}/regulations/2019.yaml", "effective_on", "'2019-02-30'"),
            (f"{JIA}/jurisdiction.yaml", "level", "市级"),
            (f"{YI}/jurisdiction.yaml", "division_code", "9901"),
        ]
    )
    lines, number = _line(folder, chance, path, f"{key}:.*")
    end = next(at_ for at_ in range(number + 1, len(lines)) if re.match(r"[a-z]|\Z", lines[at_]))
    lines[number:end] = [f"{key}: {value}"]
    _write(folder, path, lines)
    return at("document-schema", (path, number + 1, key))


@kind("YAML: key missing")
def missing_key(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    lines, number = _line(folder, chance, path, r"[a-z_]+: \S.*")
    if lines[number].startswith(("slug", "title", "name", "level", "regulation:")) and number == 0:
        number += 1
    del lines[number]
    _write(folder, path, lines)
    return at("document-schema", (path, 1, None))


@kind("YAML: key missing in an entry")
def missing_inner_key(folder: Folder, chance: Random) -> Expected:
    path = chance.choice([f"{JIA}/regulations/2019.yaml", f"{YI}/regulations/2019.yaml"])
    lines, number = _line(folder, chance, path, r"  (score_min|validity_years|ambiguous|audience|measure|ground): .*")
    start = max(each for each in range(number) if lines[each].startswith("- "))
    around = max(each for each in range(number) if re.match("[a-z]", lines[each]))
    del lines[number]
    _write(folder, path, lines)
    return at("document-schema", (path, start + 1, lines[around].removesuffix(":")))


@kind("YAML: cannot be read")
def syntax(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    lines, number = _line(folder, chance, path, r"[a-z_]+: \S.*")
    name = lines[number].partition(":")[0]
    lines[number] = chance.choice(
        [f"{name}: 甲: 乙", f"\t{lines[number]}", f"{name}: @x", f"{name}: `x`", f"{name}: %x"]
    )
    _write(folder, path, lines)
    return at("yaml-syntax", (path, number + 1, None))


@kind("YAML: a second document")
def second_document(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    folder.documents[path] += "---\nname: x\n"
    return at("yaml-syntax", (path, folder.documents[path].count("\n") - 1, None))


@kind("YAML: slug of another folder")
def slug(folder: Folder, chance: Random) -> Expected:
    path = f"{chance.choice((JIA, YI))}/jurisdiction.yaml"
    folder.documents[path] = folder.documents[path].replace("slug: shili-", "slug: other-")
    return at("document-schema", (path, 1, "slug"))


@kind("YAML: use within one that is not prohibited")
def within(folder: Folder, chance: Random) -> Expected:
    path = chance.choice([path for path in sorted(folder.documents) if "/regulations/" in path])
    lines = folder.documents[path].split("\n")
    uses = {number: lines[number - 1].strip(" :") for number, line in enumerate(lines) if "verdict: silent" in line}
    number = chance.choice(sorted(uses))
    lines.insert(number + 1, f"    within: {chance.choice(sorted(uses.values()))}")
    folder.documents[path] = "\n".join(lines)
    return at("document-schema", (path, number + 2, "within"))


@kind("YAML: in GBK")
def gbk(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    text = folder.documents[path]
    folder.raw[path] = text.encode("gbk")
    line = next(number for number, line in enumerate(text.split("\n"), start=1) if not line.isascii())
    return at("not-utf8", (path, line, None))


@kind("YAML: a broken byte")
def broken(folder: Folder, chance: Random) -> Expected:
    path = chance.choice(_documents(folder))
    data = folder.documents[path].encode()
    place = chance.choice([place for place, byte in enumerate(data) if 0xE4 <= byte <= 0xE9])
    folder.raw[path] = data[:place] + data[place + 1 :]
    return at("not-utf8", (path, data.count(b"\n", 0, place) + 1, None))


def _text_line(folder: Folder, chance: Random) -> tuple[str, list[str], int, str]:
    """A line whose value is words for people."""
    path = chance.choice(_documents(folder))
    lines, number = _line(
        folder, chance, path, r"\s*(- )?(name|title|role|summary|ground|issuing_body|regulation_cited): .*"
    )
    return path, lines, number, lines[number].partition(":")[0].strip().removeprefix("- ")


@kind("YAML: personal data", always=True)
def personal(folder: Folder, chance: Random) -> Expected:
    path, lines, number, key = _text_line(folder, chance)
    datum = chance.choice([identity_number(chance), mobile_number(chance)])
    lines[number] = f"{lines[number].partition(':')[0]}: 联系人{datum}"
    _write(folder, path, lines)
    return at("personal-data", (path, number + 1, key))


@kind("YAML: damaged text")
def damaged(folder: Folder, chance: Random) -> Expected:
    path, lines, number, key = _text_line(folder, chance)
    lines[number] += chance.choice(["锟斤拷", "\ufffd"])
    _write(folder, path, lines)
    return at("damaged-text", (path, number + 1, key))


@kind("YAML: character that cannot be seen")
def hidden(folder: Folder, chance: Random) -> Expected:
    path, lines, number, key = _text_line(folder, chance)
    lines[number] += chance.choice(["\u200b甲", "\u202e甲", "\ue000甲"])
    _write(folder, path, lines)
    return at("control-character", (path, number + 1, key))


@kind("YAML: link that is not safe")
def unsafe_link(folder: Folder, chance: Random) -> Expected:
    path = f"{chance.choice((JIA, YI))}/jurisdiction.yaml"
    lines = folder.documents[path].replace("channels: []", "channels:").rstrip("\n").split("\n")
    link = chance.choice(["https://a@b.example/", "http://localhost/x", "https://x", "https://shili.example/<b>"])
    lines += [
        "  - kind: phone",
        "    value: 0000-1234567",
        f"    source_url: {link}",
        "    as_of: '2025-01-01'",
    ]
    _write(folder, path, [*lines, ""])
    return at("unsafe-link", (path, len(lines) - 1, "source_url"))
