"""The exceptions and the warning of this library, and helpers that word their messages.

::

    NetworkError
     +- DataError (ValueError)              invalid data; holds every problem
     +- ArgumentError (ValueError)          an argument that cannot be used
     |   +- ArgumentTypeError (TypeError)   an argument of a wrong type
     +- FormatError (ValueError)            an unknown format or file name extension
     +- ChangedFileError (OSError)          a file that somebody changed since it was read
     +- RepositoryError (OSError)           a Git repository that cannot be read
     +- PackageError (ImportError)          a package that does not provide its network
     +- UnknownValueError (LookupError)     unknown country, region, kind, status or language
     |   +- UnknownIdError (KeyError)       no entry with that id
     |   +- UnknownKeyError (KeyError)      no entry with that value, in a facet
     |   +- EntryIndexError (IndexError)    no entry at that index
     +- MissingExtraError (ImportError)     an optional dependency is not installed

    NetworkWarning (UserWarning)            a finding that does not stop the operation

Constructors of models raise pydantic's `ValidationError`. Errors of the operating system
(`FileNotFoundError`, `PermissionError`, ...) are passed on unchanged.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leavex_network.findings import Finding

_LONGEST_SHOWN = 60
_MOST_BITS = 200  # of a number that is shown
_LONGEST_COMPARED = 100
_MIN_SIMILARITY = 0.72
"""Between 0 and 1: suggestions below it confuse more than they help."""
_TOO_FEW_LETTERS = 3


class NetworkError(Exception):
    """Base class of all exceptions of this library."""


class DataError(NetworkError, ValueError):
    """Data that is not a valid network: all problems at once, each with its position.

    Args:
        problems: The findings, in the order of the text.
        omitted: The number of further problems that were dropped.
        is_complete: Whether the text was read to its end; else there may be more problems.
    """

    def __init__(
        self, problems: "Iterable[Finding]", omitted: int = 0, *, is_complete: bool = True
    ) -> None:
        self.problems: tuple[Finding, ...] = tuple(problems)
        self.omitted = omitted
        self.is_complete = is_complete
        super().__init__(self.problems, omitted)

    def __str__(self) -> str:
        """Return one line per problem."""
        lines = [str(problem) for problem in self.problems]
        if not self.is_complete:
            lines.append(f"... and at least {self.omitted} more; the rest of the text was not read")
        elif self.omitted:
            lines.append(f"... and {self.omitted} more")
        return "\n".join(lines)


class ArgumentError(NetworkError, ValueError):
    """An argument, such as a criterion or a day, that cannot be used."""


class ArgumentTypeError(ArgumentError, TypeError):
    """An argument of a wrong type; the message names the type that is expected."""


class FormatError(NetworkError, ValueError):
    """An unknown format or file name extension."""


class ChangedFileError(NetworkError, OSError):
    """A file that was to be replaced changed after it was read; no file was written.

    Args:
        file: The path of the file.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(file)

    def __str__(self) -> str:
        """Return the message, which names the file and the remedy."""
        return f"{self.file!r} changed after it was read; nothing was written, run it again"


class RepositoryError(NetworkError, OSError):
    """A Git repository that cannot be read, or is none."""


class PackageError(NetworkError, ImportError):
    """An installed package does not provide its network, or several provide the same one.

    Args:
        message: The text of the error.
        packages: The names of the packages.
    """

    def __init__(self, message: str, packages: Iterable[str] = ()) -> None:
        self.message = message
        self.packages: tuple[str, ...] = tuple(packages)
        super().__init__(message, self.packages)

    def __str__(self) -> str:
        """Return the message."""
        return self.message


class UnknownValueError(NetworkError, LookupError):
    """A value that does not exist.

    Args:
        message: The text of the error.
        suggestions: The nearest values that exist, best first.
    """

    def __init__(self, message: str, suggestions: Iterable[str] = ()) -> None:
        self.message = message
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(message, self.suggestions)

    def __str__(self) -> str:
        """Return the message, without the quotes that `KeyError` adds."""
        return self.message


class UnknownIdError(UnknownValueError, KeyError):
    """No entry has that id."""


class UnknownKeyError(UnknownValueError, KeyError):
    """A facet of a network has no such key."""


class EntryIndexError(UnknownValueError, IndexError):
    """No entry has that index."""


class MissingExtraError(NetworkError, ImportError):
    """An optional dependency is not installed; the message names the `pip install` command."""


class NetworkWarning(UserWarning):
    """A finding that does not stop the operation: part of the input was not understood."""


@contextmanager
def requiring(extra: str, need: str) -> Iterator[None]:
    """Import the modules of an extra inside; if one is missing, say how to install the extra."""
    try:
        yield
    except ModuleNotFoundError:
        raise MissingExtraError(f"{need}; {how_to_install(extra)}") from None


def how_to_install(extra: str) -> str:
    """Return the command that installs an extra, as a message shows it."""
    return f'run pip install ".[{extra}]" in a copy of the repository of leavex-network'


def quoted(value: object) -> str:
    """Return a value as messages show it: quoted, control characters escaped, cut if long."""
    if isinstance(value, str):
        if len(value) <= _LONGEST_SHOWN:
            return repr(value)
        return f"{value[:_LONGEST_SHOWN]!r}... ({len(value):,} characters)"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"a number of {value.bit_length():,} bits"  # Python refuses to write it
    if isinstance(value, bool | float | int) or value is None:
        return repr(value)
    name = type(value).__name__
    return {"list": "a list", "dict": "an object"}.get(name, f"a {name}")


def nearest(value: str, known: Iterable[str]) -> list[str]:
    """Return up to three known strings that resemble the value, best first, for messages only."""
    from difflib import get_close_matches  # not needed to load a network

    spellings = {candidate.casefold(): candidate for candidate in known}
    word = value[:_LONGEST_COMPARED].casefold()
    comparable = _with_common_letters(word, spellings)
    matches = get_close_matches(word, comparable, n=3, cutoff=_MIN_SIMILARITY)
    return [spellings[match] for match in matches]


def expect(value: object, kind: type | tuple[type, ...], expected: str) -> None:
    """Raise an `ArgumentTypeError` for an argument of another type; `expected` begins its message.

    >>> expect("false", bool, "`wider` is True or False")
    Traceback (most recent call last):
    leavex_network.errors.ArgumentTypeError: `wider` is True or False, not the string 'false'
    """
    if isinstance(value, kind):
        return
    given = type(value).__name__
    if isinstance(value, str):
        given = f"the string {quoted(value)}"
    raise ArgumentTypeError(f"{expected}, not {given}")


def expect_texts(**options: object) -> None:
    """Raise an `ArgumentTypeError` for an option, by its name, that is no string and not None."""
    for name, value in options.items():
        expect(value, (str, type(None)), f"`{name}` is a string")


def expect_flags(**options: object) -> None:
    """Raise an `ArgumentTypeError` for an option, by its name, that is neither True nor False."""
    for name, value in options.items():
        expect(value, bool, f"`{name}` is True or False")


def nearest_name(value: str, names: Iterable[str]) -> list[str]:
    """Return the nearest names as `nearest` does; none for a text of three letters or fewer."""
    letters = sum(map(str.isalnum, value[:_LONGEST_COMPARED]))
    return nearest(value, names) if letters > _TOO_FEW_LETTERS else []


def _with_common_letters(word: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that may be similar: `difflib`'s bound of the ratio, but quicker."""
    letters = set(word)
    kept: list[str] = []
    for candidate in candidates:
        common = min(sum(map(candidate.count, letters)), len(word))
        if 2 * common >= _MIN_SIMILARITY * (len(word) + len(candidate)):
            kept.append(candidate)
    return kept


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """Return a question such as "Did you mean 'status'?", or "" if no known string is near."""
    return question(map(quoted, nearest(value, known)))


def question(suggestions: Iterable[str]) -> str:
    """Return the question whether one of the suggestions, as it shows them, was meant, or ""."""
    shown = dict.fromkeys(suggestions)
    return f"Did you mean {joined(shown)}?" if shown else ""


def alternatives(words: Iterable[object]) -> str:
    """Return the words as messages list them: `'a', 'b' or 'c'`."""
    return joined(quoted(str(word)) for word in words)


def joined(words: Iterable[str]) -> str:
    """Return the words as messages list them, as they are: `a, b or c`."""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} or {last}" if others else last
