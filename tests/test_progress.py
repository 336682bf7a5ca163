"""The function that is called while long work is done."""

import gc
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repositories import GitFolder
from sync_sites import DE as DE_PAGE
from sync_sites import EN as EN_PAGE
from sync_sites import made, run

from leavex_network import (
    DataError,
    Entry,
    Initiative,
    Network,
    NetworkWarning,
    Petition,
    check,
    dumps,
    loads,
    read,
    read_history,
    sync,
    write,
)
from leavex_network import progress as progress_module
from leavex_network.progress import Progress

MOST = 450
OFTEN = 9
"""After so many entries, progress is reported in the tests of all works."""
ENTRIES: list[Entry] = [
    (Petition if number % 2 else Initiative)(
        id=f"e{number}",
        name=f"Campaign {number}",
        url=f"https://e{number}.example",
        description="More words and".join("AB" * (number % 7)),
        territories=("DE",),
    )
    for number in range(MOST)
]
EN, DE = "en", "de"


def of_size(size: int) -> Network[Entry]:
    return Network(ENTRIES[:size])


class Work(NamedTuple):
    """Some work with progress."""

    do: "Do"
    file: str | None = None
    """The file, or the folder of pages, that is written before."""
    times: int = 1
    """How often each entry is counted."""
    steps: int = 0
    """How often progress is reported without a hundred entries."""


Do = Callable[[Network[Entry], Path, Progress], object]


def writing(name: str, **options: Any) -> Do:
    return lambda network, folder, progress: write(
        network, folder / name, **options, progress=progress
    )


def reading(name: str) -> Do:
    return lambda _network, folder, progress: read(folder / name, progress=progress)


def syncing(*names: str) -> Do:
    return lambda _network, folder, progress: sync(
        folder, *(folder / name for name in names), progress=progress
    )


PAGES = ""
WORKS = {
    "write JSON": Work(writing("x.json")),
    "write JSON onto a file": Work(writing("x.json"), "x.json", 2),
    "write CSV": Work(writing("x.csv")),
    "write CSV for people": Work(writing("x.csv", words=True)),
    "write XLSX": Work(writing("x.xlsx")),
    "write HTML": Work(writing("x.html")),
    "write a page": Work(writing("x.md")),
    "write a page onto itself": Work(writing("x.md"), "x.md", 2),
    "write new pages": Work(writing(PAGES, languages=[EN, DE]), None, 2),
    "write pages onto themselves": Work(writing(PAGES), PAGES, 4),
    "read JSON": Work(reading("x.json"), "x.json"),
    "read CSV": Work(reading("x.csv"), "x.csv"),
    "read XLSX": Work(reading("x.xlsx"), "x.xlsx"),
    "read a page": Work(reading("x.md"), "x.md"),
    "read pages": Work(reading(PAGES), PAGES, 2),
    "dumps": Work(lambda network, _folder, progress: dumps(network, progress=progress)),
    "loads": Work(lambda network, _folder, progress: loads(dumps(network), progress=progress)),
    "check": Work(lambda network, _folder, progress: check(network, progress=progress), steps=20),
    "sync": Work(syncing(), PAGES, 4),
    "sync with new data": Work(syncing("x.json"), PAGES, 7),
}


def done(work: Work, size: int, progress: Callable[[int, int | None], None]) -> None:
    """Do some work with a network of a size, in a new folder."""
    network = of_size(size)
    with (
        TemporaryDirectory() as name,
        warnings.catch_warnings(),
        patch.object(progress_module, "EVERY", OFTEN),
    ):
        warnings.simplefilter("ignore", NetworkWarning)
        folder = Path(name)
        if work.file is not None:
            write(network, folder / work.file, languages=None if work.file else [EN, DE])
        work.do(network, folder, progress)


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKS)
@given(size=st.one_of(st.integers(0, 5), st.integers(0, 5 * OFTEN)))
@settings(max_examples=10)
def test_progress_never_goes_back_and_ends_when_all_is_done(name: str, size: int) -> None:
    work = WORKS[name]
    calls: list[tuple[int, int | None]] = []
    done(work, size, lambda *call: calls.append(call))
    counts = [count for count, _ in calls]
    assert sorted(counts) == counts
    assert (work.times * size, work.times * size) == calls[-1]
    assert [] == [call for call in calls if call[1] is None or not 0 <= call[0] <= call[1]]
    assert len(calls) <= work.times * size / OFTEN + work.times + work.steps


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in WORKS if name.startswith(("write", "sync"))])
@given(st.data())
@settings(max_examples=5)
def test_an_error_in_any_call_ends_the_work_with_nothing_written(
    name: str, data: st.DataObject
) -> None:
    work = WORKS[name]
    calls: list[int] = []
    done(work, 3 * OFTEN, lambda count, _: calls.append(count))
    failing = data.draw(st.integers(1, len(calls)))
    error = data.draw(st.sampled_from([KeyboardInterrupt, ZeroDivisionError, OSError, DataError]))
    numbers = iter(range(1, len(calls) + 1))

    def fail(_count: int, _total: int | None) -> None:
        if next(numbers) == failing:
            raise error([]) if error is DataError else error

    def in_folder(network: Network[Entry], folder: Path, progress: Progress) -> None:
        before = {path: path.read_bytes() for path in folder.iterdir()}
        other = Network(network[1:]) if "sync" not in name else network
        with pytest.raises(error):
            work.do(other, folder, progress)
        assert before == {path: path.read_bytes() for path in folder.iterdir()}

    done(work._replace(do=in_folder), MOST, fail)
    assert failing == len(calls) - len(list(numbers))


@pytest.mark.parametrize("count", [100, 150])
def test_an_error_of_the_function_is_raised_as_it_was_and_keeps_nothing(count: int) -> None:
    network = of_size(150)
    numbers = dict.fromkeys({100, 150} - {count}, 0)

    def failing(done: int, _: int | None) -> None:
        try:
            numbers[done] += 1
        except KeyError:
            next(iter(()))

    reference = ref(failing)
    gc.disable()
    try:
        with pytest.raises(StopIteration) as caught:
            dumps(network, progress=failing)
        assert KeyError is type(caught.value.__context__)
        del caught, failing
        assert reference() is None
    finally:
        gc.enable()


def test_the_total_that_is_estimated_is_near_the_number_of_entries() -> None:
    totals: list[int] = []
    loads(dumps(of_size(MOST)), progress=lambda _, total: totals.append(total or 0))
    assert all(0.8 * MOST < total < 1.2 * MOST for total in totals)


@pytest.mark.parametrize(
    ("format", "language"), [("json", None), ("csv", "en"), ("markdown", "en")]
)
def test_reading_a_text_is_reported_after_each_hundred_entries_and_at_its_end(
    format: str, language: str | None
) -> None:
    calls: list[tuple[int, int | None]] = []
    text = dumps(of_size(250), format)
    loads(text, format, language=language, progress=lambda *call: calls.append(call))
    assert [100, 200, 250] == [done for done, _ in calls]
    assert (250, 250) == calls[-1]


def test_progress_is_reported_in_the_thread_of_the_caller() -> None:
    threads: list[int] = []
    loads(dumps(of_size(MOST)), progress=lambda *_: threads.append(threading.get_ident()))
    assert {threading.get_ident()} == set(threads)


def test_work_in_other_threads_is_not_counted() -> None:
    calls: list[int] = []
    text = dumps(of_size(MOST))

    def count(number: int, _: int | None) -> None:
        other = threading.Thread(target=loads, args=(text,))
        other.start()
        other.join()
        calls.append(number)

    loads(text, progress=count)
    assert [100, 200, 300, 400, MOST] == calls


def test_what_the_function_does_itself_is_not_counted() -> None:
    calls: list[int] = []
    text = dumps(of_size(MOST))

    def count(number: int, _: int | None) -> None:
        loads(text)
        calls.append(number)

    loads(text, progress=count)
    assert [100, 200, 300, 400, MOST] == calls


def test_reading_the_revisions_of_pages_is_counted_by_revisions(pages: Path) -> None:
    calls: list[tuple[int, int | None]] = []
    read_history(pages, progress=lambda *call: calls.append(call))
    assert [(1, 1)] == calls


def test_a_history_without_an_agreement_is_counted_to_its_end(tmp_path: Path) -> None:
    other = EN_PAGE.replace("(Germany)", "(France)")
    folder = made(tmp_path, {"index.md": other, "index.de.md": DE_PAGE})
    GitFolder(tmp_path).commit({"content/network/index.md": other + "\n"})
    calls: list[tuple[int, int | None]] = []
    run(folder, progress=lambda *call: calls.append(call))
    assert [(5, None), (6, None), (10, 10)] == calls


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_what_is_no_function_is_refused(work: Work) -> None:
    other: Any = True
    with pytest.raises(TypeError, match="progress"):
        done(work, 1, other)


def test_a_file_with_a_problem_never_ends_as_done() -> None:
    text = dumps(of_size(MOST)).replace(f'"id": "e{MOST - 1}"', '"id": "?"')
    calls: list[int] = []
    with pytest.raises(DataError):
        loads(text, progress=lambda count, _: calls.append(count))
    assert [100, 200, 300, 400] == calls
