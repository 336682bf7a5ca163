r"""The label at the end of an item, "(Germany)": which territories it names.

A description without a label that ends like one is guarded by a backslash: "(Germany\)".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marko import inline
from marko.element import Element

from leavex_network.pages.markup import span
from leavex_network.places import gazetteer
from leavex_network.places.territories import Territory

_PLAIN = (inline.RawText, inline.Literal, inline.LineBreak)
_LONGEST_NAME = 4  # in words
_LAST_PARENTHESIS = re.compile(r"\((?P<inside>[^()]*?)(?P<guards>\\*)\)\Z")


@dataclass(frozen=True, slots=True)
class Label:
    """The span of an item's label, and its territories; an empty span if there is no label."""

    start: int
    end: int
    territories: tuple[Territory, ...] = ()
    unknown: str | None = None
    """A last parenthesis that looks like a label, but names no known territory."""


def territories_of(text: str, page_language: str) -> tuple[Territory, ...]:
    """Return the territories that a label names: all of those between commas, or none."""
    territory = gazetteer.on_page(text, page_language)  # "Korea, Republic of" is one
    if territory:
        return (territory,)
    territories: list[Territory] = []
    for part in text.split(","):
        territory = gazetteer.on_page(part, page_language)
        if territory is None or territory in territories:
            return ()
        territories.append(territory)
    return tuple(territories)


def label_of(
    nodes: Sequence[Element], text: str, start: int, end: int, page_language: str
) -> Label:
    """Return the label of an item: its last parenthesis, outside of links, if it names territories.

    The description and the label are between `start` and `end`.
    """
    stop = end - 1 if text[start:end].endswith(").") else end
    opening = _opening_parenthesis(text, start, stop)
    if opening is None or not _is_plain(nodes, opening, stop):
        return Label(end, end)
    inside = " ".join(text[opening + 1 : stop - 1].split())
    territories = territories_of(inside, page_language)
    if territories:
        return Label(opening, stop, territories)
    return Label(end, end, unknown=inside if _looks_like_a_name(inside) else None)


def with_guard(description: str, page_language: str) -> str:
    """Return a description without a label, its last parenthesis escaped if it reads as one."""
    match = _LAST_PARENTHESIS.search(description)
    if match and territories_of(match["inside"], page_language):
        return f"{description[:-1]}\\)"
    return description


def without_guard(description: str, page_language: str) -> str:
    """Undo `with_guard`."""
    match = _LAST_PARENTHESIS.search(description)
    if match and match["guards"] and territories_of(match["inside"], page_language):
        return f"{description[:-2]})"
    return description


def _opening_parenthesis(text: str, start: int, end: int) -> int | None:
    """Return the offset of the parenthesis that closes right before the end, unless escaped."""
    if end <= start or text[end - 1] != ")" or _is_escaped(text, start, end - 1):
        return None
    depth = 0
    for offset in range(end - 1, start - 1, -1):
        depth += (text[offset] == ")") - (text[offset] == "(")
        if depth == 0:
            return offset
    return None


def _is_escaped(text: str, start: int, offset: int) -> bool:
    """Tell whether an odd number of backslashes is before an offset (CommonMark 2.4)."""
    before = text[start:offset]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _is_plain(nodes: Sequence[Element], start: int, end: int) -> bool:
    """Tell whether a span is plain text: no link, emphasis or code."""
    for node in nodes:
        node_start, node_end = span(node)
        if node_start < end and node_end > start and not isinstance(node, _PLAIN):
            return False
    return True


def _looks_like_a_name(text: str) -> bool:
    """Tell whether a text is short and capitalized, as the name of a territory would be."""
    has_digit = any(character.isdigit() for character in text)
    return text[:1].isupper() and len(text.split()) <= _LONGEST_NAME and not has_digit
