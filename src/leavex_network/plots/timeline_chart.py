"""The timeline of a network: how many entries were listed by each day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.days import written
from leavex_network.plots import scales, timeline_layout, wording
from leavex_network.plots.arguments import check_size, checked_title
from leavex_network.plots.measure import width_of
from leavex_network.plots.requirements import drawing, view_of
from leavex_network.plots.sheet import NORMAL, SMALL, Item, Sheet
from leavex_network.plots.themes import ThemeName, theme_named
from leavex_network.plots.timeline_layout import AFTER, BELOW, Frame, Series
from leavex_network.rendering.view import View

if TYPE_CHECKING:
    from leavex_network.plots.picture import Picture

_LEAST_HEIGHT = 80
_USUAL_HEIGHT = 220
_MOST_TICKS = 5
_MOST_POINTS = 60  # that are told apart; further ones are invisible, with their labels
_SHAPES = ("circle", "square")
_DASHES = ([1, 0], [6, 3])


def timeline(
    network: Network[Entry],
    *,
    title: str | None = None,
    width: int = 640,
    height: int | None = None,
    theme: ThemeName = "light",
) -> "Picture":
    """Return the number of entries listed, and listed as concluded, by each day, up to the edition.

    Both numbers are cumulative: an entry counts from its day on. Both are editorial days: when the
    page began to list an entry, and when it began to list it as concluded; not when a campaign
    began or signing closed. Entries without a known day are counted below the chart.

    Args:
        network: The entries to count.
        title: By default, how many entries are listed, and how many as concluded; "" for none.
        width: The width of the whole picture in pixels, at least 240.
        height: The height of the whole picture in pixels; by default, 220 for the plot.
        theme: `light` or `dark`.

    Raises:
        ArgumentError: There is no such theme, or the picture is too small for its texts.
        ArgumentTypeError: An argument is of a wrong type.
        MissingExtraError: altair is not installed.
    """
    pictures, view = drawing(), view_of(network)
    title = checked_title(title)
    check_size(width, height)
    palette = theme_named(theme)
    listed, concluded = view.charts["listed"], view.words["concluded"]
    all_series: list[Series] = []
    notes: list[str] = []
    for index, (field, name) in enumerate((("listed", listed), ("concluded", concluded))):
        days, without = _cumulative(view.network, field)
        notes += wording.undated(view, name, without)
        if days:
            color, shape, dash = palette.lines[index], _SHAPES[index], _DASHES[index]
            all_series.append(Series(name, days, color, shape, dash))
    sheet = Sheet(
        _wording(view, title, all_series, notes),
        view.language,
        view.direction,
        palette,
        width,
        [Item(series.name, series.color, series.color, series.shape) for series in all_series],
    )
    room: float = _USUAL_HEIGHT
    if height is not None:
        room = sheet.room(height, labels=BELOW, least=_LEAST_HEIGHT)
    if not all_series:
        return _empty(pictures, view, sheet, room)
    frame = _frame(view, sheet, room, all_series)
    chart: Picture = pictures.picture(sheet, frame.plot, _layers(pictures, view, frame, all_series))
    return chart


def _cumulative(network: Network[Entry], field: str) -> tuple[list[tuple[date, int]], int]:
    """Return the count by each day of a field, and how many entries lack the day."""
    days: Counter[date] = Counter()
    without = 0
    for entry in network:
        day = getattr(entry, field)
        if day is not None:
            days[day] += 1
        elif field == "listed" or entry.status == "concluded":
            without += 1
    total = 0
    rows = []
    for day in sorted(days):
        total += days[day]
        rows.append((day, total))
    return rows, without


def _wording(view: View, title: str | None, all_series: Sequence[Series], notes: list[str]) -> Any:
    """Return the texts: the finding is the last count of each line."""
    what = f"{view.charts['timeline']} ({view.charts['cumulative']})"
    finding = wording.listed(view, [f"{series.name}: {series.last}" for series in all_series])
    values = []
    language = wording.own(view)
    for series in all_series:
        ends = dict.fromkeys((series.days[0], series.days[-1]))
        counts = [f"{written(day, language)}: {count}" for day, count in ends]
        values.append(f"{series.name} \u2013 {wording.listed(view, counts)}")
    return wording.wording(
        view,
        title,
        finding or what,
        what,
        values=". ".join(values) or view.charts["nothing"],
        notes=notes,
    )


def _frame(view: View, sheet: Sheet, room: float, all_series: Sequence[Series]) -> Frame:
    """Return the scales: days up to the edition, counts up to a round number."""
    days = [day for series in all_series for day, _ in series.days]
    first, last = min(days), max(days)
    if view.network.about.edition is not None:
        last = max(last, view.network.about.edition)
    if first == last:
        # The first and the last day of the calendar have no neighbor.
        first = max(first, date.min + timedelta(days=1)) - timedelta(days=1)
        last = first + timedelta(days=1)
    highest = max(series.last for series in all_series)
    ticks = scales.ticks(highest, _MOST_TICKS)
    plot = sheet.plot(
        room,
        start=width_of(str(ticks[-1]), SMALL) + AFTER,
        end=width_of(str(highest), NORMAL) + AFTER,
        labels=BELOW,
    )
    return Frame(sheet, plot, first, last, ticks)


def _empty(pictures: Any, view: View, sheet: Sheet, room: float) -> "Picture":
    """Return a chart that says that there is nothing to show."""
    plot = sheet.plot(room, labels=BELOW)
    words = sheet.label(view.charts["nothing"])
    rows = [{"x": plot.width / 2, "y": plot.height / 2, "text": words}]
    texts = pictures.texts(rows, align="center", fontSize=NORMAL, color=sheet.theme.soft)
    chart: Picture = pictures.picture(sheet, plot, [texts])
    return chart


def _layers(pictures: Any, view: View, frame: Frame, all_series: Sequence[Series]) -> list[Any]:
    """Return the layers of the plot."""
    theme = frame.sheet.theme
    levels = [{"count": tick} for tick in frame.ticks]
    grid = pictures.layer(levels).mark_rule(color=theme.grid, aria=False)
    layers = [grid.encode(y=_counts(pictures, frame))]
    for series in all_series:
        layers += _line(pictures, view, frame, series)
    ends = pictures.texts(
        timeline_layout.ends(frame, all_series),
        align=frame.sheet.align,
        baseline="middle",
        fontSize=NORMAL,
        fontWeight="bold",
        color=theme.text,
    )
    across = pictures.texts(
        timeline_layout.levels(frame),
        align="left" if frame.sheet.is_mirrored else "right",
        baseline="middle",
        fontSize=SMALL,
        color=theme.soft,
    )
    marks, below = timeline_layout.days(wording.own(view), frame)
    ticks = pictures.texts(marks, align="center", baseline="top", fontSize=7, color=theme.soft)
    days = pictures.texts(below, align="center", fontSize=SMALL, color=theme.soft)
    return [*layers, ends, across, ticks, days]


def _counts(pictures: Any, frame: Frame) -> Any:
    """Return the vertical channel."""
    scale = pictures.alt.Scale(domain=[0, frame.ticks[-1]], nice=False)
    return pictures.alt.Y("count:Q", scale=scale, axis=None)


def _line(pictures: Any, view: View, frame: Frame, series: Series) -> list[Any]:
    """Return the layers of one line and of its days, with labels and tooltips."""
    alt, language = pictures.alt, wording.own(view)
    words = (view.words["status"], view.charts["day"], view.charts["entries"])
    rows = []
    for day, count in series.days:
        text = written(day, language)
        label = f"{series.name}; {words[1]}: {text}; {words[2]}: {count}"
        # Days are numbers, so that no time zone moves them.
        place = {"position": day.toordinal(), "count": count}
        rows.append({**place, "day": text, "series": series.name, "label": label})
    end = {**rows[-1], "position": frame.last.toordinal()}
    across = alt.X(
        "position:Q",
        scale=alt.Scale(
            domain=[frame.first.toordinal(), frame.last.toordinal()],
            nice=False,
            zero=False,
            reverse=frame.sheet.is_mirrored,
        ),
        axis=None,
    )
    place = {"x": across, "y": _counts(pictures, frame)}
    line = pictures.layer([*rows, end]).mark_line(
        interpolate="step-after",
        color=series.color,
        strokeWidth=2.5,
        strokeDash=series.dash,
        aria=False,
    )
    points = pictures.layer(rows).mark_point(
        shape=series.shape,
        filled=True,
        size=55,
        color=series.color,
        opacity=1 if len(rows) <= _MOST_POINTS else 0,
        ariaRoleDescription=series.name,
    )
    tooltip = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in zip(("series", "day", "count"), words, strict=True)
    ]
    described = {"description": alt.Description("label:N"), "tooltip": tooltip}
    return [line.encode(**place), points.encode(**place, **described)]
