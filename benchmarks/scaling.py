"""Compare the costs of an entry in large networks with those in small ones.

Run `python benchmarks/scaling.py`; `--small` compares smaller networks, in less time.

Time is CPU time, memory is the peak that `tracemalloc` counts. Each is measured by a process of its
own, which has done the same with a few entries before: the cost of an entry is to stay the same,
however many there are. Another row compares the peak memory of a process that reads a file with
that of one that reads plain models; it counts what `tracemalloc` does not see. The script exits
with 1 if a bound is exceeded, that of a time beyond chance.
"""

import json
import resource
import subprocess
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import baselines
import networks
from ratios import holds

from leavex_network import Entry, Network, NetworkWarning, dumps, loads, read

MOST = 1.3
"""The largest acceptable ratio of the costs of an entry."""
MOST_MEMORY = 1.2
"""The largest acceptable ratio of the memory for entries and for plain models."""
READ = 100_000
"""The number of entries that are compared with plain models."""
FEW = 23
"""The number of entries with which everything is done before it is measured."""
LEAST = 16_000
"""Work on fewer entries is repeated, on new networks, until it was done on so many."""
SITE = "https://spaces.example/"

Work = Callable[[], object]
Prepare = Callable[[int], Work]
"""Returns the work on a new network with so many entries."""


class Sizes(NamedTuple):
    """Two numbers of entries."""

    few: int
    many: int


class Row(NamedTuple):
    """A kind of work, and the numbers of entries at which its costs are compared."""

    prepare: Prepare
    sizes: Sizes = Sizes(1_000, 100_000)
    small: Sizes = Sizes(250, 4_000)


def text_of(size: int) -> str:
    """Return a network as JSON."""
    return json.dumps(networks.document(size), ensure_ascii=False)


def network_of(size: int) -> Network[Entry]:
    """Return a network that was just read."""
    return loads(text_of(size))


def reading(size: int) -> Work:
    """Read JSON."""
    return partial(loads, text_of(size))


def writing(size: int) -> Work:
    """Write JSON."""
    return partial(dumps, network_of(size))


def queries(size: int) -> Work:
    """Query by each criterion, for the first time."""
    network = network_of(size)
    return lambda: (
        network.by_country("DE", "FR").by_kind("petition").by_status("active"),
        network.by_country("PT", wider=True).by_hashtag("Leave3"),
        network.by_region("Europe"),
        network.countries,
        network.hashtags,
        network.unplaced,
    )


def first_search(size: int) -> Work:
    """Search for the first time."""
    return partial(network_of(size).search, "platform")


def next_search(size: int) -> Work:
    """Search for other words."""
    network = network_of(size)
    network.search("x")
    words = ["platform", "ecole", "platz", "gminę", "space", "zzz", "everybody", "schule"]
    return lambda: list(map(network.search, words))


def writing_page(size: int) -> Work:
    """Write a page."""
    return partial(dumps, network_of(size), "markdown")


def reading_page(size: int) -> Work:
    """Read a page."""
    page = dumps(network_of(size), "markdown")
    return partial(loads, page, "markdown", language="en", base_url=SITE)


def editing_page(size: int) -> Work:
    """Write a page onto itself with one edit."""
    page = dumps(network_of(size), "markdown")
    network: Network[Entry] = loads(page, "markdown", language="en", base_url=SITE)
    entries = list(network)
    entries[size // 2] = entries[size // 2].model_copy(update={"description": "Other words."})
    return partial(dumps, Network(entries, about=network.about), "markdown", onto=page)


PAGES, SMALL_PAGES = Sizes(1_000, 16_000), Sizes(125, 2_000)
ROWS: Mapping[str, Row] = {
    "reading JSON": Row(reading),
    "writing JSON": Row(writing),
    "queries": Row(queries),
    "first search": Row(first_search),
    "search": Row(next_search),
    "writing Markdown": Row(writing_page, PAGES, SMALL_PAGES),
    "reading Markdown": Row(reading_page, PAGES, SMALL_PAGES),
    "Markdown onto itself, one edit": Row(editing_page, PAGES, SMALL_PAGES),
}
READERS: Mapping[str, Callable[[Path], object]] = {
    "entries": read,
    "plain models": lambda path: baselines.PlainDocument.model_validate_json(path.read_bytes()),
}


def seconds(prepare: Prepare, size: int) -> float:
    """Return the seconds of CPU that some work takes for each entry."""
    prepare(FEW)()
    total = 0.0
    repeated = max(1, LEAST // size)
    for _ in range(repeated):
        work = prepare(size)
        start = time.process_time()
        work()
        total += time.process_time() - start
    return total / repeated / size


def memory(prepare: Prepare, size: int) -> float:
    """Return the bytes at the peak of some work for each entry."""
    prepare(FEW)()
    work = prepare(size)
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    return peak / size


def peak(reader: str, path: Path) -> float:
    """Return how much the memory of this process grows at the peak of reading a file."""
    few = path.with_name("few.json")
    few.write_text(text_of(FEW), encoding="utf-8")
    READERS[reader](few)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    READERS[reader](path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def file_of(path: Path, size: int) -> float:
    """Write a network to a file; return the number of its bytes."""
    return path.write_bytes(text_of(size).encode())


def in_process(*words: str) -> float:
    """Return what a process of its own measures: see `measured`."""
    command = [sys.executable, __file__, *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file
    return float(done.stdout)


def measured(what: str, name: str, value: str) -> float:
    """Return a time or a memory for each entry, the peak of a process, or the size of a file."""
    if what == "peak":
        return peak(name, Path(value))
    if what == "file":
        return file_of(Path(name), int(value))
    measure = seconds if what == "seconds" else memory
    return measure(ROWS[name].prepare, int(value))


def growth(what: str, name: str, sizes: Sizes) -> float:
    """Return the ratio of the costs of an entry at two sizes."""
    few = in_process(what, name, str(sizes.few))
    return in_process(what, name, str(sizes.many)) / few


def within(name: str, ratio: float, most: float) -> bool:
    """Print a ratio that does not depend on chance; tell whether it is within its bound."""
    print(f"{name} {ratio:.2f}, at most {most}")
    if ratio > most:
        print("  EXCEEDED")
    return ratio <= most


def memory_of_reading() -> float:
    """Return the ratio of the peaks of processes that read a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "network.json"
        # In a process, too: the peak of a process is also that of the one that started it.
        in_process("file", str(path), str(READ))
        ours, plain = (in_process("peak", reader, str(path)) for reader in READERS)
    return ours / plain


def main(words: Sequence[str]) -> int:
    """Compare all costs; return the exit status."""
    results: list[bool] = []
    for name, row in ROWS.items():
        sizes = row.small if "--small" in words else row.sizes
        compared = f"{name}, an entry of {sizes.many:,} / of {sizes.few:,}"
        measure = partial(growth, "seconds", name, sizes)
        results.append(holds(f"{compared}: time", measure, MOST))
        ratio = growth("memory", name, sizes)
        results.append(within(f"{compared}: memory", ratio, MOST))
    name = f"reading JSON, {READ:,} / plain pydantic models: peak memory"
    results.append(within(name, memory_of_reading(), MOST_MEMORY))
    return 0 if all(results) else 1


if __name__ == "__main__":
    warnings.simplefilter("ignore", NetworkWarning)
    if len(sys.argv) == len(("file", "what", "name", "value")):
        print(measured(*sys.argv[1:]))
    else:
        sys.exit(main(sys.argv[1:]))
