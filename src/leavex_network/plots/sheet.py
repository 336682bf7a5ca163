"""The layout of a chart: every text has its place, and the whole has the width that was asked for.

From the top: title, subtitle, legend, the plot with the labels of its axes, notes, source. All of
it is computed here, in pixels; the origin is the upper left corner of the plot, as in Vega. Nothing
is left to the layout of Vega, which fits only parts of a chart into a width.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any, NamedTuple

from leavex_network.errors import ArgumentError
from leavex_network.plots.directions import Direction, directed
from leavex_network.plots.measure import lines_of, width_of
from leavex_network.plots.themes import Theme
from leavex_network.plots.wording import Wording

PADDING = 12
SMALL = 11  # the size of notes and labels of axes
NORMAL = 12  # the size of the subtitle, the legend and names
_LARGE = 15  # the size of the title
_LINE = 15  # the height of a line of notes
_LINE_OF_SUBTITLE, _LINE_OF_TITLE, _LINE_OF_LEGEND = 16, 20, 20
_GAP = 12
_SYMBOL = 12
_BETWEEN_ITEMS = 16


class Item(NamedTuple):
    """One item of a legend. The first may have no symbol: it is a heading."""

    text: str
    fill: str = ""
    stroke: str = ""
    shape: str = "square"


class Plot(NamedTuple):
    """The place of a plot: its size, and the pixels around it for labels, all in pixels."""

    width: int
    height: int
    left: int
    right: int
    labels: int
    """Below the plot, for the labels of its horizontal axis."""


@dataclass(frozen=True)
class Sheet:
    """The texts and the legend of a chart in lines, for a width."""

    wording: Wording
    language: str
    """BCP 47."""
    direction: Direction
    theme: Theme
    width: int
    legend: Sequence[Item] = ()

    @property
    def inner(self) -> int:
        """The width without the padding."""
        return self.width - 2 * PADDING

    @property
    def is_mirrored(self) -> bool:
        """Whether it is read from right to left."""
        return self.direction == "rtl"

    @cached_property
    def title(self) -> list[str]:
        """The lines of the title."""
        return self.directed(lines_of(self.wording.title, _LARGE, self.inner, bold=True))

    @cached_property
    def subtitle(self) -> list[str]:
        """The lines of the subtitle."""
        return self.directed(lines_of(self.wording.subtitle, NORMAL, self.inner))

    @cached_property
    def notes(self) -> list[str]:
        """The lines of the notes and of the source."""
        lines: list[str] = []
        for text in (*self.wording.notes, self.wording.source):
            lines += self.directed(lines_of(text, SMALL, self.inner))
        return lines

    @cached_property
    def items(self) -> list[tuple[Item, float, int]]:
        """The items of the legend, each with its offset from the start and its row."""
        placed: list[tuple[Item, float, int]] = []
        offset, row = 0.0, 0
        for item in self.legend:
            width = width_of(item.text, NORMAL) + (_SYMBOL + 4 if item.fill else 0)
            if offset and offset + width > self.inner:
                offset, row = 0.0, row + 1
            placed.append((item, offset, row))
            offset += width + _BETWEEN_ITEMS
        return placed

    @property
    def height_of_title(self) -> int:
        """The height of title and subtitle, with the gap below them."""
        lines = len(self.title) * _LINE_OF_TITLE + len(self.subtitle) * _LINE_OF_SUBTITLE
        return lines + _GAP

    @property
    def height_of_legend(self) -> int:
        """The height of the legend, with the gap below it."""
        if not self.items:
            return 0
        return (self.items[-1][2] + 1) * _LINE_OF_LEGEND + _GAP // 2

    @property
    def height_of_notes(self) -> int:
        """The height of notes and source, with the gap above them."""
        return len(self.notes) * _LINE + _GAP

    @property
    def height_of_texts(self) -> int:
        """The height of everything but the plot and the labels of its axes."""
        around = 2 * PADDING
        return around + self.height_of_title + self.height_of_legend + self.height_of_notes

    def plot(self, height: float, *, start: float = 0, end: float = 0, labels: int = 0) -> Plot:
        """Return the place of a plot with labels at its start, its end and below it."""
        first, last = ceil(start), ceil(end)
        left, right = (last, first) if self.is_mirrored else (first, last)
        return Plot(self.inner - left - right, round(height), left, right, labels)

    def room(self, height: int, *, labels: int, least: float) -> float:
        """Return the height of the plot if the whole chart has a height.

        Raises:
            ArgumentError: The plot would be lower than `least`.
        """
        room = height - self.height_of_texts - labels
        if room < least:
            needed = round(height + least - room)
            raise ArgumentError(
                f"`height` is {height} pixels, but at a width of {self.width} pixels this chart "
                f"needs {needed}, with its title and notes: use a greater height, or none"
            )
        return room

    def x(self, offset: float, plot: Plot) -> float:
        """Return the x coordinate of an offset from the start of the chart."""
        if self.is_mirrored:
            return plot.width + plot.right - offset
        return offset - plot.left

    @property
    def align(self) -> str:
        """How texts are aligned that begin at the start of the chart."""
        return "right" if self.is_mirrored else "left"

    def directed(self, lines: Iterable[str]) -> list[str]:
        """Return the lines of a text, each with its direction."""
        return directed(lines, self.direction)

    def label(self, text: str) -> str:
        """Return a text of one line with its direction."""
        return self.directed([text])[0]

    def rows_of_notes(self, plot: Plot) -> list[dict[str, Any]]:
        """Return the lines of notes and source with their coordinates."""
        top = plot.height + plot.labels + _GAP
        x = self.x(0, plot)
        return [
            {"x": x, "y": top + index * _LINE + SMALL, "text": line}
            for index, line in enumerate(self.notes)
        ]

    def rows_of_legend(self, plot: Plot) -> list[dict[str, Any]]:
        """Return the items of the legend with the coordinates of symbol and text."""
        rows = []
        for item, offset, row in self.items:
            after = _SYMBOL + 4 if item.fill else 0
            rows.append(
                {
                    "x": self.x(offset + after, plot),
                    "y": row * _LINE_OF_LEGEND - self.height_of_legend + _LINE_OF_LEGEND / 2,
                    "symbol": self.x(offset + _SYMBOL / 2, plot),
                    "text": self.label(item.text),
                    "fill": item.fill,
                    "stroke": item.stroke,
                    "shape": item.shape,
                }
            )
        return rows
