"""Where a bullet goes: the pieces of a page, to be replaced, taken out, and put in where a network's order has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leavex_network.models import Entry
from leavex_network.pages.blocks import Block, BlockKind
from leavex_network.pages.contents import PageContents, Section, SectionName, word_for

Key = tuple[str | None, str]
"""Kind, None where a heading does not say it, and status."""

_USUAL_LEVEL = 3
_DEEPEST_LEVEL = 6


@dataclass(slots=True, eq=False)
class Piece:
    """A block of the page that is being edited."""

    text: str
    kind: BlockKind
    level: int = 0
    entry: str | None = None
    """The id of the entry that it is."""
    key: Key | None = None
    """Of a bullet or a heading: the section that it belongs to, or opens."""


class Layout:
    """The pieces of a page, in their order."""

    def __init__(self, contents: PageContents) -> None:
        """Take a page, and what its headings open."""
        self.pieces = [
            _piece(block, contents.opened.get(number))
            for number, block in enumerate(contents.page.blocks)
        ]
        self.newline = contents.page.newline
        self.language = contents.language
        self.ends_open = bool(str(contents.page)) and not str(contents.page).endswith(("\n", "\r"))

    def __str__(self) -> str:
        """The page as it stands now."""
        text = "".join(piece.text for piece in self.pieces)
        return text.removesuffix(self.newline) if self.ends_open else text

    def remove(self, piece: Piece) -> None:
        """Take a bullet out, and one of the blank lines around it where bullets stand apart."""
        place = self.pieces.index(piece)
        before, after = self._at(place - 1), self._at(place + 1)
        apart = (
            before and after and before.kind is BlockKind.BLANK and after.kind is BlockKind.BLANK
        )
        del self.pieces[place : place + (2 if apart else 1)]

    def insert(self, text: str, entry: Entry, order: Mapping[str, int]) -> None:
        """Put a bullet in, where the order of the network has it within its section."""
        key: Key = (entry.kind, entry.status)
        piece = Piece(text, BlockKind.BULLET, entry=entry.id, key=key)
        mine = [
            other
            for other in self.pieces
            if other.kind is BlockKind.BULLET and other.key == key and other.entry in order
        ]
        earlier = [other for other in mine if order[str(other.entry)] < order[entry.id]]
        if earlier:
            self._put(piece, self.pieces.index(earlier[-1]) + 1, self._gap(mine), after=True)
        elif mine:
            self._put(piece, self.pieces.index(mine[0]), self._gap(mine), after=False)
        else:
            self._first(piece, key)

    # Inside

    def _at(self, place: int) -> Piece | None:
        return self.pieces[place] if 0 <= place < len(self.pieces) else None

    def _close(self, piece: Piece | None) -> None:
        """End the line of a piece that something is put behind."""
        if piece and piece.kind is not BlockKind.MARK and not piece.text.endswith(("\n", "\r")):
            piece.text += self.newline

    def _gap(self, bullets: Sequence[Piece]) -> str:
        """Return the blank lines that stand between the bullets of a section."""
        for first in bullets:
            place = self.pieces.index(first)
            blank, other = self._at(place + 1), self._at(place + 2)
            if blank and other and blank.kind is BlockKind.BLANK and other in bullets:
                return blank.text
        return ""

    def _put(self, piece: Piece, place: int, gap: str, *, after: bool) -> None:
        before = self._at(place - 1)
        self._close(before)
        blank = [Piece(gap, BlockKind.BLANK)] if gap else []
        self.pieces[place:place] = [*blank, piece] if after else [piece, *blank]

    def _first(self, piece: Piece, key: Key) -> None:
        """Put a bullet into a section that has none yet, making its heading where it is missing."""
        keys = (key, (None, key[1]))
        heading = next(
            (
                other
                for other in self.pieces
                if other.kind is BlockKind.HEADING and other.key in keys
            ),
            None,
        )
        if heading is None and self._needs_heading(key):
            heading = self._make_heading(key)
        if heading is None:
            self._put(piece, self._free_place(key), "", after=True)
            return
        place = self.pieces.index(heading) + 1
        blank = self._at(place)
        if blank and blank.kind is BlockKind.BLANK:
            lines = blank.text.splitlines(keepends=True)
            if len(lines) > 1:
                self.pieces[place : place + 1] = [
                    Piece(lines[0], BlockKind.BLANK),
                    Piece("".join(lines[1:]), BlockKind.BLANK),
                ]
            place += 1
        self._put(piece, place, "", after=True)
        following = self._at(place + 1)
        if following and following.kind is not BlockKind.BLANK:
            self.pieces.insert(place + 1, Piece(self.newline, BlockKind.BLANK))

    def _needs_heading(self, key: Key) -> bool:
        has_headings = any(piece.kind is BlockKind.HEADING and piece.key for piece in self.pieces)
        has_bullets = any(piece.entry for piece in self.pieces)
        return has_headings or not has_bullets or key[1] == "concluded"

    def _free_place(self, key: Key) -> int:
        """Return where a bullet goes on a page without headings: behind those of its kind, and never among others."""
        bullets = [piece for piece in self.pieces if piece.kind is BlockKind.BULLET and piece.key]
        same = [piece for piece in bullets if piece.key and piece.key[0] == key[0]]
        if same or key[0] == "petition":
            return self.pieces.index((same or bullets)[-1]) + 1
        return self.pieces.index(bullets[0])

    def _make_heading(self, key: Key) -> Piece:
        section: SectionName = (
            "concluded"
            if key[1] == "concluded"
            else "initiatives"
            if key[0] == "initiative"
            else "petitions"
        )
        parent = next(
            (
                piece
                for piece in self.pieces
                if piece.kind is BlockKind.HEADING and piece.key == (key[0], "active")
            ),
            None,
        )
        others = [
            piece
            for piece in self.pieces
            if piece.kind is BlockKind.HEADING and piece.key and piece.key[1] == "active"
        ]
        level = (
            min(parent.level + 1, _DEEPEST_LEVEL)
            if section == "concluded" and parent
            else others[0].level
            if others
            else _USUAL_LEVEL
        )
        text = f"{'#' * level} {word_for(section, self.language)}{self.newline}"
        heading = Piece(text, BlockKind.HEADING, level=level, key=key)
        place = self._place_of_heading(section, key, others)
        before, following = self._at(place - 1), self._at(place)
        is_apart = before is None or before.kind in (BlockKind.BLANK, BlockKind.MARK)
        lead = [] if is_apart else [Piece(self.newline, BlockKind.BLANK)]
        self._close(before)
        tail = (
            [Piece(self.newline, BlockKind.BLANK)]
            if following and following.kind is not BlockKind.BLANK
            else []
        )
        model = parent or next(iter(others), None)
        style = self._at(self.pieces.index(model) + 1) if model else None
        blank = (
            [Piece(self.newline, BlockKind.BLANK)]
            if model is None or (style and style.kind is BlockKind.BLANK)
            else []
        )
        self.pieces[place:place] = [*lead, heading, *blank, *tail]
        return heading

    def _place_of_heading(self, section: SectionName, key: Key, others: Sequence[Piece]) -> int:
        """Return where a new section goes: initiatives before petitions, what is concluded below its own kind."""
        if section == "initiatives" and others:
            return self.pieces.index(others[0])
        has_own = any(heading.key == (key[0], "active") for heading in others)
        keyed = [piece for piece in self.pieces if piece.key]
        mine = [
            piece
            for piece in keyed
            if piece.key and piece.key[0] == key[0] and has_own and section == "concluded"
        ]
        mine = mine or keyed
        place = self.pieces.index(mine[-1]) + 1 if mine else len(self.pieces)
        while not mine and place and self.pieces[place - 1].kind is BlockKind.BLANK:
            place -= 1
        return place


def _piece(block: Block, opened: Section | None) -> Piece:
    return Piece(
        block.text, block.kind, block.level, key=(opened.kind, opened.status) if opened else None
    )
