"""Which items of pages are which entries of a data file."""

from collections.abc import Mapping

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.contents import PageEntry
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.matching import matches
from leavex_network.syncing.state import State
from leavex_network.syncing.subjects import Subject, note_unread, subjects_of
from leavex_network.text.urls import normalized


def identified(
    pages: LanguagePages,
    data: Network[Entry],
    localized: Mapping[str, Network[Entry]],
    state: State | None,
) -> list[Subject]:
    """Return all entries of pages and data, those of the data under their ids."""
    subjects: dict[str, Subject] = {}
    for entry in data:
        subjects[entry.id] = Subject(entry.id)
    if state is not None:
        for entry_id in state.entries:
            subjects.setdefault(entry_id, Subject(entry_id))
    groups = subjects_of(pages)
    ids = {code: _ids(pages, code, data, localized[code], state) for code in pages.pages}
    for group in groups:
        _distribute(group, ids, subjects, data)
    result = [subject for subject in subjects.values() if subject.items or subject.id in data]
    gone = [subject for subject in subjects.values() if subject not in result]
    for subject in (*result, *gone):
        note_unread(subject, pages, _known_addresses(subject, data, state))
    return [*result, *gone]


def _distribute(
    group: Subject,
    ids: Mapping[str, Mapping[int, str]],
    subjects: dict[str, Subject],
    data: Network[Entry],
) -> None:
    """Give the items of an entry of the pages to the entries of the data that they are."""
    rest: dict[str, PageEntry] = {}
    known: list[str] = []
    taken = {alias for entry in data for alias in entry.aliases}
    for language, item in group.items.items():
        entry_id = ids[language].get(item.block)
        if entry_id is None:
            rest[language] = item
            continue
        known.append(entry_id)
        subjects[entry_id].items[language] = item
    if not rest:
        return
    if known:
        home = subjects[known[0]]
        for language in list(rest):
            if language not in home.items:
                home.items[language] = rest.pop(language)
    if rest:
        entry_id, number = group.id, 1
        while entry_id in subjects or entry_id in taken:
            number += 1
            entry_id = f"{group.id}-{number}"
        subjects[entry_id] = Subject(entry_id, rest, page_id=group.id)


def _ids(
    pages: LanguagePages,
    language: str,
    data: Network[Entry],
    localized: Network[Entry],
    state: State | None,
) -> dict[int, str]:
    """Return the id of each item of a page: by the data, else by what the state knows of it."""
    page = pages.pages[language]
    ids = matches(page.entries_by_block, data, localized)
    if state is None:
        return ids
    taken = set(ids.values())
    by_address: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for entry_id, entry in state.entries.items():
        known = entry.pages.get(language)
        if known is None or entry_id in taken:
            continue
        if known.url is not None:
            by_address[normalized(known.url)] = entry_id
        if known.name is not None:
            by_name[known.name] = entry_id
    for block, item in page.entries_by_block.items():
        if block in ids:
            continue
        former_id = by_address.get(normalized(item.url)) or by_name.get(item.name)
        if former_id is not None and former_id not in taken:
            ids[block] = former_id
            taken.add(former_id)
    return ids


def _known_addresses(subject: Subject, data: Network[Entry], state: State | None) -> set[str]:
    urls: set[str] = set()
    entry = data.get(subject.id)
    if entry is not None:
        urls |= {entry.url, *(text.url for text in entry.translations.values() if text.url)}
    if state is not None and subject.id in state.entries:
        urls |= {page.url for page in state.entries[subject.id].pages.values() if page.url}
    return {normalized(url) for url in urls}
