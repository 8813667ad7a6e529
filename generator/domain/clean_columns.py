"""Many cells proved clean at one stroke: one expression runs over all of them joined, where most files need no more."""

import re
from collections.abc import Collection
from typing import Final

from generator.domain import characters, credit_codes, links, personal_data
from generator.domain.column_roles import Role
from generator.domain.figures import has_chain

_BETWEEN: Final = "\uffff"
"""Parts the cells: no character, and in none that is clean."""
_CODE: Final = re.compile("[0-9A-Z]{18}")
"""A right code is clean whatever it ends with: only of a wrong one may a spreadsheet have lost the last figures."""
_JOINED: Final = {
    role: re.compile(rf"(?:(?:{pattern.pattern}){_BETWEEN})*+")
    for role, pattern in (*characters.CLEAN.items(), (Role.LINK, links.PLAIN), (Role.USCC, _CODE))
}


def all_clean(cells: Collection[str], role: Role) -> bool:
    """Whether cells that are not empty are surely clean: no fault of characters, no personal data, a safe link, a right code.

    False says nothing: whoever hears it looks at each cell.
    """
    joined = _BETWEEN.join(cells) + _BETWEEN
    if joined.count(_BETWEEN) != len(cells) or _JOINED[role].fullmatch(joined) is None:
        return False
    if role is Role.LINK:
        return links.all_public(joined, cells) and not personal_data.may_hold_identity_number(joined)
    if role is Role.USCC:
        return all(map(credit_codes.is_valid, cells)) and not personal_data.may_hold_identity_number(joined)
    return not has_chain(joined) and (role is not Role.TEXT or not personal_data.may_hold_words(joined))
