"""The command line, a module a command; the only room that prints or exits."""

import sys

_EXTRA = ("click", "rich")


def main() -> None:
    """Run the command line, or say how to install what it needs."""
    try:
        from leavex_network.cli.app import app
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        sys.stderr.write(
            f'leavex-network: the command line needs {error.name}: pip install "leavex-network[cli]"\n'
        )
        raise SystemExit(2) from None
    app(prog_name="leavex-network")
