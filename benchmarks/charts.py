"""Compare a map of the bundled network with the import of Altair: `python benchmarks/charts.py`.

Each measurement is the CPU time of a whole process. A chart is one of Altair's, so that its import
is part of both sides: bounded is what the map takes beyond it, from the import of the package to
the finished specification. An SVG needs vl-convert, too, which starts an engine of JavaScript: how
much more it takes than the same image of vl-convert alone is printed. Run it in an environment in
which the package is installed with its extra `plots`.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from cold_start import seconds
from ratios import holds

from leavex_network import load, plots

MOST = 0.8
"""The largest acceptable ratio of what the map takes, beyond the import, and of the import."""
RUNS = 5

IMPORT = "import altair"
NETWORK = "import leavex_network; network = leavex_network.load()"
SPECIFICATION = """
import leavex_network
from leavex_network import plots
chart = plots.countries_map(leavex_network.load())
chart.to_dict()
"""
SVG = """
import io, leavex_network
from leavex_network import plots
plots.countries_map(leavex_network.load()).save(io.StringIO(), format="svg")
"""
ALONE = """
import altair, vl_convert
vl_convert.vegalite_to_svg(open("map.json", encoding="utf-8").read())
"""


def beyond(code: str, folder: Path) -> float:
    """Return what some code takes beyond the import of Altair, in times of this import."""
    taken, import_ = seconds(code, folder), seconds(IMPORT, folder)
    return (taken - import_) / import_


def printed(name: str, measure: Callable[[], float]) -> None:
    """Print a ratio without a bound."""
    ratios = [measure() for _ in range(RUNS)]
    print(f"{name} {median(ratios):.2f}")


def main() -> int:
    """Measure and print the ratios; return the exit status."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "map.json").write_text(plots.countries_map(load()).to_json(), encoding="utf-8")
        for code in (IMPORT, SVG, ALONE):
            seconds(code, folder)  # So that all bytecode is there.
        map_ = partial(beyond, SPECIFICATION, folder)
        is_within = holds("map of the bundled network, beyond / import altair:", map_, MOST)
        network = partial(beyond, f"{IMPORT}; {NETWORK}", folder)
        printed("  of these, load() beyond / import altair:", network)
        svg = partial(beyond, SVG, folder)
        printed("map as SVG, beyond / import altair:", svg)
        alone = partial(beyond, ALONE, folder)
        printed("  vl-convert alone, beyond / import altair:", alone)
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
