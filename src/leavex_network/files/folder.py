"""A folder of pages, one a language: which file is in which language, and what is written into each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from leavex_network.errors import ArgumentError, UnknownValueError, quoted
from leavex_network.files.disk import MAX_BYTES, read_limited
from leavex_network.files.site import Site, site_of
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents, contents
from leavex_network.pages.editing import edited, from_scratch
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.places.languages import tag

_NAME = re.compile(r"(?P<stem>_?index)(?:\.(?P<language>[A-Za-z0-9-]+))?\.(?:md|markdown)")


@dataclass(frozen=True, slots=True)
class Folder:
    """The pages of a folder."""

    path: Path
    site: Site
    files: dict[str, Path]
    """Each page by its language (BCP 47); the first is the network's own, where it is known."""
    notes: tuple[Finding, ...] = ()


def opened(path: Path, language: str | None = None, site: Site | None = None) -> Folder:
    """Return the pages of a folder.

    Args:
        path: The folder.
        language: The language of the page without one in its name, where the site's configuration does not say it.
        site: The site that the folder lies in; by default it is looked for.
    """
    site = site or site_of(path)
    configured = site.language or language
    own = tag(configured or "en")
    named: dict[str, Path] = {}
    notes: list[Finding] = []
    for file in sorted(path.iterdir()) if path.is_dir() else ():
        found = _NAME.fullmatch(file.name)
        if not found or not file.is_file():
            continue
        _refuse_outside(file, path)
        if found["language"] is None and configured is None:
            notes.append(_assumed(file))
        try:
            named[tag(found["language"]) if found["language"] else own] = file
        except UnknownValueError:
            continue
    first = [code for code in (own, "en") if code in named][:1]
    return Folder(
        path,
        site,
        {code: named[code] for code in dict.fromkeys([*first, *sorted(named)])},
        tuple(notes),
    )


def language_of(path: Path, language: str | None) -> tuple[str | None, list[Finding]]:
    """Return the language of a single page, and what is assumed about it."""
    found = _NAME.fullmatch(path.name)
    if found and found["language"]:
        try:
            return tag(found["language"]), []
        except UnknownValueError:
            pass
    configured = site_of(path.parent).language or language
    return configured, [] if configured else [_assumed(path)]


def editions(
    folder: Folder, base_url: str | None = None, max_bytes: int = MAX_BYTES
) -> LanguagePages:
    """Return the pages of a folder, read.

    Raises:
        ArgumentError: It holds no page.
        DataError: Something on a page cannot be.
    """
    if not folder.files:
        raise ArgumentError(
            f"{quoted(str(folder.path))} holds no page: one is called index.md, or index.de.md"
        )
    return LanguagePages(
        {code: _contents(folder, code, base_url, max_bytes) for code in folder.files}
    )


def written(
    network: Network[Entry],
    folder: Folder,
    *,
    languages: Iterable[str] | None = None,
    base_url: str | None = None,
    prune: bool = False,
    only_items: bool = False,
) -> tuple[dict[Path, str], list[Finding]]:
    """Return what each page of a folder should hold, and what is left as it is; nothing is written.

    Args:
        network: What is written, in all its languages.
        folder: The pages that there are.
        languages: Languages for which a page is made where there is none (BCP 47).
        base_url: See `leavex_network.formats.dumps`.
        prune: Whether bullets that the network lacks are taken out.
        only_items: Whether pages that are there keep their own title, description and introduction.
    """
    base = base_url or folder.site.base_url or network.about.url
    texts: dict[Path, str] = {}
    notes = list(folder.notes)
    for code, file in folder.files.items():
        text = decode(read_limited(file), str(file))
        result = edited(
            *(text, network),
            language=code,
            base_url=base,
            prune=prune,
            only_items=only_items,
            file=str(file),
        )
        texts[file] = result.text
        notes += result.notes
    wanted = [tag(code) for code in languages] if languages is not None else []
    if not folder.files and not wanted:
        wanted = [network.about.language]
    for code in wanted:
        if code not in folder.files:
            texts[folder.path / _file_name(folder, code, network.about.language)] = from_scratch(
                network, code, base
            )
    return texts, notes


def _contents(folder: Folder, code: str, base_url: str | None, max_bytes: int) -> PageContents:
    file = folder.files[code]
    text = decode(read_limited(file, max_bytes), str(file))
    return contents(
        text, page_language=code, base_url=base_url or folder.site.base_url, file=str(file)
    )


def _file_name(folder: Folder, code: str, own: str) -> str:
    """Return what the page of a language is called, in the site's spelling of it."""
    default = tag(folder.site.language) if folder.site.language else own
    if code == default:
        return "index.md"
    spelt = next(
        (name for name in folder.site.languages if name.casefold() == code.casefold()), code.lower()
    )
    return f"index.{spelt}.md"


def _refuse_outside(file: Path, folder: Path) -> None:
    if folder.resolve() not in file.resolve().parents:
        raise ArgumentError(
            f"{quoted(str(file))} is a link out of its folder: put the page itself there"
        )


def _assumed(file: Path) -> Finding:
    message = "nothing says in which language this page is, and it is taken for English."
    return Finding(
        code="language-assumed",
        message=message,
        remedy="Say it: language='de', or --language de.",
        file=str(file),
    )
