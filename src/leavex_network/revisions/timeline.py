"""What happened to each entry of a page, from one revision to the next."""

from collections.abc import Mapping
from typing import NamedTuple

from leavex_network.models import Entry, Translation
from leavex_network.network import Network
from leavex_network.network.history import Change
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.matching import addresses, matches
from leavex_network.revisions.git import Commit
from leavex_network.revisions.log import Logged
from leavex_network.text.folding import free_slug
from leavex_network.text.urls import normalized

_FACTS = ("kind", "url", "territories")
"""The fields whose changes are sources of an entry; texts change without being facts."""


class Past(NamedTuple):
    """The commits that say what is known of an entry."""

    listed: Commit | None = None
    """The first one whose page, in the network's own language, lists it."""
    listed_elsewhere: Commit | None = None
    """The first one with a page that lists it, while that in the own language does not."""
    concluded: Commit | None = None
    """The first one that lists it as concluded, since it was last active."""
    changed: tuple[Commit, ...] = ()
    """Those that changed its address, its kind or its territories."""

    @property
    def sources(self) -> tuple[Commit, ...]:
        """The commits that say when it was listed and concluded, and what it is."""
        commits = (self.listed or self.listed_elsewhere, *self.changed, self.concluded)
        return tuple(dict.fromkeys(commit for commit in commits if commit is not None))


class Step(NamedTuple):
    """What a revision changed; entries by the names under which they are followed."""

    logged: Logged
    added: tuple[tuple[str, Entry], ...] = ()
    removed: tuple[tuple[str, Entry], ...] = ()
    changed: tuple[tuple[str, Change], ...] = ()


class Timeline:
    """Follows the entries of a page through its revisions, the oldest first."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.network: Network[Entry] = Network()
        """The network of the last revision."""
        self.names: dict[str, str] = {}
        """The name under which each entry of the last revision is followed, by its id."""
        self.past: dict[str, Past] = {}
        """By the names of entries, also of those that are gone."""
        self._own: set[str] = set()
        """The names of the entries on the page in the network's own language."""
        self._gone: dict[str, Entry] = {}
        self._shown: Mapping[str, Entry] = {}
        """The entries of the last revision, without those that only seem to be further ones."""
        self._known: dict[str, Mapping[str, Past]] = {}
        """The past as it was known at the content of a page, by the id of that content."""

    def append(self, logged: Logged, pages: LanguagePages) -> None:
        """Follow the entries to the next revision."""
        network = pages.network
        names = self._named(network, pages)
        before = {self.names[entry.id]: entry for entry in self.network}
        after = {names[entry.id]: entry for entry in network}
        behind = {
            name
            for name, entry in after.items()
            if name not in before and self._is_behind(entry, names, pages)
        }
        restored = self._restored(logged)
        for name, entry in after.items():
            if name in restored:
                self.past[name] = restored[name]
                continue
            former = before.get(name, self._gone.get(name))
            is_own = entry.id not in pages.only_in
            if is_own and name not in self._own:
                former = None  # what another page said of it says nothing about its facts
            past = self.past.get(name, Past())
            self.past[name] = _next(past, former, entry, logged.commit, is_own=is_own)
        self._own = {names[entry.id] for entry in network if entry.id not in pages.only_in}
        shown = {name: entry for name, entry in after.items() if name not in behind}
        self.steps.append(_step(logged, self._shown, shown))
        self._shown = shown
        self._gone.update(before)
        for name in after:
            self._gone.pop(name, None)
        self.network, self.names = network, names
        self._known[logged.pages[0].id] = {name: self.past[name] for name in after}

    def _named(self, network: Network[Entry], pages: LanguagePages) -> dict[str, str]:
        """Return the name of each entry: that of the same entry before, else its id or another.

        Pages of other languages may be behind: first, the page in the own language is compared with
        itself.
        """
        names: dict[str, str] = {}
        rest = {entry.id: entry for entry in network}
        own = {entry.id: entry for entry in network if entry.id not in pages.only_in}
        former_own = [entry for entry in self.network if self.names[entry.id] in self._own]
        for entry_id, former_id in matches(own, former_own).items():
            names[entry_id] = self.names[former_id]
        rest = {entry_id: entry for entry_id, entry in rest.items() if entry_id not in names}
        taken_names = set(names.values())
        former = [e for e in self.network if self.names[e.id] not in taken_names]
        for entry_id, former_id in matches(rest, former).items():
            names[entry_id] = self.names[former_id]
        rest = {entry_id: entry for entry_id, entry in rest.items() if entry_id not in names}
        if rest and self._gone:
            names |= matches(rest, _renamed(self._gone))
        taken = {*self.past, *names.values()}
        for entry_id in rest:
            if entry_id not in names:
                names[entry_id] = free_slug(entry_id, taken)
                taken.add(names[entry_id])
        return names

    def _is_behind(self, entry: Entry, names: Mapping[str, str], pages: LanguagePages) -> bool:
        """Tell whether an entry is one of the own page, whose address one page has changed alone.

        A page in another language lists it with its former address, or with its former name.
        """
        language = pages.only_in.get(entry.id)
        if language is None:
            return False
        current = {*names.values()}
        for former in self.network:
            if self.names[former.id] not in current & self._own:
                continue
            translation = former.translations.get(language, Translation())
            if entry.name == translation.name or normalized(entry.url) in addresses(former):
                return True
        return False

    def _restored(self, logged: Logged) -> Mapping[str, Past]:
        """Return the past that a revert restores: that of the same page before; else nothing."""
        if logged.commit.reverts is None or not logged.pages:
            return {}
        return self._known.get(logged.pages[0].id, {})


def _next(past: Past, former: Entry | None, entry: Entry, commit: Commit, *, is_own: bool) -> Past:
    """Return the past of an entry, with a further commit."""
    if is_own and past.listed is None:
        past = past._replace(listed=commit)
    if not is_own and past.listed_elsewhere is None:
        past = past._replace(listed_elsewhere=commit)
    if entry.status == "active":
        past = past._replace(concluded=None)
    elif past.concluded is None:
        past = past._replace(concluded=commit)
    if former is not None and any(getattr(former, name) != getattr(entry, name) for name in _FACTS):
        past = past._replace(changed=(*past.changed, commit))
    return past


def _step(logged: Logged, before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Step:
    added = tuple((name, entry) for name, entry in after.items() if name not in before)
    removed = tuple((name, entry) for name, entry in before.items() if name not in after)
    changed: list[tuple[str, Change]] = []
    for name, entry in after.items():
        former = before.get(name)
        if former is None or former is entry:
            continue
        former = former.model_copy(update={"id": entry.id})
        fields = [field for field in Entry.model_fields if _differs(former, entry, field)]
        if fields:
            changed.append((name, Change(former, entry, tuple(fields))))
    return Step(logged, added, removed, tuple(changed))


def _differs(before: Entry, after: Entry, field: str) -> bool:
    return bool(getattr(before, field) != getattr(after, field))


def _renamed(entries: Mapping[str, Entry]) -> list[Entry]:
    """Return entries under other ids."""
    return [entry.model_copy(update={"id": name}) for name, entry in entries.items()]
