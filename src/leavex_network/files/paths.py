"""Decide what a path is: a folder of pages, a single page, or a file in another format."""

from pathlib import Path

from leavex_network import formats
from leavex_network.formats import Format


def format_of(path: Path, format: str | None, *, is_read: bool = False) -> Format | None:
    """Return the format of a file, or None for a folder of pages.

    A file whose format is `formats.PAGE` is a single page.

    Args:
        path: The file or folder.
        format: The format that the caller names; by default it is that of the extension.
        is_read: Whether the path is to be read.

    Raises:
        FormatError: There is no such format or extension.
    """
    if path.is_dir() and format in (None, formats.PAGE):
        return None
    return formats.named(format) if format else formats.of_path(path, is_read=is_read)
