"""Plan a sync of pages and a data file, by the state of the last one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leavex_network.formats.json.merging import as_new
from leavex_network.models import Entry
from leavex_network.models.frozen import FrozenMap
from leavex_network.network.localization import localize_entry
from leavex_network.pages.sections import Section
from leavex_network.syncing.data_entry import merged_entry
from leavex_network.syncing.data_order import OrderPlanner
from leavex_network.syncing.data_texts import TextPlanner, Texts
from leavex_network.syncing.groups import Group, group_of, groups_of
from leavex_network.syncing.identity import identified
from leavex_network.syncing.plan import PagePlan, Plan, parts_of
from leavex_network.syncing.removals import Removals
from leavex_network.syncing.sides import DATA, Sides
from leavex_network.syncing.state import EntryState, PageState, digest
from leavex_network.syncing.subjects import Subject
from leavex_network.syncing.values import (
    FACTS,
    TEXTS,
    facts_of,
    has_unread_label,
    text_of,
    with_values,
)


@dataclass(slots=True)
class DataPlan(Plan):
    """What pages and data become."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """The entries of the data, by id."""
    states: dict[str, EntryState] = field(default_factory=dict)
    """What all sides will have said of each entry, by id."""


class DataPlanner:
    """Decides about everything that pages and data say differently."""

    def __init__(self, sides: Sides, *, skips: bool) -> None:
        self.sides = sides
        self.skips = skips
        """Whether entries without words in the language of a page are left out."""
        found = identified(sides.pages, sides.data, sides.localized, sides.state)
        self.subjects = found.subjects
        self._contested = frozenset() if sides.prefer is not None else found.contested
        self._swallowing: dict[str, set[int]] = {}
        self._listed_in = groups_of(sides.pages.pages)
        self._texts = TextPlanner(sides)
        self._groups: dict[Subject, Group] = {}
        """The group of each entry that stays."""
        self.plan = DataPlan({language: PagePlan() for language in sides.pages.pages})

    def planned(self) -> DataPlan:
        """Return the plan; conflicts are reported to the sides."""
        settled = [subject for subject in self.subjects if subject.id not in self._contested]
        removals = Removals(self.sides, settled)
        self._swallowing = removals.swallowing
        for subject in self.subjects:
            if subject.id in self._contested:
                self._report_contested(subject)
                self._keep(subject)
            elif subject in removals.removed:
                for language, item in subject.items.items():
                    self.plan.pages[language].removed += [item.block, *item.repeats]
            elif subject in removals.undecided:
                self._keep(subject)
            else:
                self._settle(subject)
        orders = OrderPlanner(self.sides, self._listed_in)
        self.plan.order = orders.order(self._groups)
        self.plan.is_sorted = orders.is_sorted
        self.plan.parts = parts_of(self._groups)
        return self.plan

    def _report_contested(self, subject: Subject) -> None:
        message = "Its address is that of another entry now, or was; which is which is not known."
        remedy = "Correct the address, or decide with --prefer pages or data."
        self.sides.report(subject, message, remedy)

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
        unread = self._unread_labels(subject, known)
        texts = self._texts.texts(subject, entry, known, unread if known.territories else ())
        self._texts.settle_addresses(subject, known, texts)
        for language, item in subject.items.items():
            values = {**facts[language], **texts[language].page}
            updated = with_values(item.entry, subject.id, values)
            self.plan.pages[language].updates[item.block] = updated
        for language in unread:
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
                self.sides.report_rivals(subject, name, values)
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
            is_swallowing = item.block in self._swallowing[language]
            if is_swallowing or has_unread_label(item, known.territories, is_text_new=is_new):
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
        texts: Mapping[str, Texts],
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
                pages[language] = self._page_state(Texts(given, given), PageState())
            elif subject.is_listed(language) or language in known.pages:
                pages[language] = PageState()
        return EntryState(**agreed, pages=FrozenMap(pages))

    def _page_state(self, texts: Texts, before: PageState) -> PageState:
        values: dict[str, Any] = {}
        for name in ("url", *TEXTS):
            settled = before.form(name, texts.page[name])
            values[name] = getattr(before, name) if texts.differs(name) else settled
        return PageState(**values)
