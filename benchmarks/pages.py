"""Measure the reading of long pages: `python benchmarks/pages.py`.

The script prints the seconds for a page, the ratio for one of twice its length, and the seconds for
one of 10 MB. It exits with 1 if the ratio exceeds 2.3, or if 10 MB take more than a minute.
"""

import sys
import time
from statistics import median

from leavex_network import loads

LARGEST_RATIO = 2.3
LONGEST_SECONDS = 60.0
ITEM = (
    "* [**Name {0}**](https://x{0}.example/a?b=1&copy=2): A text with **#Hash{0}** "
    "and [a link](https://y.example) of some length, {1} (Germany)\n"
)
ITEM_LENGTH = 320
"""In characters, approximately."""


def page(size: int) -> str:
    """Return a page of approximately `size` characters."""
    filler = "and more words " * 12
    items = (ITEM.format(number, filler) for number in range(size // ITEM_LENGTH))
    return '---\ntitle: "Network"\n---\n\n### Initiatives\n\n' + "".join(items)


def seconds(text: str) -> float:
    """Return the seconds that it takes to read a page."""
    start = time.perf_counter()
    loads(text, "markdown", language="en")
    return time.perf_counter() - start


def main() -> int:
    """Measure, alternating between the two lengths; return the exit status."""
    short, long = page(500_000), page(1_000_000)
    times = [(seconds(short), seconds(long)) for _ in range(3)]
    ratio = median(long_time / short_time for short_time, long_time in times)
    short_time = median(short_time for short_time, _ in times)
    print(f"{len(short):,} characters: {short_time:.2f} s")
    print(f"{len(long):,} characters: ratio {ratio:.2f}, at most {LARGEST_RATIO}")
    longest = page(10_000_000)
    longest_time = seconds(longest)
    print(f"{len(longest):,} characters: {longest_time:.1f} s, at most {LONGEST_SECONDS:.0f} s")
    return 0 if ratio <= LARGEST_RATIO and longest_time <= LONGEST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
