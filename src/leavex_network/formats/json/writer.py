"""Write JSON: the same text every time, a fact a line, in the style of `data/network.json`."""

import json
import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from leavex_network.findings import Finding
from leavex_network.formats.json.reader import loads
from leavex_network.formats.reporting import warn
from leavex_network.models import Entry, Source
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.models.json_values import written_items
from leavex_network.network import Network
from leavex_network.progress import counted, plan_passes
from leavex_network.text.characters import INVISIBLE_FORMATS

_ENCODER = json.JSONEncoder(ensure_ascii=False)
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
        plan_passes(2)
        known = loads(onto)
        if network.origin != "data":
            is_localized = language is not None
            network, findings = _merged(network, known, prune=prune, is_localized=is_localized)
            warn(findings)
        elif network.schema is None:
            network = network.with_schema(known.schema)
    return "".join(_pieces(network.to_document()))


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


def _pieces(document: Document) -> Iterator[str]:
    """Yield the text of a document in pieces, so that a long one is copied only once."""
    separator = "{\n  "
    for key, value in written_items(document):
        yield f"{separator}{_ENCODER.encode(key)}: "
        separator = ",\n  "
        if key == "entries" and value:
            yield from _entries(value)
        else:
            yield _text(value, "  ")
    yield "\n}\n"


def _entries(entries: Collection[Entry]) -> Iterator[str]:
    """Yield the text of a list with at least one entry, in pieces."""
    separator = "[\n    "
    for entry in counted(entries, len(entries)):
        yield separator
        yield _text(entry, "    ")
        separator = ",\n    "
    yield "\n  ]"


def _text(value: Any, indent: str) -> str:
    """Return a value as JSON; lists of plain values, and sources, are on one line.

    The first line has no indent, which belongs to the key before it.
    """
    # The usual values are first: to tell whether a value is a record takes longest.
    if isinstance(value, str):
        return _string(value)
    inner = f"{indent}  "
    if isinstance(value, tuple):
        texts = [_text(item, inner) for item in value]
        # The items of a list are of one type.
        has_records = any(isinstance(item, Record) for item in value[:1])
        return _block("[", texts, "]", indent) if has_records else f"[{', '.join(texts)}]"
    if isinstance(value, date):
        return _string(value.isoformat())
    if isinstance(value, Source):
        pairs = [f"{_ENCODER.encode(key)}: {_text(item, '')}" for key, item in written_items(value)]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, Record | FrozenMap):
        items = value.items() if isinstance(value, FrozenMap) else written_items(value)
        members = [f"{_ENCODER.encode(key)}: {_text(item, inner)}" for key, item in items]
        return _block("{", members, "}", indent)
    return _ENCODER.encode(value)


def _string(value: str) -> str:
    """Return a string as JSON, with escapes for invisible characters, so that a reader sees them.

    No invisible character is printable: most texts need no search for them.
    """
    text = _ENCODER.encode(value)
    if text.isprintable():
        return text
    return _INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _block(opening: str, items: list[str], closing: str, indent: str) -> str:
    """Return an object or a list with an item a line."""
    if not items:
        return f"{opening}{closing}"
    start = f"\n{indent}  "
    return f"{opening}{start}{f',{start}'.join(items)}\n{indent}{closing}"
