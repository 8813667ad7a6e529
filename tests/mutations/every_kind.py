"""All kinds of fault: importing the modules enters them."""

from tests.mutations import (  # noqa: F401 - they enter their kinds
    cell_faults,
    change_faults,
    code_faults,
    document_faults,
    file_faults,
    reference_faults,
    regulation_faults,
)
from tests.mutations.kinds import KINDS

__all__ = ["KINDS"]
