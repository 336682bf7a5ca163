"""Locks on folders: runs that write into the same folder wait for each other."""

import errno
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""The longest time to wait for another run, in seconds."""
_PAUSE = 0.02


@contextmanager
def locked(folders: Iterable[Path]) -> Iterator[frozenset[Path]]:
    """Lock folders, in the order given, and yield those that could be locked.

    The operating system unlocks them when a process ends, even if it is killed. Windows and some
    network file systems cannot lock a folder; runs at the same time are not kept apart there.

    Raises:
        OSError: Another run holds a lock for too long.
    """
    descriptors: dict[Path, int] = {}
    try:
        for folder in folders:
            descriptor = _lock(folder)
            if descriptor is not None:
                descriptors[folder] = descriptor
        yield frozenset(descriptors)
    finally:
        for descriptor in descriptors.values():
            os.close(descriptor)


def _lock(folder: Path) -> int | None:
    """Return the descriptor that holds the lock of a folder; None if it cannot be locked."""
    try:
        import fcntl  # Windows has none
    except ModuleNotFoundError:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder may be written without being readable
        return None
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(descriptor)
                message = "Another run is writing here; end it, or wait for it and run again"
                raise OSError(errno.EAGAIN, message, str(folder)) from None
            time.sleep(_PAUSE)
        except OSError:  # NFS, for example
            os.close(descriptor)
            return None
        else:
            return descriptor
