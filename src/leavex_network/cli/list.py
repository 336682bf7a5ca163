"""`list`: the entries that meet the criteria, as a table or for other programs."""

from typing import Any

import click

from leavex_network import formats
from leavex_network.cli import options, tables


@click.command(
    "list",
    epilog="""\b
Examples:
  leavex-network list --country DE --kind petition
  leavex-network list --country Alemania,France --status active
  leavex-network list --region Europe --language de
  leavex-network list --search "open letter" --limit 3
  leavex-network list --as-of 2025-01-20 --format json
""",
)
@options.criteria
@options.as_of
@options.source
@click.option(
    "--format",
    "format",
    metavar="FORMAT",
    type=click.Choice(["table", *formats.FORMATS]),
    default="table",
    show_default=True,
    help=f"table, or a format for other programs: {', '.join(formats.FORMATS)}.",
)
def list_(
    day: str | None,
    language: str | None,
    path: str | None,
    read_as: str | None,
    format: str,
    **criteria: Any,
) -> None:
    """List the entries that meet all of the criteria.

    A criterion may be repeated, or hold several values between commas: any of them will do.
    """
    network = options.opened(path, read_as)
    if day is not None:
        network = network.as_of(day)
    if language is not None:
        network = network.localize(language)
    found = network.filter(
        **{name: value for name, value in criteria.items() if value not in ((), None)}
    )
    if format == "table":
        tables.show_table(found)
    else:
        click.echo(formats.dumps(found, format).encode(), nl=False)
