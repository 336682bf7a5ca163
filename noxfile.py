"""Sessions that check the project, with pip alone: begin with `nox -s tests`."""

import os
import re
import shutil
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
ROOT = Path(__file__).parent
PYTEST = ("pytest", "-n", "auto", "--dist", "worksteal")
ONCE = "not hypothesis and not charts"
"""Laws and charts give the same results on each Python: they run in the session `tests` alone."""

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests"]
nox.options.error_on_missing_interpreters = bool(os.environ.get("CI"))
nox.needs_version = ">=2025.2.9"


def wheel(session: nox.Session) -> str:
    """Return the path of the wheel that `LEAVEX_NETWORK_WHEEL` names; else build one."""
    if built := os.environ.get("LEAVEX_NETWORK_WHEEL"):
        return built
    folder = Path(session.create_tmp()) / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    options = ("--quiet", "--no-deps", "--wheel-dir", str(folder))
    session.run("python", "-m", "pip", "wheel", *options, str(ROOT))
    return str(next(folder.glob("*.whl")))


def install(session: nox.Session, *groups: str, compiled: bool = True) -> None:
    """Install the built wheel with all its extras, and groups of tools.

    To compile what is hardly run takes longer than the rest of an installation.
    """
    project = nox.project.load_toml("pyproject.toml")
    tools = nox.project.dependency_groups(project, *groups)
    options = ("--quiet", "--compile" if compiled else "--no-compile")
    session.install(*options, f"{wheel(session)}[all]", *tools)


def run_pytest(session: nox.Session, *words: str, **env: str) -> None:
    """Run the tests on all cores."""
    session.run(*PYTEST, *words, *session.posargs, env=env)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on this Python, against the built wheel; every branch must be taken.

    Laws, which take a branch by chance, are not counted: they run alone, and faster for it. With
    pytest's options behind `--`, run those that they choose, and leave branches alone.
    """
    install(session, "test")
    if session.posargs:
        run_pytest(session)
        return
    folder = Path(session.create_tmp()).resolve()
    env = {"COVERAGE_FILE": str(folder / "coverage"), "PYTHONDONTWRITEBYTECODE": "1"}
    session.run("coverage", "erase", env=env)
    session.run("coverage", "run", "-m", *PYTEST, "-m", "not hypothesis", env=env)
    session.run("coverage", "combine", "--quiet", env=env)
    session.run("coverage", "report", env=env)
    run_pytest(session, "-m", "hypothesis")


@nox.session(name="tests-all", python=PYTHONS)
def tests_all(session: nox.Session) -> None:
    """Run the tests on another Python that the machine has, without laws and charts."""
    install(session, "test")
    run_pytest(session, "-m", ONCE)


@nox.session
def quick(session: nox.Session) -> None:
    """Run what answers in under a minute, while you edit: against the sources, few examples."""
    project = nox.project.load_toml("pyproject.toml")
    tools = nox.project.dependency_groups(project, "test")
    session.install("--quiet", "--editable", ".[all]", *tools)
    run_pytest(session, "-m", "not slow and not charts", HYPOTHESIS_PROFILE="quick")


@nox.session
def laws(session: nox.Session) -> None:
    """Run the laws on 10,000 examples each."""
    install(session, "test")
    run_pytest(session, "-m", "hypothesis", HYPOTHESIS_PROFILE="laws")


@nox.session
def mutation(session: nox.Session) -> None:
    """Change the code that reads the texts of strangers, one place at a time; tests must fail.

    `nox -s mutation -- "leavex_network.text.urls*"` changes one module. Mutants that survive are
    printed: those in `tests/equivalent_mutants.md` change nothing that a test could find.
    """
    project = nox.project.load_toml("pyproject.toml")
    tools = nox.project.dependency_groups(project, "mutation")
    session.install("--quiet", "--editable", ".[all]", *tools)
    session.run("mutmut", "run", *session.posargs)
    session.run("mutmut", "results")


@nox.session
def floors(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that the package allows."""
    install(session, "test")
    project = nox.project.load_toml("pyproject.toml")["project"]
    requirements = list(project["dependencies"])
    for name, extra in project["optional-dependencies"].items():
        if name != "all":
            requirements += [line for line in extra if not line.startswith("leavex-network[")]
    oldest = [f"{requirement.replace('>=', '==')}.*" for requirement in requirements]
    session.install("--quiet", *oldest)
    run_pytest(session, "-m", ONCE)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, density and layers, and that generated files are current."""
    install(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("python", "scripts/density.py")
    # The layers of the checkout, not of the installed wheel.
    session.run("lint-imports", "--no-cache", env={"PYTHONPATH": "src"})
    session.run("python", "scripts/schema.py", "--check")
    for name in ("reference", "iso_codes", "names"):
        session.run("python", f"scripts/{name}.py", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the package, of scripts, examples and tests, for each Python."""
    install(session, "types", compiled=False)
    examples = Path(session.create_tmp()).resolve() / "examples"
    shutil.rmtree(examples, ignore_errors=True)
    session.run("python", "scripts/examples.py", str(examples))
    folders = ("scripts", "benchmarks", "tests/typing")
    pages = [str(path) for path in sorted(examples.glob("*.py"))]
    for version in PYTHONS:
        session.run("mypy", "--python-version", version, "--package", "leavex_network")
        session.run("mypy", "--python-version", version, *folders, *pages)
        command = ("pyright", "--pythonversion", version, "src", *folders, str(examples))
        session.run(*command, env={"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"})


@nox.session
def docs(session: nox.Session) -> None:
    """Build the docs, with warnings as errors."""
    install(session, "docs")
    options = ("-W", "--keep-going", "--fresh-env", "-b", "html")
    session.run("sphinx-build", *options, "docs", "build/docs")


@nox.session
def integration(session: nox.Session) -> None:
    """Try everything in real programs: Hugo, Chromium, LibreOffice, DuckDB, Pyodide, pre-commit ...

    Pictures go into `build/pictures/`. Chromium, LibreOffice, Java, curl, Node.js and npm are the
    machine's.
    """
    install(session, "test", "integration", "docs")
    tools = Path(session.create_tmp()).resolve()
    npm = ("npm", "install", "--silent", "--no-save", "--prefix", str(tools), "vnu-jar")
    session.run(*npm, external=True)
    env = {
        "VNU_JAR": str(tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"),
        "LEAVEX_NETWORK_PICTURES": str(ROOT / "build" / "pictures"),
    }
    options = ("--override-ini=testpaths=integration", "-o", "addopts=-ra", "--durations=20")
    session.run("pytest", "-n", "2", "--dist", "loadfile", *options, *session.posargs, env=env)


@nox.session
def pictures(session: nox.Session) -> None:
    """Take the pictures of the docs again, from what the how-tos make."""
    install(session, "test", "integration", "docs")
    folder = ROOT / "build" / "pictures"
    env = {"LEAVEX_NETWORK_PICTURES": str(folder)}
    names = ("pictures", "charts", "explore")
    files = [f"integration/test_{name}.py" for name in names]
    session.run("pytest", "-o", "addopts=-ra", *files, env=env)
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for name in re.findall(r"images/([\w-]+\.(?:png|svg))", page.read_text(encoding="utf-8")):
            if (folder / name).is_file():
                shutil.copyfile(folder / name, ROOT / "docs" / "images" / name)


@nox.session
def package(session: nox.Session) -> None:
    """Build the sdist and the wheel twice, compare and check them, and list what they need."""
    session.install("--quiet", "build", "twine", "check-wheel-contents", "cyclonedx-bom")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    again = Path(session.create_tmp()).resolve() / "again"
    shutil.rmtree(again, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(again), silent=True)
    for path in again.iterdir():
        if path.read_bytes() != Path("dist", path.name).read_bytes():
            session.error(f"{path.name} differs when it is built twice")
    files = [str(path) for path in Path("dist").iterdir()]
    session.run("twine", "check", "--strict", *files)
    session.run("check-wheel-contents", *(path for path in files if path.endswith(".whl")))
    session.run("python", "scripts/contents.py", "dist")
    software_bill(session, next(path for path in files if path.endswith(".whl")))


def software_bill(session: nox.Session, wheel_file: str) -> None:
    """Write the SBOM (CycloneDX) of the package with all extras to `dist/`."""
    environment = Path(session.create_tmp()).resolve() / "all"
    session.run("python", "-m", "venv", "--clear", "--without-pip", str(environment))
    python = str(environment / "bin" / "python")
    pip = ("python", "-m", "pip", "--python", python, "install", "-q", "--no-compile")
    session.run(*pip, f"{wheel_file}[all]")
    bill = f"{wheel_file.removesuffix('-py3-none-any.whl')}.cdx.json"
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "-o", bill)
    session.run("cyclonedx-py", "environment", *options, python)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Fuzz every reader with atheris; `nox -s fuzz -- 600` does so for ten minutes each."""
    session.install("--quiet", "atheris", f"{wheel(session)}[pages]")
    seconds = session.posargs[0] if session.posargs else "20"
    for target in ("pages", "json", "csv", "urls", "inline", "front-matter", "configuration"):
        session.run("python", "fuzz/fuzz.py", target, seconds)


@nox.session
def hostile(session: nox.Session) -> None:
    """Read hostile files within bounds of memory and time; 200 kills leave nothing half done."""
    session.install("--quiet", f"{wheel(session)}[all]")
    session.run("python", "benchmarks/hostile.py", *session.posargs)
    if not session.posargs:
        session.run("python", "benchmarks/kills.py")


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure the usual work and the cold start as ratios; fail if a bound is exceeded.

    On CI, the networks that are compared by their sizes are smaller.
    """
    session.install("--quiet", f"{wheel(session)}[cli]")
    env = {"PYTHONDONTWRITEBYTECODE": ""}
    session.run("python", "benchmarks/cold_start.py", *session.posargs, env=env)
    session.install("--quiet", f"{wheel(session)}[pages]", "markdown-it-py")
    session.run("python", "benchmarks/pages.py")
    session.run("python", "benchmarks/history.py")
    session.install("--quiet", f"{wheel(session)}[web]", "playwright", "polars")
    session.run("python", "benchmarks/work.py")
    sizes = ("--small",) if os.environ.get("CI") else ()
    session.run("python", "benchmarks/scaling.py", *sizes)
    session.run("python", "benchmarks/widget.py")
    session.install("--quiet", f"{wheel(session)}[plots]")
    session.run("python", "benchmarks/charts.py", env=env)
