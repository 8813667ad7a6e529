"""Links to the pages that many others name: a jurisdiction's own, a cycle's, a notice's."""

from generator.domain import addresses
from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.records import Notice
from generator.pages.base import Link


def jurisdiction_link(jurisdiction: Jurisdiction) -> Link:
    """The jurisdiction's own page."""
    return Link(text=jurisdiction.name, path=addresses.jurisdiction(jurisdiction.slug))


def cycle_link(cycle: Cycle) -> Link:
    """The page of a cycle."""
    return Link(text=cycle.name, path=addresses.cycle(cycle.jurisdiction, cycle.slug))


def notice_link(cycle: Cycle, notice: Notice) -> Link:
    """The page of a notice of the cycle."""
    return Link(text=notice.title, path=addresses.notice(cycle.jurisdiction, cycle.slug, notice.notice_id))
