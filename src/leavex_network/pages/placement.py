"""The blocks of a page that is being edited: items and headings are removed and inserted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leavex_network.models import Entry
from leavex_network.pages.blocks import BlockKind
from leavex_network.pages.contents import PageContents, Section
from leavex_network.pages.words import SectionName, word_for

_USUAL_LEVEL = 3
_DEEPEST_LEVEL = 6


@dataclass(slots=True, eq=False)
class Piece:
    """A block of a page that is being edited."""

    text: str
    kind: BlockKind
    level: int = 0
    entry: str | None = None
    """Of an item: the id of its entry."""
    section: Section | None = None
    """The section that an item belongs to, or that a heading opens."""


class Layout:
    """The pieces of a page, in order."""

    def __init__(self, contents: PageContents) -> None:
        self.pieces = [
            Piece(block.text, block.kind, block.level, section=contents.sections.get(index))
            for index, block in enumerate(contents.page.blocks)
        ]
        self.newline = contents.page.newline
        self.language = contents.language
        text = str(contents.page)
        self.has_open_end = text != "" and not text.endswith(("\n", "\r"))

    def __str__(self) -> str:
        """The text of the page as edited so far."""
        text = "".join(piece.text for piece in self.pieces)
        return text.removesuffix(self.newline) if self.has_open_end else text

    def remove(self, piece: Piece) -> None:
        """Remove an item; if it is between blank lines, also those after it."""
        index = self.pieces.index(piece)
        is_apart = _is_blank(self._at(index - 1)) and _is_blank(self._at(index + 1))
        del self.pieces[index : index + (2 if is_apart else 1)]

    def insert(self, text: str, entry: Entry, order: Mapping[str, int]) -> None:
        """Insert an item into its section, after the last item that precedes it in an order."""
        section = Section.of(entry)
        piece = Piece(text, BlockKind.ITEM, entry=entry.id, section=section)
        listed = [item for item in self._items() if item.section == section and item.entry in order]
        earlier = [item for item in listed if order[str(item.entry)] < order[entry.id]]
        blank = self._blank_between(listed)
        if earlier:
            self._insert_at(self.pieces.index(earlier[-1]) + 1, [*blank, piece])
        elif listed:
            self._insert_at(self.pieces.index(listed[0]), [piece, *blank])
        else:
            self._insert_first(piece, section)

    def _at(self, index: int) -> Piece | None:
        return self.pieces[index] if 0 <= index < len(self.pieces) else None

    def _items(self) -> Iterator[Piece]:
        """Yield the items that are entries."""
        for piece in self.pieces:
            if piece.kind is BlockKind.ITEM and piece.section:
                yield piece

    def _headings(self) -> Iterator[tuple[Piece, Section]]:
        """Yield the headings that open a section, with that section."""
        for piece in self.pieces:
            if piece.kind is BlockKind.HEADING and piece.section:
                yield piece, piece.section

    def _blank_line(self) -> Piece:
        return Piece(self.newline, BlockKind.BLANK)

    def _blank_between(self, items: Sequence[Piece]) -> list[Piece]:
        """Return blank lines like those between the items of a section, if there are any."""
        for item in items:
            index = self.pieces.index(item)
            blank = self._at(index + 1)
            if blank and _is_blank(blank) and self._at(index + 2) in items:
                return [Piece(blank.text, BlockKind.BLANK)]
        return []

    def _insert_at(self, index: int, pieces: Sequence[Piece]) -> None:
        """Insert pieces, and end the line before them if it has no line ending."""
        before = self._at(index - 1)
        is_text = before is not None and before.kind is not BlockKind.MARK
        if before and is_text and not before.text.endswith(("\n", "\r")):
            before.text += self.newline
        self.pieces[index:index] = pieces

    def _insert_first(self, piece: Piece, section: Section) -> None:
        """Insert an item into a section without items, and add its heading if that is missing."""
        heading = self._heading_of(section)
        if heading is None and self._needs_heading(section):
            heading = self._add_heading(section)
        if heading is None:
            self._insert_at(self._end_of_kind(section), [piece])
            return
        index = self.pieces.index(heading) + 1
        blank = self._at(index)
        if blank and _is_blank(blank):
            first_line, *more_lines = blank.text.splitlines(keepends=True)
            if more_lines:
                blank.text = first_line
                self.pieces.insert(index + 1, Piece("".join(more_lines), BlockKind.BLANK))
            index += 1
        self._insert_at(index, [piece])
        following = self._at(index + 1)
        if following and not _is_blank(following):
            self.pieces.insert(index + 1, self._blank_line())

    def _heading_of(self, section: Section) -> Piece | None:
        """Return the first heading of a section, or of one with its status and any kind."""
        sections = (section, Section(None, section.status))
        return next((piece for piece, opened in self._headings() if opened in sections), None)

    def _needs_heading(self, section: Section) -> bool:
        has_headings = next(self._headings(), None) is not None
        has_items = any(piece.entry for piece in self.pieces)
        return has_headings or not has_items or section.status == "concluded"

    def _end_of_kind(self, section: Section) -> int:
        """Return the index after the items of a kind on a page without headings.

        If there are none, initiatives go before all other items, and petitions after them.
        """
        items = list(self._items())
        same_kind = [item for item in items if item.section and item.section.kind == section.kind]
        if not same_kind and section.kind == "initiative":
            return self.pieces.index(items[0])
        return self.pieces.index((same_kind or items)[-1]) + 1

    def _add_heading(self, section: Section) -> Piece:
        """Insert a heading for a section, in the style of the page's headings, and return it."""
        active = [
            (piece, opened) for piece, opened in self._headings() if opened.status == "active"
        ]
        parent = next((piece for piece, opened in active if opened.kind == section.kind), None)
        siblings = [piece for piece, _ in active]
        name = _name_of(section)
        level = siblings[0].level if siblings else _USUAL_LEVEL
        if name == "concluded" and parent:
            level = min(parent.level + 1, _DEEPEST_LEVEL)
        text = f"{'#' * level} {word_for(name, self.language)}{self.newline}"
        heading = Piece(text, BlockKind.HEADING, level=level, section=section)
        pieces = [heading]
        model = parent or next(iter(siblings), None)
        if model is None or _is_blank(self._at(self.pieces.index(model) + 1)):
            pieces.append(self._blank_line())
        index = self._index_of_heading(section, siblings, parent)
        before, following = self._at(index - 1), self._at(index)
        if before and before.kind not in (BlockKind.BLANK, BlockKind.MARK):
            pieces.insert(0, self._blank_line())
        if following and not _is_blank(following):
            pieces.append(self._blank_line())
        self._insert_at(index, pieces)
        return heading

    def _index_of_heading(
        self, section: Section, siblings: Sequence[Piece], parent: Piece | None
    ) -> int:
        """Return the index of a new heading.

        Initiatives go before all other sections, concluded items after the active ones of their
        kind, everything else to the end.
        """
        name = _name_of(section)
        if name == "initiatives" and siblings:
            return self.pieces.index(siblings[0])
        placed = [piece for piece in self.pieces if piece.section]
        if name == "concluded" and parent:
            placed = [
                piece for piece in placed if piece.section and piece.section.kind == section.kind
            ]
        if placed:
            return self.pieces.index(placed[-1]) + 1
        index = len(self.pieces)
        while _is_blank(self._at(index - 1)):
            index -= 1
        return index


def _is_blank(piece: Piece | None) -> bool:
    return piece is not None and piece.kind is BlockKind.BLANK


def _name_of(section: Section) -> SectionName:
    if section.status == "concluded":
        return "concluded"
    return "initiatives" if section.kind == "initiative" else "petitions"
