"""Charts: the right shape for each code, everything that a map cannot show beside it, in the network's language."""

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from unicodedata import east_asian_width

import pytest
from hostile import HOSTILE, hostile_network

from leavex_network import Entry, Initiative, Network, Petition, plots
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.plots.shapes import drawn, shapes


def coloured(chart: Any) -> dict[str, int]:
    """Return the codes of the shapes that a map colours, with their counts."""
    layers = chart.to_dict()["vconcat"][0]["layer"]
    return {shape["id"]: shape["properties"]["count"] for shape in values(chart, layers[1])}


def values(chart: Any, part: dict[str, Any]) -> list[dict[str, Any]]:
    whole = chart.to_dict()
    data = part.get("data") or part.get("layer", [{}])[0].get("data") or whole["data"]
    return data["values"] if "values" in data else whole["datasets"][data["name"]]


def below(chart: Any) -> str:
    """Return what is told below a chart."""
    parts = chart.to_dict()["vconcat"][1:]
    return "\n".join(row["text"] for part in parts for row in values(chart, part))


def network_of(*places: str) -> Network[Entry]:
    entries = [
        Petition(
            id=f"x{number}",
            name=f"X {number}",
            url=f"https://x{number}.example",
            territories=[place] if place else [],
        )
        for number, place in enumerate(places)
    ]
    return Network(entries)


TWELVE = ("NO", "FR", "XK", "MT", "DJ", "ET", "SO", "TW", "150", "EH", "PS", "")


def test_the_right_shapes_are_coloured_and_what_has_none_is_named() -> None:
    chart = plots.countries_map(network_of(*TWELVE, "NO"), "world")
    assert {
        "NO": 2,
        "FR": 1,
        "XK": 1,
        "DJ": 1,
        "ET": 1,
        "SO": 1,
        "TW": 1,
        "EH": 1,
        "PS": 1,
    } == coloured(chart)
    told = " ".join(below(chart).split())
    assert "Not on the map – Malta (1), Europe (1)" in told
    assert "No country or region named (1)" in told
    assert "Crimea, Northern Cyprus and Somaliland have none, and stay grey." in told


def inside(code: str, longitude: float, latitude: float) -> bool:
    """Tell whether a place lies in the shape of a code: a ray from it crosses its rings an odd number of times."""
    (shape,) = [shape for shape in shapes() if shape["id"] == code]
    crossings = 0
    for polygon in shape["geometry"]["coordinates"]:
        for ring in polygon:
            for (x, y), (to_x, to_y) in pairwise(ring):
                if (y > latitude) != (to_y > latitude):
                    crossings += longitude < x + (latitude - y) * (to_x - x) / (to_y - y)
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "code"),
    [
        ("Oslo", 10.9, 60.5, "NO"),
        ("Longyearbyen", 16.0, 78.5, "SJ"),
        ("Orléans", 1.9, 47.9, "FR"),
        ("Saül in French Guiana", -53.2, 3.6, "GF"),
        ("Pristina", 21.0, 42.6, "XK"),
        ("Hargeisa", 45.5, 9.6, ""),
        ("Mogadishu", 45.0, 2.5, "SO"),
        ("Simferopol", 34.1, 45.0, ""),
        ("Kyiv", 30.5, 50.4, "UA"),
        ("Moscow", 37.6, 55.8, "RU"),
        ("Dakhla", -15.0, 24.0, "EH"),
        ("Smara", -11.0, 26.5, "EH"),
        ("Marrakesh", -7.9, 31.6, "MA"),
        ("Nicosia, south", 33.0, 34.9, "CY"),
        ("Kyrenia", 33.7, 35.3, ""),
        ("Taipei", 121.2, 24.6, "TW"),
        ("Ramallah", 35.25, 31.95, "PS"),
        ("Djibouti", 42.6, 11.7, "DJ"),
    ],
)
def test_a_place_lies_in_the_shape_of_its_code_and_in_no_other(
    name: str, longitude: float, latitude: float, code: str
) -> None:
    assert [code] == [
        shape["id"] for shape in shapes() if inside(shape["id"], longitude, latitude)
    ], name


def test_every_shape_is_that_of_one_country_or_of_nobody() -> None:
    from leavex_network import Territory

    codes = [shape["id"] for shape in shapes()]
    assert len(set(codes)) == len(codes)
    assert all(Territory(code).is_country for code in codes if code)


def test_the_maps_of_the_bundled_network_count_every_entry(network: Network[Entry]) -> None:
    chart = plots.countries_map(network)
    assert {place: len(found) for place, found in network.countries.items()} == coloured(chart)
    told = "Not on the map – United States (1), Canada (2), Australia (1), World (1), Europe (2)"
    assert told in below(chart)
    assert "Not on the map – World (1), Europe (2)" in below(plots.countries_map(network, "world"))
    assert "No country or region named (2)" in below(chart)


def test_a_map_of_europe_shows_what_lies_in_its_frame() -> None:
    europe = drawn("europe")
    assert {"DE", "IS", "NO", "PT", "TR", "UA", "RU", "MA", "CY", "XK"} <= europe
    assert not europe & {"US", "CA", "AU", "JP", "BR", "NZ", "IN", "ZA"}
    assert "MT" not in europe | drawn("world")


def test_charts_can_be_put_side_by_side_resized_and_recoloured(network: Network[Entry]) -> None:
    import vl_convert

    both = plots.counts(network, "country", color="#8a1c4a", width=200) | plots.timeline(
        network, width=300, height=200
    )
    svg = vl_convert.vegalite_to_svg(
        (both & plots.countries_map(network, width=310, scheme="greens")).to_dict()
    )
    assert "#8a1c4a" in svg
    small, usual = (plots.countries_map(network, width=width).to_dict() for width in (310, None))
    sizes = [spec["vconcat"][0]["height"] for spec in (small, usual)]
    assert [235, 470] == sizes
    assert 350 == small["vconcat"][0]["layer"][0]["projection"]["scale"]


@pytest.mark.parametrize("network", ["x", None, []])
def test_what_is_no_network_is_told(network: Any) -> None:
    for chart in CHARTS.values():
        with pytest.raises(TypeError, match="a chart is drawn of a network, not of "):
            chart(network)


def ticks(part: dict[str, Any]) -> list[int]:
    return part["values"]


@pytest.mark.parametrize(
    ("size", "expected"), [(1, [0, 1]), (2, [0, 1, 2]), (25, [0, 3, 6, 9, 12, 15, 18, 21, 24])]
)
def test_scales_have_whole_numbers_once(size: int, expected: list[int]) -> None:
    chosen = network_of(*["DE"] * size)
    bars = plots.counts(chosen, "country").to_dict()["vconcat"][0]["layer"][0]["encoding"]["x"][
        "axis"
    ]
    assert expected == ticks(bars)
    legend = plots.countries_map(chosen).to_dict()["vconcat"][0]["layer"][1]["encoding"]["color"][
        "legend"
    ]
    assert expected[1:] == ticks(legend)
    assert (
        plots.countries_map(chosen[:0]).to_dict()["vconcat"][0]["layer"][1]["encoding"]["color"][
            "legend"
        ]
        is None
    )


def test_charts_speak_the_language_of_the_network(network: Network[Entry]) -> None:
    french = network.localize("fr")
    chart = plots.countries_map(french).to_dict()
    assert "Entrées par pays" == chart["title"]["text"]
    assert chart["description"].startswith("Entrées par pays. Réseau")
    assert "Allemagne" in json.dumps(chart, ensure_ascii=False)
    assert "Initiatives" in json.dumps(plots.counts(network.localize("en")).to_dict())
    assert "Ce que la page a indiqué, et quand" == plots.timeline(french).to_dict()["title"]["text"]


@pytest.mark.parametrize("code", WITH_NAMES)
def test_every_language_has_every_word_of_the_charts(code: str, network: Network[Entry]) -> None:
    words = language(code).charts
    assert language("en").charts.keys() == words.keys()
    assert all(word.strip() == word != "" for word in words.values())
    assert {"more", "undated"} == {name for name, word in words.items() if "{count}" in word}
    assert (
        words["by_hashtag"]
        == plots.counts(network.localize(code), "hashtag").to_dict()["title"]["text"]
    )


@pytest.mark.parametrize("code", WITH_NAMES)
def test_what_is_told_below_a_map_fits_below_it(code: str, network: Network[Entry]) -> None:
    told = below(plots.countries_map(network.localize(code)))
    assert ("\u202b" in told) is (code == "ar")
    for line in told.splitlines():
        assert sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line) <= 112


def test_counts_are_the_longest_first_and_count_an_entry_for_each_that_it_names() -> None:
    entries = [
        Petition(
            id="a", name="A", url="https://a.example", territories=["FR", "DE"], hashtags=["X1a"]
        ),
        Petition(id="b", name="B", url="https://b.example", territories=["DE"]),
        Initiative(id="c", name="C", url="https://c.example"),
    ]
    chart = plots.counts(Network(entries), "country")
    rows = values(chart, chart.to_dict()["vconcat"][0])
    assert [("Germany", 2), ("France", 1)] == [(row["name"], row["count"]) for row in rows]
    assert "No country or region named (1)" == below(chart)
    assert "No hashtag (2)" == below(plots.counts(Network(entries), "hashtag"))
    kinds = plots.counts(Network(entries), "kind")
    rows = values(kinds, kinds.to_dict()["vconcat"][0])
    assert [("Petitions", 2), ("Initiatives", 1)] == [(row["name"], row["count"]) for row in rows]


def test_the_timeline_counts_what_was_listed_and_what_was_listed_as_concluded(
    network: Network[Entry],
) -> None:
    chart = plots.timeline(network)
    rows = values(chart, chart.to_dict()["vconcat"][0])
    last = {row["what"]: row for row in rows}
    assert {"Listed": 23, "Listed as concluded": 8} == {
        what: row["count"] for what, row in last.items()
    }
    assert ("2025-01-18", 4) == (rows[0]["day"], rows[0]["count"])
    undated = Network([Petition(id="x", name="X", url="https://x.example")])
    assert "Listed – Without a known day: 1" == below(plots.timeline(undated))
    concluded = Network(
        [
            Petition(
                id="x", name="X", url="https://x.example", status="concluded", listed="2025-01-01"
            )
        ]
    )
    assert "Listed as concluded – Without a known day: 1" == below(plots.timeline(concluded))


def large() -> Network[Entry]:
    places = [
        "DE",
        "FR",
        "MT",
        "150",
        "SG",
        "TV",
        "NR",
        "MC",
        "SM",
        "LI",
        "VA",
        "AD",
        "BB",
        "KM",
        "MV",
        "MU",
        "",
    ]
    entries = [
        (Petition if number % 3 else Initiative)(
            id=f"x{number}",
            name=f"Campaign {number}",
            url=f"https://x{number}.example",
            territories=[place] if (place := places[number % len(places)]) else [],
            hashtags=[f"Tag{number % 40}a"],
            listed=f"2025-{1 + number % 12:02}-{1 + number % 28:02}" if number % 7 else None,
            status="concluded" if number % 5 == 0 else "active",
        )
        for number in range(500)
    ]
    return Network(entries)


CHARTS = {
    "europe": plots.countries_map,
    "world": lambda network: plots.countries_map(network, "world"),
    "kind": plots.counts,
    "country": lambda network: plots.counts(network, "country"),
    "hashtag": lambda network: plots.counts(network, "hashtag"),
    "timeline": plots.timeline,
}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("kind", ["bundled", "large", "one", "none", "hostile"])
def test_every_chart_is_drawn_of_any_network(name: str, kind: str, network: Network[Entry]) -> None:
    import vl_convert

    chosen = {
        "bundled": network,
        "large": large(),
        "one": network[:1],
        "none": network[:0],
        "hostile": hostile_network(),
    }[kind]
    chart = CHARTS[name](chosen)
    spec = chart.to_dict()
    svg = vl_convert.vegalite_to_svg(spec)
    assert svg.startswith("<svg")
    assert spec["title"]["text"] in svg
    if kind == "none":
        assert "Nothing to show" in svg or name in ("europe", "world")
    if kind == "hostile":
        assert "<img" not in svg
        assert "<script" not in svg


def test_long_lists_are_cut_with_a_count() -> None:
    assert "10 more" in below(plots.counts(large(), "hashtag"))
    assert "35 more" in below(plots.counts(large(), "hashtag", most=5))
    assert " more" in " ".join(below(plots.countries_map(large())).split())


def test_a_chart_is_saved_as_svg_png_and_html_without_a_connection(
    network: Network[Entry], tmp_path: Any
) -> None:
    for ending, begins in (("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")):
        path = tmp_path / f"map.{ending}"
        plots.countries_map(network).save(path, **({"inline": True} if ending == "html" else {}))
        assert path.read_bytes().lstrip().startswith(begins)
    assert b"cdn." not in (tmp_path / "map.html").read_bytes()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: plots.countries_map(Network(), "moon"),
            "'moon' is no map: write 'europe' or 'world'",
        ),
        (
            lambda: plots.counts(Network(), "host"),
            "'host' is nothing to count by: write 'kind', 'country' or 'hashtag'",
        ),
    ],
)
def test_what_cannot_be_drawn_is_told(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match="write") as caught:
        call()
    assert message == str(caught.value)


def test_hostile_text_is_text_in_a_chart() -> None:
    told = json.dumps(plots.counts(hostile_network(), "hashtag").to_dict())
    assert json.dumps(HOSTILE[0])[1:-1] in told


def test_without_altair_the_extra_is_named(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    without("altair")
    with pytest.raises(ImportError, match=r'pip install "leavex-network\[plots\]"'):
        plots.timeline(network)
