"""The sections of a page: which kind and status the items below each heading have."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from leavex_network.models import Entry, Status
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.pages.blocks import Block, BlockKind, Page
from leavex_network.pages.words import CONCLUDED, section_name


@dataclass(frozen=True, slots=True)
class Section:
    """The kind and status of the items below a heading."""

    kind: str | None
    """None if no heading names it: then a bold link is an initiative, another one a petition."""
    status: Status = "active"

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Return the section to which the item of an entry belongs."""
        return cls(entry.kind, entry.status)


@dataclass(slots=True)
class PageSection:
    """A heading, or the beginning of a page, with the blocks up to the next heading or break."""

    heading: int | None
    """The index of the heading's block; None at the beginning of the page and after a break."""
    level: int
    """Of the heading: 1 to 6; 0 without one."""
    name: str | None
    """A kind, or `concluded`; None if the words of the heading are unknown."""
    section: Section | None
    """The section of its items; None if they become no entries."""
    blocks: list[int] = field(default_factory=list)
    """The indices of its blocks, without the heading."""

    @property
    def is_open(self) -> bool:
        """Whether items may be inserted: below a heading that is understood, or without one."""
        return self.section is not None and (self.heading is None or self.name is not None)


def sections_of(page: Page, kinds: Kinds = NO_KINDS, language: str = "en") -> list[PageSection]:
    """Return the sections of a page, in order, with headings also for the declared kinds.

    `language` (BCP 47) is that of the page.

    A section ends at a heading of its level or higher, or at a thematic break. Below an unknown
    heading, items keep the kind and status of the section around it.
    """
    headings = [block for block in page.blocks if block.kind is BlockKind.HEADING]
    names = {id(block): section_name(block.title, kinds, language) for block in headings}
    # Without a heading for a kind, emphasis shows it; with unknown headings, nothing is guessed.
    guesses = all(name == CONCLUDED for name in names.values())
    return list(_sections(page.blocks, names, Section(None) if guesses else None))


def _sections(
    blocks: tuple[Block, ...], names: dict[int, str | None], outermost: Section | None
) -> Iterator[PageSection]:
    current = PageSection(None, 0, None, outermost)
    around: list[PageSection] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            yield current
            while around and around[-1].level >= block.level:
                around.pop()
            outer = around[-1].section if around else outermost
            name = names[id(block)]
            current = PageSection(index, block.level, name, _opened(name, outer))
            around.append(current)
        elif block.kind is BlockKind.BREAK and (outermost is None or current.heading is not None):
            yield current
            around.clear()
            current = PageSection(None, 0, None, None, [index])
        else:
            current.blocks.append(index)
    yield current


def _opened(name: str | None, outer: Section | None) -> Section | None:
    """Return the section that a heading opens inside another."""
    if name is None:
        return outer
    if name == CONCLUDED:
        return Section(outer.kind if outer else None, "concluded")
    return Section(name)
