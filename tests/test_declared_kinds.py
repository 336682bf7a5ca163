"""Declared kinds and own fields wherever networks go: pages, history, unions, types, sites."""

import copy
import json
import pickle
import warnings
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError
from repositories import GitFolder
from strategies import own_networks
from sync_sites import edit, made, run
from test_cli import run as cli

from leavex_network import (
    DataError,
    Entry,
    Initiative,
    Network,
    dumps,
    loads,
    read,
    read_history,
    sync,
    write,
)
from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentError, NetworkWarning, UnknownValueError
from leavex_network.files.checking import checked
from leavex_network.models import About
from leavex_network.models.frozen import FrozenMap
from leavex_network.sites import embedding, web

KINDS = {"event": {}, "meetup": {"en": ["Meetups", "Meetup"], "de": ["Abende", "Abend"]}}
ABOUT = About(title="Allies", url="https://allies.example/", kinds=KINDS)
HELLO = Initiative(id="hello", name="Hello", url="https://hello.example")
FAIR = Entry(kind="event", id="fair", name="Fair", url="https://fair.example")
OLD = Entry(kind="event", id="old", name="Old", url="https://o.example", status="concluded")
CIRCLE = Entry(kind="meetup", id="circle", name="Circle", url="https://circle.example")
ALLIES = Network([HELLO, FAIR, OLD, CIRCLE], about=ABOUT)

EN = """---
title: Allies
kinds: [event]
---

### Initiatives

* [Hello](https://hello.example)

### Events

* [Fair](https://fair.example)
"""
DE = """---
title: Verbündete
---

### Initiativen

* [Hello](https://hello.example)

### Petitionen
"""
PAGES = {"index.md": EN, "index.de.md": DE}


def kinds_of(path: Path) -> dict[str, str]:
    """Return the kind of each entry of pages by its name."""
    return {entry.name: entry.kind for entry in read(path, language="en")}


# Pages in several languages


def test_a_page_gets_the_entries_and_the_declaration_of_another(tmp_path: Path) -> None:
    folder = made(tmp_path, PAGES)
    run(folder)
    german = (folder / "index.de.md").read_text()
    assert "kinds: " in german
    assert "### Veranstaltungen\n\n* [Fair](https://fair.example)" in german
    assert {} == run(folder).texts


def test_an_event_that_becomes_an_initiative_is_one_on_all_pages(tmp_path: Path) -> None:
    folder = made(tmp_path, PAGES)
    run(folder)
    GitFolder(tmp_path).commit()
    german = folder / "index.de.md"
    edit(german, "* [Fair](https://fair.example)\n", "")
    edit(german, "\n### Petitionen", "* [Fair](https://fair.example)\n\n### Petitionen")
    run(folder)
    assert {"Hello": "initiative", "Fair": "initiative"} == kinds_of(folder)
    assert [] == [finding.code for finding in checked(folder).findings]


def test_the_words_that_data_and_pages_give_a_kind_stay_on_both_sides(tmp_path: Path) -> None:
    folder = made(tmp_path, PAGES)
    data = tmp_path / "network.json"
    run(folder, data)
    text = data.read_text().replace('"event": {}', '"event": {"de": ["Termine"], "fr": ["Fêtes"]}')
    data.write_text(text)
    edit(folder / "index.md", "kinds: [event]", "kinds: {event: [Fairs]}")
    edit(folder / "index.md", "### Events", "### Fairs")
    run(folder, data)
    words = {"de": ("Termine",), "fr": ("Fêtes",), "en": ("Fairs",)}
    assert words == dict(read(data).about.kinds["event"])
    assert "### Veranstaltungen" in (folder / "index.de.md").read_text()
    assert ({}, {}) == (run(folder, data).texts, run(folder, data).state)


def test_kinds_that_only_the_data_declares_are_known_in_the_history(tmp_path: Path) -> None:
    bare = EN.replace("kinds: [event]\n", "")
    folder = made(tmp_path, {"index.md": bare})
    data = tmp_path / "network.json"
    write(Network([HELLO, FAIR], about=About(title="Allies", kinds={"event": {}})), data)
    sync(folder, data, history=True)
    day = read_history(folder).network["hello"].listed
    assert day == read(data)["fair"].listed is not None
    assert 2 == len(read_history(folder, kinds=["event"]).network)
    assert 1 == len(read_history(folder).network)


def test_history_follows_kinds_that_come_and_go(tmp_path: Path) -> None:
    git = GitFolder(tmp_path)
    bare = EN.partition("\n### Events")[0].replace("kinds: [event]\n", "") + "\n"
    as_tool = EN.replace("[event]", "[tool]").replace("### Events", "### Tools")
    for number, text in enumerate((bare, EN, as_tool, bare), 1):
        git.commit({"index.en.md": text}, day=f"2025-01-0{number}")
    history = read_history(tmp_path)
    assert ["hello"] == [entry.id for entry in history.network]
    seen = [list(history.at(f"2025-01-0{number}").kinds) for number in (1, 2, 3)]
    assert [["initiative"], ["initiative", "event"], ["initiative", "tool"]] == list(
        map(list, seen)
    )
    diffs = [changes.diff for changes in history.changes()]
    changes = [(len(diff.added), len(diff.changed), len(diff.removed)) for diff in diffs]
    assert [(1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)] == changes


PROSE = "Words.\n\n### Initiatives\n\n* [Hello](https://hello.example)\n"
FRONTS = {
    "YAML": "---\ntitle: Allies\n---\n\n",
    "TOML": '+++\ntitle = "Allies"\n+++\n\n',
    "JSON": '{"title": "Allies"}\n\n',
    "none": "",
}


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_pages_in_all_languages_give_back_what_was_written_onto_them(
    front: str, tmp_path: Path
) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    own = FRONTS["YAML"] + PROSE
    (folder / "index.en.md").write_text(own)
    for code in ("de", "fr", "ar"):
        (folder / f"index.{code}.md").write_text(front + PROSE)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        write(ALLIES, folder)
    told = [str(warning.message) for warning in caught]
    # German has other words for meetups, which a page without front matter cannot declare.
    assert (front == "") == any("index.de.md:1:1: [undeclared-kind]" in text for text in told)
    if front == "":
        (folder / "index.de.md").write_text(DE)
        write(ALLIES, folder)
    first = {path: path.read_text() for path in folder.iterdir()}
    write(ALLIES, folder)
    assert first == {path: path.read_text() for path in folder.iterdir()}
    assert {entry.name: entry.kind for entry in ALLIES} == kinds_of(folder)
    codes = {finding.code for finding in checked(folder).findings}
    assert codes <= {"foreign-heading"}  # the hand-written "Initiatives"
    data = tmp_path / "network.json"
    write(ALLIES, data)
    write(read(folder, language="en"), data)
    kept = read(data)
    assert ALLIES.about.kinds == kept.about.kinds
    assert list(ALLIES) == [entry.model_copy(update={"translations": {}}) for entry in kept]


def test_a_new_page_has_a_heading_for_concluded_entries_below_that_of_their_kind() -> None:
    past = Network([OLD], about=ABOUT)
    page = dumps(past, "markdown", language="de")
    assert "### Veranstaltungen\n\n#### Abgeschlossen\n\n* [Old](https://o.example)" in page
    again = loads(page, "markdown", language="de")
    assert [("event", "concluded")] == [(entry.kind, entry.status) for entry in again]


def test_words_in_another_language_are_declared_with_it() -> None:
    page = "---\ntitle: T\n---\n"
    text = dumps(ALLIES.by_kind("meetup"), "markdown", onto=page, language="fr")
    assert '{"event": [], "meetup": {"en": ["Meetups", "Meetup"]}}' in text
    meetup = loads(text, "markdown", language="fr").about.kinds["meetup"]
    assert {"en": ("Meetups", "Meetup")} == dict(meetup)


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_what_a_page_is_told_to_declare_is_what_it_reads(front: str, tmp_path: Path) -> None:
    broken = front.replace("title", "kinds")  # "Allies" is no kind
    page = tmp_path / "index.en.md"
    page.write_text(broken + PROSE)
    with pytest.warns(NetworkWarning) as caught:
        write(ALLIES, page)
    [remedy] = [str(w.message) for w in caught if "[undeclared-kind]" in str(w.message)]
    field = remedy.partition("Write `")[2].partition("` ")[0]
    lines = broken.splitlines() or ["---", "", "---"]
    if front.startswith("{"):
        lines[0] = f"{{{field}}}"
    else:
        lines[1] = field
    page.write_text("\n".join(lines) + "\n\n" + page.read_text().removeprefix(broken))
    assert {entry.name: entry.kind for entry in ALLIES} == kinds_of(page)


# Unions and differences


@pytest.mark.parametrize(
    "word",
    [
        *(
            "Talks (online)",
            "Talks (2)",
            "C++",
            "1. Talks",
            "Talks!",
            "🎉 Party",
            "Talks 🎉",
            "@home",
        ),
        *("„Talks“", "[Talks]", "<b>Talks</b>", "`Talks`", "Talks *x*", "- Talks", "> Talks"),
        *("Talks {#x}", "Meet-ups: x", "Q&A"),
    ],
)
def test_a_heading_whose_word_has_punctuation_is_read(word: str) -> None:
    kinds = {"talk": {"en": [word, "Talk x"]}}
    about = About(title="T", kinds=kinds)
    network = Network([Entry(kind="talk", id="a", name="A", url="https://a.example")], about=about)
    assert network[0] == loads(dumps(network, "markdown"), "markdown", language="en")[0]


def test_punctuation_does_not_make_a_built_in_heading_another() -> None:
    kinds = {"talk": {"en": ["Petitions!", "Talk"]}}
    page = "---\ntitle: T\n---\n## Petitions\n\n- [A](https://a.example)\n"
    assert "petition" == loads(page, "markdown", language="en", kinds=kinds)[0].kind


def test_a_union_has_the_words_of_both_networks_in_each_language() -> None:
    other = Network(about=About(kinds={"meetup": {"en": ["Gatherings"], "fr": ["Soirées"]}}))
    union = ALLIES.union(other)
    words = {"en": ("Meetups", "Meetup"), "de": ("Abende", "Abend"), "fr": ("Soirées",)}
    assert words == dict(union.network.about.kinds["meetup"])
    assert ["about.kinds.meetup.en"] == [finding.field for finding in union.findings]


def test_a_union_of_networks_that_mean_different_things_by_a_word_is_refused() -> None:
    other = Network(about=About(kinds={"party": {"en": ["Meetups"]}}))
    with pytest.raises(ArgumentError, match="'Meetups'"):
        ALLIES.union(other)


@pytest.mark.parametrize(("before", "after"), [(1, True), (0, False), (True, 1)])
def test_a_truth_is_no_number(before: Any, after: Any) -> None:
    old, new = (
        Network([HELLO.model_copy(update={"extra": {"own": own, "n": 2}})])
        for own in (before, after)
    )
    assert old != new
    assert [("extra",)] == [change.fields for change in old.diff(new).changed]
    assert FrozenMap({"own": before}) != {"own": after}
    assert FrozenMap({"own": before}) == {"own": before}
    assert FrozenMap({"own": before}) != [("own", before)]


# Types


def test_an_entry_of_a_declared_kind_is_a_value_like_others() -> None:
    entry = FAIR.model_copy(update={"extra": {"own": ("a", "b"), "yes": True}})
    assert entry == pickle.loads(pickle.dumps(entry)) == copy.deepcopy(entry)
    assert 1 == len({entry, FAIR.model_copy(update={"extra": {"yes": True, "own": ["a", "b"]}})})
    assert entry == Entry.model_validate_json(entry.model_dump_json())


def test_validation_makes_the_class_of_the_kind() -> None:
    adapter = TypeAdapter(list[Entry])
    entries = adapter.validate_json(adapter.dump_json(list(ALLIES)))
    assert [Initiative, Entry, Entry, Entry] == [type(entry) for entry in entries]
    assert Initiative is type(FAIR.model_copy(update={"kind": "initiative"}))


@pytest.mark.parametrize("kind", ["event", "petition"])
def test_a_copy_of_an_initiative_is_one(kind: str) -> None:
    with pytest.raises(ValidationError, match=r"Entry\.model_validate") as caught:
        HELLO.model_copy(update={"kind": kind})
    assert ["unknown-kind"] == [detail["type"] for detail in caught.value.errors()]
    changed = Entry.model_validate({**HELLO.given(), "kind": kind})
    assert (kind, HELLO.name) == (changed.kind, changed.name)


@pytest.mark.parametrize("values", [{}, {"kind": None}])
def test_an_entry_without_a_kind_is_refused_in_words_of_this_package(values: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        Entry.model_validate(values)
    assert ["missing-key"] == [detail["type"] for detail in caught.value.errors()]


def test_a_class_of_ones_own_may_name_a_declared_kind() -> None:
    class Event(Entry, frozen=True):
        kind: Literal["event"] = "event"

    event = Event(id="e", name="E", url="https://e.example")
    network = Network([event], about=ABOUT)
    assert [event] == list(network.by_kind("event"))
    assert Entry is type(loads(dumps(network))[0])


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(TypeAdapter(Network[Entry]).json_schema())


@given(own_networks)
def test_the_schema_of_entries_accepts_what_is_written(network: Network[Entry]) -> None:
    assert [] == list(validator().iter_errors(json.loads(dumps(network))))


def test_the_schema_of_entries_does_not_depend_on_what_was_made_before() -> None:
    Entry.model_validate(FAIR.model_dump())
    schema = TypeAdapter(list[Entry]).json_schema()
    choices = [choice.get("type", "reference") for choice in schema["$defs"]["Entry"]["oneOf"]]
    assert ["reference", "reference", "object"] == choices


def test_a_network_counts_kinds_in_the_words_that_it_gives_them() -> None:
    kinds = {"party": {"en": ["Parties", "Party"]}, "ngo": {"en": ["NGOs"]}, "event": {}}
    party = Entry(kind="party", id="p", name="P", url="https://p.example")
    ngo = Entry(kind="ngo", id="n", name="N", url="https://n.example")
    network = Network([party, ngo, FAIR, OLD], about=About(kinds=kinds))
    assert "(1 party, 1 NGOs, 2 events, 1 concluded)" in repr(network)
    assert "2 parties" in repr(
        Network([party, party.model_copy(update={"id": "q"})], about=network.about)
    )


@pytest.mark.parametrize(
    ("about", "entry"),
    [
        ({"kinds": {"Event": {}}}, {}),
        ({"kinds": {"petition": {}}}, {}),
        ({"kinds": {"concluded": {"en": ["Done"]}}}, {}),
        ({"kinds": {"meetup": {"en": []}}}, {}),
        ({"kinds": {f"k{number}": {"en": [f"K{number}"]} for number in range(101)}}, {}),
        ({}, {"extra": {"Own": 1}}),
        ({}, {"extra": {"own": 2**53}}),
        ({}, {"extra": {"own": None}}),
        ({}, {"extra": {f"f{number}": 1 for number in range(101)}}),
        ({}, {"kind": "Event"}),
    ],
)
def test_the_schema_refuses_what_reading_refuses(about: Any, entry: Any) -> None:
    entry = {"kind": "petition", "id": "x", "name": "X", "url": "https://x.example", **entry}
    document = {"version": 1, "about": {"title": "T", **about}, "entries": [entry]}
    schema = Draft202012Validator(json.loads(read_bytes("network.schema.json")))
    assert not schema.is_valid(document)
    with pytest.raises(DataError):
        loads(json.dumps(document))


def test_a_shell_completes_the_kinds_of_the_network_that_is_read(tmp_path: Path) -> None:
    write(ALLIES, tmp_path / "n.json")
    (tmp_path / "bad.json").write_text("{")
    for words, offered in (
        (["--from", "n.json", "--kind", "e"], ["event"]),
        (["--from", "bad.json", "--kind", ""], ["initiative", "petition"]),
        (["--from", "-", "--kind", "i"], ["initiative"]),
    ):
        env = {
            "_LEAVEX_NETWORK_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["leavex-network", "list", *words]),
            "COMP_CWORD": str(len(words) + 1),
        }
        lines = cli("--help", env=env, cwd=tmp_path).stdout.decode().splitlines()
        assert offered == [line.partition(",")[2] for line in lines]


def test_the_card_of_an_entry_shows_its_kind_and_its_own_fields(tmp_path: Path) -> None:
    fair = FAIR.model_copy(update={"extra": {"open": True, "tags": ["a", "b"]}})
    write(Network([fair], about=ABOUT), tmp_path / "n.json")
    shown = cli("show", "fair", "--from", "n.json", "--language", "de", cwd=tmp_path)
    facts = dict(
        line.split(maxsplit=1) for line in shown.stdout.decode().splitlines() if " " in line
    )
    assert ("Veranstaltung", "true", "a, b") == (facts["Art"], facts["open"], facts["tags"])


# What is published

OWN = HELLO.model_copy(update={"extra": {"mastodon": "@x@x.example", "members": 5}})
WITH_OWN = Network([OWN, FAIR], about=ABOUT)


def published(*own_fields: str) -> str:
    """Return all JSON files of a web folder as one text."""
    options = embedding.Options(("en", "de"), api=True, extra=own_fields)
    files = dict(web.files(WITH_OWN, options))
    return "".join(text for name, text in files.items() if name != "api/v1/schema.json")


def test_a_web_folder_publishes_the_own_fields_that_are_named_and_no_others() -> None:
    assert "extra" not in published()
    text = published("mastodon")
    assert "@x@x.example" in text
    assert '"members"' not in text


def test_an_own_field_to_publish_that_no_entry_has_gets_a_suggestion() -> None:
    with pytest.raises(UnknownValueError) as caught:
        published("mastodn")
    assert ["mastodon"] == list(caught.value.suggestions)


def test_a_localized_network_keeps_its_languages_without_own_fields() -> None:
    german = WITH_OWN.localize("de").with_own_fields(["members"])
    assert [{"members": 5}, {}] == [dict(entry.extra) for entry in german]
    assert "en" == german.in_all_languages().about.language
