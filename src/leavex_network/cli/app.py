"""The group of commands: what a bare call means, and how an error is told."""

import io
import sys
from typing import IO, Any

import click

from leavex_network import __version__
from leavex_network.cli.check import check
from leavex_network.cli.convert import convert, told
from leavex_network.cli.embed import embed
from leavex_network.cli.list import list_
from leavex_network.cli.schema import schema
from leavex_network.cli.show import show
from leavex_network.cli.visible import visible
from leavex_network.errors import DataError, NetworkError

_OWN_OPTIONS = ("-h", "--help", "--version")


class _Told(click.ClickException):
    """An error in one clear line; of bad data, in a line for each problem."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message to standard error."""
        for line in self.message.split("\n"):
            click.echo(visible(line), file=file, err=True)


class _App(click.Group):
    """A group whose first command is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `list` before options that are not the group's own."""
        if not ctx.resilient_parsing and (
            not args or (args[0].startswith("-") and args[0] not in _OWN_OPTIONS)
        ):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, and tell errors without a traceback."""
        try:
            with told():
                return super().invoke(ctx)
        except DataError as error:
            raise _Told(str(error)) from None
        except NetworkError as error:
            raise _Told(f"leavex-network: {error}") from None
        except BrokenPipeError:
            raise
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise _Told(f"leavex-network: {place}{error.strerror or error}") from None


@click.group(
    cls=_App,
    commands=[list_, show, convert, check, embed, schema],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  leavex-network                                   the whole network
  leavex-network list --country Germany --wider    for Germany, Europe and the world
  leavex-network show helloquitx                   all that is known of one entry
  leavex-network list --format json                for other programs
""",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """The initiatives and petitions that call for leaving the platform X.

    Without a command: `list`. Every command has its own --help, with examples.
    """
    for stream in (sys.stdout, sys.stderr):
        # A locale without UTF-8 shows a question mark for what it cannot show, and no traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
