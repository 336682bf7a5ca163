"""Entries in the order of the page, found by id and by position: the container under `Network`, which never changes."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, Literal, NoReturn, Self, SupportsIndex, TypeVar, cast, overload

from leavex_network.errors import EntryIndexError, UnknownIdError, alternatives, nearest, quoted
from leavex_network.models import About, Entry
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap

E = TypeVar("E", bound=Entry, covariant=True)
S = TypeVar("S", bound=str)
Default = TypeVar("Default")

Origin = Literal["data", "pages", "table"]


class Collection(Generic[E]):
    """An immutable, ordered collection of entries, and what is told about them."""

    about: About
    """Its title, language, edition and sources."""
    schema: str | None
    """The address of a JSON Schema for editors, where the file that it was read from names one."""
    origin: Origin
    """What it was read from: pages and tables cannot say all that a file can; written onto one, they keep the rest."""

    def __init__(self, entries: Iterable[E] = (), *, about: About | None = None) -> None:
        document = Document(about=about or About(), entries=cast("Any", tuple(entries)))
        _fill(self, document.entries, document.about)

    @classmethod
    def from_document(cls, document: Document, *, origin: Origin = "data") -> Self:
        """Return the network of a document, which was validated when it was made."""
        return _restored(
            cls, document.entries, document.about, document.schema_address, None, origin
        )

    def to_document(self) -> Document:
        """Return what a JSON file of this network holds."""
        return Document.model_validate(
            {"$schema": self.schema, "about": self.about, "entries": self._entries}
        )

    def with_schema(self, schema: str | None) -> Self:
        """Return the same with another address of a JSON Schema for editors."""
        return _restored(type(self), self._entries, self.about, schema, self._source, self.origin)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[E]:
        return iter(self._entries)

    def __contains__(self, item: object) -> bool:
        """Tell whether it holds an entry, given as one or as its id, or a former id."""
        return item in self._places if isinstance(item, str) else item in self._entries

    @overload
    def __getitem__(self, key: SupportsIndex | str) -> E: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: SupportsIndex | str | slice) -> "E | Self":
        """Return an entry by its id, a former id, or its position; or, for a slice, a network.

        Raises:
            UnknownIdError: No entry has that id (also a `KeyError`).
            EntryIndexError: There are fewer entries (also an `IndexError`).
        """
        if isinstance(key, slice):
            return self._derived(self._entries[key])
        if isinstance(key, str):
            return self._entries[self._place(key)]
        try:
            return self._entries[key]
        except IndexError:
            raise EntryIndexError(
                f"there is no entry at position {key}: this network holds {len(self)}"
            ) from None

    @overload
    def get(self, key: str) -> E | None: ...
    @overload
    def get(self, key: str, default: Default) -> E | Default: ...
    def get(self, key: str, default: object = None) -> object:
        """Return the entry with that id, or former id, or else the default."""
        place = self._places.get(key)
        return default if place is None else self._entries[place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Collection):
            return NotImplemented
        return self.about == other.about and self._entries == other._entries

    def __hash__(self) -> int:
        return hash((self.about, self._entries))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(
            f"a {type(self).__name__.lower()} cannot be changed: {name!r} is what it is; build a new one"
        )

    def __delattr__(self, name: str) -> NoReturn:
        self.__setattr__(name, None)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (
            type(self),
            self._entries,
            self.about,
            self.schema,
            self._source,
            self.origin,
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the entries as an Arrow stream, a new one each time: see `leavex_network.network.arrow`."""
        from leavex_network.network import arrow

        return arrow.stream(self._entries).__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """Return the Arrow schema of the stream."""
        from leavex_network.network import arrow

        return arrow.schema().__arrow_c_schema__()

    def _repr_html_(self) -> str:
        """Return a table, as notebooks show it."""
        from leavex_network.network import notebook

        return notebook.of(self._entries, self.about, repr(self))

    # For questions

    def _derived(
        self, entries: Iterable[E], about: About | None = None, source: Self | None = None
    ) -> Self:
        """Return a collection of entries that were validated here; one in a single language remembers its source."""
        kept = tuple(entries)
        if source is None and self._source is not None:
            source = self._source._derived(self._source[entry.id] for entry in kept)  # noqa: SLF001 - its own kind
        return _restored(type(self), kept, about or self.about, self.schema, source, self.origin)

    def _facet(self, values: Iterable[tuple[E, Iterable[S]]]) -> FrozenMap[S, Self]:
        """Return the entries of each value, in page order."""
        groups: dict[S, list[E]] = {}
        for entry, several in values:
            for value in several:
                groups.setdefault(value, []).append(entry)
        return FrozenMap({value: self._derived(entries) for value, entries in groups.items()})

    def _any_of(self, facet: Mapping[Any, "Collection[E]"], values: Iterable[str]) -> Self:
        """Return the entries of any of these values, in page order."""
        ids = {entry.id for value in values if value in facet for entry in facet[value]}
        return self._derived(entry for entry in self._entries if entry.id in ids)

    # Inside

    _entries: tuple[E, ...]
    _source: Self | None
    """The same entries in all their languages, where these are in one of them."""

    @cached_property
    def _places(self) -> FrozenMap[str, int]:
        names = (
            (name, place)
            for place, entry in enumerate(self._entries)
            for name in (entry.id, *entry.aliases)
        )
        return FrozenMap(names)

    def _place(self, key: str) -> int:
        place = self._places.get(key)
        if place is None:
            near = nearest(key, self._places)
            question = f"; did you mean {alternatives(near)}?" if near else ""
            raise UnknownIdError(f"no entry has the id {quoted(key)}{question}", near)
        return place


C = TypeVar("C", bound=Collection[Any])


def _fill(
    collection: Collection[Any],
    entries: Any,
    about: About,
    schema: str | None = None,
    source: Any = None,
    origin: Origin = "data",
) -> None:
    """Give a new collection its parts."""
    parts = {
        "_entries": entries,
        "about": about,
        "schema": schema,
        "_source": source,
        "origin": origin,
    }
    for name, value in parts.items():
        object.__setattr__(collection, name, value)


def _restored(kind: type[C], *parts: Any) -> C:
    """Return a collection of parts that were validated before."""
    collection = kind.__new__(kind)
    _fill(collection, *parts)
    return collection
