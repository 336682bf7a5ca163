"""Parse a text into the rows of a table, and find the line and column of each cell."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from leavex_network.errors import DataError, did_you_mean, quoted
from leavex_network.findings import Finding
from leavex_network.formats.bounds import LONGEST_VALUE
from leavex_network.formats.reporting import data_error
from leavex_network.formats.tables.cells import COLUMNS, REQUIRED, raw
from leavex_network.text.lines import Lines

_DELIMITERS = (",", ";", "\t")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)?")
_BLANK_LINES = re.compile(r"[\r\n]*+")


class Row(NamedTuple):
    """A row of a table that is not blank."""

    number: int
    """Counted from 1, without the header."""
    start: int
    """The offset at which it begins."""
    end: int
    """The offset behind it."""
    cells: dict[str, str]
    """The cells by their columns."""
    surplus: int = 0
    """The number of cells behind the last column, if one of them has a text."""


class Table:
    """The rows of a text, which are read one after the other."""

    header: tuple[str, ...]
    """The names of the columns."""

    def __init__(self, text: str, file: str) -> None:
        """Read the header.

        Raises:
            DataError: It is no CSV, or has an unknown column.
        """
        self.text = text
        self.file = file
        self.lines = Lines(text)
        self.delimiter = _delimiter(text)
        self._records = self._read_records()
        start, _, names = next(self._records, (0, 0, []))
        if not names:
            remedy = f"Begin with the line {','.join(REQUIRED)}."
            raise data_error("invalid-csv", "The table is empty.", remedy, file=file)
        self.header = tuple(name.strip().lower() for name in _without_empty_end(names))
        _check_header(self.header, file, self.lines.locate(start)[0])

    def rows(self) -> Iterator[Row]:
        """Yield the rows, once.

        Raises:
            DataError: It is no CSV from here on, or a row is longer than any network needs.
        """
        width = len(self.header)
        for number, (start, end, cells) in enumerate(self._records, 1):
            pairs = zip_longest(self.header, cells[:width], fillvalue="")
            named = {name: raw(cell) for name, cell in pairs}
            has_surplus = any(cell.strip() for cell in cells[width:])
            surplus = len(cells) - width if has_surplus else 0
            yield Row(number, start, end, named, surplus)

    def finding(self, row: Row, column: str, code: str, message: str, remedy: str) -> Finding:
        """Return a finding about one cell."""
        line, number = self.lines.locate(self._offset(row.start, column))
        entry = row.cells.get("id") or f"entry {row.number}"
        return Finding(
            code=code,
            message=message,
            remedy=remedy,
            file=self.file,
            line=line,
            column=number,
            entry=quoted(entry).strip("'\""),
            field=column,
        )

    def error(self, offset: int, code: str, message: str, remedy: str) -> DataError:
        """Return an error at the beginning of a line."""
        line, _ = self.lines.locate(offset)
        return data_error(code, message, remedy, file=self.file, line=line)

    def index(self, column: str) -> int:
        """Return the index of a column; that of the first if the table does not have it."""
        return self.header.index(column) if column in self.header else 0

    def _offset(self, start: int, column: str) -> int:
        """Return the offset at which a cell begins; of a missing one, the end of its row."""
        # RFC 4180, 2: a cell is quoted, with its quotes doubled, or has no quote or separator.
        cell = re.compile(rf'(?:"(?:[^"]++|"")*+")?[^{self.delimiter}\r\n]*+')
        offset = start
        for _ in range(self.index(column)):
            match = cell.match(self.text, offset)
            offset = match.end() if match else offset
            if not self.text.startswith(self.delimiter, offset):
                break
            offset += 1
        return offset

    def _read_records(self) -> Iterator[tuple[int, int, list[str]]]:
        """Yield the offsets and the cells of each row that is not blank."""
        start = end = 0

        def physical_lines() -> Iterator[str]:
            nonlocal start, end
            while end < len(self.text):
                if start == end:
                    # No row is open: blank lines are skipped at once, not read one by one.
                    start = end = _end(_BLANK_LINES, self.text, end)
                line_end = _end(_LINE, self.text, end)
                if line_end - start > LONGEST_VALUE:
                    message = f"The row is longer than {LONGEST_VALUE:,} characters."
                    raise self.error(start, "too-large", message, "Divide it.")
                line = self.text[end:line_end]
                end = line_end
                yield line

        try:
            for cells in csv.reader(physical_lines(), delimiter=self.delimiter, strict=True):
                if any(cells):
                    yield start, end, cells
                start = end
        except csv.Error as error:
            message = f"Invalid CSV from here on: {error}."
            remedy = "Save the table from a spreadsheet as CSV, in UTF-8."
            raise self.error(start, "invalid-csv", message, remedy) from None


def _delimiter(text: str) -> str:
    """Return the separator of the header: spreadsheets use that of their language."""
    start = _end(_BLANK_LINES, text, 0)
    header = text[start : _end(_LINE, text, start)][:LONGEST_VALUE]
    return max(_DELIMITERS, key=header.count)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return the end of a match of a pattern that matches at every offset."""
    match = pattern.match(text, start)
    assert match is not None  # noqa: S101 - it matches the empty text, too
    return match.end()


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    """Return cells without empty ones at the end, which spreadsheets add for empty columns."""
    length = len(cells)
    while length and not cells[length - 1].strip():
        length -= 1
    return cells[:length]


def _check_header(header: tuple[str, ...], file: str, line: int) -> None:
    for name in header:
        if name not in COLUMNS:
            message = f"Unknown column {quoted(name)}."
            question = did_you_mean(name, COLUMNS) or f"The columns are {', '.join(COLUMNS)}."
            remedy = f"{question} Or remove it."
            raise data_error("unknown-key", message, remedy, file=file, line=line)
        if header.count(name) > 1:
            message = f"The column {quoted(name)} occurs twice."
            raise data_error("duplicate-key", message, "Remove one.", file=file, line=line)
    for name in REQUIRED:
        if name not in header:
            message = f"The column {quoted(name)} is missing."
            raise data_error("missing-key", message, "Add it.", file=file, line=line)
