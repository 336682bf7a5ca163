"""How words are compared, and written in ASCII. Categories are UAX 44's."""

import re
from collections.abc import Container
from unicodedata import category, combining, normalize

# Letters that Unicode does not decompose, in ASCII, as CLDR's transform Latin-ASCII writes them.
_IN_ASCII = str.maketrans(
    "øłđðħŧŋĸȷƀɓƈɖɗəǝɛƒǥɠɨƙƚɫɲƞɔɵƥʈƭʉƴƶ\u0263\u028b", "olddhtnqjbbcddeeefggikllnnoopttuyzgv"
) | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"}
_DASHES = "[\u2010-\u2015\u2212]"


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


def free_slug(base: str, taken: Container[str]) -> str:
    """Return a slug that is not taken: the given one, else with the first free number from 2."""
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
