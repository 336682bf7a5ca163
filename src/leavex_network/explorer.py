"""The searchable list of a network, as a widget of Jupyter and marimo."""

from typing import Any, Generic, cast

from leavex_network.errors import FormatError, quoted, requiring
from leavex_network.files import transaction
from leavex_network.files.disk import target_of
from leavex_network.files.limits import StrPath, as_path
from leavex_network.network import Network
from leavex_network.network.collection import E
from leavex_network.rendering import assets
from leavex_network.rendering.page import single
from leavex_network.rendering.plain import plain
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View

with requiring("explore", "A searchable list needs anywidget and jinja2"):
    import jinja2  # noqa: F401 - the templates import it when they are rendered
    from anywidget import AnyWidget
    from traitlets import Dict, Unicode, default

_Bundle = tuple[dict[str, Any], dict[str, Any]]
"""The data of an output by their types, and its metadata."""
_SUFFIXES = (".html", ".htm")


class Explorer(AnyWidget, Generic[E]):
    """The list of a network with a search and filters, in a notebook.

    Where no kernel runs, such as in a saved notebook, it is a plain list.
    """

    _esm = assets.notebook_module()
    _css = assets.notebook_stylesheet()

    criteria = Dict(
        read_only=True,
        help="The criteria that are chosen, by their names in `Network.filter`, as strings.",
    )
    _html = Unicode(read_only=True)

    # What a view sends is converted by `from_json`.
    criteria.tag(
        sync=True,
        from_json=lambda sent, explorer: explorer._known(sent),  # noqa: SLF001 - of this class
    )
    _html.tag(
        sync=True,
        from_json=lambda _, explorer: explorer._html,  # noqa: SLF001 - of this class
    )

    def __init__(self, network: Network[E]) -> None:
        self._network = network
        view = View.of(network)
        self._choices = frozenset(
            (choice.criterion, choice.value)
            for control in view.controls
            for choice in control.choices
        )
        super().__init__()

    @property
    def selection(self) -> Network[E]:
        """The entries that the list shows, as a network."""
        # Whoever has the criteria can change them in place.
        return self._network.filter(**self._known(self.criteria))

    def save(self, path: StrPath) -> None:
        """Write the whole list, whatever is chosen, as a page that needs no other file.

        Args:
            path: A file whose name ends in `.html`; one that is there is replaced.

        Raises:
            FormatError: Its name ends otherwise.
            OSError: It cannot be written.
        """
        file = as_path(path, "save()")
        if file.suffix.lower() not in _SUFFIXES:
            problem = f"save() writes an HTML page, and {quoted(file.name)} does not end in .html"
            raise FormatError(f"{problem}; for other formats, call write(network, path)")
        transaction.write_all({target_of(file): single(self._network).encode()})

    def __repr__(self) -> str:
        """Return one line, with that of the network."""
        return f"<Explorer of {self._network!r}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> _Bundle:
        """Return the widget, and the plain list, which notebooks keep."""
        # None is for a widget without a view, and this one has a view.
        data, metadata = cast("_Bundle", super()._repr_mimebundle_(**kwargs))
        return {**data, "text/html": plain(self._network)}, metadata

    @default("_html")
    def _list(self) -> str:
        return render("fragment.html", view=View.of(self._network, has_anchors=False))

    def _known(self, sent: object) -> dict[str, str]:
        """Return the criteria that the list can have among those that a view sent."""
        known: dict[str, str] = {}
        for name, value in sent.items() if isinstance(sent, dict) else ():
            if not isinstance(value, str):
                continue
            if (name, value) in self._choices or (name == "search" and value.strip()):
                known[name] = value
        return known
