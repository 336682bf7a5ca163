"""The command line, one module per command; the only package that prints or exits."""

import sys

from leavex_network.errors import how_to_install

_REQUIRED = ("click", "rich")


def main() -> None:
    """Run the command line, or print the `pip install` line if click or rich is missing."""
    try:
        from leavex_network.cli.app import app

        app(prog_name="leavex-network")
    except ModuleNotFoundError as error:
        if error.name not in _REQUIRED:
            raise
        need = f"the command line needs {error.name}"
        sys.stderr.write(f"leavex-network: {need}; {how_to_install('cli')}\n")
        raise SystemExit(2) from None
