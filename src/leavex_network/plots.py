"""Charts of a network, in its language: maps, counts, a timeline. Altair draws them; nothing is asked of anybody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import east_asian_width

from pydantic_core import from_json

from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentError, MissingExtraError, alternatives, quoted
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.territories import Territory
from leavex_network.views import View

if TYPE_CHECKING:
    from altair import Chart, LayerChart, VConcatChart

    AnyChart = Chart | LayerChart | VConcatChart

By = Literal["country", "kind", "hashtag"]
Area = Literal["europe", "world"]

NOBODYS = ""
"""The code of the shapes that have none: see `scripts/shapes.py`."""

COLOURS = {"initiative": "#0072b2", "petition": "#e69f00"}
"""Two of Okabe and Ito's, which people with any colour blindness tell apart; shapes tell the kinds apart as well."""

_SEA, _LAND, _NOBODYS, _BORDER = "#ffffff00", "#d9d9d6", "#a9a9a6", "#ffffff"
_SCHEME = "blues"
_DASH = " \u2013 "
_LONGEST_LIST = 12
_LONGEST_BARS = 30
_LINE = 110
_MOST_TICKS = 10

_PROJECTIONS: Mapping[str, dict[str, Any]] = {
    "world": {"type": "equalEarth"},
    "europe": {"type": "azimuthalEqualArea", "rotate": [-15, -53, 0], "scale": 700, "translate": [310, 235]},
}
_SIZES = {"world": (720, 360), "europe": (620, 470)}


def countries_map(network: Network[Entry], area: Area = "europe") -> "VConcatChart":
    """Return a map that colours each country by how many entries name it.

    A shape is that of one code. What has no shape at this scale, regions, the world, and what names no place are
    counted beside the map, and never guessed onto a country. Crimea, Northern Cyprus and Somaliland have no code of
    their own, and stay grey; Western Sahara reaches to 27 degrees 40 minutes north.

    Args:
        network: What is counted; `network.localize("fr")` gives a French map.
        area: `europe` or `world`.

    Raises:
        ArgumentError: There is no such map.
        MissingExtraError: altair is not installed.
    """
    alt = _altair()
    if area not in _PROJECTIONS:
        raise ArgumentError(f"{quoted(area)} is no map: write {alternatives(sorted(_PROJECTIONS))}")
    view = View.of(network)
    counts: dict[str, int] = {place: len(found) for place, found in view.network.countries.items()}
    features = [_feature(shape, counts, view) for shape in _shapes()]
    width, height = _SIZES[area]
    most = max((count for place, count in counts.items() if place in _drawn()), default=1)
    land = (
        alt.Chart(alt.InlineData(values=features))
        .mark_geoshape(stroke=_BORDER, strokeWidth=0.5, clip=True)
        .encode(
            color=alt.when(f"datum.id === '{NOBODYS}'").then(alt.value(_NOBODYS)).otherwise(alt.value(_LAND)),
            tooltip=[alt.Tooltip("properties.name:N", title=view.words["country"])],
        )
    )
    coloured = (
        alt.Chart(alt.InlineData(values=[each for each in features if each["properties"]["count"]]))
        .mark_geoshape(stroke=_BORDER, strokeWidth=0.5, clip=True)
        .encode(
            color=alt.Color(
                "properties.count:Q",
                scale=alt.Scale(scheme=_SCHEME, domain=[0, most]),
                legend=alt.Legend(title=view.charts["entries"], tickMinStep=1, format="d"),
            ),
            tooltip=[
                alt.Tooltip("properties.name:N", title=view.words["country"]),
                alt.Tooltip("properties.count:Q", title=view.charts["entries"]),
            ],
        )
    )
    shapes = [part.project(**_PROJECTIONS[area]).properties(width=width, height=height) for part in (land, coloured)]
    return _whole(view, view.charts["by_country"], shapes, [*_beside(view), view.charts["borders"]])


def counts(network: Network[Entry], by: By = "kind") -> "VConcatChart":
    """Return bars that count the entries of each kind, country (or region) or hashtag, the longest first.

    An entry that names several is counted for each. What names none is told below.

    Args:
        network: What is counted.
        by: `kind`, `country` or `hashtag`.

    Raises:
        ArgumentError: It is counted by none of these.
        MissingExtraError: altair is not installed.
    """
    alt = _altair()
    view = View.of(network)
    rows = _rows(view, by)
    below = []
    if len(rows) > _LONGEST_BARS:
        below.append(view.charts["more"].replace("{count}", str(len(rows) - _LONGEST_BARS)))
        rows = rows[:_LONGEST_BARS]
    if by == "country":
        below += _unplaced(view)
    most = max((row["count"] for row in rows), default=1)
    ticks = list(range(0, most + 1, ceil(most / _MOST_TICKS)))
    length = alt.X("count:Q", title=view.charts["entries"], axis=alt.Axis(values=ticks, format="d"))
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color=COLOURS["initiative"])
        .encode(
            x=length,
            y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=300)),
            tooltip=[
                alt.Tooltip("name:N", title=view.words[by]),
                alt.Tooltip("count:Q", title=view.charts["entries"]),
            ],
        )
        .properties(width=420)
    )
    labels = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left", dx=4)
        .encode(x=length, y=alt.Y("name:N", sort=None), text="count:Q")
    )
    return _whole(view, view.charts[f"by_{by}"], [bars, labels] if rows else [], below)


def timeline(network: Network[Entry]) -> "VConcatChart":
    """Return how many entries the page had listed by each day, and how many of these as concluded.

    Both are editorial days: that on which the page began to list an entry, and that on which it began to list it as
    concluded. They say nothing about when a campaign began, or when signing closed. Entries without a known day are
    counted below.

    Raises:
        MissingExtraError: altair is not installed.
    """
    alt = _altair()
    view = View.of(network)
    names = {"listed": view.charts["listed"], "concluded": view.words["concluded"]}
    rows = [row for field, name in names.items() for row in _growth(view.network, field, name)]
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(interpolate="step-after", point=True)
        .encode(
            x=alt.X("day:T", title=view.charts["day"], axis=alt.Axis(format="%Y-%m-%d", labelAngle=-40)),
            y=alt.Y("count:Q", title=view.charts["entries"], axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color("what:N", title=None, sort=None, scale=_scale(alt, names.values())),
            shape=alt.Shape("what:N", title=None, sort=None, scale=alt.Scale(domain=list(names.values()))),
            tooltip=[
                alt.Tooltip("what:N", title=view.words["status"]),
                alt.Tooltip("day:T", title=view.charts["day"], format="%Y-%m-%d"),
                alt.Tooltip("count:Q", title=view.charts["entries"]),
            ],
        )
        .properties(width=560, height=280)
    )
    undated = {
        names["listed"]: sum(entry.listed is None for entry in view.network),
        names["concluded"]: sum(entry.concluded is None for entry in view.network.by_status("concluded")),
    }
    told = view.charts["undated"]
    below = [f"{name}{_DASH}{told.replace('{count}', str(count))}" for name, count in undated.items() if count]
    return _whole(view, view.charts["timeline"], [lines] if rows else [], below)


def _whole(view: View, title: str, layers: list[Any], below: Iterable[str]) -> "VConcatChart":
    """Return a chart with its title, the lines below it, and a description for those who do not see it."""
    alt = _altair()
    lines = [view.network.about.title, *([] if layers else [view.charts["nothing"]])]
    told = list(below)
    drawn = alt.layer(*layers) if layers else alt.Chart(alt.InlineData(values=[{}])).mark_text(text="")
    parts = [drawn]
    if told:
        rows = [
            {"y": place, "text": line} for place, line in enumerate(line for text in told for line in _wrapped(text))
        ]
        parts.append(
            alt.Chart(alt.InlineData(values=rows))
            .mark_text(align="right" if view.direction == "rtl" else "left", fontSize=11, color="#666")
            .encode(y=alt.Y("y:O", axis=None), text="text:N", x=alt.value(600 if view.direction == "rtl" else 0))
            .properties(height=15 * len(rows), width=600)
        )
    chart: VConcatChart = alt.vconcat(*parts, spacing=10).properties(
        title=alt.TitleParams(title, subtitle=lines, anchor="start"),
        description=f"{title}. {' '.join([*lines, *told])}",
        usermeta={"embedOptions": {"actions": False}},
    )
    plain: VConcatChart = chart.configure_view(stroke=None)
    return plain


def _wrapped(text: str) -> list[str]:
    """Return the lines of a text that fit below a chart; some letters are twice as wide as others."""
    width = _LINE // 2 if any(east_asian_width(letter) in "WF" for letter in text) else _LINE
    return wrap(text, width)


def _scale(alt: Any, names: Iterable[str]) -> Any:
    return alt.Scale(domain=list(names), range=[COLOURS["initiative"], COLOURS["petition"]])


def _rows(view: View, by: By) -> list[dict[str, Any]]:
    network = view.network
    if by == "kind":
        found = {view.headings[kind]: len(entries) for kind, entries in network.kinds.items()}
    elif by == "hashtag":
        found = {f"#{hashtag}": len(entries) for hashtag, entries in network.hashtags.items()}
    elif by == "country":
        named = {**network.countries, **network.regions}
        found = {view.place(place): len(entries) for place, entries in named.items()}
    else:
        raise ArgumentError(f"{quoted(by)} is nothing to count by: write 'kind', 'country' or 'hashtag'")
    return [{"name": name, "count": count} for name, count in Counter(found).most_common()]


def _growth(network: Network[Entry], field: str, name: str) -> list[dict[str, Any]]:
    """Return how many entries had a day by each day that any of them has."""
    days = Counter(day.isoformat() for entry in network if (day := getattr(entry, field)))
    total, rows = 0, []
    for day in sorted(days):
        total += days[day]
        rows.append({"day": day, "count": total, "what": name})
    return rows


def _beside(view: View) -> list[str]:
    """Return what is counted beside the map: what it cannot show, and what names no place."""
    network = view.network
    small = {place: found for place, found in network.countries.items() if place not in _drawn()}
    told = [f"{view.place(place)} ({len(found)})" for place, found in {**small, **network.regions}.items()]
    if len(told) > _LONGEST_LIST:
        told = [*told[:_LONGEST_LIST], view.charts["more"].replace("{count}", str(len(told) - _LONGEST_LIST))]
    beside = [f"{view.charts['beside']}{_DASH}{', '.join(told)}"] if told else []
    return [*beside, *_unplaced(view)]


def _unplaced(view: View) -> list[str]:
    count = len(view.network.unplaced)
    return [f"{view.charts['unplaced']} ({count})"] if count else []


def _feature(shape: dict[str, Any], counts: Mapping[str, int], view: View) -> dict[str, Any]:
    """Return a shape with its name and its count."""
    code = shape["id"]
    name = view.place(Territory(code)) if code != NOBODYS else ""
    return {**shape, "properties": {"name": name, "count": counts.get(code, 0)}}


@cache
def _shapes() -> tuple[dict[str, Any], ...]:
    return tuple(from_json(read_bytes("shapes/countries.json"))["features"])


@cache
def _drawn() -> frozenset[str]:
    """Return the codes that have a shape."""
    return frozenset(shape["id"] for shape in _shapes())


def _altair() -> Any:
    try:
        import altair as alt
    except ModuleNotFoundError:
        raise MissingExtraError('charts need altair: pip install "leavex-network[plots]"') from None
    return alt
