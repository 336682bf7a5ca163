"""Notebooks: a network is a table, an entry is a card, and text stays text."""

import pytest
from hostile import HOSTILE, hostile_network
from hypothesis import given
from strategies import networks
from test_web_texts import Seen

from leavex_network import Entry, Network, Petition

TABLE = {"a", "bdi", "caption", "div", "p", "table", "tbody", "td", "th", "thead", "tr"}
CARD = {"a", "bdi", "code", "div", "em", "p", "strong"}


def test_a_network_is_a_table_with_a_row_for_each_entry(network: Network[Entry]) -> None:
    seen = Seen(network._repr_html_())
    tags = [tag for tag, _ in seen.elements]
    assert len(network) + 1 == tags.count("tr")
    assert [entry.url for entry in network] == [
        attrs["href"] for tag, attrs in seen.elements if tag == "a"
    ]
    assert repr(network) in seen.text
    for text in (
        "Country or region",
        "🇩🇪 Germany",
        "#LeaveX",
        "Concluded",
        *(entry.name for entry in network),
    ):
        assert text in seen.text


def test_a_table_is_in_the_language_of_its_network(network: Network[Entry]) -> None:
    arabic = Seen(network.localize("ar")._repr_html_())
    assert ("ar", "rtl") == (arabic.elements[0][1]["lang"], arabic.elements[0][1]["dir"])
    assert "ألمانيا" in arabic.text
    assert "Country or region" in Seen(network.localize("zh")._repr_html_()).text


def test_a_long_network_is_cut_with_a_count() -> None:
    entries = [
        Petition(id=f"x{number}", name=f"Name {number}", url=f"https://x{number}.example")
        for number in range(2_050)
    ]
    seen = Seen(Network(entries)._repr_html_())
    assert "2,000 more" in seen.text
    assert 51 == [tag for tag, _ in seen.elements].count("tr")
    assert "more" not in Seen(Network(entries[:50])._repr_html_()).text


def test_an_entry_is_a_card(network: Network[Entry]) -> None:
    seen = Seen(network["juntas"]._repr_html_())
    for text in (
        "#juntas",
        "Vámonos juntas",
        "🇪🇸 Spain",
        "vamonosjuntas.org",
        "initiative",
        "active",
    ):
        assert text in seen.text
    assert "https://en.wikipedia.org/wiki/Fediverse" in {
        attrs.get("href") for _, attrs in seen.elements
    }


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
