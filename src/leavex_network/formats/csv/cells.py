"""The cells of a table: which there are, and how one is kept from running as a formula."""

import re
from collections.abc import Mapping

from leavex_network.network.rows import COLUMNS as ROW
from leavex_network.network.rows import Value

COLUMNS = (*ROW, "language", "source_urls", "source_days")
"""The header. Lists have spaces between their values; the last two go with `sources`, and then with `text_source`."""

NEEDED = ("kind", "id", "name", "url")
"""The columns that no table can be without."""

MARK = "\ufeff"
"""How a table begins: without it, some spreadsheets take the bytes for another encoding than UTF-8."""

_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet would run, or one that was kept from it."""

Row = Mapping[str, str]
"""The cells of a row, by their columns."""


def cell(value: Value) -> str:
    """Return a value as a cell that a spreadsheet shows, and does not run."""
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return f"'{text}" if _FORMULA.match(text) else text


def raw(shown: str) -> str:
    """Return what `cell` was given."""
    return shown[1:] if shown.startswith("'") and _FORMULA.match(shown) else shown


def sources_of(row: Row) -> list[str]:
    """Return the keys of the sources that a row names, each once."""
    return list(
        dict.fromkeys([*row.get("sources", "").split(), *row.get("text_source", "").split()])
    )
