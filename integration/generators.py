"""A small site of each generator, as a newcomer sets it up: pages that show the list."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from conftest import embed

import leavex_network
from leavex_network import Entry, Network

Criteria = Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """A page that shows the list once."""

    name: str
    language: str
    criteria: Criteria


@dataclass(frozen=True)
class Generator:
    """A site generator, and how a site of it is made, built and found."""

    name: str
    make: Callable[[Path, Network[Entry], list[Page], Path | None], None]
    """Write the site into a folder; the last is where npm installed what it needs."""
    command: Callable[[Path], list[str]]
    """Build the site of a folder, from any other."""
    html: Callable[[Path, Page], Path]
    """Where a page is, when it is built."""
    embeds: bool = True
    """Whether `embed` writes into it."""


def build(generator: Generator, folder: Path, elsewhere: Path) -> subprocess.CompletedProcess[str]:
    """Build a site, standing in another folder."""
    env = {
        **os.environ,
        "ASTRO_TELEMETRY_DISABLED": "1",
        "CI": "1",
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        generator.command(folder),
        cwd=elsewhere,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def own_file(folder: Path, network: Network[Entry]) -> Path:
    path = folder / "own.json"
    leavex_network.write(network, path)
    return path


def told(page: Page, sign: str = "=", between: str = " ") -> str:
    """Return the parameters of a page, as most tags take them."""
    return between.join(f'{name}{sign}"{value}"' for name, value in page.criteria.items())


def make_sphinx(
    folder: Path, network: Network[Entry], pages: list[Page], _modules: Path | None
) -> None:
    own_file(folder, network)
    (folder / "conf.py").write_text(
        'project = "T"\nextensions = ["myst_parser", "leavex_network.sites.sphinx"]\n'
    )
    flags = ("wider", "unplaced")
    for place, page in enumerate(pages):
        options = {"from": "own.json", "language": page.language, **page.criteria}
        # A flag may be empty, too.
        shown = {
            name: "" if name in flags and value == "true" else value
            for name, value in options.items()
        }
        if place % 2:
            quoted = {
                name: f'"{value}"' if value.startswith("#") else value
                for name, value in shown.items()
            }
            lines = "".join(f":{name}: {value}\n" for name, value in quoted.items())
            text = f"# {page.name}\n\n```{{leavex-network}}\n{lines}```\n"
            (folder / f"{page.name}.md").write_text(text, encoding="utf-8")
        else:
            lines = "".join(f"   :{name}: {value}\n" for name, value in shown.items())
            text = f"{page.name}\n{'=' * len(page.name)}\n\n.. leavex-network::\n{lines}"
            (folder / f"{page.name}.rst").write_text(text, encoding="utf-8")
    names = "".join(f"   {page.name}\n" for page in pages)
    (folder / "index.rst").write_text(f"T\n=\n\n.. toctree::\n\n{names}")


def markdown_page(page: Page, path: Path) -> str:
    return f'[leavex-network from="{path}" language="{page.language}" {told(page)}]\n'


def make_mkdocs(
    folder: Path, network: Network[Entry], pages: list[Page], _modules: Path | None
) -> None:
    path = own_file(folder, network)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(
        "site_name: T\nmarkdown_extensions:\n  - leavex_network.sites.python_markdown\n"
    )
    for page in pages:
        text = f"# {page.name}\n\n{markdown_page(page, path)}"
        (folder / "docs" / f"{page.name}.md").write_text(text, encoding="utf-8")


def make_zensical(
    folder: Path, network: Network[Entry], pages: list[Page], modules: Path | None
) -> None:
    make_mkdocs(folder, network, pages, modules)
    (folder / "mkdocs.yml").unlink()
    (folder / "zensical.toml").write_text(
        '[project]\nsite_name = "T"\n'
        '[project.markdown_extensions."leavex_network.sites.python_markdown"]\n'
    )


def make_pelican(
    folder: Path, network: Network[Entry], pages: list[Page], _modules: Path | None
) -> None:
    path = own_file(folder, network)
    (folder / "content").mkdir()
    (folder / "pelicanconf.py").write_text(
        'SITENAME = "T"\nPATH = "content"\nTIMEZONE = "UTC"\n'
        "FEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\n"
        'MARKDOWN = {"extensions": ["leavex_network.sites.python_markdown"]}\n'
    )
    for page in pages:
        head = f"Title: {page.name}\nDate: 2026-01-01\nSlug: {page.name}"
        text = f"{head}\n\n{markdown_page(page, path)}"
        (folder / "content" / f"{page.name}.md").write_text(text, encoding="utf-8")


def make_jekyll(
    folder: Path, network: Network[Entry], pages: list[Page], _modules: Path | None
) -> None:
    embed(network, "jekyll", folder)
    (folder / "_config.yml").write_text("title: T\n")
    for page in pages:
        text = (
            f"---\nlang: {page.language}\n---\n{{% include leavex-network.html {told(page)} %}}\n"
        )
        (folder / f"{page.name}.md").write_text(text, encoding="utf-8")


def make_eleventy(
    folder: Path, network: Network[Entry], pages: list[Page], modules: Path | None
) -> None:
    embed(network, "eleventy", folder)
    (folder / "node_modules").symlink_to(modules or folder)
    (folder / "eleventy.config.mjs").write_text(
        'import leavexNetwork from "./leavex-network/plugin.mjs";\n\n'
        "export default function (eleventyConfig) {\n"
        "  eleventyConfig.addPlugin(leavexNetwork);\n}\n"
    )
    for place, page in enumerate(pages):
        if place % 2:
            words = ", ".join(f'{name}="{value}"' for name, value in page.criteria.items())
            text = f"---\nlang: {page.language}\n---\n{{% leavexNetwork {words} %}}\n"
            (folder / f"{page.name}.njk").write_text(text, encoding="utf-8")
        else:
            from urllib.parse import urlencode

            call = f'{{% leavexNetwork "{urlencode(page.criteria)}", lang %}}'
            text = f"---\nlang: {page.language}\n---\n{call}\n"
            (folder / f"{page.name}.md").write_text(text, encoding="utf-8")


def make_astro(
    folder: Path, network: Network[Entry], pages: list[Page], modules: Path | None
) -> None:
    embed(network, "astro", folder)
    (folder / "node_modules").symlink_to(modules or folder)
    (folder / "package.json").write_text('{"name": "t", "type": "module", "private": true}\n')
    (folder / "src" / "content.config.ts").write_text(
        'import { leavexNetwork } from "./leavex-network/collection";\n\n'
        "export const collections = { leavexNetwork };\n"
    )
    (folder / "src" / "pages").mkdir()
    for page in pages:
        text = (
            '---\nimport LeavexNetwork from "../components/LeavexNetwork.astro";\n---\n'
            f'<html lang="{page.language}"><head><title>T</title></head><body>\n'
            f'<LeavexNetwork language="{page.language}" {told(page)} />\n</body></html>\n'
        )
        (folder / "src" / "pages" / f"{page.name}.astro").write_text(text, encoding="utf-8")


def npx(folder: Path, *words: str) -> list[str]:
    """Return a command that runs in the folder of a site: Node's tools look around them."""
    return ["bash", "-c", 'cd "$0" && exec "$@"', str(folder), *words]


PYTHON = Path(sys.executable).parent

GENERATORS = (
    Generator(
        "sphinx",
        make_sphinx,
        lambda folder: [
            sys.executable,
            "-m",
            "sphinx",
            "-W",
            "-q",
            "-j",
            "2",
            str(folder),
            str(folder / "_build"),
        ],
        lambda folder, page: folder / "_build" / f"{page.name}.html",
        embeds=False,
    ),
    Generator(
        "mkdocs",
        make_mkdocs,
        lambda folder: [
            str(PYTHON / "mkdocs"),
            "build",
            "--strict",
            "-q",
            "-f",
            str(folder / "mkdocs.yml"),
        ],
        lambda folder, page: folder / "site" / page.name / "index.html",
        embeds=False,
    ),
    Generator(
        "zensical",
        make_zensical,
        lambda folder: [str(PYTHON / "zensical"), "build", "-f", str(folder / "zensical.toml")],
        lambda folder, page: folder / "site" / page.name / "index.html",
        embeds=False,
    ),
    Generator(
        "pelican",
        make_pelican,
        lambda folder: [
            *(str(PYTHON / "pelican"), "-q", str(folder / "content"), "-o", str(folder / "output")),
            *("-s", str(folder / "pelicanconf.py"), "--fatal", "errors"),
        ],
        lambda folder, page: folder / "output" / f"{page.name}.html",
        embeds=False,
    ),
    Generator(
        "jekyll",
        make_jekyll,
        lambda folder: [
            shutil.which("jekyll") or "/usr/bin/jekyll",
            *("build", "-q", "-s", str(folder), "-d", str(folder / "_site")),
        ],
        lambda folder, page: folder / "_site" / f"{page.name}.html",
    ),
    Generator(
        "eleventy",
        make_eleventy,
        lambda folder: npx(folder, "npx", "@11ty/eleventy", "--quiet"),
        lambda folder, page: folder / "_site" / page.name / "index.html",
    ),
    Generator(
        "astro",
        make_astro,
        lambda folder: npx(folder, "npx", "astro", "build"),
        lambda folder, page: folder / "dist" / page.name / "index.html",
    ),
)
