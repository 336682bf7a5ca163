"""Two networks as one: what is kept, what is reported, and the laws of the union."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import abouts, entries, networks

from leavex_network import Entry, Initiative, Network, NetworkWarning, Petition, check, dumps, loads
from leavex_network.errors import ArgumentTypeError
from leavex_network.models import About, Accepted, Retired, Source, Translation
from leavex_network.network import Union
from leavex_network.text.hashtags import hashtag_key
from leavex_network.text.urls import normalized

URL = "https://x.example"
OTHER_URL = "https://y.example"


def petition(**fields: Any) -> Petition:
    return Petition(**{"id": "x", "name": "X", "url": URL, **fields})


def one(language: str = "en", **fields: Any) -> Network[Petition]:
    """Return a network of one petition."""
    return Network([petition(**fields)], about=About(language=language))


def codes(result: Union[Any]) -> list[tuple[str, str | None, str | None]]:
    return [(finding.code, finding.entry, finding.field) for finding in result.findings]


# Laws

few_urls = st.sampled_from(
    ["https://a.example", "https://A.example/", "http://b.org", "https://c.eu/é", "https://c.eu/%C3%A9"]
)
few_sources = st.fixed_dictionaries(
    {key: st.builds(Source, url=few_urls, date=st.just(date(2025, 1, 1))) for key in ("k", "l")}
)
overlapping_translations = st.dictionaries(
    st.sampled_from(["de", "fr", "pt-PT"]),
    st.builds(
        Translation,
        name=st.sampled_from([None, "A", "B"]),
        url=st.none() | few_urls,
        description=st.sampled_from([None, "", "D", "E"]),
        of=st.sampled_from([None, "3f9a1c2e", "00000000"]),
    ),
    max_size=2,
)


@st.composite
def overlapping_entries(draw: st.DrawFn) -> Entry:
    """Return an entry that others of this strategy have much in common with."""
    entry = draw(entries())
    source_keys = st.lists(st.sampled_from(["k", "l"]), unique=True, max_size=2)
    languages = st.sampled_from([None, "de", "fr", "en"])
    return entry.model_copy(
        update={
            "id": draw(st.sampled_from(["a", "b", "c"])),
            "aliases": draw(st.lists(st.sampled_from(["d", "e"]), unique=True, max_size=1)),
            "name": draw(st.sampled_from(["A", "B"])),
            "name_language": draw(languages),
            "url": draw(few_urls),
            "also_at": draw(st.lists(few_urls, unique=True, max_size=2)),
            "description": draw(st.sampled_from(["", "D", "E"])),
            "description_language": draw(languages),
            "translations": draw(overlapping_translations),
            "sources": draw(source_keys),
            "text_source": draw(st.sampled_from([None, "k", "l"])),
        }
    )


def names_of(entry: Entry) -> set[str]:
    return {entry.id, *entry.aliases}


@st.composite
def overlapping(draw: st.DrawFn) -> Network[Entry]:
    """Return a network that others of this strategy have much in common with."""
    drawn = draw(st.lists(overlapping_entries(), max_size=4))
    taken: set[str] = set()
    kept: list[Entry] = []
    for entry in drawn:
        if not taken & names_of(entry):
            taken |= names_of(entry)
            kept.append(entry)
    about = draw(abouts).model_copy(update={"sources": draw(few_sources)})
    return Network(kept, about=about)


any_network = st.one_of(networks, overlapping())


@pytest.mark.hypothesis
@given(any_network)
def test_the_union_of_a_network_with_itself_is_that_network(network: Network[Entry]) -> None:
    assert network.union(network) == (network, ())


@pytest.mark.hypothesis
@given(any_network, any_network, any_network)
def test_the_union_is_associative(
    one: Network[Entry], two: Network[Entry], three: Network[Entry]
) -> None:
    left = one.union(two).network.union(three).network
    right = one.union(two.union(three).network).network
    assert left == right
    assert one.union(two, three).network == left


@pytest.mark.hypothesis
@given(any_network)
def test_an_empty_network_adds_nothing(network: Network[Entry]) -> None:
    assert network.union(Network()) == (network, ())
    assert Network(about=network.about).union(network) == (network, ())
    assert list(Network().union(network).network) == list(network)
