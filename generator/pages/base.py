"""What every page of the site has."""

from generator.domain import addresses
from generator.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside the site."""

    text: str
    path: str
    """From the site's root, written out to `index.html`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where a page stands and what it is called."""

    path: str
    title: str
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    section: str = ""
    """The entry of the navigation to which the page belongs."""
    canonical: str = ""
    """The page to which search engines should go, where this is but another address of it; empty for all others."""
    feeds: tuple[Link, ...] = ()
    """What programs that follow feeds find when they are given the page's address."""
    base: str = ""
    """The path of the site's root on its host, for a page that is served at any address; empty for all others."""

    @property
    def root(self) -> str:
        """What leads from the page to the site's root."""
        return self.base or addresses.root_from(self.path)


def nothing(_: str) -> str:
    """What stands for the whole address of a page where the site's own address is not known."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a record was read."""

    url: str
    """http or https with a host; the check refuses anything else. Empty where the record has no source."""
