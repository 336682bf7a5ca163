"""Hashtags in texts, by Unicode's rules for them (UAX 31, section 6)."""

from collections.abc import Iterator
from unicodedata import category, normalize

_JOINERS = "_\u200c\u200d\u00b7\u05f3\u05f4"
_SIGNS = "#\uff03"
# What may not precede a hashtag: in an address or an entity, `#` is no hashtag.
_BEFORE = "/&#"


def hashtags_in(text: str) -> Iterator[str]:
    """Yield the hashtags of a plain text without `#`, in Normalization Form C."""
    offset = -1
    while True:
        starts = [start for sign in _SIGNS if (start := text.find(sign, offset + 1)) >= 0]
        if not starts:
            return
        offset = min(starts)
        if offset and (_continues(text[offset - 1]) or text[offset - 1] in _BEFORE):
            continue
        end = offset + 1
        while end < len(text) and _continues(text[end]):
            end += 1
        hashtag = text[offset + 1 : end].rstrip("\u200c\u200d\u00b7\u05f3\u05f4")
        if any(character.isalpha() for character in hashtag):
            yield normalize("NFC", hashtag)


def hashtag_key(hashtag: str) -> str:
    """Return the key by which hashtags are compared: in Form C, without `#` and case."""
    return normalize("NFC", normalize("NFC", hashtag.strip().lstrip(_SIGNS)).casefold())


def _continues(character: str) -> bool:
    """Tell whether a character may be in a hashtag: letters, marks, numbers and joiners."""
    return character.isalnum() or character in _JOINERS or category(character)[0] in "LMN"
