"""Pages in four languages stay in step, whatever is edited by hand."""

import tempfile
import warnings
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replays import DATA, FOLDER, LANGUAGES, Expected, Replay, file_of
from repositories import GitFolder

from leavex_network import Network, NetworkWarning, read, sync
from leavex_network.files.checking import checked
from leavex_network.syncing import Synced

STRUCTURAL = {
    "entry-missing",
    "only-in-translation",
    "status-differs",
    "territory-differs",
    "archived-differs",
    "order-differs",
    "foreign-label",
    "foreign-heading",
    "listed-twice",
    "unread-item",
    "unknown-label",
}
RARE = settings(max_examples=settings.default.max_examples * 3 // 10)
"""Each example is a repository: 300 in `.ci/run`, 3,000 in `nox -s laws`."""


def synced(replay: Replay) -> Synced:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return sync(replay.root / FOLDER, replay.data if replay.has_data else None)


def names_of_conflicts(result: Synced) -> set[str]:
    return {f"{finding.entry}" for finding in result.conflicts}


def contents(replay: Replay) -> dict[Path, bytes]:
    files = sorted((replay.root / FOLDER).iterdir())
    files += [replay.data] if replay.data.exists() else []
    return {file: file.read_bytes() for file in files}


def verify(replay: Replay, expected: Expected, before: dict[Path, bytes], result: Synced) -> None:
    folder = replay.root / FOLDER
    findings = [f for f in checked(folder).findings if f.code in STRUCTURAL]
    if "order-differs" in {finding.code for finding in result.findings}:
        # An order that text between the items prevents is left, and said.
        findings = [finding for finding in findings if finding.code != "order-differs"]
    if not (replay.has_data and expected.conflicts):
        assert [] == findings
    # What a person wrote is still there.
    for language, text in replay.prose_lines():
        assert text in replay.read(language)
    conflicting = {key for key, _ in expected.conflicts}
    for language in LANGUAGES:
        page = read(replay.root / file_of(language), language=language)
        shown = {entry.url: entry for entry in page}
        assert {model.url for model in replay.models.values()} == shown.keys(), language
        for model in replay.models.values():
            entry = shown[model.url]
            assert model.names[language] == entry.name
            assert model.descriptions[language] == entry.description
            assert (model.kind, model.status) == (entry.kind, entry.status)
            if model.key not in conflicting:
                country = [model.country] if model.country else []
                assert country == list(entry.territories)
    # A page that alone was edited keeps its bytes.
    is_alone = len(expected.edited) == 1 and DATA not in expected.edited
    if is_alone and not expected.conflicts and not expected.corrected:
        (language,) = expected.edited
        path = replay.root / file_of(language)
        assert before[path] == path.read_bytes()
    assert len(conflicting) == len(names_of_conflicts(result))
    # A second run changes nothing.
    after = contents(replay)
    again = synced(replay)
    assert ({}, {}) == (again.texts, again.state)
    assert after == contents(replay)


def equal_in_each_language(replay: Replay) -> None:
    pages, data = read(replay.root / FOLDER), read(replay.data)
    for language in LANGUAGES:
        assert shown(pages.localize(language)) == shown(data.localize(language)), language


def shown(network: Network) -> list[tuple[object, ...]]:
    return [
        (e.kind, e.status, e.url, e.name, e.description, e.territories, e.also_at) for e in network
    ]


def settle_conflicts(replay: Replay, expected: Expected) -> None:
    """Do by hand what a person does about conflicts: write one label everywhere."""
    for key, _ in expected.conflicts:
        model = replay.models[key]
        for language in LANGUAGES:
            replay._show(model, model, language)


@pytest.mark.parametrize("has_data", [False, True])
@RARE
@given(random=st.randoms(use_true_random=False))
def test_after_any_edits_by_hand_a_sync_brings_all_pages_in_step(
    random: Random,
    has_data: bool,  # noqa: FBT001 - drawn
) -> None:
    with tempfile.TemporaryDirectory() as name:
        replayed(random, Path(name), has_data=has_data)


def replayed(random: Random, root: Path, *, has_data: bool) -> None:
    repository = GitFolder(root)
    replay = Replay(random, root, has_data=has_data)
    assert [] == synced(replay).conflicts
    repository.commit()
    for _ in range(random.randint(1, 3)):
        expected = replay.edit()
        edited = contents(replay)
        result = synced(replay)
        verify(replay, expected, edited, result)
        if has_data and expected.conflicts:
            settle_conflicts(replay, expected)
            synced(replay)
        if has_data:
            equal_in_each_language(replay)
        repository.commit()
