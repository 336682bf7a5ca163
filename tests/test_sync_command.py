"""What `leavex-network sync` prints, and its exit status."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sync_sites import DE, EN, edit

from leavex_network.cli.app import app


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_says_in_a_line_for_each_file_what_it_did(pages: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example): Words.\n")
    result = command("sync", pages)
    assert 0 == result.exit_code
    lines = result.stderr.splitlines()
    assert ["index.md", "index.de.md"] == [Path(line.partition(": ")[0]).name for line in lines]
    assert lines[0].endswith("unchanged")
    assert lines[1].endswith("1 added; 1 to translate: 'C'")


def test_check_changes_nothing_and_exits_with_1(pages: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n")
    assert 1 == command("sync", pages, "--check").exit_code
    assert DE == (pages / "index.de.md").read_text()
    assert 0 == command("sync", pages).exit_code
    assert 0 == command("sync", pages, "--check").exit_code


def test_a_dry_run_prints_the_changes_and_makes_none(pages: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n")
    result = command("sync", pages, "--dry-run")
    assert (0, True) == (result.exit_code, "+* [C](https://c.example)" in result.stdout)
    assert DE == (pages / "index.de.md").read_text()


def test_conflicts_exit_with_1(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Frankreich)")
    edit(pages / "index.md", "(Germany)", "(Italy)")
    result = command("sync", pages)
    assert (1, True) == (result.exit_code, "[conflict]" in result.stderr)


@pytest.mark.parametrize(
    "arguments", [["--prefer", "pages"], ["--history"], ["--commits", "https://x.example/"]]
)
def test_options_that_need_data_say_so(arguments: list[str], pages: Path) -> None:
    result = command("sync", pages, *arguments)
    assert (2, True) == (result.exit_code, arguments[0] in result.stderr)


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    assert 2 == command("sync", tmp_path).exit_code
    assert 2 == command("sync", tmp_path / "nowhere").exit_code
