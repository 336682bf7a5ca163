"""The values of an entry's own fields (`Entry.extra`) as the texts of cells, and back.

A string is written as itself. A number, `true`, `false` and a list of strings are written as JSON,
and so is a string that would be read as one of these, or that a cell would not keep.
"""

import json
from typing import Never, TypeGuard

PREFIX = "extra."
"""The beginning of the header of a column of own fields, before the name of the field."""

OwnValue = str | int | float | bool | tuple[str, ...]


def own_text(value: OwnValue) -> str:
    """Return the text of a value.

    >>> own_text("@leavex"), own_text(5), own_text("5"), own_text(("a", "b"))
    ('@leavex', '5', '"5"', '["a", "b"]')
    """
    if isinstance(value, str) and own_value(value) == value and value == value.strip():
        return value
    return json.dumps(value, ensure_ascii=False)


def own_value(text: str) -> OwnValue | None:
    """Return the value of a text, the reverse of `own_text`; None of an empty one.

    >>> own_value("5"), own_value('"5"'), own_value("1.50"), own_value("TRUE")
    (5, '5', '1.50', True)
    """
    if not text:
        return None
    if text.lower() in ("true", "false"):  # spreadsheets write them in capitals
        return text.lower() == "true"
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, str):
        return value
    if _is_list_of_strings(value):
        return tuple(value)
    # A number is one if it is written as JSON writes it: "1.50" and "1e3" keep their digits.
    is_number = isinstance(value, int | float)
    return value if is_number and json.dumps(value) == text else text


def _is_list_of_strings(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _refuse(constant: str) -> Never:
    # JSON (RFC 8259, section 6) has no such numbers, but Python reads them.
    raise ValueError(constant)
