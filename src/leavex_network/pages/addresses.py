"""Addresses on a page: absolute when read, relative to the page's own site when written."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from leavex_network.text.inline import link_spans
from leavex_network.text.urls import origin


class NoBaseError(ValueError):
    """A site-relative address was read without the address of the site."""


def resolve(address: str, base_url: str | None) -> str:
    """Return an address as an absolute one.

    Raises:
        NoBaseError: It is relative to the site, and there is no base.
    """
    # RFC 3986, 4.2: one slash begins an absolute path, two begin a host.
    if not re.match(r"/(?!/)", address):
        return address
    if base_url is None:
        raise NoBaseError(address)
    return urljoin(base_url, address)


def resolve_all(addresses: Iterable[str], base_url: str | None) -> tuple[str, ...]:
    """Return addresses as absolute ones, each once."""
    return tuple(dict.fromkeys(resolve(address, base_url) for address in addresses))


def shorten(url: str, base_url: str | None) -> str:
    """Return a URL as a page of the site writes it: a path if both have the same origin."""
    if base_url is None or origin(url) != origin(base_url):
        return url
    return "/" + url.split("://", 1)[1].partition("/")[2]


def rebase_links(markdown: str, base_url: str | None, *, absolute: bool) -> str:
    """Return a description with the addresses of its links made absolute, or shortened."""
    change = resolve if absolute else shorten
    parts: list[str] = []
    offset = 0
    for start, end in link_spans(markdown):
        parts += [markdown[offset:start], change(markdown[start:end], base_url)]
        offset = end
    return "".join([*parts, markdown[offset:]])
