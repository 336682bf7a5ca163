"""ODS: the entries of a sheet, which can only be read."""

from leavex_network.formats.tables.sheets import loads, table_of

__all__ = ["loads", "table_of"]
