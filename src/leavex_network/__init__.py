"""The initiatives and petitions that call for leaving the platform X, as typed data.

>>> import leavex_network
>>> network = leavex_network.load()
>>> network.by_country("DE").by_kind("petition")[0].name
'Keine Macht für Oligarchen: Bundesregierung endlich runter von X'

Names and the public subpackages (`leavex_network.plots`, ...) are imported when they are first used
(PEP 562), so that importing the package is fast.
"""

__version__ = "0.1.0"

_MODULES = {
    "About": "models",
    "DataError": "errors",
    "Entry": "models",
    "Finding": "findings",
    "Initiative": "models",
    "Network": "network",
    "NetworkError": "errors",
    "NetworkWarning": "errors",
    "Petition": "models",
    "Territory": "places.territories",
    "UnknownValueError": "errors",
    "available": "files",
    "check": "checks",
    "dumps": "formats",
    "load": "files",
    "loads": "formats",
    "read": "files",
    "read_history": "revisions.history",
    "sync": "syncing",
    "write": "files",
}
_SUBPACKAGES = ("errors", "graph", "models", "network", "plots")
"""Public modules, without an import of their own: `from leavex_network import *` omits them."""

TYPE_CHECKING = False  # the name is enough for type checkers, without importing `typing`
if TYPE_CHECKING:
    from leavex_network import errors as errors
    from leavex_network import graph as graph
    from leavex_network import models as models
    from leavex_network import network as network
    from leavex_network import plots as plots
    from leavex_network.checks import check as check
    from leavex_network.errors import DataError as DataError
    from leavex_network.errors import NetworkError as NetworkError
    from leavex_network.errors import NetworkWarning as NetworkWarning
    from leavex_network.errors import UnknownValueError as UnknownValueError
    from leavex_network.files import available as available
    from leavex_network.files import load as load
    from leavex_network.files import read as read
    from leavex_network.files import write as write
    from leavex_network.findings import Finding as Finding
    from leavex_network.formats import dumps as dumps
    from leavex_network.formats import loads as loads
    from leavex_network.models import About as About
    from leavex_network.models import Entry as Entry
    from leavex_network.models import Initiative as Initiative
    from leavex_network.models import Petition as Petition
    from leavex_network.network import Network as Network
    from leavex_network.places.territories import Territory as Territory
    from leavex_network.revisions.history import read_history as read_history
    from leavex_network.syncing import sync as sync
else:
    __all__ = ["__version__"]
    __all__ += list(_MODULES)

    def __getattr__(name: str) -> object:
        module = name if name in _SUBPACKAGES else _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        imported = import_module(f"{__name__}.{module}")
        if name in _SUBPACKAGES:
            return imported
        value = getattr(imported, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    # Without the private subpackages, which appear here as soon as they are used.
    special = {name for name in globals() if name.startswith("__")}
    return sorted({*special, *_MODULES, *_SUBPACKAGES})
