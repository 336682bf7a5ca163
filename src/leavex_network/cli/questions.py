"""The questions of a command: answered by options, or typed at a terminal."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import click

from leavex_network.cli.visible import visible
from leavex_network.errors import NetworkError


class Questions:
    """The answers that options give, or that somebody types at a terminal."""

    def __init__(self, *, is_asking: bool) -> None:
        self.is_asking = is_asking

    def text(
        self,
        question: str,
        given: str | None,
        check: Callable[[str], Any],
        *,
        default: str | None = None,
    ) -> Any:
        """Return the checked answer; at a terminal, a wrong one is asked again.

        An answer without a default is required.
        """
        if given is not None:
            return check(given)
        if not self.is_asking:
            return check(self._default(default))
        return click.prompt(
            visible(question),
            default=default,
            show_default=bool(default),
            value_proc=_asked_again(check),
            err=True,
        )

    def choice(self, question: str, given: str | None, choices: Mapping[Any, str]) -> str:
        """Return one of the choices, of which the first is the default."""
        default = next(iter(choices))
        if given is not None or not self.is_asking:
            return given or default
        for name, meaning in choices.items():
            click.echo(f"  {name:<6} {meaning}", err=True)
        kind = click.Choice(list(choices))
        return cast(
            "str", click.prompt(question, default=default, type=kind, show_choices=False, err=True)
        )

    def agrees(self, question: str) -> bool:
        """Return whether somebody answers with a yes, at a terminal; else False."""
        return self.is_asking and click.confirm(question, default=True, err=True)

    def confirm(self, question: str) -> None:
        """Ask for a yes, at a terminal; anything else aborts."""
        if self.is_asking:
            click.confirm(visible(question), default=True, abort=True, err=True)

    @staticmethod
    def _default(default: str | None) -> str:
        if default is None:
            remedy = "without a terminal, pass --title and --language; the others have defaults"
            raise click.UsageError(f"Nobody can be asked: {remedy}")
        return default


def _asked_again(check: Callable[[str], Any]) -> Callable[[str], Any]:
    def checked(text: str) -> Any:
        try:
            return check(text)
        except (NetworkError, OSError) as error:
            raise click.UsageError(visible(str(error))) from None

    return checked
