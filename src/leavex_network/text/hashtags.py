"""Hashtags in texts, by Unicode's rules for them (UAX 31, section 6)."""

import re
from collections.abc import Iterator
from unicodedata import category, normalize

from leavex_network.errors import quoted
from leavex_network.text.characters import Problem, composed, is_unassigned, name_problem, too_long
from leavex_network.text.invisible import JOINERS

LONGEST_HASHTAG = 100
"""In characters, in Normalization Form C."""
_LONGEST_COMPARED = 1_000
"""More than the longest hashtag has, in any form."""

_PLAIN = re.compile(r"\w*[a-z]\w*", re.ASCII | re.IGNORECASE)
"""The usual hashtag, of ASCII characters."""
_SIGNS = "#\ufe5f\uff03"
# What may not precede a hashtag: in an address or an entity, `#` is no hashtag.
_BEFORE = f"/&{_SIGNS}"
_CATEGORIES = ("Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Mn", "Nd", "Nl", "Pc")
"""The categories of XID_Continue: letters, marks, digits and underscores."""
# Between letters only (UAX 31, table 3a, and XID_Continue): joiners, gershayim, the Tibetan tsheg,
# the Catalan and Japanese middle dots. Geresh (table 3b) may be the last character.
_MEDIAL = f"{JOINERS}\u05f4\u0f0b\u00b7\u30fb\uff65"
_CONTINUING = f"\u05f3{_MEDIAL}"
_STYLES = "\ufe0e\ufe0f"
_EMOJI_MARKS = f"{_STYLES}\u20e3"
_KEYCAPS = "0123456789\u2139"
"""Digits and a letter that a following style makes an emoji (UTS 51)."""


def hashtags_in(text: str) -> Iterator[str]:
    """Yield the hashtags of a plain text without `#`, in Normalization Form C."""
    for sign in re.finditer(f"[{_SIGNS}]", text):
        start = sign.start()
        if start and (text[start - 1] in _BEFORE or _continues(text[start - 1])):
            continue
        written = text[start + 1 : _end(text, start + 1)]
        hashtag = composed(written.rstrip(_MEDIAL))
        if is_hashtag(hashtag):
            yield hashtag


def is_hashtag(text: str) -> bool:
    """Return whether a text without `#` is a hashtag: see `hashtag_problem`."""
    return hashtag_problem(text) is None


def hashtag_problem(text: str) -> Problem | None:
    """Return why a text without `#` cannot be a hashtag, or None if it can.

    It has letters, digits and underscores, at least one letter. Marks and joiners are accepted
    where their script needs them, but not first: there they belong to the sign, as in the emoji of
    a keycap. A character that Unicode may have assigned since counts as a letter.
    """
    if len(text) > LONGEST_HASHTAG:
        return too_long(text, LONGEST_HASHTAG)
    if _PLAIN.fullmatch(text):
        return None
    problem = name_problem(text) if text else Problem("is empty", "write it, or remove it")
    return problem or _problem_of_hashtag(text)


def _problem_of_hashtag(text: str) -> Problem | None:
    """Return why a name cannot be a hashtag, or None if it can."""
    for character in text:
        if not _continues(character) and not is_unassigned(character):
            reason = f"contains {quoted(character)}, which ends a hashtag"
            return Problem(reason, "use letters, digits and underscores, without '#'")
    if not any(character.isalpha() or is_unassigned(character) for character in text):
        return Problem("has no letter", "add one: a number alone is no hashtag")
    if text[0] in _MEDIAL or text[-1] in _MEDIAL:
        return Problem("begins or ends with a character that stands between letters", "remove it")
    return None


def without_sign(text: str) -> str:
    """Return a hashtag without the whitespace around it and without its `#`."""
    return text.strip().lstrip(_SIGNS)


def hashtag_key(hashtag: str) -> str:
    """Return the key by which hashtags are compared: in Form C, without `#` and case."""
    bare = without_sign(hashtag)
    if bare.isascii() or len(bare) > _LONGEST_COMPARED:
        return bare.casefold()  # Normalizing what is longer than a hashtag may take quadratic time.
    # Unicode, section 3.13, D145: canonical caseless matching folds the decomposed text.
    return normalize("NFC", normalize("NFD", bare).casefold())


def _end(text: str, start: int) -> int:
    """Return the offset after the last character that may be in a hashtag."""
    end = start
    while end < len(text) and _continues(text[end]):
        end += 1
    is_styled = end < len(text) and text[end] in _EMOJI_MARKS
    if is_styled and text[end - 1] in _KEYCAPS:
        return end - 1
    return end


def _continues(character: str) -> bool:
    """Return whether a character may be in a hashtag."""
    if character.isascii():
        return character.isalnum() or character == "_"
    if character in _CONTINUING:
        return True
    return category(character) in _CATEGORIES and character not in _STYLES
