"""Entries as a table in the language of their network, for notebooks and terminals."""

from collections import Counter
from collections.abc import Sequence

from leavex_network.models import About, Entry
from leavex_network.models.cards import DAYS, flagged, foreign, labeled
from leavex_network.models.cells import Cell, table_of
from leavex_network.models.kinds import heading, singular
from leavex_network.network.text_table import text_table
from leavex_network.places import languages
from leavex_network.places.days import written

MOST = 50
"""How many entries are shown by default; the others are counted."""
CALL = "network.table(limit=None)"
"""What shows them all."""
_COLUMNS = ("name", "kind", "territories", "hashtags", "status", *DAYS)
_ALWAYS = ("name", "kind")


class Table:
    """A network as a table: notebooks show it in HTML, and `str(table)` is its text.

    It has columns for what is known of any entry of the network, and is in the network's language.
    `Network.table` returns it.
    """

    def __init__(self, entries: Sequence[Entry], about: About, limit: int | None = MOST) -> None:
        self._entries = entries
        self._about = about
        self._shown = entries if limit is None else entries[:limit]
        self._words = languages.words(about.language)
        self._writer = _Writer(about)
        self._columns = [column for column in _COLUMNS if self._is_needed(column)]

    def _repr_html_(self) -> str:
        """Return the table in HTML, for notebooks."""
        return table_of(
            self._caption(),
            self._headings(),
            self._rows(),
            more=self._more(),
            call=CALL,
            language=self._words.code,
            direction=self._words.direction,
        )

    def __repr__(self) -> str:
        """Return the table as text, for terminals."""
        rows: list[list[str]] = []
        for row in self._rows():
            rows.append([cell.text for cell in row])
        caption = " · ".join(cell.text for cell in self._caption())
        parts = [caption, text_table(self._headings(), rows)]
        if self._more():
            parts.append(self._more().replace("{call}", CALL))
        return "\n".join(parts)

    def _is_needed(self, column: str) -> bool:
        cells = (self._writer.cell(column, entry) for entry in self._entries)
        return column in _ALWAYS or any(cell.text for cell in cells)

    def _headings(self) -> list[str]:
        return [self._words.columns[column][0] for column in self._columns]

    def _rows(self) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        for entry in self._shown:
            rows.append([self._writer.cell(column, entry) for column in self._columns])
        return rows

    def _caption(self) -> list[Cell]:
        """Return the title, the number of entries in all and of each kind, and the edition."""
        about, words = self._about, self._words
        title_language = about.text_language or about.language
        counts = [(words.charts["entries"], len(self._entries))]
        for kind, number in Counter(entry.kind for entry in self._entries).items():
            counts.append((heading(kind, about.language, about.kinds), number))
        concluded = sum(entry.status == "concluded" for entry in self._entries)
        if concluded:
            counts.append((words.page["concluded"][0], concluded))
        caption = [Cell(about.title, None, foreign(title_language, words))]
        caption += [Cell(labeled(name, words, str(number))) for name, number in counts]
        if about.edition is not None:
            day = written(about.edition, words)
            caption.append(Cell(words.interface["edition"].replace("{day}", day)))
        return caption

    def _more(self) -> str:
        """Return how many entries are not shown, and `{call}`, which shows all; or nothing."""
        omitted = len(self._entries) - len(self._shown)
        if not omitted:
            return ""
        more = self._words.charts["more"].replace("{count}", str(omitted))
        return f"{more} · {self._words.tables['all_rows']}"


class _Writer:
    """Writes the cells of a network's table."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._words = languages.words(about.language)

    def cell(self, column: str, entry: Entry) -> Cell:
        """Return the cell of a column, with an empty text if there is nothing to say."""
        match column:
            case "name":
                language = entry.name_language or self._about.language
                return Cell(entry.name, entry.url, foreign(language, self._words))
            case "kind":
                return Cell(singular(entry.kind, self._about.language, self._about.kinds))
            case "territories":
                names = [flagged(territory, self._words) for territory in entry.territories]
                return Cell(", ".join(names))
            case "hashtags":
                return Cell(" ".join(f"#{hashtag}" for hashtag in entry.hashtags))
            case "status":
                is_concluded = entry.status == "concluded"
                return Cell(self._words.statuses["concluded"][0] if is_concluded else "")
            case _:
                day = getattr(entry, column)
                return Cell("" if day is None else written(day, self._words))
