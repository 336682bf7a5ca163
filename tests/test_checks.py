"""`check`: findings of a network that could be read."""

import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from helpers import warned, without_words
from test_cli import run

import leavex_network
from leavex_network import Entry, Finding, Initiative, Network, Petition, check, dumps, loads, write
from leavex_network.checks.accepted import without_accepted
from leavex_network.files import checking
from leavex_network.findings import CODES
from leavex_network.models import About, AboutTranslation, Accepted, Translation

A = Initiative(id="a", name="A", url="https://a.example")


def codes(network: Network[Entry]) -> list[tuple[str, str | None, str | None]]:
    return [(finding.code, finding.entry, finding.field) for finding in check(network)]


def test_the_bundled_network_has_only_accepted_findings(network: Network[Entry]) -> None:
    assert () == check(network)
    unaccepted = Network(network, about=network.about.model_copy(update={"accepted": ()}))
    assert [("also-at-concluded", "cesser-dutiliser-x", "url")] == codes(unaccepted)


def test_one_url_of_two_entries_is_reported() -> None:
    assert [("same-url", "b", "url")] == codes(
        Network([A, A.model_copy(update={"id": "b", "url": "HTTPS://A.example/"})])
    )


def test_the_main_url_of_an_active_entry_listed_for_a_concluded_one_is_reported() -> None:
    done = Petition(
        id="b",
        name="B",
        url="https://b.example",
        also_at=("https://a.example/",),
        status="concluded",
    )
    assert [("also-at-concluded", "a", "url")] == codes(Network([A, done]))
    assert [] == codes(Network([A, done.model_copy(update={"status": "active"})]))


def test_a_translation_of_an_older_original_is_reported() -> None:
    texts = {"de": Translation(name="Ä", of="00000000"), "fr": Translation(name="À")}
    about = About(translations={"de": AboutTranslation(title="X", of="00000000")})
    network = Network([A.model_copy(update={"translations": texts})], about=about)
    assert [
        ("stale-translation", None, "about.translations.de"),
        ("stale-translation", "a", "translations.de"),
    ] == codes(network)
    (digest,) = re.findall("[0-9a-f]{8}", check(network)[1].remedy)
    assert [("stale-translation", None, "about.translations.de")] == codes(
        Network(
            [A.model_copy(update={"translations": {"de": Translation(name="Ä", of=digest)}})],
            about=about,
        )
    )


def test_an_unassigned_character_is_reported_in_every_text() -> None:
    about = About(title="X\u0378", translations={"de": AboutTranslation(description="a\u0378b")})
    entry = A.model_copy(
        update={
            "note": "\u0379 \u0378",
            "hashtags": ("LeaveX", "X\u0378"),
            "translations": {"de": Translation(name="\u0378")},
        }
    )
    assert [
        ("unassigned-character", None, "about.title"),
        ("unassigned-character", None, "about.translations.de.description"),
        ("unassigned-character", "a", "hashtags.1"),
        ("unassigned-character", "a", "note"),
        ("unassigned-character", "a", "translations.de.name"),
    ] == codes(Network([entry], about=about))


def test_an_emoji_is_not_reported_whatever_its_age() -> None:
    entry = A.model_copy(update={"name": "\U0001fae9 \U0001faef \U0001faff é\u00a0€"})
    assert [] == codes(Network([entry]))


def test_a_hashtag_in_the_text_but_not_in_the_list_is_reported() -> None:
    entry = A.model_copy(
        update={
            "name": "#One",
            "description": "**#Two** [x](https://x.example/#no) #2025",
            "hashtags": ("two",),
        }
    )
    assert [("hashtag-missing", "a", "hashtags")] == codes(Network([entry]))


def test_a_hashtag_in_the_text_is_listed_in_either_normalization_form() -> None:
    entry = A.model_copy(update={"description": "#E\u0301te\u0301", "hashtags": ("été",)})
    assert [] == codes(Network([entry]))


@pytest.mark.parametrize(
    "url", ["https://A.example:443/%7e", "https://a.example/~/", "https://a.example/%7E"]
)
def test_two_spellings_of_an_address_are_reported(url: str) -> None:
    first = A.model_copy(update={"url": "https://a.example/~"})
    second = A.model_copy(update={"id": "b", "url": url})
    assert [("same-url", "b", "url")] == codes(Network([first, second]))


def test_accepted_findings_are_omitted_and_counted(tmp_path: Path) -> None:
    about = About(accepted=(Accepted(code="same-url", entries=("b",), why="They share a page."),))
    network = Network(
        [A, A.model_copy(update={"id": "b"}), A.model_copy(update={"id": "c"})], about=about
    )
    write(network, tmp_path / "n.json")
    assert [("same-url", "c", "url")] == codes(network)
    findings, accepted = checking.findings(tmp_path / "n.json")
    assert (["c"], 1) == ([finding.entry for finding in findings], accepted)


def test_a_finding_in_json_has_its_line(tmp_path: Path) -> None:
    about = About(translations={"de": AboutTranslation(title="X", of="00000000")})
    write(Network([A, A.model_copy(update={"id": "b"})], about=about), tmp_path / "n.json")
    text = (tmp_path / "n.json").read_text().splitlines()
    findings, _ = checking.findings(tmp_path / "n.json")
    assert ["stale-translation", "same-url"] == [finding.code for finding in findings]
    assert text[(findings[1].line or 0) - 1].lstrip() == '"url": "https://a.example",'
    assert '"de": {' in text[(findings[0].line or 0) - 1]


def test_problems_of_reading_are_findings(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text("{")
    assert ["invalid-json"] == [
        finding.code for finding in checking.findings(tmp_path / "n.json")[0]
    ]
    (tmp_path / "index.en.md").write_text(
        "### Petitions\n* [X](http://127.0.0.1/)\n* [A\u200bB](https://x.example)\n"
    )
    findings, _ = checking.findings(tmp_path / "index.en.md")
    assert [("unread-item", 2, "X"), ("unread-item", 3, r"A\u200bB")] == [
        (finding.code, finding.line, finding.entry) for finding in findings
    ]
    assert findings == checking.findings(tmp_path)[0]


def test_a_single_page_is_checked(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("### Petitionen\n* [X](https://x.example) (Kanada)\n")
    findings, _ = checking.findings(tmp_path / "index.md")
    assert ["language-assumed", "foreign-heading", "foreign-label"] == [
        finding.code for finding in findings
    ]
    assert ([], 0) == checking.findings(tmp_path / "index.md", language="de")
    (tmp_path / "page.md").write_text("### X\n")
    assert ([], 0) == checking.findings(tmp_path / "page.md", language="ca", format="markdown")


def test_the_command_prints_each_finding_and_exits_with_1(tmp_path: Path) -> None:
    write(Network([A, A.model_copy(update={"id": "b"})]), tmp_path / "n.json")
    done = run("check", "n.json", cwd=tmp_path)
    assert (1, b"1 ") == (done.returncode, done.stderr[:2])
    assert "n.json:19:14: [same-url] b" == without_words(done.stdout.decode())


def test_findings_are_printed_as_annotations_for_github(tmp_path: Path) -> None:
    write(Network([A, A.model_copy(update={"id": "b"})]), tmp_path / "n.json")
    done = run("check", "n.json", "--format", "github", cwd=tmp_path)
    assert 1 == done.returncode
    assert done.stdout.startswith(b"::warning file=n.json,line=19,col=14,title=same-url::b, url: ")


NAME_WITH_CONTROLS = "a\x1b]0;x\x07,b:c\u202e\x9b.json"


def test_a_file_name_cannot_control_a_terminal_or_break_an_annotation(tmp_path: Path) -> None:
    write(Network([A, A.model_copy(update={"id": "b"})]), tmp_path / NAME_WITH_CONTROLS)
    for words in ((), ("--format", "json"), ("--format", "github")):
        printed = run("check", NAME_WITH_CONTROLS, *words, cwd=tmp_path).stdout.decode()
        assert not set("\x1b\x07\u202e\x9b") & set(printed), words
    assert printed.startswith(r"::warning file=a\x1b]0;x\x07%2Cb%3Ac\u202e\x9b.json,line=19,")
    found = json.loads(run("check", NAME_WITH_CONTROLS, "--format", "json", cwd=tmp_path).stdout)
    assert NAME_WITH_CONTROLS == found[0]["file"]


@pytest.mark.parametrize(
    "words",
    [
        ("convert", NAME_WITH_CONTROLS, "out.json", "--dry-run"),
        ("convert", "--check", NAME_WITH_CONTROLS, f"x{NAME_WITH_CONTROLS}"),
        ("embed", "web", NAME_WITH_CONTROLS.removesuffix(".json"), "--dry-run"),
        ("embed", "markdown", f"{NAME_WITH_CONTROLS}.md"),
        ("check", f"no{NAME_WITH_CONTROLS}"),
        ("list", "--from", f"no{NAME_WITH_CONTROLS}"),
    ],
)
def test_no_command_prints_control_characters_of_file_names(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    write(Network([A]), tmp_path / NAME_WITH_CONTROLS)
    (tmp_path / f"{NAME_WITH_CONTROLS}.md").write_text(
        "<!-- leavex-network -->\n<!-- /leavex-network -->\n"
    )
    done = run(*words, cwd=tmp_path)
    printed = (done.stdout + done.stderr).decode()
    assert printed
    assert not set("\x1b\x07\u202e\x9b") & set(printed)


def test_findings_are_printed_as_json(tmp_path: Path) -> None:
    write(Network([A, A.model_copy(update={"id": "b"})]), tmp_path / "n.json")
    (finding,) = json.loads(run("check", "n.json", "--format", "json", cwd=tmp_path).stdout)
    assert ("same-url", "warning", 19) == (finding["code"], finding["severity"], finding["line"])
    assert [] == json.loads(run("check", "--format", "json").stdout)


OWN_PAGE = """\
### Petitions

* [A](https://a.example) (France)
* [B](https://b.example) (Europe)
* [C](https://c.example)
* [D](https://d.example)

#### Concluded

* [E](https://e.example)
* [F](https://f.example)
"""
FIX = "Fix: leavex-network sync ."


def pages(folder: Path, **texts: str) -> None:
    """Write a page for each language, and say that the first is the site's own."""
    for language, text in texts.items():
        (folder / f"index.{language}.md").write_text(text)


def reported(folder: Path, *words: str) -> list[str]:
    """Return the lines that `check` prints for the folder."""
    return run("check", ".", *words, cwd=folder).stdout.decode().splitlines()


def test_the_text_has_one_report_for_each_cause_and_page(tmp_path: Path) -> None:
    pages(
        tmp_path,
        en=OWN_PAGE,
        de="### Petitionen\n\n* [A](https://a.example) (Frankreich)\n* [E](https://e.example)\n"
        "* [F](https://f.example)\n",
        fr="### Pétitions\n\n* [A](https://a.example) (Frankreich)\n"
        "* [B](https://b.example) (Europa)\n* [C](https://c.example)\n* [D](https://d.example)\n"
        "* [Seul](https://s.example)\n* [Deux](https://t.example)\n",
    )
    lines = reported(tmp_path)
    assert [
        "index.de.md:1:1: [entry-missing]",
        "index.de.md:4:1: [status-differs]",
        "index.fr.md:1:1: [entry-missing]",
        "index.fr.md:3:1: [foreign-label]",
        "index.fr.md:7:1: [only-in-translation]",
    ] == [line[: line.index("]") + 1] for line in lines]
    missing, status, _, labels, only = lines
    assert re.search('3 .*index.en.md.*"B", "C", "D"', missing)
    assert re.search(r'2 .*index.en.md.*"E" \(line 4\), "F" \(line 5\)', status)
    assert re.search(r'"A" \(line 3\): .*\(France\).*"B" \(line 4\): .*\(Europe\)', labels)
    assert re.search(r'2 .*"Seul" \(line 7\), "Deux" \(line 8\)', only)
    assert [True, True, False, True] == [
        line.endswith(FIX) for line in (missing, status, labels, only)
    ]
    assert 11 == len(json.loads("".join(reported(tmp_path, "--format", "json"))))
    assert 11 == len(reported(tmp_path, "--format", "github"))


def test_a_report_of_missing_entries_names_them_whatever_is_in_the_first_line(
    tmp_path: Path,
) -> None:
    pages(
        tmp_path,
        en="* [A](https://a.example)\n* [B](https://b.example)\n* [C](https://c.example)\n",
        de="* [A](https://a.example)\n",
    )
    (report,) = reported(tmp_path)
    assert '"B", "C"' in report


def test_the_command_of_a_report_has_the_arguments_of_the_check(tmp_path: Path) -> None:
    pages(tmp_path, en=OWN_PAGE, de="### Petitionen\n")
    words = ["--language", "en", "--base-url", "https://x.example/"]
    (report,) = reported(tmp_path, *words)
    assert f"leavex-network sync . {' '.join(words)}" == report.partition("Fix: ")[2]


def test_the_command_of_a_report_fixes_what_it_names(tmp_path: Path) -> None:
    pages(tmp_path, en=OWN_PAGE, de="### Petitionen\n\n* [E](https://e.example)\n", fr=OWN_PAGE)
    assert 0 == run(*FIX.removeprefix("Fix: leavex-network ").split(), cwd=tmp_path).returncode
    # Only what is in another language remains.
    codes = {finding.code for finding in checking.findings(tmp_path)[0]}
    assert {"foreign-heading"} == codes


def test_an_item_that_no_command_adds_to_the_own_page_has_no_command(tmp_path: Path) -> None:
    pages(
        tmp_path,
        en="### Petitions\n\n* [A](https://a.example)\n\n<!-- [B](https://b.example) -->\n",
        de="### Petitionen\n\n* [A](https://a.example)\n* [B](https://b.example)\n",
    )
    (report,) = reported(tmp_path)
    assert "[only-in-translation]" in report
    assert "Fix:" not in report


def test_notices_are_counted_separately_and_do_not_change_the_exit_status(tmp_path: Path) -> None:
    notice = Finding(code="unread-link", message="X.", file="a.md", line=1, column=1)
    warning = Finding(code="unread-item", message="Y.", file="a.md", line=2, column=1)
    for found, status in (([notice], 0), ([notice, warning], 1)):
        result = checking.Checked(found)
        with patch.object(checking, "checked", return_value=result):
            done = run("check", ".", cwd=tmp_path)
            github = run("check", ".", "--format", "github", cwd=tmp_path)
        assert (status, status) == (done.returncode, github.returncode)
        lines = [without_words(line) for line in done.stdout.decode().splitlines()]
        assert [*["a.md:2:1: [unread-item]"] * status, "a.md:1:1: [unread-link]"] == lines
        assert b"::notice file=a.md,line=1,col=1,title=unread-link::" in github.stdout
        assert b" 1 notice" in done.stderr


def test_a_block_is_accepted_by_its_address() -> None:
    about = About(
        accepted=(Accepted(code="unread-item", addresses=("https://A.example/",), why="A table."),)
    )
    same = Finding(code="unread-item", message="X.", address="https://a.example")
    others = [
        Finding(code="unread-link", message="X.", address="https://a.example"),
        Finding(code="unread-item", message="X.", address="https://b.example"),
        Finding(code="unread-item", message="X."),
    ]
    assert (others, 1) == without_accepted([same, *others], about)
    network = Network([A], about=about)
    assert network == loads(dumps(network))


def test_findings_about_pages_are_accepted_in_the_file_of_the_network(tmp_path: Path) -> None:
    pages(tmp_path, en=OWN_PAGE, de="### Petitionen\n\n* [A](https://a.example) (France)\n")
    accepted = Accepted(code="foreign-label", entries=("named-otherwise",), why="As it is.")
    known = Petition(id="named-otherwise", name="X", url="https://a.example")
    write(Network([known], about=About(accepted=(accepted,))), tmp_path / "n.json")
    assert any("foreign-label" in line for line in reported(tmp_path))
    done = run("check", ".", "--accepted", "n.json", cwd=tmp_path)
    assert b"foreign-label" not in done.stdout
    assert b" 1 accepted" in done.stderr


def test_an_annotation_of_a_whole_file_has_a_message(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text("")
    assert run("check", "n.json", "--format", "github", cwd=tmp_path).stdout.startswith(
        b"::error file=n.json,line=1,col=1,title=invalid-json::"
    )


def test_the_command_checks_the_bundled_network_and_counts_accepted_findings() -> None:
    done = run("check")
    assert (0, b"") == (done.returncode, done.stdout)
    assert b" 1 " in done.stderr


def test_every_code_has_a_severity_and_four_are_fixed_by_a_sync() -> None:
    assert {"error", "warning", "notice"} == {code.severity for code in CODES.values()}
    fixed = {name for name, code in CODES.items() if code.is_fixed_by_sync}
    differing = {"archived-differs", "order-differs", "status-differs", "territory-differs"}
    assert {"entry-missing", *differing} == fixed
    assert isinstance(check(leavex_network.load()), tuple)
    assert Finding(code="same-url", message="x").remedy == ""


def test_a_page_written_onto_a_file_keeps_entries_unless_pruned() -> None:
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
    with warned() as warnings:
        text = dumps(page, onto=dumps(old))
    assert ["[not-in-network] x"] == warnings
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
