"""`diff`: what a network has that another one, or the same at another time, has not."""

import json
from pathlib import Path

import click

from leavex_network.cli import options
from leavex_network.cli.progress import progress_bar
from leavex_network.cli.visible import visible, visible_json
from leavex_network.files import page_files
from leavex_network.formats import PAGE, differences, of_path
from leavex_network.models import Entry
from leavex_network.models.fields import day as day_of
from leavex_network.network import Network
from leavex_network.revisions.history import read_history


@click.command(
    epilog="""\b
Examples:
  leavex-network diff old.json new.json
  leavex-network diff old.json                       what the bundled network has since
  leavex-network diff --since 2025-02-01             what is new in the bundled network
  leavex-network diff content/network/ --since 2025-02-01      pages in a Git repository
  leavex-network diff content/network/ --since HEAD~3 --format markdown
"""
)
@click.argument("old", metavar="[OLD]", required=False, type=click.Path())
@click.argument("new", metavar="[NEW]", required=False, type=click.Path())
@click.option(
    "--since",
    metavar="DAY",
    help="Compare OLD with itself as of this day (YYYY-MM-DD); pages also with a commit.",
)
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Output format; markdown is for pull requests and news.",
)
@click.option("--language", metavar="L", help="Language of pages that declare none (BCP 47).")
@options.base_url
def diff(
    old: str | None,
    new: str | None,
    *,
    since: str | None,
    format: str,
    language: str | None,
    base_url: str | None,
) -> None:
    """Print what is added, removed, changed and concluded.

    OLD and NEW are files, pages or folders of pages; NEW is the bundled network by default. With
    --since, OLD, by default the bundled network, is compared with itself as of that day: pages in a
    Git repository as they were written then, data by the days in it.
    """
    if since is None and old is None:
        raise click.UsageError("Pass OLD, or --since DAY")
    if since is not None and new is not None:
        raise click.UsageError("--since compares OLD with itself; pass it, or NEW")
    if since is not None:
        after = options.opened(old, None, language, base_url)
        before = _as_of(old, after, since, language, base_url)
    else:
        before = options.opened(old, None, language, base_url)
        after = options.opened(new, None, language, base_url)
    result = differences.difference(before, after)
    if format == "json":
        values = differences.as_json(result, after.about)
        click.echo(visible_json(json.dumps(values, ensure_ascii=False, indent=2)))
        return
    printed = differences.as_markdown if format == "markdown" else differences.as_text
    for line in printed(result, after.about):
        click.echo(visible(line))


def _as_of(
    path: str | None,
    network: Network[Entry],
    since: str,
    language: str | None,
    base_url: str | None,
) -> Network[Entry]:
    """Return a network as of a day, or as of a commit of its pages."""
    if path is None or path == options.STANDARD or not _means_pages(Path(path)):
        return network.as_of(since)
    with progress_bar("Reading revisions") as progress:
        history = read_history(path, language=language, base_url=base_url, progress=progress)
    first = history.revisions[0].day
    if _is_day(since) and day_of(since) < first:
        return network[:0]  # there were no pages yet
    return history.at(since)


def _means_pages(path: Path) -> bool:
    return page_files.means_pages(path) or of_path(path, is_read=True).name == PAGE


def _is_day(text: str) -> bool:
    try:
        day_of(text)
    except ValueError:
        return False
    return True
