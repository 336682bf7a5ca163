"""`convert`: between files, pages and folders of pages."""

import os
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import click

from leavex_network import formats
from leavex_network.cli import options
from leavex_network.cli.visible import visible
from leavex_network.files import disk, page_files, read, summary, transaction, writing

_COLORS = {"+": "green", "-": "red", "@": "cyan"}


@click.command(
    epilog="""\b
Examples:
  leavex-network convert network.json network.json       normalize the layout
  leavex-network convert network.json content/network/   update the pages of a Hugo site
  leavex-network convert network.json content/network/ --language de --language fr
                                                         and create these pages
  leavex-network convert content/network/ network.json   update the data from the pages
  leavex-network convert network.json content/network/ --dry-run
  leavex-network convert network.json content/network/ --check   for CI: are both in step?
  leavex-network convert network.json - --write-as markdown --language de
"""
)
@click.argument("source", metavar="SOURCE", type=options.NonEmptyPath())
@click.argument("target", metavar="TARGET", type=options.NonEmptyPath())
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    help="Language of TARGET (BCP 47). For a folder, create its page; may be repeated.",
)
@click.option(
    "--source-language", metavar="L", help="Language of pages that declare none (BCP 47)."
)
@options.base_url
@options.section
@options.as_of
@click.option(
    "--prune", is_flag=True, help="Remove entries missing from SOURCE (default: keep and warn)."
)
@click.option("--dry-run", is_flag=True, help="Print the changes to TARGET without making them.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if TARGET would change.")
@options.read_as
@click.option(
    "--write-as",
    metavar="FORMAT",
    type=click.Choice(list(formats.FORMATS)),
    help=f"Format of TARGET: {', '.join(formats.FORMATS)} (default: by its suffix).",
)
@disk.unchanged_since_read()
def convert(  # noqa: PLR0913 - one parameter per option
    source: str,
    target: str,
    *,
    languages: tuple[str, ...],
    source_language: str | None,
    base_url: str | None,
    section: str | None,
    day: str | None,
    prune: bool,
    dry_run: bool,
    check: bool,
    read_as: str | None,
    write_as: str | None,
) -> None:
    """Read SOURCE and write it to TARGET, completely or not at all.

    SOURCE and TARGET are files or folders of pages; - is standard input or output, JSON unless
    --read-as or --write-as says otherwise. Existing pages are edited in place. For each file that
    changes, a summary is printed to standard error. A file that somebody changes meanwhile stops
    the run: nothing is written. As SOURCE, <(command) is read as standard input is.
    """
    source_base_url = base_url or _target_url(target, read_as, source)
    roots = [path for path in (source, target) if page_files.is_root(Path(path))]
    if section is not None and not roots:
        raise click.UsageError("--section needs the root of a Hugo site as SOURCE or TARGET")
    network = options.opened(
        source, read_as, source_language, source_base_url, section if source in roots else None
    )
    if day is not None:
        network = network.as_of(day)
    if target == options.STANDARD:
        if dry_run or check:
            raise click.UsageError("--dry-run and --check need a file or folder instead of -")
        if len(languages) > 1:
            raise click.UsageError("Standard output has one --language; write to a folder instead")
        language = languages[0] if languages else None
        row = formats.named(write_as or "json")
        if "base_url" not in row.dumps_options:
            base_url = None  # it belongs to SOURCE alone
        text = formats.dumps(network, row.name, language=language, base_url=base_url)
        click.echo(text.encode(), nl=False)
        return
    texts = writing.texts(
        network,
        Path(target),
        format=write_as,
        languages=languages or None,
        base_url=base_url,
        section=section if target in roots else None,
        prune=prune,
    )
    is_single = languages and not page_files.means_pages(Path(target))
    single = languages[0] if is_single else None
    changes = summary.summaries(network, texts, format=write_as, language=single, base_url=base_url)
    if dry_run or check:
        _compare(texts, changes, dry_run=dry_run, check=check)
        return
    transaction.write_all({path: text.encode() for path, text in texts.items()})
    _print_at_end(changes)


def _target_url(target: str, read_as: str | None, source: str) -> str | None:
    """Return `about.url` of a JSON file that pages are merged into, to resolve their links."""
    is_json_source = Path(source).is_file() and formats.of_path(source).name == "json"
    if is_json_source and read_as != formats.PAGE:
        return None
    path = Path(target)
    is_json_target = path.is_file() and path.suffix.lower() == ".json"
    if not is_json_target or not disk.read_limited(path).strip():
        return None
    return read(path).about.url


def _compare(
    texts: dict[Path, str], changes: Mapping[Path, str], *, dry_run: bool, check: bool
) -> None:
    would_change = False
    for path, text in texts.items():
        lines = _diff(path, text)
        would_change = would_change or bool(lines)
        if dry_run:
            _print_diff(lines)
        if check and lines:
            click.echo(visible(f"{_relative(path)}: would change"), err=True)
    if dry_run:
        _print_at_end(changes)
    if check and would_change:
        raise SystemExit(1)


def _print_at_end(changes: Mapping[Path, str]) -> None:
    """Print the summary of each file to standard error, below all warnings."""
    lines = [visible(f"{_relative(path)}: {change}") for path, change in changes.items()]
    text = "".join(f"{line}\n" for line in lines)
    # The warnings are printed when the group of commands is done.
    click.get_current_context().find_root().call_on_close(
        lambda: click.echo(text, nl=False, err=True)
    )


def _relative(path: Path) -> str:
    """Return a path relative to the working directory if it is inside."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _diff(target: Path, new: str) -> list[str]:
    """Return the lines of a unified diff between a file and its new text."""
    old, old_name = "", os.devnull
    if target.exists():
        old = disk.read_limited(target).decode("utf-8", "backslashreplace")
        old_name = _relative(target)
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return list(unified_diff(old_lines, new_lines, old_name, _relative(target)))


def _print_diff(lines: list[str]) -> None:
    # https://no-color.org: any value but the empty string disables color.
    color = False if os.environ.get("NO_COLOR") else None
    for line in lines:
        styled = click.style(visible(line.rstrip("\r\n")), fg=_COLORS.get(line[:1]))
        click.echo(styled, color=color)
