"""What can be wrong with data: `Finding`, and the one table of its codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple


class Code(NamedTuple):
    """What a code stands for."""

    rule: str
    severity: Literal["error", "warning"] = "error"
    """Whether it keeps a text from being read or written."""
    is_mended: bool = False
    """Whether writing the network onto its pages mends it."""


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "also-at-concluded": Code(
            "A second address of a concluded entry is not the main address of an active one, unless it was looked at.",
            "warning",
        ),
        "bad-id": Code(
            "An id is a short ASCII slug, so that it can stand in code, in a file name and in an address."
        ),
        "bad-value": Code("A field holds something of another type or shape than it takes."),
        "broken-utf-8": Code("A file is text in UTF-8; other bytes would be guessed at."),
        "byte-order-mark": Code(
            "A JSON file begins with its first character, not with an invisible mark."
        ),
        "days-contradict": Code("The days of an entry, and its status, tell one story."),
        "duplicate-id": Code("An id, or a former id, names one entry."),
        "duplicate-key": Code("A key stands once in its object; of two, one would be lost."),
        "edited-file": Code(
            "What `embed` wrote is replaced by `embed` alone; what somebody edited stays.",
            "warning",
        ),
        "entry-missing": Code(
            "What the network's own language lists, every language lists.",
            "warning",
            is_mended=True,
        ),
        "foreign-heading": Code("A heading is in the language of its page.", "warning"),
        "foreign-label": Code(
            "A label names its country or region in the language of its page.", "warning"
        ),
        "hashtag-missing": Code(
            "The hashtags in the text of an entry stand in its list of hashtags.", "warning"
        ),
        "invalid-csv": Code(
            "A table is CSV: a header that names its columns, and no row longer than it."
        ),
        "invalid-json": Code("A file is JSON, complete and with nothing behind it."),
        "invalid-text": Code(
            "A text holds what a reader can see, on one line, and no more than a description needs."
        ),
        "invalid-url": Code(
            "An address is an absolute http or https URL that every browser reads as the same place."
        ),
        "language-assumed": Code(
            "Somebody says in which language a page is: the site's configuration, or the caller.",
            "warning",
        ),
        "language-left-out": Code(
            "A language of a site gets its page where the network has texts in it, or where it was asked for.",
            "warning",
        ),
        "listed-twice": Code("A page lists an address once.", "warning"),
        "missing-key": Code("A field that every such object needs is absent."),
        "needs-base-url": Code(
            "An address that is relative to its site is read where somebody says which site that is."
        ),
        "newer-version": Code("The file was written for a later version of this library."),
        "no-words": Code("A page is in a language that the interface has words in.", "warning"),
        "not-in-network": Code("A page lists what the network holds.", "warning"),
        "only-in-translation": Code(
            "What a page lists, the page in the network's own language lists too.", "warning"
        ),
        "order-differs": Code("The pages of a folder list their entries in one order.", "warning"),
        "repeated-value": Code("A list names each of its values once."),
        "same-url": Code("An address is the main address of one entry.", "warning"),
        "stale-translation": Code(
            "A translation was made from the original as it stands.", "warning"
        ),
        "status-differs": Code(
            "An entry is active or concluded on every page alike.", "warning", is_mended=True
        ),
        "territory-differs": Code(
            "An entry is placed alike on every page.", "warning", is_mended=True
        ),
        "too-deep": Code(
            "Objects and lists stand inside each other deeper than any network needs."
        ),
        "too-large": Code("A file is larger than the caller is ready to read."),
        "unknown-heading": Code(
            "A link in a list stands below a heading that opens a section.", "warning"
        ),
        "unknown-key": Code(
            "A key is not one of the model's fields: a misspelt one would be lost in silence."
        ),
        "unknown-kind": Code("An entry is an initiative or a petition."),
        "unknown-label": Code(
            "A label names a country or region in words that are known.", "warning"
        ),
        "unknown-language": Code("A language is a BCP 47 tag, written in its usual case."),
        "unknown-source": Code("An entry names its sources by their keys in `about.sources`."),
        "unknown-territory": Code(
            "A territory is an ISO 3166-1 alpha-2 code, an M.49 area, EU or XK; it is never guessed."
        ),
        "unwritable": Code("What is written onto a page is read as what it was."),
    }
)
"""Each code, and the rule that it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found wrong, where it stands, and what to write instead."""

    code: str
    """A key of `CODES`."""
    message: str
    """What is wrong, and why."""
    remedy: str = ""
    """What to write instead."""
    file: str | None = None
    """The file's name as the caller gave it, or `<text>`."""
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """In characters, counted from 1."""
    entry: str | None = None
    """The entry's id, or its number in the list (from 1) where it has none."""
    field: str | None = None
    """The field, as a dotted path within the entry or the file."""

    def __str__(self) -> str:
        """`file:line:column: [code] message`, as compilers and linters print it."""
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        place = ":".join([self.file or "", *numbers]).strip(":")
        subject = ", ".join(part for part in (self.entry, self.field) if part)
        told = f"{subject}: {self.message}" if subject else self.message
        advice = f" {self.remedy}" if self.remedy else ""
        return (
            f"{place}: [{self.code}] {told}{advice}" if place else f"[{self.code}] {told}{advice}"
        )
