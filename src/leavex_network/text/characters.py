"""Which characters a text may contain. Categories are UAX 44's."""

from typing import NamedTuple
from unicodedata import category, is_normalized, normalize

from leavex_network.errors import quoted
from leavex_network.text.invisible import (
    BLANK_LETTERS,
    BLANKS,
    DIRECTION_MARKS,
    IGNORED,
    first_hidden,
    first_without_effect,
    is_reserved_for_emoji,
    selects_variant,
)
from leavex_network.text.remembered import Remembered
from leavex_network.text.scripts import MANY_MARKS, PREPENDED, matches

LONGEST_NAME = 1_000
LONGEST_TEXT = 10_000
"""In characters."""

INVISIBLE_FORMATS = (
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""A pattern that matches an invisible format character or a tag, other than joiners."""

MOST_MARKS = 10
"""The most combining marks on a letter of a script with vowel signs and accents.

A Hebrew letter with points and accents has up to six, the Tibetan seal of Kalachakra eight.
"""
MOST_MARKS_ELSEWHERE = 5
"""The most combining marks on another character.

UTS 39 (5.4) takes more than four for suspicious; an omega of ancient Greek with all of its accents
and its length has four.
"""
_MOST_SORTED = 30
"""The most marks in a row that are sorted: more are of no use in any language (UAX 15, 13)."""

_NO_BREAK_SPACE = "\u00a0"
_LAST_OF_A_PLANE = 0xFFFE
_LINE_BREAKS = "\n\r\x85\u2028\u2029"
# Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic, punctuation, arrows and signs, kana,
# ideographs and Hangul syllables: no marks, no fillers and no format characters but those that
# `str.isprintable` finds.
_ORDINARY = (
    ("\x20", "\u02ff"),
    ("\u0370", "\u0482"),
    ("\u048a", "\u0556"),
    ("\u05d0", "\u05ea"),
    ("\u060c", "\u060f"),
    ("\u0620", "\u064a"),
    ("\u0660", "\u066f"),
    ("\u0671", "\u06d3"),
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
_IGNORED = _Forbidden("ignored code point")
_BLANK = _Forbidden("blank letter", "write a space, or remove it")


def is_control(character: str) -> bool:
    """Return whether a character controls a terminal or the text around it, and shows nothing."""
    is_format = category(character) in {"Cc", "Cf", "Zl", "Zp"}
    return is_format and not matches(PREPENDED, character)


def is_invisible(character: str) -> bool:
    """Return whether a character, other than a space, has no appearance that readers share."""
    is_surrogate_or_private = category(character) in {"Cs", "Co"}
    return is_control(character) or is_surrogate_or_private or character in BLANKS


def line_problem(text: str) -> Problem | None:
    """Return why a text cannot be one paragraph on one line, or None if it can.

    It may have invisible characters, as the addresses of links on pages do.
    """
    if _is_ordinary_line(text):
        return None
    if len(text) > LONGEST_TEXT:
        return too_long(text, LONGEST_TEXT)
    if text != text.strip():
        return Problem("begins or ends with whitespace, which pages do not keep", "remove it")
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
    if _is_ordinary_line(text):
        return None
    return line_problem(text) or _hidden_problem(first_without_effect(text))


def description_problem(text: str) -> Problem | None:
    """Return why a text cannot be a description or a note, or None if it can.

    The rules are those of `name_problem`; but it may be empty, and have embeddings and isolates
    of a direction that end within it.
    """
    if _is_ordinary_line(text):
        return None
    return line_problem(text) or _hidden_problem(first_hidden(text))


def _hidden_problem(character: str | None) -> Problem | None:
    """Return the problem of an invisible character, or None if there is none."""
    if character is None:
        return None
    kind = "direction mark" if character in DIRECTION_MARKS else "invisible character"
    return Problem(f"contains the {kind} {code_point(character)}", "remove it")


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
    is_unknown = category(character) == "Cn" and not is_reserved_for_emoji(character)
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


def _is_ordinary_line(text: str) -> bool:
    """Return whether a text is one that no rule could refuse, as most are."""
    if len(text) > LONGEST_TEXT or not text.isprintable() or text != text.strip():
        return False
    return text.isascii() or not _has_unusual(text)


def _has_unusual(text: str) -> bool:
    """Return whether a text has a character that needs a closer look."""
    return not _ORDINARY_CHARACTERS.holds_for_all(text)


def _is_ordinary_character(character: str) -> bool:
    return any(first <= character <= last for first, last in _ORDINARY)


_ORDINARY_CHARACTERS = Remembered(_is_ordinary_character)


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
    elif character in BLANK_LETTERS:
        kind = _BLANK
    elif category(character) == "Cn" and matches(IGNORED, character):
        kind = _IGNORED
    if kind is None:
        return None
    return Problem(f"contains the {kind.name} {code_point(character)}", kind.remedy)


def _mark_problem(text: str) -> Problem | None:
    """Return the problem of the combining marks of a text, or None."""
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
        if is_alone and not selects_variant(character):
            reason = f"has the combining mark {code_point(character)} without a letter before it"
            return Problem(reason, "write it directly after its letter, or remove it")
        most = MOST_MARKS if matches(MANY_MARKS, base) else MOST_MARKS_ELSEWHERE
        if count > most:
            reason = f"has more than {most} combining marks on {quoted(base)}"
            return Problem(reason, "keep those that its language has, and remove the others")
    return None
