"""Which invisible characters have an effect: joiners, direction marks, and parts of emoji.

Categories are UAX 44's.
"""

import re
from unicodedata import bidirectional, category, combining

_ZWNJ, _ZWJ = "\u200c", "\u200d"
JOINERS = _ZWNJ + _ZWJ
"""The zero width non-joiner and joiner, which Persian, Indic scripts and emoji need."""
BLANK_LETTERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_GRAPHEME_JOINER = "\u034f"
BLANKS = _GRAPHEME_JOINER + BLANK_LETTERS
"""Fillers and other letters, marks and symbols that are blank."""
_TEXT_STYLE, _EMOJI_STYLE = "\ufe0e", "\ufe0f"
_BLACK_FLAG, _LAST_TAG = "\U0001f3f4", "\U000e007f"
_STYLED_CHARACTERS = "0123456789#*\u2139"  # keycaps, and an information sign that is a letter
_EMOJI_ARROW = "\u2194"  # the only emoji that is a mathematical symbol, and is joined to others
# The range in which Unicode reserves code points for emoji (Extended_Pictographic, UTS 51).
_FIRST_PICTOGRAPH, _LAST_PICTOGRAPH = "\U0001f000", "\U0001fffd"
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = ("R", "AL")
_VIRAMA = 9
"""The combining class of the signs that suppress the vowel of an Indic letter."""
DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CASED_SCRIPTS = "[\u0000-\u058f\u10a0-\u10ff\u1e00-\u1fff]"


def first_without_effect(text: str) -> str | None:
    """Return the first invisible character of a text that does not affect its neighbors, or None.

    A direction mark has an effect only in a text that is partly written from right to left.
    """
    is_right_to_left = any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    for index, character in enumerate(text):
        is_needed_mark = is_right_to_left and _marks_direction(text, index)
        if not is_needed_mark and _has_no_effect(text, index):
            return character
    return None


def _marks_direction(text: str, index: int) -> bool:
    """Return whether the character at an index is a direction mark that can have an effect.

    It has none between letters that are written from left to right, and none beside another.
    """
    if text[index] not in _MARKS_OF_DIRECTION:
        return False
    before, after = _neighbors(text, index)
    if any(neighbor in DIRECTION_MARKS for neighbor in before + after):
        return False
    return not (_is_left_to_right(before) and _is_left_to_right(after))


def _is_left_to_right(character: str) -> bool:
    return bool(character) and bidirectional(character) == "L"


def _neighbors(text: str, index: int) -> tuple[str, str]:
    """Return the characters before and after an index, empty at the ends."""
    before = text[index - 1] if index else ""
    return before, text[index + 1 : index + 2]


def selects_variant(character: str) -> bool:
    """Return whether a character is a variation selector."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _has_no_effect(text: str, index: int) -> bool:
    """Return whether the character at an index is invisible and does not affect its neighbors."""
    character = text[index]
    before, after = _neighbors(text, index)
    if character == _ZWNJ:
        return not _keeps_apart(before, after)
    if character == _ZWJ:
        return not _connects(before, after)
    if character in (_TEXT_STYLE, _EMOJI_STYLE):
        return not _takes_style(before)
    if selects_variant(character):
        # Other variation selectors: standardized and ideographic (UTS 37) variants.
        return category(before or " ") not in ("Lo", "So")
    if "\U000e0020" <= character <= _LAST_TAG:
        # Tags are used in flags of subdivisions only (UTS 51, ED-14a).
        start = max(0, index - 16)
        return not re.search(f"{_BLACK_FLAG}[\U000e0020-\U000e007e]*$", text[start:index])
    return character in BLANKS or category(character) == "Cf"


def _keeps_apart(before: str, after: str) -> bool:
    """Return whether a zero width non-joiner has an effect: RFC 5892, A.1, without its tables."""
    return _is_virama(before) or (_joins(before) and _joins(after))


def _connects(before: str, after: str) -> bool:
    """Return whether a zero width joiner has an effect.

    It has one in emoji sequences, in words of scripts whose letters join, and beside an Arabic
    letter that is written alone: there it shows the letter as in a word (Unicode, section 9.2).
    """
    if _is_emoji(before) and _is_emoji(after):
        return True
    if _is_arabic(before) or _is_arabic(after):
        return True
    return _joins(before) and (_joins(after) or bool(combining(before)))


def _is_virama(character: str) -> bool:
    return bool(character) and combining(character) == _VIRAMA


def _is_arabic(character: str) -> bool:
    return bool(character) and bidirectional(character) == "AL" and category(character) == "Lo"


def _joins(character: str) -> bool:
    """Return whether a character is a letter or mark of a script whose letters can join."""
    if not character or re.match(_CASED_SCRIPTS, character):
        return False
    return category(character) in ("Lo", "Lm", "Mn", "Mc")


def _is_emoji(character: str) -> bool:
    """Return whether a character may be part of an emoji ZWJ sequence (UTS 51, ED-16)."""
    if not character:
        return False
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    is_joined = character in f"{_EMOJI_ARROW}{_EMOJI_STYLE}"
    return _is_pictograph(character) or is_skin_tone or is_joined


def _is_pictograph(character: str) -> bool:
    """Return whether a character is a symbol, or may be an emoji that this Python does not know."""
    is_new = is_reserved_for_emoji(character) and category(character) == "Cn"
    return category(character) == "So" or is_new


def is_reserved_for_emoji(character: str) -> bool:
    """Return whether Unicode has a character, or will have one, as a pictograph (UTS 51)."""
    return _FIRST_PICTOGRAPH <= character <= _LAST_PICTOGRAPH


def _takes_style(character: str) -> bool:
    """Return whether a text or emoji style (UTS 51) may follow a character."""
    if not character:
        return False
    is_symbol = category(character)[0] in "SP" or _is_pictograph(character)
    return is_symbol or character in _STYLED_CHARACTERS
