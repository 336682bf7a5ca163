"""HTML tables and cards for notebooks: escaped text, inherited colors, nothing loaded.

The sanitizer of untrusted notebooks in JupyterLab removes `<style>`, and from `style` what it does
not list, such as `text-align:start` and `border-inline-start`: sides are named left and right.
Others, such as that of GitHub, remove `style` and keep `align`.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

_QUIET = "opacity:.75"
_LINE = "1px solid rgba(128,128,128,.3)"
_PARAGRAPH = "margin:.3em 0"
_SIDES = {"ltr": ("left", "right"), "rtl": ("right", "left")}


class Cell(NamedTuple):
    """The text of a table cell, or a part of a card's line."""

    text: str
    url: str | None = None
    """Target of a link: an accepted URL (see `leavex_network.text.urls`)."""
    language: str | None = None
    """Language of the text (BCP 47) if it differs from its surroundings."""
    label: str = ""
    """What stands around the text, `{value}`: "Listed since: {value}"."""


def table_of(
    caption: Sequence[Cell],
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    more: str = "",
    call: str = "",
    language: str,
    direction: str,
) -> str:
    """Return an HTML table, with a line below it about omitted rows.

    Args:
        caption: Texts that are separated by dots.
        headings: A heading for each column.
        rows: A cell for each column, in each row.
        more: The line about omitted rows, with `{call}` where `call` stands.
        call: Code that shows all rows.
        language: That of the caption and the headings (BCP 47).
        direction: `ltr` or `rtl`.
    """
    start, end = _SIDES[direction]
    style = f"text-align:{start};vertical-align:baseline;padding-{start}:0;padding-{end}:.8em"
    attributes = f'align="{start}" valign="baseline" style="{style};border-bottom:{_LINE}"'
    head = "".join(f'<th scope="col" {attributes}>{escape(text)}</th>' for text in headings)
    body = ""
    for row in rows:
        cells = "".join(f"<td {attributes}>{_inline(cell)}</td>" for cell in row)
        body += f"<tr>{cells}</tr>"
    below = ""
    if more:
        before, _, after = more.partition("{call}")
        code = f'<code dir="ltr">{escape(call)}</code>'
        text = f"{escape(before)}{code}{escape(after)}"
        below = f'<p align="{start}" style="text-align:{start};{_QUIET}">{text}</p>'
    return (
        f'<div lang="{escape(language)}" dir="{direction}">'
        f'<table style="border-collapse:collapse;text-align:{start}">'
        f'<caption style="text-align:{start};{_QUIET}">{_line(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}</div>"
    )


def card_of(
    title: Cell, body: Cell, facts: Iterable[Sequence[Cell]], *, language: str, direction: str
) -> str:
    """Return an HTML card.

    Args:
        title: Its first line.
        body: Safe HTML, if there is any.
        facts: Lines whose parts are separated by dots.
        language: That of the labels (BCP 47).
        direction: `ltr` or `rtl`.
    """
    start, end = _SIDES[direction]
    style = f"border-{start}:3px solid rgba(128,128,128,.5);padding:.2em 1em;max-width:45em"
    # At its own side of a page in another direction.
    style += f";margin-{end}:auto"
    align = f'align="{start}" style="{_PARAGRAPH};text-align:{start}'
    parts = [f'<p {align}"><strong>{_inline(title)}</strong></p>']
    if body.text:
        # The body may be in a language of the other direction.
        parts.append(f'<p dir="auto" style="{_PARAGRAPH}"{_lang(body.language)}>{body.text}</p>')
    for line in facts:
        parts.append(f'<p {align};{_QUIET}">{_line(line)}</p>')
    lines = "".join(parts)
    return f'<div lang="{escape(language)}" dir="{direction}" style="{style}">{lines}</div>'


def own_value(value: object) -> str:
    """Return the value of a field of one's own, for readers."""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _line(cells: Sequence[Cell]) -> str:
    return " · ".join(map(_inline, cells))


def _inline(cell: Cell) -> str:
    # <bdi> keeps the direction of a text from changing that of its neighbors (UAX 9).
    text = f"<bdi{_lang(cell.language)}>{escape(cell.text)}</bdi>" if cell.text else ""
    if cell.url is not None:
        text = f'<a href="{escape(cell.url)}" rel="noopener noreferrer">{text}</a>'
    before, _, after = cell.label.partition("{value}")
    return f"{escape(before)}{text}{escape(after)}"


def _lang(language: str | None) -> str:
    return f' lang="{escape(language)}"' if language else ""
