"""Inline Markdown of descriptions: its plain text, safe HTML and links.

The HTML has an allow-list of elements. Blocks and raw HTML are shown as text, images as their
alternative text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape, unescape
from typing import NamedTuple

from marko import inline
from marko.block import Document, Paragraph
from marko.element import Element
from marko.parser import Parser
from marko.source import Source

from leavex_network.text import simple
from leavex_network.text.urls import refusal

# What begins an inline element in CommonMark, apart from entities: texts without it skip marko.
_MARKUP = re.compile(r"[*_`\[<\\\n]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_TAGS: dict[type[Element], str] = {
    inline.StrongEmphasis: "strong",
    inline.Emphasis: "em",
    inline.CodeSpan: "code",
}
_DEEPEST = 50
_OPENING = re.compile(r"\[|\]\(|<|`+")
"""A mark for whose other half a parser searches, up to the end of the text."""
_LONGEST = 50_000
_MOST_OPENINGS = 60
_MOST_STEPS = 1_000_000


class Link(NamedTuple):
    """A link in a description."""

    text: str
    """The link text, as plain text."""
    url: str
    """The address, an accepted URL (see `leavex_network.text.urls`)."""


def plain(markdown: str) -> str:
    """Return the text that a reader sees: without markup and addresses, with entities decoded."""
    if not _MARKUP.search(markdown):
        return decoded(markdown.lstrip())
    parts = simple.parts(markdown)
    if parts is not None:
        return "".join(part.text for part in parts).lstrip()
    return "".join(map(_plain, _parse(markdown)))


def html(markdown: str) -> str:
    """Return a text as HTML with the elements `strong`, `em`, `code` and `a` only.

    Links to accepted URLs get `rel="noopener noreferrer"`; of other links, only the text remains.
    """
    if not _MARKUP.search(markdown):
        return escape(decoded(markdown.lstrip()))
    parts = simple.parts(markdown.lstrip())
    if parts is not None:
        return "".join(map(_simple_html, parts))
    return "".join(map(_html, _parse(markdown)))


def links(markdown: str) -> tuple[Link, ...]:
    """Return the links to accepted URLs, in the order of the text."""
    if not _MARKUP.search(markdown):
        return ()
    parts = simple.parts(markdown)
    if parts is not None:
        urls = (part for part in parts if part.url is not None and refusal(part.url) is None)
        return tuple(Link(part.text, str(part.url)) for part in urls)
    accepted: list[Link] = []
    for node in walk(_parse(markdown)):
        address = _address(node)
        if address is not None:
            accepted.append(Link("".join(map(_plain, children(node))), address))
    return tuple(accepted)


def link_spans(markdown: str) -> list[tuple[int, int]]:
    """Return the start and end of each inline link's address, in the order of the text."""
    if "](" not in markdown:
        return []
    parts = simple.parts(markdown)
    if parts is not None:
        found = (part for part in parts if part.url)
        return [(part.url_start, part.url_start + len(str(part.url))) for part in found]
    if not is_bounded(markdown):
        return []
    prefix = "x "  # After a word on its line, nothing is parsed as a heading or list.
    document = parser().parse(prefix + markdown)
    spans: list[tuple[int, int]] = []
    for node in walk(children(document)):
        if isinstance(node, inline.Link) and node.dest_span:
            start, end = node.dest_span
            spans.append((start - len(prefix), end - len(prefix)))
    return spans


def is_bounded(markdown: str) -> bool:
    """Tell whether a text is parsed in milliseconds, whatever it contains.

    A parser looks from each opening mark up to the end of the text, and again inside of what it
    found. An ordinary text has a few: a link has two, a code span has one or two.
    """
    if len(markdown) > _LONGEST:
        return False
    openings = len(_OPENING.findall(markdown))
    return openings <= _MOST_OPENINGS and openings * len(markdown) <= _MOST_STEPS


@cache
def parser() -> Parser:
    """Return the parser of Markdown."""
    return Parser()


def _parse(markdown: str) -> Sequence[Element]:
    """Parse a text as one paragraph, so that a leading `#` or `1.` is text."""
    if not is_bounded(markdown):
        return [inline.RawText(markdown)]
    source = Source(markdown)
    source.parser = parser()
    source.push_state(Document())
    paragraph = Paragraph([markdown])
    try:
        source.parser.parse_inline(paragraph, source)
        is_too_deep = _depth(paragraph) > _DEEPEST
    except RecursionError:
        is_too_deep = True
    # Deeply nested emphasis is an attack on the recursive functions below: show it as text.
    return [inline.RawText(markdown)] if is_too_deep else children(paragraph)


def _depth(root: Element) -> int:
    depth = 0
    level = [root]
    while level:
        depth += 1
        level = [child for node in level for child in children(node)]
    return depth


def children(node: Element) -> Sequence[Element]:
    """Return the elements inside an element; none if it contains text."""
    content: str | Sequence[Element] = getattr(node, "children", ())
    return () if isinstance(content, str) else content


def walk(nodes: Sequence[Element]) -> Iterator[Element]:
    """Yield elements, and all those inside them."""
    for node in nodes:
        yield node
        yield from walk(children(node))


def _own_text(node: Element) -> str:
    """Return the text of an element without that of the elements inside it."""
    content = getattr(node, "children", "")
    if not isinstance(content, str):
        return ""
    return decoded(content) if isinstance(node, inline.RawText) else content


def decoded(text: str) -> str:
    """Return a text with its entities decoded, as in CommonMark only those that end with `;`.

    The `&copy=` of an address remains.
    """
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def _plain(node: Element) -> str:
    if isinstance(node, inline.LineBreak):
        return " "
    return _own_text(node) + "".join(map(_plain, children(node)))


def _address(node: Element) -> str | None:
    if not isinstance(node, inline.Link | inline.AutoLink):
        return None
    address = decoded(node.dest)
    return address if refusal(address) is None else None


def _simple_html(part: simple.Part) -> str:
    text = escape(part.text)
    if part.is_strong:
        text = f"<strong>{text}</strong>"
    if part.url is None or refusal(part.url) is not None:
        return text
    return f'<a href="{escape(part.url)}" rel="noopener noreferrer">{text}</a>'


def _html(node: Element) -> str:
    if isinstance(node, inline.LineBreak):
        return " "
    inner = escape(_own_text(node)) + "".join(map(_html, children(node)))
    address = _address(node)
    if address is not None:
        return f'<a href="{escape(address)}" rel="noopener noreferrer">{inner}</a>'
    tag = _TAGS.get(type(node))
    return f"<{tag}>{inner}</{tag}>" if tag else inner
