"""Charts: what they count, say and leave out, in any language, size and theme."""

import json
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from struct import unpack
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hostile import HOSTILE, hostile_network
from hypothesis import given, settings
from hypothesis import strategies as st

from leavex_network import Entry, Initiative, Network, Petition, load, plots
from leavex_network.errors import ArgumentError, ArgumentTypeError, MissingExtraError
from leavex_network.models import About, Translation
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.plots.shapes import drawn, shapes
from leavex_network.plots.themes import THEMES

SVG = "{http://www.w3.org/2000/svg}"
CONTROLS = re.compile("[\u202b\u202c\u2068\u2069]")
WORDS = language("en").charts
UNTYPED: Any = plots

CHARTS: dict[str, Callable[..., Any]] = {
    "europe": plots.countries_map,
    "world": lambda network, **options: plots.countries_map(network, "world", **options),
    "kind": plots.counts,
    "country": lambda network, **options: plots.counts(network, "country", **options),
    "region": lambda network, **options: plots.counts(network, "region", **options),
    "hashtag": lambda network, **options: plots.counts(network, "hashtag", **options),
    "status": lambda network, **options: plots.counts(network, "status", **options),
    "host": lambda network, **options: plots.counts(network, "host", **options),
    "language": lambda network, **options: plots.counts(network, "language", **options),
    "timeline": plots.timeline,
}


def rows(chart: Any) -> list[dict[str, Any]]:
    """Return the data of all layers of a chart."""
    spec = chart.to_dict()
    found: list[dict[str, Any]] = []
    for layer in spec["layer"]:
        data = layer["data"]
        found += data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found


def bars(chart: Any) -> list[tuple[str, int]]:
    """Return the names and counts of bars."""
    return [(CONTROLS.sub("", row["name"]), row["count"]) for row in rows(chart) if "start" in row]


def colored(chart: Any) -> dict[str, int]:
    """Return the codes of the shapes that a map colors, with their counts."""
    found = {}
    for row in rows(chart):
        if row.get("properties", {}).get("count"):
            found[row["id"]] = row["properties"]["count"]
    return found


def texts(chart: Any) -> str:
    """Return the texts of a chart but for title and subtitle, without controls of direction."""
    lines = [row["text"] for row in rows(chart) if "text" in row]
    return CONTROLS.sub("", "\n".join(lines))


def said(chart: Any) -> str:
    """Return the texts of a chart but for title and subtitle in one line."""
    return " ".join(texts(chart).split())


def title(chart: Any) -> str:
    """Return the title of a chart in one line."""
    return CONTROLS.sub("", " ".join(chart.to_dict()["title"]["text"]))


def subtitle(chart: Any) -> str:
    """Return the subtitle of a chart in one line."""
    return CONTROLS.sub("", " ".join(chart.to_dict()["title"]["subtitle"]))


@cache
def bundled(name: str, code: str, theme: Any = "light") -> ET.Element:
    """Return a rendered chart of the bundled network."""
    return drawn_by(CHARTS[name](load().localize(code), theme=theme))


def svg(chart: Any) -> str:
    stream = StringIO()
    chart.save(stream, format="svg")
    return stream.getvalue()


def drawn_by(chart: Any) -> ET.Element:
    """Return the rendered picture."""
    return ET.fromstring(svg(chart))  # noqa: S314 - the chart's own


def size(chart: Any) -> tuple[float, float]:
    """Return the width and height of the rendered picture."""
    root = drawn_by(chart)
    return float(root.get("width", "")), float(root.get("height", ""))


def network_of(*places: str, **about: Any) -> Network[Entry]:
    entries = [
        Petition(
            id=f"x{number}",
            name=f"X {number}",
            url=f"https://x{number}.example",
            territories=[place] if place else [],
        )
        for number, place in enumerate(places)
    ]
    return Network(entries, about=About(**about))


TWELVE = ("NO", "FR", "XK", "MT", "DJ", "ET", "SO", "TW", "150", "EH", "PS", "")


@pytest.mark.charts
def test_a_map_colors_the_right_shapes_and_names_territories_without_one() -> None:
    chart = plots.countries_map(network_of(*TWELVE, "NO"), "world")
    expected = {"NO": 2} | dict.fromkeys(("FR", "XK", "DJ", "ET", "SO", "TW", "EH", "PS"), 1)
    assert expected == colored(chart)
    assert "Malta (1), Europe (1)" in said(chart)
    assert f"{WORDS['unplaced']} (1)" in said(chart)
    assert "Somaliland" in said(chart)


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
    countries = {code: len(entries) for code, entries in network.countries.items()}
    assert {code: countries[code] for code in countries if code in drawn("europe")} == colored(
        chart
    )
    assert " – Canada (2), Europe (2), United States (1), Australia (1), World (1)" in said(chart)
    assert countries == colored(plots.countries_map(network, "world"))
    assert " – Europe (2), World (1)" in said(plots.countries_map(network, "world"))
    assert f"{WORDS['unplaced']} (2)" in said(chart)


@pytest.mark.charts
def test_what_is_not_on_a_map_is_ordered_by_count() -> None:
    chart = plots.countries_map(network_of("US", "150", "150", "CA", "CA", "CA", "DE"))
    assert f"{WORDS['beside']} – Canada (3), Europe (2), United States (1)" in said(chart)


def test_a_map_of_europe_shows_what_lies_in_its_frame() -> None:
    europe = drawn("europe")
    assert {"DE", "IS", "NO", "PT", "TR", "UA", "RU", "MA", "CY", "XK"} <= europe
    assert not europe & {"US", "CA", "AU", "JP", "BR", "NZ", "IN", "ZA"}
    assert "MT" not in europe | drawn("world")


@pytest.mark.charts
@pytest.mark.parametrize("area", ["europe", "world"])
def test_a_map_has_each_shape_that_it_shows_once(area: Any, network: Network[Entry]) -> None:
    codes = [row["id"] for row in rows(plots.countries_map(network, area)) if "geometry" in row]
    assert sorted(drawn(area)) == sorted(codes)


@pytest.mark.charts
def test_a_map_of_europe_has_at_most_150_kilobytes_of_json(network: Network[Entry]) -> None:
    assert len(plots.countries_map(network).to_json(indent=None).encode()) <= 150_000


def luminance(color: str) -> float:
    """Return the relative luminance of a color (WCAG 2.2)."""
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.charts
@pytest.mark.parametrize("theme", THEMES)
def test_the_colors_of_a_rendered_map_can_be_told_apart(theme: Any) -> None:
    places = [
        code for index, code in enumerate(("DE", "FR", "IT", "ES", "PL")) for _ in range(index + 1)
    ]
    chart = plots.countries_map(network_of(*places), theme=theme)
    root = drawn_by(chart)
    fills = {}
    for path in root.iter(f"{SVG}path"):
        label = path.get("aria-label")
        if label:
            fills[label] = path.get("fill", ""), path.get("stroke", "")
    land, coast = fills["Country or region: Sweden; Entries: 0"]
    (sea,) = [
        path.get("fill", "")
        for path in root.iter(f"{SVG}path")
        if path.get("class") == "background" and path.get("fill")
    ]
    counted = [
        fills[f"Country or region: {name}; Entries: {count}"][0]
        for count, name in enumerate(("Germany", "France", "Italy", "Spain", "Poland"), 1)
    ]
    assert contrast(land, counted[0]) >= 3
    assert contrast(land, coast) >= 3
    # In greyscale too, as luminance is all that counts.
    assert contrast(land, sea) >= 1.4
    assert contrast(sea, coast) >= 3
    assert all(contrast(land, more) > contrast(land, fewer) for fewer, more in pairwise(counted))
    assert all(contrast(fewer, more) >= 1.25 for fewer, more in pairwise(counted))


@pytest.mark.charts
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["europe", "country", "timeline"])
def test_all_texts_and_marks_of_a_rendered_chart_are_legible(name: str, theme: Any) -> None:
    root = bundled(name, "fr", theme)
    background = root.find(f"{SVG}rect")
    assert background is not None
    color = background.get("fill", "")
    for text in root.iter(f"{SVG}text"):
        assert contrast(color, text.get("fill", "")) >= 4.5
    for mark in THEMES[theme].bars, *THEMES[theme].lines:
        assert contrast(color, mark) >= 3


@pytest.mark.charts
@pytest.mark.parametrize(
    ("counts", "legend"),
    [
        ((1,), "Entries 0 1"),
        ((1, 2, 6), "Entries 0 1 2–4 5–6"),
        ((1, 300), "Entries 0 1–19 20–49 50–99 100–199 200–300"),
    ],
)
def test_a_map_has_steps_that_begin_with_round_numbers(
    counts: tuple[int, ...], legend: str
) -> None:
    places = [
        code for code, count in zip(("DE", "FR", "IT"), counts, strict=False) for _ in range(count)
    ]
    assert legend in said(plots.countries_map(network_of(*places)))


@pytest.mark.charts
def test_own_colors_of_a_map_are_its_steps() -> None:
    chart = plots.countries_map(network_of("DE", "FR", "FR", "FR"), colors=["#aa0000", "#550000"])
    fills = {row["id"]: row["properties"]["fill"] for row in rows(chart) if "geometry" in row}
    assert ("#aa0000", "#550000") == (fills["DE"], fills["FR"])


@pytest.mark.charts
@given(data=st.data())
@settings(max_examples=25)
def test_a_picture_has_the_width_and_the_height_that_were_asked_for(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(CHARTS)))
    code = data.draw(st.sampled_from(WITH_NAMES))
    width = data.draw(st.integers(240, 1400))
    theme = data.draw(st.sampled_from(sorted(THEMES)))
    network = load().localize(code)[: data.draw(st.integers(0, 23))]
    natural = size(CHARTS[name](network, width=width, theme=theme))
    assert width == natural[0]
    higher = int(natural[1]) + data.draw(st.integers(0, 300))
    assert (width, higher) == size(CHARTS[name](network, width=width, height=higher))


@pytest.mark.charts
def test_a_low_picture_has_fewer_bars_and_counts_the_others(network: Network[Entry]) -> None:
    chart = plots.counts(network, "country", height=300)
    assert (640, 300) == size(chart)
    shown = len(bars(chart))
    assert 1 <= shown < 11
    assert f"{11 - shown} more" in texts(chart).splitlines()


@pytest.mark.charts
def test_charts_can_be_combined_and_recolored(network: Network[Entry]) -> None:
    both = plots.counts(network, "country", color="#8a1c4a", width=300) | plots.timeline(network)
    stream = StringIO()
    (both & plots.countries_map(network, width=310)).save(stream, format="svg")
    assert "#8a1c4a" in stream.getvalue()
    assert "Listed as concluded" in stream.getvalue()


@pytest.mark.charts
@pytest.mark.parametrize("network", ["x", None, []])
def test_a_chart_of_anything_but_a_network_is_a_type_error(network: Any) -> None:
    for chart in CHARTS.values():
        with pytest.raises(TypeError, match="Network"):
            chart(network)


@pytest.mark.charts
@pytest.mark.parametrize(
    ("call", "values"),
    [
        (lambda: UNTYPED.countries_map(Network(), "moon"), ["moon", "europe", "world"]),
        (
            lambda: UNTYPED.counts(Network(), "x"),
            ["x", "kind", "country", "region", "hashtag", "status", "host", "language"],
        ),
        (lambda: UNTYPED.timeline(Network(), theme="pink"), ["pink", "light", "dark"]),
        (lambda: UNTYPED.timeline(Network(), width=200), []),
        (lambda: UNTYPED.timeline(Network(), height=100), []),
        (lambda: UNTYPED.counts(load(), height=60), []),
        (lambda: UNTYPED.counts(Network(), most=0), []),
        (lambda: UNTYPED.countries_map(Network(), colors=[]), []),
    ],
)
def test_an_argument_without_a_meaning_is_an_argument_error(call: Any, values: list[str]) -> None:
    with pytest.raises(ArgumentError) as caught:
        call()
    assert values == re.findall(r"'(\w+)'", str(caught.value))


@pytest.mark.charts
@pytest.mark.parametrize(
    "call",
    [
        lambda: UNTYPED.timeline(Network(), width="wide"),
        lambda: UNTYPED.timeline(Network(), height=2.5),
        lambda: UNTYPED.timeline(Network(), title=5),
        lambda: UNTYPED.timeline(Network(), theme=None),
        lambda: UNTYPED.counts(Network(), ["kind"]),
        lambda: UNTYPED.counts(Network(), most="all"),
        lambda: UNTYPED.counts(Network(), color=5),
        lambda: UNTYPED.countries_map(Network(), 5),
    ],
)
def test_an_argument_of_a_wrong_type_is_a_type_error(call: Any) -> None:
    with pytest.raises(ArgumentTypeError):
        call()


def test_a_height_that_the_message_names_is_enough() -> None:
    for chart in CHARTS.values():
        with pytest.raises(ArgumentError) as caught:
            chart(load(), width=320, height=20)
        (needed,) = re.findall(r"needs (\d+)", str(caught.value))
        assert int(needed) == size(chart(load(), width=320, height=int(needed)))[1]


# What charts say


@pytest.mark.charts
@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("en", "Most entries: Germany (6 of 23)"),
        ("de", "Die meisten Einträge: Deutschland (6 von 23)"),
        ("fr", "Le plus d’entrées\u00a0: Allemagne (6 sur 23)"),
        ("ja", "最多：ドイツ（23件中6件）"),
        ("ar", "الأكثر مدخلات: ألمانيا (6 من 23)"),
    ],
)
def test_the_title_is_a_finding_in_the_language_of_the_network(
    code: str, finding: str, network: Network[Entry]
) -> None:
    for name in ("europe", "country"):
        assert finding == title(CHARTS[name](network.localize(code)))


@pytest.mark.charts
def test_a_title_names_all_of_equal_values_unless_they_are_too_many() -> None:
    fifteen = ["DE", "FR", "IT", "ES", "PT", "NL", "BE", "LU", "AT", "CH", "PL", "CZ", "SK", "HU"]
    fifteen.append("RO")
    names = "Germany, France, Italy, Spain, Portugal, Netherlands, Belgium, Luxembourg, Austria, "
    names += "Switzerland, Poland, Czechia, Slovakia, Hungary, Romania"
    assert f"Most entries: {names} (1 of 15 each)" == title(
        plots.countries_map(network_of(*fifteen))
    )
    assert WORDS["by_country"] == title(plots.countries_map(network_of(*fifteen, "GR")))
    long = [
        Initiative(id=f"x{n}", name="X", url=f"https://{'x' * 60}{n}.{'y' * 60}.{'z' * 60}.example")
        for n in range(3)
    ]
    assert WORDS["by_host"] == title(plots.counts(Network(long), "host"))


@pytest.mark.charts
@pytest.mark.parametrize("name", CHARTS)
def test_a_title_of_ones_own_replaces_the_finding(name: str, network: Network[Entry]) -> None:
    chart = CHARTS[name](network, title="Where they are")
    assert "Where they are" == title(chart)
    assert chart.to_dict()["description"].startswith("Where they are. ")
    assert [] == CHARTS[name](network, title="").to_dict()["title"]["text"]


@pytest.mark.charts
def test_the_subtitle_names_network_and_edition_and_a_line_below_the_source(
    network: Network[Entry],
) -> None:
    chart = plots.counts(network.localize("de"))
    assert "Einträge nach Art · Netzwerk · Ausgabe vom 25. Januar 2026" == subtitle(chart)
    assert "Quelle: https://leavex.eu/network/" == texts(chart).splitlines()[-1]
    nameless = plots.counts(network_of("DE", title="Bread"))
    assert "Entries by kind · Bread" == subtitle(nameless)
    assert "Source: Bread" == texts(nameless).splitlines()[-1]


@pytest.mark.charts
@pytest.mark.parametrize("code", WITH_NAMES)
def test_every_language_has_all_words_of_the_charts(code: str, network: Network[Entry]) -> None:
    words = language(code).charts
    english = language("en").charts
    assert english.keys() == words.keys()
    assert all(word.strip() == word != "" for word in words.values())
    for key, word in english.items():
        assert sorted(re.findall(r"{\w+}", word)) == sorted(re.findall(r"{\w+}", words[key])), key
    chart = plots.counts(network.localize(code), "hashtag")
    assert words["by_hashtag"] in subtitle(chart)
    assert {*language("en").languages} == {*language(code).languages}


@pytest.mark.charts
def test_charts_are_in_the_language_of_the_network(network: Network[Entry]) -> None:
    french = network.localize("fr")
    assert "Allemagne" in json.dumps(plots.countries_map(french).to_dict(), ensure_ascii=False)
    assert ("Anglais", 19) in bars(plots.counts(french, "language"))
    assert ("Initiatives", 12) in bars(plots.counts(network.localize("en")))
    assert language("fr").charts["timeline"] in subtitle(plots.timeline(french))


# What charts count


@pytest.mark.charts
def test_counts_begin_with_the_largest_and_count_an_entry_once_for_each_value() -> None:
    entries = [
        Petition(
            id="a",
            name="A",
            url="https://a.example/1",
            territories=["FR", "DE"],
            hashtags=["X1a"],
            status="concluded",
        ),
        Petition(id="b", name="B", url="https://b.example", territories=["DE", "150", "001"]),
        Initiative(
            id="c",
            name="C",
            url="https://a.example/2",
            description_language="nl",
            description="C.",
            translations={"tlh": Translation(name="C")},
        ),
    ]
    network = Network(entries)
    expected = {
        "kind": [("Petitions", 2), ("Initiatives", 1)],
        "country": [("Germany", 2), ("France", 1), ("Europe", 1), ("World", 1)],
        "region": [("Europe", 1), ("World", 1)],
        "hashtag": [("#X1a", 1)],
        "status": [("Not listed as concluded", 2), ("Listed as concluded", 1)],
        "host": [("a.example", 2), ("b.example", 1)],
        "language": [("English", 2), ("Dutch", 1), ("tlh", 1)],
    }
    for by, counts in expected.items():
        assert counts == bars(plots.counts(network, by)), by  # type: ignore[arg-type] # one of the literals
        shares = bars(plots.counts(network.localize("en"), by))  # type: ignore[arg-type] # one of the literals
        assert counts == shares, by
    assert f"{WORDS['unplaced']} (1)" in texts(plots.counts(network, "country"))
    assert f"{WORDS['unplaced']} (1)" in texts(plots.counts(network, "region"))
    assert f"{WORDS['untagged']} (2)" in texts(plots.counts(network, "hashtag"))


@pytest.mark.charts
@pytest.mark.parametrize(
    ("total", "width", "ticks", "end"),
    [
        (1, 640, [0, 1], 1),
        (2, 640, [0, 1, 2], 2),
        (23, 640, [0, 5, 10, 15, 20], 23),
        (23, 240, [0, 20], 23),
        (3, 240, [0, 2], 3),
        (9, 240, [0, 5], 9),
        (45, 240, [0, 50], 50),
        (999, 640, [0, 200, 400, 600, 800], 999),
    ],
)
def test_the_axis_of_bars_has_round_numbers_up_to_the_longest(
    total: int, width: int, ticks: list[int], end: int
) -> None:
    chart = plots.counts(network_of(*["DE"] * total), "country", width=width)
    domains = []
    for layer in chart.to_dict()["layer"]:
        scale = layer.get("encoding", {}).get("x", {}).get("scale")
        domains += [scale["domain"]] if scale else []
    assert [[0, end]] * 2 == domains
    grid = [row["count"] for row in rows(chart) if row.keys() == {"count"}]
    assert ticks == grid
    assert " ".join(map(str, ticks)) in said(chart)


@pytest.mark.charts
def test_regions_and_the_world_have_hollow_bars_among_countries(network: Network[Entry]) -> None:
    chart = plots.counts(network, "country")
    fills: dict[str, set[str]] = {}
    for row in rows(chart):
        if "start" in row:
            fills.setdefault(row["fill"], set()).add(row["name"])
    assert {"Europe", "World"} == fills["#ffffff"]
    assert "Countries Regions and the world" in said(chart)
    assert WORDS["regions"] not in texts(plots.counts(network.by_country("DE")[:1], "country"))
    alone = plots.counts(network, "region")
    assert {"#0072b2"} == {row["fill"] for row in rows(alone) if "start" in row}


@pytest.mark.charts
def test_the_timeline_is_cumulative_and_goes_up_to_the_edition(network: Network[Entry]) -> None:
    chart = plots.timeline(network)
    points = [row for row in rows(chart) if "position" in row]
    last: dict[str, tuple[int, int]] = {}
    for row in points:
        end = (row["position"], row["count"])
        last[row["series"]] = max(end, last.get(row["series"], end))
    edition = network.about.edition
    assert edition is not None
    assert {
        "Listed": (edition.toordinal(), 23),
        "Listed as concluded": (edition.toordinal(), 8),
    } == last
    assert ("January 18, 2025", 4) == (points[0]["day"], points[0]["count"])
    counts = [row["count"] for row in points if row["series"] == "Listed"]
    assert [4, 10, 11, 12, 13, 15, 16, 17, 19, 21, 23] == sorted(set(counts))
    assert counts[:11] == sorted(counts[:11])
    assert "Listed: 23, Listed as concluded: 8" == title(chart)
    assert "(cumulative)" in subtitle(chart)


def dated(*days: str, **about: Any) -> Network[Entry]:
    entries = [
        Petition(id=f"x{n}", name="X", url=f"https://x{n}.example", listed=day)
        for n, day in enumerate(days)
    ]
    return Network(entries, about=About(**about))


@pytest.mark.charts
@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (("2026-01-05",), "Jan 4 2026 Jan 5"),
        (("2025-12-30", "2026-01-03"), "Dec 31 2025 Jan 1 2026 Jan 2 Jan 3"),
        (("2025-01-10", "2025-06-20"), "Feb 2025 Mar 2025 Apr 2025 May 2025 Jun 2025"),
        (("1990-03-01", "2026-03-01"), "1995 2000 2005 2010 2015 2020 2025"),
        (("0001-01-01", "9999-12-31"), "1000 2000 3000 4000 5000 6000 7000 8000 9000"),
    ],
)
def test_the_days_of_a_timeline_are_labeled_as_the_language_writes_them(
    days: tuple[str, ...], labels: str
) -> None:
    assert labels in said(plots.timeline(dated(*days)))


@pytest.mark.charts
def test_entries_without_a_day_are_counted_below_the_timeline() -> None:
    undated = Network([Petition(id="x", name="X", url="https://x.example")])
    assert "Listed – Without a known day: 1" in texts(plots.timeline(undated))
    concluded = Petition(
        id="x", name="X", url="https://x.example", status="concluded", listed="2025-01-01"
    )
    chart = plots.timeline(Network([concluded]))
    assert "Listed as concluded – Without a known day: 1" in texts(chart)


@pytest.mark.charts
def test_equal_ends_of_lines_are_not_written_upon_another() -> None:
    entry = Petition(
        id="x",
        name="X",
        url="https://x.example",
        status="concluded",
        listed="2025-01-01",
        concluded="2025-02-01",
    )
    ends = [row for row in rows(plots.timeline(Network([entry]))) if row.get("text") == "1"]
    places = sorted(row["y"] for row in ends if row["x"] > 100)
    assert 2 == len(places)
    assert places[1] - places[0] >= 12


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


@pytest.mark.charts
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("kind", ["large", "one", "none", "hostile"])
def test_every_chart_renders_any_network(name: str, kind: str, network: Network[Entry]) -> None:
    chosen = {
        "large": large(),
        "one": network[:1],
        "none": network[:0],
        "hostile": hostile_network(),
    }[kind]
    chart = CHARTS[name](chosen, width=320)
    image = svg(chart)
    assert title(chart) != ""
    if kind == "none":
        assert WORDS["nothing"] in texts(chart)
    if kind == "hostile":
        assert "<img" not in image
        assert "<script" not in image


@pytest.mark.charts
def test_long_lists_are_cut_with_a_count() -> None:
    assert "10 more" in texts(plots.counts(large(), "hashtag")).splitlines()
    assert "35 more" in texts(plots.counts(large(), "hashtag", most=5)).splitlines()
    assert "2 more" in said(plots.countries_map(large()))


@pytest.mark.charts
def test_names_that_are_long_for_the_width_are_above_their_bars(network: Network[Entry]) -> None:
    for width, is_beside in ((640, True), (320, False)):
        chart = plots.counts(network, "host", width=width)
        (first,) = [row for row in rows(chart) if row.get("name") == "escape-x.org"]
        (text,) = [row for row in rows(chart) if row.get("text") == "escape-x.org"]
        assert is_beside is (first["start"] < text["y"] < first["end"])
    endless = Initiative(id="x", name="X", url=f"https://{'.'.join(['x' * 60] * 4)}/")
    lines = texts(plots.counts(Network([endless]), "host", width=240)).splitlines()
    assert 1 == len([line for line in lines if line.endswith("…")])


@pytest.mark.charts
def test_a_chart_in_arabic_is_mirrored(network: Network[Entry]) -> None:
    arabic = network.localize("ar")
    for name, chart in CHARTS.items():
        spec = chart(arabic).to_dict()
        assert "end" == spec["title"]["anchor"], name
        assert all(line.startswith("\u202b") for line in spec["title"]["text"])
    for name in ("kind", "timeline"):
        scales = [
            layer["encoding"]["x"]["scale"]
            for layer in CHARTS[name](arabic).to_dict()["layer"]
            if "scale" in layer.get("encoding", {}).get("x", {})
        ]
        assert {True} == {scale["reverse"] for scale in scales}
    # In a text from right to left, "#LeaveX" would become "LeaveX#".
    names = [row["name"] for row in rows(plots.counts(arabic, "hashtag")) if "start" in row]
    assert "\u2068#LeaveX\u2069" in names
    english = json.dumps(plots.counts(network, "hashtag").to_dict(), ensure_ascii=False)
    assert CONTROLS.search(english) is None


# The text alternative


@pytest.mark.charts
@pytest.mark.parametrize("name", CHARTS)
def test_an_svg_image_has_role_title_and_description(name: str, network: Network[Entry]) -> None:
    chart = CHARTS[name](network.localize("fr"))
    root = bundled(name, "fr")
    head, description = root[0], root[1]
    assert ("img", "fr") == (root.get("role"), root.get("lang"))
    assert f"{SVG}title" == head.tag
    assert f"{SVG}desc" == description.tag
    assert root.get("aria-labelledby") == f"{head.get('id')} {description.get('id')}"
    assert title(chart) == head.text
    assert "Source\u00a0: https://leavex.eu/network/." in (description.text or "")
    assert "Édition du 25 janvier 2026." in (description.text or "")


@pytest.mark.charts
def test_the_text_alternative_says_what_the_chart_shows(network: Network[Entry]) -> None:
    def said_by(chart: Any) -> str:
        return str(chart.to_dict()["description"])

    assert "Germany (6), France (3), Netherlands (2)" in said_by(plots.countries_map(network))
    assert "Initiatives (12), Petitions (11)" in said_by(plots.counts(network))
    assert (
        "Listed – January 18, 2025: 4, January 15, 2026: 23. "
        "Listed as concluded – January 5, 2026: 8."
    ) in re.sub(
        r"January \d+, 2026: ", "January 15, 2026: ", said_by(plots.timeline(network))
    ).replace("concluded – January 15", "concluded – January 5")


def labels_of(element: ET.Element) -> list[str]:
    """Return the labels in an image that are not hidden from screen readers."""
    if element.get("aria-hidden") == "true":
        return []
    labels = [element.get("aria-label", "")] if element.get("aria-label") else []
    for part in element:
        labels += labels_of(part)
    return labels


@pytest.mark.charts
@pytest.mark.parametrize("name", CHARTS)
def test_labels_and_tooltips_are_in_words_and_never_names_of_fields(
    name: str, network: Network[Entry]
) -> None:
    chart = CHARTS[name](network.localize("fr"))
    labels = labels_of(bundled(name, "fr"))
    assert labels
    assert all("Entrées: " in label for label in labels)
    fields = {"properties", "count", "name", "label", "position", "series", "start", "end"}
    for layer in chart.to_dict()["layer"]:
        for shown in layer.get("encoding", {}).get("tooltip", []):
            assert shown["title"] not in fields


@pytest.mark.charts
def test_a_png_image_has_the_size_and_its_texts(network: Network[Entry], tmp_path: Path) -> None:
    chart = plots.counts(network.localize("ja"), width=400)
    chart.save(tmp_path / "kinds.png")
    png = (tmp_path / "kinds.png").read_bytes()
    assert 400 == unpack(">I", png[16:20])[0]
    found = {}
    position = 8
    while position < len(png):
        (length,) = unpack(">I", png[position : position + 4])
        kind, content = png[position + 4 : position + 8], png[position + 8 : position + 8 + length]
        if kind == b"iTXt":
            keyword, text = content.split(b"\0\0\0\0\0", 1)
            found[keyword.decode()] = text.decode()
        position += length + 12
    assert title(chart) == found["Title"]
    assert "取り組み (12)、署名活動 (11)" in found["Description"]


@pytest.mark.charts
def test_a_page_contains_its_scripts_its_image_and_its_texts(
    network: Network[Entry], tmp_path: Path
) -> None:
    chart = plots.countries_map(network.localize("fr"))
    chart.save(tmp_path / "carte.html")
    page = (tmp_path / "carte.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert f"<title>{title(chart)}</title>" in page
    assert '<svg role="img"' in page
    assert "<script src=" not in page
    assert "cdn." not in page
    chart.save(str(tmp_path / "carte.html"), inline=False, embed_options={"actions": True})
    page = (tmp_path / "carte.html").read_text(encoding="utf-8")
    assert 3 == page.count("<script src=")
    assert '{"actions": true}' in page


@pytest.mark.charts
def test_hostile_text_is_text_in_every_medium() -> None:
    for text in HOSTILE:
        chart = plots.counts(hostile_network(), "hashtag", title=text)
        root, page = drawn_by(chart), StringIO()
        assert text == root[0].text
        assert not [element for element in root.iter() if "onmouseover" in element.attrib]
        chart.save(page, format="html", inline=False)
        assert 4 == page.getvalue().count("<script")
        assert 4 == page.getvalue().count("</script>")
        assert "<img" not in page.getvalue()
        chart.save(BytesIO(), format="png")


@pytest.mark.charts
def test_other_formats_are_those_of_altair(network: Network[Entry], tmp_path: Path) -> None:
    chart = plots.counts(network)
    chart.save(tmp_path / "kinds.json")
    saved = json.loads((tmp_path / "kinds.json").read_text(encoding="utf-8"))
    assert json.loads(chart.to_json()) == saved
    chart.save(tmp_path / "kinds.pdf")
    assert (tmp_path / "kinds.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(ValueError, match="format"):
        chart.save(tmp_path / "kinds.doc")


def test_without_altair_the_extra_is_named(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    without("altair")
    with pytest.raises(MissingExtraError, match=r"\.\[plots\]"):
        plots.timeline(network)
