"""Check that the wheel and the sdist in a folder hold what they should: `python scripts/contents.py dist`."""

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


def below(folder: str) -> set[str]:
    """Return the files of a folder of this tree, by their paths in it."""
    base = ROOT / folder
    paths = (path for path in base.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(base)) for path in paths}


def main() -> None:
    """Compare, and exit with what differs."""
    folder = Path(sys.argv[1])
    package = below("src/leavex_network")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    inside = {
        name.removeprefix("leavex_network/") for name in names if name.startswith("leavex_network/")
    }
    beside = {name.partition("/")[2] for name in names if ".dist-info/" in name}
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        sources = {name.partition("/")[2] for name in sdist.getnames()}
    expected = {*IN_SDIST, *(f"src/leavex_network/{name}" for name in package)}
    problems = [
        *(f"in the tree, not in the wheel: {name}" for name in sorted(package - inside)),
        *(f"in the wheel, not in the tree: {name}" for name in sorted(inside - package)),
        *(
            f"not in the wheel: {name}"
            for name in sorted({"licenses/LICENSE", "entry_points.txt"} - beside)
        ),
        *(f"not in the sdist: {name}" for name in sorted(expected - sources)),
        *(
            f"in the sdist, and generated: {name}"
            for name in sorted(sources)
            if "__pycache__" in name or "/build/" in name
        ),
    ]
    sys.stdout.write(f"wheel: {len(names)} files; sdist: {len(sources)} files\n")
    sys.exit("\n".join(problems) if problems else 0)


if __name__ == "__main__":
    main()
