"""Queries: criteria, search, facets, and the errors of values that do not exist."""

import json
import pickle
import re
from math import nan
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

from leavex_network import Entry, Initiative, Network, NetworkError, Petition
from leavex_network.errors import ArgumentError, UnknownValueError, quoted
from leavex_network.network.criteria import CRITERIA
from leavex_network.network.search import SearchIndex, words
from leavex_network.text import scripts
from leavex_network.text.folding import fold


def ids(network: Network[Any]) -> list[str]:
    return [entry.id for entry in network]


GERMANY = ["bye-bye-elon", "leavex", "musk-stoppen", "german-rectors-conference"]


def test_by_country_returns_entries_listed_for_the_country(source_page: Network[Entry]) -> None:
    assert GERMANY == ids(source_page.by_country("DE"))


def test_wider_adds_entries_listed_for_a_region_that_contains_the_country(
    source_page: Network[Entry],
) -> None:
    wider = [
        "bye-bye-elon",
        "leavex",
        "musk-stoppen",
        "open-letter-to-european-politicians",
        "german-rectors-conference",
    ]
    assert wider == ids(source_page.by_country("DE", wider=True))


def test_wider_includes_the_world(network: Network[Entry]) -> None:
    assert "escapex" in network.by_country("JP", wider=True)
    assert "escapex" not in network.by_country("JP")


def test_by_region_returns_entries_listed_for_the_region_or_a_territory_in_it(
    source_page: Network[Entry],
) -> None:
    assert 9 == len(source_page.by_region("Europe"))
    assert ["x-odus"] == ids(source_page.unplaced)


@pytest.mark.parametrize(
    "name",
    [
        "DE",
        "de",
        "DEU",
        "276",
        "Germany",
        "Deutschland",
        "Alemania",
        "germany",
        "die Bundesrepublik Deutschland",
    ],
)
def test_a_country_is_given_by_a_code_or_by_a_name_in_any_language(
    name: str, source_page: Network[Entry]
) -> None:
    assert GERMANY == ids(source_page.by_country(name))


def test_several_values_mean_any_of_them_and_chained_calls_all_of_them(
    source_page: Network[Entry],
) -> None:
    assert ["helloquitx", *GERMANY[:3], "cesser-dutiliser-twitter-x", GERMANY[3]] == ids(
        source_page.by_country("DE", "FR")
    )
    assert ["bye-bye-elon", "leavex"] == ids(
        source_page.by_country("DE", "FR").by_country("DE").by_kind("initiative")
    )


@pytest.mark.parametrize(
    "method", ["by_kind", "by_country", "by_region", "by_hashtag", "by_status"]
)
def test_a_criterion_without_a_value_is_a_type_error(method: str, network: Network[Entry]) -> None:
    with pytest.raises(TypeError, match=method):
        getattr(network, method)()


def test_a_list_of_values_is_a_type_error_that_names_filter(network: Network[Entry]) -> None:
    with pytest.raises(TypeError, match="filter"):
        network.by_country(["DE", "FR"])


WRONG_TYPES = (None, 1, nan, b"DE", ["DE"], 1j)


@pytest.mark.parametrize("value", WRONG_TYPES, ids=repr)
@pytest.mark.parametrize(
    "method", ["by_kind", "by_country", "by_region", "by_hashtag", "by_status", "search"]
)
def test_a_value_that_is_no_string_is_a_type_error_that_names_the_method(
    method: str, value: object, network: Network[Entry]
) -> None:
    with pytest.raises(TypeError, match=method):
        getattr(network, method)(value)


@pytest.mark.parametrize("value", [1, nan, b"DE", ["DE", 1], [["DE"]], 1j], ids=repr)
@pytest.mark.parametrize("name", ["kind", "country", "region", "hashtag", "status", "search"])
def test_filter_names_the_criterion_whose_value_is_no_string(
    name: str, value: Any, network: Network[Entry]
) -> None:
    with pytest.raises(TypeError, match=f"`{name}`"):
        network.filter(**{name: value})


@pytest.mark.parametrize("value", [1, nan, b"DE", ["true", 1]], ids=repr)
@pytest.mark.parametrize("name", ["wider", "unplaced"])
def test_filter_names_the_flag_that_is_neither_true_nor_false(
    name: str, value: Any, network: Network[Entry]
) -> None:
    with pytest.raises(ArgumentError, match=f"`{name}`"):
        network.filter(**{name: value})


def test_an_entry_in_two_countries_of_a_region_is_listed_once_for_it() -> None:
    both = Petition(id="x", name="X", url="https://x.example", territories=["DE", "FR"])
    network = Network([both])
    assert [both] == list(network.by_region("Europe"))
    assert network.by_country("DE", wider=True) == network.by_country("DE", "FR") == network


def test_networks_are_equal_by_what_they_hold_and_keys_of_dicts(network: Network[Entry]) -> None:
    same = Network(network, about=network.about)
    assert {network: 1}[same] == 1
    assert network != list(network)
    assert network != network[:1]


def test_a_query_of_the_class_is_not_computed() -> None:
    assert "country" in str(Network.countries.__doc__)


def test_notebooks_complete_ids_and_the_values_of_facets(network: Network[Entry]) -> None:
    assert {"leavex", *network[0].aliases} <= {*network._ipython_key_completions_()}
    assert list(network.countries) == network.countries._ipython_key_completions_()


def test_a_facet_can_be_pickled(network: Network[Entry]) -> None:
    countries = pickle.loads(pickle.dumps(network.countries))
    assert network.countries == countries
    with pytest.raises(KeyError, match="'DE'"):
        countries["Germany"]


@pytest.mark.parametrize("hashtag", ["leavex", "#LeaveX", "LEAVEX", "＃leavex"])
def test_the_case_of_a_hashtag_does_not_matter(hashtag: str, network: Network[Entry]) -> None:
    assert ["leavex"] == ids(network.by_hashtag(hashtag))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("wanted", ["NFC", "NFD"])
def test_the_normalization_form_of_a_hashtag_does_not_matter(
    form: Literal["NFC", "NFD"], wanted: Literal["NFC", "NFD"]
) -> None:
    hashtag = normalize(form, "Été")
    network = Network([Petition(id="a", name="A", url="https://a.example", hashtags=[hashtag])])
    assert ["a"] == ids(network.by_hashtag(normalize(wanted, "#éTÉ")))
    assert ["Été"] == list(network.hashtags)


def test_a_hashtag_that_no_entry_has_finds_nothing(network: Network[Entry]) -> None:
    assert 0 == len(network.by_hashtag("nosuchtag"))


def test_the_network_has_seven_hashtags_and_the_source_page_five(
    network: Network[Entry], source_page: Network[Entry]
) -> None:
    assert [
        "EscapeX",
        "HelloQuitX",
        "ByeByeElon",
        "DetoX",
        "MakeSocialsSocialAgain",
        "juntas",
        "LeaveX",
    ] == list(network.hashtags)
    assert 5 == len(source_page.hashtags)


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("xodus", ["xodus", "x-odus"]),
        ("x-odus", ["xodus", "x-odus"]),
        ("odus", ["x-odus"]),
        ("vamonos", ["juntas"]),
        ("VÁMONOS", ["juntas"]),
        ("#byebye", ["bye-bye-elon"]),
        ("utiliser gouvernement", ["cesser-dutiliser-x", "cesser-dutiliser-twitter-x"]),
        ("d'utiliser x/", ["cesser-dutiliser-x", "cesser-dutiliser-twitter-x"]),
        ("nterprise", []),
        ("🙂", []),
    ],
)
def test_search_finds_every_word_at_the_start_of_a_word(
    query: str, result: list[str], network: Network[Entry]
) -> None:
    assert result == ids(network.search(query))


@pytest.mark.parametrize(
    ("word", "is_found"), [("b", True), ("aab", True), ("ab", False), ("aaab", False), ("c", False)]
)
def test_a_word_is_found_at_each_start_and_nowhere_else(word: str, *, is_found: bool) -> None:
    network = Network([Petition(id="x", name="aabx-aab-bc", url="https://x.example")])
    assert is_found == bool(len(network.search(word)))


@pytest.mark.parametrize("name", ["a-bc-d", "-".join("abcdefghijkl"), f"a-bc-{'d-' * 50}e"])
def test_a_word_with_hyphens_is_found_from_each_of_its_parts_on(name: str) -> None:
    network = Network([Petition(id="x", name=f"Say {name}!", url="https://x.example")])
    parts = name.split("-")
    for first in range(len(parts)):
        assert 1 == len(network.search("".join(parts[first:])))
        assert 1 == len(network.search("-".join(parts[first:])))
    assert 0 == len(network.search("bd"))


def test_what_no_hashtag_can_be_finds_nothing_in_no_time(network: Network[Entry]) -> None:
    # No timing: sorting the marks of these queries would not end while anybody waits.
    query = "x" + "\u0316\u0301" * 500_000
    assert 0 == len(network.by_hashtag(query))
    assert "helloquitx" in network.search("hello" + query[1:])


def test_search_reads_the_texts_of_the_current_language(network: Network[Entry]) -> None:
    assert "bye-bye-elon" in network.localize("de").search("landwirtschaft")
    assert 0 == len(network.search("landwirtschaft"))


def test_a_word_counts_once_also_as_the_beginning_of_another() -> None:
    assert ["open", "landwirt"] == words("open land landwirt open LAND")
    assert ["ab", "b"] == words("a ab b a")
    assert ["x", "-"] == words("x - x")


def test_a_word_again_and_again_finds_the_same_entries(network: Network[Entry]) -> None:
    assert network.search("open letter") == network.search("letter open lett OPEN o " * 1_000)


@pytest.mark.parametrize("query", ["", "  "])
def test_search_without_a_word_is_an_error(query: str, network: Network[Entry]) -> None:
    with pytest.raises(ArgumentError, match="search"):
        network.search(query)


def test_facets_hold_each_value_with_its_entries_in_page_order(source_page: Network[Entry]) -> None:
    assert {"FR": 2, "DE": 4, "NL": 1, "ES": 1} == {
        code: len(result) for code, result in source_page.countries.items()
    }
    assert ["FR", "DE", "NL", "ES"] == list(source_page.countries)
    assert {"150": ["open-letter-to-european-politicians"]} == {
        code: ids(result) for code, result in source_page.regions.items()
    }
    assert ["initiative", "petition"] == list(source_page.kinds)
    assert ["active"] == list(source_page.statuses)
    assert "Germany" == list(source_page.countries)[1].name


def test_an_entry_is_found_by_id_position_slice_and_former_id(network: Network[Entry]) -> None:
    renamed = Petition(id="x", name="X", url="https://x.example", aliases=("old-x",))
    assert renamed == Network([renamed])["old-x"]
    assert "HelloQuitX" == network["helloquitx"].name
    assert network["escapex"] == network[0] == network[:3][0]
    assert network[-1] == list(network)[-1]
    assert 3 == len(network[:3])
    assert network.get("nosuch") is None
    assert 7 == network.get("nosuch", 7)
    assert network.get("helloquitx") in network
    assert "helloquitx" in network
    assert "nosuch" not in network
    assert 5 not in network


def test_an_unknown_id_is_a_key_error_that_names_the_nearest(network: Network[Entry]) -> None:
    with pytest.raises(KeyError) as caught:
        network["helloquitxx"]
    assert ("helloquitx",) == caught.value.suggestions
    assert "'helloquitxx'" in str(caught.value)
    assert isinstance(caught.value, NetworkError)


def test_an_unknown_id_near_none_has_no_suggestions(network: Network[Entry]) -> None:
    with pytest.raises(KeyError) as caught:
        network["§§"]
    assert () == caught.value.suggestions


def test_an_index_out_of_range_is_an_index_error_that_names_index_and_length(
    network: Network[Entry],
) -> None:
    with pytest.raises(IndexError) as caught:
        network[99]
    assert re.findall(r"\d+", str(caught.value)) == ["99", "23"]


UNKNOWN_VALUES = {
    "unknown country": ("by_country", "Narniaaaa", ()),
    "misspelt country": ("by_country", "Germny", ("DE",)),
    "region for a country": ("by_country", "Europe", ("150",)),
    "code of a region for a country": ("by_country", "EU", ("EU",)),
    "name of two countries": ("by_country", "Congo", ("CD", "CG")),
    "empty country": ("by_country", "", ()),
    "country of 10,000 letters": ("by_country", "x" * 10_000, ()),
    "country with control characters": ("by_country", "\x1b[31m", ()),
    "country for a region": ("by_region", "Germany", ("DE",)),
    "unknown region": ("by_region", "Middle Earth", ()),
    "unknown kind": ("by_kind", "petitions", ("petition",)),
    "unknown status": ("by_status", "open", ()),
    "English name of a language": ("localize", "german", ("de",)),
    "unknown language": ("localize", "xx", ()),
}
"""The method, the value, and the suggestions of the error."""


@pytest.mark.parametrize(
    ("method", "value", "suggestions"), UNKNOWN_VALUES.values(), ids=UNKNOWN_VALUES
)
def test_an_unknown_value_is_a_lookup_error_with_suggestions(
    method: str, value: str, suggestions: tuple[str, ...], network: Network[Entry]
) -> None:
    with pytest.raises(LookupError) as caught:
        getattr(network, method)(value)
    assert isinstance(caught.value, NetworkError)
    assert isinstance(caught.value, UnknownValueError)
    assert suggestions == caught.value.suggestions[: len(suggestions)]
    assert quoted(value) in str(caught.value)
    assert all(suggestion in str(caught.value) for suggestion in suggestions)


def test_filter_takes_the_criteria_by_name_as_strings_or_lists(network: Network[Entry]) -> None:
    result = network.filter(country="DE,FR", kind=["petition"], status="active", limit="1")
    assert ["keine-macht-fuer-oligarchen"] == ids(result)
    assert network == network.filter()
    assert ids(network.by_country("DE", wider=True)) == ids(
        network.filter(country="DE", wider="yes")
    )
    assert (
        ids(network.unplaced)
        == ids(network.filter(unplaced=True))
        == ids(network.filter(unplaced="true", wider="no"))
    )
    assert ids(network.by_region("EU", "001")) == ids(
        network.filter(region="European Union, world")
    )
    assert ids(network.search("open letter")) == ids(network.filter(search=["open", "letter"]))
    assert ids(network.by_hashtag("leavex", "detox")) == ids(
        network.filter(hashtag="leavex,#detox,")
    )
    assert 0 == len(network.filter(limit=0))


def test_filter_tries_the_whole_string_before_it_splits_at_commas(network: Network[Entry]) -> None:
    assert 0 == len(network.filter(country="Korea, Republic of"))
    with pytest.raises(UnknownValueError, match="'Narnia'"):
        network.filter(country="Germany, Narnia")


BAD_CRITERIA: dict[str, tuple[dict[str, Any], str]] = {
    "country of commas": ({"country": " , "}, "country"),
    "negative limit": ({"limit": "-1"}, "'-1'"),
    "limit that is no number": ({"limit": True}, "True"),
    "limit of 5,000 digits": ({"limit": "9" * 5_000}, "limit"),
    "switch that is neither on nor off": ({"unplaced": "maybe"}, "'maybe'"),
    "wider without a country": ({"wider": True}, "country"),
}
"""Criteria, and the value or the criterion that the error names."""


@pytest.mark.parametrize(("criteria", "named"), BAD_CRITERIA.values(), ids=BAD_CRITERIA)
def test_a_criterion_that_cannot_be_read_is_an_argument_error(
    criteria: dict[str, Any], named: str, network: Network[Entry]
) -> None:
    with pytest.raises(ArgumentError) as caught:
        network.filter(**criteria)
    assert isinstance(caught.value, ValueError)
    assert next(iter(criteria)) in str(caught.value)
    assert named in str(caught.value)


def test_the_parameters_of_filter_are_the_criteria(network: Network[Entry]) -> None:
    from inspect import signature

    assert [criterion.name for criterion in CRITERIA] == list(signature(network.filter).parameters)


def test_where_takes_any_predicate(network: Network[Entry]) -> None:
    assert all(
        entry.host.endswith(".eu")
        for entry in network.where(lambda entry: entry.host.endswith(".eu"))
    )


def test_a_network_is_no_sequence_so_that_polars_reads_its_arrow_stream(
    network: Network[Entry],
) -> None:
    from collections.abc import Sequence

    assert not isinstance(network, Sequence)


def test_rows_have_every_key_and_plain_values(network: Network[Entry]) -> None:
    rows = network.rows()
    assert 1 == len({tuple(row) for row in rows})
    for row in rows:
        assert all(type(row[key]) is str for key in ("id", "kind", "name", "url", "description"))
        for key in ("also_at", "hashtags", "territories", "sources"):
            assert type(row[key]) is list
            assert all(type(item) is str for item in row[key])


def test_an_empty_network_has_empty_rows_and_facets() -> None:
    empty: Network[Entry] = Network()
    assert "<Network 'Network': 0 entries>" == repr(empty)
    assert not empty
    assert ([], {}, ("en",)) == (empty.rows(), dict(empty.countries), empty.languages)


def test_the_first_language_is_the_networks_own(network: Network[Entry]) -> None:
    assert ("en", "de", "es", "fr") == network.languages
    assert ("de",) == network.localize("de").languages


@given(networks)
def test_every_facet_equals_the_query_for_its_value(network: Network[Entry]) -> None:
    for code, result in network.countries.items():
        assert result == network.by_country(code)
    for hashtag, result in network.hashtags.items():
        assert result == network.by_hashtag(hashtag)
    for kind, result in network.kinds.items():
        assert result == network.by_kind(kind)
    for status, result in network.statuses.items():
        assert result == network.by_status(status)
    for code, result in network.regions.items():
        assert set(result) <= set(network.by_region(code))


@given(networks, st.sampled_from(["DE", "FR", "CY", "TW"]))
def test_a_query_keeps_the_order_and_adds_nothing(network: Network[Entry], country: str) -> None:
    result = network.by_country(country, wider=True)
    assert [entry for entry in network if entry in result] == list(result)
    assert set(network.by_country(country)) <= set(result)


@given(networks)
def test_every_word_of_a_name_finds_its_entry(network: Network[Entry]) -> None:
    for entry in network:
        for word in entry.name.split():
            assert entry in network.search(word) or not any(letter.isalnum() for letter in word)


def test_queries_keep_the_type_of_the_entries(network: Network[Entry]) -> None:
    assert {Initiative} == {type(entry) for entry in network.initiatives}
    assert {Petition} == {type(entry) for entry in network.petitions.by_country("DE")}


UNSPACED = st.text("離脱署名運動カタひらนไทยລວຂខមរရမ", min_size=1, max_size=12)


@given(UNSPACED, st.data())
def test_every_part_of_a_text_without_spaces_is_found(text: str, data: st.DataObject) -> None:
    entry = Petition(id="x", name="Name", url="https://x.example", description=f"X {text} ok")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert [entry] == list(Network([entry]).search(text[start:end]))


def starts_of_words(text: str) -> list[str]:
    """Return the folded letters of each chunk from each place on at which a word begins."""
    found: list[str] = []
    for chunk in text.split():
        is_inside = False
        letters = ""
        starts: list[int] = []
        for character in fold(chunk):
            if not character.isalnum():
                is_inside = False
                continue
            is_unspaced = scripts.matches(scripts.WITHOUT_SPACES, character)
            if is_unspaced or not is_inside:
                starts.append(len(letters))
            letters += character
            is_inside = not is_unspaced
        found += [letters[start:] for start in starts]
    return found


WRITTEN = st.text("ab XÉ-_'.\n\0\u00a0\u00a8½ß離タไ\u0301#", max_size=20) | st.text(max_size=20)


@given(WRITTEN, st.text("abxe離", min_size=1, max_size=3) | st.text(min_size=1, max_size=3))
def test_a_word_is_found_where_a_word_begins_and_nowhere_else(text: str, query: str) -> None:
    for word in words(query):
        expected = any(start.startswith(word) for start in starts_of_words(text))
        entry = Petition.model_construct(id="x", name=text, description="", hashtags=())
        assert expected == bool(SearchIndex([entry]).positions([word]))


CASES = json.loads((Path(__file__).parent / "data" / "search.json").read_text(encoding="utf-8"))[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_search_agrees_with_the_table_shared_with_the_widget(case: dict[str, Any]) -> None:
    network = Network(
        [Petition(id="x", name="Name", url="https://x.example", description=case["text"])]
    )
    result = [query for query in (*case["finds"], *case["not"]) if len(network.search(query))]
    assert case["finds"] == result
