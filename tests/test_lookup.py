"""The lookup tables of sites that are built without Python give the answers of Python."""

import pytest

from leavex_network import Entry, Network, Petition
from leavex_network.data import read_bytes
from leavex_network.network.criteria import BY_NAME, CRITERIA, keys_of
from leavex_network.sites import lookup

TEMPLATES = ("hugo/leavex-network.html", "jekyll/leavex-network.html", "js/list.mjs")


@pytest.fixture(scope="module")
def tables(network: Network[Entry]) -> dict[str, lookup.Table]:
    return lookup.tables(network, network.languages)


def test_every_criterion_but_search_and_limit_has_a_table(tables: dict[str, lookup.Table]) -> None:
    assert {row.name for row in CRITERIA} - {"search", "limit"} == tables.keys()


@pytest.mark.parametrize("name", ["kind", "country", "region", "hashtag", "status"])
def test_a_spelling_has_the_key_that_python_finds(
    name: str, tables: dict[str, lookup.Table]
) -> None:
    for spelling, key in tables[name].items():
        if not spelling.isdigit():  # Python wants all digits of a code
            assert key == BY_NAME[name].key_of(spelling), spelling


@pytest.mark.parametrize(
    ("name", "spelling", "key"),
    [
        ("country", "deutschland", "DE"),
        ("country", "deu", "DE"),
        ("country", "côte d'ivoire", "CI"),
        ("country", "cote d’ivoire", "CI"),
        ("country", "korea, republic of", "KR"),
        ("country", "korea (republic of)", "KR"),
        ("country", "republic of korea", "KR"),
        ("country", "iran (islamic republic of)", "IR"),
        ("country", "8", "AL"),
        ("region", "1", "001"),
        ("region", "welt", "001"),
        ("hashtag", "#leavex", "leavex"),
        ("wider", "yes", "true"),
        ("unplaced", "0", "false"),
    ],
)
def test_a_value_is_found_as_people_write_it(
    name: str, spelling: str, key: str, tables: dict[str, lookup.Table]
) -> None:
    assert key == tables[name][spelling]


def test_a_hashtag_is_found_in_both_normalization_forms_and_with_either_sign() -> None:
    entry = Petition(id="a", name="A", url="https://a.example", hashtags=["Été"])
    table = lookup.tables(Network([entry]), ["fr"])["hashtag"]
    for spelling in ("été", "#été", "＃été", "e\u0301te\u0301", "#e\u0301te\u0301"):
        assert "été" == table[spelling]


def test_a_letter_may_be_written_as_it_is_in_ascii(network: Network[Entry]) -> None:
    table = lookup.tables(network, ["pl"])["country"]
    assert "IT" == table["włochy"] == table["wlochy"]


def test_a_name_of_two_countries_has_no_key(tables: dict[str, lookup.Table]) -> None:
    assert "congo" not in tables["country"]


@pytest.mark.parametrize("name", ["kind", "country", "region", "hashtag", "status"])
def test_the_keys_of_an_entry_are_those_by_which_it_is_found(
    name: str, network: Network[Entry]
) -> None:
    keys = {key for entry in network for key in keys_of(entry)[name]}
    for key in keys:
        having = [entry for entry in network if key in keys_of(entry)[name]]
        assert having == list(network.filter(**{name: key}))


def test_the_wider_keys_of_an_entry_are_the_countries_for_which_it_is_found(
    network: Network[Entry],
) -> None:
    for country in ("DE", "JP", "CA"):
        having = [entry for entry in network if country in keys_of(entry)["wider"]]
        assert having == list(network.by_country(country, wider=True))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_rule_about_values(name: str) -> None:
    text = read_bytes(name).decode()
    words = ("initiative", "concluded", "region", "hashtag", "unplaced", "001", "yes")
    assert [] == [word for word in words if word in text]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_fits_on_a_screen(name: str) -> None:
    lines = read_bytes(name).decode().splitlines()
    assert 60 >= len(lines)
    assert 120 >= max(map(len, lines))
