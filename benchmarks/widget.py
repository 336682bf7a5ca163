"""Measure the filtering of 1,000 entries in the widget: `python benchmarks/widget.py`.

The script compares the median of 20 runs with that of a plain loop over the entries, in Debian's
Chromium. It exits with 1 if the difference exceeds one frame.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from leavex_network import Initiative, Network, Territory, sites
from leavex_network.sites import embedding

ENTRIES = 1_000
FRAME = 16.0
"""In milliseconds: the largest acceptable difference."""

MEASURE = """() => {
  const widget = document.querySelector("leavex-network");
  const search = widget.form.elements.search;
  const elements = document.querySelectorAll(".leavex-network-entry");
  const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];
  const timed = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const queries = ["campaign", "number 7", "leave x", ""];
  const filtered = [], laidOut = [], looped = [];
  let seen = 0;
  for (let turn = 0; turn < 20; turn++) {
    search.value = queries[turn % queries.length];
    filtered.push(timed(() => search.dispatchEvent(new Event("input", { bubbles: true }))));
    laidOut.push(timed(() => document.body.offsetHeight));
    looped.push(timed(() => { for (const element of elements) seen += element.hidden; }));
  }
  return {
    filtered: median(filtered),
    looped: median(looped),
    laidOut: median(laidOut),
    entries: elements.length,
  };
}"""


def entry(number: int) -> Initiative:
    """Return one of the entries of the page."""
    text = "An initiative that calls on people, newsrooms and institutions to leave X."
    country = ("DE", "FR", "ES", "IT")[number % 4]
    return Initiative(
        id=f"x{number}",
        name=f"Campaign number {number}",
        url=f"https://x{number}.example",
        description=" ".join([text] * 3),
        hashtags=(f"LeaveX{number % 20}a",),
        territories=(Territory(country),),
    )


def main() -> None:
    """Measure and print the times."""
    network = Network([entry(number) for number in range(ENTRIES)])
    with TemporaryDirectory() as folder:
        plan = sites.planned(network, "web", Path(folder), embedding.Options())
        embedding.carry_out(plan)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.goto((Path(folder) / "index.html").as_uri())
            times = page.evaluate(MEASURE)
            browser.close()
    difference = times["filtered"] - times["looped"]
    print(
        f"{times['entries']:,} entries: {times['filtered']:.1f} ms to filter,"
        f" {times['looped']:.1f} ms for a plain loop; difference {difference:.1f} ms,"
        f" at most {FRAME:.0f} ms (then {times['laidOut']:.0f} ms for the layout)"
    )
    sys.exit(difference > FRAME)


if __name__ == "__main__":
    main()
