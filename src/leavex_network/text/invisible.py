"""Which invisible characters have an effect: joiners, direction marks, and parts of emoji.

Categories are UAX 44's.
"""

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category, combining

from leavex_network.text.remembered import Remembered
from leavex_network.text.scripts import (
    CURSIVE,
    DUPLOYAN,
    HIEROGLYPHS,
    IDEOGRAPHS,
    INDIC,
    JOINED_EMOJI,
    KHITAN,
    MONGOLIAN,
    PREPENDED,
    STANDARDIZED,
    UNSPACED,
    is_written_in,
    matches,
)

_ZWNJ, _ZWJ = "\u200c", "\u200d"
JOINERS = _ZWNJ + _ZWJ
"""The zero width non-joiner and joiner, which Persian, Indic scripts and emoji need."""
BLANK_LETTERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159"
_GRAPHEME_JOINER = "\u034f"
BLANKS = _GRAPHEME_JOINER + BLANK_LETTERS
"""Fillers and other letters, marks and symbols that are blank."""
IGNORED = "[\u2065\ufff0-\ufff8\U000e0000-\U000e0fff]"
"""A pattern of Default_Ignorable_Code_Point (UAX 44): where none is assigned, none is shown."""
_ZERO_WIDTH_SPACE = "\u200b"
_MONGOLIAN_SEPARATOR = "\u180e"
_MONGOLIAN_SELECTORS = "\u180b\u180c\u180d\u180f"
_TEXT_STYLE, _EMOJI_STYLE = "\ufe0e", "\ufe0f"
_STYLES = _TEXT_STYLE + _EMOJI_STYLE
_STANDARD_SELECTORS = "\ufe00\ufe01\ufe02"
_HIEROGLYPH_SELECTORS = "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06"  # They turn the sign.
_FIRST_IDEOGRAPHIC_SELECTOR = "\U000e0100"
_TAGS = "[\U000e0020-\U000e007f]"
# The flags of subdivisions that Unicode recommends (RGI_Emoji_Tag_Sequence, UTS 51): of England,
# Scotland and Wales. Others are shown as a black flag, so that their tags would be hidden text.
_FLAGS = "\U0001f3f4\U000e0067\U000e0062(?:{}|{}|{})\U000e007f".format(
    "\U000e0065\U000e006e\U000e0067",
    "\U000e0073\U000e0063\U000e0074",
    "\U000e0077\U000e006c\U000e0073",
)
_LENGTH_OF_A_FLAG = 7
_KEYCAPS, _KEYCAP = "0123456789#*", "\u20e3"
# Emoji that are a letter, punctuation or a sign of Latin-1 (emoji-variation-sequences.txt).
_STYLED_CHARACTERS = "\u00a9\u00ae\u203c\u2049\u2139\u3030\u303d"
_FIRST_STYLED_SYMBOL = "\u2000"
# The range in which Unicode reserves code points for emoji (Extended_Pictographic, UTS 51).
_FIRST_PICTOGRAPH, _LAST_PICTOGRAPH = "\U0001f000", "\U0001fffd"
# Controls of hieroglyphs (Unicode, 11.4): those that begin and end a segment or an enclosure stand
# before and after signs, the others between them.
_HIEROGLYPH_CONTROLS = "[\U00013430-\U0001343f]"
_HIEROGLYPH_BLANKS = "[\U00013441\U00013442]"
_HIEROGLYPH_BEGINS = "[\U00013437\U0001343c\U0001343e]"
_HIEROGLYPH_ENDS = "[\U00013438\U0001343d\U0001343f]"
# Marks and signs that are blank and arrange those beside them: the filler of Khitan, the thick
# letters of Duployan, and the blanks of hieroglyphs (Unicode, 18.12, 21.5 and 11.4).
_ARRANGING = {
    "\U00016fe4": KHITAN,
    "\U0001bc9d": DUPLOYAN,
    "\U00013441": f"{HIEROGLYPHS}|{_HIEROGLYPH_CONTROLS}",
    "\U00013442": f"{HIEROGLYPHS}|{_HIEROGLYPH_CONTROLS}",
}
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = ("R", "AL")
_VIRAMA = 9
"""The combining class of the signs that suppress the vowel of an Indic letter."""
_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b", "\u202c"
_OVERRIDES = "\u202d\u202e"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_DIRECTION_FORMATS = _EMBEDDINGS + _END_OF_EMBEDDING + _OVERRIDES + _ISOLATES + _END_OF_ISOLATE
DIRECTION_MARKS = _MARKS_OF_DIRECTION + _DIRECTION_FORMATS
_NO_DIRECTION_MARKS = dict.fromkeys(map(ord, DIRECTION_MARKS))


def without_direction_marks(text: str) -> str:
    """Return a text without the marks of direction, which often come with copied names."""
    return text if text.isascii() else text.translate(_NO_DIRECTION_MARKS)


def first_without_effect(text: str) -> str | None:
    """Return the first invisible character of a text that does not affect its neighbors, or None.

    A direction mark has an effect only in a text that is partly written from right to left.
    """
    return next((text[index] for index in _without_effect(text)), None)


def first_hidden(text: str) -> str | None:
    """Return the first invisible character that a description may not have, or None.

    Embeddings and isolates (UAX 9) are accepted, if each ends within the text; overrides are not.
    So is a style without an emoji, which editors leave behind when they remove one.
    """
    for index in _without_effect(text):
        character = text[index]
        is_stray_style = character in _STYLES and not selects_variant(_neighbors(text, index)[0])
        if not is_stray_style and character not in _DIRECTION_FORMATS:
            return character
    return _first_unbalanced(text)


def _first_unbalanced(text: str) -> str | None:
    """Return an override, an embedding or isolate that does not end, or an end of none, or None."""
    ends: list[str] = []
    opened: list[str] = []
    for character in text:
        if character not in _DIRECTION_FORMATS:
            continue
        if character in _OVERRIDES:
            return character
        if character in _EMBEDDINGS or character in _ISOLATES:
            opened.append(character)
            ends.append(_END_OF_EMBEDDING if character in _EMBEDDINGS else _END_OF_ISOLATE)
        elif ends and ends[-1] == character:
            opened.pop()
            ends.pop()
        else:
            return character
    return opened[0] if opened else None


def _without_effect(text: str) -> Iterator[int]:
    """Yield where a text has invisible characters that do not affect their neighbors."""
    if _VISIBLE.holds_for_all(text):
        return
    is_right_to_left = any(map(_is_written_from_right, text))
    for index in range(len(text)):
        is_needed_mark = is_right_to_left and _marks_direction(text, index)
        if not is_needed_mark and _has_no_effect(text, index):
            yield index


def _is_written_from_right(character: str) -> bool:
    """Return whether a visible character, also a number, belongs to a right-to-left script."""
    is_mark = character in DIRECTION_MARKS
    return bidirectional(character) in (*_RIGHT_TO_LEFT, "AN") and not is_mark


def _marks_direction(text: str, index: int) -> bool:
    """Return whether the character at an index is a direction mark that can have an effect.

    It has none between two letters of one direction, and none beside another.
    """
    if text[index] not in _MARKS_OF_DIRECTION:
        return False
    before, after = _neighbors(text, index)
    if any(neighbor in DIRECTION_MARKS for neighbor in before + after):
        return False
    before = _base_before(text, index)
    if _is_right_to_left_letter(before):
        return not (_is_right_to_left_letter(after) or category(after or " ")[0] == "M")
    return not (_is_left_to_right(before) and _is_left_to_right(after))


def _base_before(text: str, index: int) -> str:
    """Return the character before an index that is no combining mark, empty at the start."""
    while index and category(text[index - 1])[0] == "M":
        index -= 1
    return _neighbors(text, index)[0]


def _is_left_to_right(character: str) -> bool:
    return bool(character) and bidirectional(character) == "L"


def _is_right_to_left_letter(character: str) -> bool:
    is_letter = bool(character) and category(character)[0] == "L"
    return is_letter and bidirectional(character) in _RIGHT_TO_LEFT


def _neighbors(text: str, index: int) -> tuple[str, str]:
    """Return the characters before and after an index, empty at the ends."""
    before = text[index - 1] if index else ""
    return before, text[index + 1 : index + 2]


def selects_variant(character: str) -> bool:
    """Return whether a character is a variation selector, other than those of Mongolian."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _has_no_effect(text: str, index: int) -> bool:
    """Return whether the character at an index is invisible and does not affect its neighbors."""
    character = text[index]
    before, after = _neighbors(text, index)
    if selects_variant(character) or character in _MONGOLIAN_SELECTORS:
        return not _has_variant(before, character, after)
    if matches(_HIEROGLYPH_CONTROLS, character):
        return not _arranges_hieroglyphs(before, character, after)
    if matches(_TAGS, character):
        return not _is_in_flag(text, index)
    if character == _GRAPHEME_JOINER:
        # Between marks it keeps their order, as in biblical Hebrew (Unicode, 23.2).
        return not (_is_combining(before) and _is_combining(after))
    if category(character) != "Cf":
        return _is_idle_blank(before, character, after)
    return not (_shapes(text, index) or matches(PREPENDED, character))


def _is_visible(character: str) -> bool:
    """Return whether a character is visible beside any other."""
    if selects_variant(character) or character in _MONGOLIAN_SELECTORS:
        return False
    if matches(_HIEROGLYPH_CONTROLS, character) or matches(_TAGS, character):
        return False
    is_blank = character in BLANKS or character in _ARRANGING
    return not is_blank and category(character) != "Cf"


_VISIBLE = Remembered(_is_visible)


def _is_idle_blank(before: str, character: str, after: str) -> bool:
    """Return whether a character other than a format character is blank and arranges nothing."""
    if character not in _ARRANGING:
        return character in BLANKS
    script = _ARRANGING[character]
    return not (matches(script, before) or matches(script, after))


def _shapes(text: str, index: int) -> bool:
    """Return whether a format character at an index affects how its neighbors are written."""
    character = text[index]
    before, after = _neighbors(text, index)
    if character == _ZWNJ:
        return _keeps_apart(before, after)
    if character == _ZWJ:
        return _connects(before, after) or _joins_emoji(text, index)
    if character == _ZERO_WIDTH_SPACE:
        # Lines break there, as other scripts have spaces between words.
        is_mark = category(after or " ")[0] == "M"
        return matches(UNSPACED, before) and matches(UNSPACED, after) and not is_mark
    if character == _MONGOLIAN_SEPARATOR:
        # It separates a vowel at the end, and changes the form of both letters (Unicode, 13.5).
        is_word = matches(MONGOLIAN, before) or before in tuple(_MONGOLIAN_SELECTORS)
        return is_word and matches(MONGOLIAN, after)
    return False


def _keeps_apart(before: str, after: str) -> bool:
    """Return whether a zero width non-joiner has an effect: RFC 5892, A.1, by scripts.

    Persian keyboards write it behind any letter, also behind one that joins none after it.
    """
    if _is_virama(before):
        return True
    if is_written_in(CURSIVE, after):
        # Plurals of foreign words and of numbers are written with it, too.
        return is_written_in(CURSIVE, before) or before.isalnum()
    return is_written_in(INDIC, before) and is_written_in(INDIC, after)


def _connects(before: str, after: str) -> bool:
    """Return whether a zero width joiner has an effect on letters: RFC 5892, A.2, by scripts.

    Behind a virama it shows half a letter, at the end of a word too. Beside a cursive letter that
    is written alone, it shows the letter as in a word (Unicode, section 9.2).
    """
    if _is_virama(before) or is_written_in(CURSIVE, before) or is_written_in(CURSIVE, after):
        return True
    return is_written_in(INDIC, before) and is_written_in(INDIC, after)


def _joins_emoji(text: str, index: int) -> bool:
    """Return whether a joiner is between two emoji of a ZWJ sequence (UTS 51, ED-16)."""
    before, after = _neighbors(text, index)
    if before == _EMOJI_STYLE:
        before = _neighbors(text, index - 1)[0]
    return matches(JOINED_EMOJI, before) and matches(JOINED_EMOJI, after)


def _is_virama(character: str) -> bool:
    return bool(character) and combining(character) == _VIRAMA


def _is_combining(character: str) -> bool:
    return bool(character) and combining(character) > 0


def _is_in_flag(text: str, index: int) -> bool:
    """Return whether a tag at an index belongs to the flag of a subdivision (UTS 51, ED-14a)."""
    start = max(0, index - _LENGTH_OF_A_FLAG + 1)
    around = re.finditer(_FLAGS, text[start : index + _LENGTH_OF_A_FLAG])
    return any(flag.start() < index - start < flag.end() for flag in around)


def _arranges_hieroglyphs(before: str, control: str, after: str) -> bool:
    """Return whether a control has hieroglyphs, or their groups, where it needs them."""
    is_before = matches(f"{HIEROGLYPHS}|{_HIEROGLYPH_ENDS}", before)
    is_after = matches(f"{HIEROGLYPHS}|{_HIEROGLYPH_BEGINS}", after)
    if matches(_HIEROGLYPH_BEGINS, control):
        return is_after
    if matches(_HIEROGLYPH_ENDS, control):
        return is_before
    # One side may be a blank, which moves the sign on the other.
    is_blank_before = matches(_HIEROGLYPH_BLANKS, before)
    is_blank_after = matches(_HIEROGLYPH_BLANKS, after)
    return (is_before and (is_after or is_blank_after)) or (is_blank_before and is_after)


def _has_variant(before: str, selector: str, after: str) -> bool:
    """Return whether a character has the variant that a selector after it selects."""
    if selector in _MONGOLIAN_SELECTORS:
        return matches(MONGOLIAN, before)
    if selector in _STYLES:
        return _takes_style(before, after)
    if selector >= _FIRST_IDEOGRAPHIC_SELECTOR:
        return matches(IDEOGRAPHS, before)  # UTS 37
    if matches(HIEROGLYPHS, before):
        return selector in _HIEROGLYPH_SELECTORS
    has_variants = matches(f"{STANDARDIZED}|{IDEOGRAPHS}", before)
    is_operator = before >= _FIRST_STYLED_SYMBOL and category(before) == "Sm"
    return selector in _STANDARD_SELECTORS and (has_variants or is_operator)


def _takes_style(before: str, after: str) -> bool:
    """Return whether a text or emoji style (UTS 51) may follow a character.

    Fonts show a digit as an emoji in a keycap only. Any symbol may be one in another font.
    """
    if not before:
        return False
    if before in _KEYCAPS:
        return after == _KEYCAP
    is_symbol = before >= _FIRST_STYLED_SYMBOL and category(before)[0] == "S"
    return is_symbol or before in _STYLED_CHARACTERS or _is_new_pictograph(before)


def _is_new_pictograph(character: str) -> bool:
    """Return whether a character may be an emoji that this Python does not know."""
    return is_reserved_for_emoji(character) and category(character) == "Cn"


def is_reserved_for_emoji(character: str) -> bool:
    """Return whether Unicode has a character, or will have one, as a pictograph (UTS 51)."""
    return _FIRST_PICTOGRAPH <= character <= _LAST_PICTOGRAPH
