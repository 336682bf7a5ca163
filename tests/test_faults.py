"""Kills, full disks, folders that cannot be written, and several writers: nothing is half done."""

import json
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from test_cli import Done, error, run

from leavex_network import Entry, Network, Petition, dumps, read, write
from leavex_network.errors import ChangedFileError, NetworkError
from leavex_network.files import disk, generated, locks, temporary, transaction
from leavex_network.sites import embedding, planned
from leavex_network.sites.embedding import Options

ROOT = Path(__file__).parents[1]
ONE = Network([Petition(id="one", name="One", url="https://one.example")])
TWO = Network([*ONE, Petition(id="two", name="Two", url="https://two.example")])
LEFTOVER = ".leavex-network-0123456789abcdef.tmp"
REGION = "<!-- leavex-network -->\n<!-- /leavex-network -->\n"


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its relative path."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def embed(network: Network[Entry], generator: str, path: Path, **options: object) -> None:
    with disk.unchanged_since_read():
        plan = planned(network, generator, path, Options(**options))  # type: ignore[arg-type] # of any kind
        embedding.carry_out(plan)


# Kills


@pytest.mark.slow
def test_a_killed_run_leaves_whole_files_and_the_next_one_completes_it() -> None:
    words = [sys.executable, str(ROOT / "benchmarks" / "kills.py"), "--every", "8"]
    done = subprocess.run(words, capture_output=True, timeout=300, check=False)
    assert (0, b"") == (done.returncode, done.stderr), done.stdout
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(result["kills"] for result in results)


def interrupted(plan: embedding.Embedded, changes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Carry out a plan, but stop after some renames, as if the process were killed."""
    real, count = Path.replace, [0]

    def replace(path: Path, target: Path) -> Path:
        count[0] += 1
        if count[0] > changes:
            raise KeyboardInterrupt
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        patch.setattr(transaction._Original, "restore", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            embedding.carry_out(plan)


@pytest.mark.parametrize("changes", [1, 2])
def test_a_run_for_other_entries_knows_the_files_of_a_killed_one(
    changes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed(ONE, "hugo", site(tmp_path), form="data")
    interrupted(planned(TWO, "hugo", tmp_path, Options(form="data")), changes, monkeypatch)
    three = Network([*TWO, Petition(id="x", name="X", url="https://x.example")])
    interrupted(planned(three, "hugo", tmp_path, Options(form="data")), changes, monkeypatch)
    plan = planned(ONE, "hugo", tmp_path, Options(form="data"))
    embedding.carry_out(plan)
    assert () == plan.notes
    record = json.loads((tmp_path / generated.MANIFEST).read_text())
    assert ["hugo"] == list(record)


def site(folder: Path) -> Path:
    (folder / "hugo.toml").write_text("baseURL = 'https://allies.example/'\n")
    return folder


def test_a_file_that_was_edited_after_a_kill_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed(ONE, "hugo", site(tmp_path), form="data")
    interrupted(planned(TWO, "hugo", tmp_path, Options(form="data")), 2, monkeypatch)
    (tmp_path / "data/leavex-network/en.json").write_text("mine")
    plan = planned(TWO, "hugo", tmp_path, Options(form="data"))
    assert ["edited-file"] == [note.code for note in plan.notes]
    embedding.carry_out(plan)
    assert "mine" == (tmp_path / "data/leavex-network/en.json").read_text()


def test_the_regions_of_files_that_another_run_does_not_fill_stay_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path in paths:
        path.write_text(REGION * 11)
    embedding.carry_out(planned(ONE, "markdown", paths, Options()))
    interrupted(planned(TWO, "markdown", paths, Options()), 2, monkeypatch)
    embed(ONE, "markdown", paths[1])
    after = files(tmp_path)
    assert after["a.md"] != after["b.md"]
    plan = planned(ONE, "markdown", paths, Options())
    assert () == plan.notes
    embedding.carry_out(plan)
    plan = planned(ONE, "markdown", paths[:1], Options())
    assert () == plan.written
    assert all(path.read_bytes() == content for path, content in plan.state.items())


def test_a_record_of_regions_that_somebody_edited_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(REGION)
    (tmp_path / generated.MANIFEST).write_text('{"markdown": {"a.md#x": "0", "": "1"}}')
    embed(ONE, "markdown", tmp_path / "a.md")
    assert "[One]" in (tmp_path / "a.md").read_text()


def test_the_next_run_removes_what_a_killed_one_left_and_nothing_else(tmp_path: Path) -> None:
    write(ONE, tmp_path / "n.json")
    kept = [".leavex-network-notes.tmp", f"{LEFTOVER}.md", "x.tmp"]
    for name in (LEFTOVER, *kept):
        (tmp_path / name).write_text("x")
    folder = tmp_path / LEFTOVER.replace("0", "f")
    folder.mkdir()
    link = tmp_path / LEFTOVER.replace("0", "e")
    link.symlink_to("n.json")
    write(ONE, tmp_path / "n.json")  # although nothing changes
    names = {path.name for path in tmp_path.iterdir()}
    assert {"n.json", folder.name, link.name, *kept} == names


def test_without_locks_only_old_files_count_as_left_over(
    tmp_path: Path, without: Callable[[str], None]
) -> None:
    without("fcntl")
    (tmp_path / LEFTOVER).write_text("x")
    write(ONE, tmp_path / "a.json")
    assert (tmp_path / LEFTOVER).exists()
    os.utime(tmp_path / LEFTOVER, (0, 0))
    write(TWO, tmp_path / "a.json")
    assert ["a.json"] == [path.name for path in tmp_path.iterdir()]


# Disks


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Make writing more than some bytes into a file fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 10, 1_000])
def test_on_a_full_disk_everything_stays_as_it_was(
    size: int, network: Network[Entry], tmp_path: Path
) -> None:
    write(ONE, tmp_path / "n.json")
    (tmp_path / "pages").mkdir()
    write(ONE, tmp_path / "pages", languages=["en", "de"])
    embed(ONE, "hugo", site(tmp_path), form="data")
    before = files(tmp_path)
    for call in (
        lambda: write(network, tmp_path / "n.json"),
        lambda: write(network, tmp_path / "pages", languages=["fr"], prune=True),
        lambda: embed(network, "hugo", tmp_path, form="data"),
        lambda: embed(network, "web", tmp_path / "new" / "site", languages=("en",)),
    ):
        with files_up_to(size), pytest.raises(OSError, match="large"):
            call()
        assert before == files(tmp_path)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("step", range(4))
def test_what_was_renamed_or_removed_is_restored_if_the_rest_fails(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("old")
        (tmp_path / name).chmod(0o640)
    before, count = files(tmp_path), [-1]
    real: dict[str, Any] = {"replace": Path.replace, "unlink": Path.unlink}

    def failing(name: str) -> Callable[..., object]:
        def call(path: Path, *words: Any, **options: Any) -> object:
            count[0] += 1
            if count[0] == step:
                raise OSError(28, "No space left on device")
            return real[name](path, *words, **options)

        return call

    changes = {tmp_path / "new": b"new", tmp_path / "a": b"new", tmp_path / "b": None}
    with monkeypatch.context() as patch:
        for name in real:
            patch.setattr(Path, name, failing(name))
        with pytest.raises(OSError, match="No space"):
            transaction.write_in_order(changes, {tmp_path / "last": b"new"})
    assert before == files(tmp_path)
    assert 0o640 == stat.S_IMODE((tmp_path / "b").stat().st_mode)


def unprivileged() -> list[str]:
    """Return the beginning of a command that obeys modes, also for root."""
    if os.geteuid():
        return []
    assert shutil.which("setpriv"), "root writes everywhere: install setpriv (util-linux)"
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def test_in_a_folder_that_cannot_be_written_everything_stays(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "content" / "network").mkdir(parents=True)
    site(folder)
    write(ONE, folder / "n.json")
    write(ONE, folder / "content" / "network", languages=["en"])
    before = files(folder)
    folders = (folder, folder / "content", folder / "content" / "network")
    for path in folders:
        path.chmod(0o555)
    try:
        for words in (
            ("convert", "-", "site/n.json"),
            ("convert", "-", "site/content/network"),
            ("embed", "hugo", "site", "--from", "-"),
            ("embed", "jekyll", "site", "--from", "-"),
        ):
            done = subprocess.run(
                [*unprivileged(), sys.executable, "-m", "leavex_network", *words],
                input=dumps(TWO).encode(),
                cwd=tmp_path,
                capture_output=True,
                timeout=60,
                check=False,
            )
            assert (2, b"") == (done.returncode, done.stdout)
            last = done.stderr.decode().splitlines()[-1]
            assert last.startswith("leavex-network: ")
            assert "site" in last
            assert "Permission denied" in last
    finally:
        for path in folders:
            path.chmod(0o755)
    assert before == files(folder)


def test_a_folder_that_cannot_be_listed_can_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "box"
    folder.mkdir(mode=0o333)
    folder.chmod(0o333)
    words = [*unprivileged(), sys.executable, "-m", "leavex_network", "convert", "-", "box/n.json"]
    try:
        subprocess.run(words, input=dumps(ONE).encode(), cwd=tmp_path, timeout=60, check=True)
    finally:
        folder.chmod(0o755)
    assert ONE == read(folder / "n.json")


def test_a_folder_that_cannot_be_opened_is_written_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        with locks.locked([tmp_path]) as locked:
            assert frozenset() == locked


def test_a_file_system_without_locks_is_written_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def unsupported(*_: object) -> None:
        raise OSError(9, "Bad file descriptor")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", unsupported)
        with locks.locked([tmp_path]) as locked:
            assert frozenset() == locked


def test_without_a_sync_of_the_system_each_file_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sync")
    transaction.write_all({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert {"a": b"a", "b": b"b"} == files(tmp_path)


# Owners


def status_of(path: Path, **changes: int) -> os.stat_result:
    """Return the status of a file with another mode, owner or group."""
    status = path.stat()
    values = {"st_mode": status.st_mode, "st_uid": status.st_uid, "st_gid": status.st_gid}
    values |= changes
    return os.stat_result(
        (values["st_mode"], *status[1:4], values["st_uid"], values["st_gid"], *status[6:])
    )


def test_a_new_content_gets_the_owner_and_the_mode_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_text("x")
    calls: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "chown", lambda _, uid, gid: calls.append((uid, gid)))
    status = status_of(path, st_mode=stat.S_IFREG | 0o6640, st_uid=os.getuid() + 1)
    file = temporary.stage(path, b"y", status)
    assert [(os.getuid() + 1, path.stat().st_gid)] == calls
    assert 0o6640 == stat.S_IMODE(file.stat().st_mode)


def test_without_permission_the_group_is_tried_and_no_special_bit_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_text("x")
    calls: list[tuple[int, int]] = []

    def denied(_: Path, uid: int, gid: int) -> None:
        calls.append((uid, gid))
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", denied)
    status = status_of(path, st_mode=stat.S_IFREG | 0o6755, st_uid=9, st_gid=99)
    file = temporary.stage(path, b"y", status)
    assert [(9, 99), (-1, 99)] == calls
    assert 0o755 == stat.S_IMODE(file.stat().st_mode)


def test_the_owner_and_the_group_of_every_file_are_kept(tmp_path: Path) -> None:
    # Only root gives files away.
    owner = (os.geteuid(), os.getegid()) if os.geteuid() else (12345, 23456)
    for name in ("index.md", "n.json"):
        write(ONE, tmp_path / name)
        os.chown(tmp_path / name, *owner)
    write(TWO, tmp_path / "n.json")
    write(TWO, tmp_path)
    for name in ("index.md", "n.json"):
        status = (tmp_path / name).stat()
        assert owner == (status.st_uid, status.st_gid)
        assert b"two.example" in (tmp_path / name).read_bytes()


# Changes by others


def test_a_link_is_written_through_to_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("further")
    (tmp_path / "further").symlink_to("real.csv")
    for network in (ONE, TWO):
        write(network, tmp_path / "link.csv")
        assert list(network) == list(read(tmp_path / "real.csv"))
    assert (tmp_path / "link.csv").is_symlink()


def test_a_link_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to("y")
    with pytest.raises(OSError, match="link"):
        transaction.write_all({tmp_path / "x": b"x"})
    assert ["x"] == [path.name for path in tmp_path.iterdir()]


WRITERS: dict[str, Callable[[Path], Done]] = {
    "convert to a file": lambda here: run("convert", "n.json", "new.json", cwd=here),
    "convert to a page": lambda here: run("convert", "n.json", "pages/index.md", cwd=here),
    "convert to a folder": lambda here: run(
        "convert", "n.json", "pages", "--language", "fr", cwd=here
    ),
    "convert a file to itself": lambda here: run("convert", "n.csv", "n.csv", cwd=here),
    "embed markdown": lambda here: run("embed", "markdown", "a.md", "b.md", cwd=here),
    "embed hugo": lambda here: run("embed", "hugo", ".", "--from", "n.json", cwd=here),
    "embed hugo --as data": lambda here: run("embed", "hugo", ".", "--as", "data", cwd=here),
}


def changed_at(file: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody change a file after everything was read, before anything is written."""
    real = transaction.write_in_order

    def write_in_order(*groups: transaction.Contents, make_folders: bool = False) -> None:
        (here / file).parent.mkdir(parents=True, exist_ok=True)
        (here / file).write_text("changed")
        real(*groups, make_folders=make_folders)

    monkeypatch.setattr(transaction, "write_in_order", write_in_order)
    monkeypatch.setattr(generated, "write_in_order", write_in_order)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("convert to a file", "new.json"),
        ("convert to a page", "pages/index.md"),
        ("convert to a folder", "pages/index.de.md"),
        ("convert to a folder", "pages/index.fr.md"),
        ("convert a file to itself", "n.csv"),
        ("embed markdown", "b.md"),
        ("embed markdown", ".leavex-network.json"),
        ("embed hugo", "content/network/index.md"),
        ("embed hugo --as data", "data/leavex-network/en.json"),
        ("embed hugo --as data", "static/leavex-network.css"),
    ],
)
def test_what_changed_since_it_was_read_is_not_overwritten(
    name: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "content" / "network").mkdir(parents=True)
    site(tmp_path)
    write(ONE, tmp_path / "pages", languages=["en", "de"])
    write(ONE, tmp_path / "content" / "network", languages=["en"])
    write(TWO, tmp_path / "n.json")
    write(TWO, tmp_path / "n.csv")
    (tmp_path / "n.csv").write_bytes((tmp_path / "n.csv").read_bytes().replace(b"\r\n", b"\n"))
    for page in ("a.md", "b.md"):
        (tmp_path / page).write_text(REGION)
    before = files(tmp_path)
    with monkeypatch.context() as patch:
        changed_at(file, tmp_path, patch)
        done = WRITERS[name](tmp_path)
    assert 2 == done.returncode
    assert file.encode() in done.stderr
    assert {**before, file: b"changed"} == files(tmp_path)


def test_a_change_in_the_last_moment_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("old")
    real = transaction.sync

    def sync(staged: list[Path]) -> None:
        real(staged)
        (tmp_path / "b.md").unlink()

    monkeypatch.setattr(transaction, "sync", sync)
    with pytest.raises(ChangedFileError) as caught:
        transaction.write_all({tmp_path / "a.md": b"new", tmp_path / "b.md": b"new"})
    assert str(tmp_path / "b.md") == caught.value.file
    assert isinstance(caught.value, NetworkError | OSError)
    assert {"a.md": b"old"} == files(tmp_path)


def test_a_page_that_needs_no_change_may_be_changed_by_others(tmp_path: Path) -> None:
    write(ONE, tmp_path / "n.csv")
    with disk.unchanged_since_read():
        content = disk.read_limited(tmp_path / "n.csv")
        (tmp_path / "n.csv").write_text("changed")
        transaction.write_all({tmp_path / "n.csv": content})
    assert b"changed" == (tmp_path / "n.csv").read_bytes()


# Several writers


def at_once(*calls: Callable[[], object]) -> list[BaseException | None]:
    """Make calls at the same time, and return the exception of each."""

    def error_of(call: Callable[[], object]) -> BaseException | None:
        try:
            call()
        except (NetworkError, OSError) as exception:
            return exception
        return None

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(error_of, calls))


def test_of_eight_writers_each_writes_all_or_nothing(tmp_path: Path) -> None:
    networks = [
        Network([Petition(id=f"x-{n}", name=f"X {n}", url=f"https://x{n}.example")])
        for n in range(8)
    ]
    write(ONE, tmp_path, languages=["en", "de"])
    errors = at_once(
        *(lambda network=network: write(network, tmp_path, prune=True) for network in networks)
    )
    assert None in errors
    assert {type(None), ChangedFileError} >= set(map(type, errors))
    pages = {"en": tmp_path / "index.md", "de": tmp_path / "index.de.md"}
    addresses: dict[str, list[str]] = {}
    for code, page in pages.items():
        addresses[code] = [entry.url for entry in read(page, language="en")]
    assert addresses["en"] == addresses["de"]
    assert 1 == len(addresses["en"])
    assert ["index.de.md", "index.md"] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize("new", [ONE, TWO], ids=["of the same", "of another network"])
def test_of_eight_embeddings_at_once_none_takes_our_files_for_edited(
    new: Network[Entry], tmp_path: Path
) -> None:
    networks = [ONE, new] * 4
    site(tmp_path)
    errors = at_once(
        *(
            lambda network=network: embed(network, "hugo", tmp_path, form="data")
            for network in networks
        )
    )
    assert {type(None), ChangedFileError} >= set(map(type, errors))
    assert None in errors
    assert new is TWO or [None] * 8 == errors
    plan = planned(TWO, "hugo", tmp_path, Options(form="data"))
    assert () == plan.notes
    embedding.carry_out(plan)
    assert () == planned(TWO, "hugo", tmp_path, Options(form="data")).written
    assert not [name for name in files(tmp_path) if name.endswith(".tmp")]


def test_two_runs_create_the_same_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.mkdir

    def mkdir(path: Path) -> None:
        real(path)
        raise FileExistsError  # as if the other run had created it

    monkeypatch.setattr(Path, "mkdir", mkdir)
    transaction.write_all({tmp_path / "a" / "b" / "c": b"x"}, make_folders=True)
    assert {"a/b/c": b"x"} == files(tmp_path)


def test_a_run_that_never_ends_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    write(ONE, tmp_path / "n.json")
    with locks.locked([tmp_path]):
        words = ("convert", "-", str(tmp_path / "n.json"))
        assert str(tmp_path) in error(*words, stdin=dumps(TWO).encode())
    assert ONE == read(tmp_path / "n.json")
