"""Merge a network read from pages or CSV into a file, keeping fields they cannot express."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from leavex_network.errors import ArgumentError, quoted
from leavex_network.models import About, Entry, Translation
from leavex_network.models.frozen import FrozenMap
from leavex_network.network import Network
from leavex_network.network.rows import COLUMNS
from leavex_network.pages.editing import matches
from leavex_network.text.hashtags import hashtag_key

_PAGE_FIELDS = ("name", "url", "also_at", "description", "territories", "status")
"""The fields of an entry that an item of a page expresses."""
_TEXTS = ("name", "url", "description")
"""The fields of an entry that a translation overrides."""
_PAGE_ABOUT_FIELDS = ("title", "description", "introduction")


def merge(new: Network[Entry], known: Network[Entry], *, prune: bool = False) -> Network[Entry]:
    """Return the network of a file, merged with a new one that was read from pages or a table.

    Entries that were not read keep their positions, or are pruned.

    Raises:
        ArgumentError: A table is in another language than the file, or contradicts it.
    """
    merged = _merge_table if new.origin == "table" else _merge_pages
    return merged(new, known, prune=prune)


def check_language(new: Network[Entry], known: Network[Entry]) -> None:
    """Raise an `ArgumentError` if texts would be merged into a file in another language."""
    if new.about.language != known.about.language:
        languages = f"{quoted(new.about.language)} to a file in {quoted(known.about.language)}"
        kind = "table" if new.origin == "table" else "network"
        raise ArgumentError(f"Cannot write a {kind} in {languages}; use the language of the file")


def unread_ids(new: Network[Entry], merged: Network[Entry]) -> list[str]:
    """Return the ids of merged entries that were not read."""
    if new.origin == "table":
        read = {merged[entry.id].id for entry in new}
    else:
        read = set(matches({entry.id: entry for entry in new}, merged).values())
    return [entry.id for entry in merged if entry.id not in read]


def _merge_table(table: Network[Entry], known: Network[Entry], *, prune: bool) -> Network[Entry]:
    """Merge by id or former id: take the columns that there are, keep the other fields.

    The order of the file is kept, however the rows are sorted; a new row follows the row above it.
    """
    check_language(table, known)
    rows = {known[row.id].id if row.id in known else row.id: row for row in table}
    entries: list[Entry] = []
    for entry in known:
        if entry.id in rows:
            entries.append(_merge_row(rows[entry.id], entry))
        elif not prune:
            entries.append(entry)
    previous: str | None = None
    for name, row in rows.items():
        if name not in known:
            index = _index_after(previous, entries)
            entries.insert(len(entries) if index is None else index, row)
        previous = name
    sources = FrozenMap({**known.about.sources, **table.about.sources})
    about = known.about.model_copy(update={"sources": sources})
    return Network(entries, about=about).with_schema(known.schema)


def _merge_row(row: Entry, known: Entry) -> Entry:
    values: dict[str, Any] = {name: getattr(known, name) for name in known.model_fields_set}
    for name in COLUMNS:
        if name in row.model_fields_set and name != "id":
            values[name] = getattr(row, name)
    if "status" in row.model_fields_set and row.status == "active":
        values["concluded"] = None
    try:
        return type(row).model_validate(values)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise ArgumentError(f"The row of {known.id!r} contradicts the file: {reason}") from None


def _merge_pages(pages: Network[Entry], known: Network[Entry], *, prune: bool) -> Network[Entry]:
    ids = matches({entry.id: entry for entry in pages}, known)
    taken = {entry.id for entry in known}
    taken.update(entry.id for entry in pages if entry.id not in ids)
    entries: list[Entry] = []
    for entry in pages:
        if entry.id in ids:
            entries.append(_merge_item(entry, known[ids[entry.id]]))
        elif entry.id in known:
            entries.append(_renamed(entry, taken))
        else:
            entries.append(entry)
    if not prune:
        _insert_others(entries, known)
    about = _merge_about(pages.about, known.about)
    return Network(entries, about=about).with_schema(known.schema)


def _renamed(entry: Entry, taken: set[str]) -> Entry:
    """Return a new entry whose id the file has given to another, with an id of its own."""
    number = 2
    while f"{entry.id}-{number}" in taken:
        number += 1
    return entry.model_copy(update={"id": f"{entry.id}-{number}"})


def _insert_others(entries: list[Entry], known: Network[Entry]) -> None:
    """Insert each entry that no page lists after the entry that it follows in the file."""
    listed = {entry.id for entry in entries}
    previous: str | None = None
    for entry in known:
        if entry.id not in listed:
            entries.insert(_index_after(previous, entries) or 0, entry)
        previous = entry.id


def _index_after(name: str | None, entries: list[Entry]) -> int | None:
    """Return the index after the entry with that id, or None if there is none."""
    for index, entry in enumerate(entries, 1):
        if entry.id == name:
            return index
    return None


def _merge_item(item: Entry, known: Entry) -> Entry:
    language = item.name_language
    # A page sets a language only for what is on no page in the language of the network.
    if language is not None and language != known.name_language:
        item = _as_translated(item, known, language)
    update: dict[str, Any] = {name: getattr(item, name) for name in _PAGE_FIELDS}
    if language is None and item.description != known.description:
        update["description_language"] = None
    keys = set(map(hashtag_key, known.hashtags))
    added = [hashtag for hashtag in item.hashtags if hashtag_key(hashtag) not in keys]
    update["hashtags"] = (*known.hashtags, *added)
    update["translations"] = _merge_translations(item.translations, known.translations)
    if item.status == "active":
        update["concluded"] = None
    return known.model_copy(update=update)


def _as_translated(item: Entry, known: Entry, language: str) -> Entry:
    """Return an entry with its texts, which are in another language, as a translation."""
    texts = {name: getattr(item, name) for name in _TEXTS}
    changed = {name: text for name, text in texts.items() if text and text != getattr(known, name)}
    translated = {language: Translation(**changed)} if changed else {}
    translations = {**item.translations, **translated}
    own_texts = {name: getattr(known, name) for name in _TEXTS}
    return item.model_copy(update={**own_texts, "translations": FrozenMap(translations)})


def _merge_about(page: About, known: About) -> About:
    update: dict[str, Any] = {name: getattr(page, name) for name in _PAGE_ABOUT_FIELDS}
    update["translations"] = _merge_translations(page.translations, known.translations)
    return known.model_copy(update=update)


def _merge_translations(new: Mapping[str, Any], known: Mapping[str, Any]) -> FrozenMap[str, Any]:
    """Return the translations of both; one that is the same as before keeps its digest."""
    result: dict[str, Any] = {}
    for language in dict.fromkeys([*known, *new]):
        translation, old = new.get(language), known.get(language)
        is_same = old is not None and translation == old.model_copy(update={"of": None})
        if translation is None or is_same:
            result[language] = old
        else:
            result[language] = translation.model_copy(update={"of": None})
    return FrozenMap(result)
