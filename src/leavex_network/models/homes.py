"""The network that an entry was made for, from which its card takes its language and sources."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from leavex_network.models.about import About
from leavex_network.models.derived import equal_copy, slot
from leavex_network.models.frozen import Record

E = TypeVar("E", bound=Record)


class Home(NamedTuple):
    """A network, as far as its entries are displayed by it."""

    about: About
    note_language: str
    """The language of its notes (BCP 47), which are never translated."""


def home_of(entry: object) -> Home | None:
    """Return the home of an entry; None of one in no network."""
    home: Home | None = slot(entry, "_home")
    return home


def at_home(entries: Iterable[E], home: Home) -> tuple[E, ...]:
    """Return the entries with a home; an entry with another one is copied.

    Display alone uses it: it takes no part in equality, in fields and in pickles of an entry.
    """
    is_known = {id(home): True}
    found: list[E] = []
    for entry in entries:
        known = home_of(entry)
        if known is None:
            object.__setattr__(entry, "_home", home)
            found.append(entry)
            continue
        if id(known) not in is_known:
            is_known[id(known)] = _is_same(known, home)
        found.append(entry if is_known[id(known)] else _copy(entry, home))
    return tuple(found)


def _is_same(known: Home, home: Home) -> bool:
    """Tell whether entries are displayed in the same way in two networks."""
    first, second = known.about, home.about
    return (
        known.note_language == home.note_language
        and first.language == second.language
        and first.kinds == second.kinds
        and first.sources == second.sources
    )


def _copy(entry: E, home: Home) -> E:
    """Return an equal entry with another home."""
    copied = equal_copy(entry)
    object.__setattr__(copied, "_home", home)
    return copied
