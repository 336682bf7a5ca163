"""CSV: a table that opens in a spreadsheet, runs nothing there, and comes back as what it was."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

import leavex_network
from leavex_network import DataError, Entry, Network, NetworkWarning, Petition, dumps, loads
from leavex_network.formats.csv import cells as table
from leavex_network.models import About, Source

TWO_SOURCES = """\
id,kind,name,url,sources,source_urls,source_days
x,petition,X,https://x.example,a,https://a.example,2025-01-01
y,petition,Y,https://y.example,a,https://b.example,2025-01-01
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(networks)
def test_a_table_comes_back_with_equal_rows(network: Network[Entry]) -> None:
    shown = network.localize(network.about.language)
    again = loads(dumps(network, "csv"), "csv")
    assert shown.rows() == again.rows()
    assert network.about.language == (
        again.about.language if len(network) else network.about.language
    )


@given(st.text(min_size=1, max_size=20))
def test_no_cell_begins_as_a_formula_does_and_every_cell_comes_back(text: str) -> None:
    cell = table.cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert text == table.raw(cell)


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "'=1", "''@x", "＝1+1", "@SUM(A1)", "'quoted'", "-"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_shown_and_read_as_it_was(text: str) -> None:
    network = Network([Petition(id="x", name=text, url="https://x.example")])
    assert (text if text == "'quoted'" else f"'{text}") == rows(dumps(network, "csv"))[0]["name"]
    assert text == loads(dumps(network, "csv"), "csv")[0].name


def test_the_bundled_network_comes_back_with_its_sources(network: Network[Entry]) -> None:
    again = loads(dumps(network, "csv").encode(), "csv")
    assert network.rows() == again.rows()
    assert {
        entry.id: [network.about.sources[key] for key in entry.sources] for entry in network
    } == {entry.id: [again.about.sources[key] for key in entry.sources] for entry in again}


def test_a_table_is_in_one_language_and_says_which(network: Network[Entry]) -> None:
    text = dumps(network, "csv", language="fr")
    assert {"fr"} == {row["language"] for row in rows(text)}
    assert "fr" == loads(text, "csv").about.language
    assert network.localize("fr").rows() == loads(text, "csv").rows()
    bare = "id,kind,name,url\nx,petition,X,https://x.example\n"
    assert "de" == loads(bare, "csv", language="de").about.language
    with pytest.warns(
        NetworkWarning, match=r"\[language-assumed\] nothing says in which language this table is"
    ):
        assert "en" == loads(bare, "csv").about.language


def test_the_header_is_that_of_the_rows_and_three_more(network: Network[Entry]) -> None:
    header = dumps(network, "csv").removeprefix("\ufeff").partition("\r\n")[0].split(",")
    assert [*network.rows()[0], "language", "source_urls", "source_days"] == header
    assert dumps(Network(), "csv") == "\ufeff" + ",".join(header) + "\r\n"
    assert 0 == len(loads(dumps(Network(), "csv"), "csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_may_save_it_with_its_own_separator_and_line_ends(delimiter: str) -> None:
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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "t.csv:1:1: [invalid-csv] the table is empty. Begin with the line kind,id,name,url."),
        ("id,kind,name\n", "t.csv:1:1: [missing-key] the column 'url' is missing. Add it."),
        (
            "id,kind,name,url,hashtag\n",
            "t.csv:1:1: [unknown-key] 'hashtag' is no column that is known. Did you mean 'hashtags'?",
        ),
        (
            "id,kind,name,url,qqq\n",
            "t.csv:1:1: [unknown-key] 'qqq' is no column that is known. The columns are id, kind,",
        ),
        (
            "id,kind,name,url,id\n",
            "t.csv:1:1: [duplicate-key] the column 'id' stands twice. Leave one out.",
        ),
        (
            "id,kind,name,url\nx,petition,X,https://x.example,more\n",
            "t.csv:2:1: [invalid-csv] this row has 5 cells, and the header 4. Put what holds a comma between double quotes.",
        ),
        (
            'id,kind,name,url\nx,petition,"X,https://x.example\n',
            "t.csv:2:1: [invalid-csv] the text is no CSV from here on: unexpected end of data. Save it from a spreadsheet",
        ),
        (
            'id,kind,name,url\n"x","petition","A, ""B""",http://localhost\n',
            "t.csv:2:27: [invalid-url] x, url: 'http://localhost' has no host name that could be registered.",
        ),
        (
            "id,kind,name,url\n,petition,X,https://x.example\n",
            "t.csv:2:1: [bad-id] entry 1, id: '' is no id: up to 100 lower-case letters a to z, digits and single hyphens. ",
        ),
        (
            "id,kind,name,url\nx,petiton,X,https://x.example\n",
            "t.csv:2:3: [unknown-kind] x, kind: 'petiton' is no kind of entry. Write 'initiative' or 'petition'.",
        ),
        (
            "id,kind,name,url,territories\nx,petition,X,https://x.example,DE Germny\n",
            "t.csv:2:32: [unknown-territory] x, territories: 'Germny' is no code of a country or region.",
        ),
        (
            "id,kind,name,url\nx,petition,X,https://x.example\nx,petition,Y,https://y.example\n",
            "t.csv:3:1: [duplicate-id] x, id: 'x' is already an id or a former id of entry 1.",
        ),
        (
            "id,kind,name,url,listed\nx,petition,X,https://x.example,18.01.2025\n",
            "t.csv:2:32: [bad-value] x, listed: '18.01.2025' is no day. Write it as YYYY-MM-DD.",
        ),
        (
            "id,kind,name,url,language\nx,petition,X,https://x.example,de\ny,petition,Y,https://y.example,fr\n",
            "t.csv:3:32: [bad-value] y, language: this row is in 'fr', and another in 'de'. Keep a table to one language.",
        ),
        (
            "id,kind,name,url,language\nx,petition,X,https://x.example,german\n",
            "t.csv:2:32: [unknown-language] x, language: 'german' is no language that is known. Write a BCP 47 tag",
        ),
        (
            "id,kind,name,url,sources,source_urls,source_days\nx,petition,X,https://x.example,abc,,\n",
            "t.csv:2:36: [bad-value] x, source_urls: there are 1 sources, 0 addresses and 0 days. Give each source one",
        ),
        (
            TWO_SOURCES,
            "t.csv:3:32: [duplicate-key] y, sources: the source 'a' is another in a row above. Mend one of the two.",
        ),
        (
            "id,kind,name,url,sources,source_urls,source_days\nx,petition,X,https://x.example,a,nowhere,2025-01-01\n",
            "t.csv:2:34: [invalid-url] x, source_urls: 'nowhere'",
        ),
        (
            "id,kind,name,url,sources,source_urls,source_days\nx,petition,X,https://x.example,a,https://a.example,today\n",
            "t.csv:2:52: [bad-value] x, source_days: 'today' is no day. Write it as YYYY-MM-DD.",
        ),
        (
            "id,kind,name,url,sources,source_urls,source_days\nx,petition,X,https://x.example,ä,https://a.example,2025-01-01\n",
            "t.csv:2:32: [bad-id] x, sources: 'ä' is no key of a source.",
        ),
        (
            'id,kind,name,url\nx,petition,"A\nB",http://localhost\n',
            "t.csv:2:12: [invalid-text] x, name: the name holds",
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_told_at_its_place(text: str, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        loads(text, "csv", file="t.csv")
    assert problem == str(caught.value).splitlines()[0][: len(problem)]


def test_a_cell_behind_one_of_several_lines_has_its_own_line() -> None:
    with pytest.raises(DataError) as caught:
        loads('id,kind,name,url\nx,petition,"A\nB",http://localhost\n', "csv")
    assert [(2, 12), (3, 4)] == [
        (problem.line, problem.column) for problem in caught.value.problems
    ]


def test_problems_are_bounded() -> None:
    rows = "".join(f"x{number},petition,X,nowhere\n" for number in range(150))
    with pytest.raises(DataError) as caught:
        loads(f"id,kind,name,url\n{rows}", "csv")
    assert (100, 50) == (len(caught.value.problems), caught.value.omitted)


def test_a_table_written_onto_a_file_keeps_what_no_table_says(
    network: Network[Entry], tmp_path: Path
) -> None:
    data, sheet = tmp_path / "network.json", tmp_path / "network.csv"
    leavex_network.write(network, data)
    leavex_network.write(network, sheet)
    leavex_network.write(leavex_network.read(sheet), data)
    assert network == leavex_network.read(data)
    edited = sheet.read_bytes().decode().replace("https://xodus.online", "https://new.example")
    sheet.write_bytes(edited.replace("\r\nsave-social,", "\r\nsave-us,").encode())
    with pytest.warns(NetworkWarning) as told:
        leavex_network.write(leavex_network.read(sheet), data)
    message = "save-social: the file holds this entry, and what was read does not; it stays. Take it out with prune=True, or --prune."
    assert [f"[not-in-network] {message}"] == [str(each.message) for each in told]
    after = leavex_network.read(data)
    assert "https://new.example" == after["xodus"].url
    assert network["xodus"].translations == after["xodus"].translations
    assert network.about == after.about
    assert {"save-us"} == {entry.id for entry in after} - {entry.id for entry in network}
    assert "save-social" in after
    leavex_network.write(leavex_network.read(sheet), data, prune=True)
    assert "save-social" not in leavex_network.read(data)


def test_a_column_that_a_table_lacks_is_left_as_it_is_and_an_empty_cell_is_not(
    network: Network[Entry], tmp_path: Path
) -> None:
    data = tmp_path / "network.json"
    leavex_network.write(network, data)
    few = "id,kind,name,url,hashtags,status\nleavex,Initiative,LeaveX,https://leavex.eu/about,,\n"
    with pytest.warns(NetworkWarning, match="it stays"):
        leavex_network.write(loads(few, "csv", language="en"), data)
    after = leavex_network.read(data)["leavex"]
    assert network["leavex"].description == after.description
    assert network["leavex"].listed == after.listed
    assert () == after.hashtags


def test_a_table_in_another_language_than_the_file_is_refused(network: Network[Entry]) -> None:
    german = loads(dumps(network, "csv", language="de"), "csv")
    with pytest.raises(ValueError, match="the table is in 'de', and the file in 'en'"):
        dumps(german, "json", onto=dumps(network))


def test_a_source_that_only_the_text_names_is_in_the_table_too() -> None:
    source = Source(url="https://a.example/1", date="2025-01-01")
    entry = Petition(id="x", name="X", url="https://x.example", text_source="a")
    network = Network([entry], about=About(sources={"a": source}))
    assert {"a": source} == dict(loads(dumps(network, "csv"), "csv").about.sources)


def test_data_and_tables_know_what_they_were_read_from(network: Network[Entry]) -> None:
    assert ["data", "table"] == [network.origin, loads(dumps(network, "csv"), "csv").origin]
    assert (
        json.loads(dumps(loads(dumps(network, "csv"), "csv")))["entries"][0]["id"] == network[0].id
    )


def test_rows_may_be_sorted_and_columns_of_sources_deleted_without_a_change_in_the_file(
    network: Network[Entry], tmp_path: Path
) -> None:
    data = tmp_path / "network.json"
    leavex_network.write(network, data)
    header, *rows = csv.reader(
        io.StringIO(dumps(network, "csv").removeprefix("\ufeff"), newline="")
    )
    out = io.StringIO()
    csv.writer(out).writerows(row[:-2] for row in [header, *sorted(rows)])
    message = r"t\.csv: \[missing-key\] the columns 'source_urls' and 'source_days' are not both there: the sources are left"
    with pytest.warns(NetworkWarning, match=message):
        table = loads(out.getvalue(), "csv", file="t.csv")
    leavex_network.write(table, data)
    assert network == leavex_network.read(data)


def test_a_new_row_goes_behind_the_one_above_it(network: Network[Entry]) -> None:
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


def test_a_row_that_reopens_an_entry_takes_its_day_along_and_one_that_contradicts_the_file_is_told(
    network: Network[Entry],
) -> None:
    header, row = "id,kind,name,url", "musk-stoppen,petition,M,https://m.example"
    with pytest.warns(NetworkWarning, match="it stays"):
        text = dumps(
            loads(f"{header},status\n{row},active\n", "csv", language="en"), onto=dumps(network)
        )
    assert ("active", None) == (
        loads(text)["musk-stoppen"].status,
        loads(text)["musk-stoppen"].concluded,
    )
    late = loads(f"{header},listed\n{row},2030-01-01\n", "csv", language="en")
    with pytest.raises(
        ValueError,
        match="the row of 'musk-stoppen' does not go with what the file says of it: it was listed",
    ):
        dumps(late, onto=dumps(network))
