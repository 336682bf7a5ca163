"""The report of what a table is read as: one line for each column."""

from collections.abc import Iterator

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.formats.tables.columns import Columns
from leavex_network.formats.tables.grid import Grid

_MOST_SHOWN = 3
"""The number of examples in a line."""


class Notes:
    """Values that were normalized while they were read, by column."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self.grid = grid
        self.columns = columns
        self._examples: dict[str, dict[str, str]] = {}
        """For each column, what the first texts were read as."""
        self._counts: dict[str, int] = {}

    def add(self, name: str, written: str, read: str) -> None:
        """Note that a text in a column is read as another."""
        examples = self._examples.setdefault(name, {})
        if len(examples) < _MOST_SHOWN:
            examples.setdefault(written, read)
        self._counts[name] = self._counts.get(name, 0) + 1

    def findings(self) -> Iterator[Finding]:
        """Yield a notice for each column with such texts, and one for the other headers."""
        if self.columns.above:
            shown = ", ".join(map(quoted, self.columns.above[:_MOST_SHOWN]))
            yield self._finding(0, f"What is above the header is not read: {shown}.")
        renamed: list[str] = []
        for index, name in enumerate(self.columns.names):
            header = self.columns.headers[index]
            title = f"Column {quoted(header)}"
            is_renamed = bool(name) and header.lower() != name
            if name in self._counts:
                read_as = f" is read as `{name}`" if is_renamed else ""
                yield self._finding(index, f"{title}{read_as}: {self._shown(name)}.")
            elif is_renamed:
                renamed.append(f"{quoted(header)} as `{name}`")
        if renamed:
            yield self._finding(0, f"Columns are read by other names: {', '.join(renamed)}.")
        if "id" in self._counts and "id" not in self.columns.names:
            yield self._finding(0, f"Ids are made from the names: {self._shown('id')}.")

    def _shown(self, name: str) -> str:
        examples = self._examples[name].items()
        shown = [f"{quoted(written)} as {read}" for written, read in examples]
        more = self._counts[name] - len(shown)
        if more > 0:
            return f"{'; '.join(shown)}; and {more:,} more"
        return "; ".join(shown)

    def _finding(self, index: int, message: str) -> Finding:
        return self.grid.finding(self.columns.start, index, "read-as", message, "")
