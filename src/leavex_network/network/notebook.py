"""Entries as an HTML table, in the language of their network, for notebooks."""

from collections.abc import Sequence

from leavex_network.models import About, Entry
from leavex_network.models.cells import Cell, table
from leavex_network.models.kinds import heading
from leavex_network.places import languages
from leavex_network.places.territories import Territory

MOST = 50
"""How many entries are shown; the others are counted."""


def of(entries: Sequence[Entry], about: About, caption: str) -> str:
    """Return entries as an HTML table with a caption, in the language of their `about`."""
    words = languages.words(about.language)
    headings = [words.charts["name"]]
    headings += [words.interface[name] for name in ("kind", "country", "hashtag", "status")]
    rows = [_row(entry, about, words) for entry in entries[:MOST]]
    omitted = len(entries) - len(rows)
    more = words.charts["more"].replace("{count}", f"{omitted:,}") if omitted else ""
    return table(caption, headings, rows, more=more, language=words.code, direction=words.direction)


def territory_name(territory: Territory, words: languages.Language) -> str:
    """Return the name of a territory, capitalized: CLDR's are as within a sentence."""
    name = territory.name_in(words.code)
    return f"{name[:1].upper()}{name[1:]}"


def _row(entry: Entry, about: About, words: languages.Language) -> list[Cell]:
    name_language = entry.name_language or about.language
    territories = []
    for territory in entry.territories:
        name = territory_name(territory, words)
        territories.append(f"{territory.flag} {name}".strip())
    return [
        Cell(entry.name, entry.url, name_language if name_language != words.code else None),
        Cell(heading(entry.kind, about.language, about.kinds)),
        Cell(", ".join(territories)),
        Cell(" ".join(f"#{hashtag}" for hashtag in entry.hashtags)),
        Cell(words.page["concluded"][0] if entry.status == "concluded" else ""),
    ]
