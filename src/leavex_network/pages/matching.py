"""Which entries of a page are which of a network: the same address, else the same name."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TypeVar

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.text.urls import normalized

K = TypeVar("K")


def addresses(entry: Entry) -> set[str]:
    """Return the addresses by which a page may list an entry, normalized."""
    return {normalized(url) for url in (entry.url, *_translated(entry, "url"))}


def matches(
    page_entries: Mapping[K, Entry],
    network: Network[Entry],
    localized: Network[Entry] | None = None,
) -> dict[K, str]:
    """Return the id in a network, which is in all its languages, of each entry read from a page.

    Addresses in the language of the page, as `localized` has them, precede those in others.
    Two entries are the same if they have the same URL, in any language; else, among the others,
    if they have the same name and kind, and the name is unique on both sides.
    """
    ids: dict[K, str] = {}
    if not page_entries:
        return ids
    matched: set[str] = set()
    ids_by_address = _ids_by_address(network, localized)
    for key, entry in page_entries.items():
        addresses = map(normalized, [entry.url, *_translated(entry, "url")])
        address = next((address for address in addresses if address in ids_by_address), None)
        if address is not None and ids_by_address[address] not in matched:
            ids[key] = ids_by_address[address]
            matched.add(ids[key])
    ids_by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in network:
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
    return ids


def _ids_by_address(network: Network[Entry], localized: Network[Entry] | None) -> dict[str, str]:
    """Return the id of the entry with each address; original addresses win over translated ones."""
    ids = {normalized(url): entry.id for entry in network for url in _translated(entry, "url")}
    for preferred in (localized or (), network):
        ids.update((normalized(entry.url), entry.id) for entry in preferred)
    return ids


def _translated(entry: Entry, name: str) -> list[str]:
    """Return the translations of a field."""
    texts = [getattr(translation, name) for translation in entry.translations.values()]
    return [text for text in texts if text]
