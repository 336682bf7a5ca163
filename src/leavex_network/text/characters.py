"""Which characters a text may hold, and how two spellings of a word are compared."""

import re
from unicodedata import category, combining, normalize

from leavex_network.errors import quoted

LONGEST_NAME = 1_000
LONGEST_TEXT = 10_000
"""In characters. Reading the Markdown of a text takes quadratic time in the worst case: here a second or two."""

_ZWNJ, _ZWJ, _TEXT_STYLE, _EMOJI_STYLE = "\u200c", "\u200d", "\ufe0e", "\ufe0f"
_BLACK_FLAG, _LAST_TAG = "\U0001f3f4", "\U000e007f"
_LINE_BREAKS = frozenset("\n\r\x85\u2028\u2029")
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SUSPECT = "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
_CASED_SCRIPTS = r"[\u0000-\u058f\u10a0-\u10ff\u1e00-\u1fff]"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def line_problem(text: str) -> str | None:
    """Say why a text cannot stand in one paragraph, or return None: one line, no control characters, no loose ends."""
    if len(text) > LONGEST_TEXT:
        return f"has {len(text):,} characters, and {LONGEST_TEXT:,} are the most"
    if text != text.strip():
        return "begins or ends with white space, which a page does not keep"
    if text.isprintable():
        return None
    return next(
        (f"holds {what} ({quoted(letter)})" for letter in text if (what := _forbidden(letter))),
        None,
    )


def _forbidden(letter: str) -> str | None:
    if letter in _LINE_BREAKS:
        return "a line break, and it is one paragraph on one line"
    return {
        "Cc": "a control character",
        "Cs": "half of a surrogate pair, which no file can hold",
    }.get(category(letter))


def name_problem(text: str) -> str | None:
    """Say why a text cannot be a name or a label, or return None: as `line_problem`, and nothing that cannot be seen.

    The joiners that Persian, Indic scripts and emoji sequences need are fine where these need them.
    """
    if not text:
        return "is empty"
    if len(text) > LONGEST_NAME:
        return f"has {len(text):,} characters, and {LONGEST_NAME:,} are the most"
    problem = line_problem(text)
    if problem or (text.isprintable() and (text.isascii() or not re.search(_SUSPECT, text))):
        return problem
    for place, character in enumerate(text):
        if _is_hidden(text, place):
            what = "the direction mark" if character in _BIDI else "the invisible character"
            return f"holds {what} U+{ord(character):04X}"
    return None


def _is_hidden(text: str, place: int) -> bool:
    """Tell whether the character there shows nothing and does nothing for its neighbours."""
    character = text[place]
    before, after = text[:place][-1:], text[place + 1 :][:1]
    if character == _ZWNJ:
        return not (_joins(before) and _joins(after))
    if character == _ZWJ:
        return not (
            (_joins(before) and (_joins(after) or combining(before) > 0))
            or (_is_emoji(before) and _is_emoji(after))
        )
    if character in (_TEXT_STYLE, _EMOJI_STYLE):
        return not _takes_a_style(before)
    if "\ufe00" <= character <= "\ufe0d" or "\U000e0100" <= character <= "\U000e01ef":
        return category(before or " ") not in ("Lo", "So")
    if "\U000e0020" <= character <= _LAST_TAG:
        return not re.search(f"{_BLACK_FLAG}[\U000e0020-\U000e007e]*$", text[:place][-16:])
    return character in _BLANK_LETTERS or category(character) == "Cf"


def _joins(character: str) -> bool:
    """Tell whether a joiner may stand beside it: a letter, or a sign on one, of a script whose letters join."""
    return (
        bool(character)
        and category(character) in ("Lo", "Lm", "Mn", "Mc")
        and not re.match(_CASED_SCRIPTS, character)
    )


def _is_emoji(character: str) -> bool:
    return bool(character) and (
        category(character) == "So"
        or character in "♀♂\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _takes_a_style(character: str) -> bool:
    """Tell whether an emoji or text style means something behind it: symbols, digits of keycaps, the few letters."""
    return bool(character) and (character in "0123456789#*\u2139" or category(character)[0] in "SP")


def fold(text: str) -> str:
    """Return the text without case and accents, for comparing only.

    >>> fold("Vámonos") == fold("VAMONOS")
    True
    """
    # Turkish writes an i without its dot, which is the same letter to those who search for it without that key.
    decomposed = normalize("NFKD", text.casefold()).replace("\u0131", "i")
    return normalize(
        "NFKC", "".join(character for character in decomposed if category(character) != "Mn")
    ).casefold()


def slug(text: str) -> str:
    """Return the text as an ASCII slug: letters, digits and single hyphens; what has no such form is left out.

    >>> slug("Cesser d'utiliser Twitter/X")
    'cesser-dutiliser-twitter-x'
    """
    ascii_only = re.sub("['\u2019]", "", fold(text)).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-")
