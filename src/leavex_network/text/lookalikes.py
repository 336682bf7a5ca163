"""Which hosts look like others: in mixed scripts, or in letters that resemble those of ASCII.

The scripts and the confusable characters (UTS 39) are the tables of `confusable_homoglyphs`. Its
functions read them from paths, which fails in a zip.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from unicodedata import name, normalize

from pydantic_core import from_json

from leavex_network.data import read_bytes
from leavex_network.errors import quoted
from leavex_network.text.hosts import unicode_label

_TABLES = "confusable_homoglyphs"
_SHARED = {"COMMON", "INHERITED"}
"""The scripts of characters that many scripts use: digits, hyphens, marks."""
_USED_TOGETHER = (
    {"LATIN", "HAN", "HIRAGANA", "KATAKANA"},
    {"LATIN", "HAN", "HANGUL"},
    {"LATIN", "HAN", "BOPOMOFO"},
)
"""Scripts that Japanese, Korean and Chinese mix (UTS 39, section 5.2, Highly Restrictive)."""
_ORDINARY = "ıæœ"
"""Letters of Turkish, Danish and French, which UTS 39 calls confusable with i, ae and oe."""
_PALOCHKA = "\u04cf"
"""UTS 39 compares it with i; fonts draw it like l."""
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL ([A-Z])"
"""Names of letters of phonetics, which no language writes and of which UTS 39 knows only some."""
# Kana, ideographs and signs that are strokes, like a slash or a hyphen; Chromium
# (idn_spoof_checker.cc) suspects most of them too, unless another kana or ideograph is beside.
_STROKES = "\u30bd\u30be\u30ce\u30f3\u30fb\u30fc\u4e00\u4e28\u4e36\u4e3f\u4e40\u4e41"
_JAPANESE_OR_CHINESE = (
    "[\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003fffd]"
)
_STROKE = rf"(?<!{_JAPANESE_OR_CHINESE})([{_STROKES}])\1*(?!{_JAPANESE_OR_CHINESE})"


def suspicion(host: str) -> str | None:
    """Return why an accepted host may be taken for another, as a predicate, or None.

    Scripts are compared within each label: a registry has rules for its own labels only.
    """
    labels = [unicode_label(label) or label for label in host.split(".")]
    top_scripts = _scripts(labels[-1])
    skeletons = _skeleton(".".join(labels)).split(".")
    for label, skeleton in zip(labels, skeletons, strict=True):
        if label.isascii():
            continue
        scripts = _scripts(label)
        if len(scripts) > 1 and not any(scripts <= together for together in _USED_TOGETHER):
            return f"mixes {_named(scripts)} letters in {quoted(label)}"
        # Below a top-level domain in its own script, nobody expects letters of ASCII.
        is_at_home = bool(scripts) and scripts <= top_scripts and "LATIN" not in scripts
        if skeleton.isascii() and not is_at_home:
            return (
                f"has {_named(scripts)} letters in {quoted(label)}, which looks like {skeleton!r}"
            )
        stroke = re.search(_STROKE, label)
        if stroke and "LATIN" in scripts:
            sign = quoted(stroke[0])
            return f"has {sign} beside Latin letters in {quoted(label)}, which looks like a sign"
    return None


def script(character: str) -> str:
    """Return the script of a character in capitals, such as `LATIN`; `Unknown` if it has none."""
    ranges, scripts = _script_ranges()
    index = bisect_right(ranges, ord(character), key=itemgetter(0)) - 1
    last, number = ranges[index][1:3]
    return scripts[number] if ord(character) <= last else "Unknown"


def _scripts(label: str) -> set[str]:
    return set(map(script, label)) - _SHARED


@cache
def _script_ranges() -> tuple[Sequence[Sequence[int]], Sequence[str]]:
    """Return ranges (first and last code point, number of the script), and names of scripts."""
    table = from_json(read_bytes("categories.json", _TABLES))
    return table["code_points_ranges"], table["iso_15924_aliases"]


@cache
def _confusables() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """Return the characters that resemble a character, each with its `c` and its name `n`."""
    return MappingProxyType(from_json(read_bytes("confusables.json", _TABLES)))


def _skeleton(text: str) -> str:
    """Return a text with the letters and digits of ASCII that its characters resemble."""
    characters: list[str] = []
    for character in normalize("NFD", text):
        characters.append("l" if character == _PALOCHKA else character)
        if characters[-1].isascii() or character in _ORDINARY:
            continue
        for homoglyph in _confusables().get(character, ()):
            if homoglyph["c"].isascii() and homoglyph["c"].isalnum():
                characters[-1] = homoglyph["c"].lower()
                break
        else:
            small_capital = re.fullmatch(_SMALL_CAPITAL, name(character, ""))
            if small_capital:
                characters[-1] = small_capital[1].lower()
    return "".join(characters)


def _named(scripts: Iterable[str]) -> str:
    """Return the names of scripts: "Cyrillic and Latin"."""
    names = [script.replace("_", " ").title() for script in sorted(scripts)]
    return " and ".join(names) or "unusual"
