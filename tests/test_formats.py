"""Formats declare their options, and refuse those that they do not have."""

import re
from collections.abc import Callable
from inspect import signature
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leavex_network
from leavex_network import DataError, Entry, Initiative, Network, dumps, loads, read, write
from leavex_network.errors import ArgumentError, FormatError, quoted
from leavex_network.files import checking, generated
from leavex_network.files.site import Site, site_at
from leavex_network.formats import FORMATS, READ, WRITTEN, TextFormat, named, of_path
from leavex_network.formats.tables.reader import TableOptions
from leavex_network.text import lines
from leavex_network.text.lines import Lines

GIVEN = {"onto": "", "language": "de", "base_url": "https://x.example/", "prune": True}
BAD_BASE_URLS = {
    "empty": "",
    "no scheme": "example.org",
    "JavaScript": "javascript:alert(1)",
    "query": "https://a.example/?x=",
    "fragment": "https://a.example/#x",
}
PAGE = "### Petitions\n* [X](https://x.example/1)\n"


@pytest.mark.parametrize("name", FORMATS)
def test_every_option_of_a_format_is_a_parameter_of_its_module(name: str) -> None:
    row = named(name)
    module = __import__(f"leavex_network.formats.{name}", fromlist=["dumps"])
    if name in WRITTEN:
        options = {"network", *row.dumps_options}
        assert options == {*signature(module.dumps).parameters} - {"address"}
    if name in READ:
        parameters = {*signature(module.loads).parameters}
        if "options" in parameters:  # those of a table are one value
            parameters |= {*TableOptions._fields}
        options = {"text", "file", *row.loads_options}
        assert options == parameters - {"options"}


@pytest.mark.parametrize("option", GIVEN)
@pytest.mark.parametrize("name", WRITTEN)
def test_an_option_that_a_format_does_not_have_is_an_error_that_names_those_that_it_has(
    name: str, option: str, network: Network[Entry]
) -> None:
    options = named(name).dumps_options
    if option in options:
        assert dumps(network, name, **{option: None})
        return
    with pytest.raises(ArgumentError) as caught:
        dumps(network, name, **{option: GIVEN[option]})
    for word in (repr(name), repr(option), *options):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("name", "option"), [("json", "language"), ("json", "base_url"), ("csv", "base_url")]
)
def test_reading_refuses_an_option_that_the_format_does_not_have(name: str, option: str) -> None:
    with pytest.raises(ArgumentError, match=option):
        loads("", name, **{option: GIVEN[option]})


@pytest.mark.parametrize("name", WRITTEN)
def test_an_option_that_is_not_given_is_no_error(name: str, network: Network[Entry]) -> None:
    text = dumps(network, name, onto=None, language=None, base_url=None, prune=False)
    assert dumps(network, name) == text


@pytest.mark.parametrize("name", ["xls", "ods"])
def test_a_format_that_can_only_be_read_is_not_written(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match=r"'xlsx'"):
        dumps(network, name)
    with pytest.raises(FormatError, match=r"'\.xlsx'"):
        write(network, tmp_path / f"network.{name}")


@pytest.mark.parametrize(
    ("name", "word"),
    [("n.numbers", "XLSX"), ("n.parquet", "to_csv"), ("n.feather", "CSV"), ("n.xlsb", "XLSX")],
)
def test_what_to_do_with_a_table_that_is_not_read_is_said(name: str, word: str) -> None:
    with pytest.raises(FormatError, match=word):
        of_path(name, is_read=True)


@pytest.mark.parametrize("name", get_args(TextFormat))
def test_every_text_format_is_written_in_a_language(name: str, network: Network[Entry]) -> None:
    text = dumps(network, name, language="de")
    assert "europäische Politikerinnen und Politiker" in text
    assert dumps(network, name) != text


def test_json_in_a_language_is_the_localized_network(network: Network[Entry]) -> None:
    text = dumps(network, "json", language="de")
    assert dumps(network.localize("de")) == text
    assert network.localize("de") == loads(text)
    assert text == dumps(network.localize("fr"), "json", language="de")


def test_json_in_a_language_keeps_the_schema_of_the_file(network: Network[Entry]) -> None:
    own = Network(network, about=network.about)
    onto = '{"$schema": "https://x.example/schema.json", "about": {}, "entries": []}'
    assert "https://x.example/schema.json" == loads(dumps(own, onto=onto, language="de")).schema


def test_pages_are_written_in_a_language_only_onto_a_file_in_that_language() -> None:
    page = loads(PAGE, "markdown", language="de")
    english, german = dumps(Network()), dumps(page)
    with pytest.raises(ArgumentError, match="'de'"):
        dumps(page, "json", onto=english, language="de")
    assert page == loads(dumps(page, "json", onto=german, language="de"))


@pytest.mark.parametrize("name", ["network.json", "network.csv"])
def test_a_file_is_written_in_the_one_language_that_is_named(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    write(network, tmp_path / name, languages=["de"])
    written = read(tmp_path / name)
    assert "de" == written.about.language
    assert network.localize("de").rows() == written.rows()


@pytest.mark.parametrize("name", ["page.md", "network.json", "network.csv", "network.html"])
def test_a_file_in_several_languages_is_an_error(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    with pytest.raises(ArgumentError, match="one language"):
        write(network, tmp_path / name, languages=["de", "fr"])
    assert [] == list(tmp_path.iterdir())
    write(network, tmp_path / name, languages=["de", "de"])


@pytest.mark.parametrize("name", ["network.csv", "network.html", "network.atom"])
def test_a_file_that_cannot_be_edited_in_place_is_replaced_and_not_pruned(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(b"\xff")
    with pytest.raises(ArgumentError, match="prune"):
        write(network, tmp_path / name, prune=True)
    assert b"\xff" == (tmp_path / name).read_bytes()
    write(network, tmp_path / name, base_url="https://leavex.eu/")
    assert dumps(network, of_path(name).name).encode() == (tmp_path / name).read_bytes()


def test_a_base_url_concerns_pages_alone(network: Network[Entry], tmp_path: Path) -> None:
    write(network, tmp_path / "network.json", base_url="https://x.example/")
    assert network == read(tmp_path / "network.json", base_url="https://x.example/")
    with pytest.raises(ArgumentError, match="language"):
        read(tmp_path / "network.json", language="de")


@pytest.mark.parametrize("url", BAD_BASE_URLS.values(), ids=BAD_BASE_URLS)
@pytest.mark.parametrize(
    "call",
    [
        lambda folder, url: read(folder / "page.md", base_url=url),
        lambda folder, url: read(folder, base_url=url),
        lambda folder, url: read(folder / "network.json", base_url=url),
        lambda folder, url: write(Network(), folder / "new.md", base_url=url),
        lambda folder, url: write(Network(), folder, base_url=url),
        lambda folder, url: write(Network(), folder / "new.csv", base_url=url),
        lambda folder, url: checking.checked(folder / "page.md", base_url=url),
        lambda _, url: loads(PAGE, "markdown", base_url=url),
        lambda _, url: dumps(Network(), "markdown", base_url=url),
    ],
)
def test_a_base_url_that_is_no_address_of_a_site_is_refused_wherever_it_is_passed(
    call: Callable[[Path, str], object], url: str, tmp_path: Path
) -> None:
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "index.md").write_text(PAGE)
    (tmp_path / "network.json").write_text(dumps(Network()))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ArgumentError, match=re.escape(quoted(url))):
        call(tmp_path, url)
    assert before == sorted(tmp_path.iterdir())


def test_the_address_of_a_site_under_construction_keeps_no_page_from_being_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "http://localhost:1313/"\n')
    page = tmp_path / "content" / "network" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    network = read(page, language="en")
    write(network, page)
    assert ["https://x.example/1"] == [entry.url for entry in read(page, language="en")]


@pytest.mark.parametrize("call", [read, lambda path: write(Network(), path)])
def test_an_empty_path_is_not_the_working_folder(
    call: Callable[[str], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.md").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArgumentError):
        call("")
    assert PAGE == (tmp_path / "index.md").read_text()


@pytest.mark.parametrize("call", [read, lambda path: write(leavex_network.load(), path)])
def test_a_file_without_an_extension_is_an_error_that_offers_extensions(
    call: Callable[[str], object],
) -> None:
    for name in ("nosuch", "nosuch.yaml"):
        with pytest.raises(FormatError, match=r"'\.json', '\.md'"):
            call(name)


def test_an_unknown_format_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(FormatError, match="'json'"):
        named("jsn")
    with pytest.raises(FormatError, match="'json', 'markdown'"):
        named("parquet")


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("text", [None, 5, ["{}"]], ids=repr)
def test_a_text_that_is_neither_a_string_nor_bytes_is_a_type_error(text: Any, name: str) -> None:
    with pytest.raises(TypeError, match=f"not {type(text).__name__}"):
        loads(text, name)


def test_a_line_that_ends_with_a_carriage_return_alone_is_a_line() -> None:
    text = "id,kind,name,url\rx,petition,X,nowhere\r"
    with pytest.raises(DataError) as caught:
        loads(text, "csv")
    assert [(2, 14)] == [(problem.line, problem.column) for problem in caught.value.problems]


def test_a_number_that_is_too_long_is_found_also_with_letters_behind_it() -> None:
    with pytest.raises(DataError) as caught:
        loads('{"version": 123456789012345678901x}')
    assert ["invalid-json"] == [problem.code for problem in caught.value.problems]


def test_a_generated_file_that_is_gone_already_is_not_removed(tmp_path: Path) -> None:
    generated.carry_out(generated.plan(tmp_path, "web", {"a": b"1", "b": b"2"}))
    (tmp_path / "a").unlink()
    plan = generated.plan(tmp_path, "web", {})
    assert ("b",) == plan.removed


def test_a_language_without_a_table_in_the_configuration_has_no_folder(tmp_path: Path) -> None:
    (tmp_path / "hugo.json").write_text('{"languages": {"de": 5}}')
    assert Site(root=tmp_path, language="de", languages=("de",)) == site_at(tmp_path)


def test_an_item_whose_id_the_file_has_given_to_another_entry_gets_an_id_of_its_own() -> None:
    file = loads("### Petitions\n* [A](https://a.example)\n", "markdown")
    new = "### Petitions\n* [A](https://c.example)\n* [B](https://a.example)\n* [A 2](https://d.example)\n"
    onto = dumps(Network(file, about=file.about))
    merged = loads(dumps(loads(new, "markdown"), onto=onto))
    urls = {"a": "https://a.example", "a-2": "https://d.example", "a-3": "https://c.example"}
    assert urls == {entry.id: entry.url for entry in merged}


def test_a_file_keeps_its_spelling_of_a_hashtag_that_a_page_writes_in_another_form() -> None:
    known = Initiative(id="a", name="A", url="https://a.example", hashtags=["Été"])
    page = "### Initiatives\n* [**A**](https://A.example:443/): #éTÉ #New\n"
    merged = loads(dumps(loads(page, "markdown"), onto=dumps(Network([known]))))
    assert [("Été", "New")] == [entry.hashtags for entry in merged]


def located(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, from a list of all lines."""
    starts = [0, *(end.end() for end in re.finditer("\r\n?|\n", text))]
    line = sum(start <= offset for start in starts)
    return line, offset - starts[line - 1] + 1


@pytest.mark.parametrize("block", [1, 2, 3, 16_384])
def test_every_offset_has_a_line_and_a_column(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_BLOCK", block)
    for characters in product("a\r\n", repeat=6):
        text = "".join(characters)
        known = Lines(text)
        assert [located(text, offset) for offset in range(7)] == [*map(known.locate, range(7))]


@given(st.text("a\r\n", min_size=1, max_size=40), st.integers(0, 40))
def test_lines_are_those_between_all_line_breaks(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert located(text, offset) == Lines(text).locate(offset)


def test_a_base_url_that_is_no_string_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="base URL"):
        loads("", "markdown", base_url=5)  # type: ignore[arg-type] - as a caller may do
