"""Files that `embed` generated: replace and remove its own, keep those that were edited.

The digest of each is in `.leavex-network.json`, in the folder itself.
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
    """The changes to make in a folder."""

    folder: Path
    written: Mapping[str, bytes]
    """The new or changed files, by their paths in the folder."""
    removed: tuple[str, ...]
    """The files that an earlier run wrote and that are no longer needed."""
    notes: tuple[Finding, ...]
    """A finding for each file that somebody edited or wrote, which is kept."""
    manifest: bytes


def plan(folder: Path, owner: str, contents: Mapping[str, bytes], *, force: bool = False) -> Plan:
    """Return the changes after which a folder, which need not exist, has these files of an owner.

    The keys of `contents` are paths in the folder. With `force`, edited files are replaced, too.

    Raises:
        ArgumentError: A file would be outside of the folder, or the manifest is unreadable.
    """
    before_run = recorded(folder, owner)
    written: dict[str, bytes] = {}
    removed: list[str] = []
    notes: list[Finding] = []
    digests: dict[str, str] = {}
    for name in sorted({*contents, *before_run}):
        _refuse_outside(folder, name)
        actual = _digest_of(folder / name)
        before = before_run.get(name)
        new = _digest(contents[name]) if name in contents else None
        if not force and actual is not None and actual not in (before, new):
            notes.append(_edited_file(folder / name))
            if before is not None:
                digests[name] = before
        elif new is not None:
            digests[name] = new
            if actual != new:
                written[name] = contents[name]
        elif actual is not None:
            removed.append(name)
    manifest = manifest_with(folder, owner, digests)
    return Plan(folder, written, tuple(removed), tuple(notes), manifest)


def recorded(folder: Path, owner: str) -> Mapping[str, str]:
    """Return the digests that an owner's last run recorded in a folder, by their names.

    Raises:
        ArgumentError: The manifest is unreadable.
    """
    return _read_manifest(folder).get(owner, {})


def manifest_with(folder: Path, owner: str, digests: Mapping[str, str]) -> bytes:
    """Return the manifest of a folder with other digests of an owner."""
    manifest = {**_read_manifest(folder), owner: dict(digests)}
    # In ASCII, as names of files can be bytes that are no UTF-8.
    text = json.dumps(manifest, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def carry_out(plan: Plan) -> None:
    """Make the changes of a plan.

    Raises:
        OSError: A file cannot be written; no file was changed.
    """
    files = {plan.folder / name: content for name, content in plan.written.items()}
    write_all({**files, plan.folder / MANIFEST: plan.manifest}, make_folders=True)
    for name in plan.removed:
        file = plan.folder / name
        file.unlink()
        _remove_empty(file.parent, plan.folder)


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove a folder and its parents below the root, as far as they are empty."""
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """Return the digests of the files that each generator wrote, by their paths."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        manifest: Any = json.loads(read_limited(path))
    except (ValueError, RecursionError):
        manifest = None
    if isinstance(manifest, dict) and all(map(_has_digests, manifest.values())):
        return manifest
    raise ArgumentError(
        f"{str(path)!r} was edited; delete it, and replace files that were not edited with --force"
    )


def _has_digests(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(digest, str) for digest in value.values())


def _refuse_outside(folder: Path, name: str) -> None:
    path = PurePosixPath(name)
    is_inside = not path.is_absolute() and ".." not in path.parts and name != MANIFEST
    if not is_inside or not (folder / name).parent.resolve().is_relative_to(folder.resolve()):
        raise ArgumentError(f"{quoted(name)} is outside of {str(folder)!r}; nothing is written")
    if (folder / name).is_symlink():
        raise ArgumentError(f"{str(folder / name)!r} is a link; replace it by a file or remove it")


def _digest_of(path: Path) -> str | None:
    return _digest(path.read_bytes()) if path.is_file() else None


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _edited_file(path: Path) -> Finding:
    message = "The file was edited, or not written by embed; it is kept."
    remedy = "Delete it, or replace it with --force."
    return Finding(code="edited-file", message=message, remedy=remedy, file=str(path))
