"""The only room that touches the user's disk: read a network, write one, and load the one that is bundled.

A file is written whole or not at all: into a new file beside it, which then takes its place.
"""

import errno
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from leavex_network.data import read_bytes
from leavex_network.errors import DataError
from leavex_network.models import Document, Entry
from leavex_network.network import Network

MAX_BYTES = 64_000_000
"""How large a file may be unless the caller allows more."""

StrPath = str | os.PathLike[str]


def load(*path: StrPath) -> Network[Entry]:
    """Return the bundled network: the page "Network" of the LeaveX campaign, edition of 2026-01-25.

    It is made once, and is the same object each time.

    >>> import leavex_network
    >>> network = leavex_network.load()
    >>> len(network)                          # the page of 2026-01-25
    23
    >>> len(network.as_of("2025-01-20"))      # the page that its texts are from
    10
    """
    if path:
        raise TypeError(
            f"load() takes no file: it is the bundled network; to read one, call read({os.fspath(path[0])!r})"
        )
    return _bundled()


@cache
def _bundled() -> Network[Entry]:
    # The tests have read this file with all the care that `formats` takes over a stranger's.
    return Network.from_document(Document.model_validate_json(read_bytes("network.json")))


def read(path: StrPath, *, format: str | None = None, max_bytes: int = MAX_BYTES) -> Network[Entry]:
    """Return the network that a file holds.

    Args:
        path: The file.
        format: A key of `leavex_network.formats.FORMATS`; by default what the file's ending says.
        max_bytes: How large the file may be.

    Raises:
        DataError: The file is no valid network, or too large; every problem is in it, with its place.
        FormatError: No format goes by that name or ending.
        OSError: The file cannot be read.
    """
    from leavex_network import formats

    chosen = formats.named(format) if format else formats.of_path(os.fspath(path))
    return formats.loads(read_limited(path, max_bytes), chosen.name, file=os.fspath(path))


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
        from leavex_network.findings import Finding

        message = f"the file is larger than {max_bytes:,} bytes."
        raise DataError(
            [
                Finding(
                    code="too-large",
                    message=message,
                    remedy="Pass a larger max_bytes to read it all the same.",
                    file=name,
                )
            ]
        )


def write(network: Network[Entry], path: StrPath, *, format: str | None = None) -> None:
    """Write a network to a file, whole or not at all; a file that says the same already is left alone.

    Args:
        network: What is written. A localized network is written as what one sees: a network in that language.
        path: The file; its folder must exist. Behind a symbolic link, the file that it leads to is written.
        format: A key of `leavex_network.formats.FORMATS`; by default what the file's ending says.

    Raises:
        FormatError: No format goes by that name or ending.
        OSError: The file cannot be written; the old one is still there.
    """
    from leavex_network import formats

    chosen = formats.named(format) if format else formats.of_path(os.fspath(path))
    content = formats.dumps(network, chosen.name).encode()
    target = Path(os.path.realpath(path))
    if not (target.is_file() and target.read_bytes() == content):
        _replace(target, content)


def _replace(target: Path, content: bytes) -> None:
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
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets here."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
