"""Real builds of a small site per generator: all entries in two languages, and `filter`."""

import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from conftest import embed
from criteria import tried
from generators import GENERATORS, Generator, Page, build
from hostile import HOSTILE, hostile_network
from test_hugo import ids, in_page_order, straight

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


def printed(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a build printed, on one line and without colors."""
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr))


def text_of(html: str) -> str:
    return straight(unescape(re.sub("<[^>]*>", "", html)))


@EACH
def test_all_entries_are_shown_in_two_languages_and_criteria_agree_with_filter(
    generator: Generator, network: Network[Entry], tmp_path: Path, modules: Path
) -> None:
    pages = [Page(f"all-{code}", code, {}) for code in ("en", "de")]
    pages += [Page(f"x{number}", "en", criteria) for number, criteria in enumerate(tried())]
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
        str(criteria): in_page_order(network.filter(**criteria)) for criteria in tried()
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
    ("criteria", "named"),
    [
        ({"country": "Germny"}, "Germny"),
        ({"kind": "petitions"}, "petition"),
        ({"county": "DE"}, "country"),
        ({"limit": "many"}, "many"),
        ({"wider": "true"}, "country"),
    ],
)
def test_a_bad_criterion_stops_the_build_with_an_error_that_names_a_value(
    criteria: dict[str, str],
    named: str,
    generator: Generator,
    network: Network[Entry],
    tmp_path: Path,
    modules: Path,
) -> None:
    generator.make(tmp_path, network, [Page("wrong", "en", criteria)], modules)
    done = build(generator, tmp_path, tmp_path)
    assert done.returncode != 0
    assert re.search(rf"leavex-?network.*{named}", printed(done), re.IGNORECASE)


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
    ("name", "spoil", "named"),
    [
        ("jekyll", lambda site: shutil.rmtree(site / "_data"), "_data/leavex-network"),
        (
            "astro",
            lambda site: (site / "src" / "content.config.ts").write_text(
                "export const collections = {};\n"
            ),
            "src/content.config.ts",
        ),
        (
            "eleventy",
            lambda site: (site / "wrong.md").write_text('{% leavexNetwork "petition" %}\n'),
            '"petition"',
        ),
    ],
)
def test_an_omitted_step_stops_the_build_with_an_error_that_names_it(
    name: str,
    spoil: Callable[[Path], object],
    named: str,
    network: Network[Entry],
    tmp_path: Path,
    modules: Path,
) -> None:
    (generator,) = [generator for generator in GENERATORS if generator.name == name]
    generator.make(tmp_path, network, [Page("all-en", "en", {})], modules)
    spoil(tmp_path)
    done = build(generator, tmp_path, tmp_path)
    assert done.returncode != 0, done.stdout + done.stderr
    assert named in printed(done)
