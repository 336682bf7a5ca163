"""Files that this library wrote into somebody's folder: it replaces and removes its own, and leaves what was edited.

A digest of each is kept in `.leavex-network.json`, in the folder itself.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from leavex_network.errors import ArgumentError, quoted
from leavex_network.files.disk import read_limited, write_all
from leavex_network.findings import Finding

MANIFEST = ".leavex-network.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done in a folder; nothing is done yet."""

    folder: Path
    written: Mapping[str, bytes]
    """What is new or other than before, by its path in the folder."""
    removed: tuple[str, ...]
    """What was written before, and is of no use any more."""
    kept: tuple[str, ...]
    """What somebody edited, or wrote in its place: it stays as it is."""
    manifest: bytes

    @property
    def notes(self) -> tuple[Finding, ...]:
        """A finding for each file that stays as it is."""
        return tuple(_edited(self.folder / name) for name in self.kept)


def plan(folder: Path, owner: str, contents: Mapping[str, bytes], *, force: bool = False) -> Plan:
    """Return what is to be done so that a folder holds these files.

    Args:
        folder: The folder; it need not exist yet.
        owner: Which generator they are of: each has files of its own.
        contents: What each file should hold, by its path in the folder, with slashes.
        force: Whether files that somebody edited are replaced as well.

    Raises:
        ArgumentError: A file would lie outside of the folder, or the record of what was written is unreadable.
    """
    record = _record(folder)
    before = record.get(owner, {})
    for name in {*contents, *before}:
        _refuse_outside(folder, name)
    held = {name: _digest_of(folder / name) for name in {*contents, *before}}
    new = {name: _digest(content) for name, content in contents.items()}
    kept = {
        name
        for name, digest in held.items()
        if not force and digest is not None and digest not in (before.get(name), new.get(name))
    }
    written = {
        name: content
        for name, content in contents.items()
        if name not in kept and held[name] != new[name]
    }
    removed = [name for name in before.keys() - new.keys() - kept if held[name] is not None]
    owned = {
        **{name: before[name] for name in kept & before.keys()},
        **{name: digest for name, digest in new.items() if name not in kept},
    }
    manifest = json.dumps(
        {**record, owner: dict(sorted(owned.items()))}, ensure_ascii=False, indent=1, sort_keys=True
    )
    return Plan(
        folder, written, tuple(sorted(removed)), tuple(sorted(kept)), f"{manifest}\n".encode()
    )


def carry_out(todo: Plan) -> None:
    """Write and remove what a plan says; on an error, everything is as it was.

    Raises:
        OSError: A file cannot be written.
    """
    files = {todo.folder / name: content for name, content in todo.written.items()}
    write_all({**files, todo.folder / MANIFEST: todo.manifest}, make_folders=True)
    for name in todo.removed:
        (todo.folder / name).unlink()
        _remove_empty((todo.folder / name).parent, todo.folder)


def _remove_empty(folder: Path, root: Path) -> None:
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _record(folder: Path) -> dict[str, dict[str, str]]:
    """Return the digests of what each generator wrote before."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        record: Any = json.loads(read_limited(path))
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict) and all(map(_is_table, record.values())):
        return record
    raise ArgumentError(
        f"{str(path)!r} is not as it was written: delete it, and files that were not edited can be replaced "
        "with --force"
    )


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(digest, str) for digest in value.values())


def _refuse_outside(folder: Path, name: str) -> None:
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and name != MANIFEST
    if not inside or not (folder / name).parent.resolve().is_relative_to(folder.resolve()):
        raise ArgumentError(
            f"{quoted(name)} lies outside of {str(folder)!r}: nothing is written there"
        )
    if (folder / name).is_symlink():
        raise ArgumentError(
            f"{str(folder / name)!r} is a link: put a file in its place, or remove it"
        )


def _digest_of(path: Path) -> str | None:
    return _digest(path.read_bytes()) if path.is_file() else None


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _edited(path: Path) -> Finding:
    message = "this file was not written by embed, or was edited since; it stays as it is."
    remedy = "Delete it, or write over it with --force."
    return Finding(code="edited-file", message=message, remedy=remedy, file=str(path))
