"""Which items of pages are which entries of a data file."""

from collections.abc import Mapping
from typing import NamedTuple

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.contents import PageEntry
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.matching import matches
from leavex_network.syncing.state import State, digest
from leavex_network.syncing.subjects import Subject, note_unread, subjects_of
from leavex_network.syncing.words import Words, corrected
from leavex_network.text.folding import free_slug
from leavex_network.text.urls import normalized


class Identified(NamedTuple):
    """All entries of pages and data."""

    subjects: list[Subject]
    contested: frozenset[str]
    """The ids of those of which words and addresses on a page disagree."""


def identified(
    pages: LanguagePages,
    data: Network[Entry],
    localized: Mapping[str, Network[Entry]],
    state: State | None,
) -> Identified:
    """Return all entries of pages and data, those of the data under their ids."""
    subjects: dict[str, Subject] = {}
    for entry in data:
        subjects[entry.id] = Subject(entry.id)
    if state is not None:
        for entry_id in state.entries:
            subjects.setdefault(entry_id, Subject(entry_id))
    groups = subjects_of(pages)
    ids: dict[str, dict[int, str]] = {}
    contested: set[str] = set()
    for code in pages.pages:
        ids[code], contested_here = _ids(pages, code, data, localized[code], state)
        contested |= contested_here
    for group in groups:
        for language, item in group.items.items():
            known_id = ids[language].get(item.block)
            if known_id is not None:
                subjects[known_id].items[language] = item
                subjects[known_id].page_id = group.page_id
    for group in groups:
        _distribute_rest(group, ids, subjects, data)
    result = [subject for subject in subjects.values() if subject.items or subject.id in data]
    gone = [subject for subject in subjects.values() if subject not in result]
    for subject in (*result, *gone):
        note_unread(subject, pages, _known_addresses(subject, data, state))
    return Identified([*result, *gone], frozenset(contested))


def _distribute_rest(
    group: Subject,
    ids: Mapping[str, Mapping[int, str]],
    subjects: dict[str, Subject],
    data: Network[Entry],
) -> None:
    """Give the items of an entry of the pages that are no entry of the data to one that others are.

    If there is none, they are a new entry.
    """
    rest: dict[str, PageEntry] = {}
    known: list[str] = []
    for language, item in group.items.items():
        entry_id = ids[language].get(item.block)
        if entry_id is None:
            rest[language] = item
        else:
            known.append(entry_id)
    if not rest:
        return
    if known:
        # A page may list an entry a second time, by another address: that item is left alone.
        home = subjects[known[0]]
        for language, item in rest.items():
            home.items.setdefault(language, item)
        return
    aliases = {alias for entry in data for alias in entry.aliases}
    entry_id = free_slug(group.id, subjects.keys() | aliases)
    subjects[entry_id] = Subject(entry_id, rest, page_id=group.page_id)


def _ids(
    pages: LanguagePages,
    language: str,
    data: Network[Entry],
    localized: Network[Entry],
    state: State | None,
) -> tuple[dict[int, str], frozenset[str]]:
    """Return the id of each item of a page, and the ids that words and addresses contest.

    It is known by the data, else by the state.
    """
    page = pages.pages[language]
    ids = matches(page.entries_by_block, data, localized, (language, data.about.language))
    if state is None:
        return ids, frozenset()
    words: dict[int, Words] = {}
    for block, item in page.entries_by_block.items():
        words[block] = (item.name, digest(item.description))
    former: dict[str, Words] = {}
    for entry_id, entry in state.entries.items():
        known = entry.pages.get(language)
        if known is not None and entry_id in data:
            former[entry_id] = (known.name, known.description)
    ids, contested = corrected(ids, words, former)
    taken = set(ids.values())
    by_address: dict[str, str] = {}
    by_name: dict[str | None, str] = {}
    for entry_id, entry in state.entries.items():
        known = entry.pages.get(language)
        if known is None or entry_id in taken:
            continue
        by_address[normalized(known.url or "")] = entry_id
        by_name[known.name] = entry_id
    for block, item in page.entries_by_block.items():
        if block in ids:
            continue
        former_id = by_address.get(normalized(item.url)) or by_name.get(item.name)
        if former_id is not None and former_id not in taken:
            ids[block] = former_id
            taken.add(former_id)
    return ids, contested


def _known_addresses(subject: Subject, data: Network[Entry], state: State | None) -> set[str]:
    urls: set[str] = set()
    entry = data.get(subject.id)
    if entry is not None:
        urls |= {entry.url, *(text.url for text in entry.translations.values() if text.url)}
    if state is not None and subject.id in state.entries:
        urls |= {page.url for page in state.entries[subject.id].pages.values() if page.url}
    return {normalized(url) for url in urls}
