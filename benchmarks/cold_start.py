"""Compare the cold start of the package with a minimum: `python benchmarks/cold_start.py [RUNS]`.

Each measurement is the CPU time of a whole process; the two sides of a comparison alternate. The
script prints both medians and the median of the paired ratios, and exits with 1 if the ratios
exceed their bound beyond chance. Run it in an environment in which the package is installed.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from operator import truediv
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ratios import exceeds

RUNS = 20
WARM_UP = 3

EMPTY = "import an_empty_package"
MINIMUM = """
import pydantic, importlib_resources
class Source(pydantic.BaseModel):
    url: str
    day: str | None = None
class Entry(pydantic.BaseModel):
    id: str
    sources: tuple[Source, ...] = ()
class Document(pydantic.BaseModel):
    title: str
    entries: tuple[Entry, ...]
Document.model_validate({"title": "x", "entries": [{"id": "a", "sources": [{"url": "b"}]}]})
"""
LOAD = "import leavex_network; leavex_network.load()"
BY_CODE = LOAD + ".by_country('DE')"
BY_NAME = LOAD + ".by_country('Alemania')"
BY_OTHER_NAME = LOAD + ".by_country('Þýskaland')"
UNKNOWN = """
import leavex_network
network = leavex_network.load()
try:
    network.by_country({name!r})
except LookupError as error:
    str(error)
"""
COMMAND_MINIMUM = "import click, rich.table, pydantic; " + LOAD
COMMAND = """
import sys
from leavex_network.cli import main
sys.argv = ["leavex-network", *{words!r}]
main()
"""
LIST = COMMAND.format(words=["list"])
LIST_COUNTRY = COMMAND.format(words=["list", "--country", "Germany"])


class Comparison(NamedTuple):
    """A piece of code, and the code that it is compared with."""

    name: str
    code: str
    reference_name: str
    reference: str
    most: float | None
    """The largest acceptable ratio; None if it is only printed."""


COMPARISONS = (
    Comparison("import leavex_network", "import leavex_network", "an empty package", EMPTY, 1.10),
    # Less than the minimum: what validates an entry is built when an entry has to be validated.
    Comparison("load()", LOAD, "the minimum", MINIMUM, 1.10),
    Comparison("by_country('DE')", BY_CODE, "the minimum", MINIMUM, 1.10),
    Comparison("by_country('Alemania')", BY_NAME, "load()", LOAD, 1.15),
    Comparison("by_country('Þýskaland')", BY_OTHER_NAME, "load()", LOAD, 1.15),
    Comparison("by_country('Germny')", UNKNOWN.format(name="Germny"), "load()", LOAD, 1.30),
    Comparison("by_country('England')", UNKNOWN.format(name="England"), "load()", LOAD, 1.30),
    Comparison("list", LIST, "click, rich and load()", COMMAND_MINIMUM, 1.30),
    Comparison(
        "list --country Germany", LIST_COUNTRY, "click, rich and load()", COMMAND_MINIMUM, 1.30
    ),
)


def seconds(code: str, folder: Path) -> float:
    """Return the seconds of CPU that a new Python process takes to run the code."""
    env = {**os.environ, "PYTHONPATH": str(folder)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", code]
    output = subprocess.DEVNULL
    subprocess.run(command, env=env, cwd=folder, check=True, stdout=output)  # noqa: S603 - code of this file
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(code: str, reference: str, folder: Path, runs: int) -> tuple[float, float, list[float]]:
    """Return the median seconds of both, and their ratios."""
    times: list[float] = []
    reference_times: list[float] = []
    for run in range(WARM_UP + runs):
        # Alternate which side is first, so that neither profits from a warm cache.
        order = (code, reference) if run % 2 else (reference, code)
        took = {each: seconds(each, folder) for each in order}
        if run >= WARM_UP:
            times.append(took[code])
            reference_times.append(took[reference])
    return median(times), median(reference_times), list(map(truediv, times, reference_times))


def main(words: Sequence[str]) -> int:
    """Run all comparisons; return the exit status."""
    runs = int(words[0]) if words else RUNS
    exceeded = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "an_empty_package").mkdir()
        (folder / "an_empty_package" / "__init__.py").touch()
        for row in COMPARISONS:
            time_, reference_time, ratios = compare(row.code, row.reference, folder, runs)
            times = f"{time_ * 1000:.0f} ms / {reference_time * 1000:.0f} ms"
            ratio = median(ratios)
            print(f"{row.name} / {row.reference_name}: {times}, ratio {ratio:.3f}")
            if row.most is not None and exceeds(ratios, row.most):
                print(f"  EXCEEDED: at most {row.most:.2f}; {ratios}")
                exceeded += 1
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
