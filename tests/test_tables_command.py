"""The options of tables at the command line: in each command that reads."""

import json
from pathlib import Path

import pytest
from test_cli import run
from test_tables_of_people import HEAD, ROW, table

TEXT = table([*HEAD, "Start", "Notes"], [*ROW, "3/2/2025", "n"])
OPTIONS = ("--extra", "--days", "dmy")


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "t.csv"
    file.write_text(TEXT)
    return str(file)


@pytest.mark.parametrize(
    "command",
    [
        ("list", "--from", "t.csv", *OPTIONS),
        ("show", "a", "--from", "t.csv", *OPTIONS),
        ("check", "t.csv", *OPTIONS),
        ("diff", "t.csv", "t.csv", *OPTIONS),
        ("diff", "t.csv", *OPTIONS),
        ("convert", "t.csv", "n.json", *OPTIONS),
        ("convert", "t.csv", "n.json", "--days=dmy", "--extra=Notes"),
        ("convert", "t.csv", "n.json", "--days=dmy", "--extra", "Notes", "--extra", "*"),
    ],
)
def test_a_command_reads_a_table_with_its_options(command: tuple[str, ...], path: str) -> None:
    folder = Path(path).parent
    assert 0 == run(*command, cwd=folder).returncode
    without = [word for word in command if word not in OPTIONS and not word.startswith("--")]
    without = [word for word in without if word not in ("*", "Notes")]
    if command[0] in ("list", "show"):
        without.insert(-1, "--from")
    done = run(*without, cwd=folder)
    assert done.returncode in (1, 2)
    assert b"'Notes'" in done.stdout + done.stderr


def test_a_table_is_read_from_standard_input() -> None:
    done = run("convert", "-", "-", "--read-as", "csv", *OPTIONS, stdin=TEXT.encode())
    (entry,) = json.loads(done.stdout)["entries"]
    assert ("2025-02-03", {"notes": "n"}) == (entry["listed"], entry["extra"])


@pytest.mark.parametrize("options", [("--extra",), ("--days", "mdy")])
def test_the_options_of_tables_need_one(options: tuple[str, ...], path: str) -> None:
    assert 2 == run("list", *options).returncode
    folder = Path(path).parent
    (folder / "n.json").write_text('{"about": {}, "entries": []}')
    assert 2 == run("list", "--from", "n.json", *options, cwd=folder).returncode
    assert 0 == run("diff", "n.json", "n.json", *options, cwd=folder).returncode


@pytest.mark.parametrize(
    "command",
    [
        ("convert", "--extra", "t.csv", "n.json"),
        ("check", "--extra", "t.csv"),
        ("check", "--extra", "-"),
        ("diff", "--extra", "./t.csv", "t.csv"),
    ],
)
def test_a_path_is_not_taken_for_a_header(command: tuple[str, ...], path: str) -> None:
    done = run(*command, cwd=Path(path).parent)
    assert (2, b"") == (done.returncode, done.stdout)
    assert b"--extra" in done.stderr


def test_a_header_may_look_like_the_path_of_no_file(path: str) -> None:
    text = table([*HEAD, "Node.js", "n/a"], [*ROW, "x", "y"])
    Path(path).write_text(text)
    done = run("list", "--from", "t.csv", "--extra", "Node.js,n/a", cwd=Path(path).parent)
    assert 0 == done.returncode
