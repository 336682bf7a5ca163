"""Charts refuse what would be drawn wrongly, and are saved completely, alone or together."""

import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from os import fspath
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from test_plots import CHARTS, bars, size, texts, title

from leavex_network import Entry, Network, Petition, plots
from leavex_network.errors import ArgumentError, ArgumentTypeError, FormatError, MissingExtraError

UNTYPED: Any = plots


def saved(chart: Any, format: str = "svg", **options: Any) -> str:
    """Return what a chart writes as text."""
    stream = StringIO()
    chart.save(stream, format, **options)
    return stream.getvalue()


# Arguments


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("text", ["A\x1b B", "A\nB", "\ud800", "\ufffe"])
def test_a_title_with_a_character_of_no_text_is_refused(
    name: str, text: str, network: Network[Entry]
) -> None:
    with pytest.raises(ArgumentError, match="title"):
        CHARTS[name](network, title=text)


def test_without_a_title_the_finding_is_still_said(network: Network[Entry]) -> None:
    chart = plots.counts(network, title=" ")
    assert [] == chart.to_dict()["title"]["text"]
    assert ">Most entries: Initiatives (12 of 23)</title>" in saved(chart)


def test_a_title_keeps_its_own_end(network: Network[Entry]) -> None:
    assert plots.counts(network, title="Who?").description.startswith("Who? Entries")


@pytest.mark.parametrize(
    "call",
    [
        lambda network: UNTYPED.countries_map(network, colors="red"),
        lambda network: UNTYPED.countries_map(network, colors=5),
        lambda network: UNTYPED.countries_map(network, colors=[5]),
        lambda network: UNTYPED.counts(network, width=True),
        lambda network: UNTYPED.counts(network, height=True),
        lambda network: UNTYPED.counts(network, most=True),
    ],
)
def test_a_value_of_a_wrong_type_is_a_type_error(
    call: Callable[[Network[Entry]], object], network: Network[Entry]
) -> None:
    with pytest.raises(ArgumentTypeError):
        call(network)


@pytest.mark.parametrize("color", ["nonsense", "", "#ab", "#gggggg", "url(x)"])
def test_what_is_no_color_is_refused(color: str, network: Network[Entry]) -> None:
    with pytest.raises(ArgumentError, match="color"):
        plots.counts(network, color=color)
    with pytest.raises(ArgumentError, match="color"):
        plots.countries_map(network, colors=["#fdd", color])


def test_colors_are_names_and_hexadecimal_numbers_in_any_iterable(network: Network[Entry]) -> None:
    colors = ["#FDD", "firebrick", "#500000"]
    chart = UNTYPED.countries_map(network, colors=iter(colors))
    assert set(colors) == set(re.findall("#FDD|firebrick|#500000", chart.to_json()))


def test_many_bars_without_room_are_counted() -> None:
    entries = [
        Petition(id=f"e{number}", name=f"N {number}", url=f"https://s{number}.example/")
        for number in range(2_000)
    ]
    chart = plots.counts(Network(entries), "host", most=2_000, height=700)
    assert 700 == size(chart)[1]
    assert f"{2_000 - len(bars(chart))} more" in texts(chart)


@pytest.mark.parametrize("day", [date.min, date(2025, 1, 20), date.max])
def test_a_timeline_of_one_day_is_drawn(day: date) -> None:
    first = Petition(id="x", name="X", url="https://x.example", listed=day)
    assert "Listed: 1" == title(plots.timeline(Network([first])))


@pytest.mark.parametrize("draw", [plots.counts, plots.timeline, plots.countries_map])
def test_an_empty_chart_says_so_in_words(draw: Callable[[Network[Entry]], Any]) -> None:
    assert "Nothing to show." in draw(Network()).description


# Properties


@pytest.mark.parametrize(
    "name", ["width", "height", "title", "usermeta", "padding", "background", "view", "autosize"]
)
def test_a_property_that_would_break_the_layout_is_refused(
    name: str, network: Network[Entry]
) -> None:
    with pytest.raises(ArgumentError, match=name):
        plots.counts(network).properties(**{name: 300})


def test_a_description_of_ones_own_is_the_text_alternative(network: Network[Entry]) -> None:
    chart = plots.counts(network).properties(description="In other words")
    assert ">In other words</desc>" in saved(chart)


# Charts together


def test_charts_together_have_the_background_and_the_words_of_all(network: Network[Entry]) -> None:
    first, second = plots.counts(network, theme="dark"), plots.timeline(network, theme="dark")
    both = (first | second) & plots.counts(network, "country", theme="dark")
    assert first.usermeta["background"] == both.to_dict()["background"]
    image = saved(both)
    names = ["Most entries: Initiatives (12 of 23)", "Listed: 23, Listed as concluded: 8"]
    assert f">{' · '.join([*names, 'Most entries: Germany (6 of 23)'])}</title>" in image
    assert first.description in image
    page = saved(both, "html")
    assert "<script>" in page
    assert "npm/vega" not in page.replace("\n", "")
    assert "<h1>Most entries: Initiatives" in page


def test_a_chart_of_altair_may_be_among_them(network: Network[Entry]) -> None:
    other = alt.Chart({"values": [{"a": 1}]}).mark_point().encode(x="a:Q")
    assert "Most entries: Initiatives" in saved(plots.counts(network) | other)


def test_light_and_dark_charts_share_no_picture(network: Network[Entry]) -> None:
    with pytest.raises(ArgumentError, match="theme"):
        plots.counts(network) | plots.counts(network, theme="dark")
    with pytest.raises(ArgumentError, match="theme"):
        plots.counts(network) & plots.counts(network, theme="dark")


def test_a_specification_is_one_of_altair(network: Network[Entry]) -> None:
    chart = plots.counts(network, "country")
    assert "layer" in alt.LayerChart.from_dict(chart.to_dict()).to_dict()
    both = (chart | chart).to_dict()
    assert json.loads(json.dumps(both)) == both


# Files


class _Path:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return fspath(self.path)


def test_any_path_and_any_case_of_its_end_is_taken(tmp_path: Path, network: Network[Entry]) -> None:
    UNTYPED.counts(network).save(_Path(tmp_path / "A.SVG"))
    assert "<svg" in (tmp_path / "A.SVG").read_text(encoding="utf-8")
    UNTYPED.counts(network).save(tmp_path / "b", format="SVG")
    assert "<svg" in (tmp_path / "b").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["x", "x.bmp", "x.vega", "", ".svg"])
def test_a_name_of_no_format_is_refused(name: str, network: Network[Entry]) -> None:
    with pytest.raises(FormatError, match=r"\.svg"):
        plots.counts(network).save(name)


def test_a_stream_needs_a_format_that_there_is(network: Network[Entry]) -> None:
    for name in (None, "vega"):
        with pytest.raises(FormatError, match="'svg'"):
            UNTYPED.counts(network).save(BytesIO(), name)


def test_nothing_is_written_where_a_chart_cannot_be_written(
    tmp_path: Path, network: Network[Entry]
) -> None:
    (tmp_path / "x.svg").mkdir()
    with pytest.raises(OSError, match=r"x\.svg"):
        plots.counts(network).save(tmp_path / "x.svg")
    with pytest.raises(ArgumentError, match="scale_factor"):
        plots.counts(network).save(tmp_path / "y.png", scale_factor=0)
    assert ["x.svg"] == [path.name for path in tmp_path.iterdir()]


def test_a_page_takes_the_options_of_images_and_refuses_unknown_ones(
    network: Network[Entry],
) -> None:
    assert saved(plots.counts(network), "html") == saved(
        plots.counts(network), "html", scale_factor=2, ppi=72
    )
    with pytest.raises(ArgumentError, match="inlin"):
        saved(plots.counts(network), "html", inlin=False)


def test_without_vl_convert_the_extra_is_named_and_a_page_needs_a_connection(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    chart = plots.counts(network)
    without("vl_convert")
    for name in ("svg", "png", "pdf", "html"):
        with pytest.raises(MissingExtraError, match=r"\.\[plots\]"):
            saved(chart, name)
    page = saved(chart, "html", inline=False)
    assert "vegaEmbed" in page
    assert "<svg" not in page
