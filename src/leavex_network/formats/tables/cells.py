"""The columns of a table, and the cells, which no spreadsheet runs as formulas."""

import re
from datetime import date

from leavex_network.network.rows import FIELDS

COLUMNS = (
    *(column for column in FIELDS if column != "extra"),
    "language",
    "source_urls",
    "source_days",
)
"""The header. Lists are separated by spaces; the last two are parallel to `sources`, followed by
`text_source`."""

REQUIRED = ("kind", "id", "name", "url")
"""The fields that every entry has."""

NEEDED = ("kind", "name", "url")
"""The columns that a table cannot do without: an id is made from the name."""

BYTE_ORDER_MARK = "\ufeff"
"""The start of a table: without it, some spreadsheets assume another encoding than UTF-8."""

# OWASP, "CSV Injection": these characters, and their full-width forms, start a formula. A cell that
# starts with one gets an apostrophe, and so does one that has such an apostrophe already.
_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def cell(value: str | list[str] | date | None) -> str:
    """Return a value as a cell that a spreadsheet shows and does not run."""
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return f"'{text}" if _FORMULA.match(text) else text


def raw(shown: str) -> str:
    """Return the text of a cell, the reverse of `cell`."""
    return shown[1:] if shown.startswith("'") and _FORMULA.match(shown) else shown
