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


@pytest.mark.parametrize("options", [("--extra",), ("--days", "mdy"), ("--kinds", "event")])
def test_the_options_of_tables_need_one(options: tuple[str, ...], path: str) -> None:
    assert 2 == run("list", *options).returncode
    folder = Path(path).parent
    (folder / "n.json").write_text('{"about": {}, "entries": []}')
    assert 2 == run("list", "--from", "n.json", *options, cwd=folder).returncode
    for words in (
        ("check",),
        ("check", "n.json"),
        ("diff", "n.json"),
        ("list", "--from", "leavex:"),
    ):
        assert 2 == run(*words, *options, cwd=folder).returncode, words
    assert 2 == run("diff", "n.json", "leavex:", *options, cwd=folder).returncode
    (folder / "index.md").write_text("* [A](https://a.example)\n")
    status = 2 if options[0] != "--kinds" else 1  # its language is assumed
    assert status == run("check", "index.md", *options, cwd=folder).returncode


def test_one_side_of_a_diff_may_be_data_that_takes_no_options(path: str) -> None:
    folder = Path(path).parent
    (folder / "n.json").write_text('{"about": {}, "entries": []}')
    for sides in ((path, "n.json"), ("n.json", path)):
        assert 0 == run("diff", *sides, *OPTIONS, cwd=folder).returncode


def test_data_on_standard_input_takes_no_kinds_from_what_is_written(path: str) -> None:
    folder = Path(path).parent
    text = '{"about": {"kinds": {"event": {}}}, "entries": []}'
    (folder / "n.json").write_text(text)
    assert 0 == run("convert", "-", "n.json", stdin=text.encode(), cwd=folder).returncode


@pytest.mark.parametrize("command", [("check",), ("list", "--from"), ("show", "a", "--from")])
def test_words_of_a_kind_are_taken_where_a_table_is_read(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("Name,Type,Link,Language\nA,Talk,https://a.example,en\n")
    assert 0 != run(*command, "t.csv", cwd=tmp_path).returncode
    assert 0 == run(*command, "t.csv", "--kinds", "talk=Talks/Talk", cwd=tmp_path).returncode


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
