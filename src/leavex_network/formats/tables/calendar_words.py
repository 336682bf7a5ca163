"""Days whose month is a word, in any of the bundled languages: no order of them is ambiguous."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pydantic_core import from_json

from leavex_network.data import read_bytes
from leavex_network.text.folding import fold

# The digits, words, and what stands between them. "5-Feb-25" is how Excel shows a day.
_TOKENS = re.compile(r"[0-9]+|[^\W\d_]+(?:[-'][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s.,\-/'°\u060c\u3001]*")
_OF_EXCEL = re.compile(r"[0-9]{1,2}-[^\W\d_]+\.?-[0-9]{2}")
_WORD = r"(?P<word>[^\W\d_]+(?:[-'\u02bc\u2019][^\W\d_]+)*)"
_WEEKDAY_BEFORE = re.compile(rf"{_WORD}(?:\.|,|\u060c)*\s+(?P<rest>.+)")
_WEEKDAY_AFTER = re.compile(rf"(?P<rest>.+?)(?:\s|,|\()+{_WORD}[.)]*")
# Words, endings of ordinals, and words for a year, which say nothing about the day.
_FILLERS = frozenset(
    (
        *("a", "am", "d", "da", "de", "del", "den", "der", "di", "dia", "din", "dne", "el", "il"),
        *(
            "le",
            "of",
            "on",
            "the",
            "er",
            "st",
            "nd",
            "rd",
            "th",
            "e",
            "o",
            "r",
            "\u0440",
            "року",
            "рік",
        ),
    )
)
_MORE_MONTHS = {"janner": 1, "feber": 2, "mrz": 3, "sept": 9}
"""German names that CLDR does not have for Germany, and Excel's short one for March."""
_YEAR_DIGITS = 4


class WrittenDay(NamedTuple):
    """A day, not yet validated."""

    year: str
    month: int
    day: int


class _Calendar(NamedTuple):
    months: Mapping[str, int]
    weekdays: frozenset[str]


def read_written_day(text: str) -> WrittenDay | None:
    """Return the day of a text in which the month is a word; None if it is no such day.

    The order is day, month, year, or month, day, year, or year, month, day.

    >>> read_written_day("1er février 2025"), read_written_day("Feb 3rd, 2025")
    (WrittenDay(year='2025', month=2, day=1), WrittenDay(year='2025', month=2, day=3))
    """
    if not any(map(str.isalpha, text)):
        return None
    folded = fold(text)
    if any(not _BETWEEN.fullmatch(between) for between in _TOKENS.split(folded)):
        return None
    tokens = _TOKENS.findall(folded)
    months = _calendar().months
    match [token for token in tokens if token in months or token not in _FILLERS]:
        case [day, month, year] if day.isdecimal() and len(day) < _YEAR_DIGITS:
            pass
        case [month, day, year] if month in months:
            pass
        case [year, month, day]:
            pass
        case _:
            return None
    is_short = _OF_EXCEL.fullmatch(text) is not None
    is_year = year.isdecimal() and (len(year) == _YEAR_DIGITS or is_short)
    is_day = day.isdecimal() and len(day) < _YEAR_DIGITS
    if month not in months or not is_year or not is_day:
        return None
    return WrittenDay(year, months[month], int(day))


def without_weekday(text: str) -> str | None:
    """Return a text without the weekday before or after it; None if there is none.

    >>> without_weekday("Mi., 5.3.2025"), without_weekday("Mai 2025")
    ('5.3.2025', None)
    """
    match = _WEEKDAY_BEFORE.fullmatch(text) or _WEEKDAY_AFTER.fullmatch(text)
    if match is None or fold(match["word"]) not in _calendar().weekdays:
        return None
    return match["rest"]


@cache
def _calendar() -> _Calendar:
    """Return the names of months and weekdays, folded; no two months have one name."""
    content = from_json(read_bytes("calendar.json"))
    months = dict(_MORE_MONTHS)
    for number, names in content["months"].items():
        months.update(dict.fromkeys(map(_name, names), int(number)))
    weekdays = frozenset(map(_name, content["weekdays"]))
    return _Calendar(MappingProxyType(months), weekdays)


def _name(name: str) -> str:
    return fold(name).removesuffix(".")
