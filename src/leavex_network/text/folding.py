"""How words are compared, and written in ASCII. Categories are UAX 44's."""

import re
from collections.abc import Container
from unicodedata import category, combining, is_normalized, normalize

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
# Nothing in ASCII belongs to a letter beside it. In scripts other than Latin, words are one run.
_RUN = r"[^\x00-\x7f](?:[\x00-\x7f]?[^\x00-\x7f])*"
_MOST_KEPT = 5_000
"""The number of characters that are remembered folded."""
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
    return re.sub(_RUN, _folded_run, text.casefold())


def _folded_run(match: re.Match[str]) -> str:
    folded = match[0].translate(_FOLDED)
    # Few letters make one with the letter before them, such as those of Hangul.
    return folded if is_normalized("NFKC", folded) else _fold_letters(match[0])


def _fold_letters(text: str) -> str:
    """Return a text that `str.casefold` returned without accents, its Latin letters plain."""
    # Marks are dropped before they are sorted, which would take quadratic time in long runs.
    decomposed = normalize("NFKD", _without_marks(text))
    folded = normalize("NFKC", _without_marks(decomposed)).casefold()
    # Who searches for one of these letters often lacks the key, such as that of the dotless i.
    return folded.translate(_IN_ASCII)


def _without_marks(text: str) -> str:
    """Return a text without its marks: nonspacing, or reordered by normalization."""
    return "".join(letter for letter in text if not (category(letter) == "Mn" or combining(letter)))


class _Folded(dict[int, str]):
    """A table for `str.translate` with each character folded on its own."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letters(chr(code))
        if len(self) < _MOST_KEPT:
            self[code] = folded
        return folded


_FOLDED = _Folded()


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
