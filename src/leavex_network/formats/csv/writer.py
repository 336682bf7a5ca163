"""Writing a table, a row for each entry."""

import csv
import io

from leavex_network.formats.csv.cells import COLUMNS, MARK, cell
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.rows import Value


def dumps(network: Network[Entry], *, language: str | None = None, **_: object) -> str:
    """Return the table of a network, a row for each entry, in one language.

    Args:
        network: What is written.
        language: The language of the texts (BCP 47); by default the network's own.
    """
    shown = network.localize(language or network.about.language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry, row in zip(shown, shown.rows(), strict=True):
        keys = _sources(entry)
        sources = [shown.about.sources[key] for key in keys]
        cells: dict[str, Value] = {
            **row,
            "language": shown.about.language,
            "source_urls": [source.url for source in sources],
            "source_days": [source.date.isoformat() for source in sources],
        }
        writer.writerow([cell(cells[column]) for column in COLUMNS])
    return MARK + text.getvalue()


def _sources(entry: Entry) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([*entry.sources, *([entry.text_source] if entry.text_source else [])])
    )
