"""The HTML of the entries of a list, in the language of its page.

A list of thousands is written without a template: what entries share, such as the name of a
country, is made once for a page, and what belongs to one entry is kept with it.
"""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple, Protocol

from leavex_network.models import Entry
from leavex_network.models.derived import derived
from leavex_network.network.criteria import CRITERIA
from leavex_network.places.territories import Territory
from leavex_network.rendering.escaping import escaped
from leavex_network.rendering.memo import Memo
from leavex_network.text import urls

_CRITERIA = tuple(
    (row.name, row.keys, row.field)
    for row in CRITERIA
    if row.takes == "values" and row.keys is not None
)
"""The name, the keys and the field of each criterion by which a reader chooses."""


class _Page(Protocol):
    """What an entry takes from the view of its network."""

    @property
    def has_anchors(self) -> bool: ...
    def territory_name(self, territory: Territory) -> str: ...
    def spoken(self, language: str | None) -> str | None: ...
    def direction_of(self, language: str) -> str: ...


class _Parts(NamedTuple):
    """The parts of the HTML of an entry that are kept with it, without the words of a page."""

    link: str
    """From the attributes with its keys up to its address."""
    name: str
    text: str
    """The description; empty if it has none."""
    hashtags: str


class EntryWriter:
    """Writes the entries of a view as items of its list."""

    def __init__(self, page: _Page, headings: Mapping[str, str]) -> None:
        self._headings = headings
        self._has_anchors = page.has_anchors
        self._languages: Memo[str | None, str] = Memo(partial(_language, page))
        self._places: Memo[Territory, str] = Memo(partial(_place, page))
        self._hashtags: Memo[str, str] = Memo(_hashtag)
        self._attributes: dict[tuple[str, object], str] = {}

    def one(self, entry: Entry) -> str:
        """Return the HTML of an entry."""
        parts = derived(entry, "item", self._parts_of)
        anchor = f' id="leavex-network-{entry.id}"' if self._has_anchors else ""
        html = (
            f'<li class="leavex-network-entry leavex-network-{entry.kind}"{anchor}{parts.link}'
            f"{self._languages[entry.name_language]}{parts.name}"
        )
        if parts.text:
            language = self._languages[entry.description_language]
            html += f'<p class="leavex-network-text"{language}{parts.text}'
        facts = "".join([self._places[territory] for territory in entry.territories])
        facts += parts.hashtags
        if entry.also_at or entry.archived:
            facts += self._addresses(entry)
        if facts:
            html += f'<ul class="leavex-network-facts">\n{facts}</ul>\n'
        return f"{html}</li>\n"

    def _parts_of(self, entry: Entry) -> _Parts:
        """Return what is the same in all languages in which an entry has these texts."""
        attributes = derived(entry, "attributes", self._attributes_of)
        url, name = escaped(entry.url), escaped(entry.name)
        return _Parts(
            f'{attributes}>\n<a class="leavex-network-name" href="{url}" rel="noopener noreferrer"',
            f">{name}</a>\n",
            f">{entry.html}</p>\n" if entry.description else "",
            "".join([self._hashtags[hashtag] for hashtag in entry.hashtags]),
        )

    def _attributes_of(self, entry: Entry) -> str:
        """Return the attributes with the keys by which a reader can find an entry, by criterion."""
        attributes = ""
        for name, keys, field in _CRITERIA:
            known = (name, getattr(entry, field))
            if known not in self._attributes:
                values = " ".join(dict.fromkeys(keys(entry)))
                self._attributes[known] = f' data-{name}="{escaped(values)}"'
            attributes += self._attributes[known]
        return attributes

    def _addresses(self, entry: Entry) -> str:
        """Return the items of the further addresses of an entry."""
        addresses = "".join(self._address("also", url) for url in entry.also_at)
        if entry.archived:
            addresses += self._address("archived", entry.archived)
        return addresses

    def _address(self, name: str, url: str) -> str:
        """Return a further address of an entry."""
        heading, host = escaped(self._headings[name]), escaped(urls.host(url))
        link = f'<a href="{escaped(url)}" rel="noopener noreferrer" dir="ltr">{host}</a>'
        return f'<li class="leavex-network-{name}">{heading}: {link}</li>\n'


def _place(page: _Page, territory: Territory) -> str:
    name = escaped(page.territory_name(territory))
    return f'<li class="leavex-network-place">{name}</li>\n'


def _language(page: _Page, language: str | None) -> str:
    """Return the attributes of a text, given the language that an entry names for it."""
    other = page.spoken(language)
    if other is None:
        return ""
    return f' lang="{escaped(other)}" dir="{page.direction_of(other)}"'


def _hashtag(hashtag: str) -> str:
    text = f'<span dir="auto">#{escaped(hashtag)}</span>'
    return f'<li class="leavex-network-hashtag">{text}</li>\n'
