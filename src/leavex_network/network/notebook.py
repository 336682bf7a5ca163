"""Entries as a table for people, in the language of their network: what a notebook shows."""

from collections.abc import Sequence

from leavex_network.models import About, Entry
from leavex_network.models.cells import Cell, table
from leavex_network.places import languages

MOST = 50
"""How many entries are shown; the rest are counted."""


def of(entries: Sequence[Entry], about: About, caption: str) -> str:
    """Return entries as an HTML table.

    Args:
        entries: What is shown.
        about: What the network is that they are from.
        caption: A line above them.
    """
    spoken = languages.with_names(about.language) or languages.language("en")
    words = spoken.interface
    headings = (
        spoken.charts["name"],
        words["kind"],
        words["country"],
        words["hashtag"],
        words["status"],
    )
    rows = [_row(entry, about, spoken) for entry in entries[:MOST]]
    left_out = len(entries) - len(rows)
    more = spoken.charts["more"].replace("{count}", f"{left_out:,}") if left_out else ""
    return table(
        caption, headings, rows, more=more, language=spoken.code, direction=spoken.direction
    )


def _row(entry: Entry, about: About, spoken: languages.Language) -> list[Cell]:
    name_language = entry.name_language or about.language
    names = ((place.flag, place.name_in(spoken.code)) for place in entry.territories)
    places = (f"{flag} {name[:1].upper()}{name[1:]}".strip() for flag, name in names)
    return [
        Cell(entry.name, entry.url, name_language if name_language != spoken.code else None),
        Cell(spoken.page[f"{entry.kind}s"][0]),
        Cell(", ".join(places)),
        Cell(" ".join(f"#{hashtag}" for hashtag in entry.hashtags)),
        Cell(spoken.page["concluded"][0] if entry.status == "concluded" else ""),
    ]
