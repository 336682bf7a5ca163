"""HTML and Atom: their contents, their languages, and that text stays text."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hostile import HOSTILE, hostile_network
from hypothesis import given
from pydantic import ValidationError
from strategies import networks

from leavex_network import Entry, Initiative, Network, Petition, dumps, loads, read, write
from leavex_network.data import read_bytes
from leavex_network.errors import FormatError, MissingExtraError
from leavex_network.formats import READ
from leavex_network.models import About
from leavex_network.places.languages import WITH_NAMES, direction, language
from leavex_network.rendering.templates import macro
from leavex_network.rendering.view import View
from leavex_network.text import folding, scripts

ATOM = "{http://www.w3.org/2005/Atom}"


class Seen(HTMLParser):
    """The elements of HTML with their attributes, and its text, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def having(self, name: str) -> list[tuple[str, dict[str, str | None]]]:
        return [
            (tag, attrs)
            for tag, attrs in self.elements
            if name in (attrs.get("class") or "").split()
        ]


ALLOWED = {
    *(
        "a",
        "button",
        "code",
        "details",
        "div",
        "em",
        "form",
        "h2",
        "span",
        "input",
        "label",
        "li",
        "option",
        "output",
    ),
    *("p", "section", "select", "strong", "summary", "template", "ul"),
}


def test_the_fragment_lists_entries_below_their_headings_concluded_ones_last(
    network: Network[Entry],
) -> None:
    seen = Seen(dumps(network, "html"))
    order = [
        *network.initiatives,
        *network.petitions.by_status("active"),
        *network.petitions.by_status("concluded"),
    ]
    names = seen.having("leavex-network-name")
    assert [entry.url for entry in order] == [attrs["href"] for _, attrs in names]
    assert [entry.id for entry in order] == [
        str(attrs["id"]).removeprefix("leavex-network-")
        for _, attrs in seen.having("leavex-network-entry")
    ]
    parts = [
        (tag, attrs)
        for tag, attrs in seen.elements
        if tag in ("h2", "details") or attrs.get("role") == "heading"
    ]
    tags = [tag for tag, _ in parts]
    # Not `h3`, which would stand below the marker of the summary without our stylesheet.
    assert ["h2", "h2", "details", "span"] == tags
    assert all(entry.name in seen.text and entry.text in seen.text for entry in network)


def test_the_fragment_has_one_class_prefix_no_script_no_style_and_no_referrer(
    network: Network[Entry],
) -> None:
    seen = Seen(dumps(network, "html"))
    assert {tag for tag, _ in seen.elements} <= ALLOWED
    for tag, attrs in seen.elements:
        assert all(name.startswith("leavex-network") for name in (attrs.get("class") or "").split())
        assert not any(name == "style" or name.startswith("on") for name in attrs)
        assert tag != "a" or attrs["rel"] == "noopener noreferrer"


def test_text_in_another_language_than_the_page_is_marked(network: Network[Entry]) -> None:
    seen = Seen(dumps(network, "html", language="ar"))
    assert ("div", "ar", "rtl") == (
        seen.elements[0][0],
        seen.elements[0][1]["lang"],
        seen.elements[0][1]["dir"],
    )
    texts = seen.having("leavex-network-text")
    assert {("en", "ltr")} == {(attrs.get("lang"), attrs.get("dir")) for _, attrs in texts}
    german = Seen(dumps(network, "html", language="de"))
    assert {None} == {attrs.get("lang") for _, attrs in german.having("leavex-network-text")}
    names = {attrs["href"]: attrs.get("lang") for _, attrs in german.having("leavex-network-name")}
    assert "fr" == names["https://politipet.fr/2610"]


def test_a_language_without_words_gets_english_words_and_marked_texts() -> None:
    petition = Petition(
        id="x", name="Ξ", url="https://x.example", description="Κείμενο", territories=["GR"]
    )
    seen = Seen(dumps(Network([petition], about=About(language="el")), "html"))
    assert "en" == seen.elements[0][1]["lang"]
    ((_, name),) = seen.having("leavex-network-name")
    assert ("el", "auto") == (name["lang"], name["dir"])
    assert "Greece" in seen.text


def test_a_regional_language_has_the_words_of_its_language() -> None:
    network = Network([Petition(id="x", name="X", url="https://x.example")])
    assert ["de-AT", "pt-PT", "en"] == [
        View.of(network, code).language for code in ("de-AT", "pt-BR", "zh")
    ]
    assert ["rtl", "ltr", "auto"] == [direction(code) for code in ("ar-EG", "de-AT", "pt-BR")]


@pytest.mark.parametrize("code", WITH_NAMES)
def test_every_language_has_every_word_of_the_interface(code: str) -> None:
    english = language("en").interface
    words = language(code).interface
    assert english.keys() == words.keys()
    for name, word in words.items():
        assert word.strip() == word != ""
        assert re.findall(r"{\w+}", english[name]).sort() == re.findall(r"{\w+}", word).sort()
        assert set(re.findall(r"{\w+}", english[name])) == set(re.findall(r"{\w+}", word))


def test_a_control_with_one_choice_is_omitted() -> None:
    petitions = [
        Petition(id=f"x{number}", name="X", url=f"https://x{number}.example") for number in range(2)
    ]
    assert "<select" not in dumps(Network(petitions), "html")
    assert "leavex-network-search" in dumps(Network(petitions), "html")


def test_an_empty_network_says_that_nothing_is_listed() -> None:
    seen = Seen(dumps(Network(), "html", language="fr"))
    assert language("fr").interface["none"] in seen.text
    assert ["div", "p"] == [tag for tag, _ in seen.elements]


def test_a_part_of_the_fragment_is_that_of_the_whole() -> None:
    view = View.of(Network(), "fr")
    part = macro("parts.html", "no_match", view=view)
    assert language("fr").interface["none"] in part
    assert part in dumps(view.network, "html")


def test_an_entry_has_the_keys_by_which_a_script_finds_it(network: Network[Entry]) -> None:
    item = next(
        attributes
        for tag, attributes in Seen(dumps(network, "html")).elements
        if tag == "li" and attributes.get("id") == "leavex-network-juntas"
    )
    expected = {"kind": "initiative", "country": "ES", "hashtag": "juntas", "status": "active"}
    assert expected == {name: item[f"data-{name}"] for name in expected}


def test_choices_are_sorted_by_name_regions_after_countries(network: Network[Entry]) -> None:
    country = View.of(network, "de").controls[0]
    texts = [choice.text for choice in country.choices]
    assert [
        "Australien",
        "Deutschland",
        "Frankreich",
        "Irland",
        "Italien",
        "Kanada",
        "Niederlande",
    ] == texts[:7]
    assert ["Europa", "Welt"] == texts[-2:]


@given(networks)
def test_the_fragment_shows_every_entry_as_text(network: Network[Entry]) -> None:
    seen = Seen(dumps(network, "html"))
    assert {tag for tag, _ in seen.elements} <= ALLOWED
    for entry in network.localize(network.about.language):
        assert entry.name in seen.text
        assert entry.text in seen.text


def test_hostile_text_is_text_in_html() -> None:
    network = hostile_network()
    seen = Seen(dumps(network, "html"))
    assert {tag for tag, _ in seen.elements} <= ALLOWED
    assert not any(name.startswith("on") for _, attrs in seen.elements for name in attrs)
    assert all(
        str(attrs["href"]).startswith("https://") for tag, attrs in seen.elements if tag == "a"
    )
    for text, entry in zip(HOSTILE, network, strict=True):
        assert text in seen.text
        assert entry.text in seen.text


# Atom


def feed(network: Network[Entry], language: str | None = None) -> ET.Element:
    return ET.fromstring(dumps(network, "atom", language=language))  # noqa: S314 - our own text


def test_the_feed_is_newest_first_and_repeats_concluded_entries(network: Network[Entry]) -> None:
    entries = feed(network).findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert len(network) + len(network.by_status("concluded")) == len(entries)
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert f"{language('en').interface['concluded']}: Musk stoppen, X abschalten" in titles
    assert "Musk stoppen, X abschalten" in titles


def test_the_ids_of_a_feed_stay_when_entries_come_and_go(network: Network[Entry]) -> None:
    def ids(of: Network[Entry]) -> set[str | None]:
        return {entry.findtext(f"{ATOM}id") for entry in feed(of).findall(f"{ATOM}entry")}

    assert ids(network.as_of("2025-01-20")) < ids(network)
    assert len(ids(network)) == len(feed(network).findall(f"{ATOM}entry"))
    assert "https://leavex.eu/network/#feed/en" == feed(network).findtext(f"{ATOM}id")
    assert ids(network).isdisjoint(ids(network.localize("de")))
    bare = Network([Petition(id="x", name="X", url="https://x.example", listed="2025-01-01")])
    assert all(str(entry_id).startswith("urn:uuid:") for entry_id in ids(bare))


def test_an_entry_without_a_day_is_omitted_and_an_empty_feed_has_the_known_day() -> None:
    entry = Initiative(id="x", name="X", url="https://x.example")
    assert [] == feed(Network([entry])).findall(f"{ATOM}entry")
    updated = [
        feed(Network(about=about)).findtext(f"{ATOM}updated")
        for about in (About(), About(edition="2026-01-25"))
    ]
    assert ["1970-01-01T00:00:00Z", "2026-01-25T00:00:00Z"] == updated


def test_a_feed_is_in_the_chosen_language(network: Network[Entry]) -> None:
    german = feed(network, "de")
    assert "de" == german.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert "Netzwerk" == german.findtext(f"{ATOM}title")
    labels = {category.get("label") for category in german.iter(f"{ATOM}category")}
    assert {"Deutschland", "Petitionen"} <= labels
    dutch = feed(network, "nl")
    content = next(dutch.iter(f"{ATOM}content"))
    assert "en" == content.get("{http://www.w3.org/XML/1998/namespace}lang")


@given(networks)
def test_a_feed_is_xml_with_every_name(network: Network[Entry]) -> None:
    titles = {entry.findtext(f"{ATOM}title") for entry in feed(network).findall(f"{ATOM}entry")}
    assert {
        entry.name for entry in network.localize(network.about.language) if entry.listed
    } <= titles


def test_hostile_text_is_text_in_a_feed() -> None:
    root = feed(hostile_network())
    titles = {entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")}
    assert set(HOSTILE) <= titles
    assert {element.tag.removeprefix(ATOM) for element in root.iter()} <= {
        *(
            "feed",
            "id",
            "title",
            "subtitle",
            "updated",
            "published",
            "author",
            "name",
            "uri",
            "link",
            "rights",
        ),
        *("entry", "category", "content"),
    }


def test_a_character_that_xml_cannot_hold_is_in_no_text() -> None:
    forbidden = [*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
    for code_point in forbidden:
        with pytest.raises(ValidationError):
            Initiative(
                id="x", name="X", url="https://x.example", description=f"a{chr(code_point)}b"
            )


# Both


@pytest.mark.parametrize("name", ["html", "atom"])
def test_reading_a_format_that_is_only_written_is_an_error(
    name: str, network: Network[Entry], tmp_path: object
) -> None:
    assert ("json", "markdown", "csv", "xlsx", "xls", "ods") == READ
    with pytest.raises(FormatError) as caught:
        loads("x", name)
    assert [name, *READ] == re.findall(r"'(\w+)'", str(caught.value))
    path = f"{tmp_path}/network.{name}"
    write(network, path)
    with pytest.raises(FormatError):
        read(path)


def test_without_jinja_the_extra_is_named(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    from leavex_network.rendering import templates

    templates._environment.cache_clear()
    without("jinja2")
    with pytest.raises(MissingExtraError, match=r"\.\[web\]"):
        dumps(network, "html")
    templates._environment.cache_clear()


SUMS = """
import hashlib, leavex_network
n = leavex_network.load()
for f in ("json", "csv", "html", "atom", "markdown"):
    print(f, hashlib.sha256(leavex_network.dumps(n, f).encode()).hexdigest())
"""


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_hash_seed_time_zone_or_locale() -> None:
    def sums(**env: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", SUMS], env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    first = sums(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert 5 == len(first.splitlines())
    assert first == sums(PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONUTF8="1")


def test_choices_are_sorted_as_they_are_found() -> None:
    entries = [
        Petition(id=code.lower(), name=code, url=f"https://{code}.example", territories=[code])
        for code in ("MT", "LV", "LT", "LU", "IT")
    ]
    (control, *_) = View.of(Network(entries), "pl").controls
    names = ["Litwa", "Łotwa", "Luksemburg", "Malta", "Włochy"]
    assert names == [choice.text for choice in control.choices][: len(names)]


def widget_table(start: str, end: str) -> str:
    """Return a part of the widget's script, its escapes written as Python writes them."""
    source = read_bytes("web/list.js").decode()
    part = source[source.index(start) + len(start) :]
    return part[: part.index(end)]


def test_the_widget_has_the_letters_that_python_folds() -> None:
    table = re.sub(r"(\w+):", r'"\1":', widget_table("const LETTERS = {", "}")).rstrip(", \n")
    assert folding._LETTERS == json.loads(f"{{{table}}}")


def test_the_widget_has_the_scripts_without_spaces_of_python() -> None:
    pattern = widget_table("const UNSPACED =\n  /", "/gu;")
    escapes = re.compile(r"\\u\{?([0-9a-f]+)\}?")
    assert scripts.WITHOUT_SPACES == escapes.sub(lambda match: chr(int(match[1], 16)), pattern)
