"""Where the pages of all languages are at a commit: by the rules for pages on the disk.

The files that decide about it, the configuration of the site and the pages in the folder, are
copied from the commit to a temporary folder, which is then read like any other.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from leavex_network.errors import ArgumentError
from leavex_network.files import page_files
from leavex_network.files.disk import real_path
from leavex_network.files.page_names import INDEX_STEMS, PAGE_SUFFIXES, content_folder_of
from leavex_network.files.site import Site, content_folders, site_of
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.revisions.git import Repository, TreeEntry

_CONFIGURATION = ("hugo", "config")
_CONFIGURATION_FOLDER = "config"
_SETTING_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
_MOST_FILES = 1_000
_MOST_FOLDERS = 100


class Target(NamedTuple):
    """The pages whose history is read."""

    path: PurePosixPath
    """In the repository: a folder, a page, or the beginning of the names of pages (`network`)."""
    is_page: bool
    """Whether it is a single page."""

    def renamed(self, former: PurePosixPath) -> "Target":
        """Return the pages before one of them was renamed, by its former path."""
        if self.is_page:
            return Target(former, is_page=True)
        stem = former.name.split(".")[0]
        return Target(former.parent if stem in INDEX_STEMS else former.parent / stem, is_page=False)


class Settings(NamedTuple):
    """What the caller says of pages that do not declare it themselves."""

    language: str | None = None
    """BCP 47."""
    base_url: str | None = None
    kinds: Kinds = NO_KINDS


class PageAt(NamedTuple):
    """A page at a commit."""

    path: PurePosixPath
    id: str
    """Of its content."""
    language: str
    """BCP 47."""
    base_url: str | None


Pages = tuple[PageAt, ...]
"""The page of each language, that of the network's own language first."""
_Files = Mapping[PurePosixPath, TreeEntry]


class Layouts:
    """The pages at each commit; what is the same at many commits is found out once."""

    def __init__(self, repository: Repository, settings: Settings) -> None:
        self.repository = repository
        self.settings = settings
        self._folders: dict[tuple[object, ...], list[PurePosixPath]] = {}
        self._pages: dict[tuple[object, ...], list[tuple[str, PurePosixPath, str | None]]] = {}

    def pages(self, commit_id: str, target: Target) -> Pages:
        """Return the pages at a commit; none if there are none."""
        configuration = dict(self._configuration(commit_id, target.path))
        folders = self.folders(commit_id, target, configuration)
        files: dict[PurePosixPath, TreeEntry] = {}
        for folder in folders:
            for name, entry in self.repository.folder(commit_id, folder).items():
                if entry.is_file and name.lower().endswith(PAGE_SUFFIXES):
                    files[folder / name] = entry
        key = (target, tuple(configuration.items()), tuple(files))
        if key not in self._pages:
            self._pages[key] = self._found(target, configuration, files)
        return tuple(
            PageAt(path, files[path].id, language, base_url)
            for language, path, base_url in self._pages[key]
        )

    def folders(
        self, commit_id: str, target: Target, configuration: _Files | None = None
    ) -> list[PurePosixPath]:
        """Return the folders in which the pages may be at a commit."""
        if target.is_page:
            return [target.path.parent]
        if configuration is None:
            configuration = dict(self._configuration(commit_id, target.path))
        key = (target, tuple(configuration.items()))
        if key not in self._folders:
            with TemporaryDirectory() as name:
                root = Path(name)
                self._copy(configuration, root)
                folder = root / target.path
                folder.mkdir(parents=True, exist_ok=True)
                paths = list(_below(root, _sections(folder)))
            # A page may lie beside its folder: `network.md`.
            around = [parent for path in paths for parent in (path, path.parent)]
            self._folders[key] = list(dict.fromkeys(around))
        return self._folders[key]

    def _configuration(
        self, commit_id: str, path: PurePosixPath
    ) -> Iterator[tuple[PurePosixPath, TreeEntry]]:
        """Yield the files that may configure a site around a path."""
        for folder in (*reversed(path.parents), path):
            entries = self.repository.folder(commit_id, folder)
            if not entries and folder != path:
                return
            for name, entry in entries.items():
                stem, dot, suffix = name.partition(".")
                if stem in _CONFIGURATION and dot + suffix in _SETTING_SUFFIXES and entry.is_file:
                    yield folder / name, entry
            if entries.get(_CONFIGURATION_FOLDER, TreeEntry("", "")).is_folder:
                yield from self._inside(commit_id, folder / _CONFIGURATION_FOLDER)

    def _inside(
        self, commit_id: str, folder: PurePosixPath
    ) -> Iterator[tuple[PurePosixPath, TreeEntry]]:
        """Yield the files of settings in a folder, and in those inside it.

        A few objects can stand for any number of folders: only so many are opened.
        """
        folders = [folder]
        for path in islice(folders, _MOST_FOLDERS):
            for name, entry in self.repository.folder(commit_id, path).items():
                if entry.is_folder and len(folders) < _MOST_FOLDERS:
                    folders.append(path / name)
                elif entry.is_file and name.endswith(_SETTING_SUFFIXES):
                    yield path / name, entry

    def _copy(self, files: _Files, root: Path) -> None:
        for path, entry in list(files.items())[:_MOST_FILES]:
            content = self.repository.file(entry.id)
            if content is not None:
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def _found(
        self, target: Target, configuration: _Files, files: _Files
    ) -> list[tuple[str, PurePosixPath, str | None]]:
        """Return the language, the path and the base URL of each page."""
        with TemporaryDirectory() as name:
            root = Path(name)
            self._copy({**configuration, **files}, root)
            if target.is_page:
                return self._single(root, target.path, files)
            try:
                folder = page_files.find_pages(root / target.path, self.settings.language)
            except ArgumentError:  # a contentDir outside of the site
                return []
            return [
                (language, _relative(file, root), self._base_url(folder.site, language))
                for language, file in folder.files.items()
            ]

    def _single(
        self, root: Path, path: PurePosixPath, files: Iterable[PurePosixPath]
    ) -> list[tuple[str, PurePosixPath, str | None]]:
        if path not in files:
            return []
        language, base_url, _ = page_files.page_settings(
            root / path, self.settings.language, self.settings.base_url
        )
        return [(language, path, base_url)]

    def _base_url(self, site: Site, language: str) -> str | None:
        return self.settings.base_url or site.base_url_of(language)


def _sections(folder: Path) -> list[Path]:
    """Return a folder, and the folders of the same section for other languages."""
    site = site_of(folder)
    content = content_folder_of(folder, site)
    if content is None or site.root is None:
        return [folder]
    section = real_path(folder).relative_to(real_path(content))
    others = [site.root / name / section for name in content_folders(site)]
    return [folder, *(other for other in others if real_path(other) != real_path(folder))]


def _below(root: Path, paths: Iterable[Path]) -> Iterator[PurePosixPath]:
    """Yield paths relative to a root; a `contentDir` may lead out of it, where nothing is."""
    for path in paths:
        if real_path(path).is_relative_to(real_path(root)):
            yield _relative(path, root)


def _relative(file: Path, root: Path) -> PurePosixPath:
    return PurePosixPath(real_path(file).relative_to(real_path(root)).as_posix())
