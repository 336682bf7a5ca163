"""The history of pages, read from the Git repository that they lie in."""

import warnings
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from repositories import GitFolder

from leavex_network import Entry, Network, NetworkError, NetworkWarning, dumps, read, read_history
from leavex_network.errors import ArgumentError, RepositoryError
from leavex_network.pages.matching import matches
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


def test_progress_is_shown_on_a_terminal_after_a_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from leavex_network.cli import progress

    moments = iter([0.0, 0.5, 2.0, 3.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(moments))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress.progress_bar("Reading") as show:
        assert show is not None
        show(1, 9)
        assert "" == capsys.readouterr().err
        show(2, 9)
        show(3, None)
    shown = capsys.readouterr().err
    assert "Reading: 2 of 9" in shown
    assert "Reading: 3" in shown
    assert shown.endswith("\r\x1b[K")


def test_without_a_terminal_no_progress_is_shown() -> None:
    from leavex_network.cli.progress import progress_bar

    with progress_bar("Reading") as show:
        assert show is None
