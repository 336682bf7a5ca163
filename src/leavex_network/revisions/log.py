"""The revisions of pages: each commit that changed one of them, the newest first."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from leavex_network.errors import ArgumentError, RepositoryError
from leavex_network.files import page_files
from leavex_network.files.disk import real_path
from leavex_network.files.page_names import INDEX_STEMS, PAGE_SUFFIXES
from leavex_network.revisions.git import Commit, Repository
from leavex_network.revisions.layout import Layouts, Pages, Target


class Logged(NamedTuple):
    """A commit that changed pages, and the pages at it."""

    commit: Commit
    pages: Pages
    """None at all where the commit removed them."""


def target_of(path: Path, repository: Repository, section: str | None = None) -> Target:
    """Return the pages that a path means, in the repository.

    Args:
        path: A folder of pages, the root of a Hugo site, or a page.
        repository: The repository around it.
        section: The folder below `content` that the root of a site stands for.

    Raises:
        ArgumentError: There are no such pages.
    """
    if page_files.means_pages(path):
        pages = page_files.find_pages(path, section=section)
        if page_files.is_root(path):
            path = pages.path if pages.stem in INDEX_STEMS else pages.path / pages.stem
        return Target(_inside(path, repository), is_page=False)
    page_files.refuse_section(path, section)
    if not path.exists() or path.suffix.lower() not in PAGE_SUFFIXES:
        raise ArgumentError(f"There is no page {str(path)!r}; pass a page or a folder of pages")
    return Target(_inside(path, repository), is_page=True)


def _inside(path: Path, repository: Repository) -> PurePosixPath:
    # A page keeps its name, even if it is a link.
    real = real_path(path.parent) / path.name if path.name else real_path(path)
    root = real_path(repository.root)
    if not real.is_relative_to(root):
        real = real_path(path)
    if not real.is_relative_to(root):
        raise RepositoryError(f"{str(path)!r} is outside of its repository {str(root)!r}")
    return PurePosixPath(real.relative_to(root).as_posix())


def log(layouts: Layouts, target: Target, start: str) -> Iterator[Logged]:
    """Yield the commits that changed the pages, from `start` back, the newest first.

    Renamed pages are followed, and merges along their first parents.
    """
    repository = layouts.repository
    while True:
        paths = [target.path] if target.is_page else layouts.folders(start, target)
        former: tuple[str, Target] | None = None
        for commit_id in repository.commits(start, paths):
            commit = repository.commit(commit_id)
            pages = layouts.pages(commit_id, target)
            before = layouts.pages(commit.parent, target) if commit.parent else ()
            if pages == before:
                continue
            yield Logged(commit, pages)
            if not before and commit.parent is not None:
                renamed = repository.renamed_from(commit.parent, commit_id, pages[0].path)
                if renamed is not None:
                    former = (commit.parent, target.renamed(renamed))
                    break
        if former is None or former[1] == target:
            return
        start, target = former
