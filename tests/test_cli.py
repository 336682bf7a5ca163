"""The command line: what it prints, and its exit status."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from helpers import without_words
from rich.console import Console

import leavex_network
from leavex_network import Entry, Initiative, Network, Petition, dumps
from leavex_network.cli import tables
from leavex_network.cli.app import app
from leavex_network.data import read_bytes
from leavex_network.models import About
from leavex_network.network.criteria import CRITERIA
from leavex_network.places.languages import language

TERMINAL: dict[str, str | None] = {
    "COLUMNS": "80",
    "PYTHONUTF8": "1",
    "NO_COLOR": None,
    "FORCE_COLOR": None,
    "TERM": "dumb",
}
Environment = Mapping[str, str | None]
Done = subprocess.CompletedProcess[bytes]


def run(
    *words: str, stdin: bytes = b"", env: Environment = TERMINAL, cwd: Path | None = None
) -> Done:
    """Run the command in this process, which is quick, without a terminal."""
    with contextlib.chdir(cwd or Path.cwd()):
        result = CliRunner().invoke(
            app, words, input=stdin, env=env, prog_name="leavex-network", catch_exceptions=False
        )
    return Done(words, result.exit_code, result.stdout_bytes, result.stderr_bytes)


def run_process(*words: str, env: Environment = TERMINAL) -> Done:
    """Run the command in a process of its own, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "leavex_network", *words],
        env={name: value for name, value in {**os.environ, **env}.items() if value is not None},
        capture_output=True,
        timeout=60,
        check=False,
    )


def out(*words: str, stdin: bytes = b"", env: Environment = TERMINAL) -> str:
    """Return what a command prints that succeeds and prints nothing to standard error."""
    done = run(*words, stdin=stdin, env=env)
    assert (0, b"") == (done.returncode, done.stderr)
    return done.stdout.decode()


def error(*words: str, stdin: bytes = b"", status: int = 2, cwd: Path | None = None) -> str:
    """Return what a command that fails prints to standard error."""
    done = run(*words, stdin=stdin, cwd=cwd)
    assert (status, b"") == (done.returncode, done.stdout)
    return done.stderr.decode()


def words_of(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text)


def ids(text: str) -> list[str]:
    return [entry["id"] for entry in json.loads(text)["entries"]]


def test_a_bare_call_lists_the_bundled_network() -> None:
    done = run_process()
    shown = done.stdout.decode()
    assert (0, b"") == (done.returncode, done.stderr)
    assert shown == out() == out("list")
    assert {"2026-01-25", "23", "12", "11"} <= set(re.findall(r"[\d-]+", shown))


def test_options_alone_mean_list() -> None:
    assert out("list", "--country", "DE") == out("--country", "DE")


def test_the_table_names_country_flag_hashtags_status_and_host() -> None:
    shown = out("list", "--country", "FR", env={**TERMINAL, "COLUMNS": "140"})
    (line,) = [line for line in shown.splitlines() if "HelloQuitX" in line]
    cells = ["HelloQuitX", "🇫🇷", "France", "#HelloQuitX", "www.helloquitx.com"]
    assert cells == line.split()[1:]
    (concluded,) = [line for line in shown.splitlines() if "politipet.fr" in line]
    assert language("en").page["concluded"][0] in concluded


@pytest.mark.parametrize("columns", ["20", "60", "80", "200"])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(columns: str) -> None:
    shown = out("list", env={**TERMINAL, "COLUMNS": columns})
    assert all(Console().measure(line).maximum <= int(columns) for line in shown.splitlines())
    letters = re.sub(r"\s", "", shown).casefold()
    for word in ("oligarchen:", "helloquitx.com", "concluded", "initiative", "germany"):
        assert word in letters
    if int(columns) >= 60:
        assert "www.helloquitx.com" in shown
        assert "#MakeSocialsSocialAgain" in shown


def test_a_terminal_gets_colors_and_links_and_a_pipe_does_not(network: Network[Entry]) -> None:
    assert "\x1b" not in out()
    written = io.StringIO()
    tables.show_table(
        network,
        Console(
            force_terminal=True,
            width=140,
            file=written,
            legacy_windows=False,
            color_system="standard",
        ),
    )
    assert re.search(r"\x1b]8;[^;]*;https://www.helloquitx.com\x1b", written.getvalue())
    assert "\x1b[36m#HelloQuitX" in written.getvalue()


def test_a_locale_without_utf_8_loses_no_line() -> None:
    ascii_only = {
        **TERMINAL,
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
    }
    shown = run_process("list", env=ascii_only).stdout.decode()
    assert shown.isascii()
    assert "Germany" in shown
    assert "Keine Macht f?r" in shown
    done = run_process("list", "--format", "json", env=ascii_only)
    assert done.stdout.decode() == out("list", "--format", "json")


def test_every_criterion_is_an_option_with_the_results_of_filter(network: Network[Entry]) -> None:
    for words, criteria in {
        ("--kind", "petition", "--status", "active"): {"kind": "petition", "status": "active"},
        ("--country", "DE", "--country", "France,Irland"): {"country": ["DE", "FR", "IE"]},
        ("--country", "DE", "--wider"): {"country": "DE", "wider": True},
        ("--region", "Europe", "--limit", "2"): {"region": "150", "limit": 2},
        ("--unplaced",): {"unplaced": True},
        ("--hashtag", "#leavex"): {"hashtag": "leavex"},
        ("--search", "open", "--search", "letter"): {"search": "open letter"},
    }.items():
        assert [entry.id for entry in network.filter(**criteria)] == ids(
            out("list", "--format", "json", *words)
        )
    text = out("list", "--help")
    assert all(f"--{criterion.name}" in text for criterion in CRITERIA)


def test_list_as_json_is_what_dumps_writes(network: Network[Entry]) -> None:
    assert dumps(network) == out("list", "--format", "json")
    assert dumps(network.as_of("2025-01-20").localize("de")) == out(
        "list", "--as-of", "2025-01-20", "--language", "de", "--format", "json"
    )


def test_a_list_in_german_has_german_names() -> None:
    shown = out("list", "--language", "de", "--country", "CA")
    assert "Kanada" in shown
    assert "Regierung" in shown


def test_a_list_without_entries_is_no_error() -> None:
    assert [] == ids(out("list", "--country", "JP", "--format", "json"))
    assert out("list", "--country", "JP")


def test_a_network_is_read_from_a_file_or_from_standard_input(
    network: Network[Entry], tmp_path: Path
) -> None:
    text = dumps(network[:1])
    (tmp_path / "my network.json").write_text(text)
    assert "EscapeX" in out("list", "--from", str(tmp_path / "my network.json"))
    assert text == out("list", "--from", "-", "--format", "json", stdin=text.encode())
    assert "escapex" in out("show", "escapex", "--from", "-", stdin=text.encode())


def test_show_prints_every_field_of_an_entry() -> None:
    shown = words_of(out("show", "cesser-dutiliser-twitter-x"))
    for value in (
        "Cesser d'utiliser Twitter/X",
        "petition",
        "https://politipet.fr/2610",
        "https://petitions.assemblee-nationale.fr/initiatives/i-2610",
        "🇫🇷 France (FR)",
        "concluded",
        "2025-01-20",
        "2026-01-13",
        " fr ",
        "https://github.com/everton137/leavex.eu/commit/cdc6206",
    ):
        assert value in shown


FORMER_ID = Initiative(id="a", name="A", url="https://a.example", aliases=("former",))


def test_show_finds_an_entry_by_a_former_id_and_prints_it() -> None:
    text = dumps(Network([FORMER_ID]))
    assert "former" in out("show", "former", "--from", "-", stdin=text.encode())


@pytest.mark.parametrize("name", ["escapex", "cesser-dutiliser-twitter-x"])
@pytest.mark.parametrize("language", [None, "fr"])
def test_show_as_json_prints_the_row_of_the_entry(
    name: str, language: str | None, network: Network[Entry]
) -> None:
    words = [] if language is None else ["--language", language]
    shown = json.loads(out("show", name, "--format", "json", *words))
    localized = network if language is None else network.localize(language)
    (row,) = [row for row in localized.rows() if row["id"] == name]
    days = {key: row[key] and str(row[key]) for key in ("listed", "concluded", "closes")}
    assert {**row, **days} == shown
    assert list(row) == list(shown)


def test_show_as_json_escapes_what_a_terminal_obeys() -> None:
    entry = Petition(id="a", name="A", url="https://a.example", description="\u061c\u05d0")
    shown = out(
        "show", "a", "--format", "json", "--from", "-", stdin=dumps(Network([entry])).encode()
    )
    assert "\u061c" not in shown
    assert entry.description == json.loads(shown)["description"]


def test_show_prints_the_source_of_the_texts(network: Network[Entry]) -> None:
    source = network.about.sources[str(network["leavex"].text_source)]
    assert source.url in out("show", "leavex", env={**TERMINAL, "COLUMNS": "200"})


def test_an_item_that_the_network_lacks_stays_on_the_page_and_is_reported(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "index.en.md").write_text("### Petitions\n* [X](https://x.example)\n")
    (tmp_path / "network.json").write_text(dumps(network))
    done = run("convert", "network.json", ".", cwd=tmp_path)
    assert (0, b"") == (done.returncode, done.stdout)
    assert "index.en.md:2:1: [not-in-network] x" == without_words(done.stderr.decode())
    assert "[X](https://x.example)" in (tmp_path / "index.en.md").read_text()


def test_prune_removes_items_that_the_network_lacks(
    network: Network[Entry], tmp_path: Path
) -> None:
    page = tmp_path / "index.en.md"
    page.write_text("### Petitions\n* [X](https://x.example)\n")
    (tmp_path / "network.json").write_text(dumps(network))
    done = run("convert", "network.json", page.name, "--prune", cwd=tmp_path)
    assert (0, b"", b"index.en.md: 23 added, 1 removed\n") == (
        done.returncode,
        done.stdout,
        done.stderr,
    )
    assert "[X](https://x.example)" not in page.read_text()


PAGE = """\
---
title: Old
---

### Initiatives

* [**A**](https://a.example): Old. (Germany)

### Petitions

* [B](https://b.example)
* [C](https://c.example): Old.
* [Gone](https://gone.example)
"""
PAGE_NETWORK = Network(
    [
        Initiative(id="a", name="A", url="https://a.example", description="New."),
        Petition(id="b", name="B", url="https://b.example", status="concluded"),
        Petition(id="c", name="New C", url="https://c.example", description="New."),
        Petition(id="d", name="D", url="https://d.example"),
    ],
    about=About(title="New"),
)


def test_convert_summarizes_the_changes_of_each_page(tmp_path: Path) -> None:
    page, data = tmp_path / "index.en.md", tmp_path / "n.json"
    page.write_text(PAGE)
    data.write_text(dumps(PAGE_NETWORK))
    summary = "index.en.md: 1 added, 1 concluded, 4 texts replaced, 1 label replaced, 1 left alone"
    for words in (["--dry-run"], []):
        done = run("convert", "n.json", ".", *words, cwd=tmp_path)
        assert [summary] == done.stderr.decode().splitlines()[-1:]
    done = run("convert", "n.json", ".", cwd=tmp_path)
    assert ["index.en.md:13:1: [not-in-network] gone"] == [
        without_words(line) for line in done.stderr.decode().splitlines()
    ]
    text = page.read_text()
    assert "#### Concluded" in text
    data.write_text(dumps(Network(reversed(PAGE_NETWORK.by_status("active")))))
    done = run("convert", ".", "n.json", cwd=tmp_path)
    assert b"n.json: 2 added\n" == done.stderr


def test_standard_output_has_one_language(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text(dumps(PAGE_NETWORK))
    words = ("--language", "de", "--language", "fr")
    done = run("convert", "n.json", "-", "--write-as", "markdown", *words, cwd=tmp_path)
    assert (2, b"") == (done.returncode, done.stdout)
    assert b"--language" in done.stderr


def test_a_page_is_converted_to_json_on_standard_output(
    network: Network[Entry], tmp_path: Path
) -> None:
    leavex_network.write(network, tmp_path / "index.en.md")
    text = out("convert", str(tmp_path / "index.en.md"), "-", "--base-url", "https://leavex.eu/")
    assert len(network) == len(ids(text))


def test_a_page_in_a_language_goes_to_standard_output(network: Network[Entry]) -> None:
    german = out(
        "convert",
        "-",
        "-",
        "--write-as",
        "markdown",
        "--language",
        "de",
        stdin=dumps(network).encode(),
    )
    assert dumps(network, "markdown", language="de") == german
    again = run(
        "convert",
        "-",
        "-",
        "--read-as",
        "markdown",
        "--source-language",
        "de",
        "--base-url",
        "https://leavex.eu/",
        stdin=german.encode(),
    )
    assert 23 == len(ids(again.stdout.decode()))


def test_show_names_the_language_of_an_untranslated_text() -> None:
    assert " en " in words_of(out("show", "escapex", "--language", "nl"))
    assert " en " not in words_of(out("show", "escapex", "--language", "fr"))


def test_show_names_the_languages_of_the_translations() -> None:
    assert "de, es, fr" in words_of(out("show", "escapex"))


def test_control_characters_are_printed_as_escapes() -> None:
    hostile = Network(
        [
            Initiative(
                id="a",
                name="[bold]A[/bold]",
                url="https://a.example",
                description="x &#x202e; \u202b [red]y[/red]\u202c",
                note="\u2068x\u2069",
            )
        ]
    )
    shown = out("show", "a", "--from", "-", stdin=dumps(hostile).encode())
    assert "\x1b" not in shown
    assert not set("\u202b\u202c\u202e\u2068\u2069") & set(shown)
    assert r"x \u202e \u202b [red]y[/red]\u202c" in shown
    assert "[bold]A[/bold]" in out("list", "--from", "-", stdin=dumps(hostile).encode())


def test_schema_prints_the_bundled_schema() -> None:
    assert json.loads(read_bytes("network.schema.json")) == json.loads(out("schema"))


def test_convert_writes_what_dumps_writes(network: Network[Entry], tmp_path: Path) -> None:
    source, target = tmp_path / "a.json", tmp_path / "b.json"
    source.write_text(json.dumps(json.loads(dumps(network))))
    done = run("convert", str(source), str(target))
    assert (0, b"") == (done.returncode, done.stdout)
    assert dumps(network) == target.read_text()
    assert dumps(network.localize("fr").as_of("2025-01-20")) == out(
        "convert", str(source), "-", "--language", "fr", "--as-of", "2025-01-20"
    )
    assert dumps(network) == out("convert", "-", "-", stdin=source.read_bytes())
    assert dumps(network) == out(
        "convert", "-", "-", "--read-as", "json", "--write-as", "json", stdin=source.read_bytes()
    )


def test_a_dry_run_prints_what_would_change_and_changes_nothing(
    network: Network[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # paths below here are shown from here
    source, target = tmp_path / "a.json", tmp_path / "b.json"
    source.write_text(dumps(network))
    done = run("convert", str(source), str(target), "--dry-run")
    assert (0, b"b.json: 23 added\n") == (done.returncode, done.stderr)
    assert b"+++" in done.stdout
    assert not target.exists()
    target.write_text(dumps(network).replace("escape-x.org", "escape-y.org", 1))
    before = target.read_text()
    done = run("convert", str(source), str(target), "--dry-run")
    assert (0, b"b.json: 1 changed\n") == (done.returncode, done.stderr)
    assert [line for line in done.stdout.decode().splitlines() if line[:2] in ("- ", "+ ")] == [
        '-      "url": "https://escape-y.org",',
        '+      "url": "https://escape-x.org",',
    ]
    assert before == target.read_text()
    assert error("convert", str(source), str(target), "--check", status=1).startswith("b.json: ")
    assert before == target.read_text()
    assert out("convert", str(source), str(source), "--check") == ""


BAD_INPUT: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown country": (("list", "--country", "Narnia"), "'Narnia'"),
    "region for a country": (("list", "--country", "Europe"), "150"),
    "unknown language": (("list", "--language", "xx"), "'xx'"),
    "bad day": (("list", "--as-of", "yesterday"), "YYYY-MM-DD"),
    "wider without a country": (("list", "--wider"), "country"),
    "empty country": (("list", "--country", ""), "country"),
    "unknown id": (("show", "leavx"), "'leavex'"),
    "missing file": (("list", "--from", "nosuch.json"), "nosuch.json: "),
    "unknown ending of a file to read": (("list", "--from", "x.yaml"), "'x.yaml'"),
    "broken file": (("convert", "broken.json", "-"), "broken.json:1:2: [invalid-json]"),
    "bad base URL of a page": (
        ("convert", "good.json", "x.md", "--base-url", "javascript:x"),
        "'javascript:x'",
    ),
    "bad base URL that nothing needs": (
        ("convert", "good.json", "-", "--base-url", ""),
        "base URL ''",
    ),
    "bad base URL of the bundled network": (("check", "--base-url", "x.example"), "'x.example'"),
    "broken target": (("convert", "good.json", "broken.json"), "broken.json:1:2: [invalid-json]"),
    "missing folder": (("convert", "good.json", "nosuch/x.json"), "nosuch: "),
    "check without a file": (("convert", "good.json", "-", "--check"), "--check"),
    "unknown ending of a file to write": (("convert", "good.json", "x.txt"), "'x.txt'"),
}
"""The words of a command, and a value that its error names."""

BAD_USAGE: dict[str, tuple[tuple[str, ...], str]] = {
    "words of the table for the terminal": (("list", "--words"), "--format csv"),
    "negative limit": (("list", "--limit", "-1"), "'--limit'"),
    "unknown option": (("list", "--contry", "DE"), "--contry"),
    "unknown format": (("list", "--format", "xml"), "'--format'"),
    "unknown command": (("lst",), "'lst'"),
    "missing argument": (("show",), "'ID'"),
    "unknown format to read": (
        ("convert", "broken.json", "x.json", "--read-as", "xml"),
        "'--read-as'",
    ),
    "missing file to check": (("check", "nosuch.json"), "'nosuch.json'"),
    "empty source": (("convert", "", "x.json"), "'SOURCE'"),
    "empty target": (("convert", "good.json", ""), "'TARGET'"),
    "empty path to check": (("check", ""), "PATH"),
    "empty path to list": (("list", "--from", ""), "'--from'"),
    "empty path of what is accepted": (("check", "good.json", "--accepted", ""), "'--accepted'"),
    "empty folder": (("embed", "hugo", ""), "FOLDER"),
    "empty file": (("embed", "markdown", ""), "FILE"),
    "JSON of a list": (("list", "--json"), "'--format json'"),
    "JSON of no command": (("--json",), "'--format json'"),
    "JSON in capitals, with a value": (("list", "--JSON=all"), "'--format json'"),
    "table of a list": (("list", "--csv"), "'--format csv'"),
    "short name of a format": (("list", "--md"), "'--format markdown'"),
    "JSON of an entry": (("show", "escapex", "--json"), "'--format json'"),
    "JSON of a difference": (("diff", "--json", "a.json"), "'--format json'"),
    "JSON of a history": (("history", ".", "--json"), "'--format json'"),
    "JSON of a check": (("check", "--json"), "'--format json'"),
    "annotations of a check": (("check", "--github"), "'--format github'"),
    "JSON to write": (("convert", "good.json", "-", "--json"), "'--write-as json'"),
    "format to read": (("check", "good.json", "--csv"), "'--read-as csv'"),
    "value of another option": (("embed", "hugo", "--pages"), "'--as pages'"),
    "argument as an option": (("embed", "--hugo"), "--hugo"),
    "section of the bundled network": (("check", "--section", "allies"), "--section"),
    "section of no site": (("convert", "good.json", "x.json", "--section", "allies"), "--section"),
}
"""Errors that click reports: the words of a command, and the option or argument that is named."""


@pytest.fixture
def two_files(tmp_path: Path) -> Path:
    """Return a folder with a broken and a good file."""
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "good.json").write_text('{"about": {}, "entries": []}')
    return tmp_path


@pytest.mark.parametrize(("words", "named"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_exits_with_2_and_names_the_value(
    words: tuple[str, ...], named: str, two_files: Path
) -> None:
    assert named in error(*words, cwd=two_files)


@pytest.mark.parametrize(("words", "named"), BAD_USAGE.values(), ids=BAD_USAGE)
def test_bad_usage_exits_with_2_and_names_the_option(
    words: tuple[str, ...], named: str, two_files: Path
) -> None:
    assert named in error(*words, cwd=two_files)


def test_an_error_is_one_line_without_a_traceback() -> None:
    done = run_process("list", "--country", "Narnia")
    assert (2, b"") == (done.returncode, done.stdout)
    assert re.fullmatch(rb"leavex-network: .*'Narnia'.*\n", done.stderr)


def test_every_problem_of_a_file_has_a_line() -> None:
    bad = b'{"about": {}, "entries": [{"kind": "petition", "id": "x", "name": "", "url": "x"}]}'
    assert ["<stdin>:1:67:", "<stdin>:1:78:"] == [
        line.split()[0] for line in error("list", "--from", "-", stdin=bad).splitlines()
    ]


def test_a_closed_pipe_prints_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "leavex_network", "schema"],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert b"Traceback" not in done.stderr


def test_output_goes_to_the_current_standard_output() -> None:
    with contextlib.redirect_stdout(io.StringIO()) as written, pytest.raises(SystemExit) as caught:
        app(["show", "leavex"])
    assert caught.value.code == 0
    assert "https://leavex.eu/about" in written.getvalue()


def test_a_pipe_that_is_closed_early_is_no_error() -> None:
    command = f"{sys.executable} -m leavex_network list --format json | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False
    )
    assert (b"{\n", b"") == (done.stdout, done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [(), ("list",), ("show",), ("convert",), ("check",), ("schema",)]
)
def test_every_help_text_has_examples_that_run(
    command: tuple[str, ...], tmp_path: Path, network: Network[Entry]
) -> None:
    (tmp_path / "network.json").write_text(dumps(network))
    (tmp_path / "campaigns.xlsx").write_bytes(dumps(network, "xlsx"))
    (tmp_path / "content" / "network").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://leavex.eu/"\ndefaultContentLanguage = "en"\n'
    )
    leavex_network.write(network, tmp_path / "content" / "network", languages=network.languages)
    mine = Network([network[0].model_copy(update={"id": "my-entry"})], about=network.about)
    _, _, text = out(*command, "--help").partition("Examples:")
    examples = re.findall(r"^ +leavex-network(.*?)(?:  +.*)?$", text, re.MULTILINE)
    assert examples
    for example in examples:
        (tmp_path / "network.json").write_text(dumps(mine if "my-entry" in example else network))
        line = f"{sys.executable} -m leavex_network{example.replace('| less', '| cat')}"
        subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=True,
        )


def test_the_version_is_printed() -> None:
    assert f"leavex-network {leavex_network.__version__}\n" == out("--version")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (
            ("",),
            [
                "check",
                "convert",
                "diff",
                "embed",
                "history",
                "init",
                "list",
                "schema",
                "show",
                "sync",
            ],
        ),
        (("list", "--country", "d"), ["DE"]),
        (("list", "--kind", ""), ["initiative", "petition"]),
        (("list", "--hashtag", "leave"), ["LeaveX"]),
        (("list", "--limit", ""), [""]),
        (("list", "--search", ""), [""]),
        (("show", "xo"), ["xodus"]),
        (("list", "--un"), ["--unplaced"]),
    ],
)
def test_a_shell_completes_commands_options_and_values(
    words: tuple[str, ...], offered: list[str]
) -> None:
    env = {
        **TERMINAL,
        "_LEAVEX_NETWORK_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["leavex-network", *words]),
        "COMP_CWORD": str(len(words)),
    }
    done = run_process(env=env)
    values = [line.partition(",")[2] for line in done.stdout.decode().splitlines()]
    assert offered == sorted(values)


def test_without_click_the_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'click'\", name='click')"
    )
    done = run_process(env={**TERMINAL, "PYTHONPATH": str(tmp_path)})
    assert 2 == done.returncode
    assert re.fullmatch(rb"leavex-network: .*\.\[cli\].*\n", done.stderr)
    (tmp_path / "click.py").write_text("import a_module_of_another_name")
    done = run_process(env={**TERMINAL, "PYTHONPATH": str(tmp_path)})
    assert b"ModuleNotFoundError" in done.stderr


def test_the_fix_that_check_names_is_for_the_whole_site(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text(
        "baseURL = 'https://site.example/'\ndefaultContentLanguage = 'en'\n"
        "[languages.en]\ncontentDir = 'en'\n[languages.de]\ncontentDir = 'de'\n"
    )
    for name, heading in (("en", "Petitions"), ("de", "Petitionen")):
        folder = tmp_path / name / "allies"
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(f"### {heading}\n\n* [A](https://a.example)\n")
    page = tmp_path / "de" / "allies" / "index.md"
    page.write_text(f"{page.read_text()}* [B](https://b.example)\n")
    checked = run("check", "de/allies", cwd=tmp_path)
    assert "Fix: leavex-network sync . --section allies\n" in checked.stdout.decode()
    run("sync", ".", "--section", "allies", cwd=tmp_path)
    assert "(https://b.example)" in (tmp_path / "en" / "allies" / "index.md").read_text()
    assert 0 == run("check", ".", "--section", "allies", cwd=tmp_path).returncode
