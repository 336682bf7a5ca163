"""Write JSON: the same text every time, a fact a line, in the style of `data/network.json`."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from leavex_network.findings import Finding
from leavex_network.formats.json.reader import loads
from leavex_network.formats.reporting import warn
from leavex_network.models import Entry, Source
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.models.json_values import written_items
from leavex_network.network import Network
from leavex_network.text.characters import INVISIBLE_FORMATS

_INVISIBLE = re.compile(INVISIBLE_FORMATS)


def dumps(
    network: Network[Entry],
    *,
    onto: str | None = None,
    language: str | None = None,
    prune: bool = False,
) -> str:
    """Return the network as JSON: see `leavex_network.formats.dumps`.

    The keys are in the order of the models' fields. The `$schema` of `onto` is kept;
    an empty `onto` counts as none.

    Raises:
        ArgumentError: The network was read from a table, or is written in a `language`, and `onto`
            is in another.
        DataError: `onto` is no valid network.
    """
    if language is not None:
        network = network.localize(language)
    if onto is not None and onto.strip():
        known = loads(onto)
        if network.origin != "data":
            is_localized = language is not None
            network, findings = _merged(network, known, prune=prune, is_localized=is_localized)
            warn(findings)
        elif network.schema is None:
            network = network.with_schema(known.schema)
    return "\n".join(_lines(network.to_document(), "")) + "\n"


def _merged(
    new: Network[Entry], known: Network[Entry], *, prune: bool, is_localized: bool
) -> tuple[Network[Entry], list[Finding]]:
    """Merge a network that was read from pages or a table into that of a file."""
    # Matching entries needs the modules of pages, which are slow to import.
    from leavex_network.formats.json.merging import check_language, merge, unread_ids

    if is_localized:
        check_language(new, known)
    network = merge(new, known, prune=prune)
    return network, [_not_in_network(name) for name in unread_ids(new, network)]


def _not_in_network(name: str) -> Finding:
    message = "This entry of the file was not read from the pages or table; it is kept."
    remedy = "Remove it with prune=True, or --prune."
    return Finding(code="not-in-network", message=message, remedy=remedy, entry=name)


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a value; lists of plain values, and sources, are on one line."""
    if isinstance(value, Record) and not isinstance(value, Source):
        yield from _object(written_items(value), indent)
    elif isinstance(value, FrozenMap):
        yield from _object(value.items(), indent)
    elif isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        yield from _block("[]", [("", item) for item in value], indent)
    else:
        yield _on_one_line(value)


def _object(items: Iterable[tuple[str, Any]], indent: str) -> Iterator[str]:
    return _block("{}", [(f"{_scalar(key)}: ", value) for key, value in items], indent)


def _block(brackets: str, items: list[tuple[str, Any]], indent: str) -> Iterator[str]:
    """Yield the lines of an object or a list, given its items with the text before each."""
    if not items:
        yield brackets
        return
    inner = indent + "  "
    yield brackets[0]
    for number, (start, item) in enumerate(items, 1):
        first, *rest = _lines(item, inner)
        lines = [f"{inner}{start}{first}", *rest]
        lines[-1] += "," if number < len(items) else ""
        yield from lines
    yield indent + brackets[1]


def _on_one_line(value: Any) -> str:
    if isinstance(value, Source):
        pairs = [f"{_scalar(key)}: {_scalar(item)}" for key, item in written_items(value)]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_scalar, value))}]"
    return _scalar(value)


def _scalar(value: str | int | date) -> str:
    plain = value.isoformat() if isinstance(value, date) else value
    text = json.dumps(plain, ensure_ascii=False)
    # Invisible characters are written as escapes, so that a reader of the file sees them.
    return _INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], text)
