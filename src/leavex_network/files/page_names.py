"""What the name and the folder of a file say of a page: its stem and its language.

Rules: Hugo, "Multilingual".
"""

import re
from dataclasses import dataclass
from pathlib import Path

from leavex_network.errors import alternatives, quoted
from leavex_network.files.disk import real_path
from leavex_network.files.hugo_config import unreadable_file
from leavex_network.files.site import Site, content_folders
from leavex_network.findings import Finding
from leavex_network.places.languages import tag, usual_case

PAGE_SUFFIXES = (".md", ".markdown")
_NAME = re.compile(r"(?P<stem>.+?)(?:\.(?P<suffix>[A-Za-z0-9-]+))?\.(?:md|markdown)")
INDEX_STEMS = ("index", "_index")
"""The names of the pages of a leaf bundle and of a branch bundle (Hugo, "Page bundles")."""


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A file that may be a page."""

    file: Path
    stem: str
    language: str | None
    """Its language; None if its suffix is no language of the site."""
    suffix: str | None = None
    is_assumed: bool = False
    """Whether nothing declares its language."""


def named_page(file: Path, site: Site, language: str | None) -> NamedPage | None:
    """Return a file as a page; None if it has no name of a page."""
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    suffix = match["suffix"]
    if suffix is not None:
        code = usual_case(suffix)
        is_language = code is not None
        if site.languages and code not in site.spellings:
            code = None
        if is_language or match["stem"] in INDEX_STEMS:
            return NamedPage(file, match["stem"], code, suffix)
        return None  # a name with a dot, such as `network.v2.md`
    declared = language_of_folder(file.parent, site, language)
    return NamedPage(file, match["stem"], declared or "en", None, is_assumed=declared is None)


def language_of_folder(folder: Path, site: Site, language: str | None) -> str | None:
    """Return the language of pages without a suffix in a folder; None if nothing declares it."""
    content = content_folder_of(folder, site)
    if content is not None and site.root is not None:
        owners = [name for name, own in site.own_content.items() if site.root / own == content]
        default = site.language
        if owners and default not in owners:
            return usual_case(owners[0])
    declared = site.language or language
    return None if declared is None else tag(declared)


def content_folder_of(path: Path, site: Site) -> Path | None:
    """Return the innermost content folder of the site that a folder is, or lies in."""
    if site.root is None:
        return None
    resolved = real_path(path)
    found = [site.root / name for name in content_folders(site)]
    found = [folder for folder in found if resolved.is_relative_to(real_path(folder))]
    return max(found, key=lambda folder: len(real_path(folder).parts), default=None)


def is_flat(path: Path) -> bool:
    """Tell whether a path without extension means pages beside it: `network` for `network.md`."""
    if path.suffix or path.exists() or not path.parent.is_dir():
        return False
    matches = (_NAME.fullmatch(file.name) for file in path.parent.iterdir())
    return any(match["stem"] == path.name for match in matches if match)


def language_assumed(file: Path, site: Site) -> Finding:
    """Return a finding about a page whose language nothing declares, and why if it is known."""
    message = "No language declared; assuming English."
    reason = unreadable_file(site.root) if site.root is not None else None
    if reason is not None:
        message = f"{reason}. {message}"
    return Finding(
        code="language-assumed",
        message=message,
        remedy="Pass language='de', or --language de.",
        file=str(file),
    )


def unknown_language(page: NamedPage, site: Site, outcome: str) -> Finding:
    """Return a finding about a page whose suffix is no language, and what becomes of the page."""
    suffix = quoted(page.suffix or "")
    if site.spellings and page.suffix not in site.languages:
        problem = f"{suffix} is no language of the site"
        remedy = f"Use {alternatives(site.spellings.values())}, or add it to the configuration."
    else:
        problem = f"{suffix} is no known language"
        remedy = "Name the page by BCP 47: index.de.md."
    message = f"{problem}; the page {outcome}."
    return Finding(code="unknown-language", message=message, remedy=remedy, file=str(page.file))


def second_page(file: Path, first: Path) -> Finding:
    """Return a finding about a page in the language of another one."""
    return _ignored(file, f"{str(first)!r} is in the same language; this page is ignored.")


def other_layout(file: Path, folder: Path) -> Finding:
    """Return a finding about a page beside the folder that has the page of its section."""
    return _ignored(file, f"The page of this section is in {str(folder)!r}; this one is ignored.")


def _ignored(file: Path, message: str) -> Finding:
    remedy = "Keep one of the two."
    return Finding(code="second-page", message=message, remedy=remedy, file=str(file))
