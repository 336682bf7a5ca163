"""Write a table, a row for each entry."""

import csv
import io
from typing import TYPE_CHECKING

from leavex_network.formats.tables.cells import BYTE_ORDER_MARK, cell
from leavex_network.formats.tables.in_words import InWords
from leavex_network.formats.tables.records import (
    Value,
    columns,
    columns_for_people,
    plain_text,
    records,
)
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.progress import counted

if TYPE_CHECKING:
    from _csv import Writer


def dumps(network: Network[Entry], *, language: str | None = None, words: bool = False) -> str:
    """Return the table of a network, in one language: see `leavex_network.formats.dumps`."""
    localized = network.localize(network.about.language if language is None else language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if words:
        _write_in_words(localized, writer)
    else:
        _write(localized, writer)
    return BYTE_ORDER_MARK + text.getvalue()


def _write(network: Network[Entry], writer: "Writer") -> None:
    """Write the table that programs read."""
    names = columns(network)
    writer.writerow(names)
    for values in counted(records(network), len(network)):
        writer.writerow([_cell(values.get(name), plain_text(name, values)) for name in names])


def _write_in_words(network: Network[Entry], writer: "Writer") -> None:
    """Write the table that people read."""
    names = columns_for_people(network)
    words = InWords(network)
    writer.writerow([words.header(name) for name in names])
    for values in counted(records(network), len(network)):
        writer.writerow([_cell(values.get(name), words.text(name, values)) for name in names])


def _cell(value: Value, text: str) -> str:
    """Return the text of a value as a cell; a negative number is no formula."""
    is_number = isinstance(value, int | float)
    return text if is_number else cell(text)
