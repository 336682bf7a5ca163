"""Decide whether measured ratios exceed a bound, on a machine that does other work as well.

A single ratio is off by a fifth on a shared machine, and so is the median of a few. A bound counts
as exceeded only where so many ratios lie above it that chance does not explain them (a sign test).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import comb
from statistics import median

SIGNIFICANCE = 0.001
"""The probability at which a ratio that is equal to its bound counts as exceeding it."""


def exceeds(ratios: Sequence[float], most: float) -> bool:
    """Tell whether the median ratio is above the bound, beyond chance.

    Fewer than ten ratios never decide: each of them lies above its own median by chance in one of
    two cases, all nine in one of 512.
    """
    count = len(ratios)
    above = sum(ratio > most for ratio in ratios)
    as_many = sum(comb(count, number) for number in range(above, count + 1))
    probability: float = as_many / 2**count
    return probability < SIGNIFICANCE


def holds(name: str, measure: Callable[[], float], most: float) -> bool:
    """Measure a ratio until it is known whether its bound holds; print it and tell the answer.

    Three ratios are measured if most are below the bound; else ten.
    """
    endless: Iterator[float] = iter(measure, None)
    ratios = list(islice(endless, 3))
    if median(ratios) > most:
        ratios += islice(endless, 7)
    is_exceeded = exceeds(ratios, most)
    print(f"{name} {median(ratios):.3g}, at most {most}")
    if is_exceeded:
        print(f"  EXCEEDED: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")
    return not is_exceeded
