"""The other generators: their common parameters, and the files that each one gets."""

import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from helpers import Install
from hostile import HOSTILE, hostile_network
from test_embed import embed
from test_web_texts import ALLOWED, Seen

from leavex_network import Entry, Network, NetworkError, Petition, write
from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentError, MissingExtraError, UnknownValueError
from leavex_network.network.criteria import CRITERIA
from leavex_network.places.languages import language
from leavex_network.sites import GENERATORS, Options, planned
from leavex_network.sites.parameters import PARAMETERS, parsed, select

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


def test_the_parameters_are_the_criteria_language_and_from() -> None:
    assert [*(criterion.name for criterion in CRITERIA), "language", "from"] == list(PARAMETERS)


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
def test_the_language_is_the_parameter_else_the_builds_else_the_networks(
    given: dict[str, str], language: str | None, expected: str
) -> None:
    assert expected == select(given, language=language).about.language


def test_parameters_select_the_same_entries_as_filter(
    network: Network[Entry], tmp_path: Path
) -> None:
    assert list(
        network.filter(country="DE,FR", wider=True, kind="petition", limit=2).localize("de")
    ) == list(
        select(
            {"country": "DE,FR", "wider": "", "kind": "petition", "limit": "2", "language": "de"}
        )
    )
    write(Network([Petition(id="x", name="X", url="https://x.example")]), tmp_path / "own.json")
    assert ["x"] == [
        entry.id for entry in select({"from": "own.json", "unplaced": "true"}, folder=tmp_path)
    ]


@pytest.mark.parametrize(
    ("given", "error_type", "named"),
    [
        ({"county": "DE"}, ArgumentError, "'county'.*'country'"),
        ({"country": "Germny"}, UnknownValueError, "'Germny'.*DE"),
        ({"language": "german"}, UnknownValueError, "'german'.*de"),
        ({"wider": "maybe", "country": "DE"}, ArgumentError, "'maybe'"),
    ],
)
def test_a_bad_parameter_is_an_error_that_names_it(
    given: dict[str, str], error_type: type[NetworkError], named: str
) -> None:
    with pytest.raises(error_type, match=named):
        select(given)


# Python-Markdown


def render(text: str, **settings: str) -> str:
    return markdown.markdown(
        text, extensions=[EXTENSION, "fenced_code"], extension_configs={EXTENSION: settings}
    )


def test_a_tag_on_its_own_line_becomes_the_list(network: Network[Entry]) -> None:
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
def test_text_that_only_resembles_the_tag_stays(text: str) -> None:
    assert "leavex-network-entry" not in render(text)


def test_lines_before_and_after_a_tag_stay() -> None:
    html = render(
        "Before *it*\n[leavex-network limit=1]\n[leavex-network unplaced limit=1]\n"
        "Behind **it**\n\nLast\n"
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
    ("text", "parameters"),
    [
        ("", {}),
        (' country="DE, FR" kind=petition', {"country": "DE, FR", "kind": "petition"}),
        (" wider\n country = DE", {"wider": "", "country": "DE"}),
        (' search="[open] letter"', {"search": "[open] letter"}),
    ],
)
def test_a_tag_is_parsed_with_and_without_quotes(text: str, parameters: dict[str, str]) -> None:
    assert parameters == parsed(text)


BAD_TAGS = {
    "value missing": ("country", "'country'"),
    "name missing": ('"DE"', '"DE"'),
    "unknown country": ("country=Germny", "'Germny'"),
    "missing file": ("from=nowhere.json", "nowhere.json"),
    "repeated parameter": ("kind=petition kind=initiative", "'kind'"),
}
"""The parameters of a tag, and the value that the error names."""


@pytest.mark.parametrize(("parameters", "named"), BAD_TAGS.values(), ids=BAD_TAGS)
def test_a_bad_tag_stops_the_build_and_is_quoted(parameters: str, named: str) -> None:
    tag = f"[leavex-network {parameters}]"
    with pytest.raises(NetworkError) as caught:
        render(f"{tag}\n")
    message = str(caught.value)
    assert message.startswith(f"{tag}: ")
    assert named in message.removeprefix(tag)


def test_hostile_text_is_text_in_python_markdown(tmp_path: Path) -> None:
    write(hostile_network(), tmp_path / "own.json")
    seen = Seen(render(f'[leavex-network from="{tmp_path}/own.json"]\n'))
    assert {tag for tag, _ in seen.elements} <= ALLOWED
    assert all(text in seen.text for text in HOSTILE)


def test_the_network_of_a_package_is_a_parameter_or_a_setting(install: Install) -> None:
    install()
    assert ["mill"] == ids(render('[leavex-network from="bread:"]'))
    assert ["mill"] == ids(render("[leavex-network]", **{"from": "bread:"}))
    tag = '[leavex-network from="leavex:" limit="1"]'
    assert 1 == len(ids(render(tag, **{"from": "bread:"})))
    with pytest.raises(ArgumentError, match="'bread'"):
        render('[leavex-network from="bred:"]')


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
            warnings.simplefilter("ignore")  # Sphinx's own modules warn
            main(["-q", "-b", builder, "-w", str(log), str(source), str(out)])
        ending = {"html": "html", "text": "txt", "latex": "tex"}[builder]
        stem = "t" if builder == "latex" else "index"
        return (out / f"{stem}.{ending}").read_text(encoding="utf-8"), log.read_text(
            encoding="utf-8"
        )

    return run


PAGE = "Title\n=====\n\n.. leavex-network::\n"


def test_the_options_of_the_directive_select_entries(
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


def test_the_directive_is_in_its_own_language_or_that_of_the_build(build: Build) -> None:
    assert "Petitionen" in build(PAGE, config='language = "de"')[0]
    assert "Pétitions" in build(f"{PAGE}   :language: fr\n", config='language = "de"')[0]


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_builders_other_than_html_get_a_plain_list(builder: str, build: Build) -> None:
    text, log = build(PAGE, builder=builder)
    assert "" == log
    plain = re.sub(r"\\sphinxhref\{[^}]*\}|[{}\\]|\s+", " ", text)
    words = language("en")
    for word in ("Initiatives", "Petitions: Concluded", "HelloQuitX", "(Germany)"):
        assert word in re.sub(r"\s+", " ", plain)
    assert "leavex-network-entry" not in text
    empty, _ = build(f"{PAGE}   :hashtag: nosuch\n", builder=builder)
    assert words.interface["none"] in re.sub(r"\s+", " ", empty)


def test_the_role_links_to_an_entry(build: Build) -> None:
    html, log = build("Title\n=====\n\nSee :leavex-network:`helloquitx`.\n")
    assert '<a class="reference external" href="https://www.helloquitx.com">HelloQuitX</a>' in html
    assert "" == log
    html, _ = build("Title\n=====\n\nSee :leavex-network:`the *others* <helloquitx>`.\n")
    assert 'href="https://www.helloquitx.com">the *others*</a>' in html


def test_a_role_with_an_unknown_id_is_a_warning_that_names_the_nearest(build: Build) -> None:
    _, log = build("Title\n=====\n\nSee :leavex-network:`helloquit`.\n")
    assert re.search(r"index\.rst:4: WARNING: leavex-network: .*'helloquitx'", log)


@pytest.mark.parametrize(
    ("options", "warning"),
    [
        ("   :country: Germny\n", r"WARNING: leavex-network: .*'Germny'"),
        ("   :from: nowhere.json\n", r"WARNING: leavex-network: .*nowhere\.json"),
        ("   :county: DE\n", r"ERROR: .*leavex-network"),
    ],
)
def test_a_bad_option_is_reported_at_its_line(options: str, warning: str, build: Build) -> None:
    _, log = build(f"{PAGE}{options}")
    assert re.search(rf"index\.rst:4: {warning}", log)


def test_a_file_is_read_relative_to_the_page_and_again_when_it_changes(
    build: Build, tmp_path: Path
) -> None:
    (tmp_path / "source").mkdir()
    own = tmp_path / "source" / "own.json"
    write(Network([Petition(id="x", name="First", url="https://x.example")]), own)
    assert "First" in build(f"{PAGE}   :from: own.json\n")[0]
    write(Network([Petition(id="x", name="Second", url="https://x.example")]), own)
    assert "Second" in build(f"{PAGE}   :from: own.json\n")[0]


def test_the_network_of_a_package_is_shown(build: Build, install: Install) -> None:
    install()
    assert (["mill"], "") == (ids(build(f"{PAGE}   :from: bread:\n")[0]), build(PAGE)[1])


def test_a_setting_names_the_network_of_directives_and_roles(
    build: Build, install: Install
) -> None:
    install()
    text = f"{PAGE}\nSee :leavex-network:`mill`.\n"
    html, log = build(text, config='leavex_network_from = "bread:"')
    assert (["mill"], "") == (ids(html), log)
    assert 2 == html.count('href="https://mill.example"')
    of_page = f"{PAGE}   :from: leavex:\n"
    html, _ = build(of_page, config='leavex_network_from = "bread:"')
    assert "helloquitx" in ids(html)


def test_a_file_of_the_setting_is_relative_to_the_sources_and_read_again_when_it_changes(
    build: Build, tmp_path: Path
) -> None:
    folder = tmp_path / "source" / "part"
    folder.mkdir(parents=True)
    own = tmp_path / "source" / "own.csv"
    config = 'leavex_network_from = "own.csv"\nroot_doc = "part/index"'
    text = f"{PAGE}\nSee :leavex-network:`x`.\n"
    (folder / "index.rst").write_text(text)
    for name in ("First", "Second"):
        own.write_text(f"id,kind,name,url\nx,petition,{name},https://x.example\n")
        _, log = build(text, config=config)
        html = (tmp_path / "out-html" / "part" / "index.html").read_text()
        assert 2 == html.count(f">{name}</a>")
        assert "[language-assumed]" in log


def test_a_network_that_cannot_be_loaded_is_a_warning_at_its_line(
    build: Build, install: Install
) -> None:
    install(module="network = [")
    text = f"{PAGE}\nSee :leavex-network:`mill`.\n"
    _, log = build(text, config='leavex_network_from = "bread:"')
    for line in (4, 6):
        assert re.search(rf"index\.rst:{line}: WARNING: leavex-network: .*'bread-network'", log)


def test_a_finding_of_a_file_is_a_warning_at_its_line(build: Build, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "own.csv").write_text(
        "id,kind,name,url\nx,petition,X,https://x.example\n"
    )
    html, log = build(f"{PAGE}   :from: own.csv\n")
    assert ["x"] == ids(html)
    assert re.search(r"index\.rst:4: WARNING: leavex-network: .*\[language-assumed\]", log)


def test_hostile_text_is_text_in_sphinx(build: Build, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    write(hostile_network(), tmp_path / "source" / "own.json")
    html, _ = build(f"{PAGE}   :from: own.json\n")
    seen = Seen(
        html[html.index('<div class="leavex-network"') : html.index("</section>\n</div>\n</div>")]
    )
    assert not {"img", "evil", "i", "script"} & {tag for tag, _ in seen.elements}
    assert all(text in seen.text for text in HOSTILE)


# Written files


@pytest.mark.parametrize("name", ["jekyll", "eleventy", "astro"])
def test_files_are_in_every_language_and_a_second_run_changes_nothing(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    folder = tmp_path / "a site with ümlaut"
    plan = embed(network, name, folder)
    assert () == embed(network, name, folder).written
    for path in plan.written:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
    texts = "".join(path.read_text(encoding="utf-8") for path in plan.written)
    assert read_bytes("web/leavex-network.css").decode() in texts
    for code in network.languages:
        for entry in network.localize(code):
            assert json.dumps(entry.url)[1:-1] in texts
    (edited := plan.written[0]).write_text("mine")
    assert [str(edited)] == [note.file for note in embed(network, name, folder).notes]
    assert "mine" == edited.read_text()


@pytest.mark.parametrize("name", ["sphinx", "python-markdown"])
def test_nothing_is_written_for_a_plug_in(
    name: str, network: Network[Entry], tmp_path: Path
) -> None:
    plan = planned(network, name, tmp_path, Options())
    assert ((), (), True) == (
        plan.written,
        plan.removed,
        "leavex_network.sites" in plan.instructions,
    )


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
    with pytest.raises(MissingExtraError, match=rf"{module}.*\.\[{name}\]"):
        planned(network, name, tmp_path, Options())


def test_only_the_chosen_languages_are_written(network: Network[Entry], tmp_path: Path) -> None:
    embed(network, "jekyll", tmp_path, languages=("de", "pt-PT"))
    names = {path.name for path in (tmp_path / "_data" / "leavex-network").iterdir()}
    assert {"common.json", "de.json", "pt-pt.json"} == names
