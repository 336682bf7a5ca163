"""Compare the usual work with its baselines: `python benchmarks/work.py`.

Each ratio is that of CPU times measured one after the other, in turns, on networks that are made
anew. The script exits with 1 if a bound is exceeded beyond chance.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import baselines
import networks
import polars as pl
import ready_templates
from ratios import holds

from leavex_network import Entry, Network, NetworkWarning, dumps, loads, read, sync, write
from leavex_network.files.checking import checked

Work = Callable[[], object]
READY = "Jinja2, HTML ready"
_REPEATED = 200
"""How often a query is repeated, whose time is shorter than a clock's tick."""


class Comparison(NamedTuple):
    """A kind of work, its baseline, and their largest acceptable ratio."""

    work: str
    against: str
    most: float
    pairs: Callable[[], Iterator[tuple[Work, Work]]]
    """Yields the work and its baseline, prepared anew."""


QUERIES: Mapping[str, tuple[Callable[[Network[Entry], str], object], str]] = {
    "country": (Network.by_country, "countries"),
    "kind": (Network.by_kind, "kinds"),
    "hashtag": (Network.by_hashtag, "hashtags"),
}
"""The method of each query, and the facet that has its values."""


def seconds(work: Work) -> float:
    """Return the seconds of CPU time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratios(pairs: Iterator[tuple[Work, Work]]) -> Iterator[float]:
    """Yield the ratio of each pair; which of them is first alternates."""
    for number, (work, baseline) in enumerate(pairs):
        if number % 2:
            taken = seconds(work)
            reference = seconds(baseline)
        else:
            reference = seconds(baseline)
            taken = seconds(work)
        yield taken / reference


def reading() -> Iterator[tuple[Work, Work]]:
    """Read JSON, against plain models."""
    text = json.dumps(networks.document(10_000), ensure_ascii=False)
    while True:
        yield partial(loads, text), partial(baselines.read_plain, text)


def writing() -> Iterator[tuple[Work, Work]]:
    """Write JSON, against json.dumps of the same document."""
    network = networks.network(10_000)
    document = vars(network)
    while True:
        yield partial(dumps, network), partial(baselines.written, document)


def first_search() -> Iterator[tuple[Work, Work]]:
    """Search a network that was just read, against folding its texts and a loop over them."""
    text = json.dumps(networks.document(10_000), ensure_ascii=False)
    while True:
        network, other = loads(text), loads(text)
        yield partial(network.search, "platform"), partial(_fold_and_find, other, "platform")


def _fold_and_find(network: Network[Entry], word: str) -> list[int]:
    return baselines.found(baselines.folded(baselines.texts_of(network)), word)


def warm_search() -> Iterator[tuple[Work, Work]]:
    """Search again, for another word each time, against a loop over the folded texts."""
    network = networks.network(10_000)
    texts = baselines.folded(baselines.texts_of(network))
    network.search("x")
    words = ["platform", "ecole", "platz", "gminę", "space", "zzz", "everybody", "schule"]
    for number in count():
        word = words[number % len(words)]
        yield partial(network.search, word), partial(baselines.found, texts, word)


def templates(name: str, *, is_first: bool) -> Iterator[tuple[Work, Work]]:
    """Write HTML or Atom, against a compiled template whose texts are ready."""
    text = json.dumps(networks.document(1_000), ensure_ascii=False)
    network = loads(text)
    ready = {"html": ready_templates.ready_list, "atom": ready_templates.ready_feed}
    template = ready_templates.template({"html": "list.html", "atom": "feed.atom"}[name])
    values = ready[name](network)
    ready_templates.expect_equal(str(dumps(network, name)), template.render(values))
    while True:
        written = loads(text) if is_first else network
        yield partial(dumps, written, name), partial(template.render, values)


def queries(name: str) -> Iterator[tuple[Work, Work]]:
    """Query for one value, the facets being ready, against a filter of a data frame."""
    network = networks.network(10_000)
    frame = baselines.frame(network)
    query, column = QUERIES[name]
    values = list(getattr(network, column))
    for value in values:
        query(network, value)
    cells = pl.col("kind") if column == "kinds" else pl.col(column)

    def found(value: str) -> pl.DataFrame:
        return frame.filter(cells == value if column == "kinds" else cells.list.contains(value))

    def repeated(work: Callable[[str], object]) -> Work:
        return lambda: [work(values[number % len(values)]) for number in range(_REPEATED)]

    while True:
        yield repeated(partial(query, network)), repeated(found)


def chains() -> Iterator[tuple[Work, Work]]:
    """Query by three criteria, against one filter of a data frame."""
    network = networks.network(10_000)
    frame = baselines.frame(network)
    tag = max(network.hashtags, key=lambda hashtag: len(network.hashtags[hashtag]))

    def filtered(code: str) -> pl.DataFrame:
        in_country = pl.col("countries").list.contains(code)
        is_petition = pl.col("kind") == "petition"
        return frame.filter(in_country & is_petition & pl.col("hashtags").list.contains(tag))

    def chain(code: str) -> Network[Entry]:
        return network.by_country(code).by_kind("petition").by_hashtag(tag)

    # Another country each time: nothing is kept of the query before.
    for code in network.countries:
        yield partial(chain, str(code)), partial(filtered, str(code))


def editing() -> Iterator[tuple[Work, Work]]:
    """Write a page onto itself with one edit, against reading it."""
    site = "https://spaces.example/"
    page = dumps(networks.network(2_000), "markdown")
    network = loads(page, "markdown", language="en", base_url=site)
    for number in count():
        entries = list(network)
        text = f"These are other words, number {number}."
        entries[number] = entries[number].model_copy(update={"description": text})
        edited = Network(entries, about=network.about)
        yield (
            partial(dumps, edited, "markdown", onto=page),
            partial(loads, page, "markdown", language="en", base_url=site),
        )


def folder(work: Callable[[Network[Entry], Path], object]) -> Iterator[tuple[Work, Work]]:
    """Do some work with four pages in step, in which nothing is to change, against reading them."""
    with TemporaryDirectory() as name:
        path = Path(name)
        write(networks.translated(1_000), path, languages=networks.PAGES)
        # What is written again is what the pages have.
        network = read(path)
        while True:
            yield partial(work, network, path), partial(read, path)


def convert(network: Network[Entry], path: Path) -> None:
    """Write a network to its pages."""
    write(network, path)


def check(_network: Network[Entry], path: Path) -> None:
    """Check pages."""
    checked(path)


def synchronize(_network: Network[Entry], path: Path) -> None:
    """Bring pages in step, which they are."""
    if sync(path).texts:
        raise ValueError("the pages were not in step")


def with_progress() -> Iterator[tuple[Work, Work]]:
    """Read JSON with a function that is called, against reading it without one."""
    text = json.dumps(networks.document(10_000), ensure_ascii=False)
    calls: list[tuple[int, int | None]] = []
    while True:
        calls.clear()
        yield partial(loads, text, progress=lambda *call: calls.append(call)), partial(loads, text)


COMPARISONS = (
    Comparison("reading JSON, 10,000", "plain pydantic models", 3.5, reading),
    Comparison("writing JSON, 10,000", "json.dumps(indent=2)", 2.5, writing),
    Comparison("first search, 10,000", "loop, with folding", 1.5, first_search),
    Comparison("search, 10,000", "loop over folded texts", 1.5, warm_search),
    Comparison("HTML, 1,000, first", READY, 8, partial(templates, "html", is_first=True)),
    Comparison("HTML, 1,000, second", READY, 3, partial(templates, "html", is_first=False)),
    Comparison("Atom, 1,000, first", READY, 8, partial(templates, "atom", is_first=True)),
    Comparison("Atom, 1,000, second", READY, 4, partial(templates, "atom", is_first=False)),
    Comparison("by_country, 10,000", "polars filter", 0.01, partial(queries, "country")),
    Comparison("by_kind, 10,000", "polars filter", 0.01, partial(queries, "kind")),
    Comparison("by_hashtag, 10,000", "polars filter", 0.01, partial(queries, "hashtag")),
    Comparison("chain of three, 10,000", "polars filter", 1, chains),
    Comparison("page onto itself, one edit, 2,000", "reading the page", 1.5, editing),
    Comparison("convert, four pages of 1,000", "reading them", 1.5, lambda: folder(convert)),
    Comparison("check, four pages of 1,000", "reading them", 1.5, lambda: folder(check)),
    Comparison("sync, four pages of 1,000", "reading them", 1.5, lambda: folder(synchronize)),
    Comparison("reading JSON with progress, 10,000", "without", 1.1, with_progress),
)


def main() -> int:
    """Run all comparisons; return the exit status."""
    warnings.simplefilter("ignore", NetworkWarning)
    results: list[bool] = []
    for row in COMPARISONS:
        measure = partial(next, ratios(row.pairs()))
        results.append(holds(f"{row.work} / {row.against}:", measure, row.most))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
