"""The letters of the bundled languages, by which an encoding is recognized."""

import re
from collections.abc import Mapping
from types import MappingProxyType

# After CLDR's main and auxiliary exemplar characters, of which only those are listed that are
# common in names; ASCII letters are in all of them.
_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "ar": "\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652پچژگ",
        "cs": "áčďéěíňóřšťúůýžäöü",
        "de": "äöüßéèàâêôçñ",
        "en": "éèàâêôçñäöüëïæœ",
        "es": "áéíóúüñçªº",
        "fi": "äöåéüšž",
        "fr": "àâæçéèêëîïôœùûüÿöä",
        "hu": "áéíóöőúüűä",
        "it": "àèéìíîòóùúüöä",
        "ja": "\u3000-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff1f\u3005-\u3007\u3041-\u3096"
        "\u3099-\u30ff\u4e00-\u9fff\uff10-\uff19\uff21-\uff5a",
        "nl": "áâäèéêëíïóôöúûüç",
        "pl": "ąćęłńóśźżéöüä",
        "pt-PT": "áâãàçéêíóôõúüñªº",
        "ro": "ăâîșşțţéöüä",
        "sv": "åäöéüàáè",
        "tr": "çğ\u0131i̇öşüâîûéä",
        "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    }
)
_OTHERS = "āēģīķļņūąęėįųčšžõ\u03ac-\u03ce\u05d0-\u05eaъыэё"
"""Letters of languages that are not bundled, which use the same encodings."""
# Of the encodings, what stands between and after words, and not within one.
_PUNCTUATION = "\u00a0«»\u2039\u203a„“”\u201a\u2018\u2019\u2013—…·•°§€£©®™¡¿\u00b4"
_INSIDE_OF_WORDS = "\u2019\u2013·\u00b4ªº\u0640-\u0652\u30fb"
_CONTEXT = re.compile(r"(?s)(?=(.[^\0-\x7f].))")


def is_written_in(text: str, codes: frozenset[str] | None) -> bool:
    """Return whether all letters of a text are those of some languages; of any if None.

    The case must be that of words, too: in a wrong encoding, "Réseau" is "RÈseau".
    """
    chosen = [_LETTERS[code] for code in sorted(_LETTERS if codes is None else codes)]
    letters = "".join(chosen) + (_OTHERS if codes is None else "")
    known = re.compile(f"[{letters}]")
    punctuation = re.compile(f"[{_PUNCTUATION}]")
    if re.search("[\0-\x08\x0e-\x1f\x7f-\x9f]", text):
        return False
    for before, character, after in set(_CONTEXT.findall(f" {text} ")):
        is_known = known.fullmatch(character.lower()) is not None
        if is_known and character.isalpha():
            is_right = _is_in_word(before, character, after)
        else:
            is_inside = before.isalpha() and after.isalpha() and after.islower()
            is_right = is_known or punctuation.fullmatch(character) is not None
            is_right = is_right and (is_known or not is_inside or character in _INSIDE_OF_WORDS)
        if not is_right:
            return False
    return True


def _is_in_word(before: str, character: str, after: str) -> bool:
    """Return whether a letter has the case and the script of its neighbors."""
    is_latin = character < "\u0370"
    for neighbor in (before, after):
        if neighbor.isascii() and neighbor.isalpha() and not is_latin and character < "\u3000":
            return False
    if character.isupper():
        follows = before.isalpha() and before.islower()
        precedes = before.isalpha() and before.isupper() and after.isalpha() and after.islower()
        return not follows and not precedes
    return True
