"""The collector of circles stays out of the way of work that makes none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """Leave the search for unreachable circles to the end.

    Records make none, and looking through all of them again and again takes a third of the time; in a worker it would also
    touch, and so copy, the memory that the workers share.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
