"""Read JSON: strictly, in linear time, with every problem at its line and column."""

import json
from typing import Any

from pydantic import ValidationError

from leavex_network.formats.json.problems import explain_data, explain_syntax
from leavex_network.formats.reporting import data_error
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.document import Document
from leavex_network.models.fields import VERBATIM
from leavex_network.network import Network

_LONGEST_NUMBER = 20


class _UnreadableError(ValueError):
    """A number that JSON does not have, or that is longer than any that is needed."""


def loads(text: str | bytes, *, file: str = "<text>") -> Network[Entry]:
    """Return the network of a JSON text: see `leavex_network.formats.loads`."""
    text = decode(text, file)
    # RFC 8259, 8.1: JSON text must not begin with a byte order mark.
    if text.startswith("\ufeff"):
        message = "The file begins with a byte order mark."
        raise data_error("byte-order-mark", message, "Save it as UTF-8 without one.", file=file)
    data, has_repeated_keys = _parse(text, file)
    try:
        document = Document.model_validate(data, context=VERBATIM)
    except ValidationError as error:
        raise explain_data(text, data, error.errors(include_url=False), file) from None
    if has_repeated_keys:
        raise explain_data(text, data, [], file)
    return Network.from_document(document)


def _parse(text: str, file: str) -> tuple[Any, bool]:
    """Return the parsed JSON, and whether a key occurs twice in an object."""
    has_repeated_keys = False

    def to_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal has_repeated_keys
        result = dict(pairs)
        has_repeated_keys = has_repeated_keys or len(result) != len(pairs)
        return result

    try:
        data = json.loads(
            text, object_pairs_hook=to_dict, parse_constant=_refuse_number, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        raise explain_syntax(text, file, reason=error.msg, offset=error.pos) from None
    except _UnreadableError as error:
        raise explain_syntax(text, file, number=str(error)) from None
    except RecursionError:
        raise explain_syntax(text, file) from None
    return data, has_repeated_keys


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else _refuse_number(digits)


def _refuse_number(token: str) -> int:
    raise _UnreadableError(token)
