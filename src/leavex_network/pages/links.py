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
    r"(?:\A|(?<=[\r\n])) {0,3}\[(?P<label>[^\[\]\r\n^][^\[\]\r\n]{0,998})\]:"
    r"[ \t]*<?(?P<url>[^\s<>]+)"
)
_DEFINITION_END = re.compile(r":[ \t]*\S*")
_TICKS = re.compile(r"`+")
_FENCE = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]*~~~.*?(?:[\r\n][ \t]*~~~|\Z)", re.DOTALL)
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*[\r\n]")
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
    """Yield the links of a text that are not in code, in order.

    Args:
        text: Markdown, with HTML or shortcodes.
        definitions: The addresses of reference links: see `definitions_in`.
    """
    end_of_definition = 0
    text = without_code(text)
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
            if definition and _is_definition(text, match):
                end_of_definition = definition.end()
                continue
        if address:
            yield Link(match.start(), address.strip("<>"))


def _is_definition(text: str, match: re.Match[str]) -> bool:
    """Tell whether `[label]`, which a colon follows, begins its line, and is no footnote's."""
    line_start = max(text.rfind(mark, 0, match.start()) for mark in "\r\n") + 1
    is_first = not text[line_start : match.start()].strip()
    return is_first and match["reference"] is None and not match["text"].startswith("^")


def without_code(text: str) -> str:
    """Return a text of the same length with spaces for code spans and fenced code."""
    if "~~~" in text:
        text = _FENCE.sub(_spaces, text)
    if "`" not in text:
        return text
    runs = list(_TICKS.finditer(text))
    closing: dict[int, re.Match[str]] = {}  # by the start of the opening run
    next_of_length: dict[int, re.Match[str]] = {}
    for run in reversed(runs):
        length = len(run[0])
        if length in next_of_length:
            closing[run.start()] = next_of_length[length]
        next_of_length[length] = run
    parts: list[str] = []
    end = 0
    for run in runs:
        close = closing.get(run.start())
        if run.start() < end or close is None or not _is_code(text, run, close):
            continue
        parts += [text[end : run.start()], " " * (close.end() - run.start())]
        end = close.end()
    return "".join([*parts, text[end:]])


def _is_code(text: str, opening: re.Match[str], closing: re.Match[str]) -> bool:
    """Tell whether two runs of backticks are around code; a span has no blank line in it."""
    if opening[0].startswith("```"):
        return True
    return not _BLANK_LINE.search(text, opening.end(), closing.start())


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


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
