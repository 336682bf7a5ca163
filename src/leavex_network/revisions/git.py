"""Read a Git repository by the `git` program; nothing that the repository configures is run.

Only commands are used that read objects ("plumbing"): they know no aliases, pagers, hooks, textconv
or external diffs. Objects that a partial clone lacks are not fetched.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, Self

from leavex_network.errors import RepositoryError, quoted
from leavex_network.files.limits import MAX_BYTES

MOST_COMMITS = 100_000
_LONGEST_LINE = 10_000
_LONGEST_COMMIT = 1_000_000
_LONGEST_OUTPUT = 100_000_000
_CHUNK = 65_536
_SHORTEST_ID = 7
_NO_NAMES = (b"", b".", b"..")
_LONGEST_NAME = 255
"""In bytes."""
_MOST_ARGUMENTS = 500
# Each may name a program or a file in the configuration of a repository.
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.sshCommand=false",
    "protocol.allow=never",
)
_OPTIONS = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
_LIMITS = ("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""The variables that limit the search for a repository."""


class Commit(NamedTuple):
    """A commit: who wrote it is not read."""

    id: str
    parent: str | None
    """The first one; None if it has none, or if it is missing."""
    is_cut: bool
    """Whether its parent is missing: the repository is a shallow clone."""
    day: date
    """The day of the author, in the author's time zone."""
    subject: str
    """The first line of its message."""
    reverts: str | None
    """The commit that it reverts, by its message."""


class TreeEntry(NamedTuple):
    """A file or folder in a folder of a commit."""

    mode: str
    """In octal: `100644` a file, `40000` a folder, `120000` a link."""
    id: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.mode.startswith("100")

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mode == "40000"


class NoRepositoryError(RepositoryError):
    """A folder in no Git repository."""


class Repository:
    """A Git repository that is only read; use it in a `with` statement."""

    def __init__(self, folder: Path) -> None:
        """Find the repository around a folder.

        Raises:
            RepositoryError: There is none, or `git` is not installed or refuses to read it.
        """
        self._name = str(folder)
        self._folder = folder
        self._objects: subprocess.Popen[bytes] | None = None
        self.root = self._folder = Path(self._run("rev-parse", "--show-toplevel"))
        """The working folder, without links."""
        self.is_shallow = self._run("rev-parse", "--is-shallow-repository") == "true"
        """Whether its history is cut: what happened before its oldest commit is unknown."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the process that reads objects."""
        if self._objects is not None:
            for stream in _streams(self._objects):
                with suppress(OSError):
                    stream.close()
            self._objects.kill()
            self._objects.wait()
            self._objects = None

    def head(self) -> str | None:
        """Return the current commit; None if there is none yet."""
        result = self._run("rev-parse", "--verify", "--quiet", "HEAD^{commit}", is_checked=False)
        return result or None

    def commit_of(self, revision: str) -> str | None:
        """Return the id of a commit by its name, such as a tag or an abbreviated id."""
        if revision.startswith("-") or any(character in revision for character in "\0\n "):
            return None
        name = f"{revision}^{{commit}}"
        return self._run("rev-parse", "--verify", "--quiet", name, is_checked=False) or None

    def commits(self, start: str, paths: Sequence[PurePosixPath]) -> list[str]:
        """Return the ids of the commits that changed any of these paths, the newest first.

        Merges count as the change to their first parent; what was merged is not followed.
        """
        names = [str(path) for path in paths]
        output = self._run("rev-list", "--first-parent", start, "--", *names)
        ids = output.split()
        if len(ids) > MOST_COMMITS:
            raise RepositoryError(f"The pages have more than {MOST_COMMITS:,} commits")
        return ids

    def renamed_from(
        self, parent: str, commit_id: str, path: PurePosixPath
    ) -> PurePosixPath | None:
        """Return the path in a parent of a file that a commit renamed; None if it was new."""
        options = ("-r", "-z", "-M", "-l2000", "--diff-filter=R", "--name-status")
        output = self._run("diff-tree", *options, "--no-ext-diff", parent, commit_id)
        fields = output.split("\0")
        for before, after in zip(fields[1::3], fields[2::3], strict=False):
            if after == str(path):
                return PurePosixPath(before)
        return None

    def abbreviated(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the shortest unique beginning of each id, of at least seven characters."""
        result: dict[str, str] = {}
        for start in range(0, len(ids), _MOST_ARGUMENTS):
            part = ids[start : start + _MOST_ARGUMENTS]
            options = ("--no-walk=unsorted", "--abbrev-commit", f"--abbrev={_SHORTEST_ID}")
            output = self._run("rev-list", *options, *part)
            result.update(zip(part, output.split(), strict=True))
        return result

    def commit(self, commit_id: str) -> Commit:
        """Return a commit by its id."""
        content = self._object(commit_id, _LONGEST_COMMIT)
        if content is None:
            raise RepositoryError(f"The commit {commit_id} cannot be read")
        commit = _parsed_commit(commit_id, content.decode("utf-8", "replace"))
        if self.is_shallow and commit.parent is not None:
            parent = self._object(commit.parent, _LONGEST_COMMIT)
            if parent is None:
                return commit._replace(parent=None, is_cut=True)
        return commit

    def folder(self, commit_id: str, path: PurePosixPath) -> Mapping[str, TreeEntry]:
        """Return the files and folders in a folder of a commit; none if there is no such folder."""
        name = "" if path == PurePosixPath() else str(path)
        content = self._object(f"{commit_id}:{name}", MAX_BYTES, kind="tree")
        return {} if content is None else dict(_parsed_tree(content, len(commit_id)))

    def file(self, file_id: str, max_bytes: int = MAX_BYTES) -> bytes | None:
        """Return the content of a file by its id; None if it is missing or too large."""
        return self._object(file_id, max_bytes, kind="blob")

    # The program

    def _object(self, name: str, max_bytes: int, kind: str | None = None) -> bytes | None:
        """Return the content of an object of a kind; None if there is none, or it is too large."""
        if "\n" in name or "\0" in name:
            return None  # the names of pages have no line breaks
        process = self._reading_objects()
        stdin, stdout = _streams(process)
        with suppress(OSError):  # git ended
            stdin.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            stdin.flush()
        header = stdout.readline(_LONGEST_LINE)
        if not header.endswith(b"\n"):
            raise RepositoryError(f"git cannot read {quoted(name)} of {str(self.root)!r}")
        fields = header.split()
        if len(fields) != 3 or not fields[2].isdigit():  # noqa: PLR2004 - id, type and size
            return None  # "... missing"
        size = int(fields[2])
        is_wanted = size <= max_bytes and kind in (None, fields[1].decode())
        content = _read_or_skip(stdout, size, is_kept=is_wanted)
        stdout.read(1)  # the line break after it
        return content

    def _reading_objects(self) -> "subprocess.Popen[bytes]":
        if self._objects is None:
            self._objects = subprocess.Popen(  # noqa: S603 - git, without a shell
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._objects

    def _run(self, *arguments: str, is_checked: bool = True) -> str:
        """Return the output of a command; if it fails, "", or an error if it is checked."""
        with tempfile.TemporaryFile() as errors:
            try:
                process = subprocess.Popen(  # noqa: S603 - git, without a shell
                    self._command(*arguments),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    env=_environment(),
                )
            except FileNotFoundError:
                message = "The history of pages needs the program git; install it"
                raise RepositoryError(message) from None
            with process:
                assert process.stdout is not None  # noqa: S101 - it is a pipe
                output = process.stdout.read(_LONGEST_OUTPUT + 1)
                if len(output) > _LONGEST_OUTPUT:
                    process.kill()
                    raise RepositoryError(f"git {arguments[0]} printed more than is read")
            errors.seek(0)
            message = errors.read(_LONGEST_LINE).decode("utf-8", "replace")
        if process.returncode:
            if is_checked:
                raise self._error(message)
            return ""
        return output.decode("utf-8", "surrogateescape").strip("\n")

    def _error(self, message: str) -> RepositoryError:
        if "not a git repository" in message.lower():
            return NoRepositoryError(
                f"{self._name!r} is in no Git repository, so that it has no history"
            )
        first_line = message.strip().partition("\n")[0]
        return RepositoryError(f"git cannot read {self._name!r}: {first_line}")

    def _command(self, *arguments: str) -> list[str]:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        return ["git", "-C", str(self._folder), *_OPTIONS, *settings, *arguments]


def _environment() -> dict[str, str]:
    """Return the environment of `git`: without its variables, which name other repositories.

    A hook of Git has them, for example `GIT_DIR`. Those that limit the search for one are kept.
    """
    environment = {
        name: value for name, value in os.environ.items() if name[:4] != "GIT_" or name in _LIMITS
    }
    return {
        **environment,
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _streams(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101 - both are pipes
    return process.stdin, process.stdout


def _read_or_skip(stream: IO[bytes], size: int, *, is_kept: bool) -> bytes | None:
    """Return the next bytes of a stream; if they are not kept, read past them."""
    if is_kept:
        return stream.read(size)
    while size > 0:
        size -= len(stream.read(min(size, _CHUNK))) or size
    return None


def _parsed_commit(commit_id: str, text: str) -> Commit:
    """Return a commit from its object (Git, "Git Objects")."""
    head, _, message = text.partition("\n\n")
    parent: str | None = None
    day: date | None = None
    for line in head.split("\n"):
        name, _, value = line.partition(" ")
        if name == "parent" and parent is None:
            parent = value
        elif name == "author":
            day = _author_day(value)
    if day is None:
        raise RepositoryError(f"The commit {commit_id} has no day")
    lines = message.strip().split("\n")
    reverted = [line.partition("This reverts commit ")[2] for line in lines]
    reverts = next((part.strip(" .,") for part in reverted if part), None)
    subject = lines[0].strip()
    return Commit(commit_id, parent, is_cut=False, day=day, subject=subject, reverts=reverts)


def _author_day(author: str) -> date | None:
    """Return the day of `Name <address> 1737200000 +0100` in that time zone."""
    seconds, _, zone = author.rpartition(">")[2].strip().partition(" ")
    try:
        minutes = int(zone[-4:-2]) * 60 + int(zone[-2:])
        offset = timedelta(minutes=-minutes if zone.startswith("-") else minutes)
        moment = datetime.fromtimestamp(int(seconds), UTC)
        return moment.astimezone(timezone(offset)).date()
    except (ValueError, OverflowError, OSError):
        return None


def _parsed_tree(content: bytes, id_length: int) -> Iterator[tuple[str, TreeEntry]]:
    """Yield the name and the entry of each line of a tree object: mode, name, NUL, binary id.

    Git checks objects that it receives only if it is configured to: names that lead elsewhere are
    left out, and so are those that no disk takes.
    """
    size = id_length // 2
    position = 0
    while position < len(content):
        end = content.find(b"\0", position)
        if end < 0:
            return
        mode, _, name = content[position:end].partition(b" ")
        entry_id = content[end + 1 : end + 1 + size].hex()
        position = end + 1 + size
        if name not in _NO_NAMES and b"/" not in name and len(name) <= _LONGEST_NAME:
            text = name.decode("utf-8", "surrogateescape")
            yield text, TreeEntry(mode.decode("ascii", "replace"), entry_id)
