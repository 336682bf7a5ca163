"""Check how dense the code is: `python scripts/density.py [PATH ...]`, by default the package.

Nested conditional expressions, comprehensions inside comprehensions and lines of over 100
characters are errors. With `--verbose`, the measures per 1,000 lines are printed too.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "leavex_network"
LONGEST_LINE = 100
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Problem(NamedTuple):
    """A place that is too dense."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        """`file:line: message`, as linters print it."""
        return f"{self.file}:{self.line}: {self.message}"


def problems(file: Path) -> Iterator[Problem]:
    """Yield the problems of a Python file."""
    text = file.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            yield Problem(file, number, f"line of {len(line)} characters")
    for node in ast.walk(ast.parse(text)):
        if contains_its_like(node, ast.IfExp):
            yield Problem(file, lineno(node), "nested conditional expression")
        if contains_its_like(node, COMPREHENSIONS):
            yield Problem(file, lineno(node), "comprehension inside a comprehension")


def contains_its_like(node: ast.AST, kind: type[ast.expr] | tuple[type[ast.expr], ...]) -> bool:
    """Return whether a node is of a kind, and another of that kind is inside it."""
    if not isinstance(node, kind):
        return False
    return any(isinstance(inner, kind) for inner in ast.walk(node) if inner is not node)


def lineno(node: ast.AST) -> int:
    """Return the line in which an expression begins, counted from 1."""
    return int(getattr(node, "lineno", 0))


def measures(files: list[Path]) -> Counter[str]:
    """Count lines, comment lines, comprehensions and conditional expressions."""
    counts: Counter[str] = Counter()
    for file in files:
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines()
        counts["lines"] += len(lines)
        counts["comment lines"] += sum(line.lstrip().startswith("#") for line in lines)
        for node in ast.walk(ast.parse(text)):
            counts["comprehensions"] += isinstance(node, COMPREHENSIONS)
            counts["conditional expressions"] += isinstance(node, ast.IfExp)
    return counts


def main() -> None:
    """Print the problems; exit with 1 if there are any."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--verbose"]
    roots = [Path(argument) for argument in arguments] or [PACKAGE]
    files: list[Path] = []
    for root in roots:
        files += [root] if root.is_file() else sorted(root.rglob("*.py"))
    found = [problem for file in files for problem in problems(file)]
    for problem in found:
        sys.stdout.write(f"{problem}\n")
    if "--verbose" in sys.argv:
        counts = measures(files)
        for name, count in counts.items():
            sys.stdout.write(
                f"{name}: {count}, {count / counts['lines'] * 1000:.0f} per 1,000 lines\n"
            )
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
