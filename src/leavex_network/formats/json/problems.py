"""What is wrong with a JSON text, in words, each problem at its line and column.

This is the second, locating run: it happens only when there is something to report.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.formats.error_messages import KEY, Path, said, said_of_repeated, steps
from leavex_network.formats.json.offsets import Offsets, first_number, too_deep
from leavex_network.models.document import repeated_ids

MOST_PROBLEMS = 100
"""How many problems an error holds; the rest are counted."""


def explain(text: str, data: Any, errors: Iterable[Mapping[str, Any]], file: str) -> DataError:
    """Return the error that tells all problems of a JSON text.

    Args:
        text: The JSON text.
        data: What it holds.
        errors: What pydantic found, as `ValidationError.errors()` has it.
        file: What the text is called.
    """
    newer = _newer_version(data)
    told = {
        (steps(error["loc"]), error["type"]): error
        for error in newer or (*errors, *_repeated_ids(data))
    }
    offsets = Offsets.find(text, (path for path, _ in told))
    found = [
        (offsets.offset(path, of_key=_is_about_key(error)), path, said(path, error))
        for (path, _), error in told.items()
    ]
    found += [(offset, path, said_of_repeated(key)) for path, key, offset in offsets.repeated]
    found.sort(key=lambda problem: problem[0])
    lines = offsets.lines(offset for offset, _, _ in found[:MOST_PROBLEMS])
    problems = [
        Finding(
            **words._asdict(),
            file=file,
            line=line,
            column=column,
            entry=_entry(path, data),
            field=_field(path, words.code),
        )
        for (_, path, words), (line, column) in zip(found[:MOST_PROBLEMS], lines, strict=True)
    ]
    return DataError(problems, max(0, len(found) - MOST_PROBLEMS))


def explain_syntax(
    text: str, file: str, *, reason: str = "", offset: int | None = None, number: str | None = None
) -> DataError:
    """Return the error of a text that is no JSON: what the parser said, a number that is none, or nested too deep."""
    code, message, remedy = (
        "invalid-json",
        f"the text is no JSON: {reason[:1].lower()}{reason[1:]}.",
        "Mend it there.",
    )
    if not text.strip():
        message, remedy = (
            "the text is empty.",
            'Write at least {"version": 1, "about": {}, "entries": []}.',
        )
    elif number is not None:
        offset = first_number(text, number)
        message, remedy = (
            f"{quoted(number)} is no number that JSON has, or a longer one than is needed.",
            "Write a plain number.",
        )
    elif offset is None:
        code, offset = "too-deep", too_deep(text)
        message, remedy = (
            "objects and lists stand inside each other too deep.",
            "Write them as the schema has them.",
        )
    line, column = Offsets(text).line(offset or 0)
    return DataError(
        [Finding(code=code, message=message, remedy=remedy, file=file, line=line, column=column)]
    )


def at_end(before: str, code: str, message: str, remedy: str, file: str) -> DataError:
    """Return the error of a problem that stands right behind a text."""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return DataError(
        [Finding(code=code, message=message, remedy=remedy, file=file, line=line, column=column)]
    )


def _newer_version(data: Any) -> list[dict[str, Any]]:
    """Return the one problem of a later version's data: what else looks wrong may be right there."""
    version = data.get("version") if isinstance(data, dict) else None
    is_newer: bool = isinstance(version, int) and version > 1
    return [{"type": "newer-version", "loc": ("version",), "input": version}] if is_newer else []


def _repeated_ids(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the ids that stand twice, also where other problems kept the models from being made."""
    entries = data.get("entries") if isinstance(data, dict) else None
    named = [_names(entry) for entry in entries] if isinstance(entries, list) else []
    for place, path, error in repeated_ids(named):
        yield {
            "type": error.type,
            "loc": ("entries", place, *path),
            "ctx": error.context,
            "input": None,
        }


def _names(entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        return []
    aliases = entry.get("aliases")
    names = [entry.get("id"), *(aliases if isinstance(aliases, list) else [])]
    return [name for name in names if isinstance(name, str)]


def _is_about_key(error: Mapping[str, Any]) -> bool:
    return bool(error["type"] == "extra_forbidden" or error["loc"][-1:] == (KEY,))


def _entry(path: Path, data: Any) -> str | None:
    """Return what to call the entry at a path: its id, or its number where it has none."""
    place = next(iter(path[1:]), None)
    if path[:1] != ("entries",) or not isinstance(place, int):
        return None
    entry = data["entries"][place]
    identifier = entry.get("id") if isinstance(entry, dict) else None
    return _shown(identifier) if isinstance(identifier, str) else f"entry {place + 1}"


def _field(path: Path, code: str) -> str | None:
    inside = path[2:] if path[:1] == ("entries",) and path[1:] else path
    steps = inside[:-1] if code in ("missing-key", "unknown-key") else inside
    return ".".join(map(_shown, steps)) or None


def _shown(step: str | int) -> str:
    """Return a step of a path as it may stand in a message."""
    return quoted(str(step)).strip("'\"")
