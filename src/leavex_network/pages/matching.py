"""Which entries of a page are which of a network: the same address, else the same name."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from leavex_network.models import Entry
from leavex_network.pages.language_addresses import without_language
from leavex_network.text.urls import normalized

K = TypeVar("K")


def addresses(entry: Entry) -> set[str]:
    """Return the addresses by which a page may list an entry, normalized."""
    return {normalized(url) for url in (entry.url, *_translated(entry, "url"))}


def matches(
    page_entries: Mapping[K, Entry],
    entries: Collection[Entry],
    localized: Iterable[Entry] | None = None,
    languages: tuple[str, str] | None = None,
) -> dict[K, str]:
    """Return the id among entries, which are in all languages, of each entry read from a page.

    Addresses in the language of the page, as `localized` has them, precede those in others.
    Two entries are the same if they have the same URL, in any language; else, among the others,
    if they have the same name and kind, and the name is unique on both sides; else, with the
    `languages` of the page and of the entries, if their addresses differ only by the language that
    they name, or by `http`, `https` and `www.`, and no others are alike.
    """
    if not page_entries:
        return {}
    ids = _matches_by_address(page_entries, entries, localized)
    matched = set(ids.values())
    ids_by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in entries:
        if entry.id not in matched:
            for name in {entry.name, *_translated(entry, "name")}:
                ids_by_name[entry.kind, name].append(entry.id)
    rest = {key: entry for key, entry in page_entries.items() if key not in ids}
    counts = Counter((entry.kind, entry.name) for entry in rest.values())
    for key, entry in rest.items():
        title = (entry.kind, entry.name)
        is_unique = counts[title] == len(ids_by_name[title]) == 1
        if is_unique and ids_by_name[title][0] not in matched:
            ids[key] = ids_by_name[title][0]
            matched.add(ids[key])
    if languages is not None and len(ids) < len(page_entries):
        rest = {key: entry for key, entry in page_entries.items() if key not in ids}
        others = [entry for entry in entries if entry.id not in matched]
        ids |= _matches_but_for_language(rest, others, *languages)
    return ids


def _matches_by_address(
    page_entries: Mapping[K, Entry], entries: Collection[Entry], localized: Iterable[Entry] | None
) -> dict[K, str]:
    """Return the ids of entries by their addresses: first those in the language of the page."""
    ids: dict[K, str] = {}
    matched: set[str] = set()
    own_addresses = {normalized(entry.url): entry.id for entry in localized or ()}
    ids_by_address = _ids_by_address(entries, localized)
    for known in (own_addresses, ids_by_address):
        for key, entry in page_entries.items():
            if key in ids:
                continue
            addresses = map(normalized, [entry.url, *_translated(entry, "url")])
            address = next((address for address in addresses if address in known), None)
            if address is not None and known[address] not in matched:
                ids[key] = known[address]
                matched.add(ids[key])
    return ids


def _matches_but_for_language(
    page_entries: Mapping[K, Entry], entries: Sequence[Entry], language: str, own: str
) -> dict[K, str]:
    """Return the ids of entries whose addresses differ only by the language that they name."""
    keys = {key: without_language(entry.url, language) for key, entry in page_entries.items()}
    counts = Counter(keys.values())
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        ids[without_language(entry.url, own)].append(entry.id)
    return {
        key: ids[address][0]
        for key, address in keys.items()
        if counts[address] == len(ids[address]) == 1
    }


def _ids_by_address(entries: Iterable[Entry], localized: Iterable[Entry] | None) -> dict[str, str]:
    """Return the id of the entry with each address; original addresses win over translated ones."""
    ids = {normalized(url): entry.id for entry in entries for url in _translated(entry, "url")}
    for preferred in (localized or (), entries):
        ids.update((normalized(entry.url), entry.id) for entry in preferred)
    return ids


def _translated(entry: Entry, name: str) -> list[str]:
    """Return the translations of a field."""
    texts = [getattr(translation, name) for translation in entry.translations.values()]
    return [text for text in texts if text]
