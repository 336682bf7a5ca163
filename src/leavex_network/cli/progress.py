"""A bar for work that takes longer than a second: on standard error, on a terminal only."""

import math
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from leavex_network.progress import reported

if TYPE_CHECKING:
    from rich.progress import Progress

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
    # Without one, as with `2>&-` or below pythonw.exe, Python has None in its place.
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    return is_terminal and os.environ.get("TERM", "") not in ("dumb", "unknown")


class _Bar:
    """A bar that is drawn a second after it was made, and then ten times a second at most."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.drawn_at = time.monotonic() + _SECONDS_BEFORE
        """When it is drawn next."""
        self.progress: Progress | None = None

    def show(self, done: int, total: int | None) -> None:
        """Draw the bar, if it is time: a share of the total, or how much is done without one."""
        now = time.monotonic()
        if now < self.drawn_at:
            return
        self.drawn_at = now + _SECONDS_BETWEEN
        try:
            self._draw(done, total)
        except OSError:
            # The terminal was closed: the work goes on without it.
            self.progress, self.drawn_at = None, math.inf

    def _draw(self, done: int, total: int | None) -> None:
        if self.progress is None:
            # Ctrl-C may come at any moment from here on: what is begun is removed.
            self.progress = _made()
            self.progress.add_task(self.title, total=None, amount="")
            self.progress.start()
        amount = f"{done:,}" if total is None else f"{done / max(total, 1):.0%}"
        for task in self.progress.task_ids:
            self.progress.update(task, completed=done, total=total, amount=amount)
        self.progress.refresh()

    def remove(self) -> None:
        """Clear the line of the bar."""
        if self.progress is not None:
            with suppress(OSError):
                self.progress.stop()


def _made() -> "Progress":
    """Return a bar of rich."""
    # Only here: what is done within a second does not need them.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[amount]}", markup=False),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
