import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium, served
from playwright.sync_api import Browser

import leavex_network
from leavex_network import Entry, Network, sites
from leavex_network.places.languages import WITH_NAMES
from leavex_network.sites import embedding

LANGUAGES = ("en", *(code for code in WITH_NAMES if code != "en"))


def embed(network: Network[Entry], generator: str, folder: Path, **options: object) -> None:
    """Write a network into a folder, as the command does."""
    embedding.carry_out(sites.planned(network, generator, folder, embedding.Options(**options)))


@pytest.fixture(scope="session")
def network() -> Network[Entry]:
    return leavex_network.load()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def web(network: Network[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a web folder in all seventeen languages."""
    folder = tmp_path_factory.mktemp("web")
    embed(network, "web", folder, languages=LANGUAGES)
    return folder


@pytest.fixture(scope="session")
def address(web: Path) -> Iterator[str]:
    with served(web) as found:
        yield found


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder for pictures, from which the docs copy them."""
    folder = Path(os.environ.get("LEAVEX_NETWORK_PICTURES") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of npm packages, installed once for all sites."""
    folder = tmp_path_factory.mktemp("npm")
    packages = ["@11ty/eleventy", "astro@5", "vitepress@1"]
    call = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), *packages]
    subprocess.run(call, check=True, capture_output=True, timeout=600)
    return folder / "node_modules"
