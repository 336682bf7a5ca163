"""A `Network` as a type of pydantic: the JSON document, validated and serialized."""

import json
from datetime import date
from typing import Any, get_type_hints

import jsonschema
import pytest
from hypothesis import given
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python
from strategies import networks

from leavex_network import Entry, Initiative, Network, Petition, Territory, dumps, load
from leavex_network.models import FrozenMap, arguments
from leavex_network.network import Facet, JsonRow, Row

DOCUMENTS = TypeAdapter(Network)
PETITION = {"kind": "petition", "id": "x", "name": "X", "url": "https://x.example"}


class Page(BaseModel):
    """A model with networks."""

    network: Network
    petitions: Network[Petition] | None = None
    entry: Entry | None = None


@given(network=networks)
@pytest.mark.hypothesis
def test_pydantic_reads_and_writes_the_json_document_of_any_network(
    network: Network[Entry],
) -> None:
    document = json.loads(dumps(network))
    assert document == DOCUMENTS.dump_python(network)
    assert document == json.loads(DOCUMENTS.dump_json(network))
    assert network == DOCUMENTS.validate_python(document)
    assert network == DOCUMENTS.validate_json(dumps(network))


def test_the_document_of_the_bundled_network_is_valid_by_the_schema_of_pydantic() -> None:
    document = json.loads(DOCUMENTS.dump_json(load()))
    for mode in ("validation", "serialization"):
        schema = DOCUMENTS.json_schema(mode=mode)
        jsonschema.validate(document, schema)
        assert {"about", "entries"} <= schema["properties"].keys()


def test_a_model_keeps_a_network_that_it_is_given() -> None:
    page = Page(network=load(), petitions=load().petitions)
    assert page.network is load()
    assert page == Page.model_validate_json(page.model_dump_json())
    assert page == Page.model_validate(page.model_dump())


def test_a_translation_without_texts_is_an_empty_object() -> None:
    network = Network([Petition(**PETITION, translations={"de": {}})])
    assert {"de": {}} == json.loads(dumps(network))["entries"][0]["translations"]


def test_strict_json_is_the_document() -> None:
    assert load() == DOCUMENTS.validate_json(dumps(load()), strict=True)


def test_what_is_excluded_is_not_written() -> None:
    page = Page(network=load())
    shown = page.model_dump(exclude={"network": {"about"}})["network"]
    assert "entries" in shown
    assert "about" not in shown
    assert {"about"} == json.loads(DOCUMENTS.dump_json(load(), include={"about"})).keys()


def test_a_network_and_its_facets_are_written_where_no_type_is_known() -> None:
    document = json.loads(dumps(load()))
    assert document == to_jsonable_python({"list": [load()]})["list"][0]
    assert document == json.loads(TypeAdapter(Any).dump_json(load()))
    countries = to_jsonable_python(load().countries)
    assert json.loads(dumps(load().countries["DE"])) == countries["DE"]
    assert {"title"} <= to_jsonable_python([load().about.translations])[0]["de"].keys()


def test_a_facet_is_a_type_of_pydantic() -> None:
    countries = load().countries
    facets = TypeAdapter(Facet[Territory, Network])
    assert countries is facets.validate_python(countries)
    assert json.loads(facets.dump_json(countries))["DE"] == json.loads(dumps(countries["DE"]))
    assert "object" == facets.json_schema()["type"]
    assert countries is TypeAdapter(Facet).validate_python(countries)
    assert TypeAdapter(FrozenMap).validate_python({"a": 1}) == FrozenMap({"a": 1})
    with pytest.raises(ValidationError):
        facets.validate_python({})


def test_rows_are_types_of_pydantic() -> None:
    assert load().rows() == TypeAdapter(list[Row]).validate_python(load().rows())
    rows = load().rows(mode="json")
    assert rows == TypeAdapter(list[JsonRow]).validate_json(json.dumps(rows))


def test_a_subclass_with_a_field_of_its_own_is_refused_by_a_network() -> None:
    class Pledge(Petition):
        """A petition with a goal."""

        goal: int = 0

    pledge = Pledge(id="x", name="X", url="https://x.example", goal=5)
    assert (5, "petition") == (pledge.goal, pledge.kind)
    with pytest.raises(ValidationError) as caught:
        Network([pledge])
    [problem] = caught.value.errors()
    assert ("unknown-key", ("entries", 0, "goal")) == (problem["type"], problem["loc"])
    assert 'extra={"goal": ...}' in problem["msg"]


def test_a_subclass_without_a_field_of_its_own_is_an_entry_of_a_network() -> None:
    class Pledge(Petition):
        """A petition with another name."""

    pledge = Pledge(id="x", name="X", url="https://x.example")
    assert pledge == Network([pledge])[0]


def test_a_network_of_petitions_refuses_another_kind_and_names_the_entry() -> None:
    document = json.loads(dumps(load()))
    for value in (load(), document):
        with pytest.raises(ValidationError) as caught:
            Page(network=load(), petitions=value)
        [problem] = caught.value.errors()
        assert ("unknown-kind", ("petitions",)) == (problem["type"], problem["loc"])
        assert repr(load().initiatives[0].id) in problem["msg"]


def test_the_problems_of_a_document_have_their_places() -> None:
    with pytest.raises(ValidationError) as caught:
        Page.model_validate({"network": {"about": {}, "entries": [{**PETITION, "id": "x y"}]}})
    [problem] = caught.value.errors()
    expected = ("bad-id", ("network", "entries", 0, "petition", "id"))
    assert expected == (problem["type"], problem["loc"])


def test_entry_validates_as_what_its_kind_says() -> None:
    assert isinstance(Entry.model_validate(PETITION), Petition)
    assert isinstance(Entry.model_validate_json(json.dumps(PETITION)), Petition)
    initiative = TypeAdapter(list[Entry]).validate_python([{**PETITION, "kind": "initiative"}])
    assert isinstance(initiative[0], Initiative)
    assert isinstance(Page(network=load(), entry=PETITION).entry, Petition)
    petition = Petition(id="x", name="X", url="https://x.example")
    assert petition is Entry.model_validate(petition)


@pytest.mark.parametrize(
    ("values", "expected"),
    [({}, "missing"), (PETITION, "unknown-kind")],
    ids=["nothing", "a petition"],
)
def test_entry_itself_is_of_a_kind_without_a_class(values: dict[str, Any], expected: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Entry(**values)
    assert [expected] == [problem["type"] for problem in caught.value.errors()]


@pytest.mark.parametrize("kind", [None, "X", "", 5, ["petition"]])
def test_an_entry_without_a_kind_or_with_an_invalid_one_is_refused(kind: object) -> None:
    with pytest.raises(ValidationError):
        Entry.model_validate({**PETITION, "kind": kind})


def test_what_encodes_objects_by_vars_writes_the_document() -> None:
    for network in (load(), load()[:0], load().localize("de")):
        assert json.loads(dumps(network)) == json.loads(json.dumps(network, default=vars))
        assert not [name for name in vars(network) if name.startswith("_")]


def test_rows_have_json_values_on_request() -> None:
    network = load()
    rows = network.rows(mode="json")
    assert rows == json.loads(json.dumps(rows))
    assert (
        "2026-02-10"
        == Network([Petition(id="x", name="X", url="https://x.example", listed="2026-02-10")]).rows(
            mode="json"
        )[0]["listed"]
    )
    for row, plain in zip(rows, network.rows(), strict=True):
        days = ("listed", "concluded", "closes")
        assert plain == {**row, **{name: _date(row[name]) for name in days}}


def test_an_unknown_mode_of_rows_is_an_error() -> None:
    with pytest.raises(ValueError, match="'json'"):
        load().rows(mode="csv")


CONSTRUCTORS = ["About", "Accepted", "Initiative", "Petition", "Retired", "Source"]


@pytest.mark.parametrize("name", CONSTRUCTORS)
def test_type_checkers_know_every_argument_of_a_constructor(name: str) -> None:
    from leavex_network import models

    expected = getattr(models, name).model_fields
    assert sorted(expected) == sorted(get_type_hints(getattr(arguments, f"{name}Arguments")))


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
