"""One entry's bullet as named parts whose concatenation is the bullet: reading names them, writing replaces some."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from itertools import accumulate

from marko import inline
from marko.block import List, ListItem, Paragraph
from marko.element import Element
from marko.parser import Parser

from leavex_network import gazetteer
from leavex_network.inline import children, decoded, plain
from leavex_network.languages import WITH_NAMES, language
from leavex_network.territories import Territory
from leavex_network.texts import fold

_SEPARATOR = re.compile(r"\s*(?:[:\u2013\u2014]|-(?=\s))?\s*")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_OPENING = re.compile(r"\[(?P<emphasis>[*_]*)")


@dataclass(frozen=True, slots=True)
class Bullet:
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
class Reading:
    """What a bullet says."""

    parts: Bullet
    name: str
    is_bold: bool
    address: str
    """As the page writes it, decoded; not yet resolved."""
    also_at: tuple[str, ...]
    description: str
    territories: tuple[Territory, ...]
    doubtful: str | None
    """A last parenthesis that may be meant as a label, and is none that is known."""


def read(text: str, page_language: str) -> Reading | None:
    """Return what a bullet says, or None where it does not begin with a link.

    Args:
        text: The bullet, to the letter.
        page_language: The language of the page (BCP 47): its names are understood first.
    """
    nodes = _nodes(text)
    link = next(iter(_links(nodes[:1])), None)
    if link is None or not _begins(nodes[0], link):
        return None
    head_end = _span(nodes[-1])[1]
    also_end, also_at = _also(nodes, text)
    body = text[also_end:head_end]
    separator = _match(_SEPARATOR, body)
    rest = body[len(separator) :].rstrip()
    label = _label(nodes, text, also_end + len(separator), also_end + len(separator) + len(rest), page_language)
    outer = _span(nodes[0])
    destination = _destination(link, text)
    opening, name, closing = _name(text, link, destination[0])
    start = also_end + len(separator)
    parts = Bullet(
        marker=text[: _span(link)[0]],
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
    return Reading(
        parts=parts,
        name=plain(unbroken(name)),
        is_bold="**" in parts.marker.strip()[1:] + opening or "__" in parts.marker + opening,
        address=address(link),
        also_at=also_at,
        description=unbroken(parts.text) if parts.label else without_guard(unbroken(parts.text), page_language),
        territories=label.territories,
        doubtful=label.doubtful,
    )


def unbroken(markdown: str) -> str:
    """Return a text of several lines on one."""
    return _BREAK.sub(" ", markdown).strip()


def address(link: Element) -> str:
    """Return where a link leads, as it is meant: entities decoded, but only whole ones."""
    return decoded(str(getattr(link, "dest", "")))


# The label


@dataclass(frozen=True, slots=True)
class _Label:
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


def _label(nodes: Sequence[Element], text: str, start: int, end: int, page_language: str) -> _Label:
    """Return the last parenthesis where it is a label: at the end, outside of links, naming territories."""
    stop = end - 1 if text[start:end].endswith(".") and text[start : end - 1].endswith(")") else end
    opening = _parenthesis(text, start, stop)
    if opening is None or not _is_plain(nodes, opening, stop):
        return _Label(end, end)
    inside = unbroken(text[opening + 1 : stop - 1])
    territories = territories_of(inside, page_language)
    if territories:
        return _Label(opening, stop, territories)
    return _Label(end, end, doubtful=inside if _looks_like_a_place(inside) else None)


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
    return all(isinstance(node, kinds) for node in nodes if _span(node)[0] < end and _span(node)[1] > start)


def _looks_like_a_place(inside: str) -> bool:
    """Tell whether a parenthesis is short and capitalized, as the name of a place would be."""
    return (
        inside[:1].isupper() and len(inside.split()) <= _MOST_WORDS and not any(letter.isdigit() for letter in inside)
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


# The parts


def _name(text: str, link: Element, destination: int) -> tuple[str, str, str]:
    """Return what opens the name, the name, and what stands between it and the address."""
    start, end = _span(link)[0], _marks(link)[1][0]
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
    start, end = found or (_span(link)[1] - 1, _span(link)[1] - 1)
    if text[start:end].startswith("<") and text[start:end].endswith(">"):
        return start + 1, end - 1
    return start, end


def _also(nodes: Sequence[Element], text: str) -> tuple[int, tuple[str, ...]]:
    """Return where the further addresses end that stand right behind the link, and the addresses."""
    end = _span(nodes[0])[1]
    found: list[str] = []
    place = 1
    while place + 1 < len(nodes):
        before, link = nodes[place], nodes[place + 1]
        words = fold(text[slice(*_span(before))]).strip(" ,;\u3001\u060c\t\r\n")
        is_also = isinstance(before, inline.RawText) and words in page_words("also")
        if not (is_also and isinstance(link, inline.Link) and fold(plain_of(link, text)) in page_words("here")):
            break
        found.append(address(link))
        end = _span(link)[1]
        place += 2
    if found and place < len(nodes) and text[end : end + 1] == "." and not text[end + 1 : end + 2].strip():
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


# What marko sees


@cache
def _parser() -> Parser:
    return Parser()


def _nodes(text: str) -> Sequence[Element]:
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


def _span(node: Element) -> tuple[int, int]:
    span = node.source_span
    assert span is not None  # noqa: S101 - `_nodes` returns no others
    return span


def _links(nodes: Sequence[Element]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, inline.Link):
            yield node
        elif isinstance(node, inline.StrongEmphasis | inline.Emphasis):
            yield from _links(children(node))


def _begins(node: Element, link: Element) -> bool:
    """Tell whether an element is the link, or emphasis around it and nothing else."""
    while node is not link:
        inside = children(node)
        if len(inside) != 1:
            return False
        node = inside[0]
    return True


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found[0] if found else ""
