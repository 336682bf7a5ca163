"""The words of tables and cards at the terminal, and the modules that a command imports."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from test_cli import TERMINAL, out, run_process

from leavex_network import Entry, Network, dumps
from leavex_network.cli import tables
from leavex_network.cli.app import COMMANDS, LazyCommand
from leavex_network.places.languages import WITH_NAMES, language


def test_a_list_in_german_has_german_words_throughout(network: Network[Entry]) -> None:
    german = language("de")
    petitions, concluded = german.page["petitions"][0], german.page["concluded"][0]
    words = [
        *(german.interface[name] for name in ("kind", "country", "status")),
        *(german.charts["name"], petitions, concluded, "Kanada", "Land"),
        german.interface["edition"].replace("{day}", str(network.about.edition)),
        f"{german.charts['entries']}: 2 ({petitions}: 2)",
    ]
    shown = out("list", "--language", "de", "--country", "CA")
    assert [] == [word for word in words if word not in shown]
    assert not re.search(r"\b(petitions?|kind|country|concluded|entries|edition)\b", shown)


def test_an_empty_list_in_german_says_so_in_german() -> None:
    assert language("de").interface["none"] in out("list", "--language", "de", "--country", "JP")


def test_the_language_of_the_network_decides_if_none_is_named(network: Network[Entry]) -> None:
    shown = out("list", "--from", "-", stdin=dumps(network.localize("fr")).encode())
    assert language("fr").interface["kind"] in shown
    assert language("fr").page["petitions"][0] in shown


def test_a_language_without_words_is_shown_in_english() -> None:
    assert language("en").interface["country"] in out("list", "--language", "zh")


@pytest.mark.parametrize("code", WITH_NAMES)
def test_tables_and_cards_speak_every_language(code: str, network: Network[Entry]) -> None:
    localized, words = network.localize(code), language(code)
    written = io.StringIO()
    screen = Console(width=200, file=written, legacy_windows=False)
    tables.show_table(localized, screen)
    tables.show_card(localized["juntas"], localized, screen)
    for name in ("kind", "country", "hashtag", "status", "active"):
        assert words.interface[name] in written.getvalue()


def modules_after(*words: str) -> set[str]:
    """Return the modules that are imported once a command has run."""
    code = (
        "import contextlib, sys; from leavex_network.cli.app import app\n"
        f"with contextlib.suppress(SystemExit): app({list(words)!r})\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    return set(done.stderr.decode().split())


@pytest.mark.parametrize(
    ("words", "names"),
    [(("--help",), set()), (("schema",), {"schema"}), (("show", "leavex"), {"show"})],
)
def test_a_command_imports_no_module_of_another(words: tuple[str, ...], names: set[str]) -> None:
    imported = modules_after(*words)
    commands = {command.module for command in COMMANDS}
    assert names == {name for name in commands if f"leavex_network.cli.{name}" in imported}
    assert ("rich" in imported) is ("show" in names)


@pytest.mark.parametrize("lazy", COMMANDS, ids=lambda lazy: lazy.name)
def test_the_short_help_of_a_command_begins_its_help(lazy: LazyCommand) -> None:
    command = lazy.load()
    assert (lazy.name, lazy.short_help) == (command.name, str(command.help).splitlines()[0])


def test_without_rich_the_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "rich.py").write_text("raise ModuleNotFoundError(name='rich')")
    done = run_process(env={**TERMINAL, "PYTHONPATH": str(tmp_path)})
    assert 2 == done.returncode
    assert re.fullmatch(rb"leavex-network: .*rich.*\.\[cli\].*\n", done.stderr)
