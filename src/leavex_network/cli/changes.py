"""Print what a command changes in files, or would change."""

import os
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import click

from leavex_network.cli.visible import visible
from leavex_network.files import disk

_COLORS = {"+": "green", "-": "red", "@": "cyan"}


def compare(
    contents: Mapping[Path, bytes], changes: Mapping[Path, str], *, dry_run: bool, check: bool
) -> None:
    """Print the changes to files without making them.

    With `check`, exit with 1 if there are any.
    """
    would_change = False
    for path, content in contents.items():
        lines = _diff(path, content)
        would_change = would_change or bool(lines)
        if dry_run:
            _print_diff(lines)
        if check and lines:
            click.echo(visible(f"{_relative(path)}: would change"), err=True)
    if dry_run:
        print_at_end(changes)
    if check and would_change:
        raise SystemExit(1)


def print_at_end(changes: Mapping[Path, str]) -> None:
    """Print the summary of each file to standard error, below all warnings."""
    lines = [visible(f"{_relative(path)}: {change}") for path, change in changes.items()]
    text = "".join(f"{line}\n" for line in lines)
    # The warnings are printed when the group of commands is done.
    click.get_current_context().find_root().call_on_close(
        lambda: click.echo(text, nl=False, err=True)
    )


def _relative(path: Path) -> str:
    """Return a path relative to the working directory if it is inside."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _diff(target: Path, new: bytes) -> list[str]:
    """Return the lines of a unified diff between a file and its new content.

    As `diff` does, say no more about a binary file than that it differs.
    """
    old, old_name = b"", os.devnull
    if target.exists():
        old, old_name = disk.read_limited(target), _relative(target)
    if not _is_text(new):
        return [f"Binary files {old_name} and {_relative(target)} differ"] if old != new else []
    old_lines, new_lines = _lines(old), _lines(new)
    return list(unified_diff(old_lines, new_lines, old_name, _relative(target)))


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "backslashreplace").splitlines(keepends=True)


def _print_diff(lines: list[str]) -> None:
    # https://no-color.org: any value but the empty string disables color.
    color = False if os.environ.get("NO_COLOR") else None
    for line in lines:
        styled = click.style(visible(line.rstrip("\r\n")), fg=_COLORS.get(line[:1]))
        click.echo(styled, color=color)
