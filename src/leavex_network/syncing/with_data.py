"""Plan a sync of pages and a data file, by the state of the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leavex_network.errors import quoted
from leavex_network.formats.json.merging import as_new
from leavex_network.models import Entry
from leavex_network.models.frozen import FrozenMap
from leavex_network.network.localization import localize_entry
from leavex_network.pages.language_addresses import names_language
from leavex_network.pages.sections import Section
from leavex_network.syncing.data_entry import merged_entry
from leavex_network.syncing.facts import settled_addresses
from leavex_network.syncing.groups import Group, group_of, groups_of
from leavex_network.syncing.identity import identified
from leavex_network.syncing.order import common, is_consistent, leading, merged
from leavex_network.syncing.plan import PagePlan, Plan, parts_of
from leavex_network.syncing.removals import Removals
from leavex_network.syncing.sides import DATA, Sides
from leavex_network.syncing.state import EntryState, PageState, digest
from leavex_network.syncing.subjects import Subject
from leavex_network.syncing.texts import settled_text
from leavex_network.syncing.values import (
    FACTS,
    TEXTS,
    facts_of,
    has_unread_label,
    shown,
    text_of,
    with_values,
)

_REMEDY = "Correct one of them, or decide with --prefer pages or data."


@dataclass(slots=True)
class DataPlan(Plan):
    """What pages and data become."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """The entries of the data, by id."""
    states: dict[str, EntryState] = field(default_factory=dict)
    """What all sides will have said of each entry, by id."""


@dataclass(slots=True)
class _Texts:
    """The name, the description and the address of an entry in one language."""

    page: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    """The names of those that stay as they are, as others contradict them."""

    def differs(self, name: str) -> bool:
        """Tell whether page and data keep different ones, or ones that others contradict."""
        return self.page[name] != self.data[name] or name in self.kept


class DataPlanner:
    """Decides about everything that pages and data say differently."""

    def __init__(self, sides: Sides, *, skips: bool) -> None:
        self.sides = sides
        self.skips = skips
        """Whether entries without words in the language of a page are left out."""
        self.subjects = identified(sides.pages, sides.data, sides.localized, sides.state)
        self._listed_in = groups_of(sides.pages.pages)
        self._groups: dict[Subject, Group] = {}
        """The group of each entry that stays."""
        self.plan = DataPlan({language: PagePlan() for language in sides.pages.pages})

    def planned(self) -> DataPlan:
        """Return the plan; conflicts are reported to the sides."""
        removals = Removals(self.sides, self.subjects)
        for subject in self.subjects:
            if subject in removals.removed:
                for language, item in subject.items.items():
                    self.plan.pages[language].removed += [item.block, *item.repeats]
            elif subject in removals.undecided:
                self._keep(subject)
            else:
                self._settle(subject)
        self._sort()
        return self.plan

    def _keep(self, subject: Subject) -> None:
        """Leave an entry as it is on all sides, and in the state."""
        for language, item in subject.items.items():
            unchanged = with_values(item.entry, subject.id, facts_of(item.entry))
            self.plan.pages[language].updates[item.block] = unchanged
        entry = self.sides.data.get(subject.id)
        if entry is not None:
            self.plan.entries[subject.id] = entry
        self._note_group(subject, entry or next(iter(subject.entries.values())))
        self.plan.states[subject.id] = self.sides.known(subject) or EntryState()

    def _note_group(self, subject: Subject, entry: Entry) -> None:
        section = Section.of(entry)
        self._groups[subject] = group_of(subject, section, self._listed_in, self.sides.own)

    def _settle(self, subject: Subject) -> None:
        """Decide about an entry that stays."""
        known = self.sides.known(subject) or EntryState()
        entry = self.sides.data.get(subject.id)
        facts = self._facts(subject, entry, known)
        texts = self._texts(subject, entry, known)
        self._settle_addresses(subject, known, texts)
        for language, item in subject.items.items():
            values = {**facts[language], **texts[language].page}
            updated = with_values(item.entry, subject.id, values)
            self.plan.pages[language].updates[item.block] = updated
        for language in self._unread_labels(subject, known):
            self.plan.pages[language].unread_labels.append(subject.items[language].block)
        own = self.sides.data.about.language
        if entry is None:
            new = as_new(self.sides.pages.network[subject.page_id], self.sides.own, own)
            entry = new.model_copy(update={"id": subject.id})
        else:
            data_texts = {language: text.data for language, text in texts.items()}
            entry = merged_entry(entry, facts[DATA], data_texts, own)
        self.plan.entries[subject.id] = entry
        self._note_group(subject, entry)
        self._add(subject, entry)
        self.plan.states[subject.id] = self._state(subject, known, facts, texts)

    # Facts

    def _facts(
        self, subject: Subject, entry: Entry | None, known: EntryState
    ) -> dict[str, dict[str, Any]]:
        """Return the facts for each side that has the entry."""
        stated = {code: facts_of(item) for code, item in subject.entries.items()}
        if entry is not None:
            stated[DATA] = facts_of(entry)
        result = {side: dict(facts) for side, facts in stated.items()}
        for name in FACTS:
            values = {side: facts[name] for side, facts in stated.items()}
            unread: set[str] = set()
            if name == "territories":
                unread = self._unread_labels(subject, known)
                values = {side: value for side, value in values.items() if side not in unread}
            decision = self._fact(values, getattr(known, name)) if values else None
            if decision is None and values:
                self._report_rivals(subject, name, values)
            for side, facts in result.items():
                if decision is not None and side not in unread:
                    facts[name] = decision[0]
        return result

    def _unread_labels(self, subject: Subject, known: EntryState) -> set[str]:
        """Return the languages of the pages on which its label is not understood."""
        unread: set[str] = set()
        for language, item in subject.items.items():
            before = known.pages.get(language, PageState())
            is_new = before.description != digest(item.entry.description)
            if has_unread_label(item, known.territories, is_text_new=is_new):
                unread.add(language)
        return unread

    def _fact(self, values: Mapping[str, Any], former: Any) -> tuple[Any] | None:
        """Return the value of a fact for all sides; None if they contradict each other."""
        own = self.sides.own
        usual = values.get(own, next(iter(values.values())))
        if all(value == usual for value in values.values()):
            return (usual,)
        if former is None:
            # Among pages, the own one decides; pages and data may contradict each other.
            if DATA not in values or values[DATA] == usual:
                return (usual,)
            changed = {own: usual, DATA: values[DATA]}
        else:
            changed = {side: value for side, value in values.items() if value != former}
        first = next(iter(changed.values()))
        if all(value == first for value in changed.values()):
            return (first,)
        if self.sides.prefer is None:
            return None
        if self.sides.prefer == "data":
            return (values.get(DATA, usual),)
        of_pages = [value for side, value in changed.items() if side != DATA]
        return (changed.get(own, of_pages[0] if of_pages else usual),)

    # Texts

    def _texts(self, subject: Subject, entry: Entry | None, known: EntryState) -> dict[str, _Texts]:
        """Return the texts of each page that lists an entry, and those of the data there."""
        own = self.sides.data.about.language
        lost_labels: set[str] = set()
        if known.territories:
            lost_labels = self._unread_labels(subject, known)
        result: dict[str, _Texts] = {}
        # Texts that no translation replaces follow the original: it comes first.
        for language in sorted(subject.items, key=lambda code: code != own):
            texts = result[language] = _Texts()
            for name in (*TEXTS, "url"):
                here = there = str(getattr(subject.items[language].entry, name))
                is_changed: tuple[bool, bool] | None = (False, False)
                if entry is not None:
                    original = result[own].data.get(name) if own in result else None
                    there = self._data_text(entry, language, name, original)
                    is_changed = self._changes(entry, language, name, here, there, known)
                    if name == "description" and language in lost_labels:
                        # What is no label now seems to be a part of the description.
                        texts.page[name], texts.data[name] = here, there
                        continue
                decision = settled_text(here, there, is_changed, self.sides.prefer)
                texts.page[name], texts.data[name] = decision.page, decision.data
                if decision.is_conflict:
                    self._report_texts(subject, language, name, here, there)
        return result

    def _data_text(self, entry: Entry, language: str, name: str, original: str | None) -> str:
        """Return a text of the data in a language.

        A description that has no translation is the original one as it will be.
        """
        follows = name == "description" and not self._is_translated(entry, language, name)
        if follows and original is not None:
            return original
        return text_of(self.sides.localized[language][entry.id], name)

    def _is_translated(self, entry: Entry, language: str, name: str) -> bool:
        """Tell whether the data has a text of its own in a language."""
        own = self.sides.data.about.language
        if name == "description":
            own = entry.description_language or own
        if language == own:
            return True
        return getattr(entry.translations.get(language), name, None) is not None

    def _changes(
        self, entry: Entry, language: str, name: str, page: str, data: str, known: EntryState
    ) -> tuple[bool, bool] | None:
        """Return whether the page and the data changed a text; None if that is unknown."""
        own = self.sides.data.about.language
        before = known.pages.get(language, PageState())
        former = getattr(before, name)
        if former is not None:
            page_changed = before.form(name, page) != former
            data_changed = before.form(name, data) != former
            if self._is_translated(entry, language, name):
                return page_changed, data_changed
            # A text of the data that only follows the original gives way to a translation.
            original = getattr(known.pages.get(own, PageState()), name)
            is_copy = not page_changed and original in (None, former)
            return (False, data_changed) if is_copy else (True, False)
        if language != own and page == text_of(entry, name):
            return False, True  # the page has the original only
        if self._is_translated(entry, language, name):
            return None
        return True, False  # the data has no such text yet

    def _settle_addresses(
        self, subject: Subject, known: EntryState, texts: Mapping[str, _Texts]
    ) -> None:
        """Take over an address that changed in one language, where the others had the same one."""
        values = {code: text.page["url"] for code, text in texts.items() if not text.differs("url")}
        base = {code: page.url for code, page in known.pages.items() if page.url is not None}
        base = {code: url for code, url in base.items() if code in values}
        localized = {code for code, url in values.items() if names_language(url, code)}
        urls, rivals = settled_addresses(values, base, self.sides.own, localized)
        if rivals and self.sides.prefer is None:
            self._report_rivals(subject, "url", {code: values[code] for code in rivals})
            for language in rivals:
                text = texts[language]
                text.kept.add("url")
                text.page["url"] = subject.items[language].entry.url
                text.data["url"] = self.sides.localized[language][subject.id].url
            return
        for language, url in urls.items():
            texts[language].page["url"] = texts[language].data["url"] = url

    def _add(self, subject: Subject, entry: Entry) -> None:
        """Add an entry of the data to the pages that lack it."""
        for language, plan in self.plan.pages.items():
            before = self.sides.known(subject) or EntryState()
            was_unread = before.pages.get(language, PageState(name="")).was_unread
            if subject.is_listed(language) or was_unread:
                continue
            localized = localize_entry(entry, language, self.sides.data.about.language)
            if self.skips and localized.description_language is not None:
                plan.left_out.append(localized.name)
            else:
                plan.added.append(localized.model_copy(update={"description_language": None}))

    # The next state

    def _state(
        self,
        subject: Subject,
        known: EntryState,
        facts: Mapping[str, Mapping[str, Any]],
        texts: Mapping[str, _Texts],
    ) -> EntryState:
        """Return what all sides say of an entry now; of what contradicts, what they said before."""
        agreed: dict[str, Any] = {}
        for name in FACTS:
            unread = self._unread_labels(subject, known) if name == "territories" else set()
            values = [stated[name] for side, stated in facts.items() if side not in unread]
            is_settled = bool(values) and all(value == values[0] for value in values)
            agreed[name] = values[0] if is_settled else getattr(known, name)
        pages: dict[str, PageState] = {}
        for language, plan in self.plan.pages.items():
            added = next((entry for entry in plan.added if entry.id == subject.id), None)
            if language in texts:
                before = known.pages.get(language, PageState())
                pages[language] = self._page_state(texts[language], before)
            elif added is not None:
                given = {name: text_of(added, name) for name in (*TEXTS, "url")}
                pages[language] = self._page_state(_Texts(given, given), PageState())
            elif subject.is_listed(language) or language in known.pages:
                pages[language] = PageState()
        return EntryState(**agreed, pages=FrozenMap(pages))

    def _page_state(self, texts: _Texts, before: PageState) -> PageState:
        values: dict[str, Any] = {}
        for name in ("url", *TEXTS):
            settled = before.form(name, texts.page[name])
            values[name] = getattr(before, name) if texts.differs(name) else settled
        return PageState(**values)

    # Order

    def _sort(self) -> None:
        """Decide about the order of each group."""
        order: list[str] = []
        for group in dict.fromkeys(self._groups.values()):
            inside = [subject.id for subject, its in self._groups.items() if its == group]
            orders = self._orders_in(group, inside)
            first = self._leading_side(orders, inside, group.section)
            sides = dict.fromkeys([first, self.sides.own, DATA, *orders])
            order += merged([*(orders[side] for side in sides), inside])
        self.plan.order = order
        self.plan.parts = parts_of(self._groups)

    def _orders_in(self, group: Group, inside: Sequence[str]) -> dict[str, list[str]]:
        """Return the order on each side of those entries that it has in a group."""
        orders: dict[str, list[str]] = {}
        for language in self.sides.pages.pages:
            items: list[tuple[int, str]] = []
            for subject in self._groups:
                item = subject.items.get(language)
                if item is not None and self._listed_in[language][item.block] == group:
                    items.append((item.block, subject.id))
            orders[language] = common([entry_id for _, entry_id in sorted(items)], inside)
        listed = [entry.id for entry in self.sides.data if Section.of(entry) == group.section]
        orders[DATA] = common(listed, inside)
        return orders

    def _leading_side(
        self, orders: Mapping[str, Sequence[str]], inside: Sequence[str], section: Section
    ) -> str:
        """Return the side whose order of a group the others take over."""
        own, state = self.sides.own, self.sides.state
        if state is None:
            return DATA if self.sides.prefer == DATA else own
        before = [
            entry_id
            for entry_id, known in state.entries.items()
            if entry_id in inside and (known.kind, known.status) == (section.kind, section.status)
        ]
        now = {side: common(order, before) for side, order in orders.items()}
        first, changed = leading(now, dict.fromkeys(now, before), own)
        if is_consistent([now[side] for side in (first, *changed)]):
            return first
        if self.sides.prefer is None:
            self._report_order()
        return DATA if self.sides.prefer == "data" and DATA in changed else first

    def _report_order(self) -> None:
        self.plan.is_sorted = False
        page = self.sides.pages.pages[self.sides.own]
        message = "The order of the entries changed on the pages and in the data; both stay."
        remedy = "Sort them alike, or decide with --prefer pages or data."
        self.sides.findings.append(page.finding(0, "conflict", message, remedy))

    # Conflicts

    def _report_rivals(self, subject: Subject, name: str, values: Mapping[str, Any]) -> None:
        own = self.sides.own
        stated = [
            f"{shown(name, value, own)} ({self.sides.name(side)})" for side, value in values.items()
        ]
        message = f"It is {' and '.join(stated)}; more than one changed, and all stay."
        self.sides.report(subject, message, _REMEDY)

    def _report_texts(
        self, subject: Subject, language: str, name: str, page: str, data: str
    ) -> None:
        message = (
            f"The {name} is {quoted(page)} on this page, and {quoted(data)} in the data; "
            "both changed, and both stay."
        )
        self.sides.report(subject, message, _REMEDY, language)
