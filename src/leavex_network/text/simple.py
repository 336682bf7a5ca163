"""Inline Markdown in its simplest forms, without a parser: plain text, strong text and links.

Most descriptions consist of these. Everything that CommonMark could read in another way is left to
the parser: the tests compare both.
"""

import re
from typing import NamedTuple

# Text without a character that begins an inline element, an escape, an entity or a hard line break.
# In a word, `_` neither opens nor closes emphasis; nor does `*` between spaces (CommonMark 6.2).
# Before a space, `<` begins neither a link nor raw HTML (6.4, 6.6).
# A text ends before such a character or not at all, so that no run is tried in parts (`++`).
_SIGN = r"&(?![#\w]{1,40};)|!(?!\[)|(?<=[^\W_])_++(?=[^\W_])|(?<= )\*++(?= )|<(?= )"
_TEXT = rf"(?:[^\\`*_\[\]<&!\n\r]++|{_SIGN})++"
_LABEL = rf"(?!\s){_TEXT}(?<![\s&!])"
# A delimiter run opens or closes strong emphasis, whatever its text, if white space or punctuation
# is outside, and no white space inside (CommonMark 6.2).
_STRONG = rf"(?<![^\s(])\*\*(?P<strong>{_LABEL})\*\*(?=[\s.,:;)]|\Z)"
_LINK = (
    rf"\[(?P<bold>\*\*)?(?P<text>{_LABEL})(?(bold)\*\*)\]"
    r"\((?P<url>(?:[^\s()<>\\&\"'`*\x00-\x1f\x7f]++|&(?![#\w]{1,40};))++)\)"
)
_PART = re.compile(rf"(?P<plain>{_TEXT})|{_STRONG}|{_LINK}")


class Part(NamedTuple):
    """A part of a text."""

    text: str
    """What a reader sees."""
    start: int
    end: int
    is_strong: bool = False
    url: str | None = None
    """Of a link: the address, as written."""
    url_start: int = 0


def parts(markdown: str) -> list[Part] | None:
    """Return the parts of a text, or None if it is not as simple as that."""
    result: list[Part] = []
    offset = 0
    while offset < len(markdown):
        match = _PART.match(markdown, offset)
        if match is None:
            return None
        kind, end = match.lastgroup, match.end()
        if kind == "plain":
            part = Part(match[0], offset, end)
        elif kind == "strong":
            part = Part(match["strong"], offset, end, is_strong=True)
        else:
            url, is_strong = match["url"], match["bold"] is not None
            part = Part(match["text"], offset, end, is_strong, url, match.start("url"))
        result.append(part)
        offset = end
    return result
