"""What marko sees in a bullet: the inline elements of its first paragraph, each with its span in the text."""

from collections.abc import Iterator, Sequence
from functools import cache

from marko import inline
from marko.block import List, ListItem, Paragraph
from marko.element import Element
from marko.parser import Parser

from leavex_network.text.inline import children


@cache
def _parser() -> Parser:
    return Parser()


def nodes_of(text: str) -> Sequence[Element]:
    """Return the inline elements of a bullet's first paragraph, each with its span in the text."""
    newline_kept = text.replace("\r\n", " \n").replace("\r", "\n")
    try:
        item: object = _parser().parse(newline_kept)
    except RecursionError:
        return ()
    kinds: tuple[type[Element], ...] = (List, ListItem, Paragraph)
    for kind in kinds:
        inside: Sequence[Element] = getattr(item, "children", ())
        item = inside[0] if inside and isinstance(inside[0], kind) else None
    nodes: Sequence[Element] = getattr(item, "children", ())
    return nodes if nodes and all(getattr(node, "source_span", None) for node in nodes) else ()


def span(node: Element) -> tuple[int, int]:
    """Return where an element stands in the text of its bullet."""
    found = node.source_span
    assert found is not None  # noqa: S101 - `nodes_of` returns no others
    return found


def links(nodes: Sequence[Element]) -> Iterator[Element]:
    """Yield the links among elements, also those inside emphasis."""
    for node in nodes:
        if isinstance(node, inline.Link):
            yield node
        elif isinstance(node, inline.StrongEmphasis | inline.Emphasis):
            yield from links(children(node))


def begins(node: Element, link: Element) -> bool:
    """Tell whether an element is the link, or emphasis around it and nothing else."""
    while node is not link:
        inside = children(node)
        if len(inside) != 1:
            return False
        node = inside[0]
    return True
