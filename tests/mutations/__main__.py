"""`python -m tests.mutations`: every kind of fault on fifty seeds, the mendings, and with --speed the speed."""

import argparse
import sys
from collections.abc import Sequence

from tests.mutations.measuring import Score, measure
from tests.mutations.speed import speeds
from tests.mutations.wrong_mendings import tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 0 where every figure is as it has to be."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--seeds", type=int, default=50, help="clean folders, and tries of each kind")
    parser.add_argument("--mendings", type=int, default=10_000, help="tables to damage and mend")
    parser.add_argument("--kind", action="append", default=[], help="only this kind; may be given again")
    parser.add_argument("--speed", action="store_true", help="measure the speed instead")
    options = parser.parse_args(arguments)
    if options.speed:
        print("\n".join(speeds().lines()))
        return 0
    scores, false_alarms = measure(range(options.seeds), options.kind)
    good = _table(scores) and not false_alarms
    print(f"\n{options.seeds} clean folders: {false_alarms} diagnostics")
    counts = tally(options.mendings)
    print(
        f"{counts.files} tables mended: of {counts.cells} damaged cells {counts.restored} restored, "
        f"{counts.left} left as they were, {counts.wrong} wrong {counts.example}"
    )
    return 0 if good and not counts.wrong else 1


def _table(scores: Sequence[Score]) -> bool:
    """Print one line a kind; whether all figures are good enough."""
    print(f"{'kind':44} {'tried':>6} {'told':>6} {'placed':>6} {'alone':>6}")
    for score in scores:
        mark = "" if score.alone == score.tried else "  <"
        print(f"{score.kind.name:44} {score.tried:6} {score.detected:6} {score.placed:6} {score.alone:6}{mark}")
        for wrong in score.wrong:
            print(f"    {wrong}")
    tried = sum(score.tried for score in scores)
    told, placed, alone = (sum(getattr(score, name) for score in scores) for name in ("detected", "placed", "alone"))
    print(f"{len(scores)} kinds{'':36} {tried:6} {told:6} {placed:6} {alone:6}")
    always = all(score.detected == score.tried for score in scores if score.kind.always)
    return always and told >= 0.99 * tried and placed == told and alone == told


if __name__ == "__main__":
    sys.exit(main())
