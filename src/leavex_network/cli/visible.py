"""Text as it may be shown at a terminal, which would obey some of it."""

from unicodedata import category

_KEPT = "\t\u200c\u200d"


def visible(text: str) -> str:
    """Return the text with what a terminal would obey, or what cannot be seen, written out."""
    return "".join(
        letter.encode("unicode_escape").decode()
        if category(letter) in ("Cc", "Cf", "Zl", "Zp") and letter not in _KEPT
        else letter
        for letter in text
    )
