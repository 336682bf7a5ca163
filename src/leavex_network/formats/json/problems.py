"""Explain what is wrong with a JSON text, each problem with its line and column.

This is a second pass over the text: it happens only when there is something to report.
"""

from collections.abc import Iterable, Iterator, Mapping
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
from leavex_network.formats.reporting import MOST_PROBLEMS, data_error
from leavex_network.models.document import repeated_ids
from leavex_network.text.lines import Lines


class _Problem(NamedTuple):
    offset: int
    path: KeyPath
    explanation: Explanation


def explain_data(text: str, data: Any, errors: Iterable[Mapping[str, Any]], file: str) -> DataError:
    """Return the error with all problems of a JSON text.

    `data` is the parsed text; `errors` are those of `ValidationError.errors()`.
    """
    errors = _newer_version(data) or [*errors, *_repeated_ids(data)]
    unique = {(key_path(error["loc"]), error["type"]): error for error in errors}
    offsets = Offsets(text, (path for path, _ in unique))
    problems = [
        _Problem(path=path, offset=offset, explanation=repeated_key(key))
        for path, key, offset in offsets.repeated
    ]
    for (path, _), error in unique.items():
        offset = offsets.offset(path, of_key=_is_about_key(error))
        problems.append(_Problem(offset, path, explain(path, error)))
    problems.sort(key=lambda problem: problem.offset)
    findings = [
        _finding(problem, data, file, offsets.lines) for problem in problems[:MOST_PROBLEMS]
    ]
    return DataError(findings, len(problems) - len(findings))


def explain_syntax(
    text: str, file: str, *, reason: str = "", offset: int | None = None, number: str | None = None
) -> DataError:
    """Return the error of a text that is not JSON, or not JSON that can be read.

    The parser stopped at an `offset` for a `reason`, or at a `number` that is not accepted; else
    the nesting is too deep.
    """
    if not text.strip():
        code, message = "invalid-json", "The text is empty."
        remedy = 'Write at least {"version": 1, "about": {}, "entries": []}.'
    elif number is not None:
        offset = first_number(text, number)
        code, message = "invalid-json", f"{quoted(number)} is no JSON number, or is too long."
        remedy = "Use a plain number."
    elif offset is None:
        offset = first_too_deep(text)
        code, message = "too-deep", "Objects and lists are nested too deeply."
        remedy = "See the JSON Schema."
    else:
        code, message = "invalid-json", f"Invalid JSON: {reason[:1].lower()}{reason[1:]}."
        remedy = "Correct the text here."
    line, column = Lines(text).locate(offset or 0)
    return data_error(code, message, remedy, file=file, line=line, column=column)


def _newer_version(data: Any) -> list[Mapping[str, Any]]:
    """Return the only problem of a later version's data: the others may be none in that version."""
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > 1:
        context = {
            "problem": f"the file has version {quoted(version)}; this library reads version 1",
            "remedy": "upgrade leavex-network",
        }
        return [{"type": "newer-version", "loc": ("version",), "ctx": context, "input": version}]
    return []


def _repeated_ids(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the errors of ids that occur twice, which other errors keep the models from finding."""
    entries = data.get("entries") if isinstance(data, dict) else None
    ids = [_ids(entry) for entry in entries] if isinstance(entries, list) else []
    for index, path, error in repeated_ids(ids):
        location = ("entries", index, *path)
        yield {"type": error.type, "loc": location, "ctx": error.context, "input": None}


def _ids(entry: Any) -> list[str]:
    """Return the id and the aliases of an entry that is not validated."""
    if not isinstance(entry, dict):
        return []
    aliases = entry.get("aliases")
    ids = [entry.get("id"), *(aliases if isinstance(aliases, list) else [])]
    return [name for name in ids if isinstance(name, str)]


def _is_about_key(error: Mapping[str, Any]) -> bool:
    return bool(error["type"] == "extra_forbidden" or error["loc"][-1:] == (KEY_MARK,))


def _finding(problem: _Problem, data: Any, file: str, lines: Lines) -> Finding:
    line, column = lines.locate(problem.offset)
    return Finding(
        **problem.explanation._asdict(),
        file=file,
        line=line,
        column=column,
        entry=_entry(problem.path, data),
        field=_field(problem.path, problem.explanation.code),
    )


def _entry(path: KeyPath, data: Any) -> str | None:
    """Return the id of the entry at a path, or its number if it has no id."""
    match path:
        case ("entries", int(index), *_):
            entry = data["entries"][index]
            name = entry.get("id") if isinstance(entry, dict) else None
            return _shown(name) if isinstance(name, str) else f"entry {index + 1}"
        case _:
            return None


def _field(path: KeyPath, code: str) -> str | None:
    """Return the dotted path of the field within its entry; of a missing key, of its object."""
    steps = path[2:] if path[:1] == ("entries",) and len(path) > 1 else path
    if code in ("missing-key", "unknown-key"):
        steps = steps[:-1]
    return ".".join(map(_shown, steps)) or None


def _shown(step: str | int) -> str:
    """Return a step of a path for a message."""
    return quoted(str(step)).strip("'\"")
