"""The marker, the indentation and the line ending of an item, as its new neighbors have them."""

from leavex_network.pages.blocks import indent_of, lines_of
from leavex_network.pages.markup import LIST_MARKER

_DEEPEST_PARAGRAPH = 3
"""The columns by which a paragraph may be indented further (CommonMark 4.8)."""


def newline_of(text: str) -> str:
    """Return the line ending at the end of a text, if it has one."""
    if text.endswith("\r\n"):
        return "\r\n"
    return text[-1:] if text.endswith(("\n", "\r")) else ""


def with_newline(text: str, newline: str) -> str:
    """Return a text with another line ending at its end, if that is known."""
    own = newline_of(text)
    return text.removesuffix(own) + newline if newline and own else text


def number_of(text: str) -> int:
    """Return the number before an item; without one, 0."""
    marker = LIST_MARKER.match(text)
    digits = marker["marker"][:-1] if marker else ""
    return int(digits) if digits.isdigit() else 0


def like(text: str, model: str, step: int) -> str:
    """Return an item with the marker and the line ending of another one.

    In an ordered list, its number is that of the other one and `step` more. An item keeps its
    marker if the text below it is not indented for the new one.
    """
    text = with_newline(text, newline_of(model))
    own, other = LIST_MARKER.match(text), LIST_MARKER.match(model)
    assert own is not None and other is not None  # noqa: PT018, S101 - both are items
    marker = other["marker"]
    if marker[:-1].isdigit():
        marker = f"{int(marker[:-1]) + step}{marker[-1]}"
    start = f"{other['indent']}{marker}{other['space']}"
    if _stays_inside(text, own.end(), len(start)):
        return f"{start}{text[own.end() :]}"
    if len(other["indent"]) < own.end():
        return text
    # Else its neighbors would be inside it.
    shift = other["indent"][len(own["indent"]) :]
    return "".join(f"{shift}{line}" if line.strip() else line for line in lines_of(text))


def _stays_inside(text: str, own_width: int, width: int) -> bool:
    """Tell whether what is below an item means the same with a marker of another width."""
    for line in lines_of(text)[1:]:
        if not line.strip():
            continue
        indent = indent_of(line)
        if (indent < own_width) != (indent < width):
            return False
        if own_width != width:
            # Further in, a paragraph would become code (CommonMark 4.4), and code change.
            depths = (indent - own_width, indent - width)
            if max(depths) > _DEEPEST_PARAGRAPH:
                return False
    return True
