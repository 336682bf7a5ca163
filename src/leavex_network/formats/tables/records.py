"""The columns of a network's table and the values of its rows, before they are written as cells."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from leavex_network.formats.tables.cells import COLUMNS, REQUIRED
from leavex_network.formats.tables.own_fields import PREFIX, OwnValue, own_text
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.rows import field_values

Value = OwnValue | list[str] | date | None
"""The value of a cell: a text, a list, a day, or a value of an own field."""

FOR_PEOPLE = (
    *("name", "kind", "url", "territories", "description", "hashtags", "status"),
    *("listed", "concluded", "closes", "also_at", "archived", "note"),
)
"""The columns of a table for people that come first, before own fields and the other columns."""


def columns(network: Network[Entry]) -> tuple[str, ...]:
    """Return the columns of a network's table; own fields, sorted, are the last."""
    return (*COLUMNS, *_own_columns(network))


def columns_for_people(network: Network[Entry]) -> tuple[str, ...]:
    """Return the columns of a table for people.

    Without those that are empty in each row, but with those that every table has.
    """
    own = _own_columns(network)
    others = [name for name in COLUMNS if name not in FOR_PEOPLE]
    ordered = (*FOR_PEOPLE, *own, *others)
    if not len(network):
        return ordered
    filled = {*REQUIRED, "language", *own}
    for values in records(network):
        filled.update(name for name, value in values.items() if value)
    return tuple(name for name in ordered if name in filled)


def records(network: Network[Entry]) -> Iterator[dict[str, Value]]:
    """Yield the values of each entry by their columns, in the language of the network."""
    for entry in network:
        values: dict[str, Value] = field_values(entry)
        del values["extra"]
        values |= {f"{PREFIX}{name}": value for name, value in entry.extra.items()}
        keys = dict.fromkeys([*entry.sources, entry.text_source])
        sources = [network.about.sources[key] for key in keys if key]
        values["language"] = network.about.language
        values["source_urls"] = [source.url for source in sources]
        values["source_days"] = [source.date.isoformat() for source in sources]
        yield values


def plain_text(column: str, values: Mapping[str, Value]) -> str:
    """Return the value of a column as programs read it."""
    value = values.get(column)
    if value is None:
        return ""
    if column.startswith(PREFIX):
        return own_text(cast("OwnValue", value))
    return " ".join(value) if isinstance(value, list) else str(value)


def _own_columns(network: Network[Entry]) -> list[str]:
    names = {name for entry in network for name in entry.extra}
    return [f"{PREFIX}{name}" for name in sorted(names)]
