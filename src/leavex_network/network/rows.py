"""Entries as flat rows, for data frames and tables."""

from collections.abc import Iterable
from datetime import date

from leavex_network.models import Entry

Value = str | list[str] | date | None

COLUMNS = (
    "id",
    "kind",
    "name",
    "name_language",
    "url",
    "also_at",
    "description",
    "description_language",
    "hashtags",
    "territories",
    "status",
    "listed",
    "concluded",
    "closes",
    "text_source",
    "sources",
    "note",
)
"""The keys of every row, in their order."""


def rows(entries: Iterable[Entry]) -> list[dict[str, Value]]:
    """Return a dict for each entry, with every column in each: see `Network.rows`."""
    return [{column: _value(getattr(entry, column)) for column in COLUMNS} for entry in entries]


def _value(value: str | tuple[str, ...] | date | None) -> Value:
    return [str(item) for item in value] if isinstance(value, tuple) else value
