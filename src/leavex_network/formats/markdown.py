"""Markdown: one page of a Hugo site, in one language."""

import warnings
from collections.abc import Iterable

from leavex_network.errors import NetworkWarning
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.contents import contents
from leavex_network.pages.editing import edited, from_scratch
from leavex_network.pages.language_pages import network_of
from leavex_network.places.languages import tag


def loads(
    text: str | bytes,
    *,
    file: str = "<text>",
    language: str | None = None,
    base_url: str | None = None,
) -> Network[Entry]:
    """Return the network that a page holds.

    Raises:
        DataError: Something on the page cannot be.
    """
    page = contents(
        decoded(text, file), page_language=tag(language or "en"), base_url=base_url, file=file
    )
    network = network_of(page)
    warn(page.notes)
    return network


def dumps(
    network: Network[Entry],
    *,
    onto: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    prune: bool = False,
) -> str:
    """Return the page of a network: `onto` edited in place, or a new one.

    Raises:
        DataError: The page cannot be read, or an entry cannot be written so that it would be read as itself.
    """
    wanted = tag(language or network.about.language)
    base = base_url or network.about.url
    if onto is None:
        return from_scratch(network, wanted, base)
    result = edited(onto, network, language=wanted, base_url=base, prune=prune)
    warn(result.notes)
    return result.text


def decoded(text: str | bytes, file: str) -> str:
    """Return the text of a page; its byte order mark, if any, stays.

    Raises:
        DataError: The bytes are not UTF-8.
    """
    return text if isinstance(text, str) else decode(text, file)


def warn(notes: Iterable[Finding]) -> None:
    """Tell what was left as it is."""
    for note in notes:
        warnings.warn(NetworkWarning(str(note)), stacklevel=4)
