"""The typed, immutable models of a network: `About` and its entries."""

from leavex_network.models.about import About, AboutTranslation, Accepted, Retired, Source
from leavex_network.models.entries import Entry, Initiative, Kind, Petition, Status, Translation
from leavex_network.models.frozen import FrozenMap

__all__ = [
    "About", "AboutTranslation", "Accepted", "Entry", "FrozenMap", "Initiative", "Kind", "Petition",
    "Retired", "Source", "Status", "Translation",
]  # fmt: skip
