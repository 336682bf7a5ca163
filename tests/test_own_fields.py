"""Own fields in cells: every value comes back as itself, with its type."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leavex_network.formats.tables.own_fields import OwnValue, own_text, own_value

TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(' \t\n"[]{}-+.,eE0123456789truefalsnTRUENaN', max_size=12),
    st.sampled_from(["true", "False", "null", "NaN", "-Infinity", "[]", "1e400", "1" * 5000]),
)
VALUES: st.SearchStrategy[OwnValue] = st.one_of(
    TEXTS,
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.lists(TEXTS, max_size=3).map(tuple),
)


@given(VALUES)
@example(1.0)
@example("[" * 100_000)
def test_each_value_is_read_back_as_itself(value: OwnValue) -> None:
    again = own_value(own_text(value))
    assert (type(value), value) == (type(again), again)


@pytest.mark.parametrize(
    "text", ["+49 30 123456", "1.50", "1e3", "007", "null", "{}", "[1]", "NaN", "@leavex", "ja"]
)
def test_a_text_that_is_no_value_of_json_stays_as_it_is(text: str) -> None:
    assert text == own_value(text) == own_text(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("TRUE", True),
        ("false", False),
        ("5", 5),
        ('"5"', "5"),
        ("-1.5", -1.5),
        ('["a", "b"]', ("a", "b")),
    ],
)
def test_what_a_spreadsheet_or_a_person_writes_is_typed(text: str, value: OwnValue) -> None:
    assert (type(value), value) == (type(own_value(text)), own_value(text))


def test_an_empty_cell_has_no_value() -> None:
    assert None is own_value("")
