"""Folders of pages: the language of each page, and the text that each should have."""

from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path

from leavex_network import formats
from leavex_network.errors import ArgumentError, alternatives
from leavex_network.files.disk import digest_of, read_limited
from leavex_network.files.limits import MAX_BYTES
from leavex_network.files.page_files import PageFiles, means_pages
from leavex_network.findings import Finding
from leavex_network.formats import Format
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.kinds import NO_KINDS, Kinds, heading
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents
from leavex_network.pages.editing import edited, from_scratch
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.page_texts import kinds_of
from leavex_network.pages.reading import contents
from leavex_network.places.languages import tag
from leavex_network.progress import parts, plan


def format_of(path: Path, format: str | None, *, is_read: bool = False) -> Format | None:
    """Return the format of a file, as given or by its extension; None for a folder of pages.

    Raises:
        FormatError: There is no such format or extension.
    """
    if format in (None, formats.PAGE) and means_pages(path):
        return None
    return formats.named(format) if format else formats.of_path(path, is_read=is_read)


def read_pages(
    folder: PageFiles,
    base_url: str | None = None,
    max_bytes: int = MAX_BYTES,
    kinds: Kinds = NO_KINDS,
) -> LanguagePages:
    """Return the contents of the pages of a folder; a kind that one declares is one on all.

    Raises:
        ArgumentError: The folder has no page.
        DataError: An item of a page is no valid entry.
    """
    refuse_empty(folder)
    texts: dict[str, str] = {}
    for code, file in folder.files.items():
        texts[code] = decode(read_limited(file, max_bytes), str(file))
    kinds = kinds_of(texts, kinds)
    pages: dict[str, PageContents] = {}
    for code in parts({code: len(text) for code, text in texts.items()}):
        pages[code] = contents(
            texts[code],
            page_language=code,
            base_url=base_url or folder.site.base_url_of(code),
            file=str(folder.files[code]),
            kinds=kinds,
        )
    return LanguagePages(pages)


def refuse_empty(folder: PageFiles) -> None:
    """Raise an `ArgumentError` if a folder has no page."""
    if folder.files:
        return
    remedy = "create index.md or, for example, index.de.md"
    if folder.unclear:
        remedy = f"pass one of its pages: {alternatives(folder.unclear)}"
    raise ArgumentError(f"No index.md in {str(folder.path)!r}; {remedy}")


def page_texts(
    network: Network[Entry],
    folder: PageFiles,
    *,
    languages: Iterable[str] | None = None,
    base_url: str | None = None,
    prune: bool = False,
    only_items: bool = False,
    replaces_texts: bool = True,
) -> tuple[dict[Path, str], list[Finding]]:
    """Return the text that each page of a folder should have, and warnings; write nothing.

    The network is in all its languages; a page is created for each of `languages` (BCP 47) without
    one. Pages in the content folders of other languages are edited only if they are among these.
    The other arguments are those of `leavex_network.pages.editing.edited`.
    """
    wanted = [tag(code) for code in languages or ()]
    texts: dict[Path, str] = {}
    notes = list(folder.notes)
    edits = {
        code: file
        for code, file in folder.files.items()
        if code not in folder.others or code in wanted
    }
    new = [code for code in wanted if code not in folder.files]
    if not folder.files and not wanted:
        new = [network.about.language]
    # Each entry is read from a page and written to it, or written to a new one.
    plan((2 * len(edits) + len(new)) * len(network))
    for code, file in edits.items():
        result = edited(
            decode(read_limited(file), str(file)),
            network,
            language=code,
            base_url=base_url or folder.site.base_url_of(code) or network.about.url,
            prune=prune,
            only_items=only_items,
            replaces_texts=replaces_texts,
            file=str(file),
        )
        texts[file] = result.text
        notes += result.notes
    for code in new:
        site_url = base_url or folder.site.base_url_of(code) or network.about.url
        file = folder.new_file(code, network.about.language)
        digest_of(file)  # it is remembered that there is none
        texts[file] = from_scratch(network, code, site_url)
    by_language = {code: texts[file] for code, file in folder.files.items() if file in texts}
    return texts, without_undeclared(notes, by_language, network.about.kinds)


def without_undeclared(
    notes: Iterable[Finding], texts: Mapping[str, str], kinds: Kinds
) -> list[Finding]:
    """Return findings without those about undeclared kinds, if one page declares each for all.

    Args:
        notes: The findings.
        texts: The pages by their languages.
        kinds: The kinds of the network, with the words that pages write.
    """
    known = kinds_of(texts)
    for kind, code in product(kinds, texts):
        if kind not in known or heading(kind, code, known) != heading(kind, code, kinds):
            return list(notes)
    return [note for note in notes if note.code != "undeclared-kind"]
