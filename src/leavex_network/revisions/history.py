"""The history of pages as data: the network of any day, and the days of each entry."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from leavex_network.errors import ArgumentError, DataError, expect_texts, quoted
from leavex_network.files.limits import StrPath, as_path
from leavex_network.findings import Finding
from leavex_network.formats.reporting import warn
from leavex_network.models import Entry, FrozenMap, Source
from leavex_network.models.fields import day as day_of
from leavex_network.models.kinds import KindsArgument, as_kinds
from leavex_network.network import Network
from leavex_network.network.history import Change, Diff
from leavex_network.progress import Progress, counted, reported, unreported
from leavex_network.revisions.git import Commit, Repository
from leavex_network.revisions.layout import Layouts, Pages, Settings, Target
from leavex_network.revisions.log import Logged, log, target_of
from leavex_network.revisions.reading import Reader
from leavex_network.revisions.timeline import Past, Timeline
from leavex_network.text import urls

"""Takes how many revisions were read, and how many there are, if that is known."""


class Revision(NamedTuple):
    """A commit that changed a page."""

    id: str
    """The full hash."""
    day: date
    """The day of its author, in the author's time zone."""
    subject: str
    """The first line of its message."""
    languages: tuple[str, ...]
    """The languages of its pages (BCP 47), the network's own first."""


class RevisionChanges(NamedTuple):
    """What a revision changed, the entries under their ids of today."""

    revision: Revision
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]

    @property
    def concluded(self) -> tuple[Entry, ...]:
        """The entries that it concluded."""
        changes = [c.after for c in self.changed if c.before.status != c.after.status]
        return tuple(entry for entry in (*self.added, *changes) if entry.status == "concluded")

    @property
    def diff(self) -> Diff:
        """The change as `Network.diff` returns it."""
        return Diff(self.added, self.removed, self.changed)


class History:
    """The revisions of pages, and what they say of each entry; made by `read_history`."""

    def __init__(
        self,
        path: Path,
        target: Target,
        settings: Settings,
        timeline: Timeline,
        findings: list[Finding],
        sources: dict[str, tuple[str, Source]],
    ) -> None:
        self._path = path
        self._target = target
        self._settings = settings
        self._timeline = timeline
        self._sources = sources
        self.findings: tuple[Finding, ...] = tuple(findings)
        """What could not be read, also reported as `NetworkWarning`."""
        self.revisions: tuple[Revision, ...] = tuple(
            _revision(step.logged) for step in timeline.steps
        )
        """The commits that changed the pages and could be read, the oldest first."""

    def __repr__(self) -> str:
        """Return one line: the number of revisions, and the days of the first and the last."""
        number = len(self.revisions)
        plural = "" if number == 1 else "s"
        days = f"{self.revisions[0].day} to {self.revisions[-1].day}"
        return f"<History of {self._path}: {number} revision{plural}, {days}>"

    @cached_property
    def network(self) -> Network[Entry]:
        """The network of the last revision, with days and sources derived from the history.

        `listed` is the day of the first revision that lists an entry, on the page in the network's
        own language if it is there. `concluded` is the day of the first one that lists it as
        concluded, since it was last active. `sources` are those revisions, and those that changed
        its address, kind or territories, if their permalinks are known. What happened before the
        oldest commit of a shallow clone is unknown.
        """
        timeline = self._timeline
        entries = [
            self._dated(entry, timeline.past[timeline.names[entry.id]])
            for entry in timeline.network
        ]
        used = {key for entry in entries for key in entry.sources}
        sources = {key: source for key, source in self._sources.values() if key in used}
        update = {"edition": self.revisions[-1].day, "sources": FrozenMap(sources)}
        about = timeline.network.about.model_copy(update=update)
        return Network(entries, about=about)

    def _dated(self, entry: Entry, past: Past) -> Entry:
        first = past.listed or past.listed_elsewhere
        listed = _day(first)
        concluded = _day(past.concluded)
        if listed is not None and concluded is not None and concluded < listed:
            concluded = None  # authors' clocks disagree
        keys = [self._sources[c.id][0] for c in past.sources if c.id in self._sources]
        update = {"listed": listed, "concluded": concluded, "sources": tuple(keys)}
        return entry.model_copy(update=update)

    def at(self, when: date | str) -> Network[Entry]:
        """Return the network of the pages on a day or at a commit, in their words of then.

        Args:
            when: A day, as a date or `YYYY-MM-DD`: its end counts. Or a commit: its hash, at least
                its first seven characters, or a name that Git knows, such as a tag.

        Raises:
            ArgumentError: There is no such commit, or there were no pages yet.
            DataError: The pages of that commit cannot be read.
        """
        with Repository(self._path if self._path.is_dir() else self._path.parent) as repository:
            layouts = Layouts(repository, self._settings)
            pages = self._pages_at(when, layouts)
            try:
                return Reader(repository, self._settings.kinds).read(pages).network
            except DataError as error:
                at = f"{when!s}:"
                problems = [replace(p, file=f"{at}{p.file}") for p in error.problems]
                raise DataError(problems) from None

    def _pages_at(self, when: date | str, layouts: Layouts) -> Pages:
        try:
            until = day_of(when)
        except ValueError:
            return self._pages_of(str(when), layouts)
        for step in reversed(self._timeline.steps):
            if step.logged.commit.day <= until:
                return step.logged.pages
        first = self.revisions[0].day
        raise ArgumentError(f"There was no page on {until}; the first is of {first}")

    def _pages_of(self, revision: str, layouts: Layouts) -> Pages:
        commit_id = layouts.repository.commit_of(revision)
        if commit_id is None:
            problem = f"{quoted(revision)} is no day (YYYY-MM-DD) and no commit"
            raise ArgumentError(f"{problem} of these pages; `leavex-network history` lists them")
        for step in self._timeline.steps:
            if step.logged.commit.id == commit_id:
                return step.logged.pages
        for logged in log(layouts, self._target, commit_id):
            if logged.pages:
                return logged.pages
            break
        raise ArgumentError(f"There was no page at {quoted(revision)}")

    def changes(self) -> tuple[RevisionChanges, ...]:
        """Return the changes of each revision, oldest first; the first one added all it lists."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[RevisionChanges]:
        ids = {name: entry_id for entry_id, name in self._timeline.names.items()}
        for step, revision in zip(self._timeline.steps, self.revisions, strict=True):
            yield RevisionChanges(
                revision,
                tuple(_called(entry, name, ids) for name, entry in step.added),
                tuple(_called(entry, name, ids) for name, entry in step.removed),
                tuple(_changed(change, name, ids) for name, change in step.changed),
            )


def read_history(
    path: StrPath,
    *,
    commits: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    section: str | None = None,
    kinds: KindsArgument | None = None,
    progress: Progress | None = None,
) -> History:
    """Return the history of pages, from the Git repository that they lie in.

    The current branch is read by the program `git`: its commits along their first parents, through
    renames; nothing is checked out. A revision that cannot be read is skipped, and reported as a
    `NetworkWarning`.

    Args:
        path: A page, a folder of pages, or a Hugo site.
        commits: The beginning of permalinks of commits, such as
            `https://github.com/everton137/leavex.eu/commit/`; without it, entries get no sources.
        language: As for `read`, like the next three.
        base_url: See there.
        section: See there.
        kinds: See there.
        progress: Is called in this thread with the number of revisions read so far, and that of
            all. An exception that the function raises ends the work.

    Raises:
        ArgumentError: There are no such pages, or no commit has them.
        RepositoryError: They are in no Git repository, or `git` cannot read it.
    """
    file = as_path(path, "read_history()")
    expect_texts(commits=commits, language=language, base_url=base_url, section=section)
    if commits is not None:
        _check_commits(commits)
    settings = Settings(language, base_url, as_kinds(kinds))
    with Repository(file if file.is_dir() else file.parent) as repository:
        target = target_of(file, repository, section)
        head = repository.head()
        layouts = Layouts(repository, settings)
        logged = [] if head is None else list(log(layouts, target, head))
        with reported(progress):
            timeline, findings = _timeline(logged, Reader(repository, settings.kinds))
        if not timeline.steps:
            if findings:
                raise DataError(findings)
            raise ArgumentError(f"No commit has pages in {str(file)!r}; commit them first")
        sources = {} if commits is None else _sources(timeline, commits, repository)
    if repository.is_shallow:
        findings.append(_shallow(file))
    warn(findings)
    return History(file, target, settings, timeline, findings, sources)


def _timeline(logged: list[Logged], reader: Reader) -> tuple[Timeline, list[Finding]]:
    timeline = Timeline()
    findings: list[Finding] = []
    listed = [revision for revision in reversed(logged) if revision.pages]
    for revision in counted(listed, len(listed), is_each_long=True):
        try:
            with unreported():
                pages = reader.read(revision.pages)
        except DataError as error:
            findings.append(_skipped(revision.commit, error))
        else:
            timeline.append(revision, pages)
    return timeline, findings


def _check_commits(commits: str) -> None:
    """Raise an `ArgumentError` if what is to begin permalinks is no URL."""
    if urls.refusal(commits) is not None:
        example = "https://github.com/NAME/REPOSITORY/commit/"
        raise ArgumentError(f"{quoted(commits)} begins no permalinks; use, for example, {example}")


def _sources(
    timeline: Timeline, commits: str, repository: Repository
) -> dict[str, tuple[str, Source]]:
    """Return the key and the source of each commit that says something of an entry, by its id."""
    said = [commit for past in timeline.past.values() for commit in past.sources]
    days = {commit.id: commit.day for commit in said if not commit.is_cut}
    keys = repository.abbreviated(list(days))
    sources: dict[str, tuple[str, Source]] = {}
    for commit_id in sorted(days, key=lambda commit_id: days[commit_id]):
        key = keys[commit_id]
        url = f"{commits.rstrip('/')}/{key}"
        sources[commit_id] = (key, Source.model_validate({"url": url, "date": days[commit_id]}))
    return sources


def _skipped(commit: Commit, error: DataError) -> Finding:
    first = error.problems[0]
    message = f"The revision {commit.id[:7]} ({commit.day}) is skipped: {first.message}"
    remedy = "Nothing has to be done, if a later revision is right."
    return Finding(
        code="unread-revision", message=message, remedy=remedy, file=first.file, line=first.line
    )


def _shallow(path: Path) -> Finding:
    message = "This clone has not all commits: what its oldest one lists has no known day."
    remedy = "Run `git fetch --unshallow`, or check out with fetch-depth: 0."
    return Finding(code="shallow-history", message=message, remedy=remedy, file=str(path))


def _revision(logged: Logged) -> Revision:
    commit = logged.commit
    languages = tuple(page.language for page in logged.pages)
    return Revision(commit.id, commit.day, commit.subject, languages)


def _day(commit: Commit | None) -> date | None:
    """Return the day of a commit; None if it only begins a history that is cut."""
    return None if commit is None or commit.is_cut else commit.day


def _called(entry: Entry, name: str, ids: dict[str, str]) -> Entry:
    """Return an entry under its id of today, or under the name by which it is followed."""
    entry_id = ids.get(name, name)
    return entry if entry.id == entry_id else entry.model_copy(update={"id": entry_id})


def _changed(change: Change, name: str, ids: dict[str, str]) -> Change:
    before, after = _called(change.before, name, ids), _called(change.after, name, ids)
    return Change(before, after, change.fields)
