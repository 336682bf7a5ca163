"""The lines of a text, by which an offset becomes a line and a column."""

import re
from bisect import bisect_right


class Lines:
    """The offset at which each line of a text begins."""

    def __init__(self, text: str) -> None:
        ends = re.finditer("\r\n?|\n", text)
        self.starts = [0, *(end.end() for end in ends)]

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both counted from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
