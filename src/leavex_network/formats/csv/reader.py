"""Reading a table, as it was written or as a spreadsheet saved it."""

import warnings
from typing import Any

from pydantic import ValidationError

from leavex_network.errors import DataError, NetworkWarning, quoted
from leavex_network.findings import Finding
from leavex_network.formats.csv.cells import MARK, NEEDED, Row, sources_of
from leavex_network.formats.csv.table import Table
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.document import Document
from leavex_network.network import Network
from leavex_network.network.rows import COLUMNS as ROW

_WORDS = ("hashtags", "territories", "sources")
"""The lists whose values hold no comma: people write one between them."""


def loads(
    text: str | bytes, *, file: str = "<text>", language: str | None = None, **_: object
) -> Network[Entry]:
    """Return the network of a table, as `dumps` writes it or a spreadsheet saves it.

    Args:
        text: The table; commas, semicolons or tabs between its cells.
        file: What errors call it.
        language: The language of the texts, where no column tells it (BCP 47); English by default.

    Raises:
        DataError: It is no such table; every problem is in it, with its place.
    """
    table = Table.parsed(
        (text if isinstance(text, str) else decode(text, file)).removeprefix(MARK), file
    )
    about = {"language": _language(table, language), "sources": _sources(table)}
    left_aside = (
        () if {"source_urls", "source_days"} <= {*table.header} else ("sources", "text_source")
    )
    entries = [_entry(row, left_aside) for row in table.rows]
    try:
        document = Document.model_validate({"about": about, "entries": entries})
    except ValidationError as error:
        raise table.explained(error) from None
    if any(row.get(name) for row in table.rows for name in left_aside):
        message = "the columns 'source_urls' and 'source_days' are not both there: the sources are left aside."
        _warn(Finding(code="missing-key", message=message, remedy="Keep these columns.", file=file))
    if language is None and "language" not in table.header and len(table.rows):
        message = "nothing says in which language this table is, and it is taken for English."
        remedy = "Say it in a column 'language', or: language='de', --language de."
        _warn(Finding(code="language-assumed", message=message, remedy=remedy, file=file))
    return Network.from_document(document, origin="table")


def _warn(finding: Finding) -> None:
    warnings.warn(NetworkWarning(str(finding)), stacklevel=4)


def _language(table: Table, otherwise: str | None) -> str:
    """Return the language of the table: it has one."""
    first = next((row["language"] for row in table.rows if row.get("language")), None)
    for number, row in enumerate(table.rows):
        if row.get("language", first) not in (first, ""):
            message = f"this row is in {quoted(row['language'])}, and another in {quoted(first)}."
            raise DataError(
                [
                    table.finding(
                        number, "language", "bad-value", message, "Keep a table to one language."
                    )
                ]
            )
    return first or otherwise or "en"


def _sources(table: Table) -> dict[str, dict[str, str]]:
    """Return what the rows tell of their sources, by key."""
    sources: dict[str, dict[str, str]] = {}
    for number, row in enumerate(table.rows):
        if "source_urls" not in row or "source_days" not in row:
            continue
        keys = sources_of(row)
        addresses, days = row.get("source_urls", "").split(), row.get("source_days", "").split()
        if not len(keys) == len(addresses) == len(days):
            message = (
                f"there are {len(keys)} sources, {len(addresses)} addresses and {len(days)} days."
            )
            remedy = "Give each source one of each, in the same order, with spaces between; the text source is the last."
            raise DataError([table.finding(number, "source_urls", "bad-value", message, remedy)])
        for key, url, day in zip(keys, addresses, days, strict=True):
            told = {"url": url, "date": day}
            if sources.setdefault(key, told) != told:
                message = f"the source {quoted(key)} is another in a row above."
                raise DataError(
                    [
                        table.finding(
                            number, "sources", "duplicate-key", message, "Mend one of the two."
                        )
                    ]
                )
    return sources


def _entry(row: Row, left_aside: tuple[str, ...]) -> dict[str, Any]:
    values = {
        name: _value(name, cell)
        for name, cell in row.items()
        if name in ROW and name not in left_aside
    }
    return {name: value for name, value in values.items() if name != "status" or value}


def _value(name: str, cell: str) -> str | list[str] | None:
    values = (cell.replace(",", " ") if name in _WORDS else cell).split()
    if name == "territories":
        # A spreadsheet takes 001, the world, for the number 1; areas have three digits.
        return [code.zfill(3) if code.isascii() and code.isdigit() else code for code in values]
    if name in (*_WORDS, "also_at"):
        return values
    if name in ("kind", "status"):
        return cell.lower()  # a spreadsheet begins a cell with a capital
    # An empty cell says that there is none, but for what an entry cannot be without.
    return cell if cell or name in (*NEEDED, "description", "status") else None
