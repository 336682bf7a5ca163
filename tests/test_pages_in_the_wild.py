"""Pages as people keep them: what is read, what is reported, and what a write leaves alone."""

import unicodedata
import warnings
from typing import Any

import pytest
from test_composed_pages import MODELS, Edit, read, written

from leavex_network import Entry, Network, NetworkWarning, loads

FRONT = "---\ntitle: Network\n---\n\n"
TOP = f"{FRONT}### Petitions\n\n"
A, B, C = "https://a.example", "https://b.example", "https://c.example"


def entry(name: str, url: str, kind: str = "petition", **values: Any) -> Entry:
    model: Any = MODELS[kind]
    result: Entry = model(id=values.pop("id", name.lower()), name=name, url=url, **values)
    return result


def onto(network: Network[Entry], text: str, language: str = "en", *, prune: bool = False) -> str:
    """Return a page with a network written to it, and check that a second write is idle."""
    edit = Edit(network, {}, set(), prune)
    after = written(edit, text, language)
    assert after == written(edit, after, language)
    return after


def added(text: str, *entries: Entry, language: str = "en") -> str:
    """Return a page with further entries written to it."""
    network = read(text, language).network
    return onto(Network([*network, *entries], about=network.about), text, language)


def changed(text: str, position: int, language: str = "en", **values: Any) -> str:
    """Return a page with one entry changed."""
    network = read(text, language).network
    entries = list(network)
    entries[position] = entries[position].model_copy(update=values)
    return onto(Network(entries, about=network.about), text, language)


def names(text: str, language: str = "en") -> list[str]:
    return [entry.name for entry in read(text, language).network]


def codes(text: str, language: str = "en") -> list[tuple[str, int]]:
    """Return the code and the line of each finding."""
    return [(report.code, report.line) for report in read(text, language).reports]


# Headings


@pytest.mark.parametrize(
    "heading",
    [
        "Petitions {#petitions}",
        "Petitions {.wide #p}",
        'Petitions {#p class="x"}',
        "📣 Petitions",
        "Petitions ✊🏽",
        ":fire: Petitions",
        "1. Petitions",
        "2) Petitions",
        "II. Petitions",
        "1.2 Petitions",
        "Petitions (3)",
        "Petitions [12]",
        "Petitions:",
        "**Petitions**",
        "**Petitions:**",
        "*Petitions*",
        "__Petitions__",
        "Petitions ###",
        "Petitions <!-- checked -->",
        '<a id="p"></a>Petitions',
        '<a name="p"></a> Petitions',
        "[Petitions](#petitions)",
        "PETITIONS",
        "🗳️ 2. **Petitions** (3): {#p}",
        "Petitions (3) 🎉",
        "Petitions （３）",
    ],
)
def test_what_decorates_a_heading_does_not_matter(heading: str) -> None:
    text = f"{FRONT}### {heading}\n\n* [**A**]({A})\n"
    assert ([], ["petition"]) == (codes(text), list(read(text, "en").network.kinds))


@pytest.mark.parametrize(
    "heading", ["Petitions\n---------", "Petitions\n=========", "## Petitions", "###### Petitions"]
)
def test_a_heading_has_any_level_and_form(heading: str) -> None:
    text = f"{FRONT}{heading}\n\n* [**A**]({A})\n"
    assert ([], ["petition"]) == (codes(text), list(read(text, "en").network.kinds))


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Archived"),
        ("en", "Archive"),
        ("en", "Ended"),
        ("en", "Past"),
        ("en", "Won"),
        ("en", "Successful"),
        ("en", "No longer active"),
        ("en", "Archived petitions"),
        ("en", "Successful petitions"),
        ("de", "Archiviert"),
        ("de", "Archiv"),
        ("de", "Gewonnen"),
        ("de", "Erfolgreich"),
        ("de", "Nicht mehr aktiv"),
        ("es", "Archivadas"),
        ("es", "Ganadas"),
        ("fr", "Archivées"),
        ("fr", "Gagnées"),
        ("it", "Archiviate"),
        ("it", "Vinte"),
        ("nl", "Gearchiveerd"),
        ("nl", "Gewonnen"),
        ("pl", "Zarchiwizowane"),
        ("pl", "Wygrane"),
        ("pt-PT", "Arquivadas"),
        ("sv", "Arkiverade"),
        ("sv", "Vunna"),
        ("fi", "Arkistoidut"),
        ("cs", "Archivované"),
        ("hu", "Archivált"),
        ("ro", "Arhivate"),
        ("tr", "Arşivlenenler"),
        ("uk", "Архівні"),
        ("ja", "アーカイブ"),
        ("ar", "مؤرشفة"),
    ],
)
def test_many_words_say_that_petitions_are_concluded(language: str, heading: str) -> None:
    text = f"{TOP}* [A]({A})\n\n#### {heading}\n\n* [B]({B})\n"
    assert ["active", "concluded"] == [entry.status for entry in read(text, language).network]


def test_sections_with_attributes_are_read_and_written_in_place() -> None:
    text = (
        f"{FRONT}### Initiatives {{#initiatives}}\n\n* [**A**]({A}): One. (Italy)\n\n"
        f"### Petitions {{#petitions}}\n\n* [B]({B}) (Spain)\n\n"
        f"#### Concluded {{#concluded}}\n\n* [C]({C}) (Spain)\n"
    )
    network = read(text, "en").network
    facts = [(entry.kind, entry.status) for entry in network]
    assert [("initiative", "active"), ("petition", "active"), ("petition", "concluded")] == facts
    assert text == onto(network, text)


def test_on_a_page_whose_headings_are_all_unknown_no_kind_is_guessed() -> None:
    text = f"{FRONT}### Our friends\n\n* [A]({A}) (Italy)\n\n### Sign these\n\n* [B]({B}) (Spain)\n"
    assert [] == names(text)
    assert [("unknown-heading", 5), ("unknown-heading", 9)] == codes(text)
    # Its items are listed, though they are no entries.
    assert text == added(text, entry("A", A), entry("B", B))


def test_items_below_an_unknown_subheading_keep_the_kind_and_status_around_them() -> None:
    text = f"{TOP}* [A]({A}) (Italy)\n\n#### By friends\n\n* [B]({B}) (Italy)\n* [C]({C})\n"
    network = read(text, "en").network
    assert [("petition", "active")] * 3 == [(entry.kind, entry.status) for entry in network]
    assert [("unknown-heading", 9)] == codes(text)


@pytest.mark.parametrize("below", ["", f"* [B]({B})\n", "Words.\n"])
def test_nothing_is_inserted_below_an_unknown_subheading(below: str) -> None:
    text = f"{TOP}* [A]({A})\n\n#### By friends\n\n{below}"
    assert text.replace(f"({A})\n", f"({A})\n* [C]({C})\n") == added(text, entry("C", C))


def test_a_new_heading_goes_behind_all_that_is_in_its_section() -> None:
    text = f"{TOP}* [A]({A})\n* [B]({B})\n\n| x |\n|---|\n| y |\n\n---\n\nThe end.\n"
    expected = (
        f"{TOP}* [A]({A})\n\n| x |\n|---|\n| y |\n\n#### Concluded\n\n* [B]({B})\n\n"
        "---\n\nThe end.\n"
    )
    assert expected == changed(text, 1, status="concluded")


# Lists


@pytest.mark.parametrize("mark", [".", ")"])
def test_an_ordered_list_is_read_and_goes_on_counting(mark: str) -> None:
    text = f"{TOP}1{mark} [A]({A}) (Italy)\n2{mark} [B]({B}) (Spain)\n"
    assert (["A", "B"], []) == (names(text), codes(text))
    assert f"{text}3{mark} [C]({C})\n" == added(text, entry("C", C))


def test_a_list_that_writes_1_before_all_items_goes_on_so() -> None:
    text = f"{TOP}1. [A]({A})\n1. [B]({B})\n"
    assert f"{text}1. [C]({C})\n" == added(text, entry("C", C))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (f"- [A]({A})\n- [B]({B})\n", f"- [A]({A})\n- [B]({B})\n- [C]({C})\n"),
        (f"+  [A]({A})\n", f"+  [A]({A})\n+  [C]({C})\n"),
        (f"* [A]({A})\n\n* [B]({B})\n", f"* [A]({A})\n\n* [B]({B})\n\n* [C]({C})\n"),
        (f"* [A]({A})\r\n", f"* [A]({A})\r\n* [C]({C})\r\n"),
        (f"* [A]({A})\r", f"* [A]({A})\r* [C]({C})\r"),
        (f"* [A]({A})", f"* [A]({A})\n* [C]({C})"),
    ],
)
def test_a_new_item_is_written_as_its_neighbors_are(items: str, expected: str) -> None:
    assert f"{TOP}{expected}" == added(f"{TOP}{items}", entry("C", C))


def test_a_new_item_ends_as_its_neighbors_do_on_a_page_with_two_line_endings() -> None:
    text = f"---\ntitle: x\n---\n\n### Petitions\r\n\r\n* [A]({A}) (Italy)\r\n"
    assert f"{text}* [C]({C})\r\n" == added(text, entry("C", C))


def test_a_new_item_goes_to_the_end_of_a_section_without_items() -> None:
    text = f"{TOP}We like these.\n\n---\n\nThe end.\n"
    expected = f"{TOP}We like these.\n\n* [C]({C})\n\n---\n\nThe end.\n"
    assert expected == added(text, entry("C", C))


def test_a_new_item_keeps_its_distance_from_an_underlined_heading() -> None:
    start = f"{TOP}* [A]({A})\n\n#### Concluded\n\n"
    end = f"Initiatives\n===========\n\n* [**B**]({B})\n"
    expected = f"{start}* [C]({C})\n\n{end}"
    assert expected == added(start + end, entry("C", C, status="concluded"))


def test_an_item_that_is_not_read_is_a_wall() -> None:
    text = f"{TOP}* [A]({A})\n* [ ] [x](https://x.example)\n* [B]({B})\n"
    network = read(text, "en").network
    new = entry("C", C)
    after = onto(Network([network[0], new, network[1]], about=network.about), text)
    assert text.replace("* [ ]", f"* [C]({C})\n* [ ]") == after


def test_a_second_item_of_an_address_goes_where_the_entry_goes() -> None:
    text = f"{TOP}* [A]({A})\n* [B]({B})\n* [Again]({A}/)\n\n#### Concluded\n\n* [C]({C})\n"
    assert [("listed-twice", 9)] == codes(text)
    items = f"* [A]({A})\n* [Again]({A}/)\n* [C]({C})\n"
    expected = f"{TOP}* [B]({B})\n\n#### Concluded\n\n{items}"
    assert expected == changed(text, 0, status="concluded")
    network = read(text, "en").network
    fewer = Network(list(network)[1:], about=network.about)
    pruned = f"{TOP}* [B]({B})\n\n#### Concluded\n\n* [C]({C})\n"
    assert pruned == onto(fewer, text, prune=True)


# Items that are read


@pytest.mark.parametrize(
    "icon",
    [
        "🗳️ ",
        "✊🏽",
        "🇩🇪 ",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f ",
        "![logo](/logo.png) ",
        "![](https://t.example/x.svg)",
        '{{< icon "fire" >}} ',
        "{{% icon fire %}} ",
        ":fire: ",
        ":de: :+1: ",
        "→ ",
    ],
)
def test_an_icon_may_precede_the_link(icon: str) -> None:
    text = f"{TOP}* {icon}[A]({A})\n* [B]({B}) (Spain)\n"
    assert (["A", "B"], []) == (names(text), codes(text))
    expected = f"{TOP}* {icon}[A]({A})\n\n#### Concluded\n\n* [B]({B}) (Spain)\n"
    assert expected == changed(text, 1, status="concluded")
    assert text.replace("[A]", "[New]") == changed(text, 0, name="New")


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        (f"[A]({A})", "petition"),
        (f"[**A**]({A})", "initiative"),
        (f"**[A]({A})**", "initiative"),
        (f"__[A]({A})__", "initiative"),
        (f"[__A__]({A})", "initiative"),
        (f"[*A*]({A})", "petition"),
        (f"*[A]({A})*", "petition"),
        (f"_[A]({A})_", "petition"),
        (f"***[A]({A})***", "initiative"),
        (f'[A]({A} "Title")', "petition"),
        (f"[**A**]({A} 'Title (x)')", "initiative"),
        (f"[A](<{A}>)", "petition"),
        (f'[A](<{A}> "Title")', "petition"),
    ],
)
def test_the_form_of_a_link_tells_the_kind_and_stays(link: str, kind: str) -> None:
    text = f"{FRONT}* {link}: Text. (Italy)\n"
    network = read(text, "en").network
    facts = [(entry.name, entry.url, entry.kind, entry.description) for entry in network]
    assert [("A", A, kind, "Text.")] == facts
    assert [("IT",)] == [entry.territories for entry in network]
    assert text.replace("Text.", "New.") == changed(text, 0, description="New.")
    assert text.replace("A", "Z").replace("Zl", "Al") == changed(text, 0, name="Z")


@pytest.mark.parametrize(
    "attributes", ['{target="_blank"}', "{:.external}", '{: target="_blank" rel="nofollow"}']
)
@pytest.mark.parametrize("link", [f"[**A**]({A})", f"**[A]({A})**", f'[**A**]({A} "Title")'])
def test_an_attribute_list_stays_with_its_link(link: str, attributes: str) -> None:
    text = f"{FRONT}### Initiatives\n\n* {link}{attributes}: Text. (Italy)\n"
    assert ["Text."] == [entry.description for entry in read(text, "en").network]
    assert text.replace("Text.", "New.") == changed(text, 0, description="New.")
    assert text.replace(": Text.", "") == changed(text, 0, description="")


def test_what_is_below_an_item_goes_with_it() -> None:
    item = f"* [A]({A}): Text. (Italy)\n\n  More words.\n\n  * nested\n"
    text = f"{TOP}{item}* [B]({B})\n\n#### Concluded\n\n* [C]({C})\n"
    expected = f"{TOP}* [B]({B})\n\n#### Concluded\n\n"
    after = changed(text, 0, status="concluded")
    assert expected == after[: len(expected)]
    assert item.rstrip() in after
    assert text.replace("Text.", "New.") == changed(text, 0, description="New.")


def test_an_item_with_text_below_keeps_a_marker_that_the_text_is_indented_for() -> None:
    item = f"* [A]({A})\n  * nested\n"
    heading, other = "#### Concluded\n\n", f"1) [C]({C})\n"
    text = f"{TOP}{item}\n{heading}{other}"
    assert f"{TOP}{heading}{item}{other}" == changed(text, 0, status="concluded")


def test_an_entry_that_changes_its_kind_leaves_the_paragraph_below_apart() -> None:
    text = f"* [**A**]({A})\n\nFooter words\n"
    assert f"* [A]({A})\n\nFooter words\n" == onto(Network([entry("A", A)]), text)


@pytest.mark.parametrize("below", ["  1. one\n     - two\n", "\n      code\n", "  <!-- c -->\n"])
def test_an_item_with_text_below_takes_no_items_of_its_new_list_inside(below: str) -> None:
    items = f"  * [B]({B})\n  * [C]({C})\n"
    text = f"{TOP}- [A]({A})\n{below}\n#### Concluded\n\n{items}"
    after = changed(text, 0, status="concluded")
    assert after.endswith(items)
    assert ["A", "B", "C"] == names(after)


def test_a_new_initiative_takes_no_indented_item_below_it_inside() -> None:
    text = f"  * [A]({A})\n+ [B]({B})\n"
    after = added(text, entry("N", "https://n.example", "initiative"))
    assert ["N", "A", "B"] == names(after)


def test_the_rest_of_a_numbered_list_below_a_paragraph_stays_a_list() -> None:
    text = f"{TOP}Words:\n1. [A]({A})\n2. [B]({B})\n\n#### Concluded\n"
    after = changed(text, 0, status="concluded")
    assert f"Words:\n1. [B]({B})\n" in after
    assert {"A", "B"} == set(names(after))
    # What is no entry keeps its number, and does not continue the paragraph.
    text = f"{TOP}Words:\n1. [A]({A})\n2. [ ] [B]({B})\n\n#### Concluded\n"
    assert f"Words:\n\n2. [ ] [B]({B})\n" in changed(text, 0, status="concluded")


def test_a_break_ends_the_section_on_a_page_that_names_no_kind() -> None:
    text = f"### Concluded\n\n* [A]({A})\n\n---\n\n* [Imprint]({B})\n"
    assert ["A"] == names(text)
    assert text == added(text)[: len(text)]


def test_lazy_text_below_an_item_stays_its_text() -> None:
    text = f"{TOP}   * [A]({A}): X\n    * [E]({B})\n\n#### Concluded\n\n* [C]({C})\n"
    description = read(text, "en").network[0].description
    network = read(changed(text, 0, status="concluded"), "en").network
    assert [description] == [e.description for e in network if e.name == "A"]


def test_a_break_below_a_removed_item_makes_no_heading_of_the_paragraph_above() -> None:
    text = f"{TOP}Some words.\n* [A]({A})\n---\n\n* [B]({B})\n"
    about = read(text, "en").network.about
    assert "Some words.\n\n---\n" in onto(Network([], about=about), text, prune=True)


@pytest.mark.parametrize(
    "title",
    [
        "**Concluded**",
        "__Concluded:__",
        "<h4>Concluded</h4>",
        "<details><summary>Concluded</summary>",
        "####Concluded",
    ],
)
def test_a_line_that_looks_like_a_heading_is_reported(title: str) -> None:
    assert [("unknown-heading", 9)] == codes(f"{TOP}* [A]({A})\n\n{title}\n\n* [C]({C})\n")


def test_a_reference_link_before_a_colon_is_reported() -> None:
    text = f"{TOP}* [B][b]: Text.\n\n[b]: {B}\n"
    assert [("unread-item", 7)] == codes(text)


def test_the_link_of_a_footnote_is_reported() -> None:
    assert [("unread-link", 9)] == codes(f"{TOP}* [A]({A})[^2]\n\n[^2]: [B]({B})\n")


def test_an_emoji_code_is_no_separator() -> None:
    text = f"{TOP}* [A]({A}) :fire:\n"
    assert [":fire:"] == [e.description for e in read(text, "en").network]
    assert f"{TOP}* [A]({A}): New.\n" == changed(text, 0, description="New.")


def test_links_below_an_item_are_notices() -> None:
    text = f"{TOP}* [A]({A})\n\n  More at [b]({B}).\n"
    assert (["A"], [("unread-link", 9)]) == (names(text), codes(text))


@pytest.mark.parametrize(
    "block",
    [
        "> A quote.\n",
        "<!-- comment -->\n",
        "```\ncode\n```\n",
        "<p>HTML</p>\n",
        "***\n",
        "| a | b |\n|---|---|\n| c | d |\n",
    ],
)
def test_a_block_directly_below_an_item_is_not_a_part_of_it(block: str) -> None:
    text = f"{TOP}* [A]({A})\n{block}"
    network = read(text, "en").network
    assert f"{TOP}{block}" == onto(Network([], about=network.about), text, prune=True)


def test_a_closing_shortcode_directly_below_an_item_is_not_a_part_of_it() -> None:
    text = f"{TOP}{{{{< list >}}}}\n* [A]({A})\n{{{{< /list >}}}}\n"
    network = read(text, "en").network
    assert [""] == [entry.description for entry in network]
    after = changed(text, 0, status="concluded")
    assert f"{TOP}{{{{< list >}}}}\n{{{{< /list >}}}}\n" == after[: after.index("\n#### ")]


def test_an_item_below_a_heading_for_no_kind_shows_its_kind_by_emphasis() -> None:
    text = f"{TOP}* [**A**]({A})\n\n### Concluded\n\n* [C]({C})\n"
    assert ["petition", "petition"] == [entry.kind for entry in read(text, "en").network]
    network = read(changed(text, 0, status="concluded"), "en").network
    assert {("A", "petition"), ("C", "petition")} == {(e.name, e.kind) for e in network}
    assert ["concluded", "concluded"] == [entry.status for entry in network]


# What is not read


@pytest.mark.parametrize(
    "item",
    [
        f"* [ ] [B]({B})",
        f"* [x] [B]({B}) (Italy)",
        f"* [X] **[B]({B})**",
        f"* ~~[B]({B})~~",
        f"* [~~B~~]({B}) (Italy)",
        f"* Germany: [B]({B})",
        f"* **Germany** [B]({B})",
        f"1. See [B]({B})",
        f"* {B}",
        f"* <{B}>",
        f"* B: {B}/",
        f"* B <{B}>",
        f'* <a href="{B}">B</a>',
        f"* <a class=x href='{B}'>B</a> (Italy)",
        f"* [B]({B}",
        f"* [B] ({B})",
        f"* `[x]` [B]({B})",
    ],
)
def test_an_item_that_is_not_understood_is_reported_and_listed(item: str) -> None:
    text = f"{TOP}* [A]({A})\n{item}\n"
    assert (["A"], [("unread-item", 8)]) == (names(text), codes(text))
    assert text == added(text, entry("B", B))


@pytest.mark.parametrize(
    "item",
    [
        "* [B](mailto:us@b.example)",
        "* [B](tel:+491234)",
        "* [B](#anchor)",
        "* [B](htps://b.example)",
        "* [B](https//b.example)",
        "* [B](https:/b.example)",
        "* [B](ftp://b.example)",
        "* [B](javascript:x)",
        "* [B](page.md)",
        "* [B](../page/)",
        "* [B](b.example)",
        "* [B](https://)",
        "* [B](https://b.example/a|b)",
        '* [B]({{< ref "b.md" >}})',
        '* [B]({{% relref "b.md" %}})',
        '* [B]({{< relref path="b" lang="de" >}}) (Italy)',
    ],
)
def test_a_bad_item_spoils_only_itself(item: str) -> None:
    text = f"{TOP}* [A]({A})\n{item}\n* [C]({C})\n"
    assert (["A", "C"], [("unread-item", 8)]) == (names(text), codes(text))
    assert text == onto(read(text, "en").network, text)
    assert text.replace("[A]", "[New]") == changed(text, 0, name="New")


@pytest.mark.parametrize(
    ("item", "definition"),
    [
        ("* [B][b]", f"[b]: {B}"),
        ("* [b][]", f"[b]: {B}"),
        ("* [B] (Italy)", f"[b]: <{B}> 'Title'"),
        ("* **[B][b]**", f" [b]: {B}"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_reference_link_is_reported_and_listed(item: str, definition: str, newline: str) -> None:
    text = f"{TOP}{item}\n\n{definition}\n".replace("\n", newline)
    assert ([], [("unread-item", 7)]) == (names(text), codes(text))
    assert text == added(text, entry("B", B))


def test_a_definition_inside_an_item_does_not_make_the_page_unwritable() -> None:
    text = f"{TOP}* [A]({A})\n* **[B][b]**\n\n  [b]: {B}\n"
    network = read(text, "en").network
    moved = [entry.model_copy(update={"url": f"{entry.url}/new"}) for entry in network]
    after = onto(Network(moved, about=network.about), text)
    assert moved == list(read(after, "en").network)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("marker", ["*", "-", "1."])
def test_items_below_an_item_without_a_link_are_reported(between: str, marker: str) -> None:
    nested = f"  {marker} [A]({A}) (Italy)\n  {marker} [B]({B})\n"
    text = f"{TOP}* Germany{between}{nested}"
    line = 7 + len(between)
    assert ([], [("unread-item", line), ("unread-item", line + 1)]) == (names(text), codes(text))
    assert text == added(text, entry("A", A), entry("B", B))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "table",
    [
        f"| Name | Country |\n|---|---|\n| [A]({A}) | Italy |\n",
        f"Name | Country\n--- | ---\n[A]({A}) | Italy\n",
        f"|Name|\n|:-:|\n|{A}|\n",
    ],
)
def test_a_row_of_a_table_is_reported_and_listed(table: str, newline: str) -> None:
    text = f"{TOP}{table}".replace("\n", newline)
    assert ([], [("unread-item", 9)]) == (names(text), codes(text))
    expected = f"{text}{newline}* [B]({B}){newline}"
    assert expected == added(text, entry("A", A), entry("B", B))


@pytest.mark.parametrize(
    ("block", "line"),
    [
        (f"See [B]({B}).\n", 7),
        (f"See\n{B} and more.\n", 8),
        (f'<p><a href="{B}">B</a></p>\n', 7),
        (f"> [B]({B})\n", 7),
        (f"[^1]: See [B]({B}).\n", 7),
    ],
)
def test_a_link_in_a_paragraph_is_a_notice_and_listed(block: str, line: int) -> None:
    text = f"{TOP}{block}\n* [A]({A})\n"
    assert (["A"], [("unread-link", line)]) == (names(text), codes(text))
    assert text == added(text, entry("B", B))


@pytest.mark.parametrize("link", ["www.b.example", "WWW.b.example/"])
def test_a_plain_address_without_a_scheme_counts_as_listed(link: str) -> None:
    text = f"{TOP}See {link}.\n\n* [A]({A})\n"
    assert text == added(text, entry("B", "https://www.b.example"))


def test_a_relative_link_on_a_page_of_an_unknown_site_is_reported_as_written() -> None:
    text = "### Petitions\n\nSee [our page](/network/).\n\n* [A](https://a.example)\n"
    with pytest.warns(NetworkWarning, match="'/network/' is not read as an entry"):
        assert ["A"] == [entry.name for entry in loads(text, "markdown")]


def test_strong_text_between_two_links_is_no_word_for_a_further_address() -> None:
    text = f"{TOP}* [A]({A}) **also** [here]({B})\n"
    assert [()] == [entry.also_at for entry in read(text, "en").network]


@pytest.mark.parametrize("fence", ["~~~", "```"])
def test_links_in_code_below_an_item_are_not_listed(fence: str) -> None:
    text = f"{TOP}* [A]({A})\n\n  {fence}\n  [code]({B})\n  {fence}\n"
    assert (["A"], []) == (names(text), codes(text))
    assert f"({B})\n* [" not in text
    assert added(text, entry("B", B)).count(B) == 2


@pytest.mark.parametrize(
    "paragraph", [f"`[code]({B})`", f"`` ` [code]({B}) ``", f"a `b` `[code]({B})`"]
)
def test_a_link_in_a_code_span_is_not_listed(paragraph: str) -> None:
    text = f"{TOP}{paragraph}\n\n* [A]({A})\n"
    assert [] == codes(text)


@pytest.mark.parametrize("paragraph", [f"a ` [B]({B})", f"`` a ` [B]({B})"])
def test_a_backtick_alone_begins_no_code(paragraph: str) -> None:
    text = f"{TOP}{paragraph}\n\n* [A]({A})\n"
    assert ["unread-link"] == [code for code, _ in codes(text)]


def test_a_code_span_has_no_blank_line() -> None:
    text = f"{TOP}* [A]({A})\n\n  a ` b\n\n  [B]({B}) ` c\n"
    assert [("unread-link", 11)] == codes(text)


@pytest.mark.parametrize(
    ("item", "moved"),
    [
        (f"* [**A**]({A}): Text. (Italy)", f"* [A]({A}): Text. (Italy)"),
        (f"* **[A]({A})**: Text.", f"* [A]({A}): Text."),
        (f"* ***[A]({A})***", f"* [A]({A})"),
    ],
)
def test_an_item_that_moves_below_a_heading_for_no_kind_loses_only_its_strong_emphasis(
    item: str, moved: str
) -> None:
    text = f"{TOP}{item}\n\n### Concluded\n\n* [C]({C})\n"
    after = changed(text, 0, status="concluded")
    assert ("A", "petition") in {(entry.name, entry.kind) for entry in read(after, "en").network}
    assert moved.partition("A](")[2] in after


def test_the_underscores_of_an_icon_are_no_emphasis() -> None:
    (entry,) = read(f"{FRONT}* :a__b: [A]({A})\n", "en").network
    assert "petition" == entry.kind


def test_an_initiative_that_moves_below_a_heading_for_no_kind_becomes_strong() -> None:
    text = f'{FRONT}### Initiatives\n\n* [A]({A} "Title"): Text.\n\n### Concluded\n\n* [C]({C})\n'
    after = changed(text, 0, status="concluded")
    assert f'* [**A**]({A} "Title"): Text.\n' in after


@pytest.mark.parametrize(
    "comment",
    [
        f"<!-- * [B]({B}) -->\n",
        f"<!--\n* [B]({B})\n\n* [x](https://x.example)\n-->\n",
        f"<!-- {B} -->\n",
    ],
)
def test_a_commented_out_item_is_listed_but_not_reported(comment: str) -> None:
    text = f"{TOP}* [A]({A})\n\n{comment}"
    assert (["A"], []) == (names(text), codes(text))
    assert text == added(text, entry("B", B))


def test_an_item_in_code_is_not_listed() -> None:
    inside = f"{TOP}* [A]({A})\n\n  ```\n  [B]({B})\n  ```\n"
    assert (["A"], []) == (names(inside), codes(inside))
    assert f"{inside}* [B]({B})\n" == added(inside, entry("B", B))
    text = f"{TOP}* [A]({A})\n\n```\n* [B]({B})\n```\n"
    assert (["A"], []) == (names(text), codes(text))
    assert text.replace(f"({A})\n", f"({A})\n* [B]({B})\n") == added(text, entry("B", B))


@pytest.mark.parametrize("url", ["https://b.example/x_(b)", "https://b.example/a?x=1&y=2#c"])
@pytest.mark.parametrize("form", ["* {url}", "* <{url}>", "* B: {url}.", "* (see {url})"])
def test_a_plain_address_is_listed_as_a_whole(form: str, url: str) -> None:
    text = f"{TOP}* [A]({A})\n{form.format(url=url)}\n"
    assert text == added(text, entry("B", url))


def test_links_in_descriptions_and_further_addresses_are_not_listed() -> None:
    text = f"{TOP}* [A]({A}) also [here]({B}): See [c]({C}).\n"
    after = added(text, entry("B", B), entry("C", C))
    assert f"{text}* [B]({B})\n* [C]({C})\n" == after


def test_an_address_below_a_pruned_item_is_not_listed() -> None:
    text = f"{TOP}* [A]({A})\n\n  See {B}\n"
    about = read(text, "en").network.about
    assert ["B"] == names(onto(Network([entry("B", B)], about=about), text, prune=True))


# Outside of sections


@pytest.mark.parametrize(
    "navigation",
    [
        "* [Deutsch](/de/network/)\n* [About](/about/)\n",
        "* [Petitions](#petitions)\n",
        "- [Home](https://home.example)\n- [**Bold**](https://bold.example)\n",
        "1. [Petitions](#petitions)\n   1. [Concluded](#concluded)\n",
    ],
)
def test_lists_above_the_first_section_are_left_alone(navigation: str) -> None:
    text = f"{FRONT}{navigation}\n### Petitions\n\n* [A]({A}) (Italy)\n"
    network = read(text, "en").network
    assert (["A"], []) == (names(text), codes(text))
    assert text == onto(network, text, prune=True)
    pruned = onto(Network([entry("C", C)], about=network.about), text, prune=True)
    assert f"{FRONT}{navigation}\n### Petitions\n\n* [C]({C})\n" == pruned


@pytest.mark.parametrize("mark", ["---", "***", "___", "- - -", "* * *"])
def test_a_thematic_break_ends_the_section(mark: str) -> None:
    text = f"{TOP}* [A]({A})\n\n{mark}\n\n* [Imprint](/imprint/)\n* [B]({B})\n"
    assert ["A"] == names(text)
    after = added(text, entry("C", C))
    assert text.replace(f"({A})\n", f"({A})\n* [C]({C})\n") == after


def test_a_heading_of_the_same_level_ends_the_section() -> None:
    text = f"{TOP}* [A]({A})\n\n### Sponsors\n\n* [B]({B})\n"
    assert (["A"], [("unknown-heading", 9)]) == (names(text), codes(text))


def test_an_item_that_cannot_be_read_leaves_the_contents_list_alone() -> None:
    text = (
        f"{FRONT}* [Petitions](#petitions)\n\n### Petitions\n\n"
        f"* [A]({A}) (Italy)\n* [Write to us](mailto:us@a.example)\n"
    )
    assert (["A"], [("unread-item", 10)]) == (names(text), codes(text))
    assert text == onto(read(text, "en").network, text)


# The introduction


@pytest.mark.parametrize(
    "before",
    [
        "![Banner](banner.png)\n",
        "[![Banner](banner.png)](/)\n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "a | b\n--- | ---\nc | d\n",
        "> [!NOTE]\n> A callout.\n",
        "[d]: https://d.example\n",
        "[^1]: A footnote.\n",
        "```\ncode\n```\n",
        "    indented code\n",
        "<!-- comment -->\n",
        '<div class="hero">\n</div>\n',
        "{{< lead >}}\n",
        "* [Deutsch](/de/network/)\n",
    ],
)
def test_the_introduction_is_the_first_paragraph_of_text(before: str) -> None:
    text = f"{FRONT}{before}\nWe list campaigns.\n\n### Petitions\n\n* [A]({A}) (Italy)\n"
    network = read(text, "en").network
    assert "We list campaigns." == network.about.introduction
    assert text == onto(network, text)
    about = network.about.model_copy(update={"introduction": "New."})
    expected = text.replace("We list campaigns.", "New.")
    assert expected == onto(Network(network, about=about), text)


def test_a_banner_alone_is_no_introduction() -> None:
    text = f"{FRONT}![Banner](banner.png)\n\n### Petitions\n\n* [A]({A})\n"
    network = read(text, "en").network
    assert "" == network.about.introduction
    assert text == onto(network, text)


# Labels


@pytest.mark.parametrize(
    ("language", "label", "territories"),
    [
        ("en", " (Italy)", ("IT",)),
        ("en", " (Italy, Spain)", ("IT", "ES")),
        ("en", " (Italy; Spain)", ("IT", "ES")),
        ("en", "（Italy）", ("IT",)),
        ("en", " (🇮🇹)", ("IT",)),
        ("en", " (🇮🇹 Italy)", ("IT",)),
        ("en", " (Italy 🇮🇹)", ("IT",)),
        ("en", " (🇮🇹 Italy, 🇪🇸 Spain)", ("IT", "ES")),
        ("en", " (🇮🇹, 🇪🇸)", ("IT", "ES")),
        ("en", " *(Italy)*", ("IT",)),
        ("en", " **(Italy)**", ("IT",)),
        ("en", " _(Italy)_", ("IT",)),
        ("en", " ***(Italy)***", ("IT",)),
        ("en", " (Italy)[^1]", ("IT",)),
        ("en", " (Italy) [^note]", ("IT",)),
        ("en", " (Italy) <!-- checked -->", ("IT",)),
        ("en", " (Italy) :it: :tada:", ("IT",)),
        ("en", ' (Italy) {{< icon "new" >}}', ("IT",)),
        ("en", " (Italy){.new}", ("IT",)),
        ("en", " (Italy)<br />", ("IT",)),
        ("en", " (Italy) 🎉", ("IT",)),
        ("en", " (Italy) ✊🏽", ("IT",)),
        ("en", " (Italy).", ("IT",)),
        ("en", " \u200e(Italy)\u200e", ("IT",)),
        ("en", " (\u2068Italy\u2069)", ("IT",)),
        ("en", " (Deutschland)", ("DE",)),
        ("en", " (ドイツ)", ("DE",)),
        ("en", " (EU)", ("EU",)),
        ("fr", " (Kanada)", ("CA",)),
        ("de", " (Europe)", ("150",)),
        ("de", " (UK)", ("GB",)),
        ("de", " (USA)", ("US",)),
        ("ja", "（ドイツ、フランス）", ("DE", "FR")),
        ("ja", "（ドイツ，フランス）", ("DE", "FR")),
        ("ja", "(ドイツ)", ("DE",)),
        ("ja", "（ドイツ）。", ("DE",)),
        ("ar", " (ألمانيا، فرنسا)", ("DE", "FR")),
        ("ar", " (\u200fألمانيا\u200f)", ("DE",)),
        ("ar", " (ألمانيا؛ فرنسا)", ("DE", "FR")),
        ("uk", " (Німеччина)", ("DE",)),
    ],
)
def test_a_label_is_read_in_every_script_and_form(
    language: str, label: str, territories: tuple[str, ...]
) -> None:
    for item in (f"* [A]({A}){label}\n", f"* [A]({A}): Text.{label}\n"):
        text = TOP + item
        network, reports = read(text, language)
        assert [] == reports
        assert [territories] == [tuple(map(str, entry.territories)) for entry in network]
        assert ["Text." if "Text" in item else ""] == [entry.description for entry in network]
        assert text == onto(network, text, language)
        without = changed(text, 0, language, territories=())
        assert [()] == [entry.territories for entry in read(without, language).network]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", " (vs)"),
        ("en", " (indie)"),
        ("en", " (VK)"),
        ("en", " (AI)"),
        ("en", " (us)"),
        ("en", " (see below)"),
        ("en", " (polska)"),
        ("en", " (an Island)"),
        ("en", " (Island)"),
    ],
)
def test_words_that_are_countries_elsewhere_are_no_label(language: str, label: str) -> None:
    network = read(f"{TOP}* [A]({A}){label}\n", language).network
    assert [((), label.strip())] == [(entry.territories, entry.description) for entry in network]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", " (Congo)"),
        ("en", " (Narnia)"),
        ("en", " *(Narnia)*"),
        ("en", " (Narnia)[^1]"),
        ("en", " (Italy, Narnia)"),
        ("en", " (🇮🇹 Spain)"),
        ("ja", "（ナルニア）"),
        ("ja", "（ドイツ、ナルニア）"),
        ("ar", " (نارنيا)"),
        ("uk", " (Нарнія)"),
    ],
)
def test_a_label_that_names_no_territory_is_reported(language: str, label: str) -> None:
    text = f"{TOP}* [A]({A}){label}\n"
    network, reports = read(text, language)
    assert [("unknown-label", 7)] == [(report.code, report.line) for report in reports]
    assert [()] == [entry.territories for entry in network]
    assert text == onto(network, text, language)


def test_full_width_punctuation_is_read_and_kept() -> None:
    text = f"{FRONT}### 請願\n\n* [例]({A})：説明です。（ドイツ、フランス）\n"
    network = read(text, "ja").network
    assert ["説明です。"] == [entry.description for entry in network]
    assert [("DE", "FR")] == [entry.territories for entry in network]
    assert text.replace("説明", "新規") == changed(text, 0, "ja", description="新規です。")
    expected = text.replace("（ドイツ、フランス）", "（フランス、ドイツ）")
    assert expected == changed(text, 0, "ja", territories=("FR", "DE"))


@pytest.mark.parametrize(
    "description",
    [
        "Open to all (international).",
        "Open to all (international)",
        "For all (Germany) 🎉",
        "For *(Italy)*",
        "すべて（ドイツ）。",
        "For all (Germany)[^1]",
    ],
)
def test_a_sentence_that_ends_like_a_label_is_written_and_read_back(description: str) -> None:
    text = f"{TOP}* [A]({A}): Text.\n"
    after = changed(text, 0, description=description)
    network = read(after, "en").network
    assert [(description, ())] == [(entry.description, entry.territories) for entry in network]


# Words


@pytest.mark.parametrize(
    ("text", "hashtags"),
    [
        ("**#तमिल** और **#गलती_नहीं**", ("तमिल", "गलती_नहीं")),
        ("#Été and #été", ("Été",)),
        (unicodedata.normalize("NFD", "#Été and #ÉTÉ"), ("Été",)),
        ("#می\u200cخواهم", ("می\u200cخواهم",)),
        ("#تركيا!", ("تركيا",)),
        ("＃署名する。", ("署名する",)),
        ("#ไม่เอา", ("ไม่เอา",)),
        ("#Leave_X2026, (#LeaveX)", ("Leave_X2026", "LeaveX")),
        ("issue #1 of a#b", ()),
    ],
)
def test_a_hashtag_ends_where_unicode_says(text: str, hashtags: tuple[str, ...]) -> None:
    network = read(f"{FRONT}### Initiatives\n\n* [**A**]({A}): {text} (India)\n", "en").network
    assert [hashtags] == [entry.hashtags for entry in network]


@pytest.mark.parametrize(
    ("name", "entry_id"),
    [
        ("København", "kobenhavn"),
        ("Ærø", "aero"),
        ("Été & hiver", "ete-hiver"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
    ],
)
def test_an_id_keeps_the_letters_of_a_name(name: str, entry_id: str) -> None:
    network = read(f"{TOP}* [{name}]({A})\n", "en").network
    assert [entry_id] == [entry.id for entry in network]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://b.example/x", "HTTPS://B.Example/x"),
        ("https://b.example", "https://b.example/"),
        ("https://b.example/x/", "https://b.example/x"),
        ("https://b.example:443/x", "https://b.example/x"),
        ("http://b.example:80/x", "http://b.example/x"),
        ("https://b.example/%7ex", "https://b.example/~x"),
        ("https://b.example/%c3%a9", "https://b.example/%C3%A9"),
        ("https://b.example/é", "https://b.example/%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
    ],
)
def test_two_spellings_of_an_address_are_one(one: str, other: str) -> None:
    for own, new in ((one, other), (other, one)):
        text = f"{TOP}* {own}\n"
        assert text == added(text, entry("B", new))
        twice = f"{TOP}* [A]({own})\n* [Again]({new})\n"
        assert [("listed-twice", 8)] == codes(twice)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://b.example/x", "http://b.example/x"),
        ("https://b.example/x", "https://b.example/X"),
        ("https://b.example/x", "https://www.b.example/x"),
        ("https://b.example/x", "https://b.example:8443/x"),
        ("https://b.example/a%2Fb", "https://b.example/a/b"),
    ],
)
def test_two_addresses_that_only_look_alike_are_two(one: str, other: str) -> None:
    assert ["A", "B"] == names(f"{TOP}* [A]({one})\n* [B]({other})\n")


def test_a_decomposed_page_is_read_composed_reported_once_and_keeps_its_bytes() -> None:
    text = f"{TOP}* [Été]({A}): À côté. (Côte d’Ivoire)\n* [Hélène]({B})\n"
    decomposed = unicodedata.normalize("NFD", text)
    network, reports = read(decomposed, "en")
    assert ["Été", "Hélène"] == [entry.name for entry in network]
    assert [("À côté.", ("CI",)), ("", ())] == [(e.description, e.territories) for e in network]
    assert ["not-nfc"] == [report.code for report in reports]
    assert decomposed == onto(network, decomposed)
    assert decomposed == onto(read(text, "en").network, decomposed)


@pytest.mark.parametrize("name", ["title", "description", "introduction"])
def test_a_decomposed_text_of_a_page_is_read_composed_and_keeps_its_bytes(name: str) -> None:
    texts = {"title": "T", "description": "D", "introduction": "I", name: "E\u0301te\u0301"}
    text = (
        f"---\ntitle: {texts['title']}\ndescription: {texts['description']}\n---\n"
        f"{texts['introduction']}\n\n### Petitions\n\n* [A]({A})\n"
    )
    network, reports = read(text, "en")
    assert "Été" == getattr(network.about, name)
    assert ["not-nfc"] == [report.code for report in reports]
    assert text == onto(network, text)


def test_a_page_in_a_language_without_names_has_labels_in_english_or_any_other() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        text = f"### Petitions\n\n* [A]({A}) (Germany)\n* [B]({B}) (Allemagne)\n"
        network = loads(text, "markdown", language="eo")
    assert [("DE",), ("DE",)] == [entry.territories for entry in network]


def test_items_of_an_empty_section_are_set_apart_from_the_next_heading() -> None:
    text = f"{FRONT}### Petitions\n\n#### Concluded\n\n* [A]({A})\n"
    assert text.replace("#### ", f"* [B]({B})\n\n#### ") == added(text, entry("B", B))


# More markup than is parsed

MANY_BELOW = "".join(f'  * [x](https://x{n}.example/a "t") and `c`\n' for n in range(50))
TOO_MUCH = "* [B](https://b.example): " + "[a](" * 40 + "\n"


@pytest.mark.parametrize("gap", ["", "\n"])
def test_many_links_below_an_item_do_not_hide_it(gap: str) -> None:
    text = f"### Petitions\n\n* [**A** *a*](https://a.example): `c`\n{gap}{MANY_BELOW}"
    assert ["A a"] == names(text)
    assert "* [New](https://a.example): `c`\n" in changed(text, 0, name="New")


def test_an_item_with_more_markup_than_is_parsed_is_reported_and_kept() -> None:
    text = f"### Petitions\n\n* [A](https://a.example)\n{TOO_MUCH}* [C](https://c.example)\n"
    assert ["A", "C"] == names(text)
    assert ("unread-item", 4) in codes(text)
    assert TOO_MUCH in added(text, entry("D", "https://d.example"))


@pytest.mark.parametrize("indent", ["", "  "])
def test_an_item_that_begins_with_a_reference_link_is_reported(indent: str) -> None:
    definition = f"{indent}[a]: https://a.example"
    text = f"### Petitions\n\n* [A][a]: [b](https://b.example)\n\n{definition}\n"
    assert [] == names(text)
    assert ("unread-item", 3) in codes(text)
