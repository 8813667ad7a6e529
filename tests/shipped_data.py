"""The data that the repository ships, without what a body that runs the portal has added beside them.

The tests say what the shipped records say. Records that are added are judged by `make check`, and must fail no test of
the program: a jurisdiction or a cycle that the repository itself is to answer for is named here.
"""

import shutil
from pathlib import Path
from typing import Final

from generator.build import ROOT

CYCLES: Final = {"baoding": (), "hangzhou": ("2023",), "jindong": (), "shanghai": ("2021",), "wenling": ()}
"""The shipped jurisdictions with their cycles."""


def put_shipped(into: Path, data: Path = ROOT / "data") -> Path:
    """Copy the shipped part of a data folder; the copy."""
    shutil.copytree(data, into, ignore=_added)
    return into


def _added(folder: str, names: list[str]) -> set[str]:
    here = Path(folder)
    if here.name == "jurisdictions":
        return set(names) - set(CYCLES)
    if here.parent.name == "jurisdictions":
        return {name for name in names if (here / name / "cycle.yaml").is_file()} - set(CYCLES[here.name])
    return set()
