"""Charts as images that every reader of a notebook shows, with their alternative text.

What Altair emits by default is HTML with scripts of a CDN, which shows nothing without a
connection, and nothing where a notebook is not trusted: its HTML is sanitized there. An `img`
with a data URI passes the sanitizers of JupyterLab, and keeps its alternative text.
"""

from base64 import b64encode
from html import escape
from importlib.util import find_spec
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt

from leavex_network.plots import media

_DENSITY = 2  # pixels of a PNG for each pixel of the chart, as dense screens and print need


if TYPE_CHECKING:
    _Chart = alt.TopLevelMixin
else:
    # `altair.Chart.from_dict` tries every class directly below `TopLevelMixin`.
    _Chart = object


class ShownAsImage(_Chart):
    """What a notebook calls to show a chart; also of charts that are combined with it.

    A renderer that the user enables with `altair.renderers.enable` is obeyed, and Altair shows the
    chart itself where vl-convert, which draws images, does not exist, as in Pyodide.
    """

    def _repr_mimebundle_(self, *args: Any, **options: Any) -> Any:
        if not _is_image():
            return self._of_altair()._repr_mimebundle_(*args, **options)
        text = alternative_text(self.to_dict())
        return {"text/html": _image(self, text), "text/plain": text}

    def _display_(self) -> object:
        """Return what marimo shows instead of this chart, which it would draw in its own way."""
        if not _is_image():
            return self._of_altair()
        return _Html(_image(self, alternative_text(self.to_dict())))

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]] | None:
        """Return the image for documents without HTML, such as LaTeX, with its metadata."""
        if not _is_image():
            return None
        buffer = BytesIO()
        self.save(buffer, format="png", scale_factor=_DENSITY)
        png = buffer.getvalue()
        alternative = {"alt": alternative_text(self.to_dict())}
        return png, media.size_of_png(png, _DENSITY) | alternative

    def _of_altair(self) -> Any:
        """Return this chart as one of Altair's, in lists: its renderers take no tuples."""
        return alt.Chart.from_json(self.to_json())

    def __or__(self, other: Any) -> "Beside":
        """Return this chart and, beside it, another one."""
        charts: list[Any] = [self, other]
        return Beside(hconcat=charts)

    def __and__(self, other: Any) -> "Below":
        """Return this chart and, below it, another one."""
        charts: list[Any] = [self, other]
        return Below(vconcat=charts)


class _Html(NamedTuple):
    """HTML that a notebook shows as it is."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


class Beside(ShownAsImage, alt.HConcatChart):
    """Charts beside each other."""


class Below(ShownAsImage, alt.VConcatChart):
    """Charts below each other."""


def alternative_text(spec: dict[str, Any]) -> str:
    """Return the description of a Vega-Lite specification, followed by those of its parts."""
    texts = [spec.get("description", "")]
    texts += [alternative_text(part) for part in spec.get("vconcat", ())]
    texts += [alternative_text(part) for part in spec.get("hconcat", ())]
    return " ".join(text for text in texts if text)


def _is_image() -> bool:
    return alt.renderers.active == "default" and find_spec("vl_convert") is not None


def _image(chart: alt.TopLevelMixin, text: str) -> str:
    """Return an HTML image of a chart, at most as wide as the page."""
    buffer = StringIO()
    chart.save(buffer, format="svg")
    source = f"data:image/svg+xml;base64,{b64encode(buffer.getvalue().encode()).decode()}"
    return f'<img src="{source}" alt="{escape(text)}" style="max-width: 100%; height: auto">'
