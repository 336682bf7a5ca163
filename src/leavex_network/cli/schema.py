"""`schema`: the JSON Schema of network files."""

import click

from leavex_network.data import read_bytes


@click.command(
    epilog="""\b
Examples:
  leavex-network schema > network.schema.json
"""
)
def schema() -> None:
    """Print the JSON Schema of network files.

    Editors use it to complete and check keys, other programs to validate files.
    """
    click.echo(read_bytes("network.schema.json"), nl=False)
