"""A folder with a page per language: read as one network, written in place, all or nothing."""

import re
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

import pytest
from helpers import facts, warned
from hypothesis import given
from hypothesis import strategies as st

from leavex_network import (
    DataError,
    Entry,
    Network,
    NetworkWarning,
    Petition,
    dumps,
    loads,
    read,
    sync,
    write,
)
from leavex_network.checks.between_pages import PAGE_CHECKS
from leavex_network.checks.reports import Context, reports
from leavex_network.errors import ArgumentError
from leavex_network.files import checking, transaction
from leavex_network.files.summary import summaries
from leavex_network.findings import CODES, Finding
from leavex_network.pages.editing import edited
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.reading import contents

HUGO = """\
baseURL = "https://leavex.eu/"
defaultContentLanguage = "en"
[languages.en]
[languages.de]
[languages.es]
[languages.fr]
[languages.pt-pt]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, network: Network[Entry]) -> Path:
    """Return a Hugo site with the pages of the bundled network in four languages."""
    root = tmp_path_factory.mktemp("site")
    (root / "hugo.toml").write_text(HUGO)
    folder = root / "content" / "network"
    folder.mkdir(parents=True)
    write(network, folder, languages=["en", "de", "es", "fr"])
    return root


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """Return the folder of the pages, in a copy of the site."""
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    return tmp_path / "content" / "network"


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


NOT_ON_PAGES = {"id", "name_language", "text_source", "listed", "concluded", "sources", "note"}


def test_pages_in_four_languages_are_read_back_except_for_fields_that_pages_lack(
    folder: Path, network: Network[Entry]
) -> None:
    pages = read(folder)
    assert network.languages == pages.languages
    for entry, again in zip(network, pages, strict=True):
        for field in set(type(entry).model_fields) - NOT_ON_PAGES - {"translations"}:
            assert getattr(entry, field) == getattr(again, field), (entry.id, field)
        for language, text in again.translations.items():
            assert entry.translations[language].model_copy(update={"of": None}) == text
    for field in ("title", "description", "introduction", "language"):
        assert getattr(network.about, field) == getattr(pages.about, field)


def test_writing_again_changes_nothing_and_has_no_findings(
    folder: Path, network: Network[Entry]
) -> None:
    before = texts(folder)
    write(network, folder)
    write(read(folder), folder)
    assert before == texts(folder)
    assert ([], 0) == checking.findings(folder)


def test_pages_written_onto_a_file_keep_its_other_fields(
    folder: Path, network: Network[Entry], tmp_path: Path
) -> None:
    write(network, tmp_path / "network.json")
    write(read(folder), tmp_path / "network.json")
    assert dumps(network) == (tmp_path / "network.json").read_text()


def test_an_edit_by_hand_changes_the_file_accordingly_and_nothing_else(
    folder: Path, network: Network[Entry], tmp_path: Path
) -> None:
    write(network, tmp_path / "network.json")
    german = folder / "index.de.md"
    german.write_text(
        german.read_text().replace(
            "Ein Projekt, das das Fediverse", "Ein Vorhaben, welches das Fediverse"
        )
    )
    english = folder / "index.md"
    english.write_text(
        english.read_text().replace(
            "* [**X-odus**]",
            "* [**Added**](https://added.example): New #Added (France)\n* [**X-odus**]",
        )
    )
    write(read(folder), tmp_path / "network.json")
    after = read(tmp_path / "network.json")
    assert [*[e.id for e in network][:10], "added", *[e.id for e in network][10:]] == [
        entry.id for entry in after
    ]
    text = after["xodus"].translations["de"]
    assert (None, True) == (text.of, (text.description or "").startswith("Ein Vorhaben"))
    assert ("Added",) == after["added"].hashtags
    assert [entry for entry in network if entry.id != "xodus"] == [
        entry for entry in after if entry.id not in ("xodus", "added")
    ]


def test_a_changed_url_changes_one_line_of_each_page(folder: Path, network: Network[Entry]) -> None:
    before = texts(folder)
    edited = [
        entry.model_copy(update={"url": "https://new.example/"}) if entry.id == "xodus" else entry
        for entry in network
    ]
    write(Network(edited, about=network.about), folder)
    for name, text in texts(folder).items():
        old, new = changed_lines(before[name], text)
        assert (1, 1) == (len(old), len(new))
        assert new[0] == old[0].replace("https://xodus.online", "https://new.example/")


def test_a_changed_url_of_one_language_changes_only_its_page(
    folder: Path, network: Network[Entry]
) -> None:
    before = texts(folder)
    german = (
        network["escapex"].translations["de"].model_copy(update={"url": "https://neu.example/"})
    )
    entry = network["escapex"].model_copy(
        update={"translations": {**network["escapex"].translations, "de": german}}
    )
    write(Network([entry, *network[1:]], about=network.about), folder)
    assert ["index.de.md"] == [name for name, text in texts(folder).items() if text != before[name]]


def test_adding_removing_and_concluding_changes_only_those_items_in_each_language(
    folder: Path, network: Network[Entry]
) -> None:
    before = texts(folder)
    new = Petition(id="new", name="New", url="https://new.example", territories=("DE",))
    kept = [
        entry.model_copy(update={"status": "concluded"})
        if entry.id == "take-x-icons-off"
        else entry
        for entry in network
        if entry.id != "detox"
    ]
    write(Network([*kept[:13], new, *kept[13:]], about=network.about), folder, prune=True)
    for name, text in texts(folder).items():
        old, added = changed_lines(before[name], text)
        assert (1, 1) == (len(old), len(added))
        assert "degoedezaak" in old[0]
        assert "https://new.example" in added[0]
        assert sorted(before[name].splitlines()) != sorted(text.splitlines())
        assert text.index("take-x-icons-off") > text.index("musk-stoppen") - 400


def test_an_item_that_the_network_lacks_stays_and_is_reported(
    folder: Path, network: Network[Entry]
) -> None:
    before = texts(folder)
    with warned() as warnings:
        write(network[1:], folder)
    assert 4 * ["[not-in-network] escapex"] == [text.partition(": ")[2] for text in warnings]
    assert before == texts(folder)


def test_a_page_in_another_language_is_added_on_request_in_the_sites_spelling(
    folder: Path, network: Network[Entry]
) -> None:
    write(network, folder)
    assert "index.pt-pt.md" not in texts(folder)
    write(network, folder, languages=["pt-PT"])
    assert "### Iniciativas" in texts(folder)["index.pt-pt.md"]
    assert "(Alemanha)" in texts(folder)["index.pt-pt.md"]


def test_an_empty_folder_gets_the_page_of_the_networks_own_language(
    tmp_path: Path, network: Network[Entry]
) -> None:
    write(network, tmp_path)
    assert ["index.md"] == list(texts(tmp_path))


def test_language_and_base_url_come_from_the_sites_configuration(
    tmp_path: Path, network: Network[Entry]
) -> None:
    path = tmp_path / "content" / "network"
    path.mkdir(parents=True)
    config = tmp_path / "config" / "_default"
    config.mkdir(parents=True)
    (config / "hugo.yaml").write_text("baseURL: https://leavex.eu/\ndefaultContentLanguage: de\n")
    (config / "languages.json").write_text('{"de": {}, "en": {}}')
    write(network.localize("de"), path)
    assert "](/about)" in texts(path)["index.md"]
    assert ("de", "https://leavex.eu/about") == (
        read(path).about.language,
        read(path)["leavex"].url,
    )
    assert "de" == read(path / "index.md").about.language


@pytest.mark.parametrize("content", ["baseURL = [", "- a", "{", "baseURL: [", "baseURL: 5\n"])
def test_a_configuration_that_cannot_be_read_is_ignored(content: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("hugo.toml", "hugo.json", "config.yml"):
        (tmp_path / name).write_text(content)
    (tmp_path / "content" / "index.md").write_text("* [X](https://x.example)\n")
    for path in (tmp_path / "content", tmp_path / "content" / "index.md"):
        with warned() as warnings:
            assert 1 == len(read(path))
        assert [f"{tmp_path}/content/index.md: [language-assumed]"] == warnings
    assert 1 == len(read(tmp_path / "content", language="en"))


def test_a_relative_url_needs_a_base_url(tmp_path: Path) -> None:
    page = tmp_path / "index.en.md"
    page.write_text("* [X](/about)\n")
    with pytest.raises(DataError) as caught:
        read(page)
    (problem,) = caught.value.problems
    assert ("needs-base-url", "1:1") == facts(problem)[:2]
    assert "'/about'" in problem.message
    assert "base_url" in problem.remedy
    assert "https://x.example/about" == read(page, base_url="https://x.example/")[0].url


def test_only_pages_of_known_languages_are_read(folder: Path) -> None:
    (folder / "index.xx.md").write_text("* [X](https://x.example)\n")
    (folder / "index.it.md").write_text("* [X](https://x.example)\n")
    (folder / "notes.md").write_text("* [X](https://x.example)\n")
    (folder / "index.de.md.bak").write_text("x")
    with warned() as messages:
        assert 23 == len(read(folder))
    assert 2 == len(messages)
    assert all("[unknown-language]" in message for message in messages)


def test_a_link_out_of_the_folder_is_not_followed(
    folder: Path, tmp_path: Path, network: Network[Entry]
) -> None:
    (tmp_path / "secret.md").write_text("* [X](https://x.example)\n")
    (folder / "index.it.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(ArgumentError):
        write(network, folder)
    assert "* [X](https://x.example)\n" == (tmp_path / "secret.md").read_text()


def test_a_single_page_is_in_one_language(tmp_path: Path, network: Network[Entry]) -> None:
    write(network, tmp_path / "index.de.md")
    assert "### Initiativen" in (tmp_path / "index.de.md").read_text()
    write(network, tmp_path / "page.md", languages=["fr"])
    assert "### Pétitions" in (tmp_path / "page.md").read_text()
    write(network, tmp_path / "index.xx.md")
    assert "### Petitions" in (tmp_path / "index.xx.md").read_text()
    with pytest.raises(ArgumentError):
        write(network, tmp_path / "page.md", languages=["fr", "de"])


@pytest.mark.parametrize("fails_at", [0, 1, 3])
@pytest.mark.parametrize("step", ["transaction.stage", "Path.replace"])
def test_on_a_full_disk_every_page_stays_as_it_was(
    step: str, fails_at: int, folder: Path, network: Network[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, calls = texts(folder), [0]
    owner, name = (transaction, "stage") if step == "transaction.stage" else (Path, "replace")
    real = getattr(owner, name)

    def full(*words: object) -> object:
        calls[0] += 1
        if calls[0] == fails_at + 1:
            raise OSError(28, "No space left on device")
        return real(*words)

    edited = [entry.model_copy(update={"url": f"https://{entry.id}.example"}) for entry in network]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, full)
        with pytest.raises(OSError, match="No space left"):
            write(Network(edited, about=network.about), folder, languages=["it"])
    assert before == texts(folder)


def test_if_an_entry_cannot_be_written_every_page_stays_as_it_was(
    folder: Path, network: Network[Entry]
) -> None:
    before = texts(folder)
    bad = Petition(id="bad", name="X", url="https://bad.example", description="`{{< x`")
    with pytest.raises(DataError, match="unwritable"):
        write(Network([*network, bad], about=network.about), folder)
    assert before == texts(folder)


@pytest.mark.slow
def test_a_process_killed_at_any_moment_leaves_complete_pages(
    folder: Path, network: Network[Entry], tmp_path: Path
) -> None:
    old = texts(folder)
    new_folder = tmp_path / "content" / "new"
    new_folder.mkdir()
    edited = Network(
        [
            entry.model_copy(update={"url": f"https://{entry.id}.example", "translations": {}})
            for entry in network
        ],
        about=network.about,
    )
    (tmp_path / "edited.json").write_text(dumps(edited))
    script = (
        "import sys, warnings, leavex_network as L\nwarnings.simplefilter('ignore')\n"
        "a, b = L.load(), L.read(sys.argv[1])\nprint('ready', flush=True)\n"
        "while True:\n    for n in (b, a): L.write(n, sys.argv[2], prune=True)\n"
    )
    for pause in (0.05, 0.11, 0.17, 0.29):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "edited.json"), str(folder)],
            stdout=subprocess.PIPE,
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        for name, text in texts(folder).items():
            if not name.startswith("."):
                assert text.endswith("\n")
                assert text.count("\n* [") == old[name].count("\n* [")
        for path in folder.glob(".*"):
            path.unlink()


# Differences between the pages


def differences(folder: Path) -> list[tuple[str, str]]:
    """Return the file name and the code of each finding."""
    findings, _ = checking.findings(folder)
    assert all(finding.code in CODES and finding.line and finding.remedy for finding in findings)
    return [(Path(str(finding.file)).name, finding.code) for finding in findings]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


EDITS = {
    "entry-missing": ("index.de.md", "* [**Xodus**](https://xodus.online)", "* Xodus"),
    "only-in-translation": (
        "index.fr.md",
        "* [**Xodus**]",
        "* [**Seul**](https://seul.example)\n* [**Xodus**]",
    ),
    "listed-twice": (
        "index.md",
        "* [**Xodus**]",
        "* [**Xodus again**](https://xodus.online/)\n* [**Xodus**]",
    ),
    "foreign-label": ("index.fr.md", "(Canada)", "(Kanada)"),
    "unknown-label": ("index.de.md", "(Kanada)", "(Kannada Land)"),
    "foreign-heading": ("index.de.md", "### Initiativen", "### Iniciativas"),
    "status-differs": ("index.es.md", "#### Concluidas\n", ""),
    "territory-differs": ("index.de.md", "(Kanada)", "(Deutschland)"),
    "order-differs": (
        "index.fr.md",
        "### Initiatives\n\n",
        "### Initiatives\n\n* [**LeaveX**](https://leavex.eu/about)\n",
    ),
    "unknown-heading": (
        "index.md",
        "### Petitions",
        "* [X](https://x.example)\n\n## Other things\n\n* [Y](https://y.example)\n\n### Petitions",
    ),
}


COPY = (
    "index.de.md",
    "](https://xodus.online)",
    "](https://xodus.online) ([archiviert](https://archive.example/xodus))",
)


def test_each_page_without_an_archived_copy_that_another_has_is_reported(folder: Path) -> None:
    edit(folder, *COPY)
    others = ["index.es.md", "index.fr.md", "index.md"]
    assert [(name, "archived-differs") for name in others] == differences(folder)
    assert "https://archive.example/xodus" == read(folder)["xodus"].archived


def test_a_page_that_lists_the_archived_copy_itself_differs_in_nothing(folder: Path) -> None:
    for name in ("index.md", "index.es.md", "index.fr.md"):
        edit(folder, name, *COPY[1:])
    edit(folder, "index.de.md", "(https://xodus.online)", "(https://archive.example/xodus)")
    assert [] == differences(folder)
    before = (folder / "index.de.md").read_text()
    network = read(folder)
    assert network.localize("de")["xodus"].archived is None
    write(network, folder)
    assert before == (folder / "index.de.md").read_text()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        sync(folder)
    assert before == (folder / "index.de.md").read_text()


@pytest.mark.parametrize("code", EDITS)
def test_a_difference_is_reported_in_its_file(code: str, folder: Path) -> None:
    name, old, new = EDITS[code]
    edit(folder, name, old, new)
    assert (name, code) in differences(folder)


def test_a_missing_section_and_three_missing_petitions_give_few_reports(folder: Path) -> None:
    for name in ("index.de.md", "index.es.md", "index.fr.md"):
        lines = (folder / name).read_text().splitlines(keepends=True)
        petitions, concluded = (
            number for number, line in enumerate(lines) if line.startswith(("### P", "#### "))
        )
        if name == "index.de.md":
            del lines[concluded:]
        else:
            del lines[concluded]
        del lines[petitions + 1 : petitions + 4]
        (folder / name).write_text("".join(lines))
    result = checking.checked(folder)
    printed = reports(result.findings, Context(result.pages))
    pages = Counter(line.partition(":")[0].rpartition("/")[2] for line in printed)
    assert {"index.de.md": 1, "index.es.md": 2, "index.fr.md": 2} == pages
    assert 11 + 2 * (3 + 8) == len(result.findings)


@pytest.mark.parametrize("code", ["entry-missing", "status-differs", "territory-differs"])
def test_a_finding_that_writing_fixes_is_gone_after_writing(
    code: str, folder: Path, network: Network[Entry]
) -> None:
    name, old, new = EDITS[code]
    edit(folder, name, old, new)
    write(network, folder)
    assert code not in [finding for _, finding in differences(folder)]


@pytest.mark.parametrize("code", [code for code, row in CODES.items() if row.is_fixed_by_sync])
def test_a_finding_that_a_sync_fixes_is_gone_after_it(code: str, folder: Path) -> None:
    name, old, new = {**EDITS, "archived-differs": COPY}[code]
    edit(folder, name, old, new)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        sync(folder)
    assert code not in [finding for _, finding in differences(folder)]


# Entries that only a translation lists


def write_pages(folder: Path, **pages: str) -> None:
    """Write a page for each language, below front matter."""
    for language, text in pages.items():
        (folder / f"index.{language}.md").write_text(f"---\ntitle: N\n---\n\n{text}")


ENGLISH = """\
### Initiatives

* [**A**](https://a.example): One. (Europe)

### Petitions

* [P](https://p.example)
"""
GERMAN = """\
### Initiativen

* [**A**](https://a.example): Eins. (Europa)
* [**Ä**](https://b.example): Zwei. (Deutschland)

### Petitionen

* [Nur hier](https://nur.example)
* [P](https://p.example)

#### Abgeschlossen

* [P](https://q.example)
"""
FRENCH = """\
### Initiatives

* [**A**](https://a.example): Un. (Europe)
* [**É**](https://B.example/): Deux. (Allemagne)

### Pétitions

* [P](https://p.example)
"""


def test_an_entry_of_a_translation_only_is_in_the_network_in_its_own_words(tmp_path: Path) -> None:
    write_pages(tmp_path, en=ENGLISH, de=GERMAN, fr=FRENCH)
    with warned() as warnings:
        network = read(tmp_path)
    assert [
        f"{tmp_path}/index.de.md:8:1: [only-in-translation] a-2",
        f"{tmp_path}/index.de.md:12:1: [only-in-translation] nur-hier",
        f"{tmp_path}/index.de.md:17:1: [only-in-translation] p-2",
        f"{tmp_path}/index.fr.md:8:1: [only-in-translation] a-2",
    ] == warnings
    assert ["a", "a-2", "nur-hier", "p", "p-2"] == [entry.id for entry in network]
    entry = network["a-2"]
    assert ("Ä", "Zwei.", "de", "de") == (
        entry.name,
        entry.description,
        entry.name_language,
        entry.description_language,
    )
    french = entry.translations["fr"]
    assert ("É", "https://B.example/", "Deux.") == (french.name, french.url, french.description)
    assert (None, "concluded") == (network["p-2"].description_language, network["p-2"].status)
    assert network == loads(dumps(network))


def test_reading_a_folder_and_writing_it_back_adds_what_only_a_translation_lists(
    tmp_path: Path,
) -> None:
    write_pages(tmp_path, en=ENGLISH, de=GERMAN, fr=FRENCH)
    german = (tmp_path / "index.de.md").read_text()
    with warned():
        network = read(tmp_path)
    write(network, tmp_path)
    english = (tmp_path / "index.en.md").read_text()
    assert "(Europe)\n* [**Ä**](https://b.example): Zwei. (Germany)\n" in english
    assert "* [Nur hier](https://nur.example)\n* [P](https://p.example)\n" in english
    assert english.endswith("\n#### Concluded\n\n* [P](https://q.example)\n")
    assert german == (tmp_path / "index.de.md").read_text()
    assert ([], 0) == checking.findings(tmp_path)
    before = texts(tmp_path)
    write(read(tmp_path), tmp_path)
    assert before == texts(tmp_path)


def test_an_entry_of_a_translation_only_precedes_the_next_of_its_section_if_it_is_the_first(
    tmp_path: Path,
) -> None:
    write_pages(
        tmp_path,
        en="### Petitions\n\n* [P](https://p.example)\n* [Q](https://q.example)\n",
        de="### Petitionen\n\n* [N](https://n.example)\n* [Q](https://q.example)\n",
        fr="### Initiatives\n\n* [**I**](https://i.example)\n",
    )
    with warned():
        assert ["p", "n", "q", "i"] == [entry.id for entry in read(tmp_path)]


def test_an_entry_of_a_translation_only_keeps_the_texts_that_a_file_has(tmp_path: Path) -> None:
    file = tmp_path / "n.json"
    known = Petition(
        id="only", name="Only here", url="https://nur.example", description="Text.", note="Note."
    )
    write(Network([known]), file)
    write_pages(tmp_path, en=ENGLISH, de=GERMAN)
    with warned():
        write(read(tmp_path), file)
    entry = read(file)["only"]
    assert ("Only here", None, "Text.", None, "Note.") == (
        entry.name,
        entry.name_language,
        entry.description,
        entry.description_language,
        entry.note,
    )
    assert "Nur hier" == entry.translations["de"].name


def test_a_text_that_the_own_page_translates_by_hand_is_in_its_language_from_then_on(
    tmp_path: Path,
) -> None:
    file = tmp_path / "n.json"
    write_pages(tmp_path, en=ENGLISH, de=GERMAN)
    with warned():
        write(read(tmp_path), file)
    write(read(file), tmp_path)
    write(read(tmp_path), file)
    assert "de" == read(file)["a-2"].description_language
    edit(tmp_path, "index.en.md", "Zwei.", "Two.")
    write(read(tmp_path), file)
    entry = read(file)["a-2"]
    assert ("Two.", None) == (entry.description, entry.description_language)
    assert "Zwei." == entry.translations["de"].description


def test_what_a_page_lists_in_a_block_that_is_no_entry_is_not_missing(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        en="### Petitions\n\n* [P](https://p.example)\n* [Q](https://q.example)\n",
        de="### Petitionen\n\n* [P](https://p.example)\n\n<!-- [Q](https://q.example/) -->\n",
    )
    assert [] == differences(tmp_path)


def test_a_difference_between_territories_names_them(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        en="### Petitions\n\n* [P](https://p.example) (Europe)\n",
        de="### Petitionen\n\n* [P](https://p.example) (Frankreich)\n",
    )
    (finding,) = checking.findings(tmp_path)[0]
    assert "territory-differs" == finding.code
    assert "'Frankreich'" in finding.message
    assert "'Europa'" in finding.message


# Laws


WORDS = {
    "en": ("Initiatives", "Petitions", "Concluded", ("", " (Germany)", " (Europe)")),
    "de": ("Initiativen", "Petitionen", "Abgeschlossen", ("", " (Deutschland)", " (Europa)")),
    "fr": ("Initiatives", "Pétitions", "Terminées", ("", " (Allemagne)", " (Europe)")),
}
ITEMS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 2), st.integers(0, 2)),
    unique_by=lambda item: item[0],
    max_size=8,
)
"""The number of each entry of a page, its section and its label."""


def page_of(language: str, items: list[tuple[int, int, int]]) -> str:
    """Return a page with these items, in their own words in each language."""
    *headings, labels = WORDS[language]
    lines = [
        [f"{'###' if number < 2 else '####'} {word}\n"] for number, word in enumerate(headings)
    ]
    for number, section, label in items:
        name = f"N{number}{language if number % 4 else ''}"
        text = f": Text {number} {language}" if number % 3 else ""
        lines[section].append(f"* [{name}](https://n{number}.example){text}{labels[label]}\n")
    return "\n".join(map("".join, lines))


def read_in_memory(pages: dict[str, str]) -> LanguagePages:
    """Read pages by their languages as a folder is read, without the disk."""
    return LanguagePages(
        {language: contents(text, page_language=language) for language, text in pages.items()}
    )


def written_in_memory(network: Network[Entry], pages: dict[str, str]) -> dict[str, str]:
    """Return the pages as a network is written to them."""
    return {
        language: edited(text, network, language=language).text for language, text in pages.items()
    }


@given(st.fixed_dictionaries(dict.fromkeys(WORDS, ITEMS)))
def test_pages_read_and_written_back_keep_every_entry_and_text_of_all_languages(
    items: dict[str, list[tuple[int, int, int]]],
) -> None:
    before = {language: page_of(language, items[language]) for language in items}
    network = read_in_memory(before).network
    listed = {f"https://n{item[0]}.example" for page in items.values() for item in page}
    assert listed == {entry.url for entry in network}
    after = written_in_memory(network, before)
    for language, text in before.items():
        words = set(re.findall(r"Text \d \w+", text))
        assert words <= set(re.findall(r"Text \d \w+", after[language]))
        assert sorted(listed) == sorted(re.findall(r"https://\w+\.example", after[language]))
    pages = read_in_memory(after)
    findings = [*pages.notes(), *(finding for check in PAGE_CHECKS for finding in check(pages))]
    assert {"order-differs"} >= {finding.code for finding in findings}
    assert after == written_in_memory(pages.network, after)


def test_an_entry_of_a_translation_gets_an_id_that_no_entry_has(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        en="### Petitions\n\n* [P](https://p.example)\n* [P](https://q.example)\n",
        de="### Petitionen\n\n* [P](https://r.example)\n* [P](https://s.example)\n",
    )
    with warned():
        network = read(tmp_path)
    assert ["p", "p-2", "p-2-2", "p-3"] == sorted(entry.id for entry in network)


def test_an_item_of_a_translation_that_another_entry_has_is_not_added(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        en="### Petitions\n\n* [P](https://p.example)\n* [Q](https://q.example)\n",
        de="### Petitionen\n\n* [P](https://p.example)\n* [P](https://q.example)\n",
        fr="### Pétitions\n\n* [Q](https://p.example)\n* [R](https://r.example)\n"
        "* [P](https://p.example/)\n",
    )
    with warned():
        network = read(tmp_path)
    assert {"https://p.example", "https://q.example", "https://r.example"} == {
        entry.url for entry in network
    }


def test_a_summary_tells_what_changes_in_pages_and_json_alone(tmp_path: Path) -> None:
    network = Network([Petition(id="p", name="P", url="https://p.example")])
    empty, fresh, table = (tmp_path / name for name in ("empty.json", "new.json", "n.csv"))
    empty.write_text("\n")
    contents = {path: dumps(network).encode() for path in (empty, fresh)}
    contents[table] = dumps(network, "csv").encode()
    assert {empty: "1 added", fresh: "1 added"} == summaries(network, contents)


def test_findings_whose_messages_name_different_things_are_reported_apart(tmp_path: Path) -> None:
    file = tmp_path / "network.json"
    file.write_text('{"version": 1}')
    printed = reports(checking.checked(file).findings, Context())
    assert 2 == len(printed)
    for key, report in zip(("about", "entries"), printed, strict=True):
        assert repr(key) in report


def test_several_findings_without_a_sentence_of_their_own_are_one_report() -> None:
    finding = Finding(code="unwritable", message="It cannot be written.", remedy="Change it.")
    (report,) = reports([finding, finding], Context())
    assert "2" in report


def test_a_second_item_for_an_entry_on_another_page_is_not_added(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        en="### Petitions\n\n* [P](https://p.example)\n",
        de="### Petitionen\n\n* [P](https://p-de.example)\n",
        fr="### Pétitions\n\n* [P](https://p.example)\n* [Autre](https://p-de.example)\n"
        "* [R](https://r.example)\n",
    )
    with warned():
        network = read(tmp_path)
    assert ["P", "R"] == [entry.name for entry in network]
    codes = [finding.code for finding in checking.checked(tmp_path).findings]
    assert 2 == codes.count("only-in-translation")


def test_a_page_with_an_address_that_needs_its_site_is_not_edited() -> None:
    network = Network([Petition(id="p", name="P", url="https://p.example")])
    with pytest.raises(DataError) as raised:
        edited("### Petitions\n\n* [P](/p/)\n", network, language="en")
    assert ["needs-base-url"] == [finding.code for finding in raised.value.problems]
