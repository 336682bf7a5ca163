"""Summaries of what writing a network changes in each file, from its texts before and after."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from leavex_network import formats
from leavex_network.files import page_files
from leavex_network.files.disk import read_limited
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.kinds import Kinds
from leavex_network.network import Network
from leavex_network.network.history import Diff
from leavex_network.pages import reading
from leavex_network.pages.contents import PageContents
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.matching import matches
from leavex_network.progress import counted, unreported

_TEXTS = ("name", "description")
_ADDRESSES = ("url", "also_at", "archived")
_SINGULAR = {
    "addresses replaced": "address replaced",
    "labels replaced": "label replaced",
    "texts replaced": "text replaced",
}
_ABOUT_TEXTS = ("title", "description", "introduction")


def summaries(
    network: Network[Entry],
    contents: Mapping[Path, bytes],
    *,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
) -> dict[Path, str]:
    """Return a summary for each page and JSON file that changes, before it is written.

    For example "2 added, 1 concluded, 3 texts replaced"; only what is not zero is mentioned.

    Args:
        network: The network that is written.
        contents: The new content of each file.
        format: The format of the files, if it is not that of their extensions.
        language: The language of a single page that declares none (BCP 47).
        base_url: As for `leavex_network.files.write`.
    """
    language = language or network.about.language
    result: dict[Path, str] = {}
    for path, content in counted(contents.items(), len(contents), is_each_long=True):
        name = format or formats.of_path(path).name
        if name not in (formats.PAGE, "json"):
            continue
        counts = _counts(network, path, name, content.decode(), language, base_url)
        summary = ", ".join(_phrase(number, what) for what, number in counts.items() if number)
        if summary:
            result[path] = summary
    return result


@unreported()
def _counts(
    network: Network[Entry], path: Path, format: str, text: str, language: str, base_url: str | None
) -> dict[str, int]:
    """Return the number of each kind of change of a page or a JSON file."""
    before = decode(read_limited(path), str(path)) if path.is_file() else ""
    if before == text:
        return {}
    if format == "json":
        return _json_counts(before, text)
    page_language, site_url, _ = page_files.page_settings(path, language, base_url)
    read = _reader(page_language, site_url or network.about.url, network.about.kinds)
    return _page_counts(read(before), read(text), network)


def _reader(language: str, base_url: str | None, kinds: Kinds) -> Callable[[str], PageContents]:
    """Return a function that reads a page in a language."""
    return lambda text: reading.contents(
        text, page_language=language, base_url=base_url, kinds=kinds
    )


def _page_counts(
    before: PageContents, after: PageContents, network: Network[Entry]
) -> dict[str, int]:
    """Return the number of each kind of change on a page."""
    old, new = before.entries_by_block, after.entries_by_block
    network_before = LanguagePages({before.language: before}).network
    ids = matches(new, network_before)
    pairs = [(network_before[ids[block]], entry) for block, entry in new.items() if block in ids]
    ranks = {entry.id: rank for rank, entry in enumerate(network_before)}
    stayed = [entry for entry, now in pairs if _section(entry) == _section(now)]
    moved = len(stayed) - _longest_rise(ranks[entry.id] for entry in stayed)
    moved += sum(entry.kind != now.kind for entry, now in pairs)
    left_alone = len(new) - len(matches(new, network))
    left_alone += len({note.line for note in after.notes if note.code == "unread-item"})
    return {
        "added": len(new) - len(pairs),
        "removed": len(old) - len(pairs),
        "moved": moved,
        "concluded": sum(_becomes("concluded", entry, now) for entry, now in pairs),
        "active again": sum(_becomes("active", entry, now) for entry, now in pairs),
        "texts replaced": _differences(pairs, _TEXTS) + _about_differences(before, after),
        "addresses replaced": _differences(pairs, _ADDRESSES),
        "labels replaced": _differences(pairs, ("territories",)),
        "left alone": left_alone,
    }


def _section(entry: Entry) -> tuple[str, str]:
    return entry.kind, entry.status


def _becomes(status: str, before: Entry, after: Entry) -> bool:
    return before.status != status == after.status


def _differences(pairs: Iterable[tuple[Entry, Entry]], names: Iterable[str]) -> int:
    """Return how many of these fields have other values."""
    fields = tuple(names)
    return sum(
        getattr(before, name) != getattr(after, name) for before, after in pairs for name in fields
    )


def _about_differences(before: PageContents, after: PageContents) -> int:
    """Return how many texts of a page, apart from its items, are others; new ones do not count."""
    count = 0
    for name in _ABOUT_TEXTS:
        text = getattr(before, name)
        count += bool(text) and text != getattr(after, name)
    return count


def _longest_rise(ranks: Iterable[int]) -> int:
    """Return the length of the longest rising subsequence: so many items can stay in place."""
    ends: list[int] = []
    for rank in ranks:
        position = bisect_left(ends, rank)
        ends[position : position + 1] = [rank]
    return len(ends)


def _json_counts(before: str, after: str) -> dict[str, int]:
    """Return the number of entries of a JSON file that are added, changed and removed."""
    new = formats.loads(after)
    old = formats.loads(before) if before.strip() else new[:0]
    difference: Diff = old.diff(new)
    return {
        "added": len(difference.added),
        "changed": len(difference.changed),
        "removed": len(difference.removed),
    }


def _phrase(number: int, what: str) -> str:
    """Return a number and a word: "2 added", "1 text replaced", "3 texts replaced"."""
    if number == 1:
        what = _SINGULAR.get(what, what)
    return f"{number:,} {what}"
