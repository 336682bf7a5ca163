"""The sources of a table's rows: their keys, addresses and days, in parallel columns."""

from pydantic import ValidationError

from leavex_network.errors import quoted
from leavex_network.formats.error_messages import Explanation, KeyPath, explain, key_path
from leavex_network.formats.tables.columns import Columns
from leavex_network.formats.tables.rows import Problem, Row
from leavex_network.models import About, Source

_COLUMNS = {"url": "source_urls", "date": "source_days"}
"""The column of each field of a source."""


class SourceColumns:
    """Collects the sources of all rows."""

    def __init__(self, columns: Columns) -> None:
        self.sources: dict[str, Source | None] = {}
        """The sources by their keys; None for those with problems."""
        self.has_ignored = False
        """Whether a row names sources that cannot be read."""
        is_complete = {"source_urls", "source_days"} <= set(columns.names)
        self.ignored = () if is_complete else ("sources", "text_source")
        """The columns that are ignored, without those of addresses and days."""
        self._texts: dict[str, tuple[str, str]] = {}
        """The address and day of each source, as written."""

    def read(self, row: Row) -> list[Problem]:
        """Add the address and day of each source of a row; return their problems."""
        values = row.values
        if self.ignored:
            is_given = any(values.get(name) for name in self.ignored)
            self.has_ignored = self.has_ignored or is_given
            return []
        keys = list(values.get("sources", []))
        if values.get("text_source"):
            keys.append(values["text_source"])
        keys = list(dict.fromkeys(keys))
        urls, days = values["source_urls"], values["source_days"]
        if not len(keys) == len(urls) == len(days):
            message = f"{len(keys)} sources have {len(urls)} addresses and {len(days)} days."
            remedy = (
                "Give each source one of each, in the same order, separated by spaces; "
                "the text source is the last."
            )
            return [Problem("source_urls", Explanation("bad-value", message, remedy))]
        problems: list[Problem] = []
        for key, url, day in zip(keys, urls, days, strict=True):
            if key not in self._texts:
                self._texts[key] = url, day
                problems += self._read_source(key, url, day)
            elif self._texts[key] != (url, day):
                message = f"The source {quoted(key)} is different in a row above."
                remedy = "Correct one of the two."
                explanation = Explanation("duplicate-key", message, remedy)
                problems.append(Problem("sources", explanation))
        return problems

    def _read_source(self, key: str, url: str, day: str) -> list[Problem]:
        source = {"url": url, "date": day}
        try:
            self.sources[key] = About.model_validate({"sources": {key: source}}).sources[key]
        except ValidationError as error:
            return explained(error, ("about",))
        return []


def language_problems(language: str) -> list[Problem]:
    """Return the problems of the language of a table."""
    try:
        About(language=language)
    except ValidationError as error:
        return explained(error, ("about",))
    return []


def explained(error: ValidationError, prefix: KeyPath) -> list[Problem]:
    """Return the problems that pydantic found, each with its column."""
    problems: list[Problem] = []
    for detail in error.errors(include_url=False):
        path = key_path((*prefix, *detail["loc"]))
        problems.append(Problem(_column(path), explain(path, detail)))
    return problems


def _column(path: KeyPath) -> str:
    """Return the column of a path in the JSON of a network."""
    match path:
        case ("entries", _, *rest):
            return str(rest[0]) if rest else "kind"
        case ("about", "sources", _, *rest):
            return _COLUMNS.get(str(rest[0]), "sources") if rest else "sources"
        case _:
            return "language"
