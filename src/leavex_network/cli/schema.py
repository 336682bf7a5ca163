"""`schema`: the JSON Schema of a network's file."""

import click

from leavex_network.data import read_bytes


@click.command(
    epilog="""\b
Examples:
  leavex-network schema > network.schema.json
"""
)
def schema() -> None:
    """Print the JSON Schema of a network's file, for editors and other programs."""
    click.echo(read_bytes("network.schema.json"), nl=False)
