"""What a sync of pages without data does in single cases."""

import difflib
from pathlib import Path

import pytest
from repositories import GitFolder
from sync_sites import DE, EN, edit, entries, made, run

from leavex_network import DataError, Entry, Network, NetworkWarning, dumps, load, read, sync
from leavex_network.errors import ArgumentError, RepositoryError
from leavex_network.files.checking import checked

# A site like the real one


def test_pages_that_drifted_apart_are_brought_in_step_by_one_command(tmp_path: Path) -> None:
    network = load()
    behind = network.as_of("2025-02-24")
    files: dict[str, str] = {}
    for language in ("en", "de", "fr", "es"):
        shown: Network[Entry] = network if language == "en" else behind
        text = dumps(shown, "markdown", language=language, base_url="https://leavex.eu/")
        if language == "fr":
            text = text.replace("(Canada)", "(Kanada)")
            text += "* [HelloQuitX](https://www.helloquitx.com) (France)\n"
        name = "index.md" if language == "en" else f"index.{language}.md"
        files[name] = text
    folder = made(tmp_path, files, commit=False)
    result = run(folder)
    assert [] == result.conflicts
    assert ["listed-twice"] == [
        finding.code for finding in checked(folder).findings if finding.code != "unread-link"
    ]
    for name, before in files.items():
        after = (folder / name).read_text()
        lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0))
        assert len(lines) <= 25, name
        # The texts of the page are still there, to the letter.
        assert all(text_of(line) in after for line in before.splitlines() if line.startswith("*"))
    again = run(folder)
    assert ({}, {}) == (again.texts, again.state)


def text_of(item: str) -> str:
    """The name, the address and the description of an item, without its label."""
    return item.rpartition(" (")[0] if item.endswith(")") and "](" not in item[-20:] else item


# Facts


def test_a_label_that_one_page_changed_is_taken_over(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Frankreich)")
    run(pages)
    assert "[A](https://a.example) (France)" in (pages / "index.md").read_text()


def test_two_changes_of_a_label_are_a_conflict_that_the_own_page_decides(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Frankreich)")
    edit(pages / "index.md", "(Germany)", "(Italy)")
    (conflict,) = run(pages).conflicts
    assert ("index.de.md", 3) == (Path(conflict.file or "").name, conflict.line)
    assert "(Italien)" in (pages / "index.de.md").read_text()
    assert [] == run(pages).conflicts


def test_an_entry_that_one_page_removed_is_removed_from_all(tmp_path: Path) -> None:
    third = "* [C](https://c.example)\n"
    folder = made(tmp_path, {"index.md": EN + third, "index.de.md": DE + third})
    edit(folder / "index.de.md", third, "")
    run(folder)
    assert third not in (folder / "index.md").read_text()


def test_an_entry_that_another_page_edited_is_not_removed(tmp_path: Path) -> None:
    third = "* [C](https://c.example)\n"
    folder = made(tmp_path, {"index.md": EN + third, "index.de.md": DE + third})
    edit(folder / "index.de.md", third, "")
    edit(folder / "index.md", third, "* [C](https://c.example): New words.\n")
    (conflict,) = run(folder).conflicts
    assert "c" == conflict.entry
    assert "New words." in (folder / "index.md").read_text()
    assert "c.example" not in (folder / "index.de.md").read_text()


@pytest.mark.parametrize("lost", [2, 3, 4])
def test_more_than_a_third_gone_at_once_is_a_conflict(lost: int, tmp_path: Path) -> None:
    items = [f"* [N{number}](https://n{number}.example)\n" for number in range(5)]
    texts = {"index.md": f"### Petitions\n\n{''.join(items)}"}
    texts["index.de.md"] = f"### Petitionen\n\n{''.join(items)}"
    folder = made(tmp_path, texts)
    (folder / "index.de.md").write_text(f"### Petitionen\n\n{''.join(items[lost:])}")
    assert lost == len(run(folder).conflicts)
    assert texts["index.md"] == (folder / "index.md").read_text()


def test_a_section_that_is_gone_is_a_conflict(tmp_path: Path) -> None:
    active = "".join(f"* [N{number}](https://n{number}.example)\n" for number in range(5))
    english = f"### Petitions\n\n{active}\n#### Concluded\n\n* [C](https://c.example)\n"
    german = english.replace("Petitions", "Petitionen").replace("Concluded", "Abgeschlossen")
    folder = made(tmp_path, {"index.md": english, "index.de.md": german})
    (folder / "index.de.md").write_text(f"### Petitionen\n\n{active}")
    assert 1 == len(run(folder).conflicts)
    assert english == (folder / "index.md").read_text()


def test_an_address_that_changed_is_taken_over_where_it_was_the_same(pages: Path) -> None:
    edit(pages / "index.de.md", "https://b.example", "https://new.example")
    run(pages)
    assert "[B](https://new.example)" in (pages / "index.md").read_text()


@pytest.mark.parametrize(
    "address", ["https://de.b.example", "https://b.example/de/", "https://b.example/?lang=de"]
)
def test_an_address_in_the_language_of_its_page_stays_there(address: str, pages: Path) -> None:
    edit(pages / "index.de.md", "https://b.example", address)
    run(pages)
    assert EN == (pages / "index.md").read_text()
    assert f"]({address})" in (pages / "index.de.md").read_text()


def test_the_order_that_one_page_changed_is_taken_over(pages: Path) -> None:
    first, second = DE.splitlines(keepends=True)[2:]
    edit(pages / "index.de.md", first + second, second + first)
    run(pages)
    names = [entry.name for entry in read(pages / "index.md", language="en")]
    assert ["B", "A"] == names


def test_a_text_that_one_page_changed_stays_there(pages: Path) -> None:
    edit(pages / "index.md", "Text.", "Other words.")
    assert {} == run(pages).texts


def test_an_entry_is_inserted_in_its_original_words_or_skipped(pages: Path) -> None:
    added = "* [C](https://c.example): Words. (Italy)\n"
    (pages / "index.md").write_text(EN + added)
    skipped = run(pages, untranslated="skip")
    assert ({}, True) == (skipped.texts, "left out" in str(skipped.summaries))
    result = run(pages)
    assert "* [C](https://c.example): Words. (Italien)\n" in (pages / "index.de.md").read_text()
    assert "1 to translate: 'C'" in result.summaries[pages / "index.de.md"]


def test_what_a_page_lists_in_another_form_is_not_inserted(pages: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n")
    (pages / "index.de.md").write_text(f"{DE}\n| Name |\n| --- |\n| [C](https://c.example) |\n")
    assert {} == run(pages).texts


def test_without_a_repository_the_own_page_decides(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(EN)
    (tmp_path / "index.de.md").write_text(DE.replace("Deutschland", "Frankreich"))
    with pytest.warns(NetworkWarning, match="no-base"):
        sync(tmp_path, language="en")
    assert DE == (tmp_path / "index.de.md").read_text()


def test_a_foreign_label_is_translated(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Germany)")
    run(pages)
    assert DE == (pages / "index.de.md").read_text()


# What a person makes by accident


@pytest.mark.parametrize(
    "label", ["(Grmany)", "(Germany / Austria)", "(EU-wide)", "(DE)", "(Germany?)", "(until 2027)"]
)
def test_a_label_that_is_not_understood_changes_no_other_page(label: str, pages: Path) -> None:
    edit(pages / "index.md", "(Germany)", label)
    result = run(pages)
    assert DE == (pages / "index.de.md").read_text()
    assert f"[A](https://a.example) {label}" in (pages / "index.md").read_text()
    assert {} == result.texts
    assert ["unknown-label"] == [finding.code for finding in result.findings]


def test_a_page_that_never_listed_an_entry_did_not_remove_it(tmp_path: Path) -> None:
    french = "### Pétitions\n\n* [À](https://a.example) (Allemagne)\n"
    folder = made(tmp_path, {"index.md": EN, "index.de.md": DE, "index.fr.md": french})
    edit(folder / "index.de.md", "(Deutschland)", "(Italien)")
    assert [] == run(folder, untranslated="skip").conflicts
    assert "(Italy)" in (folder / "index.md").read_text()
    assert "(Italie)" in (folder / "index.fr.md").read_text()


def test_a_removal_is_taken_over_although_a_further_page_never_had_the_entry(
    tmp_path: Path,
) -> None:
    third = "* [C](https://c.example)\n"
    files = {"index.md": EN + third, "index.de.md": DE + third}
    files["index.fr.md"] = "### Pétitions\n\n* [À](https://a.example) (Allemagne)\n"
    folder = made(tmp_path, files)
    edit(folder / "index.md", third, "")
    assert [] == run(folder).conflicts
    assert "c.example" not in (folder / "index.de.md").read_text()


def test_what_one_page_lacks_without_history_is_added_and_said(tmp_path: Path) -> None:
    folder = made(tmp_path, {"index.md": EN, "index.de.md": DE}, commit=False)
    edit(folder / "index.md", "* [B](https://b.example): Text.\n", "")
    with pytest.warns(NetworkWarning, match="no-base"):
        sync(folder)
    assert "[B](https://b.example): Wort." in (folder / "index.md").read_text()


# Pages with several lists


BY_COUNTRY = {
    "index.md": (
        "## Germany\n\n### Petitions\n\n* [A](https://a.example)\n\n"
        "## France\n\n### Petitions\n\n* [B](https://b.example)\n* [C](https://c.example)\n"
    ),
    "index.de.md": (
        "## Deutschland\n\n### Petitionen\n\n* [Ä](https://a.example)\n\n"
        "## Frankreich\n\n### Petitionen\n\n* [Bé](https://b.example)\n* [Cé](https://c.example)\n"
    ),
}


@pytest.mark.parametrize("has_data", [False, True])
def test_a_new_entry_goes_into_the_section_that_it_has_on_the_page_with_it(
    has_data: bool,  # noqa: FBT001 - a parameter
    tmp_path: Path,
) -> None:
    folder = made(tmp_path, BY_COUNTRY)
    data = tmp_path / "network.json" if has_data else None
    run(folder, data)
    edit(folder / "index.md", "* [B]", "* [New](https://new.example)\n* [B]")
    assert [] == run(folder, data).findings
    text = BY_COUNTRY["index.de.md"].replace("* [Bé]", "* [New](https://new.example)\n* [Bé]")
    assert text == (folder / "index.de.md").read_text()


def test_a_section_below_an_unknown_heading_gets_the_entries_that_it_has_elsewhere(
    tmp_path: Path,
) -> None:
    files = {
        "index.md": "### Petitions\n\n#### Germany\n\n* [A](https://a.example)\n",
        "index.de.md": "### Petitionen\n\n#### Deutschland\n\n* [Ä](https://a.example)\n",
    }
    folder = made(tmp_path, files)
    new = "* [New](https://new.example)\n"
    edit(folder / "index.md", "* [A](https://a.example)\n", f"* [A](https://a.example)\n{new}")
    run(folder)
    assert files["index.de.md"] + new == (folder / "index.de.md").read_text()


def test_an_entry_that_moves_to_another_country_is_no_conflict_and_is_left_to_a_person(
    tmp_path: Path,
) -> None:
    folder = made(tmp_path, BY_COUNTRY)
    a, c = "* [A](https://a.example)\n", "* [C](https://c.example)\n"
    edit(folder / "index.md", a, "")
    edit(folder / "index.md", c, c + a)
    result = run(folder)
    assert {} == result.texts
    assert ["order-differs"] == [finding.code for finding in result.findings]


def test_an_order_that_no_list_can_have_is_said(pages: Path) -> None:
    b = "* [B](https://b.example): Wort.\n"
    edit(pages / "index.de.md", b, f"\nText dazwischen.\n\n{b}")
    GitFolder(pages.parent.parent).commit()
    lines = EN.splitlines(keepends=True)
    (pages / "index.md").write_text("".join([*lines[:2], lines[3], lines[2]]))
    result = run(pages)
    assert {} == result.texts
    assert ["order-differs"] == [finding.code for finding in result.findings]


def test_an_ordered_list_that_loses_its_first_item_begins_with_the_same_number(
    tmp_path: Path,
) -> None:
    items = [f"{n}. [{name}](https://{name}.example)\n" for n, name in enumerate("abcd", 1)]
    files = {"index.md": "### Petitions\n\n" + "".join(items)}
    files["index.de.md"] = "### Petitionen\n\n" + "".join(items)
    folder = made(tmp_path, files)
    edit(folder / "index.md", items[0], "")
    run(folder)
    text = "### Petitionen\n\n1. [b]" + "".join(items[1:])[len("2. [b]") :]
    assert text == (folder / "index.de.md").read_text()


# Addresses that name a language


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("https://a.example/en/x", "https://a.example/de/x"),
        ("https://a.example/x", "https://a.example/de/x"),
        ("https://a.example/x", "https://de.a.example/x"),
        ("https://a.example/x?lang=en", "https://a.example/x?lang=de"),
        ("http://a.example/x", "https://a.example/x"),
        ("https://a.example/x", "https://www.a.example/x"),
    ],
)
def test_an_entry_with_an_address_in_each_language_is_one(
    english: str, german: str, tmp_path: Path
) -> None:
    files = {"index.md": EN.replace("https://a.example", english)}
    files["index.de.md"] = DE.replace("https://a.example", german)
    folder = made(tmp_path, files)
    assert ({}, []) == (run(folder).texts, checked(folder).findings)
    data = tmp_path / "network.json"
    run(folder, data)
    assert ["a", "b"] == list(entries(data))


def test_entries_whose_addresses_are_alike_but_for_more_than_a_language_are_several(
    tmp_path: Path,
) -> None:
    english = "### Petitions\n\n* [A](https://a.example/en)\n* [B](https://a.example/en?)\n"
    german = "### Petitionen\n\n* [Ä](https://a.example/de)\n"
    folder = made(tmp_path, {"index.md": english, "index.de.md": german})
    run(folder)
    assert 3 == len(read(folder))


# Removals, moves and orders


MANY = "".join(f"* [{name}](https://{name.lower()}.example)\n" for name in "CDEFG")


def many(root: Path, *languages: str) -> Path:
    """Pages in step, with seven entries."""
    files = {"index.md": EN + MANY, "index.de.md": DE + MANY}
    files["index.fr.md"] = "### Pétitions\n\n* [À](https://a.example) (Allemagne)\n" + MANY
    return made(root, {name: files[name] for name in ("index.md", *languages)})


def test_a_section_that_one_page_lost_with_its_only_entry_is_a_conflict(tmp_path: Path) -> None:
    folder = many(tmp_path, "index.de.md")
    for name, heading in (("index.md", "Concluded"), ("index.de.md", "Beendet")):
        path = folder / name
        path.write_text(f"{path.read_text()}\n#### {heading}\n\n* [Z](https://z.example)\n")
    GitFolder(tmp_path).commit()
    edit(folder / "index.md", "\n#### Concluded\n\n* [Z](https://z.example)\n", "")
    assert ["z"] == [conflict.entry for conflict in run(folder).conflicts]
    assert "z.example" in (folder / "index.de.md").read_text()


def test_a_copy_that_a_sync_inserted_since_is_removed_with_its_original(tmp_path: Path) -> None:
    text = "* [B](https://b.example): Text.\n"
    folder = many(tmp_path, "index.de.md", "index.fr.md")
    run(folder)
    assert text in (folder / "index.fr.md").read_text()
    edit(folder / "index.md", text, "")
    assert [] == run(folder).conflicts
    assert "b.example" not in (folder / "index.fr.md").read_text()


def test_an_entry_that_a_person_added_to_another_page_since_is_not_removed(tmp_path: Path) -> None:
    folder = many(tmp_path, "index.de.md", "index.fr.md")
    french = "* [Bé](https://b.example): Mots.\n"
    (folder / "index.fr.md").write_text((folder / "index.fr.md").read_text() + french)
    edit(folder / "index.md", "* [B](https://b.example): Text.\n", "")
    assert ["b"] == [conflict.entry for conflict in run(folder).conflicts]
    assert french in (folder / "index.fr.md").read_text()


def test_two_changes_of_an_address_are_a_conflict_that_the_own_page_decides(pages: Path) -> None:
    edit(pages / "index.md", "https://a.example", "https://a.example/new")
    edit(pages / "index.de.md", "https://a.example", "https://a.example/neu")
    (conflict,) = run(pages).conflicts
    assert ("a", 3) == (conflict.entry, conflict.line)
    assert "(https://a.example/new)" in (pages / "index.de.md").read_text()


def test_two_changes_of_a_further_address_are_a_conflict_that_the_own_page_decides(
    tmp_path: Path,
) -> None:
    also = "(https://a.example), also [here](https://x.example)"
    files = {"index.md": EN.replace("(https://a.example)", also)}
    files["index.de.md"] = DE.replace("(https://a.example)", also)
    folder = made(tmp_path, files)
    edit(folder / "index.md", "https://x.example", "https://x1.example")
    edit(folder / "index.de.md", ", also [here](https://x.example)", "")
    assert ["a"] == [conflict.entry for conflict in run(folder).conflicts]
    assert "https://x1.example" in (folder / "index.de.md").read_text()


def test_an_address_for_each_language_where_there_was_one_is_no_conflict(pages: Path) -> None:
    edit(pages / "index.md", "https://a.example", "https://a.example/en")
    edit(pages / "index.de.md", "https://a.example", "https://a.example/de")
    assert ({}, []) == (run(pages).texts, run(pages).findings)


def test_an_entry_that_became_an_initiative_moves_on_all_pages(tmp_path: Path) -> None:
    files = {
        "index.md": f"### Initiatives\n\n* [**I**](https://i.example)\n\n{EN}",
        "index.de.md": f"### Initiativen\n\n* [**I**](https://i.example)\n\n{DE}",
    }
    folder = made(tmp_path, files)
    b = "* [B](https://b.example): Text.\n"
    edit(folder / "index.md", b, "")
    edit(
        folder / "index.md", "* [**I**](https://i.example)\n", f"* [**I**](https://i.example)\n{b}"
    )
    result = run(folder)
    assert "1 moved" == result.summaries[folder / "index.de.md"]
    network = read(folder)
    assert ["i", "b"] == [entry.id for entry in network.by_kind("initiative")]


def test_two_new_orders_are_a_conflict_that_the_own_page_decides(tmp_path: Path) -> None:
    folder = many(tmp_path, "index.de.md")
    c, d = "* [C](https://c.example)\n", "* [D](https://d.example)\n"
    edit(folder / "index.md", c + d, d + c)
    g, f = "* [G](https://g.example)\n", "* [F](https://f.example)\n"
    edit(folder / "index.de.md", f + g, g + f)
    assert ["conflict"] == [finding.code for finding in run(folder).findings]
    assert d + c in (folder / "index.de.md").read_text()
    assert f + g in (folder / "index.de.md").read_text()


def test_orders_that_two_pages_changed_alike_are_no_conflict(tmp_path: Path) -> None:
    folder = many(tmp_path, "index.de.md", "index.fr.md")
    c, d = "* [C](https://c.example)\n", "* [D](https://d.example)\n"
    edit(folder / "index.md", c + d, d + c)
    edit(folder / "index.de.md", c + d, d + c)
    assert [] == run(folder).findings
    assert d + c in (folder / "index.fr.md").read_text()


# Histories that know only a part


def test_the_commits_are_counted_while_they_are_read(pages: Path) -> None:
    edit(pages / "index.md", "(Germany)", "(Italy)")
    counted: list[tuple[int, int | None]] = []
    run(pages, progress=lambda done, total: counted.append((done, total)))
    assert [(5, None), (9, 9)] == counted


def test_revisions_without_pages_or_unreadable_ones_are_passed_over(pages: Path) -> None:
    repository = GitFolder(pages.parent.parent)
    texts = {path: path.read_bytes() for path in pages.iterdir()}
    for path in texts:
        path.unlink()
    repository.commit()
    for path in texts:
        path.write_bytes(b"\xff")
    repository.commit()
    for path, content in texts.items():
        path.write_bytes(content)
    edit(pages / "index.de.md", "(Deutschland)", "(Italien)")
    assert [] == run(pages).conflicts
    assert "(Italy)" in (pages / "index.md").read_text()


def test_each_fact_goes_back_to_the_commit_at_which_the_pages_agreed_on_it(pages: Path) -> None:
    repository = GitFolder(pages.parent.parent)
    edit(pages / "index.de.md", "(Deutschland)", "(Italien)")
    repository.commit()
    # A page of another language is new, and a text is edited besides.
    french = "### Pétitions\n\n* [B](https://b.example): Mot.\n"
    (pages / "index.fr.md").write_text(french)
    repository.commit()
    edit(pages / "index.md", "https://b.example", "https://b.example/2")
    assert [] == run(pages).conflicts
    assert "(Italy)" in (pages / "index.md").read_text()
    assert "(https://b.example/2): Mot." in (pages / "index.fr.md").read_text()


def test_an_address_that_one_page_changed_two_commits_ago_is_one_entry(pages: Path) -> None:
    repository = GitFolder(pages.parent.parent)
    edit(pages / "index.de.md", "https://a.example", "https://a.example/2")
    repository.commit()
    edit(pages / "index.de.md", "Wort.", "Ein Wort.")
    repository.commit()
    edit(pages / "index.de.md", "Wort.", "Wörtchen.")
    assert [] == run(pages).findings
    assert "[A](https://a.example/2) (Germany)" in (pages / "index.md").read_text()


def test_an_entry_that_stands_twice_after_its_address_changed_stays_two(pages: Path) -> None:
    new = "* [A2](https://a.example/2)\n"
    (pages / "index.md").write_text(EN + new)
    edit(pages / "index.de.md", "https://a.example", "https://a.example/2")
    run(pages)
    assert {"A", "Ä", "B"} >= {entry.name for entry in read(pages / "index.de.md", language="de")}
    assert 3 == len(read(pages))


# What a person breaks by accident


@pytest.mark.parametrize(
    "broken",
    [
        "* [B](https://b.example: Text.\n",
        "* [B] https://b.example/: Text.\n",
        "* [B(https://b.example): Text.\n",
    ],
)
def test_an_item_that_is_no_link_any_more_is_not_removed_elsewhere(
    broken: str, tmp_path: Path
) -> None:
    folder = many(tmp_path, "index.de.md")
    german = (folder / "index.de.md").read_bytes()
    edit(folder / "index.md", "* [B](https://b.example): Text.\n", broken)
    assert {} == run(folder).texts
    assert german == (folder / "index.de.md").read_bytes()


@pytest.mark.parametrize(
    "broken", ["B: Text.", "New! [B](https://b2.example): Text.", "<https://b2.example>: Text."]
)
def test_an_item_that_lost_its_link_is_a_conflict(broken: str, tmp_path: Path) -> None:
    folder = many(tmp_path, "index.de.md")
    edit(folder / "index.md", "[B](https://b.example): Text.", broken)
    for _ in range(2):
        result = run(folder)
        assert (["b"], {}) == ([conflict.entry for conflict in result.conflicts], result.texts)


def test_an_item_that_was_no_entry_before_removes_none(tmp_path: Path) -> None:
    files = {"index.md": "### Petitions\n\n* [A][a]\n\n[a]: https://a.example\n"}
    files["index.de.md"] = "### Petitionen\n\n* [Ä](https://a.example)\n"
    folder = made(tmp_path, files)
    data = tmp_path / "network.json"
    run(folder, data)
    edit(folder / "index.md", "[a]: https://a.example", "[a]: https://a2.example")
    assert ({}, []) == (run(folder).texts, run(folder).conflicts)
    assert {} == run(folder, data).texts
    assert ["a"] == list(entries(data))


def test_a_new_entry_that_two_pages_have_otherwise_is_a_conflict(pages: Path) -> None:
    for name, label in (("index.md", "Italy"), ("index.de.md", "Frankreich")):
        path = pages / name
        path.write_text(f"{path.read_text()}* [C](https://c.example) ({label})\n")
    assert [("conflict", "c")] == [(f.code, f.entry) for f in run(pages).findings]
    assert "[C](https://c.example) (Italien)" in (pages / "index.de.md").read_text()


def test_a_repository_that_cannot_be_read_is_an_error(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(pages / "index.md", "* [B](https://b.example): Text.\n", "")
    monkeypatch.setenv("PATH", str(pages))
    with pytest.raises(RepositoryError):
        run(pages)


def test_an_address_that_begins_like_another_one_is_not_that_one(tmp_path: Path) -> None:
    files = {"index.md": "### Petitions\n\n* [A](https://a.example)\n"}
    files["index.de.md"] = "### Petitionen\n\n* Bald: https://a.example/2 und a.example.org\n"
    folder = made(tmp_path, files)
    run(folder)
    assert "* [A](https://a.example)\n" in (folder / "index.de.md").read_text()


def test_a_page_with_the_marks_of_a_merge_is_refused(pages: Path) -> None:
    b = "* [B](https://b.example): Text.\n"
    merge = f"<<<<<<< HEAD\n{b}=======\n* [B](https://b.example/2): Text.\n>>>>>>> other\n"
    edit(pages / "index.md", b, merge)
    with pytest.raises(DataError) as error:
        run(pages)
    assert [("merge-markers", 4)] == [(p.code, p.line) for p in error.value.problems]
    assert DE == (pages / "index.de.md").read_text()


def test_headings_and_items_that_are_not_understood_are_named(pages: Path) -> None:
    edit(pages / "index.md", "### Petitions", "### Petitons")
    result = run(pages)
    assert ({}, ["unknown-heading"]) == (
        result.texts,
        [finding.code for finding in result.findings],
    )


@pytest.mark.parametrize("name", ["index.md", "nowhere", "network.json"])
def test_what_is_no_folder_of_pages_is_an_error(name: str, pages: Path) -> None:
    (pages / "network.json").write_text("{}")
    with pytest.raises(ArgumentError):
        run(pages / name)


def test_a_site_whose_configuration_cannot_be_read_is_an_error(pages: Path) -> None:
    (pages.parent.parent / "hugo.toml").write_text("languages = [")
    with pytest.raises(ArgumentError):
        run(pages)


def test_an_item_whose_address_is_another_entry_in_another_language_is_left_alone(
    tmp_path: Path,
) -> None:
    english = "### Petitions\n\n* [A](https://a.example)\n"
    german = "### Petitionen\n\n* [A](https://a.example/x)\n"
    french = "### Pétitions\n\n* [À](https://a.example)\n* [X](https://a.example/x)\n"
    files = {"index.md": english, "index.de.md": german, "index.fr.md": french}
    folder = made(tmp_path, files)
    run(folder)
    assert french == (folder / "index.fr.md").read_text()
    assert german == (folder / "index.de.md").read_text()


def test_a_page_that_was_deleted_since_decides_nothing(tmp_path: Path) -> None:
    folder = many(tmp_path, "index.de.md", "index.fr.md")
    repository = GitFolder(tmp_path)
    edit(folder / "index.de.md", "(Deutschland)", "(Italien)")
    (folder / "index.fr.md").unlink()
    repository.commit()
    edit(folder / "index.de.md", "[C]", "[Cé]")
    assert [] == run(folder).conflicts
    assert "(Italy)" in (folder / "index.md").read_text()


def test_an_address_that_two_pages_share_now_and_did_not_before_is_one_entry(
    tmp_path: Path,
) -> None:
    french = "### Pétitions\n\n* [À](https://a.example/2) (Allemagne)\n"
    folder = made(tmp_path, {"index.md": EN, "index.de.md": DE, "index.fr.md": french})
    edit(folder / "index.de.md", "https://a.example", "https://a.example/2")
    assert [] == run(folder).conflicts
    assert "[A](https://a.example/2)" in (folder / "index.md").read_text()
    assert "[À](https://a.example/2)" in (folder / "index.fr.md").read_text()


def test_an_address_that_changed_to_that_of_another_entry_of_a_page_is_not_united(
    tmp_path: Path,
) -> None:
    folder = many(tmp_path, "index.de.md", "index.fr.md")
    new = "* [Deux](https://a.example/2)\n"
    (folder / "index.fr.md").write_text((folder / "index.fr.md").read_text() + new)
    edit(folder / "index.de.md", "https://a.example", "https://a.example/2")
    run(folder)
    text = (folder / "index.fr.md").read_text()
    assert "[À](https://a.example)" in text
    assert "[Deux](https://a.example/2)" in text


def test_an_address_and_an_order_that_two_pages_changed_are_both_taken_over(pages: Path) -> None:
    edit(pages / "index.de.md", "https://a.example", "https://a.example/2")
    lines = EN.splitlines(keepends=True)
    (pages / "index.md").write_text("".join([*lines[:2], lines[3], lines[2]]))
    assert [] == run(pages).findings
    assert lines[2].replace("a.example", "a.example/2") in (pages / "index.md").read_text()
    assert ["B", "Ä"] == [entry.name for entry in read(pages / "index.de.md", language="de")]


def test_an_entry_that_is_gone_from_all_pages_stays_gone(tmp_path: Path) -> None:
    folder = many(tmp_path, "index.de.md")
    for name in ("index.md", "index.de.md"):
        edit(folder / name, "* [C](https://c.example)\n", "")
    edit(folder / "index.md", "(Germany)", "(Italy)")
    assert [] == run(folder).findings
    assert "(Italien)" in (folder / "index.de.md").read_text()
    assert "c.example" not in (folder / "index.de.md").read_text()


def test_addresses_that_one_page_exchanged_are_a_conflict(pages: Path) -> None:
    for old, new in (("a.example", "x.example"), ("b.example", "a.example"), ("x.e", "b.e")):
        edit(pages / "index.md", old, new)
    result = run(pages)
    assert {} == result.texts
    assert {"a", "b"} == {conflict.entry for conflict in result.conflicts}


def test_half_of_the_marks_of_a_merge_are_text(pages: Path) -> None:
    edit(pages / "index.md", "### Petitions", "<<<<<<< an arrow\n\n### Petitions")
    assert ({}, []) == (run(pages).texts, run(pages).findings)


def test_a_page_whose_headings_open_no_section_takes_no_entries(pages: Path) -> None:
    (pages / "index.fr.md").write_text("### Tout autre chose\n\nMots.\n")
    with pytest.raises(DataError) as error:
        run(pages)
    assert ["no-section"] == [problem.code for problem in error.value.problems]
    assert DE == (pages / "index.de.md").read_text()


@pytest.mark.parametrize(
    "options", [{"prefer": "page"}, {"untranslated": "keep"}, {"untranslated": None}]
)
def test_a_value_that_an_option_does_not_have_is_an_error(
    options: dict[str, object], pages: Path
) -> None:
    with pytest.raises(ArgumentError):
        run(pages, pages / "network.json", **options)
    assert not (pages / "network.json").exists()


def three(root: Path) -> Path:
    """Pages in step, with seven entries, the first two with texts and labels."""
    files = {
        "index.md": f"{EN.replace('Text.', 'Text. (France)')}{MANY}",
        "index.de.md": f"{DE.replace('Wort.', 'Wort. (Frankreich)')}{MANY}",
    }
    return made(root, files)


def in_step(tmp_path: Path, *, has_data: bool) -> tuple[Path, Path | None]:
    """Return a folder of pages that are in step at a commit, and the data file with them."""
    folder = three(tmp_path)
    data = tmp_path / "network.json" if has_data else None
    run(folder, data)
    GitFolder(tmp_path).commit()
    return folder, data


@pytest.mark.parametrize("has_data", [False, True])
@pytest.mark.parametrize(
    "broken",
    [
        "*[B](https://b.example): Text. (France)\n",
        "[B](https://b.example): Text. (France)\n",
        "• [B](https://b.example): Text. (France)\n",
        "\n```\n* [B](https://b.example): Text. (France)\n```\n\n",
        "\n#### [B](https://b.example): Text. (France)\n\n",
        "<!-- * [B](https://b.example): Text. (France) -->\n",
        "\n> [B](https://b.example)\n\n",
        "* [B](https://a.example): Text. (France)\n",
    ],
)
def test_an_item_that_breaks_while_it_is_typed_changes_no_other_page(
    broken: str,
    has_data: bool,  # noqa: FBT001 - a parameter
    tmp_path: Path,
) -> None:
    folder, data = in_step(tmp_path, has_data=has_data)
    german = (folder / "index.de.md").read_bytes()
    item = "* [B](https://b.example): Text. (France)\n"
    edit(folder / "index.md", item, broken)
    for _ in range(2):
        run(folder, data)
        assert german == (folder / "index.de.md").read_bytes()
    edit(folder / "index.md", broken, item)
    assert [] == run(folder, data).conflicts
    assert german == (folder / "index.de.md").read_bytes()
    assert item in (folder / "index.md").read_text()


@pytest.mark.parametrize("has_data", [False, True])
@pytest.mark.parametrize(
    "edits",
    [
        [("a.example", "b.example")],
        [("a.example", "new.example"), ("b.example", "a.example")],
        [("a.example", "x.example"), ("b.example", "a.example"), ("x.example", "b.example")],
    ],
)
def test_addresses_that_are_passed_on_lose_no_text_of_another_page(
    edits: list[tuple[str, str]],
    has_data: bool,  # noqa: FBT001 - a parameter
    tmp_path: Path,
) -> None:
    folder, data = in_step(tmp_path, has_data=has_data)
    for old, new in edits:
        edit(folder / "index.md", old, new)
    for _ in range(2):
        run(folder, data)
        text = (folder / "index.de.md").read_text()
        assert text.count("[Ä]") == text.count("Wort.") == 1
        label = {line.partition("]")[0]: line[-13:] for line in text.splitlines() if "[" in line}
        assert ("(Deutschland)", " (Frankreich)") == (label["* [Ä"], label["* [B"])
