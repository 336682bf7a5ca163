"""One entry's bullet as named parts whose concatenation is the bullet: reading names them, writing replaces some."""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache

from marko import inline
from marko.element import Element

from leavex_network.pages.label import label_of, without_guard
from leavex_network.pages.markup import begins, links, nodes_of, span
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.places.territories import Territory
from leavex_network.text.characters import fold
from leavex_network.text.inline import decoded, plain

_SEPARATOR = re.compile(r"\s*(?:[:\u2013\u2014]|-(?=\s))?\s*")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_OPENING = re.compile(r"\[(?P<emphasis>[*_]*)")


@dataclass(frozen=True, slots=True)
class ItemParts:
    """The parts of a bullet, verbatim, in their order."""

    marker: str
    """`* `, with its indent, and emphasis around the link."""
    opening: str
    """`[`, with emphasis inside the link."""
    name: str
    """The name, in Markdown."""
    closing: str
    """Emphasis, `](`, and `<` where the address stands in angle brackets."""
    url: str
    """The address, as the page writes it."""
    behind: str
    """The rest of the link, with its title, and emphasis around it."""
    also: str
    """` also [here](...)`, as often as it stands there."""
    separator: str
    """`: `, ` : `, or what stands there."""
    text: str
    """The description, in Markdown."""
    gap: str
    """The white space before the label."""
    label: str
    """`(Germany)`, with its parentheses; empty where there is none that is understood."""
    end: str
    """A full stop, white space, the line ending, and what else belongs to the bullet."""

    def __str__(self) -> str:
        """The bullet, to the letter."""
        return "".join(astuple(self))


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """What a bullet says."""

    parts: ItemParts
    name: str
    is_bold: bool
    address: str
    """As the page writes it, decoded; not yet resolved."""
    also_at: tuple[str, ...]
    description: str
    territories: tuple[Territory, ...]
    doubtful: str | None
    """A last parenthesis that may be meant as a label, and is none that is known."""


def read(text: str, page_language: str) -> ParsedItem | None:
    """Return what a bullet says, or None where it does not begin with a link.

    Args:
        text: The bullet, to the letter.
        page_language: The language of the page (BCP 47): its names are understood first.
    """
    nodes = nodes_of(text)
    link = next(iter(links(nodes[:1])), None)
    if link is None or not begins(nodes[0], link):
        return None
    head_end = span(nodes[-1])[1]
    also_end, also_at = _also(nodes, text)
    body = text[also_end:head_end]
    separator = _match(_SEPARATOR, body)
    rest = body[len(separator) :].rstrip()
    label = label_of(
        nodes, text, also_end + len(separator), also_end + len(separator) + len(rest), page_language
    )
    outer = span(nodes[0])
    destination = _destination(link, text)
    opening, name, closing = _name(text, link, destination[0])
    start = also_end + len(separator)
    parts = ItemParts(
        marker=text[: span(link)[0]],
        opening=opening,
        name=name,
        closing=closing,
        url=text[slice(*destination)],
        behind=text[destination[1] : outer[1]],
        also=text[outer[1] : also_end],
        separator=separator,
        text=text[start : label.start].rstrip(),
        gap=text[start + len(text[start : label.start].rstrip()) : label.start],
        label=text[label.start : label.end],
        end=text[label.end :],
    )
    return ParsedItem(
        parts=parts,
        name=plain(unbroken(name)),
        is_bold="**" in parts.marker.strip()[1:] + opening or "__" in parts.marker + opening,
        address=address(link),
        also_at=also_at,
        description=unbroken(parts.text)
        if parts.label
        else without_guard(unbroken(parts.text), page_language),
        territories=label.territories,
        doubtful=label.doubtful,
    )


def unbroken(markdown: str) -> str:
    """Return a text of several lines on one."""
    return _BREAK.sub(" ", markdown).strip()


def address(link: Element) -> str:
    """Return where a link leads, as it is meant: entities decoded, but only whole ones."""
    return decoded(str(getattr(link, "dest", "")))


# The parts


def _name(text: str, link: Element, destination: int) -> tuple[str, str, str]:
    """Return what opens the name, the name, and what stands between it and the address."""
    start, end = span(link)[0], _marks(link)[1][0]
    first, last = _trimmed(text, start + 1, end)
    for mark in ("**", "__", "*", "_"):
        # Also where white space keeps Markdown from seeing the emphasis: the author meant it.
        inside = text[first + len(mark) : last - len(mark)]
        if text[first:last] == f"{mark}{inside}{mark}" and inside.strip() and mark not in inside:
            first, last = _trimmed(text, first + len(mark), last - len(mark))
            break
    return text[start:first], text[first:last], text[last:destination]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space around it."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def _marks(link: Element) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the marks of a link stand: its `[`, and all from its `]` on."""
    opening, closing = getattr(link, "syntax_spans", None) or [(0, 0), (0, 0)]
    return opening, closing


def _destination(link: Element, text: str) -> tuple[int, int]:
    found = getattr(link, "dest_span", None)
    start, end = found or (span(link)[1] - 1, span(link)[1] - 1)
    if text[start:end].startswith("<") and text[start:end].endswith(">"):
        return start + 1, end - 1
    return start, end


def _also(nodes: Sequence[Element], text: str) -> tuple[int, tuple[str, ...]]:
    """Return where the further addresses end that stand right behind the link, and the addresses."""
    end = span(nodes[0])[1]
    found: list[str] = []
    place = 1
    while place + 1 < len(nodes):
        before, link = nodes[place], nodes[place + 1]
        words = fold(text[slice(*span(before))]).strip(" ,;\u3001\u060c\t\r\n")
        is_also = isinstance(before, inline.RawText) and words in page_words("also")
        if not (
            is_also
            and isinstance(link, inline.Link)
            and fold(plain_of(link, text)) in page_words("here")
        ):
            break
        found.append(address(link))
        end = span(link)[1]
        place += 2
    if (
        found
        and place < len(nodes)
        and text[end : end + 1] == "."
        and not text[end + 1 : end + 2].strip()
    ):
        end += 1
    return end, tuple(found)


def plain_of(node: Element, text: str) -> str:
    """Return what a reader sees of a link."""
    (_, start), (end, _) = _marks(node)
    return plain(unbroken(text[start:end]))


@cache
def page_words(key: str) -> frozenset[str]:
    """Return the words of pages under a key, in all languages, folded."""
    return frozenset(fold(word) for code in WITH_NAMES for word in language(code).page[key])


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found[0] if found else ""
