"""HTML: the list as a fragment for a page of one's own, in one language; complete without a stylesheet or a script."""

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View


def dumps(network: Network[Entry], *, language: str | None = None, **_: object) -> str:
    """Return the fragment of a network: a `div`, with a section and a list for each kind.

    Args:
        network: What is written.
        language: The language that the page is in (BCP 47); by default the network's own.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    return render("fragment.html", view=View.of(network, language))
