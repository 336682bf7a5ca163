"""Kill commands while they write, and look at what they leave and what the next run makes of it.

    python benchmarks/kills.py [KILLS]    at random moments, 200 by default
    python benchmarks/kills.py --every N  before each Nth change of the disk; the tests run this

After each kill, every file has to be whole, old or new; and the next run has to complete the work,
leave no temporary file, and take no file or region of ours for edited. Prints the numbers as JSON,
one line for each command, and exits with 1 if anything else happened. Needs `os.fork`.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Self

from leavex_network import load, write
from leavex_network.cli.app import app

Files = dict[str, bytes]
Run = Callable[[Sequence[str]], int]

MANIFEST = ".leavex-network.json"
CHANGES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown")
"""Audit events (Python, "Audit events table") of changes of the disk; `open`, if it writes."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

REGION = '<!-- leavex-network kind="petition" -->\n<!-- /leavex-network -->\n'
HUGO = "baseURL = 'https://allies.example/'\n[languages.en]\n[languages.de]\n"
WORDS = {
    "convert to a file": ("convert", "new.json", "site/network.csv"),
    "convert to a folder": ("convert", "new.json", "site/content/network", "--prune"),
    "embed web": ("embed", "web", "site", "--from", "new.json", "--language", "en,fr"),
    "embed hugo": ("embed", "hugo", "site", "--from", "new.json", "--texts"),
    "embed hugo --as data": ("embed", "hugo", "site", "--from", "new.json", "--as", "data"),
    "embed markdown": ("embed", "markdown", "site/a.md", "site/b.md", "--from", "new.json"),
}
MEASURED = ("convert to a folder", "embed web")


@dataclass
class Result:
    """What happened after the kills of a command."""

    command: str
    kills: int = 0
    torn: int = 0
    """Files that were neither old nor new."""
    leftovers: int = 0
    """Files that the next run left, and that no run should leave."""
    edited: int = 0
    """Next runs that took something of ours for edited."""
    incomplete: int = 0
    """Next runs that failed, or after which a file was not new."""

    @property
    def is_good(self) -> bool:
        """Whether all went as it should."""
        return not (self.torn or self.leftovers or self.edited or self.incomplete)


def main() -> int:
    """Run the command line."""
    results: list[Result] = []
    if sys.argv[1:2] == ["--every"]:
        results += [at_steps(name, int(sys.argv[2])) for name in WORDS]
    else:
        kills = int(sys.argv[1]) if sys.argv[1:] else 200
        results += [at_random(name, kills // len(MEASURED)) for name in MEASURED]
    for result in results:
        print(json.dumps(asdict(result)))
    return 0 if all(result.is_good for result in results) else 1


def at_steps(name: str, stride: int) -> Result:
    """Kill a command before its first change of the disk, and before each that is a stride on."""
    result = Result(name)
    with Scene(name) as scene:
        step = 1
        while scene.kill(partial(killed_before, step)):
            scene.judge(result)
            step += stride
    return result


def at_random(name: str, kills: int) -> Result:
    """Kill a command at random moments of its run."""
    result = Result(name)
    moments = random.Random(name)  # noqa: S311 - nobody guesses it
    with Scene(name) as scene:
        seconds = scene.duration
        while result.kills < kills:
            moment = moments.uniform(0, seconds)
            if scene.kill(partial(killed_after, moment)):
                scene.judge(result)
    return result


class Scene:
    """A folder with the files of an older run, and what a command makes of it."""

    def __init__(self, name: str) -> None:
        self.words = WORDS[name]

    def __enter__(self) -> Self:
        """Write the old files, and run the command once without killing it."""
        self.root = Path(tempfile.mkdtemp(prefix="kills-"))
        os.chdir(self.root)
        old = load().as_of("2025-01-20")
        write(load(), "new.json")
        write(old, "old.json")
        write(load().filter(limit=5), "other.json")
        content = self.root / "site" / "content" / "network"
        content.mkdir(parents=True)
        (self.root / "site" / "hugo.toml").write_text(HUGO)
        write(old, content, languages=["en", "de"])
        for file in ("a.md", "b.md"):
            (self.root / "site" / file).write_text(f"# Allies\n\n{REGION}")
        # The older run wrote other entries and another language.
        words = ["old.json" if word == "new.json" else word for word in self.words]
        run(["de" if word == "en,fr" else word for word in words])
        shutil.copytree("site", "before")
        self.old = files("site")
        start = time.monotonic()
        run(self.words)
        self.duration = time.monotonic() - start
        self.new = files("site")
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the folder."""
        os.chdir("/")
        shutil.rmtree(self.root)

    def kill(self, killed: Run) -> bool:
        """Restore the old files and run the command; tell whether it was killed."""
        shutil.rmtree("site")
        shutil.copytree("before", "site")
        status = killed(self.words)
        if status not in (0, -signal.SIGKILL):
            raise RuntimeError(f"{self.words} ended with {status}: {Path('messages').read_text()}")
        return status != 0

    def judge(self, result: Result) -> None:
        """Look at the files, and run the command again; every other time, for others first."""
        result.kills += 1
        for name, content in files("site").items():
            if is_temporary(name):
                continue
            if Path(name).name == MANIFEST:
                json.loads(content)  # it names the files of both runs
            else:
                result.torn += content not in (self.old.get(name), self.new.get(name))
        if result.kills % 2:
            # A run that writes something else knows the files of the killed one, too.
            run(["other.json" if word == "new.json" else word for word in self.words])
            result.edited += has_edited()
        status = run(self.words)
        after = files("site")
        result.leftovers += len(after.keys() - self.new.keys())
        result.edited += has_edited()
        result.incomplete += status != 0 or any(
            after.get(name) != content for name, content in self.new.items()
        )


def files(folder: str) -> Files:
    """Return the content of each file below a folder."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def has_edited() -> bool:
    """Tell whether the last run reported a file or region as edited."""
    return "[edited-" in Path("messages").read_text()


def is_temporary(name: str) -> bool:
    """Tell whether a file is what a killed run may leave."""
    return Path(name).name.startswith(".leavex-network-")


def run(words: Sequence[str]) -> int:
    """Run a command in a process of its own, and return its status."""
    return status_of(started(words))


def killed_before(step: int, words: Sequence[str]) -> int:
    """Run a command that is killed before its nth change of the disk, and return its status."""
    count = 0

    def kill(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event not in CHANGES:
            return
        flags = arguments[2] if event == "open" else WRITES
        if isinstance(flags, int) and flags & WRITES:
            count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return status_of(started(words, lambda: sys.addaudithook(kill)))


def killed_after(seconds: float, words: Sequence[str]) -> int:
    """Run a command that is killed after some time, and return its status."""
    child = started(words)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return status_of(child)


def started(words: Sequence[str], prepare: Callable[[], None] = lambda: None) -> int:
    """Start a command in a child, which has all modules already, and return its process id."""
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        messages = os.open("messages", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(messages, 1)
        os.dup2(messages, 2)
        prepare()
        app(list(words))
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(status)


def status_of(child: int) -> int:
    """Wait for a child, and return its status; of a killed one, the signal, negative."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
