"""The how-tos, followed exactly, and the pictures of their results for the docs."""

import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import feedparser
import pytest
from browser import served
from PIL import Image
from playwright.sync_api import Browser, expect

from leavex_network import Entry, Network, dumps

HOWTO = Path(__file__).parent.parent / "docs" / "howto"


def blocks(name: str, kind: str) -> list[str]:
    """Return the blocks of a kind in a how-to."""
    text = (HOWTO / f"{name}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def follow(name: str, folder: Path) -> None:
    """Run the commands of a how-to in a folder, after its files were written there."""
    text = (HOWTO / f"{name}.md").read_text(encoding="utf-8")
    for path, content in re.findall(
        r"`([\w.-]+/[\w./-]+)`:\n\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    for line in "".join(blocks(name, "console")).splitlines():
        if line.startswith("$ "):
            subprocess.run(
                ["bash", "-c", line[2:]], cwd=folder, check=True, capture_output=True, timeout=120
            )


def take(
    browser: Browser,
    address: str,
    path: Path,
    *,
    width: int = 1280,
    height: int = 900,
    scheme: str = "light",
    media: str = "screen",
    whole: bool = False,
    wait: str = "body",
) -> None:
    """Take a picture of a page, and check that it is not blank."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.emulate_media(media=media)
    page.goto(address)
    expect(page.locator(wait).first).to_be_visible()
    page.screenshot(path=path, full_page=whole)
    context.close()
    with Image.open(path) as picture:
        assert width == picture.width
        assert 50 < len(picture.convert("RGB").getcolors(maxcolors=2**24) or [])


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("web", {}),
        ("web-dark", {"scheme": "dark"}),
        ("web-320", {"width": 320, "whole": True}),
        ("web-768", {"width": 768, "whole": True}),
        ("web-1440", {"width": 1440, "whole": True}),
        ("web-print", {"media": "print", "whole": True}),
    ],
)
def test_the_page_of_a_web_folder(
    name: str,
    options: dict[str, object],
    browser: Browser,
    address: str,
    pictures: Path,
    tmp_path: Path,
) -> None:
    follow("web", tmp_path)
    with served(tmp_path / "public" / "network") as own:
        take(browser, f"{own}index.html", pictures / f"{name}.png", **options)
    if name == "web":
        take(browser, f"{address}ar/index.html", pictures / "web-arabic.png")


def test_the_list_in_another_page(browser: Browser, pictures: Path, tmp_path: Path) -> None:
    follow("widget", tmp_path)
    (html,) = blocks("widget", "html")
    page = html.replace("LIST", (tmp_path / "list.html").read_text(encoding="utf-8"))
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "ours.css").write_text("".join(blocks("widget", "css")), encoding="utf-8")
    with served(tmp_path) as own:
        take(
            browser,
            f"{own}index.html?kind=initiative",
            pictures / "widget.png",
            width=960,
            height=760,
        )
        page = browser.new_page()
        page.goto(own)
        expect(page.locator("output")).to_have_text("Angezeigt: 9 von 9")
        page.get_by_label("Suche").fill("vamonos")
        expect(page.locator("output")).to_have_text("Angezeigt: 0 von 9")
        line = page.locator(".leavex-network-entry").first.evaluate(
            "each => getComputedStyle(each).borderBlockEndColor"
        )
        assert "rgb(138, 28, 74)" == line
        page.close()


def test_a_page_that_uses_the_static_api(
    browser: Browser, pictures: Path, tmp_path: Path, network: Network[Entry]
) -> None:
    follow("static-api", tmp_path)
    folder = tmp_path / "public" / "network"
    (folder / "countries.html").write_text(blocks("static-api", "html")[0], encoding="utf-8")
    (folder / "countries.js").write_text(blocks("static-api", "js")[0], encoding="utf-8")
    last = f"li:nth-child({len(network.countries)})"
    with served(folder) as own:
        take(
            browser,
            f"{own}countries.html",
            pictures / "static-api.png",
            width=960,
            height=420,
            wait=last,
        )
        page = browser.new_page()
        page.goto(f"{own}countries.html")
        expect(page.locator("li")).to_have_count(len(network.countries))
        expect(page.locator("li").first).to_contain_text("Germany (6): Save Social; ")
        page.close()
        shown = subprocess.run(
            ["curl", "-s", f"{own}api/v1/countries/DE.json"],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert '"id": "leavex"' in shown.stdout


def test_the_shortcode_in_a_hugo_site(browser: Browser, pictures: Path, tmp_path: Path) -> None:
    follow("embed-hugo", tmp_path)
    env = {**os.environ, "HUGO_NUMWORKERMULTIPLIER": "32"}
    layout = tmp_path / "site" / "layouts" / "all.html"
    (link,) = blocks("embed-hugo", "html")
    layout.write_text(layout.read_text().replace("</head>", f"{link.strip()}</head>"))
    subprocess.run(
        ["hugo", "--source", "site"],
        cwd=tmp_path,
        env=env,
        check=True,
        capture_output=True,
        timeout=60,
    )
    with served(tmp_path / "site" / "public") as own:
        take(browser, f"{own}de/allies/", pictures / "hugo.png", width=960, height=560)
        page = browser.new_page()
        page.goto(f"{own}de/allies/")
        expect(page.get_by_role("heading", name="Initiativen")).to_be_visible()
        expect(page.get_by_role("link", name="Save Social")).to_be_visible()
        page.goto(f"{own}fr/network/")
        expect(page.get_by_role("heading", name="Pétitions")).to_be_visible()
        page.close()


def test_the_map_of_the_readme(pictures: Path, tmp_path: Path) -> None:
    text = (HOWTO.parent.parent / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=120)
    svg = (tmp_path / "carte.svg").read_text(encoding="utf-8")
    assert "Hors de la carte" in svg
    shutil.copyfile(tmp_path / "carte.svg", pictures / "map.svg")


def test_a_feed_in_a_feed_reader(
    browser: Browser, pictures: Path, tmp_path: Path, network: Network[Entry]
) -> None:
    follow("feeds", tmp_path)
    found = feedparser.parse((tmp_path / "network.atom").read_bytes())
    assert dumps(network, "atom").encode() == (tmp_path / "network.atom").read_bytes()
    items = "".join(
        f"<li><b>{escape(entry.title)}</b> <small>{entry.updated[:10]}</small>"
        f"<div>{entry.content[0].value if 'content' in entry else ''}</div></li>"
        for entry in found.entries[:7]
    )
    (tmp_path / "index.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="reader.css">'
        f"<h1>{escape(found.feed.title)}</h1><p>{escape(found.feed.subtitle)}</p><ul>{items}</ul>",
        encoding="utf-8",
    )
    (tmp_path / "reader.css").write_text(
        "body { font: 16px/1.5 sans-serif; margin: 2rem } li { margin: 0 0 .7rem }"
    )
    with served(tmp_path) as own:
        take(browser, own, pictures / "feeds.png", width=960, height=560)


def test_the_directive_in_a_sphinx_site(browser: Browser, pictures: Path, tmp_path: Path) -> None:
    follow("embed-sphinx", tmp_path)
    call = [sys.executable, "-m", "sphinx", "-W", "-q", "site", "site/_build"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with served(tmp_path / "site" / "_build", policy=None) as own:
        take(browser, own, pictures / "sphinx.png", width=960, height=560)
        expect_germany(browser, own)


def test_the_tag_in_an_mkdocs_site(browser: Browser, pictures: Path, tmp_path: Path) -> None:
    follow("embed-python-markdown", tmp_path)
    call = [str(Path(sys.executable).parent / "mkdocs"), "build", "-q", "-f", "site/mkdocs.yml"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with served(tmp_path / "site" / "site", policy=None) as own:
        take(browser, own, pictures / "mkdocs.png", width=960, height=560)
        expect_germany(browser, own)


def test_the_include_in_a_jekyll_site(browser: Browser, pictures: Path, tmp_path: Path) -> None:
    follow("embed-jekyll", tmp_path)
    call = ["jekyll", "build", "-q", "-s", "site", "-d", "site/_site"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with served(tmp_path / "site" / "_site") as own:
        take(browser, own, pictures / "jekyll.png", width=960, height=560)
        expect_germany(browser, own, "Initiativen")


@pytest.mark.parametrize(
    ("name", "command", "out"),
    [
        ("eleventy", ["npx", "@11ty/eleventy", "--quiet"], "_site"),
        ("astro", ["npx", "astro", "build"], "dist"),
    ],
)
def test_the_list_in_a_site_built_by_node(
    name: str,
    command: list[str],
    out: str,
    browser: Browser,
    pictures: Path,
    tmp_path: Path,
    modules: Path,
) -> None:
    follow(f"embed-{name}", tmp_path)
    site = tmp_path / "site"
    (site / "node_modules").symlink_to(modules)
    env = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1"}
    done = subprocess.run(
        command, cwd=site, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with served(site / out) as own:
        take(browser, own, pictures / f"{name}.png", width=960, height=560)
        expect_germany(browser, own, "Initiativen")


def expect_germany(browser: Browser, address: str, heading: str = "Initiatives") -> None:
    """Expect what is listed for Germany, for Europe and for the world, below its heading."""
    page = browser.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="EscapeX", exact=True)).to_be_visible()
    expect(page.locator(".leavex-network-entry")).to_have_count(9)
    page.close()
