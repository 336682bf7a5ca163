"""Read the pages of revisions: what several of them have in common is read once."""

from collections import OrderedDict

from leavex_network.errors import DataError
from leavex_network.files.limits import MAX_BYTES
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.pages.contents import PageContents
from leavex_network.pages.item_cache import ItemCache
from leavex_network.pages.language_pages import LanguagePages, TranslationCache
from leavex_network.pages.reading import contents
from leavex_network.revisions.git import Repository
from leavex_network.revisions.layout import PageAt, Pages

_MOST_TRANSLATIONS = 50_000
_MOST_KEPT = 64
"""Pages. One that no recent revision changed is among the last ones."""


class Reader:
    """Reads pages of a repository."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._items = ItemCache()
        self._translations: TranslationCache = {}
        self._contents: OrderedDict[PageAt, PageContents] = OrderedDict()

    def read(self, pages: Pages) -> LanguagePages:
        """Return the pages of a revision.

        Raises:
            DataError: One of them cannot be read.
        """
        if len(self._translations) > _MOST_TRANSLATIONS:
            self._translations.clear()
        contents_by_language = {page.language: self._read(page) for page in pages}
        return LanguagePages(contents_by_language, self._translations)

    def _read(self, page: PageAt) -> PageContents:
        known = self._contents.get(page)
        if known is not None:
            self._contents.move_to_end(page)
            return known
        content = self.repository.file(page.id, MAX_BYTES)
        if content is None:
            message = f"The page is larger than {MAX_BYTES:,} bytes, or missing."
            raise DataError([Finding(code="too-large", message=message, file=str(page.path))])
        result = contents(
            decode(content, str(page.path)),
            page_language=page.language,
            base_url=page.base_url,
            file=str(page.path),
            cache=self._items,
        )
        self._contents[page] = result
        if len(self._contents) > _MOST_KEPT:
            self._contents.popitem(last=False)
        return result
