"""The network that a command reads: the options of pages and tables, and reading it."""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from leavex_network import files, formats
from leavex_network.cli.progress import progress_bar
from leavex_network.files import disk
from leavex_network.files.sources import name_in
from leavex_network.formats.read_options import ALL_COLUMNS, DAY_ORDERS, ReadOptions
from leavex_network.models import Entry
from leavex_network.models.kinds import NO_KINDS, Kinds, as_kinds, united_kinds
from leavex_network.network import Network

Command = Callable[..., Any]

STANDARD = "-"
"""The path that means standard input or output."""
_DESCRIPTOR = re.compile(r"/dev/stdin|/(?:dev|proc/self)/fd/(?P<number>\d{1,6})")
"""The path of an open descriptor, which a shell passes for `<(command)`."""


class Reading(NamedTuple):
    """The options of what is read, as the command line has them."""

    kinds: tuple[str, ...] = ()
    kind: str | None = None
    extra: bool | tuple[str, ...] = False
    days: str | None = None

    def options(self, language: str | None, known: Kinds = NO_KINDS) -> ReadOptions:
        """Return the options; words of kinds are in a language, and `known` kinds have headings.

        Raises:
            ArgumentError: A kind has no words, or is declared in a wrong way.
        """
        kinds = united_kinds(kinds_of(self.kinds, language), known)
        return ReadOptions(kinds or None, self.kind, self.extra, self.days)

    def refuse(self, need: str) -> None:
        """Refuse all options; `need` says what they need.

        Raises:
            click.UsageError: One is given.
        """
        given = [f"--{name}" for name, value in self._asdict().items() if value]
        if given:
            verb = "needs" if len(given) == 1 else "need"
            raise click.UsageError(f"{' and '.join(given)} {verb} {need}")


NOTHING_GIVEN = Reading()

kinds = click.option(
    "--kinds",
    metavar="KINDS",
    multiple=True,
    help="Kinds of pages or a table besides initiatives and petitions: names such as event,tool, "
    "or words as in meetup=Meetups/Meetup,meetup=de:Treffen.",
)
table_kind = click.option(
    "--kind",
    "table_kind",
    metavar="KIND",
    help="Kind of all entries of a table that has no such column, such as petition.",
)


def _is_file(value: str) -> bool:
    """Return whether a text is the path of a file or folder, which no header looks like."""
    has_mark = os.sep in value or bool(Path(value).suffix)
    return has_mark and os.path.lexists(value)


def _extra_of(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> bool | tuple[str, ...]:
    """Return which unknown columns are kept: all, or those with these headers."""
    for value in values:
        # An option with an optional value takes the path that follows it.
        if value == STANDARD or _is_file(value):
            problem = f"takes {value!r} for a header"
            remedy = f"write --extra behind the paths, or --extra {ALL_COLUMNS!r} for all columns"
            raise click.BadParameter(f"{problem}; {remedy}")
    names = [name.strip() for value in values for name in value.split(",")]
    given = tuple(name for name in names if name)
    return given if set(given) - {ALL_COLUMNS} else bool(given)


_extra = click.option(
    "--extra",
    metavar="[HEADERS]",
    is_flag=False,
    flag_value=ALL_COLUMNS,
    multiple=True,
    callback=_extra_of,
    help="Keep columns of a table with these headers as fields of your own; without a value, "
    "all that are unknown.",
)
_days = click.option(
    "--days",
    type=click.Choice(DAY_ORDERS),
    help="What comes first in days of a table such as 3/2/2025: the day or the month.",
)


def options(command: Command) -> Command:
    """Add the options of what is read, which the command gets as one `reading`."""

    @wraps(command)
    def with_reading(*arguments: Any, **values: Any) -> Any:
        given = {name: values.pop(name) for name in ("kinds", "extra", "days")}
        kind = values.pop("table_kind", None)
        return command(*arguments, reading=Reading(**given, kind=kind), **values)

    return kinds(_extra(_days(with_reading)))


@progress_bar("Reading")
def opened(
    path: str | None,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    section: str | None = None,
    *,
    reading: Reading = NOTHING_GIVEN,
    known: Kinds = NO_KINDS,
) -> Network[Entry]:
    """Return the network of a file, a folder, a package or standard input; None is the bundled one.

    The base URL of pages may belong to what is written: other sources ignore it. `known` are the
    kinds of what is written.
    """
    if path is None:
        reading.refuse("a table or pages: pass the path")
        return files.load()
    name = name_in(path)
    if name is not None:
        reading.refuse(f"a table or pages; {path!r} is the network of a package")
        if format is not None or language is not None:
            problem = "Format and language are those of a file"
            raise click.UsageError(f"{problem}; {path!r} is the network of a package")
        return files.load(name)
    given = reading.options(language, known)._asdict()
    if not is_stream(path):
        return files.read(
            path, format=format, language=language, base_url=base_url, section=section, **given
        )
    name, content = _read_stream(path)
    disk.check_size(content, name)
    row = formats.named(format or "json")
    if "base_url" not in (row.loads_options or ()):
        base_url = None  # it belongs to the target alone
    return formats.loads(
        content, row.name, language=language, base_url=base_url, file=name, **given
    )


def is_stream(path: str) -> bool:
    """Tell whether a path means standard input, or a descriptor that is open."""
    return path == STANDARD or _DESCRIPTOR.fullmatch(path) is not None


def kinds_of(texts: Iterable[str], language: str | None = None) -> Kinds:
    """Return the kinds that `--kinds` declares, with their words in a language (BCP 47).

    The words of another language are behind its tag: `meetup=de:Treffen`.

    Raises:
        ArgumentError: A kind has no words, or is declared in a wrong way.
    """
    words: dict[str, dict[str, list[str]]] = {}
    for text in ",".join(texts).split(","):
        kind, equals, listed = text.partition("=")
        if not kind.strip():
            continue
        declared = words.setdefault(kind.strip(), {})
        if equals:
            tag, colon, rest = listed.partition(":")
            forms = rest if colon else listed
            code = tag.strip() if colon else language or "en"
            declared.setdefault(code, []).extend(word.strip() for word in forms.split("/"))
    return as_kinds(words)


def _read_stream(path: str) -> tuple[str, bytes]:
    """Return the name and the content of what is open, up to one byte more than is allowed."""
    descriptor = _DESCRIPTOR.fullmatch(path)
    if descriptor is None or descriptor["number"] is None:
        return "<stdin>", sys.stdin.buffer.read(files.MAX_BYTES + 1)
    try:
        with os.fdopen(int(descriptor["number"]), "rb", closefd=False) as stream:
            return path, stream.read(files.MAX_BYTES + 1)
    except OSError as error:
        raise OSError(error.errno or errno.EBADF, error.strerror or str(error), path) from None
