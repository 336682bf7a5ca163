"""Write a table, a row for each entry."""

import csv
import io

from leavex_network.formats.csv.cells import BYTE_ORDER_MARK, COLUMNS, cell
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.rows import Value


def dumps(network: Network[Entry], *, language: str | None = None) -> str:
    """Return the table of a network, in one language: see `leavex_network.formats.dumps`."""
    localized = network.localize(language or network.about.language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry, row in zip(localized, localized.rows(), strict=True):
        sources = [localized.about.sources[key] for key in _source_keys(entry)]
        values: dict[str, Value] = {
            **row,
            "language": localized.about.language,
            "source_urls": [source.url for source in sources],
            "source_days": [source.date.isoformat() for source in sources],
        }
        writer.writerow([cell(values[column]) for column in COLUMNS])
    return BYTE_ORDER_MARK + text.getvalue()


def _source_keys(entry: Entry) -> list[str]:
    keys = [*entry.sources]
    if entry.text_source and entry.text_source not in keys:
        keys.append(entry.text_source)
    return keys
