"""CSV: the entries as a table that opens in a spreadsheet, and comes back as what it was.

A table says what `Network.rows` says, the language of the texts, and where each source is; it has no translations, no
former ids, and nothing about the network itself. Written onto a JSON file, it leaves these as they are there.
"""

from leavex_network.formats.csv.cells import COLUMNS
from leavex_network.formats.csv.reader import loads
from leavex_network.formats.csv.writer import dumps

__all__ = ["COLUMNS", "dumps", "loads"]
