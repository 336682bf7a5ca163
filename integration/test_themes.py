"""The list in the themes of real sites: light and dark by a class, narrow and wide."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from browser import served
from conftest import LANGUAGES, embed
from playwright.sync_api import Browser, Page
from test_hugo import build as build_hugo

from leavex_network import Entry, Network, read
from leavex_network.data import read_bytes

STYLESHEET = "leavex-network.css"
BIN = Path(sys.executable).parent

# What a page looks like

CONTRASTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const over = (color, below) => {
    canvas.fillStyle = `rgb(${below})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const behind = (element) => {
    const chain = [];
    for (let one = element; one; one = one.parentElement) {
      chain.unshift(getComputedStyle(one).backgroundColor);
    }
    return chain.reduce((below, color) => over(color, below), [255, 255, 255]);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (!element.closest(".leavex-network, [data-list]")) continue;
    const below = behind(element);
    const [low, high] = [over(getComputedStyle(element).color, below), below]
      .map(luminance).sort((a, b) => a - b);
    found.push([(high + 0.05) / (low + 0.05), texts.currentNode.data.trim()]);
  }
  return found;
}"""
"""The contrast of each visible text of the list with what is behind it (WCAG 2.2, 1.4.3)."""

BULLETS = """() => {
const items = document.querySelectorAll(".leavex-network li, [data-list] li");
return [...items].map((item) => {
  const style = getComputedStyle(item);
  const isMarked = style.display === "list-item" && !["none", '""'].includes(style.listStyleType);
  const before = getComputedStyle(item, "::before").content;
  return Number(isMarked) + Number(!["none", "normal", '""'].includes(before));
});
}"""
"""How many bullets each item has."""

SUMMARIES = """() => [...document.querySelectorAll(".leavex-network summary")].map((summary) => {
  const style = getComputedStyle(summary);
  const heading = summary.querySelector("[role=heading]").getBoundingClientRect();
  const top = summary.getBoundingClientRect().top + parseFloat(style.paddingTop);
  return [style.display, (heading.top - top) / heading.height];
})"""
"""How each Concluded heading is laid out, and how far below its marker its text begins."""


def check_look(page: Page, *, has_bullets: bool | None) -> None:
    """Check that a list can be read, fits the window, and has at most one bullet for an item."""
    contrasts = page.evaluate(CONTRASTS)
    assert 20 < len(contrasts)
    assert 4.5 <= min(contrasts)[0], min(contrasts)
    assert page.evaluate("innerWidth") >= page.evaluate("document.documentElement.scrollWidth")
    bullets = set(page.evaluate(BULLETS))
    assert bullets <= {0, 1}
    if has_bullets is not None:
        assert {int(has_bullets)} == bullets
    for display, distance in page.evaluate(SUMMARIES):
        # Without a marker of the browser's, the theme has one of its own.
        assert display in ("list-item", "block")
        assert abs(distance) < 0.5


def looks(
    browser: Browser, address: str, switch: str, picture: Callable[[str, int], Path | None]
) -> Iterator[Page]:
    """Yield a page in light and dark, narrow and wide; `switch` makes it dark or light again."""
    for scheme in ("light", "dark"):
        for width in (320, 1200):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="light")
            page.goto(address)
            page.evaluate(switch, scheme == "dark")
            page.wait_for_timeout(300)  # themes fade from one color to the other
            path = picture(scheme, width)
            if path is not None:
                page.screenshot(path=path)
            yield page
            page.close()


# Hugo: the layout of the theme Congo, in seventeen languages

CONFIGURATION = {
    "config/_default/hugo.toml": """\
        baseURL = "https://allies.example/"
        defaultContentLanguage = "en"
        enableEmoji = true
        disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
        """,
    "config/_default/markup.toml": """\
        [goldmark.renderer]
        unsafe = true
        [goldmark.parser.attribute]
        block = true
        """,
    "config/_default/params.toml": """\
        colorScheme = "congo"
        defaultAppearance = "light"
        """,
    "layouts/all.html": """\
        <!doctype html>
        <html lang="{{ site.Language.Lang }}" dir="{{ site.Params.direction }}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{{ .Title }}</title>
          <link rel="stylesheet" href="{{ "theme.css" | relURL }}">
          {{ if site.Params.stylesheet }}
          <link rel="stylesheet" href="{{ "leavex-network.css" | relURL }}">
          {{ end }}
        </head>
        <body>
          <main>
            <h1>{{ .Title }}</h1>
            <article class="prose" data-list>{{ .Content }}</article>
          </main>
        </body>
        </html>
        """,
    # As themes that are made with a reset and a style for prose: light or dark by a class.
    "static/theme.css": """\
        *, ::before { margin: 0; padding: 0; box-sizing: border-box; border: 0 solid; }
        ol, ul { list-style: none; }
        h1, h2, h3, h4 { font-size: inherit; font-weight: inherit; }
        a { color: inherit; text-decoration: inherit; }
        summary { display: list-item; }
        html { background: #fdfdfc; color: #2b2d33; font: 17px/1.7 system-ui, sans-serif; }
        html.dark { background: #23252b; color: #d5d7dd; }
        main { max-width: 48rem; padding: 2rem 1rem; margin: auto; }
        h1 { font-size: 2.2rem; font-weight: 800; line-height: 1.2; margin-bottom: 1.5rem; }
        .prose :is(h2, h3) { font-size: 1.5rem; font-weight: 700; margin: 2rem 0 1rem; }
        .prose h4 { font-weight: 700; margin: 1.5rem 0 0.5rem; }
        .prose ul { list-style-type: disc; padding-inline-start: 1.6rem; margin: 1rem 0; }
        .prose li { margin: 0.5rem 0; overflow-wrap: anywhere; }
        .prose li::marker { color: #8a8d96; }
        .prose a { color: #6d28d9; text-decoration: underline; }
        .dark .prose a { color: #b9a2f5; }
        """,
}


@pytest.fixture(scope="module")
def congo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site in seventeen languages, each with a file of its own, and a page in each."""
    root = tmp_path_factory.mktemp("congo")
    for name, text in CONFIGURATION.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text))
    for weight, code in enumerate(LANGUAGES, 1):
        spelling = code.lower()
        direction = "rtl" if code == "ar" else "ltr"
        (root / f"config/_default/languages.{spelling}.toml").write_text(
            f'weight = {weight}\ntitle = "Allies"\n[params]\ndirection = "{direction}"\n'
        )
        (root / f"config/_default/menus.{spelling}.toml").write_text(
            '[[main]]\nname = "Network"\npageRef = "network"\n'
        )
        suffix = "" if code == "en" else f".{spelling}"
        for folder, body in (("network", ""), ("allies", "{{< leavex-network >}}\n")):
            page = root / f"content/{folder}/index{suffix}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f'---\ntitle: "Network"\n---\n\n{body}')
    return root


def address_of(address: str, code: str, page: str) -> str:
    return f"{address}{page}/" if code == "en" else f"{address}{code.lower()}/{page}/"


def test_a_site_with_a_file_for_each_of_seventeen_languages_is_written_and_built(
    browser: Browser, network: Network[Entry], congo: Path, pictures: Path
) -> None:
    embed(network, "hugo", congo)
    embed(network, "hugo", congo, form="data")
    written = read(congo / "content" / "network")
    assert [entry.url for entry in network] == [entry.url for entry in written]
    assert {f"{code.lower()}.json" for code in [*LANGUAGES, "common"]} == {
        path.name for path in (congo / "data" / "leavex-network").iterdir()
    }
    build_hugo(congo)
    with served(congo / "public", policy=None) as address:
        page = browser.new_page()
        for code in LANGUAGES:
            page.goto(address_of(address, code, "network"))
            links = page.locator("article > ul > li > a:first-child, li > p > a:first-child")
            assert [entry.url for entry in written.localize(code)] == [
                link.get_attribute("href") for link in links.all()
            ]
            page.goto(address_of(address, code, "allies"))
            assert len(network) == page.locator(".leavex-network-entry").count()
        page.close()

        def picture(scheme: str, width: int) -> Path:
            return pictures / f"hugo-theme-{scheme}-{width}.png"

        dark = "(dark) => document.documentElement.classList.toggle('dark', dark)"
        for look in looks(browser, f"{address}de/network/", dark, picture):
            check_look(look, has_bullets=True)
        for look in looks(browser, f"{address}ar/allies/", dark, lambda *_: None):
            check_look(look, has_bullets=None)


@pytest.mark.parametrize("has_stylesheet", [False, True])
def test_the_shortcode_looks_right_in_a_theme_that_switches_by_class(
    browser: Browser, network: Network[Entry], congo: Path, *, has_stylesheet: bool
) -> None:
    params = congo / "config/_default/params.toml"
    params.write_text(f"stylesheet = {str(has_stylesheet).lower()}\n")
    embed(network, "hugo", congo, form="data")
    build_hugo(congo)
    dark = "(dark) => document.documentElement.classList.toggle('dark', dark)"
    with served(congo / "public", policy=None) as address:
        for look in looks(browser, f"{address}de/allies/", dark, lambda *_: None):
            check_look(look, has_bullets=not has_stylesheet)


# Material for MkDocs and Zensical

PAGE = """\
# Allies

<div data-list></div>

[leavex-network country="Germany" wider]
"""
THEMES = {
    "material": (
        "mkdocs.yml",
        """\
        site_name: Allies
        theme: {name: material, font: false}
        extra_css: [leavex-network.css]
        markdown_extensions: [leavex_network.sites.python_markdown]
        """,
        ["mkdocs", "build", "--quiet"],
    ),
    "zensical": (
        "zensical.toml",
        """\
        [project]
        site_name = "Allies"
        extra_css = ["leavex-network.css"]
        [project.theme]
        font = false
        [project.markdown_extensions."leavex_network.sites.python_markdown"]
        """,
        ["zensical", "build"],
    ),
}


@pytest.mark.parametrize("has_stylesheet", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_the_tag_looks_right_in_themes_that_switch_by_an_attribute(
    browser: Browser, theme: str, tmp_path: Path, *, has_stylesheet: bool
) -> None:
    name, configuration, (program, *words) = THEMES[theme]
    (tmp_path / name).write_text(dedent(configuration))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(PAGE)
    css = read_bytes(f"web/{STYLESHEET}") if has_stylesheet else b""
    (tmp_path / "docs" / STYLESHEET).write_bytes(css)
    env = {"NO_MKDOCS_2_WARNING": "1", "PATH": str(BIN), "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [BIN / program, *words], cwd=tmp_path, env=env, check=True, capture_output=True, timeout=120
    )
    switch = (
        "(dark) => document.body.setAttribute('data-md-color-scheme', dark ? 'slate' : 'default')"
    )
    with served(tmp_path / "site", policy=None) as address:
        for look in looks(browser, address, switch, lambda *_: None):
            check_look(look, has_bullets=not has_stylesheet)
