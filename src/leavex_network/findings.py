"""Findings, that is problems of data or pages, and the table of their codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple


class Code(NamedTuple):
    """The meaning of a code."""

    rule: str
    """The rule that the data or page breaks."""
    severity: Literal["error", "warning", "notice"]
    """An error prevents reading or writing; a notice does not change the exit status."""
    is_fixed_by_sync: bool
    """Whether a sync of the pages fixes it."""


_ERRORS = {
    "bad-id": "An id is a short ASCII slug, usable in code, file names and URLs.",
    "bad-value": "A field has the type and form that the schema requires.",
    "broken-utf-8": "A file is encoded in UTF-8.",
    "byte-order-mark": "A JSON file does not begin with a byte order mark.",
    "days-contradict": "The days of an entry agree with each other and with its status.",
    "duplicate-id": "An id or former id belongs to one entry.",
    "duplicate-key": "A key occurs once in its object.",
    "invalid-csv": "A CSV file has a header that names its columns, and no text behind the last.",
    "invalid-json": "A JSON file is valid and complete, with nothing after it.",
    "invalid-region": "A region of a Markdown file has two markers, and known parameters.",
    "invalid-sheet": "A spreadsheet is an XLSX, XLS or ODS file that is not damaged or encrypted.",
    "invalid-state": "The state beside a data file was written by a sync.",
    "invalid-text": "A text is one line of visible characters in Normalization Form C, and short.",
    "invalid-url": "An address is an absolute http or https URL that every browser reads alike.",
    "missing-key": "An object has all required keys.",
    "needs-base-url": "A site-relative address needs the URL of its site.",
    "newer-version": "The version of the file is one that this library supports.",
    "no-section": "A page that is written has a section for entries, or no heading at all.",
    "repeated-value": "A list contains each value once.",
    "too-deep": "Objects and lists are not nested deeper than any network needs.",
    "too-large": (
        "A file is no larger than the limit that the caller set, and an entry, a list or a row no "
        "larger than any network needs."
    ),
    "unknown-key": "A key is one of the model's fields.",
    "unknown-kind": "A kind is initiative, petition or one that about.kinds declares.",
    "unknown-language": (
        "A language is a BCP 47 tag in its canonical case, and that of a page is one of its site's."
    ),
    "unknown-source": "The sources of an entry are keys of `about.sources`.",
    "unknown-territory": "A territory is an ISO 3166-1 alpha-2 code, a UN M.49 area, `EU` or `XK`.",
    "unwritable": "A page that is written reads back as the same data.",
}
_WARNINGS = {
    "also-at-concluded": (
        "A further address of a concluded entry is not the main address of an active one."
    ),
    "archived-differs": "An entry has the same archived copy on every page.",
    "conflict": "No two sides of a sync change a fact or a text to different ones.",
    "confusable-host": (
        "No label of a host mixes scripts, or consists of letters that look like those of ASCII."
    ),
    "edited-file": "`embed` replaces only files that it wrote and nobody has edited since.",
    "edited-region": "`embed` fills only regions that it wrote and nobody has edited since.",
    "entry-missing": "Every language lists the entries that the network's own language lists.",
    "facts-differ": "Networks that become one have the same facts and texts of an entry.",
    "foreign-heading": "A heading is in the language of its page.",
    "foreign-label": "A label names its country or region in the language of its page.",
    "hashtag-missing": "The hashtags in an entry's description are in its list of hashtags.",
    "id-renamed": "An id means the same entry in all networks that become one.",
    "language-assumed": "The site's configuration or the caller declares the language of a page.",
    "language-left-out": (
        "A language of the site gets a page if the network has texts in it or it is requested."
    ),
    "listed-twice": "A page lists an address once.",
    "merge-markers": "A page has no marks of a merge in Git that is not finished.",
    "no-words": "The interface is translated into the language of a page.",
    "not-in-network": "A page or file lists only entries of the network.",
    "only-in-translation": (
        "The page in the network's own language lists the entries of all other pages."
    ),
    "order-differs": "All pages of a folder list their entries in one order.",
    "second-page": "A language has one page.",
    "shallow-history": "The history of pages is complete: the clone has all commits.",
    "retired-id": "An id that was withdrawn is not the id of an entry.",
    "same-name": "Entries of different addresses in networks that become one have different names.",
    "same-url": "An address is the main address of one entry.",
    "shared-address": (
        "Networks that become one agree on which entry has an address, in any language."
    ),
    "stale-translation": "A translation is based on the current original.",
    "status-differs": "An entry has the same status on every page.",
    "territory-differs": "An entry has the same territories on every page.",
    "unassigned-character": "A character is one of the version of Unicode that this Python knows.",
    "undeclared-kind": "A page declares the kind of each entry that is written to it.",
    "unknown-heading": "Linked list items are below a heading that opens a section.",
    "unknown-label": "A label is the name of a known country or region.",
    "unread-marker": "The markers of a region begin lines outside of lists and quotations.",
    "unread-revision": "Every revision of a page can be read.",
    "unread-text": "The title, description and introduction of a page are texts on one line.",
    "unread-item": "A list item or table row with a link, in a section, is read as an entry.",
}
_NOTICES = {
    "archived-missing": "An entry has an archived copy: reported only if that is asked for.",
    "keeps-answers": "A web folder has files of answers only if they are asked for.",
    "live-markup": "Nothing is live in the texts of an item but emphasis, code and links.",
    "no-base": "The history of pages has a commit at which they were in step.",
    "read-as": "A table has the names of columns and the values that the data has.",
    "repeated-name": "Entries of one kind at different addresses have different names.",
    "texts-differ": "A page has the names and descriptions of its network.",
    "not-nfc": "The texts of a page are in Unicode's Normalization Form C.",
    "unread-link": "A link in a section is the link of an item.",
    "without-region": "A file that `embed` fills has a region.",
}
_FIXED_BY_SYNC = (
    *("archived-differs", "entry-missing"),
    *("order-differs", "status-differs", "territory-differs"),
)


def _table() -> Iterator[tuple[str, Code]]:
    for code, rule in _ERRORS.items():
        yield code, Code(rule, "error", is_fixed_by_sync=False)
    for code, rule in _WARNINGS.items():
        yield code, Code(rule, "warning", code in _FIXED_BY_SYNC)
    for code, rule in _NOTICES.items():
        yield code, Code(rule, "notice", is_fixed_by_sync=False)


CODES: Mapping[str, Code] = MappingProxyType(dict(sorted(_table())))
"""The rule and the severity of each code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem: what is wrong, where, and what to write instead."""

    code: str
    """A key of `CODES`."""
    message: str
    """What is wrong, as a sentence."""
    remedy: str = ""
    """What to write instead, as a sentence."""
    file: str | None = None
    """The file's name as the caller gave it, or `<text>`."""
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """In characters, in a spreadsheet in cells; counted from 1."""
    cell: str | None = None
    """The name of the cell in a spreadsheet, such as `Sheet1!B4`."""
    entry: str | None = None
    """The entry's id, or its position in the list (counted from 1) if it has none."""
    field: str | None = None
    """The field, as a dotted path within the entry or the file."""
    address: str | None = None
    """The address of the link that a finding about a block of a page is about."""

    def __str__(self) -> str:
        """Return `file:line:column: [code] message remedy`, as compilers and linters do.

        In a spreadsheet, the name of the cell stands for line and column.
        """
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        if self.cell is not None:
            numbers = [self.cell]
        position = ":".join([self.file or "", *numbers]).strip(":")
        subject = ", ".join(part for part in (self.entry, self.field) if part)
        text = f"{subject}: {self.message}" if subject else self.message
        text = f"[{self.code}] {text} {self.remedy}".rstrip()
        return f"{position}: {text}" if position else text
