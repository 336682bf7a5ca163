"""`Network`: an immutable collection of entries in page order, and the queries on it."""

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Self, TypeVar, cast, overload

from leavex_network.errors import ArgumentError, ArgumentTypeError, NetworkWarning, expect
from leavex_network.models import Entry, Initiative, Petition
from leavex_network.models.frozen import kept_property
from leavex_network.models.kinds import NO_WORDS, Kinds
from leavex_network.network import criteria, history, search
from leavex_network.network.collection import E
from leavex_network.network.criteria import Strings
from leavex_network.network.facets import Facet
from leavex_network.network.history import Diff
from leavex_network.network.search import SearchIndex
from leavex_network.network.views import Views
from leavex_network.places.territories import Territory
from leavex_network.text.hashtags import hashtag_key

if TYPE_CHECKING:
    from leavex_network.explorer import Explorer
    from leavex_network.findings import Finding

F = TypeVar("F", bound=Entry)
G = TypeVar("G", bound=Entry)

_CALLABLE: Any = Callable  # for `isinstance`, which type checkers refuse


class Network(Views[E]):
    """Entries in page order, and the metadata of their page.

    A network is immutable: each query returns another network, so that queries chain. Two networks
    are equal if their metadata is equal and they contain equal entries in the same order.

    Args:
        entries: Initiatives, petitions, and entries of the kinds that `about.kinds` declares.
        about: The metadata; by default only a title and a language.

    Raises:
        pydantic.ValidationError: The entries contradict each other: an id is not unique, a source
            is unknown.
    """

    __slots__ = ()

    # Contents

    @kept_property
    def initiatives(self) -> "Network[Initiative]":
        """Its initiatives."""
        return self.by_kind("initiative")

    @kept_property
    def petitions(self) -> "Network[Petition]":
        """Its petitions."""
        return self.by_kind("petition")

    @kept_property
    def unplaced(self) -> "Network[E]":
        """The entries without a territory."""
        return self._with_any("unplaced", ["true"])

    @kept_property
    def kinds(self) -> "Facet[str, Network[E]]":
        """Each kind that occurs, with its entries, in page order."""
        return self._facet("kind")

    @kept_property
    def statuses(self) -> "Facet[str, Network[E]]":
        """Each status that occurs, with its entries, in page order."""
        return self._facet("status")

    @kept_property
    def countries(self) -> "Facet[Territory, Network[E]]":
        """Each country that an entry names, with the entries that name it, in page order."""
        return self._facet("country")

    @kept_property
    def regions(self) -> "Facet[Territory, Network[E]]":
        """Each region that an entry names, with the entries that name it; see also `by_region`."""
        groups = self._groups(lambda entry: entry.regions)
        networks = {region: self._at(positions) for region, positions in groups.items()}
        return Facet(networks, "region")

    @kept_property
    def hashtags(self) -> "Facet[str, Network[E]]":
        """Each hashtag, as its first entry writes it, with its entries, in page order."""
        spellings: dict[str, str] = {}
        for entry in self:
            for hashtag in entry.hashtags:
                spellings.setdefault(hashtag_key(hashtag), hashtag)
        networks = self._facet("hashtag").items()
        return Facet({spellings[key]: network for key, network in networks}, "hashtag")

    @kept_property
    def languages(self) -> tuple[str, ...]:
        """The languages of its texts (BCP 47), its own first."""
        languages = dict.fromkeys([self.about.language, *self.about.translations])
        for entry in self._entries:
            languages.update(dict.fromkeys(entry.translations))
        return tuple(languages)

    # Queries

    @overload
    def by_kind(self, kind: Literal["initiative"], /) -> "Network[Initiative]": ...
    @overload
    def by_kind(self, kind: Literal["petition"], /) -> "Network[Petition]": ...
    @overload
    def by_kind(self, *kinds: str) -> Self: ...
    def by_kind(self, *kinds: str) -> "Network[Any]":
        """Return the entries of any of these kinds: `initiative`, `petition`, or declared ones.

        Raises:
            UnknownValueError: The network declares no such kind.
        """
        return self._with_any("kind", criteria.keys("kind", kinds, self.about.kinds))

    def by_status(self, *statuses: str) -> Self:
        """Return the entries of any of these statuses: `active`, `concluded`.

        Raises:
            UnknownValueError: There is no such status.
        """
        return self._with_any("status", criteria.keys("status", statuses))

    def by_country(self, *countries: str, wider: bool = False) -> Self:
        """Return the entries listed for any of these countries.

        Args:
            countries: Codes of ISO 3166-1 (`DE`, `DEU`, `276`) or names in any language
                (`Germany`, `Alemania`).
            wider: Also the entries listed for a region around one of them, or for the world.

        Raises:
            UnknownValueError: A value names no known country; nothing is guessed.
        """
        expect(wider, bool, "`wider` is True or False")
        name = "wider" if wider else "country"
        return self._with_any(name, criteria.keys("country", countries))

    def by_region(self, *regions: str) -> Self:
        """Return the entries listed for any of these regions, or for a territory inside it.

        Args:
            regions: Codes of M.49 (`150`), `EU`, or names (`Europe`).

        Raises:
            UnknownValueError: A value names no known region.
        """
        return self._with_any("region", criteria.keys("region", regions))

    def by_hashtag(self, *hashtags: str) -> Self:
        """Return the entries with any of these hashtags, in any case, with or without `#`."""
        return self._with_any("hashtag", criteria.keys("hashtag", hashtags))

    def search(self, query: str) -> Self:
        """Return the entries in which every word of the query begins a word.

        The name, the text and the hashtags are searched. Case and accents do not matter, hyphens
        may be omitted (`xodus` finds X-odus), and `lodz` finds Łódź. In a script that puts no
        spaces between words, such as Japanese, a word is found anywhere.

        Raises:
            ArgumentError: The query is blank.
            ArgumentTypeError: The query is no string.
        """
        words = search.words(query)
        if not words:
            raise ArgumentError("`search` is empty: give it a word, or leave it out")
        return self._at(self._search_index.positions(words))

    def where(self, predicate: Callable[[E], object]) -> Self:
        """Return the entries for which the predicate holds."""
        expect(predicate, _CALLABLE, "where() takes a function of an entry")
        return self._derived(entry for entry in self._entries if predicate(entry))

    def filter(  # noqa: PLR0913 - one argument for each criterion
        self,
        *,
        kind: "Strings | None" = None,
        country: "Strings | None" = None,
        wider: "bool | Strings | None" = None,
        region: "Strings | None" = None,
        unplaced: "bool | Strings | None" = None,
        hashtag: "Strings | None" = None,
        status: "Strings | None" = None,
        search: "Strings | None" = None,
        limit: "int | Strings | None" = None,
    ) -> Self:
        """Return the entries that match all of these criteria.

        The values may come from outside: from a form, an address (`parse_qs`), a command line.
        None, a blank string and a list of blanks mean that a criterion is not given. One with
        several values, in a list or separated by commas, matches any of them.

        Args:
            kind: See `by_kind`.
            country: See `by_country`.
            wider: With `country`: see `by_country`.
            region: See `by_region`.
            unplaced: Only entries without a territory.
            hashtag: See `by_hashtag`.
            status: See `by_status`.
            search: See `search`.
            limit: At most this many entries, the first ones.

        Raises:
            UnknownValueError: A value names nothing that is known.
            ArgumentError: A criterion cannot be read.
            ArgumentTypeError: A criterion is no string and no list of strings.
        """
        table = criteria.BY_NAME
        given = criteria.given(
            kind=kind,
            country=country,
            wider=wider,
            region=region,
            unplaced=unplaced,
            hashtag=hashtag,
            status=status,
            search=search,
            limit=limit,
        )
        is_wider = "wider" in given and table["wider"].flag(given["wider"])
        if is_wider and "country" not in given:
            raise ArgumentError("`wider` requires `country`")
        network: Self = self
        for name, value in given.items():
            criterion = table[name]
            if criterion.takes == "values":
                declared = self.about.kinds
                keys = [criterion.key(text, declared) for text in criterion.values(value)]
                compared = "wider" if is_wider and name == "country" else name
                network = network._with_any(compared, keys)
        if "unplaced" in given and table["unplaced"].flag(given["unplaced"]):
            network = cast("Self", network.unplaced)
        if "search" in given:
            network = network.search(" ".join(table["search"].strings(given["search"])))
        if "limit" in given:
            network = network[: table["limit"].number(given["limit"])]
        return network

    # Inside

    def _with_any(self, name: str, keys: Sequence[str]) -> Self:
        """Return the entries that have any of these keys of a criterion, in page order."""
        if len(keys) == 1:
            # The same network each time.
            known_network: Self | None = self._networks.get((name, keys[0]))
            if known_network is not None:
                return known_network
        index = self._index(name)
        known = [key for key in dict.fromkeys(keys) if key in index]
        if len(known) == 1:
            return self._with_key(name, known[0])
        positions = {position for key in known for position in index[key]}
        return self._at(sorted(positions))

    def _facet(self, name: str) -> "Facet[Any, Self]":
        """Return each key of a criterion, with its entries."""
        return Facet({key: self._with_key(name, key) for key in self._index(name)}, name)

    def _with_key(self, name: str, key: str) -> Self:
        """Return the entries that have a key of a criterion; the same network each time."""
        network = self._networks.get((name, key))
        if network is None:
            network = self._at(self._index(name)[key])
            self._networks[name, key] = network
        return network

    def _index(self, name: str) -> dict[str, list[int]]:
        """Return the positions of the entries by their keys of a criterion."""
        if name not in self._indexes:
            keys = criteria.BY_NAME[name].keys
            self._indexes[name] = self._groups(keys) if keys else {}
        return self._indexes[name]

    @kept_property
    def _indexes(self) -> dict[str, dict[str, list[int]]]:
        return {}

    @kept_property
    def _networks(self) -> dict[tuple[str, str], Self]:
        return {}

    @kept_property
    def _search_index(self) -> SearchIndex:
        return SearchIndex(self._entries)

    # Other views of the network

    def diff(self, new: "Network[Entry]") -> Diff:
        """Return the entries that a newer network has `added`, `removed` and `changed`, by id."""
        expect(new, Network, "diff() takes a Network")
        return history.difference(self._entries, new)

    def union(self: "Network[G]", *others: "Network[F]") -> "Union[G | F]":
        """Return this network and others as one, and the findings: what differs between them.

        Entries with the same main address become one, with all sources, further addresses,
        hashtags, territories, former ids and translations. Where texts or facts differ, those of
        the network further left stand. The entries of a network further right come last; an id that
        another entry has is renamed. If a network is in another language, its texts become
        translations, or else stay as they are, marked by `name_language` and
        `description_language`.

        It is idempotent, and associative for networks in one language. A localized network takes
        part in all its languages, and the union is localized if this network is.

        Raises:
            ArgumentTypeError: An argument is no network.
            ArgumentError: A word is that of two kinds.
        """
        networks: list[Any] = [self, *others]
        for network in networks:
            expect(network, Network, "Network.union() takes networks, such as Network(entries)")
        if not others:
            return Union(self, ())
        # To load a network, none is united with another.
        from leavex_network.network.union import united

        originals = [network.in_all_languages() for network in networks]
        document, findings = united(network.to_document() for network in originals)
        result = originals[0].with_content(document)
        if self._source is not None:
            result = result.localize(self.about.language)
        return Union(result, tuple(findings))

    def __or__(self, other: "Network[F]") -> "Network[E | F]":
        """Return both networks as one; each finding is a `NetworkWarning`: see `union`."""
        try:
            result = self.union(other)
        except ArgumentTypeError:
            return NotImplemented  # Python raises the TypeError, which names the types
        for finding in result.findings:
            warnings.warn(NetworkWarning(str(finding)), stacklevel=2)
        return result.network

    def explore(self) -> "Explorer[E]":
        """Return the list with a search and filters, for Jupyter and marimo.

        It is in the language of the network. Its `selection` is a network: the entries that the
        list shows.

        Raises:
            MissingExtraError: anywidget or jinja2 is not installed.
        """
        from leavex_network.explorer import Explorer  # slow, and anywidget is optional

        return Explorer(self)

    def _repr_html_(self) -> str:
        """Return a table of the first entries, for notebooks: see `table`."""
        return self.table()._repr_html_()

    def __repr__(self) -> str:
        """Return one line with the title and the number of entries of each kind."""
        words = self.about.kinds
        counts = [_count(len(group), kind, words) for kind, group in self.kinds.items()]
        if "concluded" in self.statuses:
            counts.append(f"{len(self.statuses['concluded'])} concluded")
        parts = f" ({', '.join(counts)})" if counts else ""
        edition = f", edition {self.about.edition}" if self.about.edition else ""
        entries = "1 entry" if len(self) == 1 else f"{len(self)} entries"
        return f"<Network {self.about.title!r}: {entries}{parts}{edition}>"


class Union(NamedTuple, Generic[E]):
    """Several networks as one, and what differs between them."""

    network: Network[E]
    findings: "tuple[Finding, ...]"


def _count(number: int, kind: str, kinds: Kinds) -> str:
    """Return a number of entries, with the English word of their kind if it declares one."""
    plural, *singular = kinds.get(kind, NO_WORDS).get("en", (f"{kind}s", kind))
    noun = singular[0] if singular and number == 1 else plural
    return f"{number} {noun.lower() if noun.istitle() else noun}"
