"""Progress of work longer than a second: on standard error, on a terminal only."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS_BEFORE = 1.0
_SECONDS_BETWEEN = 0.1
_CLEAR = "\r\x1b[K"


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """Give a function to call with what is done and what there is; None without a terminal.

    What there is may be unknown: None.
    """
    if not sys.stderr.isatty():
        yield None
        return
    shown_at = time.monotonic() + _SECONDS_BEFORE
    is_shown = False

    def show(done: int, total: int | None) -> None:
        nonlocal shown_at, is_shown
        now = time.monotonic()
        if now < shown_at:
            return
        shown_at, is_shown = now + _SECONDS_BETWEEN, True
        of_all = "" if total is None else f" of {total:,}"
        sys.stderr.write(f"{_CLEAR}{title}: {done:,}{of_all}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        if is_shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
