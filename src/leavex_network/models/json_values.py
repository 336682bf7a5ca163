"""The values of a JSON document: what the models are in JSON, without what says nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from leavex_network.models.frozen import FrozenMap, Record

_ALWAYS_WRITTEN = ("kind", "language", "status", "title", "version")
"""The keys that are written even where they have their default values."""


def written_items(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of a record, except those that say no more than their absence."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        default = field.get_default(call_default_factory=True, validated_data={})
        if name in _ALWAYS_WRITTEN or value != default:
            yield field.alias or name, value


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
