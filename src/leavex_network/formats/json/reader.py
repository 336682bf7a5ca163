"""Reading JSON: strictly, in linear time, and with every problem at its place."""

import json
from importlib import import_module
from types import ModuleType
from typing import Any

from pydantic import ValidationError

from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.document import Document
from leavex_network.network import Network

_LONGEST_NUMBER = 20


class _UnreadableError(ValueError):
    """A number that is none in JSON, or longer than any that is needed."""


def loads(text: str | bytes, *, file: str = "<text>", **_: object) -> Network[Entry]:
    """Return the network that a JSON text holds.

    Raises:
        DataError: See `leavex_network.findings.CODES`.
    """
    decoded = _decoded(text, file)
    data, has_repeated_keys = _parsed(decoded, file)
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        raise _problems().explain(decoded, data, error.errors(include_url=False), file) from None
    if has_repeated_keys:
        raise _problems().explain(decoded, data, [], file)
    return Network.from_document(document)


def _problems() -> ModuleType:
    """Return the room that puts problems into words: most texts have none, and do without it."""
    return import_module("leavex_network.formats.json.problems")


def _decoded(text: str | bytes, file: str) -> str:
    decoded = text if isinstance(text, str) else decode(text, file)
    if decoded.startswith("\ufeff"):
        problem = "the file begins with a byte order mark."
        raise _problems().at_end(
            "", "byte-order-mark", problem, "Save it as UTF-8 without one.", file
        )
    return decoded


def _parsed(text: str, file: str) -> tuple[Any, bool]:
    """Return what the JSON holds, and whether a key stands twice in an object."""
    repeated = False

    def to_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        repeated = repeated or len(found) != len(pairs)
        return found

    try:
        data = json.loads(
            text, object_pairs_hook=to_dict, parse_constant=_no_number, parse_int=_number
        )
    except json.JSONDecodeError as error:
        raise _problems().explain_syntax(text, file, reason=error.msg, offset=error.pos) from None
    except _UnreadableError as error:
        raise _problems().explain_syntax(text, file, number=str(error)) from None
    except RecursionError:
        raise _problems().explain_syntax(text, file) from None
    return data, repeated


def _number(digits: str) -> int:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else _no_number(digits)


def _no_number(token: str) -> int:
    raise _UnreadableError(token)
