"""`history`: what each revision of pages changed, from their Git repository."""

import json
from collections.abc import Iterator
from typing import Any

import click

from leavex_network.cli import options, sources
from leavex_network.cli.progress import progress_bar
from leavex_network.cli.visible import visible, visible_json
from leavex_network.formats import differences
from leavex_network.models import Entry
from leavex_network.revisions.history import History, RevisionChanges, read_history


@click.command(
    epilog="""\b
Examples:
  leavex-network history content/network/
  leavex-network history content/network/index.md --format markdown   a changelog to publish
  leavex-network history . --format json      days and changes for other programs
"""
)
@click.argument("path", metavar="PATH", type=click.Path())
@click.option(
    "--format",
    "format",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
    help="Output format.",
)
@options.commits
@click.option("--language", metavar="L", help="Language of pages that declare none (BCP 47).")
@options.base_url
@options.section
@sources.kinds
def history(
    path: str,
    *,
    format: str,
    commits: str | None,
    language: str | None,
    base_url: str | None,
    section: str | None,
    kinds: tuple[str, ...],
) -> None:
    """Print what each revision of pages changed.

    PATH is a page, a folder of pages or a Hugo site. The Git repository that it lies in is read by
    the program git: the commits of the current branch along their first parents, through renames.
    Days are those of the authors.
    """
    with progress_bar("Reading revisions"):
        result = read_history(
            path,
            commits=commits,
            language=language,
            base_url=base_url,
            section=section,
            kinds=sources.kinds_of(kinds, language),
        )
    if format == "json":
        click.echo(
            visible_json(json.dumps(_as_json(result, commits), ensure_ascii=False, indent=2))
        )
        return
    lines = _as_markdown(result, commits) if format == "markdown" else _as_table(result)
    for line in lines:
        click.echo(visible(line))


def _as_table(history: History) -> Iterator[str]:
    for changes in history.changes():
        lines = list(differences.as_text(changes.diff, history.network.about))
        if lines:
            revision = changes.revision
            yield f"{revision.day}  {revision.id[:7]}  {revision.subject}"
            yield from (f"    {line}" for line in lines)


def _as_markdown(history: History, commits: str | None) -> Iterator[str]:
    for changes in reversed(history.changes()):
        lines = list(differences.as_markdown(changes.diff, history.network.about))
        if not lines:
            continue
        key = changes.revision.id[:7]
        source = f" ([{key}]({commits.rstrip('/')}/{key}))" if commits is not None else ""
        yield f"## {changes.revision.day}{source}"
        yield ""
        yield from lines
        yield ""


def _as_json(history: History, commits: str | None) -> dict[str, Any]:
    network = history.network
    entries = [
        {
            "id": entry.id,
            "name": entry.name,
            "listed": _day(entry.listed),
            "concluded": _day(entry.concluded),
            **({"sources": list(entry.sources)} if commits is not None else {}),
        }
        for entry in network
    ]
    return {"entries": entries, "revisions": [_revision(changes) for changes in history.changes()]}


def _revision(changes: RevisionChanges) -> dict[str, Any]:
    return {
        "id": changes.revision.id,
        "day": changes.revision.day.isoformat(),
        "subject": changes.revision.subject,
        "languages": list(changes.revision.languages),
        "added": _ids(changes.added),
        "removed": _ids(changes.removed),
        "concluded": _ids(changes.concluded),
        "changed": [{"id": c.after.id, "fields": list(c.fields)} for c in changes.changed],
    }


def _ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
