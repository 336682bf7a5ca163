"""Findings as a maintainer reads them: one report for each cause and page, and how to fix it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from leavex_network.findings import CODES, Finding
from leavex_network.pages.language_pages import ADDED_BY_WRITING, LanguagePages

_MOST_SHOWN = 30
"""How many findings a report lists; the rest are counted."""
_LONGEST_NAME = 60

# What several findings of a code have in common: `{entries}` is "3 petitions", `{count}` is 3, and
# `{own}` is the file name of the page in the network's own language.
_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "archived-differs": "{entries} have another archived copy, or none, on another page",
        "archived-missing": "{count} entries have no archived copy",
        "confusable-host": "{count} addresses have a host that may be taken for another",
        "entry-missing": "{entries} of {own} are missing here",
        "foreign-heading": "{count} headings are not in this page's language",
        "foreign-label": "The labels of {entries} are not in this page's language",
        "listed-twice": "{count} items have an address that this page lists already",
        "needs-base-url": "{count} addresses are relative to a site whose address is not known",
        "only-in-translation": "{entries} are on this page, but not on {own}",
        "territory-differs": "{entries} name other countries or regions than on {own}",
        "unknown-heading": "{count} headings with linked items below are not understood",
        "unknown-label": "{count} labels name no known country or region, and are read as text",
        "unread-item": "{count} list items or table rows with a link are not read",
        "unread-link": "{count} links are not read, because they are no items",
    }
)
_MISSING = "entry-missing"
_STATUS = "status-differs"
_STATUS_SUBJECT = "It is "


@dataclass(frozen=True, slots=True)
class Context:
    """What reports know besides the findings."""

    pages: LanguagePages | None = None
    """The pages that were checked, if any."""
    command: str | None = None
    """The command that brings the pages in step, if they are those of a folder."""


def reports(findings: Iterable[Finding], context: Context) -> list[str]:
    """Return the findings as one line for each cause and file, in the order of the findings."""
    groups: dict[tuple[str | None, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(_cause(finding, number), []).append(finding)
    names = _Names(context.pages)
    return [_report(group, names, context.command) for group in groups.values()]


def _cause(finding: Finding, number: int) -> tuple[str | None, ...]:
    """Return the key by which findings are grouped into one report."""
    if finding.field is not None:
        return (str(number),)  # a field of a file has a remedy of its own
    detail: str | None = None
    if finding.code == _STATUS or finding.code not in _SENTENCES:
        # Without a sentence for several, a report has the message of the first.
        detail = finding.message
    elif finding.code == "only-in-translation":
        detail = str(finding.remedy == ADDED_BY_WRITING)
    return finding.file, finding.code, detail


class _Names:
    """The names and kinds of the entries that findings are about."""

    def __init__(self, pages: LanguagePages | None) -> None:
        self.pages = pages
        self.by_line: dict[tuple[str, int | None], tuple[str, str]] = {}
        for page in pages.pages.values() if pages else ():
            for page_entry in page.entries:
                entry = page_entry.entry
                for block in (page_entry.block, *page_entry.repeats):
                    line = page.finding(block, "", "", "").line
                    self.by_line[page.file, line] = (entry.name, entry.kind)

    def own(self) -> str:
        """Return the file name of the page in the network's own language."""
        return self.pages.name(self.pages.language) if self.pages else ""

    def name_and_kind(self, finding: Finding) -> tuple[str | None, str]:
        """Return the subject of a finding, with its kind if it is an entry."""
        found = self.by_line.get((finding.file or "", finding.line))
        if found is not None and finding.code != _MISSING:
            return found
        if finding.entry is None:
            return finding.address, ""
        entry = self.pages.network.get(finding.entry) if self.pages else None
        return (entry.name, entry.kind) if entry is not None else (finding.entry, "")

    def count(self, findings: Sequence[Finding]) -> str:
        """Return the number of entries of each kind: "2 initiatives and 3 petitions"."""
        kinds = Counter(self.name_and_kind(finding)[1] or "item" for finding in findings)
        return " and ".join(_counted(number, kind) for kind, number in sorted(kinds.items()))


def _report(findings: Sequence[Finding], names: _Names, command: str | None) -> str:
    """Return one line for findings of one cause; a single one is printed as it is."""
    first, *others = findings
    fix = f"Fix: {command}" if command and _is_fixed_by_sync(first) else None
    if not others:
        return str(first if fix is None else replace(first, remedy=fix))
    shown = findings[:_MOST_SHOWN]
    remedies: dict[str, list[str]] = {}
    for finding in shown:
        remedies.setdefault(fix or finding.remedy, []).append(_position(finding, names))
    omitted = f", and {len(findings) - len(shown):,} more" if len(findings) > len(shown) else ""
    if len(remedies) == 1:
        ((remedy, positions),) = remedies.items()
        listed = ", ".join(positions)
    else:
        remedy, parts = "", []
        for text, positions in remedies.items():
            parts.append(f"{', '.join(positions)}: {text.removesuffix('.')}")
        listed = "; ".join(parts)
    message = f"{_sentence(findings, names)}: {listed}{omitted}."
    return str(replace(first, message=message, remedy=remedy, entry=None))


def _is_fixed_by_sync(finding: Finding) -> bool:
    return CODES[finding.code].is_fixed_by_sync or finding.remedy == ADDED_BY_WRITING


def _sentence(findings: Sequence[Finding], names: _Names) -> str:
    """Return the common part of several messages, without a full stop."""
    first, entries = findings[0], names.count(findings)
    if first.code == _STATUS and first.message.startswith(_STATUS_SUBJECT):
        rest = first.message.removeprefix(_STATUS_SUBJECT).removesuffix(".")
        return f"{entries} are {rest}"
    sentence = _SENTENCES.get(first.code)
    if sentence is None:
        return f"{len(findings):,} times: {first.message.removesuffix('.')}"
    return sentence.format(entries=entries, count=f"{len(findings):,}", own=names.own())


def _position(finding: Finding, names: _Names) -> str:
    """Return the name and the line of one of several findings."""
    name, _ = names.name_and_kind(finding)
    if finding.code == _MISSING or finding.line is None:
        return _shown(name or "")  # it is on no line, or in no file
    line = f"line {finding.line}"
    return line if name is None else f"{_shown(name)} ({line})"


def _shown(name: str) -> str:
    """Return a name in double quotes, cut if it is long."""
    return f'"{name}"' if len(name) <= _LONGEST_NAME else f'"{name[:_LONGEST_NAME].rstrip()}..."'


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
