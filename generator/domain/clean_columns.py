"""Many cells proved clean in one step: one expression runs over all of them joined, and most files need no more."""

import re
from collections.abc import Collection
from typing import Final

from generator.domain import characters, credit_codes, links, personal_data
from generator.domain.column_roles import Role
from generator.domain.figures import FEWEST, has_chain

_BETWEEN: Final = "\uffff"
"""Separates the joined cells: U+FFFF is no character, and no clean cell holds it."""
_ID: Final = re.compile(rf"(?!(?:[0-9]{{1,17}}|[0-9]++e[0-9]*){_BETWEEN})[a-z0-9]++(?:-[a-z0-9]++)*+")
"""An id of the contract, unless it looks as if a spreadsheet had made a number of it."""
_JOINED: Final = {
    role: re.compile(rf"(?:(?:{pattern.pattern}){_BETWEEN})*+")
    for role, pattern in (*characters.CLEAN.items(), (Role.LINK, links.PLAIN), (Role.IDENTIFIER, _ID))
}
_CHAIN_IN_ID: Final = re.compile(r"[0-9](?<![0-9]{2})(?:[\-_]*+[0-9]){10}")
"""What has_chain finds in the characters of an id."""


def all_clean(cells: Collection[str], role: Role) -> bool:
    """Whether cells that are not empty are surely clean: no fault of characters, no personal data, a safe link, a right code.

    False says nothing: then each cell has to be looked at.
    """
    if role is Role.USCC:
        # A right code is clean whatever it ends with, unless it is an identity number as well.
        return credit_codes.all_valid(cells) and not personal_data.may_hold_identity_number("\n".join(cells))
    joined = _BETWEEN.join(cells) + _BETWEEN if cells else ""
    if joined.count(_BETWEEN) != len(cells) or _JOINED[role].fullmatch(joined) is None:
        return False
    if role is Role.LINK:
        return links.all_public(joined, cells) and not personal_data.may_hold_identity_number(joined)
    if role is Role.IDENTIFIER:
        return max(map(len, cells), default=0) < FEWEST or _CHAIN_IN_ID.search(joined) is None
    return not has_chain(joined) and (role is not Role.TEXT or not personal_data.may_hold_words(joined))
