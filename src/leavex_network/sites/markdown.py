"""`markdown`: the list between two comments in any Markdown file; all else keeps its bytes.

`.leavex-network.json` beside the file has the digest of each region, so that an edited one is kept.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from leavex_network.errors import ArgumentError, DataError, NetworkError
from leavex_network.files import disk, generated
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.blocks import Page
from leavex_network.pages.regions import BEGIN, END, Region, regions
from leavex_network.places.languages import tag
from leavex_network.sites.embedding import Embedded, Options
from leavex_network.sites.region_list import region_list

_OWNER = "markdown"
_LIST_MARKER = re.compile(r"^[-+*](?=[ \t])", re.MULTILINE)
_MOST_DIGESTS = 20
"""How many digests are remembered of a file with an edited region."""
_MOST_NAMES = 3


_Digests = dict[Path, dict[str, Sequence[str]]]
"""The digests of the regions of each file, by its folder and its name."""


def planned(network: Network[Entry], files: Sequence[Path], options: Options) -> Embedded:
    """Return the files that filling their regions would change.

    Raises:
        ArgumentError: A path is no file, or the language is not known.
        DataError: No file has a region; or a region does not end or has unknown parameters.
    """
    language = tag(options.languages[0]) if options.languages else None
    pages: dict[Path, bytes] = {}
    without: list[Path] = []
    notes: list[Finding] = []
    problems: list[Finding] = []
    before_run: _Digests = {}
    written: _Digests = {}
    paths: dict[str, Path] = {}
    for path in files:
        paths.setdefault(os.path.realpath(path), path)
    for path in paths.values():
        _refuse_others(path)
        folder = Path(os.path.realpath(path.parent))
        if folder not in before_run:
            before_run[folder] = _by_file(folder)
            written[folder] = {}
        recorded = before_run[folder].get(path.name, ())
        source = _Source(network, path, language, options.force)
        try:
            text = decode(disk.read_limited(path), str(path))
            filled = _filled(text, source, recorded)
        except DataError as error:
            problems += error.problems
            continue
        notes += filled.notes
        if not filled.has_region:
            without.append(path)
        pages[path] = filled.text.encode()
        written[folder][path.name] = filled.digests
    if without and len(without) == len(pages) and not problems:
        problems = [note for note in notes if note.code == "unread-marker"] or [_no_region(without)]
    if problems:
        raise DataError(problems)
    if without:
        notes.append(_no_region(without))
    started, state = _records(before_run, written)
    return Embedded(pages, None, tuple(notes), state=state, started=started)


def _records(
    before_run: _Digests, written: _Digests
) -> tuple[dict[Path, bytes], dict[Path, bytes]]:
    """Return the manifest of each folder for while the files are written, and for afterwards."""
    started: dict[Path, bytes] = {}
    state: dict[Path, bytes] = {}
    for folder, before in before_run.items():
        file = folder / generated.MANIFEST
        new = _numbered(written[folder])
        if new or file.exists():
            started[file] = generated.manifest_with(folder, _OWNER, _numbered(before), new)
            after = _numbered({**before, **written[folder]})
            state[file] = generated.manifest_with(folder, _OWNER, after)
    return started, state


def _refuse_others(path: Path) -> None:
    if path.is_dir():
        raise ArgumentError(f"{str(path)!r} is a folder; name its files, such as {path}/*.md")
    if path.is_symlink():
        raise ArgumentError(f"{str(path)!r} is a link; name the file that it leads to")


def _by_file(folder: Path) -> dict[str, Sequence[str]]:
    """Return the digests of the regions of each file that is there, recorded as `README.md#1`."""
    recorded = generated.recorded(folder, _OWNER)
    numbers: list[tuple[str, int, str]] = []
    for name in recorded:
        file, _, number = name.rpartition("#")
        if (folder / file).exists():
            numbers.append((file, int(number) if number.isdecimal() else 0, name))
    digests: dict[str, dict[str, None]] = {}
    for file, _, name in sorted(numbers):
        digests.setdefault(file, {}).update(dict.fromkeys(recorded[name]))
    return {file: tuple(values) for file, values in digests.items()}


def _numbered(digests: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the digests of the regions of each file as they are recorded."""
    names: dict[str, str] = {}
    for file, values in digests.items():
        names |= {f"{file}#{number}": digest for number, digest in enumerate(values, 1)}
    return names


def _no_region(files: Sequence[Path]) -> Finding:
    """Return the finding for files without a region."""
    names = ", ".join(map(str, files[:_MOST_NAMES]))
    if len(files) > _MOST_NAMES:
        names = f"{names} and {len(files) - _MOST_NAMES} more"
    return Finding(
        code="without-region",
        message=f"There is no region in {names}.",
        remedy=f"Write {BEGIN} and {END}, each on a line of its own, where the list is to be.",
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """The file, and the source of its regions."""

    network: Network[Entry]
    path: Path
    language: str | None
    """That of the option."""
    force: bool


@dataclass(frozen=True, slots=True)
class _Filled:
    """A file with its regions filled."""

    text: str
    digests: tuple[str, ...]
    """Of what `embed` wrote: by them, the next run knows its own regions."""
    notes: tuple[Finding, ...]
    has_region: bool


def _filled(text: str, source: _Source, recorded: Sequence[str]) -> _Filled:
    """Return a file with its regions filled, but for those that somebody edited.

    Raises:
        DataError: A region cannot be filled; all problems at once.
    """
    page = Page.parse(text)
    file = str(source.path)
    found = regions(page, file)
    problems = list(found.problems)
    written: list[tuple[Region, str]] = []
    for region in found.regions:
        try:
            written.append(
                (region, region_list(source.network, region, page, source.path, source.language))
            )
        except (NetworkError, OSError) as error:
            problems += _located(error, file, region.line)
    if problems:
        raise DataError(problems)
    notes = list(found.notes)
    digests: list[str] = []
    parts: list[str] = []
    offset = 0
    for region, new in written:
        old = text[region.start : region.end]
        digest, new_digest = _digest(old), _digest(new)
        is_own = not old.strip() or digest in (new_digest, *recorded)
        if not is_own and not source.force:
            notes.append(_edited_region(file, region.line))
            # If somebody restores it, it is recognized.
            digests += recorded
            continue
        digests.append(new_digest)
        if digest != new_digest:
            parts += [text[offset : region.start], new]
            offset = region.end
    parts.append(text[offset:])
    kept = tuple(dict.fromkeys(digests))[:_MOST_DIGESTS]
    return _Filled("".join(parts), kept, tuple(notes), bool(written))


def _digest(region: str) -> str:
    """Return the digest of a region: line endings, spaces at them, and markers do not count."""
    lines = "\n".join(line.rstrip() for line in region.strip().splitlines())
    return sha256(_LIST_MARKER.sub("*", lines).encode()).hexdigest()


def _located(error: NetworkError | OSError, file: str, line: int) -> Iterator[Finding]:
    """Yield the problems of a region at the line of its first marker."""
    if isinstance(error, DataError):
        for problem in error.problems:
            yield problem if problem.file else replace(problem, file=file, line=line, column=1)
        return
    message = str(error)
    if isinstance(error, OSError):
        message = f"{error.filename}: {error.strerror}"
    if not message.endswith((".", "?")):
        message = f"{message}."
    yield Finding(code="invalid-region", message=message, file=file, line=line, column=1)


def _edited_region(file: str, line: int) -> Finding:
    return Finding(
        code="edited-region",
        message="The region was edited, or not written by embed; it is kept.",
        remedy="Delete its lines, or replace it with --force.",
        file=file,
        line=line,
        column=1,
    )
