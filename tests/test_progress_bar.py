"""The bar of commands that take longer than a second, on a terminal."""

import errno
import fcntl
import io
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from repositories import GitFolder
from test_cli import TERMINAL
from test_progress import of_size

from leavex_network import Network, Petition, dumps, loads, write
from leavex_network.cli import progress as bars

SHELL: dict[str, str | None] = {**TERMINAL, "TERM": "xterm-256color", "COLUMNS": None}
AT_ONCE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell ignores in the background
from leavex_network import progress
from leavex_network.cli import main, progress as bars
progress.EVERY = 10
bars._SECONDS_BEFORE = {before}
bars._SECONDS_BETWEEN = 0.0
sys.argv[0] = "leavex-network"
main()
"""
"""Runs a command whose bar is drawn at once and each time."""
BAR = re.compile("[━╸╺]|[0-9]+%")


MANY = Network([Petition(id=f"e{n}", name="X", url=f"https://e{n}.example") for n in range(3_000)])
"""So many that a command waits for somebody to read what it writes on the terminal."""


class Session:
    """A command whose standard error is a terminal."""

    def __init__(
        self,
        *words: str | Path,
        cwd: Path,
        before: float = 0.0,
        columns: int = 80,
        env: dict[str, str | None] = SHELL,
    ) -> None:
        self.master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {**os.environ, **env}
        self.process = subprocess.Popen(
            [sys.executable, "-c", AT_ONCE.format(before=before), *map(str, words)],
            cwd=cwd,
            env={name: value for name, value in environment.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=terminal,
        )
        os.close(terminal)
        self.written = b""

    def read(self) -> bool:
        """Read what is written next; tell whether there was anything."""
        try:
            piece = os.read(self.master, 100_000)
        except OSError:  # Linux, when the terminal is closed
            piece = b""
        self.written += piece
        return bool(piece)

    def done(self) -> tuple[int, str, str]:
        """Return the exit status, all that was written on the terminal, and what stays there."""
        while self.read():
            pass
        os.close(self.master)
        self.process.communicate(timeout=60)
        text = self.written.decode()
        return self.process.returncode, text, screen(text)


def screen(text: str) -> str:
    """Return what a terminal shows in the end: see ECMA-48 for CUU and EL, and colors."""
    lines, row = [""], 0
    for piece in re.findall(r"\x1b\[[?0-9;]*[A-Za-z]|[\r\n]|[^\r\n\x1b]+", text):
        if piece == "\n":
            row += 1
            lines += [""] * (row == len(lines))
        elif piece == "\x1b[1A":
            row -= 1
        elif piece == "\x1b[2K":
            lines[row] = ""
        elif piece != "\r" and piece[0] != "\x1b":
            lines[row] += piece
    return "\n".join(lines).strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with data and pages of 30 entries."""
    repository = GitFolder(tmp_path)
    network = of_size(30)
    write(network, tmp_path / "x.json")
    write(network, tmp_path / "old.csv")
    (tmp_path / "pages").mkdir()
    write(network, tmp_path / "pages", languages=["en", "de"])
    repository.commit()
    text = (tmp_path / "pages/index.md").read_text()
    (tmp_path / "pages/index.md").write_text(text.replace("Campaign 4]", "Campaign 400]"))
    repository.commit()
    return tmp_path


COMMANDS = {
    "list": ("list", "--from", "x.json"),
    "list as JSON": ("list", "--from", "leavex:", "--format", "json"),
    "show": ("show", "e1", "--from", "x.json"),
    "convert": ("convert", "x.json", "pages"),
    "convert to standard output": ("convert", "x.json", "-"),
    "convert with history": ("convert", "pages", "x.json", "--history"),
    "check": ("check", "pages"),
    "check a file": ("check", "x.json", "--accepted", "x.json"),
    "check a package": ("check", "leavex:"),
    "sync": ("sync", "pages"),
    "sync with data": ("sync", "pages", "data.json"),
    "embed web": ("embed", "web", "public", "--from", "x.json"),
    "embed jekyll": ("embed", "jekyll", "site", "--from", "x.json"),
    "diff": ("diff", "pages", "x.json"),
    "diff since": ("diff", "pages", "--since", "HEAD~1"),
    "history": ("history", "pages"),
    "init": ("init", "new", "--from", "x.json", "--no-input", "--title", "A", "--language", "en"),
}


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_each_command_shows_its_progress_and_clears_the_line(
    words: tuple[str, ...], folder: Path
) -> None:
    status, shown, left = Session(*words, cwd=folder).done()
    assert status in (0, 1), left
    assert BAR.search(shown)
    assert not BAR.search(left)
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") > 0


QUIET = {
    "in less than a second": {"before": 60.0},
    "on a terminal without escapes": {"env": {**SHELL, "TERM": "dumb"}},
}


@pytest.mark.parametrize("arguments", QUIET.values(), ids=QUIET)
def test_no_bar_is_shown(arguments: dict[str, object], folder: Path) -> None:
    session = Session("check", "x.json", cwd=folder, **arguments)  # type: ignore[arg-type] # of several types
    assert (0, "Nothing found\r\n") == session.done()[:2]


def test_no_bar_is_shown_in_a_pipe(folder: Path) -> None:
    words = [sys.executable, "-c", AT_ONCE.format(before=0.0), "check", "x.json"]
    environment = {**os.environ, "FORCE_COLOR": "1", "TTY_COMPATIBLE": "1"}
    done = subprocess.run(words, cwd=folder, capture_output=True, env=environment, check=True)
    assert (b"", b"Nothing found\n") == (done.stdout, done.stderr.replace(b"\r", b""))


def test_commands_do_their_work_without_standard_error(folder: Path) -> None:
    words = [sys.executable, "-c", AT_ONCE.format(before=0.0), "convert", "x.json", "-"]
    done = subprocess.run(
        ["sh", "-c", '"$@" 2>&-', "sh", *words], cwd=folder, capture_output=True, check=False
    )
    written = (folder / "x.json").read_bytes()
    assert (0, written) == (done.returncode, done.stdout.replace(b"\r", b""))


@pytest.mark.slow
def test_a_terminal_that_is_closed_does_not_end_the_work(tmp_path: Path) -> None:
    write(MANY, tmp_path / "x.json")
    session = Session("convert", "x.json", "-", cwd=tmp_path)
    assert session.read()
    os.close(session.master)
    written, _ = session.process.communicate(timeout=60)
    expected = (tmp_path / "x.json").read_bytes()
    assert (0, expected) == (session.process.returncode, written.replace(b"\r", b""))


class ClosedTerminal(io.StringIO):
    """A terminal on which nothing can be written any more."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO), text)


def test_work_is_done_whose_bar_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", ClosedTerminal())
    monkeypatch.setattr(bars, "_SECONDS_BEFORE", 0.0)
    monkeypatch.setenv("TERM", "xterm-256color")
    with bars.progress_bar("Reading"):
        assert MANY == loads(dumps(MANY))


def test_without_color_the_bar_has_none(folder: Path) -> None:
    _, colored, _ = Session("check", "x.json", cwd=folder).done()
    _, plain, _ = Session("check", "x.json", cwd=folder, env={**SHELL, "NO_COLOR": "1"}).done()
    assert (True, False) == tuple(bool(re.search(r"\x1b\[[0-9;]*m", x)) for x in (colored, plain))
    assert BAR.search(plain)


@pytest.mark.parametrize("columns", [1, 8, 20, 40, 200])
def test_the_bar_is_no_wider_than_the_terminal(columns: int, folder: Path) -> None:
    status, shown, left = Session("check", "x.json", cwd=folder, columns=columns).done()
    assert (0, "Nothing found") == (status, left)
    drawn = re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", shown).replace("Nothing found", "")
    assert max(map(len, re.split("[\r\n]", drawn))) <= columns


def test_a_terminal_without_unicode_has_a_bar_of_ascii(folder: Path) -> None:
    env = {**SHELL, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    _, shown, left = Session("check", "x.json", cwd=folder, env=env).done()
    assert (True, "Nothing found") == (shown.isascii() and "100%" in shown, left)


def test_an_error_is_printed_on_a_line_of_its_own(folder: Path) -> None:
    text = (folder / "x.json").read_text()
    (folder / "x.json").write_text(text.replace('"id": "e29"', '"id": "?"'))
    status, shown, left = Session("convert", "x.json", "y.json", cwd=folder).done()
    assert (2, True) == (status, bool(BAR.search(shown)))
    assert left.startswith("x.json:")
    assert not (folder / "y.json").exists()


@pytest.mark.slow
def test_ctrl_c_ends_the_work_with_nothing_written_and_clears_the_line(tmp_path: Path) -> None:
    write(MANY, tmp_path / "x.json")
    (tmp_path / "pages").mkdir()
    words = ("convert", "x.json", "pages", "--language", "en", "--language", "de")
    session = Session(*words, cwd=tmp_path)
    while b"Writing" not in session.written:
        assert session.read()
    session.process.send_signal(signal.SIGINT)
    status, shown, left = session.done()
    assert (1, "Aborted!", []) == (status, left, [*(tmp_path / "pages").iterdir()])
    assert shown.rindex("\x1b[?25l") < shown.rindex("\x1b[?25h")
