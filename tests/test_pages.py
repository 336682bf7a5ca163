"""Markdown pages: read without guessing, written without losing a byte."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from page_strategies import HandWritten, pages
from strategies import networks

import leavex_network
from leavex_network import (
    DataError,
    Entry,
    Initiative,
    Network,
    NetworkWarning,
    Petition,
    dumps,
    loads,
)
from leavex_network.errors import MissingExtraError
from leavex_network.models import About
from leavex_network.pages import front_matter
from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.text import structured
from leavex_network.text.live_markup import unescaped
from leavex_network.text.urls import normalized

BASE = "https://leavex.example/"
SEED = (Path(__file__).parent / "data" / "source-page.md").read_text(encoding="utf-8")


@contextmanager
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        yield


def read(page: HandWritten) -> Network[Entry]:
    """Return the network of a page."""
    with quiet():
        return loads(page.text, "markdown", language=page.language, base_url=BASE)


def written(network: Network[Entry], page: HandWritten, **options: Any) -> HandWritten:
    with quiet():
        return HandWritten(
            dumps(
                network,
                "markdown",
                onto=page.text,
                language=page.language,
                base_url=BASE,
                **options,
            ),
            page.language,
        )


def items(page: HandWritten) -> list[str]:
    """Return the text of each item of a page."""
    return [
        block.text.rstrip("\r\n")
        for block in Page.parse(page.text).blocks
        if block.kind is BlockKind.ITEM
    ]


FIELDS = ("kind", "name", "url", "also_at", "archived", "description", "territories", "status")


def facts(network: Network[Entry]) -> list[tuple[Any, ...]]:
    """Return the fields of each entry that a page holds."""
    # A description is read back in its canonical form.
    values = [{name: getattr(entry, name) for name in FIELDS} for entry in network]
    return [tuple({**row, "description": unescaped(row["description"])}.values()) for row in values]


# The laws


@given(
    st.one_of(
        st.text(),
        st.text("*-#`~<>!+ \n\r\t=:a[](){}\ufeff", max_size=200),
        pages().map(lambda page: page.text),
    )
)
def test_every_text_is_a_page_that_prints_itself(text: str) -> None:
    page = Page.parse(text)
    assert text == str(page)
    assert all(text[block.start : block.end] == block.text for block in page.blocks)


@given(pages())
def test_a_page_written_onto_itself_is_itself(page: HandWritten) -> None:
    assert page == written(read(page), page)


CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(
        ["Another", "#Another", "A *b* [c]", "x & <y>", "(Germany)", "a: b", "**", "a\\"]
    ),
    "url": st.sampled_from(
        [
            "https://new.example/",
            f"{BASE}new",
            "https://new.example/a_(b",
            "https://new.example/?a&copy;=1",
        ]
    ),
    "description": st.sampled_from(
        [
            "",
            "New.",
            "New (Germany)",
            "**#New** [x](https://leavex.example/y)",
            "also [here](https://z.example)",
            "([archived](https://z.example))",
            "New. ([archived](https://z.example))",
            "New (Germany) ([archived](https://z.example)).",
            ": - x",
        ]
    ),
    "territories": st.sampled_from([(), ("FR",), ("150",), ("DE", "FR"), ("001",), ("KR",)]),
    "also_at": st.sampled_from(
        [(), ("https://two.example/",), (f"{BASE}two", "https://three.example/(x)")]
    ),
    "archived": st.sampled_from(
        [
            None,
            "https://archive.example/2025/https://x.example/",
            f"{BASE}copy(",
            "https://b.example",
        ]
    ),
}


@given(pages(), st.data())
def test_changing_one_field_changes_one_item_which_is_read_back(
    page: HandWritten, data: st.DataObject
) -> None:
    network = read(page)
    assume(len(network))
    number = data.draw(st.integers(0, len(network) - 1))
    field = data.draw(st.sampled_from(sorted(CHANGES)))
    changed = network[number].model_copy(update={field: data.draw(CHANGES[field])})
    new = Network(
        [changed if index == number else entry for index, entry in enumerate(network)],
        about=network.about,
    )
    try:
        after = written(new, page)
    except DataError as error:
        assert [problem.code for problem in error.problems] == ["unwritable"]
        return
    assert facts(new) == facts(read(after))
    before_items, after_items = items(page), items(after)
    assert len(before_items) == len(after_items)
    assert sum(old != new for old, new in zip(before_items, after_items, strict=True)) == (
        changed != network[number]
    )
    assert after == written(new, after)


@given(pages(), st.data())
def test_removing_one_entry_removes_one_item_only_with_prune(
    page: HandWritten, data: st.DataObject
) -> None:
    network = read(page)
    assume(len(network))
    number = data.draw(st.integers(0, len(network) - 1))
    fewer = Network(
        [entry for index, entry in enumerate(network) if index != number], about=network.about
    )
    assert page == written(fewer, page)
    after = written(fewer, page, prune=True)
    assert facts(fewer) == facts(read(after))
    assert len(items(page)) - 1 == len(items(after))
    assert set(items(after)) <= set(items(page))


NEW = Petition(
    id="brand-new", name="Brand new", url="https://brand-new.example/", territories=("DE",)
)


@given(pages(), st.data())
def test_adding_one_entry_adds_one_item_at_its_position(
    page: HandWritten, data: st.DataObject
) -> None:
    network = read(page)
    index = data.draw(st.integers(0, len(network)))
    entry = type(
        data.draw(
            st.sampled_from(
                [
                    NEW,
                    leavex_network.load()["leavex"].model_copy(
                        update={"id": "brand-new", "text_source": None, "sources": ()}
                    ),
                ]
            )
        )
    )
    new = entry(
        id="brand-new",
        name="Brand new",
        url="https://brand-new.example/",
        territories=("DE",),
        status=data.draw(st.sampled_from(["active", "concluded"])),
    )
    more = Network([*network[:index], new, *network[index:]], about=network.about)
    try:
        after = written(more, page)
    except DataError as error:
        # Its headings are all others: nothing is appended below them.
        assert not len(network)
        assert ["no-section"] == [problem.code for problem in error.problems]
        return
    again = read(after)
    assert sorted(facts(more)) == sorted(facts(again))
    assert [line for line in items(after) if "brand-new" not in line] == items(page)
    mine = [entry.id for entry in more if (entry.kind, entry.status) == (new.kind, new.status)]
    assert mine == [
        more_id
        for more_id in (next(e.id for e in more if e.url == f.url) for f in again)
        if more_id in mine
    ]
    assert after == written(more, after)


@given(pages(), st.data())
def test_concluding_one_petition_moves_one_item(page: HandWritten, data: st.DataObject) -> None:
    network = read(page)
    active = [entry.id for entry in network if entry.status == "active"]
    assume(active)
    chosen = data.draw(st.sampled_from(active))
    new = Network(
        [
            entry.model_copy(update={"status": "concluded"}) if entry.id == chosen else entry
            for entry in network
        ],
        about=network.about,
    )
    after = written(new, page)
    # In its new list, an item has the marker of its neighbors.
    texts = [sorted(item.lstrip("*+- ") for item in items(text)) for text in (page, after)]
    assert texts[0] == texts[1]
    assert sorted(facts(new)) == sorted(facts(read(after)))
    assert after == written(new, after)


@pytest.mark.slow
@given(networks, st.sampled_from(["en", "de", "fr", "ar"]))
def test_a_page_from_scratch_is_read_back_and_written_unchanged(
    network: Network[Entry], language: str
) -> None:
    try:
        page = HandWritten(dumps(network, "markdown", language=language, base_url=BASE), language)
    except DataError as error:
        assert {problem.code for problem in error.problems} <= {"unwritable"}
        return
    wanted = network.localize(language)
    urls = [normalized(url) for entry in network for url in {entry.url, wanted[entry.id].url}]
    assume(
        len({normalized(entry.url) for entry in wanted}) == len(wanted)
        and len(urls) == len(set(urls))
    )
    assert page == written(network, page)
    assert sorted(facts(wanted)) == sorted(facts(read(page)))
    assert page == written(read(page), page)
    assert (
        page.text == dumps(read(page), "markdown", language=language, base_url=BASE)
        or not network.about.introduction
    )


# The source page


def test_the_source_page_is_written_from_scratch_byte_for_byte(source_page: Network[Entry]) -> None:
    assert SEED.replace("VÃ¡monos", "Vámonos") == dumps(source_page, "markdown")


def test_the_source_page_written_onto_itself_keeps_its_mojibake() -> None:
    network = loads(SEED, "markdown", base_url="https://leavex.eu/")
    assert SEED == dumps(network, "markdown", onto=SEED, base_url="https://leavex.eu/")


def test_the_source_page_is_read_as_the_network_of_its_day(source_page: Network[Entry]) -> None:
    again = loads(SEED.replace("VÃ¡monos", "Vámonos"), "markdown", base_url="https://leavex.eu/")
    assert facts(source_page) == facts(again)
    assert [entry.hashtags for entry in source_page] == [entry.hashtags for entry in again]
    assert (
        source_page.about.title,
        source_page.about.description,
        source_page.about.introduction,
    ) == (again.about.title, again.about.description, again.about.introduction)


# Around the items

NOT_LISTS = {
    "front matter that does not end": "---\n",
    "fence that does not end": "```\n* [X](https://x.example)\n",
    "comment that does not end": "<!--\n* [X](https://x.example)\n",
    "fence": "~~~ md\n* [X](https://x.example)\n~~~\n",
    "thematic breaks": "text\n* * *\n***\n",
}


@pytest.mark.parametrize("text", NOT_LISTS.values(), ids=NOT_LISTS)
def test_text_outside_of_a_list_holds_no_entry(text: str) -> None:
    assert 0 == len(loads(text, "markdown", language="en"))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Initiatives\n===\n\nTwo\nlines\n---\n", [(1, "Initiatives"), (2, "Two lines")]),
        ("# One #\n## Two##\n### \n####### no\n#no\n", [(1, "One"), (2, "Two##"), (3, "")]),
        ("text\n# Heading\n", [(1, "Heading")]),
        ("###", [(3, "")]),
    ],
)
def test_headings_are_those_of_markdown(text: str, titles: list[tuple[int, str]]) -> None:
    assert titles == [
        (block.level, block.title)
        for block in Page.parse(text).blocks
        if block.kind is BlockKind.HEADING
    ]


@pytest.mark.parametrize(
    "text",
    [
        "* [X](https://x.example)\n  more\n\n  and more\n* [Y](https://y.example)\n",
        "* [X](https://x.example)\nlazy\n* [Y](https://y.example)\n",
        "* [X](https://x.example)\n  * nested\n* [Y](https://y.example)\n\ntext\n",
        "* [X](https://x.example)\n\n* [Y](https://y.example)\n# Concluded",
    ],
)
def test_an_item_contains_the_lines_indented_below_it(text: str) -> None:
    assert 2 == len(items(HandWritten(text, "en")))
    assert 2 == len(loads(text, "markdown", language="en"))


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ('---\ntitle: "Old" # c\nother: 1\n---\n', '---\ntitle: "New" # c\nother: 1\n---\n'),
        ("---\r\ntitle: Old\r\n---\r\n", '---\r\ntitle: "New"\r\n---\r\n'),
        (
            "+++\ntitle = 'Old'\n[a]\ntitle = 'Old'\n+++\n",
            "+++\ntitle = \"New\"\n[a]\ntitle = 'Old'\n+++\n",
        ),
        ('{\n  "title": "Old"\n}\n', '{\n  "title": "New"\n}\n'),
        ('{"title": "Old", "a": 1}\n', '{"title": "New", "a": 1}\n'),
        ("---\ntitle: >\n  Old\n  one\nx: 1\n---\n", '---\ntitle: "New"\nx: 1\n---\n'),
        ("---\ntitle: Old\n  one\n---\n", '---\ntitle: "New"\n---\n'),
        ("---\ntitle: 2026\n---\n", '---\ntitle: "New"\n---\n'),
        ("---\nother: 1\n---\n", "---\nother: 1\n---\n"),
    ],
)
def test_the_title_is_replaced_in_place(front: str, after: str) -> None:
    assert after == dumps(titled("New"), "markdown", onto=front)


def titled(title: str) -> Network[Entry]:
    return Network([], about=About(title=title))


@pytest.mark.parametrize(
    "front",
    [
        "+++\ntitle = '''Old'''\n+++\n",
        "---\ntitle: &title Old\nother: *title\n---\n",
        "---\ntitle:\n---\n",
    ],
)
def test_a_title_that_cannot_be_replaced_safely_stays_and_is_reported(front: str) -> None:
    with pytest.warns(NetworkWarning, match="unread-text"):
        assert front == dumps(titled("New"), "markdown", onto=front)


@pytest.mark.parametrize(
    "front",
    [
        "---\n- a\n---\n",
        "---\ntitle: [\n---\n",
        "---\ntitle: A\ntitle: B\n---\n",
        "+++\ntitle =\n+++\n",
        "---\ntitle: true\n---\n",
        "---\n? [a, {b: c}]\n: b\ntitle: T\n---\n",
        "---\na: +_\ntitle: T\n---\n",
        "---\ntitle: [a, b]\n---\n",
        "---\ntitle: Network\ndescription: [a, b]\n---\n",
        f"---\ntitle: Network\ndescription: {'x' * 20000}\n---\n",
        "---\ntitle: !!python/object/apply:os.system [x]\n---\n",
        f"---\ntitle: {'x' * 3000}\n---\n",
        '---\ntitle: "a\\0b"\n---\n',
        '---\ntitle: "\\uD800"\n---\n',
        f"---\ntitle: Network\n---\n\n{'word ' * 3000}\n",
    ],
)
def test_a_text_that_cannot_be_used_is_reported_and_never_replaced(front: str) -> None:
    page = f"{front}\n### Petitions\n\n* [A](https://a.example)\n"
    with pytest.warns(NetworkWarning, match="unread-text"):
        network = loads(page, "markdown")
    assert ["A"] == [entry.name for entry in network]
    with pytest.warns(NetworkWarning, match="unread-text"):
        assert page == dumps(network, "markdown", onto=page)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("---\ntitle: 2026\n---\n", "2026"),
        ("---\ntitle: 2026-01-25\n---\n", "2026-01-25"),
        ("---\ntitle: !!str 5\n---\n", "5"),
        ("---\ntitle: |\n  We\n  list\n---\n", "We list"),
        ("---\ntitle: >-\n  We\n\n  list\n---\n", "We list"),
        ("---\r\ntitle: We\r\n  list\r\n---\r\n", "We list"),
        ("+++\ntitle = '''We\nlist'''\n+++\n", "We list"),
        ('{"title": "We list", "a": {}}\n', "We list"),
        ('{ "title":\n"We list",\n"a": [1]}\n\nText.\n', "We list"),
    ],
)
def test_any_scalar_is_read_as_one_line_and_keeps_its_bytes(front: str, title: str) -> None:
    network = loads(front, "markdown")
    assert title == network.about.title
    assert front == dumps(network, "markdown", onto=front)


@given(st.text(st.sampled_from("0123456789-:+.TZ xobe_"), min_size=1, max_size=30))
@example("2001-01-01 00:00:00 +99:99")
@example("1_0.5e-3")
def test_whatever_the_number_or_time_the_title_is_read_or_reported(title: str) -> None:
    for front in (f"---\ntitle: {title}\n---\n", f"+++\ntitle = {title}\n+++\n"):
        with quiet():
            network = loads(front, "markdown")
            assert front == dumps(network, "markdown", onto=front)


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Old parsed once\nother: &a 1\nothers: &a 1\n---\n",
        "+++\ntitle = 'Old parsed once'\n+++\n",
        '{"title": "Old parsed once"}\n',
    ],
)
def test_each_text_of_front_matter_is_parsed_once(
    front: str, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    texts: list[str] = []

    def parsed(text: str, *arguments: Any, **options: Any) -> Any:
        texts.append(text)
        return structured.parsed(text, *arguments, **options)

    monkeypatch.setattr(front_matter, "parsed", parsed)
    network = titled("New")
    after = dumps(network, "markdown", onto=front)
    assert after == dumps(network, "markdown", onto=after)
    assert (2, 2) == (len(texts), len(set(texts)))
    assert not recwarn


def test_titles_of_many_tables_are_not_tried_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = "".join(f"[a{number}]\ntitle = 'Old'\n" for number in range(100))
    front = f"+++\n'title' = 'Old'\n{tables}+++\n"
    parsed = Mock(wraps=structured.parsed)
    monkeypatch.setattr(front_matter, "parsed", parsed)
    with pytest.warns(NetworkWarning, match="unread-text"):
        assert front == dumps(titled("New"), "markdown", onto=front)
    assert parsed.call_count < 10


@pytest.mark.parametrize("part", ["k§: v\n", "- - - a\n", "- {title: x}\n", "k§: &a§ v\n"])
def test_front_matter_of_too_many_values_is_reported_and_keeps_its_bytes(part: str) -> None:
    lines = "".join(part.replace("§", str(number)) for number in range(3_000))
    page = f"---\n{lines}---\n\n### Petitions\n\n* [A](https://a.example)\n"
    with pytest.warns(NetworkWarning, match="unread-text"):
        network = loads(page, "markdown", language="en")
    with pytest.warns(NetworkWarning, match="unread-text"):
        assert page == dumps(network, "markdown", onto=page, language="en")


def test_the_introduction_is_replaced_in_place() -> None:
    network = loads("Old\nwords.\n\n* [X](https://x.example)\n", "markdown", language="en")
    assert network.about.introduction == "Old words."
    new = Network(network, about=network.about.model_copy(update={"introduction": "New."}))
    assert (
        dumps(new, "markdown", onto="Old\nwords.\n\n* [X](https://x.example)\n")
        == "New.\n\n* [X](https://x.example)\n"
    )


def test_an_introduction_that_would_be_read_otherwise_is_refused() -> None:
    about = leavex_network.load().about.model_copy(
        update={"introduction": "# Heading", "translations": {}}
    )
    with pytest.raises(DataError) as caught:
        dumps(Network([], about=about), "markdown")
    (problem,) = caught.value.problems
    assert ("unwritable", "about.introduction") == (problem.code, problem.field)
    assert "'# Heading'" in problem.message


def test_a_page_whose_blocks_would_become_one_is_not_written() -> None:
    page = "### Petitions\n* [A](https://a.example)\n\n<!-- A comment without an end\n"
    network = loads(page, "markdown")
    (entry,) = network
    concluded = entry.model_copy(update={"status": "concluded"})
    with pytest.raises(DataError, match="'<!-- A comment without an end'") as caught:
        dumps(Network([concluded], about=network.about), "markdown", onto=page)
    assert [problem.code for problem in caught.value.problems] == ["unwritable"]


def test_spaces_in_front_matter_are_written_as_they_are_read() -> None:
    assert '---\ntitle: "Two spaces"\n---\n' == dumps(
        titled("Two  spaces"), "markdown", onto="---\ntitle: T\n---\n"
    )


def test_an_item_with_a_bad_url_is_reported_and_the_rest_of_the_page_is_written() -> None:
    page = "### Petitions\n* [X](ftp://x.example)\n"
    network = Network([Petition(id="y", name="Y", url="https://y.example")])
    with pytest.warns(NetworkWarning, match=r"<text>:2:1: \[unread-item\] X: .*'ftp://x\.example'"):
        written = dumps(network, "markdown", onto=page)
    assert f"{page}* [Y](https://y.example)\n" == written


def test_text_of_a_page_without_a_translation_in_the_data_stays() -> None:
    page = "* [**X**](https://x.example): Tekst (Nederland)\n"
    entry = leavex_network.Initiative(
        id="x", name="X", url="https://x.example", description="Text", territories=("DE",)
    )
    assert dumps(Network([entry]), "markdown", onto=page, language="nl") == page.replace(
        "Nederland", "Duitsland"
    )


def test_a_changed_kind_is_written_again_on_a_page_without_headings() -> None:
    page = "* [**X**](https://x.example)\n* [Y](https://y.example)\n* [Z](https://z.example)\n"
    new = [
        Petition(id="x", name="X", url="https://x.example"),
        leavex_network.Initiative(id="y", name="Y", url="https://y.example"),
        Petition(id="z", name="Z", url="https://z.example"),
    ]
    assert (
        dumps(Network(new), "markdown", onto=page)
        == "* [**Y**](https://y.example)\n* [X](https://x.example)\n* [Z](https://z.example)\n"
    )


@pytest.mark.slow
def test_pages_in_bytes_and_in_the_seventeen_languages() -> None:
    from leavex_network.places.languages import WITH_NAMES

    assert len(loads(SEED.encode(), "markdown", base_url=BASE)) == 10
    with pytest.raises(DataError, match="broken-utf-8"):
        loads(b"\xff", "markdown")
    network = leavex_network.load()
    for language in WITH_NAMES:
        page = HandWritten(dumps(network, "markdown", language=language), language)
        with quiet():
            again = loads(page.text, "markdown", language=language, base_url="https://leavex.eu/")
        assert sorted(facts(network.localize(language))) == sorted(facts(again))


def test_a_url_in_angle_brackets_keeps_them() -> None:
    page = "* [X](<https://x.example/a>)\n"
    new = Petition(id="x", name="X", url="https://new.example/(")
    assert dumps(Network([new]), "markdown", onto=page) == "* [X](<https://new.example/(>)\n"


def test_ids_made_from_equal_names_get_a_number() -> None:
    text = "".join(
        f"* [{name}](https://{number}.example)\n"
        for number, name in enumerate(["A", "a", "A 2", "A", "!", "B 2", "B", "B"])
    )
    ids = [entry.id for entry in loads(text, "markdown", language="en")]
    assert ids[:4] == ["a", "a-2", "a-2-2", "a-3"]
    assert ids[4].startswith("entry-")
    assert ids[5:] == ["b-2", "b", "b-3"]


def test_a_missing_section_is_inserted_in_order() -> None:
    page = "## Petitions\n\n* [X](https://x.example)\n"
    entry = leavex_network.Initiative(id="i", name="I", url="https://i.example")
    network = [Petition(id="x", name="X", url="https://x.example"), entry]
    assert (
        dumps(Network(network), "markdown", onto=page)
        == f"## Initiatives\n\n* [**I**](https://i.example)\n\n{page}"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/)(",
        "https://x.example/((",
        "https://x.example/(a)",
        "https://x.example/?a&copy;b",
    ],
)
def test_any_url_is_written_so_that_it_is_read_back(url: str) -> None:
    network = Network([Petition(id="x", name="X", url=url)])
    assert loads(dumps(network, "markdown"), "markdown", language="en")[0].url == url


@pytest.mark.slow
def test_thousands_of_emphasis_marks_are_read_or_refused() -> None:
    text = "* [X](https://x.example): " + "*a " * 3_000 + "b*" * 3_000 + "\n"
    with pytest.warns(NetworkWarning, match="unread-item"):
        assert 0 == len(loads(text, "markdown", language="en"))


def test_without_ruamel_the_extra_is_named(without: Callable[[str], None], tmp_path: Path) -> None:
    without("ruamel.yaml")
    with pytest.raises(MissingExtraError, match=r"\.\[pages\]"):
        loads("---\ntitle: x\n---\n", "markdown")
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.yaml").write_text("a: 1")
    with pytest.raises(MissingExtraError, match=r"\.\[pages\]"):
        leavex_network.write(leavex_network.load(), tmp_path / "content")


def test_an_empty_title_stays_without_a_report_if_the_network_has_the_usual_one() -> None:
    front = "---\ntitle:\n---\n"
    assert front == dumps(Network([]), "markdown", onto=front)


@pytest.mark.parametrize(
    "name",
    ["**", "`", "a ** b", "a *b* [c]", "x*)+/*y", "$$a$$", "X", "x", "~~a~~", "<b>", "{{< x >}}"],
)
def test_a_name_of_marks_is_written_and_read_back(name: str) -> None:
    network = Network(
        [
            Initiative(id="a", name=name, url="https://a.example", description="`"),
            Petition(id="b", name=name, url="https://b.example"),
        ]
    )
    assert [name, name] == [entry.name for entry in loads(dumps(network, "markdown"), "markdown")]


@pytest.mark.parametrize("onto", [None, "Old words.\n\n* [X](https://x.example)\n"])
def test_an_introduction_that_hugo_would_run_is_refused(onto: str | None) -> None:
    network = Network([], about=About(introduction="We say `{{< x`."))
    with pytest.raises(DataError) as caught:
        dumps(network, "markdown", onto=onto)
    assert ["unwritable"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    "words",
    [{"name": "HAHAHUGO"}, {"description": "`{{< x`"}, {"description": "<https://a.b/{{%x>"}],
)
def test_an_entry_that_hugo_would_run_is_refused_and_an_old_item_is_left(
    words: dict[str, str],
) -> None:
    entry = Petition(id="a", name="A", url="https://a.example")
    with pytest.raises(DataError) as caught:
        dumps(Network([entry.model_copy(update=words)]), "markdown")
    assert [("unwritable", "a")] == [
        (problem.code, problem.entry) for problem in caught.value.problems
    ]
    name, text = words.get("name", "A"), words.get("description", "b")
    page = f"### Petitions\n\n* [{name}](https://a.example): {text}\n"
    old = loads(page, "markdown", language="en")[0]
    moved = old.model_copy(update={"url": "https://new.example"})
    after = page.replace("https://a.example", "https://new.example")
    assert after == dumps(Network([moved]), "markdown", onto=page, language="en")


def test_an_item_with_relative_addresses_is_left_if_they_lead_to_those_of_its_entry() -> None:
    base = "https://x.example/de/"
    page = "### Petitions\n\n* [A](/a) also [here](/b): c [d](/e)\n"
    network = loads(page, "markdown", language="en", base_url=base)
    assert "https://x.example/a" == network[0].url
    assert page == dumps(network, "markdown", onto=page, base_url=base)
    moved = network[0].model_copy(update={"url": "https://x.example/f"})
    after = page.replace("(/a)", "(/f)")
    assert after == dumps(Network([moved]), "markdown", onto=page, base_url=base, language="en")


def test_a_moved_item_takes_another_marker_if_the_text_below_it_still_belongs_to_it() -> None:
    item = "* [A](https://a.example)\n   more\n   and more\n"
    page = f"### Petitions\n\n{item}\n#### Concluded\n\n1. [B](https://b.example)\n"
    network = loads(page, "markdown")
    entries = [entry.model_copy(update={"status": "concluded"}) for entry in network]
    after = dumps(Network(entries, about=network.about), "markdown", onto=page)
    assert "1. [A](https://a.example)\n   more\n   and more\n" in after
    assert ["concluded", "concluded"] == [entry.status for entry in loads(after, "markdown")]


def test_an_item_with_several_links_that_is_no_entry_is_reported_once() -> None:
    page = "### Petitions\n\n* See [A](https://a.example) and [B](https://b.example)\n"
    with pytest.warns(NetworkWarning) as caught:
        assert 0 == len(loads(page, "markdown"))
    assert 1 == len(caught)


def test_a_new_section_goes_behind_all_that_is_inside_the_last_one() -> None:
    page = "## Petitions\n\n* [A](https://a.example)\n\n### About them\n\nWords.\n\n## Us\n\nWe.\n"
    network = loads(page, "markdown")
    new = Initiative(id="n", name="N", url="https://n.example")
    concluded = network[0].model_copy(update={"status": "concluded"})
    after = dumps(Network([new, concluded], about=network.about), "markdown", onto=page)
    titles = [line for line in after.splitlines() if line.startswith("#")]
    expected = ["## Initiatives", "## Petitions", "### About them", "### Concluded", "## Us"]
    assert expected == titles


def test_a_byte_order_mark_is_a_block_of_its_own() -> None:
    page = Page.parse("\ufeff# Network\n")
    assert "\ufeff" == page.blocks[0].text
    assert "\ufeff# Network\n" == str(page)


def test_a_new_section_behind_a_last_line_without_an_end_has_the_line_endings_of_the_page() -> None:
    page = "### Initiatives\r\n\r\n* [**A**](https://a.example/)"
    network = loads(page, "markdown")
    petition = Petition(id="b", name="B", url="https://b.example/")
    after = dumps(Network([*network, petition], about=network.about), "markdown", onto=page)
    assert f"{page}\r\n\r\n### Petitions\r\n\r\n* [B](https://b.example/)" == after.rstrip("\r\n")
    assert "\n" not in after.replace("\r\n", "")
