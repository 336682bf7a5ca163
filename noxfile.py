"""All that is run on this project, with pip alone: `nox -s tests` is enough to begin with."""

import os
import re
import shutil
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13"]
HERE = Path(__file__).parent

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests"]
nox.options.error_on_missing_interpreters = False
nox.needs_version = ">=2025.2.9"


def wheel(session: nox.Session) -> str:
    """Build the wheel, and return where it lies."""
    folder = Path(session.create_tmp()) / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    session.run(
        "python",
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(HERE),
    )
    return str(next(folder.glob("*.whl")))


def install(session: nox.Session, *groups: str) -> None:
    """Install the built wheel with all its extras, and groups of tools."""
    project = nox.project.load_toml("pyproject.toml")
    tools = nox.project.dependency_groups(project, *groups)
    session.install("--quiet", f"{wheel(session)}[all]", *tools)


def run_tests(session: nox.Session, *words: str, profile: str | None = None) -> None:
    """Run the tests with branch coverage, and fail where a branch was not taken."""
    install(session, "test")
    folder = Path(session.create_tmp()).resolve()
    env = {"COVERAGE_FILE": str(folder / "coverage"), "PYTHONDONTWRITEBYTECODE": "1"}
    if profile:
        env["HYPOTHESIS_PROFILE"] = profile
    session.run("coverage", "erase", env=env)
    session.run(
        "coverage",
        "run",
        "-m",
        "pytest",
        "-n",
        "auto",
        "--dist",
        "worksteal",
        *words,
        *session.posargs,
        env=env,
    )
    if not session.posargs:
        session.run("coverage", "combine", "--quiet", env=env)
        session.run("coverage", "report", env=env)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on this Python, against the built wheel."""
    run_tests(session)


@nox.session(name="tests-all", python=PYTHONS)
def tests_all(session: nox.Session) -> None:
    """Run the tests on another Python that the machine has."""
    run_tests(session)


@nox.session
def laws(session: nox.Session) -> None:
    """Run the laws on 10,000 examples each."""
    install(session, "test")
    session.run(
        "pytest",
        "-n",
        "auto",
        "--dist",
        "worksteal",
        "-m",
        "hypothesis",
        *session.posargs,
        env={"HYPOTHESIS_PROFILE": "laws"},
    )


@nox.session
def floors(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that the package allows."""
    install(session, "test")
    project = nox.project.load_toml("pyproject.toml")["project"]
    named = [
        *project["dependencies"],
        *project["optional-dependencies"]["cli"][1:],
        *project["optional-dependencies"]["pages"],
        *project["optional-dependencies"]["web"],
        *project["optional-dependencies"]["arrow"],
        *project["optional-dependencies"]["graph"],
        *project["optional-dependencies"]["plots"],
        *project["optional-dependencies"]["sphinx"][1:],
        *project["optional-dependencies"]["python-markdown"][1:],
    ]
    session.install("--quiet", *(f"{requirement.replace('>=', '==')}.*" for requirement in named))
    session.run("pytest", "-n", "auto", "--dist", "worksteal", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, and that what is generated is current."""
    install(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("python", "scripts/schema.py", "--check")
    session.run("python", "scripts/reference.py", "--check")


@nox.session(python=PYTHONS)
def types(session: nox.Session) -> None:
    """Check the types of the package, of the scripts, and of what users see."""
    install(session, "types")
    places = ("scripts", "benchmarks", "tests/typing")
    session.run("mypy", "--package", "leavex_network")
    session.run("mypy", *places)
    session.run("pyright", "src", *places, env={"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"})


@nox.session
def docs(session: nox.Session) -> None:
    """Build the docs, with warnings as errors."""
    install(session, "docs")
    session.run(
        "sphinx-build", "-W", "--keep-going", "--fresh-env", "-b", "html", "docs", "build/docs"
    )


@nox.session
def integration(session: nox.Session) -> None:
    """Try everything in real programs: Hugo, Chromium, LibreOffice, DuckDB, Pyodide, a feed reader, pre-commit ...

    Its pictures go into `build/pictures/`. Chromium, LibreOffice, Java, curl, Node.js and npm are the machine's.
    """
    install(session, "test", "integration", "docs")
    tools = Path(session.create_tmp()).resolve()
    session.run(
        "npm", "install", "--silent", "--no-save", "--prefix", str(tools), "vnu-jar", external=True
    )
    env = {
        "VNU_JAR": str(tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"),
        "LEAVEX_NETWORK_PICTURES": str(HERE / "build" / "pictures"),
    }
    session.run(
        "pytest",
        "--override-ini=testpaths=integration",
        "-o",
        "addopts=-ra",
        *session.posargs,
        env=env,
    )


@nox.session
def pictures(session: nox.Session) -> None:
    """Take the pictures of the docs anew, from what the how-tos make."""
    install(session, "test", "integration", "docs")
    taken = HERE / "build" / "pictures"
    env = {"LEAVEX_NETWORK_PICTURES": str(taken)}
    session.run("pytest", "-o", "addopts=-ra", "integration/test_pictures.py", env=env)
    for page in (HERE / "README.md", *(HERE / "docs").rglob("*.md")):
        for name in re.findall(r"images/([\w-]+\.(?:png|svg))", page.read_text(encoding="utf-8")):
            if (taken / name).is_file():
                shutil.copyfile(taken / name, HERE / "docs" / "images" / name)


@nox.session
def package(session: nox.Session) -> None:
    """Build the sdist and the wheel, and check what is in them."""
    session.install("--quiet", "build", "twine", "check-wheel-contents")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    files = [str(path) for path in Path("dist").iterdir()]
    session.run("twine", "check", "--strict", *files)
    session.run("check-wheel-contents", *(path for path in files if path.endswith(".whl")))
    session.run("python", "scripts/contents.py", "dist")


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure the cold start, long pages and the widget against their floors; fail where a bound is broken."""
    session.install("--quiet", wheel(session))
    session.run(
        "python", "benchmarks/cold_start.py", *session.posargs, env={"PYTHONDONTWRITEBYTECODE": ""}
    )
    session.install("--quiet", f"{wheel(session)}[pages]")
    session.run("python", "benchmarks/pages.py")
    session.install("--quiet", f"{wheel(session)}[web]", "playwright")
    session.run("python", "benchmarks/widget.py")


if os.environ.get("CI"):
    nox.options.error_on_missing_interpreters = True
