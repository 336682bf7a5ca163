"""The lines that Git writes around the two sides of a conflict in a merge."""

from typing import NamedTuple

from leavex_network.pages.blocks import Page, lines_of

_FIRST, _LAST = "<<<<<<< ", ">>>>>>> "


class Mark(NamedTuple):
    """A place in a page."""

    block: int
    """The index of a block."""
    offset: int
    """In the text of the block."""


def merge_mark(page: Page) -> Mark | None:
    """Return the first mark of a merge that is not finished; None if there is none."""
    if _FIRST not in str(page):
        return None
    first: Mark | None = None
    for index, block in enumerate(page.blocks):
        offset = 0
        for line in lines_of(block.text):
            if line.startswith(_FIRST):
                first = first or Mark(index, offset)
            elif line.startswith(_LAST) and first is not None:
                return first
            offset += len(line)
    return None
