"""Rows: entries as flat dicts, for data frames and tables."""

from collections.abc import Iterable
from datetime import date

from leavex_network.models import Entry

Value = str | list[str] | date | None

COLUMNS = (
    "id", "kind", "name", "name_language", "url", "also_at", "archived",
    "description", "description_language", "hashtags", "territories", "status", "listed",
    "concluded", "closes", "text_source", "sources", "note",
)  # fmt: skip
"""The keys of each row, in order."""


def rows(entries: Iterable[Entry]) -> list[dict[str, Value]]:
    """Return a dict for each entry, with all columns in each: see `Network.rows`."""
    table: list[dict[str, Value]] = []
    for entry in entries:
        table.append({column: _value(getattr(entry, column)) for column in COLUMNS})
    return table


def _value(value: str | tuple[str, ...] | date | None) -> Value:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return value
