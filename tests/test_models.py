"""Records and networks stay as they are, and say what is wrong with them."""

import copy
import pickle
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from pydantic import BaseModel, ValidationError
from strategies import entries, networks

from leavex_network import Entry, Initiative, Network, Petition, Territory
from leavex_network.models import About, Source, Translation
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap

SIMPLE: dict[str, Any] = {"id": "x", "name": "X", "url": "https://x.example"}


def test_three_facts_make_a_petition() -> None:
    petition = Petition(id="x", name="X", url="https://x.example")
    assert ("petition", "active", (), None) == (
        petition.kind,
        petition.status,
        petition.territories,
        petition.listed,
    )
    assert "<Petition x: X>" == repr(petition) == str(petition)


def test_an_entry_tells_its_places_its_host_and_its_text() -> None:
    entry = Initiative(
        **SIMPLE, territories=["DE", "150"], description="**#A** [b](https://B.example:80/) &amp;"
    )
    assert ((Territory("DE"),), (Territory("150"),)) == (entry.countries, entry.regions)
    assert "x.example" == entry.host
    assert "#A b &" == entry.text
    assert "b" == entry.links[0].text
    assert entry.html.startswith("<strong>#A</strong> ")


def inside(value: object) -> Iterator[object]:
    """Yield all that can be reached from a value by its public names."""
    yield value
    if isinstance(value, BaseModel):
        for name in (*type(value).model_fields, "text", "links", "countries", "regions"):
            yield from inside(getattr(value, name, None))
    elif isinstance(value, FrozenMap):
        yield from (part for pair in value.items() for item in pair for part in inside(item))
    elif isinstance(value, tuple):
        yield from (part for item in value for part in inside(item))


def test_no_list_or_dict_can_be_reached_and_changed(network: Network[Entry]) -> None:
    facets = (network.countries, network.hashtags, network.kinds, network.languages, network.about)
    reached = [part for entry in (*network, *facets) for part in inside(entry)]
    assert len(reached) > 1_000
    assert not [part for part in reached if isinstance(part, list | dict | set)]


@pytest.mark.parametrize("name", ["name", "description", "nosuch"])
def test_a_record_cannot_be_changed(name: str, network: Network[Entry]) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(network[0], name, "x")
    with pytest.raises(ValidationError, match="frozen"):
        delattr(network[0], name)


def test_a_network_cannot_be_changed(network: Network[Entry]) -> None:
    with pytest.raises(AttributeError, match="a network cannot be changed: 'about' is what it is"):
        network.about = About()
    with pytest.raises(AttributeError, match="cannot be changed"):
        del network.about


def test_a_frozen_map_cannot_be_changed() -> None:
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError):
        frozen["a"] = 2
    with pytest.raises(AttributeError, match="cannot be changed"):
        frozen.a = 2
    with pytest.raises(AttributeError, match="cannot be changed"):
        del frozen._items
    assert frozen == copy.copy(frozen) == copy.deepcopy(frozen) == {"a": 1}
    assert repr(frozen) == "FrozenMap({'a': 1})"


def test_the_fields_that_were_given_are_a_set_of_ones_own(network: Network[Entry]) -> None:
    network[0].model_fields_set.clear()
    assert "name" in network[0].model_fields_set


@given(networks)
def test_networks_are_values_that_hash_pickle_and_copy(network: Network[Entry]) -> None:
    for twin in (pickle.loads(pickle.dumps(network)), copy.copy(network), copy.deepcopy(network)):
        assert network == twin
        assert hash(network) == hash(twin)
    assert network != list(network)


def test_a_localized_network_pickles_with_its_original(network: Network[Entry]) -> None:
    german = pickle.loads(pickle.dumps(network.localize("de")))
    assert network.localize("fr") == german.localize("fr")


@given(entries())
def test_entries_are_values_that_hash_pickle_and_copy(entry: Entry) -> None:
    assert entry.text == entry.text
    for twin in (
        pickle.loads(pickle.dumps(entry)),
        copy.copy(entry),
        copy.deepcopy(entry),
        entry.model_copy(),
    ):
        assert entry == twin
        assert hash(entry) == hash(twin)
    assert entry == type(entry).model_validate(entry.given())


def test_a_copy_with_changes_is_validated_again() -> None:
    petition = Petition(**SIMPLE, description="**a**")
    assert "**a**" == petition.description
    assert "a" == petition.text
    assert "b" == petition.model_copy(update={"description": "b"}).text
    with pytest.raises(ValidationError, match="is not absolute"):
        petition.model_copy(update={"url": "/x"})
    with pytest.raises(ValidationError, match="Extra inputs"):
        petition.model_copy(update={"nmae": "x"})


def test_copy_replace_is_validated_again() -> None:
    replace = getattr(copy, "replace", lambda record, **changes: record.__replace__(**changes))
    assert ("Y", sys.version_info >= (3, 13)) == (
        replace(Petition(**SIMPLE), name="Y").name,
        hasattr(copy, "replace"),
    )
    with pytest.raises(ValidationError, match="the name is empty"):
        replace(Petition(**SIMPLE), name="")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            {"concluded": "2026-01-13"},
            "it was listed as concluded on 2026-01-13, and its status is 'active'; write the status 'concluded'",
        ),
        (
            {"listed": "2026-02-01", "concluded": "2026-01-13", "status": "concluded"},
            "it was listed as concluded on 2026-01-13, before it was listed on 2026-02-01; mend one of the days",
        ),
        (
            {"id": "X Y"},
            "'X Y' is no id: up to 100 lower-case letters a to z, digits and single hyphens; write 'x-y'",
        ),
        (
            {"id": "1"},
            "'1' is no id: up to 100 lower-case letters a to z, digits and single hyphens; begin with a letter",
        ),
        ({"id": "a" * 101}, "; write 'a"),
        (
            {"hashtags": ["#LeaveX"]},
            "'#LeaveX' is no hashtag: letters, digits and underscores, at least one letter, without '#'; write 'LeaveX'",
        ),
        (
            {"hashtags": ["leave x"]},
            "'leave x' is no hashtag: letters, digits and underscores, at least one letter, without '#'; write it as",
        ),
        ({"hashtags": ["2026"]}, "'2026' is no hashtag"),
        ({"hashtags": ["LeaveX", "leavex"]}, "'leavex' stands twice in the list; leave one out"),
        ({"territories": ["DE", "DE"]}, "'DE' stands twice in the list"),
        ({"territories": ["Germany"]}, "'Germany' is no code of a country or region; write 'DE'"),
        ({"territories": ["UK"]}, "'UK' is no code of a country or region; write 'GB'"),
        (
            {"territories": ["Narnia"]},
            "'Narnia' is no code of a country or region; write an ISO 3166-1 alpha-2 code, an M.49 area, 'EU' or 'XK'",
        ),
        ({"territories": [5]}, "Input should be a valid string"),
        ({"listed": 20250120}, "20250120 is no day; write it as YYYY-MM-DD"),
        ({"listed": "2025-02-30"}, "'2025-02-30' is a day that no calendar has"),
        ({"name_language": "klingon"}, "'klingon' is no language that is known"),
        (
            {"name_language": "pt-pt"},
            "'pt-pt' is not in the usual case of a language tag; write 'pt-PT'",
        ),
        ({"translations": {"xx": {}}}, "'xx' is no language that is known"),
        ({"translations": {"de": {"of": "abc"}}}, "'abc' is no digest: eight hexadecimal digits"),
        ({"sources": ["a b"]}, "'a b' is no key of a source"),
        ({"status": "open"}, "Input should be 'active' or 'concluded'"),
    ],
)
def test_what_does_not_make_sense_is_refused_with_what_would(
    facts: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Petition(**{**SIMPLE, **facts})
    assert message in str(caught.value)


def test_only_a_petition_has_a_last_day_to_sign() -> None:
    assert "2026-12-31" == str(Petition(**SIMPLE, closes="2026-12-31").closes)
    with pytest.raises(
        ValidationError, match="it has a last day to sign, and is no petition; leave 'closes' out"
    ):
        Initiative(**SIMPLE, closes="2026-12-31")


def test_an_entry_is_of_a_kind() -> None:
    with pytest.raises(ValidationError, match="make an Initiative or a Petition"):
        Entry(kind="petition", **SIMPLE)


def test_a_network_takes_entries_of_one_or_several_kinds_and_what_is_told_about_them() -> None:
    about = About(
        title="Ours", sources={"s1": Source(url="https://x.example/1", date="2026-01-01")}
    )
    network = Network([Petition(**SIMPLE, sources=("s1",))], about=about)
    assert ("Ours", 1) == (network.about.title, len(network))


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (
            [{}, {}],
            "'x' is already an id or a former id of entry 1; write another, and keep the older one as it is",
        ),
        ([{"aliases": ("y",)}, {"id": "y"}], "'y' is already an id or a former id of entry 1"),
        ([{"aliases": ("x",)}], "'x' is already an id or a former id of entry 1"),
        ([{"sources": ("s1",)}], "'s1' is no key of about.sources; add the source there"),
        ([{"text_source": "s1"}], "'s1' is no key of about.sources"),
        (
            [{"translations": {"en": Translation(name="Y")}}],
            "'en' is the network's own language; write these texts in the fields themselves",
        ),
    ],
)
def test_entries_that_do_not_go_together_are_refused(
    entries: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Network([Petition(**{**SIMPLE, **facts}) for facts in entries])
    assert message in str(caught.value)


def test_texts_about_a_network_in_its_own_language_stand_in_its_own_fields() -> None:
    with pytest.raises(ValidationError, match="'en' is the network's own language"):
        Document(about=About(translations={"en": {"title": "X"}}), entries=())


def test_what_is_no_entry_is_refused() -> None:
    with pytest.raises(ValidationError):
        Network(["x"])
