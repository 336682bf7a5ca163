"""Regions of Markdown files, built by generators that run templates: the texts stay texts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import embed

from leavex_network import Network, Petition

REGION = "# Allies\n\n<!-- leavex-network -->\n<!-- /leavex-network -->\n"
TEXTS = (
    "{{ 3 + 3 }} and {% raw %}",
    "{{ constructor.constructor('return 1')() }}",
    "{::nomarkdown}<img src=x onerror=alert(1)>{:/}",
    "{::comment} hidden {:/} tail",
    "**a**{: onclick=alert(1) } and [b](https://b.example){: onclick=alert(1) }",
    "{# a comment #} {{< youtube x >}} {{% include x %}}",
    "<b onclick=alert(1)>b</b> ![x](https://t.example/p.gif) $1+1$",
)


def network() -> Network[Petition]:
    """Return a network with a hostile text as each name, and as each description."""
    return Network(
        [
            Petition(id=f"p{n}", name=text, url=f"https://p{n}.example", description=text)
            for n, text in enumerate(TEXTS)
        ]
    )


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def run(folder: Path, *command: str) -> None:
    env = {**os.environ, "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", "CI": "1"}
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, timeout=300)


def jekyll(folder: Path, page: Path, _modules: Path) -> Path:
    page.write_text(f"---\ntitle: Allies\n---\n{page.read_text()}")
    run(folder, "jekyll", "build", "--quiet")
    return folder / "_site" / "page.html"


def mkdocs(folder: Path, page: Path, _modules: Path) -> Path:
    (folder / "mkdocs.yml").write_text(
        "site_name: Allies\nmarkdown_extensions: [attr_list, extra, md_in_html]\n"
    )
    (folder / "docs").mkdir()
    shutil.move(page, folder / "docs")
    run(folder, str(Path(sys.executable).parent / "mkdocs"), "build", "--quiet")
    return folder / "site" / "page" / "index.html"


def eleventy(folder: Path, _page: Path, modules: Path) -> Path:
    run(folder, "node", str(modules / "@11ty/eleventy/cmd.cjs"), "--quiet")
    return folder / "_site" / "page" / "index.html"


def vitepress(folder: Path, _page: Path, modules: Path) -> Path:
    (folder / "node_modules").symlink_to(modules)
    run(folder, "node", str(modules / "vitepress/bin/vitepress.js"), "build", ".")
    return folder / ".vitepress" / "dist" / "page.html"


GENERATORS: dict[str, Callable[[Path, Path, Path], Path]] = {
    "jekyll": jekyll,
    "mkdocs": mkdocs,
    "eleventy": eleventy,
    "vitepress": vitepress,
}


@pytest.mark.parametrize("name", GENERATORS)
def test_no_text_of_a_region_is_run(name: str, tmp_path: Path, modules: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(REGION)
    embed(network(), "markdown", page)
    built = Elements(GENERATORS[name](tmp_path, page, modules).read_text(encoding="utf-8"))
    for text in ("{{ 3 + 3 }}", "{% raw %}", "{{ constructor", "{::comment} hidden", "<b onclick"):
        assert 2 == built.text.count(text), text
    handlers = [
        (tag, attribute)
        for tag, attributes in built.elements
        for attribute in attributes
        if attribute in ("onerror", "onclick")
    ]
    assert [] == handlers
    images = [attributes.get("src") for tag, attributes in built.elements if tag == "img"]
    assert not {"x", "https://t.example/p.gif"} & set(images)
