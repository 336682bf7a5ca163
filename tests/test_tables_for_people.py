"""Tables for people: CSV in words, and XLSX."""

import csv
import io
import re
import warnings
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from pydantic import ValidationError
from python_calamine import CalamineWorkbook
from strategies import networks
from test_cli import run
from test_own_fields import VALUES

from leavex_network import DataError, Entry, Initiative, Network, Petition, dumps, loads, write
from leavex_network.cli import options
from leavex_network.errors import ArgumentError, MissingExtraError, NetworkWarning
from leavex_network.formats import xlsx
from leavex_network.models import About
from leavex_network.places.languages import WITH_NAMES, language


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheet_rows(content: bytes) -> list[dict[str, Any]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    header, *rows = sheet.to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def sheet_xml(content: bytes) -> str:
    return part(content, "xl/worksheets/sheet1.xml")


def links(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    return re.findall('Target="([^"]*)"', part(content, name)) if name in names else []


def petition(**values: Any) -> Network[Petition]:
    return Network([Petition(**{"id": "x", "name": "X", "url": "https://x.example"} | values)])


FORMATS = ("csv", "xlsx")
LANGUAGES = st.sampled_from([*WITH_NAMES, "is", "he", "de-AT"])
X = {"id": "x", "name": "X", "url": "https://x.example"}
KINDS: dict[str, dict[str, list[str]]] = {
    **{name: {} for name in ("organization", "event", "tool", "project", "article", "campaign")},
    "sprint": {"en": ["Sprints", "Sprint"], "de": ["Etappen", "Etappe"]},
}
OWN_FIELDS = st.dictionaries(st.sampled_from(["mastodon", "a-b", "x2"]), VALUES, max_size=3)
# A hashtag has up to 100 characters, and each of these counts twice.
TOO_LONG = petition(hashtags=[f"{number}{'𝔞' * 90}" for number in range(200)])
GERMAN = {
    "Name": "Musk stoppen, X abschalten",
    "Art": "Petition",
    "Länder und Regionen": "Deutschland",
    "Status": "abgeschlossen",
    "Sprache": "de",
}


def test_a_table_in_words_has_the_words_of_its_language(network: Network[Entry]) -> None:
    rows = csv_rows(dumps(network, "csv", language="de", words=True))
    (row,) = [row for row in rows if row["Name"] == GERMAN["Name"]]
    assert GERMAN == {header: row[header] for header in GERMAN}
    assert "2025-01-20" == row["Aufgeführt seit"]


def test_a_sheet_has_the_same_words_and_real_days(network: Network[Entry]) -> None:
    rows = sheet_rows(dumps(network, "xlsx", language="de"))
    (row,) = [row for row in rows if row["Name"] == GERMAN["Name"]]
    assert GERMAN == {header: row[header] for header in GERMAN}
    assert date(2025, 1, 20) == row["Aufgeführt seit"]


@pytest.mark.parametrize("code", WITH_NAMES)
def test_the_two_tables_of_a_language_are_the_same(code: str, network: Network[Entry]) -> None:
    shown = [
        {header: str(cell) for header, cell in row.items()}
        for row in sheet_rows(dumps(network, "xlsx", language=code))
    ]
    assert shown == csv_rows(dumps(network, "csv", language=code, words=True))


def read_back(network: Network[Entry], format: str, **options: Any) -> Network[Entry]:
    """Return what is read from a table for people; how the words are read is reported."""
    text = dumps(network, format, words=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return loads(text, format, **options)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("code", WITH_NAMES)
def test_the_bundled_network_is_read_back_from_each_language(
    code: str, format: str, network: Network[Entry]
) -> None:
    shown = network.localize(code)
    again = read_back(shown, format)
    assert (shown.rows(), code) == (again.rows(), again.about.language)
    assert [shown.about.sources[key] for entry in shown for key in entry.sources] == [
        again.about.sources[key] for entry in again for key in entry.sources
    ]


@given(networks, LANGUAGES, st.sampled_from(FORMATS))
def test_a_table_for_people_is_read_back_with_equal_rows(
    network: Network[Entry], code: str, format: str
) -> None:
    shown = network.localize(code)
    assert shown.rows() == read_back(shown, format).rows()


@given(LANGUAGES, st.sampled_from(FORMATS), st.data())
def test_kinds_and_own_fields_are_read_back_from_tables_for_people(
    code: str, format: str, data: st.DataObject
) -> None:
    kinds = data.draw(st.lists(st.sampled_from([*KINDS]), unique=True, max_size=3))
    declared = {kind: KINDS[kind] for kind in kinds}
    entry = {
        **X,
        "kind": data.draw(st.sampled_from(["petition", *kinds])),
        "extra": data.draw(OWN_FIELDS),
    }
    network = Network([valid(entry)], about=About(kinds=declared)).localize(code)
    is_declared = "sprint" in kinds or data.draw(st.booleans())
    again = read_back(network, format, kinds=declared if is_declared else ())
    assert network.rows() == again.rows()
    assert types_of(network[0]) == types_of(again[0])


def valid(values: dict[str, Any]) -> Entry:
    """Return an entry, if its fields have values that are allowed."""
    try:
        return Entry.model_validate(values)
    except ValidationError:
        return reject()


def types_of(entry: Entry) -> dict[str, type]:
    """Return the types of own fields; spreadsheets do not tell 1.0 from 1."""
    types = {name: type(value) for name, value in entry.extra.items()}
    return {name: float if kind is int else kind for name, kind in types.items()}


@pytest.mark.parametrize("kind", ["campaign", "event", "sprint"])
def test_a_kind_is_its_word_unless_that_may_be_read_as_another(kind: str) -> None:
    about = About(kinds={kind: KINDS[kind]})
    network = Network([Entry.model_validate({**X, "kind": kind})], about=about)
    (row,) = csv_rows(dumps(network, "csv", language="de", words=True))
    # Without its declaration, a "Kampagne" is an initiative.
    assert {"campaign": "campaign", "event": "Veranstaltung", "sprint": "Etappe"}[kind] == row[
        "Art"
    ]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a", "a"),
        ("5", '"5"'),
        (5, 5),
        (0, 0),
        (-0.5, -0.5),
        (True, True),
        (["a", "b"], '["a", "b"]'),
        (10**15 - 1, 10**15 - 1),
        # Spreadsheets keep 15 digits, and no smaller numbers.
        (2**53 - 1, "9007199254740991"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-320, "1e-320"),
    ],
)
def test_an_own_field_is_a_column_with_typed_cells(value: object, cell: object) -> None:
    (row,) = sheet_rows(dumps(petition(extra={"x-y": value}), "xlsx"))
    assert cell == row["extra.x-y"]


@pytest.mark.parametrize("day", ["1899-12-31", "1900-02-28", "1900-03-01", "9999-12-31"])
def test_a_day_that_spreadsheets_count_in_different_ways_is_a_text(day: str) -> None:
    network = petition(listed=day)
    (row,) = sheet_rows(dumps(network, "xlsx"))
    expected = date.fromisoformat(day) if day > "1900-03" else day
    assert expected == row["Listed since"]
    assert network.rows() == read_back(network, "xlsx").rows()


def test_a_negative_number_is_no_formula() -> None:
    (row,) = csv_rows(dumps(petition(extra={"b": -5, "a": "-5", "c": "-x"}), "csv"))
    assert [("extra.a", '"-5"'), ("extra.b", "-5"), ("extra.c", "'-x")] == [*row.items()][-3:]


def test_a_table_in_a_language_without_words_has_english_ones() -> None:
    (row,) = csv_rows(dumps(petition(), "csv", language="is", words=True))
    assert {"Name", "Kind", "Link", "Status", "Id", "Language of the name", "Language"} == {*row}
    assert "is" == row["Language"]


def test_columns_without_a_value_are_left_out_and_those_of_people_come_first() -> None:
    network = petition(territories=["DE"], closes="2025-03-01", name_language="fr")
    (row,) = csv_rows(dumps(network, "csv", words=True))
    assert [
        *("Name", "Kind", "Link", "Countries and regions", "Status", "Closes on"),
        *("Id", "Language of the name", "Language"),
    ] == [*row]


def test_an_empty_table_has_all_columns_as_a_form_to_fill_in() -> None:
    header = dumps(Network(), "csv", words=True).removeprefix("\ufeff").strip().split(",")
    assert {words[0] for words in language("en").columns.values()} == {*header}
    assert [*sheet_rows(dumps(Network(), "xlsx"))] == []


def test_several_values_stand_in_a_cell_as_people_write_them() -> None:
    network = petition(
        territories=["CD", "001"],
        hashtags=["LeaveX", "a"],
        also_at=["https://y.example", "https://z.example"],
    )
    (row,) = csv_rows(dumps(network, "csv", language="fr", words=True))
    assert "République démocratique du Congo; International" == row["Pays et régions"]
    assert "#LeaveX #a" == row["Hashtags"]
    assert "https://y.example\nhttps://z.example" == row["Autres adresses"]


def test_a_name_with_a_separator_of_countries_in_it_is_not_written() -> None:
    (row,) = csv_rows(dumps(petition(territories=["021"]), "csv", language="pl", words=True))
    assert "021" == row["Kraje i regiony"]


@pytest.mark.parametrize(
    "text", ["=1+1", "-x", "@x", "+1", "{=1}", "'x", "_x0041_", "1/2", "0x10", "1E5"]
)
def test_no_text_of_a_sheet_becomes_a_formula_a_number_or_a_day(text: str) -> None:
    content = dumps(petition(name=text), "xlsx")
    assert text == sheet_rows(content)[0]["Name"]
    assert "<f" not in sheet_xml(content).replace("<format", "")


def test_a_text_that_looks_like_an_escaped_cell_of_csv_is_escaped_in_a_sheet() -> None:
    assert "''=1" == sheet_rows(dumps(petition(name="'=1"), "xlsx"))[0]["Name"]


def test_a_sheet_is_the_same_every_time(network: Network[Entry]) -> None:
    assert dumps(network, "xlsx") == dumps(network, "xlsx")
    core = part(dumps(network, "xlsx"), "docProps/core.xml")
    assert ["2026-01-25T00:00:00Z"] * 2 == re.findall(r"\d{4}-[\d-]+T[\d:]+Z", core)
    assert "<dc:title>Network</dc:title>" in core
    core = part(dumps(Network(), "xlsx"), "docProps/core.xml")
    assert ["1980-01-01T00:00:00Z"] * 2 == re.findall(r"\d{4}-[\d-]+T[\d:]+Z", core)


def test_addresses_are_links_and_other_texts_are_none() -> None:
    network = petition(
        archived="https://web.archive.org/web/2025/https://x.example/#a",
        url="https://x.example/?a=1&b=2",
        also_at=["https://y.example"],
        note="https://z.example",
    )
    content = dumps(network, "xlsx")
    assert [
        "https://x.example/?a=1&amp;b=2",
        "https://web.archive.org/web/2025/https://x.example/",
    ] == links(content)
    assert 'location="a"' in sheet_xml(content)


def test_a_link_that_is_too_long_is_a_text() -> None:
    url = f"https://x.example/{'a' * 2500}"
    content = dumps(petition(url=url), "xlsx")
    assert ([], url) == (links(content), sheet_rows(content)[0]["Link"])


def test_more_links_than_a_sheet_has_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_LINKS", 1)
    network = petition(archived="https://y.example")
    content = dumps(network, "xlsx")
    assert ["https://x.example"] == links(content)
    assert "https://y.example" == sheet_rows(content)[0]["Archived copy"]


def test_the_header_stays_at_the_top_and_has_a_filter(network: Network[Entry]) -> None:
    xml = sheet_xml(dumps(network[:2], "xlsx"))
    assert 'ySplit="1"' in xml
    assert 'state="frozen"' in xml
    assert re.search('<autoFilter ref="A1:[A-Z]+3"/>', xml)


def test_columns_that_people_seldom_need_are_hidden() -> None:
    xml = sheet_xml(dumps(petition(), "xlsx"))
    first, last = re.findall('<col min="([0-9]+)" max="([0-9]+)"[^>]* hidden="1"', xml)[0]
    header = [*sheet_rows(dumps(petition(), "xlsx"))[0]]
    assert ["Id", "Language"] == header[int(first) - 1 : int(last)]
    assert 1 == xml.count("hidden=")


@pytest.mark.parametrize(
    ("code", "name", "is_right_to_left"),
    [
        ("ar", "X", True),
        ("en", "\u05d0", False),
        ("he", "1 \u05d0", True),
        ("fa", "\u0627", True),
        ("he", "Leave \u05d0", False),
        ("he", "123", False),
    ],
)
def test_a_sheet_has_the_direction_of_its_language_or_texts(
    code: str, name: str, *, is_right_to_left: bool
) -> None:
    xml = sheet_xml(dumps(petition(name=name), "xlsx", language=code))
    assert is_right_to_left == ('rightToLeft="1"' in xml)


def test_rows_are_as_high_as_their_texts() -> None:
    network = Network(
        [
            Initiative(id="a", name="A", url="https://a.example", description="a " * 90 + "a"),
            Initiative(id="b", name="B", url="https://b.example", description="日" * 90),
            Initiative(id="c", name="C", url="https://c.example", description="c " * 4900 + "c"),
            Initiative(id="d", name="D", url="https://d.example", description="d"),
        ]
    )
    heights = re.findall('<row r="([0-9]+)"[^>]* ht="([0-9]+)"', sheet_xml(dumps(network, "xlsx")))
    assert [("2", "60"), ("3", "45"), ("4", "408")] == heights


def test_a_text_that_is_too_long_for_a_cell_is_an_error() -> None:
    with pytest.raises(DataError) as caught:
        dumps(TOO_LONG, "xlsx")
    assert [("too-large", "x", "hashtags")] == [
        (problem.code, problem.entry, problem.field) for problem in caught.value.problems
    ]
    assert 200 == len(csv_rows(dumps(TOO_LONG, "csv", words=True))[0]["Hashtags"].split())


def test_more_entries_than_a_sheet_has_rows_are_an_error(
    monkeypatch: pytest.MonkeyPatch, network: Network[Entry]
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    assert 2 == len(sheet_rows(dumps(network[:2], "xlsx")))
    with pytest.raises(DataError, match="too-large"):
        dumps(network[:3], "xlsx")


def test_a_sheet_that_cannot_be_written_leaves_the_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "n.xlsx"
    write(petition(), path)
    before = path.read_bytes()
    assert "X" == sheet_rows(before)[0]["Name"]
    with pytest.raises(DataError, match="too-large"):
        write(TOO_LONG, path)
    assert before == path.read_bytes()
    write(petition(name="Y"), path)
    assert "Y" == sheet_rows(path.read_bytes())[0]["Name"]


def test_words_are_for_tables_alone(tmp_path: Path) -> None:
    for name in ("json", "markdown", "html", "atom"):
        with pytest.raises(ArgumentError, match="words"):
            dumps(Network(), name, words=True)
    for path in (tmp_path, tmp_path / "n.md", tmp_path / "n.json"):
        with pytest.raises(ArgumentError, match="words"):
            write(Network(), path, words=True)
    assert dumps(Network(), "xlsx") == dumps(Network(), "xlsx", words=True)


def test_a_file_is_written_in_words(tmp_path: Path) -> None:
    write(petition(), tmp_path / "n.csv", words=True, languages=["de"])
    assert dumps(petition(), "csv", words=True, language="de") == (
        (tmp_path / "n.csv").read_bytes().decode()
    )


def test_without_the_extra_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match="sheets"):
        dumps(Network(), "xlsx")


def test_the_command_line_writes_both_tables(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text(dumps(petition()), encoding="utf-8")
    assert b"" == run("convert", "n.json", "n.xlsx", "--language", "de", cwd=tmp_path).stderr
    assert dumps(petition(), "xlsx", language="de") == (tmp_path / "n.xlsx").read_bytes()
    words = ("--words", "--language", "de")
    run("convert", "n.json", "n.csv", *words, cwd=tmp_path)
    table = dumps(petition(), "csv", language="de", words=True).encode()
    assert table == (tmp_path / "n.csv").read_bytes()
    assert table == run("convert", "n.json", "-", "--write-as", "csv", *words, cwd=tmp_path).stdout
    assert table == run("list", "--from", "n.json", "--format", "csv", *words, cwd=tmp_path).stdout
    sheet = run("list", "--from", "n.json", "--format", "xlsx", cwd=tmp_path)
    assert dumps(petition(), "xlsx") == sheet.stdout


def test_a_dry_run_says_only_that_a_sheet_differs(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text(dumps(petition()), encoding="utf-8")
    convert = ("convert", "n.json", "n.xlsx")
    done = run(*convert, "--dry-run", cwd=tmp_path)
    assert b"Binary files /dev/null and n.xlsx differ\n" == done.stdout
    assert 1 == run(*convert, "--check", cwd=tmp_path).returncode
    run(*convert, cwd=tmp_path)
    done = run(*convert, "--dry-run", "--check", cwd=tmp_path)
    assert (0, b"") == (done.returncode, done.stdout)


def test_a_sheet_is_not_printed_to_a_terminal() -> None:
    terminal = SimpleNamespace(isatty=lambda: True)
    with patch.object(options, "sys", SimpleNamespace(stdout=terminal)):
        assert 2 == run("list", "--format", "xlsx").returncode
        assert 0 == run("list", "--format", "csv").returncode
