"""The values of a JSON document: what the models are in JSON, without what says nothing."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from leavex_network.models.frozen import FrozenMap, Record

_ALWAYS_WRITTEN = ("kind", "language", "status", "title", "version")
"""The keys that are written even where they have their default values."""


class _Key(NamedTuple):
    """How a field of a record is written."""

    name: str
    """The name of the field."""
    key: str
    """The key in JSON."""
    default: Any
    is_always_written: bool


def written_items(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of a record, except those that say no more than their absence."""
    values = vars(record)
    for name, key, default, is_always_written in _keys(type(record)):
        value = values[name]
        # Most values are their default itself, which takes less time to see.
        if is_always_written or (value is not default and value != default):
            yield key, value


@cache
def _keys(kind: type[Record]) -> tuple[_Key, ...]:
    """Return how the fields of a class are written, in their order."""
    keys: list[_Key] = []
    for name, field in kind.model_fields.items():
        default = field.get_default(call_default_factory=True, validated_data={})
        keys.append(_Key(name, field.alias or name, default, name in _ALWAYS_WRITTEN))
    return tuple(keys)


def json_value(value: Any) -> Any:
    """Return a value of a model as JSON has it: a dict, list, string, number or None."""
    if isinstance(value, Record):
        return {key: json_value(item) for key, item in written_items(value)}
    if isinstance(value, FrozenMap):
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [json_value(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    # A territory is a string of its own class.
    return str(value) if isinstance(value, str) else value
