"""Two networks as one: what is kept, what is reported, and the laws of the union."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

from leavex_network import Entry, Initiative, Network, NetworkWarning, Petition, check, dumps, loads
from leavex_network.errors import ArgumentTypeError
from leavex_network.models import About, Accepted, FrozenMap, Retired, Source, Translation
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


def test_an_empty_localized_network_takes_part_in_all_its_languages() -> None:
    network = one(translations={"de": {"name": "Y"}})
    about = About(translations={"de": {"title": "Netz"}})
    empty = Network([], about=about).localize("de")
    assert "Netz" == (network | empty).about.translations["de"].title
    assert "Netz" == (empty | network).about.title


COPY = "https://web.archive.org/x"


def test_a_copy_that_is_an_address_on_the_other_side_is_only_an_address() -> None:
    copy, address = one(archived=COPY), one(also_at=[COPY])
    for result in (copy.union(address), address.union(copy)):
        assert (None, (COPY,)) == (result.network[0].archived, result.network[0].also_at)
        assert [("facts-differ", "x", "archived")] == codes(result)
    german = one("de", translations={"en": {"url": COPY}})
    assert (COPY,) == copy.union(german).network[0].also_at
    translated = one("de", archived=COPY, translations={"en": {"url": COPY}})
    assert None is one().union(translated).network[0].archived


def test_the_left_copy_stands_and_another_one_is_reported() -> None:
    left, right = one(archived=COPY), one(archived="https://archive.example/x")
    assert COPY == left.union(right).network[0].archived
    assert [("facts-differ", "x", "archived")] == codes(left.union(right))
    assert [] == codes(left.union(one(archived="https://WEB.archive.org/x")))
    assert COPY == one().union(left).network[0].archived


# Laws

few_urls = st.sampled_from(
    [
        "https://a.example",
        "https://A.example/",
        "http://b.org",
        "https://c.eu/é",
        "https://c.eu/%C3%A9",
    ]
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


languages = st.sampled_from([None, "de", "fr", "en"])
days = st.sampled_from([None, date(2025, 1, 1), date(2026, 1, 1)])


@st.composite
def overlapping_entries(draw: st.DrawFn) -> Entry:
    """Return an entry that others of this strategy have much in common with."""
    kind = draw(st.sampled_from([Initiative, Petition]))
    concluded = draw(days)
    return kind(
        id=draw(st.sampled_from(["a", "b", "c"])),
        aliases=draw(st.sampled_from([(), ("d",), ("e",)])),
        name=draw(st.sampled_from(["A", "B"])),
        name_language=draw(languages),
        url=draw(few_urls),
        also_at=draw(st.lists(few_urls, unique=True, max_size=2)),
        description=draw(st.sampled_from(["", "D", "E"])),
        description_language=draw(languages),
        hashtags=draw(st.sampled_from([(), ("LeaveX",), ("leavex", "X")])),
        territories=draw(st.sampled_from([(), ("DE",), ("FR", "DE")])),
        status="concluded" if concluded else "active",
        listed=concluded,
        concluded=concluded,
        closes=draw(days) if kind is Petition else None,
        note=draw(st.sampled_from([None, "N"])),
        translations=draw(overlapping_translations),
        sources=draw(st.sampled_from([(), ("k",), ("l", "k")])),
        text_source=draw(st.sampled_from([None, "k", "l"])),
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
    return Network(kept, about=About(sources=draw(few_sources), edition=draw(days)))


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


@st.composite
def in_any_language(draw: st.DrawFn) -> Network[Entry]:
    network = draw(overlapping())
    language = draw(st.sampled_from(["en", "de", "fr"]))
    entries: list[Entry] = []
    for entry in network:
        others = {code: text for code, text in entry.translations.items() if code != language}
        entries.append(entry.model_copy(update={"translations": others}))
    return Network(entries, about=network.about.model_copy(update={"language": language}))


def facts(network: Network[Entry]) -> list[object]:
    fields = ("id", "aliases", "sources", "hashtags", "territories", "status", "listed", "closes")
    values = [[getattr(entry, field) for field in fields] for entry in network]
    return [network.about.sources, network.about.edition, values]


@pytest.mark.hypothesis
@given(in_any_language(), in_any_language(), in_any_language())
def test_facts_are_associative_in_all_languages(
    one: Network[Entry], two: Network[Entry], three: Network[Entry]
) -> None:
    left = one.union(two, three).network
    assert facts(left) == facts(one.union(two.union(three).network).network)
    assert one.union(one).network == one
    assert loads(dumps(left, "json"), "json") == left


def addresses(entry: Entry) -> set[str]:
    urls = [entry.url, *entry.also_at, *(text.url for text in entry.translations.values())]
    return {normalized(url) for url in urls if url}


@pytest.mark.hypothesis
@given(any_network, any_network)
def test_a_union_is_valid_and_loses_nothing(one: Network[Entry], two: Network[Entry]) -> None:
    both = one.union(two).network
    assert loads(dumps(both, "json"), "json") == both
    assert set(one.about.sources.values()) <= set(both.about.sources.values())
    assert set(two.about.sources.values()) <= set(both.about.sources.values())
    for network in (one, two):
        for entry in network:
            names = names_of(entry)
            if network is two:
                names = {name for name in names if name not in one}
            for name in names:
                known = both[name]
                assert normalized(known.url) == normalized(entry.url)
                assert addresses(entry) <= addresses(known)
                assert set(entry.territories) <= set(known.territories)
                assert set(map(hashtag_key, entry.hashtags)) <= set(
                    map(hashtag_key, known.hashtags)
                )
                assert sources_of(entry, network) <= sources_of(known, both)


def sources_of(entry: Entry, network: Network[Entry]) -> set[Source]:
    return {network.about.sources[key] for key in (*entry.sources, entry.text_source) if key}


@pytest.mark.hypothesis
@given(any_network)
def test_an_empty_network_adds_nothing(network: Network[Entry]) -> None:
    assert network.union(Network()) == (network, ())
    assert Network(about=network.about).union(network) == (network, ())
    assert list(Network().union(network).network) == list(network)


# Examples


def test_entries_with_the_same_address_become_one_with_the_facts_of_both() -> None:
    about = About(sources={"k": Source(url=URL, date=date(2025, 1, 1))})
    left = one(hashtags=["LeaveX"], territories=["DE"], also_at=["https://x.example/2"])
    entry = petition(
        id="y",
        aliases=["z"],
        url="HTTPS://x.example:443/",
        also_at=["https://x.example/1", "https://x.example/2/", URL],
        hashtags=["leavex", "X"],
        territories=["FR"],
        sources=["k"],
        description="Text.",
        note="Note.",
    )
    result = left.union(Network([entry], about=about))
    (both,) = result.network
    assert both == petition(
        aliases=["y", "z"],
        also_at=["https://x.example/2", "https://x.example/1"],
        hashtags=["LeaveX", "X"],
        territories=["DE", "FR"],
        sources=["k"],
        description="Text.",
        note="Note.",
    )
    assert result.findings == ()


def test_where_facts_differ_the_left_one_stands_and_the_difference_is_reported() -> None:
    left = one(description="Left.", note="Left.", status="concluded")
    right = one(name="Y", description="Right.", note="Right.", closes="2026-01-01")
    result = left.union(right)
    assert result.network == left
    expected = ["name", "description", "status", "closes", "note"]
    assert sorted(codes(result)) == sorted(("facts-differ", "x", field) for field in expected)
    with pytest.warns(NetworkWarning) as warned:
        assert left | right == left
    assert len(warned) == len(expected)
    assert {warning.filename for warning in warned} == {__file__}


def test_an_id_of_another_entry_is_renamed_and_findings_accepted_for_it_follow() -> None:
    about = About(accepted=[Accepted(code="same-url", entries=["x", "other"], why="Why.")])
    result = one().union(Network([petition(url=OTHER_URL, name="Y")], about=about))
    first, second = result.network
    assert first == petition()
    assert second.id.startswith("x-")
    assert result.network.about.accepted[0].entries == (second.id, "other")
    assert codes(result) == [("id-renamed", second.id, "id")]


def test_a_renamed_id_is_short_and_taken_by_nobody() -> None:
    long = "a" * 100
    second = one(id=long).union(one(id=long, url=OTHER_URL)).network[1]
    assert len(second.id) == 100
    taken = one(id=long).union(one(id=second.id, url="https://z.example")).network
    third = taken.union(one(id=long, url=OTHER_URL)).network[2]
    assert third.id not in (long, second.id)


def test_an_id_that_was_renamed_before_is_the_former_one_again() -> None:
    other = one(url=OTHER_URL, name="Y")
    assert one().union(other.union(one()).network).network[0] == petition()


def test_a_key_of_another_source_is_renamed_where_it_is_used() -> None:
    sources = [Source(url=f"https://{name}.example", date=date(2025, 1, 1)) for name in "kl"]
    networks = []
    for source, url in zip(sources, (URL, OTHER_URL), strict=True):
        entry = petition(id=f"p{url[8]}", name=url, url=url, sources=["k"], text_source="k")
        networks.append(Network([entry], about=About(sources={"k": source})))
    both = networks[0] | networks[1]
    key = both[1].sources[0]
    assert key != "k"
    assert both[1].text_source == key
    assert dict(both.about.sources) == {"k": sources[0], key: sources[1]}


def test_equal_names_and_shared_addresses_of_two_entries_are_reported() -> None:
    left = one(translations={"de": {"url": "https://x.example/de"}})
    right = one(id="y", url="https://x.example/de/")
    result = left.union(right)
    assert len(result.network) == 2
    assert codes(result) == [("same-name", "y", "name"), ("shared-address", "y", "url")]


def test_the_address_of_a_translation_that_does_not_stand_becomes_a_further_one() -> None:
    left = one(also_at=["https://x.example/z"], translations={"de": {"url": "https://x.example/d"}})
    right = one(translations={"de": {"url": "https://x.example/de"}})
    result = left.union(right)
    assert result.network[0].also_at == ("https://x.example/de", "https://x.example/z")
    assert codes(result) == [("facts-differ", "x", "translations.de.url")]


def test_texts_of_a_network_in_another_language_become_translations() -> None:
    right = one("de", name="Name", description="Wort.", translations={"fr": {"name": "Nom"}})
    both = one(description="Text.") | right
    assert both[0].name == "X"
    assert dict(both[0].translations) == {
        "de": Translation(name="Name", description="Wort."),
        "fr": Translation(name="Nom"),
    }
    assert both.about.translations["de"].title == "Network"


def test_an_entry_of_a_network_in_another_language_keeps_its_words() -> None:
    (entry,) = Network().union(one("de", name="Name", description="Wort.")).network
    assert (entry.name, entry.name_language) == ("Name", "de")
    assert (entry.description, entry.description_language) == ("Wort.", "de")
    (entry,) = Network().union(one("de", description="Text.", description_language="en")).network
    assert entry.description_language is None
    (entry,) = Network().union(one("de")).network
    assert entry.description_language is None


def test_a_translation_into_the_language_of_the_union_changes_places_with_the_original() -> None:
    own = one(name="Name", description="Text.").localize("en")
    fields = {"name": "Nom", "description": "Mot.", "url": "https://x.example/en"}
    right = one("de", name="Name", description="Wort.", translations={"en": fields, "fr": {}})
    (entry,) = Network().union(right).network
    assert (entry.name, entry.description, entry.url) == ("Nom", "Mot.", URL)
    assert entry.also_at == ("https://x.example/en",)
    assert entry.translations["de"] == Translation(name="Name", description="Wort.")
    same_address = one("de", translations={"en": {"url": f"{URL}/", "name": None}})
    (entry,) = Network().union(same_address).network
    assert (entry.name_language, entry.also_at) == (None, ())
    assert own.union(own).network == own


def test_current_translations_stay_current_in_another_language() -> None:
    from leavex_network.network.localization import digest

    translations = {"en": Translation(name="Name"), "fr": Translation(name="Nom")}
    german = petition(name="Wort", translations=translations)
    dated = {
        language: translation.model_copy(update={"of": digest(german, translation)})
        for language, translation in translations.items()
    }
    right = Network([petition(name="Wort", translations=dated)], about=About(language="de"))
    both = Network().union(right).network
    assert {text.of for text in both[0].translations.values()} != {None}
    assert check(both) == ()


def test_the_metadata_of_the_left_network_stand() -> None:
    retired = Retired(date=date(2025, 1, 1), why="Left.")
    left = About(title="Left", license="Left", retired={"gone": retired}, edition="2025-01-01")
    right = About(
        title="Right",
        license="Right",
        note="Right",
        edition="2026-01-01",
        retired={"gone": Retired(date=date(2025, 1, 1), why="Right.")},
        translations={"de": {"title": "Rechts"}},
    )
    result = Network[Entry](about=left).union(Network[Entry](about=right))
    about = result.network.about
    assert (about.title, about.license, about.note) == ("Left", "Left", "Right")
    assert about.edition == date(2026, 1, 1)
    assert about.translations["de"].title == "Rechts"
    assert about.retired["gone"] == retired
    fields = {(finding.code, finding.field) for finding in result.findings}
    assert fields == {("facts-differ", "about.license"), ("facts-differ", "about.retired.gone")}
    german = About(
        language="de", translations={"en": {"title": "Right"}, "fr": {"title": "Droite"}}
    )
    about = Network(about=left).union(Network(about=german)).network.about
    assert sorted(about.translations) == ["de", "fr"]


def test_a_localized_network_takes_part_in_all_its_languages(network: Network[Entry]) -> None:
    german = network.localize("de")
    assert german | german == german
    both = one() | german
    assert both.localize("de")["escapex"] == german["escapex"]
    assert (german | one()).localize("en")[:-1] == network.localize("en")


def test_the_union_of_one_network_is_that_network(network: Network[Entry]) -> None:
    assert network.union() == (network, ())
    assert Network.union(network, network).network == network


def test_what_is_no_network_is_refused(network: Network[Entry]) -> None:
    operand: Any = [network[0]]
    with pytest.raises(TypeError):
        network | operand
    with pytest.raises(ArgumentTypeError, match="list"):
        network.union(operand)
    with pytest.raises(ArgumentTypeError, match="list"):
        Network.union(operand, network)


def test_a_translation_with_texts_of_both_has_the_digest_of_neither() -> None:
    left = one(translations={"de": {"name": "Name", "of": "00000000"}})
    right = one(
        description="Text.", translations={"de": {"description": "Wort.", "of": "11111111"}}
    )
    both = left | right
    assert both[0].translations["de"] == Translation(name="Name", description="Wort.")


def test_an_empty_translation_is_kept_and_one_of_the_language_of_the_name_adds_nothing() -> None:
    left = one(name_language="fr")
    right = one(name_language="fr", translations={"fr": {"name": "X"}, "de": {}})
    assert dict((left | right)[0].translations) == {"de": Translation()}


def test_metadata_that_only_the_left_network_has_stay() -> None:
    retired = {"gone": Retired(date=date(2025, 1, 1), why="Why.")}
    left = Network[Entry](about=About(license="Left", note="Left", retired=FrozenMap(retired)))
    assert left.union(Network(about=About(license="Left", retired=FrozenMap(retired)))) == (
        left,
        (),
    )
