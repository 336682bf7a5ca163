"""Days in words: as Unicode CLDR has them, in each bundled language."""

from datetime import date

import pytest

from leavex_network.places.days import written
from leavex_network.places.languages import WITH_NAMES, language

EXPECTED = {
    "ar": ("5 يناير 2026", "يناير 2026", "5 يناير", "2026"),
    "cs": ("5. ledna 2026", "leden 2026", "5. 1.", "2026"),
    "de": ("5. Januar 2026", "Jan. 2026", "5. Jan.", "2026"),
    "en": ("January 5, 2026", "Jan 2026", "Jan 5", "2026"),
    "es": ("5 de enero de 2026", "ene 2026", "5 ene", "2026"),
    "fi": ("5. tammikuuta 2026", "tammi 2026", "5.1.", "2026"),
    "fr": ("5 janvier 2026", "janv. 2026", "5 janv.", "2026"),
    "hu": ("2026. január 5.", "2026. jan.", "jan. 5.", "2026."),
    "it": ("5 gennaio 2026", "gen 2026", "5 gen", "2026"),
    "ja": ("2026年1月5日", "2026年1月", "1月5日", "2026年"),
    "nl": ("5 januari 2026", "jan 2026", "5 jan", "2026"),
    "pl": ("5 stycznia 2026", "sty 2026", "5 sty", "2026"),
    "pt-PT": ("5 de janeiro de 2026", "01/2026", "5/01", "2026"),
    "ro": ("5 ianuarie 2026", "ian. 2026", "5 ian.", "2026"),
    "sv": ("5 januari 2026", "jan. 2026", "5 jan.", "2026"),
    "tr": ("5 Ocak 2026", "Oca 2026", "5 Oca", "2026"),
    "uk": ("5 січня 2026\u202fр.", "січ. 2026\u202fр.", "5 січ.", "2026"),
}


@pytest.mark.parametrize("code", WITH_NAMES)
def test_a_day_and_its_parts_are_written_as_the_language_does(code: str) -> None:
    day, words = date(2026, 1, 5), language(code)
    found = (
        written(day, words),
        written(day, words, "month"),
        written(day, words, "day_and_month"),
        written(day, words, "year"),
    )
    assert EXPECTED[code] == found


@pytest.mark.parametrize("code", WITH_NAMES)
def test_each_day_of_a_year_is_written_differently(code: str) -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + number) for number in range(365)]
    assert 365 == len({written(day, language(code)) for day in days})
    assert 12 == len({written(day, language(code), "month") for day in days})
