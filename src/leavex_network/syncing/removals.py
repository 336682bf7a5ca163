"""Entries that a page or the data removed since the last sync: removed everywhere, or kept."""

from collections.abc import Mapping, Sequence

from leavex_network.models import Entry
from leavex_network.pages.sections import Section
from leavex_network.syncing.sides import DATA, Sides
from leavex_network.syncing.state import EntryState, PageState
from leavex_network.syncing.subjects import Subject
from leavex_network.syncing.values import (
    FACTS,
    LARGEST_LOSS,
    facts_of,
    has_home,
    rest_of,
    swallowing,
    text_of,
)


class Removals:
    """Decides about each entry that one side removed."""

    def __init__(self, sides: Sides, subjects: Sequence[Subject]) -> None:
        self.sides = sides
        self.swallowing: dict[str, set[int]] = {code: set() for code in sides.pages.pages}
        """The blocks of items on each page that end with one whose link or bullet is broken."""
        self.removed: set[Subject] = set()
        """The entries to remove everywhere."""
        self.undecided: set[Subject] = set()
        """The entries that one side removed, and that stay on the others."""
        self._gone: dict[Subject, set[str]] = {}
        """The sides that removed an entry."""
        for subject in subjects:
            gone = self._gone_from(subject)
            if gone:
                self._gone[subject] = gone
        for subject, gone in self._gone.items():
            self._decide(subject, gone)

    def _gone_from(self, subject: Subject) -> set[str]:
        known = self.sides.known(subject)
        if known is None:
            return set()
        pages = self.sides.pages.pages
        gone: set[str] = set()
        for code, page in known.pages.items():
            if code in pages and not page.was_unread and not subject.is_listed(code):
                gone.add(code)
        return gone if subject.id in self.sides.data else gone | {DATA}

    def _decide(self, subject: Subject, gone: set[str]) -> None:
        reason: str | None = None
        if subject.items or subject.id in self.sides.data:
            reason = self._reason_to_keep(subject, gone)
        prefer = self.sides.prefer
        is_preferred = (prefer == "data" and DATA in gone) or (prefer == "pages" and gone != {DATA})
        if reason is None or is_preferred:
            self.removed.add(subject)
        elif prefer is None:
            self.undecided.add(subject)
            self._report(subject, gone, reason)

    def _reason_to_keep(self, subject: Subject, gone: set[str]) -> str | None:
        """Return why a removal is not taken over; None if it is."""
        sides = self.sides
        known = sides.known(subject) or EntryState()
        for side in gone:
            lost = sum(side in others for others in self._gone.values())
            if lost * LARGEST_LOSS > self._count_before(side):
                return "with more than a third of its entries"
        for side in gone - {DATA}:
            sections = [part.section for part in sides.pages.pages[side].sections]
            section = Section(known.kind or "petition", known.status or "active")
            if known.kind is not None and not has_home(section, sections):
                return "with its section"
            contents, before = sides.pages.pages[side], known.pages.get(side, PageState())
            if before.url is not None and before.name is not None:
                self.swallowing[side] |= swallowing(contents, before.url)
                rest = rest_of(contents, before.url, before.name, "")
                if rest is not None:
                    return rest
        for language, entry in subject.entries.items():
            page = known.pages.get(language)
            if _is_edited(known, entry) or (page is not None and _is_text_edited(page, entry)):
                return f"while {sides.pages.name(language)} changed it"
        if self._is_edited_in_data(subject, known):
            return "while the data changed it"
        return None

    def _count_before(self, side: str) -> int:
        """Return how many entries a side had at the last sync."""
        state = self.sides.state
        entries: Mapping[str, EntryState] = state.entries if state is not None else {}
        if side == DATA:
            return len(entries)
        return sum(side in entry.pages for entry in entries.values())

    def _is_edited_in_data(self, subject: Subject, known: EntryState) -> bool:
        if subject.id not in self.sides.data:
            return False
        if _is_edited(known, self.sides.data[subject.id]):
            return True
        return any(
            _is_text_edited(page, self.sides.localized[language][subject.id])
            for language, page in known.pages.items()
            if language in self.sides.localized
        )

    def _report(self, subject: Subject, gone: set[str], reason: str) -> None:
        names = [self.sides.name(side) for side in (*self.sides.pages.pages, DATA) if side in gone]
        where = " and ".join(names)
        message = f"It was removed from {where}, {reason}; it stays elsewhere."
        remedy = "Remove it everywhere or list it again, or decide with --prefer pages or data."
        self.sides.report(subject, message, remedy)


def _is_edited(known: EntryState, entry: Entry) -> bool:
    facts = facts_of(entry)
    former = {name: getattr(known, name) for name in FACTS}
    return any(value is not None and facts[name] != value for name, value in former.items())


def _is_text_edited(page: PageState, entry: Entry) -> bool:
    for name in ("url", "name", "description"):
        former = getattr(page, name)
        if former is not None and former != page.form(name, text_of(entry, name)):
            return True
    return False
