"""What a chart gives to a notebook: a picture with alternative text, or what the user enabled."""

import json
import pickle
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Any

import altair as alt
import pytest
from hostile import HOSTILE, hostile_network
from jsonschema import ValidationError

from leavex_network import Entry, Network, plots

pytestmark = pytest.mark.charts

IMAGE = re.compile(
    r'<img src="data:image/svg\+xml;base64,(?P<data>[\w+/=]+)" alt="(?P<alt>[^"<>]+)"'
    r' style="max-width: 100%; height: auto">'
)


@pytest.fixture(autouse=True)
def default_renderer() -> Iterator[None]:
    """Use Altair's default renderer before and after each test."""
    with alt.renderers.enable("default"):
        yield


def image(chart: Any) -> re.Match[str]:
    """Return the match of the one image that a chart gives to a notebook."""
    match = IMAGE.fullmatch(chart._repr_mimebundle_()["text/html"])
    assert match
    return match


def svg(chart: Any) -> str:
    return b64decode(image(chart)["data"]).decode()


@pytest.mark.parametrize("draw", [plots.countries_map, plots.counts, plots.timeline])
def test_a_chart_is_an_image_whose_alternative_text_is_its_description(
    draw: Callable[..., Any], network: Network[Entry]
) -> None:
    chart = draw(network)
    description = chart.to_dict()["description"]
    assert description == unescape(image(chart)["alt"])
    assert svg(chart).startswith("<svg")
    assert description == chart._repr_mimebundle_()["text/plain"]


@pytest.mark.parametrize("code", ["ar", "ja"])
def test_the_image_leaves_the_choice_of_fonts_to_the_browser_of_its_reader(
    code: str, network: Network[Entry]
) -> None:
    chart = plots.counts(network.localize(code), "country")
    assert network.countries["DE"][0].territories[0].name_in(code) in svg(chart)
    assert "font-family" in svg(chart)


def test_nothing_in_the_bundle_loads_anything(network: Network[Entry]) -> None:
    chart = plots.countries_map(network)
    html = chart._repr_mimebundle_()["text/html"]
    assert not re.search(r"<script|url\(|(?:href|src)=.http", html)
    linked = re.findall(r'(?:href|src)="([^"]+)"|url\(([^)]+)\)', svg(chart))
    assert not [link for link in linked if not "".join(link).startswith("#")]


def test_a_document_without_html_gets_an_image_of_twice_as_many_pixels(
    network: Network[Entry],
) -> None:
    chart = plots.counts(network, width=400)
    png, metadata = chart._repr_png_()
    assert 800 == int.from_bytes(png[16:20])
    assert 400 == metadata["width"]
    assert chart.to_dict()["description"] == metadata["alt"]


@pytest.mark.parametrize("renderer", ["html", "json", "png", "svg"])
def test_a_renderer_that_the_user_enables_is_obeyed(renderer: str, network: Network[Entry]) -> None:
    chart = plots.counts(network)
    as_altair = alt.layer(*chart.layer)
    with alt.renderers.enable(renderer):
        assert set(_data(as_altair)) == set(_data(chart))
        assert chart._repr_png_() is None


def _data(chart: Any) -> dict[str, Any]:
    bundle = chart._repr_mimebundle_()
    return bundle[0] if isinstance(bundle, tuple) else bundle


def test_marimo_gets_the_same_image(network: Network[Entry]) -> None:
    chart = plots.counts(network)
    assert chart._repr_mimebundle_()["text/html"] == chart._display_()._repr_html_()


def test_marimo_gets_a_chart_of_altair_if_the_user_enables_a_renderer(
    network: Network[Entry],
) -> None:
    chart = plots.counts(network)
    with alt.renderers.enable("png"):
        assert type(chart._display_()) is alt.LayerChart
        assert json.loads(chart.to_json()) == json.loads(chart._display_().to_json())


def test_altair_reads_charts_from_dicts_as_before(network: Network[Entry]) -> None:
    plots.counts(network)
    bars = alt.Chart(alt.InlineData(values=[{"x": 1}])).mark_bar().encode(x="x:Q")
    assert type(alt.Chart.from_dict(bars.to_dict())) is alt.Chart
    with pytest.raises(ValidationError):
        alt.Chart.from_dict({"mark": "nosuch"})


def test_without_vl_convert_altair_shows_the_chart_itself(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    chart = plots.counts(network)
    without("vl_convert")
    assert "vegaEmbed" in chart._repr_mimebundle_()["text/html"]
    assert chart._repr_png_() is None


@pytest.mark.parametrize(
    "combine",
    [
        lambda a, b, c: a | b | c,
        lambda a, b, c: a & b & c,
        lambda a, b, c: (a | b) & c,
        lambda a, b, c: (a & b) | c,
        lambda a, b, c: a | (b & c),
    ],
    ids=["beside", "below", "beside, then below", "below, then beside", "nested"],
)
def test_combined_charts_are_one_image_described_in_reading_order(
    combine: Callable[..., Any], network: Network[Entry]
) -> None:
    parts = [plots.counts(network), plots.timeline(network), plots.counts(network, "hashtag")]
    descriptions = [part.to_dict()["description"] for part in parts]
    assert " ".join(descriptions) == unescape(image(combine(*parts))["alt"])


def test_a_chart_stays_a_picture_when_it_is_changed_or_pickled(network: Network[Entry]) -> None:
    chart = plots.counts(network)
    for changed in (
        chart.properties(description="In other words"),
        chart.configure_axis(grid=False),
        chart.copy(),
        pickle.loads(pickle.dumps(chart)),
    ):
        assert isinstance(changed, type(chart))
    assert "In other words" == image(chart.properties(description="In other words"))["alt"]


def test_hostile_names_are_text_in_the_alternative_text() -> None:
    chart = plots.counts(hostile_network(), "hashtag").properties(description=" ".join(HOSTILE))
    assert escape(" ".join(HOSTILE)) == image(chart)["alt"]
