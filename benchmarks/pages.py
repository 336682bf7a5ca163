"""Reading a long page takes time in proportion to its length: `python benchmarks/pages.py`.

Prints the seconds for a page, for one twice as long, and for one of 10 MB. Exits with 1 where twice the page takes more
than 2.3 times as long, or 10 MB more than a minute.
"""

import sys
import time
from statistics import median

from leavex_network import loads

MOST = 2.3
LONGEST_SECONDS = 60.0
BULLET = (
    "* [**Name {0}**](https://x{0}.example/a?b=1&copy=2): A text with **#Hash{0}** and [a link](https://y.example) "
    "of some length, {1} (Germany)\n"
)


def page(size: int) -> str:
    """Return a page of about so many characters."""
    bullets = (BULLET.format(number, "and more words " * 12) for number in range(size // 320))
    return '---\ntitle: "Network"\n---\n\n### Initiatives\n\n' + "".join(bullets)


def seconds(text: str) -> float:
    """Return how long it takes to read a page."""
    start = time.perf_counter()
    loads(text, "markdown", language="en")
    return time.perf_counter() - start


def main() -> int:
    """Measure, interleaved."""
    short, long = page(500_000), page(1_000_000)
    pairs = [(seconds(short), seconds(long)) for _ in range(3)]
    ratio = median(b / a for a, b in pairs)
    print(
        f"{len(short):,} characters: {median(a for a, _ in pairs):.2f} s; twice that: ratio {ratio:.2f}, at most {MOST}"
    )
    longest = page(10_000_000)
    took = seconds(longest)
    print(f"{len(longest):,} characters: {took:.1f} s, at most {LONGEST_SECONDS:.0f} s")
    return 0 if ratio <= MOST and took <= LONGEST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
