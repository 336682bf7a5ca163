"""What a sync does in single cases, in Python and on the command line."""

import difflib
import json
import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import GitFolder

from leavex_network import DataError, Entry, Network, NetworkWarning, dumps, load, read, sync
from leavex_network.cli.app import app
from leavex_network.errors import ArgumentError, NetworkError
from leavex_network.files.checking import checked
from leavex_network.syncing import Synced

SITE = "baseURL='https://leavex.eu/'\ndefaultContentLanguage='en'\n" + "".join(
    f"[languages.{language}]\n" for language in ("en", "de", "fr", "es")
)
EN = "### Petitions\n\n* [A](https://a.example) (Germany)\n* [B](https://b.example): Text.\n"
DE = "### Petitionen\n\n* [Ä](https://a.example) (Deutschland)\n* [B](https://b.example): Wort.\n"


def run(path: Path, data: Path | None = None, **options: object) -> Synced:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return sync(path, data, **options)  # type: ignore[arg-type] - drawn from parameters


def made(root: Path, files: Mapping[str, str], *, commit: bool = True) -> Path:
    """Write a site with these pages, commit them, and return the folder of the pages."""
    folder = GitFolder(root)
    pages = {f"content/network/{name}": text for name, text in files.items()}
    folder.write({"hugo.toml": SITE, **pages})
    if commit:
        folder.commit()
    return root / "content/network"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages in step, committed."""
    return made(tmp_path, {"index.md": EN, "index.de.md": DE})


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


# A site like the real one


def test_pages_that_drifted_apart_are_brought_in_step_by_one_command(tmp_path: Path) -> None:
    network = load()
    behind = network.as_of("2025-02-24")
    files: dict[str, str] = {}
    for language in ("en", "de", "fr", "es"):
        shown: Network[Entry] = network if language == "en" else behind
        text = dumps(shown, "markdown", language=language, base_url="https://leavex.eu/")
        if language == "fr":
            text = text.replace("(Canada)", "(Kanada)")
            text += "* [HelloQuitX](https://www.helloquitx.com) (France)\n"
        name = "index.md" if language == "en" else f"index.{language}.md"
        files[name] = text
    folder = made(tmp_path, files, commit=False)
    result = run(folder)
    assert [] == result.conflicts
    assert ["listed-twice"] == [
        finding.code for finding in checked(folder).findings if finding.code != "unread-link"
    ]
    for name, before in files.items():
        after = (folder / name).read_text()
        lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0))
        assert len(lines) <= 25, name
        # The texts of the page are still there, to the letter.
        assert all(text_of(line) in after for line in before.splitlines() if line.startswith("*"))
    again = run(folder)
    assert ({}, {}) == (again.texts, again.state)


def text_of(item: str) -> str:
    """The name, the address and the description of an item, without its label."""
    return item.rpartition(" (")[0] if item.endswith(")") and "](" not in item[-20:] else item


# Facts


def test_a_label_that_one_page_changed_is_taken_over(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Frankreich)")
    run(pages)
    assert "[A](https://a.example) (France)" in (pages / "index.md").read_text()


def test_two_changes_of_a_label_are_a_conflict_that_the_own_page_decides(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Frankreich)")
    edit(pages / "index.md", "(Germany)", "(Italy)")
    (conflict,) = run(pages).conflicts
    assert ("index.de.md", 3) == (Path(conflict.file or "").name, conflict.line)
    assert "(Italien)" in (pages / "index.de.md").read_text()
    assert [] == run(pages).conflicts


def test_an_entry_that_one_page_removed_is_removed_from_all(tmp_path: Path) -> None:
    third = "* [C](https://c.example)\n"
    folder = made(tmp_path, {"index.md": EN + third, "index.de.md": DE + third})
    edit(folder / "index.de.md", third, "")
    run(folder)
    assert third not in (folder / "index.md").read_text()


def test_an_entry_that_another_page_edited_is_not_removed(tmp_path: Path) -> None:
    third = "* [C](https://c.example)\n"
    folder = made(tmp_path, {"index.md": EN + third, "index.de.md": DE + third})
    edit(folder / "index.de.md", third, "")
    edit(folder / "index.md", third, "* [C](https://c.example): New words.\n")
    (conflict,) = run(folder).conflicts
    assert "c" == conflict.entry
    assert "New words." in (folder / "index.md").read_text()
    assert "c.example" not in (folder / "index.de.md").read_text()


@pytest.mark.parametrize("lost", [2, 3, 4])
def test_more_than_a_third_gone_at_once_is_a_conflict(lost: int, tmp_path: Path) -> None:
    items = [f"* [N{number}](https://n{number}.example)\n" for number in range(5)]
    texts = {"index.md": f"### Petitions\n\n{''.join(items)}"}
    texts["index.de.md"] = f"### Petitionen\n\n{''.join(items)}"
    folder = made(tmp_path, texts)
    (folder / "index.de.md").write_text(f"### Petitionen\n\n{''.join(items[lost:])}")
    assert lost == len(run(folder).conflicts)
    assert texts["index.md"] == (folder / "index.md").read_text()


def test_a_section_that_is_gone_is_a_conflict(tmp_path: Path) -> None:
    active = "".join(f"* [N{number}](https://n{number}.example)\n" for number in range(5))
    english = f"### Petitions\n\n{active}\n#### Concluded\n\n* [C](https://c.example)\n"
    german = english.replace("Petitions", "Petitionen").replace("Concluded", "Abgeschlossen")
    folder = made(tmp_path, {"index.md": english, "index.de.md": german})
    (folder / "index.de.md").write_text(f"### Petitionen\n\n{active}")
    assert 1 == len(run(folder).conflicts)
    assert english == (folder / "index.md").read_text()


def test_an_address_that_changed_is_taken_over_where_it_was_the_same(pages: Path) -> None:
    edit(pages / "index.de.md", "https://b.example", "https://new.example")
    run(pages)
    assert "[B](https://new.example)" in (pages / "index.md").read_text()


@pytest.mark.parametrize(
    "address", ["https://de.b.example", "https://b.example/de/", "https://b.example/?lang=de"]
)
def test_an_address_in_the_language_of_its_page_stays_there(address: str, pages: Path) -> None:
    edit(pages / "index.de.md", "https://b.example", address)
    run(pages)
    assert EN == (pages / "index.md").read_text()
    assert f"]({address})" in (pages / "index.de.md").read_text()


def test_the_order_that_one_page_changed_is_taken_over(pages: Path) -> None:
    first, second = DE.splitlines(keepends=True)[2:]
    edit(pages / "index.de.md", first + second, second + first)
    run(pages)
    names = [entry.name for entry in read(pages / "index.md", language="en")]
    assert ["B", "A"] == names


def test_a_text_that_one_page_changed_stays_there(pages: Path) -> None:
    edit(pages / "index.md", "Text.", "Other words.")
    assert {} == run(pages).texts


def test_an_entry_is_inserted_in_its_original_words_or_skipped(pages: Path) -> None:
    added = "* [C](https://c.example): Words. (Italy)\n"
    (pages / "index.md").write_text(EN + added)
    skipped = run(pages, untranslated="skip")
    assert ({}, True) == (skipped.texts, "left out" in str(skipped.summaries))
    result = run(pages)
    assert "* [C](https://c.example): Words. (Italien)\n" in (pages / "index.de.md").read_text()
    assert "1 to translate: 'C'" in result.summaries[pages / "index.de.md"]


def test_what_a_page_lists_in_another_form_is_not_inserted(pages: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n")
    (pages / "index.de.md").write_text(f"{DE}\n| Name |\n| --- |\n| [C](https://c.example) |\n")
    assert {} == run(pages).texts


def test_without_a_repository_the_own_page_decides(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(EN)
    (tmp_path / "index.de.md").write_text(DE.replace("Deutschland", "Frankreich"))
    with pytest.warns(NetworkWarning, match="no-base"):
        sync(tmp_path, language="en")
    assert DE == (tmp_path / "index.de.md").read_text()


def test_a_foreign_label_is_translated(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Germany)")
    run(pages)
    assert DE == (pages / "index.de.md").read_text()


# With a data file


@pytest.fixture
def data(pages: Path) -> Path:
    """A data file in step with the pages."""
    path = pages.parent.parent / "network.json"
    run(pages, path)
    return path


def entries(path: Path) -> dict[str, dict[str, object]]:
    return {entry["id"]: entry for entry in json.loads(path.read_text())["entries"]}


def change(path: Path, entry_id: str, **values: object) -> None:
    content = json.loads(path.read_text())
    for entry in content["entries"]:
        if entry["id"] == entry_id:
            entry.update(values)
    path.write_text(json.dumps(content))


def test_a_data_file_is_created_from_the_pages(pages: Path, data: Path) -> None:
    network = read(data)
    assert ["Ä", "Wort."] == [network.localize("de")[0].name, network.localize("de")[1].description]
    assert (EN, DE) == ((pages / "index.md").read_text(), (pages / "index.de.md").read_text())
    again = run(pages, data)
    assert ({}, {}) == (again.texts, again.state)


def test_what_the_data_changed_is_taken_over_by_all_pages(pages: Path, data: Path) -> None:
    change(data, "a", territories=["FR"], status="concluded", note="Kept.")
    run(pages, data)
    assert "#### Concluded\n\n* [A](https://a.example) (France)" in (pages / "index.md").read_text()
    assert "(Frankreich)" in (pages / "index.de.md").read_text()
    assert "Kept." == entries(data)["a"]["note"]


def test_a_text_changed_on_both_sides_stays_on_both_until_one_is_preferred(
    pages: Path, data: Path
) -> None:
    edit(pages / "index.md", "Text.", "On the page.")
    change(data, "b", description="In the data.")
    before = (pages / "index.md").read_text()
    for _ in range(2):
        (conflict,) = run(pages, data).conflicts
        assert ("b", 4) == (conflict.entry, conflict.line)
        assert "On the page." in conflict.message
        assert "In the data." in conflict.message
        assert before == (pages / "index.md").read_text()
        assert "In the data." == entries(data)["b"]["description"]
    assert [] == run(pages, data, prefer="data").conflicts
    assert "In the data." in (pages / "index.md").read_text()


def test_a_page_that_is_preferred_decides(pages: Path, data: Path) -> None:
    edit(pages / "index.md", "(Germany)", "(Italy)")
    change(data, "a", territories=["FR"])
    assert 1 == len(run(pages, data).conflicts)
    assert [] == run(pages, data, prefer="pages").conflicts
    assert ["IT"] == entries(data)["a"]["territories"]
    assert "(Italien)" in (pages / "index.de.md").read_text()


def test_a_copy_of_the_original_words_follows_them(pages: Path, data: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example): Words.\n")
    run(pages, data)
    edit(pages / "index.md", "Words.", "Better words.")
    run(pages, data)
    assert "Better words." in (pages / "index.de.md").read_text()
    edit(pages / "index.de.md", "Better words.", "Bessere.")
    edit(pages / "index.md", "Better words.", "The best words.")
    run(pages, data)
    assert "Bessere." in (pages / "index.de.md").read_text()
    assert "Bessere." == read(data).localize("de")["c"].description


def test_the_state_is_written_last_so_that_a_killed_run_heals(pages: Path, data: Path) -> None:
    edit(pages / "index.md", "(Germany)", "(Italy)")
    planned = run(pages, data, dry_run=True)
    for file, text in list(planned.texts.items())[:1]:
        file.write_text(text)
    result = run(pages, data)
    assert [] == result.conflicts
    assert ["IT"] == entries(data)["a"]["territories"]


def test_an_entry_that_the_data_removed_is_removed_from_the_pages(pages: Path, data: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n* [D](https://d.example)\n")
    run(pages, data)
    content = json.loads(data.read_text())
    content["entries"] = [entry for entry in content["entries"] if entry["id"] != "c"]
    data.write_text(json.dumps(content))
    assert [] == run(pages, data).conflicts
    assert "c.example" not in (pages / "index.md").read_text()
    assert ["a", "b", "d"] == list(entries(data))


def test_an_entry_removed_here_and_edited_there_waits_for_a_decision(
    pages: Path, data: Path
) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n* [D](https://d.example)\n")
    run(pages, data)
    edit(pages / "index.md", "* [C](https://c.example)\n", "")
    change(data, "c", note="n", territories=["FR"])
    for _ in range(2):
        assert ["c"] == [conflict.entry for conflict in run(pages, data).conflicts]
    run(pages, data, prefer="data")
    assert "[C](https://c.example) (France)" in (pages / "index.md").read_text()


def test_the_title_of_a_page_follows_the_data(tmp_path: Path) -> None:
    front = "---\ntitle: Network\n---\n\nHello.\n\n"
    folder = made(tmp_path, {"index.md": front + EN, "index.de.md": DE})
    data = tmp_path / "network.json"
    run(folder, data)
    content = json.loads(data.read_text())
    content["about"]["title"] = "Our network"
    data.write_text(json.dumps(content))
    edit(folder / "index.md", "Hello.", "Good day.")
    assert [] == run(folder, data).conflicts
    assert 'title: "Our network"' in (folder / "index.md").read_text()
    assert "Good day." == read(data).about.introduction


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', '{"entries": {"a": 1}}'])
def test_a_state_that_is_none_is_an_error_that_names_it(text: str, pages: Path, data: Path) -> None:
    data.with_name("network.sync.json").write_text(text)
    with pytest.raises(DataError) as caught:
        sync(pages, data)
    assert "invalid-state" == caught.value.problems[0].code


def test_a_state_without_its_data_is_an_error(pages: Path, data: Path) -> None:
    data.unlink()
    with pytest.raises(ArgumentError, match="state"):
        sync(pages, data)


@pytest.mark.parametrize(
    "options", [{"prefer": "pages"}, {"history": True}, {"commits": "https://x.example/"}]
)
def test_options_of_data_need_data(options: dict[str, object], pages: Path) -> None:
    with pytest.raises(NetworkError):
        run(pages, **options)


def test_days_and_sources_that_the_data_lacks_are_filled_from_the_commits(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": EN}, day="2025-01-05")
    folder.commit({"index.md": EN + "* [C](https://c.example)\n"}, day="2025-02-05")
    data = tmp_path / "network.json"
    options = {"history": True, "commits": "https://git.example/commit/", "language": "en"}
    run(tmp_path, data, **options)
    assert ["2025-01-05", "2025-02-05"] == [entries(data)[key]["listed"] for key in ("a", "c")]
    change(data, "a", listed="2020-01-01")
    run(tmp_path, data, **options)
    assert "2020-01-01" == entries(data)["a"]["listed"]
    source = read(data).about.sources[read(data)["c"].sources[0]]
    assert source.url.startswith("https://git.example/commit/")


# The command line


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
