"""Read a table, as it was written or as a spreadsheet saved it, row by row and within bounds."""

from array import array
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.formats.bounds import MOST_VALUES, most_records, records
from leavex_network.formats.csv.table import Row, Table
from leavex_network.formats.error_messages import Explanation, KeyPath, explain, key_path
from leavex_network.formats.reporting import Collected, data_error, warn
from leavex_network.formats.tables.cells import BYTE_ORDER_MARK, REQUIRED, sources_of
from leavex_network.formats.utf_8 import decode
from leavex_network.models import About, Entry, Source
from leavex_network.models.document import Document, entry_adapter
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.network import Network
from leavex_network.network.rows import COLUMNS as ROW_COLUMNS

_COMMA_LISTS = ("hashtags", "territories", "sources")
"""The lists whose values contain no comma, which people write between them."""
_LISTS = (*_COMMA_LISTS, "also_at", "source_urls", "source_days")
_SOURCE_COLUMNS = {"url": "source_urls", "date": "source_days"}
"""The column of each field of a source."""


def loads(
    text: str | bytes, *, file: str = "<text>", language: str | None = None, kinds: Kinds = NO_KINDS
) -> Network[Entry]:
    """Return the network of a table: see `leavex_network.formats.loads`."""
    table = Table(decode(text, file).removeprefix(BYTE_ORDER_MARK), file)
    reader = _Reader(table, language, kinds)
    document = reader.document()
    warn(reader.warnings())
    return Network.from_document(document, origin="table")


class _Problem(NamedTuple):
    """A problem of a cell."""

    column: str
    explanation: Explanation


class _Reader:
    """Reads the rows of a table one after the other; each is validated, and its cells dropped."""

    def __init__(self, table: Table, default_language: str | None, kinds: Kinds) -> None:
        self.table = table
        self.kinds = kinds
        self.default_language = default_language
        self.language = ""
        """The language of the rows so far."""
        self.sources: dict[str, Source | None] = {}
        """The sources; None for those with problems."""
        self.source_texts: dict[str, tuple[str, str]] = {}
        """The address and day of each source, as written."""
        self.problems: Collected[Finding] = Collected()
        self.entries: list[Entry] = []
        self.starts = array("Q")
        self.ends = array("Q")
        """The offsets of each entry's row, in eight bytes each."""
        self.has_rows = False
        self.has_ignored_sources = False
        has_sources = {"source_urls", "source_days"} <= set(table.header)
        self.ignored = () if has_sources else ("sources", "text_source")

    def document(self) -> Document:
        """Return the document that the table holds."""
        self._check_default_language()
        most = most_records(self.table.text)
        count = 0.0
        for row in self.table.rows():
            self.has_rows = True
            values = self._count_values(row)
            count += records(values)
            if count > most:
                message = f"The table has more than {most:,} rows and values of lists."
                raise self.table.error(row.start, "too-large", message, "Divide it.")
            if row.surplus:
                self._add_surplus(row)
            else:
                problems = [*self._read_language(row), *self._read_sources(row)]
                problems += self._read_entry(row)
                self._add(row, problems)
            if row.end > self.problems.stop:
                raise self._error(is_complete=False)
        return self._document()

    def warnings(self) -> list[Finding]:
        """Return the warnings about ignored cells and an assumed language."""
        findings: list[Finding] = []
        file = self.table.file
        if self.has_ignored_sources:
            message = "No columns 'source_urls' and 'source_days'; the sources are ignored."
            remedy = "Keep these columns."
            findings.append(Finding(code="missing-key", message=message, remedy=remedy, file=file))
        is_declared = self.default_language is not None or "language" in self.table.header
        if self.has_rows and not is_declared:
            message = "No language declared; assuming English."
            remedy = "Add a column 'language', or pass language='de', --language de."
            finding = Finding(code="language-assumed", message=message, remedy=remedy, file=file)
            findings.append(finding)
        return findings

    def _document(self) -> Document:
        """Return the document of all rows."""
        if self.problems.count:
            raise self._error()
        language = self.language or self.default_language or "en"
        about = About.model_validate(
            {"language": language, "sources": self.sources, "kinds": self.kinds}
        )
        try:
            return Document.model_validate({"about": about, "entries": self.entries})
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                _, index, *rest = detail["loc"]
                row = self._row(int(index))
                explanation = explain(key_path(detail["loc"]), detail)
                self._add(row, [_Problem(str(rest[0]), explanation)])
        raise self._error()

    def _row(self, index: int) -> Row:
        """Return the row of an entry that was read before, with its id only."""
        cells = {"id": self.entries[index].id}
        return Row(index + 1, self.starts[index], self.ends[index], cells)

    def _add(self, row: Row, problems: list[_Problem]) -> None:
        """Add the problems of a row, in the order of its columns."""
        problems.sort(key=lambda problem: self.table.index(problem.column))
        self.problems.add(len(problems))
        for column, explanation in problems[: self.problems.remaining()]:
            self.problems.keep(self.table.finding(row, column, *explanation), row.start)

    def _add_surplus(self, row: Row) -> None:
        """Add the problem of a row with more cells than columns."""
        width = len(self.table.header)
        message = f"The row has {width + row.surplus} cells, the header {width}."
        remedy = "Quote a cell that contains the separator."
        error = self.table.error(row.start, "invalid-csv", message, remedy)
        self.problems.add(1)
        if self.problems.remaining():
            self.problems.keep(error.problems[0], row.start)

    def _count_values(self, row: Row) -> int:
        """Return the number of values in the lists of a row.

        Raises:
            DataError: There are more than any network needs.
        """
        count = 0
        for name in _LISTS:
            count += len(row.cells.get(name, "").replace(",", " ").split())
        if count > MOST_VALUES:
            message = f"The row has more than {MOST_VALUES:,} values in it."
            raise self.table.error(row.start, "too-large", message, "Divide it.")
        return count

    def _error(self, *, is_complete: bool = True) -> DataError:
        problems = self.problems
        omitted = problems.count - len(problems.kept)
        return DataError(problems.kept, omitted, is_complete=is_complete)

    def _check_default_language(self) -> None:
        """Refuse a language that the caller passed."""
        if self.default_language is None:
            return
        for _, explanation in _language_problems(self.default_language):
            raise data_error(*explanation, file=self.table.file)

    def _read_language(self, row: Row) -> list[_Problem]:
        """Set the language from the first row that has one; return its problems."""
        own = row.cells.get("language", "")
        if own in ("", self.language):
            return []
        if not self.language:
            self.language = own
            return _language_problems(own)
        message = f"This row is in {quoted(own)}, another in {quoted(self.language)}."
        remedy = "Use one language in a table."
        return [_Problem("language", Explanation("bad-value", message, remedy))]

    def _read_sources(self, row: Row) -> list[_Problem]:
        """Add the address and day of each source of a row; return their problems."""
        if self.ignored:
            cells = row.cells
            is_given = any(cells.get(name) for name in self.ignored)
            self.has_ignored_sources = self.has_ignored_sources or is_given
            return []
        keys = sources_of(row.cells)
        urls, days = row.cells["source_urls"].split(), row.cells["source_days"].split()
        if not len(keys) == len(urls) == len(days):
            message = f"{len(keys)} sources have {len(urls)} addresses and {len(days)} days."
            remedy = (
                "Give each source one of each, in the same order, separated by spaces; "
                "the text source is the last."
            )
            return [_Problem("source_urls", Explanation("bad-value", message, remedy))]
        problems: list[_Problem] = []
        for key, url, day in zip(keys, urls, days, strict=True):
            if key not in self.source_texts:
                self.source_texts[key] = url, day
                problems += self._read_source(key, url, day)
            elif self.source_texts[key] != (url, day):
                message = f"The source {quoted(key)} is different in a row above."
                remedy = "Correct one of the two."
                explanation = Explanation("duplicate-key", message, remedy)
                problems.append(_Problem("sources", explanation))
        return problems

    def _read_source(self, key: str, url: str, day: str) -> list[_Problem]:
        source = {"url": url, "date": day}
        try:
            self.sources[key] = About.model_validate({"sources": {key: source}}).sources[key]
        except ValidationError as error:
            return _explained(error, ("about",))
        return []

    def _read_entry(self, row: Row) -> list[_Problem]:
        """Add the entry of a row; return its problems."""
        try:
            entry = entry_adapter().validate_python(_entry(row.cells, self.ignored))
        except ValidationError as error:
            return _explained(error, ("entries", 0))
        self.entries.append(entry)
        self.starts.append(row.start)
        self.ends.append(row.end)
        return []


def _language_problems(language: str) -> list[_Problem]:
    try:
        About(language=language)
    except ValidationError as error:
        return _explained(error, ("about",))
    return []


def _explained(error: ValidationError, prefix: KeyPath) -> list[_Problem]:
    """Return the problems that pydantic found, each with its column."""
    problems: list[_Problem] = []
    for detail in error.errors(include_url=False):
        path = key_path((*prefix, *detail["loc"]))
        problems.append(_Problem(_column(path), explain(path, detail)))
    return problems


def _column(path: KeyPath) -> str:
    """Return the column of a path in the JSON of a network."""
    match path:
        case ("entries", _, *rest):
            return str(rest[0]) if rest else "kind"
        case ("about", "sources", _, *rest):
            return _SOURCE_COLUMNS.get(str(rest[0]), "sources") if rest else "sources"
        case _:
            return "language"


def _entry(cells: Mapping[str, str], ignored: tuple[str, ...]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for name, cell in cells.items():
        if name in ROW_COLUMNS and name not in ignored:
            entry[name] = _value(name, cell)
    if entry.get("status") == "":
        del entry["status"]
    return entry


def _value(name: str, cell: str) -> str | list[str] | None:
    if name in ("kind", "status"):
        return cell.lower()  # a spreadsheet capitalizes the first letter of a cell
    if name not in (*_COMMA_LISTS, "also_at"):
        # An empty cell means that there is none, except in fields that every entry has.
        return cell if cell or name in (*REQUIRED, "description", "status") else None
    values = (cell.replace(",", " ") if name in _COMMA_LISTS else cell).split()
    if name == "territories":
        # A spreadsheet turns 001, the world, into the number 1; M.49 codes have three digits.
        return [code.zfill(3) if code.isascii() and code.isdigit() else code for code in values]
    return values
