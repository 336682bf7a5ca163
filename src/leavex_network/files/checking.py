"""Check a file or a folder: what cannot be read, what was ignored, and what is inconsistent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from leavex_network import formats
from leavex_network.checks import between_pages, entries
from leavex_network.checks.accepted import without_accepted
from leavex_network.checks.between_pages import PAGE_CHECKS
from leavex_network.checks.entries import ENTRY_CHECKS
from leavex_network.errors import DataError
from leavex_network.files import folder, page_files
from leavex_network.files.disk import read_limited, refuse_special
from leavex_network.findings import Finding
from leavex_network.formats.error_messages import KeyPath
from leavex_network.formats.json.offsets import Offsets
from leavex_network.formats.read_options import NO_OPTIONS, ReadOptions
from leavex_network.formats.reporting import MOST_COUNTED, warn
from leavex_network.formats.tables.reading import Table
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.kinds import as_kinds, united_kinds
from leavex_network.network import Network
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.matching import matches
from leavex_network.pages.reading import contents
from leavex_network.progress import plan_passes, shared
from leavex_network.text.lines import Lines
from leavex_network.text.urls import check_base_url


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check."""

    findings: list[Finding]
    """The findings that are not accepted, in text order."""
    accepted: int = 0
    """The number of accepted findings."""
    pages: LanguagePages | None = None
    """The pages that were checked, if they could be read."""


def checked(
    path: Path,
    *,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    section: str | None = None,
    network: Network[Entry] | None = None,
    archived: bool = False,
    options: ReadOptions = NO_OPTIONS,
) -> Checked:
    """Return the findings of a file or folder, without those that a network accepts.

    Args:
        path: As for `leavex_network.files.read`, like the next four.
        format: See there.
        language: See there.
        base_url: See there.
        section: See there.
        network: The network of the pages, whose `about.accepted` lists findings about them, and
            whose `about.kinds` have headings.
        archived: Whether an entry without an archived copy is a finding.
        options: As for `leavex_network.files.read`: `kinds`, `kind`, `extra` and `days`.
    """
    if base_url is not None:
        check_base_url(base_url)
    refuse_special(path, may_be_folder=True)
    kinds = as_kinds(options.kinds)
    if network is not None:
        kinds = united_kinds(network.about.kinds, kinds)
    plan_passes(2)
    try:
        row = folder.format_of(path, format, is_read=True)
        if row is None or row.name == formats.PAGE:
            options.refuse_for_pages()
        if row is None:
            pages = page_files.find_pages(path, language, section=section, is_read=True)
            read = folder.read_pages(pages, base_url, kinds=kinds)
            return _of_pages(read, pages.notes, network, archived=archived)
        page_files.refuse_section(path, section)
        content = read_limited(path)
        if row.name in formats.TABLES:
            given = options._replace(kinds=kinds)
            table = formats.table_of(content, row, given, language=language, file=str(path))
            return of_table(table, str(path), archived=archived)
        text = decode(content, str(path))
        if row.name != formats.PAGE:
            read_network = formats.loads(text, row.name, file=str(path), **options._asdict())
            return of_json(text, read_network, str(path), archived=archived)
        language, base_url, assumed = page_files.page_settings(path, language, base_url)
        page = contents(
            text, page_language=language, base_url=base_url, file=str(path), kinds=kinds
        )
        language_pages = LanguagePages({language: page})
        return _of_pages(language_pages, assumed, network, archived=archived)
    except DataError as error:
        return Checked(list(error.problems))


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
    result = checked(path, format=format, language=language, base_url=base_url)
    return result.findings, result.accepted


def of_json(text: str, network: Network[Entry], file: str, *, archived: bool = False) -> Checked:
    """Return the findings of a network, each at its line and column: see `checked`."""
    plain = _of_entries(network, archived=archived)
    positions = {entry.id: position for position, entry in enumerate(network)}
    paths = [_key_path(finding, positions) for finding in plain]
    offsets = Offsets(text, paths)
    lines = Lines(text)
    located: list[Finding] = []
    for finding, path in zip(plain, paths, strict=True):
        line, column = lines.locate(offsets.offset(path))
        located.append(replace(finding, file=file, line=line, column=column))
    kept, accepted = without_accepted(located, network.about)
    return Checked(sorted(kept, key=_position), accepted)


def of_network(network: Network[Entry], *, archived: bool = False) -> Checked:
    """Return the findings of a network that is in no file: see `checked`."""
    kept, accepted = without_accepted(_of_entries(network, archived=archived), network.about)
    return Checked(kept, accepted)


def of_table(table: Table, file: str, *, archived: bool = False) -> Checked:
    """Return the findings of a table, each at its cell; warn of what was read otherwise."""
    warn(table.notes)
    network = table.network
    positions = {entry.id: index for index, entry in enumerate(network)}
    located: list[Finding] = []
    for finding in _of_entries(network, archived=archived):
        if finding.entry is None:
            located.append(replace(finding, file=file))
            continue
        index = positions[finding.entry]
        line, column, cell = table.position(index, finding.field or "")
        located.append(replace(finding, file=file, line=line, column=column, cell=cell))
    kept, accepted = without_accepted(located, network.about)
    return Checked(sorted(kept, key=_position), accepted)


def _of_entries(network: Network[Entry], *, archived: bool) -> list[Finding]:
    """Return the findings of a network, without their positions in its file."""
    findings: list[Finding] = []
    checks = (*ENTRY_CHECKS, entries.archived_missing) if archived else ENTRY_CHECKS
    for check in shared(checks, len(network)):
        findings += _bounded(check(network))
    return findings


def _of_pages(
    pages: LanguagePages,
    assumed: Iterable[Finding],
    network: Network[Entry] | None,
    *,
    archived: bool,
) -> Checked:
    every = [*assumed, *pages.notes()]
    checks = (*PAGE_CHECKS, between_pages.archived_missing) if archived else PAGE_CHECKS
    for check in shared(checks, sum(len(page.entries) for page in pages.pages.values())):
        every += check(pages)
    about, ids = pages.network.about, {}
    if network is not None:
        about, ids = network.about, matches({entry.id: entry for entry in pages.network}, network)
    kept, accepted = without_accepted(every, about, ids)
    return Checked(sorted(kept, key=_position), accepted, pages)


def _position(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file or "", finding.line or 0, finding.column or 0, finding.code


def _bounded(findings: Iterator[Finding]) -> list[Finding]:
    """Return the findings of one check; of very many the first, and one that says so."""
    first = list(islice(findings, MOST_COUNTED))
    following = next(findings, None)
    if following is not None:
        message = f"{following.message} There are more findings like this, which are not listed."
        first.append(replace(following, message=message))
    return first


def _key_path(finding: Finding, positions: Mapping[str, int]) -> KeyPath:
    """Return the path of the field that a finding is about, in the JSON of the network."""
    names = finding.field.split(".") if finding.field else []
    steps = tuple(int(name) if name.isdecimal() else name for name in names)
    if finding.entry is None:
        return steps
    return ("entries", positions[finding.entry], *steps)
