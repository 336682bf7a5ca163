"""Files that `embed` generated: replace and remove its own, keep those that were edited.

The digest of each is in `.leavex-network.json`, in the folder itself. Before a run changes a file,
it records the digests of what it will write, too, and it removes them when it is done: after a run
that was killed, the next one knows the files of both.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from leavex_network.errors import ArgumentError, quoted
from leavex_network.files.disk import ABSENT, digest, digest_of, read_limited, real_path
from leavex_network.files.transaction import write_in_order
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
    started: bytes
    """The manifest while the changes are made: if the run is killed, the next one needs it."""
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
    started: dict[str, str] = {}
    unfinished: dict[str, str] = {}
    digests: dict[str, str] = {}
    for name in sorted({*contents, *before_run}):
        _refuse_outside(folder, name)
        is_needed = name in contents or (folder / name).is_file()
        actual = digest_of(folder / name) if is_needed else ABSENT
        known = before_run.get(name, ())
        new = digest(contents[name]) if name in contents else None
        if known:
            started[name] = actual if actual in known else known[0]
        if not force and actual not in (ABSENT, new, *known):
            notes.append(_edited_file(folder / name))
            if known:
                digests[name] = known[0]
        elif new is not None:
            digests[name] = new
            if actual != new:
                written[name] = contents[name]
                unfinished[name] = new
        elif actual != ABSENT:
            removed.append(name)
    return Plan(
        folder,
        written,
        tuple(removed),
        tuple(notes),
        started=manifest_with(folder, owner, started, unfinished),
        manifest=manifest_with(folder, owner, digests),
    )


def recorded(folder: Path, owner: str) -> Mapping[str, tuple[str, ...]]:
    """Return the digests that an owner recorded in a folder, by their names.

    A name has two if the last run was killed: of the file before, and of the file to write.

    Raises:
        ArgumentError: The manifest is unreadable.
    """
    manifest = _read_manifest(folder)
    known: dict[str, tuple[str, ...]] = {}
    for key in (owner, _unfinished(owner)):
        for name, recorded_digest in manifest.get(key, {}).items():
            known[name] = (*known.get(name, ()), recorded_digest)
    return known


def manifest_with(
    folder: Path,
    owner: str,
    digests: Mapping[str, str],
    unfinished: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return the manifest of a folder with other digests of an owner.

    `unfinished` are those of what a run that begins is about to write.
    """
    manifest = {**_read_manifest(folder), owner: dict(digests)}
    manifest.pop(_unfinished(owner), None)
    if unfinished:
        manifest[_unfinished(owner)] = dict(unfinished)
    return _written(manifest)


def first_manifest(owner: str, contents: Mapping[str, bytes]) -> bytes:
    """Return the manifest of a new folder with these files of an owner."""
    return _written({owner: {name: digest(content) for name, content in contents.items()}})


def _written(manifest: Mapping[str, Mapping[str, str]]) -> bytes:
    # In ASCII, as names of files can be bytes that are no UTF-8.
    text = json.dumps(manifest, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def carry_out(plan: Plan) -> None:
    """Make the changes of a plan.

    Raises:
        OSError: A file cannot be written; no file was changed.
    """
    manifest = plan.folder / MANIFEST
    changes: dict[Path, bytes | None] = {}
    for name in plan.removed:
        changes[plan.folder / name] = None
    for name, content in plan.written.items():
        changes[plan.folder / name] = content
    started = {manifest: plan.started} if changes else {}
    write_in_order(started, changes, {manifest: plan.manifest}, make_folders=True)
    for name in plan.removed:
        _remove_empty((plan.folder / name).parent, plan.folder)


def _unfinished(owner: str) -> str:
    """Return the key of what a run is about to write; older versions leave it alone."""
    return f"{owner}, unfinished"


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove a folder and its parents below the root, as far as they are empty."""
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """Return the digests of the files that each generator wrote, by their paths."""
    path = folder / MANIFEST
    _refuse_link(path)
    try:
        manifest: Any = json.loads(read_limited(path))
    except FileNotFoundError:
        digest_of(path)  # it is remembered that there is none
        return {}
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
    if not is_inside or not real_path((folder / name).parent).is_relative_to(real_path(folder)):
        raise ArgumentError(f"{quoted(name)} is outside of {str(folder)!r}; nothing is written")
    _refuse_link(folder / name)


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise ArgumentError(f"{str(path)!r} is a link; replace it by a file or remove it")


def _edited_file(path: Path) -> Finding:
    message = "The file was edited, or not written by embed; it is kept."
    remedy = "Delete it, or replace it with --force."
    return Finding(code="edited-file", message=message, remedy=remedy, file=str(path))
