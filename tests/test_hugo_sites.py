"""Hugo sites as people lay them out: their configuration, languages and pages."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from helpers import warned
from hypothesis import given
from hypothesis import strategies as st

from leavex_network import DataError, Entry, Network, NetworkWarning, Petition, read, sites, write
from leavex_network.errors import ArgumentError
from leavex_network.files.checking import checked, findings
from leavex_network.files.page_files import find_pages, is_root, whole
from leavex_network.files.page_names import is_flat
from leavex_network.files.site import Site, site_at, site_of
from leavex_network.models import AboutTranslation, Translation
from leavex_network.models.about import About
from leavex_network.sites import embedding

BASE = "https://site.example/"
STOP = "https://stop.example"
EN = f"---\ntitle: Network\n---\n\n### Petitions\n\n* [Stop]({STOP}): Stop it. (Germany)\n"
DE = f"---\ntitle: Netzwerk\n---\n\n### Petitionen\n\n* [Stopp]({STOP}): Halt. (Deutschland)\n"
NETWORK = Network(
    [
        Petition(
            id="stop",
            name="Stop",
            url=STOP,
            description="Stop it.",
            territories=["DE"],
            translations={"de": Translation(name="Stopp", description="Halt.")},
        )
    ],
    about=About(translations={"de": AboutTranslation(title="Netzwerk")}),
)

HEAD = f"baseURL = '{BASE}'\ndefaultContentLanguage = 'en'\n"
SUFFIXES = {"hugo.toml": f"{HEAD}[languages.en]\n[languages.de]\n"}
FOLDERS = {
    "hugo.toml": f"{HEAD}[languages.en]\ncontentDir = 'content/en'\n"
    "[languages.de]\ncontentDir = 'content/de'\n"
}
# Each layout: the configuration, and the files of the English and the German page.
LAYOUTS: dict[str, tuple[Mapping[str, str], str, str]] = {
    "leaf bundle": (SUFFIXES, "content/network/index.md", "content/network/index.de.md"),
    "branch bundle": (SUFFIXES, "content/network/_index.md", "content/network/_index.de.md"),
    "flat files": (SUFFIXES, "content/network.md", "content/network.de.md"),
    "suffix for each": (SUFFIXES, "content/network/index.en.md", "content/network/index.de.md"),
    "content folders": (FOLDERS, "content/en/network/index.md", "content/de/network/index.md"),
    "branch bundles in content folders": (
        FOLDERS,
        "content/en/network/_index.md",
        "content/de/network/_index.md",
    ),
    "flat files in content folders": (FOLDERS, "content/en/network.md", "content/de/network.md"),
    "mounts": (
        {
            "hugo.yaml": f"baseURL: {BASE}\ndefaultContentLanguage: en\n"
            "languages: {en: {}, de: {}}\n"
            "module: {mounts: [{source: text/en, target: content, lang: en},"
            " {source: text/de, target: content, lang: de}]}\n"
        },
        "text/en/network/index.md",
        "text/de/network/index.md",
    ),
    "other content folder": (
        {
            "hugo.json": json.dumps(
                {"baseURL": BASE, "contentDir": "p", "languages": {"en": {}, "de": {}}}
            )
        },
        "p/network/index.md",
        "p/network/index.de.md",
    ),
}
layouts = pytest.mark.parametrize(("config", "english", "german"), LAYOUTS.values(), ids=LAYOUTS)


def make(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def embedded(network: Network[Entry], root: Path, **options: Any) -> tuple[Any, ...]:
    plan = sites.planned(network, "hugo", root, embedding.Options(**options))
    embedding.carry_out(plan)
    return plan.notes


# Both pages in each layout


@layouts
def test_all_languages_are_read_written_and_checked_from_the_root(
    config: Mapping[str, str], english: str, german: str, tmp_path: Path
) -> None:
    make(tmp_path, {**config, english: EN, german: DE})
    network = read(tmp_path)
    assert ("en", "de") == network.languages
    assert (NETWORK["stop"],) == tuple(network)
    assert ([], 0) == findings(tmp_path)
    write(network, tmp_path)
    assert [EN, DE] == [(tmp_path / name).read_text() for name in (english, german)]


@layouts
def test_both_pages_are_embedded_and_new_ones_go_where_the_layout_has_them(
    config: Mapping[str, str], english: str, german: str, tmp_path: Path
) -> None:
    make(tmp_path, {**config, english: EN})
    assert () == embedded(NETWORK, tmp_path)
    made = sorted(path for path in tmp_path.rglob("*.md"))
    # Next to `index.en.md`, a German page is `index.de.md`: as expected, too.
    assert sorted([tmp_path / english, tmp_path / german]) == made
    assert f"* [Stopp]({STOP}): Halt. (Deutschland)\n" in (tmp_path / german).read_text()
    assert EN == (tmp_path / english).read_text()


@layouts
def test_one_translated_page_onto_data_becomes_that_translation(
    config: Mapping[str, str], english: str, german: str, tmp_path: Path
) -> None:
    make(tmp_path, {**config, english: EN, german: DE})
    file = tmp_path / "network.json"
    write(read(tmp_path), file)
    before = file.read_text()
    write(read(tmp_path / german), file)
    assert before == file.read_text()
    make(tmp_path, {german: DE.replace("Halt.", "Sofort halt.")})
    write(read(tmp_path / german), file)
    assert before.replace("Halt.", "Sofort halt.") == file.read_text()
    write(read(file), tmp_path)
    assert EN == (tmp_path / english).read_text()


@layouts
def test_a_german_edit_is_never_in_an_english_file(
    config: Mapping[str, str], english: str, german: str, tmp_path: Path
) -> None:
    own = "* [Eigene](https://eigene.example): Nur hier. (Deutschland)\n"
    make(tmp_path, {**config, english: EN, german: DE + own})
    file = tmp_path / "network.json"
    make(tmp_path, {"network.json": ""})
    file.unlink()
    write(NETWORK, file)
    write(read(tmp_path / german), file)
    added = read(file)["eigene"]
    assert ("de", "de") == (added.name_language, added.description_language)
    assert "Stop it." == read(file)["stop"].description
    write(Network([read(file)["stop"]], about=read(file).about), tmp_path / english)
    assert EN == (tmp_path / english).read_text()


def test_a_folder_of_one_language_is_written_alone_and_read_with_the_others(tmp_path: Path) -> None:
    make(
        tmp_path, {**FOLDERS, "content/en/network/index.md": EN, "content/de/network/index.md": DE}
    )
    folder = tmp_path / "content" / "de" / "network"
    assert ("en", "de") == read(folder).languages
    new = Petition(id="new", name="New", url="https://new.example")
    write(Network([*NETWORK, new], about=NETWORK.about), folder)
    assert EN == (tmp_path / "content/en/network/index.md").read_text()
    assert f"{DE}* [New](https://new.example)\n" == (folder / "index.md").read_text()
    assert (tmp_path.resolve(), None) == whole(folder.resolve(), None)
    found, _ = findings(folder)
    assert ["only-in-translation"] == [finding.code for finding in found]
    assert str(tmp_path / "content/en/network/index.md") in found[0].message


GERMAN_SITE = {"hugo.toml": HEAD.replace("'en'", "'de'") + "[languages.en]\n[languages.de]\n"}


def test_pages_of_a_site_in_another_language_than_the_file_keep_both_languages(
    tmp_path: Path,
) -> None:
    both = "* [Neu](https://neu.example): Ein Text. (Deutschland)\n"
    own = "* [Eigene](https://eigene.example)\n"
    english = "* [New](https://neu.example): A text. (Germany)\n"
    make(
        tmp_path,
        {
            **GERMAN_SITE,
            "content/network/index.de.md": DE + both + own,
            "content/network/index.en.md": EN + english,
        },
    )
    file = tmp_path / "network.json"
    write(Network(NETWORK, about=NETWORK.about), file)
    pages = tmp_path / "content" / "network"
    write(read(pages), file)
    after = read(file)
    assert NETWORK["stop"] == after["stop"]
    assert NETWORK.about == after.about
    new, only_german = after["neu"], after["eigene"]
    assert ("New", "A text.", None) == (new.name, new.description, new.name_language)
    assert Translation(name="Neu", description="Ein Text.") == new.translations["de"]
    assert ("de", None) == (only_german.name_language, only_german.description_language)


def test_a_page_replaces_the_words_that_the_file_has_in_its_language_alone(tmp_path: Path) -> None:
    entry = Petition(
        id="alt", name="Alt", url=STOP, description="Old.", name_language="de", territories=["DE"]
    )
    same = Petition(id="same", name="Same", url="https://same.example")
    file = tmp_path / "network.json"
    write(Network([entry, same]), file)
    items = f"* [Neu]({STOP}): Alt. (Deutschland)\n* [Same](https://same.example)\n"
    make(tmp_path, {"index.de.md": f"### Petitionen\n\n{items}"})
    write(read(tmp_path / "index.de.md"), file)
    after, unchanged = read(file)
    assert same == unchanged
    assert ("Neu", "de", "Old.") == (after.name, after.name_language, after.description)
    assert Translation(description="Alt.") == after.translations["de"]


# Configuration


CONFIGS: dict[str, Mapping[str, str]] = {
    "one file": {
        "hugo.toml": f"baseURL = '{BASE}'\ndefaultContentLanguage = 'en'\n"
        "[languages.en]\nweight = 1\n[languages.pt-pt]\nweight = 3\n[languages.de]\nweight = 2\n"
    },
    "a file for each table": {
        "config/_default/hugo.yaml": f"baseURL: {BASE}\ndefaultContentLanguage: en\n",
        "config/_default/languages.toml": "[en]\nweight = 1\n[de]\nweight = 2\n"
        "[pt-pt]\nweight = 3\n",
        "config/_default/params.toml": "languages = ['x']\n",
    },
    "a file for each language": {
        "config/_default/config.toml": f"baseURL = '{BASE}'\ndefaultContentLanguage = 'en'\n",
        "config/_default/languages.en.toml": "weight = 1\n",
        "config/_default/languages.de.yaml": "languageName: Deutsch\nweight: 2\n",
        "config/_default/languages.pt-pt.json": '{"weight": 3}',
        "config/_default/menus.de.toml": "[[main]]\nname = 'x'\n",
    },
    "merged files, keys in any case": {
        "hugo.toml": "BaseURL = 'https://other.example/'\ndefaultcontentlanguage = 'en'\n",
        "config/_default/hugo.json": '{"LANGUAGES": {"en": {"Weight": 1}, "de": {"weight": 9}}}',
        "config/_default/languages.de.toml": "weight = 2\n",
        "config/_default/languages.pt-pt.toml": "weight = 3\n",
        "config/production/hugo.yml": f"baseURL: {BASE}\n",
    },
    "disabled languages": {
        "hugo.toml": f"baseURL = '{BASE}'\ndisableLanguages = ['fr']\n[languages.en]\nweight = 1\n"
        "[languages.de]\nweight = 2\n[languages.fr]\n[languages.it]\ndisabled = true\n"
        "[languages.pt-pt]\nweight = 3\n"
    },
}


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_the_configuration_is_what_hugo_reads(config: Mapping[str, str], tmp_path: Path) -> None:
    make(tmp_path, config)
    (tmp_path / "content").mkdir()
    site = site_at(tmp_path)
    assert site is not None
    assert ("en", "de", "pt-pt") == site.languages
    assert (BASE, "en") == (site.base_url, site.language)
    assert site == site_of(tmp_path / "content")
    assert {"en": "en", "de": "de", "pt-PT": "pt-pt"} == site.spellings


def test_a_language_may_have_an_address_of_its_own(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            "hugo.toml": f"baseURL = '{BASE}'\n[languages.en]\n[languages.de]\nbaseURL = 'https://de.example/'\n"
        },
    )
    make(tmp_path, {"content/network/index.de.md": "### Petitionen\n\n* [A](/a)\n"})
    page = tmp_path / "content" / "network" / "index.de.md"
    assert ["https://de.example/a"] == [entry.url for entry in read(page)]


def test_a_configuration_of_another_tool_makes_no_site(tmp_path: Path) -> None:
    make(
        tmp_path, {"config.toml": "x = 1\n", "config/production/x.json": "{}", "page/index.md": EN}
    )
    assert Site() == site_of(tmp_path / "page")
    assert not is_root(tmp_path)
    make(tmp_path, {"config.yaml": "contentDir: page\n"})
    (tmp_path / "config.toml").unlink()
    assert is_root(tmp_path)


STRANGE = (
    "languages: 5\n",
    "languages: [en]\n",
    "languages: {en: 1}\nmodule: 5\n",
    "- x\n",
    "",
    "null\n",
    "module: {mounts: [5, {lang: 5}, {lang: xx, source: a, target: content}]}\n",
    "disableLanguages: fr de\nlanguages: {fr: {}}\n",
)


@pytest.mark.parametrize("text", STRANGE)
def test_strange_settings_are_no_languages(text: str, tmp_path: Path) -> None:
    make(tmp_path, {"hugo.yaml": text, "content/network/index.md": EN})
    with_default = (site_at(tmp_path) or Site()).language or "en"
    assert "en" == with_default
    assert 1 == len(read(tmp_path, language="en", base_url=BASE))


# Which pages


def test_pages_that_are_not_read_are_reported(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            **SUFFIXES,
            "content/network/index.md": EN,
            "content/network/index.en.md": EN,
            "content/network/_index.md": EN,
            "content/network/index.fr.md": EN,
            "content/network/index.draft.md": EN,
            "content/network/notes.md": EN,
        },
    )
    with warned() as messages:
        assert 1 == len(read(tmp_path / "content" / "network"))
    folder = tmp_path / "content" / "network"
    expected = [
        f"{folder / 'index.en.md'}: [second-page]",
        f"{folder / '_index.md'}: [second-page]",
        f"{folder / 'index.fr.md'}: [unknown-language]",
        f"{folder / 'index.draft.md'}: [unknown-language]",
    ]
    assert sorted(expected) == sorted(messages)


def test_a_single_page_whose_suffix_is_no_language_is_read_and_reported(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/network/index.fr.md": EN, "content/network.xx.md": EN})
    page = tmp_path / "content" / "network" / "index.fr.md"
    with warned() as messages:
        assert ("en",) == read(page).languages
    assert [f"{page}: [unknown-language]"] == messages
    assert ["unknown-language"] == [finding.code for finding in findings(page)[0]]


def test_a_flat_page_in_a_language_that_the_site_lacks_is_reported(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/network.md": EN, "content/network.fr.md": EN})
    make(tmp_path, {"content/network.v2.md": EN, "content/about.fr.md": EN})
    with warned() as messages:
        assert ("en",) == read(tmp_path).languages
    assert [f"{tmp_path / 'content' / 'network.fr.md'}: [unknown-language]"] == messages


def test_a_language_that_only_the_site_knows_is_no_known_one(tmp_path: Path) -> None:
    make(tmp_path, {"hugo.toml": f"{HEAD}[languages.en]\n[languages.house]\n"})
    make(tmp_path, {"content/network/index.md": EN, "content/network/index.house.md": EN})
    (finding,) = findings(tmp_path)[0]
    assert "unknown-language" == finding.code
    assert "'house'" in finding.message
    assert "'en'" not in finding.remedy


@pytest.mark.parametrize("name", ["network.json", "index.md"])
def test_a_section_of_a_file_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    write(NETWORK, path)
    for call in (
        lambda: read(path, section="allies"),
        lambda: write(NETWORK, path, section="allies"),
        lambda: checked(path, section="allies"),
    ):
        with pytest.raises(ArgumentError, match=re.escape(name)):
            call()


def test_a_suffix_of_no_site_must_be_a_language(tmp_path: Path) -> None:
    make(tmp_path, {"index.md": EN, "index.de.md": DE, "index.draft.md": EN})
    with warned() as messages:
        assert ("en", "de") == read(tmp_path, language="en").languages
    assert [f"{tmp_path / 'index.draft.md'}: [unknown-language]"] == messages


@pytest.mark.parametrize("name", ["network", "network.md", "network.de.md"])
def test_a_file_of_any_name_is_in_the_language_of_its_suffix(name: str, tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/network.md": EN, "content/network.de.md": DE})
    network = read(tmp_path / "content" / name)
    languages = {"network": ("en", "de"), "network.md": ("en",), "network.de.md": ("de",)}
    assert languages[name] == network.languages
    assert is_flat(tmp_path / "content" / "network")


def test_a_folder_without_an_index_may_have_one_page(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/allies.md": EN, "content/allies.de.md": DE})
    make(tmp_path, {"content/README.md": "# About this folder\n"})
    assert ("en", "de") == read(tmp_path / "content").languages
    make(tmp_path, {"content/about.md": EN})
    with pytest.raises(ArgumentError, match=r"'about'.*'allies'"):
        read(tmp_path / "content")


def test_an_article_of_the_section_is_not_taken_for_the_list(tmp_path: Path) -> None:
    article = "---\ntitle: Story\n---\nOur story.\n"
    make(tmp_path, {**SUFFIXES, "content/network/story.md": article})
    embedded(NETWORK, tmp_path)
    assert article == (tmp_path / "content/network/story.md").read_text()
    assert f"[Stop]({STOP})" in (tmp_path / "content/network/index.md").read_text()


@pytest.mark.parametrize("child", ["Just text.\n", EN])
def test_the_flat_page_of_a_section_comes_before_its_articles(child: str, tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/network.md": EN, "content/network.de.md": DE})
    make(tmp_path, {"content/network/child.md": child})
    assert ("en", "de") == read(tmp_path).languages
    embedded(NETWORK, tmp_path)
    assert child == (tmp_path / "content/network/child.md").read_text()


def test_a_flat_page_beside_a_bundle_is_reported(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/network/_index.md": EN, "content/network.de.md": DE})
    with warned() as messages:
        assert ("en",) == read(tmp_path).languages
    assert [f"{tmp_path / 'content' / 'network.de.md'}: [second-page]"] == messages


def test_a_page_that_is_a_link_to_another_is_refused(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/network/index.md": EN})
    link = tmp_path / "content" / "network" / "index.de.md"
    link.symlink_to("index.md")
    with pytest.raises(ArgumentError, match=r"index\.de\.md"):
        embedded(NETWORK, tmp_path)
    assert link.is_symlink()


def test_an_unknown_default_language_is_refused_at_once(tmp_path: Path) -> None:
    make(tmp_path, {"hugo.yaml": f"baseURL: {BASE}\ndefaultContentLanguage: xx\n"})
    with pytest.raises(ArgumentError, match="'xx'"):
        embedded(NETWORK, tmp_path)
    assert ["hugo.yaml"] == [path.name for path in tmp_path.iterdir()]


def test_an_assumed_language_has_its_cause_in_a_broken_configuration(tmp_path: Path) -> None:
    make(tmp_path, {"hugo.toml": "x = [\n", "content/network/index.md": EN})
    (finding,) = findings(tmp_path / "content" / "network")[0]
    assert "language-assumed" == finding.code
    assert "hugo.toml" in finding.message


def test_a_page_in_an_unknown_language_is_not_the_only_page_of_a_folder(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/list/allies.md": EN, "content/list/notes.fr.md": EN})
    assert ("en",) == read(tmp_path / "content" / "list").languages


def test_a_site_that_declares_no_language_is_named_as_no_cause(tmp_path: Path) -> None:
    make(tmp_path, {"hugo.toml": f"baseURL = '{BASE}'\n", "content/network/index.md": EN})
    (finding,) = findings(tmp_path / "content" / "network")[0]
    assert "language-assumed" == finding.code
    assert "hugo.toml" not in finding.message


MOUNT = "[[module.mounts]]\nsource = 'text'\ntarget = 'content/allies'\n"
ABOVE: dict[str, tuple[str, str, bool]] = {
    "in the content": ("", "content/a/b", True),
    "the content itself": ("", "content", True),
    "in the content folder of the site": ("contentDir = 'p'\n", "p/a", True),
    "in the content folder of a language": ("[languages.de]\ncontentDir = 'de'\n", "de/a", True),
    "in a mounted folder": (MOUNT, "text/a", True),
    "beside the content": ("", "a", False),
    "in another folder of the site": ("", "layouts/content", False),
    "in the usual folder, which is not that of the site": (
        "contentDir = 'p'\n",
        "content/a",
        False,
    ),
    "in a folder that is mounted elsewhere": (
        "[[module.mounts]]\nsource = 'text'\ntarget = 'static'\n",
        "text",
        False,
    ),
}


@pytest.mark.parametrize(("config", "folder", "counts"), ABOVE.values(), ids=ABOVE)
@pytest.mark.parametrize("named", ["", "index.md"], ids=["folder", "page"])
def test_a_configuration_counts_for_the_content_of_its_site_alone(
    config: str, folder: str, named: str, tmp_path: Path, *, counts: bool
) -> None:
    page = "### Petitions\n\n* [Here](/here)\n"
    make(tmp_path, {"hugo.toml": f"{HEAD}{config}", f"{folder}/index.md": page})
    path = tmp_path / folder / named
    if counts:
        assert [f"{BASE}here"] == [entry.url for entry in read(path, language="en")]
    else:
        with pytest.raises(DataError, match="needs-base-url"):
            read(path, language="en")


def test_a_page_beside_the_configuration_is_not_in_the_content(tmp_path: Path) -> None:
    make(tmp_path, {"hugo.toml": HEAD, "README.md": "### Petitions\n\n* [Here](/here)\n"})
    with pytest.raises(DataError, match="needs-base-url"):
        read(tmp_path / "README.md", language="en")


def test_another_section_of_a_site_is_read_and_written_by_its_name(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/allies/index.md": EN, "content/allies/index.de.md": DE})
    assert ("en", "de") == read(tmp_path, section="allies").languages
    (tmp_path / "content" / "other").mkdir()
    write(NETWORK, tmp_path, section="other", languages=["de"])
    assert (tmp_path / "content" / "other" / "index.de.md").is_file()
    with pytest.raises(ArgumentError, match=r"index\.md"):
        read(tmp_path)
    with pytest.raises(ArgumentError, match="allies"):
        read(tmp_path / "content" / "allies", section="allies")


# Embedding onto pages that exist


def test_texts_of_pages_are_kept_and_counted(tmp_path: Path) -> None:
    own = DE.replace("[Stopp]", "[Schluss]").replace("Halt.", "Eigene Worte.")
    make(tmp_path, {**SUFFIXES, "content/network/index.md": EN, "content/network/index.de.md": own})
    (note,) = embedded(NETWORK, tmp_path)
    assert ("texts-differ", str(tmp_path / "content/network/index.de.md")) == (note.code, note.file)
    assert "2 " in note.message
    assert "--texts" in note.remedy
    assert own == (tmp_path / "content/network/index.de.md").read_text()
    assert () == embedded(NETWORK, tmp_path, texts=True)
    assert DE == (tmp_path / "content/network/index.de.md").read_text()


def test_facts_of_pages_follow_the_network_though_texts_are_kept(tmp_path: Path) -> None:
    make(tmp_path, {**SUFFIXES, "content/network/index.md": EN.replace("Stop it.", "Own words.")})
    concluded = NETWORK["stop"].model_copy(update={"status": "concluded", "territories": ("FR",)})
    embedded(Network([concluded], about=NETWORK.about), tmp_path, languages=("en",))
    after = (tmp_path / "content/network/index.md").read_text()
    assert f"#### Concluded\n\n* [Stop]({STOP}): Own words. (France)\n" in after


@pytest.mark.parametrize("outside", ["contentDir", "link"])
def test_nothing_is_written_outside_of_the_site(outside: str, tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    content = "../elsewhere" if outside == "contentDir" else "content"
    make(root, {"hugo.toml": f"baseURL = '{BASE}'\ncontentDir = '{content}'\n"})
    if outside == "link":
        (root / "content").symlink_to(elsewhere)
    with pytest.raises(ArgumentError, match=re.escape(f"'{root}'")):
        embedded(NETWORK, root)
    assert [] == list(elsewhere.iterdir())


def test_no_page_outside_of_the_site_is_edited_through_a_link(tmp_path: Path) -> None:
    make(tmp_path / "elsewhere", {"network/index.md": "---\ntitle: X\n---\n"})
    make(tmp_path / "site", SUFFIXES)
    (tmp_path / "site" / "content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArgumentError, match=re.escape(f"'{tmp_path / 'site'}'")):
        embedded(NETWORK, tmp_path / "site")
    assert "---\ntitle: X\n---\n" == (tmp_path / "elsewhere/network/index.md").read_text()


@pytest.mark.parametrize("linked", ["content", "content/network", "content/network/index.md"])
def test_what_a_link_leads_to_is_read_and_not_written(linked: str, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    make(site, {**SUFFIXES, "content/network/index.md": EN, "content/network/index.de.md": DE})
    link = site / linked
    link.rename(elsewhere)
    link.symlink_to(elsewhere)
    for path in (site, site / "content/network"):
        network = read(path, language="en")
        assert [STOP] == [entry.url for entry in network]
        assert ("en", "de") == network.languages
        assert [] == checked(path, language="en").findings
    with pytest.raises(ArgumentError, match=re.escape(f"'{link}")):
        write(NETWORK, site)
    with pytest.raises(ArgumentError, match=re.escape(f"'{link}")):
        embedded(NETWORK, site)
    assert EN == (site / "content/network/index.md").read_text()


def test_a_link_to_nothing_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "index.md").symlink_to("nosuch.md")
    with pytest.raises(FileNotFoundError):
        read(tmp_path, language="en")


def test_a_language_outside_of_the_site_is_not_read(tmp_path: Path) -> None:
    make(
        tmp_path / "site",
        {
            "hugo.toml": "[languages.en]\ncontentDir = 'en'\n"
            "[languages.de]\ncontentDir = '../de'\n",
            "en/network/index.md": EN,
        },
    )
    make(tmp_path, {"de/network/index.md": DE})
    with pytest.raises(ArgumentError, match=re.escape(f"'{tmp_path / 'site'}'")):
        read(tmp_path / "site" / "en" / "network")


def test_a_page_with_headings_of_its_own_only_is_refused(tmp_path: Path) -> None:
    text = "# Recipes\n\nSoup.\n"
    make(tmp_path, {"README.md": text})
    with pytest.raises(DataError, match="no-section"):
        write(NETWORK, tmp_path / "README.md")
    assert text == (tmp_path / "README.md").read_text()
    # Nothing has to be added: nothing is refused.
    write(Network([], about=NETWORK.about), tmp_path / "README.md")
    assert text == (tmp_path / "README.md").read_text()


# Addresses listed twice


def test_of_two_items_the_one_with_a_label_in_the_pages_language_is_the_entry(
    tmp_path: Path,
) -> None:
    make(
        tmp_path,
        {
            **SUFFIXES,
            "content/network/index.de.md": "### Petitionen\n\n"
            f"* [Stop]({STOP}): Stop it. (Germany)\n* [Stopp]({STOP}): Halt. (Deutschland)\n",
        },
    )
    with warned() as messages:
        (entry,) = read(tmp_path / "content" / "network" / "index.de.md")
    assert ("Stopp", "Halt.") == (entry.name, entry.description)
    assert [True] == [":3:1: [listed-twice]" in message for message in messages]


def test_of_two_items_on_a_page_without_known_names_the_first_is_the_entry(tmp_path: Path) -> None:
    items = f"* [Stop]({STOP}) (Germany)\n* [Stands]({STOP}) (Tyskland)\n"
    make(tmp_path, {"index.da.md": f"### Petitions\n\n{items}"})
    with warned():
        (entry,) = read(tmp_path / "index.da.md")
    assert "Stop" == entry.name


def test_of_two_items_with_one_name_the_entry_has_its_usual_id(tmp_path: Path) -> None:
    items = f"* [Stop]({STOP}) (Germany)\n* [Stop]({STOP}) (Deutschland)\n"
    make(tmp_path, {"index.de.md": f"### Petitionen\n\n{items}"})
    with warned():
        (entry,) = read(tmp_path / "index.de.md")
    assert "stop" == entry.id


# Laws


NAMES = ("index", "_index", "network")


@st.composite
def folders(draw: st.DrawFn) -> list[str]:
    suffixes = draw(st.lists(st.sampled_from(["", ".en", ".de", ".pt-pt", ".xx", ".v2"])))
    return [f"{draw(st.sampled_from(NAMES))}{suffix}.md" for suffix in suffixes]


@given(names=folders())
def test_every_file_of_a_page_is_read_or_reported_and_each_language_once(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    make(folder, dict.fromkeys(names, EN))
    site = Site(root=folder.parent, language="en", languages=("en", "de", "pt-pt"))
    pages = find_pages(folder, site=site)
    reported = {str(note.file) for note in pages.notes}
    read_files = set(map(str, pages.files.values()))
    assert not reported & read_files
    indexes = {str(folder / name) for name in names if "index" in name}
    if indexes:
        assert indexes == reported | read_files
    assert pages.files.keys() <= {"en", "de", "pt-PT"}


IMPOSSIBLE = {
    "the content folder": ("hugo.toml", 'contentDir = "a\\u0000b"'),
    "the data folder": ("hugo.toml", 'dataDir = "a\\u0000b"'),
    "the content folder of a language": (
        "hugo.yaml",
        'languages: {en: {}, de: {contentDir: "a\\0b"}}',
    ),
    "the source of a mount": (
        "config/_default/module.yaml",
        'mounts: [{source: "a\\0b", target: content}]',
    ),
    "half a surrogate pair": ("hugo.json", r'{"contentDir": "\ud800"}'),
    "half a surrogate pair in a key": ("hugo.json", r'{"languages": {"\udfff": {}}}'),
}


@pytest.mark.parametrize("form", ["pages", "data"])
@pytest.mark.parametrize(("name", "text"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_configuration_with_a_character_that_no_file_may_have_is_refused_or_reported(
    name: str, text: str, form: Any, tmp_path: Path
) -> None:
    make(tmp_path, {name: text, "content/network/index.md": EN})
    with pytest.raises(ArgumentError, match=re.escape(Path(name).name)):
        embedded(NETWORK, tmp_path, form=form)
    for path in (tmp_path, tmp_path / "content/network"):
        reports, _ = findings(path)
        assert ["language-assumed"] == [report.code for report in reports]
        assert Path(name).name in reports[0].message
    with pytest.warns(NetworkWarning, match="language-assumed"):
        network = read(tmp_path)
    write(network, tmp_path)
    assert EN == (tmp_path / "content/network/index.md").read_text()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", f"disableLanguages = [0x{'f' * 4_000}]"),
        ("hugo.yaml", f"? 0x{'f' * 4_000}\n: 1"),
        ("hugo.yaml", f"languages: {{0x{'f' * 4_000}: {{}}}}"),
    ],
)
def test_a_configuration_with_a_number_that_cannot_be_written_is_reported(
    name: str, text: str, tmp_path: Path
) -> None:
    make(tmp_path, {name: text, "content/network/index.md": EN})
    reports, _ = findings(tmp_path / "content/network")
    assert ["language-assumed"] == [report.code for report in reports]
    with pytest.raises(ArgumentError, match=re.escape(name)):
        embedded(NETWORK, tmp_path)
