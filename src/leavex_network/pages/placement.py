"""Where items go on a page that is being edited; each section is changed in one pass."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from leavex_network.models.kinds import BUILT_IN
from leavex_network.pages.blocks import BlockKind
from leavex_network.pages.contents import PageContents
from leavex_network.pages.list_style import like, newline_of, number_of, with_newline
from leavex_network.pages.pieces import (
    EditedSection,
    Piece,
    begins_blank,
    edited_pieces,
    joined,
    needs_blank,
    stay_apart,
)
from leavex_network.pages.sections import PageSection, Section
from leavex_network.pages.words import CONCLUDED, heading_for

_USUAL_LEVEL = 3
_DEEPEST_LEVEL = 6


class Layout:
    """The sections of a page that is being edited, in order."""

    def __init__(self, contents: PageContents) -> None:
        blocks = contents.page.blocks
        entries = {page_entry.block: page_entry for page_entry in contents.entries}
        self.by_block: dict[int, Piece] = {}
        for index, block in enumerate(blocks):
            self.by_block[index] = Piece(block.text, block.kind, entries.get(index))
        self.sections: list[EditedSection] = []
        for section in contents.sections:
            heading = None if section.heading is None else self.by_block[section.heading]
            pieces = [self.by_block[index] for index in section.blocks]
            self.sections.append(EditedSection(section, heading, pieces))
        self.newline = contents.page.newline
        self.language = contents.language
        self.kinds = contents.kinds
        text = str(contents.page)
        self.has_open_end = text != "" and not text.endswith(("\n", "\r"))

    def __str__(self) -> str:
        """The text of the page as edited."""
        text = joined(self._apart(), self.newline)
        if not self.has_open_end:
            return text
        return text.removesuffix("\n").removesuffix("\r")

    @property
    def blocks(self) -> list[str]:
        """The texts of its blocks but blank lines, as the edited page must be read."""
        return [piece.text for piece in self._pieces() if piece.kind is not BlockKind.BLANK]

    def homes(self, section: Section) -> list[EditedSection]:
        """Return the sections into which items of a kind and status go, in page order."""
        sections = [edited for edited in self.sections if edited.source.is_open]
        homes = [edited for edited in sections if edited.source.section == section]
        if homes:
            return homes
        if section.kind not in BUILT_IN:
            return []
        # Below headings that name no kind, emphasis shows whether it is an initiative.
        any_kind = Section(None, section.status)
        return [edited for edited in sections if edited.source.section == any_kind]

    def has_heading(self, section: Section) -> bool:
        """Tell whether a heading names the kind of a section's items, now or when it is added."""
        homes = self.homes(section)
        if homes:
            return homes[0].source.section == section
        is_below_its_kind = self._parent_of(section, self._active()) is not None
        is_declared = section.kind not in BUILT_IN
        return section.status == "active" or is_below_its_kind or is_declared

    def insert(self, section: Section, pieces: Sequence[Piece]) -> None:
        """Insert items of a section, sorted by rank, each after the last that precedes it.

        Without items in the section, they go to its end; without the section, it is added. Where
        a page has several of a kind and status, those with a part go into that one.
        """
        by_part: defaultdict[int | None, list[Piece]] = defaultdict(list)
        for piece in pieces:
            by_part[piece.part].append(piece)
        for part, pieces_of_part in by_part.items():
            homes = self.homes(section)
            if part is not None and homes:
                homes = [self._part(section, part)]
            self._insert_into(section, homes, pieces_of_part)

    def _part(self, section: Section, part: int) -> EditedSection:
        """Return the section of a kind and status with that number, from 0."""
        kinds = (section, Section(None, section.status))
        return [edited for edited in self.sections if edited.source.section in kinds][part]

    def _insert_into(
        self, section: Section, homes: Sequence[EditedSection], pieces: Sequence[Piece]
    ) -> None:
        listed = [(edited, piece) for edited in homes for piece in edited.items]
        listed = [
            (edited, piece)
            for edited, piece in listed
            if piece.page_entry is None or Section.of(piece.page_entry.entry) == section
        ]
        if not listed:
            self._insert_first(section, homes, pieces)
            return
        # The last item with a lower rank: the first one from which on all ranks are higher.
        lowest: list[int] = []
        for _, piece in reversed(listed):
            rank = piece.rank or 0
            lowest.append(min(rank, lowest[-1]) if lowest else rank)
        lowest.reverse()
        for piece in pieces:
            position = bisect_left(lowest, piece.rank or 0)
            if position:
                edited, anchor = listed[position - 1]
                neighbors = edited.after.setdefault(anchor, [])
                step = 0 if edited.repeats_number else 1 + len(neighbors)
                piece.text = like(piece.text, anchor.text, step)
            else:
                edited, anchor = listed[0]
                neighbors = edited.before.setdefault(anchor, [])
                piece.text = like(piece.text, anchor.text, 0)
            neighbors.append(piece)

    def _insert_first(
        self, section: Section, homes: Sequence[EditedSection], pieces: Sequence[Piece]
    ) -> None:
        home = homes[0] if homes else None
        if home is not None and home.heading is None and self._needs_heading(section, home):
            home = None
        if home is None:
            home = self._add_section(section)
        items = [piece for piece in home.pieces if piece.page_entry]
        goes_first = home.heading is None and bool(items) and section.kind == "initiative"
        self._follow_section(home, pieces, items[0] if goes_first else None)
        if home.heading is not None or not items:
            home.after.setdefault(None, []).extend(pieces)
        elif goes_first:
            home.before.setdefault(items[0], []).extend(pieces)
        else:
            home.after.setdefault(items[-1], []).extend(pieces)

    def _follow_section(
        self, home: EditedSection, pieces: Sequence[Piece], following: Piece | None
    ) -> None:
        """Write items like the one that follows them, else like the last item of the section.

        In an empty section they are written like the first of them, and counted from 1.
        """
        items = [piece for piece in home.pieces if piece.kind is BlockKind.ITEM]
        pieces_of_home = reversed(home.all_pieces)
        newline = next((newline_of(piece.text) for piece in pieces_of_home), "") or self.newline
        for number, piece in enumerate(pieces, 1):
            if following is not None:
                piece.text = like(piece.text, following.text, 0)
            elif items:
                step = 0 if home.repeats_number else number
                piece.text = like(piece.text, items[-1].text, step)
            else:
                piece.text = like(piece.text, pieces[0].text, number - number_of(pieces[0].text))
            piece.text = with_newline(piece.text, newline)

    def _needs_heading(self, section: Section, home: EditedSection) -> bool:
        has_items = any(piece.page_entry for piece in home.pieces)
        return not has_items or section.status == "concluded"

    # Headings

    def _add_section(self, section: Section) -> EditedSection:
        """Add a heading for a section, in the style of the page's headings, and return it."""
        name = name_of(section)
        parent = self._parent_of(section, self._active())
        if section.kind not in BUILT_IN and parent is None and name == CONCLUDED:
            # No emphasis shows a declared kind: its heading does.
            parent = self._add_section(Section(section.kind))
        active = self._active()
        level = active[0].source.level if active else _USUAL_LEVEL
        if name == CONCLUDED and parent:
            level = min(parent.source.level + 1, _DEEPEST_LEVEL)
        source = PageSection(-1, level, name, section)
        index = self._place_of(section, active, parent)
        newline = self._newline_at(index)
        text = f"{'#' * level} {heading_for(name, self.language, self.kinds)}{newline}"
        edited = EditedSection(source, Piece(text, BlockKind.HEADING), [], is_new=True)
        model = parent or next(iter(active), None)
        if model is None or begins_blank(model):
            edited.pieces.append(Piece(newline, BlockKind.BLANK))
        self.sections.insert(index, edited)
        return edited

    def _active(self) -> list[EditedSection]:
        """Return the sections whose headings name a kind."""
        others = (None, CONCLUDED)
        return [edited for edited in self.sections if edited.source.name not in others]

    def _parent_of(self, section: Section, active: Sequence[EditedSection]) -> EditedSection | None:
        """Return the first section for the active items of a section's kind."""
        kind = Section(section.kind)
        return next((edited for edited in active if edited.source.section == kind), None)

    def _place_of(
        self, section: Section, active: Sequence[EditedSection], parent: EditedSection | None
    ) -> int:
        """Return the index of a new section.

        Initiatives go before all other sections, concluded items to the end of their kind, all
        else to the end of the last section.
        """
        name = name_of(section)
        if name == "initiative" and active:
            return self.sections.index(active[0])
        if name == CONCLUDED and parent:
            return self._end_of(self.sections.index(parent))
        known = [index for index, edited in enumerate(self.sections) if edited.source.name]
        if not known:
            return len(self.sections)
        highest = min(self.sections[index].source.level for index in known)
        return self._end_of(known[-1], highest)

    def _end_of(self, index: int, level: int | None = None) -> int:
        """Return the index after a section and all that is inside it, or inside its level."""
        level = self.sections[index].source.level if level is None else level
        end = index + 1
        while end < len(self.sections):
            source = self.sections[end].source
            if source.heading is None or source.level <= level:
                break
            end += 1
        return end

    def _newline_at(self, index: int) -> str:
        """Return the line ending of the text before a section."""
        for edited in reversed(self.sections[:index]):
            for piece in reversed(edited.all_pieces):
                newline = newline_of(piece.text)
                if newline:
                    return newline
        return self.newline

    # The text

    def _apart(self) -> Iterator[Piece]:
        """Yield all pieces, with a blank line where two new neighbors would become one block."""
        order = {piece: index for index, piece in self.by_block.items()}
        last: Piece | None = None
        for piece in self._pieces():
            is_new = last is not None and order.get(last, -2) + 1 != order.get(piece)
            if last is not None and is_new and not stay_apart(last, piece):
                yield Piece(newline_of(last.text) or self.newline, BlockKind.BLANK)
            yield piece
            last = piece

    def _pieces(self) -> Iterator[Piece]:
        last: Piece | None = None
        for edited in self.sections:
            pieces = list(edited_pieces(edited, self.newline))
            if edited.heading is not None:
                pieces.insert(0, edited.heading)
            if needs_blank(last, pieces, edited):
                yield Piece(newline_of(last.text if last else "") or self.newline, BlockKind.BLANK)
            yield from pieces
            if pieces:
                last = pieces[-1]
                last.is_end_of_new = last.is_end_of_new or edited.is_new


def name_of(section: Section) -> str:
    """Return the name of the heading of a section whose kind is known."""
    return CONCLUDED if section.status == "concluded" else str(section.kind)
