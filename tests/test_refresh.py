"""`scripts/refresh.py` takes over what a page changed since the edition, and no more."""

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from repositories import GitFolder

from leavex_network import Entry, Network, dumps, read_history

ROOT = Path(__file__).resolve().parent.parent
COMMITS = "https://git.example/commit"


@pytest.fixture(scope="module")
def refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "scripts" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(network: Network[Entry]) -> str:
    return dumps(network, "markdown", base_url="https://leavex.eu/")


@pytest.fixture
def folder(tmp_path: Path, network: Network[Entry]) -> GitFolder:
    """The page as the bundled network has it, committed on the day of its edition."""
    folder = GitFolder(tmp_path)
    files = {"hugo.toml": "baseURL='https://leavex.eu/'\ndefaultContentLanguage='en'\n"}
    files["content/network/index.md"] = page(network)
    folder.commit(files, day=network.about.edition or date(2026, 1, 25))
    return folder


def test_without_new_commits_nothing_changes(
    refresh: ModuleType, folder: GitFolder, network: Network[Entry]
) -> None:
    history = read_history(folder.root / "content/network", commits=COMMITS)
    new, left = refresh.refreshed(network, history)
    assert (network, []) == (new, left)


def test_two_more_commits_bring_their_facts_and_nothing_else(
    refresh: ModuleType, folder: GitFolder, network: Network[Entry]
) -> None:
    path = folder.root / "content/network/index.md"
    text = path.read_text()
    item = "* [New petition](https://new.example/sign): Words of the page. (France)\n"
    heading = "#### Concluded\n"
    first = text.replace(heading, f"{item}\n{heading}", 1)
    folder.commit({"content/network/index.md": first}, day="2026-03-01")
    taken = next(line for line in first.splitlines(keepends=True) if "Keine Macht" in line)
    second = first.replace(taken, "", 1).rstrip("\n") + f"\n{taken}"
    second = second.replace("(Spain)", "(Portugal)", 1)
    commit = folder.commit({"content/network/index.md": second}, day="2026-03-05")
    history = read_history(folder.root / "content/network", commits=COMMITS)
    new, left = refresh.refreshed(network, history)
    difference = network.diff(new)
    (added,) = difference.added
    assert ("New petition", "", ("FR",)) == (added.name, added.description, added.territories)
    assert date(2026, 3, 1) == added.listed
    assert () == difference.removed
    changes = {change.after.id: set(change.fields) for change in difference.changed}
    assert {"status", "concluded", "sources"} == changes.pop("keine-macht-fuer-oligarchen")
    ((name, fields),) = changes.items()
    assert ("juntas", {"territories", "sources"}) == (name, fields)
    concluded = new["keine-macht-fuer-oligarchen"]
    assert (date(2026, 3, 5), commit[:7]) == (concluded.concluded, concluded.sources[-1])
    assert date(2026, 3, 5) == new.about.edition
    assert [f"{added.id}: write a description, and the translations"] == left


def test_an_entry_that_the_page_dropped_is_left_to_a_person(
    refresh: ModuleType, folder: GitFolder, network: Network[Entry]
) -> None:
    path = folder.root / "content/network/index.md"
    lines = path.read_text().splitlines(keepends=True)
    rest = "".join(line for line in lines if "xodus.online" not in line)
    folder.commit({"content/network/index.md": rest}, day="2026-03-01")
    history = read_history(folder.root / "content/network", commits=COMMITS)
    new, left = refresh.refreshed(network, history)
    assert list(network) == list(new)
    assert ["xodus"] == [line.partition(":")[0] for line in left]
