"""What a sync did, a line for each file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.pages.contents import PageContents
from leavex_network.pages.label import foreign_names
from leavex_network.syncing.plan import PagePlan

_MOST_NAMED = 3
_IN_ORDER = (
    *("added", "removed", "moved", "concluded", "active again"),
    *("texts", "addresses", "labels", "sorted"),
)
_SINGULAR = {"addresses": "address", "labels": "label", "texts": "text"}
_TEXTS = ("name", "description")


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did, or would do."""

    texts: dict[Path, str]
    """The new text of each page and data file that changes."""
    summaries: dict[Path, str]
    """What was done to each file, and what is left to translate there."""
    findings: list[Finding] = field(default_factory=list)
    """The conflicts, and what else has to be known."""
    done: dict[Path, list[str]] = field(default_factory=dict)
    """What was done to each page, without what is left."""
    state: dict[Path, str] = field(default_factory=dict)
    """The new text of the state file, if it changes."""

    @property
    def conflicts(self) -> list[Finding]:
        """What could not be decided, or was decided against a change."""
        return [finding for finding in self.findings if finding.code == "conflict"]


def page_done(page: PageContents, plan: PagePlan, *, is_changed: bool, texts: int) -> list[str]:
    """Return the summary of the changes to a page, such as "3 added" and "8 concluded"."""
    counts: Counter[str] = Counter()
    counts["added"] = len(plan.added)
    by_block = page.entries_by_block
    labels = {page_entry.block: page_entry.item.parts.label for page_entry in page.entries}
    counts["removed"] = sum(block in by_block for block in plan.removed)
    for block, entry in plan.updates.items():
        before = by_block[block]
        if entry is not before:
            counts.update(_changes(before, entry))
        is_same = before.territories == entry.territories
        if is_same and foreign_names(labels[block], entry.territories, page.language):
            counts["labels"] += 1
    counts["texts"] += texts
    if is_changed and not counts.total():
        counts["sorted"] = 1
    return [_counted(name, counts[name]) for name in _IN_ORDER if counts[name]]


def page_summary(done: list[str], untranslated: list[str], left_out: list[str]) -> str:
    """Return one line: what was done to a page, and what is left to translate."""
    summary = ", ".join(done) or "unchanged"
    if untranslated:
        summary += f"; {len(untranslated)} to translate: {_named(untranslated)}"
    if left_out:
        summary += f"; {len(left_out)} left out: {_named(left_out)}"
    return summary


def _changes(before: Entry, after: Entry) -> Iterable[str]:
    if before.kind != after.kind:
        yield "moved"
    if before.status != after.status:
        yield "concluded" if after.status == "concluded" else "active again"
    addresses = ("url", "also_at", "archived")
    if any(getattr(before, name) != getattr(after, name) for name in addresses):
        yield "addresses"
    if before.territories != after.territories:
        yield "labels"
    yield from ("texts" for name in _TEXTS if getattr(before, name) != getattr(after, name))


def _counted(name: str, number: int) -> str:
    if name == "sorted":
        return "sorted"
    if name in _SINGULAR:
        return f"{number} {_SINGULAR[name] if number == 1 else name} replaced"
    return f"{number} {name}"


def _named(names: list[str]) -> str:
    shown = ", ".join(quoted(name) for name in names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown
