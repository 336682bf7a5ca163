"""Languages: valid tags, fallbacks, and the words of each bundled language."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from pydantic_core import from_json

from leavex_network.data import read_bytes
from leavex_network.errors import (
    ArgumentTypeError,
    UnknownValueError,
    nearest_name,
    question,
    quoted,
)

WITH_NAMES = (
    "ar", "cs", "de", "en", "es", "fi", "fr", "hu", "it", "ja", "nl", "pl", "pt-PT", "ro", "sv",
    "tr", "uk",
)  # fmt: skip
"""The bundled languages, with one file each in `data/languages/`."""

# RFC 5646 (BCP 47), section 2.1, without extended language subtags, extensions and private use.
_TAG = (
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


class Language(NamedTuple):
    """The words of one language: names of territories from Unicode CLDR, and our own."""

    code: str
    """The BCP 47 tag."""
    name: str
    """The language's name for itself."""
    direction: Literal["ltr", "rtl"]
    territories: Mapping[str, str]
    """CLDR's name of each territory, by code."""
    variants: Mapping[str, tuple[str, ...]]
    """CLDR's other names, by code."""
    languages: Mapping[str, str]
    """CLDR's names of languages, by code: those that have names of territories."""
    day_patterns: Mapping[str, str]
    """CLDR's patterns of a `day`, a `month` (with its year), a `day_and_month` and a `year`."""
    months: Mapping[str, tuple[str, ...]]
    """The twelve months, by CLDR's letters in the patterns: `MMMM`, `MMM`, `LLLL`, `LLL`."""
    articles: tuple[str, ...]
    """The definite articles that people write before a country's name."""
    labels: Mapping[str, tuple[str, ...]]
    """Everyday labels of territories on pages, by code: the first is written, all are read."""
    page: Mapping[str, tuple[str, ...]]
    """The words of a page, by key: the first is written, all are read."""
    kinds: Mapping[str, tuple[str, ...]]
    """The words of the built-in and the usual kinds, by kind: plural, singular, further ones."""
    interface: Mapping[str, str]
    """The words of the directory on the web, by key."""
    charts: Mapping[str, str]
    """The words of charts and tables, by key."""
    columns: Mapping[str, tuple[str, ...]]
    """The headers of a table's columns: the first is written, all are read."""
    statuses: Mapping[str, tuple[str, ...]]
    """The words of a table for each status: the first is written, all are read."""

    def names(self, code: str) -> tuple[str, ...]:
        """Return the names of a territory, by its code: the everyday label first, if it has one."""
        names = (*self.labels.get(code, ()), self.territories[code], *self.variants.get(code, ()))
        return tuple(dict.fromkeys(names))


@cache
def language(code: str) -> Language:
    """Return one of the bundled languages, by its code in `WITH_NAMES`."""
    content = from_json(read_bytes(f"languages/{code}.json"))
    return Language(
        code=content["code"],
        name=content["name"],
        direction=content["direction"],
        territories=MappingProxyType(content["territories"]),
        variants=_with_tuples(content["variants"]),
        languages=MappingProxyType(content["languages"]),
        day_patterns=MappingProxyType(content["dates"]["patterns"]),
        months=_with_tuples(content["dates"]["months"]),
        articles=tuple(content["articles"]),
        labels=_with_tuples(content["labels"]),
        page=_with_tuples(content["page"]),
        kinds=_with_tuples(content["kinds"]),
        interface=MappingProxyType(content["interface"]),
        charts=MappingProxyType(content["charts"]),
        columns=_with_tuples(content["columns"]),
        statuses=_with_tuples(content["statuses"]),
    )


def tag(text: str) -> str:
    """Return a language tag in its canonical case: `pt-PT`, `zh-Hant`.

    Refuse other texts, and languages for which CLDR has no name.
    """
    if not isinstance(text, str):
        raise ArgumentTypeError(f"A language is a string such as 'de', not {type(text).__name__}")
    canonical = usual_case(text)
    if canonical is None:
        raise _unknown(text)
    return canonical


def usual_case(text: str) -> str | None:
    """Return a language tag in its canonical case, or None where `tag` raises an error."""
    if text in WITH_NAMES:
        return text
    match = re.fullmatch(_TAG, text, re.ASCII | re.IGNORECASE)
    if match is None:
        return None
    code = match["language"].lower()
    if code not in WITH_NAMES and code not in _english_names():
        return None
    # RFC 5646, section 2.1.1: "mn-Cyrl-MN", and lower case for all other subtags.
    script = (match["script"] or "").title()
    region = (match["region"] or "").upper()
    variants = match["variants"].lower().removeprefix("-")
    return "-".join(part for part in (code, script, region, variants) if part)


@lru_cache(maxsize=256)
def fallbacks(text: str) -> tuple[str, ...]:
    """Return a tag and its fallbacks, the closest first (RFC 4647, section 3.4).

    >>> fallbacks("de-AT")
    ('de-AT', 'de')
    """
    parts = tag(text).split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def with_names(text: str) -> Language | None:
    """Return the bundled language for readers of a tag, or None."""
    tags = fallbacks(text)
    for candidate in tags:
        if candidate in WITH_NAMES:
            return language(candidate)
    # Portuguese is bundled only as pt-PT, which serves readers of pt-BR better than English.
    for code in WITH_NAMES:
        if code.split("-")[0] == tags[-1]:
            return language(code)
    return None


def words(text: str) -> Language:
    """Return the language whose words readers of a tag are shown: English if there are none."""
    return with_names(text) or language("en")


def direction(text: str) -> Literal["ltr", "rtl", "auto"]:
    """Return the direction of a language: `auto` (by its letters) if it is not bundled."""
    for candidate in fallbacks(text):
        if candidate in WITH_NAMES:
            return language(candidate).direction
    return "auto"


@cache
def _english_names() -> Mapping[str, str]:
    return MappingProxyType(from_json(read_bytes("language-names.json"))["names"])


def _with_tuples(lists: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: tuple(words) for key, words in lists.items()})


def _unknown(text: str) -> UnknownValueError:
    codes = {name: code for code, name in _english_names().items()}
    # "Deutsch" is the language's own name for itself.
    codes |= {language(code).name: code for code in WITH_NAMES}
    names = nearest_name(text, codes)
    suggestion = question(f"{quoted(name)} ({codes[name]})" for name in names)
    advice = "use a BCP 47 tag such as 'de' or 'pt-PT'."
    message = f"Unknown language {quoted(text)}: {advice} {suggestion}".rstrip()
    return UnknownValueError(message, [codes[name] for name in names])
