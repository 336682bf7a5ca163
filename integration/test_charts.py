"""Charts in a browser: no text is cut or upon another, at any width, in any theme and script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from leavex_network import Entry, Initiative, Network, Petition, plots
from leavex_network.models import About
from leavex_network.places.languages import WITH_NAMES

WIDTHS = (320, 668, 1200)
THEMES = ("light", "dark")
LANGUAGES = ("en", "de", "ar", "ja")

CHARTS: dict[str, Callable[..., Any]] = {
    "map": plots.countries_map,
    "world": lambda network, **options: plots.countries_map(network, "world", **options),
    "kind": plots.counts,
    "country": lambda network, **options: plots.counts(network, "country", **options),
    "region": lambda network, **options: plots.counts(network, "region", **options),
    "hashtag": lambda network, **options: plots.counts(network, "hashtag", **options),
    "status": lambda network, **options: plots.counts(network, "status", **options),
    "host": lambda network, **options: plots.counts(network, "host", **options),
    "language": lambda network, **options: plots.counts(network, "language", **options),
    "timeline": plots.timeline,
}

MISPLACED = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('figure > svg')) {
    const whole = svg.getBoundingClientRect();
    const texts = [];
    for (const element of svg.querySelectorAll('text')) {
      const box = element.getBoundingClientRect();
      const text = element.textContent;
      if (!box.width || text === '|') continue;
      if (box.left < whole.left || box.right > whole.right || box.top < whole.top
        || box.bottom > whole.bottom) found.push([svg.parentElement.id, 'cut', text]);
      for (const [other, name] of texts) {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (across > 1 && down > 4) found.push([svg.parentElement.id, 'overlap', text, name]);
      }
      texts.push([box, text]);
    }
  }
  return found;
}"""
"""Texts that leave their picture or lie upon another. The mark `|` of a day has no letters."""


def show(page: Page, images: dict[str, str]) -> None:
    """Show SVG images on a page, each in a figure with its name."""
    figures = [
        f'<figure id="{name}" style="margin: 2px">{svg}</figure>' for name, svg in images.items()
    ]
    style = "margin: 0; background: gray; display: flex; flex-wrap: wrap; align-items: start"
    page.set_content(f'<!DOCTYPE html><body style="{style}">{"".join(figures)}')


def images_of(network: Network[Entry], folder: Path, **options: Any) -> dict[str, str]:
    """Return each chart of a network as SVG, by its name."""
    images = {}
    for name, chart in CHARTS.items():
        path = folder / f"{name}.svg"
        chart(network, **options).save(path)
        images[name] = path.read_text(encoding="utf-8")
    return images


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_within_its_picture(
    browser: Browser,
    pictures: Path,
    tmp_path: Path,
    network: Network[Entry],
    code: str,
    width: int,
    theme: str,
) -> None:
    page = browser.new_page(viewport={"width": max(width, 1000) + 10, "height": 800})
    show(page, images_of(network.localize(code), tmp_path, width=width, theme=theme))
    assert [] == page.evaluate(MISPLACED)
    for image in page.locator("figure > svg").all():
        assert width == image.bounding_box()["width"]  # type: ignore[index] # it is shown
    page.screenshot(path=pictures / f"charts-{code}-{width}-{theme}.png", full_page=True)
    page.close()


@pytest.mark.parametrize("code", WITH_NAMES)
def test_no_language_has_words_that_are_cut_on_a_phone(
    browser: Browser, tmp_path: Path, network: Network[Entry], code: str
) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    show(page, images_of(network.localize(code), tmp_path, width=240))
    assert [] == page.evaluate(MISPLACED)
    page.close()


def unusual() -> dict[str, Network[Entry]]:
    """Return networks of many entries, of long names and of equal counts."""
    codes = [
        "DE",
        "FR",
        "IT",
        "ES",
        "PT",
        "NL",
        "BE",
        "LU",
        "AT",
        "CH",
        "PL",
        "CZ",
        "SK",
        "HU",
        "RO",
    ]
    many = [
        Petition(
            id=f"x{number}",
            name="X",
            url=f"https://x{number % 40}.example/{number}",
            territories=[codes[number * number % 15]] if number % 7 else ["150"],
            hashtags=[f"T{number % 300}a"],
            listed=f"20{10 + number % 16}-{1 + number % 12:02}-{1 + number % 28:02}",
            status="active" if number % 3 else "concluded",
            concluded=None if number % 3 else "2026-01-01",
        )
        for number in range(2000)
    ]
    long = [
        Initiative(
            id=f"x{number}",
            name="X",
            url=f"https://{'.'.join(['very-long-name' * 4] * 4)}{number}.example/",
            territories=["VC"],
            hashtags=["W" * 90 + str(number), f"مرحبا{number}"],
            listed="2026-01-05",
        )
        for number in range(4)
    ]
    equal = [
        Petition(id=f"x{number}", name="X", url=f"https://x{number}.example", territories=[code])
        for number, code in enumerate(codes)
    ]
    title = " ".join(["A very long title"] * 12)
    return {
        "many": Network(many),
        "long": Network(long, about=About(title=title)),
        "equal": Network(equal),
        "one": Network(equal[:1]),
        "none": Network(),
    }


@pytest.mark.parametrize("width", WIDTHS[:2])
@pytest.mark.parametrize("name", ["many", "long", "equal", "one", "none"])
def test_every_text_of_an_unusual_network_is_within_its_picture(
    browser: Browser, tmp_path: Path, name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": 1210, "height": 800})
    show(page, images_of(unusual()[name], tmp_path, width=width))
    assert [] == page.evaluate(MISPLACED)
    page.close()


@pytest.mark.parametrize(("name", "code"), [*((name, "ar") for name in CHARTS), ("map", "de")])
def test_a_saved_page_is_complete_labeled_and_loads_nothing(
    browser: Browser, tmp_path: Path, network: Network[Entry], name: str, code: str
) -> None:
    chart = CHARTS[name](network.localize(code), width=320)
    chart.save(tmp_path / "chart.html")
    page = browser.new_page(viewport={"width": 320, "height": 700})
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto((tmp_path / "chart.html").as_uri())
    expect(page.locator("#chart.vega-embed")).to_be_visible()
    drawn = page.get_by_label(chart.description, exact=True)
    expect(drawn).to_have_attribute("role", "graphics-document")
    assert 1 == len(requests)
    assert [] == messages
    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    assert [] == Axe().run(page).response["violations"]
    page.close()


def test_a_page_without_scripts_shows_the_image(
    browser: Browser, tmp_path: Path, network: Network[Entry]
) -> None:
    chart = plots.counts(network, width=320)
    chart.save(tmp_path / "chart.html")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "chart.html").as_uri())
    finding, _, values = chart.description.partition(". ")
    expect(page.get_by_role("img")).to_have_accessible_name(f"{finding} {values}")
    context.close()


def test_a_mark_shows_its_words(browser: Browser, tmp_path: Path, network: Network[Entry]) -> None:
    plots.countries_map(network.localize("de"), width=668).save(tmp_path / "chart.html")
    page = browser.new_page()
    page.goto((tmp_path / "chart.html").as_uri())
    expect(page.locator("#chart.vega-embed")).to_be_visible()
    page.get_by_label("Land oder Region: Deutschland; Einträge: 6").hover()
    tooltip = page.locator("#vg-tooltip-element")
    expect(tooltip).to_be_visible()
    assert [
        "Land",
        "oder",
        "Region",
        "Deutschland",
        "Einträge",
        "6",
    ] == tooltip.inner_text().split()
    page.close()


def test_the_pictures_of_the_how_tos(pictures: Path, network: Network[Entry]) -> None:
    plots.counts(network, "country").save(pictures / "chart-country.svg")
    plots.countries_map(network.localize("ar"), width=320, theme="dark").save(
        pictures / "chart-map-ar.svg"
    )
    plots.timeline(network).save(pictures / "timeline.svg")
    plots.countries_map(network, width=320).save(pictures / "phone.png")
    with Image.open(pictures / "phone.png") as image:
        assert 320 == image.width
        assert "Most entries: Germany (6 of 23)" == image.info["Title"]
