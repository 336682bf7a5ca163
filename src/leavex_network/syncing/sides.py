"""The sides of a sync: the page of each language and the data, with what they had in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.syncing.state import EntryState, State
from leavex_network.syncing.subjects import Subject
from leavex_network.syncing.texts import Preference
from leavex_network.syncing.values import shown

REMEDY = "Correct one of them, or decide with --prefer pages or data."
DATA = "data"
"""The name of the data among the sides, beside the languages of the pages."""


@dataclass
class Sides:
    """Pages and data, their last common state, and the conflicts between them."""

    pages: LanguagePages
    data: Network[Entry]
    state: State | None
    prefer: Preference | None
    localized: Mapping[str, Network[Entry]] = field(init=False)
    """The data in the language of each page."""
    findings: list[Finding] = field(default_factory=list)
    """The conflicts."""

    def __post_init__(self) -> None:
        self.localized = {code: self.data.localize(code) for code in self.pages.pages}

    @property
    def own(self) -> str:
        """The language of the page that decides among pages."""
        return self.pages.language

    def known(self, subject: Subject) -> EntryState | None:
        """Return the value of all sides for an entry at the last sync; None if they had none."""
        return None if self.state is None else self.state.entries.get(subject.id)

    def name(self, side: str) -> str:
        """Return the name of a side, as messages mention it."""
        return "the data" if side == DATA else self.pages.name(side)

    def report(
        self, subject: Subject, message: str, remedy: str, language: str | None = None
    ) -> None:
        """Report a conflict, at an item of the entry."""
        if language is None and subject.items:
            language = self.own if self.own in subject.items else next(iter(subject.items))
        if language is None:
            page, block = self.pages.pages[self.own], 0
        else:
            page, block = self.pages.pages[language], subject.items[language].block
        self.findings.append(page.finding(block, "conflict", message, remedy, subject.id))

    def report_rivals(self, subject: Subject, name: str, values: Mapping[str, Any]) -> None:
        """Report that several sides changed a fact to different values."""
        stated = [
            f"{shown(name, value, self.own)} ({self.name(side)})" for side, value in values.items()
        ]
        message = f"It is {' and '.join(stated)}; more than one changed, and all stay."
        self.report(subject, message, REMEDY)
