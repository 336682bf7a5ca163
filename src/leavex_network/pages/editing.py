"""Writing a network onto a page, or a page from scratch: what did not change keeps its bytes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from leavex_network.data import read_bytes
from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.models import About, Entry
from leavex_network.network import Network
from leavex_network.pages import front_matter, item_writer
from leavex_network.pages.blocks import Block, BlockKind, Page
from leavex_network.pages.contents import (
    PageContents,
    PageEntry,
    contents,
    introduction,
    section_of,
    word_for,
)
from leavex_network.pages.item_writer import Manner
from leavex_network.pages.placement import Layout, Piece
from leavex_network.text.urls import same_place

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Edited:
    """A page that was edited, and what was left as it is."""

    text: str
    notes: tuple[Finding, ...]


def from_scratch(network: Network[Entry], language: str, base_url: str | None = None) -> str:
    """Return a new page for a network, in a language (BCP 47), in the style of the page that the project began with."""
    about = network.localize(language).about
    text = edited(_template(about), network, language=language, base_url=base_url).text
    page = contents(text, page_language=language, base_url=base_url)
    if introduction(page) != about.introduction:
        message = f"no page would have {quoted(about.introduction)} as its introduction."
        raise DataError(
            [
                Finding(
                    code="unwritable",
                    field="about.introduction",
                    message=message,
                    remedy="Begin it with a word.",
                )
            ]
        )
    return text


def edited(
    text: str,
    network: Network[Entry],
    *,
    language: str,
    base_url: str | None = None,
    prune: bool = False,
    only_bullets: bool = False,
    file: str = "<text>",
) -> Edited:
    """Return a page with what the network says written into it.

    Args:
        text: The page, to the letter.
        network: What it should say, in all its languages.
        language: The language of the page (BCP 47).
        base_url: What site-relative links are resolved against, and written relative to.
        prune: Whether a bullet that the network lacks is taken out; else it stays, and is reported.
        only_bullets: Whether the page keeps its own title, description and introduction.
        file: What findings call the page.

    Raises:
        DataError: The page cannot be read, or an entry cannot be written so that it would be read as itself.
    """
    page = contents(text, page_language=language, base_url=base_url, file=file)
    if page.problems:
        raise DataError(page.problems)
    wanted = network.localize(language)
    matched = matches(page.found, network, wanted)
    layout = Layout(page)
    manners = {kind: _manner(page, kind) for kind in ("initiative", "petition")}
    notes: list[Finding] = list(page.notes)
    moved: list[tuple[str, Entry]] = []
    pieces = {found.block: layout.pieces[found.block] for found in page.found}
    paragraph = layout.pieces[page.introduction] if page.introduction is not None else None
    for found in page.found:
        piece = pieces[found.block]
        piece.entry, piece.key = f"#{found.block}", (found.entry.kind, found.entry.status)
        target = matched.get(found.block)
        if target is None:
            if prune:
                layout.remove(piece)
            else:
                notes.append(_kept(page, found))
            continue
        entry = as_printed(wanted[target], found.entry)
        piece.entry = target
        is_recast = found.place.kind is None and found.entry.kind != entry.kind
        manner = manners[entry.kind]
        piece.text = (
            item_writer.new(entry, manner)
            if is_recast
            else item_writer.rewritten(entry, found.reading, manner)
        )
        if (found.entry.kind, found.entry.status) != (entry.kind, entry.status):
            layout.remove(piece)
            moved.append((piece.text, entry))
    there = set(matched.values())
    new = [
        (item_writer.new(entry, manners[entry.kind]), entry)
        for entry in wanted
        if entry.id not in there
    ]
    order = {entry.id: number for number, entry in enumerate(wanted)}
    # SectionName by section, so that a new page is the same whatever the order in which kinds and statuses alternate.
    for bullet, entry in sorted(
        [*moved, *new], key=lambda pair: (pair[1].kind, pair[1].status, order[pair[1].id])
    ):
        layout.insert(bullet, entry, order)
    text = str(layout) if only_bullets else _with_texts(layout, paragraph, wanted.about)
    return Edited(text, tuple(notes))


def matches(
    found: Iterable[PageEntry], network: Network[Entry], wanted: Network[Entry]
) -> dict[int, str]:
    """Return the id of the entry that each bullet is, by the number of its block.

    The same are those with one URL, in any language; else, among the others, those with one name, of one kind, that is
    unique on both sides.

    Args:
        found: The bullets of a page.
        network: The entries, in all their languages.
        wanted: The entries in the language of the page.
    """
    names = {entry.id: {wanted[entry.id].name, *_names(entry)} for entry in network}
    return _matches({each.block: each.entry for each in found}, network, names)


def matches_of(pages: Network[Entry], known: Network[Entry]) -> dict[str, str]:
    """Return the id in a network that is known of each entry in one that was read from pages: see `matches`."""
    return _matches(
        {entry.id: entry for entry in pages}, known, {entry.id: {*_names(entry)} for entry in known}
    )


def _matches(
    printed: Mapping[K, Entry], network: Network[Entry], names: Mapping[str, set[str]]
) -> dict[K, str]:
    by_url = _by_url(network)
    matched: dict[K, str] = {}
    for key, entry in printed.items():
        name = next(
            (by_url[same_place(url)] for url in _urls(entry) if same_place(url) in by_url), None
        )
        if name is not None and name not in matched.values():
            matched[key] = name
    rest = {key: entry for key, entry in printed.items() if key not in matched}
    taken = set(matched.values())
    held = Counter(
        (entry.kind, name) for entry in network if entry.id not in taken for name in names[entry.id]
    )
    by_name = {
        (entry.kind, name): entry.id
        for entry in network
        if entry.id not in taken
        for name in names[entry.id]
    }
    seen = Counter((entry.kind, entry.name) for entry in rest.values())
    for key, entry in rest.items():
        title = (entry.kind, entry.name)
        if seen[title] == held[title] == 1 and by_name[title] not in taken:
            matched[key] = by_name[title]
            taken.add(by_name[title])
    return matched


def _by_url(network: Network[Entry]) -> dict[str, str]:
    """Return the id behind each URL; where two entries have it, it is that of which it is the original address."""
    translated = {same_place(url): entry.id for entry in network for url in _urls(entry)}
    return {**translated, **{same_place(entry.url): entry.id for entry in network}}


def as_printed(entry: Entry, printed: Entry) -> Entry:
    """Return what a page should print of an entry: what somebody wrote there stays where there is no translation."""
    stays: dict[str, str] = {}
    if entry.description_language and printed.description:
        stays["description"] = printed.description
    return entry.model_copy(update=stays)


def _urls(entry: Entry) -> Iterator[str]:
    yield entry.url
    yield from (text.url for text in entry.translations.values() if text.url)


def _names(entry: Entry) -> Iterator[str]:
    yield entry.name
    yield from (text.name for text in entry.translations.values() if text.name)


def _manner(page: PageContents, kind: str) -> Manner:
    """Return how the page writes its entries of a kind, from the first of them."""
    usual = Manner(
        page.language,
        page.base_url,
        emphasis="**" if kind == "initiative" else "",
        newline=page.page.newline,
    )
    mine = [found.reading for found in page.found if found.entry.kind == kind]
    parts = [reading.parts for reading in mine]
    anything = [found.reading.parts for found in page.found]
    if not anything:
        return usual
    separator = next(
        (each.separator for each in parts or anything if each.text and each.separator.strip()),
        usual.separator,
    )
    emphasis = "**" if mine and mine[0].is_bold else "" if mine else usual.emphasis
    return replace(
        usual,
        marker=(parts or anything)[0].marker.rstrip("*_") or "* ",
        emphasis=emphasis,
        separator=separator,
    )


def _kept(page: PageContents, found: PageEntry) -> Finding:
    message = "the network that is written has no such entry, and the bullet stays."
    block = page.page.blocks[found.block]
    return page.finding(
        block,
        "not-in-network",
        message,
        "Add it to the network, or take it out: prune=True, or --prune.",
        entry=found.entry.id,
    )


def _with_texts(layout: Layout, paragraph: Piece | None, about: About) -> str:
    """Return the page with its title, description and introduction, where the network has these in its language."""
    if about.text_language is None:
        for piece in layout.pieces:
            if piece.kind is BlockKind.FRONT:
                piece.text = front_matter.replaced(
                    Block(BlockKind.FRONT, piece.text), "title", about.title
                )
                piece.text = front_matter.replaced(
                    Block(BlockKind.FRONT, piece.text), "description", about.description
                )
        if (
            paragraph
            and about.introduction
            and " ".join(paragraph.text.split()) != about.introduction
        ):
            paragraph.text = (
                about.introduction + paragraph.text[len(paragraph.text.rstrip("\r\n")) :]
            )
    return str(layout)


def _template(about: About) -> str:
    """Return the page that new ones are made of, its headings in the language of the texts."""
    page = Page.parse(read_bytes("page.md").decode())
    blocks: list[Block] = []
    for block in page.blocks:
        section = section_of(block.title) if block.kind is BlockKind.HEADING else None
        blocks.append(
            replace(block, text=f"{'#' * block.level} {word_for(section, about.language)}\n")
            if section
            else block
        )
    number = next(number for number, block in enumerate(blocks) if block.kind is BlockKind.OTHER)
    introduction = (
        [replace(blocks[number], text=f"{about.introduction}\n")] if about.introduction else []
    )
    rest = blocks[number + 1 :] if introduction else blocks[number + 2 :]
    filled = page.with_blocks(chain(blocks[:number], introduction, rest))
    matter = filled.blocks[0]
    text = front_matter.replaced(matter, "title", about.title)
    text = front_matter.replaced(replace(matter, text=text), "description", about.description)
    return text + str(filled)[len(matter.text) :]
