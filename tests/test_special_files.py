"""Only regular files are read and written; what else stands in their place is refused at once."""

import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import error, run

from leavex_network import Entry, Network, Petition, dumps, read, write
from leavex_network.errors import ArgumentError, NetworkError
from leavex_network.files import checking, disk
from leavex_network.sites import planned
from leavex_network.sites.embedding import Options

HUGO = "baseURL = 'https://allies.example/'\n"
PAGE = "### Petitions\n\n* [X](https://x.example)\n"
SMALL = ("--language", "en", "--limit", "1")


def make_node(path: Path, kind: int) -> None:
    try:
        os.mknod(path, kind | 0o600, os.makedev(1, 5))  # a device is as /dev/zero
    except PermissionError:
        # Only root makes devices; everybody gets a terminal of their own, which is one.
        _, terminal = pty.openpty()
        path.symlink_to(os.ttyname(terminal))


SPECIAL: dict[str, Callable[[Path], None]] = {
    "FIFO": os.mkfifo,
    "socket": lambda path: make_node(path, stat.S_IFSOCK),
    "device": lambda path: make_node(path, stat.S_IFCHR),
    "folder": Path.mkdir,
    "loop of links": lambda path: path.symlink_to(path.name),
    "link to a FIFO": lambda path: (os.mkfifo(path.with_name("fifo")), path.symlink_to("fifo"))[1],
}


@pytest.fixture(params=SPECIAL)
def special(request: pytest.FixtureRequest) -> Callable[[Path], Path]:
    """Return a function that makes something that is no regular file at a path."""

    def make(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        SPECIAL[request.param](path)
        return path

    return make


def kind(path: Path) -> tuple[int, int]:
    status = path.lstat()
    return status.st_ino, stat.S_IFMT(status.st_mode)


def test_it_is_no_source(special: Callable[[Path], Path], tmp_path: Path) -> None:
    path = special(tmp_path / "x.json")
    for call in (
        lambda: read(path, format="json"),
        lambda: checking.checked(path, format="json").findings[0],
        lambda: read(path),
        lambda: planned(Network(), "markdown", path, Options()),
    ):
        with pytest.raises((OSError, NetworkError), match=re.escape(path.name)):
            call()


def test_it_is_no_source_at_the_command_line(
    special: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = str(special(tmp_path / "x.json"))
    write(Network(), tmp_path / "n.json")
    for words in (
        ("list", "--from", path),
        ("convert", path, str(tmp_path / "new.json")),
        ("convert", path, "-"),
        ("check", path),
        ("check", str(tmp_path / "n.json"), "--accepted", path),
        ("embed", "web", str(tmp_path / "site"), "--from", path, *SMALL),
        ("embed", "markdown", path),
    ):
        (line,) = error(*words).splitlines()[-1:]
        assert path in line
    assert not (tmp_path / "new.json").exists()
    assert not (tmp_path / "site").exists()


def test_it_is_no_target_and_stays(
    special: Callable[[Path], Path], network: Network[Entry], tmp_path: Path
) -> None:
    path = special(tmp_path / "x.csv")
    before = kind(path)
    with pytest.raises(OSError, match=r"x\.csv|fifo"):
        write(network, path, format="csv")
    words = ("convert", "-", str(path), "--write-as", "csv")
    done = run(*words, stdin=dumps(network).encode())
    assert 2 == done.returncode
    assert re.search(rb"x\.csv|fifo", done.stderr)
    assert before == kind(path)


def test_in_a_folder_of_pages_it_is_no_page(
    special: Callable[[Path], Path], network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "index.md").write_text(PAGE)
    path = special(tmp_path / "index.de.md")
    before = kind(path)
    for call in (lambda: read(tmp_path), lambda: write(network, tmp_path)):
        with pytest.raises((OSError, ArgumentError), match=r"index\.de\.md"):
            call()
    assert 2 == run("check", str(tmp_path)).returncode
    assert (before, PAGE) == (kind(path), (tmp_path / "index.md").read_text())


def test_beside_the_page_of_a_folder_it_does_no_harm(
    special: Callable[[Path], Path], tmp_path: Path
) -> None:
    (tmp_path / "network.de.md").write_text(PAGE)
    special(tmp_path / "README.md")
    assert 1 == len(read(tmp_path / "network"))
    assert 1 == len(read(tmp_path))


def test_it_is_no_configuration_of_a_site(special: Callable[[Path], Path], tmp_path: Path) -> None:
    path = special(tmp_path / "hugo.toml")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text(PAGE)
    done = run("embed", "hugo", str(tmp_path))
    assert (2, b"") == (done.returncode, done.stdout)
    if path.is_dir():
        return  # Hugo, too, looks for a file
    for folder in (tmp_path, tmp_path / "content"):
        with pytest.raises(OSError, match=r"hugo\.toml"):
            read(folder)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text(PAGE)
    with pytest.warns(match="language-assumed"):
        assert 1 == len(read(tmp_path / "pages"))


def test_embed_does_not_replace_it(special: Callable[[Path], Path], tmp_path: Path) -> None:
    for name in ("index.html", ".leavex-network.json"):
        path = special(tmp_path / name / "site" / name)
        before = kind(path)
        assert str(path) in error("embed", "web", str(path.parent), *SMALL)
        assert before == kind(path)
        assert [path.name] == [file.name for file in path.parent.iterdir() if file.name != "fifo"]


def test_a_path_that_no_file_can_have_is_refused(network: Network[Entry]) -> None:
    for path in ("a\0.json", "\ud800.json"):
        for call in (lambda path=path: read(path), lambda path=path: write(network, path)):
            with pytest.raises(ArgumentError, match=r"a\\x00|\\ud800"):
                call()


def test_a_file_that_was_replaced_by_a_device_is_refused_when_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "refuse_special", lambda _: None)
    os.mkfifo(tmp_path / "x")
    with pytest.raises(OSError, match="FIFO"):
        disk.read_limited(tmp_path / "x")


def test_the_command_line_reads_what_a_shell_passes_as_a_file(tmp_path: Path) -> None:
    write(Network([Petition(id="x", name="X", url="https://x.example")]), tmp_path / "n.json")
    command = f"{sys.executable} -m leavex_network list --format csv --from"
    for words in (f"{command} <(cat n.json)", f"cat n.json | {command} /dev/stdin"):
        done = subprocess.run(
            ["bash", "-c", words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True,
            timeout=60,
            check=True,
        )
        assert b"https://x.example" in done.stdout
    reading, writing = os.pipe()
    os.write(writing, b'{"entries": [1]}')
    os.close(writing)
    try:
        assert error("list", "--from", f"/dev/fd/{reading}").startswith(f"/dev/fd/{reading}:1:")
    finally:
        os.close(reading)
    for path in (f"/dev/fd/{reading}", f"/dev/fd/{'9' * 30}"):
        assert path in error("list", "--from", path)
