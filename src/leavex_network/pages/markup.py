"""The Markdown of an item: its first link, and the inline elements after it, with their spans.

Items of simple text and links are read without a parser, all others by marko.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import category

from marko import inline
from marko.block import List, ListItem, Paragraph
from marko.element import Element
from marko.parser import Parser

from leavex_network.text import simple
from leavex_network.text.inline import children, decoded, is_bounded, plain

LIST_MARKER = re.compile(r"(?P<indent> {0,3})(?P<marker>[*+-]|[0-9]{1,9}[.)])(?P<space>[ \t]+)")
_WIDEST_SPACE = 4
_BELOW_PARAGRAPH = re.compile(r"(?<=[\r\n])(?=[ \t]*(?:[\r\n]|(?:[*+-]|[0-9]{1,9}[.)])[ \t]))")
# Hugo: shortcodes and emoji codes.
_ICON_CODE = re.compile(r"\{\{[<%][^{}]*[>%]\}\}|:[a-z0-9_+-]+:")
_ATTRIBUTES = re.compile(r"\{[^{}\r\n]*\}")  # of a link, as in Kramdown and Pandoc
_ICON_CATEGORIES = frozenset({"So", "Sm", "Sk", "Mn", "Me", "Cf", "Co"})


class LinkSpan(NamedTuple):
    """A link and the offsets of its parts."""

    start: int
    name_start: int
    name_end: int
    url_start: int
    url_end: int
    end: int
    address: str
    """The address as written, its entities decoded."""


class Inline(NamedTuple):
    """An inline element after the first link."""

    start: int
    end: int
    is_text: bool
    """Whether it is text only: no link, emphasis or code."""
    link: LinkSpan | None = None


class ItemMarkup(NamedTuple):
    """The first link of an item, which only an icon may precede, and what follows it."""

    link: LinkSpan
    head_end: int
    """The offset after the link, the emphasis around it and its attributes."""
    following: Sequence[Inline]
    end: int
    """The offset after the first paragraph."""


def read_markup(text: str) -> ItemMarkup | None:
    """Return the markup of an item, or None if it does not begin with a link."""
    if "](" not in text:
        return None
    return _simple_markup(text) or _parsed_markup(text)


def on_one_line(markdown: str) -> str:
    """Return a text with its line breaks replaced by spaces."""
    return _LINE_BREAK.sub(" ", markdown).strip()


_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")


# Without a parser


def _simple_markup(text: str) -> ItemMarkup | None:
    """Return the markup of an item of one line that begins with a link, if it is simple."""
    marker = LIST_MARKER.match(text)
    assert marker is not None  # noqa: S101 - an item begins with one
    # Below five or more columns, the text is indented code (CommonMark 5.2).
    if "\t" in marker["space"] or len(marker["space"]) > _WIDEST_SPACE:
        return None
    content = text[marker.end() :].rstrip("\r\n")
    if not content.startswith("[") or "\n" in content or "\r" in content:
        return None
    parts = simple.parts(content)
    if parts is None or parts[0].url is None:
        return None
    offset = marker.end()
    elements = [_simple_inline(part, offset) for part in parts]
    first = elements[0].link
    assert first is not None  # noqa: S101 - it has a URL
    attributes = _ATTRIBUTES.match(text, first.end)
    head_end = attributes.end() if attributes else first.end
    end = offset + len(content.rstrip(" \t"))
    return ItemMarkup(first, head_end, _after(elements[1:], head_end), end)


def _simple_inline(part: simple.Part, offset: int) -> Inline:
    start, end = offset + part.start, offset + part.end
    if part.url is None:
        return Inline(start, end, is_text=not part.is_strong)
    url_start = offset + part.url_start
    url_end = url_start + len(part.url)
    link = LinkSpan(start, start + 1, url_start - 2, url_start, url_end, end, part.url)
    return Inline(start, end, is_text=False, link=link)


def _after(elements: Sequence[Inline], start: int) -> list[Inline]:
    """Return the elements from an offset on; one that begins before it is cut."""
    following: list[Inline] = []
    for element in elements:
        if element.end > start:
            following.append(element._replace(start=max(element.start, start)))
    return following


# With marko


@cache
def _parser() -> Parser:
    return Parser()


def _parsed_markup(text: str) -> ItemMarkup | None:
    nodes = _nodes_of(text)
    for index, node in enumerate(nodes):
        link = _only_link(node)
        if link is None:
            if not _is_icon(node, text):
                return None
            continue
        if text[_span(link)[1] - 1] != ")":
            return None  # a reference link: its address is elsewhere
        outer_end = _span(node)[1]
        attributes = _ATTRIBUTES.match(text, outer_end)
        head_end = attributes.end() if attributes else outer_end
        elements = [_inline_of(node, text) for node in nodes[index + 1 :]]
        link_span = _link_span(link, text)
        end = max(head_end, len(text[: _span(nodes[-1])[1]].rstrip()))
        return ItemMarkup(link_span, head_end, _after(elements, head_end), end)
    return None


def _nodes_of(text: str) -> Sequence[Element]:
    """Return the inline elements of an item's first paragraph; none if its text has no spans."""
    if not is_bounded(text):
        # Below the first paragraph there may be many links; the paragraph itself has few.
        text = text[: _end_of_paragraph(text)]
    if not is_bounded(text):
        return ()
    # marko ends lines with LF only: replaced one by one, every offset stays the same.
    newline_kept = text.replace("\r\n", " \n").replace("\r", "\n")
    try:
        element: object = _parser().parse(newline_kept)
    except RecursionError:
        return ()
    kinds: tuple[type[Element], ...] = (List, ListItem, Paragraph)
    for kind in kinds:
        inside: Sequence[Element] = getattr(element, "children", ())
        element = inside[0] if inside and isinstance(inside[0], kind) else None
    nodes: Sequence[Element] = getattr(element, "children", ())
    has_spans = all(getattr(node, "source_span", None) for node in nodes)
    return nodes if has_spans else ()


def _end_of_paragraph(text: str) -> int:
    """Return the offset of the first blank line or nested item; the end if there is neither."""
    end = _BELOW_PARAGRAPH.search(text)
    return end.start() if end else len(text)


def _span(node: Element) -> tuple[int, int]:
    """Return the start and end of an element in the text of its item."""
    source_span = node.source_span
    assert source_span is not None  # noqa: S101 - `_nodes_of` returns no others
    return source_span


def _only_link(node: Element) -> Element | None:
    """Return the link that an element is, or that it emphasizes as a whole; else None."""
    while isinstance(node, inline.StrongEmphasis | inline.Emphasis):
        inside = children(node)
        if len(inside) != 1:
            return None
        node = inside[0]
    return node if isinstance(node, inline.Link) else None


def _is_icon(node: Element, text: str) -> bool:
    """Tell whether an element is an image, or text of symbols, shortcodes and emoji codes only."""
    if isinstance(node, inline.Image):
        return True
    if not isinstance(node, inline.RawText):
        return False
    start, end = _span(node)
    rest = _ICON_CODE.sub("", text[start:end])
    return all(character.isspace() or _is_symbol(character) for character in rest)


def _is_symbol(character: str) -> bool:
    return not character.isascii() and category(character) in _ICON_CATEGORIES


def _inline_of(node: Element, text: str) -> Inline:
    start, end = _span(node)
    if isinstance(node, inline.Link):
        return Inline(start, end, is_text=False, link=_link_span(node, text))
    is_text = isinstance(node, inline.RawText | inline.Literal | inline.LineBreak)
    return Inline(start, end, is_text=is_text)


def _link_span(link: Element, text: str) -> LinkSpan:
    start, end = _span(link)
    opening, closing = getattr(link, "syntax_spans", None) or ((start, start), (end, end))
    url_start, url_end = getattr(link, "dest_span", None) or (end - 1, end - 1)
    if text[url_start:url_end].startswith("<") and text[url_start:url_end].endswith(">"):
        url_start, url_end = url_start + 1, url_end - 1
    address = decoded(str(getattr(link, "dest", "")))
    return LinkSpan(start, opening[1], closing[0], url_start, url_end, end, address)


def name_of(link: LinkSpan, text: str) -> str:
    """Return the name of a link, as a reader sees it."""
    return plain(on_one_line(text[link.name_start : link.name_end]))
