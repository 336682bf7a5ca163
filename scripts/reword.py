"""Reword ten messages in a copy of the project, and see which tests fail.

    python scripts/reword.py [SEED]

The words of messages are expected in one file, `tests/data/messages.txt`: only its test may fail.
The tests of laws and charts, which take long, are left out.
"""

import ast
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COUNT = 10
NAMES = {"message", "problem", "remedy", "rule", "subject"}
"""The variables that hold a message, or a part of one."""
CALLS = {"refused", "ArgumentError", "DataError", "FormatError", "UnknownValueError", "Explanation"}
TWO_WORDS = re.compile(r"[a-z]+ [a-z]+")


class Literal(NamedTuple):
    """A string literal that is (a part of) a message, in one line of the source."""

    path: Path
    line: int
    start: int
    end: int


def literals(path: Path) -> Iterator[Literal]:
    """Yield the literals of messages in a module, each with two words in lower case at least."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        values: list[ast.expr] = []
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id in NAMES:
                values.append(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in CALLS:
                values += node.args
            values += [word.value for word in node.keywords if word.arg in NAMES]
        for value in values:
            if isinstance(value, ast.Constant | ast.JoinedStr) and value.lineno == value.end_lineno:
                yield Literal(path, value.lineno, value.col_offset, value.end_col_offset or 0)


def reworded(source: str) -> str | None:
    """Return the literal in other words, or None if it has too few."""
    words = TWO_WORDS.search(source)
    if words is None:
        return None
    first, second = words[0].split()
    return f"{source[: words.start()]}{first} plainly {second}{source[words.end() :]}"


def reword(package: Path, choice: random.Random) -> list[str]:
    """Reword ten messages, each of another module; return the new literals."""
    found = [literal for path in sorted(package.rglob("*.py")) for literal in literals(path)]
    choice.shuffle(found)
    changed: dict[Path, str] = {}
    for literal in found:
        lines = literal.path.read_bytes().splitlines(keepends=True)
        line = lines[literal.line - 1]
        new = reworded(line[literal.start : literal.end].decode())
        if literal.path in changed or new is None or len(changed) == COUNT:
            continue
        lines[literal.line - 1] = line[: literal.start] + new.encode() + line[literal.end :]
        literal.path.write_bytes(b"".join(lines))
        changed[literal.path] = f"{literal.path.relative_to(package)}:{literal.line}: {new}"
    return list(changed.values())


def main() -> None:
    """Print the reworded messages and the failing tests; exit with 1 if others fail."""
    choice = random.Random(int(sys.argv[1]) if sys.argv[1:] else 0)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        ignored = shutil.ignore_patterns(".git", ".nox", "build", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=ignored)
        sys.stdout.write("\n".join(reword(copy / "src" / "leavex_network", choice)) + "\n")
        options = ("-q", "-n", "auto", "-m", "not hypothesis and not charts")
        paths = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        done = subprocess.run(  # noqa: S603 - our own tests
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
            cwd=copy,
            env={"PYTHONPATH": str(copy / "src"), "PATH": paths},
            capture_output=True,
            text=True,
            check=False,
        )
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+?)(?:::|\s|$)", done.stdout, re.MULTILINE)
    sys.stdout.write(f"{done.stdout.splitlines()[-1]}\nFailing: {', '.join(sorted(set(failed)))}\n")
    raise SystemExit(0 if set(failed) == {"tests/test_messages.py"} else 1)


if __name__ == "__main__":
    main()
