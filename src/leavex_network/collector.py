"""Pause Python's collector of cyclic garbage while a long text becomes objects, all of which stay.

The collector looks at all of them again and again: without it, reading 100,000 entries takes a
third less time, and the time for each entry does not grow with their number.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_LONG = 1_000_000
"""In characters: less is read in a few collections, which take no time that matters."""


@contextmanager
def paused(length: int) -> Iterator[None]:
    """Pause the collector while texts of so many characters are read, if they are long.

    It is the collector of all threads: what they leave is collected afterwards. One that is off
    stays off.
    """
    if length < _LONG or not gc.isenabled():
        yield
        return
    try:
        # Inside: Ctrl-C may come as soon as it is off.
        gc.disable()
        yield
    finally:
        gc.enable()
