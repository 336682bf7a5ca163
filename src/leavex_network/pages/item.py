"""One item as named parts: joined, they are its exact text; an edit replaces some of them."""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from marko import inline
from marko.element import Element

from leavex_network.pages.label import label_of, without_guard
from leavex_network.pages.markup import begins, links, nodes_of, span
from leavex_network.pages.words import page_words
from leavex_network.places.territories import Territory
from leavex_network.text.characters import fold
from leavex_network.text.inline import decoded, plain

_SEPARATOR = re.compile(r"\A\s*(?:[:\u2013\u2014]|-(?=\s))?\s*")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_AROUND_ALSO = " ,;\u3001\u060c\t\r\n"


@dataclass(frozen=True, slots=True)
class ItemParts:
    """The parts of an item, verbatim, in order."""

    marker: str = ""
    """`* `, with its indent, and emphasis around the link."""
    opening: str = ""
    """`[`, with emphasis inside the link."""
    name: str = ""
    """The name, in Markdown."""
    closing: str = ""
    """Emphasis, `](`, and `<` if the address is in angle brackets."""
    url: str = ""
    """The address, as the page writes it."""
    link_end: str = ""
    """The rest of the link, with its title, and emphasis around it."""
    also: str = ""
    """` also [here](...)`, any number of times."""
    separator: str = ""
    """`: `, ` : ` or similar."""
    text: str = ""
    """The description, in Markdown."""
    gap: str = ""
    """The white space before the label."""
    label: str = ""
    """`(Germany)`, with its parentheses; empty if there is none that names territories."""
    end: str = ""
    """A full stop, white space, the line ending, and the other paragraphs of the item."""

    def __str__(self) -> str:
        """The exact text of the item."""
        return "".join(astuple(self))


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """The parts of an item, and their meaning."""

    parts: ItemParts
    name: str
    is_bold: bool
    address: str
    """As the page writes it, decoded; not yet resolved."""
    also_at: tuple[str, ...]
    description: str
    territories: tuple[Territory, ...]
    unknown_label: str | None
    """A last parenthesis that looks like a label, but names no known territory."""


def read(text: str, page_language: str) -> ParsedItem | None:
    """Return a parsed item, or None if it does not begin with a link.

    Names of territories in the language of the page (BCP 47) come first.
    """
    nodes = nodes_of(text)
    link = next(iter(links(nodes[:1])), None)
    if link is None or not begins(nodes[0], link):
        return None
    also_start = span(nodes[0])[1]
    also_end, also_at = _also(nodes, text)
    paragraph_end = span(nodes[-1])[1]
    body = _SEPARATOR.sub("", text[also_end:paragraph_end])
    start = paragraph_end - len(body)
    end = start + len(body.rstrip())
    label = label_of(nodes, text, start, end, page_language)
    markdown = text[start : label.start].rstrip()
    url_start, url_end = _address_span(link, text)
    opening, name, closing = _name(text, link, url_start)
    parts = ItemParts(
        marker=text[: span(link)[0]],
        opening=opening,
        name=name,
        closing=closing,
        url=text[url_start:url_end],
        link_end=text[url_end:also_start],
        also=text[also_start:also_end],
        separator=text[also_end:start],
        text=markdown,
        gap=text[start + len(markdown) : label.start],
        label=text[label.start : label.end],
        end=text[label.end :],
    )
    description = on_one_line(markdown)
    if not parts.label:
        description = without_guard(description, page_language)
    return ParsedItem(
        parts=parts,
        name=plain(on_one_line(name)),
        is_bold=_is_bold(parts),
        address=_address(link),
        also_at=also_at,
        description=description,
        territories=label.territories,
        unknown_label=label.unknown,
    )


def on_one_line(markdown: str) -> str:
    """Return a text with its line breaks replaced by spaces."""
    return _BREAK.sub(" ", markdown).strip()


def _is_bold(parts: ItemParts) -> bool:
    without_marker = parts.marker.strip()[1:]  # `*` is a marker, too
    return "**" in without_marker + parts.opening or "__" in parts.marker + parts.opening


def _address(link: Element) -> str:
    """Return the address of a link, with its entities decoded."""
    return decoded(str(getattr(link, "dest", "")))


def _name(text: str, link: Element, url_start: int) -> tuple[str, str, str]:
    """Return the text before the name, the name, and the text between it and the address."""
    link_start, name_end = span(link)[0], _mark_spans(link)[1][0]
    start, end = _stripped(text, link_start + 1, name_end)
    for mark in ("**", "__", "*", "_"):
        # Also if white space inside the marks keeps them from being emphasis (CommonMark 6.2).
        inside = text[start + len(mark) : end - len(mark)]
        is_marked = text[start:end] == f"{mark}{inside}{mark}"
        if is_marked and inside.strip() and mark not in inside:
            start, end = _stripped(text, start + len(mark), end - len(mark))
            break
    return text[link_start:start], text[start:end], text[end:url_start]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its ends."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def _mark_spans(link: Element) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the span of a link's `[`, and that of its `]` with what follows."""
    opening, closing = getattr(link, "syntax_spans", None) or [(0, 0), (0, 0)]
    return opening, closing


def _address_span(link: Element, text: str) -> tuple[int, int]:
    last = span(link)[1] - 1
    start, end = getattr(link, "dest_span", None) or (last, last)
    if text[start:end].startswith("<") and text[start:end].endswith(">"):
        return start + 1, end - 1
    return start, end


def _also(nodes: Sequence[Element], text: str) -> tuple[int, tuple[str, ...]]:
    """Return the offset after the further addresses that follow the link, and these addresses."""
    end = span(nodes[0])[1]
    addresses: list[str] = []
    is_last = False
    for word, link in zip(nodes[1::2], nodes[2::2], strict=False):
        if not _is_also(word, link, text):
            break
        addresses.append(_address(link))
        end = span(link)[1]
        is_last = link is nodes[-1]
    is_sentence = text[end : end + 1] == "." and not text[end + 1 : end + 2].strip()
    if addresses and is_sentence and not is_last:
        end += 1
    return end, tuple(addresses)


def _is_also(word: Element, link: Element, text: str) -> bool:
    """Tell whether two elements are `also [here](...)`, in any language."""
    if not isinstance(word, inline.RawText) or not isinstance(link, inline.Link):
        return False
    start, end = span(word)
    if fold(text[start:end]).strip(_AROUND_ALSO) not in page_words("also"):
        return False
    (_, name_start), (name_end, _) = _mark_spans(link)
    name = plain(on_one_line(text[name_start:name_end]))
    return fold(name) in page_words("here")
