"""Bytes on the disk: read up to a limit, written completely or not at all."""

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from leavex_network.errors import DataError
from leavex_network.files.limits import MAX_BYTES, StrPath
from leavex_network.findings import Finding


def read_limited(path: StrPath, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file that is not too large: see `check_size`."""
    with Path(path).open("rb") as file:
        content = file.read(max_bytes + 1)
    check_size(content, os.fspath(path), max_bytes)
    return content


def check_size(content: bytes, name: str, max_bytes: int = MAX_BYTES) -> None:
    """Raise a `DataError` if the content is too large."""
    if len(content) > max_bytes:
        message = f"The file is larger than {max_bytes:,} bytes."
        remedy = "Pass a larger max_bytes to read it."
        raise DataError([Finding(code="too-large", message=message, remedy=remedy, file=name)])


def write_all(contents: Mapping[Path, bytes], *, make_folders: bool = False) -> None:
    """Write files, all of them or none; those that have this content already are not touched.

    Each is written next to its target and then renamed over it (POSIX `rename` is atomic), so that
    every file is complete at any moment, old or new. If one fails, the others are restored.

    Raises:
        OSError: A file cannot be written; no file was changed.
    """
    changed = {path: content for path, content in contents.items() if not holds(path, content)}
    staged: dict[Path, Path] = {}
    old: dict[Path, bytes | None] = {}
    created: list[Path] = []
    try:
        if make_folders:
            for parent in sorted({path.parent for path in changed}):
                created += _create(parent)
        for path, content in changed.items():
            staged[path] = _stage(path, content)
        for path, temporary in staged.items():
            before = path.read_bytes() if path.exists() else None
            temporary.replace(path)
            old[path] = before
    except BaseException:
        for path, before in old.items():
            _restore(path, before)
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink()
        for folder in reversed(created):
            with suppress(OSError):
                folder.rmdir()
        raise


def _create(folder: Path) -> list[Path]:
    """Create a folder and its parents, and return those that did not exist, the outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    missing.reverse()
    for path in missing:
        path.mkdir()
    return missing


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a file exists and has this content."""
    return path.is_file() and path.read_bytes() == content


def _stage(target: Path, content: bytes) -> Path:
    """Write the bytes into a new file next to the target, with its permissions."""
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "No such folder", str(target.parent))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "Is a folder, not a file", str(target))
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _restore(path: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            path.unlink()
        else:
            _stage(path, before).replace(path)


def _mode(target: Path) -> int:
    """Return the permissions of the target, or those that the umask gives a new file."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
