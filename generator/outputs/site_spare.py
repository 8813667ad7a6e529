"""What a new site is made from: the spare, which is the site before the present one, or else an empty folder.

Two builds in a row have most files in common. So the site that a build has replaced is kept beside it, and the next build
changes in it what is to change, instead of making every folder and every link anew. It must be what was noted when it was
complete: a changed folder makes the whole spare useless, a changed file only the part to which it belongs.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from generator.frozen import dataclass
from generator.outputs.site_manifest import (
    NOTHING,
    Note,
    Notes,
    as_sheets,
    folders_of,
    noted_folders,
    read_notes,
    same_content,
)
from generator.outputs.site_parts import Part
from generator.outputs.site_tree import look_through, remove_empty, remove_files, sheets_of
from generator.outputs.site_workers import remove_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The folder in which the new site is made, with what stands there already."""

    folder: Path
    standing: Sequence[Note] = ()
    """The parts that are as they are wanted."""
    left: Sequence[Part]
    """The parts that are to be written."""
    removed: Sequence[Note] = ()
    """The parts whose files have been removed, while their folders are still there."""
    sheets: Sequence[bytes] = ()
    """The folders as they were before that."""

    def notes(self, written: Sequence[Note], workers: int) -> Notes:
        """What is to be noted of the site once all that was left has been written; folders that have become empty go."""
        parts = {note.name: note for note in (*self.standing, *written) if note.key}
        if len(parts) < len(self.standing) + len(written):
            return Notes(parts, ())
        if not self.sheets:
            return Notes(parts, tuple(sheets_of(self.folder, written, workers)))
        made = folders_of(written)
        touched = folders_of(self.removed) | made
        remove_empty(self.folder, touched - made - {""})
        now = sheets_of(self.folder, [*self.removed, *written], workers)
        untouched = (kept for sheet in self.sheets for kept in noted_folders(sheet) if kept[0] not in touched)
        return Notes(parts, tuple(as_sheets(chain(untouched, *map(noted_folders, now)))))


def prepare(folder: Path, spare: Path, notes: Path, parts: Sequence[Part], workers: int) -> Ground:
    """Make the ground of a new site in `folder`, of the spare where it has notes; afterwards there is neither."""
    found = read_notes(notes) if all(part.key for part in parts) else NOTHING
    ground = None
    if found.folders and spare.is_dir() and not spare.is_symlink():
        # From here on it is unfinished, and thrown away if this build should die.
        spare.rename(folder)
        ground = _adapted(folder, found, parts, workers)
    notes.unlink(missing_ok=True)
    if ground is not None:
        return ground
    for leftover in (folder, spare):
        discard(leftover, workers)
    folder.mkdir()
    return Ground(folder=folder, left=parts)


def discard(folder: Path, workers: int) -> None:
    """Remove a folder, or whatever stands in its place; raises OSError."""
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)  # to look into a pipe would take until somebody writes into it
    else:
        remove_folder(folder, workers)
        if folder.exists():  # and now say why
            shutil.rmtree(folder)


def _adapted(folder: Path, notes: Notes, parts: Sequence[Part], workers: int) -> Ground | None:
    """The spare without what is not wanted any longer; None where it is not what was noted."""
    noted = notes.parts
    possible = {part.name: part for part in parts if part.name in noted and _may_stand(part, noted[part.name])}
    # To find a checksum over the content may take as long as everything else, so that others do everything else.
    undecided = {
        name: partial(part.content, noted[name].content)
        for name, part in possible.items()
        if part.content and part.key != noted[name].key
    }
    sound, altered, found = look_through(
        folder, notes, [noted[name] for name in possible], list(undecided.values()), workers
    )
    if not sound:
        return None
    contents: dict[str, str] = dict(zip(undecided, found, strict=True))
    standing = {
        name: noted[name]._replace(key=part.key, content=contents.get(name, noted[name].content))
        for name, part in possible.items()
        if name not in altered and (name not in contents or same_content(contents[name], noted[name].content))
    }
    removed = [note for name, note in noted.items() if name not in standing]
    # All of them before anything is written, since a path may move from one part to another.
    remove_files(folder, removed, workers)
    left = [_decided(part, contents) for part in parts if part.name not in standing]
    return Ground(folder=folder, standing=[*standing.values()], left=left, removed=removed, sheets=notes.folders)


def _may_stand(part: Part, note: Note) -> bool:
    return part.key == note.key or part.content is not None


def _decided(part: Part, contents: Mapping[str, str]) -> Part:
    """The part with the checksum over its content where that has been found."""
    return replace(part, content=lambda _: contents[part.name]) if part.name in contents else part
