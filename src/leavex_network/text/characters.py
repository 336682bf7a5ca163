"""Which characters a text may contain, and how words are compared. Categories are UAX 44's."""

import re
from unicodedata import category, combining, normalize

from leavex_network.errors import quoted

LONGEST_NAME = 1_000
LONGEST_TEXT = 10_000
"""In characters. Parsing Markdown takes quadratic time at worst: at this length, 1 to 2 s."""

_ZWNJ, _ZWJ = "\u200c", "\u200d"
JOINERS = _ZWNJ + _ZWJ
"""The zero width non-joiner and joiner, which Persian, Indic scripts and emoji need."""
BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Fillers and other letters, marks and symbols that are blank."""
INVISIBLE_FORMATS = (
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""A pattern that matches an invisible format character below U+10000, other than joiners."""

_TEXT_STYLE, _EMOJI_STYLE = "\ufe0e", "\ufe0f"
_BLACK_FLAG, _LAST_TAG = "\U0001f3f4", "\U000e007f"
_STYLED_CHARACTERS = "0123456789#*\u2139"  # keycaps, and an information sign that is a letter
_FORBIDDEN = {"Cc": "a control character", "Cs": "an unpaired surrogate"}
_LINE_BREAKS = "\n\r\x85\u2028\u2029"
# Letters that Unicode does not decompose, in ASCII, as CLDR's transform Latin-ASCII writes them.
_IN_ASCII = str.maketrans(
    "øłđðħŧŋĸȷƀɓƈɖɗəǝɛƒǥɠɨƙƚɫɲƞɔɵƥʈƭʉƴƶ\u0263\u028b", "olddhtnqjbbcddeeefggikllnnoopttuyzgv"
) | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"}
_DASHES = "[\u2010-\u2015\u2212]"
_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Patterns are compiled when they are first used: most names are ASCII.
_SUSPECT = f"[{BLANKS}\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_CASED_SCRIPTS = "[\u0000-\u058f\u10a0-\u10ff\u1e00-\u1fff]"


def is_control(character: str) -> bool:
    """Return whether a character controls a terminal or the text around it, and shows nothing."""
    return category(character) in {"Cc", "Cf", "Zl", "Zp"}


def is_invisible(character: str) -> bool:
    """Return whether a character, other than a space, has no appearance that readers share."""
    is_surrogate_or_private = category(character) in {"Cs", "Co"}
    return is_control(character) or is_surrogate_or_private or character in BLANKS


def line_problem(text: str) -> str | None:
    """Return why a text cannot be one paragraph on one line, as a predicate, or None."""
    if len(text) > LONGEST_TEXT:
        return f"has {len(text):,} characters; at most {LONGEST_TEXT:,} are allowed"
    if text != text.strip():
        return "begins or ends with whitespace, which pages do not keep"
    if text.isprintable():
        return None
    for character in text:
        kind = _FORBIDDEN.get(category(character))
        if character in _LINE_BREAKS:
            kind = "a line break"
        if kind:
            return f"contains {kind} ({quoted(character)})"
    return None


def name_problem(text: str) -> str | None:
    """Return why a text cannot be a name or a label, as a predicate, or None.

    The rules are those of `line_problem`, and all characters are visible. Joiners and variation
    selectors are accepted where Persian, Indic scripts and emoji sequences need them.
    """
    if not text:
        return "is empty"
    if len(text) > LONGEST_NAME:
        return f"has {len(text):,} characters; at most {LONGEST_NAME:,} are allowed"
    problem = line_problem(text)
    is_plain = text.isprintable() and (text.isascii() or not re.search(_SUSPECT, text))
    if problem or is_plain:
        return problem
    for index, character in enumerate(text):
        if _has_no_effect(text, index):
            is_mark = character in _DIRECTION_MARKS
            kind = "the direction mark" if is_mark else "the invisible character"
            return f"contains {kind} U+{ord(character):04X}"
    return None


def _has_no_effect(text: str, index: int) -> bool:
    """Return whether the character at an index is invisible and does not affect its neighbors."""
    character = text[index]
    before, after = text[:index][-1:], text[index + 1 :][:1]
    if character == _ZWNJ:
        # As RFC 5892, appendix A.1, without its tables: between letters that join.
        return not (_joins(before) and _joins(after))
    if character == _ZWJ:
        in_word = _joins(before) and (_joins(after) or combining(before) > 0)
        return not (in_word or (_is_emoji(before) and _is_emoji(after)))
    if character in (_TEXT_STYLE, _EMOJI_STYLE):
        return not _takes_style(before)
    if "\ufe00" <= character <= "\ufe0d" or "\U000e0100" <= character <= "\U000e01ef":
        # Other variation selectors: standardized and ideographic (UTS 37) variants.
        return category(before or " ") not in ("Lo", "So")
    if "\U000e0020" <= character <= _LAST_TAG:
        # Tags are used in flags of subdivisions only (UTS 51, ED-14a).
        return not re.search(f"{_BLACK_FLAG}[\U000e0020-\U000e007e]*$", text[:index][-16:])
    return character in BLANKS or category(character) == "Cf"


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
    return category(character) == "So" or is_skin_tone or character in f"♀♂{_EMOJI_STYLE}"


def _takes_style(character: str) -> bool:
    """Return whether a text or emoji style (UTS 51) may follow a character."""
    return bool(character) and (character in _STYLED_CHARACTERS or category(character)[0] in "SP")


def fold(text: str) -> str:
    """Return a text without case and accents, for comparisons only.

    >>> fold("Vámonos") == fold("VAMONOS")
    True
    """
    decomposed = normalize("NFKD", text.casefold())
    # The Turkish dotless i matches i: many who search for it lack the key.
    decomposed = decomposed.replace("\u0131", "i")
    without_marks = "".join(letter for letter in decomposed if category(letter) != "Mn")
    return normalize("NFKC", without_marks).casefold()


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
