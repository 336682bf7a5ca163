"""A network on an earlier day, and what changed between two."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from leavex_network.errors import ArgumentError
from leavex_network.models import Entry
from leavex_network.models.fields import day

E = TypeVar("E", bound=Entry)


class Change(NamedTuple):
    """One entry that is in both networks, and not the same."""

    before: Entry
    after: Entry
    fields: tuple[str, ...]
    """The names of the fields that differ."""


class Diff(NamedTuple):
    """What changed from one network to another."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]


def read_day(value: date | str) -> date:
    """Return a day, given as one or as `YYYY-MM-DD`.

    Raises:
        ArgumentError: It is no day.
    """
    try:
        return day(value)
    except PydanticCustomError as error:
        raise ArgumentError(str(error)) from None


def entries_as_of(entries: Iterable[E], until: date) -> tuple[E, ...]:
    """Return what was listed by the end of that day; what was concluded later is active again."""
    listed = (entry for entry in entries if entry.listed is None or entry.listed <= until)
    return tuple(
        _reopened(entry) if entry.concluded and entry.concluded > until else entry
        for entry in listed
    )


def difference(old: Iterable[Entry], new: Iterable[Entry]) -> Diff:
    """Return what changed; two entries are the same when one has the other's id, or has it among its former ids."""
    before = {entry.id: entry for entry in old}
    pairs: list[tuple[Entry | None, Entry]] = []
    for entry in new:
        name = next((name for name in (entry.id, *entry.aliases) if name in before), None)
        pairs.append((before.pop(name) if name else None, entry))
    return Diff(
        added=tuple(entry for former, entry in pairs if former is None),
        removed=tuple(before.values()),
        changed=tuple(
            _change(former, entry)
            for former, entry in pairs
            if former is not None and former != entry
        ),
    )


def _reopened(entry: E) -> E:
    return entry.model_copy(update={"status": "active", "concluded": None})


def _change(before: Entry, after: Entry) -> Change:
    fields = (name for name in Entry.model_fields if getattr(before, name) != getattr(after, name))
    return Change(before, after, tuple(fields))
