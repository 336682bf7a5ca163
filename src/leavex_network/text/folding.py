"""How words are compared, and written in ASCII. Categories are UAX 44's."""

import re
from collections.abc import Container
from unicodedata import category, combining, normalize

# Letters that Unicode does not decompose, by what they are in ASCII, as CLDR's transform
# Latin-ASCII writes them; and letters that are apostrophes. The web widget has the same table.
_LETTERS = {
    "'": "\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\ua78c",
    "a": "\u0251ⱥ",
    "ae": "æ",
    "b": "ƀƃɓ",
    "c": "ƈȼɕ",
    "d": "ðđƌȡɖɗ",
    "e": "ǝɇəɛⱸ",
    "f": "ƒ",
    "g": "ǥɠ\u0261\u0263",
    "h": "ħɦⱨ",
    "i": "\u0131ɨ",
    "j": "ȷɉɟʝ",
    "k": "ƙⱪ",
    "l": "łƚȴɫɬɭⱡ",
    "m": "ɱ",
    "n": "ŋƞȵɲɳ",
    "o": "øɔɵⱺ",
    "oe": "œ",
    "ou": "\u0223",
    "p": "ƥᵽ",
    "q": "ĸɋʠ",
    "r": "ɍɼɽɾ",
    "s": "ȿʂ",
    "t": "ŧƫƭȶʈⱦ",
    "th": "þ",
    "u": "ʉ",
    "v": "\u028bⱱⱴ",
    "w": "ⱳ",
    "y": "ƴȝɏỿ",
    "z": "ƶȥɀʐʑⱬ",
}
_IN_ASCII = {ord(letter): plain for plain, letters in _LETTERS.items() for letter in letters}
_MOST_KEPT = 5_000
"""The number of characters of which is remembered whether they are marks."""
_DASHES = "[\u2010-\u2015\u2212]"


def fold(text: str) -> str:
    """Return a text without case and accents, its Latin letters plain, for comparisons only.

    >>> fold("Vámonos") == fold("VAMONOS")
    True
    >>> fold("Łódź"), fold("Ærø"), fold("Straße")
    ('lodz', 'aero', 'strasse')
    """
    if text.isascii():
        return text.lower()
    # Marks are dropped before they are sorted, which would take quadratic time in long runs.
    decomposed = normalize("NFKD", text.casefold().translate(_WITHOUT_MARKS))
    folded = normalize("NFKC", decomposed.translate(_WITHOUT_MARKS)).casefold()
    # Who searches for one of these letters often lacks the key, such as that of the dotless i.
    return folded.translate(_IN_ASCII)


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that drops marks: nonspacing, or reordered by normalization."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        is_mark = category(character) == "Mn" or combining(character)
        kept = None if is_mark else code
        if len(self) < _MOST_KEPT:
            self[code] = kept
        return kept


_WITHOUT_MARKS = _WithoutMarks()


def slug(text: str) -> str:
    """Return a text as an ASCII slug: letters, digits and single hyphens; drop the rest.

    Latin letters are kept, without accents; those of other scripts are dropped.

    >>> slug("Cesser d'utiliser Twitter/X")
    'cesser-dutiliser-twitter-x'
    >>> slug("København—Ærø")
    'kobenhavn-aero'
    """
    without_apostrophes = re.sub("['\u2019]", "", fold(text))
    separated = re.sub(_DASHES, "-", without_apostrophes)
    ascii_only = separated.encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-")


def free_slug(base: str, taken: Container[str]) -> str:
    """Return a slug that is not taken: the given one, else with the first free number from 2."""
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
