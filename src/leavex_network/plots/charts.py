"""Charts of a network, in its language: maps, counts, a timeline. Altair draws them; nothing is asked of anybody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import east_asian_width

from leavex_network.errors import ArgumentError, MissingExtraError, alternatives, quoted
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.territories import Territory
from leavex_network.plots.shapes import FRAMES, NOBODYS, Area, drawn, shapes
from leavex_network.rendering.view import View

if TYPE_CHECKING:
    from altair import VConcatChart

By = Literal["country", "kind", "hashtag"]

BLUE, ORANGE = "#0072b2", "#e69f00"
"""Two of Okabe and Ito's, which people with any colour blindness tell apart; shapes tell what they mean as well."""

_LAND, _NOBODYS, _BORDER = "#d9d9d6", "#a9a9a6", "#ffffff"
_DASH = " \u2013 "
_LONGEST_LIST = 12
_LINE = 110
_MOST_TICKS = 10


def countries_map(
    network: Network[Entry],
    area: Area = "europe",
    *,
    width: int | None = None,
    scheme: str = "blues",
) -> "VConcatChart":
    """Return a map that colours each country by how many entries name it.

    A shape is that of one code. What the map does not show (what has no shape at this scale or lies beyond it, regions,
    the world) and what names no place are counted beside it, and never guessed onto a country. Crimea, Northern Cyprus
    and Somaliland have no code of their own, and stay grey; Western Sahara reaches to 27 degrees 40 minutes north.

    Args:
        network: What is counted; `network.localize("fr")` gives a French map.
        area: `europe` or `world`.
        width: In pixels; the height follows.
        scheme: The name of a colour scheme of Vega.

    Raises:
        ArgumentError: There is no such map.
        MissingExtraError: altair is not installed.
    """
    alt, view = _altair(), _view(network)
    if area not in FRAMES:
        raise ArgumentError(f"{quoted(area)} is no map: write {alternatives(FRAMES)}")
    counted: dict[str, int] = {place: len(found) for place, found in view.network.countries.items()}
    features = [_feature(shape, counted, view) for shape in shapes()]
    most = max((count for place, count in counted.items() if place in drawn(area)), default=0)
    land = (
        alt.Chart(alt.InlineData(values=features))
        .mark_geoshape(stroke=_BORDER, strokeWidth=0.5, clip=True)
        .encode(
            color=alt.when(f"datum.id === '{NOBODYS}'")
            .then(alt.value(_NOBODYS))
            .otherwise(alt.value(_LAND)),
            tooltip=[alt.Tooltip("properties.name:N", title=view.words["country"])],
        )
    )
    legend = (
        alt.Legend(title=view.charts["entries"], values=_ticks(most)[1:], format="d")
        if most
        else None
    )
    coloured = (
        alt.Chart(alt.InlineData(values=[each for each in features if each["properties"]["count"]]))
        .mark_geoshape(stroke=_BORDER, strokeWidth=0.5, clip=True)
        .encode(
            color=alt.Color(
                "properties.count:Q",
                scale=alt.Scale(scheme=scheme, domain=[0, max(most, 1)]),
                legend=legend,
            ),
            tooltip=[
                alt.Tooltip("properties.name:N", title=view.words["country"]),
                alt.Tooltip("properties.count:Q", title=view.charts["entries"]),
            ],
        )
    )
    frame = FRAMES[area]
    factor = (width or frame.width) / frame.width
    projection = {
        name: [value * factor for value in told]
        if name == "translate"
        else told * factor
        if name == "scale"
        else told
        for name, told in frame.projection.items()
    }
    size = {"width": frame.width * factor, "height": frame.height * factor}
    parts = [part.project(**projection).properties(**size) for part in (land, coloured)]
    return _whole(
        view, view.charts["by_country"], parts, [*_beside(view, area), view.charts["borders"]]
    )


def counts(
    network: Network[Entry], by: By = "kind", *, most: int = 30, width: int = 420, color: str = BLUE
) -> "VConcatChart":
    """Return bars that count the entries of each kind, country (or region) or hashtag, the longest first.

    An entry that names several is counted for each. What names none is told below.

    Args:
        network: What is counted.
        by: `kind`, `country` or `hashtag`.
        most: How many bars there are; the rest are counted below.
        width: Of the longest bar, in pixels.
        color: Of the bars, as in CSS.

    Raises:
        ArgumentError: It is counted by none of these.
        MissingExtraError: altair is not installed.
    """
    alt, view = _altair(), _view(network)
    every = _rows(view, by)
    rows = every[:most]
    below = (
        [view.charts["more"].replace("{count}", str(len(every) - most))]
        if len(every) > most
        else []
    )
    below += {"country": _unplaced, "hashtag": _untagged, "kind": _nothing}[by](view)
    length = alt.X(
        "count:Q",
        title=view.charts["entries"],
        axis=alt.Axis(values=_ticks(max((row["count"] for row in rows), default=1)), format="d"),
    )
    names = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=300))
    told = [
        alt.Tooltip("name:N", title=view.words[by]),
        alt.Tooltip("count:Q", title=view.charts["entries"]),
    ]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .encode(x=length, y=names, tooltip=told)
        .properties(width=width)
    )
    parts = [
        chart.mark_bar(color=color),
        chart.mark_text(align="left", dx=4).encode(text="count:Q"),
    ]
    return _whole(view, view.charts[f"by_{by}"], parts if rows else [], below)


def timeline(network: Network[Entry], *, width: int = 560, height: int = 280) -> "VConcatChart":
    """Return how many entries the page had listed by each day, and how many of these as concluded.

    Both are editorial days: that on which the page began to list an entry, and that on which it began to list it as
    concluded. They say nothing about when a campaign began, or when signing closed. Entries without a known day are
    counted below.

    Args:
        network: What is counted.
        width: In pixels.
        height: In pixels.

    Raises:
        MissingExtraError: altair is not installed.
    """
    alt, view = _altair(), _view(network)
    growth = {
        view.charts["listed"]: _growth(view.network, "listed"),
        view.words["concluded"]: _growth(view.network, "concluded"),
    }
    rows = [
        {"day": day, "count": count, "what": what}
        for what, days in growth.items()
        for day, count in days
    ]
    names = [what for what, days in growth.items() if days]
    most = max((count for days in growth.values() for _, count in days), default=1)
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(interpolate="step-after", point=True)
        .encode(
            x=alt.X(
                "day:T", title=view.charts["day"], axis=alt.Axis(format="%Y-%m-%d", labelAngle=-40)
            ),
            y=alt.Y(
                "count:Q",
                title=view.charts["entries"],
                axis=alt.Axis(values=_ticks(most), format="d"),
            ),
            color=alt.Color(
                "what:N", title=None, sort=None, scale=alt.Scale(domain=names, range=[BLUE, ORANGE])
            ),
            shape=alt.Shape("what:N", title=None, sort=None, scale=alt.Scale(domain=names)),
            tooltip=[
                alt.Tooltip("what:N", title=view.words["status"]),
                alt.Tooltip("day:T", title=view.charts["day"], format="%Y-%m-%d"),
                alt.Tooltip("count:Q", title=view.charts["entries"]),
            ],
        )
        .properties(width=width, height=height)
    )
    undated = {
        view.charts["listed"]: sum(entry.listed is None for entry in view.network),
        view.words["concluded"]: sum(
            entry.concluded is None for entry in view.network.by_status("concluded")
        ),
    }
    told = view.charts["undated"]
    below = [
        f"{name}{_DASH}{told.replace('{count}', str(count))}"
        for name, count in undated.items()
        if count
    ]
    return _whole(view, view.charts["timeline"], [lines] if rows else [], below)


def _whole(view: View, title: str, layers: list[Any], below: list[str]) -> "VConcatChart":
    """Return a chart with its title, the lines below it, and a description for those who do not see it."""
    alt = _altair()
    lines = [view.network.about.title, *([] if layers else [view.charts["nothing"]])]
    plain = alt.ViewBackground(stroke=None)
    if not layers:
        layers = [alt.Chart(alt.InlineData(values=[{}])).mark_text(text="")]
    parts = [
        alt.layer(*layers).properties(view=plain),
        *([_notes(view, below).properties(view=plain)] if below else []),
    ]
    chart: VConcatChart = alt.vconcat(*parts, spacing=10).properties(
        title=alt.TitleParams(title, subtitle=lines, anchor="start"),
        description=f"{title}. {' '.join([*lines, *below])}",
    )
    return chart


def _notes(view: View, told: Iterable[str]) -> Any:
    """Return the lines below a chart."""
    alt = _altair()
    # A picture knows no direction of text: it is told in the text where that is the other one.
    before, after = ("\u202b", "\u202c") if view.direction == "rtl" else ("", "")
    lines = [f"{before}{line}{after}" for text in told for line in _wrapped(text)]
    rows = [{"y": place, "text": line} for place, line in enumerate(lines)]
    side = {"align": "right", "x": 600} if view.direction == "rtl" else {"align": "left", "x": 0}
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align=side["align"], fontSize=11, opacity=0.75)
        .encode(y=alt.Y("y:O", axis=None), text="text:N", x=alt.value(side["x"]))
        .properties(height=15 * len(rows), width=600)
    )


def _wrapped(text: str) -> list[str]:
    """Return the lines of a text that fit below a chart; some letters are twice as wide as others."""
    width = _LINE // 2 if any(east_asian_width(letter) in "WF" for letter in text) else _LINE
    return wrap(text, width)


def _ticks(most: int) -> list[int]:
    """Return whole numbers from 0 to the largest, not too many."""
    return list(range(0, most + 1, max(1, ceil(most / _MOST_TICKS))))


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
        raise ArgumentError(
            f"{quoted(by)} is nothing to count by: write 'kind', 'country' or 'hashtag'"
        )
    return [{"name": name, "count": count} for name, count in Counter(found).most_common()]


def _growth(network: Network[Entry], field: str) -> list[tuple[str, int]]:
    """Return how many entries had a day by each day that any of them has."""
    days = Counter(day.isoformat() for entry in network if (day := getattr(entry, field)))
    total, rows = 0, []
    for day in sorted(days):
        total += days[day]
        rows.append((day, total))
    return rows


def _beside(view: View, area: Area) -> list[str]:
    """Return what is counted beside the map: what it does not show, and what names no place."""
    network = view.network
    beyond = {
        place: found for place, found in network.countries.items() if place not in drawn(area)
    }
    told = [
        f"{view.place(place)} ({len(found)})"
        for place, found in {**beyond, **network.regions}.items()
    ]
    if len(told) > _LONGEST_LIST:
        told = [
            *told[:_LONGEST_LIST],
            view.charts["more"].replace("{count}", str(len(told) - _LONGEST_LIST)),
        ]
    beside = [f"{view.charts['beside']}{_DASH}{', '.join(told)}"] if told else []
    return [*beside, *_unplaced(view)]


def _unplaced(view: View) -> list[str]:
    count = len(view.network.unplaced)
    return [f"{view.charts['unplaced']} ({count})"] if count else []


def _untagged(view: View) -> list[str]:
    count = sum(not entry.hashtags for entry in view.network)
    return [f"{view.charts['untagged']} ({count})"] if count else []


def _nothing(_view: View) -> list[str]:
    return []


def _feature(shape: dict[str, Any], counted: Mapping[str, int], view: View) -> dict[str, Any]:
    """Return a shape with its name and its count."""
    code = shape["id"]
    name = view.place(Territory(code)) if code != NOBODYS else ""
    return {**shape, "properties": {"name": name, "count": counted.get(code, 0)}}


def _view(network: Network[Entry]) -> View:
    if not isinstance(network, Network):
        raise TypeError(
            f"a chart is drawn of a network, not of {quoted(network)}: ask for one with by_country() and so on"
        )
    return View.of(network)


def _altair() -> Any:
    try:
        import altair as alt
    except ModuleNotFoundError:
        raise MissingExtraError('charts need altair: pip install "leavex-network[plots]"') from None
    return alt
