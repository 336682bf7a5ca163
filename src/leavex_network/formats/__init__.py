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
    """Where its `dumps` and `loads` are."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {row.name: row for row in (Format("json", (".json",), "leavex_network.formats.json"),)}
)


def dumps(network: Network[Entry], format: str = "json") -> str:
    """Return the network as text, the same text every time.

    Args:
        network: What is written.
        format: A key of `FORMATS`.

    Raises:
        FormatError: There is no such format.
    """
    return cast("str", import_module(named(format).module).dumps(network))


def loads(text: str | bytes, format: str = "json", *, file: str = "<text>") -> Network[Entry]:
    """Return the network that a text holds.

    Args:
        text: The text, or its bytes in UTF-8.
        format: A key of `FORMATS`.
        file: What errors call the text.

    Raises:
        DataError: The text is no valid network; every problem is in it, with its place.
        FormatError: There is no such format.
    """
    return cast("Network[Entry]", import_module(named(format).module).loads(text, file=file))


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


def of_path(path: str | PurePath) -> Format:
    """Return the format of a file by the ending of its name.

    Raises:
        FormatError: No format has that ending.
    """
    suffix = PurePath(path).suffix.lower()
    found = next((row for row in FORMATS.values() if suffix in row.suffixes), None)
    if found is None:
        known = alternatives(suffix for row in FORMATS.values() for suffix in row.suffixes)
        raise FormatError(
            f"{quoted(str(path))} has an ending that no format goes by: name it with {known}, or name the format"
        )
    return found
