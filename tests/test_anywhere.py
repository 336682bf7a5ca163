"""The package in a zip, in frozen programs and in notebooks; `integration/` runs real ones."""

import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.metadata import EntryPoint
from importlib.resources.abc import TraversableResources
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import confusable_homoglyphs
import pytest

import leavex_network
from leavex_network import Entry, Network, Petition
from leavex_network.data import read_bytes

ROOT = Path(__file__).parent.parent
PACKAGES = (leavex_network, confusable_homoglyphs)
IN_ZIP = """
import sys
sys.modules["pycountry"] = None  # importing it is an error
import leavex_network
from leavex_network import Initiative, Network, check

assert ".zip" in leavex_network.__file__
network = leavex_network.load()
for name in ("DEU", "276", "Germany", "Alemania"):
    assert network.by_country("DE") == network.by_country(name), name
fake = Initiative(id="x", name="X", url="https://\\u0435\\u0445\\u0430mple.org/")
print([finding.code for finding in check(Network([fake]))])
"""


def test_codes_bundled_names_and_checks_work_in_a_zip_without_pycountry(tmp_path: Path) -> None:
    library = tmp_path / "library.zip"
    with zipfile.ZipFile(library, "w") as archive:
        for package in PACKAGES:
            folder = Path(package.__path__[0])
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder.parent))
    code = f"import sys; sys.path.insert(0, {str(library)!r})\n{IN_ZIP}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "['confusable-host']" == done.stdout.strip()


# PyInstaller


def module_of(name: str, path: Path) -> ModuleType:
    spec = spec_from_file_location(name, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pyinstaller_finds_the_hook() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    value = project["entry-points"]["pyinstaller40"]["hook-dirs"]
    (folder,) = EntryPoint("hook-dirs", value, "pyinstaller40").load()()
    assert (Path(folder) / "hook-leavex_network.py").is_file()


def test_the_hook_collects_files_and_modules_that_no_import_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def files(package: str) -> list[tuple[str, str]]:
        return [("a file", package)]

    def modules(package: str, **options: Callable[[str], bool]) -> list[str]:
        names = [f"{package}.formats.csv", f"{package}._pyinstaller"]
        return list(filter(options["filter"], names))

    hooks = ModuleType("PyInstaller.utils.hooks")
    vars(hooks).update(collect_data_files=files, collect_submodules=modules, copy_metadata=files)
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, hooks.__name__, hooks)
    folder = Path(leavex_network.__path__[0]) / "_pyinstaller"
    # Of that name, it is a module of the package, whose coverage counts.
    hook = module_of("leavex_network._pyinstaller.hook", folder / "hook-leavex_network.py")
    packages = ["leavex_network", "confusable_homoglyphs", "leavex-network"]
    assert packages == [package for _, package in hook.datas]
    assert ["confusable_homoglyphs", "leavex_network.formats.csv"] == hook.hiddenimports


# Notebooks


def test_notebooks_complete_ids_former_ids_and_the_values_of_facets(
    network: Network[Entry],
) -> None:
    renamed = Network([Petition(id="x", name="X", url="https://x.example", aliases=("former",))])
    assert ["x", "former"] == renamed._ipython_key_completions_()
    for facet in (network.countries, network.hashtags, network.kinds, network.about.sources):
        assert list(facet) == facet._ipython_key_completions_()


class _Resources(TraversableResources):
    """The files of a package that is neither on a disk nor in a zip."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self) -> Any:
        return self._folder


class _Loader:
    """A loader that has files and gives no bytes, as PEP 302 leaves open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_resource_reader(self, _name: str) -> TraversableResources:
        return _Resources(self._folder)


def test_a_file_is_read_from_a_package_whose_loader_gives_no_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file.txt").write_bytes(b"x")
    package = ModuleType("a_package")
    loader: Any = _Loader(tmp_path)
    package.__spec__ = ModuleSpec("a_package", loader, is_package=True)
    monkeypatch.setitem(sys.modules, "a_package", package)
    assert b"x" == read_bytes("folder/file.txt", "a_package")
