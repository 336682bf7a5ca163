"""Report findings: as an error at a line and a column of a text, or as warnings."""

import warnings
from collections.abc import Iterable
from math import inf
from typing import Generic, TypeVar

from leavex_network.errors import DataError, NetworkWarning
from leavex_network.findings import Finding

P = TypeVar("P")

MOST_PROBLEMS = 100
"""How many problems an error holds; the rest are counted."""

MOST_COUNTED = 10_000
"""How many problems are counted, before reading stops."""

READ_ON = 1_000_000
"""How far a text is read for counting, behind the last problem that an error holds."""


class Collected(Generic[P]):
    """The first problems of a text that is read once, and the number of all."""

    def __init__(self) -> None:
        self.kept: list[P] = []
        self.count = 0
        """The number of all problems so far."""
        self.stop = inf
        """The offset behind which reading stops: far enough behind the last problem kept."""

    def add(self, count: int) -> None:
        """Count problems."""
        self.count += count
        if self.count > MOST_COUNTED:
            self.stop = 0

    def remaining(self) -> int:
        """Return how many more problems can be kept."""
        return MOST_PROBLEMS - len(self.kept)

    def keep(self, problem: P, offset: int) -> None:
        """Keep a problem; one more must remain."""
        self.kept.append(problem)
        if not self.remaining():
            self.stop = min(self.stop, offset + READ_ON)


def data_error(
    code: str, message: str, remedy: str, *, file: str, line: int = 1, column: int = 1
) -> DataError:
    """Return the error of a text with a single problem: see `Finding`."""
    finding = Finding(
        code=code, message=message, remedy=remedy, file=file, line=line, column=column
    )
    return DataError([finding])


def warn(findings: Iterable[Finding]) -> None:
    """Issue a warning for each finding."""
    # It names the line that called `loads`, `dumps`, `read` or `write`, two frames above ours.
    for finding in findings:
        warnings.warn(NetworkWarning(str(finding)), stacklevel=4)
