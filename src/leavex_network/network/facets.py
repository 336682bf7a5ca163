"""Facets: the entries of a network by each value that occurs."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping
from itertools import islice
from typing import Any, Generic, Self, TypeVar, cast, get_args, overload

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from leavex_network.errors import (
    UnknownKeyError,
    UnknownValueError,
    alternatives,
    expect,
    nearest,
    question,
    quoted,
)
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

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept a facet as it is; serialize it as a dict of the JSON documents."""
        _, values = get_args(source) or (str, Any)
        of_dict = core_schema.dict_schema(core_schema.str_schema(), handler.generate_schema(values))
        return core_schema.is_instance_schema(
            cls,
            serialization=core_schema.wrap_serializer_function_ser_schema(
                lambda facet, write: write(dict(facet)), schema=of_dict
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the dict, by which a facet is serialized."""
        return handler(cast("dict[str, Any]", schema)["serialization"]["schema"])

    def _error(self, key: str) -> UnknownKeyError:
        problem = f"No entry has the {self._name} {quoted(key)}"
        if self._name in _OF_TERRITORIES:
            return self._error_of_territory(key, problem)
        folded = hashtag_key(key)
        written = [value for value in self._items if hashtag_key(value) == folded]
        if written:
            return UnknownKeyError(f"{problem}: write {alternatives(written)}", written)
        near = nearest(key, self._items)
        remedy = question(map(quoted, near)) or self._examples()
        return UnknownKeyError(f"{problem}. {remedy}".rstrip(" ."), near)

    def _error_of_territory(self, key: str, problem: str) -> UnknownKeyError:
        find = gazetteer.country if self._name == "country" else gazetteer.region
        try:
            code = str(find(key))
        except UnknownValueError as error:
            return UnknownKeyError(error.message, error.suggestions)
        if code in self._items:
            return UnknownKeyError(f"{problem}: write {code!r}", [code])
        query = f"by_{self._name}({code!r})"
        return UnknownKeyError(f"{problem}; call {query}, whose result may be empty")

    def _examples(self) -> str:
        """Return a sentence with the first values that can be written, if there are any."""
        first = list(islice(self._items, _MOST_EXAMPLES))
        return f"Write one that occurs, such as {alternatives(first)}" if first else ""
