"""The pages of a folder, one per language, as one network."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import TypeVar

from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.models.addresses import distinct_copy
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents, PageEntry
from leavex_network.pages.matching import addresses, matches
from leavex_network.pages.sections import Section
from leavex_network.text.folding import free_slug
from leavex_network.text.urls import normalized

T = TypeVar("T", About, Entry)
TranslationCache = dict[tuple[int, int, str], tuple[Entry, Entry, Entry]]
"""An entry, a translated one and both as one, by the identity of the two and the language."""
ADDED_BY_WRITING = "Read the folder and write it back to add it there, or remove it here."
"""The remedy of `only-in-translation`, if that does add the entry."""


class LanguagePages:
    """The page of each language (BCP 47), that of the network's own language first.

    Raises:
        DataError: A page has an error.
    """

    def __init__(
        self, pages: Mapping[str, PageContents], cache: "TranslationCache | None" = None
    ) -> None:
        self.pages = pages
        self._cache: TranslationCache = {} if cache is None else cache
        self.language, *others = pages
        problems = [problem for page in self.pages.values() for problem in page.problems]
        if problems:
            raise DataError(problems)
        self.other_pages = {language: pages[language] for language in others}
        self.ids: dict[str, dict[int, str]] = {}
        """The ids of the entries on each other page, by the index of the item's block."""
        self.only_in: dict[str, str] = {}
        """The language of the words of each entry that only other pages list, by its id."""
        self.network = self._merged()

    def pairs(self) -> Iterator[tuple[PageContents, int, Entry, Entry]]:
        """Yield each entry of the network on each other page: page, block, entry there and here."""
        for language, page in self.other_pages.items():
            for block, listed in page.entries_by_block.items():
                entry_id = self.ids[language].get(block)
                if entry_id is not None:
                    yield page, block, listed, self.network[entry_id]

    def id_of(self, language: str, page_entry: PageEntry) -> str | None:
        """Return the id in the network of what a page lists; None if it is not in the network."""
        if language == self.language:
            return page_entry.entry.id
        return self.ids[language].get(page_entry.block)

    def name(self, language: str) -> str:
        """Return the name of the file of a language's page, as messages mention it.

        That is its path, if another language's page has the same name in another folder.
        """
        file = self.pages[language].file
        name = PurePath(file).name
        names = [PurePath(page.file).name for page in self.pages.values()]
        return name if names.count(name) == 1 else file

    def notes(self) -> list[Finding]:
        """Return the warnings and notices from reading all pages."""
        notes = [note for page in self.pages.values() for note in page.notes]
        return [*notes, *self._only_in_translation()]

    def _only_in_translation(self) -> Iterator[Finding]:
        """Yield a finding for each item that the page in the network's own language does not list.

        What that page has in a block that is no entry cannot be added to it.
        """
        unread = self.pages[self.language].unread
        own = self.name(self.language)
        for language, page in self.other_pages.items():
            for block, entry in page.entries_by_block.items():
                entry_id = self.ids[language].get(block)
                if entry_id is not None and entry_id not in self.only_in:
                    continue
                message = f"{quoted(entry.name)} is on this page, but not on {own}."
                remedy = ADDED_BY_WRITING
                if entry_id is None or normalized(entry.url) in unread:
                    message = f"{quoted(entry.name)} is on this page, but no entry of {own}."
                    remedy = "Make it a list item with a link there, or remove it here."
                yield page.finding(
                    block, "only-in-translation", message, remedy, entry_id or entry.id
                )

    def _merged(self) -> Network[Entry]:
        own_page = self.pages[self.language]
        about = About(
            title=own_page.title or About().title,
            description=own_page.description or "",
            introduction=own_page.introduction,
            language=self.language,
            kinds=own_page.kinds,
        )
        network = _network(own_page.entries_by_block.values(), about)
        for language, page in self.other_pages.items():
            listed = page.entries_by_block
            ids = self.ids[language] = matches(listed, network, languages=(language, self.language))
            translated = {entry_id: listed[block] for block, entry_id in ids.items()}
            entries = [
                self._translated(entry, translated.get(entry.id), language) for entry in network
            ]
            additions = self._additions(listed, ids, network, language)
            about = _with_translation(network.about, page, language, AboutTranslation)
            network = _network(_placed(entries, additions, listed, ids), about)
            ids.update((block, entry.id) for block, entry in additions.items())
        return network

    def _translated(self, original: Entry, translated: Entry | None, language: str) -> Entry:
        if translated is None:
            return original
        key = (id(original), id(translated), language)
        known = self._cache.get(key)
        if known is None:
            merged = _with_translation(original, translated, language, Translation)
            if merged.archived is None and translated.archived is not None:
                # A page without an archived copy does not say that there is none.
                archived = distinct_copy(translated.archived, (merged.url, *merged.also_at))
                merged = merged.model_copy(update={"archived": archived})
            known = self._cache[key] = (original, translated, merged)
        return known[2]

    def _additions(
        self,
        listed: Mapping[int, Entry],
        ids: Mapping[int, str],
        network: Network[Entry],
        language: str,
    ) -> dict[int, Entry]:
        """Return the entries that only this page lists so far, by the index of the item's block."""
        additions: dict[int, Entry] = {}
        if len(ids) == len(listed):
            return additions
        taken = {entry.id for entry in network}
        listed_addresses = {address for entry in network for address in addresses(entry)}
        for block, entry in listed.items():
            # An address that another entry has, in any language, is not added again.
            if block in ids or normalized(entry.url) in listed_addresses:
                continue
            entry_id = free_slug(entry.id, taken)
            update = {
                "id": entry_id,
                "name_language": language,
                "description_language": language if entry.description else None,
            }
            additions[block] = entry.model_copy(update=update)
            taken.add(entry_id)
            self.only_in[entry_id] = language
        return additions


def _placed(
    entries: Iterable[Entry],
    additions: Mapping[int, Entry],
    listed: Mapping[int, Entry],
    ids: Mapping[int, str],
) -> Iterable[Entry]:
    """Return entries with those that one page adds, each next to a neighbor on that page.

    It follows the entry that precedes it in its section, else precedes the one that follows it
    there. Without entries in its section, it follows the one that precedes it on the page; without
    any, it goes to the end.
    """
    if not additions:
        return entries
    after: defaultdict[str | None, list[Entry]] = defaultdict(list)
    before: defaultdict[str, list[Entry]] = defaultdict(list)
    waiting: defaultdict[Section, list[tuple[Entry, str | None]]] = defaultdict(list)
    last_in_section: dict[Section, str] = {}
    last: str | None = None
    for block, entry in listed.items():
        section = Section.of(entry)
        entry_id = ids.get(block)
        if entry_id is not None:
            before[entry_id] += [addition for addition, _ in waiting.pop(section, ())]
            last = last_in_section[section] = entry_id
        elif block in additions and section in last_in_section:
            after[last_in_section[section]].append(additions[block])
        elif block in additions:
            waiting[section].append((additions[block], last))
    for addition, previous in (pair for pairs in waiting.values() for pair in pairs):
        after[previous].append(addition)
    placed: list[Entry] = []
    for entry in entries:
        placed += [*before[entry.id], entry, *after[entry.id]]
    return [*placed, *after[None]]


def _network(entries: Iterable[Entry], about: About) -> Network[Entry]:
    document = Document.model_validate({"about": about, "entries": tuple(entries)})
    network: Network[Entry] = Network.from_document(document, origin="pages")
    return network


def _with_translation(
    original: T, translated: PageContents | Entry | None, language: str, model: type[Record]
) -> T:
    """Return metadata or an entry with the texts that differ on a page in another language."""
    texts: dict[str, str] = {}
    for name in model.model_fields:
        text = getattr(translated, name, None)  # a page has no digest
        if text and text != getattr(original, name):
            texts[name] = text
    if not texts:
        return original
    translations = FrozenMap({**original.translations, language: model(**texts)})
    return original.model_copy(update={"translations": translations})
