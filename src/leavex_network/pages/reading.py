"""Read a page: its items become entries; everything else with a link is reported."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from leavex_network.errors import NetworkError, quoted
from leavex_network.models import AboutTranslation, Entry
from leavex_network.models.entries import class_of
from leavex_network.models.kinds import NO_KINDS, Kinds, kind_named, united_kinds
from leavex_network.pages import front_matter, item
from leavex_network.pages.addresses import NoBaseError, rebase_links, resolve, resolve_all
from leavex_network.pages.blocks import Block, BlockKind, Page, lines_of
from leavex_network.pages.contents import PageContents, PageEntry
from leavex_network.pages.item_cache import ItemCache
from leavex_network.pages.label import foreign_names
from leavex_network.pages.links import Link, definitions_in, links_in
from leavex_network.pages.merge_marks import merge_mark
from leavex_network.pages.page_texts import hashtags, introduction_block
from leavex_network.pages.sections import PageSection, Section, sections_of
from leavex_network.pages.words import folded_title, section_name
from leavex_network.places import gazetteer
from leavex_network.progress import Count, reading
from leavex_network.text.characters import is_composed
from leavex_network.text.entry_ids import EntryIds, base_id
from leavex_network.text.folding import slug
from leavex_network.text.urls import normalized, refusal

_LONGEST_TITLE = 80
_LIST_ITEM = re.compile(r"\s*(?:>\s*)*(?:[*+-]|[0-9]{1,9}[.)])\s")


def contents(
    text: str,
    *,
    page_language: str,
    base_url: str | None = None,
    file: str = "<text>",
    cache: ItemCache | None = None,
    kinds: Kinds = NO_KINDS,
) -> PageContents:
    """Return the contents of a page in a language (BCP 47).

    Args:
        text: The page.
        page_language: Its language.
        base_url: The site that its relative links belong to.
        file: Its name in findings.
        cache: The items that were read before.
        kinds: The kinds that have headings, besides those that its front matter declares.
    """
    page = Page.parse(text)
    result = PageContents(page, page_language, base_url, kinds, file=file)
    try:
        declared = front_matter.read_kinds(page, page_language)
        united_kinds(kinds, declared)  # what all pages together mean
        result.kinds = united_kinds(declared, kinds)
    except NetworkError as error:
        result.kinds_problem = str(error)
    result.sections = sections_of(page, result.kinds, page_language)
    result.introduction_block = introduction_block(page, result.sections)
    reader = _Reader(result, cache or ItemCache())
    reader.read_texts()
    with reading(len(page.blocks)) as report:
        reader.report = report
        reader.read()
    return result


class _Reader:
    """Reads the sections of one page, in order, into its contents."""

    def __init__(self, page: PageContents, cache: ItemCache) -> None:
        self.page = page
        self.cache = cache
        self.by_address: dict[str, PageEntry] = {}
        self.ids = EntryIds()
        self.definitions = definitions_in(str(page.page))
        self.is_composed = True
        self.report: Count | None = None
        """The function that is called when an item was read, with the number of blocks so far."""

    def read_texts(self) -> None:
        """Read the front matter and the introduction; report what cannot be used."""
        read = front_matter.texts(self.page.page)
        if self.page.kinds_problem:
            self._report_kinds()
        for name in read.unread:
            self._report_text(0, name, "it is no text")
        if self._is_usable(0, "title", read.title):
            self.page.title = read.title
        if self._is_usable(0, "description", read.description):
            self.page.description = read.description
        block = self.page.introduction_block
        if not self._is_usable(block or 0, "introduction", self.page.introduction):
            self.page.introduction_block = None
        elif block is not None:
            self.is_composed = is_composed(self.page.page.blocks[block].text)
        self.is_composed = self.is_composed and read.is_composed

    def _is_usable(self, block: int, name: str, text: str | None) -> bool:
        """Tell whether a text is one that a network may have; report one that is not."""
        try:
            AboutTranslation.model_validate({name: text or None})
        except ValidationError as error:
            details = error.errors(include_url=False)[0]
            problem = details.get("ctx", {}).get("problem", details["msg"])
            self._report_text(block, name, f"{problem[:1].lower()}{problem[1:]}")
            return False
        return True

    def _report_text(self, block: int, name: str, reason: str) -> None:
        self.page.unread_texts.add(name)
        message = f"The {name} of this page is not read: {reason}."
        if name == "front matter":
            message = "The front matter of this page is invalid, and not read."
        remedy = "It stays as it is; write it on one line, as text."
        self._note(block, "unread-text", message, remedy)

    def _report_kinds(self) -> None:
        problem = self.page.kinds_problem.removeprefix("`kinds`: ")
        message = f"The kinds in the front matter of this page are not read: {problem}."
        remedy = "Write names, as in [event], or words, as in {event: [Events, Event]}."
        self._note(0, "unread-text", message, remedy)

    def read(self) -> None:
        """Read all sections."""
        for section in self.page.sections:
            if section.heading is not None and section.name is None:
                self._report_heading(section)
            for index in section.blocks:
                self._read_block(index, section)
        self._report_merge()
        if not self.is_composed:
            message = "Texts of this page are not in Unicode's Normalization Form C."
            remedy = "They are read in that form, and keep their bytes; nothing has to be done."
            self._note(0, "not-nfc", message, remedy)

    def _report_merge(self) -> None:
        mark = merge_mark(self.page.page)
        if mark is not None:
            message = "This page has the marks of a merge that is not finished."
            remedy = "Keep one of the two sides, and delete the lines with the marks."
            self._note(mark.block, "merge-markers", message, remedy, offset=mark.offset)

    def _report_heading(self, section: PageSection) -> None:
        """Report a heading that is not understood, once, if linked items are below it."""
        block = self.page.page.blocks[section.heading or 0]
        for index in section.blocks:
            item_block = self.page.page.blocks[index]
            if item_block.kind is BlockKind.ITEM and self._links(item_block.text):
                break
        else:
            return
        if section.section is None:
            message = f"{quoted(block.title)} opens no section; the items below are not read."
        else:
            message = f"{quoted(block.title)} is unknown; the items below count as those around it."
        remedy = "Write a heading such as 'Petitions' or 'Concluded', or leave it."
        kind = kind_named(folded_title(block.title), is_usual=True)
        if kind is not None:
            remedy = f"If it is a kind, write `kinds: [{kind}]` in the front matter, or leave it."
        self._note(section.heading or 0, "unknown-heading", message, remedy)

    def _report_title(self, index: int, block: Block) -> None:
        """Report each line of a paragraph or HTML that says what a heading of a section says."""
        if block.kind is not BlockKind.PROSE:
            return
        for line in lines_of(block.text):
            title = line.strip().strip("#")
            is_short = len(title) <= _LONGEST_TITLE
            if is_short and section_name(title, self.page.kinds, self.page.language):
                message = f"{quoted(title)} is no heading; the items below count as those above."
                remedy = "Write a heading, such as '#### Concluded', if it is meant as one."
                offset = block.text.index(line)
                self._note(index, "unknown-heading", message, remedy, offset=offset)

    def _read_block(self, index: int, section: PageSection) -> None:
        block = self.page.page.blocks[index]
        if block.kind is BlockKind.ITEM and section.section is not None:
            self._read_item(index, block, section.section)
            if self.report is not None:
                self.report(index + 1)
        elif block.kind is BlockKind.COMMENT:
            self._list_addresses(index, block)
        elif section.section is not None:
            self._report_links(index, block)
            self._report_title(index, block)
        elif section.heading is not None:
            self._list_addresses(index, block)

    def _read_item(self, index: int, block: Block, section: Section) -> None:
        parsed = self.cache.item(block.text, self.page.language)
        if parsed is None:
            self._report_links(index, block)
            return
        try:
            entry = self._entry(block.text, parsed, section)
        except NoBaseError as error:
            message = f"{quoted(str(error))} is relative to a site whose address is not known."
            remedy = "Pass base_url='https://...', or --base-url https://..."
            self.page.problems.append(self.page.finding(index, "needs-base-url", message, remedy))
        except ValidationError as error:
            self._refuse(index, block, parsed, error.errors(include_url=False)[0])
        else:
            self._append(PageEntry(entry, index, parsed, section))
            self._report_further(index, block, parsed)

    def _append(self, page_entry: PageEntry) -> None:
        self.is_composed = self.is_composed and page_entry.item.is_composed
        address = normalized(page_entry.entry.url)
        first = self.by_address.get(address)
        if first is not None and not self._is_better(page_entry, first):
            first.repeats.append(page_entry.block)
            self._report_repeat(page_entry, first)
            return
        if first is not None:
            # It takes the place of the first one, with its id if the names are the same.
            self.page.entries.remove(first)
            if page_entry.entry.name == first.entry.name:
                entry = page_entry.entry.model_copy(update={"id": first.entry.id})
                page_entry = replace(page_entry, entry=entry)
            page_entry.repeats.extend([first.block, *first.repeats])
            self._report_repeat(first, page_entry)
        self.by_address[address] = page_entry
        self.page.entries.append(page_entry)
        label = page_entry.item.unknown_label
        if label:
            self._report_label(page_entry.block, label, page_entry.entry.id)
        if page_entry.item.live:
            message = f"This item has {page_entry.item.live}, which is live on this page alone."
            remedy = "It is read as text and written as text elsewhere; nothing has to be done."
            self._note(page_entry.block, "live-markup", message, remedy, page_entry.entry.id)

    def _is_better(self, page_entry: PageEntry, first: PageEntry) -> bool:
        """Tell whether the label of an item fits the page's language, and the first one's not."""
        is_labeled = bool(page_entry.entry.territories)
        return is_labeled and not self._is_foreign(page_entry) and self._is_foreign(first)

    def _is_foreign(self, page_entry: PageEntry) -> bool:
        label, territories = page_entry.item.parts.label, page_entry.entry.territories
        return bool(foreign_names(label, territories, self.page.language))

    def _report_repeat(self, page_entry: PageEntry, other: PageEntry) -> None:
        entry = page_entry.entry
        name = quoted(other.entry.name)
        message = f"{quoted(entry.url)} is already listed as {name}; this item is no entry."
        remedy = "Remove one of the two."
        self._note(page_entry.block, "listed-twice", message, remedy, entry.id, address=entry.url)

    def _report_label(self, index: int, label: str, entry_id: str) -> None:
        message = f"{quoted(label)} is no known country or region; it is read as text."
        remedy = "Write its usual name in the page's language."
        territories = gazetteer.meanings_on_page(label)
        if territories:
            message = f"{quoted(label)} is ambiguous; it is read as text."
            names = [gazetteer.label(code, self.page.language) for code in territories]
            remedy = f"Write {' or '.join(names)}."
        self._note(index, "unknown-label", message, remedy, entry_id)

    def _refuse(
        self, index: int, block: Block, parsed: item.ParsedItem, details: Mapping[str, Any]
    ) -> None:
        """Report an item that cannot be an entry; its links are listed there."""
        context = details.get("ctx", {})
        problem = context.get("problem", details["msg"])
        remedy = context.get("remedy", "write it differently")
        self._list_addresses(index, block)
        message = f"This item is not read: {problem}."
        remedy = f"{remedy[:1].upper()}{remedy[1:]}."
        name = quoted(parsed.name).strip("'\"")
        self._note(index, "unread-item", message, remedy, name, address=parsed.address)

    def _report_further(self, index: int, block: Block, parsed: item.ParsedItem) -> None:
        """Report the links in further paragraphs and nested text of an item that is an entry."""
        start = len(block.text) - len(parsed.parts.end)
        if "\n" in block.text[start:].rstrip() or "\r" in block.text[start:].rstrip():
            self._report_links(index, block, start)

    def _report_links(self, index: int, block: Block, start: int = 0) -> None:
        """Report each link of a block that becomes no entry; its address is listed there."""
        if block.kind is BlockKind.CODE:
            return
        reported_line = -1
        for link in self._links(block.text[start:]):
            offset = start + link.offset
            address = self._list_address(index, link)
            line_start = max(block.text.rfind(mark, 0, offset) for mark in "\r\n") + 1
            is_item = self._is_item(block, line_start, offset) and start == 0
            if is_item and line_start == reported_line:
                continue
            reported_line = line_start
            message = f"The link to {quoted(link.address)} is not read as an entry."
            if is_item:
                remedy = "Write `* [name](address): description (Country)`, or leave it."
                code = "unread-item"
            else:
                remedy = "Nothing has to be done; to list it, write an item of its own."
                code = "unread-link"
            self._note(index, code, message, remedy, offset=offset, address=address)

    def _is_item(self, block: Block, line_start: int, offset: int) -> bool:
        """Tell whether a link is in a list item or a table row."""
        if block.kind is BlockKind.TABLE or (line_start == 0 and block.kind is BlockKind.ITEM):
            return True
        return bool(_LIST_ITEM.match(block.text, line_start, offset))

    def _links(self, text: str) -> list[Link]:
        return list(links_in(text, self.definitions))

    def _list_addresses(self, index: int, block: Block) -> None:
        for link in self._links(block.text):
            self._list_address(index, link)

    def _list_address(self, index: int, link: Link) -> str:
        """Count the address of a link as listed; return it, resolved if its site is known."""
        try:
            address = resolve(link.address, self.page.base_url)
        except NoBaseError:
            return link.address
        if refusal(address) is None:
            self.page.unread_links.setdefault(index, set()).add(normalized(address))
        return address

    def _note(
        self,
        block: int,
        code: str,
        message: str,
        remedy: str,
        entry: str | None = None,
        *,
        offset: int = 0,
        address: str | None = None,
    ) -> None:
        finding = self.page.finding(
            block, code, message, remedy, entry, offset=offset, address=address
        )
        self.page.notes.append(finding)

    def _entry(self, text: str, parsed: item.ParsedItem, section: Section) -> Entry:
        base_url = self.page.base_url
        url = resolve(parsed.address, base_url)
        entry_id = self._id(parsed.name, url)
        key = (text, self.page.language, base_url, section, entry_id)
        entry = self.cache.entries.get(key)
        if entry is None:
            entry = self._new_entry(entry_id, url, parsed, section)
            self.cache.entries[key] = entry
        return entry

    def _new_entry(
        self, entry_id: str, url: str, parsed: item.ParsedItem, section: Section
    ) -> Entry:
        kind = section.kind or ("initiative" if parsed.is_bold else "petition")
        base_url = self.page.base_url
        entry: Entry = class_of(kind)(
            kind=kind,
            id=entry_id,
            name=parsed.name,
            url=url,
            also_at=resolve_all(parsed.also_at, base_url),
            archived=None if parsed.archived is None else resolve(parsed.archived, base_url),
            description=rebase_links(parsed.description, base_url, absolute=True),
            hashtags=hashtags(parsed.name, parsed.description),
            territories=parsed.territories,
            status=section.status,
        )
        return entry

    def _id(self, name: str, url: str) -> str:
        """Return an id that no other entry of the page has: a slug of the name or the address."""
        if name not in self.cache.slugs:
            self.cache.slugs[name] = slug(name)
        return self.ids.free(base_id(self.cache.slugs[name], url))
