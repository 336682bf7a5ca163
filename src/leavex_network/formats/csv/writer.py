"""Write a table, a row for each entry."""

import csv
import io
from typing import Any

from leavex_network.formats.csv.cells import BYTE_ORDER_MARK, COLUMNS, cell
from leavex_network.models import Entry
from leavex_network.network import Network


def dumps(network: Network[Entry], *, language: str | None = None) -> str:
    """Return the table of a network, in one language: see `leavex_network.formats.dumps`."""
    localized = network.localize(network.about.language if language is None else language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry, row in zip(localized, localized.rows(), strict=True):
        keys = dict.fromkeys([*entry.sources, entry.text_source])
        sources = [localized.about.sources[key] for key in keys if key]
        values: dict[str, Any] = {
            **row,
            "language": localized.about.language,
            "source_urls": [source.url for source in sources],
            "source_days": [source.date.isoformat() for source in sources],
        }
        writer.writerow([cell(values[column]) for column in COLUMNS])
    return BYTE_ORDER_MARK + text.getvalue()
