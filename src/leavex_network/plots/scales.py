"""Round numbers and days for axes, and the steps of a map."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from leavex_network.places.days import Pattern

_DAYS_APART = (1, 2, 7, 14)
_MONTHS_APART = (1, 2, 3, 6)
_MOST_TICKS = 60  # more fit on no axis


class Step(NamedTuple):
    """One step of a map: the counts from `first` to `last`."""

    first: int
    last: int

    @property
    def text(self) -> str:
        """The counts as a reader sees them."""
        return str(self.first) if self.first == self.last else f"{self.first}\u2013{self.last}"


class DayTicks(NamedTuple):
    """Days of an axis, and the pattern in which they are written."""

    days: tuple[date, ...]
    pattern: Pattern


def ticks(highest: int, most: int) -> list[int]:
    """Return round numbers from 0 to at least the highest count, at most so many after 0.

    They are 1, 2 or 5 times a power of ten apart.
    """
    least = max(highest, 1)
    step = next(step for step in _round_numbers() if -(-least // step) <= most)
    return list(range(0, least + step, step))


def steps(highest: int, most: int) -> list[Step]:
    """Return at most so many steps from 1 to the highest count, which begin with round numbers.

    Small counts have a step each.
    """
    if highest <= most:
        return [Step(number, number) for number in range(1, highest + 1)]
    firsts = list(takewhile(lambda number: number <= highest, _round_numbers()))
    # Large counts are told apart; all smaller ones share the first step.
    firsts = [1, *firsts[-most:][1:]]
    return [Step(first, last - 1) for first, last in pairwise([*firsts, highest + 1])]


def step_of(total: int, all_steps: Sequence[Step]) -> int:
    """Return the index of the step that a count belongs to."""
    return next(index for index, step in enumerate(all_steps) if total <= step.last)


def day_ticks(first: date, last: date) -> Iterator[DayTicks]:
    """Yield ticks between two days that are ever further apart: days, months, years."""
    for number in _DAYS_APART:
        days = range(first.toordinal(), last.toordinal() + 1, number)
        if len(days) <= _MOST_TICKS:
            yield DayTicks(tuple(map(date.fromordinal, days)), "day_and_month")
    for number in _MONTHS_APART:
        months = tuple(islice(_months(first, last, number), _MOST_TICKS + 1))
        if len(months) <= _MOST_TICKS:
            yield DayTicks(months, "month")
    numbers = _round_numbers()
    while True:
        number = next(numbers)
        years = range(-(-first.year // number) * number, last.year + 1, number)
        days_of_years = tuple(date(year, 1, 1) for year in years)
        yield DayTicks(tuple(day for day in days_of_years if day >= first), "year")
        if len(years) <= 1:
            return


def _months(first: date, last: date, every: int) -> Iterator[date]:
    """Yield the first days of every so many months between two days, counted from January."""
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % every == 0 and day >= first:
            yield day


def _round_numbers() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50, ..."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            yield factor * power
        power *= 10
