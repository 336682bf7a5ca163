"""`Picture`: an Altair chart that fills its sheet exactly, and says in words what it shows."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, Any, Literal, cast

import altair as alt

from leavex_network.files import transaction
from leavex_network.files.disk import target_of
from leavex_network.plots import media
from leavex_network.plots.display import ShownAsImage
from leavex_network.plots.sheet import NORMAL, PADDING, SMALL, Plot, Sheet

_AT_X, _AT_Y = alt.ExprRef("datum.x"), alt.ExprRef("datum.y")


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
        return spec

    def save(
        self,
        fp: str | Path | IO[Any],
        format: Literal["json", "html", "png", "svg", "pdf"] | None = None,
        *args: Any,
        **options: Any,
    ) -> None:
        """Write the chart to a file, with its text alternative.

        SVG has it as `<title>` and `<desc>`, HTML as the label of the chart, PNG as the texts
        `Title` and `Description`. HTML contains its scripts, and the SVG for readers without
        scripts; `inline=False` loads the scripts from the internet.

        Args:
            fp: The path of the file, or a file that is open for writing.
            format: `svg`, `png`, `html`, `pdf` or `json`; by default as the path ends.
            args: As for `altair.Chart.save`.
            options: As for `altair.Chart.save`, such as `scale_factor`.
        """
        wanted: str | None = format
        if wanted is None and isinstance(fp, (str, Path)):
            wanted = Path(fp).suffix.lstrip(".").lower()
        content = self._content(wanted, *args, **options)
        if not isinstance(fp, (str, Path)):
            fp.write(content)
            return
        data = content.encode() if isinstance(content, str) else content
        transaction.write_all({target_of(Path(fp)): data})

    @property
    def _words(self) -> media.Words:
        """The texts of the chart, for readers who do not see it."""
        return media.Words(**self.usermeta["words"])

    def _content(self, format: str | None, *args: Any, **options: Any) -> str | bytes:
        """Return what a file of a format contains."""
        if format == "svg":
            return self._svg(*args, **options)
        if format == "png":
            return self._png(*args, **options)
        if format == "html":
            return self._html(*args, **options)
        stream = StringIO() if format == "json" else BytesIO()
        super().save(stream, cast("Any", format), *args, **options)
        return stream.getvalue()

    def _svg(self, *args: Any, **options: Any) -> str:
        stream = StringIO()
        super().save(stream, "svg", *args, **options)
        return media.described_svg(stream.getvalue(), self._words)

    def _png(self, *args: Any, **options: Any) -> bytes:
        stream = BytesIO()
        super().save(stream, "png", *args, **options)
        return media.described_png(stream.getvalue(), self._words)

    def _html(
        self,
        *_: Any,
        inline: bool = True,
        embed_options: dict[str, Any] | None = None,
        json_kwds: dict[str, Any] | None = None,
    ) -> str:
        specification = self.to_json(**{"indent": None, **(json_kwds or {})})
        scripts = _bundle() if inline else _scripts_of_a_host()
        options = json.dumps(embed_options or {})
        return media.page(self._svg(), self._words, scripts, specification, options)


def _bundle() -> str:
    """Return Vega's scripts in one element."""
    import vl_convert

    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    script = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed", vl_version=version)
    return f"<script>{script}</script>"


def _scripts_of_a_host() -> str:
    """Return elements that load Vega's scripts from the host that Altair names."""
    versions = {
        "vega": alt.VEGA_VERSION,
        "vega-lite": alt.VEGALITE_VERSION,
        "vega-embed": alt.VEGAEMBED_VERSION,
    }
    rows = [
        f'<script src="https://cdn.jsdelivr.net/npm/{name}@{version}"></script>'
        for name, version in versions.items()
    ]
    return "\n".join(rows)


def layer(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Return a chart of rows, to be a layer.

    Altair copies lists many times and tuples never; it checks `InlineData` many times, and a dict
    only at the end.
    """
    return alt.Chart({"values": tuple(rows)})


def texts(rows: list[dict[str, Any]], **properties: Any) -> Any:
    """Return a layer of texts at `x` and `y` in pixels, hidden from screen readers."""
    defaults = {"align": "left", "baseline": "alphabetic", "x": _AT_X, "y": _AT_Y, "aria": False}
    return layer(rows).mark_text(**defaults | properties).encode(text="text:N")


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
    # An invisible rectangle in the size of the sheet: the title is above it.
    frame = (
        layer([{}])
        .mark_rect(opacity=0, aria=False)
        .encode(
            x=alt.value(-plot.left),
            x2=alt.value(plot.width + plot.right),
            y=alt.value(-sheet.height_of_legend),
            y2=alt.value(plot.height + below),
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
        title=wording.title,
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
        description=f"{wording.title}. {wording.alternative}",
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
