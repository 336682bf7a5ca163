"""The archived copy of an entry: in every format, on pages, in a sync and in a check."""

import json
import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import nanoarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sync_sites import DE, EN, change, edit, entries, made, run
from test_cli import run as run_command

from leavex_network import (
    Network,
    NetworkWarning,
    Petition,
    Territory,
    check,
    dumps,
    graph,
    loads,
    read,
    read_history,
    write,
)
from leavex_network.errors import ArgumentTypeError
from leavex_network.models import About, Accepted, Translation
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.rendering.view import View
from leavex_network.sites.site_data import list_data

X, COPY = "https://x.example", "https://archive.example/2025/https://x.example/"
ENTRY = Petition(
    id="x", name="X", url=X, archived=COPY, description="Text.", territories=(Territory("DE"),)
)
PLAIN = Petition(id="y", name="Y", url="https://y.example")
BOTH = Network([ENTRY, PLAIN])


def archived(network: Network[Any]) -> list[str | None]:
    return [entry.archived for entry in network]


def stated(entry: Any) -> tuple[Any, ...]:
    """Return what an item of a page states of an entry."""
    names = ("name", "url", "also_at", "archived", "description", "territories")
    return tuple(getattr(entry, name) for name in names)


def on_page(items: str, page_language: str = "en", **options: Any) -> Network[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return loads(f"### Petitions\n{items}", "markdown", language=page_language, **options)


# The field


@pytest.mark.parametrize(
    "values",
    [
        {"archived": X},
        {"archived": "HTTPS://X.example/"},
        {"archived": "https://z.example", "also_at": ["https://z.example/"]},
        {"archived": "javascript:alert(1)"},
        {"archived": "ftp://archive.example"},
        {"archived": "https://127.0.0.1/x"},
        {"archived": "https://user@archive.example"},
        {"archived": ""},
        {"archived": [COPY]},
    ],
)
def test_a_copy_is_one_safe_address_and_none_of_the_others(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        Petition(**{"id": "x", "name": "X", "url": X, **values})
    assert ("archived",) == caught.value.errors()[0]["loc"]


@pytest.mark.parametrize("text", ["json", "csv", "markdown"])
def test_a_copy_comes_back_from_every_format_that_is_read(text: str) -> None:
    options = {} if text == "json" else {"language": "en"}
    assert [COPY, None] == archived(loads(dumps(BOTH, text), text, **options))


def test_a_copy_is_in_rows_and_in_the_arrow_stream() -> None:
    assert [COPY, None] == [row["archived"] for row in BOTH.rows()]
    rows = nanoarrow.ArrayStream(BOTH).read_all().to_pylist()
    assert [COPY, None] == [row["archived"] for row in rows]


def test_a_table_without_the_column_keeps_the_copy_of_the_file() -> None:
    table = "id,kind,name,url,language\nx,petition,New,https://x.example,en\n"
    merged = loads(dumps(loads(table, "csv"), onto=dumps(Network([ENTRY]))))
    assert ("New", COPY) == (merged["x"].name, merged["x"].archived)


def test_html_lists_and_site_data_link_to_the_copy_in_the_words_of_the_language() -> None:
    link = f'Archiviert: <a href="{COPY}"'.replace("A", "a", 1)
    assert 1 == dumps(BOTH, "html", language="de").count(link)
    rows = list_data(View.of(BOTH, "de"))["entries"]
    assert [True, False] == [link in row["html"] for row in rows]
    alone = Petition(id="x", name="X", url=X, archived=COPY)
    assert link in dumps(Network([alone]), "html", language="de")


def test_a_feed_has_the_copy_as_a_related_link() -> None:
    entry = ENTRY.model_copy(update={"listed": "2025-01-02"})
    feed = ET.fromstring(dumps(Network([entry]), "atom", language="fr"))  # noqa: S314 - our own feed
    (link,) = feed.findall(".//{*}entry/{*}link[@rel='related']")
    assert (COPY, "version archivée") == (link.get("href"), link.get("title"))


def test_a_card_and_a_terminal_show_the_copy() -> None:
    assert f'href="{COPY}"' in ENTRY._repr_html_()
    done = run_command("show", "x", "--language", "de", "--from", "-", stdin=dumps(BOTH).encode())
    assert COPY in done.stdout.decode()
    assert "Archiviert" in done.stdout.decode()


def test_sphinx_links_to_the_copy_in_lists_that_are_no_html() -> None:
    from leavex_network.sites import sphinx

    shown = sphinx.item(View.of(BOTH, "de"), ENTRY)
    assert "X (archiviert): Text. (Deutschland)" == shown.astext()


def test_a_copy_is_no_host_of_the_entry() -> None:
    assert "archive.example" not in str(graph.nodes(BOTH))


def test_a_copy_stays_in_every_language_unless_it_is_the_address_there() -> None:
    texts = {"de": Translation(name="Ä"), "fr": Translation(url=COPY)}
    network = Network([ENTRY.model_copy(update={"translations": texts})])
    assert [COPY] == archived(network.localize("de"))
    assert [None] == archived(network.localize("fr"))
    assert [COPY] == archived(network.localize("fr").localize("en"))


def test_diff_reports_a_new_copy(tmp_path: Path) -> None:
    old = Network([ENTRY.model_copy(update={"archived": None}), PLAIN])
    assert [("archived",)] == [change.fields for change in old.diff(BOTH).changed]
    for name, network in (("old.json", old), ("new.json", BOTH)):
        write(network, tmp_path / name)
    done = run_command("diff", "old.json", "new.json", cwd=tmp_path)
    assert COPY in done.stdout.decode()


# On pages


@pytest.mark.parametrize("code", sorted(WITH_NAMES))
def test_every_word_of_every_language_is_read_on_any_page(code: str) -> None:
    here = language(code).page["here"][0]
    for word in language(code).page["archived"]:
        for form in (f" ([{word}]({COPY}))", f", [{word.capitalize()}]({COPY})"):
            assert [COPY] == archived(on_page(f"* [X]({X}){form}: Text.\n", code)), form
            assert [COPY] == archived(on_page(f"* [X]({X}){form}: Text.\n", "en")), form
        assert [COPY] == archived(on_page(f"* [X]({X}) ({word} [{here}]({COPY}))\n", code))
    page = dumps(BOTH, "markdown", language=code)
    assert f" ([{language(code).page['archived'][0]}]({COPY}))" in page


@pytest.mark.parametrize(
    ("links", "also_at", "copy"),
    [
        (" ([archived](https://a.example/1))", (), "https://a.example/1"),
        ("（[アーカイブ版](https://a.example/1)）", (), "https://a.example/1"),
        (" [[archive copy](https://a.example/1)]", (), "https://a.example/1"),
        (" [*archived*](<https://a.example/1> 'copy').", (), "https://a.example/1"),
        (" also [here](https://b.example), [archived](/1)", ("https://b.example",), f"{X}/1"),
        (" ([archived](/1)) also [here](/2)", (f"{X}/2",), f"{X}/1"),
        (" also [here](/2) also ([archived](/1)), also [here](/3)", (f"{X}/2", f"{X}/3"), f"{X}/1"),
        (" (archived [here](/1))", (), f"{X}/1"),
        ("\u00a0also\u00a0[here](/2)\u00a0(\u00a0[archived](/1))", (f"{X}/2",), f"{X}/1"),
        # No copy: other words, no link, a second one, a bracket that stays open.
        (" ([more](/1))", (), None),
        (" (archived)", (), None),
        (" ([archived](/1)", (), None),
        (" ([archived](/1)) ([archived](/2))", (), f"{X}/1"),
        (" we [archived](/1) it", (), None),
        (" **([archived](/1))**", (), None),
    ],
)
def test_a_copy_stands_behind_the_link_in_brackets_or_without(
    links: str, also_at: tuple[str, ...], copy: str | None
) -> None:
    text = f"### Petitions\n* [X]({X}){links}: Text. (Germany)\n"
    network = on_page(text.removeprefix("### Petitions\n"), base_url=f"{X}/")
    assert (also_at, copy) == (network[0].also_at, network[0].archived)
    assert ("DE",) == network[0].territories
    assert text == dumps(network, "markdown", onto=text, language="en", base_url=f"{X}/")


@pytest.mark.parametrize(
    "text",
    [
        " [Archive](/archive) of all posts",
        " archive [here](/archive) of old posts",
        " archived [here](/archive) of old posts",
        ", [archived](/archive) (of old posts)",
        ", [archived](/archive) posts (Germany)",
        ", [archived](/archive) posts (Narnia)",
        ", [archived](/archive) posts ([more](/more))",
        " also [here](/2), [archived](/archive) posts",
        " ([archive](/archive)): Text.",
        ": Text. ([archivo](/file.pdf))",
        ": Text. ([ARQUIVO](/file.pdf)) (Germany)",
        ": Text. (Archiv [hier](/archiv))",
        "（[アーカイブ](/archive)）：Text.",
    ],
)
def test_an_ordinary_link_to_an_archive_or_a_file_is_no_copy(text: str) -> None:
    (entry,) = on_page(f"* [X]({X}){text}\n", base_url=f"{X}/")
    assert entry.archived is None
    path = text.rpartition("](/")[2].partition(")")[0]
    assert f"]({X}/{path})" in entry.description


@pytest.mark.parametrize(
    ("behind", "description", "territories"),
    [
        ("", "", ()),
        (" 🔥", "🔥", ()),
        (". Text.", "Text.", ()),
        (" - Text.", "Text.", ()),
        (" (Germany)", "", ("DE",)),
        (" **(Germany)**[^1]", "", ("DE",)),
        (" (Narnia)", "(Narnia)", ()),
        (" (Germany) ([archived](/2))", f"(Germany) ([archived]({X}/2))", ()),
        (" ([archived](/2))", f"([archived]({X}/2))", ()),
        (", also [here](/3) for all", "for all", ()),
    ],
)
def test_a_copy_without_brackets_ends_what_belongs_to_the_link(
    behind: str, description: str, territories: tuple[str, ...]
) -> None:
    (entry,) = on_page(f"* [X]({X}), [archived](/1){behind}\n", base_url=f"{X}/")
    assert (f"{X}/1", description, territories) == (
        *(entry.archived, entry.description, entry.territories),
    )


@given(st.sampled_from(sorted(WITH_NAMES)), st.text("ab ,.;(🔥", min_size=1).map(str.strip))
def test_words_directly_behind_a_link_without_brackets_make_it_part_of_the_description(
    code: str, words: str
) -> None:
    page = language(code).page
    for link in (
        f"[{page['archived'][0]}]({COPY})",
        f"{page['archived'][0]} [{page['here'][0]}](/)",
    ):
        item = f"* [X]({X}) {link} c{words} (a)\n"
        (entry,) = on_page(item, code, base_url=f"{X}/")
        assert entry.archived is None
        assert entry.description.endswith(f" c{words} (a)")


def test_the_accents_of_a_word_tell_it_from_a_noun() -> None:
    for word, copy in (("archivé", COPY), ("ARCHIVÉ", COPY), ("archív", COPY), ("archiv", None)):
        assert [copy] == archived(on_page(f"* [X]({X}) ([{word}]({COPY}))\n", "fr"))


ITEM = (
    f"* [X]({X}) also [here](/2), [Archived copy]({COPY} 'kept') also [here](/3)"
    " – Text. (Germany)\n"
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ITEM),
        ({"archived": "https://b.example/("}, ITEM.replace(COPY, "https://b.example/\\(")),
        ({"archived": None}, ITEM.replace(f", [Archived copy]({COPY} 'kept')", "")),
        ({"name": "Z"}, ITEM.replace("[X]", "[Z]")),
        ({"also_at": ()}, ITEM.replace(" also [here](/2)", "").replace(" also [here](/3)", "")),
        ({"also_at": (f"{X}/4",)}, ITEM.replace("(/2)", "(/4)").replace(" also [here](/3)", "")),
        ({"description": ""}, ITEM.replace(" – Text.", "")),
        ({"territories": ()}, ITEM.replace(" (Germany)", "")),
    ],
)
def test_a_page_changes_in_place_where_the_entry_changed(
    values: dict[str, Any], expected: str
) -> None:
    network = on_page(ITEM, base_url=f"{X}/")
    changed = Network([network[0].model_copy(update=values)], about=network.about)
    text = f"### Petitions\n{ITEM}"
    new = dumps(changed, "markdown", onto=text, language="en", base_url=f"{X}/")
    assert f"### Petitions\n{expected}" == new


BEHIND = [
    f"* [X]({X}): Text. (Germany) ([archived]({COPY}))\n",
    f"* [X]({X}): Text. (Germany). (archived [here]({COPY}))\n",
    f"* [X]({X}): Text. **(Germany)** ([Archived copy](<{COPY}> 'kept')).\n",
    f"* [X]({X}): Text. ([archived]({COPY})) (Germany)\n",
    f"* [X]({X}): Text. (also [archived]({COPY})) (Germany)\n",
    f"* [X]({X}): Text. ([archived]({COPY}))\n",
    f"* [X]({X}) (Germany) ([archived]({COPY}))\n",
    f"* [X]({X})：Text.（ドイツ）（[アーカイブ版]({COPY})）\n",
]
"""Items with a copy behind the description or the label."""


@pytest.mark.parametrize("text", BEHIND)
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": "Z"},
        {"archived": "https://b.example/2"},
        {"archived": "https://b.example/("},
        {"archived": None},
        {"description": ""},
        {"description": "Text (Italy)"},
        {"description": "Text ([archived](https://b.example))"},
        {"territories": ()},
        {"territories": (Territory("FR"),)},
        {"territories": (), "archived": None},
        {"territories": (), "description": "", "archived": None},
        {"also_at": ("https://b.example",)},
    ],
)
def test_a_copy_behind_the_description_or_the_label_is_read_and_stays_there(
    text: str, values: dict[str, Any]
) -> None:
    network = on_page(text)
    (entry,) = network
    assert COPY == entry.archived
    assert entry.description in ("Text.", "")
    changed = entry.model_copy(update=values)
    page = f"### Petitions\n{text}"
    new = dumps(Network([changed], about=network.about), "markdown", onto=page, language="en")
    (back,) = on_page(new.removeprefix("### Petitions\n"))
    assert stated(changed) == stated(back)
    if not values:
        assert page == new
    if values == {"archived": "https://b.example/2"}:
        assert page.replace(f"<{COPY}>", COPY).replace(COPY, "https://b.example/2") == new


@pytest.mark.parametrize(
    "ending",
    [
        " ([archived](https://b.example))",
        " ([archived](https://b.example)\\)",
        " ([archived](https://b.example)).",
        " (Germany) ([archived](https://b.example))",
        "（[アーカイブ版](https://b.example)）",
        " (see [archived](https://b.example))",
        " **([archived](https://b.example))**",
        " ([archived](https://b.example) ([archived](https://c.example)))",
    ],
)
@pytest.mark.parametrize("values", [{}, {"archived": COPY}, {"territories": (Territory("FR"),)}])
@pytest.mark.parametrize("text", ["", "Text"])
def test_a_description_that_ends_like_a_copy_is_read_back(
    ending: str, values: dict[str, Any], text: str
) -> None:
    entry = Petition(id="x", name="X", url=X, description=f"{text}{ending}".strip(), **values)
    page = dumps(Network([entry]), "markdown")
    (read_back,) = loads(page, "markdown", language="en")
    assert stated(entry) == stated(read_back)
    # Each change alone, onto that page.
    for update in ({"archived": None}, {"archived": X + "/c"}, {"territories": ()}, {"name": "Z"}):
        changed = entry.model_copy(update=update)
        new = dumps(Network([changed]), "markdown", onto=page)
        (back,) = loads(new, "markdown", language="en")
        assert stated(changed) == stated(back)


ENDINGS = (
    *(" ", "Text", "\\", ")", "(", "(Germany)", ".", "**", ": ", "&#65289;"),
    "([archived](https://b.example))",
    "（[アーカイブ版](https://b.example)）",
    " also ([archive copy](https://c.example))",
    "(archived [here](https://d.example/(x)))",
    "[archived](https://e.example)",
)
CHANGES: tuple[dict[str, Any], ...] = (
    *({}, {"archived": None}, {"archived": f"{X}/2"}, {"name": "Z"}),
    *({"territories": ()}, {"territories": (Territory("IT"),)}),
)


# "(Text)" alone may be a label: it is reported, and read as text.
@pytest.mark.filterwarnings(r"ignore:.*\[unknown-label\]")
@given(
    st.lists(st.sampled_from(ENDINGS), max_size=6).map("".join).map(str.strip),
    st.sampled_from([None, COPY]),
    st.sampled_from([(), (Territory("FR"),)]),
    st.sampled_from(CHANGES),
)
def test_every_description_made_of_copies_and_labels_is_read_back(
    description: str, copy: str | None, territories: tuple[Territory, ...], values: dict[str, Any]
) -> None:
    entry = Petition(
        id="x", name="X", url=X, description=description, archived=copy, territories=territories
    )
    page = dumps(Network([entry]), "markdown")
    (read_back,) = loads(page, "markdown", language="en")
    assert stated(entry) == stated(read_back)
    changed = entry.model_copy(update=values)
    new = dumps(Network([changed]), "markdown", onto=page)
    (read_back,) = loads(new, "markdown", language="en")
    assert stated(changed) == stated(read_back)


def test_a_description_in_brackets_is_reported_and_read_back() -> None:
    entry = Petition(id="x", name="X", url=X, description="(Text)")
    with pytest.warns(NetworkWarning, match="unknown-label"):
        (read_back,) = loads(dumps(Network([entry]), "markdown"), "markdown", language="en")
    assert stated(entry) == stated(read_back)


def test_a_description_on_a_page_keeps_its_form_until_it_would_be_read_as_a_copy() -> None:
    item = f"* [X]({X}) ([archived]({COPY})): Text ([archived](https://b.example))\n"
    network = on_page(item)
    page = f"### Petitions\n{item}"
    for copy, expected in (
        ("https://c.example", page.replace(COPY, "https://c.example")),
        (None, page.replace(f" ([archived]({COPY}))", "").replace("b.example))", "b.example)\\)")),
    ):
        changed = network[0].model_copy(update={"archived": copy})
        new = dumps(Network([changed]), "markdown", onto=page, language="en")
        assert expected == new


@pytest.mark.parametrize(
    ("item", "values", "expected"),
    [
        (
            " ([archived](https://a.example)) ([archived](https://b.example)): Text.",
            {"archived": None},
            ": ([archived](https://b.example)): Text.",
        ),
        (
            ", [archived](https://a.example), also [here](https://b.example) Text.",
            {"also_at": ()},
            ", [archived](https://a.example): Text.",
        ),
    ],
)
def test_a_separator_keeps_a_description_apart_from_the_link(
    item: str, values: dict[str, Any], expected: str
) -> None:
    page = f"### Petitions\n* [X]({X}){item}\n"
    (entry,) = loads(page, "markdown", language="en")
    changed = Network([entry.model_copy(update=values)])
    new = dumps(changed, "markdown", onto=page, language="en")
    assert f"### Petitions\n* [X]({X}){expected}\n" == new


def test_a_copy_is_added_behind_the_further_addresses() -> None:
    text = f"### Petitions\n* [X]({X}) also [here](https://b.example): Text. (Germany)\n"
    (entry,) = loads(text, "markdown", language="en")
    changed = Network([entry.model_copy(update={"archived": COPY})])
    expected = text.replace("b.example)", f"b.example) ([archived]({COPY}))")
    assert expected == dumps(changed, "markdown", onto=text, language="en")
    brackets = text.replace(" also [here](https://b.example)", " [archive copy](</a>)")
    (entry,) = on_page(brackets.removeprefix("### Petitions\n"), base_url=f"{X}/")
    changed = Network([entry.model_copy(update={"archived": f"{X}/("})])
    new = dumps(changed, "markdown", onto=brackets, language="en", base_url=f"{X}/")
    assert brackets.replace("/a", "/(") == new


def test_a_copy_at_the_address_of_the_item_spoils_only_that_item() -> None:
    network = on_page(f"* [X]({X}) ([archived]({X}/))\n* [Y](https://y.example)\n")
    assert ["Y"] == [entry.name for entry in network]


def test_a_data_file_takes_over_the_copy_of_a_page_in_another_language(tmp_path: Path) -> None:
    data = tmp_path / "network.json"
    for url, copy, translated in (
        (X, COPY, {}),  # the page has what the file has
        (COPY, None, {"url": X}),  # its copy is the address in the file
    ):
        data.write_text(dumps(Network([Petition(id="x", name="X", url=url)])))
        (tmp_path / "network.de.md").write_text(
            f"### Petitionen\n* [X]({X}) ([Archivkopie]({COPY}))\n"
        )
        write(read(tmp_path / "network.de.md"), data)
        entry = read(data)["x"]
        assert (url, copy) == (entry.url, entry.archived)
        assert translated == {n: v for n, v in entry.translations.get("de", ()) if v}


def test_a_new_entry_of_a_data_file_has_no_copy_at_its_address_in_the_language_of_the_file(
    tmp_path: Path,
) -> None:
    site = "defaultContentLanguage='de'\n[languages.de]\n[languages.en]\n"
    (tmp_path / "hugo.toml").write_text(site)
    folder = tmp_path / "content" / "network"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(f"### Petitionen\n* [X]({X}) ([Archivkopie]({COPY}))\n")
    (folder / "index.en.md").write_text(f"### Petitions\n* [X]({COPY})\n")
    data = tmp_path / "network.json"
    data.write_text(dumps(Network([])))
    write(read(folder), data)
    entry = read(data)["x"]
    assert (COPY, None) == (entry.url, entry.archived)
    assert X == read(data).localize("de")["x"].url


# Sync and history


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return made(tmp_path, {"index.md": EN, "index.de.md": DE})


def test_a_copy_that_one_page_adds_is_taken_over_by_the_others_and_by_the_data(
    pages: Path, tmp_path: Path
) -> None:
    data = tmp_path / "network.json"
    run(pages, data)
    edit(
        pages / "index.de.md", "(https://a.example)", f"(https://a.example) ([Archivkopie]({COPY}))"
    )
    assert [] == run(pages, data).conflicts
    assert f"[A](https://a.example) ([archived]({COPY}))" in (pages / "index.md").read_text()
    assert COPY == entries(data)["a"]["archived"]
    assert {} == run(pages, data).texts
    edit(pages / "index.md", f" ([archived]({COPY}))", "")
    assert [] == run(pages, data).conflicts
    assert "archived" not in entries(data)["a"]
    assert "Archiv" not in (pages / "index.de.md").read_text()


@pytest.mark.parametrize("has_state", [True, False])
def test_a_copy_that_the_data_adds_is_taken_over_by_all_pages(
    pages: Path, tmp_path: Path, *, has_state: bool
) -> None:
    data = tmp_path / "network.json"
    run(pages, data)
    state = tmp_path / "network.sync.json"
    assert "archived" not in state.read_text()  # such a state is read by earlier versions
    if not has_state:
        state.unlink()
    change(data, "a", archived=COPY)
    assert [] == run(pages, data).conflicts
    assert f" ([archived]({COPY}))" in (pages / "index.md").read_text()
    assert f" ([archiviert]({COPY}))" in (pages / "index.de.md").read_text()
    assert COPY == entries(data)["a"]["archived"]
    assert COPY == json.loads(state.read_text())["entries"]["a"]["archived"]
    assert {} == run(pages, data).texts


def test_an_address_that_becomes_the_copy_on_one_page_is_taken_over_as_the_address(
    tmp_path: Path,
) -> None:
    english = EN.replace("(https://a.example)", f"(https://a.example) ([archived]({COPY}))")
    pages = made(tmp_path, {"index.md": english, "index.de.md": DE})
    data = tmp_path / "network.json"
    run(pages, data)
    edit(pages / "index.de.md", f"(https://a.example) ([archiviert]({COPY}))", f"({COPY})")
    assert [] == run(pages, data).conflicts
    for name, original in (("index.md", EN), ("index.de.md", DE)):
        assert original.replace("https://a.example", COPY) == (pages / name).read_text()
    assert COPY == entries(data)["a"]["url"]
    assert "archived" not in entries(data)["a"]
    assert {} == run(pages, data).texts


@pytest.mark.parametrize("is_committed", [True, False])
def test_without_data_the_page_that_has_a_copy_is_right(
    tmp_path: Path, *, is_committed: bool
) -> None:
    german = DE.replace("(https://a.example)", f"(https://a.example) ([Archivkopie]({COPY}))")
    pages = made(tmp_path, {"index.md": EN, "index.de.md": german}, commit=is_committed)
    assert [] == run(pages).conflicts
    assert f"[A](https://a.example) ([archived]({COPY}))" in (pages / "index.md").read_text()
    assert german == (pages / "index.de.md").read_text()


def test_history_has_the_copy_from_the_revision_on_that_lists_it(tmp_path: Path) -> None:
    pages = made(tmp_path, {"index.md": EN})
    edit(pages / "index.md", "(https://a.example)", f"(https://a.example) ([archived]({COPY}))")
    made(tmp_path, {"index.md": (pages / "index.md").read_text()})
    history = read_history(pages)
    assert COPY == history.network["a"].archived
    fields = [change.fields for one in history.changes() for change in one.changed]
    assert [("archived",)] == fields


# Checks


def test_check_lists_entries_without_a_copy_only_if_that_is_asked_for(tmp_path: Path) -> None:
    assert () == check(BOTH)
    (finding,) = check(BOTH, archived=True)
    assert ("archived-missing", "y") == (finding.code, finding.entry)
    accepted = Accepted(code="archived-missing", entries=("y",), why="It has no page of its own.")
    assert () == check(Network(BOTH, about=About(accepted=(accepted,))), archived=True)
    write(BOTH, tmp_path / "n.json")
    done = run_command("check", "n.json", "--archived", "--format", "json", cwd=tmp_path)
    (row,) = json.loads(done.stdout)
    assert (0, "archived-missing", "y", "notice") == (
        *(done.returncode, row["code"], row["entry"], row["severity"]),
    )
    assert b"" == run_command("check", "n.json", cwd=tmp_path).stdout


def test_check_lists_an_item_without_a_copy_once_however_many_pages_list_it(tmp_path: Path) -> None:
    (tmp_path / "index.en.md").write_text(f"### Petitions\n* [X]({X})\n")
    (tmp_path / "index.de.md").write_text(f"### Petitionen\n* [X]({X})\n* [Y](https://y.example)\n")
    done = run_command("check", ".", "--archived", "--format", "json", cwd=tmp_path)
    found = [row for row in json.loads(done.stdout) if row["code"] == "archived-missing"]
    assert [("index.de.md", 3), ("index.en.md", 2)] == [(row["file"], row["line"]) for row in found]


@pytest.mark.parametrize("value", ["false", 1, None])
def test_the_flag_of_check_is_true_or_false(value: Any) -> None:
    with pytest.raises(ArgumentTypeError):
        check(BOTH, archived=value)


def test_a_copy_on_a_host_that_looks_like_another_is_reported(tmp_path: Path) -> None:
    lookalike = "https://www.аррӏе.example"
    (finding,) = check(Network([ENTRY.model_copy(update={"archived": lookalike})]))
    assert ("confusable-host", "archived") == (finding.code, finding.field)
    (tmp_path / "index.md").write_text(f"### Petitions\n* [X]({X}) ([archived]({lookalike}))\n")
    done = run_command("check", ".", "--language", "en", cwd=tmp_path)
    assert b"[confusable-host]" in done.stdout
