"""Networks from packages: `load(name)`, `available()`, and `name:` wherever a network is read."""

import pickle
import re
import subprocess
import sys
import threading
import tomllib
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from helpers import BREAD, Install
from hypothesis import assume, example, given
from hypothesis import strategies as st
from test_cli import TERMINAL, error, ids, out, run, run_process
from test_docs import ROOT, named_files

import leavex_network
from leavex_network import (
    Entry,
    Network,
    NetworkError,
    NetworkWarning,
    UnknownValueError,
    available,
    dumps,
    load,
    read,
)
from leavex_network.errors import ArgumentError, ArgumentTypeError, PackageError
from leavex_network.files import packages
from leavex_network.files.sources import name_in

HEADER = "[leavex_network.networks]"
FUNCTION = "from leavex_network import *\n\ndef network():\n    "

# In Python


def test_a_network_is_loaded_by_its_name_and_created_once(install: Install) -> None:
    install()
    assert ["mill"] == [entry.id for entry in load("bread")]
    assert load("bread") is load("bread")
    assert [1] == sys.modules["bread_network"].calls


def test_threads_share_one_network(install: Install) -> None:
    install(
        module=f"import time\n{BREAD.replace('calls.append', 'time.sleep(0.02), calls.append')}"
    )
    found: list[Network[Entry]] = []
    threads = [threading.Thread(target=lambda: found.append(load("bread"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 8 == len(found)
    assert all(network is found[0] for network in found)
    assert [1] == sys.modules["bread_network"].calls


def test_an_entry_point_may_be_a_network(install: Install) -> None:
    install("rye = {module}:rye", f"{BREAD}\nrye = network()\n")
    assert load("rye") is sys.modules["bread_network"].rye


def test_the_bundled_network_is_the_default_and_has_a_name(install: Install) -> None:
    install()
    assert leavex_network.load() is load(None) is load("leavex")


def test_the_names_are_sorted_and_no_package_is_imported(install: Install) -> None:
    assert ("leavex",) == available()
    install("rye = {module}:network\nbread={module}:network  [extra]")
    assert ("bread", "leavex", "rye") == available()
    assert "bread_network" not in sys.modules
    assert load("bread") == load("rye")


def test_a_network_may_build_on_others(install: Install) -> None:
    install()
    text = f"{FUNCTION}return load('bread') | load()"
    install("both = {module}:network", text, name="both-networks", place="other")
    assert {"mill", "helloquitx"} < {entry.id for entry in load("both")}


@pytest.mark.parametrize(
    ("name", "expected"), [("bred", ["bread"]), ("Bread_Network", ["bread"]), ("brioche", [])]
)
def test_an_unknown_name_names_the_nearest_and_that_of_the_package(
    name: str, expected: list[str], install: Install
) -> None:
    install()
    with pytest.raises(UnknownValueError, match=r"bread, leavex.*pip install") as caught:
        load(name)
    assert expected == list(caught.value.suggestions)


def test_of_many_names_only_some_are_listed(install: Install) -> None:
    install("\n".join(f"n{number} = {{module}}:network" for number in range(100, 140)))
    with pytest.raises(UnknownValueError, match=r"n117, n118 and 21 more"):
        load("rye")


@pytest.mark.parametrize(
    "path", ["x.json", "./x", "a/b", "a\\b", "~x", Path("network"), "../bread"]
)
def test_a_path_is_refused_with_the_call_that_reads_it(path: Any) -> None:
    with pytest.raises(ArgumentTypeError, match=re.escape(f"read({str(path)!r})")):
        load(path)


def test_a_file_of_an_unknown_name_is_named_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.joinpath("network").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownValueError, match=re.escape("read('network')")):
        load("network")


@pytest.mark.parametrize(
    ("name", "remedy"), [("bread:", "load('bread')"), (":", "load()"), ("", "load()")]
)
def test_a_colon_or_nothing_is_no_name(name: str, remedy: str) -> None:
    with pytest.raises(ArgumentError, match=re.escape(remedy)):
        load(name)


@pytest.mark.hypothesis
@given(st.text() | st.text().map("{}:".format))
@example("x" * 100_000)
@example("\0")
@example("\ud800")
def test_any_other_text_is_an_error_of_this_library(text: str) -> None:
    assume(text not in available())
    with pytest.raises(NetworkError):
        load(text)


def test_a_long_name_is_an_error() -> None:
    with pytest.raises(UnknownValueError) as caught:
        load("x" * 100_000)
    assert len(str(caught.value)) < 500


# Packages that are broken

BROKEN = {
    "no module": ("bread = nowhere:network", ""),
    "no such function": ("bread = {module}:netwrk", ""),
    "no object at all": ("bread = not a reference", ""),
    "a module": ("bread = {module}", ""),
    "bad syntax": ("bread = {module}:network", "def network("),
    "exit on import": ("bread = {module}:network", "raise SystemExit(0)"),
    "exit in the function": ("bread = {module}:network", f"{FUNCTION}raise SystemExit"),
    "an error": ("bread = {module}:network", f"{FUNCTION}raise ValueError('a\\x1b[31m\\nb')"),
    "a long error": ("bread = {module}:network", f"{FUNCTION}raise ValueError('x' * 100_000)"),
    "an error without words": (
        "bread = {module}:network",
        f"class E(Exception):\n    def __str__(self): return 1/0\n{FUNCTION}raise E",
    ),
    "newer data": ("bread = {module}:network", f"{FUNCTION}return loads('{{\"version\": 2}}')"),
    "data with an error": ("bread = {module}:network", f"{FUNCTION}return loads('[')"),
    "nothing": ("bread = {module}:network", f"{FUNCTION}pass"),
    "a list": ("bread = {module}:network", f"{FUNCTION}return list(load())"),
    "a path": ("bread = {module}:network", "network = 'network.json'"),
    "arguments": ("bread = {module}:network", "def network(path): pass"),
    "itself": ("bread = {module}:network", f"{FUNCTION}return load('bread')"),
    "two objects": ("bread = {module}:network\nbread = {module}:other", BREAD),
}


@pytest.mark.parametrize(("networks", "module"), BROKEN.values(), ids=BROKEN)
def test_a_broken_package_is_an_error_that_names_it_each_time(
    networks: str, module: str, install: Install
) -> None:
    install("rye = {module}:network", name="rye-network", place="other")
    install(networks, module)
    for _ in range(2):
        with pytest.raises(PackageError, match="'bread-network'") as caught:
            load("bread")
        assert ("bread-network",) == caught.value.packages
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 800
    done = run("list", "--from", "bread:")
    assert (2, b"") == (done.returncode, done.stdout)
    assert b"--from" in done.stderr
    assert b"Traceback" not in done.stderr
    assert ("bread", "leavex", "rye") == available()
    assert 1 == len(load("rye"))


def test_data_that_need_a_newer_version_say_so(install: Install) -> None:
    install(*BROKEN["newer data"])
    with pytest.raises(PackageError, match=r"Upgrade leavex-network$") as caught:
        load("bread")
    assert isinstance(caught.value.__cause__, leavex_network.DataError)


def test_two_packages_with_one_name_are_an_error_that_names_both(install: Install) -> None:
    install()
    install(name="other-bread", place="other")
    with pytest.raises(PackageError, match="Uninstall") as caught:
        load("bread")
    assert ("bread-network", "other-bread") == caught.value.packages
    assert ("bread", "leavex") == available()


def test_no_package_replaces_the_bundled_network(install: Install) -> None:
    install("leavex = {module}:network")
    with pytest.raises(PackageError) as caught:
        load("leavex")
    assert ("bread-network", "leavex-network") == caught.value.packages
    assert "helloquitx" in load()


def test_of_two_versions_of_a_package_the_first_on_the_path_counts(install: Install) -> None:
    install("bread = {module}:network\nold = {module}:network")
    install("bread = {module}:network", metadata="Name: Bread.Network\n", place="first")
    assert ("bread", "leavex") == available()
    assert 1 == len(load("bread"))


def test_an_error_of_a_package_can_be_pickled() -> None:
    before = PackageError("text", ["a", "b"])
    after = pickle.loads(pickle.dumps(before))
    assert ("text", ("a", "b")) == (str(after), after.packages)
    assert isinstance(after, ImportError)


@pytest.mark.parametrize(
    "name", ["Bread", "rye bread", "-rye", "r", "../rye", "ryé", "n" * 101, ""]
)
def test_a_name_that_is_no_slug_is_ignored_and_reported(name: str, install: Install) -> None:
    install(f"{name} = {{module}}:network\nbread = {{module}}:network")
    with pytest.warns(NetworkWarning, match="bread-network"):
        assert ("bread", "leavex") == available()
    with pytest.raises(UnknownValueError, match="ignored"):
        load("brioche")
    assert 1 == len(load("bread"))


METADATA = ["", "Version: 1\n", "Name:\n", "Name: \n\nText"]


@pytest.mark.parametrize("metadata", METADATA)
def test_a_network_of_a_package_without_a_name_is_loaded(metadata: str, install: Install) -> None:
    install(metadata=metadata)
    install("rye = {module}:network", metadata=metadata, name="rye-network", place="other")
    assert ("bread", "leavex", "rye") == available()
    assert load("bread") == load("rye")


def test_metadata_that_cannot_be_read_spoil_nothing(install: Install) -> None:
    install().joinpath("METADATA").write_bytes(b"Name: \xff\n")
    install("rye = {module}:network", name="rye-network", place="b").joinpath("METADATA").unlink()
    looped = install("x = {module}:network", name="looped", place="c") / "entry_points.txt"
    looped.unlink()
    looped.symlink_to(looped)
    assert ("bread", "leavex", "rye") == available()
    assert load("bread") == load("rye")


@pytest.mark.parametrize(
    "text",
    [f"{HEADER}\nbread\n".encode(), f"{HEADER}\nbread = bread_network:\xff\n".encode("latin-1")],
)
def test_entry_points_that_cannot_be_read_are_reported(text: bytes, install: Install) -> None:
    install().joinpath("entry_points.txt").write_bytes(text)
    with pytest.warns(NetworkWarning, match="bread-network"):
        assert ("leavex",) == available()
    with pytest.raises(UnknownValueError, match="bread-network"):
        load("bread")


class Fake(Distribution):
    """A distribution with these files."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files_ = files

    def read_text(self, filename: str) -> str | None:
        return self.files_.get(filename)

    def locate_file(self, path: Any) -> Path:
        return Path(path)


@contextmanager
def installed(distributions: Iterable[Distribution]) -> Iterator[None]:
    """Replace what is installed."""
    found = list(distributions)
    with (
        patch.object(packages, "distributions", lambda: found),
        patch.object(packages, "_CREATED", {}),
    ):
        yield


GOOD = Fake(
    {"METADATA": "Name: good\n", "entry_points.txt": f"{HEADER}\ngood = leavex_network:Network\n"}
)
LINES = st.lists(
    st.sampled_from([HEADER, "bread = leavex_network:load", "bread", "=", "[", "[console_scripts]"])
    | st.text(max_size=20)
)


@pytest.mark.hypothesis
@given(st.lists(st.tuples(LINES.map("\n".join), st.none() | st.text(max_size=30)), max_size=4))
@example([(f"{HEADER}\n= x:y", "Name: x")])
def test_no_metadata_spoil_another_package(texts: list[tuple[str, str | None]]) -> None:
    broken: list[Distribution] = []
    for entry_points, metadata in texts:
        files = {"entry_points.txt": entry_points}
        broken.append(Fake(files if metadata is None else {**files, "METADATA": metadata}))
    with installed([*broken, GOOD]), warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        names = available()
        assert list(names) == sorted(set(names))
        assert all(name == name_in(f"{name}:") for name in names)
        assert 0 == len(load("good"))
        for name in names:
            try:
                assert isinstance(load(name), Network)
            except PackageError as failed:
                assert failed.packages


# `name:` and paths


@pytest.mark.hypothesis
@given(st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True))
def test_a_name_with_a_colon_is_no_path_and_a_drive_is_one(name: str) -> None:
    assert (name if len(name) > 1 else None) == name_in(f"{name}:")
    assert name_in(name) is name_in(f"./{name}:") is name_in(f"{name}:/x") is None


# At the command line


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("list", "--from", "bread:", "--format", "json"), ["mill"]),
        (("--from", "bread:", "--country", "Malta", "--format", "json"), ["mill"]),
        (("list", "--from", "bread:", "--country", "DE", "--format", "json"), []),
        (("convert", "bread:", "-"), ["mill"]),
    ],
)
def test_commands_read_the_network_of_a_package(
    words: tuple[str, ...], expected: list[str], install: Install
) -> None:
    install()
    assert expected == ids(out(*words))


def test_an_entry_of_a_package_is_shown(install: Install) -> None:
    install()
    assert "Keep the mill!" in out("show", "mill", "--from", "bread:")


def test_networks_of_packages_are_compared(install: Install) -> None:
    install()
    assert "Keep the mill!" in out("diff", "leavex:", "bread:")
    assert "Keep the mill!" in out("diff", "bread:")
    assert "" == out("diff", "bread:", "--since", "2025-01-01")


def test_the_bundled_network_is_copied_by_its_name(tmp_path: Path) -> None:
    target = tmp_path / "copy.json"
    assert 0 == run("convert", "leavex:", str(target)).returncode
    assert load() == read(target)
    assert 0 == run("convert", "leavex:", str(target), "--check").returncode


SUSPICIOUS = """
from leavex_network import Network, Petition
from leavex_network.models import About
def network():
    accepted = [{"code": "same-url", "entries": ["y"], "why": "It is one."}]
    entries = [Petition(id=i, name=i, url="https://x.example") for i in ("w", "x", "y", "z")]
    return Network(entries, about=About(accepted=accepted))
"""


def test_the_network_of_a_package_is_checked_without_lines(install: Install) -> None:
    install(module=SUSPICIOUS)
    done = run("check", "bread:")
    assert 1 == done.returncode
    assert b"[same-url]" in done.stdout
    assert b"line" not in done.stdout
    assert b"1 accepted" in done.stderr
    asked = run("check", "bread:", "--archived").stdout
    assert b'"w", "x", "y", "z"' in asked
    assert b"line" not in asked


def test_a_site_gets_the_network_of_a_package(install: Install, tmp_path: Path) -> None:
    install()
    assert 0 == run("embed", "web", str(tmp_path / "web"), "--from", "bread:").returncode
    assert ["mill"] == [entry.id for entry in read(tmp_path / "web" / "api/v1/network.json")]
    readme = tmp_path / "README.md"
    readme.write_text('<!-- leavex-network from="bread:" -->\n<!-- /leavex-network -->\n')
    assert 0 == run("embed", "markdown", str(readme)).returncode
    assert "[Keep the mill!](https://mill.example)" in readme.read_text()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("list", "--from", "bred:"), "--from"),
        (("show", "mill", "--from", "bred:"), "--from"),
        (("embed", "web", "x", "--from", "bred:"), "--from"),
        (("convert", "bred:", "x.json"), "SOURCE"),
        (("check", "bred:"), "PATH"),
        (("diff", "bred:"), "OLD"),
        (("diff", "leavex:", "bred:"), "NEW"),
    ],
)
def test_an_unknown_name_is_an_error_that_names_the_argument(
    words: tuple[str, ...], named: str, install: Install, tmp_path: Path
) -> None:
    install()
    text = error(*words, cwd=tmp_path)
    assert named in text
    assert "'bread'" in text
    assert "./bred:" not in text


@pytest.mark.parametrize(
    "words",
    [
        ("convert", "leavex:", "bread:"),
        ("embed", "web", "bread:"),
        ("check", "leavex:", "--section", "x"),
        ("check", "leavex:", "--read-as", "json"),
        ("check", "leavex:", "--language", "de"),
        ("list", "--from", "leavex:", "--read-as", "csv"),
        ("convert", "leavex:", "x.json", "--source-language", "de"),
        ("convert", "leavex:", "x.json", "--history"),
        ("convert", "leavex:", "x.json", "--kinds", "event"),
    ],
)
def test_what_does_not_go_with_a_name_is_an_error(words: tuple[str, ...], tmp_path: Path) -> None:
    assert error(*words, cwd=tmp_path)
    assert [] == list(tmp_path.iterdir())


def test_a_file_with_a_colon_is_read_by_its_path(tmp_path: Path) -> None:
    tmp_path.joinpath("bread:").write_text(dumps(load()[:1]))
    done = run("list", "--from", "./bread:", "--read-as", "json", "--format", "json", cwd=tmp_path)
    assert [load()[0].id] == ids(done.stdout.decode())
    assert "'./bread:'" in error("list", "--from", "bread:", cwd=tmp_path)


def test_a_drive_is_a_path(tmp_path: Path) -> None:
    tmp_path.joinpath("C:").write_text(dumps(load()[:1]))
    done = run("list", "--from", "C:", "--read-as", "json", "--format", "json", cwd=tmp_path)
    assert [load()[0].id] == ids(done.stdout.decode())


@pytest.mark.parametrize(("typed", "offered"), [("br", ["br", "bread:"]), ("x", ["x"]), ("", [""])])
def test_a_shell_completes_names(typed: str, offered: list[str], install: Install) -> None:
    site = install().parent
    env = {
        **TERMINAL,
        "PYTHONPATH": f"{site}:{Path(leavex_network.__file__).parent.parent}",
        "_LEAVEX_NETWORK_COMPLETE": "bash_complete",
        "COMP_WORDS": f"leavex-network list --from {typed}",
        "COMP_CWORD": "3",
    }
    lines = run_process(env=env).stdout.decode().splitlines()
    assert offered == sorted(line.partition(",")[2] for line in lines)


# The guide


def test_the_package_of_the_guide_works(
    tmp_path: Path, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ROOT / "docs" / "howto" / "provide-network.md"
    for name, text in named_files(page).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project = tomllib.loads((tmp_path / "bread/pyproject.toml").read_text())["project"]
    ((name, value),) = project["entry-points"]["leavex_network.networks"].items()
    install(f"{name} = {value}", "raise RuntimeError", place="bread/src")
    (tmp_path / "bread/src/bread_network.py").unlink()
    monkeypatch.chdir(tmp_path)
    guide = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```python\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL):
        exec(block, {})  # noqa: S102 - the code of the guide
    commands = re.findall(r"^leavex-network (.*)$", guide, re.MULTILINE)
    assert len(commands) > 4
    for command in commands:
        assert 0 == run(*command.split()).returncode, command


def test_loading_the_bundled_network_imports_no_metadata_of_packages() -> None:
    code = "import sys, leavex_network as l; l.load().by_country('DE'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"leavex_network.files.packages", "leavex_network.files.sources"} & {
        *done.stdout.split()
    }
