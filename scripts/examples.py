"""Write the Python examples of the docs as modules: `python scripts/examples.py FOLDER`.

`nox -s types` checks them in strict mode. The examples of a page are one module, as they are one
session for its reader; what they print is left out.
"""

import doctest
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<kind>pycon|python|\{code-cell\} (?:i?python3?))\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
HEADER = (
    "# pyright: reportMissingImports=false, reportMissingModuleSource=false\n"
    "# pyright: reportUnusedExpression=false\n"
)
"""Not every library that an example uses is installed where types are checked."""
CELL_OPTIONS = re.compile(r"^:[\w-]+:.*\n|^---\n.*?^---\n", re.MULTILINE | re.DOTALL)


def main() -> None:
    """Write a module for each page with examples to the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        name = "_".join(page.relative_to(ROOT).with_suffix("").parts).replace("-", "_")
        code = source(page.read_text(encoding="utf-8"))
        if code:
            (folder / f"{name}.py").write_text(HEADER + code, encoding="utf-8")


def source(text: str) -> str:
    """Return the examples of a page as the source of a module."""
    parts: list[str] = []
    for match in FENCE.finditer(text):
        block = match["text"]
        if match["kind"] == "pycon":
            parts += [example.source for example in doctest.DocTestParser().get_examples(block)]
        else:
            parts.append(CELL_OPTIONS.sub("", block))
    return "".join(parts)


if __name__ == "__main__":
    main()
