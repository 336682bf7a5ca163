"""The rows of a text, and where each cell stands in it."""

import csv
import io
import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from pydantic import ValidationError

from leavex_network.errors import DataError, alternatives, nearest, quoted
from leavex_network.findings import Finding
from leavex_network.formats.csv.cells import COLUMNS, NEEDED, Row, raw, sources_of
from leavex_network.formats.error_messages import said, steps

MOST_PROBLEMS = 100
"""How many problems an error holds; the rest are counted."""

_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a text by their columns, and where they stand."""

    text: str
    file: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    """The line in which each row begins, counted from 1."""

    @classmethod
    def parsed(cls, text: str, file: str) -> "Table":
        """Return the table of a text.

        Raises:
            DataError: It is no CSV, its header names what is no column, or a row is longer than it.
        """
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
                file,
                line,
                1,
                "invalid-csv",
                message,
                "Save it from a spreadsheet as CSV, in UTF-8.",
            ) from None
        if not found:
            raise _error(
                file,
                1,
                1,
                "invalid-csv",
                "the table is empty.",
                f"Begin with the line {','.join(NEEDED)}.",
            )
        (first, names), *others = found
        header = tuple(name.strip().lower() for name in names)
        _check_header(header, file, first)
        for number, cells in others:
            if len(cells) > len(header):
                message = f"this row has {len(cells)} cells, and the header {len(header)}."
                remedy = "Put what holds a comma between double quotes."
                raise _error(file, number, 1, "invalid-csv", message, remedy)
        rows = tuple(
            {name: raw(cell) for name, cell in zip_longest(header, cells, fillvalue="")}
            for _, cells in others
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
                row = next(number for number, row in enumerate(self.rows) if key in sources_of(row))
                return row, {"url": "source_urls", "date": "source_days"}.get(
                    str(*rest[:1]), "sources"
                )
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
        return line + before.count("\n"), place - max(
            start, self.text.rfind("\n", start, place) + 1
        ) + 1


def _error(file: str, line: int, column: int, code: str, message: str, remedy: str) -> DataError:
    return DataError(
        [Finding(code=code, message=message, remedy=remedy, file=file, line=line, column=column)]
    )


def _delimiter(text: str) -> str:
    """Return what stands between the cells of the header: a spreadsheet's language decides what that is."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _check_header(header: tuple[str, ...], file: str, line: int) -> None:
    for name in header:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            remedy = (
                f"Did you mean {alternatives(near)}?"
                if near
                else f"The columns are {', '.join(COLUMNS)}."
            )
            raise _error(
                file,
                line,
                1,
                "unknown-key",
                f"{quoted(name)} is no column that is known.",
                f"{remedy} Or leave it out.",
            )
        if header.count(name) > 1:
            raise _error(
                file,
                line,
                1,
                "duplicate-key",
                f"the column {quoted(name)} stands twice.",
                "Leave one out.",
            )
    for name in NEEDED:
        if name not in header:
            raise _error(
                file, line, 1, "missing-key", f"the column {quoted(name)} is missing.", "Add it."
            )
