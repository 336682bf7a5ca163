"""`Network`: entries in the order of the page, immutable, and what can be asked of them."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, get_args, overload

from leavex_network.errors import ArgumentError
from leavex_network.models import Entry, Initiative, Kind, Petition, Status
from leavex_network.models.frozen import FrozenMap
from leavex_network.network.collection import Collection
from leavex_network.network.rows import Value, rows
from leavex_network.places.languages import tag
from leavex_network.places.territories import Territory

if TYPE_CHECKING:
    from leavex_network.network.criteria import Strings
    from leavex_network.network.history import Diff

# The rooms that answer a question are opened when it is asked: most programs ask few, and all wait for the import.

E = TypeVar("E", bound=Entry, covariant=True)


class Network(Collection[E]):
    """Entries, in the order of the page, and what is told about them.

    A network never changes: what is asked of it is a network again, so that questions chain. Two are equal when
    they tell the same about themselves and hold equal entries in the same order.

    Args:
        entries: Initiatives and petitions.
        about: What the network is; a title and a language where it is left out.

    Raises:
        pydantic.ValidationError: The entries do not go together: an id stands twice, a source is unknown.
    """

    # What is in it

    @property
    def initiatives(self) -> "Network[Initiative]":
        """Its initiatives."""
        return self.by_kind("initiative")

    @property
    def petitions(self) -> "Network[Petition]":
        """Its petitions."""
        return self.by_kind("petition")

    @cached_property
    def unplaced(self) -> "Network[E]":
        """What names no territory."""
        return self.where(_is_unplaced)

    @cached_property
    def kinds(self) -> "FrozenMap[str, Network[E]]":
        """Each kind that occurs, with its entries, in page order."""
        return self._facet((entry, [entry.kind]) for entry in self)

    @cached_property
    def statuses(self) -> "FrozenMap[str, Network[E]]":
        """Each status that occurs, with its entries, in page order."""
        return self._facet((entry, [entry.status]) for entry in self)

    @cached_property
    def countries(self) -> "FrozenMap[Territory, Network[E]]":
        """Each country that an entry names, with its entries, in page order."""
        return self._facet((entry, entry.countries) for entry in self)

    @cached_property
    def regions(self) -> "FrozenMap[Territory, Network[E]]":
        """Each region that an entry names, with the entries that name it, in page order; see also `by_region`."""
        return self._facet((entry, entry.regions) for entry in self)

    @cached_property
    def hashtags(self) -> "FrozenMap[str, Network[E]]":
        """Each hashtag, in the spelling of the first entry that has it, with its entries, in page order."""
        spellings: dict[str, str] = {}
        return self._facet(
            (
                entry,
                [spellings.setdefault(hashtag.casefold(), hashtag) for hashtag in entry.hashtags],
            )
            for entry in self
        )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that there are texts in (BCP 47); its own is the first."""
        holders = [self.about.translations, *(entry.translations for entry in self._entries)]
        return tuple(
            dict.fromkeys(
                [self.about.language, *(language for texts in holders for language in texts)]
            )
        )

    def rows(self) -> list[dict[str, Value]]:
        """Return a dict for each entry, every key in each of them.

        `id`, `kind`, `name`, `url` and `description` are strings; `also_at`, `hashtags`, `territories` and `sources`
        lists of strings; `listed`, `concluded` and `closes` days or None; the rest strings or None.
        """
        return rows(self._entries)

    # What can be asked

    @overload
    def by_kind(self, kind: Literal["initiative"], /) -> "Network[Initiative]": ...
    @overload
    def by_kind(self, kind: Literal["petition"], /) -> "Network[Petition]": ...
    @overload
    def by_kind(self, *kinds: str) -> Self: ...
    def by_kind(self, *kinds: str) -> "Network[Any]":
        """Return the entries of any of these kinds: `initiative`, `petition`.

        Raises:
            UnknownValueError: There is no such kind.
        """
        from leavex_network.network import criteria

        return self._any_of(self.kinds, criteria.named("kind", kinds, get_args(Kind)))

    def by_status(self, *statuses: str) -> Self:
        """Return the entries of any of these statuses: `active`, `concluded`.

        Raises:
            UnknownValueError: There is no such status.
        """
        from leavex_network.network import criteria

        return self._any_of(self.statuses, criteria.named("status", statuses, get_args(Status)))

    def by_country(self, *countries: str, wider: bool = False) -> Self:
        """Return what is listed for any of these countries.

        Args:
            countries: Codes of ISO 3166-1 (`DE`, `DEU`, `276`) or names in any language (`Germany`, `Alemania`).
            wider: Also what is listed for a region around one of them, or for the world.

        Raises:
            UnknownValueError: It names no country that is known; nothing is guessed.
        """
        from leavex_network.network import criteria
        from leavex_network.places import gazetteer

        asked = [gazetteer.country(country) for country in criteria.strings("country", countries)]
        around = [region for country in asked for region in country.regions] if wider else []
        return self._any_of({**self.countries, **self.regions}, [*asked, *around])

    def by_region(self, *regions: str) -> Self:
        """Return what is listed for any of these regions, or for anything inside it.

        Args:
            regions: Codes of M.49 (`150`), `EU`, or names (`Europe`).

        Raises:
            UnknownValueError: It names no region that is known.
        """
        from leavex_network.network import criteria
        from leavex_network.places import gazetteer

        asked = {gazetteer.region(region) for region in criteria.strings("region", regions)}
        named = {**self.countries, **self.regions}
        return self._any_of(named, [place for place in named if asked & {place, *place.regions}])

    def by_hashtag(self, *hashtags: str) -> Self:
        """Return the entries with any of these hashtags, whatever their case; a leading `#` may be left out."""
        from leavex_network.network import criteria

        asked = [
            hashtag.strip().lstrip("#").casefold()
            for hashtag in criteria.strings("hashtag", hashtags)
        ]
        folded = {hashtag.casefold(): network for hashtag, network in self.hashtags.items()}
        return self._any_of(folded, asked)

    def search(self, query: str) -> Self:
        """Return the entries in which every word of the query begins a word of the name, the text or the hashtags.

        Case and accents do not matter, and hyphens need not be written: `xodus` finds X-odus.

        Raises:
            ArgumentError: The query is blank.
        """
        from leavex_network.network import search

        words = search.words(query)
        if not words:
            raise ArgumentError("search is empty: give it a word, or leave it out")
        found = (
            entry
            for entry in self
            if search.matches((entry.name, entry.text, *entry.hashtags), words)
        )
        return self._derived(found)

    def where(self, predicate: Callable[[E], object]) -> Self:
        """Return the entries for which the predicate holds."""
        return self._derived(tuple(entry for entry in self._entries if predicate(entry)))

    def filter(  # noqa: PLR0913 - an argument each
        self,
        *,
        kind: "Strings | None" = None,
        country: "Strings | None" = None,
        wider: bool | str = False,
        region: "Strings | None" = None,
        unplaced: bool | str = False,
        hashtag: "Strings | None" = None,
        status: "Strings | None" = None,
        search: "Strings | None" = None,
        limit: int | str | None = None,
    ) -> Self:
        """Return what meets all of these criteria, as they come from outside: from a form, an address, a command line.

        A criterion with several values, in a list or between commas, is met by any of them.

        Args:
            kind: See `by_kind`.
            country: See `by_country`.
            wider: With `country`: see `by_country`.
            region: See `by_region`.
            unplaced: What names no territory.
            hashtag: See `by_hashtag`.
            status: See `by_status`.
            search: See `search`.
            limit: No more than so many, the first ones.

        Raises:
            UnknownValueError: A value names nothing that is known.
            ArgumentError: A criterion is empty, or cannot be read.
        """
        from leavex_network.network import criteria

        asked = criteria.BY_NAME
        network = self
        is_wider = asked["wider"].flag(wider)
        if is_wider and country is None:
            raise ArgumentError("wider goes with a country: name one")
        if country is not None:
            network = network.by_country(*asked["country"].values(country), wider=is_wider)
        for name, given in {
            "kind": kind,
            "region": region,
            "hashtag": hashtag,
            "status": status,
        }.items():
            if given is not None:
                network = getattr(network, f"by_{name}")(*asked[name].values(given))
        if asked["unplaced"].flag(unplaced):
            network = network.where(_is_unplaced)
        if search is not None:
            network = network.search(search if isinstance(search, str) else " ".join(search))
        return network[: asked["limit"].number(limit)]

    # The same network otherwise

    def localize(self, language: str) -> Self:
        """Return the network as a reader of one language sees it: one language, no translations beside it.

        `de-AT` falls back to `de`, and that to the original. What had to stay in the original says so in
        `name_language`, `description_language` and `about.text_language`. Localizing again starts from the original.

        Args:
            language: BCP 47.

        Raises:
            UnknownValueError: There is no such language.
        """
        if self._source is not None:
            return self._source.localize(language)
        from leavex_network.network import localization

        wanted, own = tag(language), self.about.language
        entries = tuple(localization.localize_entry(entry, wanted, own) for entry in self._entries)
        return self._derived(entries, localization.localize_about(self.about, wanted), source=self)

    def as_of(self, day: date | str) -> Self:
        """Return the network with what the page listed by the end of that day.

        Entries listed later are left out (those with no known day stay), petitions concluded later are active again,
        and the edition is no later than the day. It selects: it does not bring back earlier wordings or labels.

        Args:
            day: A day, or one as `YYYY-MM-DD`.

        Raises:
            ArgumentError: It is no day.
        """
        from leavex_network.network import history

        until = history.read_day(day)
        edition = self.about.edition and min(self.about.edition, until)
        about = self.about.model_copy(update={"edition": edition})
        source = self._source.as_of(until) if self._source is not None else None
        return self._derived(history.entries_as_of(self._entries, until), about, source=source)

    def diff(self, new: "Network[Entry]") -> "Diff":
        """Return what a newer network has `added`, `removed` and `changed`, entries told by their ids."""
        from leavex_network.network import history

        return history.difference(self._entries, new)

    def __repr__(self) -> str:
        """One line that counts what is in it."""
        counts = [
            f"{len(network)} {kind if len(network) == 1 else kind + 's'}"
            for kind, network in self.kinds.items()
        ]
        counts += (
            [f"{len(self.by_status('concluded'))} concluded"]
            if "concluded" in self.statuses
            else []
        )
        inside = f" ({', '.join(counts)})" if counts else ""
        edition = f", edition {self.about.edition}" if self.about.edition else ""
        return f"<Network {self.about.title!r}: {len(self)} {'entry' if len(self) == 1 else 'entries'}{inside}{edition}>"


def _is_unplaced(entry: Entry) -> bool:
    return not entry.territories
