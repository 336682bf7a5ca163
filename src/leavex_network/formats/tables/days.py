"""Read the days that people and spreadsheets write; a day that may be another one is refused."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple
from unicodedata import decimal, normalize

from leavex_network.formats.tables.calendar_words import read_written_day, without_weekday

Order = Literal["dmy", "mdy"]
"""Whether the day or the month is written first."""

_LONGEST = 60
_ZONE = r"(?:Z|[+-][0-9]{2}:?[0-9]{2}|[AP]M)?"
_TIME = rf"(?:[T\s]\s*[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?\s*{_ZONE})?"
_YEAR_FIRST = re.compile(
    # ISO 8601, Hungarian "2025. 01. 20.", Japanese "2025/1/20" and "2025年1月20日".
    r"(?P<year>[0-9]{4})(?:-|/|\.\s*|年)(?P<month>[0-9]{1,2})(?:-|/|\.\s*|月)"
    rf"(?P<day>[0-9]{{1,2}})(?:\.|日)?{_TIME}",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"(?P<day>[0-9]{1,2})\.\s*(?P<month>[0-9]{1,2})\.\s*"
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}})\.?{_TIME}",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<separator>[/-])(?P<second>[0-9]{1,2})(?P=separator)"
    rf"(?P<year>[0-9]{{4}}){_TIME}",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(rf",?{_TIME}\Z", re.IGNORECASE)
_MONTHS = 12
# LibreOffice shows a day that is typed in German as "20.01.25", saves that as CSV, and takes years
# of two digits for those from 1930 on (Options, LibreOffice, General).
_FIRST_SHORT_YEAR = 30
_SHORT_YEAR = 2
"""The number of its digits."""
_YEARS = range(1900, 2200)
"""The years that people mean; in others, a digit is missing or one too many."""


class Ambiguous(NamedTuple):
    """A day whose order of day and month has to be known."""

    first: int
    second: int
    year: int

    def in_order(self, order: Order) -> date | None:
        """Return the day in an order; None if there is no such day."""
        if order == "dmy":
            return _date(self.year, self.second, self.first)
        return _date(self.year, self.first, self.second)


def read_day(text: str) -> date | Ambiguous | None:
    """Return the day of a text; None if it is none, or it may be any, such as "03/04/25"."""
    if len(text) > _LONGEST:
        return None
    # Digits of any script, and the marks of direction that come with copied texts.
    plain = re.sub(r"\d", _ascii_digit, normalize("NFKC", text))
    plain = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", plain).strip()
    day = _read(plain)
    if day is None:
        without = without_weekday(plain)
        return None if without is None else _read(without)
    return day


def _read(plain: str) -> date | Ambiguous | None:
    """Return the day of a text without a weekday."""
    match = _YEAR_FIRST.fullmatch(plain)
    if match is not None:
        return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    match = _DOTTED.fullmatch(plain)
    if match is not None:
        return _likely_date(match["year"], int(match["month"]), int(match["day"]))
    match = _SLASHED.fullmatch(plain)
    if match is None:
        return _written(plain)
    day = Ambiguous(int(match["first"]), int(match["second"]), int(match["year"]))
    if day.year not in _YEARS:
        return None
    if day.first == day.second:
        return day.in_order("dmy")
    is_day = day.in_order("dmy") is not None or day.in_order("mdy") is not None
    return day if is_day else None


def _written(plain: str) -> date | None:
    """Return the day of a text in which the month is a word, with or without a time."""
    day = read_written_day(_TIME_AFTER.sub("", plain))
    return None if day is None else _likely_date(day.year, day.month, day.day)


def order_of(texts: Iterable[str]) -> Order | None:
    """Return the order in which all days of a column can be read; None if it is not certain."""
    possible: set[Order] = set()
    for text in texts:
        day = read_day(text)
        if not isinstance(day, Ambiguous):
            continue
        if day.first > _MONTHS:
            possible.add("dmy")
        elif day.second > _MONTHS:
            possible.add("mdy")
    return possible.pop() if len(possible) == 1 else None


def _ascii_digit(match: re.Match[str]) -> str:
    return str(decimal(match[0]))


def _likely_date(digits: str, month: int, day: int) -> date | None:
    """Return the day of a year of two or four digits; None if people mean no such year."""
    year = int(digits)
    if len(digits) == _SHORT_YEAR:
        year += 2000 if year < _FIRST_SHORT_YEAR else 1900
    return _date(year, month, day) if year in _YEARS else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
