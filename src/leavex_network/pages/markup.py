"""The Markdown of an item, parsed by marko: inline elements with their spans in its text."""

from collections.abc import Iterator, Sequence

from marko import inline
from marko.block import List, ListItem, Paragraph
from marko.element import Element

from leavex_network.text.inline import children, parser


def nodes_of(text: str) -> Sequence[Element]:
    """Return the inline elements of an item's first paragraph; none if its text has no spans."""
    # marko ends lines with LF only: replaced one by one, every offset stays the same.
    newline_kept = text.replace("\r\n", " \n").replace("\r", "\n")
    try:
        element: object = parser().parse(newline_kept)
    except RecursionError:
        return ()
    kinds: tuple[type[Element], ...] = (List, ListItem, Paragraph)
    for kind in kinds:
        inside: Sequence[Element] = getattr(element, "children", ())
        element = inside[0] if inside and isinstance(inside[0], kind) else None
    nodes: Sequence[Element] = getattr(element, "children", ())
    has_spans = all(getattr(node, "source_span", None) for node in nodes)
    return nodes if has_spans else ()


def span(node: Element) -> tuple[int, int]:
    """Return the start and end of an element in the text of its item."""
    source_span = node.source_span
    assert source_span is not None  # noqa: S101 - `nodes_of` returns no others
    return source_span


def links(nodes: Sequence[Element]) -> Iterator[Element]:
    """Yield the links among elements, also those inside emphasis."""
    for node in nodes:
        if isinstance(node, inline.Link):
            yield node
        elif isinstance(node, inline.StrongEmphasis | inline.Emphasis):
            yield from links(children(node))


def begins(node: Element, link: Element) -> bool:
    """Tell whether an element is the link, or emphasis around the link only."""
    while node is not link:
        inside = children(node)
        if len(inside) != 1:
            return False
        node = inside[0]
    return True
