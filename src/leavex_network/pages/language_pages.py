"""The pages of a folder, one per language, as one network."""

from collections.abc import Iterator, Mapping, Sequence

from leavex_network.errors import DataError
from leavex_network.findings import Finding
from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents, PageEntry
from leavex_network.pages.editing import matches


class LanguagePages:
    """Pages with the same entries in several languages.

    Args:
        pages: The page of each language (BCP 47); that of the network's own language first.

    Raises:
        DataError: A page has an error.
    """

    def __init__(self, pages: Mapping[str, PageContents]) -> None:
        self.pages = dict(pages)
        self.language = next(iter(self.pages))
        problems = [problem for page in self.pages.values() for problem in page.problems]
        if problems:
            raise DataError(problems)
        self.own_page = self.pages[self.language]
        self.other_pages = dict(self.pages)
        del self.other_pages[self.language]
        self.ids: dict[str, dict[int, str]] = {}
        """The ids of the entries on each other page, by the index of the item's block."""
        self.network = self._merged()

    def pairs(self, language: str) -> Iterator[tuple[Entry, PageEntry]]:
        """Yield the entries of the network that another page lists, each with its item there."""
        for page_entry in self.other_pages[language].entries:
            entry_id = self.ids[language].get(page_entry.block)
            if entry_id is not None:
                yield self.network[entry_id], page_entry

    def _merged(self) -> Network[Entry]:
        about = About(
            title=self.own_page.title or About().title,
            description=self.own_page.description or "",
            introduction=self.own_page.introduction,
            language=self.language,
        )
        network = _network([page_entry.entry for page_entry in self.own_page.entries], about)
        for language, page in self.other_pages.items():
            ids = matches(page.entries, network, network)
            self.ids[language] = ids
            translated: dict[str, Entry] = {}
            for page_entry in page.entries:
                if page_entry.block in ids:
                    translated[ids[page_entry.block]] = page_entry.entry
            entries = [
                _with_translation(entry, translated.get(entry.id), language) for entry in network
            ]
            network = _network(entries, _with_texts(network.about, page, language))
        return network


def network_of(page: PageContents) -> Network[Entry]:
    """Return the network of one page.

    Raises:
        DataError: The page has an error.
    """
    return LanguagePages({page.language: page}).network


def notes(pages: LanguagePages) -> list[Finding]:
    """Return the warnings from reading all pages."""
    return [note for page in pages.pages.values() for note in page.notes]


def _network(entries: Sequence[Entry], about: About) -> Network[Entry]:
    document = Document.model_validate({"about": about, "entries": tuple(entries)})
    network: Network[Entry] = Network.from_document(document, origin="pages")
    return network


def _with_translation(entry: Entry, translated: Entry | None, language: str) -> Entry:
    """Return an entry with the texts that differ on a page in another language."""
    texts = _differing(entry, translated, ("name", "url", "description")) if translated else {}
    if not texts:
        return entry
    translations = FrozenMap({**entry.translations, language: Translation(**texts)})
    return entry.model_copy(update={"translations": translations})


def _with_texts(about: About, page: PageContents, language: str) -> About:
    """Return the metadata of a network with the texts that differ on a page in another language."""
    texts = _differing(about, page, ("title", "description", "introduction"))
    if not texts:
        return about
    translations = FrozenMap({**about.translations, language: AboutTranslation(**texts)})
    return about.model_copy(update={"translations": translations})


def _differing(
    original: About | Entry, translated: PageContents | Entry, names: Sequence[str]
) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in names:
        text = getattr(translated, name)
        if text and text != getattr(original, name):
            texts[name] = text
    return texts
