"""Check a file or a folder: what cannot be read, what was ignored, and what is inconsistent."""

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
from leavex_network.findings import Finding
from leavex_network.formats.error_messages import KeyPath
from leavex_network.formats.json.offsets import Offsets
from leavex_network.formats.utf_8 import decode
from leavex_network.models import About, Entry
from leavex_network.network import Network
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.reading import contents


def findings(
    path: Path,
    *,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
) -> tuple[list[Finding], int]:
    """Return the findings of a file or folder in text order, and the number of accepted ones.

    The arguments are those of `leavex_network.files.read`.
    """
    try:
        row = folder.format_of(path, format, is_read=True)
        if row is None:
            pages = folder.open_folder(path, language)
            return _of_pages(folder.read_pages(pages, base_url), pages.notes)
        text = decode(read_limited(path), str(path))
        if row.name != formats.PAGE:
            return of_json(text, formats.loads(text, row.name, file=str(path)), str(path))
        language, base_url, assumed = folder.page_settings(path, language, base_url)
        page = contents(text, page_language=language, base_url=base_url, file=str(path))
        return _of_pages(LanguagePages({language: page}), assumed)
    except DataError as error:
        return list(error.problems), 0


def of_json(text: str, network: Network[Entry], file: str) -> tuple[list[Finding], int]:
    """Return the findings of a network, each at its line and column, and how many are accepted."""
    plain = [finding for check in ENTRY_CHECKS for finding in check(network)]
    paths = [_key_path(finding, network) for finding in plain]
    offsets = Offsets(text, paths)
    located: list[Finding] = []
    for finding, path in zip(plain, paths, strict=True):
        line, column = offsets.lines.locate(offsets.offset(path))
        located.append(replace(finding, file=file, line=line, column=column))
    return _not_accepted(located, network.about)


def _of_pages(pages: LanguagePages, assumed: Iterable[Finding]) -> tuple[list[Finding], int]:
    every = [*assumed, *pages.notes()]
    for check in PAGE_CHECKS:
        every += check(pages)
    return _not_accepted(every, pages.network.about)


def _not_accepted(every: Iterable[Finding], about: About) -> tuple[list[Finding], int]:
    """Return the findings that are not accepted, in text order, and the number of the others."""
    kept, accepted = without_accepted(every, about)
    return sorted(kept, key=_position), accepted


def _position(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file or "", finding.line or 0, finding.column or 0, finding.code


def _key_path(finding: Finding, network: Network[Entry]) -> KeyPath:
    """Return the path of the field that a finding is about, in the JSON of the network."""
    steps = tuple((finding.field or "").split("."))
    if finding.entry is None:
        return steps
    ids = [entry.id for entry in network]
    return ("entries", ids.index(finding.entry), *steps)
