"""CSV: a table that a spreadsheet opens, without formulas, and that is read back unchanged."""

import csv
import io
import json
import warnings
from pathlib import Path

import pytest
from helpers import Bad, facts, warned
from hypothesis import given
from hypothesis import strategies as st
from strategies import mutated, networks

import leavex_network
from leavex_network import DataError, Entry, Network, Petition, dumps, loads
from leavex_network.errors import ArgumentError
from leavex_network.formats import bounds
from leavex_network.formats.tables import cells as table
from leavex_network.models import About, Source


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(networks)
def test_a_table_is_read_back_with_equal_rows(network: Network[Entry]) -> None:
    shown = network.localize(network.about.language)
    again = loads(dumps(network, "csv"), "csv")
    assert shown.rows() == again.rows()
    assert network.about.language == (
        again.about.language if len(network) else network.about.language
    )


@given(st.text(min_size=1, max_size=20))
def test_no_cell_begins_like_a_formula_and_every_cell_is_read_back(text: str) -> None:
    cell = table.cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert text == table.raw(cell)


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "'=1", "''@x", "＝1+1", "@SUM(A1)", "'quoted'", "-"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_escaped_and_read_back(text: str) -> None:
    network = Network([Petition(id="x", name=text, url="https://x.example")])
    assert (text if text == "'quoted'" else f"'{text}") == rows(dumps(network, "csv"))[0]["name"]
    assert text == loads(dumps(network, "csv"), "csv")[0].name


def test_the_bundled_network_is_read_back_with_its_sources(network: Network[Entry]) -> None:
    again = loads(dumps(network, "csv").encode(), "csv")
    assert network.localize("en").rows() == again.rows()
    assert {
        entry.id: [network.about.sources[key] for key in entry.sources] for entry in network
    } == {entry.id: [again.about.sources[key] for key in entry.sources] for entry in again}


def test_a_table_is_in_one_language_and_names_it(network: Network[Entry]) -> None:
    text = dumps(network, "csv", language="fr")
    assert {"fr"} == {row["language"] for row in rows(text)}
    assert "fr" == loads(text, "csv").about.language
    assert network.localize("fr").rows() == loads(text, "csv").rows()
    bare = "id,kind,name,url\nx,petition,X,https://x.example\n"
    assert "de" == loads(bare, "csv", language="de").about.language
    with warned() as warnings:
        assert "en" == loads(bare, "csv").about.language
    assert ["<text>: [language-assumed]"] == warnings


def test_texts_are_composed_as_those_of_pages() -> None:
    text = "id,kind,name,url,hashtags\nx,petition,E\u0301te\u0301,https://x.example,e\u0301\n"
    (entry,) = loads(text, "csv", language="fr")
    assert ("Été", ("é",)) == (entry.name, entry.hashtags)


def test_the_header_has_the_fields_in_rows_and_three_columns_more(network: Network[Entry]) -> None:
    header = dumps(network, "csv").removeprefix("\ufeff").partition("\r\n")[0].split(",")
    fields = [name for name in network.rows()[0] if name not in ("extra", "host", "languages")]
    assert [*fields, "language", "source_urls", "source_days"] == header
    assert dumps(Network(), "csv") == "\ufeff" + ",".join(header) + "\r\n"
    assert 0 == len(loads(dumps(Network(), "csv"), "csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separators_and_line_ends_of_spreadsheets_are_read(delimiter: str) -> None:
    lines = [
        ["ID", "Kind", "name", "url", "territories", ""],
        ["x", "petition", "X, Y; Z", "https://x.example", "1", ""],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(
        [row[:5] for row in lines] + [[""] * 5]
    )
    (entry,) = loads(out.getvalue(), "csv", language="en")
    (two,) = loads(
        "id,kind,name,url,territories\nx,petition,X,https://x.example,'DE, FR'\n".replace("'", '"'),
        "csv",
        language="en",
    )
    assert ("DE", "FR") == two.territories
    assert ("X, Y; Z", ("001",)) == (entry.name, entry.territories)


HEADER = "id,kind,name,url"
ROW = "x,petition,X,https://x.example"
SOURCES = f"{HEADER},sources,source_urls,source_days"

BAD_TABLES = {
    "empty table": Bad("", "invalid-csv", "1:1", suggestion=HEADER.replace("id,kind", "kind,id")),
    "missing column": Bad("id,kind,name\n", "missing-key", "1:1"),
    "unknown column": Bad(
        f"{HEADER},hashtgs\n", "unknown-key", "1:1", suggestion="--extra 'hashtgs'"
    ),
    "unknown column, near none": Bad(
        f"{HEADER},qqq\n", "unknown-key", "1:1", suggestion="id, kind,"
    ),
    "repeated column": Bad(f"{HEADER},id\n", "duplicate-key", "1:1"),
    "more cells than columns": Bad(f"{HEADER}\n{ROW},more\n", "invalid-csv", "2:1"),
    "quote that does not end": Bad(
        f'{HEADER}\nx,petition,"X,https://x.example\n', "invalid-csv", "2:1"
    ),
    "bad URL behind quotes": Bad(
        f'{HEADER}\n"x","petition","A, ""B""",http://localhost\n',
        "invalid-url",
        "2:27",
        "x",
        "url",
        "'example.org'",
    ),
    "empty name": Bad(
        f"{HEADER}\nx,petition,,https://x.example\n", "invalid-text", "2:12", "x", "name"
    ),
    "unknown kind": Bad(
        f"{HEADER}\nx,petiton,X,https://x.example\n",
        "unknown-kind",
        "2:3",
        "x",
        "kind",
        "'petition'",
    ),
    "unknown territory": Bad(
        f"{HEADER},territories\n{ROW},DE Germny\n",
        "unknown-territory",
        "2:32",
        "x",
        "territories",
        "ISO 3166-1 alpha-2",
    ),
    "repeated id": Bad(
        f"{HEADER}\n{ROW}\nx,petition,Y,https://y.example\n", "duplicate-id", "3:1", "x", "id"
    ),
    "day with a year of two digits": Bad(
        f"{HEADER},listed\n{ROW},18/01/25\n", "bad-value", "2:32", "x", "listed", "YYYY-MM-DD"
    ),
    "rows in two languages": Bad(
        f"{HEADER},language\n{ROW},de\ny,petition,Y,https://y.example,fr\n",
        "bad-value",
        "3:32",
        "y",
        "language",
    ),
    "unknown language": Bad(
        f"{HEADER},language\n{ROW},german\n", "unknown-language", "2:32", "x", "language", "BCP 47"
    ),
    "source without an address": Bad(
        f"{SOURCES}\n{ROW},abc,,\n", "bad-value", "2:36", "x", "source_urls"
    ),
    "one source with two addresses": Bad(
        f"{SOURCES}\n{ROW},a,https://a.example,2025-01-01\n"
        "y,petition,Y,https://y.example,a,https://b.example,2025-01-01\n",
        "duplicate-key",
        "3:32",
        "y",
        "sources",
    ),
    "bad URL of a source": Bad(
        f"{SOURCES}\n{ROW},a,nowhere,2025-01-01\n",
        "invalid-url",
        "2:34",
        "x",
        "source_urls",
        "'https://'",
    ),
    "bad day of a source": Bad(
        f"{SOURCES}\n{ROW},a,https://a.example,today\n",
        "bad-value",
        "2:52",
        "x",
        "source_days",
        "YYYY-MM-DD",
    ),
    "bad key of a source": Bad(
        f"{SOURCES}\n{ROW},ä,https://a.example,2025-01-01\n", "bad-id", "2:32", "x", "sources"
    ),
    "control character in a name": Bad(
        f"{HEADER}\nx,petition,A\x07B,http://localhost\n", "invalid-text", "2:12", "x", "name"
    ),
}


@pytest.mark.parametrize("bad", BAD_TABLES.values(), ids=BAD_TABLES)
def test_a_problem_of_a_table_is_reported_at_its_position(bad: Bad) -> None:
    with pytest.raises(DataError) as caught:
        loads(bad.text, "csv", file="t.csv")
    first = caught.value.problems[0]
    assert bad.facts == facts(first)
    assert bad.suggestion in first.remedy
    assert first.file == "t.csv"


def test_a_cell_after_a_cell_of_several_lines_has_its_own_line() -> None:
    with pytest.raises(DataError) as caught:
        loads('id,kind,name,url\nx,petition,"A\nB",http://localhost\n', "csv")
    assert [(3, 4)] == [(problem.line, problem.column) for problem in caught.value.problems]


def test_problems_are_bounded() -> None:
    rows = "".join(f"x{number},petition,X,nowhere\n" for number in range(150))
    with pytest.raises(DataError) as caught:
        loads(f"id,kind,name,url\n{rows}", "csv")
    assert (100, 50) == (len(caught.value.problems), caught.value.omitted)


def test_a_table_written_onto_a_file_keeps_what_a_table_cannot_express(
    network: Network[Entry], tmp_path: Path
) -> None:
    data, sheet = tmp_path / "network.json", tmp_path / "network.csv"
    leavex_network.write(network, data)
    leavex_network.write(network, sheet)
    leavex_network.write(leavex_network.read(sheet), data)
    assert network == leavex_network.read(data)
    edited = sheet.read_bytes().decode().replace("https://xodus.online", "https://new.example")
    sheet.write_bytes(edited.replace("\r\nsave-social,", "\r\nsave-us,").encode())
    with warned() as warnings:
        leavex_network.write(leavex_network.read(sheet), data)
    assert ["[not-in-network] save-social"] == warnings
    after = leavex_network.read(data)
    assert "https://new.example" == after["xodus"].url
    assert network["xodus"].translations == after["xodus"].translations
    assert network.about == after.about
    assert {"save-us"} == {entry.id for entry in after} - {entry.id for entry in network}
    assert "save-social" in after
    leavex_network.write(leavex_network.read(sheet), data, prune=True)
    assert "save-social" not in leavex_network.read(data)


def test_a_missing_column_changes_nothing_and_an_empty_cell_does(
    network: Network[Entry], tmp_path: Path
) -> None:
    data = tmp_path / "network.json"
    leavex_network.write(network, data)
    few = "id,kind,name,url,hashtags,status\nleavex,Initiative,LeaveX,https://leavex.eu/about,,\n"
    with warned() as warnings:
        leavex_network.write(loads(few, "csv", language="en"), data)
    assert {"[not-in-network]"} == {warning.split()[0] for warning in warnings}
    after = leavex_network.read(data)["leavex"]
    assert network["leavex"].description == after.description
    assert network["leavex"].listed == after.listed
    assert () == after.hashtags


def test_a_table_in_another_language_than_the_file_is_refused(network: Network[Entry]) -> None:
    german = loads(dumps(network, "csv", language="de"), "csv")
    with pytest.raises(ArgumentError, match=r"'de'.*'en'"):
        dumps(german, "json", onto=dumps(network))


def test_a_source_that_only_text_source_names_is_in_the_table() -> None:
    source = Source(url="https://a.example/1", date="2025-01-01")
    entry = Petition(id="x", name="X", url="https://x.example", text_source="a")
    network = Network([entry], about=About(sources={"a": source}))
    assert {"a": source} == dict(loads(dumps(network, "csv"), "csv").about.sources)


def test_a_network_knows_whether_it_was_read_from_data_or_a_table(network: Network[Entry]) -> None:
    assert ["data", "table"] == [network.origin, loads(dumps(network, "csv"), "csv").origin]
    assert (
        json.loads(dumps(loads(dumps(network, "csv"), "csv")))["entries"][0]["id"] == network[0].id
    )


def test_sorting_rows_and_deleting_columns_of_sources_changes_nothing_in_the_file(
    network: Network[Entry], tmp_path: Path
) -> None:
    data = tmp_path / "network.json"
    leavex_network.write(network, data)
    header, *rows = csv.reader(
        io.StringIO(dumps(network, "csv").removeprefix("\ufeff"), newline="")
    )
    out = io.StringIO()
    csv.writer(out).writerows(row[:-2] for row in [header, *sorted(rows)])
    with warned() as warnings:
        table = loads(out.getvalue(), "csv", file="t.csv")
    assert ["t.csv: [missing-key]"] == warnings
    leavex_network.write(table, data)
    assert network == leavex_network.read(data)


def test_a_new_row_is_inserted_after_the_row_above_it(network: Network[Entry]) -> None:
    text = dumps(network, "csv")
    first = text.replace(
        "\r\nescapex,", "\r\nzero,petition,Z,,https://z.example" + "," * 15 + "\r\nescapex,"
    )
    middle = text.replace(
        "\r\nxodus,", "\r\nnew,petition,N,,https://n.example" + "," * 15 + "\r\nxodus,"
    )
    assert ["save-social", "new", "xodus"] == [
        entry.id for entry in loads(dumps(loads(middle, "csv"), onto=dumps(network)))[1:4]
    ]
    assert "zero" == loads(dumps(loads(first, "csv"), onto=dumps(network)))[-1].id


def test_a_row_that_reopens_an_entry_removes_the_day_when_it_was_concluded(
    network: Network[Entry],
) -> None:
    row = f"{HEADER},status\nmusk-stoppen,petition,M,https://m.example,active\n"
    with warned() as warnings:
        text = dumps(loads(row, "csv", language="en"), onto=dumps(network))
    assert {"[not-in-network]"} == {warning.split()[0] for warning in warnings}
    entry = loads(text)["musk-stoppen"]
    assert ("active", None) == (entry.status, entry.concluded)


def test_a_row_that_contradicts_the_file_is_refused(network: Network[Entry]) -> None:
    row = f"{HEADER},listed\nmusk-stoppen,petition,M,https://m.example,2030-01-01\n"
    late = loads(row, "csv", language="en")
    with pytest.raises(ArgumentError, match="'musk-stoppen'"):
        dumps(late, onto=dumps(network))


LONE_RETURNS = f"{HEADER}\r{ROW}\ry,petition,Y,https://y.example"

HUGE_TABLES = {
    "row that is too long": Bad(
        f"{HEADER}\n{ROW}\n" + "y," * 500_001, "too-large", "3:1", suggestion="Divide"
    ),
    "header that is too long": Bad("id," * 400_000, "too-large", "1:1"),
    "cell that is too long": Bad(f"{HEADER}\nx,petition,{'X' * 200_000},\n", "invalid-csv", "2:1"),
    "quotation without an end": Bad(
        f'{HEADER}\nx,petition,"' + "X\n" * 100_000, "invalid-csv", "2:1"
    ),
    "very many values": Bad(f"{HEADER},territories\n{ROW},{'DE ' * 10_001}\n", "too-large", "2:1"),
    "very many columns": Bad(
        ",".join([HEADER, *(f"x{number}" for number in range(10_000))]), "unknown-key", "1:1"
    ),
    "separators only": Bad(f"{HEADER}\n{',' * 900_000}x\n", "invalid-csv", "2:1"),
}


@pytest.mark.parametrize("bad", HUGE_TABLES.values(), ids=HUGE_TABLES)
def test_a_table_that_is_larger_than_any_network_is_refused(bad: Bad) -> None:
    with pytest.raises(DataError) as caught:
        loads(bad.text, "csv", language="en")
    (finding,) = caught.value.problems
    assert bad.facts == facts(finding)
    assert bad.suggestion in finding.remedy


def test_a_table_with_more_rows_than_its_size_allows_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "_MOST_RECORDS", 1)
    with pytest.raises(DataError) as caught:
        loads(f"{HEADER}\n{ROW}\ny,petition,Y,https://y.example\n", "csv", language="en")
    assert [("too-large", "3:1", None, None)] == [facts(item) for item in caught.value.problems]


def test_lone_carriage_returns_end_lines() -> None:
    assert ["x", "y"] == [entry.id for entry in loads(LONE_RETURNS, "csv", language="en")]
    with pytest.raises(DataError) as caught:
        loads(f"{LONE_RETURNS}\r,,\rz\r", "csv", language="en")
    assert {"5:2"} == {f"{item.line}:{item.column}" for item in caught.value.problems}


@pytest.mark.parametrize("end", ["", ",", ",,,", ", ,", ',""'])
def test_empty_cells_at_the_end_of_the_header_and_of_rows_change_nothing(end: str) -> None:
    expected = loads(f"{HEADER}\n{ROW}\n", "csv", language="en")
    assert expected == loads(f"{HEADER}{end}\n{ROW}\n", "csv", language="en")
    assert expected == loads(f"{HEADER}\n{ROW}{end}\n", "csv", language="en")
    assert expected == loads(f"{HEADER}{end}\n{ROW}{end}\n", "csv", language="en")


@pytest.mark.parametrize("end", ["", ",", ",,,,"])
def test_a_text_behind_the_last_named_column_is_refused(end: str) -> None:
    with pytest.raises(DataError) as caught:
        loads(f"{HEADER}{end}\n{ROW},,x\n", "csv", language="en")
    assert [("invalid-csv", "2:1", None, None)] == list(map(facts, caught.value.problems))


def test_an_empty_column_between_others_is_ignored_and_a_text_in_it_refused() -> None:
    header, row = "id,,kind,name,url", "x,,petition,X,https://x.example"
    expected = loads(f"{HEADER}\n{ROW}\n", "csv", language="en")
    assert expected == loads(f"{header}\n{row}\n", "csv", language="en")
    with pytest.raises(DataError) as caught:
        loads(f"{header}\n{row.replace(',,', ',y,')}\n", "csv", language="en")
    assert [("invalid-csv", "2:3", None, None)] == list(map(facts, caught.value.problems))


def test_all_problems_of_a_table_are_reported_in_the_order_of_its_cells() -> None:
    rows = [
        "X,petition,X,nowhere,a,x,2025-01-01,",
        "y,petition,Y,https://y.example,a,,,",
        f"{ROW},a,y,2025-01-01,de",
    ]
    with pytest.raises(DataError) as caught:
        loads(f"{SOURCES},language\n" + "\n".join([*rows, f"{ROW},,,,fr", f"{ROW},,,,de,1"]), "csv")
    assert [
        ("bad-id", "2:1", "X", "id"),
        ("invalid-url", "2:14", "X", "url"),
        ("invalid-url", "2:24", "X", "source_urls"),
        ("bad-value", "3:34", "y", "source_urls"),
        ("duplicate-key", "4:32", "x", "sources"),
        ("bad-value", "5:35", "x", "language"),
        ("invalid-csv", "6:1", None, None),
        ("duplicate-id", "5:1", "x", "id"),
    ] == [facts(problem) for problem in caught.value.problems]


def test_reading_a_table_stops_far_behind_the_last_problem_that_is_held() -> None:
    bad = "x,petition,X,nowhere\n" * 100
    surplus = f"{ROW},{'x' * 100_000}\n" * 12
    with pytest.raises(DataError) as caught:
        loads(f"{HEADER}\n{bad}{surplus}", "csv", language="en")
    assert (100, 10, False) == (
        len(caught.value.problems),
        caught.value.omitted,
        caught.value.is_complete,
    )


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DataError) as caught:
        loads(f"{HEADER}\n", "csv", language="german")
    assert ["unknown-language"] == [problem.code for problem in caught.value.problems]


def test_a_quotation_mark_inside_of_a_cell_moves_no_position() -> None:
    with pytest.raises(DataError) as caught:
        loads(f'{HEADER}\nx,petition,A "B" C,nowhere\n', "csv", language="en")
    assert [("invalid-url", "2:20", "x", "url")] == [facts(item) for item in caught.value.problems]


@given(networks.map(lambda network: dumps(network, "csv")).flatmap(mutated))
def test_a_changed_table_is_read_or_refused(text: str | bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            loads(text, "csv")
        except DataError as error:
            assert all(problem.line for problem in error.problems)


def test_blank_lines_are_counted_and_else_ignored() -> None:
    table = "\n\r\nid,kind,name,url\n\n\r\n\ra,petition,A,https://a.example\n\n\nb,petition,B,x\n\n"
    with pytest.raises(DataError) as caught:
        loads(table, "csv", language="en")
    assert [(10, "b")] == [(problem.line, problem.entry) for problem in caught.value.problems]
    read = loads(table.replace(",x", ",https://b.example"), "csv", language="en")
    assert ["a", "b"] == [entry.id for entry in read]
