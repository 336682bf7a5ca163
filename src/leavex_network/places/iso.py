"""Codes of countries: those of ISO 3166-1 from a bundled table, former ones from pycountry."""

from collections.abc import Mapping
from functools import cache
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


def withdrawn(code: str) -> tuple[str, ...]:
    """Return the former countries of a code that ISO 3166-1 withdrew (ISO 3166-3), and until when.

    >>> withdrawn("TP")
    ('East Timor (until 2002-05-20)',)
    """
    # Only for a code in data that no table knows: pycountry is slow to import.
    import pycountry

    former: list[str] = []
    try:
        countries = list(pycountry.historic_countries)
    except OSError:  # in a zip, where pycountry opens a path
        return ()
    for country in countries:
        fields = country._fields
        if code in (fields["alpha_2"], fields["alpha_3"]):
            former.append(f"{fields['name']} (until {fields['withdrawal_date']})")
    return tuple(former)


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
