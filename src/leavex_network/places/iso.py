"""Codes of countries in ISO 3166-1, from pycountry.

The only module that imports pycountry, and only when it is needed: loading a network is not.
"""


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
