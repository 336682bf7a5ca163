"""The colors of charts: a light and a dark theme."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from leavex_network.errors import ArgumentError, alternatives, expect, quoted

ThemeName = Literal["light", "dark"]


class Theme(NamedTuple):
    """The colors of a chart. Its background is opaque, so that it is legible on any page."""

    background: str
    text: str
    soft: str
    """Of subtitles, notes and labels."""
    grid: str
    bars: str
    lines: tuple[str, str]
    """Two colors of Okabe and Ito, distinct in every type of color blindness."""
    sea: str
    land: str
    """Of countries without an entry."""
    coast: str
    """Of coasts and borders: it separates land and sea also without color."""
    no_code: str
    """Of shapes that belong to no code."""
    steps: tuple[str, ...]
    """Of countries with entries, fewest first: each at least 3:1 against land without one."""


THEMES: Mapping[ThemeName, Theme] = {
    "light": Theme(
        background="#ffffff",
        text="#1a1a1a",
        soft="#55595e",
        grid="#dfe3e7",
        bars="#0072b2",
        lines=("#0072b2", "#d55e00"),
        sea="#c2d3e3",
        land="#f7f7f4",
        coast="#68747f",
        no_code="#d4d4d1",
        steps=("#4f8fc9", "#2f6fae", "#1d5490", "#123a6b", "#081f40"),
    ),
    "dark": Theme(
        background="#15181c",
        text="#f0f0ee",
        soft="#b4b9bf",
        grid="#363b41",
        bars="#56b4e9",
        lines=("#56b4e9", "#e69f00"),
        sea="#0b0d10",
        land="#363c43",
        coast="#98a2ac",
        no_code="#575d63",
        steps=("#5390cb", "#78a7d6", "#9ec0e2", "#caddef", "#f8fbfd"),
    ),
}


def theme_named(name: ThemeName) -> Theme:
    """Return a theme by its name.

    Raises:
        ArgumentError: There is no such theme.
        ArgumentTypeError: The name is no string.
    """
    expect(name, str, "`theme` is a string")
    if name not in THEMES:
        raise ArgumentError(f"Unknown theme {quoted(name)}: use {alternatives(THEMES)}")
    return THEMES[name]
