"""Inline Markdown in its simplest forms, without a parser: plain text, strong text and links.

Most descriptions consist of these. Everything that CommonMark could read in another way is left to
the parser: the tests compare both.
"""

import re
from typing import NamedTuple

# Text without a character that begins an inline element, an escape, an entity or a hard line break.
_TEXT = r"(?:[^\\`*_\[\]<&!\n\r]|&(?![#\w]{1,40};)|!(?!\[))"
_TEXT_END = r"[^\s\\`*_\[\]<&!]"
# A delimiter run opens or closes strong emphasis, whatever its text, if white space or punctuation
# is outside, and no white space inside (CommonMark 6.2).
_STRONG = rf"(?<![^\s(])\*\*(?P<strong>(?!\s){_TEXT}*?{_TEXT_END})\*\*(?=[\s.,:;)]|\Z)"
_LINK = (
    rf"\[(?P<bold>\*\*)?(?P<text>(?!\s){_TEXT}*?{_TEXT_END})(?(bold)\*\*)\]"
    r"\((?P<url>(?:[^\s()<>\\&\"'`*\x00-\x1f\x7f]|&(?![#\w]{1,40};))+)\)"
)
_PART = re.compile(rf"(?P<plain>{_TEXT}+)|{_STRONG}|{_LINK}")


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
        if match["plain"] is not None:
            result.append(Part(match["plain"], offset, match.end()))
        elif match["strong"] is not None:
            result.append(Part(match["strong"], offset, match.end(), is_strong=True))
        else:
            url_start = match.start("url")
            part = Part(
                match["text"], offset, match.end(), bool(match["bold"]), match["url"], url_start
            )
            result.append(part)
        offset = match.end()
    return result
