"""Tables as people have them: from the rows of a file to a network.

`TextGrid` and `SheetGrid` are the rows of a file; `headers` says which column is which field,
`values` what a cell means, and `reader` makes the network and reports what was read as what.
"""

from leavex_network.findings import Finding
from leavex_network.formats.tables.grid import Grid
from leavex_network.formats.tables.reader import TableOptions, TableReader
from leavex_network.models import Entry
from leavex_network.network import Network


def read(grid: Grid, options: TableOptions) -> tuple[Network[Entry], list[Finding]]:
    """Return the network of a grid, and what is to be reported about it.

    Raises:
        DataError: It is no valid network; it holds every problem with its cell.
    """
    reader = TableReader(grid, options)
    document = reader.document()
    return Network.from_document(document, origin="table"), list(reader.warnings())
