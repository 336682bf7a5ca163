"""The base of a sync: what the pages agreed on last, by their history in Git."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from leavex_network.errors import ArgumentError, DataError, RepositoryError
from leavex_network.models import Entry
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.sections import Section
from leavex_network.revisions.git import Repository
from leavex_network.revisions.history import Progress
from leavex_network.revisions.layout import Layouts, Settings
from leavex_network.revisions.log import log, target_of
from leavex_network.revisions.reading import Reader
from leavex_network.syncing.order import is_consistent
from leavex_network.syncing.subjects import Subject, Trace, subjects_of
from leavex_network.syncing.values import FACTS

Orders = dict[str, dict[Section, list[Subject]]]
"""The subjects of each section on each page, in order, by language."""


class Source(NamedTuple):
    """Which pages are meant, and what they do not declare themselves: see `leavex_network.read`."""

    path: Path
    language: str | None = None
    base_url: str | None = None
    section: str | None = None
    progress: Progress | None = None


@dataclass(slots=True)
class Base:
    """What the pages agreed on about an entry."""

    is_listed: bool | None = None
    """Whether they listed it; None if they never agreed."""
    facts: dict[str, Any] = field(default_factory=dict)
    """The value of each fact on which they agreed."""
    urls: dict[str, str] = field(default_factory=dict)
    """The address on each page, by language."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """The entry on each page when they agreed to list it, by language."""
    languages: frozenset[str] = frozenset()
    """The languages that had a page then."""


@dataclass(slots=True)
class Bases:
    """The base of each entry, and of the order."""

    by_subject: dict[Subject, Base] = field(default_factory=dict)
    orders: Orders | None = None
    counts: dict[str, int] = field(default_factory=dict)
    """How many entries each page listed in the revision before the present one."""

    def of(self, subject: Subject) -> Base:
        """Return the base of an entry, for facts to be added."""
        return self.by_subject.setdefault(subject, Base())


@contextmanager
def revisions_of(source: Source) -> Iterator[Iterator[LanguagePages]]:
    """Open the repository of pages; give what can be read of their revisions, the newest first.

    There are none without a repository, and none before the pages were committed.
    """
    path = source.path
    try:
        repository = Repository(path if path.is_dir() else path.parent)
    except RepositoryError:
        yield iter(())
        return
    with repository:
        yield _revisions(repository, source)


def _revisions(repository: Repository, source: Source) -> Iterator[LanguagePages]:
    head = repository.head()
    if head is None:
        return
    reader = Reader(repository)
    layouts = Layouts(repository, Settings(source.language, source.base_url))
    try:
        target = target_of(source.path, repository, source.section)
    except ArgumentError:
        return
    for number, logged in enumerate(log(layouts, target, head), 1):
        if source.progress is not None:
            source.progress(number, None)
        if logged.pages:
            try:
                yield reader.read(logged.pages)
            except DataError:
                continue  # what nobody could read, nobody agreed on


def bases_of(trace: Trace, pages: LanguagePages, revisions: Iterable[LanguagePages]) -> Bases:
    """Return what the pages agreed on last about everything that they disagree on now.

    The trace's subjects may become fewer: see `Trace`.
    """
    bases = Bases()
    open_facts = _open_facts(trace, pages, bases)
    if not any(open_facts.values()) and is_ordered(orders_of(trace.subjects)):
        return bases
    for revision in revisions:
        if not bases.counts:
            bases.counts = {code: len(page.entries) for code, page in revision.pages.items()}
        former = trace.back_to(revision)
        languages = frozenset(revision.pages) & frozenset(pages.pages)
        open_facts = _open_facts(trace, pages, bases)
        agrees = _agrees(revision)
        for subject, names in open_facts.items():
            _settle(bases.of(subject), former.get(subject), names, languages, agrees=agrees)
        orders = _former_orders(former, languages)
        if bases.orders is None and is_ordered(orders):
            bases.orders = orders
        is_done = not any(_open_facts(trace, pages, bases).values()) and bases.orders is not None
        if agrees or is_done:
            break
    return bases


def orders_of(subjects: Iterable[Subject]) -> Orders:
    """Return the order of the subjects of each section on each page."""
    listed: dict[str, list[tuple[int, Section, Subject]]] = {}
    for subject in subjects:
        for language, item in subject.items.items():
            section = Section.of(item.entry)
            listed.setdefault(language, []).append((item.block, section, subject))
    orders: Orders = {}
    for language, items in listed.items():
        sections = orders.setdefault(language, {})
        for _, section, subject in sorted(items, key=lambda item: item[0]):
            sections.setdefault(section, []).append(subject)
    return orders


def is_ordered(orders: Orders) -> bool:
    """Tell whether all pages have the same order in each section."""
    sections: set[Section] = set()
    for by_section in orders.values():
        sections.update(by_section)
    for section in sections:
        sequences = [by_section.get(section, []) for by_section in orders.values()]
        if not is_consistent(sequences):
            return False
    return True


def disputed(subject: Subject, languages: Iterable[str]) -> set[str]:
    """Return what the pages disagree on about an entry: `listed`, facts, `url`."""
    names: set[str] = set()
    entries = list(subject.entries.values())
    if not all(subject.is_listed(language) for language in languages):
        names.add("listed")
    for name in (*FACTS, "url"):
        if any(getattr(entry, name) != getattr(entries[0], name) for entry in entries[1:]):
            names.add(name)
    return names


def _open_facts(trace: Trace, pages: LanguagePages, bases: Bases) -> dict[Subject, set[str]]:
    """Return what the pages disagree on, and no revision was found yet at which they agreed."""
    result: dict[Subject, set[str]] = {}
    for subject in trace.subjects:
        names = disputed(subject, pages.pages)
        base = bases.by_subject.get(subject, Base())
        names -= base.facts.keys()
        if base.is_listed is not None:
            names.discard("listed")
        if base.urls:
            names.discard("url")
        result[subject] = names
    return result


def _settle(
    base: Base, former: Subject | None, names: set[str], languages: frozenset[str], *, agrees: bool
) -> None:
    """Add to a base what the pages of a revision agreed on."""
    if former is None:
        if "listed" in names:
            base.is_listed, base.languages = False, languages
        return
    entries = {code: entry for code, entry in former.entries.items() if code in languages}
    is_everywhere = all(former.is_listed(language) for language in languages)
    if "listed" in names and is_everywhere and entries:
        base.is_listed, base.languages, base.entries = True, languages, entries
    if not is_everywhere or len(entries) < min(len(languages), 2):
        return
    first = next(iter(entries.values()))
    for name in names & {*FACTS}:
        if all(getattr(entry, name) == getattr(first, name) for entry in entries.values()):
            base.facts[name] = getattr(first, name)
            base.languages = base.languages or languages
    urls = {language: entry.url for language, entry in entries.items()}
    if "url" in names and (agrees or len(set(urls.values())) == 1):
        base.urls = urls


def _agrees(pages: LanguagePages) -> bool:
    """Tell whether pages list the same entries, with the same facts, in the same order."""
    subjects = subjects_of(pages)
    if any(disputed(subject, pages.pages) - {"url"} for subject in subjects):
        return False
    return is_ordered(orders_of(subjects))


def _former_orders(former: "dict[Subject, Subject]", languages: frozenset[str]) -> Orders:
    """Return the orders of a revision, by the subjects of today."""
    today = {before: subject for subject, before in former.items()}
    result: Orders = {}
    for language, by_section in orders_of(former.values()).items():
        if language not in languages:
            continue
        sections = result.setdefault(language, {})
        for section, sequence in by_section.items():
            sections[section] = [today[before] for before in sequence]
    return result
