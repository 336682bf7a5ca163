"""The contents of a page: its entries, its sections, and findings for what becomes no entry."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

from pydantic import ValidationError

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry, Initiative, Kind, Petition, Status
from leavex_network.pages import front_matter, item
from leavex_network.pages.addresses import NoBaseError, rebase_links, resolve, resolve_all
from leavex_network.pages.blocks import Block, BlockKind, Page
from leavex_network.pages.words import SectionName, section_name
from leavex_network.text.characters import slug
from leavex_network.text.inline import plain
from leavex_network.text.lines import Lines
from leavex_network.text.urls import normalized

_HASHTAG = re.compile(r"(?<![\w/&#])#(\w*[^\W\d]\w*)")
_LONGEST_ID = 80
# HTML, shortcodes, code blocks and thematic breaks.
_NO_PROSE = ("<", "{{", "```", "~~~", "---", "***", "___")


@dataclass(frozen=True, slots=True)
class Section:
    """The kind and status of the items below a heading."""

    kind: Kind | None
    """None if no heading names it: then a bold link is an initiative, another one a petition."""
    status: Status = "active"

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Return the section to which the item of an entry belongs."""
        return cls(entry.kind, entry.status)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """An entry, and the item that it was read from."""

    entry: Entry
    block: int
    """The index of the item's block."""
    item: item.ParsedItem
    section: Section


@dataclass
class PageContents:
    """The contents of a page."""

    page: Page
    language: str
    base_url: str | None
    title: str | None = None
    description: str | None = None
    introduction_block: int | None = None
    """The index of the block with the introduction."""
    entries: list[PageEntry] = field(default_factory=list)
    headings: dict[int, SectionName] = field(default_factory=dict)
    """The name of each section, by the index of its heading's block."""
    sections: dict[int, Section] = field(default_factory=dict)
    """The section that each of these headings opens."""
    notes: list[Finding] = field(default_factory=list)
    """Warnings for what becomes no entry, or is read as text."""
    problems: list[Finding] = field(default_factory=list)
    """Errors, such as an invalid address."""
    file: str = "<text>"

    @property
    def introduction(self) -> str:
        """The introduction, on one line; empty if there is none."""
        if self.introduction_block is None:
            return ""
        return " ".join(self.page.blocks[self.introduction_block].text.split())

    @property
    def entries_by_block(self) -> dict[int, Entry]:
        """The entries, by the indices of their items' blocks."""
        return {page_entry.block: page_entry.entry for page_entry in self.entries}

    @cached_property
    def _lines(self) -> Lines:
        return Lines(str(self.page))

    def finding(
        self, block: int, code: str, message: str, remedy: str, entry: str | None = None
    ) -> Finding:
        """Return a finding at the beginning of the block with that index."""
        start = self.page.blocks[block].start if block else 0  # an empty page has no blocks
        line, column = self._lines.locate(start)
        return Finding(
            code=code,
            message=message,
            remedy=remedy,
            file=self.file,
            line=line,
            column=column,
            entry=entry,
        )


def contents(
    text: str, *, page_language: str, base_url: str | None = None, file: str = "<text>"
) -> PageContents:
    """Return the contents of a page in a language (BCP 47); `file` is its name in findings."""
    page = Page.parse(text)
    result = PageContents(page, page_language, base_url, file=file)
    result.headings = _headings(page)
    result.title, result.description = front_matter.texts(page)
    result.introduction_block = _introduction_block(page)
    reader = _ItemReader(result)
    for index, block, section in _with_sections(page, result.headings):
        if block.kind is BlockKind.ITEM:
            reader.read(index, section)
        elif section and index in result.headings:
            result.sections[index] = section
    return result


def hashtags(name: str, description: str) -> tuple[str, ...]:
    """Return the hashtags of a name and a text, each once, in its first spelling."""
    spellings: dict[str, str] = {}
    for hashtag in _HASHTAG.findall(f"{name} {plain(description)}"):
        spellings.setdefault(hashtag.casefold(), hashtag)
    return tuple(spellings.values())


def _headings(page: Page) -> dict[int, SectionName]:
    names: dict[int, SectionName] = {}
    for index, block in enumerate(page.blocks):
        name = section_name(block.title) if block.kind is BlockKind.HEADING else None
        if name:
            names[index] = name
    return names


def _introduction_block(page: Page) -> int | None:
    """Return the index of the first paragraph before any heading or item."""
    for index, block in enumerate(page.blocks):
        if block.kind in (BlockKind.HEADING, BlockKind.ITEM):
            return None
        if block.kind is BlockKind.OTHER and not block.text.lstrip().startswith(_NO_PROSE):
            return index
    return None


def _with_sections(
    page: Page, headings: Mapping[int, SectionName]
) -> Iterator[tuple[int, Block, Section | None]]:
    """Yield each heading and item, with the section that it opens or belongs to.

    The section is None below unknown headings, if the page has known ones.
    """
    outermost = None if headings else Section(None)
    section: Section | None = Section(None)
    open_headings: list[tuple[int, Section | None]] = []
    for index, block in enumerate(page.blocks):
        if block.kind is BlockKind.HEADING:
            while open_headings and open_headings[-1][0] >= block.level:
                open_headings.pop()
            outer = open_headings[-1][1] if open_headings else outermost
            section = _opened_section(headings.get(index), outer)
            open_headings.append((block.level, section))
        if block.kind in (BlockKind.HEADING, BlockKind.ITEM):
            yield index, block, section


def _opened_section(name: SectionName | None, outer: Section | None) -> Section | None:
    """Return the section that a heading opens inside another."""
    if name == "concluded":
        return Section(outer.kind if outer else None, "concluded")
    if name is None:
        return outer
    return Section("initiative" if name == "initiatives" else "petition")


class _ItemReader:
    """Read the items of one page, in order, into its contents."""

    def __init__(self, page: PageContents) -> None:
        self.page = page
        self.names: dict[str, str] = {}  # of the entries so far, by address
        self.ids: Counter[str] = Counter()  # how often each was wanted

    def read(self, block: int, section: Section | None) -> None:
        """Append the entry of an item, or a finding that says why it has none."""
        parsed = item.read(self.page.page.blocks[block].text, self.page.language)
        if parsed is None:
            return
        if section is None:
            message = (
                f"{quoted(parsed.name)} is below a heading that opens no section; "
                "it becomes no entry."
            )
            remedy = "Move it below a heading such as 'Petitions', or leave it there."
            self._note(block, "unknown-heading", message, remedy)
            return
        try:
            entry = self._entry(parsed, section)
        except NoBaseError as error:
            message = f"{quoted(str(error))} is relative to a site whose address is not known."
            remedy = "Pass base_url='https://...', or --base-url https://..."
            problem = self.page.finding(block, "needs-base-url", message, remedy)
            self.page.problems.append(problem)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self.page.problems.append(self._problem(block, parsed.name, details))
        else:
            self._append(PageEntry(entry, block, parsed, section))

    def _append(self, page_entry: PageEntry) -> None:
        entry, block = page_entry.entry, page_entry.block
        address = normalized(entry.url)
        if address in self.names:
            message = (
                f"{quoted(entry.url)} is already listed as {quoted(self.names[address])}; "
                "this item becomes no entry."
            )
            self._note(block, "listed-twice", message, "Remove one of the two.", entry.id)
            return
        label = page_entry.item.unknown_label
        if label:
            message = f"{quoted(label)} is no known country or region; it is read as text."
            remedy = "Write its usual name in the page's language."
            self._note(block, "unknown-label", message, remedy, entry.id)
        self.names[address] = entry.name
        self.page.entries.append(page_entry)

    def _note(
        self, block: int, code: str, message: str, remedy: str, entry: str | None = None
    ) -> None:
        self.page.notes.append(self.page.finding(block, code, message, remedy, entry))

    def _problem(self, block: int, name: str, details: Mapping[str, Any]) -> Finding:
        """Return an error of the entry's model as a finding."""
        context = details.get("ctx", {})
        code = details["type"] if "problem" in context else "bad-value"
        message = f"{context.get('problem', details['msg'])}."
        remedy = context.get("remedy", "write it otherwise")
        remedy = f"{remedy[:1].upper()}{remedy[1:]}."
        finding = self.page.finding(block, code, message, remedy, quoted(name).strip("'\""))
        return replace(finding, field=".".join(map(str, details["loc"])) or None)

    def _entry(self, parsed: item.ParsedItem, section: Section) -> Entry:
        kind = section.kind or ("initiative" if parsed.is_bold else "petition")
        model = Initiative if kind == "initiative" else Petition
        base_url = self.page.base_url
        url = resolve(parsed.address, base_url)
        entry: Entry = model(
            id=self._id(parsed.name, url),
            name=parsed.name,
            url=url,
            also_at=resolve_all(parsed.also_at, base_url),
            description=rebase_links(parsed.description, base_url, absolute=True),
            hashtags=hashtags(parsed.name, parsed.description),
            territories=parsed.territories,
            status=section.status,
        )
        return entry

    def _id(self, name: str, url: str) -> str:
        """Return an id that no other entry of the page has: a slug of the name or the address."""
        base = slug(name)[:_LONGEST_ID].strip("-")
        if not base[:1].isalpha():
            base = f"entry-{sha256(url.encode()).hexdigest()[:8]}"
        self.ids[base] += 1
        if self.ids[base] == 1:
            return base
        while True:
            candidate = f"{base}-{self.ids[base]}"
            if candidate not in self.ids:
                self.ids[candidate] = 1
                return candidate
            self.ids[base] += 1
