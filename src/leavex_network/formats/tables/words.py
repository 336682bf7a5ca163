"""The words of tables in all bundled languages: headers, statuses and languages."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from leavex_network.formats.tables.cells import COLUMNS
from leavex_network.places import languages
from leavex_network.text.folding import fold


class Meaning(NamedTuple):
    """Meaning of a header."""

    column: str
    languages: frozenset[str] | None
    """The codes of the languages whose word it is; None for the column's own name."""


def key(word: str) -> str:
    """Return a word for comparison: without case, accents, spaces and punctuation.

    >>> key("Land / Región") == key("land_region")
    True
    """
    return "".join(filter(str.isalnum, fold(word)))


def header_meaning(word: str) -> Meaning | None:
    """Return the meaning of a header; None if it is unknown."""
    folded = key(word)
    own = _own_names().get(folded)
    return Meaning(own, None) if own else _headers().get(folded)


def header_words(codes: frozenset[str]) -> Iterator[str]:
    """Yield the names of the columns, and their words in some languages."""
    yield from _own_names().values()
    for code in sorted(codes):
        for words in languages.language(code).columns.values():
            yield from words


def status_of(word: str) -> str | None:
    """Return the status that a word in any language names; None if it names none."""
    return _statuses().get(key(word))


def language_of(text: str) -> str | None:
    """Return the tag of a language, by a tag or by a bundled language's name for itself."""
    return languages.usual_case(text) or _languages().get(key(text))


@cache
def _languages() -> Mapping[str, str]:
    names = {key(languages.language(code).name): code for code in languages.WITH_NAMES}
    return MappingProxyType(names)


@cache
def _own_names() -> Mapping[str, str]:
    return MappingProxyType({key(name): name for name in COLUMNS if name != "extra"})


@cache
def _headers() -> Mapping[str, Meaning]:
    """Return the meaning of each header; no two languages have one word for two columns."""
    index: dict[str, Meaning] = {}
    for code in languages.WITH_NAMES:
        for column, words in languages.language(code).columns.items():
            for word in map(key, words):
                known = index.get(word, Meaning(column, frozenset()))
                index[word] = Meaning(column, (known.languages or frozenset()) | {code})
    return MappingProxyType(index)


@cache
def _statuses() -> Mapping[str, str]:
    index = {status: status for status in ("active", "concluded")}
    for code in languages.WITH_NAMES:
        language = languages.language(code)
        for status, words in language.statuses.items():
            for word in words:
                index.setdefault(key(word), status)
        for word in language.page["concluded"]:
            index.setdefault(key(word), "concluded")
    return MappingProxyType(index)
