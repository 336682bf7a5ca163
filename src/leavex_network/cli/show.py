"""`show`: one entry in full."""

import click

from leavex_network.cli import options, tables


@click.command(
    epilog="""\b
Examples:
  leavex-network show helloquitx
  leavex-network show escapex --language fr
  leavex-network show my-entry --from network.json
"""
)
@click.argument("id", metavar="ID", shell_complete=options.ids)
@options.source
def show(id: str, language: str | None, path: str | None, read_as: str | None) -> None:
    """Show one entry by its id or a former id."""
    network = options.opened(path, read_as)
    if language is not None:
        network = network.localize(language)
    tables.show_card(network[id], network)
