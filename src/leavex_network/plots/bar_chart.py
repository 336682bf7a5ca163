"""Bars that count the entries of a network by one of their values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leavex_network.errors import ArgumentError, expect_texts
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.plots import scales, wording
from leavex_network.plots.arguments import check_color, check_size, check_whole, checked_title
from leavex_network.plots.bar_layout import AFTER, BELOW, LINE, BarLayout, laid_out
from leavex_network.plots.groups import By, Group, groups
from leavex_network.plots.requirements import drawing, view_of
from leavex_network.plots.sheet import NORMAL, SMALL, Item, Sheet
from leavex_network.plots.themes import Theme, ThemeName, theme_named
from leavex_network.rendering.view import View

if TYPE_CHECKING:
    from leavex_network.plots.picture import Picture

_PIXELS_OF_TICK = 80


def counts(
    network: Network[Entry],
    by: By = "kind",
    *,
    title: str | None = None,
    most: int = 30,
    width: int = 640,
    height: int | None = None,
    theme: ThemeName = "light",
    color: str | None = None,
) -> "Picture":
    """Return bars that count the entries by one of their values, longest first.

    An entry with several countries, regions, hashtags or languages counts for each. Entries without
    any are counted below the chart. The languages of an entry are those of its text and of its
    translations. Among countries, regions and the world have hollow bars.

    Args:
        network: The entries to count.
        by: `kind`, `country` (with regions and the world), `region`, `hashtag`, `status`, `host` or
            `language`.
        title: By default, the values with most entries; "" for none.
        most: The highest number of bars; the rest are counted below the chart.
        width: The width of the whole picture in pixels, at least 240.
        height: The height of the whole picture in pixels; by default, what it needs. A low picture
            has fewer bars.
        theme: `light` or `dark`.
        color: The color of the bars, as in CSS.

    Raises:
        ArgumentError: `by` or `theme` is none of these, `most` is less than 1, or the picture is
            too small for its texts.
        ArgumentTypeError: An argument is of a wrong type.
        MissingExtraError: altair is not installed.
    """
    pictures, view = drawing(), view_of(network)
    expect_texts(color=color)
    title = checked_title(title)
    check_whole("most", most)
    check_size(width, height)
    if most < 1:
        raise ArgumentError(f"`most` is {most}: use at least 1")
    palette = theme_named(theme)
    if color is not None:
        check_color(pictures, "color", color)
        palette = palette._replace(bars=color)
    all_groups = groups(view, by)
    what = view.charts[f"by_{by}"]
    found = wording.finding(view, all_groups, what)
    values = wording.counted(view, all_groups) or view.charts["nothing"]

    def sheet_for(number: int) -> Sheet:
        notes = _notes(view, by, len(all_groups) - number)
        texts = wording.wording(view, title, found, what, values=values, notes=notes)
        legend = _legend(view, by, all_groups, palette)
        return Sheet(texts, view.language, view.direction, palette, width, legend)

    layout = laid_out(all_groups, min(most, len(all_groups)), sheet_for, height)
    layers = _layers(pictures, layout, _heading(view, by), view)
    chart: Picture = pictures.picture(layout.sheet, layout.plot, layers)
    return chart


def _notes(view: View, by: By, omitted: int) -> list[str]:
    """Return the notes on what has no bar."""
    notes = [wording.more(view, omitted)] if omitted else []
    if by in ("country", "region"):
        notes += wording.unplaced(view)
    if by == "hashtag":
        notes += wording.untagged(view)
    return notes


def _legend(view: View, by: By, all_groups: Sequence[Group], theme: Theme) -> list[Item]:
    """Return the items of the legend if there are bars of countries and of regions."""
    if by != "country" or not any(group.is_region for group in all_groups):
        return []
    return [
        Item(view.charts["countries"], theme.bars, theme.bars),
        Item(view.charts["regions"], theme.background, theme.bars),
    ]


def _heading(view: View, by: By) -> str:
    """Return the name of a criterion, in the language of the view."""
    if by == "region":
        return view.words["country"]
    if by == "host":
        return view.charts["host"]
    if by == "language":
        return wording.own(view).columns["language"][0]
    return view.words[by]


def _layers(pictures: Any, layout: BarLayout, heading: str, view: View) -> list[Any]:
    """Return the layers of the plot."""
    sheet, plot = layout.sheet, layout.plot
    theme = sheet.theme
    if not layout.bars:
        words = sheet.label(view.charts["nothing"])
        rows = [{"x": plot.width / 2, "y": plot.height / 2, "text": words}]
        return [pictures.texts(rows, align="center", fontSize=NORMAL, color=theme.soft)]
    highest = layout.bars[0].group.total
    ticks = _ticks(highest, plot.width)
    return [
        _grid(pictures, layout, ticks),
        _bars(pictures, layout, ticks, heading, view),
        pictures.texts(_names(layout), fontSize=NORMAL, color=theme.text, **_of_names(layout)),
        pictures.texts(
            _numbers(layout, ticks), fontSize=NORMAL, color=theme.text, align=sheet.align
        ),
        pictures.texts(_axis(layout, ticks), fontSize=SMALL, color=theme.soft, align="center"),
    ]


def _ticks(highest: int, width: int) -> list[int]:
    """Return round numbers up to the highest count, or 0 and one that is higher."""
    ticks = scales.ticks(highest, max(2, width // _PIXELS_OF_TICK))
    below = [tick for tick in ticks[1:] if tick <= highest]
    return [0, *below] if below else ticks


def _top(layout: BarLayout, ticks: Sequence[int]) -> int:
    """Return the count at the end of the axis."""
    return max(layout.bars[0].group.total, ticks[-1])


def _bars(pictures: Any, layout: BarLayout, ticks: Sequence[int], heading: str, view: View) -> Any:
    """Return the layer of the bars, with labels for screen readers and with tooltips."""
    alt, theme, entries = pictures.alt, layout.sheet.theme, view.charts["entries"]
    rows = [
        {
            "name": bar.group.name,
            "count": bar.group.total,
            "none": 0,
            "start": bar.start,
            "end": bar.end,
            "label": wording.label_of(view, heading, bar.group),
            "fill": theme.background if _is_hollow(bar.group, layout) else theme.bars,
        }
        for bar in layout.bars
    ]
    return (
        pictures.layer(rows)
        .mark_rect(stroke=theme.bars, strokeWidth=1.5, ariaRoleDescription=heading)
        .encode(
            x=_across(pictures, layout, ticks, "none"),
            x2=alt.X2("count:Q"),
            y=_down(pictures, layout, "start"),
            y2=alt.Y2("end:Q"),
            fill=alt.Fill("fill:N", scale=None),
            description=alt.Description("label:N"),
            tooltip=[alt.Tooltip("name:N", title=heading), alt.Tooltip("count:Q", title=entries)],
        )
    )


def _grid(pictures: Any, layout: BarLayout, ticks: Sequence[int]) -> Any:
    """Return the layer of the lines at round numbers."""
    rows = [{"count": tick} for tick in ticks]
    lines = pictures.layer(rows).mark_rule(color=layout.sheet.theme.grid, aria=False)
    return lines.encode(x=_across(pictures, layout, ticks, "count"))


def _across(pictures: Any, layout: BarLayout, ticks: Sequence[int], field: str) -> Any:
    """Return the horizontal channel: entries, from the side where reading begins."""
    scale = pictures.alt.Scale(
        domain=[0, _top(layout, ticks)], nice=False, reverse=layout.sheet.is_mirrored
    )
    return pictures.alt.X(f"{field}:Q", scale=scale, axis=None)


def _down(pictures: Any, layout: BarLayout, field: str) -> Any:
    """Return the vertical channel: pixels from the top."""
    scale = pictures.alt.Scale(domain=[layout.plot.height, 0], nice=False)
    return pictures.alt.Y(f"{field}:Q", scale=scale, axis=None)


def _names(layout: BarLayout) -> list[dict[str, Any]]:
    """Return the lines of the names with their coordinates."""
    sheet, plot = layout.sheet, layout.plot
    rows = []
    for bar in layout.bars:
        for index, line in enumerate(sheet.directed(bar.lines)):
            x, y = sheet.x(0, plot), bar.top + index * LINE + NORMAL
            if layout.has_names_beside:
                x = plot.width + AFTER if sheet.is_mirrored else -AFTER
                y = (bar.start + bar.end) / 2
            rows.append({"x": x, "y": y, "text": line})
    return rows


def _of_names(layout: BarLayout) -> dict[str, Any]:
    """Return how names are aligned: those beside the bars end at them."""
    if not layout.has_names_beside:
        return {"align": layout.sheet.align}
    return {"align": "left" if layout.sheet.is_mirrored else "right", "baseline": "middle"}


def _numbers(layout: BarLayout, ticks: Sequence[int]) -> list[dict[str, Any]]:
    """Return the count of each bar with its coordinates, after the end of the bar."""
    rows = []
    for bar in layout.bars:
        x = _pixels(layout, bar.group.total, ticks, AFTER)
        text = str(bar.group.total)
        rows.append({"x": x, "y": (bar.start + bar.end) / 2 + NORMAL / 3, "text": text})
    return rows


def _axis(layout: BarLayout, ticks: Sequence[int]) -> list[dict[str, Any]]:
    """Return the round numbers below the bars with their coordinates."""
    y = layout.plot.height + BELOW - 6
    return [{"x": _pixels(layout, tick, ticks), "y": y, "text": str(tick)} for tick in ticks]


def _pixels(layout: BarLayout, count: int, ticks: Sequence[int], after: float = 0) -> float:
    """Return the x coordinate of a count, or so many pixels after it."""
    offset = layout.plot.width * count / _top(layout, ticks) + after
    return layout.plot.width - offset if layout.sheet.is_mirrored else offset


def _is_hollow(group: Group, layout: BarLayout) -> bool:
    """Tell whether a group has a hollow bar: a region among countries."""
    return group.is_region and bool(layout.sheet.legend)
