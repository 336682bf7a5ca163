"""Everything that is wrong with a file or a folder: what could not be read, what was left aside, and what compares."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from leavex_network import formats
from leavex_network.checks.accepted import without_accepted
from leavex_network.checks.between_pages import PAGE_CHECKS
from leavex_network.checks.entries import ENTRY_CHECKS
from leavex_network.errors import DataError
from leavex_network.files import folder
from leavex_network.files.disk import read_limited
from leavex_network.files.reading import PAGE
from leavex_network.files.site import site_of
from leavex_network.findings import Finding
from leavex_network.formats.json.offsets import Offsets
from leavex_network.formats.utf_8 import decode
from leavex_network.models import About, Entry
from leavex_network.network import Network
from leavex_network.pages.contents import contents
from leavex_network.pages.language_pages import LanguagePages, notes


def findings(
    path: Path,
    *,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
) -> tuple[list[Finding], int]:
    """Return all findings of a file or folder, in the order of its text, and how many more are accepted."""
    try:
        if path.is_dir():
            pages = folder.opened(path, language)
            return _of_pages(folder.editions(pages, base_url), pages.notes)
        chosen = formats.named(format) if format else formats.of_path(path)
        text = decode(read_limited(path), str(path))
        if chosen.name == PAGE:
            language, assumed = folder.language_of(path, language)
            page = contents(
                text,
                page_language=language or "en",
                base_url=base_url or site_of(path.parent).base_url,
                file=str(path),
            )
            return _of_pages(LanguagePages({page.language: page}), assumed)
        return of_json(text, formats.loads(text, chosen.name, file=str(path)), str(path))
    except DataError as error:
        return list(error.problems), 0


def of_json(text: str, network: Network[Entry], file: str) -> tuple[list[Finding], int]:
    """Return the findings of a network in JSON, each at its place, and how many more are accepted."""
    found = [finding for check in ENTRY_CHECKS for finding in check(network)]
    paths = {id(finding): _path(finding, network) for finding in found}
    offsets = Offsets.find(text, paths.values())
    placed = []
    for finding in found:
        line, column = offsets.line(offsets.offset(paths[id(finding)]))
        placed.append(replace(finding, file=file, line=line, column=column))
    return _told(placed, network.about)


def _of_pages(editions: LanguagePages, assumed: Iterable[Finding]) -> tuple[list[Finding], int]:
    found = [
        *assumed,
        *notes(editions),
        *(finding for check in PAGE_CHECKS for finding in check(editions)),
    ]
    return _told(found, editions.network.about)


def _told(found: Iterable[Finding], about: About) -> tuple[list[Finding], int]:
    kept, accepted = without_accepted(found, about)
    return sorted(
        kept,
        key=lambda finding: (
            finding.file or "",
            finding.line or 0,
            finding.column or 0,
            finding.code,
        ),
    ), accepted


def _path(finding: Finding, network: Network[Entry]) -> tuple[int | str, ...]:
    """Return where the subject of a finding stands in the JSON."""
    steps = tuple((finding.field or "").split("."))
    if finding.entry is None:
        return steps
    place = next(number for number, entry in enumerate(network) if entry.id == finding.entry)
    return ("entries", place, *steps)
