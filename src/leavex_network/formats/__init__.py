"""Text formats: one module and one row of the table each."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple, cast

from leavex_network.errors import FormatError, alternatives, nearest, quoted
from leavex_network.models import Entry
from leavex_network.network import Network


class Format(NamedTuple):
    """How a network is written as text, and read from one."""

    name: str
    suffixes: tuple[str, ...]
    """The endings of such files' names, in lower case."""
    module: str
    """Where its `dumps` is, and its `loads`."""
    is_read: bool = True
    """Whether it can be read."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        row.name: row
        for row in (
            Format("json", (".json",), "leavex_network.formats.json"),
            Format("markdown", (".md", ".markdown"), "leavex_network.formats.markdown"),
            Format("csv", (".csv",), "leavex_network.formats.csv"),
            Format("html", (".html", ".htm"), "leavex_network.formats.html", is_read=False),
            Format("atom", (".atom", ".xml"), "leavex_network.formats.atom", is_read=False),
        )
    }
)


READ = tuple(row.name for row in FORMATS.values() if row.is_read)
"""The formats that can be read."""


def dumps(
    network: Network[Entry],
    format: str = "json",
    *,
    onto: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    prune: bool = False,
) -> str:
    """Return the network as text, the same text every time.

    Args:
        network: What is written.
        format: A key of `FORMATS`.
        onto: A text that is edited in place. Of a page, what did not change keeps its bytes; of JSON, what a network
            that was read from pages or a table cannot say is kept; other formats are written anew.
        language: The language of a page, a table or a feed (BCP 47); by default the network's own.
        base_url: What site-relative links are resolved against, and written relative to; by default `about.url`.
        prune: Whether entries of `onto` that the network lacks are taken out; else they stay, and are reported.

    Raises:
        FormatError: There is no such format.
        DataError: `onto` cannot be read, or an entry would not be read as itself.
    """
    module = import_module(named(format).module)
    return cast(
        "str", module.dumps(network, onto=onto, language=language, base_url=base_url, prune=prune)
    )


def loads(
    text: str | bytes,
    format: str = "json",
    *,
    language: str | None = None,
    base_url: str | None = None,
    file: str = "<text>",
) -> Network[Entry]:
    """Return the network that a text holds.

    Args:
        text: The text, or its bytes in UTF-8.
        format: One of `READ`.
        language: The language of a page or a table that does not tell it (BCP 47); English by default.
        base_url: What the site-relative links of a page are resolved against.
        file: What errors call the text.

    Raises:
        DataError: The text is no valid network; every problem is in it, with its place.
        FormatError: There is no such format, or it can only be written.
    """
    row = named(format)
    if not row.is_read:
        raise FormatError(
            f"{quoted(format)} can only be written: what can be read is {alternatives(READ)}"
        )
    module = import_module(row.module)
    return cast(
        "Network[Entry]", module.loads(text, file=file, language=language, base_url=base_url)
    )


def named(name: str) -> Format:
    """Return the format of that name.

    Raises:
        FormatError: There is none.
    """
    if name not in FORMATS:
        near = nearest(name, FORMATS)
        question = f"; did you mean {alternatives(near)}?" if near else ""
        raise FormatError(f"{quoted(name)} is no format: write {alternatives(FORMATS)}{question}")
    return FORMATS[name]


def of_path(path: str | PurePath, *, is_read: bool = False) -> Format:
    """Return the format of a file by the ending of its name.

    Args:
        path: The file.
        is_read: Whether it is to be read: then only formats that can be are offered.

    Raises:
        FormatError: No format has that ending.
    """
    suffix = PurePath(path).suffix.lower()
    found = next((row for row in FORMATS.values() if suffix in row.suffixes), None)
    if found is None:
        known = alternatives(
            suffix
            for row in FORMATS.values()
            if row.is_read or not is_read
            for suffix in row.suffixes
        )
        option = "format=, or --read-as" if is_read else "format=, or --write-as"
        problem = (
            f"{quoted(str(path))} has an ending that no format goes by: name it with {known}"
            if suffix
            else f"{quoted(str(path))} has no ending, and is no folder: make the folder, or name a file with {known}"
        )
        raise FormatError(f"{problem}; or say what it is ({option})")
    return found
