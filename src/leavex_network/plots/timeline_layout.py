"""The layout of a timeline: its scales, and the places of its labels."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from leavex_network.places.days import written
from leavex_network.places.languages import Language
from leavex_network.plots import scales
from leavex_network.plots.measure import width_of
from leavex_network.plots.sheet import SMALL, Plot, Sheet

BELOW = 36  # pixels below the plot, for two lines of days
AFTER = 8  # pixels between labels and what they label

_LINE = 15  # pixels, the height of a line of text
_BETWEEN_DAYS = 14  # pixels between two labels at least


class Series(NamedTuple):
    """One line: the days on which it changes, and its count from then on."""

    name: str
    days: Sequence[tuple[date, int]]
    color: str
    shape: str
    dash: Sequence[int]

    @property
    def last(self) -> int:
        """The count at the end."""
        return self.days[-1][1]


class Frame(NamedTuple):
    """The scales of the plot."""

    sheet: Sheet
    plot: Plot
    first: date
    last: date
    ticks: Sequence[int]

    def x(self, day: date) -> float:
        """Return the x coordinate of a day."""
        part = (day - self.first) / (self.last - self.first)
        return self.plot.width * (1 - part if self.sheet.is_mirrored else part)

    def y(self, count: int) -> float:
        """Return the y coordinate of a count."""
        return self.plot.height * (1 - count / self.ticks[-1])


def ends(frame: Frame, all_series: Sequence[Series]) -> list[dict[str, Any]]:
    """Return the last count of each line with its coordinates, none upon another."""
    x = frame.x(frame.last) + (-AFTER if frame.sheet.is_mirrored else AFTER)
    rows: list[dict[str, Any]] = []
    lowest: float = frame.plot.height
    for series in sorted(all_series, key=lambda series: series.last):
        y = min(frame.y(series.last), lowest)
        rows.append({"x": x, "y": y, "text": str(series.last)})
        lowest = y - _LINE
    return rows


def levels(frame: Frame) -> list[dict[str, Any]]:
    """Return the round numbers beside the plot with their coordinates."""
    x = frame.plot.width + AFTER if frame.sheet.is_mirrored else -AFTER
    return [{"x": x, "y": frame.y(tick), "text": str(tick)} for tick in frame.ticks]


def days(language: Language, frame: Frame) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the marks and the labels of days below the plot with their coordinates."""
    candidates = []
    for ticks in scales.day_ticks(frame.first, frame.last):
        labels = [(day, written(day, language, ticks.pattern)) for day in ticks.days]
        candidates.append((labels, ticks.pattern))
    fitting = [(labels, pattern) for labels, pattern in candidates if _fit(frame, labels)]
    chosen, pattern = (fitting or candidates[-1:])[0]
    shown = [(day, text) for day, text in chosen if _is_inside(frame, day, text)]
    y = frame.plot.height
    marks = [{"x": frame.x(day), "y": y + 1, "text": "|"} for day, _ in shown]
    rows = []
    year = None
    for day, text in shown:
        x = frame.x(day)
        rows.append({"x": x, "y": y + 20, "text": frame.sheet.label(text)})
        if pattern == "day_and_month" and day.year != year:
            rows.append({"x": x, "y": y + 20 + _LINE - 2, "text": written(day, language, "year")})
        year = day.year
    return marks, rows


def _fit(frame: Frame, labels: Sequence[tuple[date, str]]) -> bool:
    """Tell whether there are labels, and room between any two."""
    widest = max((width_of(text, SMALL) for _, text in labels), default=0)
    places = sorted(frame.x(day) for day, _ in labels)
    room = [after - before for before, after in pairwise(places)]
    return bool(labels) and min(room, default=frame.plot.width) >= widest + _BETWEEN_DAYS


def _is_inside(frame: Frame, day: date, text: str) -> bool:
    """Tell whether a label is within the sheet."""
    half, x = width_of(text, SMALL) / 2, frame.x(day)
    return -frame.plot.left <= x - half and x + half <= frame.plot.width + frame.plot.right
