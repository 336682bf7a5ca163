"""Charts and tables where notebooks are read: JupyterLab, nbconvert and marimo, offline.

What the table of `docs/howto/notebooks.md` says was tried is tried here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from browser import served
from live_notebooks import open_notebook, run
from notebooks import PATIENCE, Home, jupyterlab, marimo, offline, write_notebook
from playwright.sync_api import Browser, Locator, Page, expect

from leavex_network import load, plots

CELLS = {
    "network": "from leavex_network import load, plots\nnetwork = load()\nnetwork.by_country('DE')",
    "entry": "network['helloquitx']",
    "map": "plots.countries_map(network)",
    "bars": "plots.counts(network.localize('ar'), 'country')",
    "combined": "plots.counts(network) | plots.timeline(network)",
    "script": (
        "import altair\nfrom IPython.display import HTML\n"
        "HTML('<p>A script</p><script>document.body.dataset.ran = true</script>')"
    ),
    "plain": "altair.Chart(altair.InlineData(values=[{'x': 1}])).mark_bar().encode(x='x:Q')",
    "html": "altair.renderers.enable('html')\nplots.counts(network)",
    "svg": "altair.renderers.enable('svg')\nplots.counts(network)",
    "png": "altair.renderers.enable('png')\nplots.counts(network)",
}
CHARTS = ("map", "bars", "combined")
WIDTHS = (1200, 668)
LIGHT = "data-jp-theme-light"

MARIMO = """\
import marimo

app = marimo.App()


@app.cell
def _():
    from leavex_network import load, plots

    network = load()
    return network, plots


@app.cell
def _(network):
    network.by_country("DE")
    return


@app.cell
def _(network, plots):
    plots.countries_map(network)
    return


@app.cell
def _(network, plots):
    plots.counts(network.localize("ar"), "country")
    return


@app.cell
def _(network, plots):
    plots.counts(network) | plots.timeline(network)
    return
"""


def descriptions() -> list[str]:
    """Return the alternative texts of the charts, in order."""
    network = load()
    combined = (plots.counts(network), plots.timeline(network))
    return [
        plots.countries_map(network).to_dict()["description"],
        plots.counts(network.localize("ar"), "country").to_dict()["description"],
        " ".join(chart.to_dict()["description"] for chart in combined),
    ]


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return who executes the notebook, and trusts it."""
    return Home(tmp_path_factory.mktemp("author"))


@pytest.fixture(scope="module")
def colleague(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return who opens the notebook that the author sends, and did not execute it."""
    return Home(tmp_path_factory.mktemp("colleague"))


@pytest.fixture(scope="module")
def notebook(author: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an executed notebook that its author trusts."""
    path = tmp_path_factory.mktemp("notebooks") / "charts.ipynb"
    write_notebook(path, list(CELLS.values()))
    author.run("jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", str(path))
    author.run("jupyter", "trust", str(path))
    return path


def opened(page: Page, address: str) -> dict[str, Locator]:
    """Open the notebook in JupyterLab, and return its cells by name."""
    page.goto(f"{address}doc/tree/charts.ipynb")
    cells = page.locator(".jp-CodeCell")
    expect(cells).to_have_count(len(CELLS), timeout=PATIENCE)
    expect(cells.nth(0).locator("table")).to_be_visible(timeout=PATIENCE)
    return {name: cells.nth(number) for number, name in enumerate(CELLS)}


def assert_shown(image: Locator, description: str) -> None:
    """Check that an image is drawn, described, and not wider than what it stands in."""
    expect(image).to_be_visible(timeout=PATIENCE)
    assert description == image.get_attribute("alt")
    assert image.evaluate("each => each.decode().then(() => each.naturalWidth > 100)")
    assert image.evaluate(
        "each => each.getBoundingClientRect().right"
        " <= each.parentElement.getBoundingClientRect().right + 1"
    )


class Reader(NamedTuple):
    """A person with a running JupyterLab."""

    home: Home
    address: str
    trusts: bool


@pytest.fixture(scope="module", params=["author", "colleague"])
def reader(request: pytest.FixtureRequest, notebook: Path) -> Iterator[Reader]:
    home: Home = request.getfixturevalue(request.param)
    with jupyterlab(home, notebook.parent) as address:
        yield Reader(home, address, trusts=request.param == "author")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_jupyterlab_shows_charts_whole_and_described_trusted_or_not(
    reader: Reader, theme: str, width: int, browser: Browser, pictures: Path
) -> None:
    reader.home.choose(theme)
    with offline(browser, reader.address, width=width) as (page, refused):
        cells = opened(page, reader.address)
        for name, description in zip(CHARTS, descriptions(), strict=True):
            assert_shown(cells[name].locator("img"), description)
        expect(cells["entry"].get_by_text("HelloQuitX").first).to_be_visible()
        assert (theme == "Light") == (page.locator("body").get_attribute(LIGHT) == "true")
        # Nobody but its author trusts the notebook: only there do its scripts run.
        expect(cells["script"].locator("p", has_text="A script")).to_be_visible()
        ran = page.evaluate("'ran' in document.body.dataset")
        assert reader.trusts == ran
        assert all("vega" in url for url in refused)
        kind = "trusted" if reader.trusts else "untrusted"
        page.screenshot(path=pictures / f"jupyterlab-{kind}-{theme.lower()}-{width}.png")


def test_jupyterlab_shows_less_of_what_altair_enables(reader: Reader, browser: Browser) -> None:
    with offline(browser, reader.address) as (page, _):
        cells = opened(page, reader.address)
        expect(cells["png"].locator("img")).to_be_visible()
        assert not cells["png"].locator("img").get_attribute("alt")
        assert reader.trusts == bool(cells["svg"].locator("img").count())
        for name in ("plain", "html"):
            drawn = cells[name].locator(".jp-OutputArea-output :is(img, svg, canvas)")
            assert 0 == drawn.count()


def test_jupyterlab_aligns_tables_to_the_start_trusted_or_not(
    reader: Reader, browser: Browser
) -> None:
    with offline(browser, reader.address) as (page, _):
        table = opened(page, reader.address)["network"].locator("table")
        aligned = table.evaluate(
            "table => [...table.querySelectorAll('caption, th, td')]"
            ".map(each => getComputedStyle(each).textAlign)"
        )
        assert set(aligned) <= {"start", "left"}


@pytest.mark.parametrize("template", ["lab", "classic"])
def test_a_page_of_nbconvert_shows_charts_whole_and_described(
    template: str, notebook: Path, author: Home, browser: Browser, pictures: Path, tmp_path: Path
) -> None:
    options = ("--to", "html", "--template", template, "--output-dir", str(tmp_path))
    author.run("jupyter", "nbconvert", *options, str(notebook))
    with served(tmp_path, policy=None) as address:
        for width in WIDTHS:
            with offline(browser, address, width=width) as (page, _):
                page.goto(f"{address}charts.html", wait_until="domcontentloaded")
                for description in descriptions():
                    assert_shown(page.get_by_alt_text(description, exact=True), description)
                expect(page.locator("table").first).to_be_visible()
                page.screenshot(path=pictures / f"nbconvert-{template}-{width}.png")


def test_latex_and_markdown_of_nbconvert_have_the_charts(
    notebook: Path, author: Home, tmp_path: Path
) -> None:
    kept = nbformat.read(notebook, 4)
    kept.cells.pop(list(CELLS).index("svg"))  # for which LaTeX needs Inkscape
    nbformat.write(kept, tmp_path / "charts.ipynb")
    for format_ in ("latex", "markdown"):
        author.run("jupyter", "nbconvert", "--to", format_, str(tmp_path / "charts.ipynb"))
    latex = (tmp_path / "charts.tex").read_text(encoding="utf-8")
    included = re.findall(r"\{(charts_files/[\w./-]+\.png)\}", latex)
    assert len(CHARTS) <= len(included)
    for name in included:
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
    markdown = (tmp_path / "charts.md").read_text(encoding="utf-8")
    assert len(CHARTS) == len(re.findall(r'<img src="data:image/svg\+xml;base64,', markdown))


def test_the_notebook_file_holds_each_chart_as_html_png_and_text(notebook: Path) -> None:
    cells = dict(zip(CELLS, nbformat.read(notebook, 4).cells, strict=True))
    for name, description in zip(CHARTS, descriptions(), strict=True):
        (output,) = cells[name].outputs
        assert {"text/html", "image/png", "text/plain"} == set(output.data)
        assert description == output.data["text/plain"]


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a notebook of marimo."""
    path = tmp_path_factory.mktemp("marimo") / "charts.py"
    path.write_text(MARIMO, encoding="utf-8")
    return path


def test_marimo_shows_charts_whole_and_described(
    application: Path, author: Home, browser: Browser, pictures: Path
) -> None:
    with marimo(author, application) as address:
        for width in WIDTHS:
            with offline(browser, address, width=width, height=3000) as (page, refused):
                page.goto(address)
                images = page.locator(".output img")
                expect(images).to_have_count(len(CHARTS), timeout=PATIENCE)
                for number, description in enumerate(descriptions()):
                    assert_shown(images.nth(number), description)
                expect(page.locator(".output table")).to_be_visible()
                assert [] == refused
                page.screenshot(path=pictures / f"marimo-{width}.png")


def test_a_page_that_marimo_exports_needs_a_connection(
    application: Path, author: Home, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "charts.html"
    author.run("marimo", "export", "html", str(application), "--output", str(path))
    with served(tmp_path, policy=None) as address, offline(browser, address) as (page, refused):
        page.goto(f"{address}charts.html", wait_until="domcontentloaded")
        assert 0 == page.locator("img").count()
        assert refused


@pytest.fixture(scope="module", autouse=True)
def unchanged(notebook: Path) -> Iterator[None]:
    """Check that nobody who opened the notebook changed it."""
    before = notebook.read_bytes()
    yield
    assert before == notebook.read_bytes()


LIVE = (
    "import altair\nfrom leavex_network import load, plots\n"
    "altair.renderers.enable('jupyter', offline=True)\nplots.counts(load())"
)


def test_jupyterlab_draws_a_chart_with_tooltips_while_a_kernel_runs(
    author: Home, browser: Browser, pictures: Path, tmp_path: Path
) -> None:
    write_notebook(tmp_path / "live.ipynb", [LIVE])
    with (
        jupyterlab(author, tmp_path, "--expose-app-in-browser") as address,
        offline(browser, address, height=900) as (page, refused),
    ):
        open_notebook(page, address, "live")
        run(page, 0)
        bar = page.locator("[aria-label='Kind: Initiatives; Entries: 12']")
        bar.hover(timeout=PATIENCE)
        expect(page.locator("#vg-tooltip-element")).to_contain_text("12")
        assert [] == refused
        page.screenshot(path=pictures / "jupyterlab-live.png")
