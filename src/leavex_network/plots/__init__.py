"""Charts of a network: maps, counts and a timeline, drawn by Altair."""

from leavex_network.plots.bar_chart import counts
from leavex_network.plots.groups import By
from leavex_network.plots.map_chart import countries_map
from leavex_network.plots.shapes import Area
from leavex_network.plots.themes import ThemeName
from leavex_network.plots.timeline_chart import timeline

__all__ = ["Area", "By", "ThemeName", "countries_map", "counts", "timeline"]
