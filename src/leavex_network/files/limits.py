"""The types and limits of files, without the modules that read and write them."""

import os

StrPath = str | os.PathLike[str]

MAX_BYTES = 64_000_000
"""The default limit on the size of a file."""
