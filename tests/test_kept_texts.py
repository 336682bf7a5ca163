"""What is derived from an entry is kept with it, and is never that of other texts."""

from functools import cached_property
from typing import Any
from weakref import ref

import pytest
from hypothesis import given
from markupsafe import escape
from pydantic import PrivateAttr, field_validator
from strategies import languages, networks, own_networks, texts

from leavex_network import Entry, Initiative, Network, dumps, loads
from leavex_network.models import Translation, derived
from leavex_network.network.criteria import CRITERIA, keys_of
from leavex_network.rendering.escaping import escaped

ENTRIES = (
    Initiative(
        id="a",
        name="A",
        url="https://a.example",
        description="A **text**",
        translations={"de": Translation(description="Ein *Wort*")},
    ),
    Initiative(id="b", name="B", url="https://b.example", description="Another"),
)


def shown(network: Network[Entry], language: str) -> tuple[object, ...]:
    """Return all that is derived from a network and its entries in a language."""
    localized = network.localize(language)
    derived = [(entry.text, entry.html, entry.links) for entry in localized]
    found = [entry.id for entry in localized.search("a")]
    written = [dumps(network, name, language=language) for name in ("html", "atom")]
    return derived, found, written, localized


@given(networks | own_networks, languages, languages)
def test_what_was_shown_in_one_language_changes_nothing_in_another(
    network: Network[Entry], first: str, second: str
) -> None:
    unused = loads(dumps(network))
    for language in (network.about.language, first):
        shown(network, language)
    assert shown(unused, second) == shown(network, second)


@given(networks | own_networks, languages)
def test_a_localized_entry_is_what_validation_makes_of_its_values(
    network: Network[Entry], language: str
) -> None:
    for entry in network.localize(language):
        validated = type(entry).model_validate(entry.given())
        assert validated == entry
        assert validated.model_fields_set == entry.model_fields_set


def test_a_text_that_is_the_same_in_several_languages_is_parsed_once() -> None:
    network = Network(ENTRIES)
    texts_of_own = [entry.html for entry in network.localize("en")]
    texts_of_german = [entry.html for entry in network.localize("de")]
    assert texts_of_own[1] is texts_of_german[1]
    assert ["A <strong>text</strong>", "Ein <em>Wort</em>"] == [texts_of_own[0], texts_of_german[0]]


def test_a_network_in_the_language_that_is_wanted_stays_as_it_is() -> None:
    german = Network(ENTRIES).localize("de-AT")
    assert german is german.localize("DE-at")
    assert german is not german.localize("de")


def test_a_network_keeps_its_entries_in_the_language_that_was_wanted_last() -> None:
    network = Network(ENTRIES)
    german = network.localize("de")
    assert german[0] is network.localize("de")[0]
    network.localize("fr")
    assert german[0] is not network.localize("de")[0]
    assert german == network.localize("de")


def test_a_network_that_nobody_holds_is_kept_by_none_of_its_languages() -> None:
    network = Network(ENTRIES)
    reference = ref(network)
    german = network.localize("de")
    dumps(network, "html", language="fr")
    del network, german
    assert reference() is None


class Shouted(Initiative):
    """An initiative with a validator, a cached value and a private attribute of its own."""

    _seen: list[str] = PrivateAttr(default_factory=list)

    @field_validator("name")
    @classmethod
    def _shout(cls, name: str) -> str:
        return name.upper()

    @cached_property
    def title(self) -> str:
        return f"{self.name}!"

    def model_post_init(self, _: object) -> None:
        self._seen.append(self.name)

    @property
    def seen(self) -> list[str]:
        return self._seen


def test_an_entry_of_a_class_of_ones_own_is_made_anew_in_another_language() -> None:
    german = Translation(name="hallo")
    entry = Shouted(id="a", name="hello", url="https://a.example", translations={"de": german})
    network = Network([entry])
    assert "HELLO!" == entry.title
    localized = network.localize("de")[0]
    assert ("HALLO", "HALLO!", ["HALLO"]) == (localized.name, localized.title, localized.seen)
    assert ("HELLO!", ["HELLO"]) == (entry.title, entry.seen)


def test_another_thread_may_derive_a_value_while_an_entry_is_copied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = loads(dumps(Network(ENTRIES)))
    assert "A text" == network[0].text
    reads = derived._reads

    def interrupted(*arguments: Any) -> bool:
        # The interpreter may turn to another thread at any such moment.
        assert "A <strong>text</strong>" == network[0].html
        return reads(*arguments)

    monkeypatch.setattr(derived, "_reads", interrupted)
    assert "Ein <em>Wort</em>" == network.localize("de")[0].html


@given(texts)
def test_a_text_is_escaped_as_in_a_template(text: str) -> None:
    assert str(escape(text)) == escaped(text)


@given(networks | own_networks)
def test_entries_that_are_equal_in_the_field_of_a_criterion_have_equal_keys(
    network: Network[Entry],
) -> None:
    for row in CRITERIA:
        keys: dict[object, tuple[str, ...]] = {}
        for entry in network if row.keys else ():
            found = keys_of(entry)[row.name]
            assert keys.setdefault(getattr(entry, row.field), found) == found
