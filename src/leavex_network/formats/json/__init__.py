"""JSON: the format of `data/network.json`."""

from leavex_network.formats.json.reader import loads
from leavex_network.formats.json.writer import dumps

__all__ = ["dumps", "loads"]
