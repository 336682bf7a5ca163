"""The list of a network where no script runs, such as in the saved output of a notebook."""

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering import assets
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View

MOST = 200
"""How many entries are listed; the others are counted. A notebook keeps each list as a text."""


def plain(network: Network[Entry]) -> str:
    """Return the first entries of a network as a list, with its stylesheet, in its language."""
    view = View.of(network[:MOST], has_anchors=False)
    omitted = len(network) - len(view.network)
    count = str(omitted) if omitted else ""
    return render("plain.html", view=view, stylesheet=assets.notebook_stylesheet(), omitted=count)
