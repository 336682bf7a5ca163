"""The layout of bars: where each bar and its name are, and how many bars fit."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple

from leavex_network.plots.groups import Group
from leavex_network.plots.measure import at_most, lines_of, width_of
from leavex_network.plots.sheet import NORMAL, Plot, Sheet

BELOW = 20  # pixels below the bars, for the numbers of the axis
AFTER = 6  # pixels between a bar and its number, or a name and its bar
LINE = 15  # pixels, the height of a line of a name

_BAND, _LEAST_BAND = 26, 14  # pixels for a bar with its name beside it
_INSET = 0.16  # above and below such a bar, as a part of its band
_THICKNESS, _BETWEEN = 12, 10  # pixels, of and below a bar with its name above it
_MOST_LINES = 3  # of a name
_HIGHEST = _MOST_LINES * LINE + 2 + _THICKNESS + _BETWEEN  # pixels, of a bar with its name above it
_MOST_BESIDE = 0.42  # of the width, for names beside the bars


class Bar(NamedTuple):
    """A bar: its group, the lines of its name, and its place in pixels from the top."""

    group: Group
    lines: Sequence[str]
    top: float
    """Of the name, or of the bar if its name is beside it."""
    start: float
    """The upper edge of the bar."""
    end: float
    """The lower edge of the bar."""


class BarLayout(NamedTuple):
    """Bars on a sheet."""

    sheet: Sheet
    plot: Plot
    bars: Sequence[Bar]
    has_names_beside: bool


def laid_out(
    groups: Sequence[Group], number: int, sheet_for: Callable[[int], Sheet], height: int | None
) -> BarLayout:
    """Return the layout of the first bars, or of fewer if the height is too small.

    Args:
        groups: The groups, the largest first.
        number: How many have a bar.
        sheet_for: Returns the sheet for a number of bars, whose notes count the others.
        height: Of the whole chart, or None.

    Raises:
        ArgumentError: The height is too small for one bar.
    """
    fit = _fit(groups[:number], sheet_for(number))
    while height is not None and number > 1 and fit.least_height > height:
        # Never too many at once: without them, the notes and the place of names may change.
        number = max(1, number - max(1, (fit.least_height - height) // _HIGHEST))
        fit = _fit(groups[:number], sheet_for(number))
    sheet, bars = fit.sheet, fit.bars
    factor = 1.0
    if height is not None:
        factor = sheet.room(height, labels=BELOW, least=fit.least) / fit.needed
    highest = max((group.total for group in groups), default=0)
    plot = sheet.plot(
        fit.needed * factor,
        start=fit.widest + AFTER if bars and fit.is_beside else 0,
        end=AFTER + width_of(str(highest), NORMAL),
        labels=BELOW,
    )
    stretched = [_stretched(bar, factor, is_beside=fit.is_beside) for bar in bars]
    return BarLayout(sheet, plot, stretched, fit.is_beside)


class _Fit(NamedTuple):
    """Bars in their usual size."""

    sheet: Sheet
    bars: Sequence[Bar]
    is_beside: bool
    """Whether names are beside the bars."""
    widest: float
    """The width of the widest name in pixels."""
    needed: float
    """The height of the bars in pixels."""

    @property
    def least(self) -> float:
        """The height of the bars if they are as thin as they may be."""
        return self.needed * _LEAST_BAND / _BAND if self.is_beside else self.needed

    @property
    def least_height(self) -> int:
        """The height of the whole chart if they are."""
        return ceil(self.sheet.height_of_texts + BELOW + self.least)


def _fit(groups: Sequence[Group], sheet: Sheet) -> _Fit:
    """Return the bars of some groups on a sheet."""
    widest = max((width_of(group.name, NORMAL) for group in groups), default=0.0)
    is_beside = widest <= sheet.inner * _MOST_BESIDE
    bars = _beside(groups) if is_beside else _below(groups, sheet)
    # Without a bar, there are two bands for the words that say so.
    return _Fit(sheet, bars, is_beside, widest, bars[-1].end if bars else 2.0 * _BAND)


def _beside(groups: Sequence[Group]) -> list[Bar]:
    """Return bars with their names beside them."""
    bars = []
    for index, group in enumerate(groups):
        top = index * _BAND
        start, end = top + _BAND * _INSET, top + _BAND * (1 - _INSET)
        bars.append(Bar(group, [group.name], top, start, end))
    return bars


def _below(groups: Sequence[Group], sheet: Sheet) -> list[Bar]:
    """Return bars with their names above them, in lines."""
    bars = []
    top = 0.0
    for group in groups:
        lines = at_most(lines_of(group.name, NORMAL, sheet.inner), _MOST_LINES)
        start = top + len(lines) * LINE + 2
        bars.append(Bar(group, lines, top, start, start + _THICKNESS))
        top = start + _THICKNESS + _BETWEEN
    return bars


def _stretched(bar: Bar, factor: float, *, is_beside: bool) -> Bar:
    """Return a bar in a higher or lower plot: only bars without a name above them grow."""
    if is_beside:
        return bar._replace(top=bar.top * factor, start=bar.start * factor, end=bar.end * factor)
    down = bar.top * (factor - 1)
    return bar._replace(top=bar.top + down, start=bar.start + down, end=bar.end + down)
