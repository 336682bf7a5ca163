"""Values that are derived from an entry, such as its HTML: computed once, kept as long as it is.

Copies of an entry share those that are the same for both.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from leavex_network.models.frozen import Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_TEXTS = ("name", "url", "description")
_READS: Mapping[str, tuple[str, ...]] = {
    "text": ("description",),
    "html": ("description",),
    "links": ("description",),
    "keys": (),
    "attributes": (),
}
"""The texts that the value of a name is derived from; by default all of them."""


def derived(entry: R, name: str, compute: Callable[[R], T]) -> T:
    """Return a value that is derived from an entry, under a name that no other value has.

    It may be derived from anything but the languages of its texts and their translations.
    """
    values = _values(entry)
    if name not in values:
        values[name] = compute(entry)
    value: T = values[name]
    return value


def slot(entry: object, name: str) -> Any:
    """Return the value of a slot of an entry; None as long as nothing is in it."""
    try:
        return object.__getattribute__(entry, name)
    except AttributeError:
        # By `getattr`, pydantic would look for a private attribute first, which takes longer.
        return None


def equal_copy(entry: R) -> R:
    """Return an equal entry with the same derived values: what is derived from either is both's."""
    copied = _copy(entry)
    object.__setattr__(copied, "_derived", _values(entry))
    return copied


def copy_with_texts(entry: R, changes: Mapping[str, Any]) -> R:
    """Return a copy of an entry with other texts, whose values were validated as its own were.

    Args:
        entry: An entry.
        changes: Its texts and their languages, addresses and translations, by field.
    """
    copied = _copy(entry)
    vars(copied).update(changes)
    copied.__pydantic_fields_set__.update(changes)
    values = _values(entry)
    texts = [name for name in _TEXTS if name in changes]
    if texts:
        # A list, because another thread may derive a further value at the same time.
        items = list(values.items())
        values = {name: value for name, value in items if not _reads(name, texts)}
    object.__setattr__(copied, "_derived", values)
    return copied


def _reads(name: str, texts: Iterable[str]) -> bool:
    """Tell whether a value is derived from one of these texts."""
    read = _READS.get(name, _TEXTS)
    return any(text in read for text in texts)


def _copy(entry: R) -> R:
    # `copy.copy` would return the entry itself, which is immutable.
    copied: R = cast("Any", BaseModel).__copy__(entry)
    return copied


def _values(entry: Record) -> dict[str, Any]:
    """Return the derived values of an entry, to which others may be added."""
    values: dict[str, Any] | None = slot(entry, "_derived")
    if values is None:
        values = {}
        object.__setattr__(entry, "_derived", values)
    return values
