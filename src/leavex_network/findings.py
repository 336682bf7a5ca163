"""What can be wrong with data: `Finding`, and the one table of its codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "bad-id": "An id is a short ASCII slug, so that it can stand in code, in a file name and in an address.",
        "bad-value": "A field holds something of another type or shape than it takes.",
        "broken-utf-8": "A file is text in UTF-8; other bytes would be guessed at.",
        "byte-order-mark": "A JSON file begins with its first character, not with an invisible mark.",
        "days-contradict": "The days of an entry, and its status, tell one story.",
        "duplicate-id": "An id, or a former id, names one entry.",
        "duplicate-key": "A key stands once in its object; of two, one would be lost.",
        "invalid-json": "A file is JSON, complete and with nothing behind it.",
        "invalid-text": "A text holds what a reader can see, on one line, and no more than a description needs.",
        "invalid-url": "An address is an absolute http or https URL that every browser reads as the same place.",
        "missing-key": "A field that every such object needs is absent.",
        "newer-version": "The file was written for a later version of this library.",
        "repeated-value": "A list names each of its values once.",
        "too-deep": "Objects and lists stand inside each other deeper than any network needs.",
        "too-large": "A file is larger than the caller is ready to read.",
        "unknown-key": "A key is not one of the model's fields: a misspelt one would be lost in silence.",
        "unknown-kind": "An entry is an initiative or a petition.",
        "unknown-language": "A language is a BCP 47 tag, written in its usual case.",
        "unknown-source": "An entry names its sources by their keys in `about.sources`.",
        "unknown-territory": "A territory is an ISO 3166-1 alpha-2 code, an M.49 area, EU or XK; it is never guessed.",
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
        return f"{place}: [{self.code}] {told}{advice}" if place else f"[{self.code}] {told}{advice}"
