"""The Markdown inside a description: as plain text, as safe HTML, and the links in it.

Only inline Markdown counts. HTML is made of an allow-list of elements; anything else, raw HTML among it, is text.
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

from leavex_network.text.urls import refusal

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_ELEMENTS: dict[type[Element], str] = {
    inline.StrongEmphasis: "strong",
    inline.Emphasis: "em",
    inline.CodeSpan: "code",
}
_DEEPEST = 50


class Link(NamedTuple):
    """A link in a description."""

    text: str
    """What is shown, as plain text."""
    url: str
    """Where it leads: an accepted URL (see `leavex_network.text.urls`)."""


def plain(markdown: str) -> str:
    """Return what a reader sees of the text: no marks, no addresses, entities decoded."""
    return "".join(_plain(node) for node in _parse(markdown))


def html(markdown: str) -> str:
    """Return the text as HTML of `strong`, `em`, `code` and `a`; whatever else it holds is shown as text.

    Links to accepted URLs keep their address, and get `rel="noopener noreferrer"`; of others, only the text stays.
    """
    return "".join(_html(node) for node in _parse(markdown))


def links(markdown: str) -> tuple[Link, ...]:
    """Return the links to accepted URLs, in the order of the text."""
    return tuple(
        Link("".join(map(_plain, children(node))), address)
        for node in _walk(_parse(markdown))
        if (address := _address(node)) is not None
    )


def link_spans(markdown: str) -> list[tuple[int, int]]:
    """Return where the addresses of inline links stand in a text, in its order."""
    lead = "x "  # whatever follows a word is a paragraph, and no heading or list
    document = _parser().parse(lead + markdown)
    links = (
        node
        for node in _walk(children(document))
        if isinstance(node, inline.Link) and node.dest_span
    )
    spans = [
        (node.dest_span[0] - len(lead), node.dest_span[1] - len(lead))
        for node in links
        if node.dest_span
    ]
    return [(start, end) for start, end in spans if start < end]


@cache
def _parser() -> Parser:
    return Parser()


def _parse(markdown: str) -> Sequence[Element]:
    """Parse as one paragraph, so that a leading `#` or `1.` is what it looks like: text."""
    source = Source(markdown)
    source.parser = _parser()
    source.push_state(Document())
    paragraph = Paragraph([markdown])
    try:
        source.parser.parse_inline(paragraph, source)
        shallow = _depth(paragraph) <= _DEEPEST
    except RecursionError:
        shallow = False
    # Emphasis within emphasis, dozens deep, is no writing but an attack: it is shown as it stands.
    return children(paragraph) if shallow else [inline.RawText(markdown)]


def _depth(root: Element) -> int:
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for node in level for child in children(node)]
    return depth


def children(node: Element) -> Sequence[Element]:
    """Return the elements inside an element; none where it holds text."""
    inside: str | Sequence[Element] = getattr(node, "children", ())
    return () if isinstance(inside, str) else inside


def _walk(nodes: Sequence[Element]) -> Iterator[Element]:
    for node in nodes:
        yield node
        yield from _walk(children(node))


def _words(node: Element) -> str:
    """Return the text of a leaf."""
    words = getattr(node, "children", "")
    if not isinstance(words, str):
        return ""
    return decoded(words) if isinstance(node, inline.RawText) else words


def decoded(text: str) -> str:
    """Return a text with its entities decoded: whole ones, so that the `&copy=` of an address is none."""
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def _plain(node: Element) -> str:
    if isinstance(node, inline.LineBreak):
        return " "
    return _words(node) + "".join(map(_plain, children(node)))


def _address(node: Element) -> str | None:
    if not isinstance(node, inline.Link | inline.AutoLink):
        return None
    address = decoded(node.dest)
    return address if refusal(address) is None else None


def _html(node: Element) -> str:
    inner = escape(_words(node)) + "".join(map(_html, children(node)))
    if isinstance(node, inline.LineBreak):
        return " "
    address = _address(node)
    if address is not None:
        return f'<a href="{escape(address)}" rel="noopener noreferrer">{inner}</a>'
    name = _ELEMENTS.get(type(node))
    return f"<{name}>{inner}</{name}>" if name else inner
