"""Read the rows of a grid as the values of entries, not yet validated."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from leavex_network.errors import did_you_mean, quoted
from leavex_network.formats.error_messages import Explanation
from leavex_network.formats.tables import values
from leavex_network.formats.tables.cells import REQUIRED
from leavex_network.formats.tables.columns import Columns
from leavex_network.formats.tables.days import Order, order_of
from leavex_network.formats.tables.grid import (
    CellError,
    Grid,
    LinkedText,
    Record,
    Value,
    is_blank,
    text_of,
)
from leavex_network.formats.tables.notes import Notes
from leavex_network.formats.tables.own_fields import PREFIX
from leavex_network.models.kinds import BUILT_IN, Kinds, usual
from leavex_network.network.rows import FIELDS
from leavex_network.text.entry_ids import EntryIds

_BETWEEN_VALUES = re.compile(r"[\s,;/|]+")
_LONGEST_KEPT = 40
_MOST_KEPT = 10_000
"""How long texts, and how many, are kept with what they were read as."""
_NAMIBIA = "NA"
"""Its code, and what statistics programs write for a value that is not available."""
_NEVER_NONE = (*REQUIRED, "description")
"""The fields whose empty cells are empty texts; in others, there is no value."""

_DECLARE_KIND = (
    "If it is a kind of your own, declare its plural and singular: --kinds meetup=Meetups/Meetup, "
    "kinds={'meetup': {'en': ['Meetups', 'Meetup']}}."
)


class Problem(NamedTuple):
    """A problem of a cell."""

    column: str
    explanation: Explanation


class Row(NamedTuple):
    """A row of a table that is not blank."""

    number: int
    """Counted from 1, without the header."""
    start: int
    """The offset at which it begins."""
    end: int
    """The offset behind it."""
    values: dict[str, Any]
    """The values by their columns."""
    problems: list[Problem]
    """The problems of its cells, as far as they are known."""


class RowReader:
    """Reads the rows of a grid one after the other."""

    def __init__(
        self,
        grid: Grid,
        columns: Columns,
        notes: Notes,
        kinds: Kinds,
        days: Order | None,
        kind: str,
    ) -> None:
        self.grid = grid
        self.columns = columns
        self.notes = notes
        self.usual_kinds: set[str] = set()
        """The kinds of rows that are not declared, and whose words come with the package."""
        self._kinds = kinds
        self._kind = kind
        self._days: Order | None = days
        self._orders: dict[str, Order | None] = {}
        """The order of day and month in each column where it was needed."""
        self._ids: EntryIds | None = None
        self._usual = frozenset(usual()) - set(kinds)
        self._empty: dict[str, Any] = {}
        """The values of a row whose cells are empty."""
        for name in columns.names:
            if name in values.LISTS:
                self._empty[name] = []
            elif name not in ("", "status") and not name.startswith(PREFIX):
                self._empty[name] = "" if name in _NEVER_NONE else None
        self._may_be_missing = "territories" not in columns.headers
        """Whether people wrote the names of territories, and may mean by NA that none is known."""
        self._lists = [index for index, name in enumerate(columns.names) if name in values.LISTS]
        self._cache: dict[tuple[str, str], values.Cell] = {}
        """Values of short texts that were read before: countries and days recur."""

    def records(self) -> Iterator[Record]:
        """Yield the rows below the header, once for each call."""
        return islice(self.grid.records(self.columns.start), 1, None)

    def count_values(self, record: Record) -> int:
        """Return the number of values in the lists of a row, before they are read."""
        count = 0
        for index in self._lists:
            value = record.cells[index] if index < len(record.cells) else ""
            if value and isinstance(value, str):
                count += len(_BETWEEN_VALUES.split(value.strip()))
        return count

    def row(self, number: int, record: Record) -> Row:
        """Return the values of a row, and the problems that validation would not find."""
        row = Row(number, record.start, record.end, dict(self._empty), [])
        own: dict[str, Any] = {}
        for name, value in zip(self.columns.names, record.cells, strict=False):
            # Most cells of wide tables are empty.
            if value == "" or not name or is_blank(value):
                continue
            if isinstance(value, CellError):
                row.problems.append(Problem(name, _formula_error(value)))
            elif name.startswith(PREFIX):
                is_typed = name in self.columns.typed
                own[name.removeprefix(PREFIX)] = values.read_own(value, is_typed=is_typed)
            else:
                self._read(row, name, value)
        if own:
            row.values["extra"] = own
        if isinstance(row.values.get("concluded"), date) and "status" not in row.values:
            # The day says it; without it, the status would contradict the day.
            row.values["status"] = "concluded"
            day = row.values["concluded"].isoformat()
            self.notes.add("concluded", day, f"{day}, with the status concluded")
        if "kind" not in self.columns.names:
            row.values["kind"] = self._kind
            if self._kind in self._usual:
                self.usual_kinds.add(self._kind)
        if not row.values.get("id"):
            row.values["id"] = self._new_id(row)
        return row

    def _read(self, row: Row, name: str, value: Value) -> None:
        """Add the value of a cell to its row, and note what it is read as."""
        cell = self._cell(name, value)
        if name == "kind" and cell.value in self._usual:
            self.usual_kinds.add(cell.value)
        elif name == "kind" and cell.value not in (*BUILT_IN, *self._kinds):
            row.problems.append(Problem(name, unknown_kind(cell.value, self._kinds)))
            return
        if cell.problem is not None:
            row.problems.append(Problem(name, cell.problem))
            return
        if cell.value is not None or name in self._empty:
            row.values[name] = cell.value
        if cell.read_as is not None:
            self.notes.add(name, text_of(value), cell.read_as)
        elif self._may_be_missing and name == "territories" and value == _NAMIBIA:
            self.notes.add(name, _NAMIBIA, f"{_NAMIBIA}, Namibia")

    def _cell(self, name: str, value: Value) -> values.Cell:
        """Return the value of a cell, parsed once for each short text of a column."""
        # Equal texts may lead to different addresses.
        if not isinstance(value, str) or isinstance(value, LinkedText):
            return self._new_cell(name, value)
        if len(value) > _LONGEST_KEPT:
            return self._new_cell(name, value)
        known = self._cache.get((name, value))
        if known is None:
            known = self._new_cell(name, value)
            if len(self._cache) < _MOST_KEPT:
                self._cache[name, value] = known
        return known

    def _new_cell(self, name: str, value: Value) -> values.Cell:
        if name == "kind":
            return values.read_kind(value, self._kinds)
        return values.read(name, value, partial(self._order, name))

    def _order(self, name: str) -> Order | None:
        """Return the order of day and month in a column: as given, else as all its days allow."""
        if self._days is not None:
            return self._days
        if name not in self._orders:
            self._orders[name] = order_of(map(text_of, self._cells(name)))
        return self._orders[name]

    def _cells(self, name: str) -> Iterator[Value]:
        """Yield the cells of a column."""
        index = self.columns.names.index(name)
        for record in self.records():
            if index < len(record.cells):
                yield record.cells[index]

    def _new_id(self, row: Row) -> str:
        """Return an id that is made from the name of a row, and that no row has."""
        if self._ids is None:
            taken = self._cells("id") if "id" in self.columns.names else iter(())
            self._ids = EntryIds(text_of(value).strip() for value in taken)
        name = row.values.get("name") or ""
        entry_id = self._ids.new(name, row.values.get("url") or "")
        if name:
            self.notes.add("id", name, entry_id)
        return entry_id


def unknown_kind(kind: str, kinds: Kinds) -> Explanation:
    """Return the problem of a kind that is neither built in, usual nor declared."""
    known = (*BUILT_IN, *kinds)
    message = f"Unknown kind {quoted(kind)}: there are {', '.join(map(quoted, known))}."
    question = did_you_mean(kind, (*known, *usual()))
    return Explanation("unknown-kind", message, f"{question} {_DECLARE_KIND}".lstrip())


def _formula_error(value: CellError) -> Explanation:
    message = f"The formula of this cell has the error {quoted(str(value))}."
    return Explanation("bad-value", message, "Correct the formula, or write the value.")


def entry_values(row: Row, ignored: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of the entry of a row, without those that are ignored."""
    return {
        name: value for name, value in row.values.items() if name in FIELDS and name not in ignored
    }
