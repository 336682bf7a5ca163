"""ISO 3166-1 as pycountry has it: other codes of a country, and other names. The only importer of pycountry."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType


def alpha_2(code: str) -> str | None:
    """Return the alpha-2 code of a country by its alpha-3 or numeric code, or None."""
    import pycountry

    if len(code) != len("DEU") or not code.isascii():
        return None
    found = (
        pycountry.countries.get(numeric=code)
        if code.isdigit()
        else pycountry.countries.get(alpha_3=code.upper())
    )
    return found.alpha_2 if found else None


def other_codes(alpha_2: str) -> tuple[str, ...]:
    """Return the alpha-3 and the numeric code of a country by its alpha-2 code; none where it has none."""
    import pycountry

    found = pycountry.countries.get(alpha_2=alpha_2)
    return (found.alpha_3, found.numeric) if found else ()


def countries() -> frozenset[str]:
    """Return the alpha-2 codes of all countries."""
    return frozenset(_english_names())


def english_names() -> Iterator[tuple[str, str]]:
    """Yield the English names of ISO 3166-1, official and common ones too, as pairs of code and name."""
    return ((code, name) for code, names in _english_names().items() for name in names)


def translated_names() -> Iterator[tuple[str, str]]:
    """Yield the names in all of pycountry's catalogues, as pairs of code and name; this takes about half a second."""
    import gettext

    import pycountry

    for path in gettext_catalogues(pycountry.LOCALES_DIR):
        catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[path])
        for code, names in _english_names().items():
            yield from ((code, catalogue.gettext(name)) for name in names)


def gettext_catalogues(folder: str) -> list[str]:
    """Return the names of the languages that have a catalogue of countries in a folder of translations."""
    from pathlib import Path

    return sorted(path.parts[-3] for path in Path(folder).glob("*/LC_MESSAGES/iso3166-1.mo"))


@cache
def _english_names() -> Mapping[str, tuple[str, ...]]:
    import pycountry

    fields = ("name", "official_name", "common_name")
    return MappingProxyType(
        {
            country.alpha_2: tuple(
                country._fields[field] for field in fields if field in country._fields
            )
            for country in pycountry.countries
        }
    )
