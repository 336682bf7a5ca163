"""Arguments as programs pass them: from outside, of a subclass of `str`, of a wrong type."""

import io
import sys
from collections import deque
from collections.abc import Callable
from datetime import datetime
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pydantic import ValidationError

import leavex_network
from leavex_network import (
    Entry,
    Network,
    Territory,
    check,
    dumps,
    graph,
    loads,
    plots,
    read,
    read_history,
    sync,
    write,
)
from leavex_network.errors import ArgumentError, ArgumentTypeError, UnknownKeyError
from leavex_network.network.criteria import CRITERIA

NAMES = [criterion.name for criterion in CRITERIA]
BLANKS = st.recursive(
    st.sampled_from([None, "", " ", "\t"]), lambda inner: st.lists(inner, max_size=3)
)


class Place(StrEnum):
    """An enumeration whose members are strings."""

    GERMANY = "DE"


class SafeString(str):
    """A string that pretends to be another one when it is shown, as those of some libraries."""

    __slots__ = ()

    def __str__(self) -> str:
        return "<safe>"

    def upper(self) -> str:
        return "<SAFE>"


@given(criteria=st.dictionaries(st.sampled_from(NAMES), BLANKS))
@pytest.mark.hypothesis
def test_a_blank_criterion_of_filter_is_not_given(
    criteria: dict[str, Any], network: Network[Entry]
) -> None:
    assert network == network.filter(**criteria)


@pytest.mark.parametrize("blank", [None, "", " ", [], [""], [None, " "], ("",)], ids=repr)
@pytest.mark.parametrize("name", NAMES)
def test_each_criterion_of_filter_takes_a_blank_as_not_given(
    name: str, blank: object, network: Network[Entry]
) -> None:
    assert network == network.filter(**{name: blank})


ITERABLES: dict[str, Callable[[list[str]], Any]] = {
    "iterator": iter,
    "deque": deque,
    "set": frozenset,
    "view": lambda values: dict.fromkeys(values).keys(),
}


@pytest.mark.parametrize("iterable", ITERABLES.values(), ids=ITERABLES)
def test_filter_takes_any_iterable_and_none_without_values(
    iterable: Callable[[list[str]], Any], network: Network[Entry]
) -> None:
    expected = network.by_country("DE", "FR", wider=True)[:5]
    criteria = {"country": ["DE", "FR"], "wider": ["true"], "limit": ["5"]}
    assert expected == network.filter(**{name: iterable(criteria[name]) for name in criteria})
    for blanks in ([], [""], [" ", ""]):
        assert network == network.filter(country=iterable(blanks), limit=iterable(blanks))


class Few(int, Enum):
    """An enumeration whose members are numbers."""

    FIVE = 5


@pytest.mark.parametrize("limit", [5, "5", Few.FIVE, [5], " 5 "], ids=repr)
def test_a_limit_is_any_whole_number(limit: Any, network: Network[Entry]) -> None:
    assert network[:5] == network.filter(limit=limit)


def test_a_limit_may_be_larger_than_any_network(network: Network[Entry]) -> None:
    assert network == network.filter(limit=sys.maxsize) == network.filter(limit=10**5_000)


@pytest.mark.parametrize("limit", [-1, "-1", -(10**5_000), "5.0", "9" * 30], ids=range(5))
def test_a_limit_that_is_none_is_an_argument_error(limit: Any, network: Network[Entry]) -> None:
    with pytest.raises(ArgumentError, match="`limit`"):
        network.filter(limit=limit)


def test_filter_takes_what_parse_qs_reads(network: Network[Entry]) -> None:
    query = "country=DE&country=FR&wider=true&kind=petition&status=&limit=2"
    expected = network.by_country("DE", "FR", wider=True).petitions[:2]
    assert expected == network.filter(**parse_qs(query))
    assert expected == network.filter(**parse_qs(query, keep_blank_values=True))


def test_of_several_flags_or_limits_in_an_address_the_last_one_counts(
    network: Network[Entry],
) -> None:
    assert network.unplaced[:3] == network.filter(unplaced=["false", "true", ""], limit=["1", "3"])


def test_filter_ignores_the_blanks_in_a_list(network: Network[Entry]) -> None:
    assert network.by_country("DE") == network.filter(country=[None, "", "DE"])


@pytest.mark.parametrize("kind", [Markup, SafeString], ids=["Markup", "SafeString"])
def test_every_query_takes_subclasses_of_str(kind: type[str], network: Network[Entry]) -> None:
    assert network.by_country("DE") == network.by_country(kind("DE"))
    assert network.by_region("Europe") == network.by_region(kind("Europe"))
    assert network.petitions == network.by_kind(kind("petition"))
    assert network.by_status("active") == network.by_status(kind("active"))
    assert network.by_hashtag("leavex") == network.by_hashtag(kind("leavex"))
    assert network.search("vamonos") == network.search(kind("vamonos"))
    assert network.localize("de") == network.localize(kind("de"))
    assert network["leavex"] == network[kind("leavex")]
    criteria = {"country": kind("DE"), "wider": kind("true"), "limit": [kind("3")]}
    assert network.by_country("DE", wider=True)[:3] == network.filter(**criteria)


def test_every_query_takes_members_of_an_enumeration_of_strings(network: Network[Entry]) -> None:
    assert network.by_country("DE") == network.by_country(Place.GERMANY)
    assert network.by_country("DE") == network.filter(country=[Place.GERMANY])
    assert network.countries["DE"] == network.countries[Place.GERMANY]


MISSING = {
    "name of a country": ("countries", "Germany", "DE"),
    "name of a country in another language": ("countries", "Alemania", "DE"),
    "alpha-3 code": ("countries", "DEU", "DE"),
    "code in lower case": ("countries", "de", "DE"),
    "name of a region": ("regions", "Europe", "150"),
    "hashtag in another case": ("hashtags", "leavex", "LeaveX"),
    "hashtag with its sign": ("hashtags", "#LeaveX", "LeaveX"),
    "kind in another case": ("kinds", "Petition", "petition"),
    "plural of a kind": ("kinds", "petitions", "petition"),
    "misspelt status": ("statuses", "concludet", "concluded"),
}
"""The facet, the key that it lacks, and the one that the error suggests."""


@pytest.mark.parametrize(("facet", "key", "suggestion"), MISSING.values(), ids=MISSING)
def test_a_facet_says_which_of_its_keys_is_meant(
    facet: str, key: str, suggestion: str, network: Network[Entry]
) -> None:
    values = getattr(network, facet)
    with pytest.raises(KeyError) as caught:
        values[key]
    assert isinstance(caught.value, UnknownKeyError)
    assert suggestion == caught.value.suggestions[0]
    assert repr(suggestion) in str(caught.value)
    assert values[suggestion]


def test_a_facet_without_anything_similar_names_keys_that_occur(network: Network[Entry]) -> None:
    for facet in (network.statuses, network.hashtags, network.kinds):
        with pytest.raises(UnknownKeyError, match="'zzzz'") as caught:
            facet["zzzz"]
        assert () == caught.value.suggestions
        assert repr(str(next(iter(facet)))) in str(caught.value)


def test_an_empty_facet_has_no_key_to_name(network: Network[Entry]) -> None:
    with pytest.raises(UnknownKeyError, match=r"'zzzz'$"):
        network[:0].hashtags["zzzz"]


@pytest.mark.parametrize(
    ("facet", "key", "named"),
    [
        ("countries", "Portugal", "by_country('PT')"),
        ("countries", "Congo", "CD (Congo - Kinshasa) or CG (Congo - Brazzaville)"),
        ("countries", "Germny", "'Germany' (DE)"),
        ("countries", "Europe", "by_region('150')"),
        ("regions", "Germany", "by_country('DE')"),
        ("countries", "Scotland", "GB (United Kingdom)"),
        ("regions", "Africa", "by_region('002')"),
    ],
)
def test_a_facet_says_what_a_key_means_that_does_not_occur(
    facet: str, key: str, named: str, network: Network[Entry]
) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        getattr(network, facet)[key]
    assert named in str(caught.value)


def test_a_facet_is_a_mapping(network: Network[Entry]) -> None:
    countries = network.countries
    assert "DE" in countries
    assert 5 not in countries
    assert countries["DE"] == countries.get("DE") == countries.get("DE", None)
    assert (None, 3) == (countries.get("Germany"), countries.get("Germany", 3))
    assert list(countries) == list(countries.keys()) == [code for code, _ in countries.items()]
    assert all(isinstance(code, Territory) for code in countries)
    assert dict(countries) == countries


NETWORK = leavex_network.load()
WRONG: dict[str, Callable[[Any], object]] = {
    "dumps of a list": lambda _: dumps([NETWORK[0]]),
    "dumps of nothing": lambda _: dumps(None),
    "format": lambda _: dumps(NETWORK, 5),
    "onto": lambda _: dumps(NETWORK, "markdown", onto=b"x"),
    "prune": lambda _: dumps(NETWORK, onto="{}", prune="false"),
    "language": lambda _: dumps(NETWORK, language=5),
    "base URL": lambda _: dumps(NETWORK, "markdown", base_url=5),
    "check of a path": lambda _: check("file.json"),
    "loads of a file": lambda _: loads(io.StringIO("{}")),
    "loads of a dict": lambda _: loads({}),
    "loads of nothing": lambda _: loads(None, "csv"),
    "format to read": lambda _: loads("{}", ["json"]),
    "load of a number": lambda _: leavex_network.load(5),
    "read of nothing": lambda _: read(None),
    "read of a file": lambda _: read(io.StringIO("{}")),
    "read of bytes": lambda _: read(b"x.json"),
    "limit on the size": lambda _: read("x.json", max_bytes="5"),
    "write of a string": lambda path: write("x", path),
    "write, the wrong way round": lambda path: write(path, NETWORK),
    "one language": lambda path: write(NETWORK, path, languages="de"),
    "number of languages": lambda path: write(NETWORK, path, languages=5),
    "write with prune": lambda path: write(NETWORK, path, prune="no"),
    "sync of a network": lambda _: sync(NETWORK),
    "sync with data": lambda path: sync(path, NETWORK),
    "history": lambda _: read_history(5),
    "commits of a history": lambda path: read_history(path, commits=5),
    "language of a sync": lambda path: sync(path, language=5),
    "flag of a sync": lambda path: sync(path, dry_run="no"),
    "language of a name": lambda _: Territory("DE").name_in([]),
    "name of a text": lambda _: loads("{}", file=5),
    "language of a page": lambda _: loads("", "markdown", language=5),
    "format of a file": lambda path: read(path, format=0),
    "language that is a number": lambda path: write(NETWORK, path, languages=[5]),
    "language of a table": lambda _: dumps(NETWORK, "csv", language=0),
    "class as position": lambda _: NETWORK[int],
    "search": lambda _: NETWORK.search(None),
    "wider": lambda _: NETWORK.by_country("DE", wider="false"),
    "list of countries": lambda _: NETWORK.by_country(["DE"]),
    "no kind": lambda _: NETWORK.by_kind(),
    "where": lambda _: NETWORK.where("DE"),
    "diff": lambda _: NETWORK.diff([NETWORK[0]]),
    "as_of": lambda _: NETWORK.as_of(5),
    "localize": lambda _: NETWORK.localize(None),
    "get": lambda _: NETWORK.get([]),
    "float as position": lambda _: NETWORK[1.5],
    "two positions": lambda _: NETWORK[1, 2],
    "slice of ids": lambda _: NETWORK["a":"b"],
    "limit": lambda _: NETWORK.filter(limit=1.5),
    "network of a number": lambda _: Network(5),
    "network of a path": lambda _: Network("x.json"),
    "network of an entry": lambda _: Network(NETWORK[0]),
    "network of a dict": lambda _: Network({}),
    "territory": lambda _: Territory(5),
    "key of a facet": lambda _: NETWORK.countries[5],
    "chart": lambda _: plots.timeline([]),
    "nodes": lambda _: graph.nodes([]),
    "edges": lambda _: graph.edges([]),
    "graph": lambda _: graph.to_networkx([]),
    "dict of a network": lambda _: dict(NETWORK),
    "dict of an empty network": lambda _: dict(NETWORK[:0]),
}
"""Calls with an argument of a wrong type, given a path that can be written."""


@pytest.mark.parametrize("call", WRONG.values(), ids=WRONG)
def test_an_argument_of_a_wrong_type_is_an_argument_error_and_a_type_error(
    call: Callable[[Any], object], tmp_path: Path
) -> None:
    with pytest.raises(ArgumentTypeError) as caught:
        call(tmp_path / "x.json")
    assert isinstance(caught.value, TypeError)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("language", ["", " "])
@pytest.mark.parametrize("format", ["json", "csv", "html", "atom", "markdown"])
def test_a_blank_language_is_none(format: str, language: str, network: Network[Entry]) -> None:
    with pytest.raises(leavex_network.NetworkError):
        dumps(network, format, language=language)


def test_a_text_may_be_named_by_a_path() -> None:
    with pytest.raises(leavex_network.DataError, match=r"folder.x\.json:1:1"):
        loads("[]", file=Path("folder") / "x.json")


def test_the_step_of_a_slice_is_not_0(network: Network[Entry]) -> None:
    assert network[:4][1] == network[:4:1][1] == network[1]
    assert list(network)[::-2] == list(network[::-2])
    with pytest.raises(ArgumentError, match="step"):
        network[::0]


@pytest.mark.parametrize("hashtag", ["", "#", " "], ids=repr)
def test_a_hashtag_without_a_word_is_an_argument_error(
    hashtag: str, network: Network[Entry]
) -> None:
    with pytest.raises(ArgumentError, match="hashtag"):
        network.by_hashtag(hashtag)


@pytest.mark.parametrize("about", [0, "", []], ids=repr)
def test_metadata_of_a_wrong_type_are_refused_also_if_they_are_false(about: Any) -> None:
    with pytest.raises(ValidationError):
        Network([], about=about)


def test_a_datetime_is_no_day(network: Network[Entry]) -> None:
    with pytest.raises(leavex_network.NetworkError, match="YYYY-MM-DD"):
        network.as_of(datetime(2025, 1, 1))  # noqa: DTZ001 - it is refused
