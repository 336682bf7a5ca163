"""Findings, that is problems of data or pages, and the table of their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple


class Code(NamedTuple):
    """The meaning of a code."""

    rule: str
    """The rule that the data or page breaks."""
    severity: Literal["error", "warning"] = "error"
    """An error prevents reading or writing; a warning does not."""
    is_fixed_by_writing: bool = False
    """Whether writing the network to its pages fixes it."""


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "also-at-concluded": Code(
            "A further address of a concluded entry is not the main address of an active one.",
            "warning",
        ),
        "bad-id": Code("An id is a short ASCII slug, usable in code, file names and URLs."),
        "bad-value": Code("A field has the type and form that the schema requires."),
        "broken-utf-8": Code("A file is encoded in UTF-8."),
        "byte-order-mark": Code("A JSON file does not begin with a byte order mark."),
        "days-contradict": Code("The days of an entry agree with each other and with its status."),
        "duplicate-id": Code("An id or former id belongs to one entry."),
        "duplicate-key": Code("A key occurs once in its object."),
        "edited-file": Code(
            "`embed` replaces only files that it wrote and nobody has edited since.", "warning"
        ),
        "entry-missing": Code(
            "Every language lists the entries that the network's own language lists.",
            "warning",
            is_fixed_by_writing=True,
        ),
        "foreign-heading": Code("A heading is in the language of its page.", "warning"),
        "foreign-label": Code(
            "A label names its country or region in the language of its page.", "warning"
        ),
        "hashtag-missing": Code(
            "The hashtags in an entry's description are in its list of hashtags.", "warning"
        ),
        "invalid-csv": Code(
            "A CSV file has a header that names its columns, and no row longer than it."
        ),
        "invalid-json": Code("A JSON file is valid and complete, with nothing after it."),
        "invalid-text": Code(
            "A text is one line of visible characters, no longer than a description needs."
        ),
        "invalid-url": Code(
            "An address is an absolute http or https URL that every browser reads alike."
        ),
        "language-assumed": Code(
            "The site's configuration or the caller declares the language of a page.", "warning"
        ),
        "language-left-out": Code(
            "A language of the site gets a page if the network has texts in it or it is requested.",
            "warning",
        ),
        "listed-twice": Code("A page lists an address once.", "warning"),
        "missing-key": Code("An object has all required keys."),
        "needs-base-url": Code("A site-relative address needs the URL of its site."),
        "newer-version": Code("The version of the file is one that this library supports."),
        "no-words": Code("The interface is translated into the language of a page.", "warning"),
        "not-in-network": Code("A page or file lists only entries of the network.", "warning"),
        "only-in-translation": Code(
            "The page in the network's own language lists the entries of all other pages.",
            "warning",
        ),
        "order-differs": Code("All pages of a folder list their entries in one order.", "warning"),
        "repeated-value": Code("A list contains each value once."),
        "same-url": Code("An address is the main address of one entry.", "warning"),
        "stale-translation": Code("A translation is based on the current original.", "warning"),
        "status-differs": Code(
            "An entry has the same status on every page.", "warning", is_fixed_by_writing=True
        ),
        "territory-differs": Code(
            "An entry has the same territories on every page.", "warning", is_fixed_by_writing=True
        ),
        "too-deep": Code("Objects and lists are not nested deeper than any network needs."),
        "too-large": Code("A file is no larger than the limit that the caller set."),
        "unknown-heading": Code(
            "Linked list items are below a heading that opens a section.", "warning"
        ),
        "unknown-key": Code("A key is one of the model's fields."),
        "unknown-kind": Code("The kind of an entry is initiative or petition."),
        "unknown-label": Code("A label is the name of a known country or region.", "warning"),
        "unknown-language": Code("A language is a BCP 47 tag in its canonical case."),
        "unknown-source": Code("The sources of an entry are keys of `about.sources`."),
        "unknown-territory": Code(
            "A territory is an ISO 3166-1 alpha-2 code, a UN M.49 area, `EU` or `XK`."
        ),
        "unwritable": Code("A page that is written reads back as the same data."),
    }
)
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
    """In characters, counted from 1."""
    entry: str | None = None
    """The entry's id, or its position in the list (counted from 1) if it has none."""
    field: str | None = None
    """The field, as a dotted path within the entry or the file."""

    def __str__(self) -> str:
        """Return `file:line:column: [code] message remedy`, as compilers and linters do."""
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        position = ":".join([self.file or "", *numbers]).strip(":")
        subject = ", ".join(part for part in (self.entry, self.field) if part)
        text = f"{subject}: {self.message}" if subject else self.message
        text = f"[{self.code}] {text} {self.remedy}".rstrip()
        return f"{position}: {text}" if position else text
