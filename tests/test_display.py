"""Notebooks: a network is a table, an entry is a card, and text stays text."""

import pickle
import re
from datetime import date
from typing import Any

import pytest
from hostile import HOSTILE, hostile_network
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks
from test_web_texts import Seen

from leavex_network import Entry, Network, Petition
from leavex_network.errors import ArgumentError, ArgumentTypeError
from leavex_network.models import About
from leavex_network.models.cards import labeled
from leavex_network.models.kinds import singular
from leavex_network.places.days import written
from leavex_network.places.languages import WITH_NAMES, language

TABLE = {"a", "bdi", "caption", "code", "div", "p", "table", "tbody", "td", "th", "thead", "tr"}
CARD = {"a", "bdi", "code", "div", "em", "p", "strong"}


def test_a_network_is_a_table_with_a_row_for_each_entry(network: Network[Entry]) -> None:
    seen = Seen(network._repr_html_())
    tags = [tag for tag, _ in seen.elements]
    assert len(network) + 1 == tags.count("tr")
    assert [entry.url for entry in network] == [
        attrs["href"] for tag, attrs in seen.elements if tag == "a"
    ]
    for text in (
        "Countries and regions",
        "🇩🇪 Germany",
        "#LeaveX",
        "concluded",
        "Listed since",
        "January 18, 2025",
        "Concluded on",
        "January 13, 2026",
        *(entry.name for entry in network),
    ):
        assert text in seen.text


CAPTIONS = {
    "en": "Network · Entries: 23 · Initiatives: 12 · Petitions: 11 · Concluded: 8 · "
    "Edition of January 25, 2026",
    "de": "Netzwerk · Einträge: 23 · Initiativen: 12 · Petitionen: 11 · Abgeschlossen: 8 · "
    "Ausgabe vom 25. Januar 2026",
    "fr": "Réseau · Entrées : 23 · Initiatives : 12 · Pétitions : 11 · Terminées : 8 · "
    "Édition du 25 janvier 2026",
}


@pytest.mark.parametrize("code", CAPTIONS)
def test_the_caption_counts_the_entries_in_the_words_of_the_network(
    code: str, network: Network[Entry]
) -> None:
    table = network.localize(code).table()
    assert CAPTIONS[code] in Seen(table._repr_html_()).text
    assert CAPTIONS[code] == str(table).partition("\n")[0]


@pytest.mark.parametrize("code", WITH_NAMES)
def test_a_table_is_in_the_language_of_its_network(code: str, network: Network[Entry]) -> None:
    words = language(code)
    localized = network.localize(code)
    seen = Seen(localized._repr_html_())
    root = seen.elements[0][1]
    assert (code, words.direction) == (root["lang"], root["dir"])
    columns = ("name", "kind", "territories", "hashtags", "status", "listed", "concluded")
    for shown in (seen.text, str(localized.table())):
        assert all(words.columns[column][0] in shown for column in columns)
        assert singular("petition", code) in shown
        assert words.territories["DE"] in shown
        assert written(date(2025, 1, 18), words) in shown


@pytest.mark.parametrize("code", WITH_NAMES)
def test_every_language_has_all_words_of_tables(code: str) -> None:
    words = language(code).tables
    assert language("en").tables.keys() == words.keys()
    assert all(word.strip() == word != "" for word in words.values())
    assert ["all_rows"] == [name for name, word in words.items() if "{call}" in word]
    assert all(part in words["fact"] for part in ("{name}", "{value}"))


def test_a_table_in_a_language_without_words_has_english_ones(network: Network[Entry]) -> None:
    assert "Countries and regions" in Seen(network.localize("zh")._repr_html_()).text


def test_a_declared_kind_has_its_own_words() -> None:
    about = About(language="de", kinds={"meetup": {"de": ["Treffen alle", "Treffen"]}})
    entry = Entry(id="x", kind="meetup", name="X", url="https://x.example")
    network = Network([entry], about=about)
    assert "Treffen alle: 1" in str(network.table())
    assert "X     Treffen" in str(network.table())
    assert "Treffen" in Seen(network["x"]._repr_html_()).text


def test_a_kind_may_be_called_entries() -> None:
    about = About(kinds={"item": {"en": ["Entries", "Entry"]}})
    entries = [
        Entry(id="x", kind="item", name="X", url="https://x.example"),
        Petition(id="y", name="Y", url="https://y.example"),
    ]
    caption = "Network · Entries: 2 · Entries: 1 · Petitions: 1"
    assert caption == str(Network(entries, about=about).table()).partition("\n")[0]


def test_a_table_has_only_columns_in_which_something_is_known() -> None:
    entry = Petition(id="x", name="X", url="https://x.example", closes="2026-02-01")
    headings = ["Name", "Kind", "Closes on"]
    assert headings == headings_of(Network([entry]))
    assert headings[:2] == headings_of(Network())


def headings_of(network: Network[Entry]) -> list[str]:
    """Return the headings of the table of a network."""
    return re.findall(r"<th [^>]*>(.*?)</th>", network._repr_html_())


@pytest.mark.parametrize(
    ("code", "start", "end"), [("en", "left", "right"), ("ar", "right", "left")]
)
def test_a_sanitizer_may_remove_styles_or_logical_sides_and_the_alignment_stays(
    code: str, start: str, end: str, network: Network[Entry]
) -> None:
    localized = network.localize(code)
    for html in (localized._repr_html_(), localized["leavex"]._repr_html_()):
        assert not re.search(r":start|:end|inline-(start|end)|<style", html)
    seen = Seen(localized._repr_html_())
    cells = [attrs for tag, attrs in seen.elements if tag in ("th", "td")]
    assert {start} == {attrs["align"] for attrs in cells}
    assert all(f"text-align:{start};" in attrs["style"] for attrs in cells)
    assert not any(f"text-align:{end}" in attrs["style"] for attrs in cells)


def test_a_long_network_is_cut_with_a_count() -> None:
    entries = [
        Petition(id=f"x{number}", name=f"Name {number}", url=f"https://x{number}.example")
        for number in range(2_050)
    ]
    seen = Seen(Network(entries)._repr_html_())
    assert "2000 more · All rows: network.table(limit=None)" in seen.text
    assert 51 == [tag for tag, _ in seen.elements].count("tr")
    assert "more" not in Seen(Network(entries[:50])._repr_html_()).text
    whole = Seen(Network(entries).table(limit=None)._repr_html_())
    assert 2_051 == [tag for tag, _ in whole.elements].count("tr")
    assert "more" not in whole.text


@pytest.mark.parametrize(("limit", "rows"), [(0, 0), (2, 2), (23, 23), (24, 23), (None, 23)])
def test_a_table_has_as_many_rows_as_its_limit_allows(
    limit: int | None, rows: int, network: Network[Entry]
) -> None:
    table = network.table(limit=limit)
    seen = Seen(table._repr_html_())
    assert rows + 1 == [tag for tag, _ in seen.elements].count("tr")
    _, *lines = str(table).splitlines()
    if rows < len(network):
        assert lines.pop().endswith("network.table(limit=None)")
    assert rows == len(lines) - 2


@pytest.mark.parametrize(("limit", "error"), [(-1, ArgumentError), (1.5, ArgumentTypeError)])
def test_a_limit_is_a_number_of_rows(
    limit: Any, error: type[Exception], network: Network[Entry]
) -> None:
    with pytest.raises(error):
        network.table(limit=limit)


def test_a_table_as_text_has_columns_of_equal_width_in_a_terminal() -> None:
    entries = [
        Petition(id="a", name="署名", url="https://a.example", hashtags=["Tag"]),
        Petition(id="b", name="X\u0301", url="https://b.example"),
        Petition(id="c", name="x" * 50, url="https://c.example", hashtags=["Tag"]),
        Petition(id="d", name="署" * 50, url="https://d.example", hashtags=["Tag"]),
    ]
    _, *lines = str(Network(entries).table()).splitlines()
    assert "Name" + " " * 38 + "Kind      Hashtags" == lines[0]
    assert "-" * 40 + "  --------  --------" == lines[1]
    assert "署名" + " " * 38 + "Petition  #Tag" == lines[2]
    assert "X\u0301" + " " * 41 + "Petition" == lines[3]
    assert "x" * 39 + "…  Petition  #Tag" == lines[4]
    assert "署" * 19 + "…   Petition  #Tag" == lines[5]


def test_an_entry_is_a_card(network: Network[Entry]) -> None:
    seen = Seen(network["juntas"]._repr_html_())
    for text in (
        "#juntas",
        "Vámonos juntas",
        "🇪🇸 Spain",
        "vamonosjuntas.org",
        "Initiative",
        "active",
        "Listed since: January 20, 2025",
        "Sources: January 20, 2025",
    ):
        assert text in seen.text
    assert "https://en.wikipedia.org/wiki/Fediverse" in {
        attrs.get("href") for _, attrs in seen.elements
    }


def test_a_card_has_days_a_note_and_links_to_its_sources(network: Network[Entry]) -> None:
    entry = network["leavex"]
    seen = Seen(entry._repr_html_())
    assert f"Note: {entry.note}" in seen.text
    links = {attrs.get("href") for _, attrs in seen.elements}
    assert {network.about.sources[key].url for key in entry.sources} <= links


@pytest.mark.parametrize("code", WITH_NAMES)
def test_a_card_speaks_the_language_of_the_network(code: str, network: Network[Entry]) -> None:
    words = language(code)
    entry = network.localize(code)["ban-x-in-europe-petition"]
    seen = Seen(entry._repr_html_())
    root = seen.elements[0][1]
    assert (code, words.direction) == (root["lang"], root["dir"])
    day = written(date(2026, 1, 13), words)
    for text in (
        singular("petition", code),
        words.statuses["concluded"][0],
        labeled(words.columns["concluded"][0], words, day),
        words.tables["sources"],
    ):
        assert text in seen.text


def test_a_card_marks_a_note_as_not_translated(network: Network[Entry]) -> None:
    german = network.localize("de")["leavex"]
    assert f'Anmerkung: <bdi lang="en">{german.note}</bdi>' in german._repr_html_()


def test_a_card_has_the_fields_of_ones_own_and_the_archived_copy() -> None:
    extra = {"members": 5, "is-open": True, "towns": ["Ulm", "Bonn"]}
    archived = "https://archive.example/x"
    entry = Petition(id="x", name="X", url="https://x.example", archived=archived, extra=extra)
    seen = Seen(Network([entry], about=About(language="de"))["x"]._repr_html_())
    assert "members: 5 · is-open: true · towns: Ulm, Bonn" in seen.text
    assert "x.example · archiviert" in seen.text
    assert archived in {attrs.get("href") for _, attrs in seen.elements}


def test_an_entry_in_no_network_is_a_card_in_english() -> None:
    entry = Petition(id="x", name="X", url="https://x.example", sources=["a"])
    seen = Seen(entry._repr_html_())
    assert "Petition" in seen.text
    assert "Sources" not in seen.text


def test_an_entry_of_two_networks_speaks_the_language_of_each() -> None:
    entry = Petition(id="x", name="X", url="https://x.example", name_language="fr")
    german = Network([entry], about=About(language="de"))
    english = Network([entry], about=About(language="en"))
    assert ("aktiv", "active") == (status_of(german), status_of(english))
    assert "aktiv" == status_of(pickle.loads(pickle.dumps(german)))
    assert entry == german["x"] == english["x"]
    # What localizing leaves as it is speaks the other language, too.
    assert "activa" == status_of(english.localize("es"))
    assert "active" == status_of(english)


def status_of(network: Network[Entry]) -> str:
    """Return the status on the card of the first entry of a network."""
    (status,) = re.findall(r"· <bdi>(\w+)</bdi></p>", network[0]._repr_html_())
    return status


@given(networks, st.sampled_from(WITH_NAMES))
def test_each_entry_of_a_network_has_its_card_in_its_language(
    network: Network[Entry], code: str
) -> None:
    for shown in (network, network.localize(code), network.as_of("2025-06-01"), network[::-1]):
        for entry in shown:
            root = Seen(entry._repr_html_()).elements[0][1]
            assert shown.about.language == root["lang"]


def test_a_card_marks_the_language_of_its_texts(network: Network[Entry]) -> None:
    french = Seen(network.localize("nl")["cesser-dutiliser-x"]._repr_html_())
    assert "fr" in {attrs.get("lang") for _, attrs in french.elements}
    english = Seen(network.localize("nl")["leavex"]._repr_html_())
    assert "en" in {attrs.get("lang") for _, attrs in english.elements}


def test_an_empty_network_is_an_empty_table() -> None:
    seen = Seen(Network()._repr_html_())
    assert 1 == [tag for tag, _ in seen.elements].count("tr")


@given(networks)
def test_any_text_is_shown_as_text(network: Network[Entry]) -> None:
    seen = Seen(network._repr_html_())
    assert {tag for tag, _ in seen.elements} <= TABLE
    assert all(entry.name in seen.text for entry in network)
    for entry in network:
        card = Seen(entry._repr_html_())
        assert {tag for tag, _ in card.elements} <= CARD
        assert entry.text in card.text


@pytest.mark.parametrize("shown", ["network", "entry"])
def test_hostile_text_is_text(shown: str) -> None:
    network = hostile_network()
    html = (
        network._repr_html_()
        if shown == "network"
        else "".join(entry._repr_html_() for entry in network)
    )
    seen = Seen(html)
    assert all(text in seen.text for text in HOSTILE)
    assert not {"img", "script", "b", "evil"} & {tag for tag, _ in seen.elements}
    assert not any(name.startswith("on") for _, attrs in seen.elements for name in attrs)
    assert all(
        (attrs.get("href") or "https://").startswith("https://") for _, attrs in seen.elements
    )


@pytest.mark.parametrize("emoji", ["\U0001f1e9\U0001f1ea", "\U0001f468\u200d\U0001f469"])
def test_a_cell_of_text_is_cut_between_emoji(emoji: str) -> None:
    for before in ("", "x"):
        name = before + emoji * 30
        text = str(Network([Petition(id="x", name=name, url="https://x.example")]).table())
        (kept,) = re.findall("(.*)\u2026", text)
        assert not kept.endswith("\u200d")
        assert 0 == sum("\U0001f1e6" <= letter <= "\U0001f1ff" for letter in kept) % 2
