"""The garbage collector is switched off during work that makes no reference cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """Switch the garbage collector off, and on again at the end.

    Records form no cycles, and to search all of them again and again takes a third of the time; in a worker it would also
    touch, and so copy, the memory that the workers share.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
