"""Records of values that were validated before, such as those of the bundled network.

To build what validates them takes longer than everything else that `load()` does; it is built when
a value has to be validated.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType, NoneType
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

from leavex_network.models.entries import Entry, class_of
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.places.territories import Territory

R = TypeVar("R", bound=Record)

_MAKERS: Mapping[Any, Callable[[str], Any]] = MappingProxyType(
    {date: date.fromisoformat, Territory: Territory}
)
"""What makes the values that JSON writes as strings."""


def trusted(kind: type[R], values: Mapping[str, Any]) -> R:
    """Return a record of the values of valid JSON, without validating them."""
    made = class_of(values["kind"]) if kind is Entry else kind
    names = {field.alias or name: name for name, field in made.model_fields.items()}
    given: dict[str, Any] = {}
    for key, value in values.items():
        name = names[key]
        given[name] = _value(made.model_fields[name].annotation, value)
    # A subclass of `kind`: `class_of` returns those of `Entry`.
    return cast("R", made.model_construct(**given))


def _value(annotation: Any, value: Any) -> Any:
    """Return a value of JSON as one of the type that a field declares."""
    origin, parameters = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return tuple(_value(parameters[0], item) for item in value)
    if origin is FrozenMap:
        return FrozenMap({key: _value(parameters[1], item) for key, item in value.items()})
    if origin is Annotated or NoneType in parameters:
        return None if value is None else _value(parameters[0], value)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return trusted(annotation, value)
    if isinstance(value, list):
        return tuple(value)  # one of the types of an own field
    make = _MAKERS.get(annotation)
    return value if make is None else make(value)
