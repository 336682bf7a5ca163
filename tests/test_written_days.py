"""Days of tables whose month is a word, or that have a weekday."""

import json
from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leavex_network.data import read_bytes
from leavex_network.formats.tables.days import Ambiguous, read_day

CALENDAR = json.loads(read_bytes("calendar.json"))
NAMES = [(int(number), name) for number, names in CALENDAR["months"].items() for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "5 March 2025",
        "March 5, 2025",
        "Wednesday, March 5th, 2025",
        "5-Mar-2025",
        "05-Mar-25",
        "5. März 2025",
        "Mi., 5. Mrz 2025",
        "5 de marzo de 2025",
        "5 de março de 2025",
        "5° marzo 2025",
        "mer. 5 mars 2025",
        "den 5 mars 2025",
        "5 marca 2025 r.",
        "5 березня 2025 року",
        "2025. március 5.",
        "5. MAALISKUUTA 2025",
        "5 Mart 2025 Çarşamba",
        "٥ مارس ٢٠٢٥",
        "2025年3月5日(水)",
        "Mi, 05.03.2025",
        "Mar 5, 2025 10:30 AM",
    ],
)
def test_a_day_in_words_is_read(text: str) -> None:
    assert date(2025, 3, 5) == read_day(text)


def test_a_weekday_does_not_decide_the_order() -> None:
    assert Ambiguous(5, 3, 2025) == read_day("Wed 5/3/2025")


@pytest.mark.parametrize(
    "text",
    [
        "March 2025",
        "5 March",
        "March",
        "5 March 25",
        "5 March 0025",
        "5 March 1025",
        "05.03.0025",
        "05.03.2925",
        "13/3/0025",
        "30 February 2025",
        "1.-3. March 2025",
        "from 5 March 2025",
        "5 (March) 2025",
        "5 Marchember 2025",
        "2025 5 March",
        "Wednesday",
        "Xyz, 5.3.2025",
        "Wed, Wed, 5.3.2025",
        "令和7年3月5日",
    ],
)
def test_what_is_no_day_in_words_is_refused(text: str) -> None:
    assert read_day(text) is None


def test_no_name_is_that_of_two_months() -> None:
    assert all(read_day(f"1 {name} 2025") == date(2025, month, 1) for month, name in NAMES)


@pytest.mark.hypothesis
@given(st.sampled_from(NAMES), st.integers(1, 28), st.integers(1900, 2199), st.data())
def test_a_day_in_words_is_itself_in_every_language_and_order(
    named: tuple[int, str], day: int, year: int, data: st.DataObject
) -> None:
    month, name = named
    written = data.draw(st.sampled_from([name, name.upper(), name.title()]))
    forms = [f"{day}. {written} {year}", f"{written} {day}, {year}", f"{year} {written} {day}"]
    weekday = data.draw(st.sampled_from(CALENDAR["weekdays"]))
    around = chain.from_iterable((form, f"{weekday}, {form}") for form in forms)
    text = data.draw(st.sampled_from(list(around)))
    assert date(year, month, day) == read_day(text)
