"""Read the countries and regions of a cell: codes, and names in any language."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from leavex_network.formats.tables.words import key
from leavex_network.places import gazetteer
from leavex_network.places.territories import Territory

_WORDS = (
    *(
        "und",
        "and",
        "et",
        "y",
        "e",
        "i",
        "a",
        "en",
        "och",
        "ja",
        "és",
        "și",
        "şi",
        "ve",
        "та",
        "\u0456",
    ),
    *("sowie", "plus", "ed", "u", "oraz", "ou", "o", "or", "oder"),
)
"""The words that join two names in the bundled languages."""
_LINE_BREAK = re.compile(r"\s*[\r\n\u2028\u2029]\s*")
# From the strongest to the weakest; a name may contain those at the end.
_SEPARATORS = (
    _LINE_BREAK,
    re.compile(r"\s*[;|\u061b\uff1b]\s*"),
    re.compile(r"\s*(?:/|\uff0f|•|·)\s*"),
    re.compile(r"\s*(?:,|\u060c|\u3001|\uff0c)\s*"),
    re.compile(r"\s+[-\u2013\u2014]\s+"),
    re.compile(
        rf"\s+(?:{'|'.join(_WORDS)})\s+|\s+و\s*|と|・|\s*[&+\uff0b\uff06]\s*", re.IGNORECASE
    ),
)
_EXPLAINED = re.compile(r"(?P<name>[^()]+)\((?P<inside>[^()]+)\)")
# Flags are pairs of letters: "🇩🇪🇦🇹".
_BETWEEN_FLAGS = re.compile("([\U0001f1e6-\U0001f1ff]{2})\\s*(?=[\U0001f1e6-\U0001f1ff]{2})")
_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("dach", "dachregion", "dachraum", "dachlander"), ("DE", "AT", "CH")),
        "benelux": ("BE", "NL", "LU"),
        **dict.fromkeys(("euweit", "euwide"), ("EU",)),
    }
)
"""Names of several countries that no standard has, without case, accents and hyphens."""
_LONGEST_CELL = 10_000
_LONGEST_CODE = 3
_MOST_JOINED = 4
"""The most parts that are one name, such as "Bonaire, Sint Eustatius und Saba"."""
_MOST_PARTS = 300


def territories_in(text: str) -> tuple[str, ...] | None:
    """Return the codes of the territories in a cell, each once; None if one is not known.

    The whole text is tried first, then its parts at each separator.

    >>> territories_in("Korea, Republic of; Bosnien und Herzegowina/Belgien")
    ('KR', 'BA', 'BE')
    """
    if len(text) > _LONGEST_CELL:
        return None
    if '"' in text:
        # Databases write the values of a list as CSV: `Germany,"Korea, Republic of"`.
        found = _each(next(csv.reader([" ".join(text.split())], skipinitialspace=True)))
    else:
        found = _read(_BETWEEN_FLAGS.sub(r"\1;", text.strip()), 0)
    return None if found is None else tuple(dict.fromkeys(found))


def _each(parts: Sequence[str]) -> tuple[str, ...] | None:
    """Return the codes of the parts of a list; None if one is not known."""
    found: list[str] = []
    for part in parts:
        codes = _read(part.strip(), 0)
        if codes is None:
            return None
        found += codes
    return tuple(found)


def parts_of(text: str) -> list[str]:
    """Return the parts of a cell that is not understood, those that are as codes."""
    parts = [
        part for part in re.split(r"[;,/|\n\u060c\u061b\u3001\uff0c\uff1b]", text) if part.strip()
    ]
    if len(parts) == 1 and any(map(_code, text.split())):
        parts = text.split()
    found: list[str] = []
    for part in parts:
        found += _read(part.strip(), 0) or (part.strip(),)
    return found


def _read(text: str, level: int) -> tuple[str, ...] | None:
    """Return the codes of a text, divided by the separators from a level on."""
    if not text:
        return ()
    # Before names: "DE GB" is not "de GB", with an article.
    codes = _codes(text)
    if codes is not None:
        return codes
    whole = _whole(text)
    if whole is not None:
        return whole
    for deeper, separator in enumerate(_SEPARATORS[level:], level):
        parts = separator.split(text)
        if 1 < len(parts) <= _MOST_PARTS:
            return _joined(text, separator, deeper + 1)
    return None


def _joined(text: str, separator: re.Pattern[str], level: int) -> tuple[str, ...] | None:
    """Return the codes of the parts, some of which may belong together, as in a longer name."""
    bounds = [(match.start(), match.end()) for match in separator.finditer(text)]
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(text)]
    found: list[str] = []
    index = 0
    while index < len(starts):
        last = min(index + _MOST_JOINED, len(starts))
        for end in range(last, index, -1):
            part = text[starts[index] : ends[end - 1]]
            codes = _read(part, level) if end == index + 1 else _whole(part)
            if codes is not None:
                break
        else:
            return None
        found += codes
        index = end
    return tuple(found)


def _whole(text: str) -> tuple[str, ...] | None:
    """Return the codes of a text that is the name of one territory, or of a group."""
    lines = _LINE_BREAK.split(text)
    if len(lines) > 1 and any(map(_code, lines)):
        # "IL" above "دولي" is Israel and the world, not "il دولي", with an article.
        return None
    code = _one(text)
    return _GROUPS.get(key(text)) if code is None else (code,)


def _codes(text: str) -> tuple[str, ...] | None:
    """Return codes between which there is only whitespace, as `convert` writes them."""
    parts = text.split()
    if len(parts) == 1:
        return None
    found = [_code(part) for part in parts]
    return None if None in found else tuple(code for code in found if code is not None)


def _code(text: str) -> str | None:
    # "LA FRANCE" has an article, and is not Laos and France.
    is_short = len(text) <= _LONGEST_CODE and text.isascii()
    is_code = is_short and (text.isdigit() or (text.isupper() and text.isalpha()))
    return _one(text) if is_code else None


@lru_cache(maxsize=4_096)
def _one(text: str) -> str | None:
    """Return the code of one territory, by a code, a name or a flag; None if it is not certain."""
    if text.isascii() and text.isdigit():
        # A spreadsheet turns 001, the world, into the number 1; M.49 codes have three digits.
        text = text.zfill(3)
    flag, rest = gazetteer.split_flag(text)
    if flag:
        of_flag = gazetteer.of_flag(flag)
        if of_flag is None or (rest and _only(rest) != of_flag):
            return None
        return str(of_flag)
    found = _only(text)
    match = _EXPLAINED.fullmatch(text) if found is None else None
    if match is None:
        return found
    # "Deutschland (DE)": both name the same.
    name = _only(match["name"])
    return name if name == _only(match["inside"]) else None


def _only(text: str) -> Territory | None:
    found = gazetteer.lookup(text)
    return next(iter(found)) if len(found) == 1 else None
