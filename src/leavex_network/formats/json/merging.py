"""What was read from pages or a table, put onto what a file knows already, which is more than these can say."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from leavex_network.errors import ArgumentError, quoted
from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.models.frozen import FrozenMap
from leavex_network.network import Network
from leavex_network.network.rows import COLUMNS
from leavex_network.pages.editing import matches_of

_SAID = ("name", "url", "also_at", "description", "territories", "status")
"""The fields that a bullet says."""


def merged(read: Network[Entry], known: Network[Entry], *, prune: bool = False) -> Network[Entry]:
    """Return what a file should hold after its network was read from pages or a table.

    Args:
        read: What was read.
        known: What the file holds.
        prune: Whether entries that were not read are left out; else they stay, in their places.

    Raises:
        ArgumentError: A table is in another language than the file, or a row contradicts what the file says.
    """
    return (
        _of_table(read, known, prune=prune)
        if read.origin == "table"
        else _of_pages(read, known, prune=prune)
    )


def _of_table(table: Network[Entry], known: Network[Entry], *, prune: bool) -> Network[Entry]:
    """Take what the columns say, and leave the rest; an entry is told by its id, or a former one.

    The order stays that of the file, however the rows are sorted; a new row stands behind the one above it.
    """
    if table.about.language != known.about.language:
        raise ArgumentError(
            f"the table is in {quoted(table.about.language)}, and the file in {quoted(known.about.language)}: "
            "write the table in the file's own language"
        )
    rows = {known[entry.id].id if entry.id in known else entry.id: entry for entry in table}
    entries = [_of_row(rows[entry.id], entry) if entry.id in rows else entry for entry in known]
    before: str | None = None
    for name, row in rows.items():
        if name not in known:
            place = next(
                (number + 1 for number, other in enumerate(entries) if other.id == before),
                len(entries),
            )
            entries.insert(place, row)
        before = name
    about = known.about.model_copy(
        update={"sources": FrozenMap({**known.about.sources, **table.about.sources})}
    )
    kept = [entry for entry in entries if not prune or entry.id in rows]
    return Network(kept, about=about).with_schema(known.schema)


def left(read: Network[Entry], merged: Network[Entry]) -> list[str]:
    """Return the ids of what stayed though it was not read."""
    is_table = read.origin == "table"
    found = (
        (merged[entry.id].id for entry in read) if is_table else matches_of(read, merged).values()
    )
    ids = {*found}
    return [entry.id for entry in merged if entry.id not in ids]


def _of_row(row: Entry, known: Entry) -> Entry:
    said = {
        name: getattr(row, name)
        for name in COLUMNS
        if name in row.model_fields_set and name != "id"
    }
    if said.get("status") == "active":
        said["concluded"] = None
    held = {name: getattr(known, name) for name in known.model_fields_set}
    try:
        return type(row).model_validate({**held, **said})
    except ValidationError as error:
        raise ArgumentError(
            f"the row of {known.id!r} does not go with what the file says of it: {error.errors()[0]['msg']}"
        ) from None


def _of_pages(pages: Network[Entry], known: Network[Entry], *, prune: bool) -> Network[Entry]:
    ids = matches_of(pages, known)
    entries = [_entry(entry, known[ids[entry.id]]) if entry.id in ids else entry for entry in pages]
    taken = {entry.id for entry in (*entries, *known)}
    entries = [
        _renamed(entry, taken) if entry.id not in ids.values() and entry.id in known else entry
        for entry in entries
    ]
    if not prune:
        entries = _with_others(entries, known)
    return Network(entries, about=_about(pages.about, known.about)).with_schema(known.schema)


def _renamed(entry: Entry, taken: set[str]) -> Entry:
    """Return a new entry under an id that the file has not given to another."""
    number = next(
        number for number in range(2, len(taken) + 3) if f"{entry.id}-{number}" not in taken
    )
    return entry.model_copy(update={"id": f"{entry.id}-{number}"})


def _with_others(entries: list[Entry], known: Network[Entry]) -> list[Entry]:
    """Put what no page lists behind the entry that it stands behind in the file."""
    result = list(entries)
    listed = {entry.id for entry in entries}
    before: str | None = None
    for entry in known:
        if entry.id not in listed:
            place = next(
                (number + 1 for number, other in enumerate(result) if other.id == before), 0
            )
            result.insert(place, entry)
        before = entry.id
    return result


def _entry(printed: Entry, known: Entry) -> Entry:
    update: dict[str, Any] = {name: getattr(printed, name) for name in _SAID}
    folded = {hashtag.casefold() for hashtag in known.hashtags}
    update["hashtags"] = (
        *known.hashtags,
        *(tag for tag in printed.hashtags if tag.casefold() not in folded),
    )
    update["translations"] = _translations(printed.translations, known.translations, Translation)
    if printed.status == "active":
        update["concluded"] = None
    return known.model_copy(update=update)


def _about(printed: About, known: About) -> About:
    update: dict[str, Any] = {
        name: getattr(printed, name) for name in ("title", "description", "introduction")
    }
    update["translations"] = _translations(
        printed.translations, known.translations, AboutTranslation
    )
    return known.model_copy(update=update)


def _translations(
    printed: Mapping[str, Any], known: Mapping[str, Any], kind: type[Any]
) -> FrozenMap[str, Any]:
    """Return the translations that pages print; where one says the same as before, it keeps its digest."""
    languages: Iterable[str] = dict.fromkeys([*known, *printed])
    result: dict[str, Any] = {}
    for language in languages:
        new, old = printed.get(language), known.get(language)
        if new is None or (old is not None and new == old.model_copy(update={"of": None})):
            result[language] = old
        else:
            result[language] = kind(**{**new.given(), "of": None})
    return FrozenMap(result)
