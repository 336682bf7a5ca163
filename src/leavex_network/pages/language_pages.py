"""The pages of a folder, one per language, as one network."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from leavex_network.errors import DataError
from leavex_network.findings import Finding
from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents
from leavex_network.pages.editing import matches

T = TypeVar("T", About, Entry)


class LanguagePages:
    """The page of each language (BCP 47), that of the network's own language first.

    Raises:
        DataError: A page has an error.
    """

    def __init__(self, pages: Mapping[str, PageContents]) -> None:
        self.pages = pages
        self.language, *others = pages
        problems = [problem for page in self.pages.values() for problem in page.problems]
        if problems:
            raise DataError(problems)
        self.other_pages = {language: pages[language] for language in others}
        self.ids: dict[str, dict[int, str]] = {}
        """The ids of the entries on each other page, by the index of the item's block."""
        self.network = self._merged()

    def pairs(self) -> Iterator[tuple[PageContents, int, Entry, Entry]]:
        """Yield each entry of the network on each other page: page, block, entry there and here."""
        for language, page in self.other_pages.items():
            for block, listed in page.entries_by_block.items():
                entry_id = self.ids[language].get(block)
                if entry_id is not None:
                    yield page, block, listed, self.network[entry_id]

    def notes(self) -> list[Finding]:
        """Return the warnings from reading all pages."""
        return [note for page in self.pages.values() for note in page.notes]

    def _merged(self) -> Network[Entry]:
        own_page = self.pages[self.language]
        about = About(
            title=own_page.title or About().title,
            description=own_page.description or "",
            introduction=own_page.introduction,
            language=self.language,
        )
        network = _network(own_page.entries_by_block.values(), about)
        for language, page in self.other_pages.items():
            listed = page.entries_by_block
            ids = self.ids[language] = matches(listed, network)
            translated = {entry_id: listed[block] for block, entry_id in ids.items()}
            entries = [
                _with_translation(entry, translated.get(entry.id), language, Translation)
                for entry in network
            ]
            about = _with_translation(network.about, page, language, AboutTranslation)
            network = _network(entries, about)
        return network


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
