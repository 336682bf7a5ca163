"""A network as a page on the web shows it, in one language: its sections, its words, and what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from leavex_network.models import Entry, Kind
from leavex_network.network import Network
from leavex_network.places import languages
from leavex_network.places.territories import Territory
from leavex_network.text import urls
from leavex_network.text.characters import fold

_HEADINGS: Mapping[str, str] = {"initiative": "initiatives", "petition": "petitions"}


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
    """One thing that a reader can choose."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class View:
    """A network in one language, ready to be put into a template."""

    network: Network[Entry]

    @classmethod
    def of(cls, network: Network[Entry], language: str | None = None) -> "View":
        """Return the view of a network in a language (BCP 47), by default its own."""
        return cls(network.localize(language or network.about.language))

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the interface."""
        return self._spoken.interface

    @property
    def charts(self) -> Mapping[str, str]:
        """The words of charts."""
        return self._spoken.charts

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """What the sections are called, by kind, and that of what is concluded."""
        page = self._spoken.page
        return {
            **{kind: page[words][0] for kind, words in _HEADINGS.items()},
            "concluded": page["concluded"][0],
            "also": page["also"][0],
        }

    @property
    def language(self) -> str:
        """The language of the words (BCP 47): that of the network, where it has words, else English."""
        own = self.network.about.language
        return own if self._spoken.code in languages.fallbacks(own) else self._spoken.code

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way the words run."""
        return self._spoken.direction

    @property
    def sections(self) -> tuple[EntryGroup, ...]:
        """The entries of each kind that occurs; the order of kinds is that of a page."""
        kinds = [kind for kind in get_args(Kind) if kind in self.network.kinds]
        return tuple(
            EntryGroup(
                kind,
                self.headings[kind],
                tuple(entry for entry in self.network.kinds[kind] if entry.status == "active"),
                tuple(entry for entry in self.network.kinds[kind] if entry.status == "concluded"),
            )
            for kind in kinds
        )

    @property
    def controls(self) -> tuple[Control, ...]:
        """What a reader can choose among; what leaves no choice is left out."""
        network = self.network
        countries = [Choice("country", place, self.place(place)) for place in network.countries]
        regions = [Choice("region", place, self.place(place)) for place in network.regions]
        hashtags = [
            Choice("hashtag", hashtag.casefold(), f"#{hashtag}") for hashtag in network.hashtags
        ]
        controls = (
            Control("country", (*_sorted(countries), *_sorted(regions))),
            Control(
                "kind", tuple(Choice("kind", kind, self.headings[kind]) for kind in network.kinds)
            ),
            Control("hashtag", _sorted(hashtags)),
            Control(
                "status",
                tuple(Choice("status", status, self.words[status]) for status in network.statuses),
            ),
        )
        return tuple(control for control in controls if len(control.choices) > 1)

    def place(self, territory: Territory) -> str:
        """Return the name of a territory, as it begins a line."""
        name = territory.name_in(self._spoken.code)
        return f"{name[:1].upper()}{name[1:]}"

    def name_language(self, entry: Entry) -> str | None:
        """Return the language of an entry's name, where it is another than the page's."""
        return self._other(entry.name_language or self.network.about.language)

    def text_language(self, entry: Entry) -> str | None:
        """Return the language of an entry's description, where it is another than the page's."""
        return self._other(entry.description_language or self.network.about.language)

    @property
    def about_language(self) -> str | None:
        """The language of the texts about the network, where it is another than the page's."""
        return self._other(self.network.about.text_language or self.network.about.language)

    def inside(self, entry: Entry) -> tuple[str, ...]:
        """Return the regions that an entry names or that hold what it names, sorted: what `by_region` finds it by."""
        around = (region for place in entry.territories for region in place.regions)
        return tuple(sorted({*entry.regions, *around}))

    def direction_of(self, language: str) -> str:
        """Return which way a language runs."""
        return languages.direction(language)

    def hashtags(self, entry: Entry) -> tuple[str, ...]:
        """Return the hashtags of an entry as they are compared."""
        return tuple(hashtag.casefold() for hashtag in entry.hashtags)

    def host(self, url: str) -> str:
        """Return the host of an address."""
        return urls.host(url)

    @cached_property
    def _spoken(self) -> languages.Language:
        return languages.with_names(self.network.about.language) or languages.language("en")

    def _other(self, language: str) -> str | None:
        return None if self.language in languages.fallbacks(language) else language


def _sorted(choices: list[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (fold(choice.text), choice.value)))
