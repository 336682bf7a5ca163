"""`embed`: the network in somebody's site, in each language that both have."""

from pathlib import Path
from typing import Any

import click

from leavex_network import sites
from leavex_network.cli import options
from leavex_network.cli.visible import visible
from leavex_network.errors import ArgumentError
from leavex_network.sites import embedding

_KINDS = "\n".join(f"  {row.name:<16} {row.help}" for row in sites.GENERATORS.values())
_PLUG_INS = ("sphinx", "python-markdown")
"""What `pip install` brings along: no folder is written into."""


@click.command(
    epilog=f"""\b
Generators:
{_KINDS}
\b
Examples:
  leavex-network embed web public/network
  leavex-network embed web public/network --language de --language fr --country DE
  leavex-network embed hugo .                         onto the pages in content/network/
  leavex-network embed hugo . --as data               data and a shortcode
  leavex-network embed sphinx                         what to write into conf.py
"""
)
@click.argument("generator", metavar="GENERATOR", type=click.Choice(list(sites.GENERATORS)))
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@options.criteria
@options.as_of
@click.option(
    "--from",
    "path",
    metavar="PATH",
    type=click.Path(),
    help="A file to read instead of the bundled network; - is standard input.",
)
@options.read_as
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    help="In these languages (BCP 47), repeated or between commas. Else in all that network and site have.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Where the folder, or the site, will be found, such as https://leavex.eu/.",
)
@click.option(
    "--section",
    metavar="S",
    default="network",
    show_default=True,
    help="With hugo: the folder below content/ that the pages lie in.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["pages", "data"]),
    default="pages",
    show_default=True,
    help="With hugo: as pages, or as data and a shortcode.",
)
@click.option(
    "--prune", is_flag=True, help="With hugo: take out of the pages what the network lacks."
)
@click.option("--force", is_flag=True, help="Replace also files that somebody edited.")
@click.option(
    "--dry-run", is_flag=True, help="Print which files would change, and leave them as they are."
)
def embed(  # noqa: PLR0913 - an option each
    generator: str,
    folder: Path | None,
    *,
    day: str | None,
    path: str | None,
    read_as: str | None,
    languages: tuple[str, ...],
    base_url: str | None,
    section: str,
    form: Any,
    prune: bool,
    force: bool,
    dry_run: bool,
    **criteria: Any,
) -> None:
    """Write the network into the site at FOLDER, where its GENERATOR expects it.

    A second run changes nothing. Files that somebody edited are left alone and named; pages are edited in place. For
    sphinx and python-markdown, nothing is written, and what to write oneself is printed.
    """
    network = options.opened(path, read_as, base_url=base_url)
    network = network.as_of(day) if day is not None else network
    asked = {name: value for name, value in criteria.items() if value not in ((), None, False)}
    network = network.filter(**asked)
    if asked and not len(network):
        raise ArgumentError(
            "no entry meets the criteria, and nothing was written: look with leavex-network list"
        )
    if folder is None and generator not in _PLUG_INS:
        raise click.UsageError(
            f"name the folder of the site: leavex-network embed {generator} FOLDER"
        )
    folder = folder or Path()
    if not str(folder).strip(". ") and generator == "web":
        raise click.UsageError(
            "name a folder that is written by embed alone, such as public/network"
        )
    if generator != "hugo" and (section != "network" or form != "pages" or prune):
        raise click.UsageError("--section, --as and --prune go with hugo")
    several = tuple(code.strip() for given in languages for code in given.split(","))
    wanted = embedding.Options(several, base_url, section, form, force=force, prune=prune)
    found = sites.planned(network, generator, folder, wanted)
    if found.tells:
        click.echo(found.tells, nl=False)
        return
    written = found.written
    if not dry_run:
        embedding.carry_out(found)
    for note in found.notes:
        click.echo(visible(str(note)), err=True)
    done = "would be " if dry_run else ""
    for each in written if dry_run else ():
        click.echo(str(each))
    for each in found.removed if dry_run else ():
        click.echo(f"{each} (removed)")
    told = f"{len(written)} {'file' if len(written) == 1 else 'files'} {done}written"
    gone = f", {len(found.removed)} {done}removed" if found.removed else ""
    click.echo(f"{folder}: {told}{gone}", err=True)
