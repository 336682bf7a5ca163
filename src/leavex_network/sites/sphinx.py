"""`sphinx`: the directive and the role `leavex-network`, in reStructuredText and in MyST.

Loaded by one line of `conf.py`: `extensions = ["leavex_network.sites.sphinx"]`. Another line,
`leavex_network_from`, names a network to use instead of the bundled one.
"""

import re
import warnings
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import only
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata

from leavex_network import __version__, formats
from leavex_network.errors import NetworkError, NetworkWarning
from leavex_network.files import transaction
from leavex_network.files.sources import name_in
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering import assets
from leavex_network.rendering.view import View
from leavex_network.sites.parameters import FLAGS, PARAMETERS, opened, select

NAME = "leavex-network"
STYLESHEET = "leavex-network.css"
SOURCE = "leavex_network_from"
"""The name of the setting in `conf.py`."""

INSTRUCTIONS = """\
In conf.py:

    extensions = ["leavex_network.sites.sphinx"]

Then, in a page:

    .. leavex-network::
       :country: DE
       :kind: petition

and for one entry, :leavex-network:`helloquitx`.
In MyST, ```{leavex-network} and {leavex-network}`helloquitx`.

For a network of your own, in conf.py: a file beside it, or that of an installed package.

    leavex_network_from = "ours.json"   # or "name:"
"""
"""The text that `embed` prints."""


class ListDirective(SphinxDirective):
    """The entries that match the criteria: as HTML, and as a plain list for other builders."""

    has_content = False
    option_spec: ClassVar[Any] = {
        name: directives.unchanged if name in FLAGS else directives.unchanged_required
        for name in PARAMETERS
    }

    def run(self) -> list[nodes.Node]:
        """Return the list; errors are warnings at the line of the directive."""
        given = {name: value or "" for name, value in self.options.items()}
        given |= source(self.env, given.get("from"))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", NetworkWarning)
            try:
                network = select(given, language=self.config.language)
            except (NetworkError, OSError) as error:
                return [self._warned(error)]
        html = nodes.raw("", formats.dumps(network, "html"), format="html")
        plain = only("", plain_list(network), expr="not html")
        return [*(self._warned(warning.message) for warning in caught), html, plain]

    def _warned(self, problem: object) -> nodes.system_message:
        """Return a warning at the line of the directive."""
        message = f"{NAME}: {' '.join(str(problem).split())}"
        return self.state.document.reporter.warning(message, line=self.lineno)


class EntryRole(SphinxRole):
    """A link to an entry of the network of the site: its id, or a title and `<id>`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link; an unknown id is a warning at its line."""
        with_title = re.fullmatch(r"(?P<title>.+?)\s*<(?P<id>[^<>]+)>", self.text, re.DOTALL)
        try:
            with warnings.catch_warnings():
                # The directive shows what is ignored.
                warnings.simplefilter("ignore", NetworkWarning)
                network = opened(source(self.env, None))
            entry = network[with_title["id"] if with_title else self.text]
        except (NetworkError, OSError) as error:
            text = " ".join(str(error).split())
            message = self.inliner.reporter.warning(f"{NAME}: {text}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return [link(with_title["title"] if with_title else entry.name, entry.url)], []


def source(env: BuildEnvironment, given: str | None) -> dict[str, str]:
    """Return the parameter `from`: as a page gives it, else as `conf.py` does, else empty.

    A path is relative to the page, that of `conf.py` to the folder of the sources. The page is
    built again when the file changes.
    """
    path: str = given or env.config[SOURCE]
    if path and name_in(path) is None:
        path = env.relfn2path(path)[1] if given else str(Path(env.srcdir, path))
        env.note_dependency(path)
    return {"from": path}


def plain_list(network: Network[Entry]) -> nodes.Element:
    """Return the entries as lists with headings, for LaTeX, text and man pages."""
    view = View.of(network)
    parts: list[nodes.Node] = []
    for section in view.sections:
        concluded = f"{section.heading}: {view.headings['concluded']}"
        lists = ((section.heading, section.active), (concluded, section.concluded))
        for heading, entries in lists:
            if entries:
                parts.append(nodes.paragraph("", "", nodes.strong(heading, heading)))
                parts.append(nodes.bullet_list("", *(item(view, entry) for entry in entries)))
    if not parts:
        parts.append(nodes.paragraph(view.words["none"], view.words["none"]))
    return nodes.container("", *parts)


def item(view: View, entry: Entry) -> nodes.list_item:
    """Return an entry as an item of a list."""
    text = f": {entry.text}" if entry.text else ""
    if entry.territories:
        text += f" ({', '.join(map(view.territory_name, entry.territories))})"
    parts: list[nodes.Node] = [link(entry.name, entry.url)]
    if entry.archived is not None:
        archived = link(view.headings["archived"], entry.archived)
        parts += [nodes.Text(" ("), archived, nodes.Text(")")]
    return nodes.list_item("", nodes.paragraph("", "", *parts, nodes.Text(text)))


def link(text: str, url: str) -> nodes.reference:
    """Return a link."""
    return nodes.reference(text, text, refuri=url, internal=False)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, the role and the stylesheet."""
    app.add_directive(NAME, ListDirective)
    app.add_role(NAME, EntryRole())
    app.add_config_value(SOURCE, "", "env", types=(str,))
    app.add_css_file(STYLESHEET)
    app.connect("build-finished", _copy_stylesheet)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _copy_stylesheet(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.format == "html":
        target = Path(app.outdir) / "_static" / STYLESHEET
        transaction.write_all({target: assets.stylesheet().encode()}, make_folders=True)
