"""Lookup of territories by code, or by name in any language. There is no fuzzy matching.

A name is looked up in the bundled languages first (names from CLDR, and everyday labels), then in
pycountry's names of ISO 3166-1, then in their translations and in CLDR's names in other languages.
In the latter two, it counts only if it is unambiguous.
Case, accents, dots, apostrophes, brackets and a leading article are ignored, and names such
as "Korea, Republic of" and "Korea (Republic of)" are read in natural order, too.
"""

import re
from unicodedata import normalize

from leavex_network.errors import UnknownValueError, joined, question, quoted
from leavex_network.places import iso, languages
from leavex_network.places.territories import Territory, is_code
from leavex_network.text.invisible import without_direction_marks

_MOST_COUNTRIES = 3  # in a message
_REGIONAL_INDICATOR_A = 0x1F1E6
_LONGEST_CODE = 20  # in characters, with whitespace around it
_BYTE_ORDER_MARK = "\ufeff"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"


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
    if is_code(text):
        return frozenset([Territory(text)])  # as most programs ask
    text = _bare(text)
    # Full-width letters and digits are those of codes, too; other letters than ASCII's are not.
    written = normalize("NFKC", text[:_LONGEST_CODE]).strip()
    upper_case = written.upper() if written.isascii() else ""
    code = upper_case if is_code(upper_case) else iso.alpha_2(upper_case)
    return frozenset([Territory(code)]) if code else by_name(text)


def _bare(text: str) -> str:
    """Return a text without the marks that come with texts that are copied."""
    return without_direction_marks(text).replace(_BYTE_ORDER_MARK, "")


def by_name(text: str) -> frozenset[Territory]:
    """Return the territories with a name, like `lookup` without codes."""
    from leavex_network.places import names  # to load a network, no name is looked up

    return names.by_name(text)


def countries_of_part(text: str) -> list[Territory]:
    """Return the countries with a part of a name or code (ISO 3166-2), such as Scotland; or []."""
    from leavex_network.places import names

    return names.countries_of_part(_bare(text))


def on_page(text: str, language: str) -> Territory | None:
    """Return the territory that a label on a page in a language names, or None. Ignore codes."""
    from leavex_network.places import names

    return names.on_page(text, language)


def meanings_on_page(text: str) -> list[Territory]:
    """Return the territories that an ambiguous name may mean, sorted by code; else none."""
    territories = sorted(by_name(text))
    return territories if len(territories) > 1 else []


def split_flag(text: str) -> tuple[str, str]:
    """Return the flag emoji at an end of a text, if there is one, and the rest of the text."""
    match = re.search(_FLAG, text)
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
    return languages.words(language).names(territory)


def label(territory: Territory, language: str) -> str:
    """Return the name of a territory that pages in a language show."""
    return names_in(territory, language)[0]


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
    from leavex_network.places import names

    countries = countries_of_part(text)
    if countries:
        return _is_a_part(text, countries, kind)
    is_country = kind == "country"
    spellings = names.similar(text, of_countries=is_country)
    suggestion = question(f"{quoted(name)} ({code})" for name, code in spellings)
    forms = "a code (DE, DEU, 276) or a name" if is_country else "a code (150, EU) or a name"
    message = f"Unknown {kind} {quoted(text)}: use {forms}. {suggestion}".rstrip()
    return UnknownValueError(message, [spelling.code for spelling in spellings])


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
