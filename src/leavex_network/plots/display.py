"""Charts as images that every reader of a notebook shows, with their alternative text.

What Altair emits by default is HTML with scripts of a CDN, which shows nothing without a
connection, and nothing where a notebook is not trusted: its HTML is sanitized there. An `img`
with a data URI passes the sanitizers of JupyterLab, and keeps its alternative text.
"""

from abc import abstractmethod
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.util import find_spec
from io import BytesIO, StringIO
from typing import Any, NamedTuple, cast

import altair as alt

from leavex_network.errors import ArgumentError
from leavex_network.plots import media
from leavex_network.plots.saving import Saved

_DENSITY = 2  # pixels of a PNG for each pixel of the chart, as dense screens and print need
_BETWEEN = " \u00b7 "


class ShownAsImage(Saved):
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
        _background(charts)
        return Beside(hconcat=charts)

    def __and__(self, other: Any) -> "Below":
        """Return this chart and, below it, another one."""
        charts: list[Any] = [self, other]
        _background(charts)
        return Below(vconcat=charts)


class _Html(NamedTuple):
    """HTML that a notebook shows as it is."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


class _Combined(ShownAsImage):
    """Charts of which at least one is of a network."""

    def to_dict(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Return the Vega-Lite specification."""
        spec: dict[str, Any] = super().to_dict(*args, **options)
        if not (options.get("context") or {}).get("top_level", True):
            return spec
        # Altair refuses a chart with a background inside of another one.
        spec["background"] = _background([self])
        found: dict[str, Any] = in_lists(spec)
        return found

    @property
    def _words(self) -> media.Words:
        all_words = [media.Words(**metadata["words"]) for metadata in _metadata([self])]
        title = _BETWEEN.join(dict.fromkeys(words.title for words in all_words))
        return all_words[0]._replace(title=title, description=alternative_text(self.to_dict()))

    @property
    @abstractmethod
    def parts(self) -> Sequence[Any]:
        """The charts in it."""


class Beside(_Combined, alt.HConcatChart):
    """Charts beside each other."""

    @property
    def parts(self) -> Sequence[Any]:
        """The charts, the left one first."""
        parts: Sequence[Any] = self.hconcat
        return parts


class Below(_Combined, alt.VConcatChart):
    """Charts below each other."""

    @property
    def parts(self) -> Sequence[Any]:
        """The charts, the upper one first."""
        parts: Sequence[Any] = self.vconcat
        return parts


def in_lists(value: Any) -> Any:
    """Return a specification with lists, as its schema has them, instead of tuples."""
    if isinstance(value, dict):
        return {key: in_lists(item) for key, item in value.items()}
    return [in_lists(item) for item in value] if isinstance(value, list | tuple) else value


def _metadata(charts: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield what is known about each chart of a network among charts, and inside of them."""
    for chart in charts:
        if isinstance(chart, _Combined):
            yield from _metadata(chart.parts)
        elif isinstance(chart, ShownAsImage):
            yield cast("Any", chart).usermeta


def _background(charts: Iterable[Any]) -> str:
    """Return the background of charts of networks.

    Raises:
        ArgumentError: One is light and another dark.
    """
    backgrounds = {metadata["background"] for metadata in _metadata(charts)}
    if len(backgrounds) > 1:
        raise ArgumentError("These charts are light and dark; draw them in one `theme`")
    background: str = backgrounds.pop()
    return background


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
