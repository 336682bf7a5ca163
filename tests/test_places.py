"""Countries and regions: what contains what, and by which names they are found."""

import copy
import importlib.util
import json
import pickle
import re
from collections.abc import Callable
from contextlib import suppress
from difflib import get_close_matches
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pycountry
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from leavex_network import Territory
from leavex_network.data import read_bytes
from leavex_network.errors import UnknownValueError, nearest
from leavex_network.formats.csv import COLUMNS
from leavex_network.pages.words import section_name, word_for
from leavex_network.places import gazetteer, iso, languages, name_index, name_keys
from leavex_network.text.folding import fold

CODES = sorted([*iso.countries(), "XK"])


def regions(code: str) -> set[str]:
    return {str(region) for region in Territory(code).regions}


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    in_the_world = {
        code for code in languages.language("en").territories if Territory(code).is_country
    }
    assert set(CODES) == in_the_world


def test_the_codes_are_those_of_pycountry() -> None:
    # The installed version may be older or newer than the table, by a country or two.
    by_pycountry = {country.alpha_2: country for country in pycountry.countries}
    shared = iso.countries() & by_pycountry.keys()
    assert len(shared) >= len(iso.countries()) - 2
    for code in shared:
        country = by_pycountry[code]
        assert (country.alpha_3, country.numeric) == iso.other_codes(code)
        assert code == iso.alpha_2(country.alpha_3) == iso.alpha_2(country.numeric)


@pytest.mark.parametrize(
    ("code", "name"), [("YU", "Yugoslavia"), ("DDR", "German Democratic"), ("TP", "East Timor")]
)
def test_a_withdrawn_code_is_known_with_its_name_and_its_end(code: str, name: str) -> None:
    [meaning] = iso.withdrawn(code)
    assert meaning.startswith(name)
    assert " (until " in meaning


def test_a_code_of_today_or_of_nothing_was_not_withdrawn() -> None:
    assert () == iso.withdrawn("DE") == iso.withdrawn("ZZ")


def test_without_the_files_of_pycountry_no_withdrawn_code_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database = type(pycountry.historic_countries)("no such file")
    monkeypatch.setattr(pycountry, "historic_countries", database)
    assert () == iso.withdrawn("YU")


def test_a_code_that_iso_3166_lacks_has_no_other_codes() -> None:
    assert () == iso.other_codes("XK") == iso.other_codes("150")
    assert {None} == {iso.alpha_2(code) for code in ("DE", "XKX", "150", "", "\u0662\u0667\u0666")}


@pytest.mark.parametrize(
    ("code", "inside"),
    [
        ("CY", {"145", "142", "EU", "150", "001"}),
        ("TW", {"030", "142", "001"}),
        ("XK", {"039", "150", "001"}),
        ("TR", {"145", "142", "001"}),
        ("RU", {"151", "150", "001"}),
        ("GB", {"154", "150", "001"}),
        ("DE", {"155", "EU", "150", "001"}),
        ("US", {"021", "003", "019", "001"}),
        ("MX", {"013", "003", "419", "019", "001"}),
        ("AQ", {"001"}),
        ("EU", {"150", "001"}),
        ("001", set()),
    ],
)
def test_containment_is_that_of_cldr_with_the_eu_in_europe(code: str, inside: set[str]) -> None:
    assert inside == regions(code)


def test_the_world_contains_every_other_territory() -> None:
    assert {"001"} == {
        code for code in languages.language("en").territories if "001" not in regions(code)
    }


def test_a_territory_is_its_code_and_one_object_for_each_code() -> None:
    germany = Territory("DE")
    assert germany == "DE"
    for twin in (
        Territory("DE"),
        pickle.loads(pickle.dumps(germany)),
        copy.copy(germany),
        copy.deepcopy(germany),
    ):
        assert germany is twin
    assert {"DE": 1}[germany] == 1
    with pytest.raises(AttributeError):
        germany.capital = "Berlin"


def test_a_territory_has_a_name_in_every_language_and_a_flag_where_there_is_one() -> None:
    germany, world = Territory("DE"), Territory("001")
    assert ("Germany", "Allemagne", "🇩🇪", True) == (
        germany.name,
        germany.name_in("fr"),
        germany.flag,
        germany.is_country,
    )
    assert ("world", "Welt", "", False) == (
        world.name,
        world.name_in("de"),
        world.flag,
        world.is_country,
    )
    assert ("🇪🇺", "🇽🇰", "Taiwan") == (
        Territory("EU").flag,
        Territory("XK").flag,
        Territory("TW").name,
    )


def test_a_name_falls_back_from_region_to_language_to_english() -> None:
    assert ["Deutschland", "Alemanha", "Alemanha", "Germany"] == [
        Territory("DE").name_in(code) for code in ("de-AT", "pt", "pt-BR", "ca")
    ]
    with pytest.raises(UnknownValueError):
        Territory("DE").name_in("klingon")


@pytest.mark.parametrize("code", ["de", "DEU", "UK", "ZZ", "XX", "276", "999", "", "Germany"])
def test_anything_but_a_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownValueError, match=rf"'{code}'.*'EU' or 'XK'"):
        Territory(code)


def test_a_territory_is_a_field_of_any_pydantic_model() -> None:
    adapter = TypeAdapter(list[Territory])
    assert [Territory("DE")] == adapter.validate_python(["DE"])
    assert b'["DE"]' == adapter.dump_json(adapter.validate_json('["DE"]'))
    assert "XK" in adapter.json_schema()["items"]["enum"]
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(["UK"])
    (error,) = caught.value.errors()
    assert ("unknown-territory", (0,)) == (error["type"], error["loc"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("XK", "XK"),
        ("Kosovo", "XK"),
        ("USA", "US"),
        ("EE.UU.", "US"),
        ("EE. UU.", "US"),
        ("U.S.A.", "US"),
        ("The Netherlands", "NL"),
        ("les Pays-Bas", "NL"),
        ("L’Allemagne", "DE"),
        ("die Schweiz", "CH"),
        ("Korea, Republic of", "KR"),
        ("Bosnia and Herzegovina", "BA"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("ÎLES ÅLAND", "AX"),
        ("Côte d'Ivoire", "CI"),
        ("Niederlande", "NL"),
        ("ألمانيا", "DE"),
        ("ドイツ", "DE"),
        ("Німеччина", "DE"),
        ("Γερμανία", "DE"),
        ("जर्मनी", "DE"),
        ("Россия", "RU"),
        ("Русия", "RU"),
        ("Русија", "RU"),
        ("Rusija", "RU"),
        ("Ρωσία", "RU"),
        ("Сирија", "SY"),
        ("Kosovë", "XK"),
        ("Ватыкан", "VA"),
        ("Taiwan", "TW"),
        ("United Kingdom", "GB"),
        ("Wlochy", "IT"),
        ("O\u02bbzbekiston", "UZ"),
        ("Ozbekiston", "UZ"),
        ("Korea,Republic of", "KR"),
        ("Korea (Republic of)", "KR"),
        ("Korea (the Republic of)", "KR"),
        ("Republic of Korea", "KR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("State of Palestine", "PS"),
        ("Palestine (State of)", "PS"),
        ("Taiwan (Province of China)", "TW"),
        ("Taiwan [Province of China]", "TW"),
        ("China, Taiwan Province of", "TW"),
        ("Congo (the Democratic Republic of the)", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Bahamas (the)", "BS"),
        ("Gambia, The", "GM"),
        ("Falkland Islands (the) [Malvinas]", "FK"),
        ("Netherlands (Kingdom of the)", "NL"),
        ("Germany, Federal Republic of", "DE"),
        ("Virgin Islands (U.S.)", "VI"),
        ("British Virgin Islands", "VG"),
        ("Saint Martin (French part)", "MF"),
        ("Allemagne (l\u2019)", "DE"),
        ("Corée (la République de)", "KR"),
        ("Korea, Republik", "KR"),
    ],
)
def test_a_country_is_found_by_what_people_call_it(text: str, code: str) -> None:
    assert code == gazetteer.country(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Europe", "150"),
        ("L'Europe", "150"),
        ("EU", "EU"),
        ("International", "001"),
        ("l'Afrique", "002"),
        ("Европа", "150"),
        ("Европейский союз", "EU"),
        ("019", "019"),
    ],
)
def test_a_region_is_found_by_what_people_call_it(text: str, code: str) -> None:
    assert code == gazetteer.region(text)


@pytest.mark.parametrize("language", languages.WITH_NAMES)
def test_every_name_in_every_language_finds_its_territory(language: str) -> None:
    known = languages.language(language)
    names = [(code, name) for code, name in known.territories.items()]
    names += [
        (code, name)
        for table in (known.variants, known.labels)
        for code, table_names in table.items()
        for name in table_names
    ]
    undecided = {
        (code, name) for code, name in names if gazetteer.by_name(name) != {Territory(code)}
    }
    # CLDR, or common use, gives both countries these names: neither is guessed.
    assert {name for _, name in undecided} <= {"Congo", "Kongo"}
    assert (known.code, known.direction) == (language, "rtl" if language == "ar" else "ltr")


def test_an_official_name_is_found_in_each_of_its_forms() -> None:
    wrong = []
    for code, names in name_index.iso_names().items():
        for name in names:
            forms = {*name_keys.forms(name), *inverted(name)}
            wrong += [form for form in forms if {code} != gazetteer.by_name(form)]
    # This name of the other Congo is ambiguous.
    assert ["Congo"] == wrong


def inverted(name: str) -> set[str]:
    """Return "Moldova, Republic of" and the like for "Republic of Moldova"."""
    head, of, tail = name.partition(" of ")
    article = "the " if tail.startswith("the ") else ""
    tail = tail.removeprefix("the ")
    if not of or not tail or "," in name:
        return set()
    last = f"{head} of {article}".strip()
    return {
        f"{tail}, {last}",
        f"{tail} ({last})",
        f"{tail} (the {last})",
        f"{tail.upper()}, THE {last.upper()}",
        f"the {name}",
        f"{name} (the)",
    }


SPELLINGS = sorted({each for several in name_index.spellings().values() for each in several})


@given(st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS), st.sampled_from([",", ", ", " , "]))
@example(name_index.Spelling("Guyana", "GY"), name_index.Spelling("Francia", "FR"), ", ")
@example(name_index.Spelling("Francia", "FR"), name_index.Spelling("Guyana", "GY"), ",")
@example(name_index.Spelling("Island", "IS"), name_index.Spelling("Norfolk", "NF"), ", ")
def test_two_names_are_never_one(
    one: name_index.Spelling, other: name_index.Spelling, comma: str
) -> None:
    assume(one.code != other.code and "," not in one.name + other.name)
    assert frozenset() == gazetteer.by_name(f"{one.name}{comma}{other.name}")


FORMS = [form for code in CODES for form in (code, *iso.other_codes(code))]
WRITTEN_CODES = sorted({*FORMS, *map(str.lower, FORMS)})


@given(st.sampled_from(WRITTEN_CODES), st.sampled_from(SPELLINGS))
@example("DE", name_index.Spelling("italien", "IT"))
@example("la", name_index.Spelling("Germany", "DE"))
def test_a_code_and_a_name_are_never_one_name(code: str, name: name_index.Spelling) -> None:
    assume("," not in name.name)
    assume(gazetteer.lookup(code) != gazetteer.by_name(name.name))
    for text in (f"{code}, {name.name}", f"{name.name}, {code}"):
        assert frozenset() == gazetteer.by_name(text)


@given(st.sampled_from(WRITTEN_CODES), st.text(max_size=20))
@example("US", "Virgin Islands")
@example("AO", "the")
def test_what_begins_with_a_code_and_a_comma_is_a_list(code: str, rest: str) -> None:
    assert frozenset() == gazetteer.by_name(f"{code}, {rest}")


DECORATED = ["{}.", "({})", "[{}]", "the {}", "{} (the)", "-{}", "{}'"]


@given(st.sampled_from(WRITTEN_CODES), st.sampled_from(DECORATED))
@example("MY", "{}.")
@example("ao", "the {}")
def test_a_code_with_something_around_it_is_never_another_country(code: str, form: str) -> None:
    assert gazetteer.lookup(form.format(code)) <= gazetteer.lookup(code)


def test_only_congo_names_several_territories() -> None:
    ambiguous = {key for key in name_index.spellings() if len(gazetteer.by_name(key)) > 1}
    assert {"congo", "kongo"} == ambiguous


@pytest.mark.parametrize("text", ["", " ", "\u3000", "Germany" + " " * 200, "x" * 201])
def test_a_blank_and_a_very_long_text_name_nothing(text: str) -> None:
    assert frozenset() == gazetteer.by_name(text)
    assert [] == gazetteer.countries_of_part(text)


@given(st.text(max_size=12))
def test_any_text_finds_only_known_territories(text: str) -> None:
    for territory in gazetteer.by_name(text):
        assert territory in Territory("001").regions | {
            Territory(code) for code in languages.language("en").territories
        }


@given(st.sampled_from(CODES), st.sampled_from(languages.WITH_NAMES))
def test_case_accents_dots_and_apostrophes_do_not_matter(code: str, language: str) -> None:
    name = Territory(code).name_in(language)
    for spelling in (
        name.upper(),
        name.lower(),
        f" {name.replace('-', ' ')} ",
        name.replace("’", "'"),
        name.replace("é", "e"),
    ):
        assert gazetteer.by_name(name) == gazetteer.by_name(spelling)


def test_the_languages_with_names_are_those_with_a_file() -> None:
    from importlib.resources import files

    assert sorted(languages.WITH_NAMES) == sorted(
        path.name.removesuffix(".json")
        for path in files("leavex_network.data").joinpath("languages").iterdir()
    )


@pytest.mark.parametrize(
    ("key", "name"),
    [("initiatives", "initiative"), ("petitions", "petition"), ("concluded", "concluded")],
)
@pytest.mark.parametrize("code", languages.WITH_NAMES)
def test_each_heading_of_a_language_opens_its_section(code: str, key: str, name: str) -> None:
    headings = languages.language(code).page[key]
    assert {name} == {section_name(heading) for heading in headings}
    assert len(headings) == len({fold(heading) for heading in headings})


def test_the_heading_that_is_written_is_the_first_of_its_list() -> None:
    written = [
        "المنتهية", "Ukončené", "Abgeschlossen", "Concluded", "Concluidas", "Päättyneet",
        "Terminées", "Lezárult", "Concluse", "終了", "Afgesloten", "Zakończone", "Concluídas",
        "Încheiate", "Avslutade", "Sona erenler", "Завершені",
    ]  # fmt: skip
    assert written == [word_for("concluded", code) for code in languages.WITH_NAMES]


def word_key(word: str) -> str:
    """Return what people do not vary in a word: no case, accents, spaces, hyphens and slashes."""
    return re.sub(r"[\W_]+", "", fold(word))


def meanings(code: str, table: str) -> dict[str, set[str]]:
    """Return what each word of a language means in a table: the columns, or the statuses."""
    keys: dict[str, set[str]] = {}
    for meaning, words in getattr(languages.language(code), table).items():
        for word in words:
            keys.setdefault(word_key(word), set()).add(meaning)
    return keys


@pytest.mark.parametrize("code", languages.WITH_NAMES)
def test_each_column_and_status_has_words_of_which_none_stands_twice(code: str) -> None:
    words = languages.language(code)
    assert [name for name in COLUMNS if name != "extra"] == sorted(words.columns, key=COLUMNS.index)
    assert {"active", "concluded"} == words.statuses.keys()
    lists = [*words.columns.values(), *words.statuses.values()]
    assert [] == [keys for keys in lists if len(set(map(word_key, keys))) != len(keys)]
    assert "" not in {*meanings(code, "columns"), *meanings(code, "statuses")}


@pytest.mark.parametrize("table", ["columns", "statuses"])
def test_no_word_has_two_meanings_in_a_table_in_any_two_languages(table: str) -> None:
    keys: dict[str, set[str]] = {word_key(name): {name} for name in COLUMNS}
    for code in languages.WITH_NAMES:
        for word, names in meanings(code, table).items():
            keys.setdefault(word, set()).update(names)
    # Here are listed the words that have two, if they cannot be avoided.
    assert {} == {word: names for word, names in keys.items() if len(names) > 1}


@pytest.mark.parametrize("code", languages.WITH_NAMES)
def test_no_word_for_an_active_petition_is_a_heading_of_concluded_ones(code: str) -> None:
    words = languages.language(code)
    headings = {word_key(heading) for heading in words.page["concluded"]}
    assert headings.isdisjoint(map(word_key, words.statuses["active"]))


@pytest.mark.parametrize("word", ["Notizen", "Notes", "Bemerkungen", "Quelle", "Ort"])
def test_a_header_that_may_mean_something_else_is_no_word_of_a_column(word: str) -> None:
    known = {key for code in languages.WITH_NAMES for key in meanings(code, "columns")}
    assert word_key(word) not in known


CONCLUDED = {
    "ar": ("المؤرشفة", "أرشيف", "العرائض الناجحة", "لم تعد نشطة", "العرائض السابقة"),
    "cs": ("Archiv", "Archivované petice", "Vyhrané", "Úspěšné petice", "Již neaktivní", "Bývalé"),
    "de": ("Archiv", "Archivierte Petitionen", "Gewonnen", "Erfolgreich", "Nicht mehr aktiv"),
    "en": (
        "Archived", "Archive", "Ended", "Past", "Won", "Successful", "Closed", "Finished",
        "Completed", "Expired", "No longer active", "Former", "Past petitions",
        "Petitions that were won", "Ended petitions",
    ),
    "es": ("Archivadas", "Archivo", "Ganadas", "Exitosas", "Peticiones que ya no están activas"),
    "fi": ("Arkisto", "Arkistoidut vetoomukset", "Onnistuneet", "Umpeutuneet", "Entiset"),
    "fr": ("Archives", "Pétitions archivées", "Gagnées", "Pétitions abouties", "Inactives"),
    "hu": ("Archívum", "Archivált petíciók", "Megnyert", "Sikeres petíciók", "Már nem aktív"),
    "it": ("Archivio", "Petizioni archiviate", "Vinte", "Di successo", "Non più attive"),
    "ja": ("アーカイブ", "過去", "成功した署名", "期限切れ", "受付終了", "完了"),
    "nl": ("Archief", "Gearchiveerde petities", "Gewonnen", "Succesvol", "Niet meer actief"),
    "pl": ("Archiwum", "Petycje zarchiwizowane", "Wygrane", "Zakończone sukcesem", "Byłe"),
    "pt-PT": ("Arquivo", "Petições arquivadas", "Ganhas", "Bem-sucedidas", "Inativas"),
    "ro": ("Arhivă", "Petiții arhivate", "Câștigate", "De succes", "Foste petiții", "Expirate"),
    "sv": ("Arkiv", "Arkiverade namninsamlingar", "Vunna", "Framgångsrika", "Inte längre aktiva"),
    "tr": ("Arşiv", "Arşivlenmiş imza kampanyaları", "Kazanılanlar", "Başarılı", "SÜRESİ DOLANLAR"),
    "uk": ("Архів", "Архівні петиції", "Виграні", "Успішні петиції", "Більше не активні"),
}  # fmt: skip
"""Headings of petitions that are over: archived, won, no longer active and the like."""


@pytest.mark.parametrize("code", languages.WITH_NAMES)
def test_usual_headings_of_petitions_that_are_over_are_read(code: str) -> None:
    assert {"concluded"} == {section_name(heading) for heading in CONCLUDED[code]}


@pytest.mark.parametrize(
    "heading",
    ["Sign these", "Our friends", "Over", "Over ons", "Victories", "News archive", "Links", "Old"],
)
def test_a_heading_that_may_mean_something_else_is_not_guessed(heading: str) -> None:
    assert section_name(heading) is None


@pytest.mark.parametrize(
    "heading", ["Active petitions", "Laufende Petitionen", "Pétitions en cours", "Petitions (3)"]
)
def test_headings_of_petitions_that_run_are_read(heading: str) -> None:
    assert "petition" == section_name(heading)


PARTS = {
    "England": "GB",
    "Scotland": "GB",
    "Northern Ireland": "GB",
    "Ireland, Northern": "GB",
    "Engeland": "GB",
    "Schottland": "GB",
    "Écosse": "GB",
    "Anglia": "GB",
    "イングランド": "GB",
    "BAVARIA": "DE",
    "Bayern": "DE",
    "Bavière": "DE",
    "Catalonia": "ES",
    "Catalunya": "ES",
    "Cataluña": "ES",
    "Flanders": "BE",
    "Wallonia": "BE",
    "Région wallonne": "BE",
    "Tuscany": "IT",
    "Texas": "US",
    "Québec": "CA",
    "Lodz": "PL",
    "the Crimea": "UA",
    "DE-BY": "DE",
    "us-ga": "US",
}


@pytest.mark.parametrize(("text", "code"), PARTS.items(), ids=PARTS)
@pytest.mark.parametrize("ask", [gazetteer.country, gazetteer.region])
def test_a_part_of_a_country_is_answered_with_the_country(
    ask: Callable[[str], Territory], text: str, code: str
) -> None:
    with pytest.raises(UnknownValueError) as caught:
        ask(text)
    assert (code,) == caught.value.suggestions
    assert code in str(caught.value)


def test_a_part_of_several_countries_is_answered_with_all_of_them() -> None:
    with pytest.raises(UnknownValueError) as caught:
        gazetteer.country("Limburg")
    assert ("BE", "NL") == caught.value.suggestions


def test_every_part_of_a_country_that_pycountry_names_is_known() -> None:
    unknown = []
    parts = list(pycountry.subdivisions)
    for part in parts:
        if part.country_code not in gazetteer.countries_of_part(part.code):
            unknown.append(part.code)
        countries = gazetteer.countries_of_part(part.name)
        if part.country_code not in countries and not gazetteer.by_name(part.name):
            unknown.append(part.name)
    # Other versions of pycountry have other names.
    is_prepared = metadata.version("pycountry") == prepared_from()
    assert len(unknown) <= (0 if is_prepared else len(parts) // 10), unknown


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Deutschlnd", "Deutschland", "DE"),
        ("Germny", "Germany", "DE"),
        ("Alemnia", "Alemania", "DE"),
        ("Osterreih", "Österreich", "AT"),
        ("Wlochyy", "Włochy", "IT"),
        ("フランズス", "フランス", "FR"),
        ("Prussia", "Russia", "RU"),
        ("Korea, Repulic of", "Korea, Republic of", "KR"),
    ],
)
def test_a_suggestion_is_a_spelling_of_its_language_with_its_code(
    text: str, name: str, code: str
) -> None:
    with pytest.raises(UnknownValueError) as caught:
        gazetteer.country(text)
    assert code == caught.value.suggestions[0]
    assert f"'{name}' ({code})" in str(caught.value)


WORDS = st.text("aeinorst", max_size=10)


@given(WORDS, st.lists(WORDS, max_size=30, unique=True))
@example("iarn", ["iran", "iraq", "nari"])
def test_the_bound_that_spares_comparisons_leaves_out_nothing_near(
    word: str, known: list[str]
) -> None:
    assert get_close_matches(word, known, n=3, cutoff=0.72) == nearest(word, known)


@pytest.mark.parametrize("text", ["GRM", "Qz", "7", "独逸国", "G.R.M.", "(grm)", "Eup"])
def test_nothing_is_suggested_for_three_letters_or_fewer(text: str) -> None:
    for ask in (gazetteer.country, gazetteer.region):
        with pytest.raises(UnknownValueError) as caught:
            ask(text)
        assert () == caught.value.suggestions


@pytest.mark.parametrize("name", ["territories.tsv", "parts.tsv"])
def test_every_line_of_a_prepared_table_is_found(name: str) -> None:
    lines = read_bytes(f"names/{name}").decode().splitlines()
    for line in (*lines[:20], *lines[::97], *lines[-20:]):
        digest, *columns = line.split("\t")
        assert columns == name_index._columns(name, digest)
        for other in (f"{digest}0", f"{digest[:-1]}g", f"0{digest}"):
            assert [] == name_index._columns(name, other)
    for digest in ("0" * 16, "f" * 16):
        assert [] == name_index._columns(name, digest)


def test_every_name_of_a_bundled_language_is_found() -> None:
    for spellings in name_index.spellings().values():
        for name, code in spellings:
            assert code in gazetteer.by_name(name)


@pytest.mark.parametrize(
    "text", ["\u200fGermany", "DE\u200e", "\uff24\uff25", "\uff12\uff17\uff16", "\ufeffDE", " de "]
)
def test_marks_of_direction_and_full_width_codes_are_understood(text: str) -> None:
    assert "DE" == gazetteer.country(text)


def test_a_part_of_a_country_is_known_with_marks_of_direction() -> None:
    assert ["GB"] == gazetteer.countries_of_part("\u200fEngland\u202c")


def test_a_letter_whose_capitals_are_a_code_is_none() -> None:
    assert frozenset() == gazetteer.lookup("\u00df")


def test_half_a_surrogate_pair_names_no_territory() -> None:
    assert frozenset() == gazetteer.by_name("\ud800")


@given(st.text(max_size=12))
def test_any_text_is_answered_with_a_territory_or_an_error_of_ours(text: str) -> None:
    for ask in (gazetteer.country, gazetteer.region):
        with suppress(UnknownValueError):
            assert isinstance(ask(text), Territory)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = Path(__file__).resolve().parent.parent / "scripts" / "names.py"
    spec = importlib.util.spec_from_file_location("names", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_prepared_names_agree_with_those_of_the_installed_pycountry(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = script.contents()
    assert [] == script.problems(files)
    stale = {**files, "parts.tsv": files["parts.tsv"].replace("\tDE\n", "\tAT\n", 1)}
    monkeypatch.setattr(script, "VERSION", prepared_from())
    assert script.problems(stale)
    # In another version, some names are others, but few are another country's.
    monkeypatch.setattr(script, "VERSION", "0")
    assert [] == script.problems(stale)
    wrong = {**files, "parts.tsv": files["parts.tsv"].replace("\tDE\n", "\tAT\n")}
    assert 100 < len(script.problems(wrong))


def prepared_from() -> str:
    """Return the version of pycountry from which the indexes were prepared."""
    version: str = json.loads(read_bytes("names/index.json"))["pycountry"]
    return version
