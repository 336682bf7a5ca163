"""Programs that run and show notebooks: JupyterLab, nbconvert and marimo, without a connection."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page, Route

PATIENCE = 120_000  # milliseconds that a busy machine may take


class Home(NamedTuple):
    """The folders of a person who works with Jupyter and marimo: two of them share no secret."""

    folder: Path

    def environment(self) -> dict[str, str]:
        """Return the environment in which the person starts programs."""
        names = {
            "HOME": "home",
            "IPYTHONDIR": "ipython",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "JUPYTER_CONFIG_DIR": "configuration",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "XDG_CACHE_HOME": "cache",
            "XDG_CONFIG_HOME": "configuration",
        }
        folders = {name: self.folder / value for name, value in names.items()}
        for path in folders.values():
            path.mkdir(parents=True, exist_ok=True)
        # The kernel of this Python, whatever the person has installed.
        own = {
            **{name: str(path) for name, path in folders.items()},
            "JUPYTER_PREFER_ENV_PATH": "1",
        }
        return {**os.environ, **own}

    def run(self, *words: str) -> str:
        """Run a module, such as `jupyter`, and return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def choose(self, theme: str) -> None:
        """Choose `Light` or `Dark` in JupyterLab, and no news."""
        settings = Path(self.environment()["JUPYTERLAB_SETTINGS_DIR"])
        folder = settings / "@jupyterlab" / "apputils-extension"
        folder.mkdir(parents=True, exist_ok=True)
        settings = {
            "notification": {"fetchNews": "false", "checkForUpdates": False},
            "themes": {"theme": f"JupyterLab {theme}"},
        }
        for name, values in settings.items():
            path = folder / f"{name}.jupyterlab-settings"
            path.write_text(json.dumps(values), encoding="utf-8")


def write_notebook(path: Path, cells: Sequence[str]) -> None:
    """Write a notebook that is not yet executed."""
    kernel = {"name": "python3", "display_name": "Python 3"}
    notebook = new_notebook(
        cells=[new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
    )
    nbformat.write(notebook, path)


@contextmanager
def program(home: Home, port: int, alive: str, *words: str) -> Iterator[str]:
    """Run a server until the end of the block, and yield its address when it answers."""
    log = home.folder / f"{port}.log"
    address = f"http://127.0.0.1:{port}/"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *words],
            env=home.environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"{address}{alive}", server, log)
            yield address
        finally:
            end(server)


def end(server: "subprocess.Popen[bytes]") -> None:
    """End a server; one that waits for a kernel which has just begun is killed."""
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()  # a kernel ends when its parent is gone
        server.wait(20)


def wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + PATIENCE / 1_000
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
    return port


@contextmanager
def jupyterlab(home: Home, folder: Path, *others: str) -> Iterator[str]:
    """Start JupyterLab in a folder, and yield its address."""
    port = free_port()
    options = ("--no-browser", "--ip=127.0.0.1", "--allow-root", "--IdentityProvider.token=")
    place = (f"--port={port}", f"--ServerApp.root_dir={folder}")
    with program(home, port, "api", "jupyterlab", *options, *place, *others) as address:
        yield address


@contextmanager
def marimo(home: Home, notebook: Path) -> Iterator[str]:
    """Start marimo with a notebook as an application, and yield its address."""
    port = free_port()
    options = ("--headless", "--no-token", "--host", "127.0.0.1", "--port", str(port))
    with program(home, port, "health", "marimo", "run", *options, str(notebook)) as address:
        yield address


@contextmanager
def offline(
    browser: Browser, address: str, *, width: int = 1200, height: int = 6000
) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page that reaches one address alone, and the list of what it could not load."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(PATIENCE)
    refused: list[str] = []

    def allow(route: Route) -> None:
        url = route.request.url
        if url.startswith((address, "data:", "blob:")):
            route.continue_()
            return
        refused.append(url)
        route.abort()

    context.route("**/*", allow)
    try:
        yield context.new_page(), refused
    finally:
        context.close()
