"""A new repository: every file is valid, the data is clean, and nothing existing is overwritten."""

import contextlib
import json
import os
import pty
import select
import signal
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import Any

import marko
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marko.element import Element
from ruamel.yaml import YAML
from test_cli import Done, error, out, run

from leavex_network import Initiative, Network, check, read, write
from leavex_network.cli import init
from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentError, ChangedFileError, NetworkError
from leavex_network.files import checking, transaction
from leavex_network.models import About
from leavex_network.rendering import templates
from leavex_network.scaffolding import answers as rules
from leavex_network.scaffolding.answers import LICENSES, Answers
from leavex_network.scaffolding.repository import Repository, planned_files
from leavex_network.scaffolding.source import first_network
from leavex_network.scaffolding.templates import LANGUAGES, markdown, toml, yaml

REQUIRED = ("--title", "Better bread", "--language", "en")
FULL = (
    *("--title", "Besseres Brot", "--language", "de,en", "--url", "https://bread.example/"),
    *("--license", "CC-BY-4.0", "--package", "better-bread"),
)
PAGE = """\
---
title: Besseres Brot
---

Wir backen.

### Initiativen

* [**Rye Week**](https://rye.example/): Eine Woche. (Deutschland)

Mehr folgt.
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(*words: str) -> set[str]:
    """Make a repository in `new`, and return the paths of its files."""
    done = run("init", "new", *words)
    assert (0, b"") == (done.returncode, done.stdout), done.stderr
    return names(Path("new"))


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def is_clean(data: str) -> bool:
    return run("check", data).returncode == 0


# What is made


def test_without_more_options_there_are_data_a_web_folder_texts_and_checks() -> None:
    files = made(*REQUIRED)
    assert {
        "network.json",
        "network.schema.json",
        "README.md",
        "CONTRIBUTING.md",
        "requirements.txt",
        ".gitignore",
        ".pre-commit-config.yaml",
        ".github/workflows/check.yml",
        "public/index.html",
    } <= files
    assert is_clean("new/network.json")
    assert 0 == len(read("new/network.json"))
    assert "network.schema.json" == json.loads(Path("new/network.json").read_text())["$schema"]


def test_the_commands_that_the_texts_name_change_nothing_and_find_nothing() -> None:
    for site in rules.SITES:
        folder = Path(site)
        assert 0 == run("init", site, *FULL, "--site", site).returncode
        repository = Repository(
            Answers(
                title="Besseres Brot",
                languages=("de", "en"),
                url="https://bread.example/",
                package="better-bread",
                site=site,
            ),
            Network(),
        )
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        readme = (folder / "README.md").read_text(encoding="utf-8")
        assert (repository.update or "") in readme
        for command in repository.steps():
            words = command.split()
            if words[0] == "leavex-network":
                done = run(*words[1:], cwd=folder)
                assert 0 == done.returncode, (command, done.stdout + done.stderr)
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert before == after


@pytest.mark.parametrize(
    ("ci", "file"),
    [("github", ".github/workflows/check.yml"), ("gitlab", ".gitlab-ci.yml"), ("none", None)],
)
def test_the_check_on_each_push_is_for_the_chosen_service(ci: str, file: str | None) -> None:
    files = made(*FULL, "--ci", ci)
    workflows = {".github/workflows/check.yml", ".gitlab-ci.yml"} & files
    assert ({file} if file else set()) == workflows
    if file:
        assert YAML(typ="safe").load(Path("new", file))


def test_a_package_has_the_data_an_entry_point_and_a_test() -> None:
    files = made(*FULL)
    assert {"src/better_bread/network.json", "src/better_bread/py.typed"} <= files
    assert "network.json" not in files
    project = tomllib.loads(Path("new/pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"better-bread": "better_bread:network"} == project["entry-points"][
        "leavex_network.networks"
    ]
    assert ("better-bread", "CC-BY-4.0") == (project["name"], project["license"])
    compile(Path("new/src/better_bread/__init__.py").read_text(), "x", "exec")
    compile(Path("new/tests/test_better_bread.py").read_text(), "x", "exec")


def test_the_pages_of_a_hugo_site_are_those_of_its_languages() -> None:
    files = made(*FULL, "--site", "hugo")
    assert {"hugo.toml", "content/network/index.md", "content/network/index.en.md"} <= files
    assert is_clean("new")
    config = tomllib.loads(Path("new/hugo.toml").read_text(encoding="utf-8"))
    assert "https://bread.example/" == config["baseURL"]
    assert "https://bread.example/network/" == read("new/src/better_bread/network.json").about.url


def test_a_hugo_site_needs_an_address() -> None:
    assert "--url" in error("init", "new", *REQUIRED, "--site", "hugo")
    assert not Path("new").exists()


@pytest.mark.parametrize(
    ("language", "heading_of_license"),
    [("de", "## Lizenz"), ("de-AT", "## Lizenz"), ("en", "## License"), ("fr", "## License")],
)
def test_the_texts_are_in_german_for_a_list_in_german_else_in_english(
    language: str, heading_of_license: str
) -> None:
    for site in rules.SITES:
        words = ("--url", "https://x.example/", "--site", site, "--package", "my-list")
        done = run("init", site, "--title", "X", "--language", language, *words, "--ci", "none")
        assert 0 == done.returncode
        readme = (Path(site) / "README.md").read_text(encoding="utf-8")
        assert heading_of_license in readme
        assert "$" not in readme


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_entry_that_the_guide_of_contributors_shows_can_be_added(language: str) -> None:
    made("--title", "X", "--language", language, "--kinds", "event", "--site", "page")
    guide = Path("new/CONTRIBUTING.md").read_text(encoding="utf-8")
    entry = json.loads(guide.partition("```json\n")[2].partition("```")[0])
    path = Path("new/network.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    document["entries"] = [{**entry, "kind": "event"}]
    path.write_text(json.dumps(document), encoding="utf-8")
    for command in (("convert", "network.json", "pages/"), ("check", "network.json")):
        assert 0 == run(*command, cwd=Path("new")).returncode
    assert 0 == run("check", "pages/", "--accepted", "network.json", cwd=Path("new")).returncode
    assert {"mastodon"} == set(read(path)[0].extra)


def test_the_texts_in_each_language_have_the_same_placeholders() -> None:
    names = ("README.md", "CONTRIBUTING.md", "words.json", "README-end.md", "README-package.md")
    for name in (*names, *(f"README-{site}.md" for site in ("web", "page", "hugo"))):
        found = [
            Template(read_bytes(f"init/{code}/{name}").decode()).get_identifiers()
            for code in LANGUAGES
        ]
        assert found[0] == found[1], name


def test_a_license_that_is_no_usual_identifier_is_shown_but_not_in_the_package() -> None:
    done = run("init", "new", *FULL, "--license", "Ask us first")
    assert b"SPDX" in done.stderr
    project = tomllib.loads(Path("new/pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "license" not in project
    assert "Ask us first" in Path("new/README.md").read_text(encoding="utf-8")
    assert "Ask us first" == read("new/src/better_bread/network.json").about.license


@pytest.mark.parametrize("text", ["CC BY 4.0", "cc-by-4.0", " CC-BY-4.0 "])
def test_a_usual_license_is_known_however_its_words_are_separated(text: str) -> None:
    assert "CC-BY-4.0" in LICENSES
    assert "CC-BY-4.0" == Answers(title="X", languages=("en",), license=text).spdx


# What it begins with


def test_a_repository_begins_with_a_table() -> None:
    Path("t.csv").write_text("id,kind,name,url\nrye,petition,Rye,https://rye.example/\n")
    made(*FULL, "--from", "t.csv")
    network = read("new/src/better_bread/network.json")
    assert (["rye"], "de", "Besseres Brot") == (
        [entry.id for entry in network],
        network.about.language,
        network.about.title,
    )
    assert is_clean("new/src/better_bread/network.json")


OWN_TABLE = "Name;Art;Link;Start;Mastodon\nRoggen;Event;rye.example;3/2/2025;@rye\n"


@pytest.mark.parametrize(("days", "month"), [("dmy", 2), ("mdy", 3)])
def test_columns_of_ones_own_and_days_of_a_table_are_read_as_the_options_say(
    days: str, month: int
) -> None:
    Path("t.csv").write_text(OWN_TABLE)
    words = ("--title", "X", "--language", "de", "--extra", "Mastodon", "--days", days)
    assert 0 == run("init", "new", "--from", "t.csv", *words).returncode
    (entry,) = read("new/network.json")
    assert ("event", {"mastodon": "@rye"}) == (entry.kind, dict(entry.extra))
    assert entry.listed
    assert month == entry.listed.month
    assert is_clean("new/network.json")


@pytest.mark.parametrize("source", [(), ("--from", "index.de.md"), ("--from", "leavex:")])
@pytest.mark.parametrize("option", [("--extra",), ("--days", "dmy")])
def test_options_of_tables_need_a_table(source: tuple[str, ...], option: tuple[str, ...]) -> None:
    Path("index.de.md").write_text(PAGE, encoding="utf-8")
    language = ("--language", "en" if "leavex:" in source else "de")
    message = error("init", "new", "--title", "X", *language, *source, *option)
    assert "table" in message
    assert not Path("new").exists()


def test_what_is_written_around_the_entries_of_a_page_stays() -> None:
    Path("index.de.md").write_text(PAGE, encoding="utf-8")
    made("--from", "index.de.md", "--site", "page")
    assert PAGE == Path("new/pages/index.de.md").read_text(encoding="utf-8")
    network = read("new/network.json")
    assert ("Besseres Brot", "de") == (network.about.title, network.about.language)
    assert "https://rye.example/" == network[0].url


def test_a_page_without_a_title_needs_one() -> None:
    Path("index.de.md").write_text(PAGE.partition("---\n\n")[2], encoding="utf-8")
    assert "--title" in error("init", "new", "--from", "index.de.md")
    made("--from", "index.de.md", "--title", "Brot")
    assert "Brot" == read("new/network.json").about.title


def test_relative_links_of_pages_belong_to_their_own_site_else_to_that_of_the_option() -> None:
    page = PAGE.replace("https://rye.example/", "/rye")
    Path("index.de.md").write_text(page, encoding="utf-8")
    message = error("init", "new", "--from", "index.de.md")
    assert "--url https" in message
    url = ("--url", "https://bread.example/")
    made("--from", "index.de.md", "--site", "page", *url)
    assert "https://bread.example/rye" == read("new/network.json")[0].url
    assert page == Path("new/pages/index.de.md").read_text(encoding="utf-8")
    Path("hugo.toml").write_text('baseURL = "https://old.example/"\n')
    Path("content/network").mkdir(parents=True)
    Path("index.de.md").rename("content/network/index.de.md")
    assert 0 == run("init", "other", "--from", "content/network", *url).returncode
    assert "https://old.example/rye" == read("other/network.json")[0].url


def test_a_folder_of_pages_gives_a_page_for_each_of_its_languages() -> None:
    folder = Path("old")
    folder.mkdir()
    (folder / "index.de.md").write_text(PAGE, encoding="utf-8")
    english = PAGE.replace("Initiativen", "Initiatives").replace("Deutschland", "Germany")
    (folder / "index.en.md").write_text(english, encoding="utf-8")
    made("--from", "old", "--language", "de,en,fr", "--site", "page", "--title", "Besseres Brot")
    assert {"index.de.md", "index.en.md", "index.fr.md"} == names(Path("new/pages"))
    assert english == Path("new/pages/index.en.md").read_text(encoding="utf-8")
    assert 0 == run("check", "new/pages/", "--accepted", "new/network.json").returncode


def test_a_repository_begins_with_a_json_file_and_keeps_what_no_option_names() -> None:
    network = Network(
        [Initiative(id="x", name="X", url="https://x.example/")],
        about=About(title="X", language="fr", note="Kept", license="MIT"),
    )
    write(network, "x.json")
    made("--from", "x.json", "--title", "Y")
    about = read("new/network.json").about
    assert ("Y", "fr", "Kept", "MIT") == (about.title, about.language, about.note, about.license)


def test_entries_from_standard_input_are_read() -> None:
    done = run("init", "new", "--from", "-", stdin=out("list", "--format", "json").encode())
    assert 0 == done.returncode
    assert 23 == len(read("new/network.json"))


def test_a_repository_begins_with_the_network_of_a_package() -> None:
    assert 0 == run("init", "new", "--from", "leavex:", "--site", "none").returncode
    assert 23 == len(read("new/network.json"))


def test_declared_kinds_have_headings_on_the_pages_and_are_named_in_the_texts() -> None:
    kinds = "event,meetup=Treffen/Treff"
    made("--title", "X", "--language", "de,en", "--kinds", kinds, "--site", "page")
    assert ["event", "meetup"] == list(read("new/network.json").about.kinds)
    assert "`meetup`" in Path("new/CONTRIBUTING.md").read_text(encoding="utf-8")
    entry = {"kind": "meetup", "id": "x", "name": "X", "url": "https://x.example/"}
    document = json.loads(Path("new/network.json").read_text(encoding="utf-8"))
    document["entries"] = [{**entry, "extra": {"mastodon": "@x"}}]
    Path("new/network.json").write_text(json.dumps(document))
    assert 0 == run("convert", "network.json", "pages/", cwd=Path("new")).returncode
    assert "Treffen" in Path("new/pages/index.de.md").read_text(encoding="utf-8")
    for words in (("network.json",), ("pages/", "--accepted", "network.json")):
        done = run("check", *words, cwd=Path("new"))
        assert 0 == done.returncode, done.stdout


def test_a_page_with_a_heading_of_a_declared_kind_is_read() -> None:
    text = f"{PAGE}\n### Veranstaltungen\n\n* [Tag des Brotes](https://tag.example/)\n"
    Path("index.de.md").write_text(text, encoding="utf-8")
    made("--from", "index.de.md", "--site", "page", "--kinds", "event")
    assert ["initiative", "event"] == list(read("new/network.json").kinds)
    done = run("check", "pages/", "--accepted", "network.json", cwd=Path("new"))
    assert 0 == done.returncode, done.stdout
    assert "Mehr folgt." in Path("new/pages/index.de.md").read_text(encoding="utf-8")


def test_entries_in_another_language_are_refused_with_the_option_that_works() -> None:
    Path("index.de.md").write_text(PAGE, encoding="utf-8")
    message = error("init", "new", "--from", "index.de.md", "--language", "en,de")
    assert "--language de,en" in message
    assert not Path("new").exists()


def test_problems_of_the_data_are_counted() -> None:
    entries = [Initiative(id=name, name=name, url="https://x.example/") for name in ("a", "b")]
    write(Network(entries), "x.json")
    done = run("init", "new", "--from", "x.json")
    assert (0, True) == (done.returncode, b"problem" in done.stderr)
    assert not is_clean("new/network.json")


# What is refused


def test_the_working_folder_is_the_default(tmp_path: Path) -> None:
    done = run("init", *REQUIRED)
    assert 0 == done.returncode
    assert b"cd " not in done.stderr
    assert (tmp_path / "network.json").is_file()


def test_git_init_is_named_where_there_is_no_repository(tmp_path: Path) -> None:
    assert b"git init" in run("init", "a b", *REQUIRED).stderr
    (tmp_path / ".git").mkdir()
    shown = run("init", "c d", *REQUIRED).stderr
    assert b"git init" not in shown
    assert b"cd 'c d'" in shown


def test_a_workflow_that_would_not_run_is_reported(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert b"workflow" in run("init", "below", *REQUIRED).stderr
    assert b"workflow" not in run("init", "other", *REQUIRED, "--ci", "none").stderr
    assert b"workflow" not in run("init", *REQUIRED).stderr


def test_a_format_of_no_source_is_refused() -> None:
    assert "--from" in error("init", "new", *REQUIRED, "--read-as", "csv")


def test_nothing_is_written_where_any_of_its_files_exists_or_a_file_is_in_the_way() -> None:
    words = (*FULL, "--site", "hugo")
    planned = run("init", "new", *words, "--dry-run").stdout.decode().split()
    paths = {Path(name) for name in planned}
    paths |= {parent for path in paths for parent in path.parents} - {Path(), Path("new")}
    for number, path in enumerate(sorted(paths)):
        existing = Path(str(number), *path.parts[1:])
        existing.parent.mkdir(parents=True)
        existing.write_text("mine")
        assert str(existing) in error("init", str(number), *words)
        assert [existing] == [each for each in Path(str(number)).rglob("*") if each.is_file()]
        assert "mine" == existing.read_text()


def test_other_files_of_a_folder_stay() -> None:
    other = Path("new/public/de/x")
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    made(*FULL)
    assert "mine" == other.read_text()


def test_each_path_that_exists_is_named_and_many_are_counted() -> None:
    made(*REQUIRED)
    before = {name: Path("new", name).read_bytes() for name in names(Path("new"))}
    message = error("init", "new", *REQUIRED)
    assert "more" in message
    assert before == {name: Path("new", name).read_bytes() for name in names(Path("new"))}


@pytest.mark.parametrize("name", ["README.md", "public"])
def test_a_link_counts_as_a_file_wherever_it_leads(name: str) -> None:
    folder = Path("new")
    folder.mkdir()
    Path("elsewhere").mkdir()
    target = "nowhere" if name == "README.md" else "../elsewhere"
    (folder / name).symlink_to(target)
    assert name in error("init", "new", *REQUIRED)
    assert not list(Path("elsewhere").iterdir())
    assert [name] == [path.name for path in folder.iterdir()]


def test_a_file_where_a_folder_would_be_is_named() -> None:
    Path("new").mkdir()
    Path("new/public").write_text("mine")
    message = error("init", "new", *REQUIRED)
    assert "new/public" in message
    assert {"public"} == names(Path("new"))


@pytest.mark.parametrize("name", ["file", "file/new", "link", "dangling"])
def test_a_folder_that_is_none_is_refused(name: str) -> None:
    Path("file").write_text("mine")
    Path("folder").mkdir()
    Path("link").symlink_to("folder")
    Path("dangling").symlink_to("nowhere")
    message = error("init", name, *REQUIRED)
    assert name.partition("/")[0] in message
    assert not list(Path("folder").iterdir())


@pytest.mark.parametrize("kind", [PermissionError, IsADirectoryError])
def test_a_folder_that_cannot_be_written_is_an_error_and_stays_as_it_was(
    kind: type[OSError], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = {PermissionError: 13, IsADirectoryError: 21}[kind]

    def refused(*_words: object) -> None:
        raise kind(number, "No", "new/x")

    monkeypatch.setattr(transaction, "_stage", refused)
    message = error("init", "new", *REQUIRED)
    assert "new" in message
    assert not Path("new").exists()


def test_a_file_that_somebody_makes_in_the_meantime_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_words: object) -> None:
        raise ChangedFileError("new/README.md")

    monkeypatch.setattr(transaction, "_stage", refused)
    assert "new/README.md" in error("init", "new", *REQUIRED)


def test_a_folder_without_pages_is_no_beginning() -> None:
    Path("empty").mkdir()
    assert "index.md" in error("init", "new", *REQUIRED, "--from", "empty")
    assert not Path("new").exists()


def test_languages_without_words_are_named() -> None:
    words = ("--title", "X", "--language", "de,gsw")
    assert b"'gsw'" in run("init", "new", *words).stderr
    assert b"'gsw'" not in run("init", "other", *words, "--site", "none").stderr


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Better Bread", "better-bread"),
        ("2bread", "letter"),
        ("json", "json-list"),
        ("class", "class-list"),
        ("leavex", "leavex-list"),
        ("x", "two or more"),
        ("leavex-network", "leavex-network-list"),
        ("x" * 200, "x"),
        ("a--b", "a-b"),
    ],
)
def test_a_name_that_no_package_can_have_is_refused(name: str, suggestion: str) -> None:
    with pytest.raises(ArgumentError, match=suggestion):
        rules.checked_package(name)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--title", " "),
        ("--title", "a\u202eb"),
        ("--language", "xx-yy-zz-1"),
        ("--language", ","),
        ("--url", "bread.example"),
        ("--url", "https://bread.example/?x=1"),
        ("--description", "x" * 100_000),
        ("--package", "Json"),
        ("--from", "no-such-file.csv"),
    ],
)
def test_a_wrong_answer_stops_the_command_before_anything_is_written(
    option: str, value: str
) -> None:
    words = [*REQUIRED, option, value]
    if option in REQUIRED:
        index = words.index(option)
        del words[index : index + 2]
    assert 2 == run("init", "new", *words).returncode
    assert not Path("new").exists()


@pytest.mark.parametrize("missing", ["--title", "--language"])
def test_without_a_terminal_what_has_no_default_is_required(missing: str) -> None:
    words = list(REQUIRED)
    index = words.index(missing)
    del words[index : index + 2]
    message = error("init", "new", *words)
    assert "--title" in message
    assert "--language" in message
    assert not Path("new").exists()


def test_a_dry_run_lists_the_files_and_writes_nothing() -> None:
    listed = run("init", "new", *FULL, "--dry-run").stdout.decode().splitlines()
    assert not Path("new").exists()
    assert {f"new/{name}" for name in made(*FULL)} == set(listed)


def test_a_dry_run_names_what_exists() -> None:
    made(*REQUIRED)
    assert "README.md" in error("init", "new", *REQUIRED, "--dry-run")


def test_without_jinja2_a_page_is_made_and_a_web_folder_names_the_extra(
    without: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "_environment", templates._environment.__wrapped__)
    without("jinja2")
    assert "web" in error("init", "new", *REQUIRED)
    assert not Path("new").exists()
    assert "pages/index.en.md" in made(*REQUIRED, "--site", "page")


# Questions


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Return a function that runs the command and types lines, as at a terminal."""
    monkeypatch.setattr(init, "is_terminal", lambda: True)

    def typed(*lines: str, options: tuple[str, ...] = ()) -> Done:
        return run("init", *options, stdin="".join(f"{line}\n" for line in lines).encode())

    return typed


def test_each_question_is_asked_and_an_empty_answer_takes_the_default(
    asking: Callable[..., Done],
) -> None:
    done = asking("new", "", "de,en", "", "", "Besseres Brot", "", "", "", "", "", "y")
    assert 0 == done.returncode, done.stderr
    about = read("new/network.json").about
    assert ("Besseres Brot", "de") == (about.title, about.language)
    assert Path("new/public/en/index.html").is_file()


def test_a_wrong_answer_is_asked_again(asking: Callable[..., Done]) -> None:
    Path("file").write_text("mine")
    Path("full").mkdir()
    Path("full/README.md").write_text("mine")
    answers = ["file", " ", "full", "new", "nosuch.csv", "", "xx-nolang", "de", "evnt", "event"]
    answers += ["nowhere", "https://b.example/", "", " ", "B", "", "MIT", "Json", "bread"]
    answers += ["nosite", "none", "y"]
    done = asking(*answers)
    assert 0 == done.returncode, done.stderr
    assert {"src/bread/network.json", "pyproject.toml"} <= names(Path("new"))
    about = read("new/src/bread/network.json").about
    assert ("B", "https://b.example/", "MIT") == (about.title, about.url, about.license)


@pytest.mark.parametrize(("answer", "status"), [("", 0), ("n", 2)])
def test_whether_unknown_columns_of_a_table_are_kept_is_asked(
    answer: str, status: int, asking: Callable[..., Done]
) -> None:
    Path("t.csv").write_text(OWN_TABLE.replace("3/2/2025", "2025-02-03"))
    done = asking("t.csv", "de", "", "", answer, "X", *[""] * 5, options=("new",))
    assert status == done.returncode, done.stderr
    assert Path("new").exists() is (status == 0)


def test_what_the_options_say_is_not_asked(asking: Callable[..., Done]) -> None:
    given = (*FULL, "--from", "t.csv", "--description", "", "--site", "none")
    Path("t.csv").write_text("id,kind,name,url\nrye,petition,Rye,https://rye.example/\n")
    done = asking("", "y", options=("new", *given, "--kinds", "event"))
    assert 0 == done.returncode
    assert Path("new/README.md").is_file()


@pytest.mark.parametrize("answers", [["new"], ["new", "", "de", "X"], [*[""] * 8, "n"]])
def test_nothing_is_written_before_the_last_answer(
    answers: list[str], asking: Callable[..., Done], tmp_path: Path
) -> None:
    done = asking(*answers, options=("--title", "X", "--language", "en"))
    assert 1 == done.returncode
    assert b"Nothing was written" in done.stderr
    assert not list(tmp_path.iterdir())


def test_no_input_asks_nothing_on_a_terminal(asking: Callable[..., Done]) -> None:
    assert 0 == asking(options=("new", *REQUIRED, "--no-input")).returncode


def interrupted(typed: list[bytes]) -> tuple[int, bytes]:
    """Run the command at a narrow terminal of its own; type answers, and then Control-C.

    Return its exit status, and what the terminal shows.
    """
    process, descriptor = pty.fork()
    if process == 0:  # pragma: no cover - the child is replaced
        os.environ["COLUMNS"] = "30"
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background ignores it
        os.execv(  # noqa: S606 - a terminal of its own
            sys.executable, [sys.executable, "-m", "leavex_network", "init"]
        )
    shown, answers = b"", [*typed]
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([descriptor], [], [], 0.3)
        with contextlib.suppress(OSError):  # on Linux, the end of what a terminal shows
            part = os.read(descriptor, 10_000) if ready else b""
            shown += part
            if answers and shown.rstrip(b" ").endswith((b":", b"]")):
                os.write(descriptor, answers.pop(0))
                shown += b"\n"
            elif not answers and not part:
                # Again and again: one between the prompt and the reading is seen after the next.
                os.write(descriptor, b"\x03")
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            os.close(descriptor)
            return os.waitstatus_to_exitcode(status), shown
    os.kill(process, signal.SIGKILL)
    raise TimeoutError(shown)


@pytest.mark.slow
def test_control_c_at_a_question_writes_nothing(tmp_path: Path) -> None:
    status, shown = interrupted([b"new\n", b"\n", b"de\n"])
    # A second one, while the first is at work, ends the process itself.
    assert status in (1, -signal.SIGINT), shown
    assert b"Traceback" not in shown
    assert not list(tmp_path.iterdir())


# Texts of strangers


def heading(text: str) -> str:
    """Return the text of the first heading of a page, as CommonMark reads it."""
    return text_of(
        next(node for node in marko.parse(text).children if type(node).__name__.endswith("Heading"))
    )


def text_of(node: Element | str) -> str:
    children: Any = getattr(node, "children", node)
    return children if isinstance(children, str) else "".join(map(text_of, children))


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1, max_size=60)
MARKS = st.text("\"'\\`*_{}[]()<>#+-.!|~&$%@:;=?/ \n\tab1\x7f\x85\u2028é", min_size=1, max_size=40)


@pytest.mark.hypothesis
@given(
    title=st.one_of(TITLES, MARKS),
    description=st.one_of(st.just(""), TITLES, MARKS),
    license=st.one_of(st.just(""), TITLES, MARKS),
    url=st.sampled_from(["", "https://x.example/a'b$x;rm/", "https://x.example/~&a/(b)!/%20"]),
    site=st.sampled_from(list(rules.SITES)),
    workflow=st.sampled_from(rules.WORKFLOWS),
)
@example("{{ x }} ${{ y }} $z", "# - 1. x", '"""', "https://x.example/", "hugo", "gitlab")
@example("'''\\", "1. x", "--- |", "", "page", "github")
def test_every_file_is_valid_and_the_data_is_clean_whatever_the_texts(
    title: str, description: str, license: str, url: str, site: Any, workflow: Any
) -> None:
    try:
        answers = Answers(
            title=rules.checked_title(title),
            languages=("de", "en"),
            description=rules.checked_description(description),
            url=rules.checked_url(url),
            license=rules.checked_license(license),
            package="better-bread",
            site="web" if site == "hugo" and not url else site,
            workflow=workflow,
        )
    except NetworkError:
        return
    network = first_network(answers)
    files = planned_files(Repository(answers, network))
    data = files["src/better_bread/network.json"].decode()
    assert () == tuple(checking.of_json(data, network, "network.json").findings)
    assert () == check(network)
    for name, content in files.items():
        text = content.decode()
        if name.endswith(".toml"):
            tomllib.loads(text)
        elif name.endswith((".yml", ".yaml")):
            assert isinstance(YAML(typ="safe").load(text), dict)
        elif name.endswith(".json"):
            json.loads(text)
        elif name.endswith(".py"):
            compile(text, name, "exec")
    assert answers.title == heading(files["README.md"].decode())
    project = tomllib.loads(files["pyproject.toml"].decode())["project"]
    assert (answers.description or answers.title) == project["description"]


@pytest.mark.hypothesis
@given(MARKS)
@example("www.x.example and https://x.example @me :tada: &amp; 1) - + = a#b")
def test_a_text_as_markdown_is_read_as_itself(text: str) -> None:
    line = " ".join(text.split())
    paragraph = text_of(marko.parse(f"{markdown(line)}\n"))
    assert line == paragraph.strip()


@pytest.mark.hypothesis
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_text_as_toml_is_read_as_itself(text: str) -> None:
    assert {"x": text} == tomllib.loads(f"x = {toml(text)}\n")


@pytest.mark.parametrize("text", ["it's: #1", "- x", "true", "a: b", "https://x.example/", "é"])
def test_a_text_that_yaml_would_read_otherwise_is_quoted(text: str) -> None:
    assert [text] == YAML(typ="safe").load(f"- {yaml(text)}\n")


@pytest.mark.parametrize("text", ["1. x", "2) y", "- x", "+ x", "= x", ": x", "plain (x)"])
def test_a_text_that_would_begin_a_block_of_markdown_is_escaped(text: str) -> None:
    assert f"<p>{text}</p>\n" == marko.convert(f"{markdown(text)}\n")


@pytest.mark.hypothesis
@given(st.text("ab0 :/#-'\"\\.,&*!|>%@{}[]~?=\u00e9", min_size=1, max_size=40))
@example("leavex-network embed web public --base-url https://x.example/")
def test_a_text_as_yaml_is_read_as_itself(text: str) -> None:
    assert [text] == YAML(typ="safe").load(f"- {yaml(text)}\n")
