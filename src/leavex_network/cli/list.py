"""`list`: the entries that meet the criteria, as a table or for other programs."""

from typing import Any

import click

from leavex_network import formats
from leavex_network.cli import options, sources, tables
from leavex_network.cli.progress import progress_bar


@click.command(
    "list",
    epilog="""\b
Examples:
  leavex-network list --country DE --kind petition
  leavex-network list --country Alemania,France --status active
  leavex-network list --region Europe --language de
  leavex-network list --search "open letter" --limit 3
  leavex-network list --as-of 2025-01-20 --format json
  leavex-network list --language de --format csv --words > tabelle.csv
""",
)
@options.criteria
@options.as_of
@options.source
@click.option(
    "--format",
    "format",
    metavar="FORMAT",
    type=click.Choice(["table", *formats.WRITTEN]),
    default="table",
    show_default=True,
    help=f"Output format: table, or for other programs {', '.join(formats.WRITTEN)}.",
)
@options.words
def list_(
    day: str | None,
    language: str | None,
    path: str | None,
    *,
    read_as: str | None,
    reading: sources.Reading,
    format: str,
    words: bool,
    **criteria: Any,
) -> None:
    """List the entries that meet all of the criteria.

    Repeat a criterion, or separate values by commas, to accept any of several values.
    """
    network = sources.opened(path, read_as, reading=reading)
    if day is not None:
        network = network.as_of(day)
    if language is not None:
        network = network.localize(language)
    network = network.filter(**options.given(criteria))
    if format != "table":
        with progress_bar("Writing"):
            content = formats.dumps(network, format, words=words)
        options.print_content(content)
    elif words:
        raise click.UsageError("--words needs --format csv")
    else:
        tables.show_table(network)
