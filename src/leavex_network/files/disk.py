"""Bytes on the disk: only regular files are read, and only up to a limit."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path

from leavex_network.errors import ArgumentError, DataError
from leavex_network.files.limits import MAX_BYTES, StrPath
from leavex_network.findings import Finding

ABSENT = ""
"""The digest of a file that does not exist."""

_KINDS = {
    stat.S_IFIFO: "a named pipe (FIFO)",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# Without O_NONBLOCK, opening a FIFO waits for a writer. Windows has O_BINARY, but not the others.
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)

_SEEN: ContextVar[dict[Path, str] | None] = ContextVar("_SEEN", default=None)
"""The digest of each file when it was first read, within `unchanged_since_read`."""


@contextmanager
def unchanged_since_read() -> Iterator[None]:
    """Within this block, a file that changed since it was first read is not overwritten.

    It is `leavex_network.files.transaction` that compares the file with what was read.
    """
    token = _SEEN.set({})
    try:
        yield
    finally:
        _SEEN.reset(token)


def first_seen(path: Path) -> str | None:
    """Return the digest of a file when it was first read in this block; None if it was not."""
    seen = _SEEN.get()
    return None if seen is None else seen.get(real_path(path))


def read_limited(path: StrPath, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file that is not too large: see `check_size`."""
    with opened(path) as file:
        content = file.read(max_bytes + 1)
    check_size(content, os.fspath(path), max_bytes)
    if _SEEN.get() is not None:
        _note(path, digest(content))
    return content


def check_size(content: bytes, name: str, max_bytes: int = MAX_BYTES) -> None:
    """Raise a `DataError` if the content is too large."""
    if len(content) > max_bytes:
        message = f"The file is larger than {max_bytes:,} bytes."
        remedy = "Pass a larger max_bytes to read it."
        raise DataError([Finding(code="too-large", message=message, remedy=remedy, file=name)])


@contextmanager
def opened(path: StrPath) -> Iterator[BufferedReader]:
    """Open a regular file for reading; other files are refused before they are opened.

    Opening it could wait for ever (a FIFO), or do something (a tape drive rewinds).
    """
    refuse_special(path)
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        # Somebody may have replaced the file in between.
        _refuse(os.fstat(descriptor).st_mode, path)
        yield file


def refuse_special(path: StrPath, *, may_be_folder: bool = False) -> None:
    """Raise an `OSError` if a path leads to anything but a regular file, or to nothing by a loop.

    A path that does not exist is accepted.
    """
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        return
    except ValueError:  # a null character, or half of a surrogate pair
        raise ArgumentError(f"{os.fspath(path)!r} cannot be the name of a file") from None
    if not (may_be_folder and stat.S_ISDIR(mode)):
        _refuse(mode, path)


def _refuse(mode: int, path: StrPath) -> None:
    """Raise an `OSError` if the mode is not that of a regular file."""
    if stat.S_ISREG(mode):
        return
    name = os.fspath(path)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "Is a folder, not a file", name)
    kind = _KINDS.get(stat.S_IFMT(mode), "a special file")
    raise OSError(errno.EINVAL, f"Is {kind}, not a regular file", name)


def real_path(path: StrPath) -> Path:
    """Return an absolute path without links.

    `Path.resolve` does the same, but raises a RuntimeError for a loop before Python 3.13.
    """
    return Path(os.path.realpath(path))


def target_of(path: Path) -> Path:
    """Return the regular file to write for a path: for a link, its target.

    It need not exist.

    Raises:
        OSError: It is a folder, a device or a loop of links.
    """
    target = real_path(path)
    refuse_special(target)
    return target


def digest(content: bytes) -> str:
    """Return the SHA-256 digest of bytes."""
    return sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 digest of a regular file, or `ABSENT`."""
    try:
        with opened(path) as file:
            result = file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        result = ABSENT
    _note(path, result)
    return result


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a file exists and has this content."""
    return digest_of(path) == digest(content)


def _note(path: StrPath, digest: str) -> None:
    seen = _SEEN.get()
    if seen is not None:
        seen.setdefault(real_path(path), digest)
