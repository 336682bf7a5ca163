"""The arguments of charts: what would be drawn wrongly is refused before anything is drawn."""

from collections.abc import Iterable
from typing import Any

from leavex_network.errors import ArgumentError, ArgumentTypeError, expect, expect_texts, quoted
from leavex_network.text.characters import line_problem

LEAST_WIDTH = 240
"""In pixels."""


def checked_title(title: str | None) -> str | None:
    """Return a title without whitespace around it; None for the default one, "" for none.

    Raises:
        ArgumentError: It has a character that no text may contain.
        ArgumentTypeError: It is no string.
    """
    expect_texts(title=title)
    if title is None:
        return None
    text = title.strip()
    problem = line_problem(text)
    if problem is not None:
        raise ArgumentError(f"`title` {problem.reason}; {problem.remedy}")
    return text


def check_size(width: int, height: int | None) -> None:
    """Refuse a size that is no number of pixels, or too narrow for a chart.

    Raises:
        ArgumentError: The width is too small.
        ArgumentTypeError: The width is no whole number, or the height neither one nor None.
    """
    check_whole("width", width)
    if height is not None:
        check_whole("height", height)
    if width < LEAST_WIDTH:
        raise ArgumentError(f"`width` is {width} pixels: use at least {LEAST_WIDTH}")


def check_whole(name: str, value: object) -> None:
    """Refuse what is no whole number.

    Raises:
        ArgumentTypeError: It is none.
    """
    problem = f"`{name}` is a whole number"
    expect(value, int, problem)
    if isinstance(value, bool):
        raise ArgumentTypeError(f"{problem}, not {value}")


def checked_colors(pictures: Any, colors: Iterable[str]) -> tuple[str, ...]:
    """Return the colors of a list.

    Raises:
        ArgumentError: There is none, or one is no color.
        ArgumentTypeError: It is no list of strings.
    """
    expected = "`colors` is a list of colors such as ['#fdd', '#b00']"
    if isinstance(colors, str):
        raise ArgumentTypeError(f"{expected}, not the string {quoted(colors)}")
    expect(colors, Iterable, expected)
    found = tuple(colors)
    if not found:
        raise ArgumentError("`colors` is empty: name at least one color, or leave it out")
    for color in found:
        expect(color, str, expected)
        check_color(pictures, "colors", color)
    return found


def check_color(pictures: Any, name: str, color: str) -> None:
    """Refuse a text that is no color: Vega would draw black, without a word.

    Raises:
        ArgumentError: It is none.
    """
    if not pictures.is_color(color):
        problem = f"`{name}`: {quoted(color)} is no color"
        raise ArgumentError(f"{problem}; write one such as '#b00', '#bb0000' or 'firebrick'")
