"""`convert`: from one file to another."""

import os
from difflib import unified_diff
from pathlib import Path

import click

from leavex_network import files, formats
from leavex_network.cli import options


@click.command(
    epilog="""\b
Examples:
  leavex-network convert network.json german.json --language de
  leavex-network convert network.json network.json           in the usual layout
  leavex-network convert network.json - --as-of 2025-01-20 | less
  leavex-network convert network.json network.json --check   for CI: is it in that layout?
""",
)
@click.argument("source", metavar="SOURCE", type=click.Path())
@click.argument("target", metavar="TARGET", type=click.Path())
@options.language
@options.as_of
@click.option("--dry-run", is_flag=True, help="Print what would change in TARGET, and leave it as it is.")
@click.option("--check", is_flag=True, help="Leave TARGET as it is, and exit with 1 if it would change.")
@click.option(
    "--read-as",
    metavar="FORMAT",
    type=click.Choice(list(formats.FORMATS)),
    help="The format of SOURCE, where its ending does not say: json.",
)
@click.option(
    "--write-as",
    metavar="FORMAT",
    type=click.Choice(list(formats.FORMATS)),
    help="The format of TARGET, where its ending does not say: json.",
)
def convert(  # noqa: PLR0913 - an option each
    source: str,
    target: str,
    language: str | None,
    day: str | None,
    *,
    dry_run: bool,
    check: bool,
    read_as: str | None,
    write_as: str | None,
) -> None:
    """Read SOURCE, and write it to TARGET, whole or not at all.

    SOURCE and TARGET are files; - is standard input or output, taken for json unless another format is named.
    """
    network = options.opened(source, read_as)
    if day is not None:
        network = network.as_of(day)
    if language is not None:
        network = network.localize(language)
    if target == options.STANDARD:
        click.echo(formats.dumps(network, write_as or "json").encode(), nl=False)
    elif dry_run or check:
        chosen = write_as or formats.of_path(target).name
        changes = _changes(target, formats.dumps(network, chosen))
        if dry_run:
            _print_diff(changes)
        if check and changes:
            click.echo(f"{target}: would change", err=True)
            raise SystemExit(1)
    else:
        files.write(network, target, format=write_as)


def _changes(target: str, new: str) -> list[str]:
    """Return the lines of a diff from what the file holds to what it would hold."""
    exists = Path(target).exists()
    old = files.read_limited(target).decode("utf-8", "backslashreplace") if exists else ""
    names = (target if exists else os.devnull, target)
    return list(unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), *names))


def _print_diff(lines: list[str]) -> None:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines:
        click.secho(line.rstrip("\n"), fg=colours.get(line[:1]))
