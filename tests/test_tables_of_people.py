"""Tables as people have them: their headers, their values, and the report of what is read."""

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers import facts
from hypothesis import assume, given
from hypothesis import strategies as st

import leavex_network
from leavex_network import (
    DataError,
    Entry,
    Finding,
    Network,
    NetworkWarning,
    Petition,
    dumps,
    loads,
)
from leavex_network.errors import ArgumentError, ArgumentTypeError, UnknownValueError
from leavex_network.files import checking
from leavex_network.formats.read_options import ReadOptions
from leavex_network.formats.tables import days, headers, territory_cells, values, words
from leavex_network.formats.tables.grid import text_of
from leavex_network.formats.tables.text_grid import TextGrid
from leavex_network.models.kinds import usual
from leavex_network.places import gazetteer, languages
from leavex_network.places.territories import Territory

KAMPAGNEN = (
    "\ufeffName;Art;Link;Land;Start;Hashtag;Text;Notizen\r\n"
    "Netzwerk Offene Plätze;Initiative;https://offene-plaetze.example;"
    '"Deutschland; Österreich";20.01.2025;#OffenePlätze;Ein Bündnis.;Tel. vormittags\r\n'
    "Raus aus dem Feed ;Kampagne;www.raus.example;SCHWEIZ;3.2.2025;RausAusDemFeed, Pause;;\r\n"
    "Petition: Behörden weg von X;Petition;https://petition.example/behoerden;Deutschland;;;"
    '"Zwei Zeilen,\r\nin einer Zelle.";läuft bis 30.6.\r\n'
    "Stop the Feed;petition;https://stop.example;Vereinigtes Königreich;2025-02-02 00:00:00;;;\r\n"
    "Réseau libre;Initiative;https://reseau.example/;Frankreich/Belgien;;#RéseauLibre;;\r\n"
    "Weltweit weg;Initiative;https://weltweit.example;weltweit;;;;\r\n"
    "Réseau libre;Initiative;https://reseau-zwei.example;Frankreich;;;;\r\n"
    ";;;;;;;\r\n"
)
"""A table such as people have, in one read."""


def table(*rows: Sequence[str], delimiter: str = ",") -> str:
    """Return rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@contextmanager
def reported() -> Iterator[list[str]]:
    """Collect what is reported while a table is read."""
    texts: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", NetworkWarning)
        yield texts
    texts += [str(warning.message) for warning in caught]


def read(text: str | bytes, format: str = "csv", **options: Any) -> Network[Entry]:
    """Return the network of a table, whatever is reported."""
    with reported():
        return loads(text, format, file="t.csv", **options)


def problems(text: str | bytes, **options: Any) -> tuple[Finding, ...]:
    """Return the problems of a table."""
    with pytest.raises(DataError) as caught:
        read(text, **options)
    return caught.value.problems


def test_a_table_of_campaigns_is_read_at_once_with_every_value_right() -> None:
    network = read(KAMPAGNEN, extra=True)
    assert "de" == network.about.language
    assert [
        ("initiative", "Netzwerk Offene Plätze", ("DE", "AT"), date(2025, 1, 20)),
        ("initiative", "Raus aus dem Feed", ("CH",), date(2025, 2, 3)),
        ("petition", "Petition: Behörden weg von X", ("DE",), None),
        ("petition", "Stop the Feed", ("GB",), date(2025, 2, 2)),
        ("initiative", "Réseau libre", ("FR", "BE"), None),
        ("initiative", "Weltweit weg", ("001",), None),
        ("initiative", "Réseau libre", ("FR",), None),
    ] == [(entry.kind, entry.name, entry.territories, entry.listed) for entry in network]
    assert ["OffenePlätze"] == list(network[0].hashtags)
    assert ("RausAusDemFeed", "Pause") == network[1].hashtags
    assert "https://www.raus.example" == network[1].url
    assert "Zwei Zeilen, in einer Zelle." == network[2].description
    assert [{"notizen": "Tel. vormittags"}, {}, {"notizen": "läuft bis 30.6."}] == [
        dict(entry.extra) for entry in network[:3]
    ]
    assert ["reseau-libre", "reseau-libre-2"] == [network[4].id, network[6].id]


def test_what_is_read_otherwise_than_written_is_reported_in_a_line_for_each_column() -> None:
    with reported() as texts:
        loads(KAMPAGNEN, "csv", file="t.csv", extra=True)
    lines = [text for text in texts if "[read-as]" in text]
    columns = ("'Name'", "'Art'", "'Link'", "'Land'", "'Start'", "'Hashtag'", "'Text'")
    for column in columns:
        assert 1 == sum(f"Column {column}" in line for line in lines)
    assert len(columns) + 2 == len(lines), "one for the other headers, and one for the ids"
    (land,) = [line for line in lines if "'Land'" in line]
    assert land.startswith("t.csv:1:15: ")
    assert "'SCHWEIZ' as CH" in land
    assert "4 more" in land
    assert "language-assumed" in texts[0]


def test_a_table_is_read_from_a_file_with_its_options(tmp_path: Path) -> None:
    path = tmp_path / "kampagnen.tsv"
    path.write_text(KAMPAGNEN, encoding="utf-8")
    with reported():
        network = leavex_network.read(path, extra=["Notizen"], days="dmy", language="de")
    assert 7 == len(network)
    assert read(KAMPAGNEN, extra=True) == network


@pytest.mark.parametrize("code", languages.WITH_NAMES)
def test_every_header_of_a_language_is_read_in_it(code: str) -> None:
    for column, names in languages.language(code).columns.items():
        for name in names:
            for spelling in (name, name.upper(), name.replace(" ", "_"), f" {name}: "):
                meaning = words.header_meaning(spelling)
                assert meaning is not None
                assert column == meaning.column


@given(st.data())
def test_a_header_in_any_languages_case_and_order_names_its_columns(data: st.DataObject) -> None:
    given_names = []
    needed = ("name", "kind", "url", "territories")
    for column in data.draw(st.permutations(needed)):
        code = data.draw(st.sampled_from(languages.WITH_NAMES))
        word = data.draw(st.sampled_from(languages.language(code).columns[column]))
        given_names.append((column, data.draw(st.sampled_from([word, word.upper(), word.lower()]))))
    row = {"name": "N", "kind": "petition", "url": "https://x.example", "territories": "DE"}
    delimiter = data.draw(st.sampled_from([",", ";", "\t", "|", "^", "~"]))
    text = table(
        [word for _, word in given_names],
        [row[column] for column, _ in given_names],
        delimiter=delimiter,
    )
    (entry,) = read(text)
    assert ("N", "petition", "https://x.example", ("DE",)) == (
        *(entry.name, entry.kind, entry.url),
        entry.territories,
    )


HEAD = ("Name", "Type", "Link")
ROW = ("A", "petition", "https://a.example")


def test_all_unknown_headers_are_told_at_once_with_the_nearest_and_the_remedy() -> None:
    (finding,) = problems(table([*HEAD, "Lnad", "Telefon"], [*ROW, "", ""]))
    assert ("unknown-key", "1:1", None, None) == facts(finding)
    for text in ("'Lnad'", "'Land'", "'Telefon'"):
        assert text in finding.message
    assert "--extra 'Lnad' --extra 'Telefon'" in finding.remedy
    assert "extra=['Lnad', 'Telefon']" in finding.remedy


@pytest.mark.parametrize(
    "names", [["qqq, www"], [f"x{number}" for number in range(30)], ["x" * 300]]
)
def test_many_long_or_unusual_headers_are_kept_by_the_short_option(names: list[str]) -> None:
    (finding,) = problems(table([*HEAD, *names], ROW))
    assert "--extra, extra=True" in finding.remedy
    assert len(names) == len(
        read(table([*HEAD, *names], [*ROW, *"y" * len(names)]), extra=True)[0].extra
    )


def test_two_headers_of_one_column_are_an_error_that_names_both_and_the_remedy() -> None:
    text = table(["Website", *HEAD, "Notes"], ["https://b.example", *ROW, "n"])
    (finding,) = problems(text, extra=True)
    assert ("duplicate-key", "1:1", None, None) == facts(finding)
    assert "'Website' and 'Link'" in finding.message
    assert "extra=['*', 'Link']" in finding.remedy
    (entry,) = read(text, extra=["*", "Link"])
    assert ("https://b.example", {"link": "https://a.example", "notes": "n"}) == (
        entry.url,
        dict(entry.extra),
    )


def test_two_own_fields_of_one_name_are_an_error() -> None:
    text = table([*HEAD, "Meine Notiz", "Meine-Notiz", "meine notiz"], ROW)
    (finding,) = problems(text, extra=True)
    assert "duplicate-key" == finding.code
    (finding,) = problems(table([*HEAD, "Notiz ä", "Notiz a!", "Not iz"], ROW), extra=True)
    assert "'Notiz ä' and 'Notiz a!'" in finding.message or "occurs twice" in finding.message


def test_a_field_that_is_wanted_and_has_no_column_is_an_error_with_the_nearest() -> None:
    (finding,) = problems(table([*HEAD, "Notizen"], ROW), extra=["Notizn", "Notizen"])
    assert ("unknown-key", "'Notizn'" in finding.message) == (finding.code, True)
    assert "'Notizen'" in finding.remedy
    (finding,) = problems(table(HEAD, ROW), extra=["qqq"])
    assert "header" in finding.remedy


def test_missing_columns_are_told_together() -> None:
    (finding,) = problems("name\nA\n")
    assert ("missing-key", "1:1", None, None) == facts(finding)
    assert "'kind', 'url'" in finding.message
    finding, _ = problems("Nothing here\n\n")
    assert "unknown-key" == finding.code


def test_all_entries_of_a_table_without_kinds_are_of_the_kind_that_is_passed() -> None:
    text = table(["Titel", "Link"], ["A", "https://a.example"])
    (finding,) = problems(text, kinds=["event"])
    assert ("missing-key", True) == (finding.code, "--kind" in finding.remedy)
    assert ["petition"] == list(read(text, kind="Petition").kinds)
    events = read(text, kind="event")
    assert (["event"], ["event"]) == (list(events.kinds), list(events.about.kinds))
    fair = read(text, kind="Fairs", kinds={"fair": {"en": ["Fairs", "Fair"]}})
    assert (["fair"], ["fair"]) == (list(fair.kinds), list(fair.about.kinds))


def test_a_column_of_kinds_goes_before_the_kind_that_is_passed() -> None:
    with reported() as texts:
        network = loads(table(HEAD, ROW), "csv", kind="event")
    assert ["petition"] == list(network.kinds)
    assert 1 == sum("kinds" in text for text in texts)


def test_an_unknown_kind_that_is_passed_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownValueError) as caught:
        read(table(["Titel", "Link"], ["A", "https://a.example"]), kind="petitoin")
    assert ["petition"] == list(caught.value.suggestions)


def test_a_page_has_no_kind_of_all_entries(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("* [A](https://a.example)\n")
    with pytest.raises(ArgumentError, match="kind"):
        leavex_network.read(tmp_path, kind="event")


def test_all_that_is_wrong_with_headers_is_told_at_once() -> None:
    text = table(["Titel", "Link", "Kontakt"], ["A", "https://a.example", "x"])
    assert ["unknown-key", "missing-key"] == [finding.code for finding in problems(text)]


@pytest.mark.parametrize("tag", ["(DE)", "_de", " (de)"])
def test_a_header_may_name_the_language_of_its_texts(tag: str) -> None:
    text = table([f"Titel{tag}", "Title (EN)", *HEAD[1:]], ["Ab", "Off", *ROW[1:]])
    (finding,) = problems(text)
    assert "language='de'" in finding.remedy
    german = read(text, language="de", extra=True)
    assert ("Ab", {"title-en": "Off"}) == (german[0].name, dict(german[0].extra))
    only = read(table([f"Titel{tag}", *HEAD[1:]], ROW))
    assert "de" == only.about.language
    assert "unknown-key" == problems(table([f"Xyz{tag}", *HEAD], ["", *ROW]))[0].code
    assert "unknown-key" == problems(table(["Name (QQ)", *HEAD], ["", *ROW]))[0].code


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Länder (mehrere möglich)", "territories"),
        ("Startdatum (TT.MM.JJJJ)", "listed"),
        ("Startdatum [TT.MM.JJJJ]:", "listed"),
        ("Website/URL", "url"),
        ("Land /\nLänder", "territories"),
        ("Link\n(URL)", "url"),
        ("1. Name", "name"),
        ("12) Name *", "name"),
        ("開始日\uff08年月日\uff09", "listed"),
        ("Name / Titel (Pflichtfeld)", "name"),
    ],
)
def test_a_header_may_be_numbered_explained_or_doubled(header: str, name: str) -> None:
    assert 1 == headers.known_columns([[header]])
    needed = [word for word in ("name", "kind", "url") if word != name]
    text = table([*needed, header], ["x"] * (len(needed) + 1))
    assert (
        name
        == headers.columns_of(
            TextGrid(text, "t.csv", headers.known_columns), extra=False, language=None, needed=()
        ).names[-1]
    )


@pytest.mark.parametrize(
    "header",
    ["Link (Archiv)", "Datum (Ende)", "Start/Ende", "Name / Verein", "Name (QQ)", "/", "1."],
)
def test_a_header_of_two_meanings_is_unknown(header: str) -> None:
    assert 0 == headers.known_columns([[header]])


@pytest.mark.parametrize(
    "header",
    [*("Category", "Kategorie", "Catégorie", "Categoría", "Kategoria", "カテゴリー"), "الفئة"],
)
def test_a_category_is_a_kind(header: str) -> None:
    assert (
        "petition" == read(table(["Name", "Link", header], ["A", "a.example", "Petition"]))[0].kind
    )


def test_a_header_that_begins_with_a_known_word_is_told_with_it() -> None:
    (finding,) = problems(table([*HEAD, "Länder mit Bezug"], [*ROW, ""]))
    assert ("unknown-key", "1:1", None, None) == facts(finding)
    assert "'Länder'?" in finding.message


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (("Name", "Type", "Link", "Start", "Qqq"), "unknown-key"),
        (("Name", "Type", "Link", "Start", "Website"), "duplicate-key"),
        (("Name", "Type", "Link", "Start", "Link"), "duplicate-key"),
    ],
)
def test_cells_are_told_with_the_problems_of_the_header(header: Sequence[str], code: str) -> None:
    row = ["A", "qqq", "https://a.example", "31.2.2025", "x"]
    found = [facts(finding)[:3] for finding in problems(table(header, row))]
    assert [(code, "1:1", None), ("unknown-kind", "2:3", "a"), ("bad-value", "2:25", "a")] == found


def test_what_a_header_misses_is_no_problem_of_each_row() -> None:
    text = table(["Name", "Start", "Qqq"], ["A", "31.2.2025", "x"], ["B", "", ""])
    codes = [finding.code for finding in problems(text)]
    assert ["unknown-key", "missing-key", "bad-value"] == codes


def test_a_row_with_a_name_only_is_one_problem() -> None:
    text = table([*HEAD, "Country"], [*ROW, "DE"], ["Sum", "", "", "1"], ["", "petition", "", ""])
    assert [("missing-key", "3:1"), ("invalid-text", "4:1"), ("invalid-url", "4:11")] == [
        facts(finding)[:2] for finding in problems(text)
    ]


@pytest.mark.parametrize("text", ["-", " – ", "?", "???", "n/a", "N/A", "n. a.", "k. A.", "N/D"])
def test_a_cell_may_say_that_there_is_nothing(text: str) -> None:
    names = ["Country", "Hashtags", "Start", "End", "Archive", "Other links", "Status"]
    (entry,) = read(table([*HEAD, *names], [*ROW, *([text] * len(names))]))
    assert "active" == entry.status
    assert ((), (), None, None, None, ()) == (
        *(entry.territories, entry.hashtags, entry.listed, entry.closes),
        *(entry.archived, entry.also_at),
    )


@pytest.mark.parametrize(("header", "notes"), [("Country", 1), ("territories", 0)])
def test_namibia_is_reported_where_its_code_may_mean_that_nothing_is_known(
    header: str, notes: int
) -> None:
    with reported() as texts:
        (entry,) = loads(table([*HEAD, header], [*ROW, "NA"]), "csv")
    assert ("NA",) == entry.territories
    assert notes == sum("Namibia" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("[The petition](https://a.example)", "https://a.example"),
        ("[x](<https://a.example>)", "https://a.example"),
        ("<https://a.example>", "https://a.example"),
        ("[x](www.a.example/b_(c))", "https://www.a.example/b_(c)"),
        ("[](a.example)", "https://a.example"),
    ],
)
def test_a_link_in_markdown_is_its_address(text: str, url: str) -> None:
    (entry,) = read(table([*HEAD, "Other links"], ["A", "petition", text, f"{text}, b.example"]))
    assert (url, (url, "https://b.example")) == (entry.url, entry.also_at)


@pytest.mark.parametrize(
    "text", ["a.example b.example", "https://a.example, https://b.example", "a.example\nb.example"]
)
def test_several_addresses_in_a_cell_for_one_are_refused(text: str) -> None:
    (finding,) = problems(table(HEAD, ["A", "petition", text]))
    assert ("invalid-url", "2:12", "a", "url") == facts(finding)
    assert "also_at" in finding.remedy


def test_ids_that_stand_twice_are_told_with_other_problems() -> None:
    text = table(["Id", *HEAD], ["a", *ROW], ["a", *ROW], ["b", "B", "petition", "x"])
    assert [("invalid-url", "4:14"), ("duplicate-id", "3:1")] == [
        facts(finding)[:2] for finding in problems(text)
    ]


def test_what_is_above_the_header_is_reported_and_not_read() -> None:
    text = table(["Unsere Kampagnen"], [], ["Stand:", "Januar"], ["Name", "Art", "Link"], ROW)
    with reported() as texts:
        network = loads(text, "csv", language="de")
    assert ["A"] == [entry.name for entry in network]
    assert 1 == sum("'Unsere Kampagnen', 'Stand:', 'Januar'" in text for text in texts)


def test_without_a_known_header_the_first_row_with_several_cells_is_it() -> None:
    finding, _ = problems("Title of the table\n\nqqq,www\nx,y\n")
    assert ("unknown-key", "3:1", None, None) == facts(finding)


def test_a_first_line_declares_the_separator() -> None:
    assert (
        "A"
        == read("sep=:\r\n" + table(HEAD, ["A", "petition", "a.example"], delimiter=":"))[0].name
    )
    (finding,) = problems("sep=;\nName;Type;Link\nA;petition;nowhere\n")
    assert ("invalid-url", "3:12", "a", "url") == facts(finding)


def test_a_text_that_is_no_csv_with_one_separator_is_read_with_another() -> None:
    text = 'Name;Type;Link\n"A, B";petition;https://a.example\n"x,"y;petition;https://b.example\n'
    assert "invalid-csv" == problems(text)[0].code
    huge = f"Name,Type,Link\n{'x' * 140_000},petition,https://a.example\n"
    assert "invalid-csv" == problems(huge)[0].code


def test_own_fields_have_slugs_also_where_a_header_has_none() -> None:
    text = table([*HEAD, "Größe in m²", "2025", "メモ", "extra.Mein-Feld"], [*ROW, *"abcd"])
    extra = read(text, extra=True)[0].extra
    assert ["grosse-in-m2", "field-2025", "mein-feld"] == [
        name for name in extra if not name.startswith("field-") or name == "field-2025"
    ]
    assert {"a", "b", "c", "d"} == set(extra.values())


def test_a_column_of_an_own_field_is_always_read_and_typed() -> None:
    header = [*HEAD, "extra.a", "EXTRA.B", "extra.c"]
    (entry,) = read(table(header, [*ROW, "5", '"5"', '["x", "y"]']))
    assert {"a": 5, "b": "5", "c": ("x", "y")} == dict(entry.extra)
    (entry,) = read(table(header, ROW))
    assert {} == dict(entry.extra)


TERRITORIES = sorted(Territory(code) for code in languages.language("en").territories)


@given(st.data())
def test_names_of_territories_in_any_language_are_read_as_these_or_refused(
    data: st.DataObject,
) -> None:
    codes = data.draw(st.lists(st.sampled_from(TERRITORIES), min_size=1, max_size=4, unique=True))
    parts = []
    for code in codes:
        language = languages.language(data.draw(st.sampled_from(languages.WITH_NAMES)))
        parts.append(data.draw(st.sampled_from([code, *language.names(code)])))
    assume(all(gazetteer.lookup(part) == {code} for part, code in zip(parts, codes, strict=True)))
    separator = data.draw(
        st.sampled_from(
            ["; ", ";", "\n", ", ", ",", "/", " / ", " und ", " & ", "|", " - ", " ", "\t"]
        )
    )
    found = territory_cells.territories_in(separator.join(parts))
    assert found is None or set(found) == set(codes)
    if separator in ("; ", ";", "\n"):
        assert tuple(codes) == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Korea, Republic of", ["KR"]),
        ("Korea, Republic of, Germany", ["KR", "DE"]),
        ("Bosnien und Herzegowina und Serbien", ["BA", "RS"]),
        ("Deutschland, Österreich und Schweiz", ["DE", "AT", "CH"]),
        ("🇩🇪 Deutschland\n🇫🇷", ["DE", "FR"]),
        ('Germany,"Korea, Republic of",France', ["DE", "KR", "FR"]),
        ("DE GB", ["DE", "GB"]),
        ("DE\nitalien", ["DE", "IT"]),
        ("IL\n\u062f\u0648\u0644\u064a", ["IL", "001"]),
        ("LA\nFRANCE", ["LA", "FR"]),
        ("LA FRANCE", ["FR"]),
        ("IL - Afganist\u00e1n", ["IL", "AF"]),
        ("IL Afganist\u00e1n", None),
        ("IL Paragwaj", None),
        ("IL DPRK", None),
        ("IL - USA", ["IL", "US"]),
        ("Deutschland, Deutschland", ["DE"]),
        ("Deutschland (DE), France (France)", ["DE", "FR"]),
        ("Deutschland (FR)", None),
        ("Deutschland (Berlin)", None),
        ("日本、韓国", ["JP", "KR"]),
        ("ألمانيا وفرنسا", ["DE", "FR"]),
        ("1, 276", ["001", "DE"]),
        ("Türkei – Griechenland;", ["TR", "GR"]),
        ("🇩🇪 🇦🇹🇨🇭", ["DE", "AT", "CH"]),
        ("🇩🇪 Deutschland und 🇦🇹 Österreich", ["DE", "AT"]),
        ("D-A-CH", ["DE", "AT", "CH"]),
        ("DACH-Region; Benelux", ["DE", "AT", "CH", "BE", "NL", "LU"]),
        ("EU-weit", ["EU"]),
        ('"Germany","Atlantis"', None),
        ("🇩🇪 Frankreich", None),
        ("🇦🇦", None),
        ("Kongo", None),
        ("DE Germny", None),
        ("de und", None),
        ("x" * 20_000, None),
    ],
)
def test_a_cell_of_territories(text: str, codes: list[str] | None) -> None:
    assert (None if codes is None else tuple(codes)) == territory_cells.territories_in(text)


def test_a_territory_that_is_not_known_is_refused_alone() -> None:
    text = table(
        [*HEAD, "Country"], [*ROW, "Germany; Atlantis"], ["B", *ROW[1:2], "b.example", "Kongo"]
    )
    first, second = problems(text)
    assert ("unknown-territory", "2:30", "a", "territories") == facts(first)
    assert "'Atlantis'" in first.message
    assert "'CD' or 'CG'" in second.remedy


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.data())
def test_a_day_is_read_as_itself_in_every_form(day: date, data: st.DataObject) -> None:
    forms = [
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T10:30Z",
        f"{day.isoformat()} 10:30:00.000+01:00",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year:04}",
        f"{day.day}. {day.month}. {day.year:04}",
        f"{day.year:04}. {day.month:02}. {day.day:02}.",
        f"{day.year:04}/{day.month}/{day.day}",
        f"{day.year:04}年{day.month}月{day.day}日",
    ]
    assert day == days.read_day(data.draw(st.sampled_from(forms)))


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=8), st.data())
def test_days_with_slashes_are_read_as_written_or_refused(
    column: list[date], data: st.DataObject
) -> None:
    order = data.draw(st.sampled_from(["dmy", "mdy"]))
    separator = data.draw(st.sampled_from("/-"))
    form = ("%d{0}%m{0}%Y" if order == "dmy" else "%m{0}%d{0}%Y").format(separator)
    rows = [
        [f"N{i}", "petition", f"https://{i}.example", f"{day:{form}}"]
        for i, day in enumerate(column)
    ]
    text = table([*HEAD, "Start"], *rows)
    assert column == [entry.listed for entry in read(text, days=order)]
    is_certain = any(day.day > 12 for day in column) or all(day.day == day.month for day in column)
    if is_certain:
        assert column == [entry.listed for entry in read(text)]
    else:
        assert {"--days"} <= set(" ".join(problem.remedy for problem in problems(text)).split())


@pytest.mark.parametrize(
    "text", ["31.2.25", "31.2.2025", "2025-13-01", "x", "1/2/25", "2" * 100, "13/13/2025"]
)
def test_what_is_no_certain_day_is_refused(text: str) -> None:
    (finding,) = problems(table([*HEAD, "Start"], [*ROW, text]))
    assert ("bad-value", "2:30", "a", "listed") == facts(finding)


@pytest.mark.parametrize(
    ("text", "day"), [("30.01.25", date(2025, 1, 30)), ("1.2.99", date(1999, 2, 1))]
)
def test_a_dotted_year_of_two_digits_is_read_as_libreoffice_means_it(text: str, day: date) -> None:
    assert day == read(table([*HEAD, "Start"], [*ROW, text]))[0].listed


def test_a_column_in_two_orders_is_refused() -> None:
    text = table([*HEAD, "Start"], [*ROW, "13/2/2025"], ["B", "petition", "b.example", "2/13/2025"])
    assert ["2:30", "3:22"] == [facts(problem)[1] for problem in problems(text)]
    (finding,) = problems(text, days="dmy")
    assert "3:22" == facts(finding)[1]


def test_a_column_shows_its_order_by_one_of_its_days() -> None:
    for first, second in (("1/20/2025", "2/3/2025"), ("20/1/2025", "3/2/2025")):
        text = table(
            [*HEAD, "Start"],
            [*ROW, first],
            ["B", "petition", "b.example", second],
            ["C", "petition", "c.example", ""],
        )
        assert [date(2025, 1, 20), date(2025, 2, 3), None] == [entry.listed for entry in read(text)]


def test_rows_that_end_before_a_column_of_days_do_not_matter() -> None:
    text = table([*HEAD, "Start"], [*ROW, "1/2/2025"], ["B", "petition", "b.example"])
    assert "bad-value" == problems(text)[0].code


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("hashtags", "#a #b", ["a", "b"]),
        ("hashtags", "a; b, #A", ["a", "b"]),
        ("hashtags", "#a#b\nc", ["a", "b", "c"]),
        ("hashtags", " #été", ["été"]),
        ("hashtags", " - ", []),
        ("listed", "–", None),
        ("status", "\u200faktiv", "active"),
        ("url", "www.a.example/x?y", "https://www.a.example/x?y"),
        ("url", "a.example:8080", "https://a.example:8080"),
        ("url", "me@a.example", "me@a.example"),
        ("url", "a.localhost", "a.localhost"),
        (
            "also_at",
            "https://a.example, www.b.example;https://c.example",
            ["https://a.example", "https://www.b.example", "https://c.example"],
        ),
        ("status", "Beendet", "concluded"),
        ("status", "laufend", "active"),
        ("status", "Abgeschlossene Petitionen", "concluded"),
        ("language", "Deutsch", "de"),
        ("language", "PT-pt", "pt-PT"),
        ("language", "Klingon?", "Klingon?"),
        ("name", " a\n\n b\tc ", "a b c"),
        ("id", " x ", "x"),
        ("sources", "a b", ["a", "b"]),
        ("text_source", " a", "a"),
    ],
)
def test_a_cell_is_read_as_the_value_of_its_column(name: str, text: str, value: object) -> None:
    assert value == values.read(name, text, lambda: None).value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (5.5, "5.5"),
        (True, "true"),
        (date(2025, 1, 2), "2025-01-02"),
        (datetime(2025, 1, 2, tzinfo=UTC), "2025-01-02"),
        (datetime(2025, 1, 2, 10, tzinfo=UTC), "2025-01-02 10:00:00+00:00"),
        (7, "7"),
    ],
)
def test_a_typed_cell_of_a_text_is_its_text(value: Any, text: str) -> None:
    assert text == text_of(value)


def test_kinds_are_read_by_words_and_usual_ones_declare_themselves() -> None:
    text = table(
        ["Titel", "Art", "Link"],
        ["A", "Veranstaltung", "a.example"],
        ["B", "Bewegung", "b.example"],
    )
    network = read(text)
    assert ["event", "initiative"] == [entry.kind for entry in network]
    assert {"event"} == set(network.about.kinds)
    own = read(
        text.replace("Bewegung", "Treffen"), kinds={"meetup": {"de": ["Treffen", "Treffen"]}}
    )
    assert ["event", "meetup"] == [entry.kind for entry in own]
    (finding,) = problems(text.replace("Veranstaltung", "Evnt"))
    assert ("unknown-kind", "2:3", "a", "kind") == facts(finding)
    assert "'event'" in finding.remedy
    assert "--kinds" in finding.remedy


def test_own_fields_without_a_column_stay_in_the_file_and_emptied_cells_do_not() -> None:
    own = {"a": 1, "b": "x", "c": "y"}
    network = Network(
        [
            Petition(id="p", name="P", url="https://p.example", extra=own),
            Petition(id="q", name="Q", url="https://q.example", extra=own),
        ]
    )
    text = table(
        ["id", *HEAD, "extra.a", "extra.b"],
        ["p", *ROW, "", "z"],
        ["q", *ROW[:2], "https://q.example", "2", "x"],
    )
    merged = loads(dumps(read(text, language="en"), onto=dumps(network)))
    assert [{"b": "z", "c": "y"}, {"a": 2, "b": "x", "c": "y"}] == [
        dict(entry.extra) for entry in merged
    ]


def test_a_table_of_more_words_than_are_kept_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read(KAMPAGNEN, extra=True)
    monkeypatch.setattr("leavex_network.formats.tables.rows._MOST_KEPT", 1)
    assert expected == read(KAMPAGNEN, extra=True)


def test_a_kind_that_is_not_known_is_told_with_all_other_problems() -> None:
    text = table(
        [*HEAD, "Country"], [*ROW[:2], "nowhere", ""], ["B", "petion", "b.example", "Kongo"]
    )
    assert [("invalid-url", "2:12"), ("unknown-kind", "3:3"), ("unknown-territory", "3:20")] == [
        facts(problem)[:2] for problem in problems(text)
    ]


def test_a_day_of_conclusion_is_the_status_where_none_is_written() -> None:
    text = table([*HEAD, "Concluded on"], [*ROW, "2025-02-01"], ["B", "petition", "b.example", ""])
    assert ["concluded", "active"] == [entry.status for entry in read(text)]
    text = table([*HEAD, "Concluded on", "Status"], [*ROW, "2025-02-01", "active"])
    assert "days-contradict" == problems(text)[0].code


def test_a_usual_kind_whose_words_are_those_of_a_declared_one_is_not_declared() -> None:
    text = table(HEAD, ["A", "event", "a.example"], ["B", "meetup", "b.example"])
    kinds = {"meetup": {"en": ["Events", "Event"]}}
    assert "event" in usual()
    (finding,) = problems(text, kinds=kinds)
    assert ("unknown-kind", "2:3", "a", "kind") == facts(finding)


def test_ids_are_made_from_names_and_never_those_of_other_rows() -> None:
    text = table(
        ["id", *HEAD],
        ["", *ROW],
        ["a", "B", "petition", "b.example"],
        ["", "日本", "petition", "c.example"],
    )
    assert ["a", "a-3", "a-2"] == [
        entry.id
        for entry in read(
            table(
                ["id", *HEAD],
                ["", *ROW],
                ["", "A", "petition", "b.example"],
                ["a-2", *ROW[:2], "c.example"],
            )
        )
    ]
    first, _, third = [entry.id for entry in read(text)]
    assert "a-2" == first
    assert third.startswith("entry-")
    assert [first, "a", third] == [entry.id for entry in read(text)]
    assert ["a", "a-2"] == [
        entry.id for entry in read(table(HEAD, ROW, ["A", *ROW[1:2], "b.example"]))
    ]


def test_a_row_without_a_name_has_one_problem_at_its_name() -> None:
    (finding,) = problems(table(HEAD, ["", *ROW[1:]]))
    assert ("invalid-text", "2:1", "name") == (
        finding.code,
        f"{finding.line}:{finding.column}",
        finding.field,
    )


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"extra": "Notes"}, ArgumentTypeError),
        ({"extra": 1}, ArgumentTypeError),
        ({"extra": [1]}, ArgumentTypeError),
        ({"days": 1}, ArgumentTypeError),
        ({"days": "ymd"}, ArgumentError),
    ],
)
def test_wrong_options_of_tables_are_errors(
    options: dict[str, Any], error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error, match=next(iter(options))):
        loads("", "csv", **options)
    (tmp_path / "index.md").write_text("### Petitions\n")
    for call in (
        lambda: leavex_network.read(tmp_path, **options),
        lambda: checking.checked(tmp_path / "index.md", options=ReadOptions(**options)),
    ):
        with pytest.raises(ArgumentError):
            call()


@pytest.mark.parametrize("name", ["index.md", "network.json"])
def test_what_is_no_table_refuses_the_options_of_tables(
    name: str, tmp_path: Path, network: Network[Entry]
) -> None:
    leavex_network.write(network, tmp_path / name)
    for options in ({"extra": True}, {"days": "dmy"}):
        with pytest.raises(ArgumentError, match=next(iter(options))):
            leavex_network.read(tmp_path / name, **options)
        with pytest.raises(ArgumentError, match=next(iter(options))):
            checking.checked(tmp_path / name, options=ReadOptions(**options))


def test_names_and_addresses_that_stand_twice_are_findings_with_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [
        ROW,
        ["a", "petition", "b.example"],
        ["C", "petition", "https://b.example/"],
        ["A", "initiative", "d.example"],
    ]
    path.write_text(table(HEAD, *rows))
    with reported() as texts:
        result = checking.checked(path)
    assert [("repeated-name", "3:1", "a-2", "name"), ("same-url", "4:12", "c", "url")] == [
        facts(finding) for finding in result.findings
    ]
    assert any("[read-as]" in text for text in texts)


def test_a_finding_about_the_network_itself_has_the_file_of_its_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table(["Name", "Type", "Link"], ROW))
    with reported():
        table_read = leavex_network.formats.table_of(
            path.read_bytes(),
            leavex_network.formats.named("csv"),
            ReadOptions(),
            language=None,
            file="t.csv",
        )
    about = table_read.network.about.model_copy(update={"title": "\u0378"})
    changed = table_read._replace(network=Network(table_read.network, about=about))
    with reported():
        findings = checking.of_table(changed, "t.csv").findings
    assert all(finding.file == "t.csv" for finding in findings)


def test_own_fields_and_their_cells_have_positions() -> None:
    text = table([*HEAD, "Notes"], [*ROW, "n"])
    grid = TextGrid(text, "t", headers.known_columns)
    assert 4 == len(next(grid.records()).cells)
    with reported():
        result = leavex_network.formats.table_of(
            text.encode(),
            leavex_network.formats.named("csv"),
            ReadOptions(extra=True),
            language=None,
            file="t.csv",
        )
    assert (2, 30) == result.position(0, "extra.notes")[:2]
    assert (2, 12) == result.position(0, "url")[:2]
