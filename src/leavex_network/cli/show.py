"""`show`: one entry in full."""

import json

import click

from leavex_network.cli import options, sources, tables
from leavex_network.cli.visible import visible_json
from leavex_network.network.rows import json_rows


@click.command(
    epilog="""\b
Examples:
  leavex-network show helloquitx
  leavex-network show escapex --language fr
  leavex-network show my-entry --from network.json
  leavex-network show escapex --format json      its row, for other programs
"""
)
@click.argument("id", metavar="ID", shell_complete=options.ids)
@options.source
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format; json prints the values of `Network.rows`, days as YYYY-MM-DD.",
)
def show(
    id: str,
    language: str | None,
    path: str | None,
    *,
    read_as: str | None,
    reading: sources.Reading,
    format: str,
) -> None:
    """Show one entry by its id or a former id."""
    network = sources.opened(path, read_as, reading=reading)
    if language is not None:
        network = network.localize(language)
    entry = network[id]
    if format == "json":
        [row] = json_rows([entry], network.about.language)
        click.echo(visible_json(json.dumps(row, ensure_ascii=False, indent=2)))
    else:
        tables.show_card(entry, network)
