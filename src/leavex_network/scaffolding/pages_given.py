"""Pages with which a repository begins: the language and the text of each."""

from pathlib import Path

from leavex_network.files import page_files
from leavex_network.files.disk import read_limited
from leavex_network.files.folder import format_of, refuse_empty
from leavex_network.formats import PAGE
from leavex_network.formats.utf_8 import decode
from leavex_network.pages import front_matter
from leavex_network.pages.blocks import Page


def pages_at(path: Path, format: str | None, language: str | None) -> dict[str, Path]:
    """Return the page of each language (BCP 47) that a path means; none if it means no pages.

    `language` is that of pages that declare none.

    Raises:
        ArgumentError: A folder has no page.
    """
    row = format_of(path, format, is_read=True)
    if row is None:
        pages = page_files.find_pages(path, language, is_read=True)
        refuse_empty(pages)
        return pages.files
    if row.name != PAGE:
        return {}
    code, _, _ = page_files.page_settings(path, language, None)
    return {code: path}


def has_title(text: str) -> bool:
    """Tell whether a page declares a title; the network of one without is called "Network"."""
    return front_matter.texts(Page.parse(text)).title is not None


def texts_of(pages: dict[str, Path]) -> dict[str, str]:
    """Return the text of each page, by its language."""
    return {code: decode(read_limited(path), str(path)) for code, path in pages.items()}
