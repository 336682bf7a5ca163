"""The label at the end of a bullet: which territories it names, and how a text that looks like one is told from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from marko import inline
from marko.element import Element

from leavex_network.pages.markup import span
from leavex_network.places import gazetteer
from leavex_network.places.territories import Territory


@dataclass(frozen=True, slots=True)
class Label:
    """Where the label of a bullet stands, and what it names; it has no length where there is none."""

    start: int
    end: int
    territories: tuple[Territory, ...] = ()
    doubtful: str | None = None


def territories_of(text: str, page_language: str) -> tuple[Territory, ...]:
    """Return the territories that a label names, all of those between commas, or none."""
    whole = gazetteer.on_page(text, page_language)
    if whole:
        return (whole,)
    several = [gazetteer.on_page(part, page_language) for part in text.split(",")]
    found = tuple(place for place in several if place)
    return found if len(found) == len(several) == len(set(found)) else ()


def label_of(
    nodes: Sequence[Element], text: str, start: int, end: int, page_language: str
) -> Label:
    """Return the last parenthesis where it is a label: at the end, outside of links, naming territories."""
    stop = end - 1 if text[start:end].endswith(".") and text[start : end - 1].endswith(")") else end
    opening = _parenthesis(text, start, stop)
    if opening is None or not _is_plain(nodes, opening, stop):
        return Label(end, end)
    inside = " ".join(text[opening + 1 : stop - 1].split())
    territories = territories_of(inside, page_language)
    if territories:
        return Label(opening, stop, territories)
    return Label(end, end, doubtful=inside if _looks_like_a_place(inside) else None)


def _parenthesis(text: str, start: int, end: int) -> int | None:
    """Return where the parenthesis opens that closes right before the end, unless a backslash says that it is none."""
    if end <= start or text[end - 1] != ")" or _escaped(text, start, end - 1):
        return None
    depths = accumulate((mark == ")") - (mark == "(") for mark in reversed(text[start:end]))
    return next((end - 1 - back for back, depth in enumerate(depths) if depth == 0), None)


def _escaped(text: str, start: int, place: int) -> bool:
    before = text[start:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _is_plain(nodes: Sequence[Element], start: int, end: int) -> bool:
    """Tell whether a stretch is plain text, no link, emphasis or code."""
    kinds = (inline.RawText, inline.Literal, inline.LineBreak)
    return all(
        isinstance(node, kinds) for node in nodes if span(node)[0] < end and span(node)[1] > start
    )


def _looks_like_a_place(inside: str) -> bool:
    """Tell whether a parenthesis is short and capitalized, as the name of a place would be."""
    return (
        inside[:1].isupper()
        and len(inside.split()) <= _MOST_WORDS
        and not any(letter.isdigit() for letter in inside)
    )


_MOST_WORDS = 4
_GUARDED = re.compile(r"\((?P<inside>[^()]*?)(?P<guards>\\*)\)\Z")


def with_guard(description: str, page_language: str) -> str:
    """Return a description without a label behind it so that its own last parenthesis is not taken for one."""
    found = _GUARDED.search(description)
    if found and territories_of(found["inside"], page_language):
        return f"{description[:-1]}\\)"
    return description


def without_guard(description: str, page_language: str) -> str:
    """Undo `with_guard`."""
    found = _GUARDED.search(description)
    if found and found["guards"] and territories_of(found["inside"], page_language):
        return f"{description[:-2]})"
    return description
