"""One item as named parts: joined, they are its exact text; an edit replaces some of them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import NamedTuple

from leavex_network.pages.further_links import SEPARATOR, further_links, further_parts
from leavex_network.pages.label import BEFORE_LABEL, Copy, Label, copy_of, label_of, without_guard
from leavex_network.pages.markup import Inline, LinkSpan, on_one_line, read_markup
from leavex_network.places.territories import Territory
from leavex_network.text.characters import composed, is_composed
from leavex_network.text.inline import plain
from leavex_network.text.live_markup import live_markup, unescaped

_STRUCK = "~~"


@dataclass(frozen=True, slots=True)
class ItemParts:
    """The parts of an item, verbatim, in order."""

    marker: str = ""
    """`* `, with its indent, an icon, and emphasis around the link."""
    opening: str = ""
    """`[`, with emphasis inside the link."""
    name: str = ""
    """The name, in Markdown."""
    closing: str = ""
    """Emphasis, `](`, and `<` if the address is in angle brackets."""
    url: str = ""
    """The address, as the page writes it."""
    link_end: str = ""
    """The rest of the link: its title, the emphasis around it, its attributes."""
    also: str = ""
    """` also [here](...)`, any number of times."""
    archived_start: str = ""
    """` ([archived](`; empty if there is no archived copy, like the next two."""
    archived_url: str = ""
    """The address of the archived copy, as the page writes it."""
    archived_end: str = ""
    """`))`."""
    also_behind: str = ""
    """` also [here](...)` behind the archived copy, any number of times."""
    separator: str = ""
    """`: `, ` : ` or similar."""
    text: str = ""
    """The description, in Markdown."""
    copy_behind_text: str = ""
    """` ([archived](...))` behind the description instead of before it."""
    gap: str = ""
    """The white space and the emphasis before the label."""
    label: str = ""
    """`(Germany)`, with its parentheses; empty if there is none that names territories."""
    copy_behind_label: str = ""
    """` ([archived](...))` behind the label instead of before the description."""
    end: str = ""
    """Emphasis, a full stop, white space, the line ending, and the other paragraphs."""

    def __str__(self) -> str:
        """The exact text of the item."""
        return "".join(_TEXTS_OF_PARTS(self))


_TEXTS_OF_PARTS = attrgetter(*(part.name for part in fields(ItemParts)))


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """The parts of an item, and their meaning."""

    parts: ItemParts
    name: str
    is_bold: bool
    address: str
    """As the page writes it, decoded; not yet resolved."""
    also_at: tuple[str, ...]
    archived: str | None
    """As the page writes it, like the addresses in `also_at`."""
    description: str
    territories: tuple[Territory, ...]
    unknown_label: str | None
    """A last parenthesis that looks like a label, but names no known territory."""
    is_composed: bool
    """Whether its text is in Unicode's Normalization Form C."""
    live: str | None = None
    """What is live in its name or description: HTML, an image or a shortcode."""


def read(text: str, page_language: str) -> ParsedItem | None:
    """Return a parsed item, or None if it does not begin with a link.

    Args:
        text: The exact text of the item.
        page_language: The language of the page (BCP 47), whose names of territories come first.
    """
    markup = read_markup(text)
    if markup is None:
        return None
    link = markup.link
    further = further_links(markup, text, page_language)
    body_start = further[-1].end if further else markup.head_end
    body = text[body_start : markup.end]
    match = SEPARATOR.match(body)
    assert match is not None  # noqa: S101 - it matches any text
    separator = match[0]
    start = body_start + len(separator)
    end = start + len(body[len(separator) :].rstrip())
    has_copy = any(one.is_archived for one in further)
    tail = _tail(text, start, end, markup.following, page_language, has_copy=has_copy)
    opening, name, closing = _name(text, link)
    if name.startswith(_STRUCK) and name.endswith(_STRUCK):
        return None
    parts = ItemParts(
        marker=text[: link.start],
        opening=opening,
        name=name,
        closing=closing,
        url=text[link.url_start : link.url_end],
        link_end=text[link.url_end : markup.head_end],
        **further_parts(further, text, markup.head_end),
        separator=separator,
        text=tail.text,
        copy_behind_text=tail.copy_behind_text,
        gap=tail.gap,
        label=text[tail.label.start : tail.label.end],
        copy_behind_label=tail.copy_behind_label,
        end=text[tail.end :],
    )
    description = on_one_line(tail.text)
    description = without_guard(description, page_language, is_labeled=bool(parts.label))
    shown_name = plain(on_one_line(name))
    return ParsedItem(
        parts=parts,
        name=composed(shown_name),
        is_bold=_is_bold(parts),
        address=link.address,
        also_at=tuple(one.link.address for one in further if not one.is_archived),
        archived=next((one.link.address for one in further if one.is_archived), tail.archived),
        description=unescaped(composed(description)),
        territories=tail.label.territories,
        unknown_label=tail.label.unknown,
        is_composed=is_composed(text),
        live=live_markup(name) or live_markup(description),
    )


class _Tail(NamedTuple):
    """What follows the separator of an item: its description, its label and the archived copy."""

    text: str
    copy_behind_text: str
    gap: str
    label: Label
    copy_behind_label: str
    end: int
    """The offset after all of these."""
    archived: str | None


def _tail(
    text: str,
    start: int,
    end: int,
    following: Sequence[Inline],
    page_language: str,
    *,
    has_copy: bool,
) -> _Tail:
    """Parse the part of an item after its separator, from `start` to `end`.

    An item that does not have an archived copy before may have it behind its description or label.
    """
    copy = None if has_copy else copy_of(text, start, end, following)
    stop = end if copy is None else copy.start
    label = label_of(text, start, stop, following, page_language)
    if label.territories and copy is not None:
        markdown, gap = _before_label(text, start, label)
        behind_label = text[label.end : copy.end]
        return _Tail(markdown, "", gap, label, behind_label, copy.end, copy.address)
    if label.territories:
        markdown, gap = _before_label(text, start, label)
        copy = None if has_copy else copy_of(text, start, start + len(markdown), following)
        if copy is None or not _is_behind_text(copy, text, start):
            return _Tail(markdown, "", gap, label, "", label.end, None)
        markdown = text[start : copy.start].rstrip()
        behind_text = text[start + len(markdown) : copy.end]
        gap = text[copy.end : label.start]
        return _Tail(markdown, behind_text, gap, label, "", label.end, copy.address)
    if copy is None or not _is_behind_text(copy, text, start):
        label = label_of(text, start, end, following, page_language)
        markdown = text[start : label.start].rstrip()
        gap = text[start + len(markdown) : label.start]
        return _Tail(markdown, "", gap, label, "", label.end, None)
    markdown = text[start : copy.start].rstrip()
    behind_text = text[start + len(markdown) : copy.end]
    label = replace(label, start=copy.end, end=copy.end)
    return _Tail(markdown, behind_text, "", label, "", copy.end, copy.address)


def _before_label(text: str, start: int, label: Label) -> tuple[str, str]:
    """Return the description before a label, and the gap between the two."""
    markdown = text[start : label.start - label.marks].rstrip().rstrip(BEFORE_LABEL)
    return markdown, text[start + len(markdown) : label.start]


def _is_behind_text(copy: Copy, text: str, start: int) -> bool:
    return bool(text[start : copy.start].strip())


def _is_bold(parts: ItemParts) -> bool:
    # Directly before the link: icons such as `:a__b:` have such marks, too.
    outside = parts.marker[len(parts.marker.rstrip("*_")) :]
    return any(mark in text for mark in ("**", "__") for text in (outside, parts.opening))


def _name(text: str, link: LinkSpan) -> tuple[str, str, str]:
    """Return the text before the name, the name, and the text between it and the address."""
    start, end = _stripped(text, link.name_start, link.name_end)
    for mark in ("**", "__", "*", "_"):
        # Also if white space inside the marks keeps them from being emphasis (CommonMark 6.2).
        inside = text[start + len(mark) : end - len(mark)]
        is_marked = text[start:end] == f"{mark}{inside}{mark}"
        if is_marked and inside.strip() and mark not in inside:
            start, end = _stripped(text, start + len(mark), end - len(mark))
            break
    return text[link.start : start], text[start:end], text[end : link.url_start]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its ends."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
