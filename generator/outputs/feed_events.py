"""What has happened, as the entries of feeds: an event is put into words only when it is among those shown."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from generator.domain.portal import Jurisdiction
from generator.frozen import dataclass
from generator.outputs.notice_lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened by the day of the build."""

    id: tuple[str, ...]
    """Slugs and ids that name it for ever."""
    title: str
    published: date
    updated: date
    """The last day on which something happened to it."""
    page: str
    """From the site's root, written out to `index.html`."""
    source_url: str
    """May be empty."""
    jurisdiction: Jurisdiction
    lines: Callable[[], Sequence[Line]]


def happened(days: Iterable[date | None], as_of: date) -> list[date]:
    """Those of the days that have come."""
    return [day for day in days if day is not None and day <= as_of]
