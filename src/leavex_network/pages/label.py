r"""The label at the end of an item, "(Germany)": which territories it names.

A description without a label that ends like one is guarded: "(Germany\)", or an entity instead of
a full-width parenthesis, which a backslash cannot escape (CommonMark 2.4). So is one that ends like
the link to an archived copy, "([archived](...))", which may stand before or behind the label.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from leavex_network.pages.markup import Inline
from leavex_network.pages.words import names_copy
from leavex_network.places import gazetteer
from leavex_network.places.languages import with_names
from leavex_network.places.territories import Territory
from leavex_network.text.folding import fold
from leavex_network.text.inline import plain
from leavex_network.text.invisible import without_direction_marks

_BRACKETS = {")": "(", "\uff09": "\uff08"}
"""The opening bracket of each closing one: ASCII and full width."""
_ENTITY = "&#65289;"
LABEL_SEPARATOR = re.compile("[,;\u060c\u061b\u3001\uff0c\uff1b]\\s*")
"""What separates the names in a label, in any script."""
BEFORE_LABEL = " \t\r\n\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
"""White space and direction marks, which separate a label from the description."""
# What may follow a label: a full stop, a footnote, a comment, a line break, an attribute list,
# a shortcode, an emoji or its code, direction marks.
_TAIL = re.compile(
    r"(?:\s|[.\u3002\uff0e]|\[\^[^\]\s]{1,50}\]|<!--(?:(?!-->).){0,500}-->|<br\s?/?>"
    r"|\{[:.#%]?[^{}\r\n]{1,100}\}|\{\{[<%][^{}\r\n]{1,100}[%>]\}\}|:[a-z0-9_+-]{1,40}:"
    "|[\u061c\u200e\u200f\u2066-\u2069\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])+\\Z",
    re.DOTALL,
)
_LONGEST_TAIL = 600
_ONLY_LINK = re.compile(r"(?P<before>[^\[\]()]*)\[(?P<name>[^\[\]]{1,100})\]\(.*\)\s*", re.DOTALL)
"""A text that is one link, with words before it."""
_EMPHASIS = re.compile(r"[*_]{1,3}\Z")
_LONGEST_NAME = 4  # in words
_LONGEST_CASELESS_NAME = 12  # in characters: these scripts put no spaces between words
_LONGEST_REMEMBERED = 200
"""Of the labels whose foreign names are remembered, in characters."""
_MOST_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Label:
    """The span of an item's label, and its territories; an empty span if there is no label."""

    start: int
    end: int
    territories: tuple[Territory, ...] = ()
    marks: int = 0
    """The number of characters of emphasis before it, and as many after it."""
    unknown: str | None = None
    """A last parenthesis that looks like a label, but names no known territory, or several."""


class Copy(NamedTuple):
    """The parenthesis with the link to an archived copy, and the address as written."""

    start: int
    end: int
    address: str


class _Parenthesis(NamedTuple):
    """The last parenthesis of a text."""

    start: int
    end: int
    marks: str
    """The emphasis around it."""

    def inside(self, text: str) -> str:
        return " ".join(text[self.start + 1 : self.end - 1].split())


def territories_of(text: str, page_language: str) -> tuple[Territory, ...]:
    """Return the territories that a label names: all of those between separators, or none."""
    text = without_direction_marks(text).strip()
    territory = _territory(text, page_language)  # "Korea, Republic of" is one
    if territory:
        return (territory,)
    territories: list[Territory] = []
    for part in LABEL_SEPARATOR.split(text):
        territory = _territory(part.strip(), page_language)
        if territory is None or territory in territories:
            return ()
        territories.append(territory)
    return tuple(territories)


def label_of(
    text: str, start: int, end: int, following: Sequence[Inline], page_language: str
) -> Label:
    """Return the label of an item: its last parenthesis, outside of links, if it names territories.

    Args:
        text: The exact text of the item.
        start: The offset after the separator.
        end: The offset after the item's first paragraph.
        following: The inline elements of the item after its link.
        page_language: The language of the page (BCP 47).
    """
    parenthesis = _last_parenthesis(text, start, end)
    if parenthesis is None or _is_escaped(text, start, parenthesis.end - 1):
        return Label(end, end)
    if not _is_plain(parenthesis, following):
        return Label(end, end)
    inside = parenthesis.inside(text)
    territories = territories_of(inside, page_language)
    if territories:
        return Label(parenthesis.start, parenthesis.end, territories, len(parenthesis.marks))
    return Label(end, end, unknown=inside if _looks_like_a_name(inside) else None)


def foreign_names(label: str, territories: Sequence[Territory], page_language: str) -> list[str]:
    """Return the names in a label that are not in a page's language; none without bundled names."""
    if with_names(page_language) is None:
        return []
    if len(label) > _LONGEST_REMEMBERED:
        return list(_foreign_names.__wrapped__(label, territories, page_language))
    return list(_foreign_names(label, tuple(territories), page_language))


# A page has few labels, each on many items.
@lru_cache(_MOST_REMEMBERED)
def _foreign_names(
    label: str, territories: Sequence[Territory], page_language: str
) -> tuple[str, ...]:
    names = {fold(name) for code in territories for name in gazetteer.names_in(code, page_language)}
    text = without_direction_marks(label[1:-1])
    # "Korea, Republic of" is one.
    parts = [text] if len(territories) == 1 else LABEL_SEPARATOR.split(text)
    written = [gazetteer.split_flag(part)[1].strip() for part in parts]
    return tuple(name for name in written if name and fold(name) not in names)


def copy_of(text: str, start: int, end: int, following: Sequence[Inline]) -> Copy | None:
    """Return the archived copy that an item names in its last parenthesis, `([archived](...))`.

    The arguments are those of `label_of`.
    """
    parenthesis = _last_parenthesis(text, start, end)
    if parenthesis is None or _is_escaped(text, start, parenthesis.end - 1):
        return None
    inside = [one for one in following if one.end > parenthesis.start]
    inside = [one for one in inside if one.start < parenthesis.end]
    links = [one.link for one in inside if one.link is not None]
    others = [one for one in inside if one.link is None and not one.is_text]
    is_copy = not parenthesis.marks and _is_copy(parenthesis.inside(text))
    if len(links) != 1 or others or not is_copy:
        return None
    return Copy(parenthesis.start, parenthesis.end, links[0].address)


def _is_copy(text: str) -> bool:
    """Tell whether a text is `[archived](...)` or `archived [here](...)`."""
    match = _ONLY_LINK.fullmatch(text)
    return match is not None and names_copy(match["before"], plain(match["name"]))


def with_guard(description: str, page_language: str, *, is_labeled: bool = False) -> str:
    """Return a description, its last parenthesis escaped if it reads as something else.

    That is a label, unless one follows, or the link to an archived copy.
    """
    parenthesis = _last_parenthesis(description, 0, len(description))
    if parenthesis is None:
        return description
    inside = parenthesis.inside(description).rstrip("\\")
    is_copy = not parenthesis.marks and _is_copy(inside)
    if not is_copy and (is_labeled or not territories_of(inside, page_language)):
        return description
    close = parenthesis.end - 1
    guarded = "\\)" if description[close] == ")" else _ENTITY
    return f"{description[:close]}{guarded}{description[parenthesis.end :]}"


def without_guard(description: str, page_language: str, *, is_labeled: bool = False) -> str:
    """Undo `with_guard`."""
    candidates: list[str] = []
    index = description.rfind(_ENTITY)
    if index >= 0:
        candidates.append(f"{description[:index]}\uff09{description[index + len(_ENTITY) :]}")
    parenthesis = _last_parenthesis(description, 0, len(description))
    if parenthesis is not None and description[parenthesis.end - 2] == "\\":
        end = parenthesis.end
        candidates.append(description[: end - 2] + description[end - 1 :])
    for candidate in candidates:
        if with_guard(candidate, page_language, is_labeled=is_labeled) == description:
            return candidate
    return description


def is_tail(text: str) -> bool:
    """Tell whether a text is nothing but what may follow a label: a footnote, an emoji."""
    return not text or (len(text) <= _LONGEST_TAIL and _TAIL.fullmatch(text) is not None)


def _territory(name: str, page_language: str) -> Territory | None:
    """Return the territory of a name, of a flag, or of a flag and a name that agree."""
    flag, rest = gazetteer.split_flag(name)
    if not flag:
        return gazetteer.on_page(name, page_language)
    territory = gazetteer.of_flag(flag)
    if rest and gazetteer.on_page(rest, page_language) != territory:
        return None
    return territory


def _last_parenthesis(text: str, start: int, end: int) -> _Parenthesis | None:
    """Return the last parenthesis, if nothing but a tail follows it."""
    tail_start = max(start, end - _LONGEST_TAIL)
    tail = _TAIL.search(text, tail_start, end)
    stop = tail.start() if tail else end
    emphasis = _EMPHASIS.search(text, max(start, stop - 3), stop)
    marks = emphasis[0] if emphasis else ""
    stop -= len(marks)
    if stop <= start or text[stop - 1] not in _BRACKETS:
        return None
    close = text[stop - 1]
    depth = 0
    for offset in range(stop - 1, start - 1, -1):
        depth += (text[offset] == close) - (text[offset] == _BRACKETS[close])
        if depth == 0:
            is_marked = text[max(start, offset - len(marks)) : offset] == marks
            return _Parenthesis(offset, stop, marks) if is_marked else None
    return None


def _is_escaped(text: str, start: int, offset: int) -> bool:
    """Tell whether an odd number of backslashes is before an offset (CommonMark 2.4)."""
    before = text[start:offset]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _is_plain(parenthesis: _Parenthesis, following: Sequence[Inline]) -> bool:
    """Tell whether a parenthesis is text, or emphasized as a whole: no link, no code."""
    marked = len(parenthesis.marks)
    start, end = parenthesis.start - marked, parenthesis.end + marked
    for element in following:
        if element.end <= start or element.start >= end or element.is_text:
            continue
        if not marked or (element.start, element.end) != (start, end):
            return False
    return True


def _looks_like_a_name(text: str) -> bool:
    """Tell whether a text is short and capitalized, as the name of a territory would be."""
    text = gazetteer.split_flag(text)[1]
    if not text or any(character.isdigit() for character in text):
        return False
    first = text[0]
    if first.isalpha() and not first.isupper() and not first.islower():
        return len(text) <= _LONGEST_CASELESS_NAME
    return first.isupper() and len(text.split()) <= _LONGEST_NAME
