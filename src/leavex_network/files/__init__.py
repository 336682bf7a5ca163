"""The only room that touches the user's disk: read a network, write one, and load the one that is bundled."""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Never

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.models.document import Document
from leavex_network.network import Network

MAX_BYTES = 64_000_000
"""How large a file may be unless the caller allows more."""

_LOADING = Lock()

StrPath = str | os.PathLike[str]


def load(*path: Never) -> Network[Entry]:
    """Return the bundled network: the page "Network" of the LeaveX campaign, edition of 2026-01-25.

    It is made once, and is the same object each time.

    >>> import leavex_network
    >>> network = leavex_network.load()
    >>> len(network)                          # the page of 2026-01-25
    23
    >>> len(network.as_of("2025-01-20"))      # the page that its texts are from
    10
    """
    if path:
        raise TypeError(
            f"load() takes no file: it is the bundled network; to read one, call read({os.fspath(path[0])!r})"
        )
    with _LOADING:
        return _bundled()


@cache
def _bundled() -> Network[Entry]:
    # The tests have read this file with all the care that `formats` takes over a stranger's.
    return Network.from_document(Document.model_validate_json(read_bytes("network.json")))


def read(
    path: StrPath,
    *,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Network[Entry]:
    """Return the network that a file holds, or the pages of a folder in all their languages.

    What is left aside is told as a `NetworkWarning`.

    Args:
        path: A file, or a folder with `index.md`, `index.de.md` and so on.
        format: A key of `leavex_network.formats.FORMATS`; by default what the file's ending says.
        language: The language of a page that neither its name nor its site's configuration tells (BCP 47).
        base_url: What site-relative links are resolved against; by default that of the Hugo site around it.
        max_bytes: How large a file may be.

    Raises:
        DataError: The file is no valid network, or too large; every problem is in it, with its place.
        FormatError: No format goes by that name or ending.
        OSError: The file cannot be read.
    """
    from leavex_network.files import reading

    return reading.read(
        Path(path), format=format, language=language, base_url=base_url, max_bytes=max_bytes
    )


def write(
    network: Network[Entry],
    path: StrPath,
    *,
    format: str | None = None,
    languages: Iterable[str] | None = None,
    base_url: str | None = None,
    prune: bool = False,
) -> None:
    """Write a network to a file, or to the pages of a folder, all of it or nothing.

    Pages that are there are edited in place; a file that says the same already is left alone. What stays as it is,
    though the network says otherwise, is told as a `NetworkWarning`.

    Args:
        network: What is written. A localized network is written as what one sees: a network in that language.
        path: A file, whose folder must exist, or a folder. Of a symbolic link, what it leads to is written.
        format: A key of `leavex_network.formats.FORMATS`; by default what the file's ending says.
        languages: Languages for which a folder gets a page that it has not (BCP 47); of a single page, its language.
        base_url: What site-relative links are written relative to; by default the address of the Hugo site around the
            page, or `about.url`.
        prune: Whether what the network lacks is taken out; else it stays, and is told.

    Raises:
        DataError: A page cannot be read, or an entry would not be read as itself.
        FormatError: No format goes by that name or ending.
        OSError: A file cannot be written; all are as they were.
    """
    from leavex_network.files import disk, writing

    texts = writing.texts(
        network, Path(path), format=format, languages=languages, base_url=base_url, prune=prune
    )
    disk.write_all({file: text.encode() for file, text in texts.items()})
