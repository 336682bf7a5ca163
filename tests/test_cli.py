"""The command line, run as people run it."""

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
from rich.console import Console

import leavex_network
from leavex_network import Entry, Initiative, Network, dumps
from leavex_network.cli import tables
from leavex_network.cli.app import app
from leavex_network.network.criteria import CRITERIA

TERMINAL = {"COLUMNS": "80", "PYTHONUTF8": "1", "NO_COLOR": "", "FORCE_COLOR": "", "TERM": "dumb"}


def run(
    *words: str, stdin: bytes = b"", env: Mapping[str, str] = TERMINAL, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command, without a terminal."""
    kept = {name: value for name, value in {**os.environ, **env}.items() if value}
    return subprocess.run(
        [sys.executable, "-m", "leavex_network", *words],
        input=stdin,
        env=kept,
        cwd=cwd,
        capture_output=True,
        timeout=60,
        check=False,
    )


def out(*words: str, stdin: bytes = b"", env: Mapping[str, str] = TERMINAL) -> str:
    """Return what a command prints that succeeds and has nothing to say beside it."""
    done = run(*words, stdin=stdin, env=env)
    assert (0, b"") == (done.returncode, done.stderr)
    return done.stdout.decode()


def error(*words: str, stdin: bytes = b"", status: int = 2, cwd: Path | None = None) -> str:
    """Return what a command says that fails, in one piece and without a traceback."""
    done = run(*words, stdin=stdin, cwd=cwd)
    assert (status, b"") == (done.returncode, done.stdout)
    assert b"Traceback" not in done.stderr
    return done.stderr.decode()


def ids(text: str) -> list[str]:
    return [entry["id"] for entry in json.loads(text)["entries"]]


def test_a_bare_call_lists_the_bundled_network() -> None:
    shown = out()
    assert shown == out("list")
    assert "Network, edition of 2026-01-25" in shown
    assert "23 entries: 12 initiatives, 11 petitions" in shown


def test_options_alone_mean_list() -> None:
    assert out("list", "--country", "DE") == out("--country", "DE")


def test_the_table_names_country_flag_hashtags_status_and_host() -> None:
    line = next(
        line
        for line in out("list", "--country", "FR", env={**TERMINAL, "COLUMNS": "140"}).splitlines()
        if "HelloQuitX" in line
    )
    assert [
        "initiative",
        "HelloQuitX",
        "🇫🇷",
        "France",
        "#HelloQuitX",
        "active",
        "www.helloquitx.com",
    ] == line.split()


@pytest.mark.parametrize("columns", ["20", "60", "80", "200"])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(columns: str) -> None:
    shown = out("list", env={**TERMINAL, "COLUMNS": columns})
    assert all(Console().measure(line).maximum <= int(columns) for line in shown.splitlines())
    letters = re.sub(r"\s", "", shown)
    assert all(
        word in letters
        for word in ("Oligarchen:", "helloquitx.com", "concluded", "initiative", "Germany")
    )
    assert int(columns) < 60 or all(
        word in shown for word in ("www.helloquitx.com", "#MakeSocialsSocialAgain")
    )


def test_a_pipe_gets_no_colours_and_no_links_and_a_terminal_both(network: Network[Entry]) -> None:
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
    shown = out("list", env=ascii_only)
    assert shown.isascii()
    assert "Germany" in shown
    assert "Keine Macht f?r" in shown
    assert out("list", "--format", "json", env=ascii_only) == out("list", "--format", "json")


def test_every_criterion_is_an_option_that_finds_what_filter_finds(network: Network[Entry]) -> None:
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
    told = out("list", "--help")
    assert all(f"--{criterion.name}" in told for criterion in CRITERIA)


def test_list_as_json_is_what_dumps_writes(network: Network[Entry]) -> None:
    assert dumps(network) == out("list", "--format", "json")
    assert dumps(network.as_of("2025-01-20").localize("de")) == out(
        "list", "--as-of", "2025-01-20", "--language", "de", "--format", "json"
    )


def test_a_list_in_german_has_german_names() -> None:
    shown = out("list", "--language", "de", "--country", "CA")
    assert "Kanada" in shown
    assert "Petition an die Regierung von Kanada" in re.sub(r"\s+", " ", shown)


def test_a_list_of_nothing_says_so_and_is_no_error() -> None:
    assert "No entry meets the criteria." in out("list", "--country", "JP")


def test_a_network_is_read_from_a_file_or_from_standard_input(
    network: Network[Entry], tmp_path: Path
) -> None:
    text = dumps(network[:1])
    (tmp_path / "my network.json").write_text(text)
    assert "1 entry: 1 initiative" in out("list", "--from", str(tmp_path / "my network.json"))
    assert text == out("list", "--from", "-", "--format", "json", stdin=text.encode())
    assert "escapex" in out("show", "escapex", "--from", "-", stdin=text.encode())


def test_show_tells_all_that_is_known_of_an_entry() -> None:
    shown = re.sub(r"\s+", " ", out("show", "cesser-dutiliser-twitter-x"))
    for told in (
        "Cesser d'utiliser Twitter/X",
        "Kind petition",
        "Link https://politipet.fr/2610",
        "Also at https://petitions.assemblee-nationale.fr/initiatives/i-2610",
        "Country 🇫🇷 France (FR)",
        "Status concluded",
        "Listed 2025-01-20",
        "Listed as concluded 2026-01-13",
        "Name in fr",
        "Source https://github.com/everton137/leavex.eu/commit/cdc6206",
    ):
        assert told in shown


def test_show_tells_former_ids_and_where_the_texts_are_from() -> None:
    entry = Initiative(id="a", name="A", url="https://a.example", aliases=("b",))
    assert "Former ids  b" in out(
        "show", "b", "--from", "-", stdin=dumps(Network([entry])).encode()
    )
    assert "Text to the letter in" in out("show", "leavex")


def test_what_stays_on_a_page_though_the_network_lacks_it_is_told(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "index.en.md").write_text("### Petitions\n* [X](https://x.example)\n")
    (tmp_path / "network.json").write_text(dumps(network))
    done = run("convert", "network.json", ".", cwd=tmp_path)
    assert (0, b"") == (done.returncode, done.stdout)
    assert (
        b"index.en.md:2:1: [not-in-network] x: the network that is written has no such entry, and the bullet stays."
        in done.stderr
    )
    assert (
        b"[X](https://x.example)"
        not in run(
            "convert", "network.json", "index.en.md", "--prune", "--dry-run", cwd=tmp_path
        ).stderr
    )
    assert run(
        "convert", "index.en.md", "-", "--base-url", "https://leavex.eu/", cwd=tmp_path
    ).stdout.startswith(b"{")


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


def test_show_says_in_which_language_a_text_is() -> None:
    assert "Text in en" in re.sub(r" +", " ", out("show", "escapex", "--language", "nl"))
    assert "Text in" not in out("show", "escapex", "--language", "fr")
    assert "Also in de, es, fr" in re.sub(r" +", " ", out("show", "escapex"))


def test_what_a_terminal_would_obey_is_shown_and_not_obeyed() -> None:
    hostile = Network(
        [
            Initiative(
                id="a",
                name="[bold]A[/bold]",
                url="https://a.example",
                description="x &#x202e; \u202e [red]y[/red]",
                note="\u202e",
            )
        ]
    )
    shown = out("show", "a", "--from", "-", stdin=dumps(hostile).encode())
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"x \u202e \u202e [red]y[/red]" in shown
    assert "[bold]A[/bold]" in out("list", "--from", "-", stdin=dumps(hostile).encode())


def test_schema_prints_the_bundled_schema() -> None:
    assert "A network of initiatives and petitions" == json.loads(out("schema"))["title"]


def test_convert_writes_in_the_usual_layout(network: Network[Entry], tmp_path: Path) -> None:
    source, target = tmp_path / "a.json", tmp_path / "b.json"
    source.write_text(json.dumps(json.loads(dumps(network))))
    assert out("convert", str(source), str(target)) == ""
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
    assert "+++" in out("convert", str(source), str(target), "--dry-run")
    assert not target.exists()
    target.write_text(dumps(network).replace("escape-x.org", "escape-y.org", 1))
    before = target.read_text()
    assert [
        line
        for line in out("convert", str(source), str(target), "--dry-run").splitlines()
        if line[:2] in ("- ", "+ ")
    ] == ['-      "url": "https://escape-y.org",', '+      "url": "https://escape-x.org",']
    assert before == target.read_text()
    assert "b.json: would change\n" == error(
        "convert", str(source), str(target), "--check", status=1
    )
    assert before == target.read_text()
    assert out("convert", str(source), str(source), "--check") == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("list", "--country", "Narnia"),
            "leavex-network: 'Narnia' is no country that is known: write a code",
        ),
        (("list", "--country", "Europe"), "leavex-network: 'Europe' is a region"),
        (("list", "--language", "xx"), "leavex-network: 'xx' is no language that is known"),
        (
            ("list", "--as-of", "yesterday"),
            "leavex-network: 'yesterday' is no day; write it as YYYY-MM-DD",
        ),
        (("list", "--wider"), "leavex-network: wider goes with a country: name one"),
        (
            ("list", "--country", ""),
            "leavex-network: country is empty: give it a value, or leave it out",
        ),
        (("list", "--limit", "-1"), "Invalid value for '--limit'"),
        (("list", "--contry", "DE"), "No such option"),
        (("list", "--format", "xml"), "Invalid value for '--format'"),
        (("lst",), "No such command 'lst'"),
        (("show", "leavx"), "leavex-network: no entry has the id 'leavx'; did you mean 'leavex'?"),
        (("show",), "Missing argument 'ID'"),
        (
            ("list", "--from", "nosuch.json"),
            "leavex-network: nosuch.json: No such file or directory",
        ),
        (
            ("list", "--from", "x.yaml"),
            "leavex-network: 'x.yaml' has an ending that no format goes by",
        ),
        (("convert", "broken.json", "-"), "broken.json:1:2: [invalid-json] the text is no JSON"),
        (("convert", "broken.json", "x.json", "--read-as", "xml"), "Invalid value for '--read-as'"),
        (("convert", "good.json", "nosuch/x.json"), "No such folder"),
        (
            ("convert", "good.json", "-", "--check"),
            "--dry-run and --check compare with a file: name one instead of -",
        ),
        (
            ("convert", "good.json", "x.txt"),
            "leavex-network: 'x.txt' has an ending that no format goes by",
        ),
    ],
)
def test_bad_input_is_told_in_a_line_and_exits_with_2(
    words: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "good.json").write_text('{"about": {}, "entries": []}')
    assert message in error(*words, cwd=tmp_path)


def test_every_problem_of_a_file_has_a_line() -> None:
    bad = b'{"about": {}, "entries": [{"kind": "petition", "id": "x", "name": "", "url": "x"}]}'
    assert ["<stdin>:1:67:", "<stdin>:1:78:"] == [
        line.split()[0] for line in error("list", "--from", "-", stdin=bad).splitlines()
    ]


def test_a_pipe_that_nobody_reads_is_no_traceback() -> None:
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


def test_it_prints_to_whatever_stands_for_the_terminal() -> None:
    with contextlib.redirect_stdout(io.StringIO()) as written, pytest.raises(SystemExit) as caught:
        app(["show", "leavex"])
    assert caught.value.code == 0
    assert "https://leavex.eu/about" in written.getvalue()


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m leavex_network list --format json | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False
    )
    assert (b"{\n", b"") == (done.stdout, done.stderr)


@pytest.mark.parametrize(
    "command", [(), ("list",), ("show",), ("convert",), ("check",), ("schema",)]
)
def test_every_help_text_has_examples_that_run(
    command: tuple[str, ...], tmp_path: Path, network: Network[Entry]
) -> None:
    (tmp_path / "network.json").write_text(dumps(network))
    (tmp_path / "content" / "network").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://leavex.eu/"\ndefaultContentLanguage = "en"\n'
    )
    leavex_network.write(network, tmp_path / "content" / "network", languages=network.languages)
    mine = Network([network[0].model_copy(update={"id": "my-entry"})], about=network.about)
    told = out(*command, "--help")
    examples = re.findall(
        r"^ +leavex-network(.*?)(?:  +.*)?$", told.partition("Examples:")[2], re.MULTILINE
    )
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


def test_the_version_is_told() -> None:
    assert f"leavex-network {leavex_network.__version__}\n" == out("--version")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("",), ["check", "convert", "embed", "list", "schema", "show"]),
        (("list", "--country", "d"), ["DE"]),
        (("list", "--kind", ""), ["initiative", "petition"]),
        (("list", "--hashtag", "leave"), ["LeaveX"]),
        (("list", "--limit", ""), [""]),
        (("list", "--search", ""), [""]),
        (("show", "xo"), ["xodus"]),
        (("list", "--un"), ["--unplaced"]),
    ],
)
def test_a_shell_is_offered_commands_options_and_values(
    words: tuple[str, ...], offered: list[str]
) -> None:
    env = {
        **TERMINAL,
        "_LEAVEX_NETWORK_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["leavex-network", *words]),
        "COMP_CWORD": str(len(words)),
    }
    done = run(env=env)
    assert offered == [line.partition(",")[2] for line in done.stdout.decode().splitlines()]


def test_without_the_extra_it_says_which_install_brings_it(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'click'\", name='click')"
    )
    done = run(env={**TERMINAL, "PYTHONPATH": str(tmp_path)})
    assert (
        2,
        'leavex-network: the command line needs click: pip install "leavex-network[cli]"\n',
    ) == (done.returncode, done.stderr.decode())
    (tmp_path / "click.py").write_text("import a_module_of_another_name")
    assert (
        b"ModuleNotFoundError: No module named 'a_module_of_another_name'"
        in run(env={**TERMINAL, "PYTHONPATH": str(tmp_path)}).stderr
    )
