"""The errors of this library, and the words that they share.

::

    NetworkError
     +- DataError (ValueError)              a text is no valid network; holds every problem
     +- ArgumentError (ValueError)          a criterion or a day that cannot be read
     +- FormatError (ValueError)            no format goes by that name or ending
     +- UnknownValueError (LookupError)     no such country, region, kind, status or language
     |   +- UnknownIdError (KeyError)       no entry with that id
     |   +- EntryIndexError (IndexError)    no entry at that position
     +- MissingExtraError (ImportError)     an optional dependency is not installed

    NetworkWarning (UserWarning)            a finding that stops nothing

Constructors raise pydantic's `ValidationError`; the operating system's own errors
(`FileNotFoundError`, `PermissionError`, ...) are passed on as they are.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leavex_network.findings import Finding

_SHOWN = 60
_LONGEST_COMPARED = 100
_LIKENESS = 0.72
"""Between 0 and 1: below it, a suggestion puzzles more than it helps."""


class NetworkError(Exception):
    """Whatever this library raises."""


class DataError(NetworkError, ValueError):
    """A text that is not a valid network: every problem at once, each with its place.

    Args:
        problems: What was found, in the order of the text.
        omitted: How many more there are than were kept.
    """

    def __init__(self, problems: "Iterable[Finding]", omitted: int = 0) -> None:
        self.problems: tuple[Finding, ...] = tuple(problems)
        self.omitted = omitted
        super().__init__(self.problems, omitted)

    def __str__(self) -> str:
        """One line for each problem."""
        lines = [str(problem) for problem in self.problems]
        if self.omitted:
            lines.append(f"... and {self.omitted} more")
        return "\n".join(lines)


class ArgumentError(NetworkError, ValueError):
    """A criterion or a day that cannot be read."""


class FormatError(NetworkError, ValueError):
    """No format goes by that name or ending."""


class UnknownValueError(NetworkError, LookupError):
    """A value that names nothing: the message says what was meant, and what exists.

    Args:
        message: What is shown.
        suggestions: The nearest values that exist, the nearest first.
    """

    def __init__(self, message: str, suggestions: Iterable[str] = ()) -> None:
        self.message = message
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(message, self.suggestions)

    def __str__(self) -> str:
        """The message, unquoted also where the class is a `KeyError`."""
        return self.message


class UnknownIdError(UnknownValueError, KeyError):
    """No entry has that id."""


class EntryIndexError(UnknownValueError, IndexError):
    """No entry stands at that position."""


class MissingExtraError(NetworkError, ImportError):
    """An optional dependency is not installed; the message says which `pip install` brings it."""


class NetworkWarning(UserWarning):
    """A finding that stops nothing: something was read, and something in it was left aside."""


def quoted(value: object) -> str:
    """Return the value as it may stand in a message: control characters escaped, and cut."""
    if isinstance(value, str):
        return (
            repr(value)
            if len(value) <= _SHOWN
            else f"{value[:_SHOWN]!r}... ({len(value):,} characters)"
        )
    if isinstance(value, bool | float | int) or value is None:
        return repr(value)
    return {"list": "a list", "dict": "an object"}.get(
        type(value).__name__, f"a {type(value).__name__}"
    )


def nearest(value: str, known: Iterable[str]) -> list[str]:
    """Return up to three of the known strings that look most like the value, for a message only."""
    from difflib import get_close_matches

    spellings = {candidate.casefold(): candidate for candidate in known}
    matches = get_close_matches(
        value[:_LONGEST_COMPARED].casefold(), spellings, n=3, cutoff=_LIKENESS
    )
    return [spellings[match] for match in matches]


def did_you_mean(value: str, known: Iterable[str], show: Callable[[str], str] | None = None) -> str:
    """Return a question such as "Did you mean 'status'?", or "" if no known string is near.

    Args:
        value: What the user wrote.
        known: The strings that exist.
        show: How a string is shown; quoted by default.
    """
    shown = dict.fromkeys(map(show or quoted, nearest(value, known)))
    return f"Did you mean {_joined(shown)}?" if shown else ""


def alternatives(words: Iterable[object]) -> str:
    """Return the words as a message lists them: `'a', 'b' or 'c'`."""
    return _joined(quoted(str(word)) for word in words)


def _joined(shown: Iterable[str]) -> str:
    *others, last = list(shown) or [""]
    return f"{', '.join(others)} or {last}" if others else last
