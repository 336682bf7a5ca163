"""Every example in the README and the docs runs, and generated files are up to date."""

import doctest
import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

import leavex_network
from leavex_network import files
from leavex_network.files import checking
from leavex_network.findings import CODES

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(path for path in (ROOT / "docs").rglob("*.md"))])
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<kind>pycon|console)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL
)
NAMED = re.compile(
    r"`(?P<name>[\w.-]+/[\w./-]+)`:\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path, kind: str) -> list[str]:
    return [
        match["text"]
        for match in FENCE.finditer(page.read_text(encoding="utf-8"))
        if match["kind"] == kind
    ]


def run_python(name: str, text: str, names: dict[str, object] | None = None) -> None:
    example = doctest.DocTestParser().get_doctest(text, dict(names or {}), name, name, 0)
    assert example.examples
    report: list[str] = []
    failed = doctest.DocTestRunner(optionflags=OPTIONS).run(example, out=report.append).failed
    assert not failed, "".join(report)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page, "pycon")], ids=lambda page: page.name
)
def test_the_python_examples_of_a_page_print_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run_python(page.name, "\n".join(blocks(page, "pycon")))


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page, "console")], ids=lambda page: page.name
)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    folder = str(Path(sys.executable).parent)
    env = {
        "PATH": f"{folder}:/usr/bin:/bin",
        "COLUMNS": "80",
        "PYTHONUTF8": "1",
        "HOME": str(tmp_path),
        "GIT_CEILING_DIRECTORIES": os.environ["GIT_CEILING_DIRECTORIES"],
    }
    for name, text in named_files(page).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command, expected in commands(blocks(page, "console")):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert matches(expected, done.stdout + done.stderr), (
            f"$ {command}\n{done.stdout}{done.stderr}"
        )


def named_files(page: Path) -> dict[str, str]:
    """Return the files that a page asks its reader to write."""
    return {
        match["name"]: match["text"] for match in NAMED.finditer(page.read_text(encoding="utf-8"))
    }


def commands(texts: list[str]) -> list[tuple[str, list[str]]]:
    """Return each command of the blocks with the lines that it should print."""
    examples: list[tuple[str, list[str]]] = []
    for line in "".join(texts).splitlines():
        if line.lstrip().startswith("$ "):
            examples.append((line.lstrip()[2:], []))
        else:
            examples[-1][1].append(line.strip())
    return examples


def matches(expected: list[str], printed: str) -> bool:
    """Return whether the lines are those; `...` matches any text, on its own line any lines."""
    pattern = ""
    for line in expected:
        if line == "...":
            pattern += r"(?:.*\n)*"
        elif line:
            pattern += re.escape(line).replace(re.escape("..."), ".*") + r"\n"
    return bool(
        re.fullmatch(
            pattern, "".join(line.strip() + "\n" for line in printed.splitlines() if line.strip())
        )
    )


def test_the_examples_in_docstrings_run() -> None:
    from leavex_network.formats.tables import own_fields, sheet_scan, territory_cells, words
    from leavex_network.places import languages, name_keys, territories
    from leavex_network.text import folding

    in_tables = (own_fields, sheet_scan, territory_cells, words)
    for module in (leavex_network, files, languages, name_keys, territories, folding, *in_tables):
        for example in doctest.DocTestFinder(exclude_empty=True).find(module):
            if example.examples:
                run_python(example.name, example.docstring, vars(module))


def test_the_readme_shows_the_data_before_the_installation() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.index("data/network.json") < text.index("pip install")
    assert "load().as_of" in text


@pytest.mark.parametrize("name", ["schema", "reference"])
def test_a_generated_file_is_up_to_date(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(sys, "argv", [name, "--check"])
    with pytest.raises(SystemExit) as caught:
        script.main()
    assert caught.value.code == 0


def test_the_changelog_names_this_version_or_unreleased_changes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{leavex_network.__version__}]" in text or "## [Unreleased]" in text


def test_the_citation_has_the_version_of_the_package() -> None:
    assert f"version: {leavex_network.__version__}\n" in (ROOT / "CITATION.cff").read_text(
        encoding="utf-8"
    )


LOCAL = re.compile(r"registry\.npm[j]s|pypi\.o[r]g/simple|files\.pythonho[s]ted|/ro[o]t/|/wo[r]k/")
"""Registries and folders of a machine; written so that it does not match itself."""


def test_no_file_of_the_repository_names_a_registry_or_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    paths = [ROOT / name for name in listed if (ROOT / name).is_file()]
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not LOCAL.search(text), path


FINDINGS = sorted(
    path for path in (ROOT / "docs" / "reference" / "findings").glob("*.md") if path.stem != "index"
)
ASKED_FOR = "archived-missing"
"""The code of the check that is only made if it is asked for."""
FILE = re.compile(r"^`(?P<name>[\w.]+)`:\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", FINDINGS, ids=lambda page: page.stem)
def test_the_wrong_example_of_a_code_has_its_finding_and_the_right_one_has_none(
    page: Path, tmp_path: Path
) -> None:
    text = page.read_text(encoding="utf-8")
    assert f"# `{page.stem}`\n\n{CODES[page.stem].rule}" in text
    wrong, _, right = text.partition("## Right")
    asks = page.stem == ASKED_FOR
    assert page.stem in codes_in(wrong, tmp_path / "wrong", asks=asks)
    assert codes_in(right, tmp_path / "right", asks=asks) == []


def codes_in(text: str, folder: Path, *, asks: bool) -> list[str]:
    """Write the files of an example, and return the codes of their findings."""
    folder.mkdir()
    files_ = {match["name"]: match["text"] for match in FILE.finditer(text)}
    for name, content in files_.items():
        (folder / name).write_text(content, encoding="utf-8")
    only = next(iter(files_))
    path = folder / only if only.endswith(".json") else folder
    return [finding.code for finding in checking.checked(path, archived=asks).findings]


def test_every_code_that_check_lists_has_its_page() -> None:
    of_writing = {"edited-file", "language-left-out", "no-words", "not-in-network", "unwritable"}
    of_writing |= {"edited-region", "keeps-answers", "texts-differ", "unread-marker"}
    of_writing |= {"without-region", "conflict", "no-base", "shallow-history", "unread-revision"}
    of_writing |= {
        "read-as",
        "undeclared-kind",
        "facts-differ",
        "id-renamed",
        "same-name",
        "shared-address",
    }
    of_reading = {name for name, code in CODES.items() if code.severity == "error"} - {
        "needs-base-url"
    }
    assert {page.stem for page in FINDINGS} == CODES.keys() - of_writing - of_reading
