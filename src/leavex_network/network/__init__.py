"""`Network`, its facets and rows, and the difference between two networks."""

from typing import TYPE_CHECKING

from leavex_network.network.facets import Facet
from leavex_network.network.network import Network, Union

if TYPE_CHECKING:
    from leavex_network.network.history import Change, Diff
    from leavex_network.network.rows import JsonRow, Row
else:
    # To load a network, nothing is compared and there are no rows.
    def __getattr__(name: str) -> object:
        if name in ("Change", "Diff"):
            from leavex_network.network import history as module
        elif name in ("JsonRow", "Row"):
            from leavex_network.network import rows as module
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(module, name)
        return value


__all__ = ["Change", "Diff", "Facet", "JsonRow", "Network", "Row", "Union"]
