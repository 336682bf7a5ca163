"""The same answers wherever the library runs: installed, from a zip, frozen and in Pyodide."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "integration" / "questions.py"
PIP = (sys.executable, "-m", "pip", "--quiet")
NO_SITE = ("-S", "-P")
"""Options of Python: neither installed packages nor the folder of the script can be imported."""


def run(call: Iterable[str | Path], **env: str) -> str:
    """Return the output of a command; if it fails, so does the test, with its errors."""
    command = [str(word) for word in call]
    env = {**os.environ, **env}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=env, timeout=900, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """Return the answers of the installed package."""
    installed: dict[str, Any] = json.loads(run([sys.executable, QUESTIONS], PYTHONUTF8="1"))
    assert 10 == len(installed)
    return installed


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the package."""
    folder = tmp_path_factory.mktemp("wheel")
    run([*PIP, "wheel", "--no-deps", "--wheel-dir", folder, ROOT])
    return next(folder.glob("*.whl"))


# From a zip


def has_binary(path: Path) -> bool:
    return any(each.suffix in {".so", ".pyd"} for each in path.rglob("*"))


@pytest.fixture(scope="module")
def zipped(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the environment in which Python finds all packages in a zip.

    Python cannot import binary modules from a zip: pydantic's core and MarkupSafe lie beside it.
    """
    folder = tmp_path_factory.mktemp("zip")
    packages, beside = folder / "packages", folder / "beside"
    run([*PIP, "install", "--target", packages, f"{wheel}[cli,web]"])
    beside.mkdir()
    binary = [path.name for path in packages.iterdir() if has_binary(path)]
    for name in binary:
        (packages / name).rename(beside / name)
    assert ["markupsafe", "pydantic_core"] == sorted(binary)
    archive = shutil.make_archive(str(folder / "library"), "zip", packages)
    shutil.rmtree(packages)
    return {"PYTHONPATH": os.pathsep.join([archive, str(beside)])}


def in_zip(zipped: Mapping[str, str], *words: str) -> str:
    return run([sys.executable, *NO_SITE, *words], **zipped)


@pytest.mark.parametrize("options", [(), ("-O",), ("-OO",)])
def test_a_zip_answers_like_an_installed_package(
    options: Sequence[str], zipped: Mapping[str, str], answers: dict[str, Any]
) -> None:
    assert answers == json.loads(in_zip(zipped, *options, str(QUESTIONS)))


def test_nothing_is_imported_from_outside_the_zip(zipped: Mapping[str, str]) -> None:
    code = "import leavex_network; print(leavex_network.__file__)"
    assert "library.zip" in in_zip(zipped, "-c", code)


def test_the_command_line_runs_from_a_zip(zipped: Mapping[str, str]) -> None:
    words = ("-m", "leavex_network", "list", "--country", "DEU", "--format", "json")
    assert run([sys.executable, *words]) == in_zip(zipped, *words)


# Frozen

UNUSED = (
    "IPython", "altair", "docutils", "duckdb", "markdown", "networkx", "numpy", "pandas",
    "polars", "pyarrow", "pygments", "sphinx", "tkinter", "vl_convert",
)  # fmt: skip
"""Packages of this session that the questions do not need: to collect them would take minutes."""


def test_a_program_of_one_file_answers_like_an_installed_package(
    tmp_path: Path, answers: dict[str, Any]
) -> None:
    build = [sys.executable, "-m", "PyInstaller", "--onefile", "--log-level", "WARN"]
    for name in ("distpath", "workpath", "specpath"):
        build += [f"--{name}", str(tmp_path / name)]
    for name in UNUSED:
        build += ["--exclude-module", name]
    run([*build, str(QUESTIONS)])
    (program,) = (tmp_path / "distpath").iterdir()
    alone = {"PATH": "", "PYTHONPATH": "", "VIRTUAL_ENV": ""}
    assert answers == json.loads(run([program], **alone))


# In the browser

TUTORIAL = """
import doctest
blocks = [part.split("```")[0] for part in TEXT.split("```pycon\\n")[1:]]
example = doctest.DocTestParser().get_doctest("\\n".join(blocks), {}, "tutorial", "tutorial", 0)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
result = runner.run(example)
print(f"{result.attempted} lines, {result.failed} failed")
"""


@pytest.fixture(scope="module")
def pyodide(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Return the beginning of a command that runs a script in Pyodide, with the wheel alone."""
    assert shutil.which("node"), "Node.js is not installed"
    folder = tmp_path_factory.mktemp("pyodide")
    home, wheels = folder / "node_modules" / "pyodide", folder / "wheels"
    run(["npm", "install", "--silent", "--no-save", "--prefix", folder, "pyodide"])
    version = re.search(r'"version": "3(\d+)\.', (home / "package.json").read_text())
    assert version
    minor = version[1]
    tags = ["--platform", "pyemscripten_2026_0_wasm32", "--platform", "any"]
    tags += ["--python-version", f"3.{minor}", "--implementation", "cp"]
    tags += ["--abi", f"cp3{minor}", "--abi", "none"]
    download = [*PIP, "download", "--only-binary", ":all:", "-d", str(wheels)]
    wanted = ["confusable-homoglyphs", "idna", "importlib-resources", "marko", "pycountry"]
    run([*download, *tags, *wanted, "pydantic", "ruamel.yaml"])
    # Without its binary module, which Pyodide cannot load, MarkupSafe runs in plain Python.
    run([*download, "--no-deps", "jinja2", "markupsafe"])
    shutil.copy(wheel, wheels)
    return "node", str(ROOT / "integration" / "pyodide.mjs"), str(home), str(wheels)


def test_pyodide_answers_like_an_installed_package(
    pyodide: tuple[str, ...], answers: dict[str, Any]
) -> None:
    assert answers == json.loads(run([*pyodide, QUESTIONS]))


def test_pyodide_runs_the_tutorial(pyodide: tuple[str, ...], tmp_path: Path) -> None:
    code = tmp_path / "tutorial.py"
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    code.write_text(f"TEXT = {text!r}\n{TUTORIAL}", encoding="utf-8")
    printed = run([*pyodide, code])
    assert re.search(r"^[1-9]\d* lines, 0 failed$", printed, re.MULTILINE), printed
