"""Save charts with their text alternative, completely or not at all."""

import json
import os
from abc import abstractmethod
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import altair as alt

from leavex_network.errors import ArgumentError, FormatError, alternatives, quoted, requiring
from leavex_network.files import transaction
from leavex_network.files.disk import target_of
from leavex_network.plots import media

if TYPE_CHECKING:
    _Chart = alt.TopLevelMixin
else:
    # `altair.Chart.from_dict` tries every class directly below `TopLevelMixin`.
    _Chart = object

_FORMATS = ("svg", "png", "html", "pdf", "json")
_OF_IMAGES = ("scale_factor", "ppi", "engine", "vegalite_version")
"""Options of Altair's `save` without an effect on pages, which Altair ignores there, too."""


class Saved(_Chart):
    """A chart that is saved with what it says to readers who do not see it."""

    @property
    @abstractmethod
    def _words(self) -> media.Words:
        """The texts of the chart, for readers who do not see it."""

    def save(
        self,
        fp: str | os.PathLike[str] | IO[Any],
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

        Raises:
            FormatError: There is no such format.
            ArgumentError: An option is wrong.
            MissingExtraError: vl-convert, which draws, is not installed.
            OSError: The file cannot be written.
        """
        if not isinstance(fp, str | os.PathLike):
            fp.write(self._content(_format_of(None, format), *args, **options))
            return
        path = Path(fp)
        content = self._content(_format_of(path, format), *args, **options)
        data = content.encode() if isinstance(content, str) else content
        transaction.write_all({target_of(path): data})

    def _content(self, format: str, *args: Any, **options: Any) -> str | bytes:
        """Return what a file of a format contains."""
        if not options.get("scale_factor", 1) > 0:
            raise ArgumentError("`scale_factor` is a number above 0")
        if format == "html":
            return self._html(**options)
        if format == "json":
            return str(self._drawn(StringIO(), format, *args, **options))
        with requiring("plots", "To save images of charts needs vl-convert"):
            import vl_convert  # noqa: F401 - Altair's own message names another package
        if format == "svg":
            svg = str(self._drawn(StringIO(), format, *args, **options))
            return media.described_svg(svg, self._words)
        content: bytes = self._drawn(BytesIO(), format, *args, **options)
        return media.described_png(content, self._words) if format == "png" else content

    def _drawn(self, stream: Any, *args: Any, **options: Any) -> Any:
        """Return what Altair writes."""
        super().save(stream, *args, **options)
        return stream.getvalue()

    def _html(
        self,
        *,
        inline: bool = True,
        embed_options: dict[str, Any] | None = None,
        json_kwds: dict[str, Any] | None = None,
        **options: Any,
    ) -> str:
        unknown = options.keys() - set(_OF_IMAGES)
        if unknown:
            raise ArgumentError(f"save() has no option {quoted(min(unknown))} for HTML")
        specification = self.to_json(**{"indent": None, **(json_kwds or {})})
        scripts = _bundle() if inline else _scripts_of_a_host()
        image = str(self._content("svg")) if find_spec("vl_convert") is not None else ""
        embedding = json.dumps(embed_options or {})
        return media.page(image, self._words, scripts, specification, embedding)


def _format_of(path: Path | None, format: str | None) -> str:
    """Return the format of a file: the given one, else that of its name.

    Raises:
        FormatError: There is no such format.
    """
    known = f"use {alternatives(_FORMATS)}"
    if format is not None:
        if str(format).lower() in _FORMATS:
            return str(format).lower()
        raise FormatError(f"No chart is saved as {quoted(format)}; {known}")
    if path is None:
        raise FormatError(f"A chart that is saved to a stream needs `format`; {known}")
    suffix = path.suffix.lower().removeprefix(".")
    if suffix in _FORMATS:
        return suffix
    endings = alternatives([f".{each}" for each in _FORMATS])
    problem = f"The name of a chart's file ends with {endings}, not as {quoted(str(path))}"
    raise FormatError(f"{problem}; or pass `format`")


def _bundle() -> str:
    """Return Vega's scripts in one element."""
    with requiring("plots", "A page that contains its scripts needs vl-convert"):
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
