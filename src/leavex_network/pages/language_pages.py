"""The pages of a folder, one per language, as one network."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from leavex_network.errors import DataError
from leavex_network.findings import Finding
from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents
from leavex_network.pages.editing import matches


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
            ids = matches(page.entries_by_block, network)
            self.ids[language] = ids
            translated = {ids[block]: page.entries_by_block[block] for block in ids}
            entries = [
                _with_translation(entry, translated.get(entry.id), language) for entry in network
            ]
            network = _network(entries, _with_texts(network.about, page, language))
        return network


def _network(entries: Iterable[Entry], about: About) -> Network[Entry]:
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
