"""`embed`: the web folder, the query API as files, a Hugo site; what somebody edited stays."""

import errno
import gzip
import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hostile import HOSTILE, hostile_network
from test_web_texts import Seen

import leavex_network
from leavex_network import Entry, Network, Petition, read, sites
from leavex_network.data import read_bytes
from leavex_network.files import generated
from leavex_network.models import About
from leavex_network.network.criteria import CRITERIA
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.sites import embedding
from leavex_network.sites.embedding import Options


def embed(
    network: Network[Entry], generator: str, folder: Path, **options: object
) -> embedding.Embedded:
    found = sites.planned(network, generator, folder, Options(**options))  # type: ignore[arg-type]
    embedding.carry_out(found)
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def web(network: Network[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "network"
    embed(network, "web", folder)
    return folder


# The web folder


def test_the_web_folder_has_a_page_and_a_feed_for_each_language_and_what_goes_with_them(
    web: Path,
) -> None:
    names = files(web).keys()
    assert {
        *(
            f"{folder}{name}"
            for folder in ("", "de/", "es/", "fr/")
            for name in ("index.html", "feed.atom")
        ),
        *("leavex-network.css", "leavex-network.js", "LICENSES.txt", ".leavex-network.json"),
    } == {name for name in names if not name.startswith("api/")}


def test_a_page_holds_every_entry_in_its_language_and_asks_for_nothing_off_its_host(
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
        asked = [
            attrs.get("src") or attrs.get("href")
            for tag, attrs in seen.elements
            if tag in ("script", "link")
        ]
        assert all(name and not name.startswith(("http", "//")) for name in asked)


def test_every_relative_address_on_a_page_leads_to_a_file(web: Path) -> None:
    for page in web.rglob("index.html"):
        for tag, attrs in Seen(page.read_text(encoding="utf-8")).elements:
            address = attrs.get("src") or (attrs.get("href") if tag in ("a", "link") else None)
            if address and not address.startswith("https://"):
                assert (page.parent / address).is_file(), address


def test_with_its_address_a_page_names_itself_and_its_translations(
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


def test_one_language_needs_no_navigation_and_any_language_can_be_asked_for(
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
def test_a_page_speaks_each_of_the_seventeen_languages(
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


def test_a_language_without_words_is_told_and_named_by_its_tag_and_not_said_to_be_what_it_is_not(
    network: Network[Entry], tmp_path: Path
) -> None:
    found = embed(network, "web", tmp_path, languages=("en", "el"))
    message = "[no-words] there are no words in 'el': the page speaks English around what the network says. Choose among ar, "
    assert [message] == [str(note)[: len(message)] for note in found.notes]
    assert 'hreflang="en">el</a>' in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_dialect_is_named_by_the_language_that_its_page_speaks(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path, languages=("en", "pt-BR", "de-AT"))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'lang="pt-PT" dir="ltr" hreflang="pt-PT">português europeu</a>' in page
    assert 'lang="de-AT" dir="ltr" hreflang="de-AT">Deutsch</a>' in page


def test_the_notices_travel_with_the_folder(web: Path) -> None:
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
    assert "The texts of the list" not in texts


def sites_files(network: Network[Entry]) -> list[tuple[str, str]]:
    from leavex_network.sites import web

    return list(web.files(network, Options()))


def test_script_and_stylesheet_together_are_small() -> None:
    both = b"".join(read_bytes(f"web/leavex-network.{ending}") for ending in ("css", "js"))
    assert len(gzip.compress(both, 9, mtime=0)) <= 5_000


def test_an_empty_network_makes_a_folder_too(tmp_path: Path) -> None:
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


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("example.org", "the base URL 'example.org' is not absolute: its scheme is missing:"),
        ("javascript:alert(1)", "the base URL 'javascript:alert(1)'"),
        (
            "https://a.example/?x=",
            "the base URL 'https://a.example/?x=' is more than an address of a site: leave out",
        ),
        (
            "https://a.example/#x",
            "the base URL 'https://a.example/#x' is more than an address of a site: leave out",
        ),
    ],
)
def test_a_base_url_that_is_none_is_refused(url: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the base URL") as caught:
        embed(Network(), "web", tmp_path, base_url=url)
    assert str(caught.value).startswith(message)
    assert [] == list(tmp_path.iterdir())


# The query API as files


@pytest.mark.parametrize("folder", ["", "de/", "fr/"])
def test_the_query_api_answers_as_python_does(
    folder: str, web: Path, network: Network[Entry]
) -> None:
    api = web / "api" / "v1" / folder
    index = json.loads((api / "index.json").read_text(encoding="utf-8"))
    asked = network.localize(folder.strip("/") or "en") if folder else network
    questions = {
        "countries": (asked.countries, asked.by_country),
        "regions": (around(asked), asked.by_region),
        "kinds": (asked.kinds, asked.by_kind),
        "hashtags": (asked.hashtags, asked.by_hashtag),
        "status": (asked.statuses, asked.by_status),
    }
    for name, (facet, ask) in questions.items():
        assert {str(value).casefold() for value in facet} == {
            told["value"].casefold() for told in index[name]
        }
        for told in index[name]:
            answer = ask(told["value"])
            found = read(api / unquote(told["path"]))
            assert [entry.id for entry in answer] == [entry.id for entry in found]
            assert list(answer) == list(found)
            assert told["count"] == len(answer)
    assert asked == read(api / index["network"])
    assert (len(network), "2026-01-25") == (index["count"], index["edition"])


def around(network: Network[Entry]) -> set[str]:
    """Return every region that is named, or that holds a place that is."""
    return {
        region
        for entry in network
        for place in entry.territories
        for region in (place, *place.regions)
    } - set(network.countries)


def test_a_region_that_has_no_file_has_no_answer(web: Path, network: Network[Entry]) -> None:
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


def test_names_of_places_are_in_the_language_of_the_index(web: Path) -> None:
    for folder, name in (("", "Germany"), ("de/", "Deutschland"), ("fr/", "Allemagne")):
        index = json.loads((web / "api" / "v1" / folder / "index.json").read_text(encoding="utf-8"))
        assert name in {told["name"] for told in index["countries"]}


def test_a_hashtag_in_any_script_has_its_file(tmp_path: Path) -> None:
    entry = Petition(id="x", name="X", url="https://x.example", hashtags=["Été", "脱X"])
    embed(Network([entry], about=About(language="ja")), "web", tmp_path)
    assert {"été.json", "脱x.json"} == {
        path.name for path in (tmp_path / "api" / "v1" / "hashtags").iterdir()
    }


# Whose file is it?


def test_a_second_run_changes_nothing(web: Path, network: Network[Entry]) -> None:
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in web.rglob("*")
        if path.is_file()
    }
    found = embed(network, "web", web)
    assert ((), (), ()) == (found.written, found.removed, found.notes)
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in web.rglob("*")
        if path.is_file()
    }


def test_an_older_version_is_replaced_and_what_is_of_no_use_any_more_goes(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path)
    found = embed(network.as_of("2025-01-20"), "web", tmp_path, languages=("en",))
    fresh = tmp_path.parent / "fresh"
    embed(network.as_of("2025-01-20"), "web", fresh, languages=("en",))
    assert files(fresh) == files(tmp_path)
    assert tmp_path / "de" / "index.html" in found.removed
    assert not (tmp_path / "de").exists()


def test_an_edited_file_stays_and_is_named_until_force(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path)
    page, script = tmp_path / "index.html", tmp_path / "de" / "feed.atom"
    page.write_text("mine")
    script.write_text("mine too")
    found = embed(network.as_of("2025-01-20"), "web", tmp_path, languages=("en",))
    assert ["mine", "mine too"] == [page.read_text(), script.read_text()]
    assert [str(script), str(page)] == [note.file for note in found.notes]
    message = "index.html: [edited-file] this file was not written by embed, or was edited since; it stays as it is. Delete it, or write over it with --force."
    assert str(found.notes[1]).endswith(message)
    forced = embed(network.as_of("2025-01-20"), "web", tmp_path, languages=("en",), force=True)
    assert () == forced.notes
    assert "<!DOCTYPE html>" in page.read_text()
    assert not script.exists()


def test_a_file_that_was_there_before_is_somebodys(network: Network[Entry], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "leavex-network.js").write_bytes(read_bytes("web/leavex-network.js"))
    found = embed(network, "web", tmp_path)
    assert [str(tmp_path / "index.html")] == [note.file for note in found.notes]
    assert "mine" == (tmp_path / "index.html").read_text()


def test_a_file_that_somebody_took_away_is_written_again(
    network: Network[Entry], tmp_path: Path
) -> None:
    embed(network, "web", tmp_path)
    (tmp_path / "index.html").unlink()
    embed(network, "web", tmp_path)
    assert (tmp_path / "index.html").is_file()


def test_two_generators_share_a_folder_each_with_its_own_files(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://allies.example/"\n')
    embed(network, "web", tmp_path)
    embed(network, "hugo", tmp_path, form="data")
    record = json.loads((tmp_path / ".leavex-network.json").read_text())
    assert ["hugo", "web"] == list(record)
    assert () == embed(network, "web", tmp_path).written


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside.txt", "a/../../outside.txt", ".leavex-network.json"]
)
def test_a_record_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("mine")
    (folder / ".leavex-network.json").write_text(json.dumps({"web": {name: "0"}}))
    with pytest.raises(ValueError, match="lies outside of"):
        embed(Network(), "web", folder)
    assert "mine" == (tmp_path / "outside.txt").read_text()


def test_a_link_out_of_the_folder_is_not_followed(network: Network[Entry], tmp_path: Path) -> None:
    folder, outside = tmp_path / "site", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "de").symlink_to(outside)
    with pytest.raises(
        ValueError, match=r"'de/feed\.atom' lies outside of|'de/index\.html' lies outside of"
    ):
        embed(network, "web", folder)
    (folder / "de").unlink()
    (outside / "page.html").write_text("mine")
    (folder / "index.html").symlink_to(outside / "page.html")
    with pytest.raises(ValueError, match="is a link: put a file in its place"):
        embed(network, "web", folder)
    assert "mine" == (outside / "page.html").read_text()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"web": []}', '{"web": {"index.html": 1}}', "[" * 100_000]
)
def test_a_record_that_cannot_be_read_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / ".leavex-network.json").write_text(text)
    with pytest.raises(ValueError, match="is not as it was written: delete it"):
        embed(Network(), "web", tmp_path)


def test_on_a_full_disk_everything_is_as_it_was(
    network: Network[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed(network.as_of("2025-01-20"), "web", tmp_path / "old", languages=("en",))
    before = files(tmp_path)
    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    for folder in ("old", "new/below"):
        calls.clear()
        with pytest.raises(OSError, match="No space left"):
            embed(network, "web", tmp_path / folder)
    assert before == files(tmp_path)
    assert ["old"] == [path.name for path in tmp_path.iterdir()]


def test_a_plan_does_nothing_by_itself(network: Network[Entry], tmp_path: Path) -> None:
    found = sites.planned(network, "web", tmp_path / "site", Options())
    assert not (tmp_path / "site").exists()
    assert 100 < len(found.written)
    assert () == found.removed
    assert generated.MANIFEST not in {path.name for path in found.written}


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(ValueError, match="is a file: name a folder"):
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


def test_pages_are_made_in_the_languages_that_both_have(
    network: Network[Entry], site: Path
) -> None:
    embed(network, "hugo", site)
    names = {"index.md", "index.de.md"}
    assert names == {path.name for path in (site / "content" / "network").iterdir()}
    again = read(site / "content" / "network")
    assert [entry.url for entry in network] == [entry.url for entry in again]
    assert () == embed(network, "hugo", site).written


def test_a_page_keeps_its_front_matter_its_introduction_and_what_else_it_says(
    network: Network[Entry], site: Path
) -> None:
    page = site / "content" / "allies" / "index.md"
    page.parent.mkdir()
    page.write_text(
        "---\ntitle: Our allies\nweight: 3\n---\n\nHello.\n\n# Initiatives\n\n* [**X**](https://x.example): ours\n"
    )
    found = embed(network.by_kind("initiative"), "hugo", site, section="allies", languages=("en",))
    text = page.read_text()
    assert text.startswith("---\ntitle: Our allies\nweight: 3\n---\n\nHello.\n\n# Initiatives\n\n")
    assert "[**Xodus**](https://xodus.online)" in text
    assert "* [**X**](https://x.example): ours\n" in text
    assert ["not-in-network"] == [note.code for note in found.notes]
    assert str(found.notes[0]).endswith(
        "Add it to the network, or take it out: prune=True, or --prune."
    )
    embed(
        network.by_kind("initiative"), "hugo", site, section="allies", languages=("en",), prune=True
    )
    assert "https://x.example" not in page.read_text()


def test_pages_in_other_languages_are_left_alone(network: Network[Entry], site: Path) -> None:
    pages = site / "content" / "network"
    pages.mkdir()
    (pages / "index.pt-pt.md").write_text("---\ntitle: X\n---\n")
    embed(network, "hugo", site)
    assert "---\ntitle: X\n---\n" == (pages / "index.pt-pt.md").read_text()


def test_a_language_of_the_site_that_is_left_out_is_named(
    network: Network[Entry], site: Path
) -> None:
    message = (
        "[language-left-out] the site has 'pt-PT', and the network has no texts in it: it is left out. "
        "Ask for it with --language pt-PT, beside the others: texts without a translation stay as they are."
    )
    for form in ("pages", "data"):
        assert [message] == [str(note) for note in embed(network, "hugo", site, form=form).notes]


def test_much_that_is_not_embedded_is_told_in_a_line_for_each_page(
    network: Network[Entry], site: Path
) -> None:
    embed(network, "hugo", site, languages=("en", "de"))
    found = embed(network.by_country("FR"), "hugo", site, languages=("en", "de"))
    assert [
        "index.md: [not-in-network] 20 entries of this page are not among what is embedded; they stay. Take them out with --prune.",
        "index.de.md: [not-in-network] 20 entries of this page are not among what is embedded; they stay. Take them out with --prune.",
    ] == [str(note).rpartition("/")[2] for note in found.notes]


@pytest.mark.parametrize("section", ["", ".", "/", "../x", "a/../../x", "/x"])
def test_a_section_outside_of_the_content_is_refused(
    section: str, network: Network[Entry], site: Path
) -> None:
    with pytest.raises(
        ValueError, match="is no section: name a folder below content/, such as 'network'"
    ):
        embed(network, "hugo", site, section=section)


@pytest.mark.parametrize(
    ("name", "text"), [("hugo.toml", 'baseURL = "x'), ("hugo.json", "{"), ("hugo.yaml", "a: [")]
)
def test_a_broken_configuration_is_named(
    name: str, text: str, network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(
        ValueError, match=rf"{name}' cannot be read: .*: mend it, and run this again"
    ):
        embed(network, "hugo", tmp_path)
    with pytest.raises(ValueError, match="nowhere' is no folder: name the folder that"):
        embed(network, "hugo", tmp_path / "nowhere")


def test_the_spelling_of_the_site_is_kept(network: Network[Entry], site: Path) -> None:
    embed(network, "hugo", site, languages=("pt-PT", "en"))
    assert (site / "content" / "network" / "index.pt-pt.md").is_file()
    embed(network, "hugo", site, languages=("pt-PT",), form="data")
    assert (site / "data" / "leavex-network" / "pt-pt.json").is_file()


@pytest.mark.parametrize("own", ["index.md", "_index.md", None])
def test_a_language_with_a_content_folder_of_its_own_has_its_page_there(
    own: str | None, network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.yaml").write_text(
        "baseURL: https://allies.example/\ndefaultContentLanguage: en\ncontentDir: pages\ndataDir: facts\n"
        "languages:\n  en: {weight: 1}\n  de: {contentDir: seiten}\n"
    )
    if own:
        (tmp_path / "seiten" / "network").mkdir(parents=True)
        (tmp_path / "seiten" / "network" / own).write_text("---\ntitle: Unsere\n---\n")
    embed(network, "hugo", tmp_path)
    german = (tmp_path / "seiten" / "network" / (own or "index.md")).read_text()
    assert "(Deutschland)" in german
    assert ("title: Unsere" in german) is (own is not None)
    assert "(Germany)" in (tmp_path / "pages" / "network" / "index.md").read_text()
    embed(network, "hugo", tmp_path, form="data")
    assert (tmp_path / "facts" / "leavex-network" / "de.json").is_file()


def test_a_site_of_languages_with_their_own_folders_alone(
    network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://allies.example/"\n[languages.en]\ncontentDir = "en"\n[languages.de]\ncontentDir = "de"\n'
    )
    embed(network, "hugo", tmp_path)
    assert {"en", "de", "hugo.toml"} == {path.name for path in tmp_path.iterdir()}


def test_a_site_without_languages_is_in_its_own_or_the_networks(
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


@pytest.mark.parametrize(
    ("config", "options", "message"),
    [
        (
            None,
            {},
            "is no Hugo site: name the folder that hugo.toml, hugo.yaml, hugo.json or config/_default",
        ),
        (
            'defaultContentLanguage = "en"',
            {},
            "tells no baseURL: say with --base-url where it will be found",
        ),
        (
            'baseURL = "https://a.example/"\ndefaultContentLanguage = "fi"',
            {},
            "the network has none of the site's languages: those of the site are 'fi'; name one of them with --language",
        ),
        (
            CONFIG,
            {"languages": ("nl",)},
            "the site has no 'nl': those of the site are 'en', 'de' or 'pt-PT'; name one",
        ),
        (
            'baseURL = "https://a.example/"\n[languages.house]',
            {},
            "the network has none of the site's languages: those of the site are none that is known;",
        ),
    ],
)
def test_a_site_that_does_not_fit_is_told(
    config: str | None,
    options: dict[str, object],
    message: str,
    network: Network[Entry],
    tmp_path: Path,
) -> None:
    if config is not None:
        (tmp_path / "hugo.toml").write_text(config)
    with pytest.raises(ValueError, match=r"site") as caught:
        embed(network, "hugo", tmp_path, **options)
    assert message in str(caught.value)


@pytest.mark.parametrize("languages", ["", '[languages.en]\ncontentDir = "content"\n'])
def test_a_single_page_of_that_name_is_not_hidden_behind_a_folder(
    languages: str, network: Network[Entry], tmp_path: Path
) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://a.example/"\n' + languages)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "network.md").write_text("---\ntitle: X\n---\n")
    with pytest.raises(
        ValueError, match=r"network\.md' is the page already: move it to '.*index\.md'"
    ):
        embed(network, "hugo", tmp_path)


def test_the_data_of_a_site_has_each_entry_as_it_is_shown(
    network: Network[Entry], site: Path
) -> None:
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
    assert ["DE", "DE", "DE", "DE", "150"] == [
        common["places"][name] for name in ("de", "deu", "276", "germany", "europa")
    ]
    assert "kongo" not in common["places"]
    shortcode = (site / "layouts" / "shortcodes" / "leavex-network.html").read_text(
        encoding="utf-8"
    )
    assert all(re.search(rf'"{each.name}"|asked\.{each.name}\b', shortcode) for each in CRITERIA)


def test_the_command_tells_what_it_did(site: Path) -> None:
    from click.testing import CliRunner

    from leavex_network.cli.app import app

    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, list(words))
        return done.exit_code, done.stdout, done.stderr

    target = str(site / "out")
    code, out, err = run(
        "embed",
        "web",
        target,
        "--country",
        "DE",
        "--language",
        "de",
        "--as-of",
        "2025-01-20",
        "--dry-run",
    )
    assert (0, f"{target}: 30 files would be written\n") == (code, err)
    assert f"{target}/index.html\n" in out
    assert not (site / "out").exists()
    assert (0, "", f"{target}: 30 files written\n") == run(
        *("embed", "web", target, "--country", "DE", "--language", "de", "--as-of", "2025-01-20")
    )
    (site / "out" / "index.html").write_text("mine")
    code, out, err = run(
        "embed", "web", target, "--kind", "initiative", "--language", "de", "--as-of", "2025-01-20"
    )
    assert (0, "") == (code, out)
    assert err.startswith(f"{target}/index.html: [edited-file] ")
    assert re.search(r"out: \d+ files written, \d+ removed\n$", err)
    code, out, err = run("embed", "hugo", str(site), "--language", "nl")
    assert (2, "", 1) == (code, out, err.count("\n"))
    for name in ("sphinx", "python-markdown"):
        code, out, err = run("embed", name)
        assert (0, "", True) == (code, err, "leavex_network.sites." in out)
    code, out, err = run("embed", "jekyll")
    assert (2, "", True) == (
        code,
        out,
        "name the folder of the site: leavex-network embed jekyll FOLDER" in err,
    )
    code, out, err = run("embed", "web", target, "--hashtag", "levex")
    message = "leavex-network: no entry meets the criteria, and nothing was written: look with leavex-network list\n"
    assert (2, "", message) == (code, out, err)
    code, out, err = run("embed", "web", target, "--language", "en,de", "--dry-run")
    assert (0, True, True) == (code, f"{target}/de/index.html\n" in out, "would be written" in err)
    code, out, err = run("embed", "web", target, "--country", "FR", "--language", "de", "--dry-run")
    assert f"{target}/api/v1/de/hashtags/leavex.json (removed)\n" in out
    assert re.search(r"files would be written, \d+ would be removed\n$", err)
    for words, told in (
        (("web", ""), "name a folder that is written by embed alone, such as public/network"),
        (("web", target, "--as", "data"), "--section, --as and --prune go with hugo"),
        (("web", target, "--section", "x"), "--section, --as and --prune go with hugo"),
    ):
        code, out, err = run("embed", *words)
        assert (2, "", True) == (code, out, told in err)
    source = site / "own.json"
    leavex_network.write(Network([Petition(id="x", name="X", url="https://x.example")]), source)
    assert (0, "", f"{target}2: 14 files written\n") == run(
        "embed", "web", f"{target}2", "--from", str(source)
    )
    code, out, err = run("embed", "hugo", str(site), "--from", str(source), "--section", "one")
    assert (0, "", f"{site}: 1 file written") == (code, out, err.splitlines()[-1])
