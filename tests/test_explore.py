"""`Network.explore`: its selection, the plain list that notebooks keep, and the page it saves."""

import re
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE, hostile_network
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks
from test_web_texts import Seen

from leavex_network import Entry, Network, Petition
from leavex_network.errors import ArgumentTypeError, FormatError, MissingExtraError
from leavex_network.explorer import Explorer
from leavex_network.files import temporary
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.rendering import assets
from leavex_network.rendering.plain import MOST
from leavex_network.rendering.view import View

WIDGET = "application/vnd.jupyter.widget-view+json"


def send(explorer: Explorer[Any], **state: object) -> None:
    """Set the state of a widget, as the view in a browser does."""
    explorer.set_state(state)


def many(count: int) -> Network[Petition]:
    entries = [
        Petition(id=f"x{number}", name=f"X {number}", url=f"https://x{number}.example")
        for number in range(count)
    ]
    return Network(entries)


def plain(explorer: Explorer[Any]) -> str:
    """Return the plain list, which notebooks keep."""
    data, _ = explorer._repr_mimebundle_()
    return str(data["text/html"])


def saved(network: Network[Any], folder: Path) -> str:
    path = folder / "list.html"
    network.explore().save(path)
    return path.read_text(encoding="utf-8")


# The selection


def test_everything_is_selected_at_first(network: Network[Entry]) -> None:
    explorer = network.explore()
    assert {} == explorer.criteria
    assert network is explorer.selection


@pytest.mark.parametrize(
    "criteria",
    [
        {"country": "DE"},
        {"region": "150", "kind": "petition"},
        {"hashtag": "leavex"},
        {"search": "vamonos", "status": "active"},
        {"search": "nothing of the kind"},
    ],
)
def test_the_selection_is_that_of_filter(criteria: dict[str, str], network: Network[Entry]) -> None:
    explorer = network.explore()
    send(explorer, criteria=criteria)
    assert criteria == explorer.criteria
    assert network.filter(**criteria) == explorer.selection


@given(networks, st.data())
def test_every_choice_selects_what_filter_selects(network: Network[Entry], data: Any) -> None:
    explorer = network.explore()
    criteria: dict[str, str] = {}
    for control in View.of(network).controls:
        choice = data.draw(st.sampled_from([None, *control.choices]))
        if choice:
            criteria[choice.criterion] = choice.value
    search = data.draw(st.text(min_size=1))
    send(explorer, criteria={**criteria, "search": search})
    assert network.filter(**criteria, search=search) == explorer.selection


def test_criteria_that_are_changed_in_place_are_those_of_the_list(network: Network[Entry]) -> None:
    explorer = network.explore()
    explorer.criteria["limit"] = "3"
    assert network == explorer.selection


def test_the_selection_of_a_translation_is_searched_in_its_language(
    network: Network[Entry],
) -> None:
    german = network.localize("de")
    explorer = german.explore()
    send(explorer, criteria={"search": "fordert"})
    assert german.search("fordert") == explorer.selection
    assert not network.search("fordert")


@pytest.mark.parametrize(
    "given",
    [
        {"country": "ZZ"},
        {"country": "PT"},
        {"country": "DE,FR"},
        {"country": ["DE"]},
        {"limit": "1"},
        {"wider": "true"},
        {"unplaced": "true"},
        {"search": " \t"},
        {"__class__": "x"},
        ["country", "DE"],
        "DE",
        None,
        5,
    ],
)
def test_what_the_list_cannot_have_chosen_is_ignored(given: Any, network: Network[Entry]) -> None:
    explorer = network.explore()
    send(explorer, criteria=given)
    assert {} == explorer.criteria
    assert network is explorer.selection


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
SOME = hostile_network()
NAMES = st.sampled_from(["search", "country", "kind", "hashtag", "region", "status", "limit"])


@given(st.one_of(JSON, st.dictionaries(NAMES, JSON)))
def test_whatever_a_view_sends_raises_nothing_and_selects_what_filter_does(given: Any) -> None:
    explorer = Explorer(SOME)
    html = explorer._html
    send(explorer, criteria=given, _html=given, unknown=given)
    assert SOME.filter(**explorer.criteria) == explorer.selection
    assert html == explorer._html


def test_criteria_are_read_only_and_can_be_observed(network: Network[Entry]) -> None:
    explorer = network.explore()
    with pytest.raises(AttributeError):
        explorer.selection = network
    with pytest.raises(Exception, match="read-only"):
        explorer.criteria = {"country": "DE"}
    seen: list[int] = []
    explorer.observe(lambda _: seen.append(len(explorer.selection)), names="criteria")
    send(explorer, criteria={"country": "FR"})
    assert [len(network.by_country("FR"))] == seen


def test_the_list_names_its_network(network: Network[Entry]) -> None:
    assert f"<Explorer of {network!r}>" == repr(network.explore())


# What is shown


def test_the_list_has_its_controls_and_no_ids_which_would_occur_twice(
    network: Network[Entry],
) -> None:
    seen = Seen(network.explore()._html)
    assert len(network) == len(seen.having("leavex-network-entry"))
    assert 1 == len(seen.having("leavex-network-form"))
    assert not any("id" in attributes for _, attributes in seen.elements)


def test_a_notebook_keeps_a_plain_list(network: Network[Entry]) -> None:
    data, metadata = network.explore()._repr_mimebundle_()
    assert {WIDGET, "text/html", "text/plain"} == data.keys()
    assert {} == metadata
    seen = Seen(data["text/html"])
    assert [entry.url for entry in network.initiatives] == [
        attributes["href"] for _, attributes in seen.having("leavex-network-name")
    ][: len(network.initiatives)]
    assert all(entry.name in seen.text for entry in network)
    # Where notebooks are not trusted, the words of controls would be left of them.
    tags = {tag for tag, _ in seen.elements}
    assert not tags & {"template", "form", "select", "option", "input", "button", "script"}


@pytest.mark.parametrize(
    ("count", "omitted"), [(MOST, ""), (MOST + 1, "1"), (MOST + 1_800, "1800")]
)
def test_a_long_plain_list_counts_what_it_omits(count: int, omitted: str) -> None:
    seen = Seen(plain(many(count).explore()))
    assert MOST == len(seen.having("leavex-network-entry"))
    more = seen.having("leavex-network-more")
    assert bool(omitted) is bool(more)
    assert (f"{omitted} more" in seen.text) is bool(omitted)


@pytest.mark.parametrize("code", WITH_NAMES)
def test_the_list_is_in_the_language_of_its_network(code: str, network: Network[Entry]) -> None:
    explorer = network.localize(code).explore()
    words = language(code)
    for html in (explorer._html, plain(explorer)):
        _, attributes = Seen(html).having("leavex-network")[0]
        assert (code, words.direction) == (attributes["lang"], attributes["dir"])
    assert words.interface["search"] in Seen(explorer._html).text


def test_an_empty_network_says_so_everywhere(tmp_path: Path) -> None:
    explorer = Network[Entry]().explore()
    for html in (explorer._html, plain(explorer), saved(Network(), tmp_path)):
        assert language("en").interface["none"] in Seen(html).text
    send(explorer, criteria={"search": "x"})
    assert Network() == explorer.selection


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    network = hostile_network()
    explorer = network.explore()
    for html in (explorer._html, plain(explorer), saved(network, tmp_path)):
        seen = Seen(html)
        assert not {"img", "evil", "b", "i"} & {tag for tag, _ in seen.elements}
        assert not any(name.startswith("on") for _, attrs in seen.elements for name in attrs)
        assert all(text in seen.text for text in HOSTILE)


# The page


def test_the_page_allows_its_own_script_and_stylesheet_and_nothing_else(
    network: Network[Entry], tmp_path: Path
) -> None:
    html = saved(network, tmp_path)
    seen = Seen(html)
    (policy,) = [
        str(attributes["content"])
        for _, attributes in seen.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "'none'" == rules.pop("default-src")
    for tag in ("script", "style"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" == rules.pop(f"{tag}-src")
    assert {"img-src": "data:", "base-uri": "'none'", "form-action": "'none'"} == rules


def test_the_page_names_no_other_file(network: Network[Entry], tmp_path: Path) -> None:
    seen = Seen(saved(network, tmp_path))
    loading = [
        attributes.get("src") or attributes.get("href")
        for tag, attributes in seen.elements
        if tag in ("link", "script", "img", "style")
    ]
    assert {"data:,", None} == set(loading)
    links = [str(attributes["href"]) for tag, attributes in seen.elements if tag == "a"]
    assert all(link.startswith("https://") for link in links)


def test_the_page_has_the_title_the_edition_and_the_notices(
    network: Network[Entry], tmp_path: Path
) -> None:
    german = network.localize("de")
    seen = Seen(saved(german, tmp_path))
    assert ("de", "ltr") == (seen.elements[0][1]["lang"], seen.elements[0][1]["dir"])
    for part in (german.about.title, "2026-01-25", "UNICODE LICENSE V3", '"AS IS"'):
        assert part in seen.text


def test_the_page_has_the_whole_list_whatever_is_chosen(
    network: Network[Entry], tmp_path: Path
) -> None:
    explorer = network.explore()
    send(explorer, criteria={"country": "DE"})
    path = tmp_path / "list.html"
    explorer.save(path)
    whole = path.read_bytes()
    assert len(network) == len(Seen(whole.decode()).having("leavex-network-entry"))
    explorer.selection.explore().save(str(path))
    chosen = Seen(path.read_text(encoding="utf-8"))
    assert len(network.by_country("DE")) == len(chosen.having("leavex-network-entry"))
    network.explore().save(path)
    assert whole == path.read_bytes()


def test_a_page_that_cannot_be_written_leaves_the_old_one(
    network: Network[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.html"
    path.write_text("old", encoding="utf-8")

    def fail(*_words: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(temporary.os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        network.explore().save(path)
    assert [(path, "old")] == [(file, file.read_text()) for file in tmp_path.iterdir()]


def test_a_page_is_written_to_where_a_link_leads(network: Network[Entry], tmp_path: Path) -> None:
    path = tmp_path / "real.html"
    link = tmp_path / "link.html"
    link.symlink_to(path)
    network.explore().save(link)
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["list.csv", "list", "list.html.gz"])
def test_a_page_is_named_as_one(name: str, network: Network[Entry], tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        network.explore().save(tmp_path / name)
    assert [] == list(tmp_path.iterdir())


def test_a_page_may_have_the_old_suffix(network: Network[Entry], tmp_path: Path) -> None:
    network.explore().save(tmp_path / "LIST.HTM")
    assert (tmp_path / "LIST.HTM").is_file()


def test_what_is_no_path_and_a_folder_that_is_missing_are_errors(
    network: Network[Entry], tmp_path: Path
) -> None:
    with pytest.raises(ArgumentTypeError):
        network.explore().save(5)  # type: ignore[arg-type] # the wrong type is refused
    with pytest.raises(FileNotFoundError):
        network.explore().save(tmp_path / "nosuch" / "list.html")


# The scripts


def test_pages_and_notebooks_share_one_script_for_searching() -> None:
    shared = re.compile(r"^const LETTERS.*?^class List \{.*?^\}$", re.DOTALL | re.MULTILINE)
    (of_page,) = shared.findall(assets.script())
    assert [of_page] == shared.findall(assets.notebook_module())
    assert assets.notebook_stylesheet().startswith(assets.stylesheet())


def test_no_script_or_stylesheet_ends_its_own_element() -> None:
    # HTML: `</script` ends the element, and `<!--` begins a part in which it does not.
    assert not re.search("<!--|</?script", assets.script(), re.IGNORECASE)
    assert not re.search("</style", assets.notebook_stylesheet(), re.IGNORECASE)


@pytest.mark.parametrize("package", ["anywidget", "jinja2", "traitlets"])
def test_without_a_package_the_extra_is_named(
    package: str,
    without: Callable[[str], None],
    network: Network[Entry],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "leavex_network.explorer")
    without(package)
    with pytest.raises(MissingExtraError, match=r"\.\[explore\]"):
        network.explore()
