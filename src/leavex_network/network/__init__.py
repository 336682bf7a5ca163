"""`Network`, its facets and rows, and the difference between two networks."""

from leavex_network.network.facets import Facet
from leavex_network.network.history import Change, Diff
from leavex_network.network.network import Network, Union
from leavex_network.network.rows import JsonRow, Row

__all__ = ["Change", "Diff", "Facet", "JsonRow", "Network", "Row", "Union"]
