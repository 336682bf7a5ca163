"""The cold start, as whole processes in one interleaved run: what is asked against the least that it could cost.

Prints a line for each comparison: the medians of both, and the median of the ratios, pair by pair. Exits with 1 where
a ratio is above its bound. `python benchmarks/cold_start.py [RUNS]`, in an environment with the package installed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

RUNS = 20
WARM_UP = 3

EMPTY = "import an_empty_package"
FLOOR = """
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

COMPARISONS: tuple[tuple[str, str, str, str, float | None], ...] = (
    ("import leavex_network", "import leavex_network", "an empty package", EMPTY, 1.10),
    ("load()", LOAD, "the floor", FLOOR, 1.15),
    ("by_country('DE')", BY_CODE, "the floor", FLOOR, 1.20),
    ("by_country('Alemania')", BY_NAME, "by_country('DE')", BY_CODE, None),
)


def seconds(code: str, folder: Path) -> float:
    """Return how long a new Python takes for the code, from its start to its end."""
    env = {**os.environ, "PYTHONPATH": str(folder)}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=env, cwd=folder, check=True)  # noqa: S603 - our own code
    return time.perf_counter() - start


def compare(code: str, floor: str, folder: Path, runs: int) -> tuple[float, float, float]:
    """Return the median of both, and of their ratio, over pairs that take turns in being first."""
    pairs: list[tuple[float, float]] = []
    for number in range(WARM_UP + runs):
        first, second = (code, floor) if number % 2 else (floor, code)
        took = {first: seconds(first, folder), second: seconds(second, folder)}
        pairs.append((took[code], took[floor]))
    counted = pairs[WARM_UP:]
    return (
        median(a for a, _ in counted),
        median(b for _, b in counted),
        median(a / b for a, b in counted),
    )


def main(words: Sequence[str]) -> int:
    """Run all comparisons."""
    runs = int(words[0]) if words else RUNS
    broken = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "an_empty_package").mkdir()
        (folder / "an_empty_package" / "__init__.py").touch()
        for what, code, against, floor, bound in COMPARISONS:
            mine, other, ratio = compare(code, floor, folder, runs)
            verdict = (
                ""
                if bound is None
                else f", at most {bound:.2f}: {'ok' if ratio <= bound else 'BROKEN'}"
            )
            print(
                f"{what} / {against}: {mine * 1000:.0f} ms / {other * 1000:.0f} ms, ratio {ratio:.3f}{verdict}"
            )
            broken += bound is not None and ratio > bound
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
