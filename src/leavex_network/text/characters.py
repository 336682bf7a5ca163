"""Which characters a text may contain, and how words are compared. Categories are UAX 44's."""

import re
from typing import NamedTuple
from unicodedata import bidirectional, category, combining, is_normalized, normalize

from leavex_network.errors import quoted

LONGEST_NAME = 1_000
LONGEST_TEXT = 10_000
"""In characters. Parsing Markdown takes quadratic time at worst: at this length, 1 to 2 s."""

_ZWNJ, _ZWJ = "\u200c", "\u200d"
JOINERS = _ZWNJ + _ZWJ
"""The zero width non-joiner and joiner, which Persian, Indic scripts and emoji need."""
_BLANK_LETTERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_GRAPHEME_JOINER = "\u034f"
BLANKS = _GRAPHEME_JOINER + _BLANK_LETTERS
"""Fillers and other letters, marks and symbols that are blank."""
INVISIBLE_FORMATS = (
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""A pattern that matches an invisible format character below U+10000, other than joiners."""

MOST_MARKS = 10
"""The most combining marks on a letter of a script without case.

A Hebrew letter with points and accents has up to six, the Tibetan seal of Kalachakra eight.
"""
MOST_MARKS_ELSEWHERE = 5
"""The most combining marks on another character.

UTS 39 (5.4) takes more than four for suspicious; an omega of ancient Greek with all of its accents
and its length has four.
"""
_MOST_SORTED = 30
"""The most marks in a row that are sorted: more are of no use in any language (UAX 15, 13)."""

_TEXT_STYLE, _EMOJI_STYLE = "\ufe0e", "\ufe0f"
_BLACK_FLAG, _LAST_TAG = "\U0001f3f4", "\U000e007f"
_STYLED_CHARACTERS = "0123456789#*\u2139"  # keycaps, and an information sign that is a letter
_EMOJI_ARROW = "\u2194"  # the only emoji that is a mathematical symbol, and is joined to others
# The range in which Unicode reserves code points for emoji (Extended_Pictographic, UTS 51).
_FIRST_PICTOGRAPH, _LAST_PICTOGRAPH = "\U0001f000", "\U0001fffd"
_NO_BREAK_SPACE = "\u00a0"
_LAST_OF_A_PLANE = 0xFFFE
_LINE_BREAKS = "\n\r\x85\u2028\u2029"
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = ("R", "AL")
_VIRAMA = 9
"""The combining class of the signs that suppress the vowel of an Indic letter."""
# Letters that Unicode does not decompose, in ASCII, as CLDR's transform Latin-ASCII writes them.
_IN_ASCII = str.maketrans(
    "øłđðħŧŋĸȷƀɓƈɖɗəǝɛƒǥɠɨƙƚɫɲƞɔɵƥʈƭʉƴƶ\u0263\u028b", "olddhtnqjbbcddeeefggikllnnoopttuyzgv"
) | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"}
_DASHES = "[\u2010-\u2015\u2212]"
_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Patterns are compiled when they are first used: most names are ASCII.
# Latin, Greek and Cyrillic, punctuation, arrows and signs, kana, ideographs and Hangul syllables:
# no marks, no fillers and no format characters but those that `str.isprintable` finds.
_ORDINARY = (
    ("\u0370", "\u0482"),
    ("\u048a", "\u0556"),
    ("\u1e00", "\u1fff"),
    ("\u2010", "\u2027"),
    ("\u2030", "\u205e"),
    ("\u20a0", "\u20bf"),
    ("\u2100", "\u27ff"),
    ("\u3000", "\u3029"),
    ("\u3041", "\u3096"),
    ("\u30a0", "\u30ff"),
    ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7a3"),
)
_BEYOND_LATIN = "[^\x20-\u02ff]"
_CASED_SCRIPTS = "[\u0000-\u058f\u10a0-\u10ff\u1e00-\u1fff]"


class Problem(NamedTuple):
    """Why a text is refused, as a predicate, and what to do about it."""

    reason: str
    remedy: str


class _Forbidden(NamedTuple):
    """A kind of characters that no text contains."""

    name: str
    remedy: str = "remove it"


_FORBIDDEN = {
    "Cc": _Forbidden("control character"),
    "Cs": _Forbidden("unpaired surrogate"),
    # Each font shows another sign, or none.
    "Co": _Forbidden("private-use character", "write one that Unicode defines, or remove it"),
}
_NONCHARACTER = _Forbidden("noncharacter")
_BLANK = _Forbidden("blank letter", "write a space, or remove it")


def is_control(character: str) -> bool:
    """Return whether a character controls a terminal or the text around it, and shows nothing."""
    return category(character) in {"Cc", "Cf", "Zl", "Zp"}


def is_invisible(character: str) -> bool:
    """Return whether a character, other than a space, has no appearance that readers share."""
    is_surrogate_or_private = category(character) in {"Cs", "Co"}
    return is_control(character) or is_surrogate_or_private or character in BLANKS


def line_problem(text: str) -> Problem | None:
    """Return why a text cannot be one paragraph on one line, or None if it can."""
    if len(text) > LONGEST_TEXT:
        return too_long(text, LONGEST_TEXT)
    if text != text.strip():
        return Problem("begins or ends with whitespace, which pages do not keep", "remove it")
    if _is_ordinary(text):
        return None
    for character in dict.fromkeys(text):
        problem = _character_problem(character)
        if problem:
            return problem
    return _mark_problem(text)


def name_problem(text: str) -> Problem | None:
    """Return why a text cannot be a name or a label, or None if it can.

    The rules are those of `line_problem`, and all characters are visible. Joiners, variation
    selectors and direction marks are accepted where Persian, Indic scripts, emoji sequences and
    scripts that are written from right to left need them.
    """
    if not text:
        return Problem("is empty", "write a name")
    if len(text) > LONGEST_NAME:
        return too_long(text, LONGEST_NAME)
    problem = line_problem(text)
    if problem or _is_ordinary(text):
        return problem
    is_right_to_left = any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    for index, character in enumerate(text):
        if is_right_to_left and _marks_direction(text, index):
            continue
        if _has_no_effect(text, index):
            is_mark = character in _DIRECTION_MARKS
            kind = "the direction mark" if is_mark else "the invisible character"
            return Problem(f"contains {kind} {code_point(character)}", "remove it")
    return None


def too_long(text: str, longest: int) -> Problem:
    """Return the problem of a text that is longer than allowed."""
    reason = f"has {len(text):,} characters; at most {longest:,} are allowed"
    return Problem(reason, "write a shorter one")


def code_point(character: str) -> str:
    """Return the code point of a character, as `U+00E9`."""
    return f"U+{ord(character):04X}"


def is_unassigned(character: str) -> bool:
    """Return whether a character is none in the version of Unicode that this Python knows.

    Noncharacters are none in any version. In a range that is reserved for emoji, all are assigned.
    """
    is_pictograph = _FIRST_PICTOGRAPH <= character <= _LAST_PICTOGRAPH
    is_unknown = category(character) == "Cn" and not is_pictograph
    return is_unknown and not _is_noncharacter(character)


def composed(text: str) -> str:
    """Return a text in Normalization Form C; one with too many marks in a row as it is.

    Sorting the marks takes quadratic time, and no text that an entry accepts has that many.
    """
    if is_composed(text):
        return text
    return normalize("NFC", text)


def is_composed(text: str) -> bool:
    """Return whether a text is what `composed` returns for it."""
    return text.isascii() or _has_long_run(text) or is_normalized("NFC", text)


def _has_long_run(text: str) -> bool:
    """Return whether a text has more marks in a row than can be sorted quickly."""
    if not _has_unusual(text):
        return False
    length = 0
    for character in text:
        length = length + 1 if category(character)[0] == "M" else 0
        if length > _MOST_SORTED:
            return True
    return False


def _is_ordinary(text: str) -> bool:
    """Return whether a text has no character that a rule could refuse."""
    return text.isprintable() and (text.isascii() or not _has_unusual(text))


def _has_unusual(text: str) -> bool:
    """Return whether a text has a character that needs a closer look."""
    # A pattern of all ranges takes milliseconds to compile: too long for `load`.
    beyond_latin = set(re.findall(_BEYOND_LATIN, text))
    return not all(map(_is_ordinary_character, beyond_latin))


def _is_ordinary_character(character: str) -> bool:
    return any(first <= character <= last for first, last in _ORDINARY)


def _is_noncharacter(character: str) -> bool:
    """Return whether a character is reserved for internal use (Unicode, section 23.7)."""
    # The last two of each plane of 65,536 code points, and a range of the first.
    return (
        ord(character) & _LAST_OF_A_PLANE == _LAST_OF_A_PLANE or "\ufdd0" <= character <= "\ufdef"
    )


def _character_problem(character: str) -> Problem | None:
    """Return why no text may contain a character, or None if texts may."""
    if character in _LINE_BREAKS:
        return Problem(f"contains a line break ({quoted(character)})", "write a space instead")
    kind = _FORBIDDEN.get(category(character))
    if _is_noncharacter(character):
        kind = _NONCHARACTER
    elif character in _BLANK_LETTERS:
        kind = _BLANK
    if kind is None:
        return None
    return Problem(f"contains the {kind.name} {code_point(character)}", kind.remedy)


def _mark_problem(text: str) -> Problem | None:
    """Return what is wrong with the combining marks of a text, or None."""
    base = " "
    count = 0
    for character in text:
        if category(character) == "Cf":
            continue  # Joiners and direction marks do not separate a mark from its letter.
        if category(character)[0] != "M":
            base = character
            count = 0
            continue
        count += 1
        is_alone = base.isspace() and base != _NO_BREAK_SPACE
        if is_alone and not _selects_variant(character):
            reason = f"has the combining mark {code_point(character)} without a letter before it"
            return Problem(reason, "write it directly after its letter, or remove it")
        most = MOST_MARKS if category(base) == "Lo" else MOST_MARKS_ELSEWHERE
        if count > most:
            reason = f"has more than {most} combining marks on {quoted(base)}"
            return Problem(reason, "keep those that its language has, and remove the others")
    return None


def _marks_direction(text: str, index: int) -> bool:
    """Return whether the character at an index is a direction mark that can have an effect.

    It has none between letters that are written from left to right, and none beside another.
    """
    if text[index] not in _MARKS_OF_DIRECTION:
        return False
    before, after = _neighbors(text, index)
    if any(neighbor in _DIRECTION_MARKS for neighbor in before + after):
        return False
    return not (_is_left_to_right(before) and _is_left_to_right(after))


def _is_left_to_right(character: str) -> bool:
    return bool(character) and bidirectional(character) == "L"


def _neighbors(text: str, index: int) -> tuple[str, str]:
    """Return the characters before and after an index, empty at the ends."""
    before = text[index - 1] if index else ""
    return before, text[index + 1 : index + 2]


def _selects_variant(character: str) -> bool:
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
    if _selects_variant(character):
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
    return _joins(before) and (_joins(after) or combining(before) > 0)


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
    is_new = _FIRST_PICTOGRAPH <= character <= _LAST_PICTOGRAPH and category(character) == "Cn"
    return category(character) == "So" or is_new


def _takes_style(character: str) -> bool:
    """Return whether a text or emoji style (UTS 51) may follow a character."""
    if not character:
        return False
    is_symbol = category(character)[0] in "SP" or _is_pictograph(character)
    return is_symbol or character in _STYLED_CHARACTERS


def fold(text: str) -> str:
    """Return a text without case and accents, for comparisons only.

    >>> fold("Vámonos") == fold("VAMONOS")
    True
    """
    if text.isascii():
        return text.lower()
    # Marks are dropped before they are sorted, which would take quadratic time in long runs.
    decomposed = normalize("NFKD", _without_marks(text.casefold()))
    # The Turkish dotless i matches i: many who search for it lack the key.
    decomposed = decomposed.replace("\u0131", "i")
    return normalize("NFKC", _without_marks(decomposed)).casefold()


def _without_marks(text: str) -> str:
    """Return a text without the marks that are nonspacing, or reordered by normalization."""
    kept: list[str] = []
    for character in text:
        if category(character) != "Mn" and not combining(character):
            kept.append(character)
    return "".join(kept)


def slug(text: str) -> str:
    """Return a text as an ASCII slug: letters, digits and single hyphens; drop the rest.

    Latin letters are kept, without accents; those of other scripts are dropped.

    >>> slug("Cesser d'utiliser Twitter/X")
    'cesser-dutiliser-twitter-x'
    >>> slug("København—Ærø")
    'kobenhavn-aero'
    """
    without_apostrophes = re.sub("['\u2019]", "", fold(text).translate(_IN_ASCII))
    separated = re.sub(_DASHES, "-", without_apostrophes)
    ascii_only = separated.encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-")
