"""A network on an earlier day, and the difference between two networks."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from leavex_network.errors import ArgumentError, expect
from leavex_network.models import Entry
from leavex_network.models.fields import day

E = TypeVar("E", bound=Entry)

_REOPENED = {"status": "active", "concluded": None}


class Change(NamedTuple):
    """An entry that both networks contain, with differences."""

    before: Entry
    after: Entry
    fields: tuple[str, ...]
    """The names of the fields that differ."""


class Diff(NamedTuple):
    """The difference from one network to another."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]


def read_day(value: date | str) -> date:
    """Return a day, given as a date or as `YYYY-MM-DD`."""
    expect(value, (str, date), "A day is a date, or a string YYYY-MM-DD")
    try:
        return day(value)
    except PydanticCustomError as error:
        raise ArgumentError(str(error)) from None


def entries_as_of(entries: Iterable[E], until: date) -> tuple[E, ...]:
    """Return the entries listed at the end of a day; those concluded later are active again."""
    selected: list[E] = []
    for entry in entries:
        if entry.listed is not None and entry.listed > until:
            continue
        is_concluded_later = entry.concluded is not None and entry.concluded > until
        selected.append(entry.model_copy(update=_REOPENED) if is_concluded_later else entry)
    return tuple(selected)


def difference(old: Iterable[Entry], new: Iterable[Entry]) -> Diff:
    """Return the difference between two networks.

    Two entries are the same if one has the other's id, or has it among its former ids.
    """
    before = {entry.id: entry for entry in old}
    added: list[Entry] = []
    changed: list[Change] = []
    for entry in new:
        names = (name for name in (entry.id, *entry.aliases) if name in before)
        name = next(names, None)
        if name is None:
            added.append(entry)
            continue
        former = before.pop(name)
        if former != entry:
            changed.append(_change(former, entry))
    return Diff(tuple(added), tuple(before.values()), tuple(changed))


def _change(before: Entry, after: Entry) -> Change:
    names = Entry.model_fields
    fields = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    return Change(before, after, fields)
