"""Bytes on the disk: read up to a limit, and written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from leavex_network.errors import DataError
from leavex_network.findings import Finding

MAX_BYTES = 64_000_000
"""How large a file may be unless the caller allows more."""

StrPath = str | os.PathLike[str]


def read_limited(path: StrPath, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file that is not too large.

    Raises:
        DataError: It is larger.
        OSError: It cannot be read.
    """
    with Path(path).open("rb") as file:
        content = file.read(max_bytes + 1)
    check_size(content, os.fspath(path), max_bytes)
    return content


def check_size(content: bytes, name: str, max_bytes: int = MAX_BYTES) -> None:
    """Refuse more bytes than the caller is ready to read.

    Raises:
        DataError: There are more.
    """
    if len(content) > max_bytes:
        message = f"the file is larger than {max_bytes:,} bytes."
        remedy = "Pass a larger max_bytes to read it all the same."
        raise DataError([Finding(code="too-large", message=message, remedy=remedy, file=name)])


def write_all(contents: Mapping[Path, bytes], *, make_folders: bool = False) -> None:
    """Write files, all of them or none; those that hold these bytes already are left alone.

    Each is written beside its place first, and then takes it: whoever looks sees a whole file, old or new. Where that
    fails for one, those that were replaced get their old bytes back.

    Raises:
        OSError: A file cannot be written; all are as they were.
    """
    changed = {path: content for path, content in contents.items() if not _holds(path, content)}
    staged: dict[Path, Path] = {}
    old: dict[Path, bytes | None] = {}
    made: list[Path] = []
    try:
        for parent in sorted({path.parent for path in changed}) if make_folders else ():
            made += _make(parent)
        for path, content in changed.items():
            staged[path] = _stage(path, content)
        for path, beside in staged.items():
            before = path.read_bytes() if path.exists() else None
            beside.replace(path)
            old[path] = before
    except BaseException:
        for path, before in old.items():
            _give_back(path, before)
        _take_away(staged.values())
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _take_away(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return those that were not there."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()][::-1]
    for path in missing:
        path.mkdir()
    return missing


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _stage(target: Path, content: bytes) -> Path:
    """Write the bytes into a new file beside the target, with its permissions."""
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


def _give_back(path: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            path.unlink()
        else:
            _stage(path, before).replace(path)


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets here."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
