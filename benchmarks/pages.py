"""Measure the reading and writing of long pages: `python benchmarks/pages.py`.

The script compares, in seconds of CPU time, a page with one of twice its length, writing a page
from scratch with reading it, and reading with markdown-it-py. It exits with 1 if a bound is
exceeded, or if 10 MB take more than a minute.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from markdown_it import MarkdownIt

from leavex_network import Initiative, Network, Petition, Territory, dumps, loads

LARGEST_RATIO = 2.3
LARGEST_WRITING_RATIO = 1.5
"""Of writing a page from scratch to reading it."""
LARGEST_PARSER_RATIO = 2.0
"""Of reading a page to parsing it with markdown-it-py."""
ENTRIES = (2_000, 16_000)
TERRITORIES = [Territory(code) for code in ("DE", "FR", "150", "ES", "IT", "001", "CA")]
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


def network(size: int) -> Network[Initiative | Petition]:
    """Return a network of `size` entries, as pages have them."""
    entries: list[Initiative | Petition] = []
    for number in range(size):
        model = Petition if number % 2 else Initiative
        entry = model(
            id=f"e{number}",
            name=f"Campaign {number} for leaving",
            url=f"https://c{number}.example/path",
            description=f"It calls on **#LeaveX{number % 50}** and links to [a petition]"
            f"(https://p{number}.example/sign?x={number}) for everybody."
            if number % 3
            else "Plain text without markup.",
            territories=(TERRITORIES[number % len(TERRITORIES)],),
            status="concluded" if number % 6 == 0 else "active",
        )
        entries.append(entry)
    return Network(entries)


def seconds(text: str) -> float:
    """Return the seconds of CPU time that it takes to read a page."""
    return timed(lambda: loads(text, "markdown", language="en"))


def timed(function: Callable[[], object]) -> float:
    """Return the seconds of CPU time that a function takes."""
    start = time.process_time()
    function()
    return time.process_time() - start


def writes_in_time() -> bool:
    """Tell whether writing from scratch takes at most its ratio of reading."""
    ratios = []
    for size in ENTRIES:
        entries = network(size)
        text = dumps(entries, "markdown")
        writing = timed(partial(dumps, entries, "markdown"))
        ratios.append(writing / seconds(text))
        limit = LARGEST_WRITING_RATIO
        print(f"{size:,} entries: writing / reading {ratios[-1]:.2f}, at most {limit}")
    return max(ratios) <= LARGEST_WRITING_RATIO


def reads_in_time(text: str) -> bool:
    """Tell whether reading takes at most its ratio of parsing with markdown-it-py."""
    parser = MarkdownIt("commonmark")
    ratio = seconds(text) / timed(lambda: parser.parse(text))
    limit = LARGEST_PARSER_RATIO
    print(f"{len(text):,} characters: reading / markdown-it-py {ratio:.2f}, at most {limit}")
    return ratio <= LARGEST_PARSER_RATIO


def main() -> int:
    """Measure, alternating between the two lengths; return the exit status."""
    short, long = page(500_000), page(1_000_000)
    times = [(seconds(short), seconds(long)) for _ in range(5)]
    ratio = median(long_time / short_time for short_time, long_time in times)
    short_time = median(short_time for short_time, _ in times)
    print(f"{len(short):,} characters: {short_time:.2f} s")
    print(f"{len(long):,} characters: ratio {ratio:.2f}, at most {LARGEST_RATIO}")
    holds = writes_in_time()
    for size in (1_000_000, 8_000_000):
        holds = reads_in_time(page(size)) and holds
    longest = page(10_000_000)
    longest_time = seconds(longest)
    print(f"{len(longest):,} characters: {longest_time:.1f} s, at most {LONGEST_SECONDS:.0f} s")
    holds = holds and ratio <= LARGEST_RATIO and longest_time <= LONGEST_SECONDS
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
