"""Options that commands share: the criteria, as the one table has them, and where the network is from."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem

from leavex_network import files, formats
from leavex_network.files import disk
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA, Criterion
from leavex_network.places.territories import Territory

Command = Callable[..., Any]
STANDARD = "-"


def criteria(command: Command) -> Command:
    """Give a command one option for each criterion."""
    for criterion in reversed(CRITERIA):
        command = _option(criterion)(command)
    return command


def source(command: Command) -> Command:
    """Give a command the options that say which network it works on."""
    command = click.option(
        "--from",
        "path",
        metavar="PATH",
        type=click.Path(),
        help="A file to read instead of the bundled network; - is standard input.",
    )(command)
    return language(read_as(command))


def read_as(command: Command) -> Command:
    """Give a command the option that says how a file is read."""
    return click.option(
        "--read-as",
        metavar="FORMAT",
        type=click.Choice(formats.READ),
        help=f"The format of PATH, where its ending does not say: {', '.join(formats.READ)}.",
    )(command)


def language(command: Command) -> Command:
    """Give a command the option that says in which language."""
    return click.option(
        "--language",
        metavar="L",
        help="In this language (BCP 47, such as de or pt-PT), where there is a translation.",
    )(command)


def base_url(command: Command) -> Command:
    """Give a command the option that says which site a page is from."""
    return click.option(
        "--base-url",
        metavar="URL",
        help="The site that relative links of a page belong to, such as https://leavex.eu/.",
    )(command)


def as_of(command: Command) -> Command:
    """Give a command the option that says on which day."""
    return click.option(
        "--as-of", "day", metavar="DAY", help="What was listed by the end of that day (YYYY-MM-DD)."
    )(command)


def opened(
    path: str | None,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
) -> Network[Entry]:
    """Return the network of a file, of a folder, of standard input, or the bundled one."""
    if path is None:
        return files.load()
    if path != STANDARD:
        return files.read(path, format=format, language=language, base_url=base_url)
    content = sys.stdin.buffer.read(files.MAX_BYTES + 1)
    disk.check_size(content, "<stdin>")
    return formats.loads(
        content, format or "json", language=language, base_url=base_url, file="<stdin>"
    )


def _option(criterion: Criterion) -> Callable[[Command], Command]:
    name, told = f"--{criterion.name}", f"{criterion.help[:1].upper()}{criterion.help[1:]}."
    if criterion.takes == "flag":
        return click.option(name, is_flag=True, help=told)
    if criterion.takes == "number":
        return click.option(name, type=click.IntRange(min=0), metavar=criterion.metavar, help=told)
    return click.option(
        name,
        multiple=True,
        metavar=criterion.metavar,
        help=told,
        shell_complete=_values(criterion.name),
    )


def _values(name: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return what a shell offers for a criterion: the values that occur in the bundled network."""

    def complete(
        _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        network = files.load()
        facets: dict[str, Iterable[str]] = {
            "kind": network.kinds,
            "country": network.countries,
            "region": network.regions,
            "hashtag": network.hashtags,
            "status": network.statuses,
        }
        return [
            CompletionItem(str(value), help=value.name if isinstance(value, Territory) else None)
            for value in facets.get(name, ())
            if value.casefold().startswith(incomplete.casefold())
        ]

    return complete


def ids(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what a shell offers for an id: those of the bundled network."""
    return [
        CompletionItem(entry.id, help=entry.name)
        for entry in files.load()
        if entry.id.startswith(incomplete)
    ]
