"""Check the contents of the wheel and the sdist in a folder: `python scripts/contents.py dist`."""

import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IN_SDIST = (
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "PKG-INFO",
    "README.md",
    "SECURITY.md",
    "benchmarks/cold_start.py",
    "docs/conf.py",
    "noxfile.py",
    "pyproject.toml",
    "scripts/cldr.py",
    "tests/data/facts.json",
    "tests/conftest.py",
)
IN_METADATA = {"licenses/LICENSE", "entry_points.txt"}


def below(folder: str) -> set[str]:
    """Return the paths of the files below a folder of the repository, relative to it."""
    base = ROOT / folder
    paths = (path for path in base.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(base)) for path in paths}


def main() -> None:
    """Compare the archives with the repository; exit with the differences."""
    folder = Path(sys.argv[1])
    package = below("src/leavex_network")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    prefix = "leavex_network/"
    modules = {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    metadata = {name.partition("/")[2] for name in names if ".dist-info/" in name}
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        sources = {name.partition("/")[2] for name in sdist.getnames()}
    expected = {*IN_SDIST, *(f"src/leavex_network/{name}" for name in package)}
    generated = {name for name in sources if "__pycache__" in name or "/build/" in name}
    wrong = {
        "in the repository, not in the wheel": package - modules,
        "in the wheel, not in the repository": modules - package,
        "not in the wheel": IN_METADATA - metadata,
        "not in the sdist": expected - sources,
        "in the sdist, but generated": generated,
    }
    problems: list[str] = []
    for problem, files in wrong.items():
        problems += [f"{problem}: {name}" for name in sorted(files)]
    sys.stdout.write(f"wheel: {len(names)} files; sdist: {len(sources)} files\n")
    sys.exit("\n".join(problems) if problems else 0)


if __name__ == "__main__":
    main()
