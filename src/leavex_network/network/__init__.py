"""`Network`: an immutable collection of entries, and the queries on it."""

from leavex_network.network.history import Change, Diff
from leavex_network.network.network import Network, Union

__all__ = ["Change", "Diff", "Network", "Union"]
