"""Addresses that name a language: `https://de.example.org`, `/de/`, `?lang=de`."""

import re

from leavex_network.places.languages import fallbacks
from leavex_network.text.urls import normalized

_AUTHORITY = re.compile("[^/?#]*")
_QUERY = "?&=#"


def names_language(url: str, language: str) -> bool:
    """Tell whether an address names a language (BCP 47)."""
    authority, rest = _parts(url)
    steps = set(fallbacks(language))
    return not steps.isdisjoint([*_labels(authority), *_words(rest)])


def without_language(url: str, language: str) -> str:
    """Return an address without scheme, `www.` and language: equal for all languages of a page."""
    authority, rest = _parts(url)
    steps = fallbacks(language)
    # The country in the last label of a host is no language.
    *labels, last = authority.split(".")
    kept = [label for label in labels if label != "www" and label not in steps]
    words = [word for word in _words(rest) if word and word not in steps]
    return "/".join([".".join([*kept, last]), *words])


def _parts(url: str) -> tuple[str, str]:
    """Return host and port, and what follows, in lower case."""
    rest = normalized(url).partition("://")[2].lower()
    authority = _AUTHORITY.match(rest)
    assert authority is not None  # noqa: S101 - the pattern matches every text
    return authority[0], rest[authority.end() :]


def _labels(authority: str) -> list[str]:
    return authority.split(".")[:-1]


def _words(rest: str) -> list[str]:
    for mark in _QUERY:
        rest = rest.replace(mark, "/")
    return rest.split("/")
