"""Decide about the order of the entries on pages and in the data."""

from collections.abc import Mapping, Sequence

from leavex_network.pages.sections import Section
from leavex_network.syncing.groups import Group, Groups
from leavex_network.syncing.order import common, is_consistent, leading, merged
from leavex_network.syncing.sides import DATA, Sides
from leavex_network.syncing.subjects import Subject


class OrderPlanner:
    """Decides about the order of each group; a conflict is reported to the sides."""

    def __init__(self, sides: Sides, listed_in: Groups) -> None:
        self.sides = sides
        self.is_sorted = True
        """Whether pages and data are to have one order."""
        self._listed_in = listed_in

    def order(self, groups: Mapping[Subject, Group]) -> list[str]:
        """Return the ids of all entries in the order of each group, group by group."""
        order: list[str] = []
        for group in dict.fromkeys(groups.values()):
            subjects = [subject for subject, its in groups.items() if its == group]
            inside = [subject.id for subject in subjects]
            orders = self._orders_in(group, subjects)
            first = self._leading_side(orders, inside, group.section)
            sides = dict.fromkeys([first, self.sides.own, DATA, *orders])
            order += merged([*(orders[side] for side in sides), inside])
        return order

    def _orders_in(self, group: Group, subjects: Sequence[Subject]) -> dict[str, list[str]]:
        """Return the order on each side of those entries that it has in a group."""
        inside = [subject.id for subject in subjects]
        orders: dict[str, list[str]] = {}
        for language in self.sides.pages.pages:
            items: list[tuple[int, str]] = []
            for subject in subjects:
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
        ids = set(inside)
        before = [
            entry_id
            for entry_id, known in state.entries.items()
            if entry_id in ids and (known.kind, known.status) == (section.kind, section.status)
        ]
        now = {side: common(order, before) for side, order in orders.items()}
        first, changed = leading(now, dict.fromkeys(now, before), own)
        if is_consistent([now[side] for side in (first, *changed)]):
            return first
        if self.sides.prefer is None:
            self._report()
        return DATA if self.sides.prefer == "data" and DATA in changed else first

    def _report(self) -> None:
        self.is_sorted = False
        page = self.sides.pages.pages[self.sides.own]
        message = "The order of the entries changed on the pages and in the data; both stay."
        remedy = "Sort them alike, or decide with --prefer pages or data."
        self.sides.findings.append(page.finding(0, "conflict", message, remedy))
