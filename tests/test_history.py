"""The history of pages, read from the Git repository that they lie in."""

import shutil
import warnings
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from repositories import GitFolder

from leavex_network import (
    DataError,
    Entry,
    Network,
    NetworkError,
    NetworkWarning,
    dumps,
    read,
    read_history,
)
from leavex_network.errors import ArgumentError, RepositoryError
from leavex_network.pages import item_cache
from leavex_network.pages.matching import matches
from leavex_network.revisions import git, reading
from leavex_network.revisions.filling import filled
from leavex_network.revisions.git import Repository
from leavex_network.revisions.history import History

SITE = (
    "baseURL='https://leavex.eu/'\ndefaultContentLanguage='en'\n"
    "[languages.en]\n[languages.de]\n[languages.fr]\n"
)
LANGUAGES = ("en", "de", "fr")
COMMITS = "https://git.example/commit/"


def pages(network: Network[Entry], folder: str) -> dict[str, str]:
    names = {"en": "index.md", "de": "index.de.md", "fr": "index.fr.md"}
    return {
        f"{folder}/{names[language]}": dumps(
            network, "markdown", language=language, base_url="https://leavex.eu/"
        )
        for language in LANGUAGES
    }


def page(*items: str, concluded: tuple[str, ...] = ()) -> str:
    lines = ["### Petitions", "", *items]
    if concluded:
        lines += ["", "#### Concluded", "", *concluded]
    return "\n".join([*lines, ""])


A, B = "* [A](https://a.example) (Germany)", "* [B](https://b.example)"


@pytest.fixture(scope="module")
def repository(
    tmp_path_factory: pytest.TempPathFactory, network: Network[Entry]
) -> tuple[GitFolder, dict[str, date]]:
    """A repository with the bundled network as it grew; the day of each commit that made it."""
    folder = GitFolder(tmp_path_factory.mktemp("history"))
    folder.commit({"hugo.toml": SITE})
    written: dict[str, date] = {}
    days = sorted({source.date for source in network.about.sources.values()})
    wrong = network["ban-x-in-europe"].model_copy(update={"territories": ("ES",)})
    for number, day in enumerate(days):
        listed = network.as_of(day)
        if date(2025, 2, 5) <= day < date(2025, 2, 7):
            entries = [wrong if entry.id == wrong.id else entry for entry in listed]
            listed = Network(entries, about=listed.about)
        if number == len(days) // 2:
            folder.git("mv", "content/netz", "content/network")
        place = "content/netz" if number < len(days) // 2 else "content/network"
        written[folder.commit(pages(listed, place), day=day)] = day
        if number == 8:
            folder.commit({f"{place}/index.md": page(A)}, day=day, message="A mistake")
            folder.git("revert", "--no-edit", "HEAD", day=day)
    return folder, written


@pytest.fixture(scope="module")
def history(repository: tuple[GitFolder, dict[str, date]]) -> History:
    return read_history(repository[0].root / "content/network", commits=COMMITS)


def test_the_days_and_sources_of_the_bundled_network_come_back(
    history: History, network: Network[Entry]
) -> None:
    ids = matches({entry.id: entry for entry in history.network}, network)
    assert len(network) == len(ids)
    for entry in history.network:
        known = network[ids[entry.id]]
        assert (known.listed, known.concluded) == (entry.listed, entry.concluded), known.id
        assert days_of(known, network) == days_of(entry, history.network), known.id
    urls = [source.url for source in history.network.about.sources.values()]
    assert all(url.startswith(COMMITS) for url in urls)


def days_of(entry: Entry, network: Network[Entry]) -> list[date]:
    return [network.about.sources[key].date for key in entry.sources]


def test_the_network_of_a_day_has_the_words_that_were_written_then(
    repository: tuple[GitFolder, dict[str, date]], history: History, network: Network[Entry]
) -> None:
    _, written = repository
    last = {day: commit for commit, day in written.items()}
    for day, commit in last.items():
        assert history.at(commit) == history.at(day)
    then, known = history.at("2025-01-20"), network.as_of("2025-01-20")
    for language in LANGUAGES:
        assert words(known.localize(language)) == words(then.localize(language))


def words(network: Network[Entry]) -> list[tuple[str, str, str]]:
    return [(entry.name, entry.url, entry.description) for entry in network]


def test_the_network_of_a_commit_equals_the_reading_of_its_files(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "a")
    texts = {"index.md": page(A, B), "index.de.md": "### Petitionen\n\n* [Ä](https://a.example)\n"}
    commit = folder.commit(texts)
    folder.commit({"index.md": page(B)})
    old = GitFolder(tmp_path / "b")
    old.write(texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        assert read(old.root) == read_history(folder.root).at(commit[:9])


def entry_days(
    tmp_path: Path, commits: list[tuple[str, str]], **options: str
) -> Mapping[str, tuple[str | None, str | None]]:
    folder = GitFolder(tmp_path)
    for day, text in commits:
        folder.commit({"index.md": text}, day=day)
    network = read_history(folder.root / "index.md", language="en", **options).network
    return {
        entry.name: (entry.listed and str(entry.listed), entry.concluded and str(entry.concluded))
        for entry in network
    }


def test_an_entry_that_is_active_again_is_concluded_on_the_second_day(tmp_path: Path) -> None:
    commits = [
        ("2025-01-01", page(A, B)),
        ("2025-01-02", page(A, concluded=(B,))),
        ("2025-01-03", page(A, B)),
        ("2025-01-04", page(A, concluded=(B,))),
    ]
    assert ("2025-01-01", "2025-01-04") == entry_days(tmp_path, commits)["B"]


def test_an_entry_that_was_gone_for_a_while_keeps_its_first_day(tmp_path: Path) -> None:
    commits = [("2025-01-01", page(A, B)), ("2025-01-02", page(A)), ("2025-01-03", page(A, B))]
    assert ("2025-01-01", None) == entry_days(tmp_path, commits)["B"]


def test_an_entry_whose_address_changed_is_the_same(tmp_path: Path) -> None:
    moved = B.replace("b.example", "new.example")
    commits = [("2025-01-01", page(A, B)), ("2025-01-02", page(A, moved))]
    assert ("2025-01-01", None) == entry_days(tmp_path, commits)["B"]


def test_the_day_is_that_of_the_author_in_the_author_s_time_zone(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.write({"index.md": page(A)})
    folder.git("add", "--all")
    folder.git("commit", "-m", "Late", "--date", "2025-03-01T23:30:00-0500", day="2025-06-01")
    assert date(2025, 3, 1) == read_history(folder.root, language="en").revisions[0].day


def test_a_merge_counts_as_one_change(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)}, day="2025-01-01")
    folder.git("checkout", "--quiet", "-b", "other")
    folder.commit({"index.md": page(A, B)}, day="2025-01-02")
    folder.git("checkout", "--quiet", "main")
    folder.git("merge", "--quiet", "--no-ff", "-m", "Merge", "other", day="2025-01-05")
    history = read_history(folder.root, language="en")
    assert ["2025-01-01", "2025-01-05"] == [str(revision.day) for revision in history.revisions]
    assert ["B"] == [entry.name for entry in history.changes()[1].added]


def test_the_changes_say_what_was_added_removed_changed_and_concluded(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A, B)})
    folder.commit({"index.md": page(A.replace("Germany", "France"), concluded=(B,))})
    folder.commit({"index.md": page(A.replace("Germany", "France"))})
    first, second, third = read_history(folder.root, language="en").changes()
    assert ["A", "B"] == [entry.name for entry in first.added]
    assert ["B"] == [entry.name for entry in second.concluded]
    assert [("territories",), ("status",)] == [change.fields for change in second.changed]
    assert ["B"] == [entry.name for entry in third.removed]


def test_a_revision_that_cannot_be_read_is_reported_and_skipped(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)}, day="2025-01-01")
    (folder.root / "index.md").write_bytes(b"\xff\xfe")
    folder.commit(day="2025-01-02")
    folder.commit({"index.md": page(A, B)}, day="2025-01-03")
    with pytest.warns(NetworkWarning, match="unread-revision"):
        history = read_history(folder.root, language="en")
    assert ["2025-01-01", "2025-01-03"] == [str(revision.day) for revision in history.revisions]


def test_a_shallow_clone_says_that_it_does_not_know_the_first_day(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "whole")
    folder.commit({"index.md": page(A)}, day="2025-01-01")
    folder.commit({"index.md": page(A, B)}, day="2025-01-02")
    folder.commit(
        {"index.md": page(A, B, B.replace("B", "C").replace("b.", "c."))}, day="2025-01-03"
    )
    origin = folder.root.as_uri()
    folder.git("clone", "--quiet", "--depth", "2", origin, str(tmp_path / "shallow"))
    with pytest.warns(NetworkWarning, match="shallow-history"):
        network = read_history(tmp_path / "shallow", language="en").network
    days = {entry.name: entry.listed for entry in network}
    assert {"A": None, "B": None, "C": date(2025, 1, 3)} == days


def test_what_the_repository_configures_is_not_run(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A), ".gitattributes": "*.md diff=evil filter=evil\n"})
    folder.commit({"index.md": page(A, B)})
    script = tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch '{tmp_path}/was-run'\ncat\n")
    script.chmod(0o755)
    for name in (
        *("core.pager", "core.fsmonitor", "core.sshCommand", "core.editor", "diff.external"),
        *("diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "gpg.program"),
        *("alias.rev-list", "alias.cat-file", "interactive.diffFilter", "credential.helper"),
    ):
        value = f"!{script}" if name.startswith("alias") else str(script)
        folder.git("config", name, value)
    folder.git("config", "log.showSignature", "true")
    (tmp_path / ".git" / "hooks").mkdir()
    for hook in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        (tmp_path / ".git" / "hooks" / hook).write_text(script.read_text())
        (tmp_path / ".git" / "hooks" / hook).chmod(0o755)
    history = read_history(folder.root, language="en")
    assert 2 == len(history.revisions)
    assert 1 == len(history.at(history.revisions[0].id))
    assert not (tmp_path / "was-run").exists()


def test_the_variables_of_a_hook_do_not_lead_to_another_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = GitFolder(tmp_path / "a")
    folder.commit({"index.md": page(A)})
    other = GitFolder(tmp_path / "b")
    other.commit({"x": ""})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    assert 1 == len(read_history(folder.root, language="en").revisions)


def test_pages_outside_of_a_repository_have_no_history(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(page(A))
    with pytest.raises(RepositoryError, match="no Git repository"):
        read_history(tmp_path)


def test_without_git_the_error_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RepositoryError, match="install"):
        read_history(tmp_path)


def test_pages_that_no_commit_has_are_an_error(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.write({"index.md": page(A)})
    with pytest.raises(ArgumentError, match="commit"):
        read_history(tmp_path, language="en")


@pytest.mark.parametrize("when", ["2020-01-01", "nowhere", "--all", "0" * 40, "a\nb"])
def test_a_day_or_commit_without_pages_is_an_error(when: str, tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)})
    with pytest.raises(NetworkError):
        read_history(tmp_path, language="en").at(when)


# Repositories of others


def test_names_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"content/network/index.md": page(A)})
    blob = folder.git("hash-object", "-w", "content/network/index.md")
    names = (b"..", b".", b"../../evil.md", b"/evil.md", b"x" * 300 + b".md", b"index.md")
    content = b"".join(b"100644 %s\0%s" % (name, bytes.fromhex(blob)) for name in names)
    with Repository(tmp_path) as repository:
        tree = tree_of(folder, content)
        assert ["index.md"] == list(repository.folder(tree, PurePosixPath()))
        assert {} == repository.folder(tree_of(folder, b"100644 no-end"), PurePosixPath())


def tree_of(folder: GitFolder, content: bytes) -> str:
    """Write a tree that Git itself would refuse, and return a commit of it."""
    (folder.root / "tree").write_bytes(content)
    tree = folder.git("hash-object", "-t", "tree", "-w", "--literally", "tree")
    (folder.root / "tree").unlink()
    return folder.git("commit-tree", tree, "-m", "Evil")


def test_a_configuration_of_countless_folders_is_opened_in_part(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A), "hugo.toml": SITE})
    tree = folder.git("hash-object", "-t", "tree", "-w", "/dev/null")
    for _ in range(20):
        entries = "".join(f"040000 tree {tree}\t{letter}\n" for letter in "abcdefghij")
        (tmp_path / "entries").write_text(entries)
        tree = folder.git("mktree", "--missing", stdin=entries)
    (tmp_path / "entries").unlink()
    listing = folder.git("ls-tree", "HEAD") + f"\n040000 tree {tree}\tconfig\n"
    commit = folder.git("commit-tree", folder.git("mktree", stdin=listing), "-m", "Bomb")
    folder.git("update-ref", "HEAD", commit)  # a checkout would open all folders
    assert 1 == len(read_history(tmp_path / "index.md").revisions)


def test_a_commit_without_a_day_is_an_error(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)})
    tree = folder.git("rev-parse", "HEAD^{tree}")
    for author in ("A <a@b.example>", "A <a@b.example> 1 x", f"A <a@b.example> {'9' * 30} +0100"):
        text = f"tree {tree}\nauthor {author}\ncommitter {author}\n\nx\n"
        commit = folder.git(
            "hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text
        )
        with Repository(tmp_path) as repository, pytest.raises(RepositoryError, match="day"):
            repository.commit(commit)


def test_objects_that_are_missing_or_too_large_are_none(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    commit = folder.commit({"index.md": page(A)})
    with Repository(tmp_path) as repository:
        file_id = repository.folder(commit, PurePosixPath())["index.md"].id
        assert page(A).encode() == repository.file(file_id)
        assert repository.file(file_id, 3) is None
        assert repository.file("0" * 40) is None
        assert {} == repository.folder(commit, PurePosixPath("a\nb"))
        with pytest.raises(RepositoryError):
            repository.commit("0" * 40)


def test_a_page_that_is_too_large_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)})
    large = folder.commit({"index.md": page(A, "x" * 5_000)})
    monkeypatch.setattr(reading, "MAX_BYTES", 1_000)
    with pytest.warns(NetworkWarning, match="unread-revision"):
        history = read_history(tmp_path, language="en")
    assert 1 == len(history.revisions)
    with pytest.raises(DataError, match="too-large"):
        history.at(large)


def test_pages_that_no_revision_has_readable_are_an_error(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    (tmp_path / "index.md").write_bytes(b"\xff")
    folder.commit()
    with pytest.raises(DataError):
        read_history(tmp_path, language="en")


@pytest.mark.parametrize("limit", ["MOST_COMMITS", "_LONGEST_OUTPUT"])
def test_what_git_prints_is_bounded(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = GitFolder(tmp_path)
    for text in (page(A), page(A, B)):
        folder.commit({"index.md": text})
    monkeypatch.setattr(git, limit, 1)
    with pytest.raises(RepositoryError, match="more than"):
        read_history(tmp_path, language="en")


@pytest.mark.parametrize(
    "script", ['case "$*" in *cat-file*) exit 1;; esac', "echo 'fatal: no' >&2; exit 128"]
)
def test_a_git_that_fails_is_an_error(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = GitFolder(tmp_path / "site")
    folder.commit({"index.md": page(A)})
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n{script}\nexec {shutil.which("git")} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with pytest.raises(RepositoryError, match="git cannot read"):
        read_history(folder.root, language="en")


# Where pages were


def test_the_history_of_a_site_follows_its_configuration(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    languages = "[en]\ncontentDir = 'content/en'\n[de]\ncontentDir = 'content/de'\n"
    settings = {"config/_default/hugo.toml": "baseURL = 'https://a.example/'\n"}
    settings |= {"config/_default/languages.toml": languages, "config/_default/x/notes.txt": "x"}
    english = "### Petitions\n\n* [A](/about)\n"
    pages = {"content/en/network/index.md": english}
    pages["content/de/network/index.md"] = "### Petitionen\n\n* [Ä](/about)\n"
    folder.commit({**settings, **pages}, day="2025-01-01")
    folder.commit({"content/en/network/index.md": f"{english}* [B](https://b.example)\n"})
    for path in (tmp_path, tmp_path / "content" / "de" / "network"):
        history = read_history(path)
        assert ("en", "de") == history.revisions[0].languages
        assert "https://a.example/about" == history.at("2025-01-01")[0].url
    history = read_history(tmp_path, section="network")
    assert 2 == len(history.revisions)


def test_a_content_folder_outside_of_the_site_has_no_pages(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"content/network/index.md": page(A), "hugo.toml": SITE}, day="2025-01-01")
    outside = SITE + "contentDir = '../x'\n"
    folder.commit({"hugo.toml": outside, "content/network/index.md": page(A, B)})
    folder.commit({"hugo.toml": SITE, "content/network/index.md": page(B)}, day="2025-01-03")
    assert 2 == len(read_history(tmp_path / "content/network").revisions)


def test_pages_beside_their_folder_and_single_pages_are_followed(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"list.md": page(A), "list.de.md": page(A)}, day="2025-01-01")
    folder.git("mv", "list.md", "network.md")
    folder.git("mv", "list.de.md", "network.de.md")
    folder.commit(day="2025-01-02")
    assert 2 == len(read_history(tmp_path / "network", language="en").revisions)
    assert 2 == len(read_history(tmp_path / "network.md", language="en").revisions)


def test_pages_that_were_removed_for_a_while_keep_their_history(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A), "other.txt": "x"}, day="2025-01-01")
    (tmp_path / "index.md").unlink()
    folder.commit(day="2025-01-02")
    folder.commit({"index.md": page(A, B)}, day="2025-01-03")
    history = read_history(tmp_path, language="en")
    assert [date(2025, 1, 1), date(2025, 1, 3)] == [entry.listed for entry in history.network]
    with pytest.raises(ArgumentError):
        history.at("HEAD~1")


@pytest.mark.parametrize("commits", ["", "here", "git@git.example:a/b.git", "ftp://a.example/"])
def test_permalinks_begin_with_an_address(commits: str, tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)})
    with pytest.raises(ArgumentError):
        read_history(tmp_path, commits=commits, language="en")


def test_a_long_history_keeps_few_pages_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MOST_KEPT", 1)
    monkeypatch.setattr(item_cache, "_MOST_CACHED", 1)
    monkeypatch.setattr(reading, "_MOST_TRANSLATIONS", 0)
    folder = GitFolder(tmp_path)
    for day, items in enumerate([(A,), (A, B), (A,), (B,)], 1):
        texts = {"index.md": page(*items), "index.de.md": page(*items)}
        folder.commit(texts, day=f"2025-01-0{day}")
    history = read_history(tmp_path, language="en")
    days = [(len(changes.added), len(changes.removed)) for changes in history.changes()]
    assert [(1, 0), (1, 0), (0, 1), (1, 1)] == days


def test_ids_that_an_entry_had_before_are_not_given_to_another(tmp_path: Path) -> None:
    other = A.replace("a.example", "other.example")
    initiative = f"### Initiatives\n\n* [**A**](https://i.example)\n\n{page(B)}"
    folder = GitFolder(tmp_path)
    for day, text in enumerate([page(A), page(B), page(B, other), initiative], 1):
        folder.commit({"index.md": text}, day=f"2025-01-0{day}")
    network = read_history(tmp_path, language="en").network
    assert {"A": date(2025, 1, 4), "B": date(2025, 1, 2)} == {e.name: e.listed for e in network}


def test_a_commit_that_changed_no_page_stands_for_the_one_before(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)}, day="2025-01-01")
    other = folder.commit({"other.txt": "x"}, day="2025-01-02")
    folder.commit({"index.md": page(A, B)}, day="2025-01-03")
    history = read_history(tmp_path, language="en")
    assert 1 == len(history.at(other))
    assert repr(history).endswith("2 revisions, 2025-01-01 to 2025-01-03>")


def test_a_page_outside_of_the_repository_or_nowhere_is_an_error(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "a")
    folder.commit({"x": ""})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "index.md").write_text(page(A))
    (tmp_path / "a" / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(NetworkError):
        read_history(tmp_path / "a" / "link")
    with pytest.raises(ArgumentError):
        read_history(tmp_path / "a" / "nowhere.md")


def test_days_that_contradict_each_other_are_left_out(tmp_path: Path) -> None:
    commits = [("2025-05-01", page(A)), ("2025-01-01", page(concluded=(A,)))]
    assert ("2025-05-01", None) == entry_days(tmp_path, commits)["A"]


def test_two_entries_of_one_name_are_followed_apart(tmp_path: Path) -> None:
    twin = A.replace("a.example", "twin.example")
    commits = [("2025-01-01", page(A)), ("2025-01-02", page(B)), ("2025-01-03", page(A, twin))]
    folder = GitFolder(tmp_path)
    for day, text in commits:
        folder.commit({"index.md": text}, day=day)
    network = read_history(tmp_path, language="en").network
    assert [date(2025, 1, 1), date(2025, 1, 3)] == [entry.listed for entry in network]


def test_a_day_that_data_has_is_not_contradicted_by_the_history(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(concluded=(A,))}, day="2025-01-01")
    known = read_history(tmp_path, language="en").network[0]
    later = known.model_copy(update={"listed": date(2026, 1, 1), "concluded": None, "sources": ()})
    network = filled(Network([later]), read_history(tmp_path, language="en"))
    assert (date(2026, 1, 1), None) == (network[0].listed, network[0].concluded)


def test_how_an_item_is_written_is_no_change_of_its_entry(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    for text in (page(A), page(A.replace("*", "-"))):
        folder.commit({"index.md": text})
    changes = read_history(tmp_path, language="en").changes()
    assert [(1, 0), (0, 0)] == [(len(c.added), len(c.changed)) for c in changes]


def test_revisions_are_counted_while_they_are_read(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    for text in (page(A), page(A, B)):
        folder.commit({"index.md": text})
    counted: list[tuple[int, int | None]] = []
    read_history(tmp_path, language="en", progress=lambda *count: counted.append(count))
    assert [(1, 2), (2, 2)] == counted


def test_a_commit_before_the_first_page_has_no_network(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    first = folder.commit({"other.txt": "x"})
    folder.commit({"index.md": page(A)})
    with pytest.raises(ArgumentError):
        read_history(tmp_path, language="en").at(first)


def test_a_link_to_pages_in_a_repository_has_their_history(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "site")
    folder.commit({"network/index.md": page(A)})
    (tmp_path / "link").symlink_to(folder.root / "network")
    assert 1 == len(read_history(tmp_path / "link", language="en").revisions)


def test_a_repository_that_claims_another_folder_is_an_error(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "site")
    folder.commit({"index.md": page(A)})
    (tmp_path / "elsewhere").mkdir()
    folder.git("config", "core.worktree", str(tmp_path / "elsewhere"))
    with pytest.raises(NetworkError):
        read_history(folder.root, language="en")


def test_a_configuration_that_the_repository_lacks_is_passed_over(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": page(A)})
    listing = folder.git("ls-tree", "HEAD") + f"\n100644 blob {'1' * 40}\thugo.toml\n"
    tree = folder.git("mktree", "--missing", stdin=listing)
    folder.git("update-ref", "HEAD", folder.git("commit-tree", tree, "-m", "Incomplete"))
    assert 1 == len(read_history(tmp_path, language="en").revisions)


@pytest.mark.parametrize("first", ["index.md", "index.de.md"])
def test_an_address_that_one_page_changed_before_the_other_is_one_change(
    first: str, tmp_path: Path
) -> None:
    folder = GitFolder(tmp_path)
    texts = {"index.md": page(A, B), "index.de.md": page("* [Ä](https://a.example)", B)}
    folder.commit(texts, day="2025-01-01")
    for day, name in ((2, first), (3, *({*texts} - {first}))):
        texts[name] = texts[name].replace("a.example", "new.example")
        folder.commit(texts, day=f"2025-01-0{day}")
    history = read_history(tmp_path, language="en")
    assert date(2025, 1, 1) == history.network[0].listed
    counts = [(len(c.added), len(c.removed), len(c.changed)) for c in history.changes()]
    assert [(2, 0, 0), (0, 0, 1), (0, 0, 1)] == counts


def test_entries_that_one_page_alone_lists_are_added_once(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    german = ["* [D](https://d.example)", "* [E](https://e.example)", "* [F](https://f.example)"]
    for number in (1, 2, 3):
        folder.commit({"index.md": page(A), "index.de.md": page(A, *german[:number])})
    changes = read_history(tmp_path, language="en").changes()
    assert [["a", "d"], ["e"], ["f"]] == [[e.id for e in c.added] for c in changes]


def test_a_folder_outside_of_its_repository_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = GitFolder(tmp_path / "site")
    folder.commit({"index.md": page(A)})
    (tmp_path / "elsewhere").mkdir()
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    claim = (
        f'case "$*" in *show-toplevel*) echo {tmp_path}/elsewhere; exit;; *shallow*) exit;; esac'
    )
    program.write_text(f'#!/bin/sh\n{claim}\nexec {shutil.which("git")} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with pytest.raises(RepositoryError, match="outside"):
        read_history(folder.root, language="en")
