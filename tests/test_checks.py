"""`check`: what is wrong with a network, though it could be read."""

import json
from pathlib import Path

import pytest
from test_cli import error, run

import leavex_network
from leavex_network import (
    Entry,
    Finding,
    Initiative,
    Network,
    NetworkWarning,
    Petition,
    check,
    dumps,
    write,
)
from leavex_network.files import checking
from leavex_network.findings import CODES
from leavex_network.models import About, AboutTranslation, Accepted, Translation

A = Initiative(id="a", name="A", url="https://a.example")


def codes(network: Network[Entry]) -> list[tuple[str, str | None, str | None]]:
    return [(finding.code, finding.entry, finding.field) for finding in check(network)]


def test_the_bundled_network_has_nothing_but_what_is_accepted(network: Network[Entry]) -> None:
    assert () == check(network)
    unaccepted = Network(network, about=network.about.model_copy(update={"accepted": ()}))
    assert [("also-at-concluded", "cesser-dutiliser-x", "url")] == codes(unaccepted)


def test_one_address_under_two_ids_is_found() -> None:
    assert [("same-url", "b", "url")] == codes(
        Network([A, A.model_copy(update={"id": "b", "url": "HTTPS://A.example/"})])
    )


def test_the_main_address_of_an_active_entry_that_is_a_further_one_of_a_concluded_is_found() -> (
    None
):
    done = Petition(
        id="b",
        name="B",
        url="https://b.example",
        also_at=("https://a.example/",),
        status="concluded",
    )
    assert [("also-at-concluded", "a", "url")] == codes(Network([A, done]))
    assert [] == codes(Network([A, done.model_copy(update={"status": "active"})]))


def test_a_translation_that_is_older_than_its_original_is_found() -> None:
    texts = {"de": Translation(name="Ä", of="00000000"), "fr": Translation(name="À")}
    about = About(translations={"de": AboutTranslation(title="X", of="00000000")})
    network = Network([A.model_copy(update={"translations": texts})], about=about)
    assert [
        ("stale-translation", None, "about.translations.de"),
        ("stale-translation", "a", "translations.de"),
    ] == codes(network)
    digest = check(network)[1].remedy.split("'")[1]
    assert [("stale-translation", None, "about.translations.de")] == codes(
        Network(
            [A.model_copy(update={"translations": {"de": Translation(name="Ä", of=digest)}})],
            about=about,
        )
    )


def test_a_hashtag_in_the_text_that_the_list_lacks_is_found() -> None:
    entry = A.model_copy(
        update={
            "name": "#One",
            "description": "**#Two** [x](https://x.example/#no) #2025",
            "hashtags": ("two",),
        }
    )
    assert [("hashtag-missing", "a", "hashtags")] == codes(Network([entry]))


def test_what_is_accepted_is_left_out_and_counted(tmp_path: Path) -> None:
    about = About(accepted=(Accepted(code="same-url", entries=("b",), why="They share a page."),))
    network = Network(
        [A, A.model_copy(update={"id": "b"}), A.model_copy(update={"id": "c"})], about=about
    )
    write(network, tmp_path / "n.json")
    assert [("same-url", "c", "url")] == codes(network)
    found, accepted = checking.findings(tmp_path / "n.json")
    assert (["c"], 1) == ([finding.entry for finding in found], accepted)


def test_a_finding_in_json_has_its_place(tmp_path: Path) -> None:
    about = About(translations={"de": AboutTranslation(title="X", of="00000000")})
    write(Network([A, A.model_copy(update={"id": "b"})], about=about), tmp_path / "n.json")
    text = (tmp_path / "n.json").read_text().splitlines()
    found, _ = checking.findings(tmp_path / "n.json")
    assert ["stale-translation", "same-url"] == [finding.code for finding in found]
    assert text[(found[1].line or 0) - 1].lstrip() == '"url": "https://a.example",'
    assert '"de": {' in text[(found[0].line or 0) - 1]


def test_what_cannot_be_read_is_found_too(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text("{")
    assert ["invalid-json"] == [
        finding.code for finding in checking.findings(tmp_path / "n.json")[0]
    ]
    (tmp_path / "index.en.md").write_text(
        "### Petitions\n* [X](http://127.0.0.1/)\n* [A\u200bB](https://x.example)\n"
    )
    found, _ = checking.findings(tmp_path / "index.en.md")
    assert [("invalid-url", 2, "url"), ("invalid-text", 3, "name")] == [
        (finding.code, finding.line, finding.field) for finding in found
    ]
    assert ["invalid-url", "invalid-text"] == [
        finding.code for finding in checking.findings(tmp_path)[0]
    ]


def test_a_page_is_checked_alone_as_well(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("### Petitionen\n* [X](https://x.example) (Kanada)\n")
    found, _ = checking.findings(tmp_path / "index.md")
    assert ["language-assumed", "foreign-heading", "foreign-label"] == [
        finding.code for finding in found
    ]
    assert ([], 0) == checking.findings(tmp_path / "index.md", language="de")
    (tmp_path / "page.md").write_text("### X\n")
    assert ([], 0) == checking.findings(tmp_path / "page.md", language="ca", format="markdown")


def test_the_command_exits_with_1_on_findings_and_names_each(tmp_path: Path) -> None:
    write(Network([A, A.model_copy(update={"id": "b"})]), tmp_path / "n.json")
    done = run("check", "n.json", cwd=tmp_path)
    assert (1, b"1 finding\n") == (done.returncode, done.stderr)
    assert (
        b"n.json:19:14: [same-url] b, url: its address is also that of 'a'. Leave one of the two out"
        in done.stdout
    )
    github = run("check", "n.json", "--format", "github", cwd=tmp_path).stdout.decode()
    assert github.startswith(
        "::warning file=n.json,line=19,col=14,title=same-url::b, url: its address is also that of 'a'. Leave"
    )
    listed = json.loads(run("check", "n.json", "--format", "json", cwd=tmp_path).stdout)
    assert [("same-url", "warning", 19)] == [
        (each["code"], each["severity"], each["line"]) for each in listed
    ]
    assert json.loads(run("check", "--format", "json").stdout) == []


def test_an_annotation_of_a_whole_file_has_a_message_too(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text("")
    assert run("check", "n.json", "--format", "github", cwd=tmp_path).stdout.startswith(
        b"::error file=n.json,line=1,col=1,title=invalid-json::the text is"
    )


def test_the_command_checks_the_bundled_network_and_counts_what_is_accepted() -> None:
    done = run("check")
    assert (0, b"", b"Nothing found, 1 accepted\n") == (done.returncode, done.stdout, done.stderr)


def test_a_path_that_is_not_there_is_told() -> None:
    assert "does not exist" in error("check", "nosuch.json")


def test_every_code_says_whether_it_stops_and_whether_writing_mends_it() -> None:
    assert {"error", "warning"} == {code.severity for code in CODES.values()}
    assert {"entry-missing", "status-differs", "territory-differs"} == {
        name for name, code in CODES.items() if code.is_fixed_by_writing
    }
    assert isinstance(check(leavex_network.load()), tuple)
    assert Finding(code="same-url", message="x").remedy == ""


def test_a_page_onto_a_file_keeps_and_prunes() -> None:
    from leavex_network import loads

    old = Network(
        [
            A,
            A.model_copy(
                update={"id": "x", "url": "https://old.example", "note": "kept", "name": "Old"}
            ),
        ],
        about=About(title="T"),
    )
    page = loads(
        "### Initiatives\n* [**X**](https://new.example)\n* [**A**](https://a.example): New\n",
        "markdown",
        language="en",
    )
    with pytest.warns(
        NetworkWarning,
        match=r"\[not-in-network\] x: the file holds this entry, and what was read does not",
    ):
        text = dumps(page, onto=dumps(old))
    assert ["x", "x-2", "a"] == [entry.id for entry in loads(text)] or ["x-2", "a", "x"] == [
        entry.id for entry in loads(text)
    ]
    assert ["x-2", "a"] == [entry.id for entry in loads(dumps(page, onto=dumps(old), prune=True))]
    assert "kept" in text
    assert loads(text).about.title == "Network"
    again = loads("### Petitions\n* [P](https://p.example)\n", "markdown", language="en")
    concluded = Network(
        [
            Petition(
                id="p",
                name="P",
                url="https://p.example",
                status="concluded",
                concluded="2026-01-01",
            )
        ]
    )
    assert (None, "active") == (
        loads(dumps(again, onto=dumps(concluded)))[0].concluded,
        loads(dumps(again, onto=dumps(concluded)))[0].status,
    )
