"""How long the widget takes to filter 1,000 entries, beside a plain loop over them, in Debian's Chromium.

`python benchmarks/widget.py`: the median of 20 turns each, interleaved; fails where the difference is too large.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from leavex_network import Initiative, Network, Territory, sites
from leavex_network.sites import embedding

ENTRIES = 1_000
MOST = 16.0
"""In milliseconds: one frame."""

MEASURE = """() => {
  const widget = document.querySelector("leavex-network");
  const search = widget.form.elements.search;
  const elements = document.querySelectorAll(".leavex-network-entry");
  const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];
  const timed = (work) => { const start = performance.now(); work(); return performance.now() - start; };
  const queries = ["campaign", "number 7", "leave x", ""];
  const filtered = [], laidOut = [], looped = [];
  let seen = 0;
  for (let turn = 0; turn < 20; turn++) {
    search.value = queries[turn % queries.length];
    filtered.push(timed(() => search.dispatchEvent(new Event("input", { bubbles: true }))));
    laidOut.push(timed(() => document.body.offsetHeight));
    looped.push(timed(() => { for (const element of elements) seen += element.hidden; }));
  }
  return { filtered: median(filtered), looped: median(looped), laidOut: median(laidOut), entries: elements.length };
}"""


def main() -> None:
    """Measure, and print what was found."""
    entries = [
        Initiative(
            id=f"x{number}",
            name=f"Campaign number {number}",
            url=f"https://x{number}.example",
            description=" ".join(
                ["An initiative that calls on people, newsrooms and institutions to leave X."] * 3
            ),
            hashtags=(f"LeaveX{number % 20}a",),
            territories=(Territory(("DE", "FR", "ES", "IT")[number % 4]),),
        )
        for number in range(ENTRIES)
    ]
    with TemporaryDirectory() as folder:
        found = sites.planned(Network(entries), "web", Path(folder), embedding.Options())
        embedding.carry_out(found)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.goto((Path(folder) / "index.html").as_uri())
            times = page.evaluate(MEASURE)
            browser.close()
    more = times["filtered"] - times["looped"]
    print(
        f"{times['entries']:,} entries in the browser: filtered in {times['filtered']:.1f} ms, a plain loop "
        f"{times['looped']:.1f} ms; {more:.1f} ms more, at most {MOST:.0f}: {'ok' if more <= MOST else 'TOO SLOW'} "
        f"(then the browser lays the page out, in {times['laidOut']:.0f} ms)"
    )
    sys.exit(more > MOST)


if __name__ == "__main__":
    main()
