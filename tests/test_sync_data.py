"""What a sync of pages and a data file does in single cases."""

import json
from pathlib import Path

import pytest
from repositories import GitFolder
from sync_sites import DE, EN, change, edit, entries, made, run

from leavex_network import DataError, read, sync
from leavex_network.errors import ArgumentError, NetworkError


def test_a_data_file_is_created_from_the_pages(pages: Path, data: Path) -> None:
    network = read(data)
    assert ["Ä", "Wort."] == [network.localize("de")[0].name, network.localize("de")[1].description]
    assert (EN, DE) == ((pages / "index.md").read_text(), (pages / "index.de.md").read_text())
    again = run(pages, data)
    assert ({}, {}) == (again.texts, again.state)


def test_what_the_data_changed_is_taken_over_by_all_pages(pages: Path, data: Path) -> None:
    change(data, "a", territories=["FR"], status="concluded", note="Kept.")
    run(pages, data)
    assert "#### Concluded\n\n* [A](https://a.example) (France)" in (pages / "index.md").read_text()
    assert "(Frankreich)" in (pages / "index.de.md").read_text()
    assert "Kept." == entries(data)["a"]["note"]


def test_a_text_changed_on_both_sides_stays_on_both_until_one_is_preferred(
    pages: Path, data: Path
) -> None:
    edit(pages / "index.md", "Text.", "On the page.")
    change(data, "b", description="In the data.")
    before = (pages / "index.md").read_text()
    for _ in range(2):
        (conflict,) = run(pages, data).conflicts
        assert ("b", 4) == (conflict.entry, conflict.line)
        assert "On the page." in conflict.message
        assert "In the data." in conflict.message
        assert before == (pages / "index.md").read_text()
        assert "In the data." == entries(data)["b"]["description"]
    assert [] == run(pages, data, prefer="data").conflicts
    assert "In the data." in (pages / "index.md").read_text()


def test_a_page_that_is_preferred_decides(pages: Path, data: Path) -> None:
    edit(pages / "index.md", "(Germany)", "(Italy)")
    change(data, "a", territories=["FR"])
    assert 1 == len(run(pages, data).conflicts)
    assert [] == run(pages, data, prefer="pages").conflicts
    assert ["IT"] == entries(data)["a"]["territories"]
    assert "(Italien)" in (pages / "index.de.md").read_text()


def test_a_copy_of_the_original_words_follows_them(pages: Path, data: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example): Words.\n")
    run(pages, data)
    edit(pages / "index.md", "Words.", "Better words.")
    run(pages, data)
    assert "Better words." in (pages / "index.de.md").read_text()
    edit(pages / "index.de.md", "Better words.", "Bessere.")
    edit(pages / "index.md", "Better words.", "The best words.")
    run(pages, data)
    assert "Bessere." in (pages / "index.de.md").read_text()
    assert "Bessere." == read(data).localize("de")["c"].description


def test_the_state_is_written_last_so_that_a_killed_run_heals(pages: Path, data: Path) -> None:
    edit(pages / "index.md", "(Germany)", "(Italy)")
    planned = run(pages, data, dry_run=True)
    for file, text in list(planned.texts.items())[:1]:
        file.write_text(text)
    result = run(pages, data)
    assert [] == result.conflicts
    assert ["IT"] == entries(data)["a"]["territories"]


def test_an_entry_that_the_data_removed_is_removed_from_the_pages(pages: Path, data: Path) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n* [D](https://d.example)\n")
    run(pages, data)
    content = json.loads(data.read_text())
    content["entries"] = [entry for entry in content["entries"] if entry["id"] != "c"]
    data.write_text(json.dumps(content))
    assert [] == run(pages, data).conflicts
    assert "c.example" not in (pages / "index.md").read_text()
    assert ["a", "b", "d"] == list(entries(data))


def test_an_entry_removed_here_and_edited_there_waits_for_a_decision(
    pages: Path, data: Path
) -> None:
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n* [D](https://d.example)\n")
    run(pages, data)
    edit(pages / "index.md", "* [C](https://c.example)\n", "")
    change(data, "c", note="n", territories=["FR"])
    for _ in range(2):
        assert ["c"] == [conflict.entry for conflict in run(pages, data).conflicts]
    run(pages, data, prefer="data")
    assert "[C](https://c.example) (France)" in (pages / "index.md").read_text()


def test_the_title_of_a_page_follows_the_data(tmp_path: Path) -> None:
    front = "---\ntitle: Network\n---\n\nHello.\n\n"
    folder = made(tmp_path, {"index.md": front + EN, "index.de.md": DE})
    data = tmp_path / "network.json"
    run(folder, data)
    content = json.loads(data.read_text())
    content["about"]["title"] = "Our network"
    data.write_text(json.dumps(content))
    edit(folder / "index.md", "Hello.", "Good day.")
    assert [] == run(folder, data).conflicts
    assert 'title: "Our network"' in (folder / "index.md").read_text()
    assert "Good day." == read(data).about.introduction


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', '{"entries": {"a": 1}}'])
def test_a_state_that_is_none_is_an_error_that_names_it(text: str, pages: Path, data: Path) -> None:
    data.with_name("network.sync.json").write_text(text)
    with pytest.raises(DataError) as caught:
        sync(pages, data)
    assert "invalid-state" == caught.value.problems[0].code


def test_a_state_without_its_data_is_an_error(pages: Path, data: Path) -> None:
    data.unlink()
    with pytest.raises(ArgumentError, match="state"):
        sync(pages, data)


@pytest.mark.parametrize(
    "options", [{"prefer": "pages"}, {"history": True}, {"commits": "https://x.example/"}]
)
def test_options_of_data_need_data(options: dict[str, object], pages: Path) -> None:
    with pytest.raises(NetworkError):
        run(pages, **options)


def test_days_and_sources_that_the_data_lacks_are_filled_from_the_commits(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path)
    folder.commit({"index.md": EN}, day="2025-01-05")
    folder.commit({"index.md": EN + "* [C](https://c.example)\n"}, day="2025-02-05")
    data = tmp_path / "network.json"
    options = {"history": True, "commits": "https://git.example/commit/", "language": "en"}
    run(tmp_path, data, **options)
    assert ["2025-01-05", "2025-02-05"] == [entries(data)[key]["listed"] for key in ("a", "c")]
    change(data, "a", listed="2020-01-01")
    run(tmp_path, data, **options)
    assert "2020-01-01" == entries(data)["a"]["listed"]
    source = read(data).about.sources[read(data)["c"].sources[0]]
    assert source.url.startswith("https://git.example/commit/")


# What a person makes by accident


@pytest.mark.parametrize("label", ["(Grmany)", "(DE)", "(until 2027)"])
def test_a_label_that_is_not_understood_changes_no_data(
    label: str, pages: Path, data: Path
) -> None:
    edit(pages / "index.md", "(Germany)", label)
    before = data.read_bytes()
    result = run(pages, data)
    assert DE == (pages / "index.de.md").read_text()
    assert before == data.read_bytes()
    assert ["unknown-label"] == [finding.code for finding in result.findings]


def test_a_removal_from_the_data_that_is_a_conflict_is_reported_and_undone_by_preferring_pages(
    pages: Path, data: Path
) -> None:
    content = json.loads(data.read_text())
    content["entries"] = content["entries"][:1]
    data.write_text(json.dumps(content))
    for _ in range(2):
        assert ["b"] == [conflict.entry for conflict in run(pages, data).conflicts]
        assert EN == (pages / "index.md").read_text()
    run(pages, data, prefer="pages")
    assert ["a", "b"] == list(entries(data))


def test_the_first_sync_with_data_knows_the_commits_of_the_pages(pages: Path) -> None:
    edit(pages / "index.de.md", "(Deutschland)", "(Italien)")
    data = pages.parent.parent / "network.json"
    result = run(pages, data)
    assert "(Italy)" in (pages / "index.md").read_text()
    assert "1 label replaced" in result.summaries[pages / "index.md"]
    assert ["IT"] == entries(data)["a"]["territories"]
    assert {} == run(pages, data).texts


def test_hashtags_of_a_text_that_the_data_changed_are_listed_at_once(
    pages: Path, data: Path
) -> None:
    change(data, "b", description="Join #trains.")
    run(pages, data)
    assert ["trains"] == entries(data)["b"]["hashtags"]
    assert {} == run(pages, data).texts


# Conflicts


def grown(pages: Path, data: Path) -> None:
    """Add five entries to the first page, and bring all in step."""
    lines = "".join(f"* [{name}](https://{name.lower()}.example)\n" for name in "CDEFG")
    (pages / "index.md").write_text(EN + lines)
    run(pages, data)


def reversed_in(data: Path, first: str, second: str) -> None:
    """Exchange two entries of a data file."""
    content = json.loads(data.read_text())
    ids = [entry["id"] for entry in content["entries"]]
    one, other = ids.index(first), ids.index(second)
    items = content["entries"]
    items[one], items[other] = items[other], items[one]
    data.write_text(json.dumps(content))


def without_entry(data: Path, entry_id: str) -> None:
    content = json.loads(data.read_text())
    content["entries"] = [entry for entry in content["entries"] if entry["id"] != entry_id]
    data.write_text(json.dumps(content))


def test_texts_that_differ_at_the_first_sync_are_conflicts(pages: Path, tmp_path: Path) -> None:
    data = tmp_path / "network.json"
    entry = {"kind": "petition", "id": "b", "name": "B", "url": "https://b.example"}
    entry["description"] = "In the data."
    translations = {"de": {"name": "Bé"}}
    content = {"about": {}, "entries": [{**entry, "translations": translations}]}
    data.write_text(json.dumps(content))
    (description,) = run(pages, data).conflicts
    assert ("index.md", 4) == (Path(str(description.file)).name, description.line)
    assert EN == (pages / "index.md").read_text()
    # A page that has only the name in another language gets its own.
    assert DE.replace("[B]", "[Bé]") == (pages / "index.de.md").read_text()
    # A text is preferred to none.
    edit(pages / "index.md", ": Text.", "")
    assert [] == run(pages, data).conflicts
    assert "[B](https://b.example): In the data." in (pages / "index.md").read_text()


def test_facts_that_differ_at_the_first_sync_are_conflicts(pages: Path, tmp_path: Path) -> None:
    data = tmp_path / "network.json"
    entry = {"kind": "petition", "id": "a", "name": "A", "url": "https://a.example"}
    data.write_text(json.dumps({"about": {}, "entries": [{**entry, "territories": ["FR"]}]}))
    for _ in range(2):
        assert ["a"] == [conflict.entry for conflict in run(pages, data).conflicts]
    run(pages, data, prefer="data")
    assert "(Frankreich)" in (pages / "index.de.md").read_text()


@pytest.mark.parametrize(("prefer", "expected"), [("data", "FR"), ("pages", "IT")])
def test_three_changes_of_a_label_are_decided_by_the_side_that_is_preferred(
    prefer: str, expected: str, pages: Path, data: Path
) -> None:
    edit(pages / "index.md", "(Germany)", "(Italy)")
    edit(pages / "index.de.md", "(Deutschland)", "(Spanien)")
    change(data, "a", territories=["FR"])
    assert ["a"] == [conflict.entry for conflict in run(pages, data).conflicts]
    run(pages, data, prefer=prefer)
    assert [expected] == entries(data)["a"]["territories"]


def test_an_address_changed_in_two_languages_is_a_conflict_until_one_is_preferred(
    pages: Path, data: Path
) -> None:
    edit(pages / "index.md", "https://a.example", "https://a.example/1")
    edit(pages / "index.de.md", "https://a.example", "https://a.example/2")
    for _ in range(2):
        assert ["a"] == [conflict.entry for conflict in run(pages, data).conflicts]
    assert [] == run(pages, data, prefer="pages").conflicts
    assert "https://a.example/1" == entries(data)["a"]["url"]
    assert "(https://a.example/1)" in (pages / "index.de.md").read_text()


def test_an_address_changed_on_a_page_and_in_the_data_is_a_conflict(
    pages: Path, data: Path
) -> None:
    edit(pages / "index.md", "https://a.example", "https://a.example/1")
    change(data, "a", url="https://a.example/2")
    assert {"a"} == {conflict.entry for conflict in run(pages, data).conflicts}
    run(pages, data, prefer="data")
    assert "(https://a.example/2)" in (pages / "index.md").read_text()
    assert ["a", "b"] == list(entries(data))


@pytest.mark.parametrize(("prefer", "first"), [("data", "d"), ("pages", "c")])
def test_orders_changed_on_both_sides_stay_until_one_is_preferred(
    prefer: str, first: str, pages: Path, data: Path
) -> None:
    grown(pages, data)
    f, g = "* [F](https://f.example)\n", "* [G](https://g.example)\n"
    edit(pages / "index.md", f + g, g + f)
    reversed_in(data, "c", "d")
    for _ in range(2):
        assert ["conflict"] == [finding.code for finding in run(pages, data).findings]
    assert g + f in (pages / "index.md").read_text()
    assert "d" == list(entries(data))[2]
    run(pages, data, prefer=prefer)
    assert first == list(entries(data))[2]
    assert f"[{first.upper()}]" in (pages / "index.de.md").read_text().splitlines()[4]


def test_the_order_of_the_data_is_taken_over(pages: Path, data: Path) -> None:
    grown(pages, data)
    reversed_in(data, "c", "d")
    assert [] == run(pages, data).findings
    assert "[D]" in (pages / "index.de.md").read_text().splitlines()[4]


def test_texts_of_a_page_that_both_sides_changed_stay_until_one_is_preferred(
    tmp_path: Path,
) -> None:
    english = f"---\ntitle: Network\n---\n\nHello.\n\n{EN}"
    german = f"---\ntitle: Netzwerk\n---\n\nHallo.\n\n{DE}"
    folder = made(tmp_path, {"index.md": english, "index.de.md": german})
    data = tmp_path / "network.json"
    run(folder, data)
    edit(folder / "index.md", "Hello.", "Good day.")
    edit(folder / "index.de.md", "title: Netzwerk", "title: Netz")
    content = json.loads(data.read_text())
    content["about"]["introduction"] = "Welcome."
    content["about"]["translations"]["de"]["introduction"] = "Willkommen."
    data.write_text(json.dumps(content))
    for _ in range(2):
        (conflict,) = run(folder, data).conflicts
        assert ("index.md", 5) == (Path(str(conflict.file)).name, conflict.line)
    assert "Willkommen." in (folder / "index.de.md").read_text()
    assert "Netz" == read(data).localize("de").about.title
    assert [] == run(folder, data, prefer="data").conflicts
    assert "Welcome." in (folder / "index.md").read_text()


def test_texts_of_pages_that_the_data_has_otherwise_at_first_are_conflicts(tmp_path: Path) -> None:
    english = f"---\ntitle: Network\n---\n\nHello.\n\n{EN}"
    german = f"---\ntitle: Network\n---\n\nHallo.\n\n{DE}"
    folder = made(tmp_path, {"index.md": english, "index.de.md": german})
    data = tmp_path / "network.json"
    data.write_text(
        json.dumps({"about": {"title": "Ours", "introduction": "Welcome."}, "entries": []})
    )
    for _ in range(2):
        codes = [finding.code for finding in run(folder, data).conflicts]
        assert ["conflict"] * 2 == codes
    run(folder, data, prefer="data")
    assert 'title: "Ours"' in (folder / "index.md").read_text()
    assert "Hallo." == read(data).localize("de").about.introduction


# Removals


def test_an_entry_that_is_gone_from_all_sides_is_forgotten(pages: Path, data: Path) -> None:
    grown(pages, data)
    for name in ("index.md", "index.de.md"):
        edit(pages / name, "* [C](https://c.example)\n", "")
    without_entry(data, "c")
    assert ([], False) == (run(pages, data).findings, "c.example" in data.read_text())


def test_an_entry_that_one_page_removed_and_another_edited_stays(pages: Path, data: Path) -> None:
    grown(pages, data)
    edit(pages / "index.md", "* [C](https://c.example)\n", "")
    edit(pages / "index.de.md", "[C]", "[Cé]")
    assert ["c"] == [conflict.entry for conflict in run(pages, data).conflicts]
    assert "[Cé]" in (pages / "index.de.md").read_text()


def test_an_entry_whose_section_is_gone_stays_elsewhere(pages: Path, data: Path) -> None:
    grown(pages, data)
    change(data, "c", status="concluded")
    run(pages, data)
    edit(pages / "index.md", "#### Concluded\n\n* [C](https://c.example)\n", "")
    assert ["c"] == [conflict.entry for conflict in run(pages, data).conflicts]
    assert "c" in entries(data)


def test_an_entry_that_only_the_data_has_can_wait_for_its_translation(
    pages: Path, data: Path
) -> None:
    content = json.loads(data.read_text())
    new = {"kind": "petition", "id": "n", "name": "N", "url": "https://n.example"}
    content["entries"].append({**new, "description": "New."})
    data.write_text(json.dumps(content))
    result = run(pages, data, untranslated="skip")
    assert "1 left out: 'N'" in result.summaries[pages / "index.de.md"]
    assert "n.example" in (pages / "index.md").read_text()
    assert "n.example" not in (pages / "index.de.md").read_text()


def test_an_entry_that_a_page_has_in_another_form_is_not_added_there(
    pages: Path, data: Path
) -> None:
    content = json.loads(data.read_text())
    new = {"kind": "petition", "id": "n", "name": "N", "url": "https://n.example"}
    content["entries"].append(new)
    data.write_text(json.dumps(content))
    text = f"{DE}\nSee also [N](https://n.example).\n"
    (pages / "index.de.md").write_text(text)
    run(pages, data)
    assert text == (pages / "index.de.md").read_text()
    assert ({}, {}) == (run(pages, data).texts, run(pages, data).state)


# Which entry is which


def test_an_entry_that_takes_the_id_of_another_gets_its_own(pages: Path, data: Path) -> None:
    initiatives = "### Initiatives\n\n* [**A**](https://another.example)\n\n"
    (pages / "index.md").write_text(initiatives + EN)
    assert [] == run(pages, data).conflicts
    assert {
        "a": "https://a.example",
        "a-2": "https://another.example",
        "b": "https://b.example",
    } == {entry_id: entry["url"] for entry_id, entry in entries(data).items()}


def test_an_item_with_another_address_is_the_entry_whose_name_its_page_shares(
    tmp_path: Path,
) -> None:
    files = {"index.md": "### Petitions\n\n* [A](https://a.example)\n"}
    files["index.de.md"] = "### Petitionen\n\n* [A](https://a.example/x)\n"
    folder = made(tmp_path, files)
    data = tmp_path / "network.json"
    one = {"kind": "petition", "id": "a", "name": "A", "url": "https://a.example"}
    other = {"kind": "petition", "id": "other", "name": "A", "url": "https://other.example"}
    data.write_text(json.dumps({"about": {}, "entries": [one, other]}))
    run(folder, data)
    assert "https://a.example/x" == read(data).localize("de")["a"].url


def test_an_address_changed_in_the_data_and_on_another_page_stays_until_one_is_preferred(
    pages: Path, data: Path
) -> None:
    change(data, "a", url="https://a.example/1")
    edit(pages / "index.de.md", "https://a.example", "https://a.example/2")
    before = (data.read_bytes(), (pages / "index.md").read_bytes())
    for _ in range(2):
        assert ["a"] == [conflict.entry for conflict in run(pages, data).conflicts]
        assert before == (data.read_bytes(), (pages / "index.md").read_bytes())
    assert [] == run(pages, data, prefer="data").conflicts
    assert "(https://a.example/1)" in (pages / "index.de.md").read_text()


def test_an_item_that_lost_its_link_waits_for_a_decision(pages: Path, data: Path) -> None:
    grown(pages, data)
    edit(pages / "index.md", "[C](https://c.example)", "C")
    before = data.read_bytes()
    assert ["c"] == [conflict.entry for conflict in run(pages, data).conflicts]
    assert before == data.read_bytes()


@pytest.mark.parametrize("name", [".", "network.csv", "-"])
def test_what_is_no_data_file_is_an_error(name: str, pages: Path) -> None:
    with pytest.raises(ArgumentError):
        run(pages, pages / name)


def test_an_entry_that_all_pages_removed_and_the_data_edited_stays(pages: Path, data: Path) -> None:
    grown(pages, data)
    for name in ("index.md", "index.de.md"):
        edit(pages / name, "* [C](https://c.example)\n", "")
    change(data, "c", description="New.")
    (conflict,) = run(pages, data).conflicts
    assert ("c", "index.md") == (conflict.entry, Path(str(conflict.file)).name)
    assert "c" in entries(data)


def test_translations_that_the_data_lacks_come_from_their_pages_and_others_stay(
    pages: Path, data: Path
) -> None:
    change(data, "b", translations={"fr": {"description": "Mots."}})
    edit(pages / "index.md", "Text.", "Other text.")
    run(pages, data)
    assert DE == (pages / "index.de.md").read_text()
    assert {"fr": {"description": "Mots."}, "de": {"description": "Wort."}} == {
        code: {name: text for name, text in translation.items() if name != "of"}
        for code, translation in entries(data)["b"]["translations"].items()
    }


def test_labels_of_a_new_entry_that_differ_are_those_of_the_own_page(
    pages: Path, data: Path
) -> None:
    for name, label in (("index.md", "Italy"), ("index.de.md", "Frankreich")):
        path = pages / name
        path.write_text(f"{path.read_text()}* [C](https://c.example) ({label})\n")
    run(pages, data)
    assert ["IT"] == entries(data)["c"]["territories"]
    assert "[C](https://c.example) (Italien)" in (pages / "index.de.md").read_text()


def test_a_title_that_a_page_has_only_in_the_original_language_is_translated_by_the_data(
    tmp_path: Path,
) -> None:
    folder = made(
        tmp_path,
        {
            "index.md": f"---\ntitle: Network\n---\n\n{EN}",
            "index.de.md": f"---\ntitle: Network\n---\n\n{DE}",
        },
    )
    data = tmp_path / "network.json"
    about = {"title": "Network", "translations": {"de": {"title": "Netzwerk"}}}
    data.write_text(json.dumps({"about": about, "entries": []}))
    assert [] == run(folder, data).conflicts
    assert 'title: "Netzwerk"' in (folder / "index.de.md").read_text()


@pytest.mark.parametrize("step", [1, -1])
def test_two_items_of_a_page_that_share_an_entry_of_the_data_both_stay(
    step: int, tmp_path: Path
) -> None:
    english = "### Petitions\n\n* [A](https://a.example)\n"
    items = ["* [Ä2](https://a.example/x)\n", "* [Ä](https://a.example)\n"]
    german = "### Petitionen\n\n" + "".join(items[::step])
    folder = made(tmp_path, {"index.md": english, "index.de.md": german})
    data = tmp_path / "network.json"
    entry = {"kind": "petition", "id": "a", "name": "A", "url": "https://a.example"}
    entry["translations"] = {"de": {"url": "https://a.example/x"}}
    data.write_text(json.dumps({"about": {}, "entries": [entry]}))
    run(folder, data)
    assert german == (folder / "index.de.md").read_text()


def test_a_page_without_the_description_of_the_original_stays_without_it(
    pages: Path, data: Path
) -> None:
    edit(pages / "index.de.md", ": Wort.", "")
    for _ in range(2):
        run(pages, data)
        assert "* [B](https://b.example)\n" in (pages / "index.de.md").read_text()
    assert ({}, {}) == (run(pages, data).texts, run(pages, data).state)


def test_a_petition_that_becomes_an_initiative_has_no_last_day(tmp_path: Path) -> None:
    files = {"index.md": f"### Initiatives\n\n* [**I**](https://i.example)\n\n{EN}"}
    folder = made(tmp_path, files)
    data = tmp_path / "network.json"
    run(folder, data)
    change(data, "b", closes="2030-01-01")
    run(folder, data)
    b = "* [B](https://b.example): Text.\n"
    edit(folder / "index.md", b, "")
    edit(folder / "index.md", "(https://i.example)\n", f"(https://i.example)\n{b}")
    assert [] == run(folder, data).conflicts
    assert ("initiative", None) == (entries(data)["b"]["kind"], entries(data)["b"].get("closes"))


@pytest.mark.parametrize("side", ["data", "index.md", "index.de.md"])
def test_addresses_that_one_side_exchanged_are_exchanged_everywhere(
    side: str, pages: Path, data: Path
) -> None:
    path = data if side == "data" else pages / side
    for old, new in (("a.example", "x.example"), ("b.example", "a.example"), ("x.e", "b.e")):
        edit(path, old, new)
    assert [] == run(pages, data).conflicts
    assert "* [A](https://b.example) (Germany)\n" in (pages / "index.md").read_text()
    assert "* [B](https://a.example): Wort.\n" in (pages / "index.de.md").read_text()
    assert ("A", "https://b.example") == (entries(data)["a"]["name"], entries(data)["a"]["url"])
    assert ({}, {}) == (run(pages, data).texts, run(pages, data).state)


def test_an_entry_that_both_sides_added_is_one(pages: Path, data: Path) -> None:
    content = json.loads(data.read_text())
    new = {"kind": "petition", "id": "c", "name": "C", "url": "https://c.example"}
    content["entries"].append(new)
    data.write_text(json.dumps(content))
    (pages / "index.md").write_text(f"{EN}* [C](https://c.example)\n")
    assert [] == run(pages, data).conflicts
    assert ["a", "b", "c"] == list(entries(data))
    assert f"{DE}* [C](https://c.example)\n" == (pages / "index.de.md").read_text()


def test_an_address_conflict_is_settled_alike_before_and_after_it_was_reported(
    pages: Path, data: Path
) -> None:
    edit(pages / "index.md", "b.example", "page.example")
    change(data, "b", url="https://data.example")
    german = (pages / "index.de.md").read_bytes()
    for _ in range(2):
        assert ["b"] == [conflict.entry for conflict in run(pages, data).conflicts]
        assert german == (pages / "index.de.md").read_bytes()
    run(pages, data, prefer="pages")
    assert "https://page.example" == entries(data)["b"]["url"]
    assert "https://page.example" in (pages / "index.de.md").read_text()


def test_an_entry_whose_address_never_agreed_can_be_removed(tmp_path: Path) -> None:
    lines = "".join(f"* [{name}](https://{name.lower()}.example)\n" for name in "CDEFG")
    folder = made(tmp_path, {"index.md": EN + lines, "index.de.md": DE + lines})
    data = tmp_path / "network.json"
    entry = {"kind": "petition", "id": "c", "name": "C", "url": "https://other.example"}
    data.write_text(json.dumps({"about": {}, "entries": [entry]}))
    assert {"c"} == {conflict.entry for conflict in run(folder, data).conflicts}
    for name in ("index.md", "index.de.md"):
        edit(folder / name, "* [C](https://c.example)\n", "")
    run(folder, data)
    assert "c" not in entries(data)


def test_an_empty_path_is_an_error(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages)
    with pytest.raises(ArgumentError):
        sync("")
