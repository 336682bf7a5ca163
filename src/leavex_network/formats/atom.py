"""Atom (RFC 4287): a feed of what was listed and what was concluded, newest first."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View

_UNKNOWN_DAY = date(1970, 1, 1)
"""RFC 4287 requires `updated`: the day for a network without any. The clock is never read."""


class Event(NamedTuple):
    """The listing or the conclusion of an entry."""

    day: date
    id: str
    title: str
    entry: Entry


def dumps(
    network: Network[Entry], *, language: str | None = None, address: str | None = None
) -> str:
    """Return the feed of a network, published at `address`, without entries that have no day.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    view = View.of(network, language)
    about = view.network.about
    events = sorted(_events(view), key=attrgetter("day"), reverse=True)
    updated = events[0].day if events else about.edition or _UNKNOWN_DAY
    return render(
        "feed.atom",
        view=view,
        about=about,
        events=events,
        id=_id(view, "feed"),
        updated=f"{updated}T00:00:00Z",
        address=address,
    )


def _events(view: View) -> Iterator[Event]:
    for entry in view.network:
        if entry.listed:
            yield Event(entry.listed, _id(view, f"{entry.id}/listed"), entry.name, entry)
        if entry.concluded:
            title = f"{view.words['concluded']}: {entry.name}"
            yield Event(entry.concluded, _id(view, f"{entry.id}/concluded"), title, entry)


def _id(view: View, name: str) -> str:
    """Return a permanent id (RFC 4287, 4.2.6): below the network's URL, else made of its title."""
    about = view.network.about
    path = f"{name}/{about.language}"
    if about.url:
        return f"{about.url}#{path}"
    return uuid5(NAMESPACE_URL, f"{about.title}#{path}").urn
