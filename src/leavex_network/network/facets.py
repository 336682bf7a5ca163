"""Facets: the entries of a network by each value that occurs."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping
from itertools import islice
from typing import Any, Generic, Self, TypeVar, cast, overload

from leavex_network.errors import UnknownKeyError, alternatives, expect, nearest, question, quoted
from leavex_network.models.frozen import FrozenMap
from leavex_network.places import gazetteer
from leavex_network.text.hashtags import hashtag_key

K = TypeVar("K", bound=str)
V = TypeVar("V", covariant=True)
Default = TypeVar("Default")

_OF_TERRITORIES = ("country", "region")
_MOST_EXAMPLES = 5  # in a message


class Facet(FrozenMap[str, V], Generic[K, V]):
    """An immutable mapping from each value that occurs to the entries that have it.

    Args:
        items: The values, as they are iterated over, and their entries.
        name: What the values are: `country`, `region`, `hashtag`, `kind` or `status`.
    """

    __slots__ = ("_name",)
    _name: str

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = (), name: str = "") -> None:
        super().__init__(cast("Mapping[str, V]", dict(items)))
        object.__setattr__(self, "_name", name)

    def __getitem__(self, key: str) -> V:
        """Return the entries with a value, written as the keys are.

        Raises:
            UnknownKeyError: No entry has it (also a `KeyError`); the message says what to write.
            ArgumentTypeError: The value is no string.
        """
        expect(key, str, f"A {self._name} is a string")
        if key in self._items:
            return self._items[key]
        raise self._error(key)

    def __iter__(self) -> Iterator[K]:
        return cast("Iterator[K]", iter(self._items))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._items

    @overload
    def get(self, key: str, /) -> V | None: ...
    @overload
    def get(self, key: str, /, default: V | Default) -> V | Default: ...
    def get(self, key: str, /, default: object = None) -> object:
        """Return the entries with a value, or else the default."""
        return self._items[key] if key in self else default

    def keys(self) -> KeysView[K]:
        """Return the values."""
        return cast("KeysView[K]", super().keys())

    def items(self) -> ItemsView[K, V]:
        """Return the values and their entries."""
        return cast("ItemsView[K, V]", super().items())

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (dict(self._items), self._name)

    def _error(self, key: str) -> UnknownKeyError:
        problem = f"No entry has the {self._name} {quoted(key)}"
        meant = self._meanings(key)
        written = [value for value in meant if value in self._items]
        if written:
            return UnknownKeyError(f"{problem}: write {alternatives(written)}", written)
        if meant:
            queries = " or ".join(f"by_{self._name}({code!r})" for code in map(str, meant))
            return UnknownKeyError(f"{problem}; call {queries}, whose result may be empty")
        countries = gazetteer.countries_of_part(key) if self._name == "country" else []
        if countries:
            return UnknownKeyError(f"{problem}: it is {gazetteer.part_of(countries)}", countries)
        near = nearest(key, self._items)
        remedy = question(map(quoted, near)) or self._examples()
        return UnknownKeyError(f"{problem}. {remedy}".rstrip(" ."), near)

    def _meanings(self, key: str) -> list[str]:
        """Return the values that a text may mean."""
        if self._name in _OF_TERRITORIES:
            return sorted(gazetteer.lookup(key))
        folded = hashtag_key(key)
        return [value for value in self._items if hashtag_key(value) == folded]

    def _examples(self) -> str:
        """Return a sentence with the first values that can be written, if there are any."""
        first = list(islice(self._items, _MOST_EXAMPLES))
        return f"Write one that occurs, such as {alternatives(first)}" if first else ""
