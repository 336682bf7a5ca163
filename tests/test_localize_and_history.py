"""The same network in another language and on another day, and what differs between two."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import days, languages, networks

from leavex_network import Entry, Initiative, Network, Petition
from leavex_network.errors import ArgumentError
from leavex_network.models import About, AboutTranslation, Translation

ENGLISH = Initiative(
    id="a",
    name="A",
    url="https://a.example",
    description="Text",
    translations={"de": Translation(description="Wort")},
)


def test_a_translation_replaces_the_original(network: Network[Entry]) -> None:
    french = network.localize("fr")
    assert ("Réseau", "fr", None) == (
        french.about.title,
        french.about.language,
        french.about.text_language,
    )
    assert ("BAN X en Europe", "https://fr.escape-x.org") == (
        french["ban-x-in-europe"].name,
        french["escapex"].url,
    )
    assert (
        "Pétition au gouvernement du Canada pour abandonner X"
        == french["government-of-canada"].name
    )
    assert {} == dict(french["escapex"].translations)


def test_a_region_falls_back_to_its_language(network: Network[Entry]) -> None:
    austrian = network.localize("de-AT")
    assert "de-AT" == austrian.about.language
    assert list(network.localize("de")) == list(austrian)


def test_each_field_comes_from_the_closest_translation() -> None:
    texts = {
        "de": Translation(name="Ä", description="Wort"),
        "de-AT": Translation(description="Jause"),
    }
    entry = Network([ENGLISH.model_copy(update={"translations": texts})]).localize("de-AT")[0]
    assert ("Ä", "Jause") == (entry.name, entry.description)


def test_text_without_a_translation_stays_and_names_its_language(network: Network[Entry]) -> None:
    dutch = network.localize("nl")
    assert ("nl", "en", "Network") == (
        dutch.about.language,
        dutch.about.text_language,
        dutch.about.title,
    )
    assert ("en", "en") == (
        dutch["helloquitx"].name_language,
        dutch["helloquitx"].description_language,
    )
    assert "de" == dutch["musk-stoppen"].name_language
    assert {"en", None} == {entry.description_language for entry in dutch}


def test_a_name_that_a_translation_keeps_counts_as_translated(network: Network[Entry]) -> None:
    german = network.localize("de")
    assert (None, None) == (
        german["helloquitx"].name_language,
        german["helloquitx"].description_language,
    )
    assert "fr" == german["cesser-dutiliser-x"].name_language


def test_a_text_written_in_the_chosen_language_is_not_marked() -> None:
    entry = Initiative(
        id="a", name="A", url="https://a.example", description="Mot", description_language="fr"
    )
    assert ["fr", None, "fr"] == [
        Network([entry]).localize(code)[0].description_language for code in ("de", "fr", "en")
    ]


def test_the_title_of_a_network_is_translated() -> None:
    about = About(title="Network", translations={"de": AboutTranslation(title="Netzwerk")})
    german = Network([ENGLISH], about=about).localize("de")
    assert ("Netzwerk", "Wort", None) == (
        german.about.title,
        german[0].description,
        german.about.text_language,
    )


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_the_networks_own_language_marks_no_text(language: str, network: Network[Entry]) -> None:
    english = network.localize(language)
    assert (language, None) == (english.about.language, english.about.text_language)
    assert {None} == {entry.description_language for entry in english}


@pytest.mark.parametrize("language", [None, 5, b"de", ["de"]])
def test_a_language_that_is_no_string_is_a_type_error(
    language: Any, network: Network[Entry]
) -> None:
    with pytest.raises(TypeError, match="language"):
        network.localize(language)


def test_the_case_of_a_language_tag_does_not_matter(network: Network[Entry]) -> None:
    assert "pt-PT" == network.localize("PT-pt").about.language
    assert "zh-Hant-TW" == network.localize("zh-hant-tw").about.language
    assert "sl-rozaj" == network.localize("sl-ROZAJ").about.language


@given(networks, languages, languages)
def test_localizing_again_starts_from_the_original(
    network: Network[Entry], first: str, second: str
) -> None:
    assert network.localize(second) == network.localize(first).localize(second)


@given(networks, languages, st.sampled_from(["active", "concluded"]), days)
def test_querying_and_localizing_commute(
    network: Network[Entry], language: str, status: str, day: date
) -> None:
    localized = network.localize(language)
    assert network.by_status(status).localize(language) == localized.by_status(status)
    assert network.as_of(day).localize(language) == localized.as_of(day)
    assert network[1:].localize("de") == localized[1:].localize("de")


def test_as_of_omits_later_entries_and_reopens_those_concluded_later(
    network: Network[Entry],
) -> None:
    earlier = network.as_of("2026-01-12")
    assert 19 == len(earlier)
    assert ("active", None) == (earlier["musk-stoppen"].status, earlier["musk-stoppen"].concluded)
    assert date(2026, 1, 12) == earlier.about.edition
    assert date(2025, 1, 20) == earlier["musk-stoppen"].listed


def test_as_of_a_day_includes_what_happened_on_it(network: Network[Entry]) -> None:
    assert "concluded" == network.as_of("2026-01-13")["musk-stoppen"].status
    assert 0 == len(network.as_of("2025-01-17"))
    assert 4 == len(network.as_of(date(2025, 1, 18)))


def test_as_of_a_later_day_changes_nothing(network: Network[Entry]) -> None:
    assert network == network.as_of("2030-01-01")


def test_an_entry_with_no_known_day_stays() -> None:
    undated = Network([Petition(id="a", name="A", url="https://a.example", status="concluded")])
    assert undated == undated.as_of("1999-01-01")
    assert undated.about.edition is None


NO_DAYS = (
    "2025-1-20",
    "20 January 2025",
    "2025-02-30",
    "",
    20250120,
    datetime(2025, 1, 20, 12),  # noqa: DTZ001 - days have no time zone
)


@pytest.mark.parametrize("day", NO_DAYS)
def test_anything_but_a_day_is_an_argument_error(day: object, network: Network[Entry]) -> None:
    with pytest.raises(ArgumentError, match="YYYY-MM-DD"):
        network.as_of(day)


@given(networks, days, days)
def test_going_back_twice_is_going_back_to_the_earlier_day(
    network: Network[Entry], first: date, second: date
) -> None:
    assert network.as_of(min(first, second)) == network.as_of(first).as_of(second)


def test_a_diff_lists_added_removed_and_changed_entries(network: Network[Entry]) -> None:
    added, removed, changed = network.as_of("2025-02-24").diff(network)
    assert {"xodus", "keine-macht-fuer-oligarchen", "cesser-dutiliser-x", "take-x-icons-off"} == {
        entry.id for entry in added
    }
    assert () == removed
    assert 8 == len(changed)
    assert ("status", "concluded") == changed[0].fields
    assert ("active", "concluded") == (changed[0].before.status, changed[0].after.status)
    assert ["musk-stoppen"] == [
        entry.id
        for entry in network.diff(network.where(lambda entry: entry.id != "musk-stoppen")).removed
    ]


def test_an_entry_with_a_new_id_is_changed_not_removed() -> None:
    renamed = ENGLISH.model_copy(update={"id": "b", "aliases": ("a",)})
    diff = Network([ENGLISH]).diff(Network([renamed]))
    assert ((), (), ("id", "aliases")) == (diff.added, diff.removed, diff.changed[0].fields)


@given(networks)
def test_nothing_differs_from_itself(network: Network[Entry]) -> None:
    assert ((), (), ()) == network.diff(network)
