"""Lookup tables for sites that are built without Python: spelling of a value -> key, by criterion.

Each key is what Python finds for that spelling, so that no rule about territories, hashtags or
kinds has to be written in another language. A site looks up the value in lower case.
"""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA, FLAG_WORDS
from leavex_network.places import gazetteer, iso, languages, name_index, name_keys
from leavex_network.places.territories import Territory, codes
from leavex_network.text.folding import fold
from leavex_network.text.hashtags import hashtag_key

Table = dict[str, str]

_APOSTROPHES = ("\u2019", "'", "")


def tables(network: Network[Entry], site_languages: Iterable[str]) -> dict[str, Table]:
    """Return the lookup table of each criterion that compares keys.

    Names of territories are accepted in the languages of the site (BCP 47) and in English.
    """
    lookup: dict[str, Table] = {}
    for criterion in CRITERIA:
        if criterion.takes == "flag":
            lookup[criterion.name] = dict(FLAG_WORDS)
        elif criterion.takes == "values":
            lookup[criterion.name] = {
                value: value for value in criterion.known(network.about.kinds)
            }
    lookup["hashtag"] = _hashtags(network)
    lookup["country"], lookup["region"] = _territories(site_languages)
    return lookup


def _hashtags(network: Network[Entry]) -> Table:
    table: Table = {}
    for hashtag in network.hashtags:
        key = hashtag_key(hashtag)
        for spelling in (key, normalize("NFD", key), hashtag.lower()):
            for sign in ("", "#", "\uff03"):
                table[f"{sign}{spelling}"] = key
    return table


def _territories(site_languages: Iterable[str]) -> tuple[Table, Table]:
    """Return the tables of countries and of regions."""
    countries: Table = {}
    regions: Table = {}
    spellings = {spelling for name in _names(site_languages) for spelling in _spellings(name)}
    for spelling in sorted(spellings):
        matches = gazetteer.lookup(spelling)
        if len(matches) == 1:
            (territory,) = matches
            table = countries if territory.is_country else regions
            table[spelling] = territory
    for code in codes():
        table = countries if Territory(code).is_country else regions
        for spelling in (code.lower(), *map(str.lower, iso.other_codes(code))):
            table[spelling] = code
            if spelling.isdigit():
                # Without quotes, templates read 001 as the number 1.
                table[str(int(spelling))] = code
    return dict(sorted(countries.items())), dict(sorted(regions.items()))


def _names(site_languages: Iterable[str]) -> Iterator[str]:
    """Yield all names of territories in English, in ISO 3166-1 and in the languages of a site."""
    for names in name_index.iso_names().values():
        for name in names:
            yield from name_keys.forms(name)
    codes = dict.fromkeys(["en", *site_languages])
    for language in filter(None, map(languages.with_names, codes)):
        yield from language.territories.values()
        for several in (*language.variants.values(), *language.labels.values()):
            yield from several


def _spellings(name: str) -> Iterator[str]:
    """Yield the ways to write a name in lower case: with and without accents, apostrophes, dots."""
    for spelling in (name.lower(), fold(name)):
        for apostrophe in _APOSTROPHES:
            written = spelling.replace("\u2019", apostrophe)
            yield written
            yield written.replace(".", "")
