"""Read the history of four pages with 100 entries: `python benchmarks/history.py`.

The script makes a repository with a commit for each day and an edit for each commit, and exits with
1 if reading 1,000 of them takes more than 60 s of CPU time or 300 MB, or more than five times what
250 take.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from random import Random

from leavex_network import read_history

COMMITS = (250, 1_000)
ENTRIES = 100
MOST_SECONDS = 60.0
MOST_MEGABYTES = 300.0
MOST_GROWTH = 5.0
WORDS = {
    "en": ("Initiatives", "Petitions", "Concluded", "Germany"),
    "de": ("Initiativen", "Petitionen", "Abgeschlossen", "Deutschland"),
    "es": ("Iniciativas", "Peticiones", "Concluidas", "Alemania"),
    "fr": ("Initiatives", "Pétitions", "Terminées", "Allemagne"),
}
CONFIGURATION = "baseURL = 'https://site.example/'\ndefaultContentLanguage = 'en'\n" + "".join(
    f"[languages.{language}]\n" for language in WORDS
)
CONCLUDES, REMOVES = 0.3, 0.2
"""The parts of the edits that conclude or reopen an entry, and that remove it or list it again."""
FIRST_DAY = 1_700_000_000
DAY = 86_400


class Item:
    """An entry of the pages, as it is edited."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.edits = 0
        self.is_concluded = False
        self.is_listed = True

    def line(self, language: str) -> str:
        """Return its item on a page."""
        mark = "**" if self.number % 2 == 0 else ""
        name, url = f"{mark}Entry {self.number}{mark}", f"https://e{self.number}.example/"
        words = f"Words in {language}, {'again and ' * 5}again, edited {self.edits} times."
        return f"* [{name}]({url}): {words} ({WORDS[language][3]})\n"


def page(items: list[Item], language: str) -> str:
    """Return the page of a language."""
    initiatives, petitions, concluded, _ = WORDS[language]
    listed = [item for item in items if item.is_listed]
    groups = {
        f"### {initiatives}": [item for item in listed if item.number % 2 == 0],
        f"### {petitions}": [item for item in listed if item.number % 2 and not item.is_concluded],
        f"#### {concluded}": [item for item in listed if item.number % 2 and item.is_concluded],
    }
    parts = [f"---\ntitle: Network {language}\n---\n"]
    for heading, group in groups.items():
        lines = "".join(item.line(language) for item in group)
        parts.append(f"\n{heading}\n\n{lines}")
    return "".join(parts)


def make_repository(root: Path, commits: int) -> None:
    """Make a repository in which each commit edits one entry on all pages."""
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "--quiet", "-b", "main"], check=True)  # noqa: S603 - git
    command = [*git, "fast-import", "--quiet"]
    items = [Item(number) for number in range(ENTRIES)]
    random = Random(1)  # noqa: S311 - the same history each time
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - git
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        for number in range(commits):
            edit(random.choice(items), random)
            who = f"Anybody <anybody@example.org> {FIRST_DAY + number * DAY} +0100"
            head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 4\nEdit\n"
            process.stdin.write(head.encode())
            files = {"hugo.toml": CONFIGURATION} if number == 0 else {}
            for language in WORDS:
                name = "index.md" if language == "en" else f"index.{language}.md"
                files[f"content/network/{name}"] = page(items, language)
            for name, text in files.items():
                content = text.encode()
                process.stdin.write(f"M 644 inline {name}\ndata {len(content)}\n".encode())
                process.stdin.write(content + b"\n")
    subprocess.run([*git, "reset", "--quiet", "--hard"], check=True)  # noqa: S603 - git


def edit(item: Item, random: Random) -> None:
    """Conclude or reopen an entry, remove it or list it again, or edit its words."""
    what = random.random()
    if what < CONCLUDES:
        item.is_concluded = not item.is_concluded
    elif what < CONCLUDES + REMOVES:
        item.is_listed = not item.is_listed
    else:
        item.edits += 1


def measure(root: str) -> None:
    """Read a history; print the seconds of CPU time, the megabytes and the revisions."""
    warnings.simplefilter("ignore")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    history = read_history(Path(root, "content", "network"), commits="https://git.example/commit/")
    changes = history.changes()
    seconds = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps([seconds, memory, len(changes), len(history.network)]))


def main() -> int:
    """Measure both lengths; return the exit status."""
    results: dict[int, list[float]] = {}
    for commits in COMMITS:
        with tempfile.TemporaryDirectory() as name:
            make_repository(Path(name), commits)
            command = [sys.executable, __file__, "--measure", name]
            done = subprocess.run(  # noqa: S603 - this file itself
                command, check=True, capture_output=True, text=True
            )
        results[commits] = json.loads(done.stdout)
        seconds, memory, revisions, entries = results[commits]
        print(
            f"{commits:,} commits: {revisions:,} revisions, {entries} entries today; "
            f"{seconds:.1f} s, {memory:.0f} MB",
            flush=True,
        )
    few, many = (results[commits] for commits in COMMITS)
    growth = many[0] / few[0]
    print(
        f"at most {MOST_SECONDS:.0f} s and {MOST_MEGABYTES:.0f} MB; four times the commits: "
        f"{growth:.2f} times the seconds, at most {MOST_GROWTH}"
    )
    is_bounded = many[0] <= MOST_SECONDS and many[1] <= MOST_MEGABYTES
    return 0 if is_bounded and growth <= MOST_GROWTH else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    else:
        sys.exit(main())
