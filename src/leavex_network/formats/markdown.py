"""Markdown: one page of a Hugo site, in one language."""

from leavex_network.formats.reporting import warn
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.network import Network
from leavex_network.pages.editing import edited, from_scratch
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.reading import contents
from leavex_network.places.languages import tag


def loads(
    text: str | bytes,
    *,
    file: str = "<text>",
    language: str | None = None,
    base_url: str | None = None,
    kinds: Kinds = NO_KINDS,
) -> Network[Entry]:
    """Return the network of a page: see `leavex_network.formats.loads`."""
    language = tag("en" if language is None else language)
    page = contents(
        decode(text, file), page_language=language, base_url=base_url, file=file, kinds=kinds
    )
    network = LanguagePages({language: page}).network
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
    """Return the page of a network, `onto` edited in place or a new one."""
    page_language = tag(network.about.language if language is None else language)
    base_url = base_url or network.about.url
    if onto is None:
        return from_scratch(network, page_language, base_url)
    result = edited(onto, network, language=page_language, base_url=base_url, prune=prune)
    warn(result.notes)
    return result.text
