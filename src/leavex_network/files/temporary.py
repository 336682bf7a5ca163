"""Temporary files: each is complete before it is renamed over its target."""

import os
import re
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from secrets import token_hex

_NAME = re.compile(r"\.leavex-network-[0-9a-f]{16}\.tmp")
_OLD = 3_600
"""The age, in seconds, of files that are left over in a folder that cannot be locked."""
_SPECIAL_BITS = stat.S_ISUID | stat.S_ISGID


def stage(target: Path, content: bytes, status: os.stat_result | None) -> Path:
    """Write bytes into a new file next to a target, and return it.

    It gets the mode of the target's `status` and, where permitted, its owner and group; without a
    target, what the umask, or the folder, gives a new file.
    """
    file = target.parent / f".leavex-network-{token_hex(8)}.tmp"
    mode = 0o666 if status is None else 0o600
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _binary(), mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        if status is not None:
            _keep_owner_and_mode(file, status)
    except BaseException:
        file.unlink()
        raise
    return file


def sync(files: Sequence[Path]) -> None:
    """Write the content of files to the disk, before they are renamed.

    Several take one `sync` of the system: 300 files are on the disk after 10 to 45 ms by `sync`,
    after 300 ms by an `fsync` of each.
    """
    sync_all = getattr(os, "sync", None)  # Windows has none
    if sync_all is not None and len(files) > 1:
        sync_all()
        return
    for file in files:
        descriptor = os.open(file, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_leftovers(folder: Path, *, is_locked: bool) -> None:
    """Remove the temporary files of killed runs from a folder.

    In a locked folder no other run is writing, so that all are left over; else, those that are old.
    """
    newest = inf if is_locked else time.time() - _OLD
    # Files that cannot be listed or removed stay.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_older(Path(entry.path), newest)


def _remove_older(file: Path, newest: float) -> None:
    if file.lstat().st_mtime <= newest:
        file.unlink()


def _keep_owner_and_mode(file: Path, status: os.stat_result) -> None:
    mode = stat.S_IMODE(status.st_mode)
    own = file.stat()
    if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.chown(file, status.st_uid, status.st_gid)
        except OSError:
            # The file belongs to whoever writes it; it must not run as that user or group.
            mode &= ~_SPECIAL_BITS
            # The owner of a file may give it to a group of their own.
            with suppress(OSError):
                os.chown(file, -1, status.st_gid)
    file.chmod(mode)


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)
