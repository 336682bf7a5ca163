"""Kinds that a network declares, and fields of one's own: in queries, types, pages and formats."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nanoarrow
import pytest
from click.testing import CliRunner
from hypothesis import given
from pydantic import ValidationError
from strategies import listed_networks, networks, own_networks

from leavex_network import Entry, Initiative, Network, Petition, dumps, load, loads, read, write
from leavex_network.cli.app import app
from leavex_network.cli.sources import kinds_of
from leavex_network.errors import (
    ArgumentError,
    ArgumentTypeError,
    DataError,
    NetworkWarning,
    UnknownValueError,
)
from leavex_network.files.checking import findings
from leavex_network.findings import Finding
from leavex_network.models import About
from leavex_network.models.kinds import (
    NO_KINDS,
    as_kinds,
    heading,
    kind_named,
    singular,
    united_kinds,
    usual,
)
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.rendering.view import View
from leavex_network.text.folding import fold

KINDS = {"event": {}, "meetup": {"en": ["Meetups", "Meetup"], "de": ["Treffen"]}}
EVENT = Entry(kind="event", id="e", name="Fair", url="https://e.example")
MEETUP = Entry(kind="meetup", id="m", name="Circle", url="https://m.example")
PETITION = Petition(id="p", name="Leave", url="https://p.example")


def network(*entries: Entry, **about: Any) -> Network[Entry]:
    """Return a network with two declared kinds."""
    return Network(entries or (PETITION, EVENT, MEETUP), about=About(kinds=KINDS, **about))


def findings_of(path: Path) -> list[Finding]:
    """Return the findings of a page or folder, without that of a language that is assumed."""
    return [finding for finding in findings(path)[0] if finding.code != "language-assumed"]


def problem(**about: Any) -> tuple[str, str]:
    """Return the code and the message of the problem of some metadata."""
    with pytest.raises(ValidationError) as caught:
        About(**about)
    [detail] = caught.value.errors()
    return detail["type"], detail["msg"]


# Declaring kinds


def test_an_entry_of_a_declared_kind_is_an_entry_of_its_network() -> None:
    assert [PETITION, EVENT, MEETUP] == list(network())
    assert Entry is type(network()["e"])
    assert ["petition", "event", "meetup"] == list(network().kinds)


@pytest.mark.parametrize(("kind", "suggestion"), [("evnt", "'event'"), ("tool", '{"tool": {}}')])
def test_a_kind_that_is_not_declared_is_refused_with_its_declaration(
    kind: str, suggestion: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        network(EVENT.model_copy(update={"kind": kind}))
    [detail] = caught.value.errors()
    assert ("unknown-kind", ("entries", 0, "kind")) == (detail["type"], detail["loc"])
    assert suggestion in detail["msg"]


def test_in_json_the_problem_of_a_kind_has_its_position() -> None:
    text = dumps(network()).replace('"event": {},', '"tool": {},')
    with pytest.raises(DataError) as caught:
        loads(text)
    [finding] = caught.value.problems
    assert ("unknown-kind", "e", "kind") == (finding.code, finding.entry, finding.field)
    assert text.splitlines()[(finding.line or 0) - 1].strip() == '"kind": "event",'


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        ({"petition": {}}, "unknown-kind"),
        ({"petitions": {"en": ["P"]}}, "unknown-kind"),
        ({"concluded": {"en": ["C"]}}, "unknown-kind"),
        ({"host": {"en": ["Hosts"]}}, "unknown-kind"),
        ({"meetup": {}}, "unknown-kind"),
        ({"Event": {}}, "bad-id"),
        ({"meetup": {"en": []}}, "bad-value"),
        ({"meetup": {"en": [""]}}, "invalid-text"),
        ({"meetup": {"en": [f"w{number}" for number in range(51)]}}, "too-large"),
        ({"meetup": {"en": "Meetups"}}, "tuple_type"),
        ({"meetup": {"xx-": ["Meetups"]}}, "unknown-language"),
        ({"meetup": {"en": ["Petitions"]}}, "repeated-value"),
        ({"meetup": {"en": ["Meetups", "\U0001f389"]}}, "invalid-text"),
        ({"meetup": {"de": ["Abgeschlossen"]}}, "repeated-value"),
        ({"meetup": {"en": ["Events", "Event"]}, "event": {}}, "repeated-value"),
        ({"a": {"en": ["Things"]}, "b": {"en": ["THINGS"]}}, "repeated-value"),
        ({f"k{number}": {"en": [f"K{number}"]} for number in range(101)}, "too-large"),
    ],
)
def test_kinds_that_could_not_be_told_apart_are_refused(kinds: Any, code: str) -> None:
    assert code == problem(kinds=kinds)[0]


def test_a_misspelt_usual_kind_gets_a_suggestion() -> None:
    assert "'event'" in problem(kinds={"evnt": {}})[1]


def test_names_of_usual_kinds_declare_them() -> None:
    assert as_kinds({"event": {}, "tool": {}}) == as_kinds(["event", "tool"])
    assert NO_KINDS == as_kinds(None) == as_kinds([])


@pytest.mark.parametrize("given", ["event", 5])
def test_kinds_of_another_type_are_refused(given: Any) -> None:
    with pytest.raises(ArgumentTypeError):
        as_kinds(given)


def test_kinds_without_words_are_an_error_of_the_argument() -> None:
    with pytest.raises(ArgumentError, match="'evnt'"):
        loads("", "markdown", kinds=["evnt"])


# Their words


@pytest.mark.parametrize("code", WITH_NAMES)
def test_each_word_of_a_usual_kind_names_it_alone(code: str) -> None:
    kinds = as_kinds(usual())
    for kind, words in language(code).kinds.items():
        assert {kind} == {kind_named(word, kinds) for word in words}
        assert len(words) == len(set(map(fold, words)))


@pytest.mark.parametrize("code", WITH_NAMES)
def test_the_heading_of_a_built_in_kind_is_what_pages_write(code: str) -> None:
    words = language(code)
    for kind, key in (("initiative", "initiatives"), ("petition", "petitions")):
        assert words.page[key][0] == words.kinds[kind][0] == heading(kind, code)


def test_a_usual_kind_has_words_in_every_language_and_others_fall_back() -> None:
    kinds = as_kinds(KINDS)
    assert "Veranstaltungen" == heading("event", "de-AT", kinds)
    assert "Events" == heading("event", "zh-Hant", kinds)
    assert "Meetups" == heading("meetup", "fr", kinds)
    assert "Treffen" == heading("meetup", "de", kinds) == singular("meetup", "de", kinds)
    assert "Meetup" == singular("meetup", "en", kinds)
    assert "Wieczory" == heading("evening", "fr", as_kinds({"evening": {"pl": ["Wieczory"]}}))


def test_a_declared_word_replaces_that_of_the_package_in_its_language() -> None:
    kinds = as_kinds({"event": {"de": ["Termine", "Termin"]}})
    assert ("Termine", "Events") == (heading("event", "de", kinds), heading("event", "en", kinds))
    assert "event" == kind_named("veranstaltung", kinds)


def test_a_declared_kind_goes_before_the_further_words_of_a_built_in_one() -> None:
    assert "initiative" == kind_named("Kampagne")
    assert "campaign" == kind_named("Kampagne", as_kinds(["campaign"]))
    assert "initiative" == kind_named("Campaign", is_usual=True)
    assert "campaign" == kind_named("campaign", is_usual=True)
    assert "event" == kind_named("Évènements", is_usual=True)
    assert kind_named("Évènements") is None


def test_united_kinds_have_the_words_of_both_and_the_first_stand() -> None:
    first, second = as_kinds({"a": {"en": ["As"]}}), as_kinds({"a": {"en": ["Bs"], "de": ["Aas"]}})
    assert {"de": ("Aas",), "en": ("As",)} == dict(united_kinds(first, second)["a"])


# Queries and types


def test_declared_kinds_are_queried_like_the_others() -> None:
    assert [EVENT] == list(network().by_kind("event"))
    assert [EVENT] == list(network().by_kind("Event"))
    assert [EVENT, MEETUP] == list(network().filter(kind="event,meetup"))
    assert [EVENT] == list(network().kinds["event"])
    assert [] == list(network(PETITION).by_kind("event"))


def test_a_kind_that_a_network_does_not_declare_is_unknown_to_its_queries() -> None:
    with pytest.raises(UnknownValueError) as caught:
        network().by_kind("evnt")
    assert ["event"] == list(caught.value.suggestions)
    with pytest.raises(UnknownValueError):
        load().filter(kind="event")


def test_a_union_has_the_kinds_and_own_fields_of_both() -> None:
    left = Network([PETITION.model_copy(update={"extra": {"a": 1, "b": "x"}})])
    right = Network(
        [PETITION.model_copy(update={"extra": {"b": "y", "c": True}}), EVENT],
        about=About(kinds={"event": {}}),
    )
    union = left.union(right)
    assert {"event": {}} == {kind: dict(words) for kind, words in union.network.about.kinds.items()}
    assert {"a": 1, "b": "x", "c": True} == dict(union.network["p"].extra)
    assert ["extra.b"] == [finding.field for finding in union.findings]


def test_the_sections_of_a_view_have_declared_kinds_behind_the_others() -> None:
    shuffled = network(MEETUP, EVENT, PETITION)
    sections = View.of(shuffled, "de").sections
    assert ["Petitionen", "Veranstaltungen", "Treffen"] == [group.heading for group in sections]


# Own fields


@pytest.mark.parametrize(
    "value", ["@x@social.example", "", 5, -0.5, True, ["a", "b"], [], 2**53 - 1]
)
def test_strings_numbers_booleans_and_lists_of_strings_are_own_fields(value: Any) -> None:
    entry = PETITION.model_copy(update={"extra": {"own": value}})
    expected = tuple(value) if isinstance(value, list) else value
    assert (expected, type(expected)) == (entry.extra["own"], type(entry.extra["own"]))
    assert entry == loads(dumps(Network([entry])))[0]


@pytest.mark.parametrize(
    "extra",
    [
        {"own": None}, {"own": {"a": 1}}, {"own": [1]}, {"own": float("nan")}, {"own": 2**53},
        {"own": "a\u202eb"}, {"own": "two\nlines"}, {"Own": 1}, {"": 1},
        {f"f{number}": 1 for number in range(101)},
    ],
)  # fmt: skip
def test_other_values_of_own_fields_are_refused(extra: Any) -> None:
    with pytest.raises(ValidationError):
        PETITION.model_copy(update={"extra": extra})


def test_rows_and_arrow_have_the_own_fields() -> None:
    entry = PETITION.model_copy(update={"extra": {"own": ["é"], "n": 1.5}})
    [row] = Network([entry]).rows()
    assert {"own": ["é"], "n": 1.5} == row["extra"]
    [json_row] = Network([entry]).rows(mode="json")
    assert {"own": ["é"], "n": 1.5} == json_row["extra"]
    [arrow_row] = nanoarrow.ArrayStream(Network([entry])).read_all().to_pylist()
    assert '{"own":["é"],"n":1.5}' == arrow_row["extra"]


def test_a_card_shows_own_fields_and_a_page_does_not() -> None:
    entry = PETITION.model_copy(update={"extra": {"mastodon": "@x<y", "tags": ["a", "b"]}})
    card = entry._repr_html_()
    assert "mastodon: @x&lt;y" in card
    assert "tags: a, b" in card
    about = About(url="https://x.example/")
    for name in ("markdown", "html", "atom"):
        assert "mastodon" not in dumps(Network([entry], about=about), name)


# Pages

PAGE = """---
title: T
kinds: [event]
---

### Petitions

* [Leave](https://p.example)

### Events

* [Fair](https://e.example)

#### Concluded

* [Old fair](https://o.example)
"""


def test_a_page_declares_its_kinds_in_its_front_matter() -> None:
    read_back = loads(PAGE, "markdown", language="en")
    assert ["petition", "event", "event"] == [entry.kind for entry in read_back]
    assert ["active", "active", "concluded"] == [entry.status for entry in read_back]
    assert as_kinds(["event"]) == read_back.about.kinds
    assert PAGE == dumps(read_back, "markdown", onto=PAGE)


@pytest.mark.parametrize(
    ("declaration", "kinds"),
    [
        ("kinds: event", {"event": {}}),
        ("kinds: {event: }", {"event": {}}),
        ("kinds:\n  - event", {"event": {}}),
        ("kinds: {event: [Events, Event]}", {"event": {"en": ["Events", "Event"]}}),
        (
            "kinds: [event, {meetup: [Meetups, Meetup]}]",
            {"event": {}, "meetup": {"en": ["Meetups", "Meetup"]}},
        ),
        ("kinds: {event: Events}", {"event": {"en": ["Events"]}}),
        (
            "kinds:\n  event: {en: [Events], de: Termine}",
            {"event": {"en": ["Events"], "de": ["Termine"]}},
        ),
    ],
)
def test_kinds_are_declared_by_names_or_by_words(declaration: str, kinds: Any) -> None:
    text = PAGE.replace("kinds: [event]", declaration)
    assert as_kinds(kinds) == loads(text, "markdown", language="en").about.kinds


@pytest.mark.parametrize(
    "front",
    ['+++\nkinds = ["event"]\n[cascade]\na = 1\n+++\n', '{"title": "T", "kinds": {"event": []}}\n'],
)
def test_toml_and_json_declare_kinds_too(front: str) -> None:
    text = front + PAGE.partition("---\n\n")[2]
    assert as_kinds(["event"]) == loads(text, "markdown", language="en").about.kinds


@pytest.mark.parametrize(
    "declaration",
    ["kinds: [evnt]", "kinds: [[event]]", "kinds: 5", "kinds: {event: 5}", "kinds: [petition]"],
)
def test_kinds_that_are_declared_in_a_wrong_way_are_reported(
    declaration: str, tmp_path: Path
) -> None:
    page = tmp_path / "index.md"
    page.write_text(PAGE.replace("kinds: [event]", declaration))
    codes = [finding.code for finding in findings_of(page)]
    assert {"unread-text", "unknown-heading"} == set(codes)


def test_kinds_of_the_caller_have_headings_too() -> None:
    text = PAGE.replace("kinds: [event]\n", "")
    assert 3 == len(loads(text, "markdown", language="en", kinds=["event"]))


def test_kinds_of_the_caller_that_contradict_the_page_go_before_it(tmp_path: Path) -> None:
    page = tmp_path / "index.md"
    page.write_text(PAGE)
    with pytest.warns(Warning, match="unread-text"):
        network = read(page, language="en", kinds={"fair": {"en": ["Events"]}})
    assert ["petition", "fair", "fair"] == [entry.kind for entry in network]


def test_an_unknown_heading_that_is_a_usual_kind_says_how_to_declare_it(tmp_path: Path) -> None:
    page = tmp_path / "index.md"
    page.write_text(PAGE.replace("kinds: [event]\n", ""))
    [finding] = [finding for finding in findings_of(page) if finding.code == "unknown-heading"]
    assert "kinds: [event]" in finding.remedy


FRONTS = {
    "YAML": "---\ntitle: T\n---\n",
    "YAML with CRLF": "---\r\ntitle: T\r\n---\r\n",
    "YAML with kinds": "---\nkinds: [tool]\ntitle: T\n---\n",
    "YAML with a list of kinds": "---\nkinds:\n- tool\ntitle: T\n---\n",
    "TOML": "+++\ntitle = 'T'\n[cascade]\na = 1\n+++\n",
    "TOML with kinds": "+++\nkinds = ['tool'] # ]\ntitle = 'T'\n+++\n",
    "TOML with words": "+++\nkinds = {tool = ['Tools ]', 'Tool']}\ntitle = 'T'\n+++\n",
    "TOML with kinds in a text": (
        "+++\ntitle = 'T'\na = '''\nkinds = [tool]\n'''\nkinds = ['tool']\n+++\n"
    ),
    "JSON with kinds inside": '{"title": "T", "a": {"kinds": ["tool"]}, "kinds": ["tool"]}\n',
    "JSON": '{"title": "T"}\n',
    "JSON with kinds": '{\n  "title": "T",\n  "kinds": {\n    "tool": []\n  }\n}\n',
    "empty JSON": "{}\n",
    "empty YAML": "---\n---\n",
}


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
@pytest.mark.parametrize(
    "kinds", [["event", "tool"], {**KINDS, "tool": {}}], ids=["names", "words"]
)
def test_writing_an_entry_of_a_kind_declares_it(front: str, kinds: Any) -> None:
    before = Network([PETITION, EVENT], about=About(kinds=as_kinds(kinds), title="T"))
    page = front + "\n### Petitions\n\n* [Leave](https://p.example)\n"
    text = dumps(before, "markdown", onto=page)
    assert "### Events" in text
    read_back = loads(text, "markdown", language="en")
    assert [("petition", "Leave"), ("event", "Fair")] == [(e.kind, e.name) for e in read_back]
    assert text == dumps(before, "markdown", onto=text)


@pytest.mark.parametrize(
    "front",
    [
        "",
        "---\ntitle: [\n---\n\n",
        "+++\nkinds = 'tool'\n+++\n\n",
        "---\nkinds: [evnt]\n---\n\n",
        "---\nkinds: &own [tool]\nmine: *own\n---\n\n",
        '{"kinds": "tool"}\n\n',
    ],
)
def test_a_page_whose_front_matter_cannot_declare_a_kind_is_reported(front: str) -> None:
    kinds = as_kinds(["event", "tool"])
    before = Network([EVENT], about=About(kinds=kinds))
    with pytest.warns(NetworkWarning) as caught:
        dumps(before, "markdown", onto=f"{front}### Petitions\n")
    assert any("[undeclared-kind]" in str(warning.message) for warning in caught)


@pytest.mark.parametrize("status", ["active", "concluded"])
def test_a_page_without_headings_gets_no_heading_for_another_kind(status: str) -> None:
    event = EVENT.model_copy(update={"status": status})
    with pytest.raises(DataError) as caught:
        dumps(network(PETITION, event), "markdown", onto="* [Leave](https://p.example)\n")
    assert ["no-section"] == [finding.code for finding in caught.value.problems]


def test_a_kind_that_one_page_of_a_folder_declares_is_one_on_all(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(PAGE)
    german = PAGE.replace("kinds: [event]\n", "").replace("Petitions", "Petitionen")
    german = german.replace("Events", "Veranstaltungen").replace("Concluded", "Abgeschlossen")
    (tmp_path / "index.de.md").write_text(german)
    assert [] == [finding.code for finding in findings_of(tmp_path)]
    assert ["petition", "event", "event"] == [entry.kind for entry in read(tmp_path, language="en")]


def test_pages_that_give_one_word_to_two_kinds_are_reported(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(PAGE.replace("[event]", "{event: [Events]}"))
    (tmp_path / "index.de.md").write_text(PAGE.replace("[event]", "{fair: [Events]}"))
    assert "unread-text" in [finding.code for finding in findings_of(tmp_path)]


def test_a_heading_of_a_kind_in_another_language_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(PAGE)
    german = PAGE.replace("Petitions", "Petitionen").replace("Concluded", "Abgeschlossen")
    (tmp_path / "index.de.md").write_text(german)
    [finding] = findings_of(tmp_path)
    assert ("foreign-heading", True) == (finding.code, "'Veranstaltungen'" in finding.remedy)


def test_a_kind_with_words_in_other_languages_only_has_no_foreign_heading(tmp_path: Path) -> None:
    page = PAGE.replace("[event]", "{meetup: {pl: [Events]}}")
    (tmp_path / "index.md").write_text(page)
    assert [] == [finding.code for finding in findings_of(tmp_path)]


def test_pages_give_their_kinds_to_a_file_that_lacks_them(tmp_path: Path) -> None:
    data = tmp_path / "network.json"
    write(Network([PETITION]), data)
    write(loads(PAGE, "markdown", language="en"), data)
    assert ["event"] == list(read(data).about.kinds)
    write(loads(PAGE, "markdown", language="en"), data)
    assert 3 == len(read(data))


# The command line


def test_kinds_of_the_command_line_are_names_and_words_in_several_languages(tmp_path: Path) -> None:
    page, data = tmp_path / "index.en.md", tmp_path / "network.json"
    page.write_text("### Meetups\n\n* [A](https://a.example)\n")
    kinds = ["--kinds", "event, meetup=Meetups/Meetup,", "--kinds", "meetup=de:Treffen"]
    done = CliRunner().invoke(app, ["convert", str(page), str(data), *kinds])
    assert 0 == done.exit_code, done.output
    expected = {"event": {}, "meetup": {"en": ["Meetups", "Meetup"], "de": ["Treffen"]}}
    assert as_kinds(expected) == read(data).about.kinds
    assert ["meetup"] == list(read(data).kinds)


def test_the_words_of_a_kind_may_be_in_several_options() -> None:
    expected = {"meetup": {"en": ["Meetups", "Meetup", "Gatherings"]}}
    assert as_kinds(expected) == kinds_of(["meetup=Meetups/Meetup", "meetup=Gatherings"])


def test_new_headings_of_kinds_are_in_the_order_of_their_declaration() -> None:
    entries = [
        Entry(kind=kind, id=kind, name=kind, url=f"https://{kind}.example")
        for kind in ("article", "event", "tool")
    ]
    network = Network(entries, about={"kinds": {"tool": {}, "event": {}, "article": {}}})
    text = dumps(network, "markdown", onto="---\ntitle: T\n---\n\n### Initiatives\n")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert ["Tools", "Events", "Articles"] == [line.lstrip("# ") for line in headings][-3:]


# Laws


@given(own_networks)
def test_json_keeps_kinds_and_own_fields(network: Network[Entry]) -> None:
    assert network == loads(dumps(network))
    assert dumps(network) == dumps(loads(dumps(network)))


@given(listed_networks)
def test_a_page_keeps_the_kind_of_each_entry(network: Network[Entry]) -> None:
    text = dumps(network, "markdown")
    read_back = loads(text, "markdown", language="en")
    expected = {(entry.kind, entry.status, entry.name) for entry in network}
    assert expected == {(entry.kind, entry.status, entry.name) for entry in read_back}
    assert text == dumps(network, "markdown", onto=text)
    assert text == dumps(read_back, "markdown", onto=text)


@given(listed_networks, listed_networks)
def test_a_page_takes_over_other_kinds(before: Network[Entry], after: Network[Entry]) -> None:
    text = dumps(after, "markdown", onto=dumps(before, "markdown"), prune=True)
    read_back = loads(text, "markdown", language="en")
    expected = {(entry.kind, entry.status, entry.name) for entry in after}
    assert expected == {(entry.kind, entry.status, entry.name) for entry in read_back}
    assert text == dumps(after, "markdown", onto=text)


@given(own_networks)
def test_csv_keeps_kinds_and_own_fields(network: Network[Entry]) -> None:
    text = dumps(network, "csv")
    read_back = loads(text, "csv", language="en", kinds=network.about.kinds)
    assert network.localize("en").rows() == read_back.rows()
    assert text == dumps(read_back, "csv")


@given(own_networks)
def test_a_file_keeps_own_fields_that_its_pages_do_not_have(network: Network[Entry]) -> None:
    known = Network(unlike(network), about=About(kinds=network.about.kinds))
    text = dumps(known, "markdown")
    merged = loads(dumps(loads(text, "markdown", language="en"), onto=dumps(known)))
    assert {entry.id: (entry.kind, entry.extra) for entry in known} == {
        entry.id: (entry.kind, entry.extra) for entry in merged
    }


def unlike(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries with names and addresses that no page takes for those of another."""
    changed: list[Entry] = []
    for number, entry in enumerate(entries):
        values = {"kind": entry.kind, "status": entry.status, "extra": entry.extra, "id": entry.id}
        values |= {"name": f"Name {number}", "url": f"https://{number}.example"}
        changed.append(Entry.model_validate(values))
    return changed


@given(own_networks)
def test_arrow_keeps_kinds_and_own_fields(network: Network[Entry]) -> None:
    rows = nanoarrow.ArrayStream(network).read_all().to_pylist()
    kept = [(row["kind"], json.loads(row["extra"])) for row in rows]
    assert [(row["kind"], row["extra"]) for row in network.rows(mode="json")] == kept


@given(networks)
def test_a_network_without_declared_kinds_is_written_as_before(network: Network[Entry]) -> None:
    assert "kinds" not in json.loads(dumps(network))["about"]


def test_an_initiative_is_made_by_its_class() -> None:
    assert Initiative is type(loads(dumps(load()))[0])
