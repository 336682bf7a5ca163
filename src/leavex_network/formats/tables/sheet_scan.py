"""What the XML of a spreadsheet holds: how far its sheets reach, and which cells are errors.

The library that reads the cells takes memory for the whole rectangle of a sheet, and makes an error
an empty cell: both are found before. XLSX is ECMA-376, part 1, 18.3; ODS is OpenDocument 1.3, 9.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from xml.parsers import expat

from leavex_network.formats.bounds import MOST_CELLS

Merged = tuple[tuple[int, int], tuple[int, int]]
"""The first and last row and column of merged cells."""

_REFERENCE = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})")
_MOST_ERRORS = 10_000
_LONGEST_ERROR = 40
_MOST_HIDDEN = 10_000
_MOST_LINKS = 200_000
_LONGEST_FORMULA = 3_000
# Excel's and OpenDocument's function; both separate its arguments otherwise.
_HYPERLINK = re.compile(r'(?:of:)?=?HYPERLINK\(\s*"(?P<target>[^"]+)"\s*[,;)]', re.IGNORECASE)
_A = ord("A") - 1
_LETTERS = 26


class SheetFacts:
    """Facts about a sheet that are found before its cells are read."""

    def __init__(self, name: str) -> None:
        self.name = name
        """The name of the sheet in ODS, of its part in XLSX."""
        self.rows = 0
        self.columns = 0
        """How far the sheet reaches."""
        self.errors: dict[tuple[int, int], str] = {}
        """The errors of formulas, by row and column, counted from 0."""
        self.merged: list[Merged] = []
        self.links: dict[tuple[int, int], str] = {}
        """The targets of linked cells, by row and column; in XLSX, some are ids of relations."""
        self.hidden: list[int] = []
        """The first rows that are hidden or filtered and have a value, counted from 0."""

    def reach(self, row: int, column: int) -> None:
        """Note a cell with a value, by its row and column."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)

    def link(self, row: int, column: int, target: str) -> None:
        """Note the target of a linked cell."""
        if target and len(self.links) < _MOST_LINKS:
            self.links.setdefault((row, column), target)

    def hide(self, row: int) -> None:
        """Note a hidden row with a value."""
        if row not in self.hidden[-1:] and len(self.hidden) < _MOST_HIDDEN:
            self.hidden.append(row)

    @property
    def is_too_large(self) -> bool:
        """Whether the rectangle of all cells is larger than any network needs."""
        return self.rows * self.columns > MOST_CELLS


class _Scanner(ABC):
    """Reads the XML of a part; a subclass handles its elements."""

    def __init__(self) -> None:
        self.sheets: list[SheetFacts] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._error: tuple[int, int] | None = None
        """The row and column of an error whose text is being read."""
        self._parser.EntityDeclHandler = self._refuse_entities
        self._formula: str | None = None
        """The formula that is being read."""

    def scan(self, chunks: Iterable[bytes]) -> None:
        """Read a part.

        Raises:
            ValueError: It is no XML, or declares entities.
        """
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)  # noqa: FBT003 - expat's signature
            self._parser.Parse(b"", True)  # noqa: FBT003 - as above
        except (expat.ExpatError, LookupError) as error:  # it may name an unknown encoding
            raise ValueError(str(error)) from None

    @abstractmethod
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the beginning of an element."""

    @abstractmethod
    def _end(self, name: str) -> None:
        """Handle the end of an element."""

    def _begin_error(self, row: int, column: int) -> None:
        errors = self.sheets[-1].errors
        if len(errors) < _MOST_ERRORS:
            self._error = (row, column)
            errors[self._error] = ""

    def _characters(self, text: str) -> None:
        if self._error is not None:
            errors = self.sheets[-1].errors
            errors[self._error] = f"{errors[self._error]}{text}"[:_LONGEST_ERROR]
        elif self._formula is not None:
            self._formula = f"{self._formula}{text}"[:_LONGEST_FORMULA]

    def _refuse_entities(self, *_: object) -> None:
        message = "entities are declared"
        raise ValueError(message)


class XlsxScanner(_Scanner):
    """Scans a part of an XLSX file, which is a sheet if its root element says so."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self._depth = 0
        self._row = -1
        self._column = -1
        self._is_error = False
        self._is_hidden = False
        self.relations: dict[str, str] = {}
        """The targets of relationships by their ids."""
        self.sheet_ids: dict[str, str] = {}
        """The ids of the relationships of sheets, by the names of the sheets."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = _local(name)
        if self._depth == 0 and element == "worksheet":
            self.sheets.append(SheetFacts(self._part))
        self._depth += 1
        if element == "Relationship":
            self.relations[attributes.get("Id", "")] = attributes.get("Target", "")
        elif element == "sheet":
            self.sheet_ids[attributes.get("name", "")] = _relation(attributes)
        elif self.sheets:
            self._start_in_sheet(element, attributes)

    def _start_in_sheet(self, element: str, attributes: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        if element == "row":
            given = attributes.get("r", "")
            self._row = int(given) - 1 if given.isdecimal() else self._row + 1
            self._column = -1
            self._is_hidden = attributes.get("hidden") in ("1", "true")
        elif element == "c":
            reference = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column += 1
            if reference is not None:
                self._row = int(reference["row"]) - 1
                self._column = column_index(reference["column"])
            self._is_error = attributes.get("t") == "e"
        elif element == "f":
            self._formula = ""
        elif element == "hyperlink":
            self._link(sheet, attributes)
        elif element in ("v", "is"):
            sheet.reach(self._row, self._column)
            if self._is_hidden:
                sheet.hide(self._row)
            if self._is_error:
                self._begin_error(self._row, self._column)

    def _link(self, sheet: SheetFacts, attributes: dict[str, str]) -> None:
        """Note a linked cell, the first of its area, with the id of its relation."""
        reference = _REFERENCE.match(attributes.get("ref", ""))
        if reference is not None:
            row, column = int(reference["row"]) - 1, column_index(reference["column"])
            sheet.link(row, column, _relation(attributes))

    def _end(self, name: str) -> None:
        self._depth -= 1
        element = _local(name)
        if element == "v":
            self._error = None
        elif element == "f" and self._formula is not None:
            self.sheets[-1].link(self._row, self._column, _target_in(self._formula))
            self._formula = None


class OdsScanner(_Scanner):
    """Scans the content of an ODS file."""

    def __init__(self) -> None:
        super().__init__()
        self._row = 0
        self._rows = 1
        self._is_hidden = False
        self._column = 0
        self._columns = 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "table:table":
                self.sheets.append(SheetFacts(attributes.get("table:name", "")))
                self._row = 0
            case "table:table-row":
                self._rows = _number(attributes, "table:number-rows-repeated")
                self._column = 0
                self._is_hidden = attributes.get("table:visibility", "visible") != "visible"
            case "table:table-cell" | "table:covered-table-cell" if self.sheets:
                self._columns = _number(attributes, "table:number-columns-repeated")
                self._start_cell(self.sheets[-1], attributes)
            case "text:p" if self.sheets:
                self._reach(self.sheets[-1])
            case "text:a" if self.sheets:
                target = attributes.get("xlink:href", "")
                self.sheets[-1].link(self._row, self._column, target)

    def _start_cell(self, sheet: SheetFacts, attributes: dict[str, str]) -> None:
        if any(attribute.startswith("office:") for attribute in attributes):
            self._reach(sheet)
        if attributes.get("calcext:value-type") == "error":
            self._begin_error(self._row, self._column)
        formula = attributes.get("table:formula", "")
        sheet.link(self._row, self._column, _target_in(formula))
        spanned = _number(attributes, "table:number-rows-spanned")
        if spanned > 1:
            first = (self._row, self._column)
            sheet.merged.append((first, (self._row + spanned - 1, self._column)))

    def _reach(self, sheet: SheetFacts) -> None:
        sheet.reach(self._row + self._rows - 1, self._column + self._columns - 1)
        if self._is_hidden:
            sheet.hide(self._row)

    def _end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._columns
            self._error = None
        elif name == "table:table-row":
            self._row += self._rows


def column_index(letters: str) -> int:
    """Return the index of a column by its letters.

    >>> column_index("A"), column_index("AB")
    (0, 27)
    """
    index = 0
    for letter in letters:
        index = index * _LETTERS + ord(letter) - _A
    return index - 1


def column_letters(index: int) -> str:
    """Return the letters of a column, the reverse of `column_index`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(_A + 1 + rest) + letters
    return letters


def _relation(attributes: dict[str, str]) -> str:
    """Return the id of the relation to which an element of XLSX refers; "" if there is none."""
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _target_in(formula: str) -> str:
    """Return the address of a formula that makes a link; "" for another one."""
    match = _HYPERLINK.match(formula[:_LONGEST_FORMULA])
    return "" if match is None else match["target"]


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < len("10000000000") else 1
