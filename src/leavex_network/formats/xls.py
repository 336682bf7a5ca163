"""XLS: the entries as a sheet, read only."""

from leavex_network.formats.tables.sheets import loads

__all__ = ["loads"]
