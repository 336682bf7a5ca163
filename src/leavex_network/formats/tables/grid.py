"""The grid of a table: rows of cells, each of which has a position in its file."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple, Self

from leavex_network.errors import DataError
from leavex_network.findings import Finding

Value = str | int | float | bool | date
"""What a cell holds; text files hold only strings. The empty string is an empty cell."""


class CellError(str):
    """The error of a formula, such as `#REF!`."""

    __slots__ = ()


class LinkedText(str):
    """The text of a cell that is a link, such as "Website"."""

    __slots__ = ("target",)

    target: str
    """The address to which the link leads."""

    def __new__(cls, text: str, target: str) -> Self:
        """Return a text with the target of its link."""
        linked = super().__new__(cls, text)
        linked.target = target
        return linked


class Position(NamedTuple):
    """Where a cell is."""

    line: int
    """Of a text or sheet, counted from 1."""
    column: int
    """In characters, or in cells of a sheet; counted from 1."""
    cell: str | None = None
    """The name of the cell in its spreadsheet, such as `Sheet1!B4`."""


class Record(NamedTuple):
    """A row of a grid that is not blank."""

    start: int
    """The offset at which it begins; in a sheet, the index of the row."""
    end: int
    """The offset behind it."""
    cells: Sequence[Value]


class Grid(ABC):
    """The rows of a table as they stand in a file, before they mean anything."""

    file: str
    """The name of the file."""
    size: int
    """In characters."""
    end: int
    """The offset behind the last row."""

    @abstractmethod
    def records(self, start: int = 0) -> Iterator[Record]:
        """Yield the rows that are not blank, from the offset of one on.

        Raises:
            DataError: The rest cannot be read, or a row is longer than any network needs.
        """

    @abstractmethod
    def position(self, start: int, index: int) -> Position:
        """Return the position of a cell, by the offset of its row and the index of its column."""

    def finding(self, start: int, index: int, code: str, message: str, remedy: str) -> Finding:
        """Return a finding about a cell."""
        line, column, cell = self.position(start, index)
        return Finding(
            code=code,
            message=message,
            remedy=remedy,
            file=self.file,
            line=line,
            column=column,
            cell=cell,
        )

    def error(self, start: int, code: str, message: str, remedy: str) -> DataError:
        """Return an error at the beginning of a row."""
        return DataError([self.finding(start, 0, code, message, remedy)])


def is_blank(value: Value) -> bool:
    """Return whether a cell is empty, or has only whitespace."""
    return isinstance(value, str) and not value.strip()


def text_of(value: Value) -> str:
    """Return the text of a cell: 5.0 is "5", a day is "2025-01-18"."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    return str(value)
