"""Addresses on a page: those of its own site are written relative to it, and resolved when they are read."""

import re
from urllib.parse import urljoin

from leavex_network.text.inline import link_spans
from leavex_network.text.urls import origin


class NoBaseError(ValueError):
    """A site-relative address was read, and nobody says which site."""


def resolve(address: str, base_url: str | None) -> str:
    """Return an address as it is meant: absolute.

    Raises:
        NoBaseError: It is relative to the site, and there is no base.
    """
    if not re.match(r"/(?!/)", address):
        return address
    if base_url is None:
        raise NoBaseError(address)
    return urljoin(base_url, address)


def shorten(url: str, base_url: str | None) -> str:
    """Return a URL as a page of the site prints it: what lies on its origin as a path."""
    if base_url is None or origin(url) != origin(base_url):
        return url
    return "/" + url.split("://", 1)[1].partition("/")[2]


def rebased(markdown: str, base_url: str | None, *, absolute: bool) -> str:
    """Return a description with the addresses of its links made absolute, or relative to the site."""
    change = resolve if absolute else shorten
    for start, end in reversed(link_spans(markdown)):
        markdown = f"{markdown[:start]}{change(markdown[start:end], base_url)}{markdown[end:]}"
    return markdown
