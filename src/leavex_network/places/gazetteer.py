"""Lookup of territories by code, or by name in any language. There is no fuzzy matching.

A name is looked up in the bundled languages first (names from CLDR, and everyday labels), then in
pycountry's names of ISO 3166-1, then in their translations and in CLDR's names in other languages.
In the latter two, it counts only if it is unambiguous.
Case, accents, dots, apostrophes, brackets and a leading article are ignored, and names such
as "Korea, Republic of" and "Korea (Republic of)" are read in natural order, too.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from leavex_network.errors import UnknownValueError, joined, nearest_name, question, quoted
from leavex_network.places import iso, languages, name_index, name_keys
from leavex_network.places.name_index import BUNDLED, ISO, Spelling
from leavex_network.places.territories import Territory, is_code
from leavex_network.text.folding import fold

_LONGEST_NAME = 200
_MOST_COUNTRIES = 3  # in a message
_SHORTEST_FOREIGN_NAME = 4  # in letters
_SHORTEST_CASELESS_NAME = 2
_EVERYWHERE = {"EU": "EU", "UK": "GB", "USA": "US"}
"""The short forms that pages in all languages write."""
_ORDINARY_WORDS = {
    "en": ("island",),  # Iceland in German and Swedish
    "nl": ("island",),
}
"""Words of a language, folded, that name a territory in another one, and no label here."""
_REGIONAL_INDICATOR_A = 0x1F1E6
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def country(text: str) -> Territory:
    """Return the country with an ISO 3166-1 code (`DE`, `DEU`, `276`) or a name in any language."""
    territory = _only(text, "country")
    if not territory.is_country:
        raise UnknownValueError(
            f"{quoted(text)} is a region, not a country: use by_region({str(territory)!r}) or "
            f"--region {territory}, or a country with wider=True or --wider",
            [territory],
        )
    return territory


def region(text: str) -> Territory:
    """Return the region with a UN M.49 code, with the code `EU`, or with a name."""
    territory = _only(text, "region")
    if territory.is_country:
        raise UnknownValueError(
            f"{quoted(text)} is a country, not a region: use by_country({str(territory)!r}) or "
            f"--country {territory}",
            [territory],
        )
    return territory


def lookup(text: str) -> frozenset[Territory]:
    """Return the territories with a code or name: none, one, or several if it is ambiguous."""
    upper_case = text.strip().upper()
    code = upper_case if is_code(upper_case) else iso.alpha_2(upper_case)
    return frozenset([Territory(code)]) if code else by_name(text)


def by_name(text: str) -> frozenset[Territory]:
    """Return the territories with a name, like `lookup` without codes."""
    return name_index.territories(_query_keys(text))


def countries_of_part(text: str) -> list[Territory]:
    """Return the countries with a part of a name or code (ISO 3166-2), such as Scotland; or []."""
    return name_index.countries_of_part(_query_keys(text))


def similar_names(text: str, *, of_countries: bool) -> list[Spelling]:
    """Return the names of up to three countries, or else regions, that resemble a text, best first.

    They are spelled as their language spells them. A text of three letters or fewer has none.
    """
    by_key: dict[str, list[Spelling]] = {}
    for key, spellings in name_index.spellings().items():
        for spelling in spellings:
            if Territory(spelling.code).is_country == of_countries:
                by_key.setdefault(key, []).append(spelling)
    similar: dict[str, Spelling] = {}
    for key in nearest_name(name_keys.key(text[:_LONGEST_NAME]), by_key):
        for spelling in by_key[key]:
            similar.setdefault(spelling.code, spelling)
    return list(similar.values())


@lru_cache(maxsize=4_096)
def on_page(text: str, language: str) -> Territory | None:
    """Return the territory that a label on a page in a language names, or None. Ignore codes.

    A name in another language than the page's counts if it is written with its capitals, has at
    least four letters (two in scripts without case) and one meaning.
    """
    if text in _EVERYWHERE:
        return Territory(_EVERYWHERE[text])
    keys = name_keys.keys(text, name_index.articles())
    letters = sum(character.isalpha() for character in text)
    own = languages.with_names(language)
    if own:
        territories = _first_match(_names_of(own.code), keys)
        if territories:
            # A name of two countries in other languages, such as Congo, is ambiguous here, too.
            territory = _single(territories | name_index.territories(keys, [BUNDLED]))
            is_short = letters < _SHORTEST_FOREIGN_NAME and _has_case(text)
            # "US" is a label, "us" a pronoun.
            if territory and is_short and text not in names_in(territory, language):
                return None
            return territory
    has_case = _has_case(text)
    shortest = _SHORTEST_FOREIGN_NAME if has_case else _SHORTEST_CASELESS_NAME
    if letters < shortest or (has_case and not text[:1].isupper()):
        return None
    if fold(text) in _ORDINARY_WORDS.get(language.partition("-")[0], ()):
        return None
    return _single(name_index.territories(keys, [BUNDLED, ISO]))


def meanings_on_page(text: str) -> list[Territory]:
    """Return the territories that an ambiguous name may mean, sorted by code; else none."""
    territories = sorted(by_name(text))
    return territories if len(territories) > 1 else []


def split_flag(text: str) -> tuple[str, str]:
    """Return the flag emoji at an end of a text, if there is one, and the rest of the text."""
    match = _FLAG.search(text)
    if match is None:
        return "", text
    return match[0], f"{text[: match.start()]}{text[match.end() :]}".strip()


def of_flag(flag: str) -> Territory | None:
    """Return the territory of a flag emoji: two regional indicators (UTS 51)."""
    code = "".join(chr(ord(letter) - _REGIONAL_INDICATOR_A + ord("A")) for letter in flag)
    return Territory(code) if is_code(code) else None


def names_in(territory: Territory, language: str) -> tuple[str, ...]:
    """Return the names of a territory in a language, or in English if that is not bundled.

    The first is the one to write on pages: the everyday label, else CLDR's name.
    """
    known = languages.words(language)
    labels = known.labels.get(territory, ())
    variants = known.variants.get(territory, ())
    return tuple(dict.fromkeys([*labels, known.territories[territory], *variants]))


def label(territory: Territory, language: str) -> str:
    """Return the name of a territory that pages in a language show."""
    return names_in(territory, language)[0]


def _single(territories: frozenset[Territory]) -> Territory | None:
    return next(iter(territories)) if len(territories) == 1 else None


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _only(text: str, kind: str) -> Territory:
    territories = sorted(lookup(text))
    if not territories:
        raise _unknown(text, kind)
    if len(territories) > 1:
        choices = " or ".join(f"{territory} ({territory.name})" for territory in territories)
        raise UnknownValueError(f"{quoted(text)} is ambiguous: use {choices}", territories)
    return territories[0]


def _unknown(text: str, kind: str) -> UnknownValueError:
    """Return the error for a text that names no territory: it may name a part of a country."""
    countries = countries_of_part(text)
    if countries:
        return _is_a_part(text, countries, kind)
    is_country = kind == "country"
    names = similar_names(text, of_countries=is_country)
    suggestion = question(f"{quoted(name)} ({code})" for name, code in names)
    forms = "a code (DE, DEU, 276) or a name" if is_country else "a code (150, EU) or a name"
    message = f"Unknown {kind} {quoted(text)}: use {forms}. {suggestion}".rstrip()
    return UnknownValueError(message, [spelling.code for spelling in names])


def _is_a_part(text: str, countries: list[Territory], kind: str) -> UnknownValueError:
    problem = f"{quoted(text)} is {part_of(countries)}, not a {kind}"
    if len(countries) > 1:
        remedy = "use the code of the country that you mean"
    else:
        remedy = f"use by_country({str(countries[0])!r}) or --country {countries[0]}"
    return UnknownValueError(f"{problem}: {remedy}", countries)


def part_of(countries: list[Territory]) -> str:
    """Return that something is a part of these countries: "a part of GB (United Kingdom)"."""
    shown = [f"{country} ({country.name})" for country in countries[:_MOST_COUNTRIES]]
    if len(countries) > len(shown):
        shown.append(f"{len(countries) - len(shown)} more")
    return f"a part of {joined(shown)}"


def _query_keys(text: str) -> list[str]:
    """Return the keys of what somebody asks for; none if it is no name."""
    if not text.strip() or len(text) > _LONGEST_NAME:
        return []
    articles = name_index.articles()
    name = name_keys.without_bracketed_articles(text, articles)
    keys = [*name_keys.keys(text, articles), *name_keys.keys(name, articles)]
    parts = name_keys.halves(name)
    # Two names are a list: "Guyana, Francia" is not French Guiana, which is "Francia Guyana" in
    # Hungarian.
    if parts and not all(name_index.territories(name_keys.keys(part, articles)) for part in parts):
        for form in name_keys.forms(name):
            keys += name_keys.keys(form, articles)
    return list(dict.fromkeys(keys))


@cache
def _names_of(language: str) -> Mapping[str, frozenset[Territory]]:
    """Return the territories of each key of a name in a language, with and without its article."""
    index: dict[str, frozenset[Territory]] = {}
    articles = [name_keys.with_space(article) for article in languages.language(language).articles]
    for code in languages.language(language).territories:
        territory = Territory(code)
        for name in names_in(territory, language):
            for key in name_keys.keys(name, articles):
                index[key] = index.get(key, frozenset()) | {territory}
    return MappingProxyType(index)


def _first_match(
    index: Mapping[str, frozenset[Territory]], keys: Iterable[str]
) -> frozenset[Territory]:
    """Return the territories of the first key in an index; none if it has no key."""
    for key in keys:
        if key in index:
            return index[key]
    return frozenset()
