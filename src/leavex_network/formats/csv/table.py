"""Parse a text into the rows of a table, and find the line and column of each cell."""

import csv
import re
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Any

from pydantic import ValidationError

from leavex_network.errors import DataError, did_you_mean, quoted
from leavex_network.findings import Finding
from leavex_network.formats.csv.cells import COLUMNS, REQUIRED, Row, raw, sources_of
from leavex_network.formats.error_messages import explain, key_path
from leavex_network.formats.reporting import MOST_PROBLEMS, data_error
from leavex_network.text.lines import Lines

_DELIMITERS = (",", ";", "\t")
_SOURCE_COLUMNS = {"url": "source_urls", "date": "source_days"}
"""The column of each field of a source."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a text, with their offsets."""

    text: str
    file: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    offsets: tuple[int, ...]
    """The offset at which each row begins."""
    lines: Lines

    @classmethod
    def parse(cls, text: str, file: str) -> "Table":
        """Return the table of a text.

        Raises:
            DataError: It is no CSV, has an unknown column, or a row is longer than the header.
        """
        delimiter = _delimiter(text)
        lines = Lines(text)
        records = _records(text, file, delimiter, lines)
        if not records:
            remedy = f"Begin with the line {','.join(REQUIRED)}."
            raise data_error("invalid-csv", "The table is empty.", remedy, file=file)
        (offset, names), *others = records
        header = tuple(name.strip().lower() for name in names)
        _check_header(header, file, lines.locate(offset)[0])
        rows: list[Row] = []
        for offset, cells in others:
            if len(cells) > len(header):
                message = f"The row has {len(cells)} cells, the header {len(header)}."
                remedy = "Quote a cell that contains the separator."
                line, _ = lines.locate(offset)
                raise data_error("invalid-csv", message, remedy, file=file, line=line)
            pairs = zip_longest(header, cells, fillvalue="")
            rows.append({name: raw(cell) for name, cell in pairs})
        offsets = tuple(offset for offset, _ in others)
        return cls(text, file, delimiter, header, tuple(rows), offsets, lines)

    def explain(self, error: ValidationError) -> DataError:
        """Return the error that explains what is wrong with the entries."""
        problems = [(*self._cell_of(detail), detail) for detail in error.errors(include_url=False)]
        problems.sort(key=lambda problem: (problem[0], self._index(problem[1])))
        findings: list[Finding] = []
        for row, column, detail in problems[:MOST_PROBLEMS]:
            explanation = explain(key_path(detail["loc"]), detail)
            findings.append(self.finding(row, column, *explanation))
        return DataError(findings, len(problems) - len(findings))

    def finding(self, row: int, field: str, code: str, message: str, remedy: str) -> Finding:
        """Return a finding about one cell."""
        line, column = self.lines.locate(self._offset(row, field))
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
        """Return the row and the column of an error of pydantic."""
        match key_path(detail["loc"]):
            case ("entries", int(row), *rest):
                return row, str(rest[0]) if rest else "kind"
            case ("about", "sources", str(key), *rest):
                rows = [index for index, row in enumerate(self.rows) if key in sources_of(row)]
                field = str(rest[0]) if rest else ""
                return rows[0], _SOURCE_COLUMNS.get(field, "sources")
            case _:
                return 0, "language"

    def _index(self, column: str) -> int:
        """Return the index of a column; that of the first if the table does not have it."""
        return self.header.index(column) if column in self.header else 0

    def _offset(self, row: int, column: str) -> int:
        """Return the offset at which a cell begins."""
        # RFC 4180, 2: a cell is quoted, with its quotes doubled, or has no quote or separator.
        cell = re.compile(rf'"(?:[^"]|"")*"|[^{self.delimiter}\r\n"]*')
        offset = self.offsets[row]
        for _ in range(self._index(column)):
            match = cell.match(self.text, offset)
            offset = match.end() + 1 if match else offset
        return offset


def _records(text: str, file: str, delimiter: str, lines: Lines) -> list[tuple[int, list[str]]]:
    """Return the cells of each row that is not blank, with the offset at which it begins."""
    starts = [*lines.starts, len(text)]
    physical_lines = [text[start:end] for start, end in pairwise(starts)]
    reader = csv.reader(physical_lines, delimiter=delimiter, strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 0
    try:
        for cells in reader:
            if any(cells):
                records.append((starts[line], cells))
            line = reader.line_num
    except csv.Error as error:
        message = f"Invalid CSV from here on: {error}."
        remedy = "Save the table from a spreadsheet as CSV, in UTF-8."
        raise data_error("invalid-csv", message, remedy, file=file, line=line + 1) from None
    return records


def _delimiter(text: str) -> str:
    """Return the separator of the header: spreadsheets use that of their language."""
    header = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


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
