"""Report findings: as an error at a line and a column of a text, or as warnings."""

import warnings
from collections.abc import Iterable

from leavex_network.errors import DataError, NetworkWarning
from leavex_network.findings import Finding

MOST_PROBLEMS = 100
"""How many problems an error holds; the rest are counted."""


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
