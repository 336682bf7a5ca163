"""Writing JSON: the same text every time, a fact a line, in the style of `data/network.json`."""

import json
import re
import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any

from leavex_network.errors import NetworkWarning
from leavex_network.findings import Finding
from leavex_network.models import Entry, Source
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.network import Network

_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_PRUNE = "Take it out with prune=True, or --prune."
_ALWAYS = ("kind", "language", "status", "title", "version")
"""What is said also where it is what would be taken for granted."""


def dumps(
    network: Network[Entry], *, onto: str | None = None, prune: bool = False, **_: object
) -> str:
    """Return the network as JSON: the keys in the order of the models' fields, a fact a line.

    Args:
        network: What is written.
        onto: What the file holds: from it, the address of the schema is kept, and what a network that was read from
            pages or a table cannot say.
        prune: Whether entries of `onto` that the network lacks are left out.
    """
    if onto is not None and network.origin != "data":
        from leavex_network.formats.json.merging import left, merged
        from leavex_network.formats.json.reader import loads

        result = merged(network, loads(onto), prune=prune)
        for name in left(network, result):
            message = "the file holds this entry, and what was read does not; it stays."
            note = Finding(code="not-in-network", message=message, remedy=_PRUNE, entry=name)
            warnings.warn(NetworkWarning(str(note)), stacklevel=3)
        network = result
    elif onto is not None and network.schema is None:
        network = network.with_schema(_schema_of(onto))
    return "\n".join(_lines(network.to_document(), "")) + "\n"


def _schema_of(text: str) -> str | None:
    """Return the address of a schema that a JSON text names, if it is JSON at all."""
    try:
        schema = json.loads(text).get("$schema")
    except (ValueError, AttributeError, RecursionError):
        return None
    return schema if isinstance(schema, str) else None


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a value; lists of plain values, and sources, stand on one."""
    if isinstance(value, Record) and not isinstance(value, Source):
        yield from _block(
            "{}", [(f"{_scalar(name)}: ", item) for name, item in _items(value)], indent
        )
    elif isinstance(value, FrozenMap):
        yield from _block(
            "{}", [(f"{_scalar(key)}: ", item) for key, item in value.items()], indent
        )
    elif isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        yield from _block("[]", [("", item) for item in value], indent)
    else:
        yield _on_one_line(value)


def _block(brackets: str, items: list[tuple[str, Any]], indent: str) -> Iterator[str]:
    if not items:
        yield brackets
        return
    inner = indent + "  "
    yield brackets[0]
    for number, (start, item) in enumerate(items, 1):
        first, *rest = _lines(item, inner)
        lines = [f"{inner}{start}{first}", *rest]
        lines[-1] += "," if number < len(items) else ""
        yield from lines
    yield indent + brackets[1]


def _items(record: Record) -> list[tuple[str, Any]]:
    """Return the keys and values of a record, without those that say no more than their absence."""
    fields = type(record).model_fields.items()
    pairs = [(name, field, getattr(record, name)) for name, field in fields]
    return [
        (field.alias or name, value)
        for name, field, value in pairs
        if name in _ALWAYS
        or value != field.get_default(call_default_factory=True, validated_data={})
    ]


def _on_one_line(value: Any) -> str:
    if isinstance(value, Source):
        return (
            "{"
            + ", ".join(f"{_scalar(name)}: {_scalar(item)}" for name, item in _items(value))
            + "}"
        )
    if isinstance(value, tuple):
        return "[" + ", ".join(_scalar(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: str | int | date) -> str:
    text = json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)
    # What cannot be seen is written so that it can.
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
