"""Parse the cells of a table, as people write them, into the values of an entry."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from leavex_network.errors import quoted
from leavex_network.formats.error_messages import Explanation
from leavex_network.formats.tables.days import Ambiguous, Order, read_day
from leavex_network.formats.tables.grid import LinkedText, Value, text_of
from leavex_network.formats.tables.own_fields import OwnValue, own_value
from leavex_network.formats.tables.territory_cells import parts_of, territories_in
from leavex_network.formats.tables.words import language_of, status_of
from leavex_network.models.kinds import Kinds, kind_named
from leavex_network.text.hashtags import hashtag_key
from leavex_network.text.invisible import without_direction_marks
from leavex_network.text.urls import refusal

LISTS = ("hashtags", "territories", "sources", "also_at", "source_urls", "source_days")
"""The columns whose cells hold several values."""
_BREAKS = re.compile(r"[ \t]*[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")
_SIGNS = re.compile("[\\s,;|\u060c\u061b\u3001\uff0c\uff1b/#\ufe5f\uff03]+")
"""What stands before, after and between hashtags, and is in none."""
# "example.org/path", without a scheme, and no address of mail.
_HOST_FIRST = re.compile(r"(?:[^\W_]|-)+(?:\.(?:[^\W_]|-)+)*\.[^\W\d_]{2,}(?::[0-9]+)?(?:[/?#].*)?")
_BETWEEN_ADDRESSES = re.compile(r"[,;|]?\s+|[,;|](?=https?://|www\.)")

# CommonMark, "Links" and "Autolinks", without titles; an address may have pairs of parentheses.
_LINK = re.compile(r"\[[^\[\]]*\]\(<?(?P<address>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)")
_AUTOLINK = re.compile(r"<(?P<address>(?:https?://|www\.)[^\s<>]+)>", re.IGNORECASE)


class Cell(NamedTuple):
    """Parsed value of a cell."""

    value: Any
    """The value of the field, not yet validated."""
    read_as: str | None = None
    """The value as the report shows it, if it is not what is written."""
    problem: Explanation | None = None
    """Why it cannot be read, if validation would not find that."""


def read(name: str, value: Value, order: Callable[[], Order | None]) -> Cell:
    """Parse a cell of a column.

    `order` returns in which order the days of the column have their day and month.
    """
    text = text_of(value)
    if name in _MAY_BE_NOTHING and _NOTHING.fullmatch(text):
        return Cell([] if name in LISTS else None, "nothing")
    if name in _DAYS:
        return _day(value, order)
    if name in _ADDRESSES and isinstance(value, LinkedText):
        return _linked(value)
    return _READERS.get(name, _words)(text)


def read_own(value: Value, *, is_typed: bool) -> OwnValue | None:
    """Parse a cell of a field of one's own.

    If `is_typed`, texts are written as `leavex_network.formats.tables.own_fields` writes them.
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int | float):
        return value
    text = text_of(value)
    return own_value(text) if is_typed else one_line(text)


def one_line(text: str) -> str:
    """Return a text without outer whitespace, with spaces for line breaks."""
    return _BREAKS.sub(" ", text.strip())


def _line(text: str) -> Cell:
    # Most texts are on one line, and have nothing around them.
    if text.isprintable() and text == text.strip():
        return Cell(text)
    read_as = one_line(text)
    return Cell(read_as, None if read_as == text else quoted(read_as))


def _words(text: str) -> Cell:
    return Cell(text.split())


def _id(text: str) -> Cell:
    return Cell(text.strip())


def read_kind(value: Value, kinds: Kinds) -> Cell:
    """Parse a cell of the column of kinds: a declared or a usual kind."""
    written = without_direction_marks(text_of(value)).strip()
    return _word(written, kind_named(written, kinds, is_usual=True) or written.lower())


def _status(text: str) -> Cell:
    written = without_direction_marks(text).strip()
    return _word(written, status_of(written) or written.lower())


def _language(text: str) -> Cell:
    written = text.strip()
    return _word(written, language_of(written) or written)


def _word(written: str, meaning: str) -> Cell:
    # A spreadsheet capitalizes the first letter of a cell.
    is_written = meaning.lower() == written.lower()
    return Cell(meaning, None if is_written else meaning)


def _address(text: str) -> Cell:
    written = _unwrapped(text.strip())
    parts = [with_scheme(part) for part in _BETWEEN_ADDRESSES.split(written)]
    if len(parts) > 1 and all(refusal(part) is None for part in parts):
        return Cell(None, problem=_several(parts))
    address = with_scheme(written)
    return Cell(address, None if address == text else quoted(address))


def _linked(text: LinkedText) -> Cell:
    """Parse the cell of an address that is a link: its text, if that is an address itself."""
    cell = _address(text)
    is_address = isinstance(cell.value, str) and refusal(cell.value) is None
    if is_address or refusal(text.target) is not None:
        return cell
    return Cell(text.target, quoted(text.target))


def _addresses(text: str) -> Cell:
    written = _BETWEEN_ADDRESSES.split(text.strip())
    parts = _BETWEEN_ADDRESSES.split(_unwrapped(text.strip()))
    addresses = [with_scheme(part) for part in parts if part]
    return Cell(addresses, None if written == addresses else quoted(" ".join(addresses)))


def _unwrapped(text: str) -> str:
    """Return a text with addresses for links in Markdown, `[text](address)` and `<address>`."""
    return _AUTOLINK.sub(r"\g<address>", _LINK.sub(r"\g<address>", text))


def _several(addresses: list[str]) -> Explanation:
    message = f"The cell has {len(addresses)} addresses."
    remedy = f"Keep one, such as {quoted(addresses[0])}, and write others in a column `also_at`."
    return Explanation("invalid-url", message, remedy)


def with_scheme(text: str) -> str:
    """Return an address with `https://` if only that is missing."""
    if _HOST_FIRST.fullmatch(text) and refusal(f"https://{text}") is None:
        return f"https://{text}"
    return text


def _hashtags(text: str) -> Cell:
    hashtags: dict[str, str] = {}
    for part in _SIGNS.split(text):
        if part:
            hashtags.setdefault(hashtag_key(part), part)
    read_as = list(hashtags.values())
    is_written = text.replace(",", " ").split() == read_as
    return Cell(read_as, None if is_written else ", ".join(read_as))


def _territories(text: str) -> Cell:
    codes = territories_in(text)
    if codes is None:
        return Cell(parts_of(text))
    written = [code.zfill(3) if code.isdigit() else code for code in text.replace(",", " ").split()]
    return Cell(list(codes), None if written == list(codes) else ", ".join(codes))


def _day(value: Value, order: Callable[[], Order | None]) -> Cell:
    if isinstance(value, date):
        return Cell(value.date() if isinstance(value, datetime) else value)
    text = text_of(value).strip()
    day = read_day(text)
    if isinstance(day, Ambiguous):
        known = order()
        if known is None:
            return Cell(None, problem=_ambiguous(text, day))
        day = day.in_order(known)
    if day is None:
        return Cell(text)
    return Cell(day, None if text == day.isoformat() else day.isoformat())


def _ambiguous(text: str, day: Ambiguous) -> Explanation:
    meanings = [day.in_order("dmy"), day.in_order("mdy")]
    possible = [meaning.isoformat() for meaning in meanings if meaning is not None]
    message = f"{quoted(text)} may be {' or '.join(possible)}."
    if len(possible) == 1:
        message = f"{quoted(text)} has another order than other days of the column."
    remedy = "Pass the order of day and month: --days dmy or --days mdy (days='dmy')."
    return Explanation("bad-value", message, remedy)


_NOTHING = re.compile(
    r"\s*(?:[-\u2013\u2014?\uff1f]{1,3}|n\s?/\s?[ad]|n\.\s?[ad]\.|k\.\s?a\.)\s*", re.IGNORECASE
)
"""What people write into a cell that is empty: "-", "?", "n/a", the German "k. A."."""
_MAY_BE_NOTHING = (
    *("hashtags", "territories", "also_at"),
    *("archived", "status", "listed", "concluded", "closes"),
)
"""The columns in which no such text can be a value."""
_DAYS = ("listed", "concluded", "closes")
_ADDRESSES = ("url", "archived")
_READERS: Mapping[str, Callable[[str], Cell]] = MappingProxyType(
    {
        "id": _id,
        "name": _line,
        "name_language": _language,
        "url": _address,
        "also_at": _addresses,
        "archived": _address,
        "description": _line,
        "description_language": _language,
        "hashtags": _hashtags,
        "territories": _territories,
        "status": _status,
        "text_source": _id,
        "note": _line,
        "language": _language,
    }
)
