"""`convert`: between files, pages and folders of pages."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path

import click

from leavex_network import formats
from leavex_network.cli import options
from leavex_network.cli.visible import visible
from leavex_network.errors import NetworkWarning
from leavex_network.files import disk, read, write, writing


@click.command(
    epilog="""\b
Examples:
  leavex-network convert network.json network.json           in the usual layout
  leavex-network convert network.json content/network/       onto the pages of a Hugo site
  leavex-network convert network.json content/network/ --language de --language fr
                                                             and pages for these, where there are none
  leavex-network convert content/network/ network.json       from the pages; what they cannot say is kept
  leavex-network convert network.json content/network/ --dry-run
  leavex-network convert network.json content/network/ --check   for CI: is everything in step?
  leavex-network convert network.json - --write-as markdown --language de
"""
)
@click.argument("source", metavar="SOURCE", type=click.Path())
@click.argument("target", metavar="TARGET", type=click.Path())
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    help="Onto a folder: also a page in this language (BCP 47); else: in this language. May be repeated for a folder.",
)
@click.option(
    "--source-language", metavar="L", help="The language of a page that does not tell it (BCP 47)."
)
@options.base_url
@options.as_of
@click.option(
    "--prune",
    is_flag=True,
    help="Take out of TARGET what SOURCE lacks; else it stays, and is told.",
)
@click.option(
    "--dry-run", is_flag=True, help="Print what would change in TARGET, and leave it as it is."
)
@click.option(
    "--check", is_flag=True, help="Leave TARGET as it is, and exit with 1 if it would change."
)
@click.option(
    "--read-as",
    metavar="FORMAT",
    type=click.Choice(formats.READ),
    help=f"The format of SOURCE, where its ending does not say: {', '.join(formats.READ)}.",
)
@click.option(
    "--write-as",
    metavar="FORMAT",
    type=click.Choice(list(formats.FORMATS)),
    help=f"The format of TARGET, where its ending does not say: {', '.join(formats.FORMATS)}.",
)
def convert(  # noqa: PLR0913 - an option each
    source: str,
    target: str,
    languages: tuple[str, ...],
    source_language: str | None,
    base_url: str | None,
    day: str | None,
    *,
    prune: bool,
    dry_run: bool,
    check: bool,
    read_as: str | None,
    write_as: str | None,
) -> None:
    """Read SOURCE, and write it to TARGET, all of it or nothing.

    SOURCE and TARGET are files, or folders of pages; - is standard input or output, taken for json unless another
    format is named. Pages that are there are edited in place.
    """
    network = options.opened(
        source, read_as, source_language, base_url or _address(target, read_as, source)
    )
    network = network.as_of(day) if day is not None else network
    is_folder = Path(target).is_dir()
    if languages and not is_folder and (write_as or _format(target)) != writing.PAGE:
        network = network.localize(languages[-1])
    wanted = languages or None
    if target == options.STANDARD and (dry_run or check):
        raise click.UsageError("--dry-run and --check compare with a file: name one instead of -")
    if target == options.STANDARD:
        chosen = write_as or "json"
        language = languages[-1] if languages and chosen == writing.PAGE else None
        click.echo(
            formats.dumps(network, chosen, language=language, base_url=base_url).encode(), nl=False
        )
    elif dry_run or check:
        found = writing.texts(
            network, Path(target), format=write_as, languages=wanted, base_url=base_url, prune=prune
        )
        _compare(found, dry_run=dry_run, check=check)
    else:
        write(network, target, format=write_as, languages=wanted, base_url=base_url, prune=prune)


@contextmanager
def told() -> Iterator[None]:
    """Print what was left as it is to standard error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", NetworkWarning)
        try:
            yield
        finally:
            for each in caught:
                click.echo(visible(str(each.message)), err=True)


def _address(target: str, read_as: str | None, source: str) -> str | None:
    """Return the address in the file that pages are written onto: it is what their relative links belong to."""
    if (
        Path(source).is_file()
        and formats.of_path(source).name == "json"
        and read_as != writing.PAGE
    ):
        return None
    is_json = Path(target).is_file() and Path(target).suffix.lower() == ".json"
    return read(target).about.url if is_json else None


def _format(target: str) -> str | None:
    return None if target == options.STANDARD else formats.of_path(target).name


def _compare(found: dict[Path, str], *, dry_run: bool, check: bool) -> None:
    changes = {path: _changes(path, text) for path, text in found.items()}
    for path, lines in changes.items():
        if dry_run:
            _print_diff(lines)
        if check and lines:
            click.echo(f"{_shown(path)}: would change", err=True)
    if check and any(changes.values()):
        raise SystemExit(1)


def _shown(path: Path) -> str:
    """Return a path as short as it can be named from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _changes(target: Path, new: str) -> list[str]:
    """Return the lines of a diff from what the file holds to what it would hold."""
    exists = target.exists()
    old = disk.read_limited(target).decode("utf-8", "backslashreplace") if exists else ""
    names = (_shown(target) if exists else os.devnull, _shown(target))
    return list(unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), *names))


def _print_diff(lines: list[str]) -> None:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    without_colour = False if os.environ.get("NO_COLOR") else None
    for line in lines:
        click.echo(
            click.style(visible(line.rstrip("\r\n")), fg=colours.get(line[:1])),
            color=without_colour,
        )
