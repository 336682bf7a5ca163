"""Links in blocks that are not read as entries, in all forms that people write."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# Bounded and possessive, so that a text of brackets takes linear time.
_TEXT = r"(?:[^\[\]\\\r\n]|\\.|\[[^\[\]\r\n]{0,200}\]){0,500}+"
_LINK = re.compile(
    r"<a\b[^>]{0,500}?\bhref\s*=\s*[\"']?(?P<html>[^\"'\s>]+)"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"  # CommonMark 6.5: autolinks
    rf"|(?P<image>!)?\[(?P<text>{_TEXT})\]"
    r"(?:\(\s*(?P<inline><[^<>\r\n]*>|\{\{[^{}]*\}\}|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"|\[(?P<reference>[^\[\]\r\n]*)\])?"
    r"|(?P<bare>(?<![\w@/])(?i:https?://|www\.)[^\s<>\"'`\[\]{}|\\^]+)"
)
_DEFINITION = re.compile(
    r"(?:\A|(?<=[\r\n])) {0,3}\[(?P<label>[^\[\]\r\n]{1,999})\]:[ \t]*<?(?P<url>[^\s<>]+)"
)
_DEFINITION_END = re.compile(r":[ \t]*\S*")
_AFTER_URL = ".,:;!?*_~"


class Link(NamedTuple):
    """A link in a text."""

    offset: int
    address: str
    """As written."""


def definitions_in(text: str) -> dict[str, str]:
    """Return the address of each reference definition (CommonMark 4.7), by its folded label."""
    definitions: dict[str, str] = {}
    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            definitions.setdefault(_label(match["label"]), match["url"])
    return definitions


def links_in(text: str, definitions: Mapping[str, str]) -> Iterator[Link]:
    """Yield the links of a text, in order.

    Args:
        text: Markdown, with HTML or shortcodes.
        definitions: The addresses of reference links: see `definitions_in`.
    """
    end_of_definition = 0
    for match in _LINK.finditer(text):
        if match["image"] or match.start() < end_of_definition:
            continue
        address = match["html"] or match["auto"] or match["inline"]
        if match["bare"]:
            address = _without_punctuation(match["bare"])
            if address.lower().startswith("www."):
                address = f"https://{address}"
        elif match["text"] is not None and address is None:
            address = definitions.get(_label(match["reference"] or match["text"]))
            definition = _DEFINITION_END.match(text, match.end())
            if definition:
                end_of_definition = definition.end()
                continue
        if address:
            yield Link(match.start(), address.strip("<>"))


def _without_punctuation(url: str) -> str:
    """Return a plain URL without the punctuation of its sentence (GFM 6.9)."""
    while True:
        shorter = url.rstrip(_AFTER_URL)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == url:
            return url
        url = shorter


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()
