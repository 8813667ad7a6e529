"""The catalogue of words that the public and the clerks read, one file per language."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from generator.errors import PortalError
from generator.frozen import dataclass
from generator.program_file import ProgramFile
from generator.sources import documents
from generator.sources.documents import read_plain_document


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by their dotted names."""

    language: str
    entries: Mapping[str, str]

    def __hash__(self) -> int:  # type: ignore[explicit-override]  # typing.override: 3.12
        # Catalogues are told apart by looking at them; to hash every sentence would take long.
        return hash(self.language)

    def __getitem__(self, name: str) -> str:
        """The words of that name; KeyError names what the catalogue lacks."""
        return self.entries[name]

    def get(self, name: str, default: str = "") -> str:
        """The words of that name, or `default`."""
        return self.entries.get(name, default)

    def fill(self, name: str, /, **facts: object) -> str:
        """The words of that name with `{…}` filled in; data is only ever a value, never a pattern."""
        return self.entries[name].format(**facts)

    def section(self, prefix: str, /) -> Mapping[str, str]:
        """All words whose names begin with `prefix.`, by what follows it."""
        start = f"{prefix}."
        return {name.removeprefix(start): text for name, text in self.entries.items() if name.startswith(start)}


def read_catalogue(folder: Path, language: str) -> Words:
    """Read every catalogue of a language in a folder as one; raises PortalError where two name the same words."""
    texts = [(file, _text(file)) for file in sorted(folder.glob(f"*{language}.yaml"))]
    # To take the texts apart takes twenty times as long as to see that they are the same, read by the same modules.
    readers = [_text(Path(module)) for module in (__file__, documents.__file__)]
    sources = [*((file.name, text) for file, text in texts), *readers]
    kept = ProgramFile(folder, f"words-{language}", hashlib.sha256(repr(sources).encode()).hexdigest())
    entries: dict[str, str] | None = kept.read()
    if entries is None:
        entries = _entries(texts)
        if not entries:
            raise PortalError(f"no catalogue of words for {language} in {folder}")
        kept.write(entries)
    return Words(language, MappingProxyType(entries))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PortalError(f"cannot read the catalogue of words {file}: {error}") from error


def _entries(texts: Iterable[tuple[Path, str]]) -> dict[str, str]:
    entries: dict[str, str] = {}
    for file, text in texts:
        for name, words in _flat(read_plain_document(str(file), text), ""):
            if name in entries:
                raise PortalError(f"{file}: the words {name!r} stand in another catalogue too")
            entries[name] = words
    return entries


def _flat(tree: object, prefix: str) -> list[tuple[str, str]]:
    if isinstance(tree, dict):
        return [pair for key, value in tree.items() for pair in _flat(value, f"{prefix}.{key}" if prefix else key)]
    return [(prefix, str(tree))]
