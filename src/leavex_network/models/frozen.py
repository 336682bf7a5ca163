"""Immutable building blocks of the models: records and mappings."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Generic, Self, TypeVar, get_args, overload

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, SchemaSerializer, core_schema

K = TypeVar("K")
T = TypeVar("T")
V = TypeVar("V", covariant=True)


class Immutable:
    """Base class of immutable objects, which are their own copies."""

    __slots__ = ()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self


class kept_property(cached_property[T]):  # noqa: N801 - as the one that it extends
    """A value that is computed at its first use, and kept in an object without an instance dict.

    The object has a dict `_kept` for such values. It is no `property`: IPython computes none, and
    would not complete `network.countries["`.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Self | T:
        """Return the value; of the class, this object."""
        if instance is None:
            return self
        kept: dict[str | None, T] = instance._kept  # noqa: SLF001 - of both
        if self.attrname not in kept:
            kept[self.attrname] = self.func(instance)
        return kept[self.attrname]


class FrozenMap(Immutable, Mapping[K, V], Generic[K, V]):
    """An immutable mapping that keeps its order, and can be hashed, pickled and copied."""

    __slots__ = ("_items",)
    _items: MappingProxyType[K, V]

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        object.__setattr__(self, "_items", MappingProxyType(dict(items)))

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def _ipython_key_completions_(self) -> list[K]:
        """Return the keys that IPython and Jupyter complete."""
        return list(self._items)

    def __eq__(self, other: object) -> bool:
        """Tell whether another mapping has the same items; True is not 1, nor is False 0."""
        if not isinstance(other, Mapping):
            return NotImplemented
        if not self._items:
            return len(other) == 0
        return self._items == dict(other) and _booleans(self) == _booleans(other)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self._items)!r})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"A {type(self).__name__} is immutable: build a new one")

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (dict(self._items),)

    @property
    def __pydantic_serializer__(self) -> SchemaSerializer:
        """The serializer that pydantic asks for where it knows no type: in a list, under `Any`."""
        return serializer(type(self))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate any mapping like a dict of the same types, then freeze it."""
        keys, values = get_args(source) or (Any, Any)
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.dict_schema(handler.generate_schema(keys), handler.generate_schema(values)),
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )


NOTHING: FrozenMap[Any, Any] = FrozenMap()
"""The default of mappings: one for all records, because most have nothing in them."""


def _booleans(values: Mapping[Any, Any]) -> list[Any]:
    """Return the keys of values that are True or False."""
    return sorted(key for key, value in values.items() if isinstance(value, bool))


@cache
def serializer(kind: type[Any]) -> SchemaSerializer:
    """Return pydantic's serializer of a type."""
    from pydantic import TypeAdapter  # `load()` needs none

    found = TypeAdapter(kind).serializer
    assert isinstance(found, SchemaSerializer)  # noqa: S101 - its declared type is wider
    return found


class Record(Immutable, BaseModel, frozen=True):
    """An immutable pydantic model that refuses unknown keys and validates changed copies."""

    # Deferred: the schema of a tree of records is built once, when the first one is validated.
    model_config = ConfigDict(extra="forbid", defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Defer the class alone: a `TypeAdapter` of it, such as FastAPI's, is built at once.

        FastAPI silences a warning of pydantic while it builds one, and not at its first use.
        """
        cls.model_config.pop("defer_build", None)

    def model_copy(
        self,
        *,
        update: Mapping[str, Any] | None = None,
        deep: bool = False,  # noqa: ARG002 - pydantic's signature
    ) -> Self:
        """Return a copy with the changes of `update`, validated again.

        Args:
            update: New values by field name.
            deep: Without effect: records are immutable.

        Raises:
            pydantic.ValidationError: A new value, or its combination with the others, is invalid.
        """
        if not update:
            return self
        return type(self).model_validate({**self.given(), **update})

    @property
    def model_fields_set(self) -> set[str]:
        """The names of the fields that were given, as a new set."""
        return set(self.__pydantic_fields_set__)

    def given(self) -> dict[str, Any]:
        """Return the values that were given, by the names that the constructor takes."""
        fields = type(self).model_fields.items()
        return {
            field.alias or name: getattr(self, name)
            for name, field in fields
            if name in self.__pydantic_fields_set__
        }
