"""Read a table, as it was written or as a spreadsheet saved it."""

from typing import Any

from pydantic import ValidationError

from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.formats.csv.cells import BYTE_ORDER_MARK, REQUIRED, Row, sources_of
from leavex_network.formats.csv.table import Table
from leavex_network.formats.reporting import warn
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.document import Document
from leavex_network.network import Network
from leavex_network.network.rows import COLUMNS as ROW_COLUMNS

_COMMA_LISTS = ("hashtags", "territories", "sources")
"""The lists whose values contain no comma, which people write between them."""


def loads(
    text: str | bytes, *, file: str = "<text>", language: str | None = None
) -> Network[Entry]:
    """Return the network of a table: see `leavex_network.formats.loads`."""
    table = Table.parse(decode(text, file).removeprefix(BYTE_ORDER_MARK), file)
    has_sources = {"source_urls", "source_days"} <= set(table.header)
    ignored = () if has_sources else ("sources", "text_source")
    about = {"language": _language(table, language), "sources": _sources(table)}
    entries = [_entry(row, ignored) for row in table.rows]
    try:
        document = Document.model_validate({"about": about, "entries": entries})
    except ValidationError as error:
        raise table.explain(error) from None
    warn(_warnings(table, ignored, language))
    return Network.from_document(document, origin="table")


def _warnings(table: Table, ignored: tuple[str, ...], language: str | None) -> list[Finding]:
    """Return what was ignored, and what was assumed."""
    findings: list[Finding] = []
    if any(row.get(name) for row in table.rows for name in ignored):
        message = "No columns 'source_urls' and 'source_days'; the sources are ignored."
        remedy, file = "Keep these columns.", table.file
        findings.append(Finding(code="missing-key", message=message, remedy=remedy, file=file))
    if language is None and "language" not in table.header and table.rows:
        message = "No language declared; assuming English."
        remedy, file = "Add a column 'language', or pass language='de', --language de.", table.file
        findings.append(Finding(code="language-assumed", message=message, remedy=remedy, file=file))
    return findings


def _language(table: Table, default: str | None) -> str:
    """Return the language of a table, in which all its rows are.

    Raises:
        DataError: The rows are in several languages.
    """
    language = ""
    for index, row in enumerate(table.rows):
        own = row.get("language", "")
        language = language or own
        if own not in (language, ""):
            message = f"This row is in {quoted(own)}, another in {quoted(language)}."
            remedy = "Use one language in a table."
            raise DataError([table.finding(index, "language", "bad-value", message, remedy)])
    return language or default or "en"


def _sources(table: Table) -> dict[str, dict[str, str]]:
    """Return the address and day of each source, by key.

    Raises:
        DataError: A source lacks an address or day, or has two.
    """
    sources: dict[str, dict[str, str]] = {}
    for index, row in enumerate(table.rows):
        if "source_urls" not in row or "source_days" not in row:
            continue
        keys, urls, days = sources_of(row), row["source_urls"].split(), row["source_days"].split()
        if not len(keys) == len(urls) == len(days):
            message = f"{len(keys)} sources have {len(urls)} addresses and {len(days)} days."
            remedy = (
                "Give each source one of each, in the same order, separated by spaces; "
                "the text source is the last."
            )
            raise DataError([table.finding(index, "source_urls", "bad-value", message, remedy)])
        for key, url, day in zip(keys, urls, days, strict=True):
            source = {"url": url, "date": day}
            if sources.setdefault(key, source) != source:
                message = f"The source {quoted(key)} is different in a row above."
                remedy = "Correct one of the two."
                raise DataError([table.finding(index, "sources", "duplicate-key", message, remedy)])
    return sources


def _entry(row: Row, ignored: tuple[str, ...]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for name, cell in row.items():
        if name in ROW_COLUMNS and name not in ignored:
            entry[name] = _value(name, cell)
    if entry.get("status") == "":
        del entry["status"]
    return entry


def _value(name: str, cell: str) -> str | list[str] | None:
    values = (cell.replace(",", " ") if name in _COMMA_LISTS else cell).split()
    if name == "territories":
        # A spreadsheet turns 001, the world, into the number 1; M.49 codes have three digits.
        return [code.zfill(3) if code.isascii() and code.isdigit() else code for code in values]
    if name in (*_COMMA_LISTS, "also_at"):
        return values
    if name in ("kind", "status"):
        return cell.lower()  # a spreadsheet capitalizes the first letter of a cell
    # An empty cell means that there is none, except in fields that every entry has.
    return cell if cell or name in (*REQUIRED, "description", "status") else None
