"""A table and a card for notebooks, from plain cells. Text is text, colours are those around it, nothing is loaded."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

_TABLE = "border-collapse:collapse;text-align:start"
_CELL = "text-align:start;vertical-align:top;padding:.3em .8em .3em 0;border-bottom:1px solid rgba(128,128,128,.3)"
_QUIET = "opacity:.75"
_CARD = "border-inline-start:3px solid rgba(128,128,128,.5);padding:.2em 0 .2em 1em;max-width:45em"


class Cell(NamedTuple):
    """What stands in one place."""

    text: str
    url: str | None = None
    """Where it leads: an accepted URL (see `leavex_network.text.urls`)."""
    language: str | None = None
    """The language of the text (BCP 47), where it is another than that around it."""


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    more: str = "",
    language: str,
    direction: str,
) -> str:
    """Return a table as HTML.

    Args:
        caption: What it shows.
        headings: What its columns are called.
        rows: The cells of each row.
        more: What is said below it, of rows that were left out.
        language: The language of the words (BCP 47).
        direction: Which way they run.
    """
    head = "".join(
        f'<th scope="col" style="{_CELL}">{escape(heading)}</th>' for heading in headings
    )
    body = "".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in rows)
    left_out = f'<p style="{_QUIET}">{escape(more)}</p>' if more else ""
    return (
        f'<div lang="{escape(language)}" dir="{escape(direction)}"><table style="{_TABLE}">'
        f'<caption style="text-align:start;{_QUIET}">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{left_out}</div>"
    )


def card(
    title: Cell, body: str, facts: Iterable[Sequence[Cell]], language: str | None = None
) -> str:
    """Return a card as HTML.

    Args:
        title: What it is about.
        body: Safe HTML.
        facts: Lines of cells below it.
        language: The language of the body (BCP 47), where it is known.
    """
    lang = f' lang="{escape(language)}"' if language else ""
    lines = "".join(
        f'<p style="margin:.3em 0;{_QUIET}">{" · ".join(map(_shown, line))}</p>'
        for line in facts
        if line
    )
    text = f'<p style="margin:.3em 0"{lang}>{body}</p>' if body else ""
    return f'<div style="{_CARD}"><p style="margin:.3em 0"><strong>{_shown(title)}</strong></p>{text}{lines}</div>'


def _td(cell: Cell) -> str:
    return f'<td style="{_CELL}">{_shown(cell)}</td>'


def _shown(cell: Cell) -> str:
    lang = f' lang="{escape(cell.language)}"' if cell.language else ""
    # Each text runs its own way, whatever runs around it.
    text = f"<bdi{lang}>{escape(cell.text)}</bdi>" if cell.text else ""
    return (
        f'<a href="{escape(cell.url)}" rel="noopener noreferrer">{text}</a>' if cell.url else text
    )
