"""Spreadsheets: XLSX, XLS and ODS, read as tables, within bounds and whatever they hold."""

import csv
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from helpers import hidden
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tables_of_people import HEAD, KAMPAGNEN, ROW, read, reported, table

from leavex_network import DataError, loads
from leavex_network.errors import ArgumentTypeError, MissingExtraError
from leavex_network.formats import bounds
from leavex_network.formats.tables import biff
from leavex_network.formats.tables.sheet_scan import XlsxScanner, column_index, column_letters

Rows = Sequence[Sequence[object]]


def xlsx(*sheets: tuple[str, Rows], fill: Callable[[Any, Any], None] | None = None) -> bytes:
    """Return a workbook with sheets, each with a name and rows; `fill` may change the last."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"strings_to_urls": False, "in_memory": True})
    day = workbook.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets:
        sheet = workbook.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell != "":
                    sheet.write(row, column, cell)
    if fill is not None:
        fill(workbook, sheet)
    workbook.close()
    return out.getvalue()


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>"
)
ODS_END = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods_cell(cell: object) -> str:
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}">'
            f"<text:p>{cell:%d.%m.%y}</text:p></table:table-cell>"
        )
    if cell == "":
        return "<table:table-cell/>"
    text = str(cell).replace("&", "&amp;").replace("<", "&lt;")
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.splitlines())
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def ods(rows: Rows, *, raw: str = "", name: str = "Tabelle1") -> bytes:
    """Return an ODS file with one sheet; `raw` is added behind its rows."""
    body = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )
    content = f'{ODS_HEAD}<table:table table:name="{name}">{body}{raw}</table:table>{ODS_END}'
    return package(
        {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": MANIFEST}
    )


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    "</manifest:manifest>"
)


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=stored)
    return out.getvalue()


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def xls_text(row: int, column: int, text: str) -> bytes:
    data = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    return record(0x0204, data)


def xls_stream(
    rows: Rows, *, more: bytes = b"", name: str = "Tabelle1", wide: bool = True
) -> bytes:
    """Return the stream of a workbook with one sheet (MS-XLS)."""
    encoded = name.encode("utf-16-le" if wide else "latin-1")
    bound = struct.pack("<HBB", 0, len(name), int(wide)) + encoded
    start = len(bof(5)) + 4 + 4 + len(bound) + 4
    stream = bof(5) + record(0x0085, struct.pack("<I", start) + bound) + record(0x000A, b"")
    stream += bof(0x10)
    height, width = len(rows), max(map(len, rows), default=0)
    stream += record(0x0200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, float):
                stream += record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
            elif cell != "":
                stream += xls_text(row, column, str(cell))
    return stream + more + record(0x000A, b"")


def compound(stream: bytes, name: str = "Workbook", *, is_mini: bool = False) -> bytes:
    """Return a compound file with one stream (MS-CFB), in sectors of 512 bytes."""
    if not is_mini:
        stream = stream.ljust(4096, b"\0")
    size = len(stream)
    end, free, fat_sector = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    padded = stream + b"\0" * (-len(stream) % 512)
    count = len(padded) // 512
    # Sectors: the FAT, the directory, (the mini FAT,) the stream.
    first = 3 if is_mini else 2
    fat = [fat_sector, end, *([end] if is_mini else [])]
    fat += [*range(first + 1, first + count), end]
    fat += [free] * (128 - len(fat))
    minis = [*range(1, -(-size // 64)), end]
    mini_fat = struct.pack("<128I", *minis, *[free] * (128 - len(minis))) if is_mini else b""

    def entry(title: str, kind: int, start: int, length: int, child: int) -> bytes:
        text = title.encode("utf-16-le") + b"\0\0" if title else b""
        data = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
        return (data + b"\0" * 36 + struct.pack("<IQ", start, length)).ljust(128, b"\0")

    root_start, root_size = (first, len(padded)) if is_mini else (end, 0)
    directory = entry("Root Entry", 5, root_start, root_size, 1)
    directory += entry(name, 2, 0 if is_mini else first, size, free) + entry("", 0, 0, 0, free) * 2
    header = biff.MARK + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIII", 0, 1, 1, 0, 4096)
    header += struct.pack("<IIII", 2 if is_mini else end, int(is_mini), end, 0)
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    return header + struct.pack("<128I", *fat) + directory + mini_fat + padded


def xls(rows: Rows, **options: Any) -> bytes:
    return compound(xls_stream(rows, **options))


MAKERS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": lambda rows: xlsx(("Tabelle1", rows)),
    "ods": ods,
    "xls": xls,
}


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


@pytest.mark.parametrize("format", MAKERS)
def test_a_spreadsheet_is_read_as_the_same_table_in_csv(format: str) -> None:
    content = MAKERS[format](rows_of(KAMPAGNEN))
    assert read(KAMPAGNEN, extra=True) == read(content, format, extra=True)


@given(
    st.lists(
        st.tuples(
            st.text("abcäß 日", min_size=1, max_size=8).filter(str.strip),
            st.sampled_from(["petition", "Kampagne", "Initiative"]),
            st.sampled_from(["", "Deutschland; Österreich", "weltweit", "DE FR"]),
            st.one_of(st.just(""), st.dates(date(1990, 1, 1), date(2050, 1, 1))),
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=25)
def test_typed_days_and_texts_of_a_sheet_are_those_of_a_text(rows: list[Any]) -> None:
    full = [[*row, f"https://{index}.example"] for index, row in enumerate(rows)]
    header = ["Name", "Art", "Land", "Datum", "Link"]
    expected = read(table(header, *([str(cell) for cell in row] for row in full)), language="de")
    for name in ("xlsx", "ods"):
        content = MAKERS[name]([header, *full])
        assert expected == read(content, name, language="de")


def codes(content: bytes, format: str = "xlsx", **options: Any) -> list[tuple[str, str | None]]:
    """Return the codes and cells of the problems of a spreadsheet."""
    with pytest.raises(DataError) as caught:
        read(content, format, **options)
    return [(problem.code, problem.cell) for problem in caught.value.problems]


@pytest.mark.parametrize("format", MAKERS)
def test_a_problem_has_the_name_of_its_sheet_and_cell(format: str) -> None:
    content = MAKERS[format]([HEAD, ["A", "petition", "nowhere"], ["B", "x", "b.example"]])
    with pytest.raises(DataError) as caught:
        read(content, format)
    first = caught.value.problems[0]
    assert ("invalid-url", "Tabelle1!C2", 2, 3) == (
        first.code,
        first.cell,
        first.line,
        first.column,
    )
    assert str(first).startswith("t.csv:Tabelle1!C2: [invalid-url]")


def test_a_table_may_begin_anywhere_and_its_cells_keep_their_names() -> None:
    rows = [[], ["", "Unsere Kampagnen"], [], ["", *HEAD], ["", "A", "petition", "nowhere"]]
    assert [("invalid-url", "'Blatt 1'!D5")] == codes(xlsx(("Blatt 1", rows)))
    rows = [["", "", *HEAD], ["", "", "A", "petition", "nowhere"]]
    assert [("invalid-url", "'It''s'!E2")] == codes(xlsx(("It's", rows)))
    assert [("invalid-url", "Tabelle1!E2")] == codes(ods(rows), "ods")


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_named() -> None:
    others = [(f"Blatt {number}", [["x"]]) for number in range(2, 7)]
    with reported() as texts:
        network = loads(
            xlsx(("Lies mich", [["Hallo"]]), ("Daten", [HEAD, ROW]), ("Leer", []), *others), "xlsx"
        )
    assert ["A"] == [entry.name for entry in network]
    (line,) = [text for text in texts if "'Lies mich'" in text]
    assert "'Daten'" in line
    assert "3 more" in line
    assert "Leer" not in line
    with reported() as texts:
        loads(xlsx(("Daten", [HEAD, ROW]), ("Mehr", [["x"]])), "xlsx")
    assert 1 == sum("'Mehr'" in text for text in texts)


def hide_row(_: Any, sheet: Any) -> None:
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(9, None, None, {"hidden": True})


HIDDEN_ROW = (
    "<table:table-row table:visibility='filter'>"
    f"{''.join(map(ods_cell, ['B', 'petition', 'b.example']))}</table:table-row>"
)


@pytest.mark.parametrize(
    ("format", "content"),
    [
        ("xlsx", xlsx(("T", [HEAD, ROW, ["B", "petition", "b.example"]]), fill=hide_row)),
        ("ods", ods([HEAD, ROW], raw=HIDDEN_ROW)),
    ],
)
def test_hidden_rows_are_read_and_reported(format: str, content: bytes) -> None:
    with reported() as texts:
        network = loads(content, format)
    assert ["A", "B"] == [entry.name for entry in network]
    (line,) = [text for text in texts if "Hidden" in text]
    assert "rows are read, too: 3." in line


def add_links(_: Any, sheet: Any) -> None:
    sheet.write_url("C2", "https://one.example", string="Website")
    sheet.write_url("C3", "internal:'T'!A1", string="three.example")
    sheet.write_formula("C4", '=HYPERLINK("https://four.example","Website")', None, "Website")
    sheet.write_url("C5", "https://other.example", string="https://five.example")
    sheet.write_formula("A5", '="D"&""', None, "D")


def ods_link(text: str, target: str) -> str:
    return f"<text:p><text:a xlink:href='{target}'>{text}</text:a></text:p>"


FORMULA = "of:=HYPERLINK(&quot;https://four.example&quot;;&quot;Website&quot;)"
LINKED_CELLS = {
    "A": f"<table:table-cell>{ods_link('Website', 'https://one.example')}</table:table-cell>",
    "B": f"<table:table-cell>{ods_link('three.example', '#T.A1')}</table:table-cell>",
    "C": f"<table:table-cell table:formula='{FORMULA}' office:value-type='string'>"
    "<text:p>Website</text:p></table:table-cell>",
    "D": f"<table:table-cell>{ods_link('https://five.example', 'o.example')}</table:table-cell>",
}
LINKED_ROWS = "".join(
    f"<table:table-row>{ods_cell(name)}{ods_cell('petition')}{cell}</table:table-row>"
    for name, cell in LINKED_CELLS.items()
).replace("<table:table-cell>", "<table:table-cell office:value-type='string'>")
LINKED = [[name, "petition", "Website"] for name in "ABCD"]


@pytest.mark.parametrize(
    ("format", "content"),
    [("xlsx", xlsx(("T", [HEAD, *LINKED]), fill=add_links)), ("ods", ods([HEAD], raw=LINKED_ROWS))],
)
def test_a_link_with_words_as_its_text_is_its_address(format: str, content: bytes) -> None:
    with reported() as texts:
        network = loads(content, format)
    addresses = ["https://one.example", "https://three.example"]
    addresses += ["https://four.example", "https://five.example"]
    assert addresses == [entry.url for entry in network]
    assert any("'Website' as 'https://one.example'" in text for text in texts)


def test_a_link_of_no_cell_is_ignored() -> None:
    scanner = XlsxScanner("xl/worksheets/sheet1.xml")
    scanner.scan([b"<worksheet><hyperlinks><hyperlink ref='#' id='x'/></hyperlinks></worksheet>"])
    assert {} == scanner.sheets[0].links


def test_a_link_that_leads_to_no_page_is_refused_with_its_text() -> None:
    def add_mail(_: Any, sheet: Any) -> None:
        sheet.write_url("C2", "mailto:a@one.example", string="Website")

    with pytest.raises(DataError, match="'Website'"):
        read(xlsx(("T", [HEAD, LINKED[0]]), fill=add_mail), "xlsx")


def test_a_number_as_a_header_is_written_as_people_see_it() -> None:
    with pytest.raises(DataError) as caught:
        read(xlsx(("T", [[*HEAD, 2025.0], [*ROW, "x"]])), "xlsx")
    assert "'2025'" in str(caught.value)


def test_a_hidden_sheet_and_a_chart_are_not_the_table() -> None:
    def hide(workbook: Any, _: Any) -> None:
        workbook.get_worksheet_by_name("Alt").hide()
        workbook.get_worksheet_by_name("Neu").activate()
        workbook.get_worksheet_by_name("Neu").set_first_sheet()
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=Neu!$A$1:$A$2"})
        workbook.add_chartsheet("Diagramm").set_chart(chart)

    old, new = ("Alt", [HEAD, ["Old", *ROW[1:]]]), ("Neu", [HEAD, ROW])
    assert ["A"] == [entry.name for entry in read(xlsx(old, new, fill=hide), "xlsx")]


def test_without_a_header_the_first_sheet_is_the_table() -> None:
    assert [("unknown-key", "Eins!A1"), ("missing-key", "Eins!A1")] == codes(
        xlsx(("Eins", [["qqq", "www"]]), ("Zwei", [["x"]]))
    )
    assert [("invalid-sheet", None)] == codes(xlsx(("Leer", [])))


def test_typed_cells_of_own_fields_stay_typed_and_other_columns_read_their_texts() -> None:
    header = ["Name", "Art", "Link", "Zahl", "Bruch", "Ja", "Treffen am", "Zeit", "Datum"]
    row = [
        2025.0,
        "petition",
        "a.example",
        5.0,
        2.5,
        True,
        date(2025, 1, 2),
        time(10, 5),
        datetime(2025, 1, 3, 10),  # noqa: DTZ001 - sheets have no zones
    ]
    (entry,) = read(xlsx(("T", [header, row])), "xlsx", extra=True)
    assert ("2025", date(2025, 1, 3)) == (entry.name, entry.listed)
    expected = {"zahl": 5, "bruch": 2.5, "ja": True, "treffen-am": "2025-01-02"}
    extra = dict(entry.extra)
    assert extra.pop("zeit") != ""
    assert expected == extra
    assert [int, float, bool, str] == [type(extra[name]) for name in expected]
    assert "T!A1" == codes(xlsx(("T", [header, row])))[0][1]


SPANNED = (
    "<table:table-row><table:table-cell office:value-type='string'><text:p>A</text:p>"
    "</table:table-cell><table:table-cell office:value-type='string' "
    "table:number-rows-spanned='2'><text:p>petition</text:p></table:table-cell>"
    "<table:table-cell office:value-type='string'><text:p>a.example</text:p></table:table-cell>"
    "</table:table-row><table:table-row><table:table-cell office:value-type='string'>"
    "<text:p>B</text:p></table:table-cell><table:covered-table-cell/><table:table-cell "
    "office:value-type='string'><text:p>b.example</text:p></table:table-cell></table:table-row>"
)
"""Two rows with one cell for their kinds."""
BROKEN = (
    "<table:table-row><table:table-cell table:formula='of:=#REF!' office:value-type='string' "
    "office:string-value='' calcext:value-type='error'><text:p>#REF!</text:p>"
    "</table:table-cell><table:table-cell office:value-type='string'><text:p>petition</text:p>"
    "</table:table-cell></table:table-row>"
)
"""A row with the error of a formula."""
PEOPLE = ods([["Unsere Liste"], [*HEAD, "Land"]], raw=SPANNED + BROKEN)
"""A sheet in which one cell has an error."""


def test_a_cell_that_is_merged_over_rows_has_its_text_in_each() -> None:
    def merge(_: Any, sheet: Any) -> None:
        sheet.merge_range(1, 3, 2, 3, "Deutschland")
        sheet.merge_range(3, 0, 3, 1, "C")
        sheet.write(3, 1, "petition")
        sheet.merge_range(3, 9, 4, 9, "")
        sheet.merge_range(1, 4, 2, 4, "note")
        sheet.write(2, 4, "another")

    rows = [[*HEAD, "Land", "Note"], ROW, ["B", "petition", "b.example"], ["", "", "c.example"]]
    with reported() as texts:
        network = loads(xlsx(("T", rows), fill=merge), "xlsx")
    assert ["note", "another", None] == [entry.note for entry in network]
    assert [("DE",), ("DE",), ()] == [entry.territories for entry in network]
    assert 1 == sum("D2:D3" in text for text in texts)
    title = xlsx(
        ("T", [["Titel"], [], HEAD, ROW]),
        fill=lambda _, sheet: sheet.merge_range(0, 0, 1, 0, "Titel"),
    )
    with reported() as texts:
        loads(title, "xlsx")
    assert not any("merged" in text for text in texts)
    assert ["petition"] * 2 == [entry.kind for entry in read(ods([HEAD], raw=SPANNED), "ods")]


def test_errors_of_formulas_are_refused_with_their_cells() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 3, '="FR"', None, "FR")
        sheet.write_formula(1, 4, "=NA()", None, "#N/A")

    rows = [[*HEAD, "Land", "Note"], ROW, ["B", "petition", "b.example"]]
    with pytest.raises(DataError) as caught:
        read(xlsx(("T", rows), fill=fill), "xlsx")
    assert [("bad-value", "T!D2"), ("bad-value", "T!E2")] == [
        (p.code, p.cell) for p in caught.value.problems
    ]
    assert ["'#DIV/0!'", "'#N/A'"] == [
        p.message.split()[-1].rstrip(".") for p in caught.value.problems
    ]
    assert ("bad-value", "Tabelle1!A2") == codes(ods([HEAD], raw=BROKEN), "ods")[0]
    many = xlsx(("T", rows), fill=fill)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leavex_network.formats.tables.sheet_scan._MOST_ERRORS", 1)
        assert [("bad-value", "T!D2")] == codes(many)
    errors = record(0x0205, struct.pack("<HHHBB", 1, 0, 0, 0x17, 1))
    errors += record(0x0205, struct.pack("<HHHBB", 2, 0, 0, 1, 0))
    errors += record(
        0x0006, struct.pack("<HHHBBBBBBHHI", 2, 1, 0, 2, 0, 0x2A, 0, 0, 0, 0xFFFF, 0, 0) + b"\0\0"
    )
    errors += record(0x0006, struct.pack("<HHHdHI", 3, 0, 0, 5.0, 0, 0) + b"\0\0")
    found = [
        cell
        for code, cell in codes(xls([HEAD, [], [], [], ["x"]], more=errors), "xls")
        if code == "bad-value"
    ]
    assert {"Tabelle1!A2", "Tabelle1!B3"} <= set(found)


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (b"Name;Art", "xlsx"),
        (b"", "ods"),
        (b"PK\x03\x04", "xlsx"),
        (package({"a.txt": "x"}), "xlsx"),
        (package({"xl/workbook.bin": "x"}), "xlsx"),
        (package({"Index/Document.iwa": "x"}), "xlsx"),
        (package({"word/document.xml": "<x/>"}), "ods"),
        (package({"content.xml": "<x>"}), "ods"),
        (package({"content.xml": "<?xml version='1.0' encoding='qqq'?><x/>"}), "ods"),
        (package({"content.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "ods"),
        (package({"xl/workbook.xml": "<workbook/>"}), "xlsx"),
        (biff.MARK, "xls"),
        (biff.MARK + b"\0" * 600, "xls"),
        (compound(b"x", "EncryptedPackage"), "xls"),
        (
            compound(
                xls_stream([["x"]], more=record(0x0200, struct.pack("<IIHHH", 5, 0, 0, 0, 0)))
            ),
            "xls",
        ),
    ],
)
def test_what_is_no_spreadsheet_is_refused(content: bytes, format: str) -> None:
    assert [("invalid-sheet", None)] == codes(content, format)


def test_only_bytes_are_a_spreadsheet() -> None:
    with pytest.raises(ArgumentTypeError, match="bytes"):
        loads("x", "xlsx")
    assert read(xlsx(("T", [HEAD, ROW])), "xlsx") == read(
        bytearray(xlsx(("T", [HEAD, ROW]))), "xlsx"
    )


def test_without_its_library_the_extra_is_named() -> None:
    with hidden("python_calamine"), pytest.raises(MissingExtraError, match=r"\[sheets\]"):
        loads(xlsx(("T", [HEAD, ROW])), "xlsx")


FAR = (
    "<table:table-row table:number-rows-repeated='1048000'><table:table-cell "
    "table:number-columns-repeated='16000' office:value-type='string'><text:p>x</text:p>"
    "</table:table-cell></table:table-row>"
)
"""A cell far outside of a table."""


def test_a_cell_far_outside_is_refused_before_memory_is_taken() -> None:
    far = xlsx(("T", [HEAD, ROW]), fill=lambda _, sheet: sheet.write(1_048_575, 16_383, "x"))
    assert [("too-large", None)] == codes(far)
    assert [("too-large", None)] == codes(ods([HEAD], raw=FAR), "ods")
    wide = record(0x00BD, struct.pack("<HH", 65_535, 0) + b"\0" * 6 + struct.pack("<H", 255))
    assert [("too-large", None)] == codes(xls([HEAD], more=wide), "xls")
    sizes = record(0x0200, struct.pack("<IIHHH", 0, 1_000_000_000, 0, 255, 0))
    assert [("too-large", None)] == codes(xls([HEAD], more=sizes), "xls")
    short = record(0x0200, struct.pack("<HHHHH", 0, 65_535, 0, 255, 0))
    assert [("too-large", None)] == codes(xls([HEAD], more=short), "xls")


def test_empty_repeated_cells_at_the_end_are_no_cells() -> None:
    rest = (
        "<table:table-row table:number-rows-repeated='1048570'><table:table-cell "
        "table:number-columns-repeated='16384'/></table:table-row>"
    )
    assert ["A"] == [entry.name for entry in read(ods([HEAD, ROW], raw=rest), "ods")]


def test_a_file_that_inflates_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx(("T", [HEAD, ROW]))
    monkeypatch.setattr("leavex_network.formats.tables.packages.MOST_UNCOMPRESSED", 1_000)
    assert [("too-large", None)] == codes(content)


def test_cells_without_references_are_counted() -> None:
    content = xlsx(("T", [HEAD, ROW]))
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts |= {name: archive.read(name) for name in archive.namelist()}
        sheet = re.sub(rb' r="[A-Z]*[0-9]+"', b"", archive.read("xl/worksheets/sheet1.xml"))
    parts["xl/worksheets/sheet1.xml"] = sheet
    parts["xl/media/image1.png"] = b"\x89PNG"
    assert ["A"] == [entry.name for entry in read(package(parts), "xlsx")]


def test_a_part_that_is_larger_than_its_table_of_contents_says_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = bytearray(package({"content.xml": "<x/>", "big": b"\0" * 1_000_000}))
    size = struct.pack("<I", 1_000_000)
    lie = content.replace(size, struct.pack("<I", 10))
    assert lie != content
    monkeypatch.setattr("leavex_network.formats.tables.packages.MOST_UNCOMPRESSED", 500_000)
    assert [("too-large", None)] == codes(bytes(lie), "ods")


def zlib_of(text: str) -> bytes:
    """Return the beginning of a text as a package holds it."""
    deflater = zlib.compressobj(-1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return (deflater.compress(text.encode()) + deflater.flush())[:8]


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"\x08\x00", b"\x0c\x00"),
        lambda content: (
            content.replace(b"PK\x03\x04", b"PK\x03\x05")[:0]
            + content[:4]
            + content[4:].replace(b"PK\x03\x04", b"PK\x03\x05")
        ),
        lambda content: content.replace(zlib_of("<x>" + "y" * 500 + "</x>"), b"\xff" * 8, 1),
    ],
)
def test_a_damaged_package_is_refused(change: Callable[[bytes], bytes]) -> None:
    parts: dict[str, str | bytes] = {"a": "x", "content.xml": "<x>" + "y" * 500 + "</x>"}
    assert [("invalid-sheet", None)] == codes(change(package(parts)), "ods")


def test_a_row_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leavex_network.formats.tables.sheet_grid.LONGEST_VALUE", 100)
    assert [("too-large", "T!A2")] == codes(xlsx(("T", [HEAD, ["A" * 101, *ROW[1:]]])))


def test_more_rows_than_the_size_allows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_MOST_RECORDS", -100)
    assert [("too-large", "T!A2")] == codes(xlsx(("T", [HEAD, ROW])))


def test_a_short_workbook_in_small_sectors_is_read() -> None:
    stream = xls_stream([HEAD, ["A", "petition", "a.example"]], wide=False)
    content = compound(stream, "Book", is_mini=True)
    assert {"Tabelle1": (2, 3)} == {
        name: (sheet.rows, sheet.columns)
        for name, sheet in biff.facts(content, "x").items()
        if sheet.rows
    }


def test_a_compound_file_with_a_circle_or_more_sectors_of_its_table_is_bounded() -> None:
    content = bytearray(xls([HEAD]))
    circle = content[:]
    struct.pack_into("<I", circle, 512 + 4, 1)  # the directory follows itself
    assert [("invalid-sheet", None)] == codes(bytes(circle), "xls")
    more = content[:]
    struct.pack_into("<II", more, 0x44, 0, 1)  # the FAT's own sector lists further ones
    assert biff.facts(bytes(more), "x")
    ended = content[:]
    struct.pack_into("<II", ended, 0x44, 0xFFFFFFFE, 1)
    assert biff.facts(bytes(ended), "x")


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")],
)
def test_the_letters_of_a_column(index: int, letters: str) -> None:
    assert (letters, index) == (column_letters(index), column_index(letters))


SMALL = {name: make([HEAD, ROW]) for name, make in MAKERS.items()}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a format, and a spreadsheet with a few bytes of the file or of a part changed."""
    kind = draw(st.sampled_from(sorted(SMALL)))
    content = SMALL[kind]
    if kind == "xls" or draw(st.booleans()):
        return kind, changed_bytes(draw, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = draw(st.sampled_from(sorted(parts)))
    parts[part] = changed_bytes(draw, parts[part])
    return kind, package({**parts})


def changed_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 1, 2, 30])))
        part = draw(st.one_of(st.binary(max_size=4), st.just(content[start:end] * 2)))
        content = content[:start] + part + content[end:]
    return content


@given(damaged())
@settings(max_examples=100)
def test_a_damaged_spreadsheet_is_read_or_refused(changed: tuple[str, bytes]) -> None:
    name, content = changed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            loads(content, name)
        except DataError as error:
            assert error.problems


def test_a_panic_of_the_library_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """As pyo3 calls it."""

    def panic(_: object) -> None:
        raise PanicException("range")

    monkeypatch.setattr(python_calamine, "load_workbook", panic)
    assert [("invalid-sheet", None)] == codes(SMALL["xlsx"])

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(python_calamine, "load_workbook", interrupt)
    with pytest.raises(KeyboardInterrupt):
        loads(SMALL["xlsx"], "xlsx")

    def protected(_: object) -> None:
        raise python_calamine.PasswordError("x")

    monkeypatch.setattr(python_calamine, "load_workbook", protected)
    assert [("invalid-sheet", None)] == codes(SMALL["xlsx"])
