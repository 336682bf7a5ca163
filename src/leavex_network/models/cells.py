"""HTML tables and cards for notebooks: escaped text, inherited colors, nothing loaded."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

_QUIET = "opacity:.75"
_TABLE = "border-collapse:collapse;text-align:start"
_CELL = (
    "text-align:start;vertical-align:top;padding:.3em .8em .3em 0;"
    "border-bottom:1px solid rgba(128,128,128,.3)"
)
_CARD = "border-inline-start:3px solid rgba(128,128,128,.5);padding:.2em 0 .2em 1em;max-width:45em"
_PARAGRAPH = "margin:.3em 0"


class Cell(NamedTuple):
    """The text of a table cell, or a part of a card's line."""

    text: str
    url: str | None = None
    """Target of a link: an accepted URL (see `leavex_network.text.urls`)."""
    language: str | None = None
    """Language of the text (BCP 47) if it differs from its surroundings."""


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    more: str = "",
    language: str,
    direction: str,
) -> str:
    """Return an HTML table, with a line below it about omitted rows (`more`).

    `language` (BCP 47) and `direction` (`ltr` or `rtl`) are those of the caption and headings.
    """
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(text)}</th>' for text in headings)
    body = "".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in rows)
    omitted = f'<p style="{_QUIET}">{escape(more)}</p>' if more else ""
    return (
        f'<div lang="{escape(language)}" dir="{escape(direction)}"><table style="{_TABLE}">'
        f'<caption style="text-align:start;{_QUIET}">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{omitted}</div>"
    )


def card(
    title: Cell, body: str, facts: Iterable[Sequence[Cell]], language: str | None = None
) -> str:
    """Return an HTML card: a title, safe HTML in a language (BCP 47), and lines of facts."""
    parts = [f'<p style="{_PARAGRAPH}"><strong>{_inline(title)}</strong></p>']
    if body:
        parts.append(f'<p style="{_PARAGRAPH}"{_lang(language)}>{body}</p>')
    for line in facts:
        text = " · ".join(map(_inline, line))
        parts.append(f'<p style="{_PARAGRAPH};{_QUIET}">{text}</p>')
    return f'<div style="{_CARD}">{"".join(parts)}</div>'


def own_value(value: object) -> str:
    """Return the value of a field of one's own, for readers."""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _td(cell: Cell) -> str:
    return f'<td style="{_CELL}">{_inline(cell)}</td>'


def _inline(cell: Cell) -> str:
    # <bdi> keeps the direction of a text from changing that of its neighbors (UAX 9).
    text = f"<bdi{_lang(cell.language)}>{escape(cell.text)}</bdi>" if cell.text else ""
    if cell.url is None:
        return text
    return f'<a href="{escape(cell.url)}" rel="noopener noreferrer">{text}</a>'


def _lang(language: str | None) -> str:
    return f' lang="{escape(language)}"' if language else ""
