"""Full-width letters, figures and signs, as Chinese input methods write them, and their half-width forms."""

from types import MappingProxyType
from typing import Final

FIRST, LAST, DISTANCE = 0xFF01, 0xFF5E, 0xFEE0
"""The full-width forms of ASCII in Unicode, and how far each stands from its half-width form."""
HALF_WIDTH: Final = MappingProxyType({code: code - DISTANCE for code in range(FIRST, LAST + 1)})
"""A table for `str.translate`."""
