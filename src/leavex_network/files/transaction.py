"""Write files: all of them or none, each complete at any moment, old or new."""

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from leavex_network.errors import ChangedFileError
from leavex_network.files import disk
from leavex_network.files.locks import locked
from leavex_network.files.temporary import remove_leftovers, stage, sync

Contents = Mapping[Path, bytes | None]
"""The content of each file; None for a file to remove."""


def write_all(contents: Contents, *, make_folders: bool = False) -> None:
    """Write files, all of them or none: see `write_in_order`."""
    write_in_order(contents, make_folders=make_folders)


def write_in_order(*groups: Contents, make_folders: bool = False) -> None:
    """Write groups of files in their order, all of them or none.

    A file may be in several groups. Each content is written next to its target and then renamed
    over it (POSIX `rename` is atomic), with the target's mode and, where permitted, its owner; if
    one fails, the others are restored. What has its content already is not touched. A run that is
    killed has written some files, in this order; the next one removes its temporary files.

    Raises:
        ChangedFileError: A file changed since it was read; no file was changed.
        OSError: A file cannot be written; no file was changed.
    """
    folders = {path.parent for group in groups for path in group}
    created: list[Path] = []
    try:
        if make_folders:
            for folder in sorted(_needed(groups)):
                created += _create(folder)
        # In one order, so that no two runs wait for each other.
        real_folders = sorted({disk.real_path(folder) for folder in folders if folder.is_dir()})
        with locked(real_folders) as locked_folders:
            for folder in real_folders:
                remove_leftovers(folder, is_locked=folder in locked_folders)
            _write(_steps(groups))
    except BaseException:
        for folder in reversed(created):
            with suppress(OSError):
                folder.rmdir()
        raise


@dataclass(frozen=True, slots=True)
class _Original:
    """A file as it was before this run."""

    path: Path
    content: bytes | None = None
    status: os.stat_result | None = None

    @classmethod
    def of(cls, path: Path) -> "_Original":
        """Read a file, which need not exist; a link is refused."""
        if path.is_symlink():
            raise OSError(errno.ELOOP, "Is a link; replace it by a file or remove it", str(path))
        try:
            with disk.opened(path) as file:
                return cls(path, file.read(), os.fstat(file.fileno()))
        except FileNotFoundError:
            return cls(path)

    @property
    def digest(self) -> str:
        return disk.ABSENT if self.content is None else disk.digest(self.content)

    def is_unchanged(self) -> bool:
        """Tell whether the file is still the same."""
        try:
            status = self.path.lstat()
        except FileNotFoundError:
            status = None
        return _identity(status) == _identity(self.status)

    def refuse_change(self) -> None:
        """Raise a `ChangedFileError` if the file is not the same any more."""
        if not self.is_unchanged():
            raise ChangedFileError(str(self.path))

    def restore(self) -> None:
        """Put the file back."""
        if self.content is None:
            self.path.unlink(missing_ok=True)
        elif not self.is_unchanged():
            stage(self.path, self.content, self.status).replace(self.path)


@dataclass(frozen=True, slots=True)
class _Step:
    """A file to write, or to remove."""

    original: _Original
    content: bytes | None
    is_first: bool
    """Whether no earlier step writes this file."""


def _steps(groups: Sequence[Contents]) -> list[_Step]:
    """Return the steps of a run, in order.

    Raises:
        ChangedFileError: A file changed since it was read.
    """
    results: dict[Path, bytes | None] = {}
    for group in groups:
        results |= group
    originals = {path: _Original.of(path) for path in results}
    if all(original.content == results[path] for path, original in originals.items()):
        return []  # another run, at the same time, did the same
    begun: set[Path] = set()
    steps: list[_Step] = []
    for group in groups:
        for path, content in group.items():
            is_first = path not in begun
            if is_first and not _has_to_be_written(originals[path], content):
                continue
            begun.add(path)
            steps.append(_Step(originals[path], content, is_first))
    return steps


def _has_to_be_written(original: _Original, content: bytes | None) -> bool:
    """Tell whether a file needs this content.

    Raises:
        ChangedFileError: The file changed since it was read.
    """
    if content == original.content:
        return False
    seen = disk.first_seen(original.path)
    if seen is None or seen == original.digest:
        return True
    if content is not None and seen == disk.digest(content):
        return False  # this run has nothing to change in it
    raise ChangedFileError(str(original.path))


def _write(steps: Sequence[_Step]) -> None:
    staged: list[Path] = []
    begun: list[_Original] = []
    try:
        for step in steps:
            if step.content is not None:
                staged.append(_stage(step.original, step.content))
        sync(staged)
        sources = iter(staged)
        for step in steps:
            original = step.original
            if step.is_first:
                original.refuse_change()
                begun.append(original)
            if step.content is None:
                original.path.unlink()
            else:
                next(sources).replace(original.path)
    except BaseException:
        for original in reversed(begun):
            with suppress(OSError):
                original.restore()
        for file in staged:
            with suppress(OSError):
                file.unlink()
        raise


def _stage(original: _Original, content: bytes) -> Path:
    folder = original.path.parent
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "No such folder", str(folder))
    return stage(original.path, content, original.status)


def _identity(status: os.stat_result | None) -> tuple[int, ...] | None:
    """Return the values that change when a file is replaced or edited."""
    if status is None:
        return None
    return (status.st_dev, status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns)


def _needed(groups: Iterable[Contents]) -> set[Path]:
    """Return the folders of the files to write."""
    folders: set[Path] = set()
    for group in groups:
        folders |= {path.parent for path, content in group.items() if content is not None}
    return folders


def _create(folder: Path) -> list[Path]:
    """Create a folder and its parents, and return those that did not exist, the outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    created: list[Path] = []
    for path in reversed(missing):
        with suppress(FileExistsError):  # another run created it
            path.mkdir()
            created.append(path)
    return created
