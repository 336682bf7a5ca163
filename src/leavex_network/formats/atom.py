"""Atom (RFC 4287): a feed of what was listed and what was concluded, newest first."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from operator import attrgetter
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from leavex_network.models import Entry
from leavex_network.models.derived import derived
from leavex_network.network import Network
from leavex_network.places.territories import Territory
from leavex_network.rendering.escaping import escaped
from leavex_network.rendering.memo import Memo
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View

_UNKNOWN_DAY = date(1970, 1, 1)
"""RFC 4287 requires `updated`: the day for a network without any. The clock is never read."""


_Facts = tuple[str, tuple[Territory, ...]]
"""The kind and the territories of an entry."""


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
    dated = events(view)
    updated = dated[0].day if dated else about.edition or _UNKNOWN_DAY
    return render(
        "feed.atom",
        view=view,
        about=about,
        entries="".join(map(FeedWriter(view).one, dated)),
        id=permanent_id(view, "feed"),
        updated=f"{updated}T00:00:00Z",
        address=address,
    )


def events(view: View) -> list[Event]:
    """Return the listings and conclusions of a network, the newest first."""
    return sorted(_events(view), key=attrgetter("day"), reverse=True)


def _events(view: View) -> Iterator[Event]:
    for entry in view.network:
        if entry.listed:
            yield Event(entry.listed, permanent_id(view, f"{entry.id}/listed"), entry.name, entry)
        if entry.concluded:
            title = f"{view.words['concluded']}: {entry.name}"
            yield Event(entry.concluded, permanent_id(view, f"{entry.id}/concluded"), title, entry)


class _Parts(NamedTuple):
    """The parts of an event that are kept with its entry, without the words of a language."""

    links: str
    hashtags: str
    text: str
    """The description; empty if it has none."""


class FeedWriter:
    """Writes the events of a feed, without a template: see `EntryWriter`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._entries: dict[str, str] = {}
        self._days: Memo[date, str] = Memo(_times)
        self._categories: Memo[_Facts, str] = Memo(partial(_categories, view))
        self._languages: Memo[str | None, str] = Memo(partial(_language, view))

    def one(self, event: Event) -> str:
        """Return the XML of an event."""
        name = event.entry.id
        # The same for both events of an entry.
        if name not in self._entries:
            self._entries[name] = self._content(event.entry)
        return (
            f"<entry>\n<id>{escaped(event.id)}</id>\n<title>{escaped(event.title)}</title>\n"
            f"{self._days[event.day]}{self._entries[name]}</entry>\n"
        )

    def _content(self, entry: Entry) -> str:
        """Return the links, the categories and the text of an entry."""
        parts = derived(entry, "feed", _parts_of)
        content = parts.links
        if entry.archived:
            title = escaped(self._view.headings["archived"])
            content += f'<link rel="related" href="{escaped(entry.archived)}" title="{title}"/>\n'
        content += f"{self._categories[entry.kind, entry.territories]}{parts.hashtags}"
        if parts.text:
            language = self._languages[entry.description_language]
            content += f'<content type="html"{language}{parts.text}'
        return content


def _times(day: date) -> str:
    time = f"{day}T00:00:00Z"
    return f"<published>{time}</published>\n<updated>{time}</updated>\n"


def _categories(view: View, facts: _Facts) -> str:
    """Return the categories of the kind and the territories of an entry."""
    kind, territories = facts
    categories = f'<category term="{kind}" label="{escaped(view.headings[kind])}"/>\n'
    for territory in territories:
        name = escaped(view.territory_name(territory))
        categories += f'<category term="{territory}" label="{name}"/>\n'
    return categories


def _language(view: View, language: str | None) -> str:
    """Return the attribute of a text, given the language that an entry names for it."""
    other = view.spoken(language)
    return f' xml:lang="{escaped(other)}"' if other else ""


def _parts_of(entry: Entry) -> _Parts:
    """Return the parts that are the same in all languages with these texts."""
    links = f'<link rel="alternate" href="{escaped(entry.url)}"/>\n'
    for url in entry.also_at:
        links += f'<link rel="related" href="{escaped(url)}"/>\n'
    hashtags = ""
    for hashtag in entry.hashtags:
        hashtags += f'<category term="{escaped(hashtag)}"/>\n'
    text = f">{escaped(entry.html)}</content>\n" if entry.description else ""
    return _Parts(links, hashtags, text)


def permanent_id(view: View, name: str) -> str:
    """Return a permanent id (RFC 4287, 4.2.6): below the network's URL, else made of its title."""
    about = view.network.about
    path = f"{name}/{about.language}"
    if about.url:
        return f"{about.url}#{path}"
    return uuid5(NAMESPACE_URL, f"{about.title}#{path}").urn
