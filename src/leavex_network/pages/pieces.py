"""The pieces of a page that is being edited: of each section a list, and the text of them all.

Pieces that are not entries keep their text, their section and their order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.pages.contents import PageEntry
from leavex_network.pages.list_style import newline_of
from leavex_network.pages.markup import LIST_MARKER
from leavex_network.pages.sections import PageSection


@dataclass(slots=True, eq=False)
class Piece:
    """A block of a page that is being edited."""

    text: str
    kind: BlockKind
    page_entry: PageEntry | None = None
    """Of an item: the entry that it was read as."""
    rank: int | None = None
    """Of an item: the position of its entry in the network that is written."""
    part: int | None = None
    """Of an item to insert: into which section of its kind and status it goes, from 0."""
    is_removed: bool = False
    is_end_of_new: bool = False
    """Whether it is the last piece of a section that is added, or that had only blank lines."""


@dataclass(slots=True, eq=False)
class EditedSection:
    """A section of a page that is being edited."""

    source: PageSection
    heading: Piece | None
    pieces: list[Piece]
    before: dict[Piece, list[Piece]] = field(default_factory=dict)
    """The pieces to insert before a piece of this section."""
    after: dict[Piece | None, list[Piece]] = field(default_factory=dict)
    """The pieces to insert after a piece of this section; after None, at its end."""
    is_new: bool = False

    @property
    def all_pieces(self) -> list[Piece]:
        """Its heading, if it has one, and its pieces."""
        return [self.heading, *self.pieces] if self.heading is not None else self.pieces

    @property
    def items(self) -> list[Piece]:
        """The items that are entries of the network, and stay."""
        return [piece for piece in self.pieces if piece.rank is not None and not piece.is_removed]

    @property
    def repeats_number(self) -> bool:
        """Whether its first two items have the same number: `1.` before every item."""
        items = (piece.text for piece in self.pieces if piece.kind is BlockKind.ITEM)
        markers = [LIST_MARKER.match(text) for text in islice(items, 2)]
        numbers = [marker["marker"][:-1] for marker in markers if marker]
        return len(set(numbers)) == 1 and len(numbers) > 1 and numbers[0] != ""


def edited_pieces(edited: EditedSection, newline: str) -> Iterator[Piece]:
    """Yield the pieces of a section, without the removed and with the inserted ones."""
    blank = _blank_between(edited.pieces)
    output: list[Piece] = []
    skips_blank = False
    for index, piece in enumerate(edited.pieces):
        if skips_blank and piece.kind is BlockKind.BLANK:
            skips_blank = False
            continue
        skips_blank = False
        for inserted in edited.before.get(piece, ()):
            output += [inserted, *blank]
        if piece.is_removed:
            follows_blank = _is_blank(output[-1:]) or (not output and edited.heading is None)
            skips_blank = follows_blank and _is_blank(edited.pieces[index + 1 : index + 2])
        else:
            output.append(piece)
        for inserted in edited.after.get(piece) or ():
            output += [*blank, inserted]
    _append_at_end(output, edited.after.get(None, ()), blank, newline)
    yield from output


def _append_at_end(
    output: list[Piece], inserted: Sequence[Piece], blank: Sequence[Piece], newline: str
) -> None:
    """Append items at the end of a section, before its last blank lines."""
    if not inserted:
        return
    tail: list[Piece] = []
    while _is_blank(output[-1:]):
        tail.insert(0, output.pop())
    if output:
        ending = newline_of(output[-1].text) or newline
        if output[-1].kind is not BlockKind.ITEM:
            output.append(Piece(ending, BlockKind.BLANK))
    elif tail:
        lines = tail[0].text.splitlines(keepends=True)
        output.append(Piece(lines[0], BlockKind.BLANK))
        tail[0] = Piece("".join(lines[1:]), BlockKind.BLANK)
        inserted[-1].is_end_of_new = len(lines) == 1
    for number, piece in enumerate(inserted):
        output += [*blank, piece] if number else [piece]
    output += [piece for piece in tail if piece.text]


def _blank_between(pieces: Sequence[Piece]) -> list[Piece]:
    """Return blank lines like those between the items of a section, if there are any."""
    for before, blank, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if before.page_entry and blank.kind is BlockKind.BLANK and after.page_entry:
            return [blank]
    return []


def joined(pieces: Iterator[Piece], newline: str) -> str:
    """Return the text of pieces, each but the last with a line ending."""
    texts: list[str] = []
    for piece in pieces:
        is_text = texts and texts[-1] not in ("", "\ufeff")
        if is_text and not newline_of(texts[-1]):
            texts[-1] += newline
        texts.append(piece.text)
    return "".join(texts)


def _is_blank(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and pieces[0].kind is BlockKind.BLANK


def stay_apart(first: Piece, second: Piece) -> bool:
    """Tell whether two pieces are two blocks, one directly below the other."""
    kinds = (first.kind, second.kind)
    if BlockKind.BLANK in kinds or first.kind in (BlockKind.MARK, BlockKind.FRONT):
        return True
    if kinds == (BlockKind.ITEM, BlockKind.ITEM):
        return True  # a blank line would not help
    text = first.text if newline_of(first.text) else f"{first.text}\n"
    # Below a blank line, nothing is front matter.
    blocks = Page.parse(f"\n{text}{second.text}").blocks[1:]
    return [block.text for block in blocks] == [text, second.text]


def needs_blank(last: Piece | None, pieces: Sequence[Piece], edited: EditedSection) -> bool:
    """Tell whether a blank line is missing before a section.

    New ones are set apart; an underlined heading would continue an item (CommonMark 4.3).
    """
    if last is None or not pieces:
        return False
    heading = edited.heading
    is_underlined = heading is not None and not heading.text.lstrip().startswith("#")
    is_below_item = last.kind is BlockKind.ITEM and is_underlined
    if not (edited.is_new or last.is_end_of_new or is_below_item):
        return False
    return last.kind not in (BlockKind.BLANK, BlockKind.MARK) and not _is_blank(pieces)


def begins_blank(edited: EditedSection) -> bool:
    """Tell whether a section begins with blank lines, below its heading."""
    return _is_blank(edited.pieces[:1])
