"""The bundled network: the facts collected about it, and the texts of the source page."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import networks, own_networks

import leavex_network
from leavex_network import Entry, Network, Petition
from leavex_network.data import read_bytes
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.models.trusted import trusted
from leavex_network.network.localization import digest

DATA = Path(__file__).parent / "data"
FACTS: dict[str, Any] = json.loads((DATA / "facts.json").read_text(encoding="utf-8"))
PAGE = (DATA / "source-page.md").read_text(encoding="utf-8").replace("VÃ¡monos", "Vámonos")

ITEM = re.compile(
    r"^\* \[(?:\*\*)?(?P<name>.*?)(?:\*\*)?\]\((?P<url>\S*?)\)(?P<rest>.*)$", re.MULTILINE
)
LABEL = re.compile(r" ?\((?:France|Germany|Netherlands|Spain|Europe)\)$")


def test_it_has_23_entries_12_initiatives_and_11_petitions_8_of_them_concluded(
    network: Network[Entry],
) -> None:
    counts = (
        len(network),
        len(network.initiatives),
        len(network.petitions),
        len(network.by_status("concluded")),
    )
    assert (23, 12, 11, 8) == counts
    counts_shown = "23 entries (12 initiatives, 11 petitions, 8 concluded)"
    assert f"<Network 'Network': {counts_shown}, edition 2026-01-25>" == repr(network)


def test_loading_it_is_the_same_as_reading_its_file_with_every_check(
    network: Network[Entry],
) -> None:
    assert leavex_network.loads(read_bytes("network.json")) == network
    assert leavex_network.load() is network


@given(networks | own_networks)
def test_records_made_without_checks_are_those_made_with_them(network: Network[Entry]) -> None:
    text = leavex_network.dumps(network)
    checked = Document.model_validate_json(text)
    made = trusted(Document, json.loads(text))
    assert checked == made
    # Their parts are equal also in their types: a list is no tuple, and a date no string.
    assert _parts(checked) == _parts(made)


def test_an_own_field_made_without_checks_has_a_tuple_for_a_list() -> None:
    fields = {"topics": ["a", "b"], "members": 12}
    entry = Petition(id="x", name="X", url="https://x.example", extra=fields)
    text = leavex_network.dumps(Network([entry]))
    made = trusted(Document, json.loads(text))
    assert _parts(Document.model_validate_json(text)) == _parts(made)


def _parts(value: object) -> object:
    """Return the type and the parts of a value, of records also which fields were given."""
    if isinstance(value, Record):
        fields = type(value).model_fields
        parts = [_parts(getattr(value, name)) for name in fields]
        return type(value).__name__, sorted(value.model_fields_set), parts
    if isinstance(value, FrozenMap):
        return "map", [(key, _parts(item)) for key, item in value.items()]
    if isinstance(value, tuple):
        return "tuple", [_parts(item) for item in value]
    return type(value).__name__, str(value)


def test_its_file_is_formatted_like_dumps(network: Network[Entry]) -> None:
    assert read_bytes("network.json").decode() == leavex_network.dumps(network)


def test_load_refuses_a_file_and_names_read() -> None:
    with pytest.raises(TypeError, match=r"read\('x\.json'\)"):
        leavex_network.load("x.json")


# A check for each key of the facts: a key without one fails.

Check = Callable[[Entry, Any, Network[Entry]], object]


def _day_and_source(entry: Entry, field: str, fact: dict[str, str]) -> bool:
    assert {"day", "revision"} == fact.keys()
    return str(getattr(entry, field)) == fact["day"] and fact["revision"] in entry.sources


def _localised(entry: Entry, languages: dict[str, dict[str, str]]) -> bool:
    return all(
        getattr(entry.translations[code], field) == value
        for code, fields in languages.items()
        for field, value in fields.items()
    )


def _links(entry: Entry, links: list[dict[str, Any]], network: Network[Entry]) -> bool:
    for link in links:
        assert {"what", "url"} <= link.keys() <= {"what", "url", "localised"}
        assert link["url"] in [linked.url for linked in entry.links]
        for code, url in link.get("localised", {}).items():
            assert url in [linked.url for linked in network.localize(code)[entry.id].links]
    return True


ENTRY_FACTS: dict[str, Check] = {
    "id": lambda entry, fact, _: entry.id == fact,
    "kind": lambda entry, fact, _: entry.kind == fact,
    "name": lambda entry, fact, _: entry.name == fact,
    "name_language": lambda entry, fact, _: entry.name_language == fact,
    "url": lambda entry, fact, _: entry.url == fact,
    "also_at": lambda entry, fact, _: list(entry.also_at) == fact,
    "territory": lambda entry, fact, _: list(entry.territories) == ([fact] if fact else []),
    "territory_as_printed": lambda entry, fact, _: fact.split()[0] in (entry.note or ""),
    "hashtags": lambda entry, fact, _: list(entry.hashtags) == fact,
    "listed": lambda entry, fact, _: _day_and_source(entry, "listed", fact),
    "concluded": lambda entry, fact, _: (
        entry.status == "concluded" and _day_and_source(entry, "concluded", fact)
    ),
    "localised": lambda entry, fact, _: _localised(entry, fact),
    "links_in_description": _links,
    "facts": lambda entry, fact, _: (
        bool(fact) and 1 <= len(re.findall(r"[.!?](?= |$)", entry.text)) <= 3
    ),
    "the_source_does_not_say": lambda entry, fact, _: _says_nothing(entry, fact),
    "note": lambda entry, _, __: bool(entry.note),
    "on_the_source_page": lambda entry, fact, _: fact is True and entry.text_source == "457c567",
}


def _says_nothing(entry: Entry, unknown: list[str]) -> bool:
    assert "hashtag" not in unknown or not entry.hashtags
    assert "country (none is printed)" not in unknown or not entry.territories
    return bool(unknown)


ABSENT: dict[str, Callable[[Entry], object]] = {
    "name_language": lambda entry: entry.name_language is None,
    "also_at": lambda entry: not entry.also_at,
    "hashtags": lambda entry: not entry.hashtags,
    "concluded": lambda entry: entry.concluded is None and entry.status == "active",
    "on_the_source_page": lambda entry: entry.text_source is None,
    "localised": lambda entry: all(
        text.name is text.url is None for text in entry.translations.values()
    ),
}
"""What holds where the facts lack a key: an entry has no field that no fact supports."""


@pytest.mark.parametrize("fact", FACTS["entries"], ids=lambda fact: fact["id"])
def test_an_entry_has_exactly_the_collected_facts(
    fact: dict[str, Any], network: Network[Entry]
) -> None:
    entry = network[fact["id"]]
    for key, value in fact.items():
        assert ENTRY_FACTS[key](entry, value, network), key
    for key, is_silent in ABSENT.items():
        assert key in fact or is_silent(entry), key
    assert entry.closes is None


def test_the_entries_are_in_the_order_of_the_facts(network: Network[Entry]) -> None:
    assert [fact["id"] for fact in FACTS["entries"]] == [entry.id for entry in network]


def test_the_about_of_the_network_has_the_facts_of_its_page(network: Network[Entry]) -> None:
    assert {"what", "page", "revisions", "meaning", "entries"} == FACTS.keys()
    page, about = FACTS["page"], network.about
    assert {
        "url",
        "site",
        "repository",
        "licence",
        "source_page",
        "last_change",
        "last_seen",
    } == page.keys()
    assert page["url"] == about.url
    assert page["url"].startswith(page["site"])
    assert page["licence"].split(" (the")[0] in about.license
    assert page["last_change"] == {"revision": "1eebecc", "day": str(about.edition)}
    assert {"revision", "day", "note"} == page["source_page"].keys()
    assert "Vámonos" in page["source_page"]["note"]
    for name in ("source_page", "last_change", "last_seen"):
        assert page[name]["day"] == str(about.sources[page[name]["revision"]].date)
    assert page["last_seen"]["revision"] in about.note
    for revision, day in FACTS["revisions"].items():
        assert (day, f"{page['repository']}/commit/{revision}") == (
            str(about.sources[revision].date),
            about.sources[revision].url,
        )
    assert {*FACTS["revisions"], page["last_seen"]["revision"]} == {*about.sources}


def test_the_schema_describes_each_field_that_the_facts_define() -> None:
    fields = {
        "listed": "listed",
        "concluded": "concluded",
        "territory": "territories",
        "localised": "translations",
        "facts": "description",
    }
    assert fields.keys() == FACTS["meaning"].keys()
    schema = json.loads(read_bytes("network.schema.json"))["$defs"]["Petition"]["properties"]
    assert all(schema[field]["description"] for field in fields.values())
    assert "editorial" in schema["concluded"]["description"]


def test_as_of_2025_01_20_it_has_the_order_and_the_exact_texts_of_the_source_page(
    source_page: Network[Entry],
) -> None:
    items = list(ITEM.finditer(PAGE))
    assert (6, 4) == (len(source_page.initiatives), len(source_page.petitions))
    assert [item["name"] for item in items] == [entry.name for entry in source_page]
    assert [item["url"].replace("/about", "https://leavex.eu/about") for item in items] == [
        entry.url for entry in source_page
    ]
    descriptions = [LABEL.sub("", item["rest"]).removeprefix(": ") for item in items[:6]]
    assert descriptions == [entry.description for entry in source_page.initiatives]
    assert [
        "",
        "",
        " also [here](https://petitions.assemblee-nationale.fr/initiatives/i-2610)",
        "",
    ] == [LABEL.sub("", item["rest"]) for item in items[6:]]
    assert {""} == {entry.description for entry in source_page.petitions}


def test_the_texts_about_the_network_are_those_of_the_source_page(network: Network[Entry]) -> None:
    assert f'title: "{network.about.title}"' in PAGE
    assert f'description: "{network.about.description}"' in PAGE
    assert network.about.introduction in PAGE.splitlines()


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_each_translation_is_of_the_current_original(
    language: str, network: Network[Entry]
) -> None:
    localized = network.localize(language)
    assert (None, {None}) == (
        localized.about.text_language,
        {entry.description_language for entry in localized},
    )
    about = network.about.translations[language]
    assert about.of == digest(network.about, about)
    for entry in network:
        assert bool(entry.description) == bool(localized[entry.id].description)
        assert not entry.description or entry.description != localized[entry.id].description
        if language in entry.translations:
            assert entry.translations[language].of == digest(entry, entry.translations[language])


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_a_translation_has_the_hashtags_and_links_of_its_original(
    language: str, network: Network[Entry]
) -> None:
    for entry, translated in zip(network, network.localize(language), strict=True):
        assert sorted(re.findall(r"\*\*.*?\*\*", entry.description)) == sorted(
            re.findall(r"\*\*.*?\*\*", translated.description)
        )
        urls = [
            re.sub(f"(openportability.org)/{language}", r"\1", link.url)
            for link in translated.links
        ]
        assert [link.url for link in entry.links] == urls


def test_no_description_has_double_spaces_line_breaks_or_a_label_at_its_end(
    network: Network[Entry],
) -> None:
    for language in network.languages:
        for entry in network.localize(language):
            assert not re.search(r"\s\s|\n|\)$", entry.description), (language, entry.id)


def test_every_entry_names_a_source_and_every_source_is_a_permalink(
    network: Network[Entry],
) -> None:
    assert all(entry.sources for entry in network)
    assert all(
        source.url.endswith(f"/commit/{key}") for key, source in network.about.sources.items()
    )
