"""XLSX (ECMA-376): the entries as a sheet for people, in the words of a language.

The limits are those of "Excel specifications and limits"; other spreadsheets have the same or none.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional, east_asian_width

from leavex_network.errors import DataError, requiring
from leavex_network.findings import Finding
from leavex_network.formats.reporting import MOST_PROBLEMS
from leavex_network.formats.tables.cells import cell
from leavex_network.formats.tables.in_words import InWords
from leavex_network.formats.tables.own_fields import PREFIX
from leavex_network.formats.tables.records import FOR_PEOPLE, Value, columns_for_people, records
from leavex_network.formats.tables.sheets import loads, table_of
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.arrow import DAYS
from leavex_network.places import languages
from leavex_network.progress import counted

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["dumps", "loads", "table_of"]

MOST_ROWS = 1_048_576
"""How many rows a sheet has, with the header."""
MOST_LINKS = 65_530
"""How many links a sheet has; further ones are texts."""
LONGEST_LINK = 2_079
"""How long a link is; a longer one is a text."""
LONGEST_TEXT = 32_767
"""How long the text of a cell is, in UTF-16 code units."""

_WIDTHS = {
    **dict.fromkeys(("name", "url", "also_at", "archived", "note"), 30),
    "description": 60,
    "territories": 20,
    "hashtags": 20,
    "source_urls": 40,
}
"""The widths of columns, in characters of the default font."""
_OTHER_WIDTH = 14
_LINE_HEIGHT = 15
"""The height of a line of the default font, in points."""
_HIGHEST_ROW = 408
_LINKS = ("url", "archived")
"""The columns of links."""
_DAY = 14
"""The built-in number format of a day (ECMA-376, 18.8.30), which is shown as in the reader's own
country."""
_FIRST_DAY = date(1900, 3, 1)
"""The first day whose number is the same in all spreadsheets: for some, 1900 was a leap year."""
_A4 = 9
_NO_EDITION = date(1980, 1, 1)
"""The day of a document without an edition: the first that its archive can express."""
_SMALLEST_NUMBER = 2.3e-308


def dumps(network: Network[Entry], *, language: str | None = None, words: bool = True) -> bytes:
    """Return the workbook of a network, in one language: see `leavex_network.formats.dumps`.

    Raises:
        DataError: A text is too long for a cell, or there are too many entries.
        MissingExtraError: XlsxWriter is not installed.
    """
    del words  # a sheet always has them
    with requiring("sheets", "XLSX needs XlsxWriter"):
        from xlsxwriter import Workbook
    localized = network.localize(network.about.language if language is None else language)
    _refuse_too_many(localized)
    file = io.BytesIO()
    # Nothing is guessed from the beginning of a text. Without a folder for temporary files, and
    # with one date for all of its parts, the file is the same every time.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(file, options) as workbook:
        workbook.set_properties(_properties(localized))
        title = languages.words(localized.about.language).charts["entries"]
        _Sheet(workbook, workbook.add_worksheet(title), localized).write()
    return file.getvalue()


class _Sheet:
    """The sheet of a network."""

    def __init__(self, workbook: Any, sheet: "Worksheet", network: Network[Entry]) -> None:
        self.sheet = sheet
        self.network = network
        self.columns = columns_for_people(network)
        self.words = InWords(network)
        self.links = 0
        """The number of links so far."""
        self.problems: list[Finding] = []
        self.is_right_to_left = _is_right_to_left(network)
        side = "right" if self.is_right_to_left else "left"
        common = {"align": side, "valign": "top", "text_wrap": True}
        self.header_format: Format = workbook.add_format({**common, "bold": True, "bottom": 1})
        self.text_format: Format = workbook.add_format(common)
        self.day_format: Format = workbook.add_format({**common, "num_format": _DAY})
        # A long link is cut off, at its end.
        link = {"font_color": "blue", "underline": 1, "text_wrap": False, "align": "left"}
        self.link_format: Format = workbook.add_format({**common, **link})

    def write(self) -> None:
        """Write the header and the rows.

        Raises:
            DataError: A text is too long for a cell.
        """
        self._set_up()
        headers = {name: self.words.header(name) for name in self.columns}
        for index, header in enumerate(headers.values()):
            self.sheet.write_string(0, index, header, self.header_format)
        self._set_height(0, headers)
        rows = counted(records(self.network), len(self.network))
        for row, values in enumerate(rows, 1):
            texts = {name: self.words.text(name, values) for name in self.columns}
            for index, (name, text) in enumerate(texts.items()):
                self._write_cell(row, index, values.get(name), text)
            self._set_height(row, texts)
        if self.problems:
            kept = self.problems[:MOST_PROBLEMS]
            raise DataError(kept, len(self.problems) - len(kept))

    def _set_up(self) -> None:
        """Set the widths, the frozen header, the filter and the layout on paper."""
        for index, name in enumerate(self.columns):
            # The format is that of the cells that people fill later.
            shown = self.day_format if name in DAYS else self.text_format
            options = {} if _is_for_people(name) else {"level": 1, "hidden": True}
            self.sheet.set_column(index, index, _width(name), shown, options)
        # The button that shows the columns of ids, languages and sources.
        last = len(self.columns)
        self.sheet.set_column(last, last, None, None, {"collapsed": True})
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, len(self.network), len(self.columns) - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        if self.is_right_to_left:
            self.sheet.right_to_left()

    def _write_cell(self, row: int, index: int, value: Value, text: str) -> None:
        """Write one cell, in its type."""
        if isinstance(value, date) and value >= _FIRST_DAY:
            self.sheet.write_datetime(row, index, _midnight(value), self.day_format)
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, index, value, self.text_format)
        elif isinstance(value, int | float) and _is_exact(value):
            self.sheet.write_number(row, index, value, self.text_format)
        elif text:
            self._write_text(row, index, text)

    def _set_height(self, row: int, texts: Mapping[str, str]) -> None:
        """Make a row as high as its texts, which LibreOffice does not do when it opens a file."""
        lines = 1
        for name, text in texts.items():
            if _is_for_people(name) and name not in _LINKS:
                lines = max(lines, _lines(text, _width(name)))
        if lines > 1:
            self.sheet.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST_ROW))

    def _write_text(self, row: int, index: int, text: str) -> None:
        """Write a text, as a link if it is one."""
        name = self.columns[index]
        length = _length(text)
        if length > LONGEST_TEXT:
            self._add_problem(self.network[row - 1], name, length)
            return
        is_short = length <= LONGEST_LINK
        if name in _LINKS and is_short and self.links < MOST_LINKS:
            self.links += 1
            self.sheet.write_url(row, index, text, self.link_format)
            return
        # A spreadsheet keeps the apostrophe of a CSV file, and so it is read as one there. A text
        # that begins with one has another in front.
        self.sheet.write_string(
            row, index, cell(text) if text[0] == "'" else text, self.text_format
        )

    def _add_problem(self, entry: Entry, name: str, length: int) -> None:
        message = f"The text has {length:,} characters, a cell of a sheet up to {LONGEST_TEXT:,}."
        remedy = "Shorten it, or write CSV or JSON."
        finding = Finding(
            code="too-large", message=message, remedy=remedy, entry=entry.id, field=name
        )
        self.problems.append(finding)


def _refuse_too_many(network: Network[Entry]) -> None:
    if len(network) < MOST_ROWS:
        return
    message = f"There are {len(network):,} entries, and a sheet has {MOST_ROWS:,} rows."
    finding = Finding(code="too-large", message=message, remedy="Divide it, or write CSV or JSON.")
    raise DataError([finding])


def _properties(network: Network[Entry]) -> dict[str, Any]:
    """Return the properties of the document, with a date that is the same every time."""
    about = network.about
    day = about.edition or _NO_EDITION
    return {"title": about.title or "", "created": _midnight(day)}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _is_exact(number: float) -> bool:
    """Tell whether a sheet keeps a number: it has 15 digits, and the number is not too small."""
    is_kept = number == 0 or abs(number) > _SMALLEST_NUMBER
    return is_kept and float(f"{number:.15G}") == number


def _is_for_people(column: str) -> bool:
    return column in FOR_PEOPLE or column.startswith(PREFIX)


def _width(column: str) -> int:
    return _WIDTHS.get(column, _OTHER_WIDTH)


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a cell of a width."""
    return sum(ceil(_columns(line) / width) or 1 for line in text.split("\n"))


def _columns(line: str) -> int:
    """Return the width of a line: East Asian characters are wide (UAX 11)."""
    return len(line) + sum(east_asian_width(character) in "WF" for character in line)


def _length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, in which spreadsheets count."""
    return len(text.encode("utf-16-le")) // 2


def _is_right_to_left(network: Network[Entry]) -> bool:
    """Return the direction of the language, else that of the first letter (UAX 9, rule P2)."""
    direction = languages.direction(network.about.language)
    if direction != "auto":
        return direction == "rtl"
    return next(_directions(network), "L") != "L"


def _directions(network: Network[Entry]) -> Iterator[str]:
    """Yield the direction of each letter of the names."""
    for entry in network:
        for character in entry.name:
            if bidirectional(character) in ("L", "R", "AL"):
                yield bidirectional(character)
