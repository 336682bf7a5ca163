"""JupyterLab and marimo with live kernels, and what a person does on their pages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import notebooks
from notebooks import PATIENCE, Home
from playwright.sync_api import Locator, Page, expect


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """Run JupyterLab for the notebooks of a folder, and yield its address."""
    home = Home(folder / "home")
    home.choose("Light")
    with notebooks.jupyterlab(home, folder, "--expose-app-in-browser") as address:
        yield address


@contextmanager
def marimo(file: Path, theme: str) -> Iterator[str]:
    """Run a marimo notebook as an application in a theme, and yield its address."""
    home = Home(file.parent / "home")
    settings = Path(home.environment()["XDG_CONFIG_HOME"]) / "marimo" / "marimo.toml"
    settings.parent.mkdir()
    settings.write_text(f'[display]\ntheme = "{theme}"\n', encoding="utf-8")
    with notebooks.marimo(home, file) as address:
        yield address


def command(page: Page, name: str, **words: object) -> None:
    """Carry out a command of JupyterLab, and wait for its end."""
    page.evaluate("([name, words]) => jupyterapp.commands.execute(name, words)", [name, words])


def open_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook in JupyterLab, in a workspace of its own."""
    page.goto(f"{address}lab/workspaces/{name}/tree/{name}.ipynb")
    expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=PATIENCE)
    # What is run before the kernel has said who it is, is lost.
    page.wait_for_function("() => jupyterapp.shell.currentWidget?.sessionContext")
    page.evaluate("""async () => {
        const { sessionContext } = jupyterapp.shell.currentWidget;
        await sessionContext.ready;
        await sessionContext.session.kernel.info;
    }""")


def cell(page: Page, number: int) -> Locator:
    return page.locator(".jp-Notebook .jp-CodeCell").nth(number)


def run(page: Page, number: int) -> Locator:
    """Run a cell of a notebook in JupyterLab, and return its outputs."""
    chosen = cell(page, number)
    chosen.locator(".jp-InputArea-editor").click()
    command(page, "notebook:run-cell")
    expect(chosen.locator(".jp-InputPrompt")).to_have_text(re.compile(r"^\[\d+\]:$"))
    return chosen.locator(".jp-OutputArea-output")
