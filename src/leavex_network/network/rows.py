"""Rows: entries as flat dicts, for data frames, tables and JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

# pydantic, and so FastAPI, asks for this one before Python 3.12.
from typing_extensions import TypedDict

from leavex_network.models import Entry, FrozenMap


class _Texts(TypedDict):
    """The columns that a row has in each mode."""

    id: str
    kind: str
    name: str
    name_language: str | None
    url: str
    also_at: list[str]
    archived: str | None
    description: str
    description_language: str | None
    hashtags: list[str]
    territories: list[str]
    status: str
    text_source: str | None
    sources: list[str]
    note: str | None
    extra: dict[str, Any]
    host: str
    languages: list[str]


class Row(_Texts):
    """An entry as a flat dict, with its days as dates."""

    listed: date | None
    concluded: date | None
    closes: date | None


class JsonRow(_Texts):
    """An entry as a flat dict of JSON values: its days are strings `YYYY-MM-DD`."""

    listed: str | None
    concluded: str | None
    closes: str | None


FIELDS = (
    "id", "kind", "name", "name_language", "url", "also_at", "archived",
    "description", "description_language", "hashtags", "territories", "status", "listed",
    "concluded", "closes", "text_source", "sources", "note", "extra",
)  # fmt: skip
"""The columns that are fields of an entry, in order."""
DERIVED = ("host", "languages")
"""The columns that follow from the fields; tables in files, which are edited, do not have them."""
COLUMNS = (*FIELDS, *DERIVED)
"""The keys of each row, in order."""


def rows(entries: Iterable[Entry], language: str) -> list[Row]:
    """Return a dict for each entry, with all columns in each: see `Network.rows`.

    `language` is that of the network (BCP 47).
    """
    table: list[Row] = []
    for entry in entries:
        row = field_values(entry)
        row |= {"host": entry.host, "languages": languages_of(entry, language)}
        table.append(cast("Row", row))
    return table


def json_rows(entries: Iterable[Entry], language: str) -> list[JsonRow]:
    """Return the same rows in JSON values."""
    # As for the JSON document, which `load()` does not need.
    from leavex_network.models.json_values import json_value

    table: list[JsonRow] = []
    for row in rows(entries, language):
        values = {name: json_value(value) for name, value in row.items()}
        table.append(cast("JsonRow", values))
    return table


def field_values(entry: Entry) -> dict[str, Any]:
    """Return the values of the columns that are fields."""
    return {name: _value(getattr(entry, name)) for name in FIELDS}


def languages_of(entry: Entry, language: str) -> list[str]:
    """Return the languages in which an entry has texts (BCP 47), that of its original first.

    An entry without a description has its name as its text. `language` is that of the network.
    """
    own = entry.description_language if entry.description else entry.name_language
    return list(dict.fromkeys([own or language, *entry.translations]))


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, FrozenMap):
        return {name: _value(item) for name, item in value.items()}
    return value
