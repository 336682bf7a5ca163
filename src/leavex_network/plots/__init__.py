"""Charts of a network: maps, counts and a timeline, drawn by Altair."""

from leavex_network.plots.charts import BLUE, ORANGE, By, countries_map, counts, timeline
from leavex_network.plots.shapes import Area

__all__ = ["BLUE", "ORANGE", "Area", "By", "countries_map", "counts", "timeline"]
