"""The pages of a folder, one a language, as one network: and where they do not agree."""

from collections.abc import Iterator, Mapping, Sequence

from leavex_network.errors import DataError
from leavex_network.findings import Finding
from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.models.document import Document
from leavex_network.models.frozen import FrozenMap
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents, PageEntry, introduction
from leavex_network.pages.editing import matches


class LanguagePages:
    """Pages that say the same in several languages.

    Args:
        pages: Each page by its language (BCP 47); the first is in the network's own.
    """

    def __init__(self, pages: Mapping[str, PageContents]) -> None:
        self.pages = dict(pages)
        self.language = next(iter(self.pages))
        self.own = self.pages[self.language]
        problems = [problem for page in self.pages.values() for problem in page.problems]
        if problems:
            raise DataError(problems)
        self.others = {
            language: page for language, page in self.pages.items() if language != self.language
        }
        self.matched: dict[str, dict[int, str]] = {}
        """The id of the entry that each bullet of a language is, by the number of its block."""
        self.network = self._merged()

    def ids(self, language: str) -> list[str]:
        """Return the ids of the entries that another language lists, in its order."""
        matched = self.matched[language]
        return [
            matched[found.block] for found in self.pages[language].found if found.block in matched
        ]

    def pairs(self, language: str) -> Iterator[tuple[Entry, PageEntry]]:
        """Yield each entry of the network with the bullet that it is on another page."""
        for found in self.others[language].found:
            name = self.matched[language].get(found.block)
            if name is not None:
                yield self.network[name], found

    def _merged(self) -> Network[Entry]:
        about = About(
            title=self.own.title or About().title,
            description=self.own.description or "",
            introduction=introduction(self.own),
            language=self.language,
        )
        network = _network([found.entry for found in self.own.found], about)
        for language, page in self.others.items():
            self.matched[language] = matches(page.found, network, network)
            printed = {
                self.matched[language][found.block]: found.entry
                for found in page.found
                if found.block in self.matched[language]
            }
            entries = [
                _with_translation(entry, printed.get(entry.id), language) for entry in network
            ]
            network = _network(entries, _with_texts(network.about, page, language))
        return network


def network_of(page: PageContents) -> Network[Entry]:
    """Return the network of one page.

    Raises:
        DataError: Something on the page cannot be.
    """
    return LanguagePages({page.language: page}).network


def _network(entries: Sequence[Entry], about: About) -> Network[Entry]:
    document = Document.model_validate({"about": about, "entries": tuple(entries)})
    network: Network[Entry] = Network.from_document(document, origin="pages")
    return network


def _with_translation(entry: Entry, printed: Entry | None, language: str) -> Entry:
    """Return an entry with what a page in another language prints otherwise."""
    if printed is None:
        return entry
    texts = {
        name: getattr(printed, name)
        for name in ("name", "url", "description")
        if getattr(printed, name) and getattr(printed, name) != getattr(entry, name)
    }
    if not texts:
        return entry
    return entry.model_copy(
        update={"translations": FrozenMap({**entry.translations, language: Translation(**texts)})}
    )


def _with_texts(about: About, page: PageContents, language: str) -> About:
    printed = {
        "title": page.title,
        "description": page.description,
        "introduction": introduction(page),
    }
    texts = {name: text for name, text in printed.items() if text and text != getattr(about, name)}
    if not texts:
        return about
    return about.model_copy(
        update={
            "translations": FrozenMap({**about.translations, language: AboutTranslation(**texts)})
        }
    )


def notes(editions: LanguagePages) -> list[Finding]:
    """Return what was left aside on any of the pages."""
    return [note for page in editions.pages.values() for note in page.notes]
