"""Codes and names of countries in ISO 3166-1.

Codes are in a bundled table, which needs no file of pycountry's. This is the only module that
imports pycountry, and only for names that no bundled language has.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic_core import from_json

from leavex_network.data import read_bytes


def alpha_2(code: str) -> str | None:
    """Return the alpha-2 code of the country with this alpha-3 or numeric code, or None."""
    return _alpha_2_codes().get(code)


def other_codes(alpha_2: str) -> tuple[str, ...]:
    """Return the alpha-3 and numeric codes of a country, or nothing if ISO 3166-1 lacks it."""
    return _codes().get(alpha_2, ())


def countries() -> frozenset[str]:
    """Return the alpha-2 codes of all countries."""
    return frozenset(_codes())


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
def _codes() -> Mapping[str, tuple[str, str]]:
    """Return the alpha-3 and numeric codes by alpha-2 code."""
    table = from_json(read_bytes("iso-codes.json"))["countries"]
    return MappingProxyType({code: (alpha_3, digits) for code, (alpha_3, digits) in table.items()})


@cache
def _alpha_2_codes() -> Mapping[str, str]:
    """Return the alpha-2 code by alpha-3 and by numeric code."""
    index: dict[str, str] = {}
    for code, others in _codes().items():
        index.update(dict.fromkeys(others, code))
    return MappingProxyType(index)


@cache
def _english_names() -> Mapping[str, tuple[str, ...]]:
    import pycountry

    names: dict[str, tuple[str, ...]] = {}
    for country in pycountry.countries:
        fields = country._fields
        kinds = ("name", "official_name", "common_name")
        names[country.alpha_2] = tuple(fields[kind] for kind in kinds if kind in fields)
    return MappingProxyType(names)
