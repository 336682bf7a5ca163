"""`Picture`: an Altair chart that fills its sheet exactly, and says in words what it shows."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Self

import altair as alt
from altair.utils.schemapi import SchemaValidationError

from leavex_network.errors import ArgumentError
from leavex_network.plots import media
from leavex_network.plots.display import ShownAsImage, in_lists
from leavex_network.plots.sheet import NORMAL, PADDING, SMALL, Plot, Sheet
from leavex_network.plots.wording import sentence

_AT_X, _AT_Y = alt.ExprRef("datum.x"), alt.ExprRef("datum.y")


_OF_LAYOUT = ("width", "height", "title")
_INSIDE = ("autosize", "background", "padding", "usermeta", "view")
_HEXADECIMAL = re.compile("#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)


class Picture(ShownAsImage, alt.LayerChart):
    """A chart of a network, as an Altair chart.

    Its text alternative is in what `save` writes and in what a notebook shows.
    """

    def to_dict(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Return the Vega-Lite specification; as a part of another chart, without its margins."""
        context = options.get("context") or {}
        chart = self.copy(deep=False)
        margins = chart.usermeta
        chart.usermeta = alt.Undefined
        if context.get("top_level", True) and margins is not alt.Undefined:
            chart.autosize = alt.AutoSizeParams(type="none")
            chart.padding = margins["padding"]
            chart.background = margins["background"]
            chart.usermeta = margins
        spec: dict[str, Any] = alt.LayerChart.to_dict(chart, *args, **options)
        return in_lists(spec) if context.get("top_level", True) else spec

    def properties(self, **values: Any) -> Self:
        """Return the chart with other properties; those of its layout are arguments of functions.

        Raises:
            ArgumentError: A property would not fit the layout.
        """
        for name in values:
            if name in _OF_LAYOUT:
                problem = f"properties({name}=...) does not lay out this chart again"
                raise ArgumentError(f"{problem}; pass `{name}` to the function that draws it")
            if name in _INSIDE:
                raise ArgumentError(f"properties({name}=...) would break the layout of this chart")
        return super().properties(**values)

    @property
    def _words(self) -> media.Words:
        words = media.Words(**self.usermeta["words"])
        if self.description == _description(words):
            return words
        return words._replace(description=self.description)


def is_color(text: str) -> bool:
    """Return whether a text is a color: `#fdd`, `#ffdddd` or a name of CSS."""
    if _HEXADECIMAL.fullmatch(text):
        return True
    try:
        alt.ColorName(text).to_dict()  # type: ignore[no-untyped-call] # Altair's
    except SchemaValidationError:
        return False
    return True


def _description(words: media.Words) -> str:
    """Return the text alternative of a chart in one text."""
    return f"{sentence(words.title)} {words.description}"


def layer(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Return a chart of rows, to be a layer.

    Altair copies lists many times and tuples never; it checks `InlineData` many times, and a dict
    only at the end.
    """
    return alt.Chart({"values": tuple(rows)})


def texts(rows: list[dict[str, Any]], **properties: Any) -> Any:
    """Return a layer of texts at `x` and `y` in pixels, hidden from screen readers."""
    defaults = {"align": "left", "baseline": "alphabetic", "x": _AT_X, "y": _AT_Y, "aria": False}
    return layer(rows).mark_text(**defaults | properties).encode(text=alt.Text("text:N"))


def picture(sheet: Sheet, plot: Plot, layers: list[Any], *, fill: str | None = None) -> Picture:
    """Return the chart of a sheet with the layers of its plot.

    Args:
        sheet: The texts and their places.
        plot: The place of the plot.
        layers: What the plot shows.
        fill: The color of the plot.
    """
    theme, wording = sheet.theme, sheet.wording
    below = plot.labels + sheet.height_of_notes
    # Altair's functions for values have no types. Of a dict, it would look for the class.
    untyped: Any = alt
    # An invisible rectangle in the size of the sheet: the title is above it.
    frame = (
        layer([{}])
        .mark_rect(opacity=0, aria=False)
        .encode(
            x=untyped.XValue(-plot.left),
            x2=untyped.X2Value(plot.width + plot.right),
            y=untyped.YValue(-sheet.height_of_legend),
            y2=untyped.Y2Value(plot.height + below),
        )
    )
    notes = texts(sheet.rows_of_notes(plot), align=sheet.align, fontSize=SMALL, color=theme.soft)
    parts = [frame, *layers, *_legend(sheet, plot), notes]
    padding = {
        "left": PADDING + plot.left,
        "right": PADDING + plot.right,
        "top": PADDING + sheet.height_of_title + sheet.height_of_legend,
        "bottom": PADDING + below,
    }
    words = media.Words(
        title=wording.name,
        description=wording.alternative,
        language=sheet.language,
        direction=sheet.direction,
    )
    return Picture(
        layer=parts,
        width=plot.width,
        height=plot.height,
        view=alt.ViewBackground(fill=fill, stroke=None),
        title=_title(sheet, plot),
        description=_description(words),
        usermeta={
            "padding": padding,
            "background": theme.background,
            "words": words._asdict(),
            "embedOptions": {"actions": False, "renderer": "svg"},
        },
    )


def _title(sheet: Sheet, plot: Plot) -> Any:
    theme = sheet.theme
    return alt.TitleParams(
        sheet.title,
        subtitle=sheet.subtitle,
        anchor="end" if sheet.is_mirrored else "start",
        frame="group",
        dx=plot.right if sheet.is_mirrored else -plot.left,
        fontSize=15,
        lineHeight=20,
        color=theme.text,
        subtitleFontSize=NORMAL,
        subtitleLineHeight=16,
        subtitleColor=theme.soft,
        subtitlePadding=4,
        offset=8,
        aria=False,
    )


def _legend(sheet: Sheet, plot: Plot) -> list[Any]:
    """Return the layers of the legend: its symbols and their texts."""
    rows = sheet.rows_of_legend(plot)
    if not rows:
        return []
    symbols = (
        layer([row for row in rows if row["fill"]])
        .mark_point(
            size=100, filled=True, x=alt.ExprRef("datum.symbol"), y=_AT_Y, opacity=1, aria=False
        )
        .encode(
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        )
    )
    labels = texts(
        rows, align=sheet.align, baseline="middle", fontSize=NORMAL, color=sheet.theme.text
    )
    return [symbols, labels]
