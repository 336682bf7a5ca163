"""The entries of several pages, and what each page says of them."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents, PageEntry
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.matching import matches
from leavex_network.syncing.words import corrected
from leavex_network.text.urls import normalized

_ENDS_ADDRESS = re.compile(r"/?[.,;:!?]*(?:[\s)>\]\"'<|]|$)")


@dataclass(eq=False)
class Subject:
    """An entry, as each page has it."""

    id: str
    items: dict[str, PageEntry] = field(default_factory=dict)
    """Its item on each page that lists it, by language."""
    unread_on: set[str] = field(default_factory=set)
    """The languages of the pages that have its address, but in a block that is no entry."""
    page_id: str = ""
    """Its id in the network of the pages."""

    @property
    def entries(self) -> dict[str, Entry]:
        """What each page says of it, by language."""
        return {language: item.entry for language, item in self.items.items()}

    def is_listed(self, language: str) -> bool:
        """Tell whether a page has it, if only in a block that is no entry."""
        return language in self.items or language in self.unread_on


def subjects_of(pages: LanguagePages) -> list[Subject]:
    """Return the entries of pages in the order of their network.

    An item whose address another entry has in another language belongs to no subject.
    """
    subjects = {entry.id: Subject(entry.id, page_id=entry.id) for entry in pages.network}
    for language, page in pages.pages.items():
        for page_entry in page.entries:
            subject = subjects.get(pages.id_of(language, page_entry) or "")
            if subject is not None:
                subject.items[language] = page_entry
    for subject in subjects.values():
        note_unread(subject, pages)
    return list(subjects.values())


def note_unread(
    subject: Subject, pages: LanguagePages, further: Collection[str] = frozenset()
) -> None:
    """Note on which pages an address of a subject, or a further one, is in an unread block."""
    addresses = {normalized(entry.url) for entry in subject.entries.values()} | set(further)
    for language, page in pages.pages.items():
        if language in subject.items:
            continue
        if not addresses.isdisjoint(page.unread) or mentions(page.unread_items, addresses):
            subject.unread_on.add(language)


def mentions(text: str, addresses: Collection[str]) -> bool:
    """Tell whether a text has an address, such as that of a link whose `)` is missing."""
    for address in addresses:
        _, _, rest = address.partition("://")
        for match in re.finditer(re.escape(rest), text):
            if _ENDS_ADDRESS.match(text, match.end()):
                return True
    return False


class Trace:
    """Follows subjects back through the revisions of their pages.

    An entry whose address one page changed looks like two entries, until a revision is reached at
    which the pages agreed: then it is found to be one.
    """

    def __init__(self, subjects: list[Subject], pages: LanguagePages) -> None:
        self.subjects = subjects
        self.moved: set[Subject] = set()
        """The entries of which a page gave the address to another one."""
        self._replaced: dict[Subject, Subject] = {}
        """The subject that took the place of another one."""
        self._by_item: dict[str, dict[int, Subject]] = _by_item(subjects)
        self._pages: Mapping[str, PageContents] = pages.pages

    def back_to(self, pages: LanguagePages) -> "dict[Subject, Subject]":
        """Go back to an earlier revision; return what each subject was there.

        What was one entry there becomes one subject, if no page lists both of its halves now.
        """
        former = subjects_of(pages)
        owners: dict[str, dict[int, Subject]] = {}
        for language, page in pages.pages.items():
            owners[language] = self._owners(language, page)
        found: dict[Subject, Subject] = {}
        for before in former:
            owner = self._owner(before, owners)
            if owner is None:
                owner = Subject(before.id)  # it is gone from all pages
            found.setdefault(owner, before)
            for language, item in before.items.items():
                owners.setdefault(language, {})[item.block] = owner
        self._by_item = owners
        self._pages = pages.pages
        result: dict[Subject, Subject] = {}
        for owner, before in found.items():
            result.setdefault(self._current(owner), before)
        return result

    def _owner(
        self, before: Subject, owners: Mapping[str, Mapping[int, Subject]]
    ) -> Subject | None:
        """Return the subject that an earlier one is now; None if no page lists it any more."""
        owner: Subject | None = None
        for language, item in before.items.items():
            candidate = owners.get(language, {}).get(item.block)
            if candidate is None:
                continue
            candidate = self._current(candidate)
            if owner is None:
                owner = candidate
            elif candidate is not owner and self._can_unite(owner, candidate):
                owner = self._united(owner, candidate)
            elif candidate is not owner:
                self.moved |= {owner, candidate}
        return owner

    def _owners(self, language: str, page: PageContents) -> dict[int, Subject]:
        """Return the subject of each item of an earlier page, by the index of its block."""
        later = self._pages.get(language)
        if later is None:
            return {}
        known = self._by_item.get(language, {})
        if later is page:
            return {block: self._current(subject) for block, subject in known.items()}
        network: Network[Entry] = LanguagePages({language: later}).network
        blocks = {item.entry.id: item.block for item in later.entries}
        owners: dict[int, Subject] = {}
        ids = matches(page.entries_by_block, network)
        words = {block: (e.name, e.description) for block, e in page.entries_by_block.items()}
        former = {entry.id: (entry.name, entry.description) for entry in network}
        ids, _ = corrected(ids, words, former)
        for block, entry_id in ids.items():
            subject = known.get(blocks[entry_id])
            if subject is not None:
                owners[block] = self._current(subject)
        return owners

    def _can_unite(self, first: Subject, second: Subject) -> bool:
        """Tell whether two subjects are listed now, and no page lists both."""
        are_listed = first in self.subjects and second in self.subjects
        return are_listed and first.items.keys().isdisjoint(second.items.keys())

    def _united(self, first: Subject, second: Subject) -> Subject:
        """Make two subjects one; return the first in order."""
        if self.subjects.index(second) < self.subjects.index(first):
            first, second = second, first
        first.items |= second.items
        first.unread_on = (first.unread_on | second.unread_on) - first.items.keys()
        self.subjects.remove(second)
        self._replaced[second] = first
        return first

    def _current(self, subject: Subject) -> Subject:
        while subject in self._replaced:
            subject = self._replaced[subject]
        return subject


def _by_item(subjects: list[Subject]) -> dict[str, dict[int, Subject]]:
    result: dict[str, dict[int, Subject]] = {}
    for subject, language, item in _items(subjects):
        result.setdefault(language, {})[item.block] = subject
    return result


def _items(subjects: list[Subject]) -> Iterator[tuple[Subject, str, PageEntry]]:
    for subject in subjects:
        for language, item in subject.items.items():
            yield subject, language, item
