"""Read the rows of a table one after the other, within bounds, into a network."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple, cast

from pydantic import ValidationError

from leavex_network.errors import (
    ArgumentError,
    DataError,
    UnknownValueError,
    alternatives,
    nearest,
    quoted,
)
from leavex_network.findings import Finding
from leavex_network.formats.bounds import MOST_VALUES, most_records, records
from leavex_network.formats.error_messages import Explanation, explain, key_path
from leavex_network.formats.reporting import MOST_PROBLEMS, Collected, data_error
from leavex_network.formats.tables import headers
from leavex_network.formats.tables.cells import NEEDED
from leavex_network.formats.tables.days import Order
from leavex_network.formats.tables.grid import Grid, Position, Record, is_blank
from leavex_network.formats.tables.headers import Extra
from leavex_network.formats.tables.notes import Notes
from leavex_network.formats.tables.rows import Problem, Row, RowReader, entry_values, unknown_kind
from leavex_network.formats.tables.sources import SourceColumns, explained, language_problems
from leavex_network.models import About, Entry
from leavex_network.models.document import Document, entry_adapter, repeated_ids
from leavex_network.models.kinds import (
    BUILT_IN,
    NO_KINDS,
    Kinds,
    as_kinds,
    kind_named,
    united_kinds,
    usual,
)
from leavex_network.places import languages
from leavex_network.progress import Count, reading


class TableOptions(NamedTuple):
    """Options of reading a table."""

    language: str | None = None
    """The language of a table that declares none."""
    kinds: Kinds = NO_KINDS
    """The declared kinds."""
    kind: str | None = None
    """That of all entries, if no column says it."""
    extra: Extra = False
    """Which unknown columns are fields of one's own."""
    days: Order | None = None
    """The order of day and month in days that could be two."""


class TableReader:
    """Reads the rows of a table; each is validated, and its cells dropped."""

    def __init__(self, grid: Grid, options: TableOptions) -> None:
        """Read the header.

        Raises:
            DataError: The header or the language cannot be used.
        """
        self.grid = grid
        self.default_language = options.language
        self._check_default_language()
        self.kinds = options.kinds
        self.columns = headers.columns_of(
            grid,
            extra=options.extra,
            language=options.language,
            needed=NEEDED if options.kind is None else NEEDED[1:],
        )
        self._unnamed = [index for index, text in enumerate(self.columns.headers) if not text]
        self.notes = Notes(grid, self.columns)
        self.rows = RowReader(
            grid, self.columns, self.notes, options.kinds, options.days, _kind_of(options)
        )
        self.is_kind_unused = options.kind is not None and "kind" in self.columns.names
        """Whether a kind of all entries is passed, and the table has a column of kinds."""
        self.sources = SourceColumns(self.columns)
        self.language = ""
        """The language of the rows so far."""
        self.problems: Collected[Finding] = Collected()
        self.entries: list[Entry] = []
        self.starts = array("Q")
        """The offset of each entry's row, in eight bytes."""
        self.has_rows = False
        self.ids: list[list[str]] = []
        """The id of each row, if the table has a column of ids."""
        self.id_starts = array("Q")
        """The offset of each row with one."""
        self.problems.add(len(self.columns.problems))
        for problem in self.columns.problems[: self.problems.remaining()]:
            self.problems.keep(problem, self.columns.start)

    def document(self) -> Document:
        """Return the document that the table holds.

        Raises:
            DataError: It is no valid network; it holds every problem with its cell.
        """
        with reading(self.grid.end) as report:
            self._read_rows(report)
        return self._document()

    def _read_rows(self, report: Count | None) -> None:
        """Read the rows, within bounds."""
        most = most_records(self.grid.size)
        count = 0.0
        for number, record in enumerate(self.rows.records(), 1):
            self.has_rows = True
            values = self.rows.count_values(record)
            if values > MOST_VALUES:
                message = f"The row has more than {MOST_VALUES:,} values in it."
                raise self.grid.error(record.start, "too-large", message, "Divide it.")
            count += records(values)
            if count > most:
                message = f"The table has more than {most:,} rows and values of lists."
                raise self.grid.error(record.start, "too-large", message, "Divide it.")
            self._read_row(number, record)
            if record.end > self.problems.stop:
                raise self._error(is_complete=False)
            if report is not None:
                report(record.end)

    def warnings(self) -> Iterator[Finding]:
        """Yield the warnings about ignored cells and an assumed language, and the notices."""
        file = self.grid.file
        if self.sources.has_ignored:
            message = "No columns 'source_urls' and 'source_days'; the sources are ignored."
            remedy = "Keep these columns."
            yield Finding(code="missing-key", message=message, remedy=remedy, file=file)
        is_declared = self.default_language is not None or "language" in self.columns.names
        if self.has_rows and not is_declared:
            message = "No language declared; assuming English."
            code = self.columns.language
            if code is not None:
                name = languages.language(code).name if code in languages.WITH_NAMES else code
                message = f"No language declared; assuming that of the headers, {name}."
            remedy = "Add a column 'language', or pass language='de', --source-language de."
            yield Finding(code="language-assumed", message=message, remedy=remedy, file=file)
        if self.is_kind_unused:
            message = "The column of kinds says the kind of each entry; the one passed is not used."
            yield Finding(code="read-as", message=message, file=file)
        yield from self.notes.findings()

    def position(self, index: int, field: str) -> Position:
        """Return the position of a field of an entry, by its index in the network."""
        name, _, slug = field.partition(".")
        column = field if name == "extra" and slug else name
        return self.grid.position(self.starts[index], self.columns.index_of(column))

    def _read_row(self, number: int, record: Record) -> None:
        """Add the entry of a row, or its problems."""
        surplus = self._surplus(record)
        if surplus is not None:
            self.problems.add(1)
            if self.problems.remaining():
                self.problems.keep(surplus, record.start)
            return
        row = self.rows.row(number, record)
        problems = [*row.problems, *self._read_language(row), *self.sources.read(row)]
        known = {problem.column for problem in row.problems}
        # What a cell that cannot be read leaves out is no second problem.
        problems += [problem for problem in self._read_entry(row) if problem.column not in known]
        if self.columns.problems:
            # Nor is what is missing because of a header.
            problems = [each for each in problems if each.column in self.columns.names]
        if "id" in self.columns.names:
            self.ids.append([row.values["id"]])
            self.id_starts.append(row.start)
        if len(problems) > 1 and self._is_below_table(row):
            name = quoted(row.values["name"])
            message = f"The row {name} has neither a kind nor an address."
            remedy = "If it is no entry, such as a sum or a note below the table, remove it."
            problems = [Problem("name", Explanation("missing-key", message, remedy))]
        self._add(row, problems)

    def _is_below_table(self, row: Row) -> bool:
        """Return whether a row has a name, and nothing else of what every entry has."""
        if not set(NEEDED) <= set(self.columns.names) or not row.values["name"]:
            return False
        known = {problem.column for problem in row.problems}
        is_empty = not row.values["kind"] and not row.values["url"]
        return is_empty and known.isdisjoint(("kind", "url"))

    def _surplus(self, record: Record) -> Finding | None:
        """Return the problem of a row with a text in a column without a header."""
        width = len(self.columns.names)
        if not all(map(is_blank, record.cells[width:])):
            message = f"The row has {len(record.cells)} cells, the header {width}."
            remedy = "Quote a cell that contains the separator, or name its column in the header."
            return self.grid.finding(record.start, 0, "invalid-csv", message, remedy)
        for index in self._unnamed:
            value = record.cells[index] if index < len(record.cells) else ""
            if not is_blank(value):
                message = f"The cell {quoted(value)} is in a column without a header."
                remedy = "Name the column in the header, or remove the cell."
                return self.grid.finding(record.start, index, "invalid-csv", message, remedy)
        return None

    def _document(self) -> Document:
        """Return the document of all rows."""
        if self.problems.count:
            self._add_repeated_ids()
            raise self._error()
        language = self.language or self.default_language or self.columns.language or "en"
        about = About.model_validate(
            {"language": language, "sources": self.sources.sources, "kinds": self._all_kinds()}
        )
        try:
            return Document.model_validate({"about": about, "entries": self.entries})
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                _, index, *rest = detail["loc"]
                row = self._row(int(index))
                explanation = explain(key_path(detail["loc"]), detail)
                if explanation.code == "unknown-kind":
                    explanation = unknown_kind(self.entries[int(index)].kind, self.kinds)
                self._add(row, [Problem(str(rest[0]), explanation)])
        raise self._error()

    def _add_repeated_ids(self) -> None:
        """Add ids that occur twice, which other problems keep the models from finding."""
        for index, path, error in islice(repeated_ids(self.ids), MOST_PROBLEMS):
            start = self.id_starts[index]
            detail = {"type": error.type, "ctx": error.context, "input": None}
            explanation = explain(("entries", index, *path), cast("Any", detail))
            row = Row(index + 1, start, start, {"id": self.ids[index][0]}, [])
            self._add(row, [Problem("id", explanation)])

    def _all_kinds(self) -> Kinds:
        """Return the declared kinds and the usual ones of rows, as far as their words allow."""
        try:
            return united_kinds(self.kinds, as_kinds(sorted(self.rows.usual_kinds)))
        except ArgumentError:
            return self.kinds

    def _row(self, index: int) -> Row:
        """Return the row of an entry that was read before, with its id only."""
        start = self.starts[index]
        return Row(index + 1, start, start, {"id": self.entries[index].id}, [])

    def _add(self, row: Row, problems: list[Problem]) -> None:
        """Add the problems of a row, in the order of its columns."""
        problems.sort(key=lambda problem: self.columns.index_of(problem.column))
        self.problems.add(len(problems))
        for problem in problems[: self.problems.remaining()]:
            self.problems.keep(self._finding(row, problem), row.start)

    def _finding(self, row: Row, problem: Problem) -> Finding:
        """Return a finding about one cell."""
        column, (code, message, remedy) = problem
        index = self.columns.index_of(column)
        found = self.grid.finding(row.start, index, code, message, remedy)
        entry = row.values.get("id") or f"entry {row.number}"
        return replace(found, entry=quoted(entry).strip("'\""), field=column)

    def _error(self, *, is_complete: bool = True) -> DataError:
        problems = self.problems
        omitted = problems.count - len(problems.kept)
        return DataError(problems.kept, omitted, is_complete=is_complete)

    def _check_default_language(self) -> None:
        """Refuse a language that the caller passed."""
        if self.default_language is None:
            return
        for _, explanation in language_problems(self.default_language):
            raise data_error(*explanation, file=self.grid.file)

    def _read_language(self, row: Row) -> list[Problem]:
        """Set the language from the first row that has one; return its problems."""
        own = row.values.get("language") or ""
        if own in ("", self.language):
            return []
        if not self.language:
            self.language = own
            return language_problems(own)
        message = f"This row is in {quoted(own)}, another in {quoted(self.language)}."
        remedy = "Use one language in a table."
        return [Problem("language", Explanation("bad-value", message, remedy))]

    def _read_entry(self, row: Row) -> list[Problem]:
        """Add the entry of a row; return its problems."""
        try:
            entry = entry_adapter().validate_python(entry_values(row, self.sources.ignored))
        except ValidationError as error:
            return explained(error, ("entries", 0))
        self.entries.append(entry)
        self.starts.append(row.start)
        return []


def _kind_of(options: TableOptions) -> str:
    """Return the kind of all entries of a table without a column of kinds.

    Raises:
        UnknownValueError: There is no such kind.
    """
    if options.kind is None:
        # If the column is missing, rows are checked as if they were of any kind.
        return BUILT_IN[0]
    kind = kind_named(options.kind, options.kinds, is_usual=True)
    if kind is None:
        known = (*BUILT_IN, *options.kinds, *usual())
        problem = f"Unknown kind {quoted(options.kind)}; write {alternatives(known)}"
        raise UnknownValueError(problem, nearest(options.kind, known))
    return kind
