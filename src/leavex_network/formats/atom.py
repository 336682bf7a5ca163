"""Atom: what the page lists, newest first, and again what it lists as concluded. Nothing in it is from a clock."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View

_NO_DAY = date(1970, 1, 1)
"""A feed must say when it was updated: this is what one says that knows no day at all."""


class Event(NamedTuple):
    """What happened to an entry on a day: it was listed, or listed as concluded."""

    day: date
    id: str
    title: str
    entry: Entry


def dumps(
    network: Network[Entry], *, language: str | None = None, address: str | None = None, **_: object
) -> str:
    """Return the feed of a network. An entry without a known day is not in it.

    Args:
        network: What is written.
        language: The language of the feed (BCP 47); by default the network's own.
        address: Where the feed will be found.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    view = View.of(network, language)
    events = sorted(_events(view), key=lambda event: event.day, reverse=True)
    edition = view.network.about.edition
    updated = events[0].day if events else edition or _NO_DAY
    return render(
        "feed.atom",
        view=view,
        about=view.network.about,
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
    """Return an id that stays: below the address of the list, or made of its title where it has none."""
    about = view.network.about
    path = f"{name}/{about.language}"
    return f"{about.url}#{path}" if about.url else uuid5(NAMESPACE_URL, f"{about.title}#{path}").urn
