"""`embed`: write the network into a site, in each language that both have."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leavex_network import sites
from leavex_network.cli import options, sources
from leavex_network.cli.progress import progress_bar
from leavex_network.cli.visible import visible
from leavex_network.errors import ArgumentError
from leavex_network.files.disk import unchanged_since_read
from leavex_network.files.page_files import DEFAULT_SECTION
from leavex_network.sites import embedding

_GENERATORS = "\n".join(f"  {row.name:<16} {row.help}" for row in sites.GENERATORS.values())
_PLUG_INS = ("sphinx", "python-markdown")
"""Generators that load a plug-in of this package: nothing is written into a folder."""


@click.command(
    epilog=f"""\b
Generators:
{_GENERATORS}
\b
Examples:
  leavex-network embed web public/network
  leavex-network embed web public/network --language de --language fr --country DE
  leavex-network embed hugo .                         update the pages in content/network/
  leavex-network embed hugo . --as data               a data file and a shortcode
  leavex-network embed sphinx                         print the lines for conf.py
  leavex-network embed markdown README.md docs/*.md   fill the regions of these files:
    <!-- leavex-network country="DE" -->
    <!-- /leavex-network -->
"""
)
@click.argument("generator", metavar="GENERATOR", type=click.Choice(list(sites.GENERATORS)))
@click.argument(
    "paths", metavar="[FOLDER | FILE...]", nargs=-1, type=options.NonEmptyPath(path_type=Path)
)
@options.criteria
@options.as_of
@options.from_path
@options.read_as
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    help="Languages to write (BCP 47), repeated or separated by commas"
    " (default: all that the network and the site have; with hugo, also the site's other pages).",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="URL where the folder or the site is published, such as https://leavex.eu/.",
)
@click.option(
    "--section",
    metavar="S",
    default=DEFAULT_SECTION,
    show_default=True,
    help="With hugo: folder of the pages below content/.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["pages", "data"]),
    default="pages",
    show_default=True,
    help="With hugo: write pages, or a data file and a shortcode.",
)
@click.option("--prune", is_flag=True, help="With hugo: remove entries missing from the network.")
@click.option(
    "--texts",
    is_flag=True,
    help="With hugo: replace names and descriptions on pages (default: keep and report them).",
)
@click.option(
    "--api/--no-api",
    default=None,
    help="With web: a file for each answer of the query API (default: if the folder has some).",
)
@click.option(
    "--extra",
    "own_fields",
    metavar="NAMES",
    multiple=True,
    help="With web: fields of one's own to publish as JSON (default: none).",
)
@click.option("--force", is_flag=True, help="Replace files that somebody edited, too.")
@click.option("--dry-run", is_flag=True, help="Print the files that would change, and exit.")
@unchanged_since_read()
def embed(  # noqa: PLR0913 - one parameter per option
    generator: str,
    paths: tuple[Path, ...],
    *,
    day: str | None,
    path: str | None,
    read_as: str | None,
    languages: tuple[str, ...],
    base_url: str | None,
    section: str,
    form: Any,
    prune: bool,
    texts: bool,
    api: bool | None,
    own_fields: tuple[str, ...],
    force: bool,
    dry_run: bool,
    **criteria: Any,
) -> None:
    """Write the network into the site in FOLDER, for its GENERATOR.

    With markdown, fill the regions of each FILE: see the examples.

    A second run changes nothing, or completes one that was killed. Files that somebody edited are
    left alone and reported; pages are edited in place. For sphinx and python-markdown, the lines
    for the configuration are printed.
    """
    network = sources.opened(path, read_as, base_url=base_url)
    if day is not None:
        network = network.as_of(day)
    criteria = options.given(criteria)
    network = network.filter(**criteria)
    if criteria and not len(network):
        raise ArgumentError(
            "No entry meets the criteria; nothing was written (leavex-network list shows them)"
        )
    codes = [code.strip() for value in languages for code in value.split(",")]
    settings = embedding.Options(
        tuple(codes),
        base_url,
        section,
        form,
        force=force,
        prune=prune,
        texts=texts,
        api=api,
        extra=options.names(own_fields),
    )
    _check_usage(generator, paths, settings, criteria)
    if generator == "markdown" and base_url is not None and path is None:
        raise click.UsageError("--base-url requires --from: lists in Markdown have whole addresses")
    with progress_bar("Writing"):
        plan = sites.planned(network, generator, paths, settings)
    if plan.instructions:
        click.echo(plan.instructions, nl=False)
        return
    written, removed = plan.written, plan.removed
    if not dry_run:
        embedding.carry_out(plan)
    for note in plan.notes:
        click.echo(visible(str(note)), err=True)
    if dry_run:
        for file in written:
            click.echo(visible(str(file)))
        for file in removed:
            click.echo(visible(f"{file} (removed)"))
    where = visible(str(paths[0])) if len(paths) == 1 else f"{len(paths)} files"
    click.echo(f"{where}: {_summary(len(written), len(removed), dry_run=dry_run)}", err=True)


def _check_usage(
    generator: str,
    paths: tuple[Path, ...],
    settings: embedding.Options,
    criteria: Mapping[str, Any],
) -> None:
    """Raise a `UsageError` if a path is missing, or an option would have no effect."""
    if generator == "markdown":
        _check_markdown_usage(paths, settings, criteria)
    elif not paths and generator not in _PLUG_INS:
        usage = f"leavex-network embed {generator} FOLDER"
        raise click.UsageError(f"Name the folder of the site: {usage}")
    elif len(paths) > 1:
        raise click.UsageError(f"Name one folder, not {len(paths)} paths")
    if generator == "web" and not any(str(path).strip(". ") for path in paths):
        raise click.UsageError("Name a folder that only embed writes to, such as public/network")
    edits_pages = settings.prune or settings.texts
    is_data = settings.form == "data"
    is_for_hugo = edits_pages or is_data or settings.section != DEFAULT_SECTION
    if is_for_hugo and generator != "hugo":
        raise click.UsageError("--section, --as, --prune and --texts require hugo")
    if is_data and (edits_pages or settings.section != DEFAULT_SECTION):
        raise click.UsageError("--section, --prune and --texts require --as pages")
    if settings.api is not None and generator != "web":
        raise click.UsageError("--api requires web")
    if settings.extra and generator != "web":
        raise click.UsageError("--extra requires web")


def _check_markdown_usage(
    paths: tuple[Path, ...], settings: embedding.Options, criteria: Mapping[str, Any]
) -> None:
    if not paths:
        usage = "leavex-network embed markdown README.md"
        raise click.UsageError(f"Name the files: {usage}")
    if "limit" in criteria:
        raise click.UsageError('Each region has a limit of its own: write limit="3" in it')
    if len(settings.languages) > 1:
        remedy = 'write language="de" in the region instead'
        raise click.UsageError(f"A region has one language: pass one --language, or {remedy}")


def _summary(written: int, removed: int, *, dry_run: bool) -> str:
    done = "would be " if dry_run else ""
    summary = f"{written} {'file' if written == 1 else 'files'} {done}written"
    return f"{summary}, {removed} {done}removed" if removed else summary
