"""Explain the errors of pydantic and of this library's validators: code, message and remedy."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple
from unicodedata import category

from leavex_network.errors import did_you_mean, quoted
from leavex_network.findings import CODES
from leavex_network.models import About, AboutTranslation, Accepted, Entry, Source, Translation
from leavex_network.models.document import Document
from leavex_network.models.entries import OTHER_KINDS
from leavex_network.models.frozen import Record
from leavex_network.models.kinds import BUILT_IN
from leavex_network.text.characters import code_point

KeyPath = tuple[int | str, ...]
"""The keys and positions that lead to a value, from the outermost to the innermost."""

KEY_MARK = "[key]"
"""The last step that pydantic adds to the path of a key."""

_SCHEMA = "See the JSON Schema."
_CLASS_STEPS = tuple((kind,) for kind in (*BUILT_IN, OTHER_KINDS))
_EXPECTED_TYPES = {
    "string_type": "a string",
    "tuple_type": "a list",
    "dict_type": "an object",
    "mapping_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}
_JSON_TYPES = {
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}
_ABOUT_MODELS: Mapping[int | str, type[Record]] = MappingProxyType(
    {"accepted": Accepted, "sources": Source, "translations": AboutTranslation}
)
"""The models of the objects in the fields of `about`."""


class Explanation(NamedTuple):
    """The code, message and remedy of a problem."""

    code: str
    message: str
    remedy: str


def key_path(location: tuple[int | str, ...]) -> KeyPath:
    """Return a location of pydantic without what it adds: the kind of an entry, and `KEY_MARK`."""
    is_tagged = location[:1] == ("entries",) and location[2:3] in _CLASS_STEPS
    path = (*location[:2], *location[3:]) if is_tagged else location
    return path[:-1] if path[-1:] == (KEY_MARK,) else path


def explain(path: KeyPath, error: Mapping[str, Any]) -> Explanation:
    """Return the explanation of an error, given as in `ValidationError.errors()`."""
    error_type = error["type"]
    if error_type in CODES:
        problem, remedy = error["ctx"]["problem"], error["ctx"]["remedy"]
        return Explanation(error_type, sentence(problem), sentence(remedy))
    match error_type:
        case "missing":
            return Explanation("missing-key", f"The key {quoted(path[-1])} is missing.", "Add it.")
        case "extra_forbidden":
            message = f"Unknown key {quoted(path[-1])}."
            return Explanation("unknown-key", message, _known_keys(path))
        case _:
            return _of_value(error)


def _of_value(error: Mapping[str, Any]) -> Explanation:
    """Return the explanation of a value of the wrong type or form."""
    error_type, value = error["type"], error["input"]
    match error_type:
        case "literal_error":
            message = f"Invalid value {quoted(value)}."
            return Explanation("bad-value", message, f"Use {error['ctx']['expected']}.")
        case "string_unicode":
            surrogate = next(filter(_is_surrogate, value))
            message = f"{quoted(value)} contains the unpaired surrogate {code_point(surrogate)}."
            return Explanation("invalid-text", message, "Remove it.")
        case _ if error_type in _EXPECTED_TYPES:
            actual = _JSON_TYPES.get(type(value), "something else")
            message = f"Expected {_EXPECTED_TYPES[error_type]}, not {actual}."
        case _:
            message = f"Invalid value {quoted(value)}: {error['msg']}."
    return Explanation("bad-value", message, _SCHEMA)


def _is_surrogate(character: str) -> bool:
    return category(character) == "Cs"


def sentence(text: str) -> str:
    """Return a text with a capital letter and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def repeated_key(key: str) -> Explanation:
    """Return the explanation of a key that occurs twice in its object."""
    message = f"The key {quoted(key)} occurs twice in this object."
    return Explanation("duplicate-key", message, "Remove one of the two.")


def _known_keys(path: KeyPath) -> str:
    """Return a remedy that names the keys that may be where the path ends."""
    fields = _model_at(path[:-1]).model_fields
    known = [field.alias or name for name, field in fields.items()]
    return did_you_mean(str(path[-1]), known) or f"The keys here are {', '.join(known)}."


def _model_at(path: KeyPath) -> type[Record]:
    """Return the model of the object at a path."""
    match path:
        case ("entries", _, "translations", _):
            return Translation
        case ("entries", _):
            return Entry
        case ("about", name, _):
            return _ABOUT_MODELS.get(name, Document)
        case ("about",):
            return About
        case _:
            return Document
