"""The regions of a Markdown file that `embed` fills: between two comments on lines of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from leavex_network.findings import Finding
from leavex_network.pages.blocks import Block, BlockKind, Page
from leavex_network.pages.links import without_code
from leavex_network.text.lines import Lines

BEGIN = "<!-- leavex-network -->"
END = "<!-- /leavex-network -->"

_NAME = r"leavex-network(?!\w|-(?!->))"
_MARKER = re.compile(
    rf"<!--\s*(?P<end>/?)\s*{_NAME}(?P<parameters>.*)-->[ \t]*[\r\n]*\Z", re.DOTALL
)
_START_OF_MARKER = re.compile(rf"\s*<!--\s*/?\s*{_NAME}")
_LIKE_A_MARKER = re.compile(
    r"\s*<!--\s*(?:/|end\b|begin\b|start\b)?\s*leave[ _-]?x[ _-]?networks?\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(rf"<!--\s*/?\s*{_NAME}.*?-->")
# What is indented below one of these is its content, and no code (Python-Markdown, GitHub).
_HOLDER = re.compile(r"(?:!!!|\?\?\?\+?|===) |\[\^[^\]\r\n]+\]:")
_INDENTED = re.compile(r"^(?: {4}|\t).*", re.MULTILINE)
# CommonMark 4.6, the first kind of HTML blocks: what is inside is no Markdown.
_RAW_START = re.compile(r"<(?P<tag>pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a Markdown file."""

    parameters: str
    """The parameters of its first marker, such as ` country="DE"`."""
    start: int
    """The offset after the line of its first marker, in characters."""
    end: int
    """The offset of its last marker, in characters."""
    line: int
    """The line of its first marker, counted from 1."""
    level: int
    """The level of the heading above it; 0 if there is none."""


class Regions(NamedTuple):
    """The regions of a file, in order, and what is wrong with its markers."""

    regions: tuple[Region, ...]
    problems: tuple[Finding, ...]
    """Errors: nothing is to be written."""
    notes: tuple[Finding, ...]
    """Markers that are ignored."""


class _Marker(NamedTuple):
    block: Block
    line: int
    level: int
    """The level of the heading above it, outside of regions."""
    parameters: str = ""
    is_end: bool = False
    problem: str = ""


def regions(page: Page, file: str) -> Regions:
    """Return the regions of a Markdown file."""
    lines = Lines(str(page))
    markers = list(_markers(page, lines))
    notes = tuple(_elsewhere(page, lines, file))
    problems = [_invalid(file, marker.line, marker.problem) for marker in markers if marker.problem]
    if problems:
        # Which of the others belong together is a guess.
        return Regions((), tuple(problems), notes)
    found: list[Region] = []
    first: _Marker | None = None
    for marker in markers:
        if not marker.is_end:
            if first is not None:
                problems.append(_invalid(file, first.line, _WITHOUT_END))
            first = marker
        elif first is None:
            problems.append(_invalid(file, marker.line, "No region begins before this marker."))
        else:
            start, end = first.block.end, marker.block.start
            found.append(Region(first.parameters, start, end, first.line, first.level))
            first = None
    if first is not None:
        problems.append(_invalid(file, first.line, _WITHOUT_END))
    return Regions(tuple(found), tuple(problems), notes)


_WITHOUT_END = f"The region does not end before the next one, or at all: {END} is missing."


def _markers(page: Page, lines: Lines) -> Iterator[_Marker]:
    level = 0
    is_inside = False
    raw = ""
    for block in page.blocks:
        if raw:
            raw = _open_raw(f"<{raw}>{block.text}")
            continue
        if block.kind is BlockKind.PROSE:
            raw = _open_raw(block.text)
        if block.kind is BlockKind.HEADING and not is_inside:
            level = block.level
        is_code = block.text.startswith(("    ", "\t"))
        is_comment = block.kind is BlockKind.COMMENT and not is_code
        if not is_comment or not _LIKE_A_MARKER.match(block.text):
            continue
        marker = _marker(block, lines.locate(block.start)[0], level)
        if not marker.problem:
            is_inside = not marker.is_end
        yield marker


def _marker(block: Block, line: int, level: int) -> _Marker:
    """Return a comment as a marker, with what is wrong with it."""
    match = _MARKER.match(block.text)
    problem = ""
    if not _START_OF_MARKER.match(block.text):
        problem = "This marker is misspelt."
    elif block.text.startswith((" ", "\t")):
        problem = "This marker is indented: it may belong to a list item."
    elif "-->" not in re.sub(r"(?:\r\n|\r|\n)[ \t]*[\r\n].*", "", block.text, flags=re.DOTALL):
        problem = "This marker does not end with -->."
    elif match is None or "-->" in match["parameters"]:
        problem = "This marker is not alone on its line."
    elif match["end"] and match["parameters"].strip():
        problem = "The last marker takes no parameters."
    if match is None or problem:
        return _Marker(block, line, level, problem=problem)
    return _Marker(block, line, level, match["parameters"].rstrip(), bool(match["end"]))


def _open_raw(text: str) -> str:
    """Return the tag of an element at the end of a text that holds no Markdown; none if closed."""
    tag = ""
    for match in _RAW_START.finditer(text):
        tag = match["tag"].lower()
    return tag if tag and f"</{tag}" not in text.lower().rpartition(f"<{tag}")[2] else ""


def _elsewhere(page: Page, lines: Lines, file: str) -> Iterator[Finding]:
    """Yield a finding for each marker that is not code, where no list can stand."""
    is_held = False
    for block in page.blocks:
        is_indented = block.text.startswith(("    ", "\t"))
        if block.kind is not BlockKind.BLANK and not is_indented:
            is_held = _HOLDER.match(block.text) is not None
        is_marker = block.kind is BlockKind.COMMENT and not (is_held and is_indented)
        if is_marker or block.kind in (BlockKind.CODE, BlockKind.FRONT):
            continue
        text = without_code(block.text)
        if block.kind is BlockKind.PROSE and not is_held:
            text = _INDENTED.sub(_spaces, text)
        for match in _ELSEWHERE.finditer(text):
            line, column = lines.locate(block.start + match.start())
            yield Finding(
                code="unread-marker",
                message="This marker is within a list item, a quotation or a text; it is ignored.",
                remedy="Write it at the beginning of a line, after a blank line.",
                file=file,
                line=line,
                column=column,
            )


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _invalid(file: str, line: int, message: str) -> Finding:
    remedy = f"Write {BEGIN} before the list and {END} after it, each on a line of its own."
    return Finding(
        code="invalid-region", message=message, remedy=remedy, file=file, line=line, column=1
    )
