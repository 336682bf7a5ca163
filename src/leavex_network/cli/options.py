"""Options that several commands share: the criteria of `filter`, and which network to read."""

import errno
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from leavex_network import files, formats
from leavex_network.errors import NetworkError
from leavex_network.files import disk
from leavex_network.files.sources import name_in
from leavex_network.formats import ALL_COLUMNS
from leavex_network.models import Entry
from leavex_network.models.kinds import NO_KINDS, Kinds, as_kinds
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA, Criterion, refuse_blanks
from leavex_network.places.territories import Territory
from leavex_network.text.urls import check_base_url

Command = Callable[..., Any]
STANDARD = "-"
"""The path that means standard input or output."""
_DESCRIPTOR = re.compile(r"/dev/stdin|/(?:dev|proc/self)/fd/(?P<number>\d{1,6})")
"""The path of an open descriptor, which a shell passes for `<(command)`."""
_FACETS = {"kind": "kinds", "country": "countries", "region": "regions"}
_FACETS |= {"hashtag": "hashtags", "status": "statuses"}
"""The property of a network with the values of each criterion."""


class NonEmptyPath(click.Path):
    """A path that is not empty: click and `Path` take "" for the working folder."""

    takes_name = False
    """Whether `name:` is the network of an installed package, which else is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        path = os.fspath(value)
        if not path:
            self.fail("The path is empty; is a variable of the shell not set?", param, ctx)
        if name_in(path) is not None and not self.takes_name:
            problem = f"{path!r} is the network of a package, which can only be read"
            remedy = f"for a file or folder of that name, write {f'./{path}'!r}"
            self.fail(f"{problem}; {remedy}", param, ctx)
        return super().convert(value, param, ctx)


class NetworkSource(NonEmptyPath):
    """A path, or `name:` for the network of an installed package, which is loaded."""

    takes_name = True

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or the name with its colon."""
        source = super().convert(value, param, ctx)
        name = name_in(source)
        if name is None:
            return source
        try:
            files.load(name)
        except NetworkError as error:
            hint = f"; for the file of that name, write {f'./{source}'!r}"
            self.fail(f"{error}{hint if os.path.lexists(source) else ''}", param, ctx)
        return source

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin with a text, if there is one, and files."""
        items = super().shell_complete(ctx, param, incomplete)
        if incomplete:
            # Only here: the metadata of packages are slow to import.
            from leavex_network.files import packages

            sources = [f"{name}:" for name in packages.names()]
            items += [CompletionItem(each) for each in sources if each.startswith(incomplete)]
        return items


def criteria(command: Command) -> Command:
    """Add one option per criterion."""
    for criterion in reversed(CRITERIA):
        command = _option(criterion)(command)
    return command


def given(criteria: Mapping[str, Any]) -> dict[str, Any]:
    """Return the criteria that were given on the command line."""
    # `--limit 0` is given: the truth of a number does not count.
    found = {name: value for name, value in criteria.items() if value or type(value) is int}
    refuse_blanks(found)
    return found


from_path = click.option(
    "--from",
    "path",
    metavar="PATH",
    type=NetworkSource(),
    help="Read this file or folder instead of the bundled network; - is standard input, name: the"
    " network of that name in an installed package.",
)
read_as = click.option(
    "--read-as",
    metavar="FORMAT",
    type=click.Choice(formats.READ),
    help=f"Format of the input: {', '.join(formats.READ)} (default: by its suffix).",
)


def checked_base_url(
    _context: click.Context, _parameter: click.Parameter, url: str | None
) -> str | None:
    """Return a base URL that can be used, also where no page is read or written."""
    if url is not None:
        check_base_url(url)
    return url


base_url = click.option(
    "--base-url",
    metavar="URL",
    callback=checked_base_url,
    help="URL that relative links of pages are resolved against, such as https://leavex.eu/.",
)
section = click.option(
    "--section",
    metavar="S",
    help="Folder below content/ that the root of a Hugo site stands for (default: network).",
)
kinds = click.option(
    "--kinds",
    metavar="KINDS",
    multiple=True,
    help="Kinds of pages or a table besides initiatives and petitions: names such as event,tool, "
    "or words as in meetup=Meetups/Meetup,meetup=de:Treffen.",
)
table_kind = click.option(
    "--kind",
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


def tables(command: Command) -> Command:
    """Add the options of tables: which unknown columns are kept, and how days are written."""
    extra = click.option(
        "--extra",
        metavar="[HEADERS]",
        is_flag=False,
        flag_value=ALL_COLUMNS,
        multiple=True,
        callback=_extra_of,
        help="Keep columns of a table with these headers as fields of your own; without a value, "
        "all that are unknown.",
    )
    days = click.option(
        "--days",
        type=click.Choice(formats.DAY_ORDERS),
        help="What comes first in days of a table such as 3/2/2025: the day or the month.",
    )
    return extra(days(command))


history = click.option(
    "--history", is_flag=True, help="Fill days and sources that the data lacks from the commits."
)
commits = click.option(
    "--commits",
    metavar="URL",
    help="Beginning of the permalinks of commits, such as https://github.com/me/site/commit/.",
)
words = click.option(
    "--words",
    is_flag=True,
    help="Write a CSV table for people: headers, kinds, countries in words. XLSX always has them.",
)
as_of = click.option(
    "--as-of", "day", metavar="DAY", help="Use the network as of this day (YYYY-MM-DD)."
)


def source(command: Command) -> Command:
    """Add the options that say which network to read, and in which language to show it."""
    text = "Language to show, if translated (BCP 47, such as de or pt-PT)."
    language = click.option("--language", metavar="L", help=text)
    return from_path(read_as(tables(language(command))))


def opened(  # noqa: PLR0913 - what is asked for by keyword
    path: str | None,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    section: str | None = None,
    kinds: Kinds = NO_KINDS,
    *,
    kind: str | None = None,
    extra: bool | tuple[str, ...] = False,
    days: str | None = None,
) -> Network[Entry]:
    """Return the network of a file, a folder, a package or standard input; None is the bundled one.

    The base URL of pages may belong to what is written: other sources ignore it.
    """
    if path is None:
        if extra or days:
            raise click.UsageError("--extra and --days need a table: pass its path")
        return files.load()
    name = name_in(path)
    if name is not None:
        if format is not None or language is not None or kinds or kind:
            problem = "Format, language and kinds are those of a file"
            raise click.UsageError(f"{problem}; {path!r} is the network of a package")
        return files.load(name)
    descriptor = _DESCRIPTOR.fullmatch(path)
    if path != STANDARD and descriptor is None:
        return files.read(
            path,
            format=format,
            language=language,
            base_url=base_url,
            section=section,
            kinds=kinds or None,
            kind=kind,
            extra=extra,
            days=days,
        )
    name = "<stdin>"
    if descriptor is not None and descriptor["number"] is not None:
        name = path
        content = _read_descriptor(int(descriptor["number"]), path)
    else:
        content = sys.stdin.buffer.read(files.MAX_BYTES + 1)
    disk.check_size(content, name)
    row = formats.named(format or "json")
    if "base_url" not in (row.loads_options or ()):
        base_url = None  # it belongs to the target alone
    return formats.loads(
        content,
        row.name,
        language=language,
        base_url=base_url,
        kinds=kinds or None,
        kind=kind,
        extra=extra,
        days=days,
        file=name,
    )


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names in the values of an option, separated by commas."""
    parts = (part.strip() for part in ",".join(texts).split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


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
            declared[code] = [word.strip() for word in forms.split("/")]
    return as_kinds(words)


def print_content(content: str | bytes) -> None:
    """Print a network in a format to standard output, but nothing binary to a terminal."""
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise click.UsageError(
            "This format is binary: redirect it to a file, such as > network.xlsx"
        )
    click.echo(content.encode() if isinstance(content, str) else content, nl=False)


def _read_descriptor(number: int, path: str) -> bytes:
    """Return the content of an open descriptor, up to one byte more than is allowed."""
    try:
        with os.fdopen(number, "rb", closefd=False) as stream:
            return stream.read(files.MAX_BYTES + 1)
    except OSError as error:
        raise OSError(error.errno or errno.EBADF, error.strerror or str(error), path) from None


def _option(criterion: Criterion) -> Callable[[Command], Command]:
    settings: dict[str, Any] = {"help": f"{criterion.help[:1].upper()}{criterion.help[1:]}."}
    if criterion.takes == "flag":
        settings["is_flag"] = True
    else:
        settings["metavar"] = criterion.metavar
    if criterion.takes == "number":
        settings["type"] = click.IntRange(min=0)
    if criterion.takes in ("values", "text"):
        settings |= {"multiple": True, "shell_complete": partial(_values, criterion.name)}
    return click.option(f"--{criterion.name}", **settings)


def _values(
    name: str, ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the values of a criterion in the network that begin with a text."""
    values: Iterable[str] = getattr(_completing(ctx), _FACETS[name]) if name in _FACETS else ()
    items = []
    for value in values:
        if value.casefold().startswith(incomplete.casefold()):
            label = value.name if isinstance(value, Territory) else None
            items.append(CompletionItem(str(value), help=label))
    return items


def ids(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the ids in the network that begin with a text."""
    return [
        CompletionItem(entry.id, help=entry.name)
        for entry in _completing(ctx)
        if entry.id.startswith(incomplete)
    ]


def _completing(ctx: click.Context) -> Network[Entry]:
    """Return the network that `--from` names; the bundled one, if it cannot be read."""
    path = ctx.params.get("path")
    if not isinstance(path, str) or path == STANDARD or _DESCRIPTOR.fullmatch(path):
        return files.load()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return opened(path)
        except (NetworkError, OSError):
            return files.load()
