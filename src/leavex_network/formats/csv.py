"""CSV: the entries as a table that opens in a spreadsheet, and comes back as what it was.

A table says what `Network.rows` says, the language of the texts, and where each source is; it has no translations, no
former ids, and nothing about the network itself. Written onto a JSON file, it leaves these as they are there.
"""

import csv
import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from pydantic import ValidationError

from leavex_network.document import Document
from leavex_network.errors import DataError, NetworkWarning, alternatives, nearest, quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rows import COLUMNS as ROW
from leavex_network.rows import Value
from leavex_network.utf_8 import decode
from leavex_network.wording import said, steps

COLUMNS = (*ROW, "language", "source_urls", "source_days")
"""The header. Lists have spaces between their values; the last two go with `sources`, and then with `text_source`."""

MOST_PROBLEMS = 100
"""How many problems an error holds; the rest are counted."""

_LISTS = ("also_at", "hashtags", "territories", "sources", "source_urls", "source_days")
_NEEDED = ("kind", "id", "name", "url")
_MARK = "\ufeff"
"""Without it, some spreadsheets take the bytes for another encoding than UTF-8."""
_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet would run, or one that was kept from it."""
_DELIMITERS = (",", ";", "\t")

_Row = Mapping[str, str]


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
        keys = _keys(entry)
        sources = [shown.about.sources[key] for key in keys]
        cells: dict[str, Value] = {
            **row,
            "language": shown.about.language,
            "source_urls": [source.url for source in sources],
            "source_days": [source.date.isoformat() for source in sources],
        }
        writer.writerow([_cell(cells[column]) for column in COLUMNS])
    return _MARK + text.getvalue()


def loads(text: str | bytes, *, file: str = "<text>", language: str | None = None, **_: object) -> Network[Entry]:
    """Return the network of a table, as `dumps` writes it or a spreadsheet saves it.

    Args:
        text: The table; commas, semicolons or tabs between its cells.
        file: What errors call it.
        language: The language of the texts, where no column tells it (BCP 47); English by default.

    Raises:
        DataError: It is no such table; every problem is in it, with its place.
    """
    table = _Table.parsed((text if isinstance(text, str) else decode(text, file)).removeprefix(_MARK), file)
    about = {"language": _language(table, language), "sources": _sources(table)}
    left_aside = () if {"source_urls", "source_days"} <= {*table.header} else ("sources", "text_source")
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


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of a text by their columns, and where they stand."""

    text: str
    file: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[_Row, ...]
    lines: tuple[int, ...]
    """The line in which each row begins, counted from 1."""

    @classmethod
    def parsed(cls, text: str, file: str) -> "_Table":
        delimiter = _delimiter(text)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        found: list[tuple[int, list[str]]] = []
        line = 1
        try:
            for cells in reader:
                if any(cells):
                    found.append((line, cells))
                line = reader.line_num + 1
        except csv.Error as error:
            message = f"the text is no CSV from here on: {error}."
            raise _error(
                file, line, 1, "invalid-csv", message, "Save it from a spreadsheet as CSV, in UTF-8."
            ) from None
        if not found:
            raise _error(file, 1, 1, "invalid-csv", "the table is empty.", f"Begin with the line {','.join(_NEEDED)}.")
        (first, names), *others = found
        header = tuple(name.strip().lower() for name in names)
        _check_header(header, file, first)
        for number, cells in others:
            if len(cells) > len(header):
                message = f"this row has {len(cells)} cells, and the header {len(header)}."
                remedy = "Put what holds a comma between double quotes."
                raise _error(file, number, 1, "invalid-csv", message, remedy)
        rows = tuple(
            {name: _raw(cell) for name, cell in zip_longest(header, cells, fillvalue="")} for _, cells in others
        )
        return cls(text, file, delimiter, header, rows, tuple(number for number, _ in others))

    def explained(self, error: ValidationError) -> DataError:
        """Return the error that tells what is wrong with the entries."""
        details = [(*self._cell_of(detail), detail) for detail in error.errors(include_url=False)]
        details.sort(key=lambda each: (each[0], self._column(each[1])))
        found = [
            self.finding(row, field, *said(steps(detail["loc"]), detail))
            for row, field, detail in details[:MOST_PROBLEMS]
        ]
        return DataError(found, len(details) - len(found))

    def finding(self, row: int, field: str, code: str, message: str, remedy: str) -> Finding:
        """Return a problem of one cell."""
        line, column = self._place(row, field)
        entry = self.rows[row].get("id") or f"entry {row + 1}"
        return Finding(
            code=code,
            message=message,
            remedy=remedy,
            file=self.file,
            line=line,
            column=column,
            entry=quoted(entry).strip("'\""),
            field=field,
        )

    def _cell_of(self, detail: Any) -> tuple[int, str]:
        """Return the row and the column of what pydantic found wrong in the network."""
        match steps(detail["loc"]):
            case ("entries", int(row), *rest):
                return row, str(rest[0]) if rest else "kind"
            case ("about", "sources", str(key), *rest):
                row = next(number for number, row in enumerate(self.rows) if key in _named(row))
                return row, {"url": "source_urls", "date": "source_days"}.get(str(*rest[:1]), "sources")
            case _:
                return 0, "language"

    def _column(self, field: str) -> int:
        """Return which cell of a row it is; the first where there is none."""
        return self.header.index(field) if field in self.header else 0

    def _place(self, row: int, field: str) -> tuple[int, int]:
        """Return the line and the column in which a cell begins, both counted from 1."""
        line = self.lines[row]
        start = [found.start() for found in re.finditer("^", self.text, re.MULTILINE)][line - 1]
        cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^{self.delimiter}\r\n"]*)')
        place = start
        for _ in range(self._column(field)):
            found = cell.match(self.text, place)
            place = found.end() + 1 if found else place
        before = self.text[start:place]
        return line + before.count("\n"), place - max(start, self.text.rfind("\n", start, place) + 1) + 1


def _error(file: str, line: int, column: int, code: str, message: str, remedy: str) -> DataError:
    return DataError([Finding(code=code, message=message, remedy=remedy, file=file, line=line, column=column)])


def _delimiter(text: str) -> str:
    """Return what stands between the cells of the header: a spreadsheet's language decides what that is."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _check_header(header: tuple[str, ...], file: str, line: int) -> None:
    for name in header:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            remedy = f"Did you mean {alternatives(near)}?" if near else f"The columns are {', '.join(COLUMNS)}."
            raise _error(
                file,
                line,
                1,
                "unknown-key",
                f"{quoted(name)} is no column that is known.",
                f"{remedy} Or leave it out.",
            )
        if header.count(name) > 1:
            raise _error(file, line, 1, "duplicate-key", f"the column {quoted(name)} stands twice.", "Leave one out.")
    for name in _NEEDED:
        if name not in header:
            raise _error(file, line, 1, "missing-key", f"the column {quoted(name)} is missing.", "Add it.")


def _language(table: _Table, otherwise: str | None) -> str:
    """Return the language of the table: it has one."""
    first = next((row["language"] for row in table.rows if row.get("language")), None)
    for number, row in enumerate(table.rows):
        if row.get("language", first) not in (first, ""):
            message = f"this row is in {quoted(row['language'])}, and another in {quoted(first)}."
            raise DataError([table.finding(number, "language", "bad-value", message, "Keep a table to one language.")])
    return first or otherwise or "en"


def _sources(table: _Table) -> dict[str, dict[str, str]]:
    """Return what the rows tell of their sources, by key."""
    sources: dict[str, dict[str, str]] = {}
    for number, row in enumerate(table.rows):
        if "source_urls" not in row or "source_days" not in row:
            continue
        keys = _named(row)
        addresses, days = row.get("source_urls", "").split(), row.get("source_days", "").split()
        if not len(keys) == len(addresses) == len(days):
            message = f"there are {len(keys)} sources, {len(addresses)} addresses and {len(days)} days."
            remedy = (
                "Give each source one of each, in the same order, with spaces between; the text source is the last."
            )
            raise DataError([table.finding(number, "source_urls", "bad-value", message, remedy)])
        for key, url, day in zip(keys, addresses, days, strict=True):
            told = {"url": url, "date": day}
            if sources.setdefault(key, told) != told:
                message = f"the source {quoted(key)} is another in a row above."
                raise DataError([table.finding(number, "sources", "duplicate-key", message, "Mend one of the two.")])
    return sources


def _named(row: _Row) -> list[str]:
    """Return the keys of the sources that a row names, each once."""
    return list(dict.fromkeys([*row.get("sources", "").split(), *row.get("text_source", "").split()]))


def _keys(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*entry.sources, *([entry.text_source] if entry.text_source else [])]))


def _entry(row: _Row, left_aside: tuple[str, ...]) -> dict[str, Any]:
    values = {name: _value(name, cell) for name, cell in row.items() if name in ROW and name not in left_aside}
    return {name: value for name, value in values.items() if name != "status" or value}


def _value(name: str, cell: str) -> str | list[str] | None:
    if name == "territories":
        # A spreadsheet takes 001, the world, for the number 1; areas have three digits.
        return [code.zfill(3) if code.isascii() and code.isdigit() else code for code in cell.split()]
    if name in _LISTS:
        return cell.split()
    if name in ("kind", "status"):
        return cell.lower()  # a spreadsheet begins a cell with a capital
    # An empty cell says that there is none, but for what an entry cannot be without.
    return cell if cell or name in (*_NEEDED, "description", "status") else None


def _cell(value: Value) -> str:
    """Return a value as a cell that a spreadsheet shows, and does not run."""
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return f"'{text}" if _FORMULA.match(text) else text


def _raw(cell: str) -> str:
    """Return what `_cell` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
