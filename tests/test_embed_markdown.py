"""`embed markdown`: regions of any Markdown file are filled, and all else keeps its bytes."""

import json
import os
import re
import warnings
from pathlib import Path

import marko
import pytest
from hostile import hostile_network
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks
from test_cli import run
from test_embed import embed
from test_web_texts import Seen

from leavex_network import Entry, Network, NetworkWarning, Petition, Territory, load, loads, write
from leavex_network.errors import ArgumentError, DataError
from leavex_network.files.generated import MANIFEST
from leavex_network.pages.blocks import Page
from leavex_network.pages.regions import END, regions
from leavex_network.sites import Options, planned
from leavex_network.sites.embedding import Embedded, carry_out
from leavex_network.text.urls import normalized

BEGIN_GERMANY = '<!-- leavex-network country="DE" kind="petition" -->'
README = f"# Our city\n\nWho else:\n\n{BEGIN_GERMANY}\n{END}\n\nWrite to us.\n"
ONE = Network(
    [Petition(id="a", name="One", url="https://a.example", territories=(Territory("DE"),))]
)
TWO = Network(
    [*ONE, Petition(id="b", name="Two", url="https://b.example", territories=(Territory("DE"),))]
)


def fill(file: Path, network: Network[Entry] = ONE, **options: object) -> Embedded:
    """Fill the regions of a file."""
    return embed(network, "markdown", file, **options)


def filled(text: str, folder: Path, network: Network[Entry] = ONE, name: str = "x.md") -> str:
    """Return a text with its regions filled."""
    file = folder / name
    file.write_bytes(text.encode())
    fill(file, network)
    return file.read_bytes().decode()


def codes(plan: Embedded) -> list[tuple[str, int | None]]:
    return [(note.code, note.line) for note in plan.notes]


def test_a_region_is_filled_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    text = filled(README, tmp_path)
    assert README.replace(END, f"\n* [One](https://a.example) (Germany)\n\n{END}") == text
    assert () == fill(tmp_path / "x.md").written
    assert text == (tmp_path / "x.md").read_text()


# Laws

SURROUNDINGS = st.lists(
    st.sampled_from(
        [
            "# Title\n", "## Part\n", "text\n", "\n", "* item\n", "- item\n", "1. one\n", "> q\n",
            "```\n<!-- leavex-network -->\n```\n", "<!-- comment -->\n", "<div>\n", "</div>\n",
            "| a | b |\n|---|---|\n", "***\n", "    code\n", "Title\n===\n", "é\u2028 \n", "\t\n",
        ]
    ),
    max_size=5,
).map("".join)  # fmt: skip
PARAMETERS = st.sampled_from(
    ["", ' kind="petition"', " status=active", " kind=initiative status=concluded", " limit=1"]
)
SPACE = st.sampled_from(["", "\n", "\n\n", " \n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a Markdown file with empty regions."""
    parts = [draw(SURROUNDINGS)]
    for _ in range(draw(st.integers(1, 3))):
        parts.append(f"\n<!-- leavex-network{draw(PARAMETERS)} -->\n{draw(SPACE)}{END}\n")
        parts.append(draw(SURROUNDINGS))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + "".join(parts).replace("\n", newline)


def outside(text: str) -> str:
    """Return what is outside of the regions of a file."""
    kept, offset = "", 0
    for region in regions(Page.parse(text), "x.md").regions:
        kept += text[offset : region.start]
        offset = region.end
    return kept + text[offset:]


def has_distinct_addresses(network: Network[Entry]) -> bool:
    addresses = [normalized(url) for entry in network for url in (entry.url, *entry.also_at)]
    return len(addresses) == len(set(addresses))


@given(files(), networks.filter(has_distinct_addresses))
def test_all_else_keeps_its_bytes_and_the_list_reads_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, network: Network[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    try:
        done = filled(text, folder, network)
    except DataError as error:
        assert {"unwritable"} == {problem.code for problem in error.problems}
        return
    assert outside(text) == outside(done)
    assert done == filled(done, folder, network)
    page = Page.parse(done)
    for region in regions(page, "x.md").regions:
        if not region.parameters.strip():
            assert facts(network) == facts(read_back(done[region.start : region.end], network))


def read_back(text: str, network: Network[Entry]) -> Network[Entry]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return loads(text, "markdown", language=network.about.language)


def facts(network: Network[Entry]) -> list[tuple[object, ...]]:
    """Return what a list shows of each entry, in the order of the list."""
    shown = [(e.kind, e.status, e.name, e.url, e.also_at, e.territories) for e in network]
    return sorted(shown, key=lambda entry: (entry[0], entry[1]))


def test_hostile_texts_stay_in_their_region(tmp_path: Path) -> None:
    text = README.replace(BEGIN_GERMANY, "<!-- leavex-network -->")
    done = filled(text, tmp_path, hostile_network())
    assert outside(text) == outside(done)
    seen = Seen(marko.convert(done))
    assert {"h1", "h2", "h3", "p", "ul", "li", "a"} == {tag for tag, _ in seen.elements}
    assert all(
        re.match("https://[xy].example/", dict(attrs)["href"] or "")
        for tag, attrs in seen.elements
        if tag == "a"
    )
    assert done == filled(done, tmp_path, hostile_network())


@pytest.mark.parametrize(
    "text",
    [
        *("{{ x }}", "{% raw %}", "{# x #}", "{{{x}}}", "a {%- b -%}", "{{% x %}}", "{1+1}"),
        *("{::nomarkdown}x{:/}", "{:.a}", "{{< x >}}"),
    ],
)
def test_nothing_in_a_text_is_run_by_a_template_engine(text: str, tmp_path: Path) -> None:
    entry = Petition(id="a", name=text, url="https://a.example", description=text)
    done = filled(README.replace(' country="DE"', ""), tmp_path, Network([entry]))
    assert "{" not in done
    assert 2 == Seen(marko.convert(done)).text.count(text)


@pytest.mark.parametrize("text", ["`{{ x }}`", "<https://a.example/{{a}}>"])
def test_a_brace_that_cannot_be_escaped_is_refused(text: str, tmp_path: Path) -> None:
    entry = ONE[0].model_copy(update={"description": text})
    with pytest.raises(DataError, match="unwritable"):
        filled(README, tmp_path, Network([entry]))


# What the list looks like


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- leavex-network -->", ["## Initiatives", "## Petitions", "### Concluded"]),
        ("### Allies\n<!-- leavex-network -->", ["#### Initiatives", "#### Petitions"]),
        ("### Allies\n<!-- leavex-network kind=petition -->", ["#### Concluded"]),
        ("<!-- leavex-network kind=petition status=concluded -->", []),
        ("<!-- leavex-network kind=petition status=active,concluded -->", ["## Concluded"]),
        ("<!-- leavex-network kind=initiative,petition country=IE -->", ["## Petitions"]),
        ("###### Allies\n<!-- leavex-network status=active -->", ["###### Initiatives"]),
        ('<!-- leavex-network language="de" -->', ["## Initiativen", "### Abgeschlossen"]),
    ],
)
def test_headings_are_below_that_of_the_region_and_repeat_no_parameter(
    text: str, expected: list[str], tmp_path: Path
) -> None:
    done = filled(f"{text}\n{END}\n", tmp_path, load())
    headings = re.findall(r"^#+ .*$", done.removeprefix(text), re.MULTILINE)
    assert set(expected) <= set(headings)
    assert bool(expected) == bool(headings)


@pytest.mark.parametrize(
    ("name", "options", "parameters", "word"),
    [
        ("README.md", {}, "", "Petitions"),
        ("README.de.md", {}, "", "Petitionen"),
        ("README.DE-at.md", {}, "", "Petitionen"),
        ("README.old.md", {}, "", "Petitions"),
        ("README.pt_BR.md", {}, "", "Petições"),
        ("README.de.md", {"languages": ("fr",)}, "", "Pétitions"),
        ("README.de.md", {"languages": ("fr",)}, "language=es", "Peticiones"),
    ],
)
def test_the_language_is_the_parameter_else_the_option_else_the_file_names(
    name: str, options: dict[str, object], parameters: str, word: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(f"<!-- leavex-network {parameters} -->\n{END}\n")
    fill(file, **options)
    assert f"## {word}\n" in file.read_text()


def test_items_begin_as_the_other_lists_of_the_file_do(tmp_path: Path) -> None:
    for marker in "*-+":
        done = filled(f"{marker} other\n\n{README}", tmp_path, name=f"{ord(marker)}.md")
        assert f"\n{marker} [One]" in done


def test_line_endings_are_those_of_the_file(tmp_path: Path) -> None:
    done = filled(README.replace("\n", "\r\n"), tmp_path)
    assert done.count("\n") == done.count("\r\n") > README.count("\n")


def test_a_region_without_entries_says_so(tmp_path: Path) -> None:
    done = filled(README.replace("DE", "FR"), tmp_path)
    assert re.search(r"-->\n\n\w.+\n\n<!--", done)


def test_a_region_can_have_a_file_of_its_own(tmp_path: Path) -> None:
    write(TWO, tmp_path / "own.json")
    done = filled(README.replace(' kind="petition"', ' from="own.json"'), tmp_path)
    assert "[Two]" in done


def test_regions_in_code_are_not_filled(tmp_path: Path) -> None:
    sample = f"```\n{BEGIN_GERMANY}\n{END}\n```\n\n    {BEGIN_GERMANY}\n    {END}\n\n"
    assert filled(f"{sample}{README}", tmp_path).startswith(sample)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<pre>", "</pre>"),
        ("<pre><code>\n", "</code></pre>"),
        ("<script>\n\n", "</script>"),
        ("```\n    ```", "```"),
    ],
)
def test_raw_html_and_code_have_no_regions(before: str, after: str, tmp_path: Path) -> None:
    sample = f"{before}\n{BEGIN_GERMANY}\n{END}\n{after}\n\n"
    assert filled(f"{sample}{README}", tmp_path).startswith(sample)


@pytest.mark.parametrize(
    "before", ["```x``` y\n\n", "<pre>x</pre>\n\n", "<details>\n\n", "<!-- x -->\n\n"]
)
def test_what_only_looks_like_code_hides_no_region(before: str, tmp_path: Path) -> None:
    assert "[One]" in filled(f"{before}{README}", tmp_path)


def test_markers_need_no_spaces(tmp_path: Path) -> None:
    assert "[One]" in filled("<!--leavex-network-->\n<!--/leavex-network-->\n", tmp_path)


def test_files_without_a_region_are_named_beside_others(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("# Title\n")
    with pytest.raises(DataError, match="without-region"):
        planned(ONE, "markdown", [tmp_path / "0.md"], Options())
    (tmp_path / "x.md").write_text(README)
    plan = planned(ONE, "markdown", sorted(tmp_path.glob("?.md")), Options())
    assert ["without-region"] == [note.code for note in plan.notes]
    assert (tmp_path / "x.md",) == plan.written


def test_markers_that_are_ignored_are_the_reason_why_a_file_has_no_region(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        filled(f"> {BEGIN_GERMANY}\n> {END}\n", tmp_path)
    assert ["unread-marker"] * 2 == [problem.code for problem in caught.value.problems]


# What people wrote


def test_an_edited_region_is_reported_and_kept_until_it_is_forced(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    edited = filled(README, tmp_path).replace("[One]", "[Our one]")
    file.write_text(edited)
    plan = fill(file, TWO)
    assert [("edited-region", 5)] == codes(plan)
    assert edited == file.read_text()
    assert [] == codes(fill(file, TWO, force=True))
    assert "[One]" in file.read_text()


def test_a_region_that_embed_did_not_write_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    text = README.replace(END, f"Our own list\n{END}")
    file.write_text(text)
    assert [("edited-region", 5)] == codes(fill(file))
    assert text == file.read_text()


def test_an_edited_region_that_is_restored_is_filled_again(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    original = filled(README, tmp_path)
    file.write_text(original.replace("[One]", "[Our one]"))
    fill(file, TWO)
    file.write_text(original)
    assert [] == codes(fill(file, TWO))
    assert "[Two]" in file.read_text()


def test_other_regions_of_the_file_are_filled_beside_an_edited_one(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(f"{README}{README}".replace(END, f"mine\n{END}", 1))
    plan = fill(file)
    assert [("edited-region", 5)] == codes(plan)
    assert 1 == file.read_text().count("[One]")


def test_other_line_endings_and_blank_lines_are_no_edit(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    text = filled(README, tmp_path).replace(f"\n\n{END}", f"\n{END}").replace("\n", "\r\n")
    file.write_bytes(text.encode())
    assert () == fill(file).written
    fill(file, TWO)
    assert "[Two]" in file.read_text()


def test_spaces_and_other_list_markers_are_no_edit(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(filled(README, tmp_path).replace("* [One]", "- [One]").replace(")\n", ") \n"))
    fill(file, TWO)
    assert "- [Two]" in file.read_text()


def test_digests_of_an_edited_region_do_not_grow_without_end(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(f"{README}{README}".replace(END, f"mine\n{END}", 1))
    for number in range(30):
        fill(file, Network([ONE[0].model_copy(update={"name": f"Number {number}"})]))
    assert 21 > len(json.loads((tmp_path / MANIFEST).read_text())["markdown"])


def test_files_of_one_folder_are_recorded_together_however_it_is_spelt(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    files_ = [tmp_path / "a.md", tmp_path / "sub" / ".." / "b.md"]
    for file in files_:
        file.write_text(README)
    carry_out(planned(ONE, "markdown", files_, Options()))
    plan = planned(TWO, "markdown", files_, Options())
    assert [] == codes(plan)
    carry_out(plan)
    assert 2 == len(
        planned(ONE, "markdown", [files_[0], *files_, tmp_path / "b.md"], Options()).written
    )


def test_the_record_forgets_files_that_are_gone(tmp_path: Path) -> None:
    filled(README, tmp_path, name="old.md")
    (tmp_path / "old.md").unlink()
    filled(README, tmp_path)
    assert {"x.md#1"} == json.loads((tmp_path / MANIFEST).read_text())["markdown"].keys()


def test_a_file_name_that_is_no_unicode_is_recorded(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md"))
    file.write_text(README)
    fill(file)
    assert [] == codes(fill(file, TWO))


def test_a_region_with_other_parameters_is_filled_anew(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(filled(README, tmp_path).replace('country="DE"', 'country="FR"'))
    assert [] == codes(fill(file))
    assert "[One]" not in file.read_text()


def test_the_record_keeps_what_belongs_to_other_files_and_generators(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps({"web": {"a": "1"}, "markdown": {"b.md#1": "2"}}))
    (tmp_path / "b.md").write_text("")
    filled(README, tmp_path)
    record = json.loads((tmp_path / MANIFEST).read_text())
    assert {"a": "1"} == record["web"]
    assert {"b.md#1", "x.md#1"} == record["markdown"].keys()


# What cannot be filled


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"\n{BEGIN_GERMANY}\n", [2]),
        (f"{END}\n", [1]),
        (f"{BEGIN_GERMANY}\n\n{BEGIN_GERMANY}\n{END}\n", [1]),
        (f"{BEGIN_GERMANY}{END}\n", [1]),
        (f"{BEGIN_GERMANY} text\n{END}\n", [1]),
        (f"{BEGIN_GERMANY}\n<!-- /leavex-network country=DE -->\n", [2]),
        (f"{BEGIN_GERMANY}\n  {END}\n", [2]),
        ("<!-- leavex-network country='DE'\n\ntext <!-- a -->\n", [1]),
        (f"<!-- LEAVEX-NETWORK -->\n{END}\n", [1]),
        (f"<!-- leavex_network -->\n<!-- /leavex_network -->\n{BEGIN_GERMANY}\n{END}\n", [1, 2]),
        (f"<!-- leavex-networks -->\n{BEGIN_GERMANY}\n{END}\n", [1]),
        (f'<!-- leavex-network country="" -->\n{END}\n', [1]),
        (f'<!-- leavex-network from="https://a.example/n.json" -->\n{END}\n', [1]),
        (f'<!-- leavex-network from="a\0.json" -->\n{END}\n', [1]),
        (f"{BEGIN_GERMANY}\n```\n{END}\n", [1]),
        (f'<!-- leavex-network county="DE" -->\n{END}\n', [1]),
        (f'<!-- leavex-network country="Narnia" -->\n{END}\n', [1]),
        (f"<!-- leavex-network country -->\n{END}\n", [1]),
        (f"<!-- leavex-network: country=DE -->\n{END}\n", [1]),
        (f'<!-- leavex-network from="nosuch.json" -->\n{END}\n', [1]),
        (f'<!-- leavex-network language="xx" -->\n{END}\n', [1]),
    ],
)
def test_a_bad_region_is_refused_at_its_line_and_nothing_is_written(
    text: str, lines: list[int | None], tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(README)
    bad.write_text(text)
    with pytest.raises(DataError) as caught:
        planned(ONE, "markdown", [good, bad], Options())
    assert [("invalid-region", str(bad), line) for line in lines] == [
        (problem.code, problem.file, problem.line) for problem in caught.value.problems
    ]
    assert README == good.read_text()


def test_the_problems_of_a_file_that_is_named_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text("{")
    with pytest.raises(DataError) as caught:
        filled(README.replace(' kind="petition"', ' from="own.json"'), tmp_path)
    assert ["invalid-json"] == [problem.code for problem in caught.value.problems]


def test_an_entry_that_no_item_can_show_is_refused_at_the_region(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        filled(README, tmp_path, Network([ONE[0].model_copy(update={"name": "~~"})]))
    assert [("unwritable", 5, "a")] == [(p.code, p.line, p.entry) for p in caught.value.problems]


def test_all_entries_that_no_item_can_show_are_named(tmp_path: Path) -> None:
    bad = [entry.model_copy(update={"description": "`{{ x }}`"}) for entry in TWO]
    with pytest.raises(DataError) as caught:
        filled(README, tmp_path, Network(bad))
    assert ["a", "b"] == [problem.entry for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        *("* item\n  {0}\n", "> {0}\n", "1. one\n\n   {0}\n", "* {0}\n", "> * {0}\n"),
        *("text {0} text\n", "| {0} |\n|---|\n"),
        *("!!! note\n    {0}\n", "??? note\n\n    text\n\n    {0}\n", "[^1]: text\n\n    {0}\n"),
    ],
)
def test_a_marker_in_a_list_or_a_quotation_is_reported(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(f"{README}\n{text.format(BEGIN_GERMANY)}")
    assert {"unread-marker"} == {note.code for note in fill(file).notes}


def test_a_marker_in_the_code_of_an_item_is_not_reported(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(f"{README}\n1. Write:\n\n   ```\n   {BEGIN_GERMANY}\n   ```\n")
    assert () == fill(file).notes


def test_folders_links_and_other_encodings_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(README)
    (tmp_path / "link.md").symlink_to(file)
    (tmp_path / "latin.md").write_bytes(README.encode() + b"\xe9")
    for path in (tmp_path, tmp_path / "link.md"):
        with pytest.raises(ArgumentError, match=re.escape(str(path))):
            fill(path)
    with pytest.raises(DataError, match="broken-utf-8"):
        fill(tmp_path / "latin.md")
    with pytest.raises(FileNotFoundError):
        fill(tmp_path / "nosuch.md")


# The command


def test_the_command_fills_several_files(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(README)
    done = run("embed", "markdown", "a.md", "b.md", "--dry-run", cwd=tmp_path)
    assert (0, b"a.md\nb.md\n") == (done.returncode, done.stdout)
    assert README == (tmp_path / "a.md").read_text()
    done = run("embed", "markdown", "a.md", "b.md", "--status", "active", cwd=tmp_path)
    assert (0, b"") == (done.returncode, done.stdout)
    assert "Concluded" not in (tmp_path / "a.md").read_text()
    assert "Germany" in (tmp_path / "b.md").read_text()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "README.md"),
        (("a.md", "--language", "de,fr"), "--language"),
        (("a.md", "--prune"), "--prune"),
        (("a.md", "--api"), "--api"),
        (("a.md", "--limit", "1"), "limit="),
        (("a.md", "--base-url", "https://a.example"), "--base-url"),
    ],
)
def test_a_wrong_call_is_refused(words: tuple[str, ...], named: str, tmp_path: Path) -> None:
    done = run("embed", "markdown", *words, cwd=tmp_path)
    assert 2 == done.returncode
    assert named in done.stderr.decode()


def test_other_generators_take_one_folder(tmp_path: Path) -> None:
    assert 2 == run("embed", "web", "a", "b", cwd=tmp_path).returncode
    assert not any(tmp_path.iterdir())


def test_a_plan_can_be_carried_out_later(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(README)
    plan = planned(ONE, "markdown", file, Options())
    assert README == file.read_text()
    assert (file,) == plan.written
    carry_out(plan)
    assert "[One]" in file.read_text()
