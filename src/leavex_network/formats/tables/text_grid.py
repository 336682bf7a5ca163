"""Parse a text into the rows of a table, and find the line and column of each cell."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from leavex_network.formats.bounds import LONGEST_VALUE
from leavex_network.formats.tables.cells import raw
from leavex_network.formats.tables.grid import Grid, Position, Record, Value
from leavex_network.text.lines import Lines

_DELIMITERS = (",", ";", "\t", "|", "^", "~")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)?")
_BLANK_LINES = re.compile(r"[\r\n]*+")
# Excel reads this first line, and does not show it.
_DECLARATION = re.compile(r'"?sep=(?P<delimiter>[^\r\n"])"?(?:\r\n?|\n)', re.IGNORECASE)
_SAMPLE = 25
"""The number of rows by which delimiters are compared."""
_LONGEST_SAMPLE = 200_000

Score = Callable[[list[list[str]]], int]
"""Returns how many columns of the best header among some rows are known."""


class TextGrid(Grid):
    """The rows of a text whose cells are separated by a delimiter (RFC 4180)."""

    def __init__(self, text: str, file: str, score: Score) -> None:
        """Find the delimiter: the declared one, else that with the most known columns."""
        self.text = text
        self.file = file
        self.size = self.end = len(text)
        self.lines = Lines(text)
        declared = _DECLARATION.match(text)
        self._begin = declared.end() if declared else 0
        self.delimiter = declared["delimiter"] if declared else _delimiter(text, score)

    def records(self, start: int = 0) -> Iterator[Record]:
        """Yield the rows that are not blank: see `Grid.records`."""
        start = end = max(start, self._begin)

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
                if any(map(str.strip, cells)):
                    values: list[Value] = [raw(cell) if cell[:1] == "'" else cell for cell in cells]
                    yield Record(start, end, values)
                start = end
        except csv.Error as error:
            message = f"Invalid CSV from here on: {error}."
            remedy = "Save the table from a spreadsheet as CSV, in UTF-8."
            raise self.error(start, "invalid-csv", message, remedy) from None

    def position(self, start: int, index: int) -> Position:
        """Return the line and column at which a cell begins; of a missing one, its row's end."""
        # RFC 4180, 2: a cell is quoted, with its quotes doubled, or has no quote or separator.
        delimiter = re.escape(self.delimiter)
        cell = re.compile(rf'(?:"(?:[^"]++|"")*+")?[^{delimiter}\r\n]*+')
        offset = start
        for _ in range(index):
            match = cell.match(self.text, offset)
            offset = match.end() if match else offset
            if not self.text.startswith(self.delimiter, offset):
                break
            offset += 1
        line, column = self.lines.locate(offset)
        return Position(line, column)


def _delimiter(text: str, score: Score) -> str:
    """Return the delimiter with the most known columns; else the most frequent in the header."""
    start = _end(_BLANK_LINES, text, 0)
    header = text[start : _end(_LINE, text, start)][:LONGEST_VALUE]
    sample = text[start : start + _LONGEST_SAMPLE]
    lines = [match[0] for match in islice(_LINE.finditer(sample), _SAMPLE)]
    scores: list[tuple[int, int]] = []
    for delimiter in _DELIMITERS:
        known = 0
        if any(delimiter in line for line in lines):
            known = score(_cells(lines, delimiter))
        scores.append((known, header.count(delimiter)))
    return _DELIMITERS[scores.index(max(scores))]


def _cells(lines: list[str], delimiter: str) -> list[list[str]]:
    """Return the cells of some lines; none from where they are no CSV."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows += csv.reader(lines, delimiter=delimiter)
    return rows


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return the end of a match of a pattern that matches at every offset."""
    match = pattern.match(text, start)
    assert match is not None  # noqa: S101 - it matches the empty text, too
    return match.end()
