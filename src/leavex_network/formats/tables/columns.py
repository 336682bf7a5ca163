"""The columns of a table, by what their headers mean."""

from typing import NamedTuple

from leavex_network.findings import Finding


class Columns(NamedTuple):
    """The columns of a table."""

    names: tuple[str, ...]
    """The name of each column, `extra.<slug>` for a field of one's own, or "" for none."""
    headers: tuple[str, ...]
    """The headers as written."""
    language: str | None
    """The language of the texts, if the headers are words of one language only."""
    typed: frozenset[str]
    """The fields of one's own whose headers are `extra.<slug>`."""
    start: int
    """The offset of the header in the grid."""
    above: tuple[str, ...]
    """The texts above the header, which are not read."""
    problems: tuple[Finding, ...] = ()
    """Why the table cannot be read, though its rows can be checked."""

    def index_of(self, name: str) -> int:
        """Return the index of a column; that of the first if the table does not have it."""
        return self.names.index(name) if name in self.names else 0
