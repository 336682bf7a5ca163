"""What pydantic, or a validator of ours, found wrong with data: the code, the message and the remedy."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple, get_args

from leavex_network.errors import alternatives, nearest, quoted
from leavex_network.findings import CODES
from leavex_network.models import About, AboutTranslation, Entry, Kind, Source, Translation
from leavex_network.models.document import Document
from leavex_network.models.frozen import Record

Path = tuple[int | str, ...]
"""Keys and positions, from the outermost to the innermost."""

KEY = "[key]"
"""What pydantic adds to the place of a key."""

_SHAPES = {
    "string_type": "takes a text",
    "tuple_type": "takes a list",
    "dict_type": "takes an object",
    "mapping_type": "takes an object",
    "model_type": "takes an object",
    "model_attributes_type": "takes an object",
}
_IN_JSON = {
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}
_MODELS: tuple[tuple[tuple[type | str, ...], type[Record]], ...] = (
    ((), Document),
    (("about",), About),
    (("about", "sources", str), Source),
    (("about", "translations", str), AboutTranslation),
    (("entries", int), Entry),
    (("entries", int, "translations", str), Translation),
)


class Explanation(NamedTuple):
    """A problem in words."""

    code: str
    message: str
    remedy: str


def steps(loc: tuple[int | str, ...]) -> Path:
    """Return a place as pydantic has it, without the name of the kind and the mark of a key that it adds."""
    is_tagged = loc[:1] == ("entries",) and loc[2:3] in (("initiative",), ("petition",))
    path = (*loc[:2], *loc[3:]) if is_tagged else loc
    return path[:-1] if path[-1:] == (KEY,) else path


def said(path: Path, error: Mapping[str, Any]) -> Explanation:
    """Return what to say of an error, as `ValidationError.errors()` has it."""
    kind, value = error["type"], error["input"]
    if kind in _TOLD:
        return _TOLD[kind](path, value)
    if kind in CODES:
        problem, remedy = error["ctx"]["problem"], error["ctx"]["remedy"]
        return Explanation(kind, f"{problem}.", f"{remedy[:1].upper()}{remedy[1:]}.")
    message = str(error["msg"])
    problem = f"{quoted(value)} will not do: {message[:1].lower()}{message[1:]}."
    return Explanation("bad-value", problem, "Write it as the schema has it.")


def said_of_repeated(key: str) -> Explanation:
    """Return what to say of a key that stands twice in its object."""
    return Explanation(
        "duplicate-key", f"the key {quoted(key)} stands twice in this object.", "Leave one out."
    )


def _of_newer(_path: Path, value: Any) -> Explanation:
    problem = f"the file is of version {quoted(value)}, and this library reads version 1."
    return Explanation("newer-version", problem, 'Upgrade: pip install --upgrade "leavex-network".')


def _of_missing(path: Path, _value: Any) -> Explanation:
    return Explanation("missing-key", f"the key {quoted(path[-1])} is missing.", "Add it.")


def _of_unknown(path: Path, _value: Any) -> Explanation:
    known = [field.alias or name for name, field in _model_at(path[:-1]).model_fields.items()]
    near = nearest(str(path[-1]), known)
    remedy = (
        f"Did you mean {alternatives(near)}?" if near else f"The keys here are {', '.join(known)}."
    )
    return Explanation("unknown-key", f"{quoted(path[-1])} is no key that is known.", remedy)


def _of_kind(_path: Path, value: Any) -> Explanation:
    given = value.get("kind")
    return Explanation(
        "unknown-kind",
        f"{quoted(given)} is no kind of entry.",
        f"Write {alternatives(get_args(Kind))}.",
    )


def _of_no_kind(_path: Path, _value: Any) -> Explanation:
    return Explanation(
        "missing-key", "the key 'kind' is missing.", f"Write {alternatives(get_args(Kind))}."
    )


def _of_shape(takes: str, _path: Path, value: Any) -> Explanation:
    problem = f"this {takes}, and holds {_IN_JSON.get(type(value), 'something else')}."
    return Explanation("bad-value", problem, "Write it as the schema has it.")


def _model_at(path: Path) -> type[Record]:
    """Return the model of the object at a path."""
    return next(
        model
        for pattern, model in _MODELS
        if len(pattern) == len(path) and all(map(_fits, path, pattern))
    )


def _fits(step: int | str, part: type | str) -> bool:
    return isinstance(step, part) if isinstance(part, type) else step == part


_TOLD: Mapping[str, Callable[[Path, Any], Explanation]] = {
    "newer-version": _of_newer,
    "missing": _of_missing,
    "extra_forbidden": _of_unknown,
    "union_tag_invalid": _of_kind,
    "union_tag_not_found": _of_no_kind,
    **{kind: partial(_of_shape, takes) for kind, takes in _SHAPES.items()},
}
