"""Which scripts and symbols need invisible characters beside them, as patterns of code points.

Python knows no scripts (UAX 24); the patterns are of whole blocks, so that letters which later
versions of Unicode add to them are matched too.
"""

import re
from unicodedata import category

CURSIVE = (
    # Arabic, Syriac, N'Ko, Mandaic, Syriac, Arabic, Mongolian, Phags-pa,
    "[\u0600-\u077f\u07c0-\u07ff\u0840-\u08ff\u1800-\u18af\ua840-\ua87f"
    # Manichaean, Psalter Pahlavi, Rohingya, Sogdian, Old Uyghur, Chorasmian, Adlam.
    "\U00010ac0-\U00010aff\U00010b80-\U00010baf\U00010d00-\U00010d3f\U00010ec0-\U00010eff"
    "\U00010f30-\U00010fdf\U0001e900-\U0001e95f]"
)
"""Scripts whose letters join their neighbors (Joining_Type, UAX 44)."""

INDIC = (
    # Devanagari to Sinhala, Tibetan, Myanmar, Philippine scripts and Khmer, Limbu,
    "[\u0900-\u0dff\u0f00-\u109f\u1700-\u17ff\u1900-\u194f"
    # Buginese, Tai Tham, Balinese, Sundanese, Batak, Lepcha, Vedic extensions,
    "\u1a00-\u1aaf\u1b00-\u1c4f\u1cd0-\u1cff"
    # Syloti Nagri, Saurashtra, Devanagari, Rejang, Javanese, Cham, Myanmar, Meetei Mayek,
    "\ua800-\ua82f\ua880-\ua8ff\ua930-\ua95f\ua980-\uaa7f\uaae0-\uaaff\uabc0-\uabff"
    # Kharoshthi, and the scripts from Brahmi to Kawi.
    "\U00010a00-\U00010a5f\U00011000-\U0001189f\U00011900-\U00011aaf\U00011b00-\U00011fff]"
)
"""Scripts with conjuncts, which joiners form and prevent (Unicode, chapters 12 to 16)."""

UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
"""Thai, Lao, Myanmar, Khmer and scripts of the Tai: no spaces between words (Unicode, 23.2)."""

WITHOUT_SPACES = (
    # Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham, Balinese,
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1b7f"
    # kana, Bopomofo, ideographs, Yi, Javanese, Myanmar, Tai Viet, ideographs,
    "\u3005-\u312f\u31a0-\ua48f\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff"
    # Ahom, Tangut, Khitan, kana, Nushu, ideographs.
    "\U00011700-\U0001174f\U00016fe0-\U0001b2ff\U00020000-\U0003fffd]"
)
"""Scripts that write no spaces between words (Line_Break SA, ID and AK, UAX 14), not Hangul.

The script of the web widget has the same blocks.
"""

MONGOLIAN = "[\u1820-\u18aa]"
"""The letters of Mongolian, Todo, Sibe and Manchu."""

IDEOGRAPHS = (
    "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00017000-\U00018dff\U00020000-\U0003fffd]"
)

HIEROGLYPHS = "[\U00013000-\U0001342f\U00013443-\U000143ff]"
"""The hieroglyphs of Egypt that are visible, and their signs of damage."""

KHITAN = "[\U00018b00-\U00018cff]"

DUPLOYAN = "[\U0001bc00-\U0001bc9c\U0001bc9e]"

MANY_MARKS = (
    # Hebrew to Myanmar, Philippine scripts to Vedic extensions, Syloti Nagri to Meetei Mayek,
    "[\u0590-\u109f\u1700-\u1cff\ua800-\uabff"
    # Hebrew and Arabic forms, Kharoshthi to Kawi, scripts of Africa.
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010a00-\U00011fff\U0001e800-\U0001e95f]"
)
"""Scripts in which a letter has several vowel signs and accents."""

# StandardizedVariants.txt: a zero with a stroke; script capitals; East Asian punctuation and
# quotation marks by their place in a square; dotted letters of Myanmar; letters of Phags-pa and
# Manichaean; and compatibility ideographs. Operators (2229, 2A3C, ...) are matched by category.
STANDARDIZED = (
    "[0\uff10\u210b\u2110\u2112\u211b\u212c\u2130\u2131\u2133\U0001d49c-\U0001d4b5"
    "\u2018\u2019\u201c\u201d\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f"
    "\u1000-\u1022\u1075-\u1081\ua9e0-\ua9fe\uaa60-\uaa7f\ua856-\ua868\U00010ac5-\U00010ae1]"
)
"""Characters, other than operators and ideographs, with one to three standardized variants."""

JOINED_EMOJI = "[\u2194-\u21aa\u2600-\u2767\u2795-\u27bf\u2b05-\u2b55\U0001f300-\U0001faff]"
"""Blocks with the emoji that occur in ZWJ sequences (emoji-zwj-sequences.txt, UTS 51)."""

PREPENDED = "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]"
"""Prepended_Concatenation_Mark (UAX 44): format characters that are visible, as below numbers."""


def matches(pattern: str, character: str) -> bool:
    """Return whether a pattern matches a character; it does not match where there is none."""
    return bool(character) and re.fullmatch(pattern, character) is not None


def is_written_in(pattern: str, character: str) -> bool:
    """Return whether a character is a letter or a mark in one of these blocks."""
    return matches(pattern, character) and category(character)[0] in "LM"
