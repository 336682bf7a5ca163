"""The rows of a sheet, with the names of their cells."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from leavex_network.formats.bounds import LONGEST_VALUE
from leavex_network.formats.tables.cells import raw
from leavex_network.formats.tables.grid import (
    CellError,
    Grid,
    LinkedText,
    Position,
    Record,
    Value,
    is_blank,
)
from leavex_network.formats.tables.sheet_scan import Merged, column_letters

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
"""The name of a sheet that formulas write without quotation marks."""


class SheetGrid(Grid):
    """The rows of a sheet of a spreadsheet."""

    def __init__(  # noqa: PLR0913 - what is known about a sheet
        self,
        rows: Callable[[], Iterable[Sequence[object]]],
        *,
        sheet: str,
        first_column: int,
        errors: dict[tuple[int, int], str],
        links: dict[tuple[int, int], str],
        merged: Sequence[Merged],
        size: int,
        end: int,
        file: str,
    ) -> None:
        """Take the rows, from the first of the sheet on, and what is known about the sheet.

        Args:
            rows: Returns the cells of each row, from `first_column` on.
            sheet: The name of the sheet.
            first_column: Counted from 0.
            errors: The errors of formulas, by row and column of the sheet, counted from 0.
            links: The targets of linked cells, in the same way.
            merged: The first and last row and column of merged cells.
            size: The number of characters of the file, uncompressed.
            end: The number of rows.
            file: The name of the file.
        """
        self.file = file
        self.size = size
        self.end = end
        self.sheet = sheet
        self._rows = rows
        self._first_column = first_column
        self._errors = errors
        self._links = links
        self._merged = [area for area in merged if area[0][0] < area[1][0]]

    def records(self, start: int = 0) -> Iterator[Record]:
        """Yield the rows that are not blank: see `Grid.records`.

        Below the first of them, a cell that is merged over rows has its text in each of them.
        """
        above = [area for area in self._merged if area[0][0] > start]
        texts: dict[Merged, Value] = {}
        for index, row in enumerate(self._rows()):
            if index < start:
                continue
            cells = [_value(value) for value in row]
            if self._links:
                self._add_links(cells, index)
            for (error_row, column), text in self._errors.items():
                if error_row == index:
                    cells[column - self._first_column] = CellError(text)
            for area in above:
                self._fill(cells, index, area, texts)
            length = sum(len(value) for value in cells if isinstance(value, str))
            if length > LONGEST_VALUE:
                message = f"The row is longer than {LONGEST_VALUE:,} characters."
                raise self.error(index, "too-large", message, "Divide it.")
            if not all(map(is_blank, cells)):
                yield Record(index, index + 1, cells)

    def position(self, start: int, index: int) -> Position:
        """Return the row and column of a cell in its sheet, and its name."""
        column = self._first_column + index
        name = self.sheet
        if not _PLAIN_NAME.fullmatch(name):
            name = "'{}'".format(name.replace("'", "''"))
        return Position(start + 1, column + 1, f"{name}!{column_letters(column)}{start + 1}")

    def merged_cells(self, start: int) -> list[str]:
        """Return the areas below a row in which a cell is merged over rows, such as `B4:B6`."""
        shown: list[str] = []
        for (first, column), (last, _) in self._merged:
            if first > start:
                letters = column_letters(column)
                shown.append(f"{letters}{first + 1}:{letters}{last + 1}")
        return shown

    def _add_links(self, cells: list[Value], index: int) -> None:
        """Give the texts of linked cells their targets."""
        for position, value in enumerate(cells):
            target = self._links.get((index, self._first_column + position))
            if target is not None and isinstance(value, str):
                cells[position] = LinkedText(value, target)

    def _fill(
        self, cells: list[Value], index: int, area: Merged, texts: dict[Merged, Value]
    ) -> None:
        (first, column), (last, _) = area
        position = column - self._first_column
        if not first <= index <= last or not 0 <= position < len(cells):
            return
        if index == first:
            texts[area] = cells[position]
        elif is_blank(cells[position]):
            cells[position] = texts.get(area, "")


def _value(value: object) -> Value:
    if isinstance(value, str):
        return raw(value)
    # A time of day and a duration are texts here.
    return value if isinstance(value, int | float | date) else str(value)
