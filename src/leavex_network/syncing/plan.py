"""Plan a sync of pages: what each of them is to list, and what cannot be decided."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.pages.contents import PageEntry
from leavex_network.pages.language_addresses import names_language
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.sections import Section
from leavex_network.syncing.base import Base, Bases, Orders, orders_of
from leavex_network.syncing.facts import settled, settled_addresses
from leavex_network.syncing.groups import Group, group_of, groups_of
from leavex_network.syncing.order import common, leading, merged
from leavex_network.syncing.subjects import Subject
from leavex_network.syncing.values import (
    FACTS,
    LARGEST_LOSS,
    TEXTS,
    has_home,
    has_unread_label,
    rest_of,
    shown,
    swallowing,
    with_values,
)


@dataclass(slots=True)
class PagePlan:
    """What a page is to list."""

    updates: dict[int, Entry] = field(default_factory=dict)
    """The entry of each item that stays, by the index of its block."""
    added: list[Entry] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    """The indices of the blocks of items to remove."""
    left_out: list[str] = field(default_factory=list)
    """The names of entries that are not inserted, as they have no words in its language."""
    unread_labels: list[int] = field(default_factory=list)
    """The indices of the blocks of items whose label is not understood."""


@dataclass(slots=True)
class Plan:
    """What each page is to list, by language."""

    pages: dict[str, PagePlan]
    order: list[str] = field(default_factory=list)
    """The ids of all entries on pages: in order in each section."""
    parts: dict[str, int] = field(default_factory=dict)
    """Which section of its kind and status each entry is in, where pages have several, by id."""
    is_sorted: bool = True
    """Whether all sides are to have one order."""


class Planner:
    """Decides about everything that pages disagree on."""

    def __init__(
        self, pages: LanguagePages, subjects: Sequence[Subject], bases: Bases, *, skips: bool
    ) -> None:
        self.pages = pages
        self.subjects = subjects
        self.bases = bases
        self.skips = skips
        """Whether entries without words in the language of a page are left out."""
        self.own = pages.language
        self.groups = groups_of(pages.pages)
        self.findings: list[Finding] = []
        """The conflicts."""
        self.swallowing: dict[str, set[int]] = {language: set() for language in pages.pages}
        """The blocks of items on each page that end with one whose link or bullet is broken."""
        self.plans = {language: PagePlan() for language in pages.pages}

    def plan(self) -> Plan:
        """Return the plan; conflicts are added to the findings."""
        unlisted = {subject: self._unlisted(subject) for subject in self.subjects}
        self._refuse_losses(unlisted)
        groups: dict[Subject, Group] = {}
        for subject in self.subjects:
            if subject in self.bases.moved:
                groups[subject] = self._keep(subject)
                continue
            facts = self._facts(subject)
            section = Section(facts["kind"], facts["status"])
            groups[subject] = group_of(subject, section, self.groups, self.own)
            urls = self._addresses(subject)
            unread = self._unread_labels(subject)
            languages, is_removed = unlisted[subject]
            for language, item in subject.items.items():
                if is_removed:
                    blocks = [item.block, *item.repeats]
                    self.plans[language].removed += blocks
                else:
                    values = {**facts, "url": urls[language]}
                    if language in unread:
                        values["territories"] = item.entry.territories
                        self.plans[language].unread_labels.append(item.block)
                    entry = with_values(item.entry, subject.id, values)
                    self.plans[language].updates[item.block] = entry
            if not is_removed:
                self._add(subject, languages, facts, urls)
        order = [subject.id for subject in self._ordered(groups)]
        return Plan(self.plans, order, parts_of(groups))

    def _keep(self, subject: Subject) -> Group:
        """Leave an entry as it is on all pages, at its place, and return its group."""
        language, item = next(iter(subject.items.items()))
        message = "Its address is that of another entry now, or was; which is which is not known."
        remedy = "Correct the address; to exchange two, change one after the other, with a sync."
        self._report(subject, language, item, message, remedy)
        return group_of(subject, Section.of(item.entry), self.groups, self.own)

    # Which entries

    def _unlisted(self, subject: Subject) -> tuple[list[str], bool]:
        """Return the languages of the pages to which an entry is added, and whether it is removed.

        An entry that one page removed since the pages agreed is removed from the others, too.
        """
        if subject in self.bases.moved:
            return [], False
        missing = [code for code in self.pages.pages if not subject.is_listed(code)]
        base = self.bases.of(subject)
        removed_from = [code for code in missing if base.removed_from.get(code)]
        if not removed_from:
            return [code for code in missing if code not in base.unread_on], False
        reason = self._reason_to_keep(subject, base, removed_from)
        if reason is None:
            return [], True
        self._report_removal(subject, removed_from, reason)
        return [], False

    def _reason_to_keep(self, subject: Subject, base: Base, removed_from: list[str]) -> str | None:
        """Return why an entry is not removed from all pages; None if it is."""
        for language in removed_from:
            page, former = self.pages.pages[language], base.entries[language]
            sections = [section.section for section in page.sections]
            if not has_home(Section.of(former), sections):
                return "with its section"
            self.swallowing[language] |= swallowing(page, former.url)
            rest = rest_of(page, former.url, former.name, former.description)
            if rest is not None:
                return rest
        for language, entry in subject.entries.items():
            before = base.entries.get(language)
            if before is None and self._is_copy(subject, language, base):
                continue  # a sync inserted it since
            if before is None or _is_edited(before, entry):
                return f"while {self.pages.name(language)} changed it"
        return None

    def _is_copy(self, subject: Subject, language: str, base: Base) -> bool:
        """Tell whether a page has an entry in words that another page has, or had."""
        own = subject.items[language].entry
        others = [entry for code, entry in subject.entries.items() if code != language]
        others += base.entries.values()
        return any((own.name, own.description) == (o.name, o.description) for o in others)

    def _refuse_losses(self, unlisted: dict[Subject, tuple[list[str], bool]]) -> None:
        """Keep the entries of a page that lost too many at once."""
        for language in self.pages.pages:
            removed = [
                subject
                for subject, (_, is_removed) in unlisted.items()
                if is_removed and self.bases.of(subject).removed_from.get(language)
            ]
            if len(removed) * LARGEST_LOSS <= self.bases.counts.get(language, 0):
                continue
            for subject in removed:
                unlisted[subject] = ([], False)
                self._report_removal(subject, [language], "with more than a third of its entries")

    def _report_removal(self, subject: Subject, removed_from: list[str], reason: str) -> None:
        language, item = next(iter(subject.items.items()))
        names = " and ".join(self.pages.name(code) for code in removed_from)
        message = f"{quoted(item.entry.name)} was removed from {names}, {reason}; it stays."
        remedy = "Remove it from all pages, or list it again."
        self._report(subject, language, item, message, remedy)

    def _add(
        self,
        subject: Subject,
        languages: list[str],
        facts: Mapping[str, Any],
        urls: Mapping[str, str],
    ) -> None:
        """Add an entry to pages, in the words of a page that lists it."""
        if not languages:
            return
        source = self.own if self.own in subject.items else next(iter(subject.items))
        given = subject.items[source].entry
        entry = with_values(given, subject.id, {**facts, "url": urls[source]})
        for language in languages:
            if self.skips and entry.description:
                self.plans[language].left_out.append(entry.name)
            else:
                self.plans[language].added.append(entry)

    # Facts

    def _facts(self, subject: Subject) -> dict[str, Any]:
        base = self.bases.of(subject)
        facts: dict[str, Any] = {}
        entries = subject.entries
        for name in FACTS:
            values = {code: getattr(entry, name) for code, entry in entries.items()}
            if name == "territories":
                unread = self._unread_labels(subject)
                values = {c: value for c, value in values.items() if c not in unread} or values
            if name == "archived" and name not in base.facts:
                # Nothing says that a page without the copy lost it.
                values = {c: value for c, value in values.items() if value} or values
            former: dict[str, Any] = {}
            if name in base.facts:
                former = dict.fromkeys(base.languages, base.facts[name])
            decision = settled(values, former, self.own)
            facts[name] = decision.value
            rivals = decision.rivals
            if base.is_new and any(value != decision.value for value in values.values()):
                rivals = tuple(values)  # several pages added it
            if rivals:
                self._report_rivals(subject, name, values, rivals)
        return facts

    def _unread_labels(self, subject: Subject) -> list[str]:
        """Return the languages of the pages on which its label is not understood."""
        base = self.bases.of(subject)
        former = base.facts.get("territories")
        unread: list[str] = []
        for language, item in subject.items.items():
            is_new = base.descriptions.get(language) != item.entry.description
            is_swallowing = item.block in self.swallowing[language]
            if is_swallowing or has_unread_label(item, former, is_text_new=is_new):
                unread.append(language)
        return unread

    def _addresses(self, subject: Subject) -> dict[str, str]:
        base = self.bases.of(subject)
        values = {code: entry.url for code, entry in subject.entries.items()}
        own_address = {code for code, url in values.items() if names_language(url, code)}
        urls, rivals = settled_addresses(values, base.urls, self.own, own_address)
        if rivals:
            self._report_rivals(subject, "url", values, rivals)
        return urls

    def _report_rivals(
        self, subject: Subject, name: str, values: Mapping[str, Any], rivals: Sequence[str]
    ) -> None:
        own = self.own if self.own in values else next(iter(values))
        deciding = self.pages.name(own)
        for language in rivals:
            if language == own or values[language] == values[own]:
                continue
            here = shown(name, values[language], language)
            there = shown(name, values[own], language)
            message = (
                f"It is {here} on this page, and {there} on {deciding}; more than one page changed "
                "it."
            )
            remedy = f"{deciding} decides; correct it there if this page is right."
            self._report(subject, language, subject.items[language], message, remedy)

    def _report(
        self, subject: Subject, language: str, item: PageEntry, message: str, remedy: str
    ) -> None:
        page = self.pages.pages[language]
        finding = page.finding(item.block, "conflict", message, remedy, subject.id)
        self.findings.append(finding)

    # Order

    def _ordered(self, groups: Mapping[Subject, Group]) -> Iterator[Subject]:
        """Yield all entries in the order that the pages are to have, group by group."""
        now = orders_of(self.subjects, self.groups)
        for group in dict.fromkeys(groups.values()):
            inside = [subject for subject, its in groups.items() if its == group]
            sequences = _orders_in(group, now, inside)
            before = None
            if self.bases.orders is not None:
                before = _orders_in(group, self.bases.orders, inside)
            first, changed = leading(sequences, before, self.own)
            self._report_orders(first, changed, sequences)
            languages = dict.fromkeys([first, self.own, *sequences])
            yield from merged([*(sequences.get(language, []) for language in languages), inside])

    def _report_orders(
        self, first: str, changed: list[str], sequences: Mapping[str, Sequence[Subject]]
    ) -> None:
        for language in changed:
            sequence, model = sequences[language], sequences.get(first, [])
            here, there = common(sequence, model), common(model, sequence)
            if here == there:
                continue
            subject = next(one for one, other in zip(here, there, strict=True) if one != other)
            deciding = self.pages.name(first)
            message = f"Its order changed on this page, and another way on {deciding}."
            remedy = f"{deciding} decides; sort it there if this page is right."
            self._report(subject, language, subject.items[language], message, remedy)


def parts_of(groups: Mapping[Subject, Group]) -> dict[str, int]:
    """Return the part of each entry that has one, by id."""
    parts: dict[str, int] = {}
    for subject, group in groups.items():
        if group.part is not None:
            parts[subject.id] = group.part
    return parts


def _orders_in(
    group: Group, orders: Orders, inside: Collection[Subject]
) -> dict[str, list[Subject]]:
    """Return the order on each page of those subjects that it has in a group."""
    return {
        language: common(by_group.get(group, []), inside) for language, by_group in orders.items()
    }


def _is_edited(before: Entry, now: Entry) -> bool:
    fields = (*FACTS, *TEXTS, "url")
    return any(getattr(before, name) != getattr(now, name) for name in fields)
