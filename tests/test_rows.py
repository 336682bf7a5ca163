"""Rows: the fields of entries, and what follows from them."""

from typing import Any

import pytest
from hypothesis import given
from strategies import networks

from leavex_network import Entry, Network, Petition
from leavex_network.models import About

FRENCH_NAME = {"name_language": "fr"}
FRENCH_TEXT = {"description": "Signez.", "description_language": "fr"}
IN_GERMAN = {"translations": {"de": {"description": "Unterschreiben."}}}


@given(networks)
def test_a_row_has_the_host_of_the_main_address(network: Network[Entry]) -> None:
    assert [entry.host for entry in network] == [row["host"] for row in network.rows()]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["en"]),
        (FRENCH_NAME, ["fr"]),
        ({**FRENCH_NAME, "description": "Sign."}, ["en"]),
        (FRENCH_TEXT, ["fr"]),
        (IN_GERMAN, ["en", "de"]),
        ({**FRENCH_TEXT, **IN_GERMAN}, ["fr", "de"]),
        ({"translations": {"es": {"name": "Y"}, "de": {}}}, ["en", "es", "de"]),
    ],
)
def test_a_row_has_the_language_of_its_text_before_those_of_its_translations(
    values: dict[str, Any], expected: list[str]
) -> None:
    given = {"id": "x", "name": "X", "url": "https://x.example", **values}
    entry = Petition.model_validate(given)
    network = Network([entry], about=About(language="en"))
    assert [expected] == [row["languages"] for row in network.rows()]
    assert [expected] == [row["languages"] for row in network.rows(mode="json")]


def test_a_localized_row_has_another_language_where_there_is_no_translation() -> None:
    given = {"name": "X", "url": "https://x.example", "description": "Sign."}
    entries = [
        Petition.model_validate({**given, "id": "a", **IN_GERMAN}),
        Petition.model_validate({**given, "id": "b"}),
    ]
    german = Network(entries).localize("de")
    assert [["de"], ["en"]] == [row["languages"] for row in german.rows()]


@given(networks)
def test_the_languages_of_rows_are_those_of_texts_and_translations(network: Network[Entry]) -> None:
    for entry, row in zip(network, network.rows(), strict=True):
        own, *others = row["languages"]
        assert set(entry.translations) - {own} == set(others)
        assert own in {network.about.language, entry.name_language, entry.description_language}
