"""A page as verbatim blocks with exact spans: `str(Page.parse(text)) == text` for every text.

The scanner reads each line once and finds only the borders of blocks; `item` reads what is inside
a list item. An edit replaces the text of one block; nothing else is rendered again.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

# The sections are those of CommonMark 0.31.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")  # 2.1: a line ends with LF, CR or both
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?=[ \t\r\n]|\Z)")  # 4.2: ATX headings
_UNDERLINE = re.compile(r" {0,3}(?P<marks>=+|-+)[ \t]*[\r\n]*\Z")  # 4.3: setext headings
_ITEM = re.compile(  # 5.2: list items
    r"(?P<indent> {0,3})(?P<marker>[*+-]|(?P<number>[0-9]{1,9})[.)])(?P<space>[ \t]+)(?=[^\s])"
)
_FENCE = re.compile(  # 4.5: fenced code blocks
    r" {0,3}(?P<fence>`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})(?P<info>.*)"
)
_BREAK = re.compile(  # 4.1: thematic breaks
    r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})[\r\n]*\Z"
)
_COMMENT = "<!--"  # 4.6: HTML blocks, the second kind
_QUOTE = re.compile(r" {0,3}>")  # 5.1: block quotes
_HTML = re.compile(  # 4.6: the kinds of HTML blocks that end a paragraph
    r" {0,3}<(?:[?!]|(?:script|pre|style|textarea)(?=[\s>]|\Z)|/?(?:address|article|aside|base"
    r"|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe"
    r"|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section"
    r"|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|\Z))",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"(?:\A|(?<=[\r\n])) {0,3}\|?[ \t]*:?-+:?[ \t]*"
    r"(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?=[\r\n]|\Z)"
)
"""The delimiter row of a table (GitHub Flavored Markdown 4.10)."""

_SHORTCODE_END = re.compile(r" {0,3}\{\{[<%] */")  # Hugo: the end of what an item may be inside

# Hugo: front matter is YAML, TOML or JSON, by its first line.
_FRONT_MATTER_ENDS = {"---": "---", "+++": "+++", "{": "}"}
_BYTE_ORDER_MARK = "\ufeff"
_CODE_INDENT = 4  # 4.4: indented code
_ROW = re.compile(r" {0,3}\|")  # of a table, directly below an item


class BlockKind(Enum):
    """The kind of a block."""

    MARK = "byte order mark"
    FRONT = "front matter"
    HEADING = "heading"
    ITEM = "list item"
    BLANK = "blank lines"
    BREAK = "thematic break"
    COMMENT = "HTML comment"
    CODE = "fenced code"
    TABLE = "table"
    QUOTE = "block quote"
    PROSE = "anything else, such as a paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page, verbatim."""

    kind: BlockKind
    text: str
    """The exact text, with its line endings."""
    start: int = 0
    """The offset of its beginning in the page, in characters."""
    level: int = 0
    """Of a heading: 1 to 6."""
    title: str = ""
    """Of a heading: its text, without marks."""

    @property
    def end(self) -> int:
        """The offset of its end in the page, in characters."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page, in order."""

    blocks: tuple[Block, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return a text as blocks; every text is a page."""
        blocks: list[Block] = []
        if text.startswith(_BYTE_ORDER_MARK):
            blocks.append(Block(BlockKind.MARK, _BYTE_ORDER_MARK))
        blocks += _scan(lines_of(text.removeprefix(_BYTE_ORDER_MARK)))
        return cls(tuple(_with_offsets(blocks)))

    def __str__(self) -> str:
        """The exact text of the page."""
        return "".join(block.text for block in self.blocks)

    @property
    def newline(self) -> str:
        """The line ending of the page's first line; a line feed if there is none."""
        match = re.search(r"\r\n|\n|\r", str(self))
        return match[0] if match else "\n"


def _with_offsets(blocks: Iterable[Block]) -> Iterator[Block]:
    offset = 0
    for block in blocks:
        yield block if block.start == offset else replace(block, start=offset)
        offset += len(block.text)


def _scan(lines: list[str]) -> Iterator[Block]:
    index = _end_of_front_matter(lines)
    if index:
        yield Block(BlockKind.FRONT, "".join(lines[:index]))
    while index < len(lines):
        index, block = _next_block(lines, index)
        yield block


def _end_of_front_matter(lines: list[str]) -> int:
    """Return the index after the front matter; 0 if there is none, or if it does not end."""
    first_line = lines[0].rstrip() if lines else ""
    if first_line.startswith("{") and not first_line.startswith("{{"):
        end = _end_of_object("".join(lines))
        if end:
            return len(lines_of(end))
    last_line = _FRONT_MATTER_ENDS.get(first_line)
    if last_line is None:
        return 0
    for index in range(1, len(lines)):
        if lines[index].rstrip() == last_line:
            return index + 1
    return 0


def _end_of_object(text: str) -> str:
    """Return the lines of the JSON object that a text begins with; none if it has no such lines."""
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return ""
    rest = text[end:].partition("\n")[0]
    return text[:end] if isinstance(values, dict) and not rest.strip() else ""


def _next_block(lines: list[str], index: int) -> tuple[int, Block]:
    """Return the index of the line after a block, and the block."""
    line = lines[index]
    heading = _HEADING.match(line)
    if heading:
        title = _title(line[heading.end() :])
        return index + 1, Block(BlockKind.HEADING, line, level=len(heading["marks"]), title=title)
    if not line.strip():
        return _block(lines, index, _end_of_blanks(lines, index), BlockKind.BLANK)
    if _FENCE.match(line):
        return _block(lines, index, _end_of_fence(lines, index), BlockKind.CODE)
    if line.lstrip().startswith(_COMMENT):
        return _block(lines, index, _end_of_comment(lines, index), BlockKind.COMMENT)
    return _break_or_text(lines, index)


def _break_or_text(lines: list[str], index: int) -> tuple[int, Block]:
    # A thematic break wins over a list item (CommonMark 4.1).
    if _BREAK.match(lines[index]):
        return index + 1, Block(BlockKind.BREAK, lines[index])
    if _ITEM.match(lines[index]):
        return _block(lines, index, _end_of_item(lines, index), BlockKind.ITEM)
    return _paragraph(lines, index)


def _title(text: str) -> str:
    """Return the text of a heading without its closing marks.

    Only marks after white space close a heading (CommonMark 4.2).
    """
    title = text.strip()
    without_marks = title.rstrip("#")
    if not without_marks or without_marks != without_marks.rstrip():
        return without_marks.rstrip()
    return title


def _block(lines: list[str], start: int, end: int, kind: BlockKind) -> tuple[int, Block]:
    return end, Block(kind, "".join(lines[start:end]))


def _end_of_blanks(lines: list[str], index: int) -> int:
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _end_of_fence(lines: list[str], start: int) -> int:
    opening = _FENCE.match(lines[start])
    fence = opening["fence"] if opening else ""
    for index in range(start + 1, len(lines)):
        line = lines[index].rstrip()
        indent = len(line) - len(line.lstrip(" "))
        # The closing fence is at least as long, and nothing follows it (CommonMark 4.5).
        is_fence = line[indent:].startswith(fence) and not line[indent:].strip(fence[0])
        if is_fence and indent < _CODE_INDENT:
            return index + 1
    return len(lines)


def _end_of_comment(lines: list[str], start: int) -> int:
    for index in range(start, len(lines)):
        if "-->" in lines[index]:
            return index + 1
    return len(lines)


def _interrupts_paragraph(line: str) -> bool:
    """Tell whether a line ends a paragraph, also without a blank line before it."""
    if not line.strip() or line.lstrip().startswith(_COMMENT):
        return True
    item = _ITEM.match(line)
    # In a paragraph, 1 alone begins an ordered list (CommonMark 5.2).
    if item and item["number"] in (None, "1"):
        return True
    return any(
        pattern.match(line) for pattern in (_HEADING, _FENCE, _BREAK, _QUOTE, _HTML, _SHORTCODE_END)
    )


def _end_of_item(lines: list[str], start: int) -> int:
    """Return the index after an item, its continuation lines and what is indented below it.

    Unindented lines continue its paragraph until a blank line (lazy lines, CommonMark 5.2).
    """
    marker = _ITEM.match(lines[start])
    content_indent = len(marker[0]) if marker else 0
    index = start + 1
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            next_index = _end_of_blanks(lines, index)
            if next_index == len(lines) or indent_of(lines[next_index]) < content_indent:
                return index
            index = next_index
        elif indent_of(line) < content_indent:
            is_after_blank = not lines[index - 1].strip()
            begins_block = _ITEM.match(line) or _ROW.match(line) or _interrupts_paragraph(line)
            if is_after_blank or begins_block:
                return index
        index += 1
    return index


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, with their line endings."""
    return _LINE.findall(text)


def indent_of(line: str) -> int:
    """Return the width of the white space that a line begins with, in columns."""
    expanded = line.expandtabs(4)  # CommonMark 2.2: tab stops of four columns
    return len(expanded) - len(expanded.lstrip())


def _paragraph(lines: list[str], start: int) -> tuple[int, Block]:
    """Return a paragraph, or the heading that its underline makes of it."""
    is_quote = bool(_QUOTE.match(lines[start]))
    is_code = indent_of(lines[start]) >= _CODE_INDENT
    index = start + 1
    while index < len(lines):
        underline = _UNDERLINE.match(lines[index])
        if underline and not is_quote and not is_code:
            text = "".join(lines[start : index + 1])
            title = " ".join("".join(lines[start:index]).split())
            level = 1 if "=" in underline["marks"] else 2
            return index + 1, Block(BlockKind.HEADING, text, level=level, title=title)
        is_more_quote = is_quote and _QUOTE.match(lines[index])
        if not is_more_quote and _interrupts_paragraph(lines[index]):
            break
        index += 1
    text = "".join(lines[start:index])
    kind = BlockKind.PROSE
    if is_quote:
        kind = BlockKind.QUOTE
    elif "|" in text and _TABLE.search(text):
        kind = BlockKind.TABLE
    return index, Block(kind, text)
