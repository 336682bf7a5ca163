"""Folders of pages: the language of each page, and the text that each should have."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from leavex_network import formats
from leavex_network.errors import ArgumentError, UnknownValueError
from leavex_network.files.disk import read_limited
from leavex_network.files.limits import MAX_BYTES
from leavex_network.files.site import Site, site_of
from leavex_network.findings import Finding
from leavex_network.formats import Format
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents
from leavex_network.pages.editing import edited, from_scratch
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.reading import contents
from leavex_network.places.languages import tag

# Hugo, "Translation by file name": the language is before the extension.
_FILE_NAME = re.compile(r"_?index(?:\.(?P<language>[A-Za-z0-9-]+))?\.(?:md|markdown)")


@dataclass(frozen=True, slots=True)
class Folder:
    """The pages of a folder."""

    path: Path
    site: Site
    files: dict[str, Path]
    """The pages by language (BCP 47); the first is the network's own, if that is known."""
    notes: tuple[Finding, ...] = ()
    """A warning for each page that declares no language."""


def format_of(path: Path, format: str | None, *, is_read: bool = False) -> Format | None:
    """Return the format of a file, as given or by its extension; None for a folder of pages.

    Raises:
        FormatError: There is no such format or extension.
    """
    if path.is_dir() and format in (None, formats.PAGE):
        return None
    return formats.named(format) if format else formats.of_path(path, is_read=is_read)


def open_folder(path: Path, language: str | None = None, site: Site | None = None) -> Folder:
    """Return the pages of a folder, and of its site, which by default is the one around it.

    A page without a suffix is in the site's default language, else in `language`.

    Raises:
        ArgumentError: A page is a link that leads out of the folder.
    """
    site = site or site_of(path)
    default = site.language or language
    own = tag(default or "en")
    files: dict[str, Path] = {}
    notes: list[Finding] = []
    for file in sorted(path.iterdir()) if path.is_dir() else ():
        match = _FILE_NAME.fullmatch(file.name)
        if not match or not file.is_file():
            continue
        _refuse_outside(file, path)
        suffix = match["language"]
        if suffix is None and default is None:
            notes.append(_language_assumed(file))
        try:
            files[tag(suffix) if suffix else own] = file
        except UnknownValueError:
            continue
    first = next((code for code in (own, "en") if code in files), None)
    codes = sorted(files, key=lambda code: (code != first, code))
    return Folder(path, site, {code: files[code] for code in codes}, tuple(notes))


def page_settings(
    path: Path, language: str | None, base_url: str | None
) -> tuple[str, str | None, list[Finding]]:
    """Return the language and the base URL of a single page, and a warning if English is assumed.

    `language` is for a page that declares none, `base_url` replaces that of the site around it.
    """
    site = site_of(path.parent)
    base_url = base_url or site.base_url
    match = _FILE_NAME.fullmatch(path.name)
    if match and match["language"]:
        try:
            return tag(match["language"]), base_url, []
        except UnknownValueError:
            pass
    default = site.language or language
    notes = [] if default else [_language_assumed(path)]
    return tag(default or "en"), base_url, notes


def read_pages(
    folder: Folder, base_url: str | None = None, max_bytes: int = MAX_BYTES
) -> LanguagePages:
    """Return the contents of the pages of a folder.

    Raises:
        ArgumentError: The folder has no page.
        DataError: An item of a page is no valid entry.
    """
    if not folder.files:
        path = repr(str(folder.path))
        raise ArgumentError(f"No page in {path}; create index.md or, for example, index.de.md")
    pages: dict[str, PageContents] = {}
    for code, file in folder.files.items():
        pages[code] = contents(
            decode(read_limited(file, max_bytes), str(file)),
            page_language=code,
            base_url=base_url or folder.site.base_url,
            file=str(file),
        )
    return LanguagePages(pages)


def page_texts(
    network: Network[Entry],
    folder: Folder,
    *,
    languages: Iterable[str] | None = None,
    base_url: str | None = None,
    prune: bool = False,
    only_items: bool = False,
) -> tuple[dict[Path, str], list[Finding]]:
    """Return the text that each page of a folder should have, and warnings; write nothing.

    The network is in all its languages; a page is created for each of `languages` (BCP 47) without
    one. The other arguments are those of `leavex_network.pages.editing.edited`.
    """
    base_url = base_url or folder.site.base_url or network.about.url
    texts: dict[Path, str] = {}
    notes = list(folder.notes)
    for code, file in folder.files.items():
        result = edited(
            decode(read_limited(file), str(file)),
            network,
            language=code,
            base_url=base_url,
            prune=prune,
            only_items=only_items,
            file=str(file),
        )
        texts[file] = result.text
        notes += result.notes
    own = network.about.language
    wanted = [tag(code) for code in languages or ()]
    if not folder.files and not wanted:
        wanted = [own]
    for code in wanted:
        if code not in folder.files:
            file = folder.path / _file_name(folder.site, code, own)
            texts[file] = from_scratch(network, code, base_url)
    return texts, notes


def _file_name(site: Site, code: str, own: str) -> str:
    """Return the name of the page of a language, which the site spells in its own way."""
    default = tag(site.language) if site.language else own
    if code == default:
        return "index.md"
    spellings = {name.casefold(): name for name in reversed(site.languages)}
    return f"index.{spellings.get(code.casefold(), code.lower())}.md"


def _refuse_outside(file: Path, folder: Path) -> None:
    if folder.resolve() not in file.resolve().parents:
        problem = f"{str(file)!r} is a link that leads out of its folder"
        raise ArgumentError(f"{problem}; put the page itself there")


def _language_assumed(file: Path) -> Finding:
    return Finding(
        code="language-assumed",
        message="No language declared; assuming English.",
        remedy="Pass language='de', or --language de.",
        file=str(file),
    )
