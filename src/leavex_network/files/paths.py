"""Decide what a path is: a folder of pages, a single page, or a file in another format."""

from pathlib import Path

from leavex_network import formats
from leavex_network.formats import Format


def format_of(path: Path, format: str | None, *, is_read: bool = False) -> Format | None:
    """Return the format of a file, as given or by its extension; None for a folder of pages.

    Raises:
        FormatError: There is no such format or extension.
    """
    if path.is_dir() and format in (None, formats.PAGE):
        return None
    return formats.named(format) if format else formats.of_path(path, is_read=is_read)
