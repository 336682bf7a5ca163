"""Charts of a network, in its language: maps, counts, a timeline. Altair draws them, offline."""

from collections import Counter
from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from leavex_network.errors import ArgumentError, alternatives, expect, quoted
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.territories import Territory
from leavex_network.plots.layout import DASH, altair, more, not_on_map, titled, unplaced, untagged
from leavex_network.plots.shapes import FRAMES, NO_CODE, Area, Frame, drawn, shapes
from leavex_network.rendering.view import View

if TYPE_CHECKING:
    from altair import VConcatChart

By = Literal["country", "kind", "hashtag"]

BLUE, ORANGE = "#0072b2", "#e69f00"
"""Two colors of Okabe and Ito, distinct in every type of color blindness."""

_LAND, _LAND_WITHOUT_CODE, _BORDER = "#d9d9d6", "#a9a9a6", "#ffffff"
_MOST_TICKS = 10


def countries_map(
    network: Network[Entry],
    area: Area = "europe",
    *,
    width: int | None = None,
    scheme: str = "blues",
) -> "VConcatChart":
    """Return a map that colors each country by the number of entries listed for it.

    A shape stands for one ISO code. Entries without a shape on the map (small countries, regions,
    the world) and entries without a territory are counted below it, never assigned to a country.
    Crimea, Northern Cyprus and Somaliland have no code of their own and stay gray; Western Sahara
    extends to 27°40' N.

    Args:
        network: The entries to count; `network.localize("fr")` gives a French map.
        area: `europe` or `world`.
        width: In pixels, by default 620 (Europe) or 720 (world); the height is proportional.
        scheme: Name of a Vega color scheme.

    Raises:
        ArgumentError: There is no such area.
        MissingExtraError: altair is not installed.
    """
    alt, view = altair(), _view(network)
    if area not in FRAMES:
        raise ArgumentError(f"Unknown area {quoted(area)}: use {alternatives(FRAMES)}")
    totals = {str(code): len(entries) for code, entries in view.network.countries.items()}
    highest = max((total for code, total in totals.items() if code in drawn(area)), default=0)
    features = [_feature(shape, totals, view) for shape in shapes()]
    name = alt.Tooltip("properties.name:N", title=view.words["country"])
    count = alt.Tooltip("properties.count:Q", title=view.charts["entries"])
    gray = alt.when(f"datum.id === '{NO_CODE}'").then(alt.value(_LAND_WITHOUT_CODE))
    land = _shapes(features).encode(color=gray.otherwise(alt.value(_LAND)), tooltip=[name])
    legend = None
    if highest:
        legend = alt.Legend(title=view.charts["entries"], values=_ticks(highest)[1:], format="d")
    color = alt.Color(
        "properties.count:Q",
        scale=alt.Scale(scheme=scheme, domain=[0, max(highest, 1)]),
        legend=legend,
    )
    counted = [feature for feature in features if feature["properties"]["count"]]
    colored = _shapes(counted).encode(color=color, tooltip=[name, count])
    frame = FRAMES[area]
    factor = (width or frame.width) / frame.width
    size = {"width": frame.width * factor, "height": frame.height * factor}
    projection = _scaled(frame, factor)
    layers = [layer.project(**projection).properties(**size) for layer in (land, colored)]
    notes = [*not_on_map(view, area), view.charts["borders"]]
    return titled(view, view.charts["by_country"], layers, notes)


def counts(
    network: Network[Entry], by: By = "kind", *, most: int = 30, width: int = 420, color: str = BLUE
) -> "VConcatChart":
    """Return bars that count the entries by kind, country (or region) or hashtag, longest first.

    An entry with several countries or hashtags counts for each. Entries without any are counted
    below the chart.

    Args:
        network: The entries to count.
        by: `kind`, `country` or `hashtag`.
        most: The highest number of bars; the rest are counted below the chart.
        width: Length of the longest bar, in pixels.
        color: Color of the bars, as in CSS.

    Raises:
        ArgumentError: `by` is none of these.
        MissingExtraError: altair is not installed.
    """
    alt, view = altair(), _view(network)
    all_rows = _rows(view, by)
    rows = all_rows[:most]
    notes = [more(view, len(all_rows) - most)] if len(all_rows) > most else []
    if by == "country":
        notes += unplaced(view)
    if by == "hashtag":
        notes += untagged(view)
    highest = max((row["count"] for row in rows), default=1)
    count_axis = alt.Axis(values=_ticks(highest), format="d")
    chart = alt.Chart(alt.InlineData(values=rows)).properties(width=width)
    chart = chart.encode(
        x=alt.X("count:Q", title=view.charts["entries"], axis=count_axis),
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=300)),
        tooltip=[
            alt.Tooltip("name:N", title=view.words[by]),
            alt.Tooltip("count:Q", title=view.charts["entries"]),
        ],
    )
    bars = chart.mark_bar(color=color)
    numbers = chart.mark_text(align="left", dx=4).encode(text="count:Q")
    return titled(view, view.charts[f"by_{by}"], [bars, numbers] if rows else [], notes)


def timeline(network: Network[Entry], *, width: int = 560, height: int = 280) -> "VConcatChart":
    """Return the number of entries listed, and listed as concluded, by each day.

    Both are editorial days: when the page began to list an entry, and when it began to list it as
    concluded; not when a campaign began or signing closed. Entries without a known day are counted
    below the chart.

    Args:
        network: The entries to count.
        width: In pixels.
        height: In pixels.

    Raises:
        MissingExtraError: altair is not installed.
    """
    alt, view = altair(), _view(network)
    listed, concluded = view.charts["listed"], view.words["concluded"]
    rows = [
        *_cumulative(view.network, "listed", listed),
        *_cumulative(view.network, "concluded", concluded),
    ]
    names = list(dict.fromkeys(row["what"] for row in rows))
    highest = max((row["count"] for row in rows), default=1)
    count_axis = alt.Axis(values=_ticks(highest), format="d")
    day_axis = alt.Axis(format="%Y-%m-%d", labelAngle=-40)
    colors = alt.Scale(domain=names, range=[BLUE, ORANGE])
    # Above the lines, no font is too wide for it.
    legend = alt.Legend(orient="top", title=None)
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(interpolate="step-after", point=True)
        .encode(
            x=alt.X("day:T", title=view.charts["day"], axis=day_axis),
            y=alt.Y("count:Q", title=view.charts["entries"], axis=count_axis),
            color=alt.Color("what:N", sort=None, scale=colors, legend=legend),
            shape=alt.Shape("what:N", sort=None, scale=alt.Scale(domain=names), legend=legend),
            tooltip=[
                alt.Tooltip("what:N", title=view.words["status"]),
                alt.Tooltip("day:T", title=view.charts["day"], format="%Y-%m-%d"),
                alt.Tooltip("count:Q", title=view.charts["entries"]),
            ],
        )
        .properties(width=width, height=height)
    )
    notes = []
    for name, undated in (
        (listed, [entry for entry in view.network if entry.listed is None]),
        (concluded, [e for e in view.network.by_status("concluded") if e.concluded is None]),
    ):
        if undated:
            count = view.charts["undated"].replace("{count}", str(len(undated)))
            notes.append(f"{name}{DASH}{count}")
    return titled(view, view.charts["timeline"], [lines] if rows else [], notes)


def _shapes(features: list[dict[str, Any]]) -> Any:
    alt = altair()
    chart = alt.Chart(alt.InlineData(values=features))
    return chart.mark_geoshape(stroke=_BORDER, strokeWidth=0.5, clip=True)


def _scaled(frame: Frame, factor: float) -> dict[str, Any]:
    """Return the projection of a frame that is enlarged by a factor."""
    projection = dict(frame.projection)
    if "scale" in projection:
        projection["scale"] *= factor
        projection["translate"] = [pixels * factor for pixels in projection["translate"]]
    return projection


def _ticks(highest: int) -> list[int]:
    """Return at most about ten whole numbers from 0 to the highest count."""
    return list(range(0, highest + 1, max(1, ceil(highest / _MOST_TICKS))))


def _rows(view: View, by: By) -> list[dict[str, Any]]:
    network = view.network
    if by == "kind":
        totals = {view.headings[kind]: len(group) for kind, group in network.kinds.items()}
    elif by == "hashtag":
        totals = {f"#{hashtag}": len(group) for hashtag, group in network.hashtags.items()}
    elif by == "country":
        groups = {**network.countries, **network.regions}
        totals = {view.territory_name(code): len(group) for code, group in groups.items()}
    else:
        raise ArgumentError(f"Unknown `by` {quoted(by)}: use 'kind', 'country' or 'hashtag'")
    return [{"name": name, "count": count} for name, count in Counter(totals).most_common()]


def _cumulative(network: Network[Entry], field: str, name: str) -> list[dict[str, Any]]:
    """Return, for each day of a field, how many entries have that day or an earlier one."""
    days = Counter(getattr(entry, field) for entry in network)
    days.pop(None, None)
    total = 0
    rows = []
    for day in sorted(days):
        total += days[day]
        rows.append({"day": day.isoformat(), "count": total, "what": name})
    return rows


def _feature(shape: dict[str, Any], totals: Mapping[str, int], view: View) -> dict[str, Any]:
    """Return a shape with the name and the count of its country as properties."""
    code = shape["id"]
    name = "" if code == NO_CODE else view.territory_name(Territory(code))
    return {**shape, "properties": {"name": name, "count": totals.get(code, 0)}}


def _view(network: Network[Entry]) -> View:
    expect(network, Network, "A chart takes a Network, such as load() returns")
    return View.of(network)
