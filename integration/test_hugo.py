"""A real Hugo builds the written pages: four languages, with every entry in each."""

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from conftest import embed
from criteria import tried
from hostile import hostile_network

import leavex_network
from leavex_network import Entry, Network, Petition, read
from leavex_network.models import About, AboutTranslation, Translation
from leavex_network.places import languages
from leavex_network.text.live_markup import unescaped

CONFIG = """\
baseURL = "https://leavex.eu/"
defaultContentLanguage = "en"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[languages.en]
weight = 1
[languages.de]
weight = 2
[languages.es]
weight = 3
[languages.fr]
weight = 4
"""
LAYOUT = (
    "<!doctype html><html><head><title>{{ .Title }}</title></head>"
    "<body>{{ .Content }}</body></html>"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site in four languages, without content."""
    (tmp_path / "hugo.toml").write_text(CONFIG)
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "all.html").write_text(LAYOUT)
    return tmp_path


def build(site: Path, status: int = 0) -> str:
    """Build a site, and return what Hugo prints."""
    env = {**os.environ, "HUGO_NUMWORKERMULTIPLIER": "32"}
    done = subprocess.run(
        ["hugo"], cwd=site, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    printed = done.stdout + done.stderr
    assert (status, False) == (done.returncode, "WARN" in printed), printed
    return printed


def page(site: Path, language: str, name: str = "network") -> str:
    """Return the HTML of a page."""
    folder = site / "public" if language == "en" else site / "public" / language
    return (folder / name / "index.html").read_text(encoding="utf-8")


def check_all(html: str, network: Network[Entry]) -> None:
    """Check that each entry of a network is shown with its text and link."""
    shown = straight(unescape(re.sub("<[^>]*>", "", html)))
    links = {unescape(link) for link in re.findall(r'href="?([^" >]+)', html)}
    for entry in network:
        assert straight(entry.name) in shown, entry.id
        assert straight(entry.text) in shown, entry.id
        assert {entry.url, entry.url.replace("https://leavex.eu/", "/")} & links, entry.id


def straight(text: str) -> str:
    """Return a text without the changes of Hugo's typographer."""
    for curly, plain in {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "–": "-",
        "«": '"',
        "»": '"',
    }.items():
        text = text.replace(curly, plain)
    return re.sub(r"\s+", " ", text)


def ids(html: str) -> list[str]:
    return re.findall(r'id="?leavex-network-([a-z0-9-]+)', html)


def in_page_order(network: Network[Entry]) -> list[str]:
    parts = (
        network.initiatives,
        network.petitions.by_status("active"),
        network.petitions.by_status("concluded"),
    )
    return [entry.id for part in parts for entry in part]


def test_hugo_builds_every_entry_in_every_language(network: Network[Entry], site: Path) -> None:
    content = site / "content" / "network"
    content.mkdir(parents=True)
    leavex_network.write(network, content, languages=network.languages)
    build(site)
    for language in network.languages:
        check_all(page(site, language), network.localize(language))


def test_hugo_builds_the_pages_that_embed_writes(network: Network[Entry], site: Path) -> None:
    (site / "hugo.toml").write_text(CONFIG.replace("leavex.eu", "allies.example"))
    embed(network, "hugo", site)
    build(site)
    for language in network.languages:
        check_all(page(site, language), network.localize(language))


def test_the_shortcode_shows_every_entry_in_the_language_of_its_page(
    network: Network[Entry], site: Path
) -> None:
    embed(network, "hugo", site, form="data")
    for language in network.languages:
        name = "list.md" if language == "en" else f"list.{language}.md"
        (site / "content" / name).write_text("---\ntitle: X\n---\n\n{{< leavex-network >}}\n")
    build(site)
    for language in network.languages:
        html = page(site, language, "list")
        check_all(html, network.localize(language))
        assert in_page_order(network) == ids(html)
        words = languages.language(language).page
        assert all(words[name][0] in html for name in ("initiatives", "petitions", "concluded"))


def test_the_shortcode_agrees_with_filter(network: Network[Entry], site: Path) -> None:
    embed(network, "hugo", site, form="data")
    for number, criteria in enumerate(tried()):
        given = " ".join(f'{name}="{value}"' for name, value in criteria.items())
        (site / "content" / f"x{number}.md").write_text(
            f"---\ntitle: X\n---\n\n{{{{< leavex-network {given} >}}}}\n"
        )
    (site / "content" / "numbers.md").write_text(
        "---\ntitle: X\n---\n\n{{< leavex-network region=001 limit=2 unplaced=false >}}\n"
    )
    build(site)
    assert in_page_order(network.filter(region="001", limit=2)) == ids(page(site, "en", "numbers"))
    found = {
        str(criteria): ids(page(site, "en", f"x{number}"))
        for number, criteria in enumerate(tried())
    }
    assert {
        str(criteria): in_page_order(network.filter(**criteria)) for criteria in tried()
    } == found


@pytest.mark.parametrize(
    ("call", "named"),
    [
        ('country="Germny"', '"Germny"'),
        ('country="Europe"', '"Europe"'),
        ('country="Kongo"', '"Kongo"'),
        ('region="Germany"', '"Germany"'),
        ('kind="petitions"', '"petitions".*petition'),
        ('status="open"', '"open".*active'),
        ('county="DE"', '"county".*country'),
        ('country=""', "country"),
        ("wider=true", "country"),
        ('country="DE" wider="maybe"', '"maybe"'),
        ('country="DE,Germny"', '"Germny"'),
        ("search=x", "search"),
        ("limit=-1", '"-1"'),
        ('limit="many"', '"many"'),
        ('"DE"', 'country="DE"'),
    ],
)
def test_a_bad_parameter_of_the_shortcode_stops_the_build_and_names_its_line(
    call: str, named: str, network: Network[Entry], site: Path
) -> None:
    embed(network, "hugo", site, form="data", languages=("en",))
    (site / "content" / "wrong.md").write_text(
        f"---\ntitle: X\n---\n\n{{{{< leavex-network {call} >}}}}\n"
    )
    printed = build(site, status=1)
    assert re.search(rf"leavex-network: .*{named}", printed)
    assert "execute of template failed" not in printed
    assert "wrong.md:5:" in printed


def test_hostile_text_is_text_in_a_hugo_site(site: Path) -> None:
    network = hostile_network()
    embed(network, "hugo", site, form="data")
    for name in ("list.md", "list.de.md"):
        (site / "content" / name).write_text("---\ntitle: X\n---\n\n{{< leavex-network >}}\n")
    build(site)
    for language in ("en", "de"):
        html = page(site, language, "list")
        check_all(html, network.localize(language))
        assert not re.search(r"<(img|evil|b|i|script)\b|<[^>]*\son\w+=", html)


@pytest.fixture(autouse=True)
def hugo_is_there() -> None:
    assert (
        subprocess.run(["hugo", "version"], capture_output=True, timeout=60, check=False).returncode
        == 0
    )


UNSAFE = """\
enableEmoji = true
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
title = true
"""
EXTRAS = ("delete", "insert", "mark", "subscript", "superscript")
LIVE = (
    "<img src=x onerror=alert(1)> <b>b</b>",
    "<script>alert(1)</script><!-- x -->",
    "![x](https://t.example/p.gif)",
    "{{< leavex-network >}} {{% x %}} {{</* y */>}}",
    "Use {{< to win",
    "~~struck~~ ~sub~ ^sup^ ==mark== ++new++",
    "A footnote[^1] :tada: <!--more--> end",
    "[run](javascript:alert(1)) <javascript:alert(1)>",
    "{.class} {#id}",
    "X",
)


def live_network() -> Network[Entry]:
    """Return a network whose every text would be live on a page with `unsafe = true`."""
    entries = [
        Petition(
            id=f"x{number}",
            name=text,
            url=f"https://x{number}.example/",
            description=f"{LIVE[-number]} and {text}",
            translations={"de": Translation(name=f"de {text}", description=f"{text} `<b>` {text}")},
        )
        for number, text in enumerate(LIVE)
    ]
    introduction = " ".join(LIVE[1:8])
    about = About(
        title=LIVE[0],
        description=LIVE[1],
        introduction=f"We {introduction}",
        translations={"de": AboutTranslation(title=LIVE[3], introduction=f"Wir {introduction}")},
    )
    return Network(entries, about=about)


def test_live_markup_of_data_is_text_on_pages_with_unsafe_html(site: Path) -> None:
    extras = "".join(
        f"[markup.goldmark.extensions.extras.{name}]\nenable = true\n" for name in EXTRAS
    )
    (site / "hugo.toml").write_text(f"{CONFIG}{UNSAFE}{extras}".replace("enableEmoji = true\n", ""))
    text = (site / "hugo.toml").read_text()
    (site / "hugo.toml").write_text(f"enableEmoji = true\n{text}")
    network = live_network()
    embed(network, "hugo", site, languages=("en", "de"))
    build(site)
    for language in ("en", "de"):
        html = page(site, language)
        body = html[html.index("<body>") :]
        tags = set(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", body))
        assert tags <= {"body", "h3", "ul", "li", "p", "a", "code", "em", "strong"}
        addresses = set(re.findall(r'<a\b[^>]*href="?([^" >]*)', body))
        assert [] == [url for url in addresses if not url.startswith("https://")]
        shown = straight(unescape(re.sub("<[^>]*>", "", body)))
        for entry in network.localize(language):
            assert straight(entry.name.replace("--", "-")) in shown.replace("--", "-"), entry.name
        assert "🎉" not in body
    again = read(site)
    assert network.about.title == again.about.title
    for before, after in zip(network, again, strict=True):
        assert before.name == after.name
        assert unescaped(before.description) == after.description
        german, read_german = before.translations["de"], after.translations["de"]
        assert german.name == read_german.name
        assert unescaped(str(german.description)) == read_german.description


LAYOUTS = {
    "suffixes": ("", "content/network/index.md", "content/network/index.de.md"),
    "branch bundles": ("", "content/network/_index.md", "content/network/_index.de.md"),
    "flat files": ("", "content/network.md", "content/network.de.md"),
    "content folders": ("contentDir", "content/en/network/index.md", "content/de/network/index.md"),
}


@pytest.mark.parametrize("form", ["toml", "yaml", "json"])
@pytest.mark.parametrize(("own", "english", "german"), LAYOUTS.values(), ids=LAYOUTS)
def test_hugo_and_the_library_agree_on_the_languages_of_pages(
    own: str, english: str, german: str, form: str, network: Network[Entry], tmp_path: Path
) -> None:
    folders = {code: f"content/{code}" for code in ("en", "de")} if own else {}
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "all.html").write_text(LAYOUT)
    config = tmp_path / "config" / "_default"
    config.mkdir(parents=True)
    settings: dict[str, dict[str, object]] = {
        "hugo": {"baseURL": "https://s.example/", "defaultContentLanguage": "en"},
        "languages.en": {"weight": 1, **({own: folders["en"]} if own else {})},
        "languages.de": {"weight": 2, **({own: folders["de"]} if own else {})},
    }
    for name, values in settings.items():
        mark = " = " if form == "toml" else ": "
        lines = [f"{key}{mark}{json.dumps(value)}\n" for key, value in values.items()]
        text = json.dumps(values) if form == "json" else "".join(lines)
        (config / f"{name}.{form}").write_text(text)
    for name in (english, german):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("---\ntitle: X\n---\n\n")
    embed(network, "hugo", tmp_path)
    assert {tmp_path / english, tmp_path / german} == set(tmp_path.rglob("*.md"))
    build(tmp_path)
    for language in ("en", "de"):
        check_all(page(tmp_path, language), network.localize(language))
    # An edit of the German page is on that page alone.
    text = (tmp_path / german).read_text(encoding="utf-8")
    (tmp_path / german).write_text(text.replace("(Deutschland)", "(Frankreich)", 1))
    before = (tmp_path / english).read_text(encoding="utf-8")
    leavex_network.write(read(tmp_path / german), tmp_path / german)
    assert before == (tmp_path / english).read_text(encoding="utf-8")
