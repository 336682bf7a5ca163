import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from helpers import BREAD, Install, hidden
from hypothesis import HealthCheck, settings
from sync_sites import DE, EN, made, run

import leavex_network
from leavex_network import Entry, Network
from leavex_network.files import packages

# The folders of tests are in no repository, also if the folder for temporary files is in one.
os.environ["GIT_CEILING_DIRECTORIES"] = os.path.realpath(tempfile.gettempdir())

# Examples of each law: `nox -s quick`, `nox -s tests`, `.ci/run`, `nox -s laws`.
EXAMPLES = {"quick": 20, "tests": 200, "ci": 1_000, "laws": 10_000}

for name, examples in EXAMPLES.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        print_blob=True,
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))


def pytest_collection_finish() -> None:
    """Let the collector of garbage skip what stays until the end: modules and tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def network() -> Network[Entry]:
    return leavex_network.load()


@pytest.fixture(scope="session")
def source_page(network: Network[Entry]) -> Network[Entry]:
    return network.as_of("2025-01-20")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages in step, committed."""
    return made(tmp_path, {"index.md": EN, "index.de.md": DE})


@pytest.fixture
def data(pages: Path) -> Path:
    """A data file in step with the pages."""
    path = pages.parent.parent / "network.json"
    run(pages, path)
    return path


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs a package, with a module that provides networks.

    `networks` are the lines of its entry points, in which `{module}` is the name of the module;
    `module` is the source of the module; `place` is the folder on `sys.path`, the latest first.
    """
    monkeypatch.setattr(packages, "_CREATED", {})
    before = set(sys.modules)

    def installed(
        networks: str = "bread = {module}:network",
        module: str = BREAD,
        *,
        name: str = "bread-network",
        metadata: str = "Name: {name}\n",
        place: str = "site",
    ) -> Path:
        site = tmp_path / place
        module_name = name.replace("-", "_")
        info = site / f"{module_name}-1.0.dist-info"
        info.mkdir(parents=True)
        info.joinpath("METADATA").write_text(metadata.replace("{name}", name))
        lines = f"[leavex_network.networks]\n{networks.replace('{module}', module_name)}\n"
        info.joinpath("entry_points.txt").write_text(lines, encoding="utf-8")
        site.joinpath(f"{module_name}.py").write_text(module, encoding="utf-8")
        monkeypatch.syspath_prepend(site)
        return info

    yield installed
    for added in set(sys.modules) - before:
        if str(getattr(sys.modules[added], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[added]


@pytest.fixture
def without() -> Iterator[Callable[[str], None]]:
    """Return a function that hides a package until the end of the test."""
    with ExitStack() as stack:
        yield lambda package: stack.enter_context(hidden(package))
