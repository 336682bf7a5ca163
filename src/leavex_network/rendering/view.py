"""A network as a web page shows it, in one language: its groups of entries, words and controls."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple

from leavex_network.models import Entry
from leavex_network.models.cards import territory_name
from leavex_network.models.kinds import BUILT_IN, heading
from leavex_network.network import Network
from leavex_network.places import languages
from leavex_network.places.territories import Territory
from leavex_network.progress import counted
from leavex_network.rendering.entry_writer import EntryWriter
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

    @cached_property
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
        entries: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.network:
            entries.setdefault((entry.kind, entry.status), []).append(entry)
        groups: list[EntryGroup] = []
        for kind in self._kinds:
            active = tuple(entries.get((kind, "active"), ()))
            concluded = tuple(entries.get((kind, "concluded"), ()))
            if active or concluded:
                groups.append(EntryGroup(kind, self.headings[kind], active, concluded))
        return tuple(groups)

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls that leave a choice: those with at least two values."""
        entries = list(self.network)
        countries: list[Choice] = []
        regions: list[Choice] = []
        for code in dict.fromkeys(chain.from_iterable(entry.territories for entry in entries)):
            choices, name = (countries, "country") if code.is_country else (regions, "region")
            choices.append(Choice(name, code, self.territory_name(code)))
        # As the first entry writes it, as in the facet of the network.
        spellings: dict[str, str] = {}
        for hashtag in dict.fromkeys(chain.from_iterable(entry.hashtags for entry in entries)):
            spellings.setdefault(hashtag_key(hashtag), hashtag)
        hashtags = [Choice("hashtag", key, f"#{word}") for key, word in spellings.items()]
        kinds: list[Choice] = []
        for kind in dict.fromkeys(entry.kind for entry in entries):
            kinds.append(Choice("kind", kind, self.headings[kind]))
        statuses: list[Choice] = []
        for status in dict.fromkeys(entry.status for entry in entries):
            statuses.append(Choice("status", status, self.words[status]))
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

    def spoken(self, language: str | None) -> str | None:
        """Return the language of a text if it is not the page's; by default the network's own."""
        return self._if_other(language or self.network.about.language)

    @property
    def about_language(self) -> str | None:
        """The language of the texts in `about` if it is not the page's."""
        return self._if_other(self.network.about.text_language or self.network.about.language)

    def direction_of(self, language: str) -> str:
        """Return the direction of a language, as HTML's `dir` has it."""
        return languages.direction(language)

    def items(self, entries: Collection[Entry]) -> list[str]:
        """Return the HTML of each of these entries, as an item of a list."""
        # What it keeps is for this call: an object of its own would keep this one in a cycle.
        writer = EntryWriter(self, self.headings)
        return list(map(writer.one, counted(entries, len(entries))))

    def html_of(self, entries: Collection[Entry]) -> str:
        """Return the HTML of entries, as items of a list."""
        return "".join(self.items(entries))

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
