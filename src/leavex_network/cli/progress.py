"""A bar for work that takes longer than a second: on standard error, on a terminal only."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leavex_network.progress import reported

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SECONDS_BEFORE = 1.0
_SECONDS_BETWEEN = 0.1


@contextmanager
def progress_bar(title: str) -> Iterator[None]:
    """Show how far the work of this block is, if it takes longer than a second.

    The bar is removed at the end, also after an error.
    """
    if not _is_shown():
        yield
        return
    bar = _Bar(title)
    try:
        with reported(bar.show):
            yield
    finally:
        bar.remove()


def _is_shown() -> bool:
    """Tell whether standard error is a terminal whose lines can be replaced."""
    return sys.stderr.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")


class _Bar:
    """A bar that is drawn a second after it was made, and then ten times a second at most."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.drawn_at = time.monotonic() + _SECONDS_BEFORE
        """When it is drawn next."""
        self.drawn: tuple[Progress, TaskID] | None = None

    def show(self, done: int, total: int | None) -> None:
        """Draw the bar, if it is time: a share of the total, or how much is done without one."""
        now = time.monotonic()
        if now < self.drawn_at:
            return
        self.drawn_at = now + _SECONDS_BETWEEN
        if self.drawn is None:
            self.drawn = _started(self.title)
        progress, task = self.drawn
        amount = f"{done:,}" if total is None else f"{done / max(total, 1):.0%}"
        progress.update(task, completed=done, total=total, amount=amount, refresh=True)

    def remove(self) -> None:
        """Clear the line of the bar."""
        if self.drawn is not None:
            progress, _ = self.drawn
            progress.stop()


def _started(title: str) -> "tuple[Progress, TaskID]":
    """Return a bar of rich, and its only task."""
    # Only here: what is done within a second does not need them.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[amount]}", markup=False),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.start()
    return progress, progress.add_task(title, total=None, amount="")
