"""The base of a sync: what the pages agreed on last, by their history in Git."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from leavex_network.errors import DataError, RepositoryError
from leavex_network.files.disk import real_path
from leavex_network.models import Entry
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.progress import each, unreported
from leavex_network.revisions.git import NoRepositoryError, Repository
from leavex_network.revisions.layout import Layouts, Settings
from leavex_network.revisions.log import log, target_of
from leavex_network.revisions.reading import Reader
from leavex_network.syncing.groups import Group, Groups, groups_of
from leavex_network.syncing.order import is_consistent
from leavex_network.syncing.subjects import Subject, Trace, subjects_of
from leavex_network.syncing.values import FACTS

_MOST_REVISIONS = 500
"""So far back it is looked for an agreement."""

Orders = dict[str, dict[Group, list[Subject]]]
"""The subjects of each group on each page, in order, by language."""


class Source(NamedTuple):
    """Which pages are meant, and what they do not declare themselves: see `leavex_network.read`."""

    path: Path
    language: str | None = None
    base_url: str | None = None
    section: str | None = None
    kinds: Kinds = NO_KINDS
    """Those of the data."""


@dataclass(slots=True)
class Base:
    """What the pages agreed on about an entry."""

    removed_from: dict[str, bool] = field(default_factory=dict)
    """Whether each page that lacks it now listed it before, by language, as far as is known."""
    unread_on: set[str] = field(default_factory=set)
    """The languages of the pages that had it before, but in a block that is no entry."""
    is_new: bool = False
    """Whether no page had it when they agreed last."""
    facts: dict[str, Any] = field(default_factory=dict)
    """The value of each fact on which they agreed."""
    descriptions: dict[str, str] = field(default_factory=dict)
    """The description on each page when they agreed on the territories, by language."""
    urls: dict[str, str] = field(default_factory=dict)
    """The address on each page, by language."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """The entry on each page when one that lacks it now listed it last, by language."""
    languages: frozenset[str] = frozenset()
    """The languages that had a page then."""


@dataclass(slots=True)
class Bases:
    """The base of each entry, and of the order."""

    by_subject: dict[Subject, Base] = field(default_factory=dict)
    orders: Orders | None = None
    is_cut: bool = False
    """Whether revisions are missing that may say more: there is no history, or a part of it."""
    moved: set[Subject] = field(default_factory=set)
    """The entries of which one page has changed the address to that of another one."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many entries each page listed in the revision before the present one."""

    def of(self, subject: Subject) -> Base:
        """Return the base of an entry, for facts to be added."""
        return self.by_subject.setdefault(subject, Base())


class Revisions(NamedTuple):
    """The revisions of pages, the newest first."""

    pages: Iterator[LanguagePages]
    is_cut: bool
    """Whether there are none, or the clone lacks the oldest ones."""


@contextmanager
def revisions_of(source: Source) -> Iterator[Revisions]:
    """Open the repository of pages; give what can be read of their revisions.

    There are none without a repository, and none before the pages were committed.
    """
    path = source.path
    try:
        repository = Repository(path if path.is_dir() else path.parent)
    except RepositoryError as error:
        # What is there and cannot be read is no missing history.
        if not isinstance(error, NoRepositoryError) and _is_in_repository(path):
            raise
        yield Revisions(iter(()), is_cut=True)
        return
    with repository:
        yield Revisions(_revisions(repository, source), repository.is_shallow)


def _is_in_repository(path: Path) -> bool:
    folder = real_path(path)
    return any((parent / ".git").exists() for parent in (folder, *folder.parents))


def _revisions(repository: Repository, source: Source) -> Iterator[LanguagePages]:
    head = repository.head()
    if head is None:
        return
    reader = Reader(repository, source.kinds)
    layouts = Layouts(repository, Settings(source.language, source.base_url))
    target = target_of(source.path, repository, source.section)
    for logged in each(log(layouts, target, head)):
        if logged.pages:
            try:
                with unreported():
                    pages = reader.read(logged.pages)
            except DataError:
                continue  # what nobody could read, nobody agreed on
            yield pages


def bases_of(trace: Trace, pages: LanguagePages, revisions: Revisions) -> Bases:
    """Return what the pages agreed on last about everything that they disagree on now.

    The trace's subjects may become fewer: see `Trace`.
    """
    bases = Bases()
    open_facts = _open_facts(trace, pages, bases)
    if not any(open_facts.values()) and is_ordered(
        orders_of(trace.subjects, groups_of(pages.pages))
    ):
        return bases
    for revision in islice(revisions.pages, _MOST_REVISIONS):
        if not bases.counts:
            bases.counts = {code: len(page.entries) for code, page in revision.pages.items()}
        former = trace.back_to(revision)
        languages = frozenset(revision.pages) & frozenset(pages.pages)
        open_facts = _open_facts(trace, pages, bases)
        agrees = _agrees(revision)
        for subject, names in open_facts.items():
            base = bases.of(subject)
            _settle(subject, base, former.get(subject), names, pages, languages, agrees=agrees)
            base.is_new = base.is_new or (agrees and subject not in former)
        bases.moved |= trace.moved
        orders = _former_orders(former, groups_of(revision.pages), languages)
        if bases.orders is None and is_ordered(orders):
            bases.orders = orders
        is_done = not any(_open_facts(trace, pages, bases).values()) and bases.orders is not None
        if agrees or is_done:
            return bases
    bases.is_cut = revisions.is_cut or not bases.counts
    return bases


def orders_of(subjects: Iterable[Subject], groups: Groups) -> Orders:
    """Return the order of the subjects of each group on each page."""
    listed: dict[str, list[tuple[int, Subject]]] = {}
    for subject in subjects:
        for language, item in subject.items.items():
            listed.setdefault(language, []).append((item.block, subject))
    orders: Orders = {}
    for language, items in listed.items():
        by_group = orders.setdefault(language, {})
        for block, subject in sorted(items, key=lambda item: item[0]):
            by_group.setdefault(groups[language][block], []).append(subject)
    return orders


def is_ordered(orders: Orders) -> bool:
    """Tell whether all pages have the same order in each group."""
    groups: set[Group] = set()
    for by_group in orders.values():
        groups.update(by_group)
    for group in groups:
        sequences = [by_group.get(group, []) for by_group in orders.values()]
        if not is_consistent(sequences):
            return False
    return True


def disputed(subject: Subject, languages: Iterable[str]) -> set[str]:
    """Return the facts of an entry on which the pages differ: `listed`, facts, `url`."""
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
        missing = [code for code in pages.pages if not subject.is_listed(code)]
        if all(code in base.removed_from for code in missing):
            names.discard("listed")
        if base.urls:
            names.discard("url")
        result[subject] = names
    return result


def _settle(
    subject: Subject,
    base: Base,
    former: Subject | None,
    names: set[str],
    pages: LanguagePages,
    languages: frozenset[str],
    *,
    agrees: bool,
) -> None:
    """Add to a base what the pages of a revision agreed on."""
    if "listed" in names:
        missing = [code for code in pages.pages if not subject.is_listed(code)]
        _settle_removal(base, former, [code for code in missing if code not in base.removed_from])
    if former is None:
        return
    entries = {code: entry for code, entry in former.entries.items() if code in languages}
    if len(entries) < min(len(languages), 2):
        return
    first = next(iter(entries.values()))
    for name in names & {*FACTS}:
        if all(getattr(entry, name) == getattr(first, name) for entry in entries.values()):
            base.facts[name] = getattr(first, name)
            base.languages |= entries.keys()
            if name == "territories":
                base.descriptions = {code: entry.description for code, entry in entries.items()}
    urls = {language: entry.url for language, entry in entries.items()}
    if "url" in names and (agrees or len(set(urls.values())) == 1):
        base.urls = urls


def _settle_removal(base: Base, former: Subject | None, missing: list[str]) -> None:
    """Note which pages that lack an entry listed it at a revision; before it was new, none did."""
    for language in missing:
        if former is None:
            base.removed_from[language] = False
        elif language in former.items:
            base.removed_from[language] = True
            base.entries = {**former.entries, **base.entries}
        elif former.is_listed(language):
            base.removed_from[language] = False
            base.unread_on.add(language)


def _agrees(pages: LanguagePages) -> bool:
    """Tell whether pages list the same entries, with the same facts, in the same order."""
    subjects = subjects_of(pages)
    if any(disputed(subject, pages.pages) - {"url"} for subject in subjects):
        return False
    return is_ordered(orders_of(subjects, groups_of(pages.pages)))


def _former_orders(
    former: "dict[Subject, Subject]", groups: Groups, languages: frozenset[str]
) -> Orders:
    """Return the orders of a revision, by the subjects of today."""
    today = {before: subject for subject, before in former.items()}
    result: Orders = {}
    for language, by_group in orders_of(former.values(), groups).items():
        if language in languages:
            of_language = result.setdefault(language, {})
            for group, sequence in by_group.items():
                of_language[group] = [today[before] for before in sequence]
    return result
