"""Edit the items of a page: update, move, sort, remove and insert them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from leavex_network.models import Entry
from leavex_network.models.kinds import BUILT_IN
from leavex_network.pages import item_writer
from leavex_network.pages.blocks import BlockKind
from leavex_network.pages.contents import PageContents, PageEntry
from leavex_network.pages.item_writer import ItemStyle, punctuation_of
from leavex_network.pages.list_style import like, number_of
from leavex_network.pages.markup import LIST_MARKER
from leavex_network.pages.pieces import EditedSection, Piece
from leavex_network.pages.placement import Layout
from leavex_network.pages.sections import Section
from leavex_network.progress import counted


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """The changes to the items of a page, as entries in the language of the page."""

    updates: Mapping[int, Entry]
    """The entry that an item is to show, by the index of its block; other items stay."""
    added: Sequence[Entry]
    """The entries to insert."""
    order: Sequence[str]
    """The ids of all these entries, in the order of the network."""
    parts: Mapping[str, int] = field(default_factory=dict)
    """Into which section of its kind and status an entry goes, from 0, by id.

    Without it, the entry follows the one before it in the order.
    """
    removed: Collection[int] = ()
    """The indices of the blocks of items to remove."""
    sorts: bool = False
    """Whether items that stay in their section are sorted, too."""
    translates_labels: bool = False
    """Whether labels in another language than the page's are replaced."""


def edit_items(layout: Layout, page: PageContents, changes: ItemChanges) -> None:
    """Change the items of a page.

    Raises:
        DataError: An entry would not be read as itself.
    """
    kinds = {entry.kind for entry in (*changes.updates.values(), *changes.added)}
    styles = {kind: _item_style(page, kind) for kind in kinds}
    ranks = {entry_id: rank for rank, entry_id in enumerate(changes.order)}
    inserted: defaultdict[Section, list[Piece]] = defaultdict(list)
    for page_entry in counted(page.entries, len(page.entries)):
        entry = changes.updates.get(page_entry.block)
        if entry is None:
            continue
        piece = layout.by_block[page_entry.block]
        piece.text = item_writer.rewritten(
            entry,
            page_entry.item,
            styles[entry.kind],
            former=page_entry.entry,
            translates_label=changes.translates_labels,
        )
        is_moved = Section.of(page_entry.entry) != Section.of(entry)
        if is_moved:
            piece.text = _emphasized(piece.text, entry, layout, styles[entry.kind])
        piece.rank = ranks[entry.id]
        piece.part = changes.parts.get(entry.id)
        if is_moved:
            inserted[Section.of(entry)] += _moved(layout, piece, page_entry)
    for block in changes.removed:
        layout.by_block[block].is_removed = True
    for edited in layout.sections:
        _keep_first_number(edited)
    if changes.sorts:
        repeats = {block for page_entry in page.entries for block in page_entry.repeats}
        _sort(layout, [layout.by_block[block] for block in repeats])
    for entry in counted(changes.added, len(changes.added)):
        text = item_writer.new(entry, styles[entry.kind])
        text = _emphasized(text, entry, layout, styles[entry.kind])
        part = changes.parts.get(entry.id)
        piece = Piece(text, BlockKind.ITEM, rank=ranks[entry.id], part=part)
        inserted[Section.of(entry)].append(piece)
    # In one order, so that all orders of kinds and statuses in the network give one page.
    positions = {kind: index for index, kind in enumerate((*BUILT_IN, *page.kinds))}
    order = {section: positions.get(str(section.kind), -1) for section in inserted}
    for section in sorted(inserted, key=lambda section: (order[section], section.status)):
        pieces = sorted(inserted[section], key=lambda piece: piece.rank or 0)
        layout.insert(section, pieces)


def _moved(layout: Layout, piece: Piece, page_entry: PageEntry) -> list[Piece]:
    """Return the items of an entry for its new section, and remove the old ones."""
    originals = [piece, *(layout.by_block[block] for block in page_entry.repeats)]
    copies: list[Piece] = []
    for original in originals:
        original.is_removed = True
        copy = Piece(original.text, BlockKind.ITEM, rank=piece.rank, part=piece.part)
        copies.append(copy)
    return copies


def _keep_first_number(edited: EditedSection) -> None:
    """Give the first number of each ordered list to the entry that becomes its first item.

    That number alone decides how the others are counted (CommonMark 5.3).
    """
    first: Piece | None = None
    for piece in edited.pieces:
        if piece.kind is BlockKind.BLANK:
            continue
        if piece.kind is not BlockKind.ITEM:
            first = None
            continue
        first = first or piece
        if not first.is_removed or piece.is_removed:
            continue
        if piece.rank is not None and number_of(first.text) and number_of(piece.text):
            step = number_of(first.text) - number_of(piece.text)
            piece.text = like(piece.text, piece.text, step)
        first = piece


def _sort(layout: Layout, repeats: Collection[Piece]) -> None:
    """Sort the items of each list; each takes the place, the marker and the number of another."""
    for edited in layout.sections:
        for pieces in _lists(edited, repeats):
            ordered = sorted(pieces, key=lambda piece: piece.rank or 0)
            contents = [(piece.text, piece.page_entry, piece.rank) for piece in ordered]
            for piece, (text, page_entry, rank) in zip(pieces, contents, strict=True):
                if piece.rank == rank:
                    continue
                piece.text = like(text, piece.text, 0)
                piece.page_entry = page_entry
                piece.rank = rank


def _lists(edited: EditedSection, repeats: Collection[Piece]) -> Iterator[list[Piece]]:
    """Yield the items of a section that may change places: of one kind, with nothing between them.

    Blank lines, items that are removed and further items of an entry do not count.
    """
    lists: defaultdict[Section, list[Piece]] = defaultdict(list)
    for piece in edited.pieces:
        if piece.kind is BlockKind.BLANK or piece.is_removed or piece in repeats:
            continue
        if piece.page_entry is None or piece.rank is None:
            yield from lists.values()  # nothing moves across what is not understood
            lists.clear()
            continue
        lists[Section.of(piece.page_entry.entry)].append(piece)
    yield from lists.values()


def _emphasized(text: str, entry: Entry, layout: Layout, style: ItemStyle) -> str:
    """Return an item that shows its kind by its emphasis if no heading does."""
    if layout.has_heading(Section.of(entry)):
        return text
    is_bold = entry.kind == "initiative"
    usual = replace(style, emphasis="**" if is_bold else "")
    emphasized = item_writer.emphasized(text, is_bold=is_bold, language=style.language)
    return emphasized or item_writer.new(entry, usual)


def _item_style(page: PageContents, kind: str) -> ItemStyle:
    """Return how a page writes its items of a kind: as the first of them, or of all."""
    style = ItemStyle(
        page.language,
        page.base_url,
        emphasis="**" if kind == "initiative" else "",
        newline=page.page.newline,
    )
    if not page.entries:
        return style
    models = [page_entry.item for page_entry in page.entries if page_entry.entry.kind == kind]
    if models:
        style = replace(style, emphasis="**" if models[0].is_bold else "")
    else:
        models = [page_entry.item for page_entry in page.entries]
    punctuation = next(filter(None, (punctuation_of(model.parts) for model in models)), None)
    if punctuation:
        style = replace(style, brackets=punctuation[0], comma=punctuation[1])
    for model in models:
        if model.parts.text and model.parts.separator.strip():
            style = replace(style, separator=model.parts.separator)
            break
    marker = LIST_MARKER.match(models[0].parts.marker)
    return replace(style, marker=marker[0] if marker else "* ")
