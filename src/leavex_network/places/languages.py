"""Languages: which tags are accepted, what falls back to what, and what each language calls things."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from pydantic_core import from_json

from leavex_network.data import read_bytes
from leavex_network.errors import UnknownValueError, nearest, quoted

WITH_NAMES = (
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hu",
    "it",
    "ja",
    "nl",
    "pl",
    "pt-PT",
    "ro",
    "sv",
    "tr",
    "uk",
)
"""The languages of `data/languages/`: those in which this library knows the names of territories."""

_TAG = (
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


class Language(NamedTuple):
    """What one language calls itself and the territories. Source: Unicode CLDR, and everyday forms beside it."""

    code: str
    """BCP 47."""
    name: str
    """Its own name for itself."""
    direction: Literal["ltr", "rtl"]
    territories: Mapping[str, str]
    """CLDR's name of each territory, by code."""
    variants: Mapping[str, tuple[str, ...]]
    """CLDR's other names, by code."""
    articles: tuple[str, ...]
    """The definite articles that people write before a country's name."""
    labels: Mapping[str, tuple[str, ...]]
    """What people write on a page, by code: the first is written, all are read."""
    page: Mapping[str, tuple[str, ...]]
    """The words of a page, by what they stand for: the first is written, all are read."""
    interface: Mapping[str, str]
    """The words of a directory on the web, by what they stand for."""
    charts: Mapping[str, str]
    """The words of charts and tables, by what they stand for."""


@cache
def language(code: str) -> Language:
    """Return one of the languages of `WITH_NAMES`."""
    content = from_json(read_bytes(f"languages/{code}.json"))
    return Language(
        code=content["code"],
        name=content["name"],
        direction=content["direction"],
        territories=MappingProxyType(content["territories"]),
        variants=_of_tuples(content["variants"]),
        articles=tuple(content["articles"]),
        labels=_of_tuples(content["labels"]),
        page=_of_tuples(content["page"]),
        interface=MappingProxyType(content["interface"]),
        charts=MappingProxyType(content["charts"]),
    )


def tag(text: str) -> str:
    """Return the language tag in its usual case: `pt-PT`, `zh-Hant`.

    Raises:
        UnknownValueError: The text is no BCP 47 tag, or its language has no name in CLDR.
    """
    usual = usual_case(text)
    if usual is None:
        raise _unknown(text)
    return usual


def usual_case(text: str) -> str | None:
    """Return the language tag in its usual case, or None where it is none that is known: see `tag`."""
    if text in WITH_NAMES:
        return text
    found = re.fullmatch(_TAG, text, re.ASCII | re.IGNORECASE)
    code = found["language"].lower() if found else ""
    if found is None or (code not in WITH_NAMES and code not in _english_names()):
        return None
    parts = [
        code,
        (found["script"] or "").title(),
        (found["region"] or "").upper(),
        found["rest"].lower().strip("-"),
    ]
    return "-".join(part for part in parts if part)


def fallbacks(text: str) -> tuple[str, ...]:
    """Return the tag and what it falls back to, the closest first.

    >>> fallbacks("de-AT")
    ('de-AT', 'de')
    """
    parts = tag(text).split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def with_names(text: str) -> Language | None:
    """Return the language in which to name things for readers of the tag, or None where this library has none."""
    wanted = fallbacks(text)
    known = [code for step in wanted for code in WITH_NAMES if code == step]
    # Portuguese is bundled as pt-PT alone: a reader of any Portuguese is better served by it than by English.
    known += [code for code in WITH_NAMES if code.split("-")[0] == wanted[-1]]
    return language(known[0]) if known else None


def words(text: str) -> Language:
    """Return the language whose words readers of the tag are shown: English where there are none."""
    return with_names(text) or language("en")


def direction(text: str) -> Literal["ltr", "rtl", "auto"]:
    """Return which way a language runs: `auto`, by its letters, where this library does not know."""
    known = next((code for code in fallbacks(text) if code in WITH_NAMES), None)
    return language(known).direction if known else "auto"


@cache
def _english_names() -> Mapping[str, str]:
    return MappingProxyType(from_json(read_bytes("language-names.json"))["names"])


def _of_tuples(lists: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({code: tuple(names) for code, names in lists.items()})


def _unknown(text: str) -> UnknownValueError:
    codes = {name: code for code, name in _english_names().items()}
    near = [f"{code} ({name})" for name in nearest(text, codes) for code in [codes[name]]]
    advice = f"; did you mean {', '.join(near)}?" if near else ""
    message = f"{quoted(text)} is no language that is known: write a BCP 47 tag such as 'de' or 'pt-PT'{advice}"
    return UnknownValueError(message, [code.split()[0] for code in near])
