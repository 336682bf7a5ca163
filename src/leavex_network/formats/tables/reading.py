"""Tables as people have them: from the rows of a file to a network.

`TextGrid` and `SheetGrid` are the rows of a file; `headers` says which column is which field,
`values` what a cell means, and `reader` makes the network and reports what was read as what.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from leavex_network.findings import Finding
from leavex_network.formats.reporting import warn
from leavex_network.formats.tables.grid import Grid, Position
from leavex_network.formats.tables.reader import TableOptions, TableReader
from leavex_network.models import Entry
from leavex_network.network import Network


class Table(NamedTuple):
    """A table that was read."""

    network: Network[Entry]
    notes: Sequence[Finding]
    """Warnings and notices: ignored cells, assumptions, and normalized values."""
    reader: TableReader

    def position(self, index: int, field: str) -> Position:
        """Return the position of a field of an entry, by its index in the network."""
        return self.reader.position(index, field)


def read(grid: Grid, options: TableOptions) -> Table:
    """Return the network of a grid.

    Raises:
        DataError: It is no valid network; it holds every problem with its cell.
    """
    reader = TableReader(grid, options)
    document = reader.document()
    network = Network.from_document(document, origin="table")
    return Table(network, list(reader.warnings()), reader)


def loads_of(table_of: Callable[..., Table]) -> Callable[..., Network[Entry]]:
    """Return the `loads` of a format, given the function that reads its tables."""

    def loads(text: str | bytes, *, file: str = "<text>", **options: Any) -> Network[Entry]:
        """Return the network of a table: see `leavex_network.formats.loads`."""
        table = table_of(text, TableOptions(**options), file=file)
        warn(table.notes)
        return table.network

    return loads
