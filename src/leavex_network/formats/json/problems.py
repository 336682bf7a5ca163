"""Explain what is wrong with a JSON text, each problem with its line and column."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.formats.error_messages import (
    KEY_MARK,
    Explanation,
    KeyPath,
    explain,
    key_path,
    repeated_key,
)
from leavex_network.formats.json.offsets import Offsets, first_number, first_too_deep
from leavex_network.formats.reporting import Collected, data_error
from leavex_network.text.lines import Lines


class Piece(NamedTuple):
    """A value of a text that is read as one: an entry, a source, a field of `about`."""

    path: KeyPath
    start: int
    end: int
    key_offset: int | None = None
    """The offset of its key, if it has one."""
    entry: str | None = None
    """The id of the entry, or its number, as a message shows it."""


class Error(NamedTuple):
    """An error of pydantic, as in `ValidationError.errors()`, at a path from the outermost."""

    path: tuple[int | str, ...]
    detail: Mapping[str, Any]


class _Problem(NamedTuple):
    offset: int
    path: KeyPath
    explanation: Explanation
    entry: str | None


class Problems:
    """The problems of a text: a hundred of them, and the number of all.

    A position is looked for only inside of the piece that has the problem.
    """

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self.collected: Collected[_Problem] = Collected()
        """The problems so far, in about the order of the text."""

    def __len__(self) -> int:
        return self.collected.count

    def add(self, piece: Piece, errors: Iterable[Error]) -> None:
        """Add the errors in a piece."""
        unique = {(key_path(error.path), error.detail["type"]): error for error in errors}
        self.collected.add(len(unique))
        remaining = self.collected.remaining()
        if not remaining:
            return
        depth = len(piece.path)
        paths = (path[depth:] for path, _ in unique)
        offsets = Offsets(self._text, paths, piece.start, piece.end)
        located: list[tuple[int, KeyPath, Error]] = []
        for (path, _), error in unique.items():
            is_about_key = _is_about_key(error)
            if path == piece.path and is_about_key and piece.key_offset is not None:
                offset = piece.key_offset
            else:
                offset = offsets.offset(path[depth:], of_key=is_about_key)
            located.append((offset, path, error))
        located.sort(key=lambda item: item[0])
        for offset, path, error in located[:remaining]:
            problem = _Problem(offset, path, explain(path, error.detail), piece.entry)
            self.collected.keep(problem, offset)

    def add_repeated_keys(self, piece: Piece) -> None:
        """Add the keys that occur twice in the objects of a piece."""
        remaining = self.collected.remaining()
        if not remaining:
            self.collected.add(1)
            return
        repeated = Offsets(self._text, (), piece.start, piece.end).repeated
        self.collected.add(len(repeated))
        for path, key, offset in repeated[:remaining]:
            problem = _Problem(offset, (*piece.path, *path), repeated_key(key), piece.entry)
            self.collected.keep(problem, offset)

    def add_repeated_key(self, path: KeyPath, offset: int) -> None:
        """Add a key that occurs twice in the outermost object, in `about` or in its sources."""
        self._add_at(offset, path, repeated_key(str(path[-1])))

    def add_newer_version(self, version: int, offset: int) -> None:
        """Add that the file has a later version."""
        message = f"The file has version {quoted(version)}; this library reads version 1."
        explanation = Explanation("newer-version", message, "Upgrade leavex-network.")
        self._add_at(offset, ("version",), explanation)

    def error(self, *, is_complete: bool = True) -> DataError:
        """Return the error with the first problems, in the order of the text."""
        problems = sorted(self.collected.kept, key=lambda problem: problem.offset)
        lines = Lines(self._text)
        findings = [_finding(problem, self._file, lines) for problem in problems]
        return DataError(findings, len(self) - len(findings), is_complete=is_complete)

    def _add_at(self, offset: int, path: KeyPath, explanation: Explanation) -> None:
        self.collected.add(1)
        if self.collected.remaining():
            self.collected.keep(_Problem(offset, path, explanation, None), offset)


def explain_syntax(
    text: str,
    file: str,
    *,
    reason: str = "",
    offset: int | None = None,
    number: str | None = None,
    start: int = 0,
    depth: int = 0,
) -> DataError:
    """Return the error of a text that is not JSON, or not JSON that can be read.

    The parser stopped at an `offset` for a `reason`, or at a `number` that is not accepted; else
    the nesting is too deep. Both are behind `start`, which is inside of `depth` objects and lists.
    """
    if not text.strip():
        code, message = "invalid-json", "The text is empty."
        remedy = 'Write at least {"version": 1, "about": {}, "entries": []}.'
    elif number is not None:
        offset = first_number(text, number, start)
        code, message = "invalid-json", f"{quoted(number)} is no JSON number, or is too long."
        remedy = "Use a plain number."
    elif offset is None:
        offset = first_too_deep(text, start, depth)
        code, message = "too-deep", "Objects and lists are nested too deeply."
        remedy = "See the JSON Schema."
    else:
        code, message = "invalid-json", f"Invalid JSON: {reason[:1].lower()}{reason[1:]}."
        remedy = "Correct the text here."
    line, column = Lines(text).locate(offset or 0)
    return data_error(code, message, remedy, file=file, line=line, column=column)


def shown(step: str | int) -> str:
    """Return an id, or a step of a path, as messages show it."""
    return quoted(str(step)).strip("'\"")


def _is_about_key(error: Error) -> bool:
    return bool(error.detail["type"] == "extra_forbidden" or error.path[-1:] == (KEY_MARK,))


def _finding(problem: _Problem, file: str, lines: Lines) -> Finding:
    line, column = lines.locate(problem.offset)
    return Finding(
        **problem.explanation._asdict(),
        file=file,
        line=line,
        column=column,
        entry=problem.entry,
        field=_field(problem.path, problem.explanation.code),
    )


def _field(path: KeyPath, code: str) -> str | None:
    """Return the dotted path of the field within its entry; of a missing key, of its object."""
    steps = path[2:] if path[:1] == ("entries",) and len(path) > 1 else path
    if code in ("missing-key", "unknown-key"):
        steps = steps[:-1]
    return ".".join(map(shown, steps)) or None
