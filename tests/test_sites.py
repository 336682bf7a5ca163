"""The other generators: one table of parameters, and what is written for each."""

import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from hostile import HOSTILE, hostile_network
from test_embed import embed
from test_web_texts import ALLOWED, Seen

import leavex_network
from leavex_network import Entry, Network, NetworkError, Petition, write
from leavex_network.data import read_bytes
from leavex_network.network.criteria import CRITERIA
from leavex_network.sites import GENERATORS, Options, planned
from leavex_network.sites.parameters import PARAMETERS, answer
from leavex_network.sites.python_markdown import told

Build = Callable[..., tuple[str, str]]
EXTENSION = "leavex_network.sites.python_markdown"


def ids(html: str) -> list[str]:
    return re.findall(r'id="leavex-network-([a-z0-9-]+)"', html)


def in_page_order(network: Network[Entry]) -> list[str]:
    parts = (
        network.initiatives,
        network.petitions.by_status("active"),
        network.petitions.by_status("concluded"),
    )
    return [entry.id for part in parts for entry in part]


# One table


def test_the_parameters_are_the_criteria_and_two_more() -> None:
    assert [*(criterion.name for criterion in CRITERIA), "language", "from"] == list(PARAMETERS)


def test_a_component_an_include_and_a_script_know_every_criterion() -> None:
    for name in (
        "astro/LeavexNetwork.astro",
        "jekyll/leavex-network.html",
        "js/list.mjs",
        "hugo/leavex-network.html",
    ):
        text = read_bytes(name).decode()
        for criterion in CRITERIA:
            assert re.search(rf"\b{criterion.name}\b", text), (name, criterion.name)


def test_the_widget_and_the_script_fold_letters_alike() -> None:
    def fold(name: str) -> str:
        text = read_bytes(name).decode()
        return " ".join(text[text.index("const fold") : text.index('.normalize("NFKC");')].split())

    assert fold("web/leavex-network.js") == fold("js/list.mjs")


@pytest.mark.parametrize(
    ("given", "language", "expected"),
    [
        ({}, None, "en"),
        ({}, "de", "de"),
        ({}, "pt_BR", "pt-BR"),
        ({}, "xx-nonsense", "en"),
        ({"language": "fr"}, "de", "fr"),
    ],
)
def test_the_language_is_what_is_asked_else_that_of_the_build_else_its_own(
    given: dict[str, str], language: str | None, expected: str
) -> None:
    assert expected == answer(given, language=language).about.language


def test_an_answer_is_what_filter_finds(network: Network[Entry], tmp_path: Path) -> None:
    assert list(
        network.filter(country="DE,FR", wider=True, kind="petition", limit=2).localize("de")
    ) == list(
        answer(
            {"country": "DE,FR", "wider": "", "kind": "petition", "limit": "2", "language": "de"}
        )
    )
    write(Network([Petition(id="x", name="X", url="https://x.example")]), tmp_path / "own.json")
    assert ["x"] == [
        entry.id for entry in answer({"from": "own.json", "unplaced": "true"}, folder=tmp_path)
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"county": "DE"}, "'county' is nothing that can be asked: write 'kind', 'country', "),
        ({"country": "Germny"}, "'Germny' is no country that is known"),
        ({"language": "german"}, "'german' is no language that is known"),
        ({"wider": "maybe", "country": "DE"}, "wider is on or off, not 'maybe'"),
    ],
)
def test_what_cannot_be_asked_is_told(given: dict[str, str], message: str) -> None:
    with pytest.raises(NetworkError) as caught:
        answer(given)
    assert str(caught.value).startswith(message)


# Python-Markdown


def render(text: str, **settings: str) -> str:
    return markdown.markdown(
        text, extensions=[EXTENSION, "fenced_code"], extension_configs={EXTENSION: settings}
    )


def test_a_tag_on_a_line_of_its_own_becomes_the_list(network: Network[Entry]) -> None:
    html = render('# Title\n\n[leavex-network country="DE" kind=petition]\n\nMore.\n')
    assert in_page_order(network.by_country("DE").petitions) == ids(html)
    assert "<h1>Title</h1>" in html
    assert "<p>More.</p>" in html
    assert not re.search(r"<p>\s*<div", html)


@pytest.mark.parametrize(
    "text",
    [
        "    [leavex-network]\n",
        "```\n[leavex-network]\n```\n",
        "Say `[leavex-network]` in a line.\n",
        "See [leavex-network](https://x.example).\n",
        "[leavex-network] and more\n",
        "Say [leavex-network]\n",
        "[leavex-networks]\n",
    ],
)
def test_what_only_looks_like_the_tag_is_left_alone(text: str) -> None:
    assert "leavex-network-entry" not in render(text)


def test_lines_before_and_behind_a_tag_stay_what_they_are() -> None:
    html = render(
        "Before *it*\n[leavex-network limit=1]\n[leavex-network unplaced limit=1]\nBehind **it**\n\nLast\n"
    )
    assert ["escapex", "xodus"] == ids(html)
    text = re.sub(r"<div.*</div>", "LIST", html, flags=re.DOTALL)
    assert [
        "<p>Before <em>it</em></p>",
        "LIST",
        "<p>Behind <strong>it</strong></p>",
        "<p>Last</p>",
    ] == [line for line in text.split("\n") if line]


def test_settings_are_defaults_for_every_tag(network: Network[Entry], tmp_path: Path) -> None:
    write(network.by_country("FR"), tmp_path / "own.json")
    html = render(
        "[leavex-network]\n\n[leavex-network language=fr]\n",
        language="de",
        **{"from": "own.json", "folder": str(tmp_path)},
    )
    assert ["de", "fr"] == re.findall(r'class="leavex-network" lang="(\w+)"', html)
    assert 2 * in_page_order(network.by_country("FR")) == ids(html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        (' country="DE, FR" kind=petition', {"country": "DE, FR", "kind": "petition"}),
        (" wider\n country = DE", {"wider": "", "country": "DE"}),
        (' search="[open] letter"', {"search": "[open] letter"}),
    ],
)
def test_a_tag_is_read_as_people_write_it(text: str, found: dict[str, str]) -> None:
    assert found == told(text)


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (
            "[leavex-network country]",
            "[leavex-network country]: 'country' takes a value: write country=\"...\"",
        ),
        ('[leavex-network "DE"]', '[leavex-network "DE"]: write name="value", not \'"DE"\''),
        (
            "[leavex-network country=Germny]",
            "[leavex-network country=Germny]: 'Germny' is no country that is known",
        ),
        (
            "[leavex-network from=nowhere.json]",
            "[leavex-network from=nowhere.json]: [Errno 2] No such file",
        ),
        (
            "[leavex-network kind=petition kind=initiative]",
            "[leavex-network kind=petition kind=initiative]: 'kind' stands twice",
        ),
    ],
)
def test_a_tag_that_is_not_understood_stops_the_build_and_is_named(tag: str, message: str) -> None:
    with pytest.raises(NetworkError) as caught:
        render(f"{tag}\n")
    assert str(caught.value).startswith(message)


def test_hostile_text_is_text_in_python_markdown(tmp_path: Path) -> None:
    write(hostile_network(), tmp_path / "own.json")
    seen = Seen(render(f'[leavex-network from="{tmp_path}/own.json"]\n'))
    assert {tag for tag, _ in seen.elements} <= ALLOWED
    assert all(text in seen.text for text in HOSTILE)


# Sphinx


@pytest.fixture
def build(tmp_path: Path) -> Build:
    from sphinx.cmd.build import main

    def run(
        text: str, *, builder: str = "html", config: str = "", name: str = "index.rst"
    ) -> tuple[str, str]:
        source, out, log = (
            tmp_path / "source",
            tmp_path / f"out-{builder}",
            tmp_path / "warnings.txt",
        )
        source.mkdir(exist_ok=True)
        (source / "conf.py").write_text(
            f'project = "T"\nextensions = ["leavex_network.sites.sphinx"]\n{config}\n'
        )
        (source / name).write_text(text, encoding="utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Sphinx's own modules do is not our business
            main(["-q", "-b", builder, "-w", str(log), str(source), str(out)])
        ending = {"html": "html", "text": "txt", "latex": "tex"}[builder]
        stem = "t" if builder == "latex" else "index"
        return (out / f"{stem}.{ending}").read_text(encoding="utf-8"), log.read_text(
            encoding="utf-8"
        )

    return run


PAGE = "Title\n=====\n\n.. leavex-network::\n"


def test_the_directive_shows_what_its_options_say(
    network: Network[Entry], build: Build, tmp_path: Path
) -> None:
    html, log = build(f"{PAGE}   :country: DE\n   :wider:\n   :kind: petition\n")
    assert in_page_order(network.by_country("DE", wider=True).petitions) == ids(html)
    assert "" == log
    assert "leavex-network.css" in html
    assert (
        read_bytes("web/leavex-network.css")
        == (tmp_path / "out-html" / "_static" / "leavex-network.css").read_bytes()
    )
    assert in_page_order(network) == ids(build(PAGE)[0])


def test_the_directive_speaks_the_language_of_the_build_or_its_own(build: Build) -> None:
    assert "Petitionen" in build(PAGE, config='language = "de"')[0]
    assert "Pétitions" in build(f"{PAGE}   :language: fr\n", config='language = "de"')[0]


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_everything_but_html_gets_a_plain_list(builder: str, build: Build) -> None:
    text, log = build(PAGE, builder=builder)
    assert "" == log
    plain = re.sub(r"\\sphinxhref\{[^}]*\}|[{}\\]|\s+", " ", text)
    for word in ("Initiatives", "Petitions: Concluded", "HelloQuitX", "(Germany)"):
        assert word in re.sub(r"\s+", " ", plain)
    assert "leavex-network-entry" not in text
    assert "Nothing listed here" in build(f"{PAGE}   :hashtag: nosuch\n", builder=builder)[0]


def test_the_role_links_to_an_entry(build: Build) -> None:
    html, log = build("Title\n=====\n\nSee :leavex-network:`helloquitx`.\n")
    assert '<a class="reference external" href="https://www.helloquitx.com">HelloQuitX</a>' in html
    assert "" == log
    html, _ = build("Title\n=====\n\nSee :leavex-network:`the *others* <helloquitx>`.\n")
    assert 'href="https://www.helloquitx.com">the *others*</a>' in html
    _, log = build("Title\n=====\n\nSee :leavex-network:`helloquit`.\n")
    assert (
        "index.rst:4: WARNING: leavex-network: no entry has the id 'helloquit'; did you mean 'helloquitx'?"
        in log
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            "   :country: Germny\n",
            "index.rst:4: WARNING: leavex-network: 'Germny' is no country that is known",
        ),
        (
            "   :from: nowhere.json\n",
            "index.rst:4: WARNING: leavex-network: [Errno 2] No such file",
        ),
        ("   :county: DE\n", 'index.rst:4: ERROR: Error in "leavex-network" directive:'),
    ],
)
def test_a_bad_option_is_told_at_its_line(options: str, message: str, build: Build) -> None:
    _, log = build(f"{PAGE}{options}")
    assert message in log


def test_a_file_of_ones_own_is_read_beside_the_page_and_followed(
    build: Build, tmp_path: Path
) -> None:
    (tmp_path / "source").mkdir()
    own = tmp_path / "source" / "own.json"
    write(Network([Petition(id="x", name="First", url="https://x.example")]), own)
    assert "First" in build(f"{PAGE}   :from: own.json\n")[0]
    write(Network([Petition(id="x", name="Second", url="https://x.example")]), own)
    assert "Second" in build(f"{PAGE}   :from: own.json\n")[0]


def test_what_is_left_aside_of_a_file_is_a_warning_at_its_line(
    build: Build, tmp_path: Path
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "own.csv").write_text(
        "id,kind,name,url\nx,petition,X,https://x.example\n"
    )
    html, log = build(f"{PAGE}   :from: own.csv\n")
    assert ["x"] == ids(html)
    assert "index.rst:4: WARNING: leavex-network: " in log
    assert "[language-assumed] nothing says in which language this table is" in log


def test_hostile_text_is_text_in_sphinx(build: Build, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    write(hostile_network(), tmp_path / "source" / "own.json")
    html, _ = build(f"{PAGE}   :from: own.json\n")
    seen = Seen(
        html[html.index('<div class="leavex-network"') : html.index("</section>\n</div>\n</div>")]
    )
    assert not {"img", "evil", "i", "script"} & {tag for tag, _ in seen.elements}
    assert all(text in seen.text for text in HOSTILE)


# What is written


@pytest.mark.parametrize("name", ["jekyll", "eleventy", "astro"])
def test_what_is_written_is_in_every_language_and_a_second_run_changes_nothing(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    folder = tmp_path / "a site with ümlaut"
    found = embed(network, name, folder)
    assert () == embed(network, name, folder).written
    for path in found.written:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
    texts = "".join(path.read_text(encoding="utf-8") for path in found.written)
    assert read_bytes("web/leavex-network.css").decode() in texts
    for code in network.languages:
        for entry in network.localize(code):
            assert json.dumps(entry.url)[1:-1] in texts
    (edited := found.written[0]).write_text("mine")
    assert [str(edited)] == [note.file for note in embed(network, name, folder).notes]
    assert "mine" == edited.read_text()


@pytest.mark.parametrize("name", ["sphinx", "python-markdown"])
def test_for_a_plug_in_nothing_is_written(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    found = planned(network, name, tmp_path, Options())
    assert ((), (), True) == (found.written, found.removed, "leavex_network.sites" in found.tells)


@pytest.mark.parametrize(
    ("name", "module"), [("sphinx", "sphinx"), ("python-markdown", "markdown")]
)
def test_without_its_generator_the_extra_is_named(
    name: str,
    module: str,
    network: Network[Entry],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    without: Callable[[str], None],
) -> None:
    import sys

    monkeypatch.delitem(sys.modules, GENERATORS[name].module, raising=False)
    without(module)
    with pytest.raises(
        ImportError, match=rf'{name} needs {module}: pip install "leavex-network\[{name}\]"'
    ):
        planned(network, name, tmp_path, Options())


def test_the_languages_are_those_that_are_asked_for(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "jekyll", tmp_path, languages=("de", "pt-PT"))
    names = {path.name for path in (tmp_path / "_data" / "leavex-network").iterdir()}
    assert {"common.json", "letters.json", "marks.json", "de.json", "pt-pt.json"} == names
    assert leavex_network.__version__
