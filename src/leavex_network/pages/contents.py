"""A page as a network: which bullets are entries, what they say, and what is left aside, with its place."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, Literal

from pydantic import ValidationError

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry, Initiative, Kind, Petition, Status
from leavex_network.pages import front_matter, item
from leavex_network.pages.addresses import NoBaseError, rebased, resolve
from leavex_network.pages.blocks import Block, BlockKind, Page
from leavex_network.places.languages import WITH_NAMES, language, with_names
from leavex_network.text.characters import fold, slug
from leavex_network.text.inline import plain
from leavex_network.text.urls import same_place

SectionName = Literal["initiatives", "petitions", "concluded"]
SECTIONS: tuple[SectionName, ...] = ("initiatives", "petitions", "concluded")

_HASHTAG = re.compile(r"(?<![\w/&#])#(\w*[^\W\d]\w*)")


@dataclass(frozen=True, slots=True)
class Section:
    """The section that a bullet stands in."""

    kind: Kind | None
    """None where no heading says it: then a bold link is an initiative, a plain one a petition."""
    status: Status = "active"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """An entry, and the bullet that it was read from."""

    entry: Entry
    block: int
    """The number of the bullet's block."""
    reading: item.ParsedItem
    place: Section


@dataclass(slots=True)
class PageContents:
    """What a page says."""

    page: Page
    language: str
    base_url: str | None
    title: str | None = None
    description: str | None = None
    introduction: int | None = None
    """The number of the block of the introduction."""
    found: list[PageEntry] = field(default_factory=list)
    headings: dict[int, SectionName] = field(default_factory=dict)
    """The section of each heading that is understood, by the number of its block."""
    opened: dict[int, Section] = field(default_factory=dict)
    """What each of these headings opens."""
    notes: list[Finding] = field(default_factory=list)
    """What was left aside."""
    problems: list[Finding] = field(default_factory=list)
    """What cannot be: an address that is none, a name with something hidden in it."""
    file: str = "<text>"
    line_starts: list[int] = field(default_factory=list)
    """Where each line begins; found out when it is first asked for."""

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both counted from 1."""
        if not self.line_starts:
            self.line_starts = [
                0,
                *(found.end() for found in re.finditer(r"\r\n|\n|\r", str(self.page))),
            ]
        number = bisect_right(self.line_starts, offset)
        return number, offset - self.line_starts[number - 1] + 1

    def finding(self, block: Block, code: str, message: str, remedy: str, **more: Any) -> Finding:
        """Return a finding at the beginning of a block."""
        line, column = self.place_of(block.start)
        return Finding(
            code=code,
            message=message,
            remedy=remedy,
            file=self.file,
            line=line,
            column=column,
            **more,
        )


def contents(
    text: str, *, page_language: str, base_url: str | None = None, file: str = "<text>"
) -> PageContents:
    """Return what a page says.

    Args:
        text: The page, to the letter.
        page_language: Its language (BCP 47).
        base_url: What its site-relative links are resolved against.
        file: What findings call it.
    """
    page = Page.parse(text)
    result = PageContents(page, page_language, base_url, file=file)
    result.headings = _headings(page)
    result.title, result.description = front_matter.texts(page)
    result.introduction = _introduction(page)
    seen: dict[str, str] = {}
    ids: Counter[str] = Counter()
    for number, block, place in _places(page, result.headings):
        if block.kind is BlockKind.BULLET:
            _read_bullet(result, number, block, place, seen, ids)
        elif place and number in result.headings:
            result.opened[number] = place
    return result


@cache
def words_of(section: SectionName) -> frozenset[str]:
    """Return the words of a heading in all languages, folded."""
    return frozenset(fold(word) for code in WITH_NAMES for word in language(code).page[section])


def section_of(title: str) -> SectionName | None:
    """Return which section a heading opens, in whatever language."""
    words = fold(plain(title)).strip(" :.!*_")
    return next((section for section in SECTIONS if words in words_of(section)), None)


def word_for(section: str, page_language: str) -> str:
    """Return the word that a page in a language writes."""
    known = with_names(page_language) or language("en")
    return known.page[section][0]


def _headings(page: Page) -> dict[int, SectionName]:
    titles = (
        (number, block)
        for number, block in enumerate(page.blocks)
        if block.kind is BlockKind.HEADING
    )
    return {number: section for number, block in titles if (section := section_of(block.title))}


def _introduction(page: Page) -> int | None:
    """Return the number of the first paragraph before any heading or bullet."""
    for number, block in enumerate(page.blocks):
        if block.kind in (BlockKind.HEADING, BlockKind.BULLET):
            return None
        if block.kind is BlockKind.OTHER and not block.text.lstrip().startswith(
            ("<", "{{", "```", "~~~", "---", "***", "___")
        ):
            return number
    return None


def _places(
    page: Page, headings: dict[int, SectionName]
) -> Iterator[tuple[int, Block, Section | None]]:
    """Yield each heading and bullet with the section that it opens, or stands in; None where that is something else."""
    place: Section | None = Section(None)
    above: list[tuple[int, Section | None]] = []
    for number, block in enumerate(page.blocks):
        if block.kind is BlockKind.HEADING:
            while above and above[-1][0] >= block.level:
                above.pop()
            outer = above[-1][1] if above else None if headings else Section(None)
            place = _opened(headings.get(number), outer)
            above.append((block.level, place))
        if block.kind in (BlockKind.HEADING, BlockKind.BULLET):
            yield number, block, place


def _opened(section: SectionName | None, outer: Section | None) -> Section | None:
    """Return the section that a heading opens inside another."""
    if section == "concluded":
        return Section(outer.kind if outer else None, "concluded")
    return Section("initiative" if section == "initiatives" else "petition") if section else outer


def _read_bullet(
    result: PageContents,
    number: int,
    block: Block,
    place: Section | None,
    seen: dict[str, str],
    ids: Counter[str],
) -> None:
    reading = item.read(block.text, result.language)
    if reading is None or place is None:
        if reading is not None:
            result.notes.append(
                result.finding(
                    block,
                    "unknown-heading",
                    f"{quoted(reading.name)} stands below a heading that opens no section, and is left aside.",
                    "Move it below a heading such as 'Petitions', or let it be.",
                )
            )
        return
    try:
        entry = _entry(result, reading, place, ids)
    except NoBaseError as error:
        result.problems.append(
            result.finding(
                block,
                "needs-base-url",
                f"{quoted(str(error))} is relative to the site, and nothing says which site that is.",
                "Name it: base_url='https://...', or --base-url https://...",
            )
        )
        return
    except ValidationError as error:
        result.problems += [
            _problem(result, block, reading, detail) for detail in error.errors(include_url=False)
        ]
        return
    key = same_place(entry.url)
    if key in seen:
        result.notes.append(
            result.finding(
                block,
                "listed-twice",
                f"{quoted(entry.url)} is already listed as {quoted(seen[key])}, and becomes no entry.",
                "Leave one of the two out.",
                entry=entry.id,
            )
        )
        return
    if reading.doubtful:
        result.notes.append(
            result.finding(
                block,
                "unknown-label",
                f"{quoted(reading.doubtful)} names no country or region that is known, and is read as text.",
                "Write a name as it is usual in the page's language.",
                entry=entry.id,
            )
        )
    seen[key] = entry.name
    result.found.append(PageEntry(entry, number, reading, place))


def _entry(
    result: PageContents, reading: item.ParsedItem, place: Section, ids: Counter[str]
) -> Entry:
    kind = place.kind or ("initiative" if reading.is_bold else "petition")
    url = resolve(reading.address, result.base_url)
    made: Entry = (Initiative if kind == "initiative" else Petition)(
        id=_id(reading.name, url, ids),
        name=reading.name,
        url=url,
        also_at=tuple(
            dict.fromkeys(resolve(address, result.base_url) for address in reading.also_at)
        ),
        description=rebased(reading.description, result.base_url, absolute=True),
        hashtags=hashtags(reading.name, reading.description),
        territories=reading.territories,
        status=place.status,
    )
    return made


def hashtags(name: str, description: str) -> tuple[str, ...]:
    """Return the hashtags of a name and a text, each once, in the spelling of the first."""
    found = _HASHTAG.findall(f"{name} {plain(description)}")
    return tuple(
        {tag.casefold(): tag for tag in reversed(found)}[key]
        for key in dict.fromkeys(tag.casefold() for tag in found)
    )


def _id(name: str, url: str, ids: Counter[str]) -> str:
    """Return an id that no other entry of the page has: a slug of the name, else of the address."""
    base = slug(name)[:80].strip("-")
    if not base[:1].isalpha():
        base = f"entry-{sha256(url.encode()).hexdigest()[:8]}"
    while True:
        ids[base] += 1
        name = base if ids[base] == 1 else f"{base}-{ids[base]}"
        if name == base or name not in ids:
            ids[name] += name != base
            return name


def _problem(result: PageContents, block: Block, reading: item.ParsedItem, detail: Any) -> Finding:
    context = detail.get("ctx", {})
    problem, remedy = (
        context.get("problem", str(detail["msg"])),
        context.get("remedy", "write it otherwise"),
    )
    code = detail["type"] if "problem" in context else "bad-value"
    where = ".".join(map(str, detail["loc"])) or None
    shown = quoted(reading.name).strip("'\"")
    return result.finding(
        block, code, f"{problem}.", f"{remedy[:1].upper()}{remedy[1:]}.", entry=shown, field=where
    )


def introduction(page: PageContents) -> str:
    """Return the introduction of a page, on one line."""
    return (
        " ".join(page.page.blocks[page.introduction].text.split())
        if page.introduction is not None
        else ""
    )
