"""Files are read up to a limit, and written completely or not at all."""

import os
import re
import stat
from pathlib import Path

import pytest

import leavex_network
from leavex_network import (
    DataError,
    Entry,
    Network,
    NetworkError,
    Petition,
    dumps,
    loads,
    read,
    write,
)
from leavex_network.errors import ArgumentError, FormatError
from leavex_network.formats import FORMATS, READ

EMPTY = '{"about": {}, "entries": []}'


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_written_file_is_read_back(network: Network[Entry], tmp_path: Path) -> None:
    write(network, tmp_path / "network.json")
    assert network == read(tmp_path / "network.json") == read(str(tmp_path / "network.json"))
    assert ["network.json"] == names(tmp_path)


def test_writing_the_same_network_again_does_not_touch_the_file(
    network: Network[Entry], tmp_path: Path
) -> None:
    path = tmp_path / "network.json"
    write(network, path)
    before = path.stat()
    write(network, path)
    assert (before.st_ino, before.st_mtime_ns) == (path.stat().st_ino, path.stat().st_mtime_ns)


def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_default(
    network: Network[Entry], tmp_path: Path
) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(EMPTY)
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write(network, old)
        write(network, new)
    finally:
        os.umask(mask)
    assert (0o640, 0o640) == (stat.S_IMODE(old.stat().st_mode), stat.S_IMODE(new.stat().st_mode))


def test_a_symbolic_link_stays_and_its_target_is_written(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "real.json").write_text(EMPTY)
    (tmp_path / "link.json").symlink_to("real.json")
    write(network, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert network == read(tmp_path / "real.json")


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_on_a_full_disk_the_old_file_stays_and_no_other_is_left(
    step: str, network: Network[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "network.json").write_text(EMPTY)
    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space left"):
        write(network, tmp_path / "network.json")
    assert (["network.json"], EMPTY) == (names(tmp_path), (tmp_path / "network.json").read_text())


def test_a_new_file_is_removed_again_when_another_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leavex_network.files import transaction

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
            transaction.write_all({tmp_path / "new": b"new", tmp_path / "old": b"other"})
    assert (["old"], "old") == (names(tmp_path), (tmp_path / "old").read_text())


def test_a_network_without_a_schema_keeps_that_of_the_file(
    network: Network[Entry], tmp_path: Path
) -> None:
    path = tmp_path / "network.json"
    write(network, path)
    write(Network(network, about=network.about), path)
    assert "network.schema.json" == read(path).schema
    path.write_text(EMPTY)
    write(Network(network, about=network.about), path)
    assert read(path).schema is None


LANGUAGES = {"json": None, "csv": "en", "markdown": "en"}
UNREADABLE = {
    "other text": "Shopping list",
    "trailing comma": '{"version": 1, "about": {}, "entries": [],}',
    "merge conflict": '<<<<<<< HEAD\n{"about": {}, "entries": []}\n=======\n',
    "newer version": '{"version": 2, "about": {}, "entries": []}',
    "no network": '{"name": "package"}',
    "no UTF-8": b"\xff",
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("origin", ["json", "csv", "markdown"])
def test_a_file_that_cannot_be_read_as_a_network_is_not_overwritten(
    origin: str, text: str | bytes, tmp_path: Path
) -> None:
    petition = Petition(id="x", name="X", url="https://x.example")
    network = loads(dumps(Network([petition]), origin), origin, language=LANGUAGES[origin])
    path = tmp_path / "network.json"
    content = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        write(network, path)
    assert str(path) == caught.value.problems[0].file
    assert content == path.read_bytes()


@pytest.mark.parametrize("origin", ["json", "csv"])
@pytest.mark.parametrize("text", ["", "\n", " \r\n"])
def test_an_empty_file_is_replaced(text: str, origin: str, tmp_path: Path) -> None:
    petition = Petition(id="x", name="X", url="https://x.example")
    network = loads(dumps(Network([petition]), origin), origin, language=LANGUAGES[origin])
    path = tmp_path / "network.json"
    path.write_text(text)
    write(network, path)
    assert [petition] == list(read(path))


def test_a_missing_folder_is_named(network: Network[Entry], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write(network, tmp_path / "nosuch" / "network.json")
    assert str(tmp_path / "nosuch") == caught.value.filename


def test_a_folder_in_place_of_a_file_is_refused(network: Network[Entry], tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    with pytest.raises(IsADirectoryError):
        write(network, tmp_path / "x.json", format="json")
    with pytest.raises(IsADirectoryError):
        read(tmp_path / "x.json", format="json")
    with pytest.raises(ArgumentError, match=r"index\.md"):
        read(tmp_path)


def test_a_missing_file_is_a_file_not_found_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nosuch.json")


def test_a_larger_file_is_read_only_if_max_bytes_allows_it(
    network: Network[Entry], tmp_path: Path
) -> None:
    path = tmp_path / "network.json"
    write(network, path)
    size = path.stat().st_size
    with pytest.raises(DataError) as caught:
        read(path, max_bytes=size - 1)
    (problem,) = caught.value.problems
    assert "too-large" == problem.code
    assert f"{size - 1:,}" in problem.message
    assert "max_bytes" in problem.remedy
    assert network == read(path, max_bytes=size)


UNKNOWN_FORMATS: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "unknown ending": ("network.yaml", None, ("network.yaml", ".json")),
    "no ending": ("network", None, ("network", ".json")),
    "misspelt format": ("network.json", "jsn", ("jsn", "json")),
    "unknown format": ("network.json", "parquet", ("parquet", *FORMATS)),
}
"""A file, a format, and the values that the error names, in their order."""


def values(error: Exception) -> list[str]:
    """Return the values that a message names in quotes."""
    return re.findall(r"'([^']+)'", str(error))


@pytest.mark.parametrize(("name", "format", "named"), UNKNOWN_FORMATS.values(), ids=UNKNOWN_FORMATS)
def test_an_unknown_format_is_an_error_that_names_the_known_ones(
    name: str, format: str | None, named: tuple[str, ...], network: Network[Entry]
) -> None:
    for call in (lambda: read(name, format=format), lambda: write(network, name, format=format)):
        with pytest.raises(FormatError) as caught:
            call()
        assert list(named) == values(caught.value)[: len(named)]
        assert isinstance(caught.value, ValueError)
        assert isinstance(caught.value, NetworkError)


def test_only_formats_that_are_read_are_suggested_for_reading(network: Network[Entry]) -> None:
    with pytest.raises(FormatError) as reading:
        read("network.yaml")
    with pytest.raises(FormatError) as writing:
        write(network, "network.yaml")
    only_written = {".html", ".htm", ".atom", ".xml"}
    assert only_written == set(values(writing.value)) - set(values(reading.value))
    only_read = {".tsv", ".tab", ".xlsm", ".xls", ".ods"}
    assert only_read == set(values(reading.value)) - set(values(writing.value))
    assert set(READ) < set(FORMATS)


def test_the_case_of_an_ending_does_not_matter_and_a_format_replaces_it(
    network: Network[Entry], tmp_path: Path
) -> None:
    write(network, tmp_path / "A.JSON")
    write(network, tmp_path / "b", format="json")
    assert read(tmp_path / "A.JSON") == read(tmp_path / "b", format="json")


def test_an_error_names_the_file_as_the_caller_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.json").write_bytes(b"\xef\xbb\xbf{}")
    with pytest.raises(DataError, match=r"^mine.json:1:1: \[byte-order-mark\]"):
        leavex_network.read("mine.json")
