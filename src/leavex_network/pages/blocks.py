"""A page as verbatim blocks, with exact spans: `str(Page.parse(text)) == text` for every text.

Blocks are cut by a scanner of our own that reads each line once; what is inside a bullet is for `bullet`. Nothing is
rendered anew: an edit replaces one block by another text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain
from typing import Self

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?=[ \t\r\n]|\Z)")
_UNDERLINE = re.compile(r" {0,3}(?P<marks>=+|-+)[ \t]*[\r\n]*\Z")
_BULLET = re.compile(r"(?P<indent> {0,3})(?P<marker>[*+-])(?P<space>[ \t]+)(?=[^\s])")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})[\r\n]*\Z")
_FRONT = {"---": "---", "+++": "+++", "{": "}"}
_BOM = "\ufeff"


class BlockKind(Enum):
    """What a block is."""

    MARK = "byte order mark"
    FRONT = "front matter"
    HEADING = "heading"
    BULLET = "bullet"
    BLANK = "blank lines"
    OTHER = "anything else"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page, verbatim."""

    kind: BlockKind
    text: str
    """To the letter, with its line endings."""
    start: int = 0
    """Where it begins in the page, in characters."""
    level: int = 0
    """Of a heading: 1 to 6."""
    title: str = ""
    """Of a heading: its text, without its marks."""

    @property
    def end(self) -> int:
        """Where it ends in the page, in characters."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page, in their order."""

    blocks: tuple[Block, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Cut a text into blocks; every text is a page."""
        mark = [Block(BlockKind.MARK, _BOM)] if text.startswith(_BOM) else []
        return cls(tuple(_placed(chain(mark, _scan(_LINE.findall(text.removeprefix(_BOM)))))))

    def __str__(self) -> str:
        """The text of the page, to the letter."""
        return "".join(block.text for block in self.blocks)

    @property
    def newline(self) -> str:
        """The line ending of the page: that of its first line, or a line feed."""
        found = re.search(r"\r\n|\n|\r", str(self))
        return found[0] if found else "\n"

    def with_blocks(self, blocks: Iterable[Block]) -> Self:
        """Return the page with other blocks, each at its new place."""
        return type(self)(tuple(_placed(blocks)))


def _placed(blocks: Iterable[Block]) -> Iterator[Block]:
    offset = 0
    for block in blocks:
        yield block if block.start == offset else replace(block, start=offset)
        offset += len(block.text)


def _scan(lines: list[str]) -> Iterator[Block]:
    place = _end_of_front(lines)
    if place:
        yield Block(BlockKind.FRONT, "".join(lines[:place]))
    while place < len(lines):
        end, block = _next(lines, place)
        yield block
        place = end


def _end_of_front(lines: list[str]) -> int:
    """Return behind which line the front matter ends; 0 where there is none, or it does not end."""
    opening = lines[0].rstrip() if lines else ""
    closing = _FRONT.get(opening)
    if closing is None:
        return 0
    return next(
        (number + 1 for number in range(1, len(lines)) if lines[number].rstrip() == closing), 0
    )


def _next(lines: list[str], place: int) -> tuple[int, Block]:
    """Return the block that begins at a line, and the line behind it."""
    line = lines[place]
    if not line.strip():
        return _block(lines, place, _end_of_blanks(lines, place), BlockKind.BLANK)
    if _FENCE.match(line):
        return _block(lines, place, _end_of_fence(lines, place), BlockKind.OTHER)
    if line.lstrip().startswith("<!--"):
        return _block(lines, place, _end_of_comment(lines, place), BlockKind.OTHER)
    heading = _HEADING.match(line)
    if heading:
        return place + 1, Block(
            BlockKind.HEADING,
            line,
            level=len(heading["marks"]),
            title=_title(line[heading.end() :]),
        )
    if _BULLET.match(line) and not _RULE.match(line):
        return _block(lines, place, _end_of_bullet(lines, place), BlockKind.BULLET)
    return _paragraph(lines, place)


def _title(text: str) -> str:
    """Return the text of a heading, without the marks that may close it."""
    title = text.strip()
    open_end = title.rstrip("#")
    return open_end.rstrip() if open_end != open_end.rstrip() or not open_end else title


def _block(lines: list[str], start: int, end: int, kind: BlockKind) -> tuple[int, Block]:
    return end, Block(kind, "".join(lines[start:end]))


def _end_of_blanks(lines: list[str], place: int) -> int:
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place


def _end_of_fence(lines: list[str], place: int) -> int:
    opened = _FENCE.match(lines[place])
    fence = opened["fence"] if opened else ""
    for number in range(place + 1, len(lines)):
        stripped = lines[number].strip()
        if stripped.startswith(fence) and not stripped.strip(fence[0]):
            return number + 1
    return len(lines)


def _end_of_comment(lines: list[str], place: int) -> int:
    for number in range(place, len(lines)):
        if "-->" in lines[number]:
            return number + 1
    return len(lines)


def _interrupts(line: str) -> bool:
    """Tell whether a line ends a paragraph, also without a blank line before it."""
    return bool(
        not line.strip()
        or _HEADING.match(line)
        or _FENCE.match(line)
        or _RULE.match(line)
        or _BULLET.match(line)
        or line.lstrip().startswith("<!--")
    )


def _end_of_bullet(lines: list[str], place: int) -> int:
    """Return behind which line a bullet ends: with its further lines, and what is indented below it."""
    opened = _BULLET.match(lines[place])
    inner = len(opened[0]) if opened else 0
    number = place + 1
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            after = _end_of_blanks(lines, number)
            if after == len(lines) or _indent(lines[after]) < inner:
                return number
            number = after
        elif _indent(line) < inner and (_interrupts(line) or not lines[number - 1].strip()):
            return number
        number += 1
    return number


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _paragraph(lines: list[str], place: int) -> tuple[int, Block]:
    """Return a paragraph, or the heading that its underline makes of it."""
    number = place + 1
    while number < len(lines):
        underline = _UNDERLINE.match(lines[number])
        if underline:
            text = "".join(lines[place : number + 1])
            title = " ".join("".join(lines[place:number]).split())
            return number + 1, Block(
                BlockKind.HEADING, text, level=1 if "=" in underline["marks"] else 2, title=title
            )
        if _interrupts(lines[number]):
            break
        number += 1
    return _block(lines, place, number, BlockKind.OTHER)
