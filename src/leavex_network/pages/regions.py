"""The regions of a Markdown file that `embed` fills: between two comments on lines of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from leavex_network.findings import Finding
from leavex_network.pages.blocks import Block, BlockKind, Page
from leavex_network.text.lines import Lines

BEGIN = "<!-- leavex-network -->"
END = "<!-- /leavex-network -->"

_NAME = r"leavex-network(?![\w-])"
_MARKER = re.compile(
    rf" {{0,3}}<!--\s*(?P<end>/?)\s*{_NAME}(?P<parameters>.*?)\s*-->[ \t]*[\r\n]*\Z", re.DOTALL
)
_START_OF_MARKER = re.compile(rf" {{0,3}}<!--\s*/?\s*{_NAME}")
_NESTED = re.compile(
    rf"^[ \t>]*(?:(?:[*+-]|\d+[.)])[ \t]+)?<!--\s*/?\s*{_NAME}.*?-->[ \t]*$", re.MULTILINE
)
_FENCED = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,}).*?^[ \t>]*(?P=fence)", re.DOTALL | re.MULTILINE
)

_WITHOUT_END = f"The region does not end before the next one, or at all: {END} is missing."


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a Markdown file."""

    parameters: str
    """What its first marker says, such as ` country="DE"`."""
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


class _Marker(NamedTuple):
    block: Block
    line: int
    level: int
    """The level of the heading above it, outside of regions."""
    parameters: str = ""
    is_end: bool = False
    problem: str = ""


def regions(page: Page, file: str) -> Regions:
    """Return the regions of a Markdown file; that it has none is a problem."""
    lines = Lines(str(page))
    found: list[Region] = []
    problems: list[Finding] = []
    first: _Marker | None = None
    for marker in _markers(page, lines):
        if marker.problem:
            problems.append(_invalid(file, marker.line, marker.problem))
        elif not marker.is_end:
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
    if not found and not problems:
        problems.append(_invalid(file, None, "The file has no region."))
    return Regions(tuple(found), tuple(problems), tuple(_nested(page, lines, file)))


def _markers(page: Page, lines: Lines) -> Iterator[_Marker]:
    level = 0
    is_inside = False
    for block in page.blocks:
        if block.kind is BlockKind.HEADING and not is_inside:
            level = block.level
        if block.kind is not BlockKind.COMMENT or not _START_OF_MARKER.match(block.text):
            continue
        line, _ = lines.locate(block.start)
        match = _MARKER.match(block.text)
        if match is None or "-->" in match["parameters"]:
            problem = "This marker is not alone on its line."
            yield _Marker(block, line, level, problem=problem)
            continue
        is_inside = not match["end"]
        parameters = match["parameters"]
        has_problem = bool(match["end"] and parameters)
        problem = "The last marker takes no parameters." if has_problem else ""
        yield _Marker(block, line, level, parameters, not is_inside, problem)


def _nested(page: Page, lines: Lines, file: str) -> Iterator[Finding]:
    """Yield a finding for each marker in a list item or a quotation, where no list can stand."""
    for block in page.blocks:
        if block.kind not in (BlockKind.ITEM, BlockKind.QUOTE):
            continue
        text = _FENCED.sub(_blank, block.text)
        for match in _NESTED.finditer(text):
            line, column = lines.locate(block.start + match.start())
            yield Finding(
                code="unread-marker",
                message="This marker is in a list item or a quotation; it is ignored.",
                remedy="Write it at the beginning of a line, after a blank line.",
                file=file,
                line=line,
                column=column,
            )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", match[0])


def _invalid(file: str, line: int | None, message: str) -> Finding:
    remedy = f"Write {BEGIN} before the list and {END} after it, each on a line of its own."
    column = None if line is None else 1
    return Finding(
        code="invalid-region", message=message, remedy=remedy, file=file, line=line, column=column
    )
