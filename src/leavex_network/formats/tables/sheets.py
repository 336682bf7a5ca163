"""Read a spreadsheet: the first sheet with a table, through python-calamine."""

from collections.abc import Iterator
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING

from leavex_network.errors import DataError, expect, quoted, requiring
from leavex_network.findings import Finding
from leavex_network.formats.reporting import data_error
from leavex_network.formats.tables import biff
from leavex_network.formats.tables.cells import REQUIRED
from leavex_network.formats.tables.headers import known_columns
from leavex_network.formats.tables.packages import Package
from leavex_network.formats.tables.reader import TableOptions
from leavex_network.formats.tables.reading import Table, loads_of, read
from leavex_network.formats.tables.sheet_grid import SheetGrid
from leavex_network.formats.tables.sheet_scan import OdsScanner, SheetFacts, XlsxScanner

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP = b"PK\x03\x04"
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_SHEETS = "xl/worksheets/"
_SHEET_RELATIONS = f"{_SHEETS}_rels/"
_SAMPLE = 25
"""The number of rows in which the header of a sheet is looked for."""
_FEW = 2
"""The number of known columns that makes a sheet a table."""
_MOST_SHOWN = 3
_LONGEST_SHOWN = 200


def table_of(content: bytes, options: TableOptions, *, file: str = "<text>") -> Table:
    """Return the table of a spreadsheet, with what is to be reported.

    Raises:
        DataError: It is no spreadsheet, or no valid network.
        MissingExtraError: python-calamine is not installed.
    """
    expect(content, (bytes, bytearray), "A spreadsheet is bytes, such as Path.read_bytes() returns")
    content = bytes(content)
    facts, size = _facts(content, file)
    with requiring("sheets", "Spreadsheets need python-calamine"):
        import python_calamine
    try:
        workbook = python_calamine.load_workbook(BytesIO(content))
        grids = _grids(workbook, facts, size, file)
    except python_calamine.PasswordError:
        message = "The spreadsheet is protected by a password."
        remedy = "Save it without a password."
        raise data_error("invalid-sheet", message, remedy, file=file) from None
    except BaseException as error:
        # It is written in Rust, whose panics are no `Exception`: the file is damaged.
        is_panic = type(error).__name__ == "PanicException"
        if not is_panic and not isinstance(error, python_calamine.CalamineError):
            raise
        message = f"The spreadsheet cannot be read: {str(error)[:_LONGEST_SHOWN]}."
        remedy = "Save it as XLSX, ODS or CSV."
        raise data_error("invalid-sheet", message, remedy, file=file) from None
    grid = _chosen(grids, file)
    table = read(grid, options)
    notes = [*_other_sheets(grids, grid), *_merged_cells(grid, table)]
    hidden = facts[grid.sheet].hidden if grid.sheet in facts else []
    notes += [*_hidden_rows(hidden, table), *table.notes]
    return table._replace(notes=notes)


loads = loads_of(table_of)


def _facts(content: bytes, file: str) -> tuple[dict[str, SheetFacts], int]:
    """Return the facts about each sheet by its name, and the number of characters.

    Raises:
        DataError: The file is no spreadsheet, damaged, or larger than any network needs.
    """
    if content.startswith(_ZIP):
        package = Package(content, file)
        scan = _ods_facts if package.kind() == "ods" else _xlsx_facts
        try:
            facts = scan(package)
        except ValueError as error:
            if isinstance(error, DataError):
                raise
            raise package.damaged() from None
        size = package.size
    elif content.startswith(biff.MARK):
        facts, size = biff.facts(content, file), len(content)
    else:
        message = "The file is no spreadsheet."
        remedy = "If it is a text, read it with --read-as csv, format='csv'."
        raise data_error("invalid-sheet", message, remedy, file=file)
    for name, fact in facts.items():
        if fact.is_too_large:
            message = (
                f"The sheet {quoted(name)} has {fact.rows:,} rows and {fact.columns:,} columns."
            )
            remedy = "Delete what is far outside of the table."
            raise data_error("too-large", message, remedy, file=file)
    return facts, size


def _ods_facts(package: Package) -> dict[str, SheetFacts]:
    facts: dict[str, SheetFacts] = {}
    for name, chunks in package.parts():
        if name == "content.xml":
            scanner = OdsScanner()
            scanner.scan(chunks)
            facts |= {sheet.name: sheet for sheet in scanner.sheets}
        else:
            _skip(chunks)
    return facts


def _xlsx_facts(package: Package) -> dict[str, SheetFacts]:
    sheets: dict[str, SheetFacts] = {}
    relations: dict[str, str] = {}
    names: dict[str, str] = {}
    targets: dict[str, dict[str, str]] = {}
    """The targets of the links of each sheet, by the name of its file."""
    for name, chunks in package.parts():
        first = next(chunks, b"")
        if not first.lstrip().startswith(_XML):
            _skip(chunks)
            continue
        scanner = XlsxScanner(name)
        scanner.scan(chain([first], chunks))
        sheets |= {sheet.name: sheet for sheet in scanner.sheets}
        if name == "xl/workbook.xml":
            names = scanner.sheet_ids
        elif name == "xl/_rels/workbook.xml.rels":
            relations = scanner.relations
        elif name.startswith(_SHEET_RELATIONS):
            targets[name.removeprefix(_SHEET_RELATIONS).removesuffix(".rels")] = scanner.relations
    for name, sheet in sheets.items():
        of_sheet = targets.get(name.removeprefix(_SHEETS), {})
        sheet.links = {at: of_sheet.get(link, link) for at, link in sheet.links.items()}
    by_name: dict[str, SheetFacts] = {}
    for name, identifier in names.items():
        target = relations.get(identifier, "").removeprefix("/xl/").removeprefix("xl/")
        by_name[name] = sheets.pop(f"xl/{target}", SheetFacts(name))
    # Sheets that the workbook does not name are bounded, too.
    return {**sheets, **by_name}


def _skip(chunks: Iterator[bytes]) -> None:
    """Inflate the rest of a part, which counts its size."""
    for _ in chunks:
        pass


def _grids(
    workbook: "CalamineWorkbook", facts: dict[str, SheetFacts], size: int, file: str
) -> list[SheetGrid]:
    """Return the sheets that have cells, hidden ones last."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    grids: list[SheetGrid] = []
    hidden: list[SheetGrid] = []
    for metadata in workbook.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        if sheet.start is None:
            continue
        grid = _grid(sheet, facts.get(metadata.name) or SheetFacts(metadata.name), size, file)
        kept = grids if metadata.visible == SheetVisibleEnum.Visible else hidden
        kept.append(grid)
    return grids + hidden


def _grid(sheet: "CalamineSheet", facts: SheetFacts, size: int, file: str) -> SheetGrid:
    first_column = sheet.start[1] if sheet.start is not None else 0
    return SheetGrid(
        sheet.iter_rows,
        sheet=sheet.name,
        first_column=first_column,
        errors=facts.errors,
        links=facts.links,
        merged=[*facts.merged, *(sheet.merged_cell_ranges or ())],
        size=size,
        end=sheet.total_height,
        file=file,
    )


def _chosen(grids: list[SheetGrid], file: str) -> SheetGrid:
    """Return the first sheet with the header of a table, else the first.

    Raises:
        DataError: No sheet has a cell.
    """
    for grid in grids:
        rows = [record.cells for record in islice(grid.records(), _SAMPLE)]
        if known_columns(rows) >= _FEW:
            return grid
    if grids:
        return grids[0]
    remedy = f"Begin with a row of {', '.join(REQUIRED)}."
    raise data_error("invalid-sheet", "The spreadsheet is empty.", remedy, file=file)


def _other_sheets(grids: list[SheetGrid], chosen: SheetGrid) -> Iterator[Finding]:
    """Yield a notice about the sheets that are not read."""
    others = [quoted(grid.sheet) for grid in grids if grid is not chosen]
    if not others:
        return
    message = f"Only the sheet {quoted(chosen.sheet)} is read, not {_first(others)}."
    yield Finding(code="read-as", message=message, file=chosen.file)


def _merged_cells(grid: SheetGrid, table: Table) -> Iterator[Finding]:
    """Yield a notice about the cells that are merged over rows."""
    areas = grid.merged_cells(table.reader.columns.start)
    if not areas:
        return
    message = f"Cells that are merged over rows count in each of them: {_first(areas)}."
    yield Finding(code="read-as", message=message, file=grid.file)


def _hidden_rows(hidden: list[int], table: Table) -> Iterator[Finding]:
    """Yield a notice about rows that are hidden or filtered in the spreadsheet."""
    start = table.reader.columns.start
    rows = [str(row + 1) for row in hidden if row > start]
    if not rows:
        return
    message = f"Hidden rows are read, too: {_first(rows)}."
    remedy = "To leave them out, delete them, or copy only what is shown."
    file = table.reader.grid.file
    yield Finding(code="read-as", message=message, remedy=remedy, file=file)


def _first(texts: list[str]) -> str:
    """Return the first of some texts, and the number of the others."""
    shown = ", ".join(texts[:_MOST_SHOWN])
    more = len(texts) - _MOST_SHOWN
    return f"{shown}, and {more} more" if more > 0 else shown
