"""Real builds of a small site each: every entry in English and German, the same ids as `filter`, text as text."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from conftest import embed
from generators import GENERATORS, Generator, Page, build
from hostile import HOSTILE, hostile_network
from test_hugo import CRITERIA_TRIED, ids, in_page_order, straight

from leavex_network import Entry, Network
from leavex_network.places import languages

EACH = pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.name)
WRITTEN = [generator for generator in GENERATORS if generator.embeds]


def made(
    generator: Generator, folder: Path, network: Network[Entry], pages: list[Page], modules: Path
) -> dict[str, str]:
    """Make a site, build it from another folder, and return the HTML of each page."""
    site, elsewhere = folder / "Ein Ort für Ümlaute" / "site", folder / "elsewhere"
    site.mkdir(parents=True)
    elsewhere.mkdir()
    generator.make(site, network, pages, modules)
    done = build(generator, site, elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [] == list(elsewhere.iterdir())
    return {page.name: generator.html(site, page).read_text(encoding="utf-8") for page in pages}


def text_of(html: str) -> str:
    return straight(unescape(re.sub("<[^>]*>", "", html)))


@EACH
def test_every_entry_is_shown_in_english_and_german_and_options_narrow_it_as_filter_does(
    generator: Generator, network: Network[Entry], tmp_path: Path, modules: Path
) -> None:
    pages = [Page(f"all-{code}", code, {}) for code in ("en", "de")]
    pages += [Page(f"x{number}", "en", criteria) for number, criteria in enumerate(CRITERIA_TRIED)]
    html = made(generator, tmp_path, network, pages, modules)
    for code in ("en", "de"):
        shown, words = text_of(html[f"all-{code}"]), languages.language(code).page
        assert in_page_order(network) == ids(html[f"all-{code}"])
        for entry in network.localize(code):
            assert straight(entry.name) in shown, entry.id
            assert straight(entry.text) in shown, entry.id
        assert all(words[name][0] in shown for name in ("initiatives", "petitions", "concluded"))
    found = {str(page.criteria): ids(html[page.name]) for page in pages[2:]}
    assert {
        str(criteria): in_page_order(network.filter(**criteria)) for criteria in CRITERIA_TRIED
    } == found


@EACH
def test_hostile_text_is_text(generator: Generator, tmp_path: Path, modules: Path) -> None:
    network = hostile_network()
    pages = [Page("all-en", "en", {}), Page("all-de", "de", {})]
    for page, html in made(generator, tmp_path, network, pages, modules).items():
        start = html.index('class="leavex-network"')
        part = html[start : html.index("</section>", html.rindex("leavex-network-entry"))]
        assert not re.search(r"<(img|evil|b|i|script)\b|<[^>]*\son\w+=", part), page
        shown = text_of(f"<{part}")
        assert all(straight(text) in shown for text in HOSTILE), page


@pytest.mark.parametrize("generator", WRITTEN, ids=lambda generator: generator.name)
@pytest.mark.parametrize(
    ("criteria", "message"),
    [
        ({"country": "Germny"}, "is no country that is known here: write its code"),
        ({"kind": "petitions"}, "is no kind: write initiative or petition"),
        ({"county": "DE"}, "is no criterion: write kind, country"),
        ({"limit": "many"}, "limit is a number of entries, not"),
        ({"wider": "true"}, "wider goes with a country: name one"),
    ],
)
def test_what_is_not_understood_stops_the_build_and_is_told(
    criteria: dict[str, str],
    message: str,
    generator: Generator,
    network: Network[Entry],
    tmp_path: Path,
    modules: Path,
) -> None:
    generator.make(tmp_path, network, [Page("wrong", "en", criteria)], modules)
    done = build(generator, tmp_path, tmp_path)
    assert done.returncode != 0
    assert message in re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr))


@pytest.mark.parametrize("generator", WRITTEN, ids=lambda generator: generator.name)
def test_an_older_network_is_replaced_and_shown(
    generator: Generator, network: Network[Entry], tmp_path: Path, modules: Path
) -> None:
    pages = [Page("all-en", "en", {})]
    generator.make(tmp_path, network.as_of("2025-01-20"), pages, modules)
    assert build(generator, tmp_path, tmp_path).returncode == 0
    assert 10 == len(ids(generator.html(tmp_path, pages[0]).read_text(encoding="utf-8")))
    embed(network, generator.name, tmp_path)
    done = build(generator, tmp_path, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 23 == len(ids(generator.html(tmp_path, pages[0]).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "spoil", "message"),
    [
        (
            "jekyll",
            lambda site: shutil.rmtree(site / "_data"),
            "there is nothing in _data/leavex-network: run",
        ),
        (
            "astro",
            lambda site: (site / "src" / "content.config.ts").write_text(
                "export const collections = {};\n"
            ),
            "the collection is not there: name it leavexNetwork in src/content.config.ts",
        ),
        (
            "eleventy",
            lambda site: (site / "wrong.md").write_text('{% leavexNetwork "petition" %}\n'),
            'write name=value, not "petition"',
        ),
    ],
)
def test_a_step_that_was_left_out_stops_the_build_and_is_told(
    name: str,
    spoil: Callable[[Path], object],
    message: str,
    network: Network[Entry],
    tmp_path: Path,
    modules: Path,
) -> None:
    generator = next(each for each in GENERATORS if each.name == name)
    generator.make(tmp_path, network, [Page("all-en", "en", {})], modules)
    spoil(tmp_path)
    done = build(generator, tmp_path, tmp_path)
    assert done.returncode != 0, done.stdout + done.stderr
    assert message in re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr))
