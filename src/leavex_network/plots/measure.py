"""The width of text, estimated, and text broken into lines of at most a width.

A chart does not know the fonts of its readers. The estimate is that of DejaVu Sans, one of the
widest common sans-serif fonts, rounded up: text may end early, and is never cut.
"""

import re
from collections.abc import Iterator
from unicodedata import category, east_asian_width, normalize

_EM_BY_CHARACTER = {
    character: width
    for width, characters in (
        (0.34, " '|IJijl,."),
        (0.4, "()-/:;[\\]ft\u2019\u2013"),
        (0.5, '!"*_`r'),
        (0.6, "?FLcksvxyz"),
        (0.66, "$0123456789ABCEKPRSTVXYZabdeghnopqu{}"),
        (0.8, "&DGHNOQU"),
        (0.84, "#+<=>^w~"),
        (1.0, "%@MWm"),
    )
    for character in characters
}
"""The width of characters in em, by character."""

_EM_ELSE = 0.78
_EM_WIDE = 1.0  # characters of East Asia, and emoji
_EM_OF_SCRIPT = ((0x0370, 0x052F, 0.72), (0x0600, 0x06FF, 0.6))  # Greek and Cyrillic; Arabic
_BOLD = 1.13  # bold text is wider
_SPACE_ON_BOTH_SIDES = 2.0  # pixels, for the rounding of renderers

# Where lines may break (after UAX 14): at spaces, and beside ideographs, but not before closing
# punctuation, small kana and prolonged sounds, nor after opening punctuation.
_NOT_AT_START = "、。，．・：；？！）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"  # noqa: RUF001 - of Japanese
_NOT_AT_END = "（「『【〔〈《"  # noqa: RUF001 - of Japanese
_ELLIPSIS = "\u2026"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return an upper estimate of the width of a text, in the unit of its font size."""
    em = sum(_em(character) for character in text)
    return em * size * (_BOLD if bold else 1.0)


def lines_of(text: str, size: float, limit: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines that are no wider than a limit, in the unit of the font size."""
    room = limit - _SPACE_ON_BOTH_SIDES
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        longer = line + piece if line else piece.lstrip()
        if width_of(longer.rstrip(), size, bold=bold) <= room:
            line = longer
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = _broken(piece.lstrip(), size, room, bold=bold)
        lines += full
    return [*lines, line.rstrip()] if line.strip() else lines


def at_most(lines: list[str], most: int) -> list[str]:
    """Return at most so many lines; an ellipsis ends the last one if there are more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][:-1]}{_ELLIPSIS}"]


def _em(character: str) -> float:
    """Return the width of a character in em."""
    if character in _EM_BY_CHARACTER:
        return _EM_BY_CHARACTER[character]
    if category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(character) in "WF":
        return _EM_WIDE
    base = normalize("NFD", character)[0]  # "é" is as wide as "e"
    if base in _EM_BY_CHARACTER:
        return _EM_BY_CHARACTER[base]
    for first, last, width in _EM_OF_SCRIPT:
        if first <= ord(character) <= last:
            return width
    return _EM_ELSE


def _pieces(text: str) -> Iterator[str]:
    """Yield the pieces of a text between which a line may break."""
    for word in re.findall(r"\s*[^\s]+", text.replace("\u00a0", "\u2060\u00a0\u2060")):
        piece = ""
        for character in word.replace("\u2060", ""):
            if piece.strip() and _may_break(piece[-1], character):
                yield piece
                piece = ""
            piece += character
        yield piece


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may break between two characters of a word."""
    is_wide = east_asian_width(before) in "WF" or east_asian_width(after) in "WF"
    return is_wide and after not in _NOT_AT_START and before not in _NOT_AT_END


def _broken(piece: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Return a piece in lines, broken anywhere if it is wider than a line, but for marks."""
    lines = [""]
    for character in piece:
        is_full = width_of(lines[-1] + character, size, bold=bold) > room
        if is_full and lines[-1] and not category(character).startswith(("M", "Cf")):
            lines.append("")
        lines[-1] += character
    return lines
