"""The lines of a text, by which an offset becomes a line and a column."""

_BLOCK = 16_384


class Lines:
    """The line and the column of each offset of a text.

    A list of all lines would take forty times as much memory as a text of line breaks, so that
    only the number of line breaks before each block of the text is kept.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks: list[int] = []
        """The number of line breaks before each block."""
        self._starts: list[int] = []
        """The offset of the line in which each block begins."""
        breaks = start = 0
        for block in range(0, len(text) + 1, _BLOCK):
            self._breaks.append(breaks)
            self._starts.append(start)
            end = min(block + _BLOCK, len(text))
            breaks += self._count(block, end)
            start = self._after_last_break(block, end) or start

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both counted from 1."""
        index = offset // _BLOCK
        block = index * _BLOCK
        start = self._after_last_break(block, offset) or self._starts[index]
        return self._breaks[index] + self._count(block, offset) + 1, offset - start + 1

    def _count(self, start: int, end: int) -> int:
        """Return the number of line breaks in a part; CR and LF together count at the LF."""
        text = self._text
        pairs = text.count("\r\n", start, end + 1)
        return text.count("\n", start, end) + text.count("\r", start, end) - pairs

    def _after_last_break(self, start: int, end: int) -> int:
        """Return the offset behind the last line break in a part; 0 if there is none."""
        text = self._text
        is_in_pair = end > 0 and text.startswith("\r\n", end - 1)
        last_return = text.rfind("\r", start, end - 1 if is_in_pair else end)
        return max(text.rfind("\n", start, end), last_return) + 1
