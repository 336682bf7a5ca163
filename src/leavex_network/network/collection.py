"""Immutable base collection of `Network`: entries in page order, found by id and by position."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import index
from typing import Any, Generic, Literal, NoReturn, Self, SupportsIndex, cast, get_args, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, SchemaSerializer, core_schema
from typing_extensions import TypeVar  # with defaults (PEP 696)

from leavex_network.errors import (
    ArgumentError,
    ArgumentTypeError,
    EntryIndexError,
    UnknownIdError,
    did_you_mean,
    expect,
    nearest,
    quoted,
)
from leavex_network.models.about import About
from leavex_network.models.document import Document
from leavex_network.models.entries import Entry
from leavex_network.models.fields import refused
from leavex_network.models.frozen import FrozenMap, Immutable, kept_property, serializer
from leavex_network.models.homes import Home, at_home

E = TypeVar("E", bound=Entry, covariant=True, default=Entry)
K = TypeVar("K", bound=str)
T = TypeVar("T")
Default = TypeVar("Default")

_NO_LISTS = (str, bytes, Mapping, Entry)
"""What can be iterated over, and is no list of entries."""

Origin = Literal["data", "pages", "table"]


class Collection(Immutable, Iterable[E], Generic[E]):
    """An immutable, ordered collection of entries, and the metadata that belongs to them.

    For pydantic, and for FastAPI, it is the JSON document that `dumps` writes.
    """

    # An `Iterable` by name: mypy takes the entries of `[*network]` for `Any` otherwise.
    # Without an instance dict: see `__dict__` below.
    __slots__ = ("__weakref__", "_entries", "_kept", "_source", "about", "origin", "schema")

    about: About
    """Its title, language, edition and sources."""
    schema: str | None
    """The address of a JSON Schema for editors, if the file that it was read from names one."""
    origin: Origin
    """Where it was read from. Pages and tables express less than a file: written onto a file, they
    keep the rest of it."""

    def __init__(self, entries: Iterable[E] = (), *, about: About | None = None) -> None:
        expected = f"{type(self).__name__}() takes a list of entries"
        if isinstance(entries, _NO_LISTS):
            problem = f"{expected}, not {type(entries).__name__}"
            raise ArgumentTypeError(f"{problem}; read(path) returns the network of a file")
        expect(entries, Iterable, expected)
        given = About() if about is None else about
        document = Document(about=given, entries=cast("Any", tuple(entries)))
        _fill(self, at_home(document.entries, _home(document.about)), document.about)

    @classmethod
    def from_document(cls, document: Document, *, origin: Origin = "data") -> Self:
        """Return the network of a validated document."""
        entries = at_home(document.entries, _home(document.about))
        return _restored(cls, entries, document.about, document.schema_address, None, origin)

    def to_document(self) -> Document:
        """Return the document that a JSON file of this network holds."""
        parts = {"$schema": self.schema, "about": self.about, "entries": self._entries}
        return Document.model_validate(parts)

    def with_content(self, document: Document) -> Self:
        """Return the same network with the entries and the metadata of a validated document."""
        return self._derived(cast("tuple[E, ...]", document.entries), document.about)

    def with_own_fields(self, names: Iterable[str]) -> Self:
        """Return the same network; in `extra`, its entries have only these fields."""
        names = set(names)
        entries: list[E] = []
        for entry in self._entries:
            kept = {name: value for name, value in entry.extra.items() if name in names}
            is_changed = len(kept) < len(entry.extra)
            entries.append(entry.model_copy(update={"extra": kept}) if is_changed else entry)
        return self._derived(entries)

    def in_all_languages(self) -> Self:
        """Return the same entries in all their languages, also if these are localized."""
        original = self._original()
        return self if original is None else original

    def with_schema(self, schema: str | None) -> Self:
        """Return the same network with another address of a JSON Schema for editors."""
        parts = (self._entries, self.about, schema, self._source, self.origin)
        return _restored(type(self), *parts)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[E]:
        return iter(self._entries)

    def __contains__(self, item: object) -> bool:
        """Tell whether it contains an entry, given as an entry, an id or a former id."""
        return item in self._positions if isinstance(item, str) else item in self._entries

    @overload
    def __getitem__(self, key: SupportsIndex | str) -> E: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: SupportsIndex | str | slice) -> "E | Self":
        """Return an entry by its id, a former id or its position; for a slice, a network.

        Raises:
            UnknownIdError: No entry has that id (also a `KeyError`).
            EntryIndexError: There are fewer entries (also an `IndexError`).
        """
        if isinstance(key, slice):
            return self._derived(self._entries[_checked(key)])
        if isinstance(key, str):
            return self._entries[self._position(key)]
        position = _index(key)
        try:
            return self._entries[position]
        except IndexError:
            problem = f"No entry at position {position}: this network has {len(self)}"
            raise EntryIndexError(problem) from None

    @overload
    def get(self, key: str) -> E | None: ...
    @overload
    def get(self, key: str, default: Default) -> E | Default: ...
    def get(self, key: str, default: object = None) -> object:
        """Return the entry with that id or former id, or else the default."""
        expect(key, str, "get() takes an id")
        position = self._positions.get(key)
        return default if position is None else self._entries[position]

    def _ipython_key_completions_(self) -> list[str]:
        """Return the ids and former ids, which IPython and Jupyter complete."""
        return list(self._positions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Collection):
            return NotImplemented
        return self.about == other.about and self._entries == other._entries

    def __hash__(self) -> int:
        return hash((self.about, self._entries))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        kind = type(self).__name__
        raise AttributeError(f"A {kind} is immutable: {name!r} cannot be set; build a new {kind}")

    def __delattr__(self, name: str) -> NoReturn:
        self.__setattr__(name, None)

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self._entries, self.about, self.schema, self._original(), self.origin)
        return _unpickled, (type(self), *parts)

    # As a JSON document

    def _document(self) -> dict[str, Any]:
        """Return the JSON document, in plain values."""
        # `load()` needs none.
        from leavex_network.models.json_values import json_value

        document: dict[str, Any] = json_value(self.to_document())
        return document

    # What knows no better than `vars` to encode an object, such as FastAPI for an endpoint
    # without a return type or `json.dumps(..., default=vars)`, thus writes the document.
    __dict__: Any = property(_document)

    def keys(self) -> NoReturn:
        """Raise an `ArgumentTypeError`: a network is no mapping, and has no `dict()`.

        Without this method, that of an empty network would be an empty dict, without a word.
        """
        remedy = "write {entry.id: entry for entry in network}, or vars(network) for the document"
        raise ArgumentTypeError(f"A network is no mapping: {remedy}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate a network, or its JSON document; serialize it as that document."""
        kinds = get_args(source)
        kind = kinds[0] if kinds and isinstance(kinds[0], type) else Entry

        def of_document(document: Document) -> Any:
            return _of_kind(cls.from_document(document), kind)

        def network(value: Any, read: Callable[[Any], Any]) -> Any:
            return _of_kind(value, kind) if isinstance(value, cls) else read(value)

        document = handler.generate_schema(Document)
        read = core_schema.no_info_after_validator_function(of_document, document)
        return core_schema.json_or_python_schema(
            json_schema=read,  # without the function around it, which has no strict JSON
            python_schema=core_schema.no_info_wrap_validator_function(network, read),
            # The dict is written by pydantic, which knows what to include and exclude.
            serialization=core_schema.wrap_serializer_function_ser_schema(
                lambda network, write: write(vars(network)), schema=core_schema.dict_schema()
            ),
        )

    @property
    def __pydantic_serializer__(self) -> SchemaSerializer:
        """The serializer that pydantic asks for where it knows no type: in a list, under `Any`."""
        return serializer(type(self))

    # For subclasses

    _entries: tuple[E, ...]
    _source: Self | None
    """The network in all its languages from which this one was localized, with all its entries."""

    def _derived(
        self, entries: Iterable[E], about: About | None = None, source: Self | None = None
    ) -> Self:
        """Return a collection of entries that were validated before."""
        source = self._source if source is None else source
        if about is not None:
            entries = at_home(entries, _home(about, source))
        parts = (tuple(entries), about or self.about, self.schema, source, self.origin)
        return _restored(type(self), *parts)

    def _original(self) -> Self | None:
        """Return the same entries in all their languages, if these are localized."""
        if self._source is None:
            return None
        entries = [self._source[entry.id] for entry in self._entries]
        return self._source._derived(entries)  # noqa: SLF001 - same class

    def _groups(self, keys: Callable[[Entry], Iterable[K]]) -> dict[K, list[int]]:
        """Return the positions of the entries that have each key, in page order."""
        groups: dict[K, list[int]] = {}
        for position, entry in enumerate(self._entries):
            for key in keys(entry):
                positions = groups.setdefault(key, [])
                if positions[-1:] != [position]:
                    positions.append(position)
        return groups

    def _at(self, positions: Iterable[int]) -> Self:
        """Return the entries at these positions."""
        return self._derived(self._entries[position] for position in positions)

    # For this class

    _kept: dict[str, Any]
    """The values of its kept properties."""

    @kept_property
    def _positions(self) -> FrozenMap[str, int]:
        """The position of each entry, by its id and its former ids."""
        positions: dict[str, int] = {}
        for position, entry in enumerate(self._entries):
            for name in (entry.id, *entry.aliases):
                positions[name] = position
        return FrozenMap(positions)

    def _position(self, key: str) -> int:
        position = self._positions.get(key)
        if position is None:
            retired = self.about.retired.get(key)
            if retired is not None:
                reason = retired.why.rstrip(".")
                problem = f"{quoted(key)} was withdrawn on {retired.date}: {reason}"
                raise UnknownIdError(problem)
            question = did_you_mean(key, self._positions)
            problem = f"No entry has the id {quoted(key)}. {question}".rstrip(" .")
            raise UnknownIdError(problem, nearest(key, self._positions))
        return position


C = TypeVar("C", bound=Collection[Any])


def _index(key: SupportsIndex) -> int:
    """Return a position as a number, also one of numpy."""
    try:
        return index(key)
    except TypeError:
        given = type(key).__name__
        problem = f"network[...] takes an id, a position or a slice, not {given}"
        raise ArgumentTypeError(problem) from None


def _checked(positions: slice) -> slice:
    """Return a slice whose bounds and step are numbers."""
    start, stop, step = (
        None if bound is None else _index(bound)
        for bound in (positions.start, positions.stop, positions.step)
    )
    if step == 0:
        raise ArgumentError("The step of a slice is 0; write another number, or leave it out")
    return slice(start, stop, step)


def _of_kind(network: C, kind: type[Entry]) -> C:
    """Return a network if all its entries are of a kind; else raise a validation error."""
    for entry in network:
        if not isinstance(entry, kind):
            problem = f"the entry {entry.id!r} is of the kind {entry.kind!r}"
            remedy = f"leave it out: only those of {kind.__name__} are valid here"
            raise refused("unknown-kind", problem, remedy)
    return network


def _fill(
    collection: Collection[Any],
    entries: Any,
    about: About,
    schema: str | None = None,
    source: Any = None,
    origin: Origin = "data",
) -> None:
    """Set the attributes of a new collection, without its `__setattr__`, which refuses them."""
    parts = {"_entries": entries, "about": about, "schema": schema}
    for name, value in {**parts, "_source": source, "origin": origin, "_kept": {}}.items():
        object.__setattr__(collection, name, value)


def _home(about: About, source: Collection[Any] | None = None) -> Home:
    """Return the metadata that the cards of a network's entries use."""
    return Home(about, about.language if source is None else source.about.language)


def _unpickled(
    kind: type[C], entries: Iterable[Any], about: About, schema: str | None, source: Any, *rest: Any
) -> C:
    """Return a collection of a pickle, whose entries have no home."""
    return _restored(kind, at_home(entries, _home(about, source)), about, schema, source, *rest)


def _restored(kind: type[C], *parts: Any) -> C:
    """Return a collection of parts that were validated before."""
    collection = kind.__new__(kind)
    _fill(collection, *parts)
    return collection
