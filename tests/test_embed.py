"""`embed`: the web folder, the query API as files, a Hugo site; edited files stay."""

import errno
import gzip
import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from helpers import without_words
from hostile import HOSTILE, hostile_network
from test_cli import Done, error, run
from test_web_texts import Seen

import leavex_network
from leavex_network import Entry, Network, Petition, read, sites
from leavex_network.errors import ArgumentError
from leavex_network.files import generated, transaction
from leavex_network.models import About
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.rendering import assets
from leavex_network.sites import embedding
from leavex_network.sites.embedding import Options


def embed(
    network: Network[Entry], generator: str, folder: Path, **options: object
) -> embedding.Embedded:
    plan = sites.planned(network, generator, folder, Options(**options))  # type: ignore[arg-type] # of any kind
    embedding.carry_out(plan)
    return plan


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its relative path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def web(network: Network[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "network"
    embed(network, "web", folder, api=True)
    return folder


# The web folder


def test_the_web_folder_has_a_page_and_a_feed_per_language_and_shared_files(web: Path) -> None:
    names = files(web).keys()
    assert {
        *(
            f"{folder}{name}"
            for folder in ("", "de/", "es/", "fr/")
            for name in ("index.html", "feed.atom")
        ),
        *("leavex-network.css", "leavex-network.js", "LICENSES.txt", ".leavex-network.json"),
    } == {name for name in names if not name.startswith("api/")}


def test_a_page_has_every_entry_in_its_language_and_loads_nothing_from_other_hosts(
    web: Path, network: Network[Entry]
) -> None:
    for code in network.languages:
        seen = Seen(
            (web / ("" if code == "en" else code) / "index.html").read_text(encoding="utf-8")
        )
        shown = network.localize(code)
        assert code == dict(seen.elements)["html"]["lang"]
        assert all(entry.name in seen.text and entry.text in seen.text for entry in shown)
        assert shown.about.title in seen.text
        loaded = [
            attrs.get("src") or attrs.get("href")
            for tag, attrs in seen.elements
            if tag in ("script", "link")
        ]
        assert all(name and not name.startswith(("http", "//")) for name in loaded)


def test_every_relative_url_on_a_page_leads_to_a_file(web: Path) -> None:
    for page in web.rglob("index.html"):
        for tag, attrs in Seen(page.read_text(encoding="utf-8")).elements:
            address = attrs.get("src") or (attrs.get("href") if tag in ("a", "link") else None)
            if address and not address.startswith("https://"):
                assert (page.parent / address).is_file(), address


def test_with_a_base_url_a_page_links_to_itself_and_its_translations(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(
        network, "web", tmp_path, base_url="https://allies.example/network", languages=("de", "fr")
    )
    seen = Seen((tmp_path / "fr" / "index.html").read_text(encoding="utf-8"))
    links = {
        (attrs["rel"], attrs.get("hreflang")): attrs["href"]
        for tag, attrs in seen.elements
        if tag == "link"
    }
    assert "https://allies.example/network/fr/" == links["canonical", None]
    assert "https://allies.example/network/" == links["alternate", "de"]
    assert (
        'href="https://allies.example/network/fr/feed.atom"'
        in (tmp_path / "fr" / "feed.atom").read_text()
    )
    assert not (tmp_path / "de").exists()


def test_a_single_language_needs_no_navigation_and_may_be_any(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path, languages=("ar",))
    seen = Seen((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert "nav" not in dict(seen.elements)
    assert ("ar", "rtl") == (
        dict(seen.elements)["html"]["lang"],
        dict(seen.elements)["html"]["dir"],
    )
    assert "en" == dict(seen.elements)["header"]["lang"]
    assert (tmp_path / "api" / "v1" / "ar" / "index.json").is_file()


@pytest.mark.parametrize("code", WITH_NAMES)
def test_a_page_has_words_in_each_of_the_seventeen_languages(
    code: str, network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path, languages=(code,))
    seen = Seen((tmp_path / "index.html").read_text(encoding="utf-8"))
    spoken = language(code)
    words = {
        name: word
        for name, word in spoken.interface.items()
        if "{" not in word and name != "languages"
    }
    assert all(word in seen.text for word in words.values())
    assert all(
        spoken.page[heading][0] in seen.text
        for heading in ("initiatives", "petitions", "concluded")
    )


def test_a_language_without_words_is_reported_and_labeled_by_its_tag(
    network: Network[Entry], tmp_path: Path
) -> None:
    plan = embed(network, "web", tmp_path, languages=("en", "el"))
    (note,) = plan.notes
    assert "no-words" == note.code
    assert "'el'" in note.message
    assert "ar, " in note.remedy
    assert 'hreflang="en">el</a>' in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_regional_language_is_labeled_by_the_language_of_its_words(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path, languages=("en", "pt-BR", "de-AT"))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'lang="pt-PT" dir="ltr" hreflang="pt-PT">português europeu</a>' in page
    assert 'lang="de-AT" dir="ltr" hreflang="de-AT">Deutsch</a>' in page


def test_the_license_notices_are_in_the_folder(web: Path) -> None:
    notices = (web / "LICENSES.txt").read_text(encoding="utf-8")
    for part in (
        "Everton Zanella Alvarenga",
        "contributors to leavex-network",
        "UNICODE LICENSE V3",
        '"AS IS"',
    ):
        assert part in notices
    bare = Network([Petition(id="x", name="X", url="https://x.example")])
    (texts,) = [text for name, text in sites_files(bare) if name == "LICENSES.txt"]
    assert "Everton Zanella Alvarenga" not in texts


def sites_files(network: Network[Entry]) -> list[tuple[str, str]]:
    from leavex_network.sites import web

    return list(web.files(network, Options()))


def test_script_and_stylesheet_together_are_small() -> None:
    both = assets.stylesheet() + assets.script()
    assert len(gzip.compress(both.encode(), 9, mtime=0)) <= 5_000


DATA = (
    *("api/v1/index.json", "api/v1/network.json", "api/v1/schema.json"),
    *(f"api/v1/{code}/{name}.json" for code in ("en", "de") for name in ("index", "network")),
)


def test_answers_are_written_on_request_and_kept_until_they_are_not_wanted(
    network: Network[Entry], tmp_path: Path
) -> None:
    def answers() -> list[str]:
        return sorted(name for name in files(tmp_path) if name.startswith("api/"))

    languages = ("en", "de")
    assert () == embed(network, "web", tmp_path, languages=languages).notes
    assert sorted(DATA) == answers()
    assert "countries" not in json.loads((tmp_path / "api" / "v1" / "index.json").read_text())
    assert () == embed(network, "web", tmp_path, languages=languages, api=True).notes
    assert "api/v1/de/countries/DE.json" in answers()
    (note,) = embed(network, "web", tmp_path, languages=languages).notes
    assert ("keeps-answers", str(tmp_path)) == (note.code, note.file)
    assert "api/v1/de/countries/DE.json" in answers()
    embed(network, "web", tmp_path, languages=languages, api=False)
    assert sorted(DATA) == answers()


def test_with_a_base_url_search_engines_find_every_page(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path, languages=("en", "de"), base_url="https://a.example/list")
    root = "https://a.example/list/"
    sitemap = Seen((tmp_path / "sitemap.xml").read_text(encoding="utf-8"))
    assert 2 == [name for name, _ in sitemap.elements].count("loc")
    assert root in sitemap.text
    links = [attributes for name, attributes in sitemap.elements if name == "xhtml:link"]
    expected = {"en": root, "de": f"{root}de/", "x-default": root}
    assert expected == {link["hreflang"]: link["href"] for link in links}
    html = (tmp_path / "de" / "index.html").read_text(encoding="utf-8")
    for link in (
        f'<link rel="canonical" href="{root}de/">',
        f'<link rel="alternate" hreflang="x-default" href="{root}">',
        f'<meta property="og:url" content="{root}de/">',
        '<meta property="og:title" content="',
    ):
        assert link in html


def test_an_empty_network_makes_a_folder(tmp_path: Path) -> None:
    embed(Network(), "web", tmp_path)
    assert 0 == len(read(tmp_path / "api" / "v1" / "network.json"))


def test_hostile_text_is_text_on_every_page(tmp_path: Path) -> None:
    embed(hostile_network(), "web", tmp_path)
    for page in tmp_path.rglob("*.html"):
        seen = Seen(page.read_text(encoding="utf-8"))
        assert not {"img", "evil", "b", "i"} & {tag for tag, _ in seen.elements}
        assert 1 == [tag for tag, _ in seen.elements].count("script")
        assert not any(name.startswith("on") for _, attrs in seen.elements for name in attrs)
    seen = Seen((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert all(text in seen.text for text in HOSTILE)


BAD_BASE_URLS = {
    "no scheme": "example.org",
    "JavaScript": "javascript:alert(1)",
    "query": "https://a.example/?x=",
    "fragment": "https://a.example/#x",
}


@pytest.mark.parametrize("url", BAD_BASE_URLS.values(), ids=BAD_BASE_URLS)
def test_a_bad_base_url_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match=re.escape(f"'{url}'")):
        embed(Network(), "web", tmp_path, base_url=url)
    assert [] == list(tmp_path.iterdir())


# The query API as files


@pytest.mark.parametrize("folder", ["", "de/", "fr/"])
def test_the_query_api_agrees_with_python(folder: str, web: Path, network: Network[Entry]) -> None:
    api = web / "api" / "v1" / folder
    index = json.loads((api / "index.json").read_text(encoding="utf-8"))
    localized = network.localize(folder.strip("/")) if folder else network
    facets = {
        "countries": (localized.countries, localized.by_country),
        "regions": (around(localized), localized.by_region),
        "kinds": (localized.kinds, localized.by_kind),
        "hashtags": (localized.hashtags, localized.by_hashtag),
        "status": (localized.statuses, localized.by_status),
    }
    for name, (facet, query) in facets.items():
        rows = index[name]
        assert {str(value).casefold() for value in facet} == {
            row["value"].casefold() for row in rows
        }
        for row in rows:
            result = query(row["value"])
            assert list(result) == list(read(api / unquote(row["path"])))
            assert len(result) == row["count"]
    assert localized == read(api / index["network"])
    assert (len(network), "2026-01-25") == (index["count"], index["edition"])


def around(network: Network[Entry]) -> set[str]:
    """Return every region that an entry names, or that contains a territory that it names."""
    return {
        region
        for entry in network
        for territory in entry.territories
        for region in (territory, *territory.regions)
    } - set(network.countries)


def test_only_regions_with_entries_have_a_file(web: Path, network: Network[Entry]) -> None:
    from leavex_network.places.territories import codes

    there = {path.stem for path in (web / "api" / "v1" / "regions").iterdir()}
    regions = {code for code in codes() if not leavex_network.Territory(code).is_country}
    assert there == {code for code in regions if len(network.by_region(code))}


def test_the_index_names_every_file_of_the_api(web: Path) -> None:
    api = web / "api" / "v1"
    named = {"index.json"}
    for folder in ("", "en/", "de/", "es/", "fr/"):
        index = json.loads((api / folder / "index.json").read_text(encoding="utf-8"))
        rows = [row["path"] for rows in index.values() if isinstance(rows, list) for row in rows]
        named |= {
            os.path.normpath(f"{folder}{unquote(name)}")
            for name in [*rows, index["network"], index["schema"]]
        }
        named |= set(index.get("languages", {}).values())
    assert named == files(api).keys()


def test_every_answer_names_the_schema_and_obeys_it(web: Path) -> None:
    import jsonschema

    schema = json.loads((web / "api" / "v1" / "schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for path in (web / "api").rglob("*.json"):
        if path.name not in ("index.json", "schema.json"):
            content = json.loads(path.read_text(encoding="utf-8"))
            assert (
                path.parent / content["$schema"]
            ).resolve() == web / "api" / "v1" / "schema.json"
            validator.validate(content)


def test_names_of_territories_are_in_the_language_of_the_index(web: Path) -> None:
    for folder, name in (("", "Germany"), ("de/", "Deutschland"), ("fr/", "Allemagne")):
        index = json.loads((web / "api" / "v1" / folder / "index.json").read_text(encoding="utf-8"))
        assert name in {row["name"] for row in index["countries"]}


def test_a_hashtag_in_any_script_has_its_file(tmp_path: Path) -> None:
    entry = Petition(id="x", name="X", url="https://x.example", hashtags=["Été", "脱X"])
    embed(Network([entry], about=About(language="ja")), "web", tmp_path, api=True)
    assert {"été.json", "脱x.json"} == {
        path.name for path in (tmp_path / "api" / "v1" / "hashtags").iterdir()
    }


def test_no_hashtag_has_a_file_that_a_file_system_refuses(tmp_path: Path) -> None:
    hashtags = [
        "CON",
        "con1",
        "com1",
        "LPT9",
        "nul",
        "脱" * 100,
        f"{'脱' * 99}X",
        "com10",
        "ＣＯＮ",
    ]
    entry = Petition(id="x", name="X", url="https://x.example", hashtags=hashtags)
    embed(Network([entry]), "web", tmp_path, api=True)
    api = tmp_path / "api" / "v1"
    rows = json.loads((api / "index.json").read_text(encoding="utf-8"))["hashtags"]
    assert [hashtag.casefold() for hashtag in hashtags] == [row["value"] for row in rows]
    paths = [unquote(row["path"]) for row in rows]
    assert all((api / path).is_file() for path in paths)
    assert len(hashtags) == len(set(paths))
    names = [path.removeprefix("hashtags/").removesuffix(".json") for path in paths]
    assert ["con-", "con1", "com1-", "lpt9-", "nul-"] == names[:5]
    assert ["com10", "ｃｏｎ"] == names[7:]
    assert all(len(name.encode()) <= 200 for name in names)


# Edited files


def test_a_second_run_changes_nothing(web: Path, network: Network[Entry]) -> None:
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in web.rglob("*")
        if path.is_file()
    }
    plan = embed(network, "web", web, api=True)
    assert ((), (), ()) == (plan.written, plan.removed, plan.notes)
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in web.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_an_older_version_is_replaced_and_unneeded_files_are_removed(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path)
    plan = embed(network.as_of("2025-01-20"), "web", tmp_path, languages=("en",))
    fresh = tmp_path.parent / "fresh"
    embed(network.as_of("2025-01-20"), "web", fresh, languages=("en",))
    assert files(fresh) == files(tmp_path)
    assert tmp_path / "de" / "index.html" in plan.removed
    assert not (tmp_path / "de").exists()


@pytest.mark.slow
def test_an_edited_file_stays_and_is_reported_unless_forced(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path)
    page, script = tmp_path / "index.html", tmp_path / "de" / "feed.atom"
    page.write_text("mine")
    script.write_text("mine too")
    plan = embed(network.as_of("2025-01-20"), "web", tmp_path, languages=("en",))
    assert ["mine", "mine too"] == [page.read_text(), script.read_text()]
    assert [str(script), str(page)] == [note.file for note in plan.notes]
    assert ["edited-file", "edited-file"] == [note.code for note in plan.notes]
    assert all("--force" in note.remedy for note in plan.notes)
    forced = embed(network.as_of("2025-01-20"), "web", tmp_path, languages=("en",), force=True)
    assert () == forced.notes
    assert "<!DOCTYPE html>" in page.read_text()
    assert not script.exists()


def test_a_file_that_existed_before_stays(network: Network[Entry], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "leavex-network.js").write_text(assets.script(), encoding="utf-8")
    plan = embed(network, "web", tmp_path)
    assert [str(tmp_path / "index.html")] == [note.file for note in plan.notes]
    assert "mine" == (tmp_path / "index.html").read_text()


@pytest.mark.slow
def test_a_deleted_file_is_written_again(network: Network[Entry], tmp_path: Path) -> None:
    embed(network, "web", tmp_path)
    (tmp_path / "index.html").unlink()
    embed(network, "web", tmp_path)
    assert (tmp_path / "index.html").is_file()


@pytest.mark.slow
def test_two_generators_share_a_folder(network: Network[Entry], tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://allies.example/"\n')
    embed(network, "web", tmp_path)
    embed(network, "hugo", tmp_path, form="data")
    record = json.loads((tmp_path / ".leavex-network.json").read_text())
    assert ["hugo", "web"] == list(record)
    assert () == embed(network, "web", tmp_path).written


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside.txt", "a/../../outside.txt", ".leavex-network.json"]
)
def test_a_record_with_a_file_outside_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("mine")
    (folder / ".leavex-network.json").write_text(json.dumps({"web": {name: "0"}}))
    with pytest.raises(ArgumentError, match=re.escape(name)):
        embed(Network(), "web", folder)
    assert "mine" == (tmp_path / "outside.txt").read_text()


@pytest.mark.slow
def test_a_link_out_of_the_folder_is_not_followed(network: Network[Entry], tmp_path: Path) -> None:
    folder, outside = tmp_path / "site", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "de").symlink_to(outside)
    with pytest.raises(ArgumentError, match=r"'de/(feed\.atom|index\.html)'"):
        embed(network, "web", folder)
    (folder / "de").unlink()
    (outside / "page.html").write_text("mine")
    (folder / "index.html").symlink_to(outside / "page.html")
    with pytest.raises(ArgumentError, match="index"):
        embed(network, "web", folder)
    assert "mine" == (outside / "page.html").read_text()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"web": []}', '{"web": {"index.html": 1}}', "[" * 100_000]
)
def test_a_record_that_cannot_be_read_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / ".leavex-network.json").write_text(text)
    with pytest.raises(ArgumentError):
        embed(Network(), "web", tmp_path)


@pytest.mark.slow
def test_on_a_full_disk_everything_stays_as_it_was(
    network: Network[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed(network.as_of("2025-01-20"), "web", tmp_path / "old", languages=("en",))
    before = files(tmp_path)
    real, calls = transaction.stage, []

    def full(target: Path, content: bytes, status: os.stat_result | None) -> Path:
        calls.append(target)
        if len(calls) > 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(target, content, status)

    monkeypatch.setattr(transaction, "stage", full)
    for folder in ("old", "new/below"):
        calls.clear()
        with pytest.raises(OSError, match="No space left"):
            embed(network, "web", tmp_path / folder)
    assert before == files(tmp_path)
    assert ["old"] == [path.name for path in tmp_path.iterdir()]


def test_a_plan_writes_nothing(network: Network[Entry], tmp_path: Path) -> None:
    plan = sites.planned(network, "web", tmp_path / "site", Options(api=True))
    assert not (tmp_path / "site").exists()
    assert 100 < len(plan.written)
    assert () == plan.removed
    assert generated.MANIFEST not in {path.name for path in plan.written}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(ArgumentError):
        embed(Network(), "web", tmp_path / "site")


# Hugo

CONFIG = """\
baseURL = "https://allies.example/"
defaultContentLanguage = "en"
[languages.en]
[languages.de]
[languages.pt-pt]
[languages.house]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "hugo.toml").write_text(CONFIG)
    (tmp_path / "content").mkdir()
    return tmp_path


def test_pages_are_written_in_the_languages_of_both_network_and_site(
    network: Network[Entry], site: Path
) -> None:
    embed(network, "hugo", site)
    names = {"index.md", "index.de.md"}
    assert names == {path.name for path in (site / "content" / "network").iterdir()}
    again = read(site / "content" / "network")
    assert [entry.url for entry in network] == [entry.url for entry in again]
    assert () == embed(network, "hugo", site).written


def test_a_page_keeps_its_front_matter_its_introduction_and_its_other_items(
    network: Network[Entry], site: Path
) -> None:
    page = site / "content" / "allies" / "index.md"
    page.parent.mkdir()
    page.write_text(
        "---\ntitle: Our allies\nweight: 3\n---\n\nHello.\n\n"
        "# Initiatives\n\n* [**X**](https://x.example): ours\n"
    )
    plan = embed(network.by_kind("initiative"), "hugo", site, section="allies", languages=("en",))
    text = page.read_text()
    assert text.startswith("---\ntitle: Our allies\nweight: 3\n---\n\nHello.\n\n# Initiatives\n\n")
    assert "[**Xodus**](https://xodus.online)" in text
    assert "* [**X**](https://x.example): ours\n" in text
    assert ["not-in-network"] == [note.code for note in plan.notes]
    assert "--prune" in plan.notes[0].remedy
    embed(
        network.by_kind("initiative"), "hugo", site, section="allies", languages=("en",), prune=True
    )
    assert "https://x.example" not in page.read_text()


def test_every_page_that_exists_is_written(network: Network[Entry], site: Path) -> None:
    pages = site / "content" / "network"
    pages.mkdir()
    (pages / "index.pt-pt.md").write_text("---\ntitle: X\n---\n")
    assert () == embed(network, "hugo", site).notes
    portuguese = (pages / "index.pt-pt.md").read_text()
    assert portuguese.startswith("---\ntitle: X\n---\n")
    assert "(Alemanha)" in portuguese


def test_a_language_of_the_site_without_a_page_is_reported(
    network: Network[Entry], site: Path
) -> None:
    (note,) = embed(network, "hugo", site).notes
    assert "language-left-out" == note.code
    assert "pt-pt" in note.message
    assert "--language pt-pt" in note.remedy
    assert () == embed(network, "hugo", site, form="data").notes
    assert (site / "data" / "leavex-network" / "pt-pt.json").is_file()


def test_many_items_that_are_not_embedded_are_one_finding_per_page(
    network: Network[Entry], site: Path
) -> None:
    embed(network, "hugo", site, languages=("en", "de"))
    plan = embed(network.by_country("FR"), "hugo", site, languages=("en", "de"))
    assert ["index.md", "index.de.md"] == [Path(str(note.file)).name for note in plan.notes]
    for note in plan.notes:
        assert "not-in-network" == note.code
        assert "20 " in note.message
        assert "--prune" in note.remedy


@pytest.mark.parametrize("section", ["", ".", "/", "../x", "a/../../x", "/x"])
def test_a_section_outside_of_the_content_is_refused(
    section: str, network: Network[Entry], site: Path
) -> None:
    with pytest.raises(ArgumentError, match="content/"):
        embed(network, "hugo", site, section=section)


@pytest.mark.parametrize(
    ("name", "text"), [("hugo.toml", 'baseURL = "x'), ("hugo.json", "{"), ("hugo.yaml", "a: [")]
)
def test_a_broken_configuration_is_named(
    name: str, text: str, network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ArgumentError, match=name):
        embed(network, "hugo", tmp_path)


def test_a_missing_folder_is_refused(network: Network[Entry], tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match=r"nowhere.*hugo\.toml"):
        embed(network, "hugo", tmp_path / "nowhere")


def test_languages_keep_the_spelling_of_the_site(network: Network[Entry], site: Path) -> None:
    embed(network, "hugo", site, languages=("pt-PT", "en"))
    assert (site / "content" / "network" / "index.pt-pt.md").is_file()
    embed(network, "hugo", site, languages=("pt-PT",), form="data")
    assert (site / "data" / "leavex-network" / "pt-pt.json").is_file()


@pytest.mark.parametrize("own", ["index.md", "_index.md", None])
def test_a_language_with_a_content_folder_of_its_own_has_its_page_there(
    own: str | None, network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.yaml").write_text(
        "baseURL: https://allies.example/\ndefaultContentLanguage: en\n"
        "contentDir: pages\ndataDir: facts\n"
        "languages:\n  en: {weight: 1}\n  de: {contentDir: seiten}\n"
    )
    if own:
        (tmp_path / "seiten" / "network").mkdir(parents=True)
        (tmp_path / "seiten" / "network" / own).write_text("---\ntitle: Unsere\n---\n")
    embed(network, "hugo", tmp_path)
    german = (tmp_path / "seiten" / "network" / (own or "index.md")).read_text()
    assert "(Deutschland)" in german
    assert ("title: Unsere" in german) is (own is not None)
    assert "(Germany)" in (tmp_path / "pages" / "network" / (own or "index.md")).read_text()
    embed(network, "hugo", tmp_path, form="data")
    assert (tmp_path / "facts" / "leavex-network" / "de.json").is_file()


def test_all_languages_of_a_site_may_have_a_content_folder_of_their_own(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://allies.example/"\n'
        '[languages.en]\ncontentDir = "en"\n[languages.de]\ncontentDir = "de"\n'
    )
    embed(network, "hugo", tmp_path)
    assert {"en", "de", "hugo.toml"} == {path.name for path in tmp_path.iterdir()}


def test_a_site_without_languages_has_its_default_or_the_networks_language(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://allies.example/"\ndefaultContentLanguage = "de"\n'
    )
    embed(network, "hugo", tmp_path)
    assert "(Deutschland)" in (tmp_path / "content" / "network" / "index.md").read_text()
    other = tmp_path / "other"
    other.mkdir()
    (other / "hugo.toml").write_text('baseURL = "https://allies.example/"\n')
    embed(network, "hugo", other)
    assert "(Germany)" in (other / "content" / "network" / "index.md").read_text()


BAD_SITES: dict[str, tuple[str | None, dict[str, object], str]] = {
    "no configuration": (None, {}, "hugo.toml"),
    "no base URL": ('defaultContentLanguage = "en"', {}, "--base-url"),
    "no common language": (
        'baseURL = "https://a.example/"\ndefaultContentLanguage = "fi"',
        {},
        "'fi'",
    ),
    "language that the site lacks": (CONFIG, {"languages": ("nl",)}, "'nl'"),
    "only unknown languages": ('baseURL = "https://a.example/"\n[languages.house]', {}, "'house'"),
}
"""The configuration of a site, the options, and a value that the error names."""


@pytest.mark.parametrize(("config", "options", "named"), BAD_SITES.values(), ids=BAD_SITES)
def test_an_unsuitable_site_is_refused(
    config: str | None,
    options: dict[str, object],
    named: str,
    network: Network[Entry],
    tmp_path: Path,
) -> None:
    if config is not None:
        (tmp_path / "hugo.toml").write_text(config)
    with pytest.raises(ArgumentError, match=named):
        embed(network, "hugo", tmp_path, **options)


@pytest.mark.parametrize("languages", ["", '[languages.en]\ncontentDir = "content"\n'])
def test_a_single_page_with_the_name_of_the_section_is_written(
    languages: str, network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://a.example/"\n' + languages)
    (tmp_path / "content").mkdir()
    page = tmp_path / "content" / "network.md"
    page.write_text("---\ntitle: X\n---\n")
    embed(network, "hugo", tmp_path)
    assert "(Germany)" in page.read_text()
    assert [page] == list((tmp_path / "content").iterdir())


def test_the_data_of_a_site_has_each_entry_as_html(network: Network[Entry], site: Path) -> None:
    embed(network, "hugo", site, form="data")
    german = json.loads((site / "data" / "leavex-network" / "de.json").read_text(encoding="utf-8"))
    assert [entry.id for entry in network] == [entry["id"] for entry in german["entries"]]
    shown = Seen("".join(entry["html"] for entry in german["entries"]))
    assert all(
        entry.name in shown.text and entry.text in shown.text for entry in network.localize("de")
    )
    common = json.loads(
        (site / "data" / "leavex-network" / "common.json").read_text(encoding="utf-8")
    )
    assert "en" == common["default"]
    countries = common["lookup"]["country"]
    assert ["DE"] * 4 == [countries[name] for name in ("de", "deu", "276", "germany")]
    assert "150" == common["lookup"]["region"]["europa"]
    assert "kongo" not in countries
    assert (site / "layouts" / "shortcodes" / "leavex-network.html").is_file()


# The command

GERMAN = ("--language", "de", "--as-of", "2025-01-20")
"""Options that keep a web folder small."""


def numbers(done: Done) -> list[int]:
    """Return the numbers in the last line of standard error, without its paths."""
    last = done.stderr.decode().splitlines()[-1]
    return [int(number) for number in re.findall(r"(?<=[ ,])\d+(?= )", last)]


def test_a_dry_run_lists_the_files_and_writes_nothing(tmp_path: Path) -> None:
    done = run("embed", "web", "out", "--country", "DE", *GERMAN, "--dry-run", cwd=tmp_path)
    assert (0, [10]) == (done.returncode, numbers(done))
    assert 10 == len(done.stdout.splitlines())
    assert b"out/index.html\n" in done.stdout
    assert not (tmp_path / "out").exists()


def test_the_command_counts_the_files_and_reports_an_edited_one(tmp_path: Path) -> None:
    done = run("embed", "web", "out", "--country", "DE", *GERMAN, "--api", cwd=tmp_path)
    assert (0, b"", [30]) == (done.returncode, done.stdout, numbers(done))
    (tmp_path / "out" / "index.html").write_text("mine")
    done = run("embed", "web", "out", "--kind", "initiative", *GERMAN, "--api", cwd=tmp_path)
    assert (0, b"", 2) == (done.returncode, done.stdout, len(numbers(done)))
    assert "out/index.html: [edited-file]" == without_words(done.stderr.decode())


def test_a_dry_run_lists_the_files_that_would_be_removed(tmp_path: Path) -> None:
    run("embed", "web", "out", "--country", "DE", *GERMAN, "--api", cwd=tmp_path)
    done = run("embed", "web", "out", "--country", "FR", *GERMAN, "--dry-run", cwd=tmp_path)
    assert b"out/api/v1/de/hashtags/leavex.json (" in done.stdout
    assert 2 == len(numbers(done))


def test_languages_are_given_between_commas(tmp_path: Path) -> None:
    done = run("embed", "web", "out", "--language", "en,de", "--dry-run", cwd=tmp_path)
    assert b"out/de/index.html\n" in done.stdout


def test_a_network_of_ones_own_is_embedded(site: Path) -> None:
    network = Network([Petition(id="x", name="X", url="https://x.example")])
    leavex_network.write(network, site / "own.json")
    done = run("embed", "web", "out", "--from", "own.json", "--api", cwd=site)
    assert (0, [14]) == (done.returncode, numbers(done))
    done = run("embed", "hugo", ".", "--from", "own.json", "--section", "one", cwd=site)
    assert (0, [1]) == (done.returncode, numbers(done))


@pytest.mark.parametrize("name", ["sphinx", "python-markdown"])
def test_the_command_prints_how_to_set_up_a_plug_in(name: str) -> None:
    done = run("embed", name)
    assert (0, b"") == (done.returncode, done.stderr)
    assert b"leavex_network.sites." in done.stdout


BAD_COMMANDS: dict[str, tuple[tuple[str, ...], str]] = {
    "language that the site lacks": (("hugo", ".", "--language", "nl"), "'nl'"),
    "no folder": (("jekyll",), "FOLDER"),
    "no entry": (("web", "out", "--hashtag", "levex"), "leavex-network list"),
    "empty folder": (("web", ""), "FOLDER"),
    "form of another generator": (("web", "out", "--as", "data"), "--as"),
    "section of another generator": (("web", "out", "--section", "x"), "--section"),
    "section of data": (("hugo", ".", "--as", "data", "--section", "x"), "--section"),
    "texts of data": (("hugo", ".", "--as", "data", "--texts"), "--texts"),
    "answers without web": (("jekyll", ".", "--api"), "--api"),
}
"""The words behind `embed`, and a value that the error names."""


@pytest.mark.parametrize(("words", "named"), BAD_COMMANDS.values(), ids=BAD_COMMANDS)
def test_a_bad_command_exits_with_2_and_writes_nothing(
    words: tuple[str, ...], named: str, site: Path
) -> None:
    before = files(site)
    assert named in error("embed", *words, cwd=site)
    assert before == files(site)
