"""Write a network to an existing page, or to a new one: what did not change stays verbatim."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from leavex_network.data import read_bytes
from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.models import About, Entry
from leavex_network.network import Network
from leavex_network.pages import front_matter, item_writer
from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.pages.contents import PageContents, PageEntry
from leavex_network.pages.item_writer import ItemStyle, punctuation_of
from leavex_network.pages.markup import LIST_MARKER
from leavex_network.pages.placement import Layout, Piece
from leavex_network.pages.reading import contents, introduction_of
from leavex_network.pages.sections import Section
from leavex_network.pages.words import word_for
from leavex_network.text.urls import normalized

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited page, and the findings about what was left unchanged."""

    text: str
    notes: tuple[Finding, ...]


def from_scratch(network: Network[Entry], language: str, base_url: str | None = None) -> str:
    """Return a new page for a network, in a language (BCP 47), made from the bundled template.

    Raises:
        DataError: An entry or the introduction would not be read as itself.
    """
    about = network.localize(language).about
    text = edited(_template(about), network, language=language, base_url=base_url).text
    if introduction_of(text) == about.introduction:
        return text
    finding = Finding(
        code="unwritable",
        field="about.introduction",
        message=f"No page would have {quoted(about.introduction)} as its introduction.",
        remedy="Begin it with a word.",
    )
    raise DataError([finding])


def edited(
    text: str,
    network: Network[Entry],
    *,
    language: str,
    base_url: str | None = None,
    prune: bool = False,
    only_items: bool = False,
    file: str = "<text>",
) -> Edited:
    """Return a page with a network, which is in all its languages, written to it.

    With `prune`, items that the network lacks are removed; else they stay and are reported. With
    `only_items`, the page keeps its own title, description and introduction.

    Raises:
        DataError: The page cannot be read, or an entry would not be read as itself.
    """
    page = contents(text, page_language=language, base_url=base_url, file=file)
    if page.problems:
        raise DataError(page.problems)
    localized = network.localize(language)
    layout = Layout(page)
    introduction: Piece | None = None
    if page.introduction_block is not None:
        introduction = layout.by_block[page.introduction_block]
    ids = matches(page.entries_by_block, network, localized)
    notes = [*page.notes, *_edit_items(layout, page, localized, ids, prune=prune)]
    if not only_items:
        _replace_texts(layout, introduction, localized.about)
    return Edited(_verified(layout, page), tuple(notes))


def _verified(layout: Layout, page: PageContents) -> str:
    """Return the text of an edited page whose blocks are read as they were written.

    Raises:
        DataError: Two of them would become one, or one would be read as something else.
    """
    text = str(layout)
    blocks = [block for block in Page.parse(text).blocks if block.kind is not BlockKind.BLANK]
    for block, expected in zip_longest(blocks, layout.blocks):
        if block is None or expected is None or block.text.rstrip() != expected.rstrip():
            first_line = (expected or "").strip().partition("\n")[0]
            message = f"What follows {quoted(first_line)} would be read as a part of it."
            remedy = "End it on the page: by its closing mark, a blank line or a heading."
            finding = Finding(code="unwritable", message=message, remedy=remedy, file=page.file)
            raise DataError([finding])
    return text


def _edit_items(
    layout: Layout, page: PageContents, network: Network[Entry], ids: dict[int, str], *, prune: bool
) -> list[Finding]:
    """Update, move, remove and insert items; return findings about those left unchanged."""
    styles = {kind: _item_style(page, kind) for kind in ("initiative", "petition")}
    ranks = {entry.id: rank for rank, entry in enumerate(network)}
    notes: list[Finding] = []
    removed: list[int] = []
    inserted: defaultdict[Section, list[Piece]] = defaultdict(list)
    for page_entry in page.entries:
        piece = layout.by_block[page_entry.block]
        entry_id = ids.get(page_entry.block)
        if entry_id is None:
            if prune:
                removed += [page_entry.block, *page_entry.repeats]
            else:
                notes.append(_not_in_network(page, page_entry))
            continue
        entry = _with_page_text(network[entry_id], page_entry.entry)
        piece.text = item_writer.rewritten(entry, page_entry.item, styles[entry.kind])
        is_moved = Section.of(page_entry.entry) != Section.of(entry)
        if is_moved:
            piece.text = _emphasized(piece.text, entry, layout, styles[entry.kind])
        piece.rank = ranks[entry_id]
        if is_moved:
            inserted[Section.of(entry)] += _moved(layout, piece, page_entry)
    for block in removed:
        layout.by_block[block].is_removed = True
    unread = _unread_without(page, removed)
    listed = set(ids.values())
    for entry in network:
        is_unread = bool(unread) and not addresses(entry).isdisjoint(unread)
        if entry.id not in listed and not is_unread:
            text = item_writer.new(entry, styles[entry.kind])
            text = _emphasized(text, entry, layout, styles[entry.kind])
            piece = Piece(text, BlockKind.ITEM, rank=ranks[entry.id])
            inserted[Section.of(entry)].append(piece)
    # In one order, so that all orders of kinds and statuses in the network give one page.
    for section in sorted(inserted, key=lambda section: (str(section.kind), section.status)):
        pieces = sorted(inserted[section], key=lambda piece: piece.rank or 0)
        layout.insert(section, pieces)
    return notes


def _moved(layout: Layout, piece: Piece, page_entry: PageEntry) -> list[Piece]:
    """Return the items of an entry for its new section, and remove the old ones."""
    originals = [piece, *(layout.by_block[block] for block in page_entry.repeats)]
    copies: list[Piece] = []
    for original in originals:
        original.is_removed = True
        copies.append(Piece(original.text, BlockKind.ITEM, rank=piece.rank))
    return copies


def _unread_without(page: PageContents, removed: Sequence[int]) -> set[str]:
    """Return the addresses of links that become no entries, in the blocks that stay."""
    blocks = page.unread_links.keys() - set(removed)
    return set().union(*(page.unread_links[block] for block in blocks))


def addresses(entry: Entry) -> set[str]:
    """Return the addresses by which a page may list an entry, normalized."""
    return {normalized(url) for url in (entry.url, *_translated(entry, "url"))}


def matches(
    page_entries: Mapping[K, Entry],
    network: Network[Entry],
    localized: Network[Entry] | None = None,
) -> dict[K, str]:
    """Return the id in a network, which is in all its languages, of each entry read from a page.

    Addresses in the language of the page, as `localized` has them, precede those in others.
    Two entries are the same if they have the same URL, in any language; else, among the others,
    if they have the same name and kind, and the name is unique on both sides.
    """
    ids: dict[K, str] = {}
    if not page_entries:
        return ids
    matched: set[str] = set()
    ids_by_address = _ids_by_address(network, localized)
    for key, entry in page_entries.items():
        addresses = map(normalized, [entry.url, *_translated(entry, "url")])
        address = next((address for address in addresses if address in ids_by_address), None)
        if address is not None and ids_by_address[address] not in matched:
            ids[key] = ids_by_address[address]
            matched.add(ids[key])
    ids_by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in network:
        if entry.id not in matched:
            for name in {entry.name, *_translated(entry, "name")}:
                ids_by_name[entry.kind, name].append(entry.id)
    rest = {key: entry for key, entry in page_entries.items() if key not in ids}
    counts = Counter((entry.kind, entry.name) for entry in rest.values())
    for key, entry in rest.items():
        title = (entry.kind, entry.name)
        is_unique = counts[title] == len(ids_by_name[title]) == 1
        if is_unique and ids_by_name[title][0] not in matched:
            ids[key] = ids_by_name[title][0]
            matched.add(ids[key])
    return ids


def _ids_by_address(network: Network[Entry], localized: Network[Entry] | None) -> dict[str, str]:
    """Return the id of the entry with each address; original addresses win over translated ones."""
    ids = {normalized(url): entry.id for entry in network for url in _translated(entry, "url")}
    for preferred in (localized or (), network):
        ids.update((normalized(entry.url), entry.id) for entry in preferred)
    return ids


def _translated(entry: Entry, name: str) -> list[str]:
    """Return the translations of a field."""
    texts = [getattr(translation, name) for translation in entry.translations.values()]
    return [text for text in texts if text]


def _with_page_text(entry: Entry, page_entry: Entry) -> Entry:
    """Return an entry; with the description from the page if the network's is not translated."""
    if entry.description_language and page_entry.description:
        return entry.model_copy(update={"description": page_entry.description})
    return entry


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


def _not_in_network(page: PageContents, page_entry: PageEntry) -> Finding:
    message = "The network has no such entry; the item stays."
    remedy = "Add it to the network, or remove it: prune=True, or --prune."
    entry_id = page_entry.entry.id
    return page.finding(page_entry.block, "not-in-network", message, remedy, entry_id)


def _replace_texts(layout: Layout, introduction: Piece | None, about: About) -> None:
    """Replace the title, description and introduction, if the network has them in the language."""
    if about.text_language is not None:
        return
    for piece in layout.by_block.values():
        if piece.kind is BlockKind.FRONT:
            piece.text = _with_about(piece.text, about)
    if introduction is None or not about.introduction:
        return
    if " ".join(introduction.text.split()) != about.introduction:
        newlines = introduction.text[len(introduction.text.rstrip("\r\n")) :]
        introduction.text = about.introduction + newlines


def _with_about(text: str, about: About) -> str:
    """Return front matter with the title and description of a network."""
    text = front_matter.with_value(text, "title", about.title)
    return front_matter.with_value(text, "description", about.description)


def _template(about: About) -> str:
    """Return the text of an empty page, its headings in the language of the network's texts."""
    page = contents(read_bytes("page.md").decode(), page_language="en")
    texts = [block.text for block in page.page.blocks]
    texts[0] = _with_about(texts[0], about)
    for section in page.sections:
        if section.heading is not None and section.name is not None:
            word = word_for(section.name, about.language)
            texts[section.heading] = f"{'#' * section.level} {word}\n"
    kinds = [block.kind for block in page.page.blocks]
    paragraph = kinds.index(BlockKind.PROSE)
    if about.introduction:
        texts[paragraph] = f"{about.introduction}\n"
    else:
        del texts[paragraph : paragraph + 2]  # with the blank line after it
    return "".join(texts)
