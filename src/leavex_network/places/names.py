"""Lookup of territories by the names that people write, and names that resemble a text."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from unicodedata import normalize

from leavex_network.errors import nearest_name
from leavex_network.places import iso, languages, name_index, name_keys
from leavex_network.places.name_index import BUNDLED, ISO, Spelling
from leavex_network.places.territories import Territory, is_code
from leavex_network.text.folding import fold

_LONGEST_NAME = 200
_SHORTEST_FOREIGN_NAME = 4  # in letters
_SHORTEST_CASELESS_NAME = 2
_LONGEST_SHORT_FORM = 4
"""In letters: "DPRK", "EE. UU."."""
_EVERYWHERE = {"EU": "EU", "UK": "GB", "USA": "US"}
"""The short forms that pages in all languages write."""
_FIRST_WORD = re.compile(r"(?P<first>[^\W_]+)(?P<gap>[\W_]+)(?P<rest>.+)", re.DOTALL)
_ORDINARY_WORDS = {
    "en": ("island",),  # Iceland in German and Swedish
    "nl": ("island",),
}
"""Words of a language, folded, that name a territory in another one, and no label here."""


def by_name(text: str) -> frozenset[Territory]:
    """Return the territories with a name, like `lookup` without codes."""
    keys = _query_keys(text)
    if normalize("NFKC", text).isascii():
        # "My." is not "Mỹ", Vietnamese for the United States: MY is the code of Malaysia.
        keys = [key for key in keys if not _is_code_of_another(key)]
    found = name_index.territories(keys)
    rest = _behind_code(text)
    # CLDR has names with their article, such as "il-Paragwaj": behind a code, it is a second name.
    return frozenset() if found and rest and by_name(rest) == found else found


def countries_of_part(text: str) -> list[Territory]:
    """Return the countries with a part of a name or code (ISO 3166-2), such as Scotland; or []."""
    return name_index.countries_of_part(_query_keys(text))


def similar(text: str, *, of_countries: bool) -> list[Spelling]:
    """Return the names of up to three countries, or else regions, that resemble a text, best first.

    They are spelled as their language spells them. A text of three letters or fewer has none.
    """
    by_key: dict[str, list[Spelling]] = {}
    for key, spellings in name_index.spellings().items():
        for spelling in spellings:
            if Territory(spelling.code).is_country == of_countries:
                by_key.setdefault(key, []).append(spelling)
    found: dict[str, Spelling] = {}
    for key in nearest_name(name_keys.key(text[:_LONGEST_NAME]), by_key):
        for spelling in by_key[key]:
            found.setdefault(spelling.code, spelling)
    return list(found.values())


@lru_cache(maxsize=4_096)
def on_page(text: str, language: str) -> Territory | None:
    """Return the territory that a label on a page in a language names, or None. Ignore codes.

    A name in another language than the page's counts if it is written with its capitals, has at
    least four letters (two in scripts without case) and one meaning.
    """
    if text in _EVERYWHERE:
        return Territory(_EVERYWHERE[text])
    keys = name_keys.keys(text, _articles_before(text))
    letters = sum(character.isalpha() for character in text)
    own = languages.with_names(language)
    if own:
        territories = _first_match(_names_of(own.code), keys)
        if territories:
            # A name of two countries in other languages, such as Congo, is ambiguous here, too.
            territory = _single(territories | name_index.territories(keys, [BUNDLED]))
            is_short = letters < _SHORTEST_FOREIGN_NAME and _has_case(text)
            # "US" is a label, "us" a pronoun.
            if territory and is_short and text not in own.names(territory):
                return None
            return territory
    has_case = _has_case(text)
    shortest = _SHORTEST_FOREIGN_NAME if has_case else _SHORTEST_CASELESS_NAME
    if letters < shortest or (has_case and not text[:1].isupper()):
        return None
    if fold(text) in _ORDINARY_WORDS.get(language.partition("-")[0], ()):
        return None
    return _single(name_index.territories(keys, [BUNDLED, ISO]))


def _single(territories: frozenset[Territory]) -> Territory | None:
    return next(iter(territories)) if len(territories) == 1 else None


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _query_keys(text: str) -> list[str]:
    """Return the keys of what somebody asks for; none if it is no name."""
    if not text.strip() or len(text) > _LONGEST_NAME:
        return []
    articles = _articles_before(text)
    name = name_keys.without_bracketed_articles(text, articles)
    keys = [*name_keys.keys(text, articles), *name_keys.keys(name, articles)]
    parts = name_keys.halves(name)
    # Two names or codes are a list: "Guyana, Francia" is not French Guiana, which is "Francia
    # Guyana" in Hungarian, and "DE, Italien" is not "de Italien". So is what begins with a code:
    # "US, Virgin Islands". What ends with one may be a name: "Virgin Islands, US".
    is_list = parts is not None and (
        _code(name_keys.key(parts[0])) is not None or all(map(_is_a_territory, parts))
    )
    if parts and not is_list:
        for form in name_keys.forms(name):
            keys += name_keys.keys(form, articles)
    return list(dict.fromkeys(keys))


def _is_a_territory(text: str) -> bool:
    """Tell whether a text is a code or a name of a territory, as it is written."""
    if _code(text) is not None:
        return True
    return bool(name_index.territories(name_keys.keys(text, _articles_before(text))))


def _articles_before(text: str) -> tuple[str, ...]:
    """Return the articles with which a name may begin: none if it begins with a code."""
    return () if _behind_code(text) else name_index.articles()


def _behind_code(text: str) -> str:
    """Return the rest of a text that begins with a code; "" if it begins with none.

    Capitals before a name that is not in capitals are a code, and so are those before a dash with
    spaces or a short form: "IL Afganistán" and "IL DPRK" are two countries, "LA FRANCE" is one.
    """
    match = _FIRST_WORD.fullmatch(text.strip())
    if match is None or not is_code(match["first"]):
        return ""
    rest = match["rest"]
    is_long = sum(map(str.isalpha, rest)) > _LONGEST_SHORT_FORM
    is_article = rest.isupper() and is_long and not match["gap"].strip()
    return "" if is_article else rest


def _code(text: str) -> Territory | None:
    """Return the territory of a code, in any case."""
    code = text.upper()
    if is_code(code):
        return Territory(code)
    alpha_2 = iso.alpha_2(code)
    return None if alpha_2 is None else Territory(alpha_2)


def _is_code_of_another(key: str) -> bool:
    """Tell whether a key is a code, and also the name of another territory."""
    territory = _code(key)
    return territory is not None and name_index.territories([key]) != {territory}


@cache
def _names_of(language: str) -> Mapping[str, frozenset[Territory]]:
    """Return the territories of each key of a name in a language, with and without its article."""
    index: dict[str, frozenset[Territory]] = {}
    known = languages.language(language)
    articles = [name_keys.with_space(article) for article in known.articles]
    for territory in map(Territory, known.territories):
        for name in known.names(territory):
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
