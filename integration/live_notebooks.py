"""JupyterLab and marimo on this machine, with folders of their own, and their pages."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect

PATIENCE = 90_000
"""The milliseconds for what takes longest: the start of a kernel on a machine with other work."""


@contextmanager
def serving(folder: Path, path: str, *command: str) -> Iterator[str]:
    """Run a server in a folder until it answers at a path, and yield its address.

    In its command, `{port}` is a free port.
    """
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    home = folder / "home"
    home.mkdir(exist_ok=True)
    names = ("HOME", "IPYTHONDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    names += ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    env = {**os.environ, **dict.fromkeys(names, str(home))}
    words = [sys.executable, "-m", *(word.replace("{port}", str(port)) for word in command)]
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(words, cwd=folder, env=env, stdout=log, stderr=log)
        try:
            wait_for(f"{address}{path}", server)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until an address is answered."""
    end = time.monotonic() + PATIENCE / 1_000
    while time.monotonic() < end:
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(address, timeout=10):  # noqa: S310 - on 127.0.0.1
                return
        except (URLError, TimeoutError):
            time.sleep(0.3)
    raise TimeoutError(address)


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """Run JupyterLab for the notebooks of a folder, and yield its address."""
    options = ("--no-browser", "--allow-root", "--ip=127.0.0.1", "--port={port}")
    options += ("--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.password=")
    options += ("--expose-app-in-browser",)
    settings = folder / "home" / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True)
    # It would ask in front of the notebook whether it may load news.
    disabled = {"@jupyterlab/apputils-extension:announcements": True}
    settings.write_text(json.dumps({"disabledExtensions": disabled}), encoding="utf-8")
    with serving(folder, "api", "jupyterlab", *options) as address:
        yield address


@contextmanager
def marimo(file: Path, theme: str) -> Iterator[str]:
    """Run a marimo notebook as an application in a theme, and yield its address."""
    settings = file.parent / "home" / "marimo" / "marimo.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[display]\ntheme = "{theme}"\n', encoding="utf-8")
    options = ("--headless", "--no-token", "--host=127.0.0.1", "--port={port}")
    with serving(file.parent, "health", "marimo", "run", *options, file.name) as address:
        yield address


def notebook(path: Path, *cells: str) -> None:
    """Write a notebook with cells of code."""
    content = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "source": source,
                "metadata": {},
                "outputs": [],
                "execution_count": None,
            }
            for number, source in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content), encoding="utf-8")


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
