"""`Network.explore` in a real JupyterLab and marimo, exported by nbconvert, and saved as a page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import served
from conftest import LANGUAGES
from hostile import HOSTILE, hostile_network
from live_notebooks import command, jupyterlab, marimo, open_notebook, run
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from notebooks import write_notebook
from playwright.sync_api import Browser, Locator, Page, expect

from leavex_network import Entry, Network, write
from leavex_network.places.languages import language

LIST = ".leavex-network-notebook"
SHOW = """
from leavex_network import Network, Petition, load, read
network = {network}
explorer = network.explore()
explorer
"""
TELL = """
import json
print(json.dumps([explorer.criteria, [entry.id for entry in explorer.selection]]))
"""
MANY = """Network([
    Petition(
        id=f"x{n}", name=f"Campaign {n}", url=f"https://x{n}.example",
        description="Text. " * 40 + "End.", territories=(("DE", "FR")[n % 2],),
    )
    for n in range(2_000)
])"""
OURS = "load()"


@pytest.fixture(scope="module", autouse=True)
def _patience() -> Iterator[None]:
    """Wait longer than for a page: a kernel answers, on a machine that does other work."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of notebooks, each with the list of a network, and what is selected."""
    folder = tmp_path_factory.mktemp("notebooks")
    write(hostile_network(), folder / "hostile.json")
    networks = {
        "ours": OURS,
        "keys": OURS,
        "twice": OURS,
        "looks": OURS,
        "arabic": f"{OURS}.localize('ar')",
        "german": f"{OURS}.localize('de')",
        "none": f"{OURS}[:0]",
        "one": f"{OURS}[:1]",
        "many": MANY,
        "hostile": "read('hostile.json')",
    }
    for name, network in networks.items():
        show = SHOW.replace("{network}", network)
        write_notebook(folder / f"{name}.ipynb", [show.strip(), TELL.strip(), "explorer"])
    return folder


@pytest.fixture(scope="module")
def lab(folder: Path) -> Iterator[str]:
    with jupyterlab(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, lab: str) -> Iterator[Page]:
    """Return a page of which no script fails and which asks no other server."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on(
        "request",
        lambda request: (
            wrong.append(request.url)
            if not request.url.startswith((lab, "data:", "blob:"))
            else None
        ),
    )
    yield page
    context.close()
    assert [] == wrong


def shown_list(page: Page, lab: str, name: str) -> Locator:
    """Open a notebook, run its first cell, and return the list that it shows."""
    open_notebook(page, lab, name)
    run(page, 0)
    found = page.locator(LIST).first
    expect(found.locator(".leavex-network")).to_be_visible()
    return found


class Told(NamedTuple):
    criteria: dict[str, str]
    ids: list[str]


def told(page: Page) -> Told:
    """Run the second cell, and return what Python says of the list."""
    page.wait_for_timeout(500)  # the list waits a moment for further letters
    return Told(*json.loads(run(page, 1).inner_text()))


def shown(found: Locator) -> set[str]:
    """Return the addresses of the entries that are shown."""
    entries = found.locator(".leavex-network-entry:not([hidden]) > .leavex-network-name")
    return set(entries.evaluate_all("all => all.map((each) => each.href)"))


def addresses(network: Network[Any]) -> set[str]:
    return {entry.url.rstrip("/") for entry in network}


def violations(page: Page, selector: str) -> str:
    result = Axe().run(page, context={"include": [[selector]]})
    return str(result.generate_report()) if result.violations_count else ""


# In JupyterLab


def test_what_is_chosen_in_jupyterlab_is_selected_in_python(
    page: Page, lab: str, network: Network[Entry], pictures: Path
) -> None:
    found = shown_list(page, lab, "ours")
    assert ({}, [entry.id for entry in network]) == told(page)
    steps: list[dict[str, str]] = [
        {"search": "VAMONOS"},
        {"country": "DE"},
        {"country": "DE", "status": "active", "search": "x"},
        {"region": "150", "kind": "petition"},
        {"hashtag": "leavex"},
        {"search": "nothing of the kind"},
    ]
    for criteria in steps:
        found.get_by_role("button", name="Clear all").click()
        for name, value in criteria.items():
            if name == "search":
                found.get_by_role("searchbox").press_sequentially(value, delay=20)
            else:
                option = f'option[data-criterion="{name}"][value="{value}"]'
                found.locator(f"select:has({option})").select_option(value)
        expected = network.filter(**criteria)
        answer = told(page)
        assert (criteria, [entry.id for entry in expected]) == answer
        assert addresses(expected) == {each.rstrip("/") for each in shown(found)}
        text = language("en").interface["shown"]
        counted = text.replace("{shown}", str(len(expected))).replace("{all}", str(len(network)))
        expect(found.locator("output")).to_have_text(counted)
    found.get_by_role("button", name="Clear all").click()
    assert ({}, [entry.id for entry in network]) == told(page)
    found.get_by_label("Country or region").select_option("DE")
    found.get_by_role("searchbox").fill("leave")
    page.locator(".jp-Cell").first.screenshot(path=pictures / "explore.png")


def test_the_keyboard_alone_filters_and_jupyterlab_takes_no_key(
    page: Page, lab: str, network: Network[Entry]
) -> None:
    found = shown_list(page, lab, "keys")
    cells = page.locator(".jp-Cell")
    assert 3 == cells.count()

    def step_to(name: str) -> None:
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name || document.activeElement.type") == name:
                return
        raise AssertionError(name)

    found.get_by_role("searchbox").focus()
    page.keyboard.type("x")
    step_to("country")
    # In JupyterLab, these keys would otherwise insert cells, delete this one, or make it a text.
    page.keyboard.type("Fra")
    page.keyboard.press("Escape")
    for key in ("b", "d", "d", "x", "j", "r"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
    expect(found.locator("select[name=country]")).to_have_value("FR")
    step_to("kind")
    page.keyboard.press("ArrowDown")
    expected = network.filter(search="x", country="FR", kind="initiative")
    assert expected
    expect(found.locator("output")).to_contain_text(f"{len(expected)} of")
    step_to("button")
    page.keyboard.press("Enter")
    expect(found.locator("output")).to_contain_text("23 of")
    assert "search" == page.evaluate("document.activeElement.name")
    page.keyboard.type("xodus")
    expect(found.locator("output")).to_contain_text("2 of")
    assert 3 == cells.count()
    assert ["xodus", "x-odus"] == told(page).ids


def test_two_views_of_one_list_show_the_same(page: Page, lab: str) -> None:
    first = shown_list(page, lab, "twice")
    first.get_by_role("searchbox").fill("xodus")
    page.wait_for_timeout(500)
    run(page, 2)
    second = page.locator(LIST).nth(1)
    expect(second.get_by_role("searchbox")).to_have_value("xodus")
    expect(second.locator("output")).to_contain_text("2 of")
    second.get_by_label("Country or region").select_option("FR")
    expect(first.get_by_label("Country or region")).to_have_value("FR")
    expect(first.locator("output")).to_have_text(second.locator("output").inner_text())
    second.get_by_role("button").click()
    expect(first.get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize(("name", "code"), [("looks", "en"), ("arabic", "ar"), ("german", "de")])
def test_the_list_is_accessible_in_jupyterlab_light_and_dark(
    name: str, code: str, page: Page, lab: str, pictures: Path
) -> None:
    found = shown_list(page, lab, name)
    found.locator("summary").click()
    words = language(code)
    expect(found.get_by_role("button", name=words.interface["clear"])).to_be_visible()
    direction = "each => getComputedStyle(each).direction"
    assert words.direction == found.locator(".leavex-network").evaluate(direction)
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        command(page, "apputils:change-theme", theme=theme)
        page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
        page.wait_for_timeout(500)
        assert "" == violations(page, LIST)
        underlined = found.locator(".leavex-network-name").first.evaluate(
            "each => getComputedStyle(each).textDecorationLine"
        )
        assert "underline" == underlined
        page.screenshot(path=pictures / f"explore-{code}-{theme.split()[-1].lower()}.png")
    command(page, "apputils:change-theme", theme="JupyterLab Light")


def test_a_narrow_list_is_not_cut(page: Page, lab: str) -> None:
    found = shown_list(page, lab, "looks")
    for width in (240, 500, 900):
        found.evaluate("(each, width) => { each.style.width = `${width}px`; }", width)
        wide = found.evaluate(
            "each => [...each.querySelectorAll('*')].filter((inner) => inner.checkVisibility()"
            " && inner.getBoundingClientRect().right > each.getBoundingClientRect().right + 1)"
            ".map((inner) => inner.outerHTML.slice(0, 80))"
        )
        assert [] == wide, width


def test_a_list_of_nothing_says_so(page: Page, lab: str) -> None:
    found = shown_list(page, lab, "none")
    expect(found).to_have_text(re.compile(language("en").interface["none"]))
    assert ({}, []) == told(page)
    assert "" == violations(page, LIST)


def test_a_list_of_one_entry_filters_it(page: Page, lab: str, network: Network[Entry]) -> None:
    found = shown_list(page, lab, "one")
    expect(found.locator("output")).to_contain_text("1 of 1")
    found.get_by_role("searchbox").fill("nothing")
    assert ({"search": "nothing"}, []) == told(page)
    assert "" == violations(page, LIST)
    found.get_by_role("searchbox").fill(network[0].name)
    assert [network[0].id] == told(page).ids


MEASURE = """list => {
  const { search, country } = list.querySelector("form").elements;
  const turns = [
    [search, "campaign"], [search, "campaign 7"], [search, ""], [country, "DE"], [country, ""],
  ];
  return turns.map(([control, value]) => {
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    void document.body.offsetHeight;
    list.querySelector(".leavex-network-entry:not([hidden])")?.getBoundingClientRect();
    return performance.now() - start;
  });
}"""


def test_a_list_of_two_thousand_entries_is_quick(page: Page, lab: str) -> None:
    found = shown_list(page, lab, "many")
    expect(found.locator("output")).to_contain_text("2000 of 2000")
    times = [max(found.evaluate(MEASURE)) for _ in range(3)]
    # What `benchmarks/widget.py` allows a page for 5,000 entries.
    assert min(times) <= 150, times
    found.get_by_label("Country or region").select_option("FR")
    found.get_by_role("searchbox").fill("campaign 19")
    assert [f"x{n}" for n in range(2_000) if n % 2 and str(n).startswith("19")] == told(page).ids
    # The list scrolls inside itself; the next cell is not far below.
    assert found.bounding_box()["height"] < 1_000


def test_hostile_texts_are_texts_in_jupyterlab(page: Page, lab: str) -> None:
    found = shown_list(page, lab, "hostile")
    found.get_by_role("searchbox").fill("x")
    for text in HOSTILE:
        expect(found.get_by_text(text).first).to_be_attached()
    assert 0 == found.locator(":is(img, evil, b, i, script)").count()


# Without a kernel


def exported(network: str, folder: Path) -> Path:
    """Run a notebook, and export it, without the state of widgets, as a page."""
    path = folder / "exported.ipynb"
    write_notebook(path, [SHOW.replace("{network}", network)])
    content = nbformat.read(path, as_version=4)
    NotebookClient(content, store_widget_state=False).execute()
    html, _ = HTMLExporter().from_notebook_node(content)
    page = folder / "exported.html"
    page.write_text(html, encoding="utf-8")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_nbconvert_shows_the_plain_list_without_a_connection(
    scheme: str, browser: Browser, tmp_path: Path, network: Network[Entry], pictures: Path
) -> None:
    context = browser.new_context(offline=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(exported(OURS, tmp_path).as_uri())
    found = page.locator(".leavex-network")
    assert len(network) == found.locator(".leavex-network-entry").count()
    expect(found.get_by_role("link", name=network.initiatives[0].name)).to_be_visible()
    expect(found.locator("form")).to_have_count(0)
    concluded = found.get_by_text("Musk stoppen, X abschalten")
    expect(concluded).to_be_hidden()
    found.locator("summary").click()
    expect(concluded).to_be_visible()
    assert "" == violations(page, ".leavex-network")
    page.screenshot(path=pictures / f"explore-nbconvert-{scheme}.png")
    context.close()


def test_a_long_plain_list_is_laid_out_at_once(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(exported(MANY, tmp_path).as_uri())
    expect(page.get_by_text("1800 more")).to_be_attached()
    assert 200 == page.locator(".leavex-network-entry").count()
    page.close()


def test_a_notebook_that_was_sent_shows_the_plain_list_until_it_runs(
    page: Page, lab: str, folder: Path, network: Network[Entry]
) -> None:
    path = folder / "sent.ipynb"
    write_notebook(path, [SHOW.replace("{network}", OURS)])
    content = nbformat.read(path, as_version=4)
    NotebookClient(content, store_widget_state=False).execute()
    nbformat.write(content, path)
    open_notebook(page, lab, "sent")
    output = page.locator(".jp-OutputArea-output").first
    expect(output.get_by_role("link", name=network.initiatives[0].name)).to_be_visible()
    assert len(network) == output.locator(".leavex-network-entry").count()
    assert "Search" not in output.inner_text()
    run(page, 0)
    expect(page.locator(LIST).locator("output")).to_contain_text("23 of 23")


# The saved page


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, network: Network[Entry]) -> Path:
    """Return a folder with the saved page of each language."""
    folder = tmp_path_factory.mktemp("saved")
    for code in LANGUAGES:
        network.localize(code).explore().save(folder / f"{code}.html")
    hostile_network().explore().save(folder / "hostile.html")
    return folder


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """Return a page without a connection, which breaks no rule and asks for no other file."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert [] == wrong
    assert not [url for url in asked if not re.match(r"file://.*\.html$|data:,", url)]


def test_the_saved_page_filters_from_the_disk_without_a_connection(
    saved: Path, offline: Page, network: Network[Entry]
) -> None:
    offline.goto((saved / "en.html").as_uri())
    offline.get_by_label("Search").fill("vamonos")
    expect(offline.locator("output")).to_have_text("Shown: 1 of 23")
    offline.get_by_role("button", name="Clear all").click()
    assert "search" == offline.evaluate("document.activeElement.name")
    offline.keyboard.press("Tab")
    offline.keyboard.type("Germany")
    count = len(network.by_country("DE"))
    expect(offline.locator("output")).to_have_text(f"Shown: {count} of 23")
    offline.get_by_label("Search").press("Enter")
    expect(offline.locator("output")).to_have_text(f"Shown: {count} of 23")
    offline.get_by_text("Licences").click()
    expect(offline.get_by_text("UNICODE LICENSE V3")).to_be_visible()
    offline.wait_for_timeout(500)


def test_the_policy_of_the_saved_page_is_in_force(saved: Path, browser: Browser) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto((saved / "en.html").as_uri())
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        const style = document.createElement("style");
        style.textContent = "body { display: none }";
        const image = new Image();
        image.src = "https://picture.example/";
        document.body.append(script, style, image);
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    expect(page.locator("body")).to_be_visible()
    assert {"script-src", "style-src", "img-src"} <= {
        name for text in refused for name in re.findall(r"(\w+-src) ", text)
    }
    page.close()


def test_the_saved_page_works_on_a_server_and_keeps_the_view_in_the_address(
    saved: Path, browser: Browser
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served(saved, policy=None) as address:
        page.goto(f"{address}de.html?search=xodus")
        expect(page.locator("output")).to_contain_text("2")
        page.get_by_role("searchbox").fill("leavex")
        page.wait_for_url("**search=leavex*")
        assert {f"{address}de.html?search=xodus"} == {url for url in asked if url != "data:,"}
    page.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_saved_page_is_accessible_in_every_language_light_and_dark(
    code: str, saved: Path, browser: Browser, pictures: Path
) -> None:
    for scheme in ("light", "dark"):
        # To examine the page, axe needs a script of its own, which the policy would refuse.
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto((saved / f"{code}.html").as_uri())
        page.locator("summary").first.click()
        page.locator("summary").last.click()
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            assert "" == violations(page, "html")
        if code in {"en", "ar"}:
            page.screenshot(path=pictures / f"explore-saved-{code}-{scheme}.png", full_page=True)
        context.close()


def test_hostile_texts_are_texts_in_the_saved_page(saved: Path, offline: Page) -> None:
    offline.goto((saved / "hostile.html").as_uri())
    offline.get_by_role("searchbox").fill("x")
    for text in HOSTILE:
        expect(offline.get_by_text(text).first).to_be_visible()
    assert 0 == offline.locator("main :is(img, evil, b, i, script)").count()


# In marimo

APPLICATION = """
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from leavex_network import load

    explorer = mo.ui.anywidget(load().explore())
    explorer
    return explorer, mo


@app.cell
def _(explorer, mo):
    mo.md("selected: " + " ".join(entry.id for entry in explorer.selection))
    return


if __name__ == "__main__":
    app.run()
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_chosen_in_marimo_runs_the_cells_that_use_it(
    theme: str, browser: Browser, tmp_path: Path, network: Network[Entry], pictures: Path
) -> None:
    file = tmp_path / "application.py"
    file.write_text(APPLICATION, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()

    def expect_selected(selected: Network[Entry]) -> None:
        ids = " ".join(entry.id for entry in selected)
        expect(page.get_by_text(re.compile("^selected:"))).to_have_text(f"selected: {ids}".strip())

    with marimo(file, theme) as address:
        page.goto(address)
        expect(page.get_by_role("searchbox")).to_be_visible(timeout=60_000)
        expect_selected(network)
        assert theme == page.evaluate("getComputedStyle(document.documentElement).colorScheme")
        page.get_by_label("Country or region").select_option("DE")
        expect_selected(network.by_country("DE"))
        page.get_by_role("searchbox").press_sequentially("LEAVE", delay=20)
        expect_selected(network.filter(country="DE", search="leave"))
        page.screenshot(path=pictures / f"explore-marimo-{theme}.png")
        page.get_by_role("button", name="Clear all").click()
        expect_selected(network)
        assert "" == violations(page, "marimo-anywidget")
    context.close()
