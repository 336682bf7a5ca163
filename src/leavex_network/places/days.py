"""Days in words, as a language writes them."""

import re
from datetime import date
from typing import Literal

from leavex_network.places.languages import Language

Pattern = Literal["day", "month", "day_and_month", "year"]

# Unicode CLDR, part 4 (UTS 35), "Date Field Symbol Table": a field is one letter, repeated; texts
# in apostrophes and all other characters stand for themselves.
_FIELD_OR_TEXT = re.compile(r"'(?P<text>[^']*)'|(?P<field>[yMLd]+)")


def written(day: date, words: Language, pattern: Pattern = "day") -> str:
    """Return a day, or a part of it, as a language writes it.

    >>> from leavex_network.places.languages import language
    >>> written(date(2026, 1, 25), language("de")), written(date(2026, 1, 25), language("ja"))
    ('25. Januar 2026', '2026年1月25日')
    """

    def replaced(match: re.Match[str]) -> str:
        field = match["field"]
        return match["text"] if field is None else _field(day, field, words)

    return _FIELD_OR_TEXT.sub(replaced, words.day_patterns[pattern])


def _field(day: date, field: str, words: Language) -> str:
    """Return one field of a day, such as its month, by CLDR's letters."""
    if field in words.months:
        return words.months[field][day.month - 1]
    if field.startswith("y"):
        return str(day.year)
    number = day.day if field.startswith("d") else day.month
    return f"{number:0{len(field)}}"
