"""The types and limits of files, without the modules that read and write them."""

import os
from pathlib import Path

from leavex_network.errors import ArgumentError, expect

StrPath = str | os.PathLike[str]

MAX_BYTES = 64_000_000
"""The default limit on the size of a file."""


def as_path(path: StrPath, call: str) -> Path:
    """Return the path that was passed to a function.

    Raises:
        ArgumentError: It is empty, which `Path` would take for the working folder.
        ArgumentTypeError: It is no path.
    """
    expect(path, (str, os.PathLike), f"{call} takes a path, as a string or a Path")
    text = os.fspath(path)
    expect(text, str, f"{call} takes a path of text")
    if not text:
        raise ArgumentError("The path is empty; pass that of a file or a folder")
    return Path(text)
