"""Codes and names of countries in ISO 3166-1, from pycountry.

The only module that imports pycountry, and only when it is needed: loading a network is not.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType


def alpha_2(code: str) -> str | None:
    """Return the alpha-2 code of the country with an alpha-3 or numeric code, or None."""
    import pycountry

    if len(code) != len("DEU") or not code.isascii():
        return None
    if code.isdigit():
        country = pycountry.countries.get(numeric=code)
    else:
        country = pycountry.countries.get(alpha_3=code.upper())
    return country.alpha_2 if country else None


def other_codes(alpha_2: str) -> tuple[str, ...]:
    """Return the alpha-3 and numeric codes of a country, or nothing if ISO 3166-1 lacks it."""
    import pycountry

    country = pycountry.countries.get(alpha_2=alpha_2)
    return (country.alpha_3, country.numeric) if country else ()


def countries() -> frozenset[str]:
    """Return the alpha-2 codes of all countries."""
    return frozenset(_english_names())


def english_names() -> Iterator[tuple[str, str]]:
    """Yield pairs of alpha-2 code and English name, including official and common names."""
    return ((code, name) for code, names in _english_names().items() for name in names)


def translated_names() -> Iterator[tuple[str, str]]:
    """Yield pairs of alpha-2 code and name in all of pycountry's languages, in about 0.5 s."""
    import gettext

    import pycountry

    for language in gettext_languages(pycountry.LOCALES_DIR):
        catalog = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        for code, name in english_names():
            yield code, catalog.gettext(name)


def gettext_languages(folder: str) -> list[str]:
    """Return the languages that have a gettext catalog of countries in a folder."""
    return sorted(path.parts[-3] for path in Path(folder).glob("*/LC_MESSAGES/iso3166-1.mo"))


@cache
def _english_names() -> Mapping[str, tuple[str, ...]]:
    import pycountry

    names: dict[str, tuple[str, ...]] = {}
    for country in pycountry.countries:
        fields = country._fields
        kinds = ("name", "official_name", "common_name")
        names[country.alpha_2] = tuple(fields[kind] for kind in kinds if kind in fields)
    return MappingProxyType(names)
