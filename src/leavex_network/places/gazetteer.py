"""Which territory a text names: by code, or by a name in any language. Nothing is matched by likeness.

A name is looked up in the languages that this library brings along (CLDR's names and everyday labels), then among
the names of ISO 3166-1 in pycountry and its catalogues, and counts there only where it names one country. Case,
accents, dots, apostrophes and a leading article do not matter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from leavex_network.errors import UnknownValueError, nearest, quoted
from leavex_network.places import iso, languages
from leavex_network.places.territories import Territory, is_code
from leavex_network.text.characters import fold

_LONGEST_NAME = 200


def country(text: str) -> Territory:
    """Return the country that a code or a name stands for.

    Args:
        text: Alpha-2, alpha-3 or numeric code of ISO 3166-1, or a name in any language.

    Raises:
        UnknownValueError: It names no country, a region, or several countries.
    """
    found = _only(text, "country")
    if not found.is_country:
        raise UnknownValueError(
            f"{quoted(text)} is a region ({found} {found.name}), not a country: "
            f"ask for the region {str(found)!r} (by_region, --region), "
            "or for a country with what is listed for the regions around it (wider=True, --wider)",
            [found],
        )
    return found


def region(text: str) -> Territory:
    """Return the region that a code or a name stands for.

    Args:
        text: M.49 code, `EU`, or a name in any of the languages that have names.

    Raises:
        UnknownValueError: It names no region, or a country.
    """
    found = _only(text, "region")
    if found.is_country:
        raise UnknownValueError(
            f"{quoted(text)} is a country ({found} {found.name}), not a region: "
            f"ask for the country {str(found)!r} (by_country, --country)",
            [found],
        )
    return found


def lookup(text: str) -> frozenset[Territory]:
    """Return the territories that a code or a name stands for: none, one, or those between which it does not decide."""
    code = text.strip().upper()
    if is_code(code):
        return frozenset([Territory(code)])
    by_code = iso.alpha_2(code)
    if by_code:
        return frozenset([Territory(by_code)])
    return by_name(text)


def by_name(text: str) -> frozenset[Territory]:
    """Return the territories that a name stands for, codes left aside: see `lookup`."""
    if not text.strip() or len(text) > _LONGEST_NAME:
        return frozenset()
    keys = _keys(text, _articles())
    for index in (_bundled, _english, _catalogues):
        found = next((index()[key] for key in keys if key in index()), None)
        if found:
            return found
    return frozenset()


def on_page(text: str, language: str) -> Territory | None:
    """Return the territory that a label on a page in a language names, or None: never a code, never a guess.

    The names in the page's own language come first, then those in the others that have names, and of ISO 3166-1.
    """
    keys = _keys(text, _articles())
    own = languages.with_names(language)
    for index in ([_own(own.code)] if own else []) + [_bundled(), _english()]:
        found = next((index[key] for key in keys if key in index), None)
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def names_in(territory: Territory, language: str) -> tuple[str, ...]:
    """Return all that a language calls a territory, what a page prints first; in English, if its names are unknown."""
    known = languages.with_names(language) or languages.language("en")
    named = (
        *known.labels.get(territory, ()),
        known.territories[territory],
        *known.variants.get(territory, ()),
    )
    return tuple(dict.fromkeys(named))


def label(territory: Territory, language: str) -> str:
    """Return what a page in a language prints for a territory: its everyday label, else CLDR's name."""
    known = languages.with_names(language) or languages.language("en")
    return known.labels.get(territory, (known.territories[territory],))[0]


def _only(text: str, what: str) -> Territory:
    found = lookup(text)
    if len(found) == 1:
        return next(iter(found))
    if found:
        several = " or ".join(f"{code} ({code.name})" for code in sorted(found))
        raise UnknownValueError(f"{quoted(text)} names several: write {several}", sorted(found))
    raise _unknown(text, what)


def _unknown(text: str, what: str) -> UnknownValueError:
    is_country = what == "country"
    names: dict[str, str] = {}
    for known in languages.WITH_NAMES:
        for code, name in languages.language(known).territories.items():
            if Territory(code).is_country == is_country:
                names.setdefault(name, code)
    near = list(dict.fromkeys(names[name] for name in nearest(text, names)))
    advice = ", ".join(f"{Territory(code).name} ({code})" for code in near)
    forms = "a code (DE, DEU, 276) or a name" if is_country else "a code (150, EU) or a name"
    question = f" did you mean {advice}?" if near else ""
    return UnknownValueError(
        f"{quoted(text)} is no {what} that is known: write {forms};{question}".rstrip(";"), near
    )


def _spelt(text: str) -> str:
    folded = re.sub("[\u2018\u2019\u02bc\u02b9\u00b4`]", "'", fold(text)).replace(".", "")
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", folded).strip()


def _key(text: str) -> str:
    """Return what two spellings of one name have in common."""
    return _spelt(text).replace("'", "")


def _keys(text: str, articles: Iterable[str]) -> list[str]:
    """Return the keys of a text: as it stands, and without its article."""
    spelt = _spelt(text)
    shorter = [
        spelt[len(start) :]
        for start in articles
        if spelt.startswith(start) and len(spelt) > len(start)
    ]
    return list(dict.fromkeys(_key(form) for form in [text, *shorter]))


def _starts(articles: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        article if article.endswith("'") else f"{article} " for article in map(fold, articles)
    )


@cache
def _articles() -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            start
            for code in languages.WITH_NAMES
            for start in _starts(languages.language(code).articles)
        )
    )


def _index(names: Iterable[tuple[str, str]]) -> dict[str, frozenset[Territory]]:
    index: dict[str, frozenset[Territory]] = {}
    for code, name in names:
        key = _key(name)
        index[key] = index.get(key, frozenset()) | {Territory(code)}
    return index


@cache
def _own(code: str) -> Mapping[str, frozenset[Territory]]:
    return MappingProxyType(_index(_names_in(code)))


@cache
def _bundled() -> Mapping[str, frozenset[Territory]]:
    return MappingProxyType(
        _index(pair for code in languages.WITH_NAMES for pair in _names_in(code))
    )


def _names_in(code: str) -> Iterator[tuple[str, str]]:
    """Yield each name in a language, with and without its article, as a pair of territory and key."""
    known = languages.language(code)
    starts = _starts(known.articles)
    yield from (
        (place, key) for place, name in known.territories.items() for key in _keys(name, starts)
    )
    for table in (known.variants, known.labels):
        yield from (
            (place, key)
            for place, names in table.items()
            for name in names
            for key in _keys(name, starts)
        )


@cache
def _english() -> Mapping[str, frozenset[Territory]]:
    return MappingProxyType(_unambiguous(iso.english_names()))


@cache
def _catalogues() -> Mapping[str, frozenset[Territory]]:
    return MappingProxyType(_unambiguous(iso.translated_names()))


def _unambiguous(names: Iterable[tuple[str, str]]) -> dict[str, frozenset[Territory]]:
    return {key: found for key, found in _index(names).items() if len(found) == 1}
