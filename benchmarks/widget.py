"""Measure the slowest interaction with the widget, at 1,000 to 10,000 entries.

Run `python benchmarks/widget.py`. An interaction is what happens from a keystroke in the search, or
from the choice of a filter, until the page is laid out, in Debian's Chromium; each is measured five
times. The script exits with 1 if the median of the slowest one is above the limit, or if it grows
faster than the entries do, in each of three attempts: the machine may do other work as well.
"""

import sys
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from leavex_network import Initiative, Network, Territory, sites
from leavex_network.sites import embedding

LIMITS = {1_000: 100, 5_000: 150, 10_000: 300}
"""The longest acceptable interaction, in milliseconds, by the number of entries."""

GROWTH = 1.2
"""The largest acceptable exponent of the growth; 1 is linear."""

ATTEMPTS = 3

MEASURE = """() => {
  const widget = document.querySelector("leavex-network");
  const { search, country } = widget.list.form.elements;
  const turns = [
    [search, "campaign"], [search, "number 7"], [search, "leave x"], [search, ""],
    [country, "DE"], [country, ""],
  ];
  const times = turns.map(() => []);
  for (let turn = 0; turn < 5 * turns.length; turn++) {
    const [control, value] = turns[turn % turns.length];
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    void document.body.offsetHeight;
    document.elementFromPoint(200, 300);
    times[turn % turns.length].push(performance.now() - start);
  }
  return times;
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


def measured() -> dict[int, float]:
    """Return the milliseconds of the slowest interaction, by the number of entries."""
    slowest: dict[int, float] = {}
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for count in LIMITS:
            root = Path(folder) / str(count)
            network = Network([entry(number) for number in range(count)])
            embedding.carry_out(sites.planned(network, "web", root, embedding.Options()))
            page = browser.new_page()
            page.goto((root / "index.html").as_uri())
            slowest[count] = max(map(median, page.evaluate(MEASURE)))
            page.close()
        browser.close()
    return slowest


def is_fast() -> bool:
    """Measure and print the times; tell whether they are within the limits."""
    slowest = measured()
    for count, limit in LIMITS.items():
        print(f"{count:,} entries: {slowest[count]:.0f} ms at worst, at most {limit} ms")
    few, *_, many = LIMITS
    growth = log(slowest[many] / slowest[few]) / log(many / few)
    print(f"growth exponent {growth:.2f}, at most {GROWTH}")
    is_slow = any(slowest[count] > limit for count, limit in LIMITS.items())
    return not is_slow and growth <= GROWTH


if __name__ == "__main__":
    sys.exit(not any(is_fast() for _ in range(ATTEMPTS)))
