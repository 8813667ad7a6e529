"""Which notice of a cycle changes which: corrections, extensions and withdrawals name the row that they change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.domain.records import Notice


class NoticeChains:
    """The notices of one cycle, each with the rows that name it in `corrects`."""

    __slots__ = ("later",)

    def __init__(self, notices: Sequence[Notice]) -> None:
        held = {notice.notice_id for notice in notices if notice.notice_id}
        later: dict[str, list[Notice]] = {}
        for notice in notices:
            if notice.corrects in held and notice.corrects != notice.notice_id:
                later.setdefault(notice.corrects, []).append(notice)
        self.later: Mapping[str, Sequence[Notice]] = later
        """The rows by the notice that they correct, extend or withdraw, in file order."""

    def chain(self, notice: Notice) -> Iterator[Notice]:
        """The notice with every later row about it at any remove, the nearest first; a circle ends where it began."""
        waiting, seen = [notice], {notice.notice_id}
        while waiting:
            current = waiting.pop(0)
            yield current
            for row in self.later.get(current.notice_id, ()):
                if row.notice_id not in seen:
                    seen.add(row.notice_id)
                    waiting.append(row)


def original(notice: Notice, notices: Mapping[str, Notice]) -> Notice:
    """The notice of which a row changes something, at any remove, or the row itself; `notices` holds those of the cycle by id."""
    row, passed = notice, {notice.notice_id}
    while row.corrects in notices and row.corrects not in passed:
        passed.add(row.corrects)
        row = notices[row.corrects]
    return row


def day_of_reckoning(notice: Notice, decided_on: date) -> date:
    """The day by which rows count for the end of the notice that a decision names: its own, or that of a row which came out later."""
    return max(decided_on, notice.published_on or decided_on)


def is_withdrawn(notice: Notice, withdrawals: Iterable[Notice]) -> bool:
    """Whether one of some rows withdraws a notice, and is not withdrawn in its turn by another one of them.

    A file may hold any number of them one upon another, hence no call upon call.
    """
    backs: dict[str, list[str]] = {}
    for row in withdrawals:
        if row.notice_id != notice.notice_id:
            backs.setdefault(row.corrects, []).append(row.notice_id)
    names = [notice.notice_id]
    chain: list[tuple[str, list[str]]] = []
    for name in names:
        chain.append((name, backs.pop(name, [])))
        names += chain[-1][1]
    withdrawn: set[str] = set()
    for name, later in reversed(chain):
        if not withdrawn.issuperset(later):
            withdrawn.add(name)
    return notice.notice_id in withdrawn
