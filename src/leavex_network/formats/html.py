"""HTML: the list as a fragment of a page, in one language; it needs no stylesheet and no script."""

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.progress import plan
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View


def dumps(network: Network[Entry], *, language: str | None = None) -> str:
    """Return a `div` with a section and a list for each kind of entry.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    plan(len(network))
    return render("fragment.html", view=View.of(network, language))
