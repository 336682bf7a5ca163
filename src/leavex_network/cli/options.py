"""Options that several commands share, among them the criteria of `filter`."""

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import click
from click.shell_completion import CompletionItem

from leavex_network import files, formats
from leavex_network.cli import sources
from leavex_network.errors import NetworkError
from leavex_network.files.sources import name_in
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA, Criterion, refuse_blanks
from leavex_network.places.territories import Territory
from leavex_network.text.urls import check_base_url

Command = Callable[..., Any]
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
    return from_path(read_as(sources.options(language(command))))


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names in the values of an option, separated by commas."""
    parts = (part.strip() for part in ",".join(texts).split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def print_content(content: str | bytes) -> None:
    """Print a network in a format to standard output, but nothing binary to a terminal."""
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise click.UsageError(
            "This format is binary: redirect it to a file, such as > network.xlsx"
        )
    click.echo(content.encode() if isinstance(content, str) else content, nl=False)


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
    if not isinstance(path, str) or sources.is_stream(path):
        return files.load()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return sources.opened(path)
        except (NetworkError, OSError):
            return files.load()
