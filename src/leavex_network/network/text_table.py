"""Tables as text, for terminals."""

from collections.abc import Sequence
from unicodedata import category, east_asian_width

_WIDEST = 40
"""Of a cell, in the cells of a terminal."""
_GAP = "  "
_LETTERS_OF_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of them are a flag (UTS 51)."""


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table with columns that are as wide as their cells; long cells are cut."""
    lines = [list(map(_cut, row)) for row in (headings, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    padded: list[str] = []
    for line in lines:
        cells = [_padded(text, width) for text, width in zip(line, widths, strict=True)]
        padded.append(_GAP.join(cells).rstrip())
    return "\n".join(padded)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str) -> str:
    if _width(text) <= _WIDEST:
        return text
    kept = text
    while _width(kept) >= _WIDEST:
        kept = kept[:-1]
    return f"{_whole(kept)}…"


def _whole(text: str) -> str:
    """Return a text without half an emoji at its end: a joiner, or one of the two of a flag."""
    kept = text.rstrip("\u200d")
    letters = len(kept) - len(kept.rstrip(_LETTERS_OF_FLAGS))
    return kept[:-1] if letters % 2 else kept


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes, as far as its characters tell."""
    if text.isascii():
        return len(text)
    width = 0
    for character in text:
        # Combining marks and formatting characters take no cell (UAX 11, section 5).
        if category(character) not in ("Mn", "Me", "Cf"):
            width += 2 if east_asian_width(character) in "WF" else 1
    return width
