"""The group of commands: loads commands on demand, prints warnings and errors."""

import io
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any

import click

from leavex_network import __version__
from leavex_network.cli.visible import visible
from leavex_network.errors import ArgumentError, DataError, NetworkError, NetworkWarning

_OWN_OPTIONS = ("-h", "--help", "--version")
_SHORT_FORMATS = {"md": "markdown"}
"""The formats by what else people call them."""
_READS = "--read-as"


class LazyCommand(click.Command):
    """A command known by its target and short help; its module is imported when it is used."""

    def __init__(self, target: str, short_help: str) -> None:
        """Take a target, "module:attribute" in this package; the module names the command."""
        self.module, _, self.attribute = target.partition(":")
        super().__init__(self.module, short_help=short_help)

    def load(self) -> click.Command:
        """Import the module and return the command."""
        module = import_module(f"{__package__}.{self.module}")
        command: click.Command = getattr(module, self.attribute)
        return command


# Each short help is the first sentence of the command's docstring; a test compares them.
COMMANDS = (
    LazyCommand("list:list_", "List the entries that meet all of the criteria."),
    LazyCommand("show:show", "Show one entry by its id or a former id."),
    LazyCommand("convert:convert", "Read SOURCE and write it to TARGET, completely or not at all."),
    LazyCommand("sync:sync", "Bring the pages of all languages in step, and DATA with them."),
    LazyCommand("history:history", "Print what each revision of pages changed."),
    LazyCommand("diff:diff", "Print what is added, removed, changed and concluded."),
    LazyCommand("check:check", "Report the problems of a network, a page or a folder of pages."),
    LazyCommand("embed:embed", "Write the network into the site in FOLDER, for its GENERATOR."),
    LazyCommand(
        "init:init", "Make a repository for a directory of your own, with checks and pages."
    ),
    LazyCommand("schema:schema", "Print the JSON Schema of network files."),
)


class _Failure(click.ClickException):
    """An error printed without a traceback, one line per problem."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message to standard error."""
        for line in self.message.split("\n"):
            click.echo(visible(line), file=file, err=True)


class _App(click.Group):
    """A group of lazy commands that runs `list` if no command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands in the order of `COMMANDS`."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Insert `list` before options that are not the group's own."""
        has_command = bool(args) and (not args[0].startswith("-") or args[0] in _OWN_OPTIONS)
        if not has_command and not ctx.resilient_parsing:
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, with its module imported."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, LazyCommand) else command, rest

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; print warnings and errors without a traceback."""
        try:
            with _warnings_printed():
                return super().invoke(ctx)
        except click.NoSuchOption as error:
            raise _with_hint(error) from None
        except DataError as error:
            raise _Failure(str(error)) from None
        except ArgumentError as error:
            # In the words of the command line: `wider` is --wider.
            message = re.sub(r"`(\w+)`", r"--\1", str(error))
            raise _Failure(f"leavex-network: {message}") from None
        except NetworkError as error:
            raise _Failure(f"leavex-network: {error}") from None
        except BrokenPipeError:
            raise  # click exits quietly
        except OSError as error:
            file = f"{error.filename}: " if error.filename else ""
            raise _Failure(f"leavex-network: {file}{error.strerror or error}") from None


def _with_hint(error: click.NoSuchOption) -> click.UsageError:
    """Return the error of an unknown option; for `--json`, one that says `--format json`.

    What is given as an option may be the value of another one, in any command.
    """
    value = error.option_name.lstrip("-").lower()
    value = _SHORT_FORMATS.get(value, value)
    params = error.ctx.command.params if error.ctx is not None else ()
    names: list[str] = []
    for param in params:
        if not isinstance(param, click.Option) or not isinstance(param.type, click.Choice):
            continue
        if value in param.type.choices:
            names.append(param.opts[0])
    # What is printed or written is meant, rather than what is read.
    names.sort(key=_READS.__eq__)
    if not names:
        return error
    message = f"No such option {error.option_name!r}. Write '{names[0]} {value}'."
    return click.UsageError(message, error.ctx)


@contextmanager
def _warnings_printed() -> Iterator[None]:
    """Print every `NetworkWarning` to standard error at the end."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", NetworkWarning)
        try:
            yield
        finally:
            for warning in caught:
                click.echo(visible(str(warning.message)), err=True)


@click.group(
    cls=_App,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  leavex-network                                   the whole network
  leavex-network list --country Germany --wider    for Germany, Europe and the world
  leavex-network show helloquitx                   one entry in full
  leavex-network list --format json                for other programs
""",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """The initiatives and petitions that call for leaving the platform X.

    Without a command: `list`. Every command has its own --help, with examples.
    """
    for stream in (sys.stdout, sys.stderr):
        # In a locale without UTF-8, print question marks instead of raising UnicodeEncodeError.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
