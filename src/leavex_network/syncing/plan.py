"""Plan a sync of pages: what each of them is to list, and what cannot be decided."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.pages.contents import PageEntry
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.sections import Section
from leavex_network.syncing.base import Base, Bases, Orders, orders_of
from leavex_network.syncing.facts import settled, settled_addresses
from leavex_network.syncing.order import common, leading, merged
from leavex_network.syncing.subjects import Subject
from leavex_network.syncing.values import (
    FACTS,
    LARGEST_LOSS,
    TEXTS,
    has_home,
    names_language,
    shown,
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


@dataclass(slots=True)
class Plan:
    """What each page is to list, by language, in one order."""

    pages: dict[str, PagePlan]
    order: list[str]
    findings: list[Finding]
    """The conflicts."""


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
        self.findings: list[Finding] = []
        self.plans = {language: PagePlan() for language in pages.pages}

    def plan(self) -> Plan:
        """Return the plan."""
        unlisted = {subject: self._unlisted(subject) for subject in self.subjects}
        self._refuse_losses(unlisted)
        sections: dict[Subject, Section] = {}
        for subject in self.subjects:
            facts = self._facts(subject)
            sections[subject] = Section(facts["kind"], facts["status"])
            urls = self._addresses(subject)
            languages, is_removed = unlisted[subject]
            for language, item in subject.items.items():
                if is_removed:
                    blocks = [item.block, *item.repeats]
                    self.plans[language].removed += blocks
                else:
                    entry = with_values(item.entry, subject.id, {**facts, "url": urls[language]})
                    self.plans[language].updates[item.block] = entry
            if not is_removed:
                self._add(subject, languages, facts, urls)
        order = [subject.id for subject in self._ordered(sections)]
        return Plan(self.plans, order, self.findings)

    # Which entries

    def _unlisted(self, subject: Subject) -> tuple[list[str], bool]:
        """Return the languages of the pages to which an entry is added, and whether it is removed.

        An entry that one page removed since the pages agreed is removed from the others, too.
        """
        missing = [code for code in self.pages.pages if not subject.is_listed(code)]
        base = self.bases.of(subject)
        if not missing or not base.is_listed:
            return missing, False
        removed_from = [code for code in missing if code in base.languages]
        if not removed_from:
            return missing, False
        reason = self._reason_to_keep(subject, base, removed_from)
        if reason is None:
            return [], True
        self._report_removal(subject, removed_from, reason)
        return [], False

    def _reason_to_keep(self, subject: Subject, base: Base, removed_from: list[str]) -> str | None:
        """Return why an entry is not removed from all pages; None if it is."""
        for language in removed_from:
            former = base.entries.get(language)
            sections = [section.section for section in self.pages.pages[language].sections]
            if former is not None and not has_home(Section.of(former), sections):
                return "with its section"
        for language, entry in subject.entries.items():
            former = base.entries.get(language)
            if former is None or _is_edited(former, entry):
                return f"while {self.pages.name(language)} changed it"
        return None

    def _refuse_losses(self, unlisted: dict[Subject, tuple[list[str], bool]]) -> None:
        """Keep the entries of a page that lost too many at once."""
        for language in self.pages.pages:
            removed = [
                subject
                for subject, (_, is_removed) in unlisted.items()
                if is_removed and not subject.is_listed(language)
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
        for name in FACTS:
            values = {code: getattr(entry, name) for code, entry in subject.entries.items()}
            former: dict[str, Any] = {}
            if name in base.facts:
                former = dict.fromkeys(base.languages, base.facts[name])
            decision = settled(values, former, self.own)
            facts[name] = decision.value
            if decision.rivals:
                self._report_rivals(subject, name, values, decision.rivals)
        return facts

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
            message = f"It is {here} on this page, and {there} on {deciding}; both changed."
            remedy = f"{deciding} decides; correct it there if this page is right."
            self._report(subject, language, subject.items[language], message, remedy)

    def _report(
        self, subject: Subject, language: str, item: PageEntry, message: str, remedy: str
    ) -> None:
        page = self.pages.pages[language]
        finding = page.finding(item.block, "conflict", message, remedy, subject.id)
        self.findings.append(finding)

    # Order

    def _ordered(self, sections: Mapping[Subject, Section]) -> Iterator[Subject]:
        """Yield all entries in the order that the pages are to have, section by section."""
        now = orders_of(self.subjects)
        for section in dict.fromkeys(sections.values()):
            inside = {subject for subject, its in sections.items() if its == section}
            sequences = _orders_in(section, now, inside)
            before = None
            if self.bases.orders is not None:
                before = _orders_in(section, self.bases.orders, inside)
            first, changed = leading(sequences, before, self.own)
            self._report_orders(first, changed, sequences)
            languages = dict.fromkeys([first, self.own, *sequences])
            rest = [subject for subject, its in sections.items() if its == section]
            yield from merged([*(sequences.get(language, []) for language in languages), rest])

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


def _orders_in(
    section: Section, orders: Orders, inside: Collection[Subject]
) -> dict[str, list[Subject]]:
    """Return the order on each page of those subjects that it has in a section."""
    return {
        language: common(by_section.get(section, []), inside)
        for language, by_section in orders.items()
    }


def _is_edited(before: Entry, now: Entry) -> bool:
    fields = (*FACTS, *TEXTS, "url")
    return any(getattr(before, name) != getattr(now, name) for name in fields)
