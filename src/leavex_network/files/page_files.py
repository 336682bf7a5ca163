"""Find the page of each language: by the names of files, and by the folders of a Hugo site.

Rules: Hugo, "Multilingual". A translation has its language before the extension (`index.de.md`), or
lies at the same path in the content folder of its language.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from leavex_network.errors import ArgumentError, quoted
from leavex_network.files.disk import read_limited, real_path, refuse_special
from leavex_network.files.page_names import (
    INDEX_STEMS,
    NamedPage,
    content_folder_of,
    is_flat,
    language_assumed,
    language_of_folder,
    named_page,
    other_layout,
    second_page,
    unknown_language,
)
from leavex_network.files.site import Site, content_folders, site_of, site_of_page
from leavex_network.findings import Finding
from leavex_network.models.kinds import NO_KINDS
from leavex_network.pages import front_matter
from leavex_network.pages.blocks import Page
from leavex_network.pages.sections import sections_of
from leavex_network.places.languages import usual_case

DEFAULT_SECTION = "network"


@dataclass(frozen=True, slots=True)
class PageFiles:
    """The files of one page in all its languages."""

    path: Path
    """The folder as the caller gave it; of a page without a folder, that which holds its files."""
    site: Site
    files: dict[str, Path]
    """The pages by language (BCP 47); the first is the network's own, if that is known."""
    others: frozenset[str] = frozenset()
    """The languages whose pages are in content folders of their own, not in the caller's folder."""
    stem: str = "index"
    """The name of each file, without language and extension."""
    section: PurePosixPath | None = None
    """The folder below each content folder; None outside of a site's content."""
    notes: tuple[Finding, ...] = ()
    """A warning for each page whose language is not declared, unknown or that of another page."""
    unclear: tuple[str, ...] = ()
    """The names of the pages of a folder that has several, none of them `index.md`."""

    def new_file(self, language: str, own_language: str) -> Path:
        """Return the file for a language that has none, in the site's spelling."""
        spelling = self.site.spellings.get(language)
        folder = self.path
        if self.section is not None and self.site.root is not None:
            in_site = self.site.root / self.site.content_folder(language) / self.section
            folder = _as_seen_from(self.path, _inside(self.site.root, in_site))
            if spelling in self.site.own_content:
                return folder / f"{self.stem}.md"
        default = usual_case(self.site.language or "") or own_language
        if language == default:
            return folder / f"{self.stem}.md"
        return folder / f"{self.stem}.{spelling or language.lower()}.md"


def find_pages(
    path: Path,
    language: str | None = None,
    *,
    site: Site | None = None,
    section: str | None = None,
    is_read: bool = False,
) -> PageFiles:
    """Return the pages of a folder, and those of the same section in other content folders.

    Links are followed for reading. For writing, a page must not be one, and no folder may lead out
    of its site.

    Args:
        path: A folder of pages, or the root of a Hugo site, which means one of its sections.
        language: The language of a page that declares none (BCP 47).
        site: The site; by default the one around the folder.
        section: The section of a site's root, by default `network`.
        is_read: Whether the pages are only read.

    Raises:
        ArgumentError: A content folder is outside of the site, a section is given for a folder that
            is not the root of a site, or a page to write is a link.
    """
    site = site or site_of(path)
    if site.root is not None and real_path(path) == real_path(site.root):
        name = checked_section(DEFAULT_SECTION if section is None else section)
        default = usual_case(site.language or "") or ""
        folder = _inside(path, path / site.content_folder(default) / name, is_read=is_read)
        pages = _found(folder, site, language, PurePosixPath(name), is_read=is_read)
        return replace(pages, others=frozenset())
    refuse_section(path, section)
    content = content_folder_of(path, site)
    if content is None:
        return _found(path, site, language, None, is_read=is_read)
    inside = real_path(path).relative_to(real_path(content))
    return _found(path, site, language, PurePosixPath(inside.as_posix()), is_read=is_read)


def page_settings(
    path: Path, language: str | None, base_url: str | None
) -> tuple[str, str | None, list[Finding]]:
    """Return the language and the base URL of a single page, and warnings about its language.

    `language` is for a page that declares none, `base_url` replaces that of the site around it.
    """
    site = site_of_page(path)
    page = named_page(path, site, language)
    if page is not None and page.language is not None:
        code = page.language
        notes = [language_assumed(path, site)] if page.is_assumed else []
    else:
        code = language_of_folder(path.parent, site, language) or "en"
        notes = [] if page is None else [unknown_language(page, site, f"is read as {code!r}")]
    return code, base_url or site.base_url_of(code), notes


def refuse_section(path: Path, section: str | None) -> None:
    """Raise an `ArgumentError` if a section is given for what is no root of a site."""
    if section is not None:
        remedy = "pass the root of a Hugo site with it, or the folder of the section alone"
        raise ArgumentError(f"{str(path)!r} is no root of a site; {remedy}")


def means_pages(path: Path) -> bool:
    """Tell whether a path means pages in several languages: a folder, or `network`."""
    return path.is_dir() or is_flat(path)


def is_root(path: Path) -> bool:
    """Tell whether a folder is the root of a Hugo site."""
    root = site_of(path).root if path.is_dir() else None
    return root is not None and real_path(path) == real_path(root)


def whole(path: Path, section: str | None) -> tuple[Path, str | None]:
    """Return the folder and the section that mean the pages of a folder in all languages."""
    pages = find_pages(path, section=section, is_read=True)
    if not pages.others or pages.site.root is None or pages.section is None:
        return path, section
    name = str(pages.section)
    root = _as_seen_from(path, pages.site.root)
    return root, None if name == DEFAULT_SECTION else name


def checked_section(section: str) -> str:
    """Return a section if it is a folder below the content folder.

    Raises:
        ArgumentError: It is none.
    """
    path = PurePosixPath(section)
    if not section.strip("/. ") or path.is_absolute() or ".." in path.parts:
        problem = f"{quoted(section)} is not a section"
        raise ArgumentError(f"{problem}; pass a folder below content/, such as 'network'")
    return section


def _found(
    path: Path, site: Site, language: str | None, section: PurePosixPath | None, *, is_read: bool
) -> PageFiles:
    pages = list(_pages(path, site, section, language, is_read=is_read))
    beside, stem = _beside(path, site, section, language, is_read=is_read), "index"
    unclear: tuple[str, ...] = ()
    if any(page.stem in INDEX_STEMS for page in pages):
        notes = [other_layout(page.file, path) for page in beside]
    elif beside:
        stem, pages, path = path.name, beside, path.parent
        section = section.parent if section else None
        notes = []
    else:
        stems = _stems(pages)
        stem, unclear = (stems[0], ()) if len(stems) == 1 else ("index", tuple(stems))
        notes = []
    accepted = INDEX_STEMS if stem == "index" else (stem,)
    files: dict[str, Path] = {}
    # `index.md` before `_index.md`, and before `index.en.md`.
    for page in sorted(pages, key=lambda page: (page.stem != stem, page.suffix or "")):
        if page.stem not in accepted:
            continue
        if not is_read:
            _refuse_link(page.file)
        refuse_special(page.file)
        if page.language is None:
            notes.append(unknown_language(page, site, "is ignored"))
        elif page.language in files:
            notes.append(second_page(page.file, files[page.language]))
        else:
            files[page.language] = page.file
            notes += [language_assumed(page.file, site)] if page.is_assumed else []
    own = usual_case(site.language or language or "en")
    first = next((code for code in (own, "en") if code in files), None)
    codes = sorted(files, key=lambda code: (code != first, code))
    others = frozenset(code for code in codes if real_path(files[code].parent) != real_path(path))
    return PageFiles(
        path=path,
        site=site,
        files={code: files[code] for code in codes},
        others=others,
        stem=files[codes[0]].name.split(".")[0] if codes else stem,
        section=section,
        notes=tuple(notes),
        unclear=unclear,
    )


def _pages(
    path: Path,
    site: Site,
    section: PurePosixPath | None,
    language: str | None,
    beginning: str = "",
    *,
    is_read: bool,
) -> Iterator[NamedPage]:
    """Yield the files that may be pages of a folder, also in other content folders.

    With a `beginning`, only files whose names begin with it.
    """
    folders = [path]
    if section is not None and site.root is not None:
        for name in content_folders(site):
            folder = site.root / name / section
            if real_path(folder) != real_path(path):
                inside = _inside(site.root, folder, is_read=is_read)
                folders.append(_as_seen_from(path, inside))
    for folder in folders:
        files = sorted(folder.iterdir()) if folder.is_dir() else ()
        for file in files:
            page = named_page(file, site, language) if file.name.startswith(beginning) else None
            # A folder `index.de.md` stands where a page should be; `old.md`, where it likes.
            if page is not None and (page.stem in INDEX_STEMS or not file.is_dir()):
                yield page


def _beside(
    path: Path, site: Site, section: PurePosixPath | None, language: str | None, *, is_read: bool
) -> list[NamedPage]:
    """Return the pages beside a folder that have its name: `network.md` for `network`."""
    section = section.parent if section else None
    pages = _pages(path.parent, site, section, language, path.name, is_read=is_read)
    return [page for page in pages if page.stem == path.name]


def _stems(pages: Iterable[NamedPage]) -> list[str]:
    """Return the names of the pages in a folder that have sections for entries."""
    files: defaultdict[str, list[Path]] = defaultdict(list)
    for page in pages:
        if page.language is not None and page.file.is_file():
            files[page.stem].append(page.file)
    # A README or an article is no list.
    return [stem for stem, group in files.items() if all(map(_has_section, group))]


def _has_section(file: Path) -> bool:
    """Tell whether a page has a heading below which entries are listed."""
    page = Page.parse(read_limited(file).decode("utf-8", "replace"))
    kinds = front_matter.kinds(page, "en") or NO_KINDS
    return any(section.name is not None for section in sections_of(page, kinds))


def _as_seen_from(path: Path, folder: Path) -> Path:
    """Return a folder in the form of a path: absolute, or relative to the working folder."""
    if real_path(folder) == real_path(path):
        return path
    return folder if path.is_absolute() else Path(os.path.relpath(folder))


def _inside(root: Path, folder: Path, *, is_read: bool = False) -> Path:
    """Return a folder of a site; refuse one that a `contentDir` or a link leads out of it.

    For reading, links are followed: whoever made one chose what is there.
    """
    place = os.path.abspath if is_read else os.path.realpath
    if not Path(place(folder)).is_relative_to(place(root)):
        problem = f"{str(folder)!r} is outside of the site {str(root)!r}"
        raise ArgumentError(f"{problem}; pass that folder itself")
    return folder


def _refuse_link(file: Path) -> None:
    """Refuse a page that is a link: it would be replaced by a file, or be two pages at once."""
    if file.is_symlink():
        raise ArgumentError(f"{str(file)!r} is a link; put the page itself there")
