"""A network as a web page shows it, in one language: its groups of entries, words and controls."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from leavex_network.models import Entry
from leavex_network.models.cards import territory_name
from leavex_network.models.kinds import BUILT_IN, heading
from leavex_network.network import Network, criteria
from leavex_network.places import languages
from leavex_network.places.territories import Territory
from leavex_network.text import urls
from leavex_network.text.folding import fold
from leavex_network.text.hashtags import hashtag_key


class EntryGroup(NamedTuple):
    """The entries of one kind."""

    kind: str
    heading: str
    active: tuple[Entry, ...]
    concluded: tuple[Entry, ...]


class Choice(NamedTuple):
    """One value of a criterion that a reader can choose."""

    criterion: str
    value: str
    text: str


class Control(NamedTuple):
    """One control, such as a select element, with its choices."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class View:
    """A network in one language, ready for a template."""

    network: Network[Entry]
    has_anchors: bool = True
    """Whether an entry has an id in the page; not where a list may occur twice."""

    @classmethod
    def of(
        cls, network: Network[Entry], language: str | None = None, *, has_anchors: bool = True
    ) -> "View":
        """Return the view of a network in a language (BCP 47), by default its own."""
        language = network.about.language if language is None else language
        return cls(network.localize(language), has_anchors)

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the interface."""
        return self._words.interface

    @property
    def charts(self) -> Mapping[str, str]:
        """The words of charts."""
        return self._words.charts

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading of each kind and of concluded entries, and the words before addresses."""
        about, page = self.network.about, self._words.page
        headings: dict[str, str] = {}
        for kind in self._kinds:
            headings[kind] = heading(kind, about.language, about.kinds)
        words = {name: page[name][0] for name in ("concluded", "also", "archived")}
        return {**headings, **words}

    @property
    def language(self) -> str:
        """The language of the words (BCP 47): the network's if it has words, else English."""
        own = self.network.about.language
        return own if self._words.code in languages.fallbacks(own) else self._words.code

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of the words."""
        return self._words.direction

    @property
    def sections(self) -> tuple[EntryGroup, ...]:
        """The entries of each kind that occurs, in the order of a page."""
        groups = []
        for kind in self._kinds:
            if kind in self.network.kinds:
                entries = self.network.kinds[kind]
                active = tuple(entry for entry in entries if entry.status == "active")
                concluded = tuple(entry for entry in entries if entry.status == "concluded")
                groups.append(EntryGroup(kind, self.headings[kind], active, concluded))
        return tuple(groups)

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls that leave a choice: those with at least two values."""
        network = self.network
        countries = [
            Choice("country", code, self.territory_name(code)) for code in network.countries
        ]
        regions = [Choice("region", code, self.territory_name(code)) for code in network.regions]
        kinds = [Choice("kind", kind, self.headings[kind]) for kind in network.kinds]
        hashtags = [
            Choice("hashtag", hashtag_key(hashtag), f"#{hashtag}") for hashtag in network.hashtags
        ]
        statuses = [Choice("status", status, self.words[status]) for status in network.statuses]
        controls = (
            Control("country", (*_sorted(countries), *_sorted(regions))),
            Control("kind", tuple(kinds)),
            Control("hashtag", _sorted(hashtags)),
            Control("status", tuple(statuses)),
        )
        return tuple(control for control in controls if len(control.choices) > 1)

    def territory_name(self, territory: Territory) -> str:
        """Return the name of a territory, capitalized."""
        return territory_name(territory, self._words)

    def name_language(self, entry: Entry) -> str | None:
        """Return the language of an entry's name if it is not the page's."""
        return self._if_other(entry.name_language or self.network.about.language)

    def text_language(self, entry: Entry) -> str | None:
        """Return the language of an entry's description if it is not the page's."""
        return self._if_other(entry.description_language or self.network.about.language)

    @property
    def about_language(self) -> str | None:
        """The language of the texts in `about` if it is not the page's."""
        return self._if_other(self.network.about.text_language or self.network.about.language)

    def keys(self, entry: Entry) -> Mapping[str, tuple[str, ...]]:
        """Return the keys by which a reader can find an entry, by criterion."""
        keys = criteria.keys_of(entry)
        names = (row.name for row in criteria.CRITERIA if row.takes == "values")
        return {name: keys[name] for name in names}

    def direction_of(self, language: str) -> str:
        """Return the direction of a language, as HTML's `dir` has it."""
        return languages.direction(language)

    def host(self, url: str) -> str:
        """Return the host of a URL."""
        return urls.host(url)

    @property
    def _kinds(self) -> tuple[str, ...]:
        """The kinds in the order of a page: the built-in ones, then those that are declared."""
        return (*BUILT_IN, *self.network.about.kinds)

    @cached_property
    def _words(self) -> languages.Language:
        return languages.words(self.network.about.language)

    def _if_other(self, language: str) -> str | None:
        return None if self.language in languages.fallbacks(language) else language


def _sorted(choices: list[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (fold(choice.text), choice.value)))
