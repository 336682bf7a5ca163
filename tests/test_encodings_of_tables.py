"""The encodings of tables: read where they are certain, and refused with what to do elsewhere."""

import pytest
from helpers import facts
from hypothesis import given
from hypothesis import strategies as st
from test_tables_of_people import HEAD, KAMPAGNEN, ROW, problems, read, reported, table

from leavex_network import DataError, loads
from leavex_network.errors import ArgumentTypeError
from leavex_network.places import languages

PAGES = {
    **dict.fromkeys(("de", "en", "es", "fi", "fr", "it", "nl", "pt-PT", "sv"), "cp1252"),
    **dict.fromkeys(("cs", "hu", "pl"), "cp1250"),
    "tr": "cp1254",
    "uk": "cp1251",
    "ar": "cp1256",
    "ja": "cp932",
}
"""The encoding of Windows for languages whose names and words it has."""
WORDS = {
    "de": "Größe über Straße",
    "en": "café – Zoë",
    "es": "Mañana ¿qué?",
    "fi": "Pöllö ääni",
    "fr": "Où là, été déjà",
    "it": "Perché così, è là",
    "nl": "Eén ïdee",
    "pt-PT": "Não há informação",
    "sv": "Smörgås på ön",
    "cs": "Žluťoučký kůň",
    "hu": "Őrült tűző",
    "pl": "Zażółć gęślą jaźń",
    "tr": "Şişli'de çığlık",
    "uk": "Їжак ґава є",
    "ar": "مرحبا، هل تقرأ؟",
    "ja": "日本語のテスト。カタカナ",
}


def german(delimiter: str = ";") -> str:
    return table(["Titel", "Art", "Link"], ["Größe", "Petition", "a.example"], delimiter=delimiter)


@pytest.mark.parametrize("code", [code for code in PAGES if code != "en"])
def test_the_encoding_of_windows_is_read_where_the_headers_show_the_language(code: str) -> None:
    columns = languages.language(code).columns
    header = [columns[name][0] for name in ("name", "kind", "url", "territories", "description")]
    text = table(header, [WORDS[code], "petition", "https://a.example", "", WORDS[code]])
    with reported() as texts:
        (entry,) = loads(text.encode(PAGES[code]), "csv", file="t.csv")
    assert (WORDS[code], WORDS[code]) == (entry.name, entry.description)
    assert 1 == sum("Windows-" in text for text in texts)


@given(st.data())
def test_a_text_in_a_windows_encoding_is_read_as_written_or_refused(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(PAGES)))
    encoding = PAGES[code]
    name = data.draw(
        st.lists(st.sampled_from(WORDS[code].split()), min_size=1, max_size=4).map(" ".join)
    )
    header = data.draw(st.sampled_from([HEAD, ("name", "kind", "url")]))
    content = table(header, [name, *ROW[1:]]).encode(encoding)
    try:
        (entry,) = read(content)
    except DataError as error:
        assert ["broken-utf-8"] == [problem.code for problem in error.problems]
    else:
        assert name == entry.name
    (entry,) = read(content, language=code)
    assert name == entry.name


def test_the_language_of_the_caller_decides_between_encodings() -> None:
    content = table(HEAD, ["à", *ROW[1:]]).encode("cp1252")
    (finding,) = problems(content)
    assert ("broken-utf-8", "2:1", None, None) == facts(finding)
    assert "language=" in finding.remedy
    assert "à" == read(content, language="fr")[0].name
    assert "broken-utf-8" == problems(content, language="uk-x")[0].code
    assert "broken-utf-8" == problems(content, language="la")[0].code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_one_table_in_several_encodings_is_one_network(encoding: str) -> None:
    text = KAMPAGNEN.removeprefix("\ufeff")
    expected = read(KAMPAGNEN, extra=True)
    assert expected == read(text.encode(encoding), extra=True)


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_is_read_without_its_mark_and_with_it(order: str) -> None:
    for text in (german(), table(["名称", "種類", "リンク"], ["日本", "署名", "a.example"])):
        bare = text.encode(f"utf-16-{order}")
        assert read(text) == read(bare) == read("\ufeff".encode(f"utf-16-{order}") + bare)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfea",
        b"\xfe\xff\xd8\x00",
        b"\x00\x00\x00",
        b"Name\x00;Art\r\n",
        b"a\x00\x00\xd8\n\x00",
        "Name;Type;Link\n\x01é;petition;a.example".encode("cp1252"),
        "Name;Type;Link\nΑθήνα;petition;a.example".encode("cp1253"),
        "Name;Type;Link\nПрощай;petition;a.example".encode("koi8_r"),
        b"Name;Type;Link\n\x8d\x81\x90;petition;a.example",
        b"\xef\xbb\xbfName\xff",
    ],
)
def test_what_is_in_no_certain_encoding_is_refused_with_what_to_do(content: bytes) -> None:
    (finding,) = problems(content)
    assert "broken-utf-8" == finding.code
    assert "UTF-8" in finding.remedy


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04", "--read-as xlsx"),
        (b"\xd0\xcf\x11\xe0", "--read-as xls"),
        (b"PAR1", "CSV or XLSX"),
        (b"%PDF-1.7", "CSV or XLSX"),
        (b"ARROW1", "CSV or XLSX"),
        (b"SQLite format 3\x00", "CSV or XLSX"),
    ],
)
def test_another_file_under_the_name_of_a_table_is_recognized(content: bytes, word: str) -> None:
    (finding,) = problems(content)
    assert "invalid-csv" == finding.code
    assert word in finding.remedy


def test_what_is_neither_text_nor_bytes_is_an_error() -> None:
    with pytest.raises(ArgumentTypeError, match="string or bytes"):
        loads(5, "csv")  # type: ignore[arg-type] - it is refused


def test_a_header_that_is_no_csv_shows_no_language() -> None:
    content = b'Titel;Art\n"x"y;\n' + "é".encode("cp1252")
    assert problems(content)


def test_letters_have_the_case_and_the_script_of_their_words() -> None:
    for name in ("Réseau", "ÉTÉ", "OffenePlätze", "l’été – là…", "„Größe“"):
        content = table(["Titel", "Art", "Link"], [name, *ROW[1:]]).encode("cp1252")
        assert name == read(content, language="fr")[0].name
