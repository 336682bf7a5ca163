"""Measure the reading and writing of long pages: `python benchmarks/pages.py`.

The script compares, in seconds of CPU time, a page with one of twice its length, writing a page
from scratch with reading it, and reading with markdown-it-py. It exits with 1 if a bound is
exceeded beyond chance, or if 10 MB take more than a minute.
"""

import sys
import time
from collections.abc import Callable
from functools import partial

from markdown_it import MarkdownIt
from ratios import holds

from leavex_network import Initiative, Network, Petition, Territory, dumps, loads

LARGEST_RATIO = 2.3
LARGEST_WRITING_RATIO = 1.5
"""Of writing a page from scratch to reading it."""
LARGEST_PARSER_RATIO = 2.0
"""Of reading a page to parsing it with markdown-it-py."""
ENTRIES = (2_000, 16_000)
LENGTHS = (1_000_000, 8_000_000)
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


def doubled() -> bool:
    """Tell whether a page of twice the length takes at most its ratio of the time."""
    short, long = page(500_000), page(1_000_000)
    name = f"{len(long):,} characters / {len(short):,}:"
    return holds(name, lambda: seconds(long) / seconds(short), LARGEST_RATIO)


def writes_in_time(size: int) -> bool:
    """Tell whether writing from scratch takes at most its ratio of reading."""
    entries = network(size)
    text = dumps(entries, "markdown")

    def measure() -> float:
        return timed(partial(dumps, entries, "markdown")) / seconds(text)

    return holds(f"{size:,} entries: writing / reading", measure, LARGEST_WRITING_RATIO)


def reads_in_time(size: int) -> bool:
    """Tell whether reading takes at most its ratio of parsing with markdown-it-py."""
    text = page(size)
    parser = MarkdownIt("commonmark")

    def measure() -> float:
        return seconds(text) / timed(partial(parser.parse, text))

    name = f"{len(text):,} characters: reading / markdown-it-py"
    return holds(name, measure, LARGEST_PARSER_RATIO)


def main() -> int:
    """Measure everything; return the exit status."""
    results = [doubled()]
    results += map(writes_in_time, ENTRIES)
    results += map(reads_in_time, LENGTHS)
    longest = page(10_000_000)
    longest_time = seconds(longest)
    print(f"{len(longest):,} characters: {longest_time:.1f} s, at most {LONGEST_SECONDS:.0f} s")
    results.append(longest_time <= LONGEST_SECONDS)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
