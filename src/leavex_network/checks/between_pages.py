"""Checks between the pages of a folder, and of the language of each page's labels and headings."""

from collections.abc import Iterator

from leavex_network.checks.entries import NO_COPY, SAVE_COPY
from leavex_network.checks.hosts import REMEDY, Hosts
from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.models.addresses import is_among
from leavex_network.pages.contents import PageContents
from leavex_network.pages.label import foreign_names
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.matching import addresses
from leavex_network.pages.words import folded_title, heading_for, section_words, word_for
from leavex_network.places import gazetteer
from leavex_network.places.languages import with_names


def entry_missing(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each entry of the own page that another page does not list.

    An address in a block that is no entry, such as a table, counts as listed there.
    """
    for language, page in pages.other_pages.items():
        listed = set(pages.ids[language].values())
        unread = page.unread
        for entry in pages.network:
            if entry.id in listed or entry.id in pages.only_in:
                continue
            if addresses(entry).isdisjoint(unread):
                message = f"{quoted(entry.name)} is on {_own(pages)}, but not on this one."
                remedy = "Write the network to this page."
                yield page.finding(0, "entry-missing", message, remedy, entry.id)


def status_differs(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each item whose status differs from that in the network."""
    for page, block, listed, entry in pages.pairs():
        if listed.status != entry.status:
            there = _page_of(entry, pages)
            message = f"It is {listed.status} on this page, but {entry.status} on {there}."
            remedy = "Move it, or write the network to this page."
            yield page.finding(block, "status-differs", message, remedy, entry.id)


def territory_differs(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each item whose label differs from that in the network.

    A label that is not understood is reported by itself.
    """
    unread = {language: _unknown_labels(page) for language, page in pages.pages.items()}
    for page, block, listed, entry in pages.pairs():
        if listed.id in unread[page.language] or entry.id in unread[pages.language]:
            continue
        if listed.territories != entry.territories:
            here, there = _names(listed, page.language), _names(entry, page.language)
            message = f"It names {here} on this page, but {there} on {_page_of(entry, pages)}."
            remedy = "Correct the label, or write the network to this page."
            yield page.finding(block, "territory-differs", message, remedy, entry.id)


def _unknown_labels(page: PageContents) -> set[str | None]:
    return {note.entry for note in page.notes if note.code == "unknown-label"}


def archived_differs(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each item whose archived copy differs from that in the network.

    A page may list the copy itself as the address.
    """
    remedy = "Correct the link, or write the network to this page."
    for language, page in pages.pages.items():
        for page_entry in page.entries:
            listed = page_entry.entry
            entry = pages.network.get(pages.id_of(language, page_entry) or "")
            if entry is None or listed.archived == entry.archived:
                continue
            if not is_among(entry.archived, (listed.url, *listed.also_at)):
                here, there = _archived(listed), _archived(entry)
                message = f"It has {here} on this page, but {there} on another one."
                block = page_entry.block
                yield page.finding(block, "archived-differs", message, remedy, entry.id)


def _archived(entry: Entry) -> str:
    return "no archived copy" if entry.archived is None else quoted(entry.archived)


def order_differs(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for the first item of each page that should precede the item before it."""
    ranks = {entry.id: rank for rank, entry in enumerate(pages.network)}
    last_ranks: dict[tuple[str, str, str], int] = {}
    reported: set[str] = set()
    for page, block, listed, entry in pages.pairs():
        if entry.id in pages.only_in:
            continue
        section = (page.language, listed.kind, listed.status)
        is_too_low = ranks[entry.id] < last_ranks.get(section, -1)
        if is_too_low and page.language not in reported:
            message = f"It is further up on {_own(pages)}."
            remedy = "List the entries in the same order on all pages."
            yield page.finding(block, "order-differs", message, remedy, entry.id)
            reported.add(page.language)
        last_ranks[section] = ranks[entry.id]


def foreign_label(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each label in another language than its page."""
    for page in pages.pages.values():
        language = with_names(page.language)
        if language is None:
            continue
        for page_entry in page.entries:
            territories = page_entry.entry.territories
            foreign = foreign_names(page_entry.item.parts.label, territories, page.language)
            if foreign:
                usual = ", ".join(gazetteer.label(code, page.language) for code in territories)
                message = f"{quoted(foreign[0])} is not in this page's language ({language.name})."
                remedy = f"Write ({usual})."
                block, entry_id = page_entry.block, page_entry.entry.id
                yield page.finding(block, "foreign-label", message, remedy, entry_id)


def foreign_heading(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each heading in another language than its page."""
    for page in pages.pages.values():
        language = with_names(page.language)
        if language is None:
            continue
        for section in page.sections:
            if section.heading is None or section.name is None:
                continue
            title = page.page.blocks[section.heading].title
            if folded_title(title) not in section_words(section.name, language, page.kinds):
                word = heading_for(section.name, page.language, page.kinds)
                message = f"{quoted(title)} is not in this page's language ({language.name})."
                remedy = f"Write {word!r}."
                yield page.finding(section.heading, "foreign-heading", message, remedy)


def confusable_host(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each item with an address whose host may be taken for another."""
    hosts = Hosts()
    for page in pages.pages.values():
        for page_entry in page.entries:
            entry = page_entry.entry
            archived = () if entry.archived is None else (entry.archived,)
            for url in (entry.url, *entry.also_at, *archived):
                message = hosts.message(url)
                if message is not None:
                    block = page_entry.block
                    yield page.finding(
                        block, "confusable-host", message, REMEDY, entry.id, address=url
                    )


def archived_missing(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each entry without an archived copy, at its first item."""
    for language, page in pages.pages.items():
        word = word_for("archived", page.language)
        remedy = f"{SAVE_COPY}, and write ([{word}](...)) behind its link."
        for page_entry in page.entries:
            entry_id = pages.id_of(language, page_entry)
            is_first = language == pages.language or entry_id in pages.only_in
            entry = pages.network.get(entry_id or "")
            if is_first and entry is not None and entry.archived is None:
                block = page_entry.block
                yield page.finding(block, "archived-missing", NO_COPY, remedy, entry.id)


def _own(pages: LanguagePages) -> str:
    return pages.name(pages.language)


def _page_of(entry: Entry, pages: LanguagePages) -> str:
    """Return the name of the page that an entry's status and territories were read from."""
    return pages.name(pages.only_in.get(entry.id, pages.language))


def _names(entry: Entry, page_language: str) -> str:
    """Return the names of an entry's territories in the language of a page."""
    names = [quoted(gazetteer.label(code, page_language)) for code in entry.territories]
    return " and ".join(names) or "no territory"


PAGE_CHECKS = (
    entry_missing,
    status_differs,
    territory_differs,
    archived_differs,
    order_differs,
    foreign_label,
    foreign_heading,
    confusable_host,
)
