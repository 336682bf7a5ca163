"""Merge a network read from pages or CSV into a file, keeping fields they cannot express."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from pydantic import ValidationError

from leavex_network.errors import ArgumentError, quoted
from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.models.addresses import distinct_copy
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.models.kinds import Kinds, united_kinds
from leavex_network.network import Network
from leavex_network.network.rows import FIELDS
from leavex_network.pages.matching import matches
from leavex_network.text.hashtags import hashtag_key
from leavex_network.text.live_markup import unescaped

T = TypeVar("T", About, Entry)

Followers = dict[str | None, list[Entry]]
"""Entries to insert behind an entry, by its id; by None those that none precedes."""

_PAGE_FIELDS = ("name", "url", "also_at", "archived", "description", "territories", "status")
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
    # An own field without a value in any row has no column: a file keeps it.
    own_columns = {name for row in table for name in row.extra}
    entries: list[Entry] = []
    for entry in known:
        if entry.id in rows:
            entries.append(_merge_row(rows[entry.id], entry, own_columns))
        elif not prune:
            entries.append(entry)
    anchor: str | None = None
    new: Followers = {}
    for name, row in rows.items():
        if name in known:
            anchor = name
        else:
            new.setdefault(anchor, []).append(row)
    first = new.pop(None, [])
    entries = [*_with_followers(entries, new), *first]
    sources = FrozenMap({**known.about.sources, **table.about.sources})
    kinds = _merge_kinds(table.about.kinds, known.about.kinds)
    about = known.about.model_copy(update={"sources": sources, "kinds": kinds})
    return Network(entries, about=about).with_schema(known.schema)


def _merge_row(row: Entry, known: Entry, own_columns: AbstractSet[str]) -> Entry:
    values: dict[str, Any] = {name: getattr(known, name) for name in known.model_fields_set}
    for name in FIELDS:
        if name in row.model_fields_set and name != "id":
            values[name] = getattr(row, name)
    removed = own_columns - row.extra.keys()
    kept = {name: value for name, value in known.extra.items() if name not in removed}
    values["extra"] = {**kept, **row.extra}
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
    own, other = known.about.language, pages.about.language
    entries: list[Entry] = []
    for entry in pages:
        # Reading pages sets the language of what is on no page in their own language.
        language = entry.name_language or other
        if entry.id in ids:
            entries.append(_merge_item(entry, known[ids[entry.id]], language, own))
            continue
        new = as_new(entry, other, own)
        entries.append(_renamed(new, taken) if entry.id in known else new)
    if not prune:
        entries = _with_others(entries, known)
    about = pages.about
    if other != own:
        about = _split(about, known.about, other, own, _PAGE_ABOUT_FIELDS, AboutTranslation)
    about = _merge_about(about, known.about)
    return Network(entries, about=about).with_schema(known.schema)


def _renamed(entry: Entry, taken: set[str]) -> Entry:
    """Return a new entry whose id the file has given to another, with an id of its own."""
    number = 2
    while f"{entry.id}-{number}" in taken:
        number += 1
    return entry.model_copy(update={"id": f"{entry.id}-{number}"})


def _with_others(entries: list[Entry], known: Network[Entry]) -> list[Entry]:
    """Return entries with each that no page lists after the entry that it follows in the file."""
    listed = {entry.id for entry in entries}
    anchor: str | None = None
    others: Followers = {}
    for entry in known:
        if entry.id in listed:
            anchor = entry.id
        else:
            others.setdefault(anchor, []).append(entry)
    return [*others.pop(None, []), *_with_followers(entries, others)]


def _with_followers(entries: Iterable[Entry], followers: Followers) -> Iterator[Entry]:
    """Yield entries, each with those that follow it."""
    for entry in entries:
        yield entry
        yield from followers.get(entry.id, ())


def _merge_item(item: Entry, known: Entry, language: str, own: str) -> Entry:
    """Return an entry of a file, whose own language is `own`, with what an item says of it."""
    update: dict[str, Any] = {}
    if item.description == unescaped(known.description):
        item = item.model_copy(update={"description": known.description})
    if language != own:
        item = _as_translation(item, known, language, own)
    elif item.description != known.description:
        update["description_language"] = None
    update |= {name: getattr(item, name) for name in _PAGE_FIELDS}
    keys = set(map(hashtag_key, known.hashtags))
    added = [hashtag for hashtag in item.hashtags if hashtag_key(hashtag) not in keys]
    update["hashtags"] = (*known.hashtags, *added)
    update["translations"] = _merge_translations(item.translations, known.translations)
    if item.status == "active":
        update["concluded"] = None
    return known.model_copy(update=update)


def _as_translation(item: Entry, known: Entry, language: str, own: str) -> Entry:
    """Return an item in another language than the file's, its texts as a translation.

    A text that the file, too, has in that language alone is replaced.
    """
    languages = {"name": known.name_language, "description": known.description_language}
    own_texts = {name: getattr(item, name) for name in _TEXTS if languages.get(name) == language}
    known = known.model_copy(update=own_texts)
    item = item.model_copy(update={"archived": _copy_beside(item, known.url, own)})
    return _split(item, known, language, own, _TEXTS, Translation)


def _copy_beside(item: Entry, url: str, own: str) -> str | None:
    """Return the archived copy of an item, if it stays one beside the address in a language."""
    given = item.translations.get(own)
    own_url = url if given is None or given.url is None else given.url
    return distinct_copy(item.archived, (own_url, *item.also_at))


def _split(
    read: T, known: T, language: str, own: str, names: Iterable[str], model: type[Record]
) -> T:
    """Return an entry with the texts of a file, and its own as a translation if they differ.

    What was read in the language of the file, `own`, are the original texts.
    """
    given = read.translations.get(own)
    originals: dict[str, str] = {}
    translated: dict[str, str] = {}
    for name in names:
        text, original = getattr(read, name), getattr(known, name)
        # A page without a title is read with the default one.
        if text and text not in (original, type(read).model_fields[name].default):
            translated[name] = text
        originals[name] = getattr(given, name, None) or original
    translations: dict[str, Any] = dict(read.translations)
    translations.pop(own, None)
    if translated:
        translations[language] = model(**translated)
    return read.model_copy(update={**originals, "translations": FrozenMap(translations)})


def as_new(entry: Entry, other: str, own: str) -> Entry:
    """Return an entry read from pages in `other`, as a new one of a file in the language `own`."""
    if other == own:
        return entry
    # Reading pages sets the language of what is on no page in their own language.
    return _in_own_words(entry, entry.name_language or other, own)


def _in_own_words(entry: Entry, language: str, own: str) -> Entry:
    """Return an entry that a file lacks, with the language of its words if it is not the file's."""
    given = entry.translations.get(own)
    if given is None:
        words = {"name_language": language, "description_language": entry.description_language}
        if entry.description:
            words["description_language"] = entry.description_language or language
        return entry.model_copy(update=words)
    texts = {name: getattr(given, name) or getattr(entry, name) for name in _TEXTS}
    archived = _copy_beside(entry, entry.url, own)
    update = {**texts, "archived": archived, "translations": FrozenMap()}
    original = entry.model_copy(update=update)
    return _as_translation(entry, original, language, own)


def _merge_about(page: About, known: About) -> About:
    update: dict[str, Any] = {name: getattr(page, name) for name in _PAGE_ABOUT_FIELDS}
    update["translations"] = _merge_translations(page.translations, known.translations)
    update["kinds"] = _merge_kinds(page.kinds, known.kinds)
    return known.model_copy(update=update)


def _merge_kinds(new: Kinds, known: Kinds) -> Kinds:
    """Return the declared kinds of both; in a language, the words of the file stand.

    Raises:
        ArgumentError: A new word is that of another kind of the file.
    """
    return known if new == known else united_kinds(known, new)


def _canonical(translation: Any) -> Any:
    """Return a translation as it is read from a page."""
    name = "description" if isinstance(translation, Translation) else "introduction"
    text = getattr(translation, name)
    update = {"of": None, name: unescaped(text) if text else text}
    return translation.model_copy(update=update)


def _merge_translations(new: Mapping[str, Any], known: Mapping[str, Any]) -> FrozenMap[str, Any]:
    """Return the translations of both; one that is the same as before keeps its digest."""
    result: dict[str, Any] = {}
    for language in dict.fromkeys([*known, *new]):
        translation, old = new.get(language), known.get(language)
        is_same = old is not None and translation == _canonical(old)
        if translation is None or is_same:
            result[language] = old
        else:
            result[language] = translation.model_copy(update={"of": None})
    return FrozenMap(result)
