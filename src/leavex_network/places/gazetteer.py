"""Lookup of territories by code, or by name in any language. There is no fuzzy matching.

A name is looked up in the bundled languages first (names from CLDR, and everyday labels), then in
pycountry's names of ISO 3166-1, then in their translations and in CLDR's names in other languages.
In the latter two, it counts only if it is unambiguous.
Case, accents, dots, apostrophes and a leading article are ignored.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType

from leavex_network.errors import UnknownValueError, did_you_mean, nearest, quoted
from leavex_network.places import iso, languages
from leavex_network.places.languages import Language
from leavex_network.places.territories import Territory, is_code
from leavex_network.text.folding import fold

Index = Mapping[str, frozenset[Territory]]
"""From the key of a name (see `_key`) to the territories of that name."""

_LONGEST_NAME = 200
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
    if not text.strip() or len(text) > _LONGEST_NAME:
        return frozenset()
    keys = _keys(text, _all_articles())
    for index in (_bundled, _english, _translated, _other_regions):
        territories = _first_match(index(), keys)
        if territories:
            return territories
    return frozenset()


@lru_cache(maxsize=4_096)
def on_page(text: str, language: str) -> Territory | None:
    """Return the territory that a label on a page in a language names, or None. Ignore codes.

    A name in another language than the page's counts if it is written with its capitals, has at
    least four letters (two in scripts without case) and one meaning.
    """
    if text in _EVERYWHERE:
        return Territory(_EVERYWHERE[text])
    keys = _keys(text, _all_articles())
    letters = sum(character.isalpha() for character in text)
    own = languages.with_names(language)
    if own:
        territories = _first_match(_names_of(own.code), keys)
        if territories:
            # A name of two countries in other languages, such as Congo, is ambiguous here, too.
            territory = _single(territories | _first_match(_bundled(), keys))
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
    return _single(_first_match(_bundled(), keys) or _first_match(_english(), keys))


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
    is_country = kind == "country"
    codes: dict[str, str] = {}
    for tag in languages.WITH_NAMES:
        for code, name in languages.language(tag).territories.items():
            if Territory(code).is_country == is_country:
                codes.setdefault(name, code)
    question = did_you_mean(
        text, codes, lambda name: f"{Territory(codes[name]).name} ({codes[name]})"
    )
    forms = "a code (DE, DEU, 276) or a name" if is_country else "a code (150, EU) or a name"
    message = f"Unknown {kind} {quoted(text)}: use {forms}. {question}".rstrip()
    return UnknownValueError(message, dict.fromkeys(codes[name] for name in nearest(text, codes)))


def _folded(text: str) -> str:
    """Return a text with plain apostrophes and spaces, without case, accents and dots."""
    folded = re.sub("[\u2018\u2019\u02bc\u02b9\u00b4`]", "'", fold(text)).replace(".", "")
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", folded).strip()


def _key(text: str) -> str:
    """Return the key of a name, equal for all its spellings."""
    return _folded(text).replace("'", "")


def _keys(text: str, articles: Iterable[str]) -> list[str]:
    """Return the keys of a text, with and without a leading article."""
    folded = _folded(text)
    names = [text]
    for article in articles:
        name = folded.removeprefix(article)
        if name not in {folded, ""}:
            names.append(name)
    return list(dict.fromkeys(map(_key, names)))


def _articles(language: Language) -> list[str]:
    """Return the articles of a language as names begin with them: "l'", "die "."""
    folded = map(fold, language.articles)
    return [article if article.endswith("'") else f"{article} " for article in folded]


@cache
def _all_articles() -> tuple[str, ...]:
    articles: list[str] = []
    for code in languages.WITH_NAMES:
        articles += _articles(languages.language(code))
    return tuple(dict.fromkeys(articles))


def _first_match(index: Index, keys: Iterable[str]) -> frozenset[Territory]:
    """Return the territories of the first key in an index; none if it has no key."""
    for key in keys:
        if key in index:
            return index[key]
    return frozenset()


def _index(names: Iterable[tuple[str, str]]) -> Index:
    """Return an index of pairs of code and name."""
    index: dict[str, frozenset[Territory]] = {}
    for code, name in names:
        key = _key(name)
        index[key] = index.get(key, frozenset()) | {Territory(code)}
    return MappingProxyType(index)


def _unambiguous(names: Iterable[tuple[str, str]]) -> Index:
    index = _index(names).items()
    return MappingProxyType({key: several for key, several in index if len(several) == 1})


@cache
def _names_of(language: str) -> Index:
    return _index(_keys_of(language))


@cache
def _bundled() -> Index:
    return _index(pair for language in languages.WITH_NAMES for pair in _keys_of(language))


@cache
def _english() -> Index:
    return _unambiguous(iso.english_names())


@cache
def _translated() -> Index:
    # ISO 3166-1 lacks the everyday names of some countries, such as Russia.
    return _unambiguous(chain(iso.translated_names(), _other_names(of_countries=True)))


@cache
def _other_regions() -> Index:
    return _unambiguous(_other_names(of_countries=False))


def _other_names(*, of_countries: bool) -> Iterator[tuple[str, str]]:
    """Yield pairs of code and CLDR's name in languages that are not bundled."""
    for code, name in languages.other_names():
        if Territory(code).is_country == of_countries:
            yield code, name


def _keys_of(language: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of code and key for each name in a language, with and without its article."""
    known = languages.language(language)
    articles = _articles(known)
    for code in known.territories:
        names = (
            known.territories[code],
            *known.variants.get(code, ()),
            *known.labels.get(code, ()),
        )
        for name in names:
            yield from ((code, key) for key in _keys(name, articles))
