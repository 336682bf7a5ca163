"""Read the pages of revisions: what several of them have in common is read once."""

from collections import OrderedDict
from typing import Any

from leavex_network.errors import DataError
from leavex_network.files.limits import MAX_BYTES
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.pages.contents import PageContents
from leavex_network.pages.item_cache import ItemCache
from leavex_network.pages.language_pages import LanguagePages, TranslationCache
from leavex_network.pages.page_texts import kinds_of
from leavex_network.pages.reading import contents
from leavex_network.revisions.git import Repository
from leavex_network.revisions.layout import PageAt, Pages

_MOST_TRANSLATIONS = 50_000
_MOST_KEPT = 64
"""Pages. One that no recent revision changed is among the last ones."""


class Reader:
    """Reads pages of a repository; `kinds` have headings also where no page declares them."""

    def __init__(self, repository: Repository, kinds: Kinds = NO_KINDS) -> None:
        self.repository = repository
        self._kinds = kinds
        self._items = ItemCache()
        self._translations: TranslationCache = {}
        self._texts: OrderedDict[PageAt, str] = OrderedDict()
        self._contents: OrderedDict[tuple[PageAt, Kinds], PageContents] = OrderedDict()

    def read(self, pages: Pages) -> LanguagePages:
        """Return the pages of a revision.

        Raises:
            DataError: One of them cannot be read.
        """
        if len(self._translations) > _MOST_TRANSLATIONS:
            self._translations.clear()
        texts = {page.language: self._text(page) for page in pages}
        kinds = kinds_of(texts, self._kinds)
        contents_by_language = {page.language: self._read(page, kinds) for page in pages}
        return LanguagePages(contents_by_language, self._translations)

    def _text(self, page: PageAt) -> str:
        if page in self._texts:
            return self._texts[page]
        content = self.repository.file(page.id, MAX_BYTES)
        if content is None:
            message = f"The page is larger than {MAX_BYTES:,} bytes, or missing."
            raise DataError([Finding(code="too-large", message=message, file=str(page.path))])
        text = self._texts[page] = decode(content, str(page.path))
        _forget_oldest(self._texts)
        return text

    def _read(self, page: PageAt, kinds: Kinds) -> PageContents:
        known = self._contents.get((page, kinds))
        if known is not None:
            self._contents.move_to_end((page, kinds))
            return known
        result = contents(
            self._text(page),
            page_language=page.language,
            base_url=page.base_url,
            file=str(page.path),
            cache=self._items,
            kinds=kinds,
        )
        self._contents[page, kinds] = result
        _forget_oldest(self._contents)
        return result


def _forget_oldest(values: OrderedDict[Any, Any]) -> None:
    if len(values) > _MOST_KEPT:
        values.popitem(last=False)
