"""Write the files of a repository into a folder: all of them, and none over another."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from leavex_network.errors import ArgumentError, ChangedFileError, quoted
from leavex_network.files.disk import digest_of, real_path, unchanged_since_read
from leavex_network.files.transaction import write_all

_MOST_NAMED = 10


def refuse_folder(folder: Path) -> None:
    """Raise an `ArgumentError` if a repository cannot be made in a folder, which need not exist."""
    paths = (folder, *folder.parents)
    existing = next(filter(os.path.lexists, paths), folder)
    if os.path.lexists(existing) and not existing.is_dir():
        kind = "a link that leads nowhere" if existing.is_symlink() else "a file, not a folder"
        raise ArgumentError(f"{str(existing)!r} is {kind}; name another folder, or remove it")
    if folder.is_symlink():
        target = quoted(str(real_path(folder)))
        raise ArgumentError(f"{str(folder)!r} is a link to a folder; name that folder: {target}")


def refuse_existing(folder: Path, names: Iterable[str]) -> None:
    """Raise an `ArgumentError` that names the paths that exist already.

    A link counts as such, wherever it leads, and so does a file where a folder would be.
    """
    taken: dict[str, None] = {}
    for name in names:
        path = _taken(folder, name)
        if path is not None:
            taken[str(path)] = None
    if not taken:
        return
    shown = [quoted(path) for path in taken][:_MOST_NAMED]
    if len(taken) > _MOST_NAMED:
        shown.append(f"{len(taken) - _MOST_NAMED} more")
    verb = "exists" if len(taken) == 1 else "exist"
    remedy = "name a new folder, or move them away"
    raise ArgumentError(f"{', '.join(shown)} {verb} already, nothing was written; {remedy}")


def _taken(folder: Path, name: str) -> Path | None:
    """Return the path of a file, or of a parent in the folder, where something else is."""
    path = folder
    *parents, _ = parts = Path(name).parts
    for part in parts[: len(parents)]:
        path /= part
        if path.is_symlink() or (os.path.lexists(path) and not path.is_dir()):
            return path
    path = folder / name
    return path if os.path.lexists(path) else None


def write_new(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files that do not exist, all of them or none, and the folders that they need.

    Raises:
        ArgumentError: One exists, or the folder cannot be used; none was written.
        ChangedFileError: A file was made in the meantime; none was written.
    """
    refuse_folder(folder)
    with unchanged_since_read():
        paths = {folder / name: content for name, content in contents.items()}
        for path in paths:
            digest_of(path)  # it is remembered that there is none
        refuse_existing(folder, contents)
        try:
            write_all(paths, make_folders=True)
        except ChangedFileError:
            raise
        except OSError as error:
            remedy = "nothing was written; name a folder where files can be written"
            problem = f"{error.filename or folder}: {error.strerror or error}"
            raise ArgumentError(f"{problem}; {remedy}") from None
