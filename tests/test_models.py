"""Records and networks: frozen, validated, values like any other."""

import copy
import pickle
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

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


def test_an_entry_has_countries_regions_a_host_and_a_text() -> None:
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
    with pytest.raises(ValidationError) as setting:
        setattr(network[0], name, "x")
    with pytest.raises(ValidationError) as deleting:
        delattr(network[0], name)
    for caught in (setting, deleting):
        assert ("frozen_instance", (name,)) == refusal(caught.value)[:2]


def test_a_network_cannot_be_changed(network: Network[Entry]) -> None:
    with pytest.raises(AttributeError, match="'about'"):
        network.about = About()
    with pytest.raises(AttributeError, match="'about'"):
        del network.about


def test_a_frozen_map_cannot_be_changed() -> None:
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError):
        frozen["a"] = 2
    with pytest.raises(AttributeError, match="FrozenMap"):
        frozen.a = 2
    with pytest.raises(AttributeError, match="FrozenMap"):
        del frozen._items
    assert frozen == copy.copy(frozen) == copy.deepcopy(frozen) == {"a": 1}
    assert repr(frozen) == "FrozenMap({'a': 1})"


def test_changing_the_set_of_given_fields_changes_nothing(network: Network[Entry]) -> None:
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
    with pytest.raises(ValidationError) as caught:
        petition.model_copy(update={"url": "/x"})
    assert ("invalid-url", ("url",)) == refusal(caught.value)[:2]
    with pytest.raises(ValidationError) as caught:
        petition.model_copy(update={"nmae": "x"})
    assert ("extra_forbidden", ("nmae",)) == refusal(caught.value)[:2]


def test_copy_replace_is_validated_again() -> None:
    replace = getattr(copy, "replace", lambda record, **changes: record.__replace__(**changes))
    assert ("Y", sys.version_info >= (3, 13)) == (
        replace(Petition(**SIMPLE), name="Y").name,
        hasattr(copy, "replace"),
    )
    with pytest.raises(ValidationError) as caught:
        replace(Petition(**SIMPLE), name="")
    assert ("invalid-text", ("name",)) == refusal(caught.value)[:2]


class Refused(NamedTuple):
    """Fields of a petition that are refused, and pydantic's type and place of the error."""

    fields: dict[str, Any]
    type: str
    loc: tuple[int | str, ...]
    suggestion: str = ""
    """A value that the remedy names."""


def refusal(error: ValidationError) -> tuple[str, tuple[int | str, ...], str]:
    """Return the type and the place of the only error, and its remedy."""
    (detail,) = error.errors()
    return (detail["type"], detail["loc"], detail.get("ctx", {}).get("remedy", ""))


BAD_FIELDS = {
    "concluded and active": Refused(
        {"concluded": "2026-01-13"}, "days-contradict", (), "'concluded'"
    ),
    "concluded before listed": Refused(
        {"listed": "2026-02-01", "concluded": "2026-01-13", "status": "concluded"},
        "days-contradict",
        (),
    ),
    "id with a space": Refused({"id": "X Y"}, "bad-id", ("id",), "'x-y'"),
    "id without a letter": Refused({"id": "1"}, "bad-id", ("id",)),
    "id too long": Refused({"id": "a" * 101}, "bad-id", ("id",), f"'{'a' * 100}'"),
    "hashtag with its sign": Refused(
        {"hashtags": ["#LeaveX"]}, "invalid-text", ("hashtags", 0), "'LeaveX'"
    ),
    "hashtag of two words": Refused({"hashtags": ["leave x"]}, "invalid-text", ("hashtags", 0)),
    "hashtag of digits": Refused({"hashtags": ["2026"]}, "invalid-text", ("hashtags", 0)),
    "hashtag in two cases": Refused(
        {"hashtags": ["LeaveX", "leavex"]}, "repeated-value", ("hashtags",)
    ),
    "hashtag in two forms": Refused(
        {"hashtags": ["Été", "E\u0301te\u0301"]}, "repeated-value", ("hashtags",)
    ),
    "hashtag with a full-width sign": Refused(
        {"hashtags": ["＃脱X"]}, "invalid-text", ("hashtags", 0), "'脱X'"
    ),
    "hashtag without a letter": Refused({"hashtags": ["1_2"]}, "invalid-text", ("hashtags", 0)),
    "empty hashtag": Refused({"hashtags": [""]}, "invalid-text", ("hashtags", 0)),
    "hashtag of 101 letters": Refused(
        {"hashtags": ["x" * 101]}, "invalid-text", ("hashtags", 0), "shorter"
    ),
    "hashtag that begins with a middle dot": Refused(
        {"hashtags": ["·x"]}, "invalid-text", ("hashtags", 0)
    ),
    "hashtag that ends with a middle dot": Refused(
        {"hashtags": ["col·"]}, "invalid-text", ("hashtags", 0)
    ),
    "hashtag that begins with a mark": Refused(
        {"hashtags": ["\u0301x"]}, "invalid-text", ("hashtags", 0)
    ),
    "hashtag with a noncharacter": Refused(
        {"hashtags": ["x\ufdd0"]}, "invalid-text", ("hashtags", 0)
    ),
    "hashtag with a blank letter": Refused(
        {"hashtags": ["\u3164"]}, "invalid-text", ("hashtags", 0)
    ),
    "hashtag with an emoji": Refused({"hashtags": ["X❤"]}, "invalid-text", ("hashtags", 0)),
    "hashtag with an invisible character": Refused(
        {"hashtags": ["Leave\u200dX"]}, "invalid-text", ("hashtags", 0)
    ),
    "repeated territory": Refused(
        {"territories": ["DE", "DE"]}, "repeated-value", ("territories",)
    ),
    "name of a country": Refused(
        {"territories": ["Germany"]}, "unknown-territory", ("territories", 0), "'DE'"
    ),
    "everyday code": Refused(
        {"territories": ["UK"]}, "unknown-territory", ("territories", 0), "'GB'"
    ),
    "unknown territory": Refused(
        {"territories": ["Narnia"]}, "unknown-territory", ("territories", 0), "ISO 3166-1 alpha-2"
    ),
    "number for a territory": Refused({"territories": [5]}, "string_type", ("territories", 0)),
    "day as a number": Refused({"listed": 20250120}, "bad-value", ("listed",), "YYYY-MM-DD"),
    "day that no calendar has": Refused(
        {"listed": "2025-02-30"}, "bad-value", ("listed",), "YYYY-MM-DD"
    ),
    "unknown language": Refused(
        {"name_language": "klingon"}, "unknown-language", ("name_language",), "BCP 47"
    ),
    "language in another case": Refused(
        {"name_language": "pt-pt"}, "unknown-language", ("name_language",), "'pt-PT'"
    ),
    "unknown language of a translation": Refused(
        {"translations": {"xx": {}}}, "unknown-language", ("translations", "xx", "[key]"), "BCP 47"
    ),
    "bad digest": Refused(
        {"translations": {"de": {"of": "abc"}}}, "bad-value", ("translations", "de", "of")
    ),
    "bad key of a source": Refused({"sources": ["a b"]}, "bad-id", ("sources", 0)),
    "unknown status": Refused({"status": "open"}, "literal_error", ("status",)),
}


@pytest.mark.parametrize("refused", BAD_FIELDS.values(), ids=BAD_FIELDS)
def test_a_bad_field_is_refused_with_a_value_that_would_do(refused: Refused) -> None:
    with pytest.raises(ValidationError) as caught:
        Petition(**{**SIMPLE, **refused.fields})
    error_type, loc, remedy = refusal(caught.value)
    assert (refused.type, refused.loc) == (error_type, loc)
    assert refused.suggestion in remedy


@pytest.mark.parametrize("hashtag", ["con", "X\u0378", "\u0378", "x" * 100, "ж" * 100, "ー"])
def test_a_hashtag_may_be_long_reserved_elsewhere_or_newer_than_python(hashtag: str) -> None:
    assert (hashtag,) == Petition(**SIMPLE, hashtags=[hashtag]).hashtags


def test_only_a_petition_has_a_last_day_to_sign() -> None:
    assert "2026-12-31" == str(Petition(**SIMPLE, closes="2026-12-31").closes)
    with pytest.raises(ValidationError) as caught:
        Initiative(**SIMPLE, closes="2026-12-31")
    assert ("days-contradict", ()) == refusal(caught.value)[:2]
    assert "closes" in refusal(caught.value)[2]


def test_an_entry_has_a_kind() -> None:
    with pytest.raises(ValidationError) as caught:
        Entry(kind="petition", **SIMPLE)
    assert "unknown-kind" == refusal(caught.value)[0]


def test_a_network_takes_entries_of_one_or_several_kinds_and_an_about() -> None:
    about = About(
        title="Ours", sources={"s1": Source(url="https://x.example/1", date="2026-01-01")}
    )
    network = Network([Petition(**SIMPLE, sources=("s1",))], about=about)
    assert ("Ours", 1) == (network.about.title, len(network))


BAD_NETWORKS: dict[str, tuple[list[dict[str, Any]], str, tuple[int | str, ...]]] = {
    "one id twice": ([{}, {}], "duplicate-id", (1, "id")),
    "id of another entry's former id": (
        [{"aliases": ("y",)}, {"id": "y"}],
        "duplicate-id",
        (1, "id"),
    ),
    "former id equal to the id": ([{"aliases": ("x",)}], "duplicate-id", (0, "aliases", 0)),
    "unknown source": ([{"sources": ("s1",)}], "unknown-source", (0, "sources", 0)),
    "unknown source of the text": ([{"text_source": "s1"}], "unknown-source", (0, "text_source")),
    "translation into the network's own language": (
        [{"translations": {"en": Translation(name="Y")}}],
        "unknown-language",
        (0, "translations", "en"),
    ),
}


@pytest.mark.parametrize(("entries", "error_type", "loc"), BAD_NETWORKS.values(), ids=BAD_NETWORKS)
def test_entries_that_contradict_each_other_are_refused(
    entries: list[dict[str, Any]], error_type: str, loc: tuple[int | str, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        Network([Petition(**{**SIMPLE, **fields}) for fields in entries])
    assert (error_type, ("entries", *loc)) == refusal(caught.value)[:2]


def test_an_about_with_translations_into_its_own_language_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        Document(about=About(translations={"en": {"title": "X"}}), entries=())
    assert ("unknown-language", ("about", "translations", "en")) == refusal(caught.value)[:2]


def test_a_network_of_anything_but_entries_is_refused() -> None:
    with pytest.raises(ValidationError):
        Network(["x"])
