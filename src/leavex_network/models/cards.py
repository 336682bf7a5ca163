"""An entry as an HTML card, in the language of its network, for notebooks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from leavex_network.models.about import About
from leavex_network.models.cells import Cell, card_of, own_value
from leavex_network.models.homes import Home, home_of
from leavex_network.models.kinds import singular
from leavex_network.places import languages
from leavex_network.places.days import written
from leavex_network.places.territories import Territory
from leavex_network.text import urls

DAYS = ("listed", "concluded", "closes")
"""The days of an entry."""


class _Shown(Protocol):
    """What a card shows of an entry, whose module this one is imported by."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def name_language(self) -> str | None: ...
    @property
    def url(self) -> str: ...
    @property
    def also_at(self) -> tuple[str, ...]: ...
    @property
    def archived(self) -> str | None: ...
    @property
    def html(self) -> str: ...
    @property
    def description_language(self) -> str | None: ...
    @property
    def hashtags(self) -> tuple[str, ...]: ...
    @property
    def territories(self) -> tuple[Territory, ...]: ...
    @property
    def status(self) -> str: ...
    @property
    def listed(self) -> date | None: ...
    @property
    def concluded(self) -> date | None: ...
    @property
    def closes(self) -> date | None: ...
    @property
    def note(self) -> str | None: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def text_source(self) -> str | None: ...
    @property
    def extra(self) -> Mapping[str, object]: ...


def card(entry: _Shown) -> str:
    """Return an entry as an HTML card: its texts, facts, addresses, days, note and sources."""
    home = home_of(entry) or Home(About(), "en")
    words = languages.words(home.about.language)
    lines = [line for line in _lines(entry, home, words) if line]
    own = home.about.language
    title = Cell(entry.name, entry.url, foreign(entry.name_language or own, words))
    body = Cell(entry.html, None, foreign(entry.description_language or own, words))
    return card_of(title, body, lines, language=words.code, direction=words.direction)


def foreign(language: str, words: languages.Language) -> str | None:
    """Return the language of a text (BCP 47) if it is not that of the words around it."""
    return None if language == words.code else language


def labeled(name: str, words: languages.Language, value: str = "{value}") -> str:
    """Return a fact with its name, as a language writes it: "Listed since: {value}"."""
    return words.tables["fact"].replace("{name}", name).replace("{value}", value)


def flagged(territory: Territory, words: languages.Language) -> str:
    """Return the name of a territory with its flag, if it has one."""
    return f"{territory.flag} {territory_name(territory, words)}".strip()


def territory_name(territory: Territory, words: languages.Language) -> str:
    """Return the name of a territory, capitalized: CLDR's are as within a sentence."""
    name = territory.name_in(words.code)
    return f"{name[:1].upper()}{name[1:]}"


def _lines(entry: _Shown, home: Home, words: languages.Language) -> Iterator[Sequence[Cell]]:
    about = home.about
    facts = [singular(entry.kind, about.language, about.kinds)]
    facts.append(words.statuses[entry.status][0])
    facts += [flagged(territory, words) for territory in entry.territories]
    facts += [f"#{hashtag}" for hashtag in entry.hashtags]
    yield [Cell(fact) for fact in facts]
    addresses = [Cell(urls.host(url), url) for url in (entry.url, *entry.also_at)]
    if entry.archived is not None:
        addresses.append(Cell(words.page["archived"][0], entry.archived))
    yield addresses
    yield [Cell(f"{name}: {own_value(value)}") for name, value in entry.extra.items()]
    yield list(_days(entry, words))
    if entry.note:
        note = Cell(entry.note, None, foreign(home.note_language, words))
        yield [note._replace(label=labeled(words.columns["note"][0], words))]
    yield list(_sources(entry, home, words))


def _days(entry: _Shown, words: languages.Language) -> Iterator[Cell]:
    for name in DAYS:
        day: date | None = getattr(entry, name)
        if day is not None:
            yield Cell(written(day, words), label=labeled(words.columns[name][0], words))


def _sources(entry: _Shown, home: Home, words: languages.Language) -> Iterator[Cell]:
    """Yield a link to each source, named by its day; an entry in no network has their keys only."""
    label = labeled(words.tables["sources"], words)
    for key in dict.fromkeys([*entry.sources, entry.text_source]):
        source = home.about.sources.get(key) if key else None
        if source is not None:
            yield Cell(written(source.date, words), source.url, label=label)
            label = ""
