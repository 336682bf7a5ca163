"""The contents of a page: its entries, its sections, and findings for what becomes no entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.pages.item import ParsedItem
from leavex_network.pages.sections import PageSection, Section
from leavex_network.text.characters import composed
from leavex_network.text.lines import Lines
from leavex_network.text.live_markup import unescaped


@dataclass(frozen=True, slots=True)
class PageEntry:
    """An entry, and the item that it was read from."""

    entry: Entry
    block: int
    """The index of the item's block."""
    item: ParsedItem
    section: Section
    repeats: list[int] = field(default_factory=list)
    """The indices of the blocks of further items with its address."""


def introduction_in(text: str) -> str:
    """Return the introduction in the text of a block: on one line, in Normalization Form C."""
    return unescaped(composed(" ".join(text.split())))


@dataclass
class PageContents:
    """The contents of a page."""

    page: Page
    language: str
    base_url: str | None
    kinds: Kinds = NO_KINDS
    """The kinds that have headings, besides the built-in ones."""
    kinds_problem: str = ""
    """Why those that its front matter declares are not read."""
    title: str | None = None
    description: str | None = None
    unread_texts: set[str] = field(default_factory=set)
    """The names of the texts of the page that cannot be used; they are never replaced."""
    introduction_block: int | None = None
    """The index of the block with the introduction."""
    entries: list[PageEntry] = field(default_factory=list)
    sections: list[PageSection] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    """Warnings and notices for what becomes no entry, or is read as text."""
    problems: list[Finding] = field(default_factory=list)
    """Errors, such as a relative address without the address of its site."""
    unread_links: dict[int, set[str]] = field(default_factory=dict)
    """The normalized addresses of links that become no entries, by the indices of their blocks."""
    file: str = "<text>"

    @property
    def unread(self) -> set[str]:
        """The normalized addresses of links that become no entries: they are listed there."""
        return set().union(*self.unread_links.values())

    @cached_property
    def unread_items(self) -> str:
        """The texts of the list items that became no entries."""
        entries = self.entries_by_block
        repeats = {block for page_entry in self.entries for block in page_entry.repeats}
        texts: list[str] = []
        for index, block in enumerate(self.page.blocks):
            if block.kind is BlockKind.ITEM and index not in entries and index not in repeats:
                texts.append(block.text)
        return "\n".join(texts)

    @property
    def introduction(self) -> str:
        """The introduction, on one line; empty if there is none."""
        if self.introduction_block is None:
            return ""
        return introduction_in(self.page.blocks[self.introduction_block].text)

    @property
    def entries_by_block(self) -> Mapping[int, Entry]:
        """The entries, by the indices of their items' blocks."""
        return {page_entry.block: page_entry.entry for page_entry in self.entries}

    @cached_property
    def _lines(self) -> Lines:
        return Lines(str(self.page))

    def finding(
        self,
        block: int,
        code: str,
        message: str,
        remedy: str,
        entry: str | None = None,
        *,
        offset: int = 0,
        address: str | None = None,
    ) -> Finding:
        """Return a finding at an offset in the block with that index."""
        start = self.page.blocks[block].start if block else 0  # an empty page has no blocks
        line, column = self._lines.locate(start + offset)
        return Finding(
            code=code,
            message=message,
            remedy=remedy,
            file=self.file,
            line=line,
            column=column,
            entry=entry,
            address=address,
        )
