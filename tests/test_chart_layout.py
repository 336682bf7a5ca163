"""The layout of charts: round numbers, days, lines of text and their direction, as laws."""

import unicodedata
from datetime import date
from itertools import islice, pairwise
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leavex_network.plots import scales
from leavex_network.plots.directions import directed, isolated
from leavex_network.plots.measure import at_most, lines_of, width_of

# Surrogates are no characters, and controls end lines.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200)


@given(st.integers(0, 10**9), st.integers(1, 20))
def test_ticks_are_few_and_1_2_or_5_times_a_power_of_ten_apart(highest: int, most: int) -> None:
    ticks = scales.ticks(highest, most)
    (step,) = {after - before for before, after in pairwise(ticks)}
    assert 0 == ticks[0]
    assert max(highest, 1) <= ticks[-1] < max(highest, 1) + step
    assert len(ticks) <= most + 1
    assert step / 10 ** int(log10(step) + 1e-9) in (1, 2, 5)


@given(st.integers(0, 10**9), st.integers(1, 9))
def test_each_count_up_to_the_highest_is_in_one_step(highest: int, most: int) -> None:
    steps = scales.steps(highest, most)
    counts = [step.first for step in steps] + [step.last for step in steps]
    assert len(steps) <= most
    assert ([1] if highest else []) == [step.first for step in steps[:1]]
    assert ([highest] if highest else []) == [step.last for step in steps[-1:]]
    for index, (before, after) in enumerate(pairwise(steps)):
        assert before.last + 1 == after.first
        assert index + 1 == scales.step_of(after.first, steps)
    assert all(1 <= count <= highest for count in counts)


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS, DAYS)
def test_ticks_of_days_lie_between_the_days_and_become_fewer(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    found = list(scales.day_ticks(first, last))
    for ticks in found:
        assert list(ticks.days) == sorted(set(ticks.days))
        assert all(first <= day <= last for day in ticks.days)
    assert len(found[-1].days) <= 1
    assert all(len(ticks.days) <= 60 or ticks.pattern == "year" for ticks in found)


def test_ticks_of_days_are_days_then_months_then_years() -> None:
    found = islice(scales.day_ticks(date(2025, 11, 20), date(2026, 2, 2)), 7)
    patterns = [(ticks.pattern, len(ticks.days)) for ticks in found]
    assert [
        ("day_and_month", 38),
        ("day_and_month", 11),
        ("day_and_month", 6),
        ("month", 3),
        ("month", 1),
        ("month", 1),
        ("month", 1),
    ] == patterns


@given(TEXT, st.floats(40, 900))
def test_lines_are_no_wider_than_the_limit_and_lose_no_letter(text: str, limit: float) -> None:
    lines = lines_of(text, 12, limit)
    assert "".join(text.split()) == "".join("".join(lines).split())
    for line in lines:
        assert line.strip() == line != ""
        # A letter with its marks stays whole.
        is_one_letter = all(unicodedata.category(mark)[0] in "MC" for mark in line[1:])
        assert width_of(line, 12) <= limit or is_one_letter


def test_lines_break_at_spaces_and_between_ideographs_but_not_before_their_commas() -> None:
    assert ["Most entries:", "Germany (6 of", "23)"] == lines_of(
        "Most entries: Germany (6 of 23)", 12, 100
    )
    assert ["国・地域の", "記載なし、", "日付不明"] == lines_of(
        "国・地域の記載なし、日付不明", 12, 63
    )
    assert ["（一", "（二", "三」"] == lines_of("（一（二三」", 12, 27)
    assert ["Sans jour", "connu\u00a0: 3"] == lines_of("Sans jour connu\u00a0: 3", 12, 70)
    assert [] == lines_of("  ", 12, 70)
    assert ["a"] == lines_of(" a ", 12, 70)


@pytest.mark.parametrize(
    ("lines", "most", "expected"),
    [(["a", "b"], 2, ["a", "b"]), (["abc", "def", "ghi"], 2, ["abc", "de…"]), ([], 1, [])],
)
def test_an_ellipsis_ends_what_has_more_lines(
    lines: list[str], most: int, expected: list[str]
) -> None:
    assert expected == at_most(lines, most)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("i", "m"),
        ("e", "w"),
        ("\u0301", "i"),
        ("a", "國"),
        ("\u2068", "."),
        ("ف", "Щ"),
        ("é", "鯨"),
    ],
)
def test_widths_are_those_of_letters(narrow: str, wide: str) -> None:
    assert width_of(narrow, 10) < width_of(wide, 10) < width_of(wide, 10, bold=True)
    assert width_of("é", 10) == width_of("e", 10)
    assert width_of("⁂", 10) > 0


def test_only_a_text_of_the_other_direction_is_isolated() -> None:
    assert "#LeaveX" == isolated("#LeaveX", "ltr")
    assert "\u2068#LeaveX\u2069" == isolated("#LeaveX", "rtl")
    assert "\u2068#مرحبا\u2069" == isolated("#مرحبا", "ltr")
    assert "#مرحبا" == isolated("#مرحبا", "rtl")


@given(st.lists(st.sampled_from(["a", "\u2068", "\u2069", " "]), max_size=30), st.integers(12, 60))
def test_what_is_isolated_is_so_in_each_line(parts: list[str], limit: int) -> None:
    text = ""
    # Balanced and not nested, as `isolated` makes them.
    for part in parts:
        is_open = text.count("\u2068") > text.count("\u2069")
        if part not in ("\u2068", "\u2069") or is_open is (part == "\u2069"):
            text += part
    text += "\u2069" * (text.count("\u2068") - text.count("\u2069"))
    for line in directed(lines_of(text, 10, limit), "rtl"):
        assert line.startswith("\u202b")
        assert line.endswith("\u202c")
        assert line.count("\u2068") == line.count("\u2069")


def test_what_is_isolated_and_broken_between_lines_is_isolated_in_each() -> None:
    lines = directed(["\u2068first", "second\u2069"], "ltr")
    assert ["\u2068first\u2069", "\u2068second\u2069"] == lines
