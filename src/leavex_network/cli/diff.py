"""`diff`: what a network has that another one, or the same at another time, has not."""

import json
from functools import partial
from pathlib import Path

import click

from leavex_network.cli import options, sources
from leavex_network.cli.progress import progress_bar
from leavex_network.cli.visible import visible, visible_json
from leavex_network.files import page_files
from leavex_network.files.sources import name_in
from leavex_network.formats import PAGE, TABLES, differences, of_path
from leavex_network.models import Entry
from leavex_network.models.fields import day as day_of
from leavex_network.network import Network
from leavex_network.revisions.history import History, read_history


@click.command(
    epilog="""\b
Examples:
  leavex-network diff old.json new.json
  leavex-network diff old.json                       what the bundled network has since
  leavex-network diff --since 2025-02-01             what is new in the bundled network
  leavex-network diff content/network/ --since 2025-02-01      pages in a Git repository
  leavex-network diff content/network/ --since HEAD~3 --format markdown
  leavex-network diff content/network/ --since v1.0 --until v2.0
"""
)
@click.argument("old", metavar="[OLD]", required=False, type=options.NetworkSource())
@click.argument("new", metavar="[NEW]", required=False, type=options.NetworkSource())
@click.option(
    "--since",
    metavar="DAY",
    help="Compare OLD with itself as of this day (YYYY-MM-DD); pages also with a commit.",
)
@click.option(
    "--until", metavar="DAY", help="With --since: compare with this day or commit, not with now."
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
@sources.options
def diff(
    old: str | None,
    new: str | None,
    *,
    since: str | None,
    until: str | None,
    format: str,
    language: str | None,
    base_url: str | None,
    reading: sources.Reading,
) -> None:
    """Print what is added, removed, changed and concluded.

    OLD and NEW are files, pages, folders of pages, or name: for the network of that name in an
    installed package; NEW is the bundled network by default. With --since, OLD, by default the
    bundled network, is compared with itself as of that day: pages in a Git repository as they were
    written then, data by the days in it.
    """
    if since is None and old is None:
        raise click.UsageError("Pass OLD, or --since DAY")
    if since is not None and new is not None:
        raise click.UsageError("--since compares OLD with itself; pass it, or NEW")
    if until is not None and since is None:
        raise click.UsageError("--until requires --since")
    for path in (old, new):
        _refuse_revision(path)
    if not any(_means_pages(path) or _is_table(path) for path in (old, new)):
        reading.refuse("a table or pages: pass the path as OLD or NEW")
    opened = partial(_opened, language=language, base_url=base_url, reading=reading)
    if since is not None:
        after = opened(old)
        history = _history(old, language, base_url)
        before = _as_of(history, after, since)
        after = after if until is None else _as_of(history, after, until)
    else:
        before = opened(old)
        after = opened(new)
    result = differences.difference(before, after)
    if format == "json":
        values = differences.as_json(result, after.about)
        click.echo(visible_json(json.dumps(values, ensure_ascii=False, indent=2)))
        return
    printed = differences.as_markdown if format == "markdown" else differences.as_text
    for line in printed(result, after.about):
        click.echo(visible(line))


def _opened(
    path: str | None, *, language: str | None, base_url: str | None, reading: sources.Reading
) -> Network[Entry]:
    """Return the network of a file or of pages; the language and the base URL are for pages.

    Of OLD and NEW, one may be a table or pages, and the other data, which has no such options.
    """
    if _means_pages(path):
        return sources.opened(path, None, language, base_url, reading=reading)
    return sources.opened(path, reading=reading if _is_table(path) else sources.NOTHING_GIVEN)


def _history(path: str | None, language: str | None, base_url: str | None) -> History | None:
    """Return the history of pages; None for data, which has its days in it."""
    if path is None or not _means_pages(path):
        return None
    with progress_bar("Reading revisions"):
        return read_history(path, language=language, base_url=base_url)


def _as_of(history: History | None, network: Network[Entry], when: str) -> Network[Entry]:
    """Return a network as of a day, or as of a commit of its pages."""
    if history is None:
        return network.as_of(when)
    if _is_day(when) and day_of(when) < history.revisions[0].day:
        return network[:0]  # there were no pages yet
    return history.at(when)


def _refuse_revision(path: str | None) -> None:
    """Raise an error for what may be a commit, and is no path."""
    if path is None or _is_no_path(path) or Path(path).suffix:
        return
    if Path(path).exists() or page_files.means_pages(Path(path)):
        return
    remedy = "for commits, `leavex-network diff PAGES --since COMMIT --until COMMIT`"
    raise click.UsageError(f"There is no file or folder {path!r}; {remedy}")


def _is_no_path(source: str) -> bool:
    return source == sources.STANDARD or name_in(source) is not None


def _means_pages(source: str | None) -> bool:
    if source is None or _is_no_path(source):
        return False
    path = Path(source)
    return page_files.means_pages(path) or of_path(path, is_read=True).name == PAGE


def _is_table(source: str | None) -> bool:
    if source is None or _is_no_path(source) or page_files.means_pages(Path(source)):
        return False
    return of_path(source, is_read=True).name in TABLES


def _is_day(text: str) -> bool:
    try:
        day_of(text)
    except ValueError:
        return False
    return True
