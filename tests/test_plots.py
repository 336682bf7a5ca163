"""Charts: each shape has its code, the rest is listed below the map, in any language."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from unicodedata import east_asian_width

import pytest
from hostile import HOSTILE, hostile_network

from leavex_network import Entry, Initiative, Network, Petition, plots
from leavex_network.errors import ArgumentError, MissingExtraError
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.plots.shapes import drawn, shapes


def colored(chart: Any) -> dict[str, int]:
    """Return the codes of the shapes that a map colors, with their counts."""
    layers = chart.to_dict()["vconcat"][0]["layer"]
    return {shape["id"]: shape["properties"]["count"] for shape in values(chart, layers[1])}


def values(chart: Any, part: dict[str, Any]) -> list[dict[str, Any]]:
    whole = chart.to_dict()
    data = part.get("data") or part.get("layer", [{}])[0].get("data") or whole["data"]
    return data["values"] if "values" in data else whole["datasets"][data["name"]]


def below(chart: Any) -> str:
    """Return the notes below a chart."""
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


WORDS = language("en").charts
TWELVE = ("NO", "FR", "XK", "MT", "DJ", "ET", "SO", "TW", "150", "EH", "PS", "")


@pytest.mark.charts
def test_a_map_colors_the_right_shapes_and_names_territories_without_one() -> None:
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
    } == colored(chart)
    notes = " ".join(below(chart).split())
    assert "Malta (1), Europe (1)" in notes
    assert f"{WORDS['unplaced']} (1)" in notes
    assert "Somaliland" in notes


def inside(code: str, longitude: float, latitude: float) -> bool:
    """Return whether a point lies in the shape of a code.

    It does where a ray from it crosses the rings of the shape an odd number of times.
    """
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
def test_a_city_lies_in_the_shape_of_its_code_and_in_no_other(
    name: str, longitude: float, latitude: float, code: str
) -> None:
    assert [code] == [
        shape["id"] for shape in shapes() if inside(shape["id"], longitude, latitude)
    ], name


def test_every_shape_belongs_to_one_country_or_to_none() -> None:
    from leavex_network import Territory

    codes = [shape["id"] for shape in shapes()]
    assert len(set(codes)) == len(codes)
    assert all(Territory(code).is_country for code in codes if code)


@pytest.mark.charts
def test_the_maps_of_the_bundled_network_count_every_entry(network: Network[Entry]) -> None:
    chart = plots.countries_map(network)
    assert {code: len(entries) for code, entries in network.countries.items()} == colored(chart)
    outside = "United States (1), Canada (2), Australia (1), World (1), Europe (2)"
    assert f" – {outside}" in below(chart)
    assert " – World (1), Europe (2)" in below(plots.countries_map(network, "world"))
    assert f"{WORDS['unplaced']} (2)" in below(chart)


def test_a_map_of_europe_shows_what_lies_in_its_frame() -> None:
    europe = drawn("europe")
    assert {"DE", "IS", "NO", "PT", "TR", "UA", "RU", "MA", "CY", "XK"} <= europe
    assert not europe & {"US", "CA", "AU", "JP", "BR", "NZ", "IN", "ZA"}
    assert "MT" not in europe | drawn("world")


@pytest.mark.charts
def test_charts_can_be_combined_resized_and_recolored(network: Network[Entry]) -> None:
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


@pytest.mark.charts
@pytest.mark.parametrize("network", ["x", None, []])
def test_a_chart_of_anything_but_a_network_is_a_type_error(network: Any) -> None:
    for chart in CHARTS.values():
        with pytest.raises(TypeError, match="Network"):
            chart(network)


def ticks(part: dict[str, Any]) -> list[int]:
    return part["values"]


@pytest.mark.charts
@pytest.mark.parametrize(
    ("size", "expected"), [(1, [0, 1]), (2, [0, 1, 2]), (25, [0, 3, 6, 9, 12, 15, 18, 21, 24])]
)
def test_scales_show_each_whole_number_once(size: int, expected: list[int]) -> None:
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


@pytest.mark.charts
def test_charts_are_in_the_language_of_the_network(network: Network[Entry]) -> None:
    french = network.localize("fr")
    chart = plots.countries_map(french).to_dict()
    title = language("fr").charts["by_country"]
    assert title == chart["title"]["text"]
    assert chart["description"].startswith(f"{title}. Réseau")
    assert "Allemagne" in json.dumps(chart, ensure_ascii=False)
    assert "Initiatives" in json.dumps(plots.counts(network.localize("en")).to_dict())
    title = plots.timeline(french).to_dict()["title"]["text"]
    assert language("fr").charts["timeline"] == title


@pytest.mark.charts
@pytest.mark.parametrize("code", WITH_NAMES)
def test_every_language_has_all_words_of_the_charts(code: str, network: Network[Entry]) -> None:
    words = language(code).charts
    assert language("en").charts.keys() == words.keys()
    assert all(word.strip() == word != "" for word in words.values())
    assert {"more", "undated"} == {name for name, word in words.items() if "{count}" in word}
    assert (
        words["by_hashtag"]
        == plots.counts(network.localize(code), "hashtag").to_dict()["title"]["text"]
    )


@pytest.mark.charts
@pytest.mark.parametrize("code", WITH_NAMES)
def test_the_notes_below_a_map_are_no_wider_than_it(code: str, network: Network[Entry]) -> None:
    notes = below(plots.countries_map(network.localize(code)))
    assert ("\u202b" in notes) is (code == "ar")
    for line in notes.splitlines():
        assert sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line) <= 112


@pytest.mark.charts
def test_counts_begin_with_the_largest_and_count_an_entry_once_for_each_value() -> None:
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
    assert f"{WORDS['unplaced']} (1)" == below(chart)
    assert f"{WORDS['untagged']} (2)" == below(plots.counts(Network(entries), "hashtag"))
    kinds = plots.counts(Network(entries), "kind")
    rows = values(kinds, kinds.to_dict()["vconcat"][0])
    assert [("Petitions", 2), ("Initiatives", 1)] == [(row["name"], row["count"]) for row in rows]


@pytest.mark.charts
def test_the_timeline_counts_listed_and_concluded_entries(network: Network[Entry]) -> None:
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


@pytest.mark.charts
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("kind", ["bundled", "large", "one", "none", "hostile"])
def test_every_chart_renders_any_network(name: str, kind: str, network: Network[Entry]) -> None:
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


@pytest.mark.charts
def test_long_lists_are_cut_with_a_count() -> None:
    assert "10 more" in below(plots.counts(large(), "hashtag"))
    assert "35 more" in below(plots.counts(large(), "hashtag", most=5))
    assert " more" in " ".join(below(plots.countries_map(large())).split())


@pytest.mark.charts
def test_a_chart_is_saved_as_svg_png_and_html_without_a_connection(
    network: Network[Entry], tmp_path: Any
) -> None:
    for ending, begins in (("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")):
        path = tmp_path / f"map.{ending}"
        plots.countries_map(network).save(path, **({"inline": True} if ending == "html" else {}))
        assert path.read_bytes().lstrip().startswith(begins)
    assert b"cdn." not in (tmp_path / "map.html").read_bytes()


@pytest.mark.charts
@pytest.mark.parametrize(
    ("call", "values"),
    [
        (lambda: plots.countries_map(Network(), "moon"), ["moon", "europe", "world"]),
        (lambda: plots.counts(Network(), "host"), ["host", "kind", "country", "hashtag"]),
    ],
)
def test_an_unknown_map_or_count_is_an_argument_error(call: Any, values: list[str]) -> None:
    with pytest.raises(ArgumentError) as caught:
        call()
    assert values == re.findall(r"'(\w+)'", str(caught.value))


@pytest.mark.charts
def test_hostile_text_is_text_in_a_chart() -> None:
    chart = json.dumps(plots.counts(hostile_network(), "hashtag").to_dict())
    assert json.dumps(HOSTILE[0])[1:-1] in chart


def test_without_altair_the_extra_is_named(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    without("altair")
    with pytest.raises(MissingExtraError, match=r"\.\[plots\]"):
        plots.timeline(network)
