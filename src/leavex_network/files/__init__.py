"""The user's disk: read a network, write one, and load the bundled one."""

import os
from collections.abc import Iterable
from functools import cache
from threading import Lock
from types import NoneType

from pydantic_core import from_json

from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentTypeError, expect, expect_flags, expect_texts, quoted
from leavex_network.files.limits import MAX_BYTES, StrPath, as_path
from leavex_network.models import Entry
from leavex_network.models.document import Document
from leavex_network.models.kinds import KindsArgument
from leavex_network.models.trusted import trusted
from leavex_network.network import Network
from leavex_network.progress import Progress, reported

__all__ = ["MAX_BYTES", "StrPath", "available", "load", "read", "write"]

_LOADING = Lock()


def load(name: str | None = None, /) -> Network[Entry]:
    """Return the bundled network, or the one that an installed package provides under a name.

    The bundled network is the page "Network" of the LeaveX campaign, edition of 2026-01-25. Each
    network is created once; every call returns the same object.

    >>> import leavex_network
    >>> network = leavex_network.load()
    >>> len(network)                          # the page of 2026-01-25
    23
    >>> len(network.as_of("2025-01-20"))      # the page that its texts are from
    10

    Args:
        name: One of `available()`; by default the bundled network, which is also `leavex`.

    Raises:
        ArgumentError: The argument is a path; to read a file, call `read`.
        PackageError: The package does not provide its network, or several provide this one.
        UnknownValueError: No package provides it.
    """
    if name is None:
        with _LOADING:
            return _bundled()
    if isinstance(name, os.PathLike):
        remedy = f"to read one, call read({quoted(os.fspath(name))})"
        raise ArgumentTypeError(f"load() takes no file; {remedy}")
    expect(name, str, "load() takes the name of a network")
    # Only here: the metadata of packages are slow to import.
    from leavex_network.files import packages

    return packages.load(name, load)


def available() -> tuple[str, ...]:
    """Return the names that `load` takes, sorted: `leavex`, and what installed packages provide.

    No package is imported. What a package provides under an unusable name, or in metadata that
    cannot be read, is ignored and reported as a `NetworkWarning`.
    """
    from leavex_network.files import packages

    return packages.available()


@cache
def _bundled() -> Network[Entry]:
    # The tests check this file as strictly as `formats` checks the files of users.
    return Network.from_document(trusted(Document, from_json(read_bytes("network.json"))))


def read(  # noqa: PLR0913 - what is asked for by keyword
    path: StrPath,
    *,
    format: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    section: str | None = None,
    kinds: KindsArgument | None = None,
    kind: str | None = None,
    extra: bool | Iterable[str] = False,
    days: str | None = None,
    max_bytes: int = MAX_BYTES,
    progress: Progress | None = None,
) -> Network[Entry]:
    """Return the network of a file, or of the pages of a folder in all their languages.

    What is ignored is reported as a `NetworkWarning`.

    Args:
        path: A file; a folder with `index.md`, `index.de.md` and so on; or a Hugo site. Pages in
            the content folders of other languages are read with those of a folder.
        format: A key of `leavex_network.formats.FORMATS`; by default that of the extension.
        language: The language of a page or table that declares none (BCP 47).
        base_url: The site that relative links of pages belong to; by default the Hugo site around
            them. Other formats have no such links.
        section: The folder below `content` that a Hugo site stands for, by default `network`.
        kinds: The kinds of pages or a table besides initiatives and petitions: names of usual ones
            (`["event"]`), or a mapping from names to words, as in `About.kinds`.
        kind: The kind of all entries of a table without such a column: `petition`, `initiative`, a
            usual or a declared one.
        extra: Which unknown columns of a table become `Entry.extra`: those with these headers, or
            all (True); by default they are an error.
        days: What comes first in days of a table such as 3/2/2025: `dmy` for the day, `mdy` for
            the month; by default such days are an error, unless the column shows it.
        max_bytes: The largest size of a file.
        progress: Is called in this thread with the number of entries done so far, and that of all;
            after about a hundred entries each, and at the end. An entry counts once for each file
            that it is read from. The number of all is estimated from the size of the files, until
            it is known. An exception that the function raises ends the work.

    Raises:
        ArgumentError: A folder has no page, the format has no such option, or the path or the base
            URL cannot be used.
        DataError: A file is too large or no valid network; it holds every problem with its line.
        FormatError: There is no such format or extension.
        OSError: A file cannot be read, or is none, such as a device.
    """
    # The modules of pages are slow to import; `load` does without them.
    from leavex_network.files import reading
    from leavex_network.formats.read_options import ReadOptions

    expect(max_bytes, int, "`max_bytes` is a number")
    expect_texts(format=format, language=language, base_url=base_url, section=section)
    with reported(progress):
        return reading.read(
            as_path(path, "read()"),
            format=format,
            language=language,
            base_url=base_url,
            section=section,
            options=ReadOptions(kinds, kind, extra, days),
            max_bytes=max_bytes,
        )


def write(  # noqa: PLR0913 - what is asked for by keyword
    network: Network[Entry],
    path: StrPath,
    *,
    format: str | None = None,
    languages: Iterable[str] | None = None,
    base_url: str | None = None,
    section: str | None = None,
    prune: bool = False,
    words: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write a network to a file, or to the pages of a folder, completely or not at all.

    Existing pages are edited in place; a file that would not change is not touched. A file keeps
    its mode and, where permitted, its owner and group. What is kept although the network lacks it
    is reported as a `NetworkWarning`.

    Args:
        network: The network to write; a localized one is written in that language only.
        path: A file whose folder exists, a folder, or a Hugo site. Of a symbolic link, the file
            that it leads to is written; a page that is a link is refused in a folder. In a folder
            of one language, only its page is written.
        format: A key of `leavex_network.formats.FORMATS`; by default that of the extension.
        languages: The languages for which a folder gets a page if it has none (BCP 47), or the one
            language of a file.
        base_url: The site to which links on pages are written relative; by default the Hugo site
            around them, else `about.url`. Other formats have no such links.
        section: As for `read`.
        prune: Whether to remove what the network lacks (default: keep and warn).
        words: Whether a CSV table is for people, as for `leavex_network.dumps`. XLSX always is.
        progress: Is called as for `read`; an entry also counts once for each file that it is
            written to. It is called for the last time before files are written, so that nothing is
            written if it raises an exception.

    Raises:
        ArgumentError: There are several languages for a file, the format has no such option, or
            the path or the base URL cannot be used.
        DataError: A page or JSON file that is there cannot be read, so that it is not overwritten,
            an entry would not be read back as itself, or it does not fit into the cells of a sheet.
        FormatError: There is no such format or extension.
        MissingExtraError: XLSX is written with the extra `sheets`.
        OSError: A file cannot be written, or is none, such as a device; no file was changed. A
            `ChangedFileError` if somebody changed one while it was edited: write it again.
    """
    # As in `read`.
    from leavex_network.files import disk, transaction, writing

    expect(network, Network, "write() takes a Network, and then a path")
    expect(languages, (Iterable, NoneType), "`languages` is a list of languages")
    if isinstance(languages, str):
        raise ArgumentTypeError(f"`languages` is a list: write [{quoted(languages)}]")
    wanted = None if languages is None else tuple(languages)
    for language in wanted or ():
        expect(language, str, "Each of `languages` is a string")
    expect_texts(format=format, base_url=base_url, section=section)
    expect_flags(prune=prune, words=words)
    with disk.unchanged_since_read():
        with reported(progress):
            contents = writing.contents(
                network,
                as_path(path, "write()"),
                format=format,
                languages=wanted,
                base_url=base_url,
                section=section,
                prune=prune,
                words=words,
            )
        transaction.write_all(contents)
