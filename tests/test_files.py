"""Files are read up to a limit, and written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

import leavex_network
from leavex_network import DataError, Entry, Network, NetworkError, read, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_read_again(network: Network[Entry], tmp_path: Path) -> None:
    write(network, tmp_path / "network.json")
    assert network == read(tmp_path / "network.json") == read(str(tmp_path / "network.json"))
    assert ["network.json"] == names(tmp_path)


def test_writing_twice_is_writing_once(network: Network[Entry], tmp_path: Path) -> None:
    path = tmp_path / "network.json"
    write(network, path)
    before = path.stat()
    write(network, path)
    assert (before.st_ino, before.st_mtime_ns) == (path.stat().st_ino, path.stat().st_mtime_ns)


def test_the_permissions_of_a_file_stay_and_a_new_one_gets_the_usual(
    network: Network[Entry], tmp_path: Path
) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("{}")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write(network, old)
        write(network, new)
    finally:
        os.umask(mask)
    assert (0o640, 0o640) == (stat.S_IMODE(old.stat().st_mode), stat.S_IMODE(new.stat().st_mode))


def test_behind_a_link_the_file_that_it_leads_to_is_written(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "real.json").write_text("{}")
    (tmp_path / "link.json").symlink_to("real.json")
    write(network, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert network == read(tmp_path / "real.json")


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_on_a_full_disk_the_old_file_is_still_there_and_nothing_is_left_over(
    step: str, network: Network[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "network.json").write_text("old")
    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space left"):
        write(network, tmp_path / "network.json")
    assert (["network.json"], "old") == (names(tmp_path), (tmp_path / "network.json").read_text())


def test_a_file_that_was_new_is_gone_again_where_another_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leavex_network.files import disk

    real, calls = Path.replace, [0]

    def full(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == 2:
            raise OSError(28, "No space left on device")
        return real(path, target)

    (tmp_path / "old").write_text("old")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            disk.write_all({tmp_path / "new": b"new", tmp_path / "old": b"other"})
    assert (["old"], "old") == (names(tmp_path), (tmp_path / "old").read_text())


def test_a_network_of_ones_own_keeps_the_schema_that_the_file_names(
    network: Network[Entry], tmp_path: Path
) -> None:
    path = tmp_path / "network.json"
    write(network, path)
    write(Network(network, about=network.about), path)
    assert "network.schema.json" == read(path).schema
    for text in ("{", "[]", '{"$schema": 5}'):
        path.write_text(text)
        write(Network(network, about=network.about), path)
        assert read(path).schema is None


def test_a_folder_that_is_missing_is_named(network: Network[Entry], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="No such folder") as caught:
        write(network, tmp_path / "nosuch" / "network.json")
    assert str(tmp_path / "nosuch") == caught.value.filename


def test_a_folder_is_no_file(network: Network[Entry], tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    with pytest.raises(IsADirectoryError, match="Is a folder, not a file"):
        write(network, tmp_path / "x.json", format="json")
    with pytest.raises(IsADirectoryError):
        read(tmp_path / "x.json", format="json")
    with pytest.raises(ValueError, match=r"holds no page: one is called index.md, or index.de.md"):
        read(tmp_path)


def test_a_file_that_is_not_there_is_a_file_not_found_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nosuch.json")


def test_a_larger_file_is_read_only_when_the_caller_allows_it(
    network: Network[Entry], tmp_path: Path
) -> None:
    path = tmp_path / "network.json"
    write(network, path)
    size = path.stat().st_size
    with pytest.raises(
        DataError,
        match=rf"\[too-large\] the file is larger than {size - 1:,} bytes. Pass a larger max_bytes",
    ):
        read(path, max_bytes=size - 1)
    assert network == read(path, max_bytes=size)


def test_a_file_without_an_end_is_not_read_to_it() -> None:
    with pytest.raises(DataError, match="too-large"):
        read("/dev/zero", format="json", max_bytes=1_000)


@pytest.mark.parametrize(
    ("name", "format", "message"),
    [
        (
            "network.yaml",
            None,
            "'network.yaml' has an ending that no format goes by: name it with '.json', ",
        ),
        (
            "network",
            None,
            "'network' has no ending, and is no folder: make the folder, or name a file with '.json', ",
        ),
        (
            "network.json",
            "jsn",
            "'jsn' is no format: write 'json', 'markdown', 'csv', 'html' or 'atom'; did you mean 'json'?",
        ),
        (
            "network.json",
            "parquet",
            "'parquet' is no format: write 'json', 'markdown', 'csv', 'html' or 'atom'",
        ),
    ],
)
def test_an_unknown_format_is_told_with_those_that_are_known(
    name: str, format: str | None, message: str, network: Network[Entry]
) -> None:
    for call in (lambda: read(name, format=format), lambda: write(network, name, format=format)):
        with pytest.raises(ValueError, match="format") as caught:
            call()
        assert str(caught.value).startswith(message)
        assert isinstance(caught.value, NetworkError)


def test_what_is_read_is_offered_only_formats_that_can_be(network: Network[Entry]) -> None:
    with pytest.raises(ValueError, match="format") as caught:
        read("network.yaml")
    assert str(caught.value).endswith(
        "name it with '.json', '.md', '.markdown' or '.csv'; or say what it is (format=, or --read-as)"
    )
    with pytest.raises(ValueError, match="format") as caught:
        write(network, "network.yaml")
    assert str(caught.value).endswith(
        "'.htm', '.atom' or '.xml'; or say what it is (format=, or --write-as)"
    )


def test_the_ending_counts_in_any_case_and_a_format_in_its_place(
    network: Network[Entry], tmp_path: Path
) -> None:
    write(network, tmp_path / "A.JSON")
    write(network, tmp_path / "b", format="json")
    assert read(tmp_path / "A.JSON") == read(tmp_path / "b", format="json")


def test_errors_name_the_file_as_the_caller_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.json").write_bytes(b"\xef\xbb\xbf{}")
    with pytest.raises(DataError, match=r"^mine.json:1:1: \[byte-order-mark\]"):
        leavex_network.read("mine.json")
