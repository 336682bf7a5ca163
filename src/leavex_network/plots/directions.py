"""The direction of texts in charts, where no markup can set it: by the characters of UAX 9."""

from collections.abc import Iterable
from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]

_RLE, _PDF = "\u202b", "\u202c"
_FSI, _PDI = "\u2068", "\u2069"
_OTHERS = {"ltr": ("R", "AL"), "rtl": ("L",)}


def isolated(text: str, direction: Direction) -> str:
    """Return a text such as an address, to be a part of a text of a direction.

    If it has letters of the other direction, it is isolated: in Arabic, "#LeaveX" else became
    "LeaveX#".
    """
    is_other = any(bidirectional(character) in _OTHERS[direction] for character in text)
    return f"{_FSI}{text}{_PDI}" if is_other else text


def directed(lines: Iterable[str], direction: Direction) -> list[str]:
    """Return the lines of a text, each with its direction.

    What was isolated and is broken between two lines is isolated in both.
    """
    complete: list[str] = []
    is_open = False
    for line in lines:
        text = f"{_FSI}{line}" if is_open else line
        is_open = text.count(_FSI) > text.count(_PDI)
        if is_open:
            text += _PDI
        complete.append(f"{_RLE}{text}{_PDF}" if direction == "rtl" else text)
    return complete
