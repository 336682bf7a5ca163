"""Write a network to an existing page, or to a new one: what did not change stays verbatim."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from leavex_network.data import read_bytes
from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.models import About, Entry
from leavex_network.models.kinds import BUILT_IN
from leavex_network.network import Network
from leavex_network.pages import front_matter
from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.pages.contents import PageContents, PageEntry, introduction_in
from leavex_network.pages.list_editing import ItemChanges, edit_items
from leavex_network.pages.matching import addresses, matches
from leavex_network.pages.page_texts import introduction_of
from leavex_network.pages.placement import Layout
from leavex_network.pages.reading import contents
from leavex_network.pages.words import heading_for
from leavex_network.progress import plan_passes
from leavex_network.text.live_markup import escaped, is_run_by_hugo, unescaped


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
    if introduction_of(text) != unescaped(about.introduction):
        raise _unwritable_introduction(about.introduction)
    return text


def _unwritable_introduction(introduction: str) -> DataError:
    finding = Finding(
        code="unwritable",
        field="about.introduction",
        message=f"No page would have {quoted(introduction)} as its introduction.",
        remedy="Begin it with a word, and end each shortcode in it.",
    )
    return DataError([finding])


def _written_introduction(introduction: str) -> str:
    """Return an introduction as a page has it.

    Raises:
        DataError: Hugo would run a part of it.
    """
    text = escaped(introduction)
    if is_run_by_hugo(text):
        raise _unwritable_introduction(introduction)
    return text


def edited(
    text: str,
    network: Network[Entry],
    *,
    language: str,
    base_url: str | None = None,
    prune: bool = False,
    only_items: bool = False,
    replaces_texts: bool = True,
    file: str = "<text>",
) -> Edited:
    """Return a page with a network, which is in all its languages, written to it.

    With `prune`, items that the network lacks are removed; else they stay and are reported. With
    `only_items`, the page keeps its own title, description and introduction; without
    `replaces_texts`, also its names and descriptions of entries, and how many differ is reported.

    Raises:
        DataError: The page cannot be read, or an entry would not be read as itself.
    """
    kinds = network.about.kinds
    plan_passes(2)
    page = contents(text, page_language=language, base_url=base_url, file=file, kinds=kinds)
    if page.problems:
        raise DataError(page.problems)
    localized = network.localize(language)
    layout = Layout(page)
    ids = matches(page.entries_by_block, network, localized)
    absent = _absent(page, network, ids, [])
    if (_is_foreign(page) and absent) or _shows_kinds_by_emphasis(page, absent):
        raise DataError([_no_section(page)])
    kept: Counter[str] | None = None if replaces_texts else Counter()
    changes, notes = _item_changes(page, localized, ids, kept, prune=prune)
    edit_items(layout, page, changes)
    notes = [*page.notes, *notes, *_declare_kinds(layout, page, localized)]
    if kept:
        notes.append(_texts_differ(kept, file))
    if not only_items:
        notes += _replace_texts(layout, page, _texts_of(localized.about))
    return Edited(_verified(layout, page), tuple(notes))


def with_changes(
    page: PageContents, changes: ItemChanges, texts: Mapping[str, str] | None = None
) -> Edited:
    """Return a page with changes to its items and texts; everything else stays verbatim.

    Args:
        page: The page.
        changes: What becomes of its items.
        texts: Another title, description or introduction, by these names.

    Raises:
        DataError: An entry would not be read as itself, or there is no section for it.
    """
    if (changes.added and _is_foreign(page)) or _shows_kinds_by_emphasis(page, changes.added):
        raise DataError([_no_section(page)])
    layout = Layout(page)
    edit_items(layout, page, changes)
    notes = _replace_texts(layout, page, texts or {})
    notes += _declare_kinds(layout, page, changes.added)
    return Edited(_verified(layout, page), tuple(notes))


def _is_foreign(page: PageContents) -> bool:
    """Tell whether a page has headings, but none that opens a section."""
    has_heading = any(section.heading is not None for section in page.sections)
    return has_heading and all(section.section is None for section in page.sections)


def _shows_kinds_by_emphasis(page: PageContents, added: Iterable[Entry]) -> bool:
    """Tell whether a page has items without a heading for their kind, and needs a heading.

    Below that heading, a declared kind would be listed; the items above it would be no entries.
    """
    if all(entry.kind in BUILT_IN for entry in added):
        return False
    return any(page_entry.section.kind is None for page_entry in page.entries)


def _no_section(page: PageContents) -> Finding:
    words = [heading_for(kind, page.language) for kind in BUILT_IN]
    message = "This page has headings, but none below which entries are listed."
    if not _is_foreign(page):
        message = "The items of this page have no heading, which those of another kind need."
    remedy = f"Write {' or '.join(f'### {word}' for word in words)} where the list is to be."
    return Finding(code="no-section", message=message, remedy=remedy, file=page.file)


def _verified(layout: Layout, page: PageContents) -> str:
    """Return the text of an edited page whose blocks are read as they were written.

    Raises:
        DataError: Two of them would become one, or one would be read as something else.
    """
    text = str(layout)
    if text == str(page.page):
        return text
    blocks = [block for block in Page.parse(text).blocks if block.kind is not BlockKind.BLANK]
    for block, expected in zip_longest(blocks, layout.blocks):
        if block is None or expected is None or block.text.rstrip() != expected.rstrip():
            first_line = (expected or "").strip().partition("\n")[0]
            message = f"What follows {quoted(first_line)} would be read as a part of it."
            remedy = "End it on the page: by its closing mark, a blank line or a heading."
            finding = Finding(code="unwritable", message=message, remedy=remedy, file=page.file)
            raise DataError([finding])
    return text


def _item_changes(
    page: PageContents,
    network: Network[Entry],
    ids: Mapping[int, str],
    kept: Counter[str] | None,
    *,
    prune: bool,
) -> tuple[ItemChanges, list[Finding]]:
    """Return the edited items of a page, and findings about those left unchanged.

    The texts of the page that differ are kept and counted in `kept`; without it, replaced.
    """
    notes: list[Finding] = []
    removed: list[int] = []
    updates: dict[int, Entry] = {}
    for page_entry in page.entries:
        entry_id = ids.get(page_entry.block)
        if entry_id is None:
            if prune:
                removed += [page_entry.block, *page_entry.repeats]
            else:
                notes.append(_not_in_network(page, page_entry))
            continue
        entry = _with_page_text(network[entry_id], page_entry.entry)
        if kept is not None:
            entry = _with_own_texts(entry, page_entry.entry, kept)
        updates[page_entry.block] = entry
    changes = ItemChanges(
        updates=updates,
        added=_absent(page, network, ids, removed),
        removed=removed,
        order=[entry.id for entry in network],
    )
    return changes, notes


def _absent(
    page: PageContents, network: Network[Entry], ids: Mapping[int, str], removed: Sequence[int]
) -> list[Entry]:
    """Return the entries that a page does not have, not even in a block that is no entry."""
    blocks = page.unread_links.keys() - set(removed)
    unread = set().union(*(page.unread_links[block] for block in blocks))
    listed = set(ids.values())
    entries = [entry for entry in network if entry.id not in listed]
    if not unread:
        return entries
    return [entry for entry in entries if addresses(entry).isdisjoint(unread)]


def _with_page_text(entry: Entry, page_entry: Entry) -> Entry:
    """Return an entry; with the description from the page if the network's is not translated."""
    description = page_entry.description
    if entry.description_language and description and description != entry.description:
        return entry.model_copy(update={"description": description})
    return entry


def _with_own_texts(entry: Entry, page_entry: Entry, kept: Counter[str]) -> Entry:
    """Return an entry with the name and the description from the page; count those that differ."""
    different: dict[str, str] = {}
    if page_entry.name != entry.name:
        different["name"] = page_entry.name
    if page_entry.description != unescaped(entry.description):
        different["description"] = page_entry.description
    kept.update(different.keys())
    return entry.model_copy(update=different)


def _texts_differ(kept: Counter[str], file: str) -> Finding:
    """Return a finding about the number of names and descriptions that a page keeps."""
    number = kept.total()
    message = (
        f"{number} names and descriptions of this page are other than the network's; they stay."
    )
    if number == 1:
        (name,) = kept
        message = f"One {name} of this page is another than the network's; it stays."
    remedy = "Replace them with --texts."
    return Finding(code="texts-differ", message=message, remedy=remedy, file=file)


def _not_in_network(page: PageContents, page_entry: PageEntry) -> Finding:
    message = "The network has no such entry; the item stays."
    remedy = "Add it to the network, or remove it: prune=True, or --prune."
    entry_id = page_entry.entry.id
    return page.finding(page_entry.block, "not-in-network", message, remedy, entry_id)


def _texts_of(about: About) -> dict[str, str]:
    """Return the texts of a page by their names; none if the network has none in its language."""
    if about.text_language is not None:
        return {}
    texts = {"title": about.title, "description": about.description}
    return {**texts, "introduction": about.introduction} if about.introduction else texts


def _replace_texts(layout: Layout, page: PageContents, texts: Mapping[str, str]) -> list[Finding]:
    """Replace the title, the description or the introduction; return findings about what stays."""
    notes: list[Finding] = []
    for block, piece in layout.by_block.items():
        if piece.kind is not BlockKind.FRONT:
            continue
        for name, value in texts.items():
            is_unread = not page.unread_texts.isdisjoint((name, "front matter"))
            if name == "introduction" or is_unread:
                continue
            text = front_matter.with_value(piece.text, name, value)
            if text is not None:
                piece.text = text
            elif value != (getattr(page, name) or About.model_fields[name].default):
                notes.append(_text_stays(page, block, name))
    if page.introduction_block is None or "introduction" not in texts:
        return notes
    introduction = layout.by_block[page.introduction_block]
    if introduction_in(introduction.text) != unescaped(texts["introduction"]):
        newlines = introduction.text[len(introduction.text.rstrip("\r\n")) :]
        introduction.text = _written_introduction(texts["introduction"]) + newlines
    return notes


def _declare_kinds(layout: Layout, page: PageContents, entries: Iterable[Entry]) -> list[Finding]:
    """Declare the kinds of entries in the front matter, so that their headings are read again.

    Return a finding if that is not possible.
    """
    declared = front_matter.kinds(page.page, page.language)
    known = (*BUILT_IN, *(declared or ()))
    missing = dict.fromkeys(entry.kind for entry in entries if entry.kind not in known)
    if not missing:
        return []
    for piece in layout.by_block.values():
        if piece.kind is BlockKind.FRONT and declared is not None:
            text = front_matter.with_kinds(piece.text, page.kinds, page.language)
            if text is not None:
                piece.text = text
                return []
    message = f"This page does not declare its kinds: {', '.join(missing)}."
    fronts = [block.text for block in page.page.blocks if block.kind is BlockKind.FRONT]
    declaration = front_matter.declaration(page.kinds, page.language, *fronts)
    where = "in its front matter" if fronts else "between two lines `---`, at its beginning"
    return [page.finding(0, "undeclared-kind", message, f"Write `{declaration}` {where}.")]


def _text_stays(page: PageContents, block: int, name: str) -> Finding:
    message = f"The {name} in the front matter of this page cannot be replaced; it stays."
    remedy = "Write it on one line, as text in quotation marks."
    return page.finding(block, "unread-text", message, remedy)


def _template(about: About) -> str:
    """Return the text of an empty page, its headings in the language of the network's texts."""
    page = contents(read_bytes("page.md").decode(), page_language="en")
    texts = [block.text for block in page.page.blocks]
    for name, value in (("title", about.title), ("description", about.description)):
        texts[0] = front_matter.with_value(texts[0], name, value) or texts[0]
    if about.kinds:
        texts[0] = front_matter.with_kinds(texts[0], about.kinds, about.language) or texts[0]
    for section in page.sections:
        if section.heading is not None and section.name is not None:
            word = heading_for(section.name, about.language)
            texts[section.heading] = f"{'#' * section.level} {word}\n"
    kinds = [block.kind for block in page.page.blocks]
    paragraph = kinds.index(BlockKind.PROSE)
    if about.introduction:
        texts[paragraph] = f"{_written_introduction(about.introduction)}\n"
    else:
        del texts[paragraph : paragraph + 2]  # with the blank line after it
    return "".join(texts)
