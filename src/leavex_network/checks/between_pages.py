"""What has drifted between the pages of a folder, or is in another language than its page."""

from collections.abc import Callable, Iterator

from leavex_network.errors import alternatives, quoted
from leavex_network.findings import Finding
from leavex_network.pages.contents import PageContents, PageEntry, word_for
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.places import gazetteer
from leavex_network.places.languages import with_names
from leavex_network.text.characters import fold

PageCheck = Callable[[LanguagePages], Iterator[Finding]]


def entry_missing(editions: LanguagePages) -> Iterator[Finding]:
    """Yield each entry of the network's own language that another page does not list."""
    for language, page in editions.others.items():
        listed = set(editions.ids(language))
        for entry in editions.network:
            if entry.id not in listed:
                message = f"{quoted(entry.name)} is listed in {editions.language!r}, and not here."
                yield Finding(
                    code="entry-missing",
                    message=message,
                    remedy="Write the network onto this page.",
                    file=page.file,
                    line=1,
                    column=1,
                    entry=entry.id,
                )


def only_in_translation(editions: LanguagePages) -> Iterator[Finding]:
    """Yield each bullet that the page in the network's own language does not list."""
    for language, page in editions.others.items():
        for found in page.found:
            if found.block not in editions.matched[language]:
                message = (
                    f"{quoted(found.entry.name)} is listed here, and not in {editions.language!r}."
                )
                yield _at(
                    page,
                    found,
                    "only-in-translation",
                    message,
                    f"List it in {editions.language!r} too, or take it out here.",
                )


def status_differs(editions: LanguagePages) -> Iterator[Finding]:
    """Yield each bullet that stands below another heading than in the network's own language."""
    for language, page in editions.others.items():
        for entry, found in editions.pairs(language):
            if found.entry.status != entry.status:
                message = (
                    f"it is {found.entry.status} here, and {entry.status} in {editions.language!r}."
                )
                yield _at(
                    page,
                    found,
                    "status-differs",
                    message,
                    "Move it, or write the network onto this page.",
                    entry.id,
                )


def territory_differs(editions: LanguagePages) -> Iterator[Finding]:
    """Yield each bullet that is placed elsewhere than in the network's own language."""
    for language, page in editions.others.items():
        for entry, found in editions.pairs(language):
            if found.entry.territories != entry.territories:
                here, there = (
                    " and ".join(map(str, places)) or "no territory"
                    for places in (found.entry.territories, entry.territories)
                )
                message = f"it names {here} here, and {there} in {editions.language!r}."
                yield _at(
                    page,
                    found,
                    "territory-differs",
                    message,
                    "Mend the label, or write the network onto this page.",
                    entry.id,
                )


def order_differs(editions: LanguagePages) -> Iterator[Finding]:
    """Yield, for each page, the first entry that stands before one that it should stand behind."""
    rank = {entry.id: number for number, entry in enumerate(editions.network)}
    for language, page in editions.others.items():
        last: dict[tuple[str, str], int] = {}
        for entry, found in editions.pairs(language):
            section = (found.entry.kind, found.entry.status)
            if rank[entry.id] < last.get(section, -1):
                message = f"it stands further up in {editions.language!r}."
                yield _at(
                    page,
                    found,
                    "order-differs",
                    message,
                    "List the entries in one order.",
                    entry.id,
                )
                break
            last[section] = rank[entry.id]


def foreign_label(editions: LanguagePages) -> Iterator[Finding]:
    """Yield each label that names its territory in another language than the page's."""
    for page in editions.pages.values():
        own = with_names(page.language)
        for found in page.found if own else ():
            inside = found.reading.parts.label.strip("()")
            places = found.entry.territories
            names = {
                fold(name) for each in places for name in gazetteer.names_in(each, page.language)
            }
            foreign = [part for part in _labels(inside, found) if fold(part.strip()) not in names]
            if foreign:
                usual = ", ".join(gazetteer.label(each, page.language) for each in places)
                message = f"{quoted(foreign[0].strip())} is not what {page.language!r} calls {alternatives(places)}."
                yield _at(page, found, "foreign-label", message, f"Write ({usual}).")


def foreign_heading(editions: LanguagePages) -> Iterator[Finding]:
    """Yield each heading that is in another language than its page."""
    for page in editions.pages.values():
        own = with_names(page.language)
        for number, section in page.headings.items() if own else ():
            block = page.page.blocks[number]
            words = {fold(word) for word in own.page[section]} if own else set()
            if fold(block.title).strip(" :.!*_") not in words:
                message = f"{quoted(block.title)} is not what {page.language!r} calls this section."
                yield page.finding(
                    block,
                    "foreign-heading",
                    message,
                    f"Write {word_for(section, page.language)!r}.",
                )


def _labels(inside: str, found: PageEntry) -> list[str]:
    return [inside] if len(found.entry.territories) == 1 else inside.split(",") if inside else []


def _at(
    page: PageContents,
    found: PageEntry,
    code: str,
    message: str,
    remedy: str,
    entry: str | None = None,
) -> Finding:
    return page.finding(
        page.page.blocks[found.block], code, message, remedy, entry=entry or found.entry.id
    )


PAGE_CHECKS: tuple[PageCheck, ...] = (
    entry_missing,
    only_in_translation,
    status_differs,
    territory_differs,
    order_differs,
    foreign_label,
    foreign_heading,
)
