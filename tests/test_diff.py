"""Differences between networks, and what became of ids that are gone."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import GitFolder

from leavex_network import (
    DataError,
    Entry,
    Initiative,
    Network,
    Petition,
    check,
    dumps,
    load,
    loads,
)
from leavex_network.cli.app import app
from leavex_network.errors import UnknownIdError
from leavex_network.formats import differences
from leavex_network.models import About

GONE = {"date": "2026-02-01", "why": "Its organizers asked for it."}
A = Petition(id="a", name="A", url="https://a.example")
B = Petition(id="b", name="B *1*", url="https://b.example", territories=["DE"])


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def network(*entries: Entry, retired: dict[str, object] | None = None) -> Network[Entry]:
    about = About.model_validate({"retired": retired or {}})
    return Network(entries, about=about)


def written(path: Path, network: Network[Entry]) -> Path:
    path.write_text(dumps(network))
    return path


# Ids that were withdrawn


def test_the_error_for_a_withdrawn_id_says_when_and_why() -> None:
    with pytest.raises(UnknownIdError, match=r"2026-02-01.*organizers"):
        network(A, retired={"gone": GONE})["gone"]


def test_a_withdrawn_id_travels_through_json() -> None:
    known = network(A, retired={"gone": GONE})
    assert known == loads(dumps(known))
    with pytest.raises(DataError):
        loads('{"about": {"retired": {"gone": {"why": "No day."}}}, "entries": []}')


def test_a_withdrawn_id_that_an_entry_has_is_reported() -> None:
    assert ["retired-id"] == [finding.code for finding in check(network(A, retired={"a": GONE}))]


# Two networks


def test_the_difference_is_matched_by_id() -> None:
    new = B.model_copy(update={"url": "https://new.example", "name": "New"})
    diff = differences.difference(network(A, B), network(new))
    assert (["a"], ["b"]) == (
        [entry.id for entry in diff.removed],
        [change.after.id for change in diff.changed],
    )


def test_entries_of_pages_are_matched_by_address() -> None:
    old = loads(
        "### Petitions\n\n* [Old name](https://a.example)\n* [B](https://b.example)\n",
        "markdown",
        language="en",
    )
    new = loads(
        "### Petitions\n\n* [New name](https://a.example)\n* [Old name](https://c.example)\n",
        "markdown",
        language="en",
    )
    diff = differences.difference(old, new)
    assert ["old-name"] == [entry.id for entry in diff.added]
    assert ["b"] == [entry.id for entry in diff.removed]
    assert ["name"] == [field for change in diff.changed for field in change.fields]


def test_an_entry_of_a_page_keeps_apart_from_a_new_one_with_its_id() -> None:
    old = loads(
        "### Petitions\n\n* [A](https://a.example)\n* [A](https://b.example)\n",
        "markdown",
        language="en",
    )
    new = loads(
        "### Petitions\n\n* [A](https://c.example)\n* [A](https://d.example)\n",
        "markdown",
        language="en",
    )
    diff = differences.difference(old, new)
    assert (2, 2) == (len(diff.added), len(diff.removed))


def test_each_change_is_a_line_with_what_is_new() -> None:
    changed = Petition(
        id="b",
        name="B",
        url="https://new.example",
        territories=["FR", "DE"],
        also_at=["https://more.example"],
        description="New.",
        translations={"de": {"name": "Be"}},
        closes=date(2026, 5, 1),
    )
    concluded = Petition(id="c", name="C", url="https://c.example", status="concluded")
    opened = Petition(id="d", name="D", url="https://d.example", status="concluded")
    old = network(A, B, concluded.model_copy(update={"status": "active"}), opened)
    new = network(
        changed,
        concluded.model_copy(update={"concluded": date(2026, 1, 2)}),
        opened.model_copy(update={"status": "active"}),
        Initiative(id="e", name="E", url="https://e.example"),
        Petition(id="f", name="F", url="https://f.example", status="concluded"),
        retired={"a": GONE},
    )
    lines = list(differences.as_text(old.diff(new), new.about))
    assert ["added", "added", "removed", "changed", "concluded", "reopened"] == [
        line.split()[0] for line in lines
    ]
    assert "F (concluded)" in lines[1]
    assert "organizers" in lines[2]
    for part in ("Germany → France, Germany", "none → https://more.example", "2026-05-01", ": de"):
        assert part in lines[3]
    assert "2026-01-02" in lines[4]


def test_markdown_is_escaped() -> None:
    (line,) = differences.as_markdown(network().diff(network(B)), About())
    assert line.endswith(r"B \*1\*")


def test_two_files_are_compared_by_the_command(tmp_path: Path) -> None:
    old = written(tmp_path / "old.json", network(A, B))
    new = written(tmp_path / "new.json", network(B, retired={"a": GONE}))
    result = command("diff", old, new, "--format", "json")
    values = json.loads(result.stdout)
    assert ([], [], []) == (values["added"], values["changed"], values["concluded"])
    assert [{"id": "a", "name": "A", "retired": GONE}] == values["removed"]
    assert "" == command("diff", new, new).stdout


def test_without_a_second_file_the_bundled_network_is_the_newer_one(tmp_path: Path) -> None:
    old = written(tmp_path / "old.json", load()[1:])
    assert "added      EscapeX\n" == command("diff", old).stdout


def test_since_a_day_the_bundled_network_has_its_days() -> None:
    result = command("diff", "--since", "2026-01-13", "--format", "markdown")
    assert 2 == len(result.stdout.splitlines())


def test_since_a_day_or_commit_pages_have_their_history(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    first = "### Petitions\n\n* [A](https://a.example)\n"
    folder.commit({"index.md": first}, day="2025-01-01")
    folder.commit({"index.md": first + "* [B](https://b.example)\n"}, day="2025-02-01")
    for since in ("2025-01-15", "HEAD~1"):
        result = command("diff", tmp_path, "--since", since, "--language", "en")
        assert "added      B\n" == result.stdout
    result = command("diff", tmp_path / "index.md", "--since", "2024-01-01", "--language", "en")
    assert 2 == len(result.stdout.splitlines())


@pytest.mark.parametrize("words", [[], ["a.json", "b.json", "--since", "2025-01-01"]])
def test_a_call_that_compares_nothing_is_an_error(words: list[str]) -> None:
    assert 2 == command("diff", *words).exit_code


# The history as a command


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = GitFolder(tmp_path)
    active = "### Petitions\n\n* [A *1*](https://a.example) (Germany)\n"
    folder.commit({"index.md": active}, day="2025-01-01", message="Begin")
    folder.commit({"notes.txt": "x"}, day="2025-01-02")
    concluded = "### Petitions\n\n#### Concluded\n\n* [A *1*](https://a.example) (Germany)\n"
    folder.commit({"index.md": concluded}, day="2025-01-03", message="Done")
    folder.commit({"index.md": f"{concluded}\nProse.\n"}, day="2025-01-04", message="Prose")
    return tmp_path


def test_the_history_is_printed_as_text(pages: Path) -> None:
    lines = command("history", pages, "--language", "en").stdout.splitlines()
    assert ["2025-01-01", "added", "2025-01-03", "concluded"] == [line.split()[0] for line in lines]


def test_the_history_is_printed_as_markdown_with_permalinks(pages: Path) -> None:
    words = ("--format", "markdown", "--commits", "https://git.example/commit/")
    text = command("history", pages, "--language", "en", *words).stdout
    assert text.startswith("## 2025-01-03 ([")
    assert "](https://git.example/commit/" in text
    assert "## 2025-01-01\n" in command("history", pages, "--format", "markdown").stdout


def test_the_history_is_printed_as_json(pages: Path) -> None:
    values = json.loads(command("history", pages, "--format", "json", "--language", "en").stdout)
    assert ["2025-01-01", "2025-01-03", "2025-01-04"] == [r["day"] for r in values["revisions"]]
    (entry,) = values["entries"]
    assert ("2025-01-01", "2025-01-03") == (entry["listed"], entry["concluded"])
    assert "sources" not in entry
    words = ("--format", "json", "--commits", "https://git.example/")
    values = json.loads(command("history", pages, *words).stdout)
    assert 2 == len(values["entries"][0]["sources"])


def test_convert_fills_days_from_the_history(pages: Path) -> None:
    target = pages / "network.json"
    words = ("--history", "--commits", "https://git.example/", "--source-language", "en")
    assert 0 == command("convert", pages, target, *words).exit_code
    (entry,) = loads(target.read_text())
    assert (date(2025, 1, 1), date(2025, 1, 3)) == (entry.listed, entry.concluded)
    assert 2 == command("convert", target, pages, "--history").exit_code
    assert 2 == command("convert", pages, target, "--commits", "https://x.example/").exit_code


def test_two_commits_of_pages_are_compared(pages: Path) -> None:
    words = ("--since", "HEAD~3", "--until", "HEAD~1", "--language", "en", "--format", "json")
    values = json.loads(command("diff", pages, *words).stdout)
    assert ["status"] == values["changed"][0]["fields"]
    assert (
        []
        == json.loads(command("diff", pages, *words[:-2], "--until", "HEAD~3", *words[-2:]).stdout)[
            "changed"
        ]
    )


@pytest.mark.parametrize("words", [["HEAD~1", "HEAD"], ["n.json", "--until", "2025-01-01"]])
def test_commits_without_pages_are_an_error_that_says_how_they_are_compared(
    words: list[str],
) -> None:
    result = command("diff", *words)
    assert (2, True) == (result.exit_code, "--since" in result.stderr)


def test_the_languages_of_pages_do_not_concern_data(pages: Path) -> None:
    (pages / "network.json").write_text(dumps(load()))
    words = ("--language", "de", "--format", "json")
    values = json.loads(command("diff", pages / "network.json", pages / "index.md", *words).stdout)
    assert 23 == len(values["removed"])
    assert all("retired" not in removed for removed in values["removed"])
