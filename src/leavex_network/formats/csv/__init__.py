"""CSV (RFC 4180): the entries as a table that a spreadsheet opens, and that is read back unchanged.

A table has the columns of `Network.rows`, the language of the texts, and the address and day of
each source. It has no translations, no former ids and nothing about the network itself; written
onto a JSON file, it keeps these as they are there.
"""

from leavex_network.formats.csv.reader import loads, table_of
from leavex_network.formats.csv.writer import dumps
from leavex_network.formats.tables.cells import COLUMNS

__all__ = ["COLUMNS", "dumps", "loads", "table_of"]
