"""What every chart needs: Altair, which takes long to import, and a network."""

from importlib import import_module
from typing import Any

from leavex_network.errors import expect, requiring
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering.view import View


def drawing() -> Any:
    """Return the module that draws with Altair.

    Raises:
        MissingExtraError: altair is not installed.
    """
    with requiring("plots", "Charts need altair"):
        import_module("altair")  # also if the module below was imported before

        from leavex_network.plots import picture
    return picture


def view_of(network: Network[Entry]) -> View:
    """Return a network in its language.

    Raises:
        ArgumentTypeError: It is no network.
    """
    expect(network, Network, "A chart takes a Network, such as load() returns")
    return View.of(network)
