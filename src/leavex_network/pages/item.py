"""One item as named parts: joined, they are its exact text; an edit replaces some of them."""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

from leavex_network.pages.label import BEFORE_LABEL, label_of, without_guard
from leavex_network.pages.markup import Inline, LinkSpan, name_of, on_one_line, read_markup
from leavex_network.pages.words import page_words
from leavex_network.places.territories import Territory
from leavex_network.text.characters import composed, is_composed
from leavex_network.text.folding import fold
from leavex_network.text.inline import plain
from leavex_network.text.live_markup import live_markup, unescaped

_SEPARATOR = re.compile(r"\s*(?::(?![a-z0-9_+-]+:)|[\uff1a\u2013\u2014]|-(?=\s))?\s*")
_AROUND_ALSO = " ,;\u3001\u060c\uff0c\t\r\n"
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
    separator: str = ""
    """`: `, ` : ` or similar."""
    text: str = ""
    """The description, in Markdown."""
    gap: str = ""
    """The white space and the emphasis before the label."""
    label: str = ""
    """`(Germany)`, with its parentheses; empty if there is none that names territories."""
    end: str = ""
    """Emphasis, a full stop, white space, the line ending, and the other paragraphs."""

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
    is_composed: bool
    """Whether its text is in Unicode's Normalization Form C."""
    live: str | None = None
    """What is live in its name or description: HTML, an image or a shortcode."""


class _Also(NamedTuple):
    """The further addresses that follow a link."""

    end: int
    addresses: tuple[str, ...]


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
    also = _also(markup.following, text, markup.head_end)
    body = text[also.end : markup.end]
    match = _SEPARATOR.match(body)
    assert match is not None  # noqa: S101 - it matches any text
    separator = match[0]
    start = also.end + len(separator)
    end = start + len(body[len(separator) :].rstrip())
    label = label_of(text, start, end, markup.following, page_language)
    markdown = text[start : label.start - label.marks].rstrip()
    if label.territories:
        markdown = markdown.rstrip(BEFORE_LABEL)
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
        also=text[markup.head_end : also.end],
        separator=separator,
        text=markdown,
        gap=text[start + len(markdown) : label.start],
        label=text[label.start : label.end],
        end=text[label.end :],
    )
    description = on_one_line(markdown)
    if not parts.label:
        description = without_guard(description, page_language)
    shown_name = plain(on_one_line(name))
    return ParsedItem(
        parts=parts,
        name=composed(shown_name),
        is_bold=_is_bold(parts),
        address=link.address,
        also_at=also.addresses,
        description=unescaped(composed(description)),
        territories=label.territories,
        unknown_label=label.unknown,
        is_composed=is_composed(text),
        live=live_markup(name) or live_markup(description),
    )


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


def _also(following: Sequence[Inline], text: str, head_end: int) -> _Also:
    """Return the further addresses that follow the link: `also [here](...)`."""
    end = head_end
    addresses: list[str] = []
    for word, element in zip(following[::2], following[1::2], strict=False):
        link = element.link
        if link is None or not _is_also(word, link, text):
            break
        addresses.append(link.address)
        end = link.end
    is_sentence = text[end : end + 1] == "." and not text[end + 1 : end + 2].strip()
    if addresses and is_sentence:
        end += 1
    return _Also(end, tuple(addresses))


def _is_also(word: Inline, link: LinkSpan, text: str) -> bool:
    """Tell whether a word and a link are `also [here](...)`, in any language."""
    if not word.is_text:
        return False
    if fold(text[word.start : word.end]).strip(_AROUND_ALSO) not in page_words("also"):
        return False
    return fold(name_of(link, text)) in page_words("here")
