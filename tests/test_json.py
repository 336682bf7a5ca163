"""JSON: every problem is reported at its position, and the same network is the same text."""

import gc
import json
import re
import sys
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import jsonschema
import pytest
from helpers import Bad, facts
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from strategies import mutated, networks

from leavex_network import (
    DataError,
    Entry,
    Finding,
    Network,
    NetworkError,
    Petition,
    collector,
    dumps,
    loads,
)
from leavex_network.data import read_bytes
from leavex_network.files.checking import of_json
from leavex_network.findings import CODES
from leavex_network.formats import bounds
from leavex_network.formats.error_messages import explain
from leavex_network.formats.json import cursor
from leavex_network.formats.json.offsets import first_too_deep
from leavex_network.text.characters import INVISIBLE_FORMATS

SCHEMA = jsonschema.Draft202012Validator(json.loads(read_bytes("network.schema.json")))
SIMPLE = '{"kind": "petition", "id": "x", "name": "X", "url": "https://x.example"}'


def document(*entries: str, about: str = "{}", version: str = "1") -> str:
    """Return a network's JSON with each entry on a line of its own, from the second on."""
    return (
        f'{{"version": {version}, "about": {about}, "entries": [\n' + ",\n".join(entries) + "\n]}\n"
    )


def entry(**fields: Any) -> str:
    """Return the JSON of an entry with these fields."""
    return json.dumps(
        {"kind": "petition", "id": "x", "name": "X", "url": "https://x.example", **fields}
    )


def refusal(text: str | bytes) -> DataError:
    """Return the error that reading a text raises."""
    with pytest.raises(DataError) as caught:
        loads(text, file="network.json")
    assert all(problem.code in CODES and problem.remedy for problem in caught.value.problems)
    return caught.value


def problems(text: str | bytes) -> tuple[Finding, ...]:
    """Return the problems that reading a text reports."""
    return refusal(text).problems


def test_a_network_is_read_from_text_or_bytes() -> None:
    assert "X" == loads(document(SIMPLE))[0].name == loads(document(SIMPLE).encode())[0].name


@given(networks)
def test_a_written_network_is_read_back(network: Network[Entry]) -> None:
    text = dumps(network)
    assert network == loads(text)
    assert text == dumps(loads(text))


@given(networks)
def test_a_written_network_is_valid_by_the_published_schema(network: Network[Entry]) -> None:
    SCHEMA.validate(json.loads(dumps(network)))


def test_the_schema_is_itself_valid_and_so_is_the_bundled_network() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    SCHEMA.validate(json.loads(read_bytes("network.json")))


def test_the_schema_describes_every_field() -> None:
    definitions = SCHEMA.schema["$defs"].items()
    models = [model for name, model in definitions if name not in ("Territory", "Entry")]
    assert len(models) == 9
    assert all(
        field["description"]
        for model in [SCHEMA.schema, *models]
        for field in model["properties"].values()
    )


@pytest.mark.parametrize(
    "text",
    [
        entry(nmae="Y"),
        entry(id="X"),
        entry(territories=["UK"]),
        entry(url="ftp://x.example"),
        entry(hashtags=["#x"]),
        '{"id": "x"}',
    ],
)
def test_the_schema_refuses_what_reading_refuses(text: str) -> None:
    assert not SCHEMA.is_valid(json.loads(document(text)))
    problems(document(text))


def test_changing_one_field_changes_one_line(network: Network[Entry]) -> None:
    before = dumps(network).splitlines()
    for entry_id, update in {
        "leavex": {"url": "https://leavex.eu/other"},
        "juntas": {"hashtags": ("juntas", "vamonos")},
        "escapex": {"territories": ("EU",)},
    }.items():
        changed = [
            entry.model_copy(update=update) if entry.id == entry_id else entry for entry in network
        ]
        after = dumps(Network(changed, about=network.about)).splitlines()
        assert 1 == sum(old != new for old, new in zip(before[2:], after[1:], strict=True))


def test_the_address_of_the_schema_is_kept() -> None:
    text = document(SIMPLE).replace("{", '{"$schema": "https://x.example/s.json", ', 1)
    assert loads(text) == loads(document(SIMPLE))
    assert '"$schema": "https://x.example/s.json"' in dumps(loads(text).localize("de")[:1])


@given(
    st.text("aeo각क़\u0301\u0316\u0323\u093c\u05e9\u05bc\u1100\u1161 ", max_size=12).map(str.strip)
)
def test_a_text_of_python_is_composed_and_read_from_json_again(text: str) -> None:
    try:
        petition = Petition(id="x", name=text, url="https://x.example", description=text)
    except ValidationError:
        return
    assert normalize("NFC", text) == petition.name == petition.description
    network = Network([petition])
    assert network == loads(dumps(network))


def test_a_text_that_is_too_long_when_it_is_composed_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        Petition(id="x", name="\u0958" * 1_000, url="https://x.example")
    (detail,) = caught.value.errors()
    assert ("invalid-text", ("name",)) == (detail["type"], detail["loc"])


def test_the_address_of_an_accepted_finding_is_kept_in_any_form() -> None:
    address = "https://x.example/e\u0301"
    accepted = json.dumps({"code": "unread-link", "addresses": [address], "why": "It stays."})
    network = loads(document(SIMPLE, about=f'{{"accepted": [{accepted}]}}'))
    assert (address,) == network.about.accepted[0].addresses
    assert network == loads(dumps(network))


def test_a_localized_network_is_written_in_its_language_without_translations(
    network: Network[Entry],
) -> None:
    german = json.loads(dumps(network.localize("de")))
    assert ("Netzwerk", "de") == (german["about"]["title"], german["about"]["language"])
    assert not [entry for entry in german["entries"] if "translations" in entry]


def test_no_invisible_character_is_printable() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert [] == [found for found in re.findall(INVISIBLE_FORMATS, every) if found.isprintable()]


def test_an_invisible_character_is_escaped_in_the_text() -> None:
    description = "a \u2068b\u2069 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    text = dumps(loads(document(entry(description=description))))
    assert r"a \u2068b\u2069 🏴\udb40\udc67" in text
    assert not set(text) & set(description[1:]) - set("ab 🏴")
    assert description == loads(text)[0].description


BAD_ENTRIES = {
    "unknown key": Bad(entry(nmae="Y"), "unknown-key", "2:74", "x", suggestion="'name'"),
    "unknown key, near none": Bad(
        entry(zzzzzz=1), "unknown-key", "2:74", "x", suggestion="kind, id, name,"
    ),
    "unknown key of a translation": Bad(
        entry(translations={"de": {"title": "X"}}),
        "unknown-key",
        "2:98",
        "x",
        "translations.de",
        "name, url, description, of",
    ),
    "missing key": Bad('{"kind": "petition", "id": "x", "name": "X"}', "missing-key", "2:1", "x"),
    "no kind": Bad('{"id": "x"}', "missing-key", "2:1", "x", suggestion="'petition'"),
    "unknown kind": Bad(
        entry(kind="Petition"), "unknown-kind", "2:10", "x", "kind", suggestion="'petition'"
    ),
    "duplicate key": Bad(
        '{"kind": "petition", "id": "x", "name": "X", "name": "Y", "url": "https://x.example"}',
        "duplicate-key",
        "2:46",
        "x",
        "name",
    ),
    "URL without a scheme": Bad(
        entry(url="www.x.example"), "invalid-url", "2:53", "x", "url", "'https://www.x.example'"
    ),
    "unknown territory": Bad(
        entry(territories=["DE", "Germny"]),
        "unknown-territory",
        "2:96",
        "x",
        "territories.1",
        "ISO 3166-1 alpha-2",
    ),
    "unknown language": Bad(
        entry(translations={"dee": {"name": "Y"}}),
        "unknown-language",
        "2:91",
        "x",
        "translations.dee",
        "BCP 47",
    ),
    "concluded before listed": Bad(
        entry(status="concluded", listed="2026-02-01", concluded="2026-01-13"),
        "days-contradict",
        "2:1",
        "x",
    ),
    "concluded and active": Bad(
        entry(concluded="2026-01-13"), "days-contradict", "2:1", "x", suggestion="'concluded'"
    ),
    "control character in a name": Bad(entry(name="a\x1bb"), "invalid-text", "2:41", "x", "name"),
    "direction mark in a name": Bad(entry(name="a\u202eb"), "invalid-text", "2:41", "x", "name"),
    "invisible character in a name": Bad(
        entry(name="a\u200bb"), "invalid-text", "2:41", "x", "name"
    ),
    "name in another form": Bad(
        entry(name="E\u0301te\u0301"), "invalid-text", "2:41", "x", "name", "'Été'"
    ),
    "hashtag in another form": Bad(
        entry(hashtags=["e\u0301"]), "invalid-text", "2:87", "x", "hashtags.0", "'é'"
    ),
    "description in another form": Bad(
        entry(description="a \u212b"), "invalid-text", "2:89", "x", "description", "'a Å'"
    ),
    "empty name": Bad(entry(name=""), "invalid-text", "2:41", "x", "name"),
    "line break in a description": Bad(
        entry(description="a\nb"), "invalid-text", "2:89", "x", "description"
    ),
    "half a surrogate pair": Bad(entry(name="\ud800"), "invalid-text", "2:41", "x", "name"),
    "bad id": Bad(entry(id="X Y"), "bad-id", "2:28", "X Y", "id", "'x-y'"),
    "number for a text": Bad(entry(name=5), "bad-value", "2:41", "x", "name"),
    "text for a list": Bad(entry(hashtags="x"), "bad-value", "2:86", "x", "hashtags"),
    "number for an entry": Bad("5", "bad-value", "2:1", "entry 1"),
    "number for an id": Bad(entry(id=5), "bad-value", "2:28", "entry 1", "id"),
    "unknown status": Bad(entry(status="open"), "bad-value", "2:84", "x", "status"),
    "day in another format": Bad(
        entry(listed="20.1.2025"), "bad-value", "2:84", "x", "listed", "YYYY-MM-DD"
    ),
    "day as a number": Bad(
        entry(listed=1737331200), "bad-value", "2:84", "x", "listed", "YYYY-MM-DD"
    ),
    "unknown source": Bad(entry(sources=["s1"]), "unknown-source", "2:86", "x", "sources.0"),
    "repeated value": Bad(
        entry(territories=["DE", "DE"]), "repeated-value", "2:89", "x", "territories"
    ),
    "object for a list": Bad(entry(aliases={}), "bad-value", "2:85", "x", "aliases"),
}


@pytest.mark.parametrize("bad", BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_a_problem_of_an_entry_is_reported_at_its_position_with_a_remedy(bad: Bad) -> None:
    (finding,) = problems(document(str(bad.text)))
    assert bad.facts == facts(finding)
    assert bad.suggestion in finding.remedy


SOURCE = '{"sources": {"%s": {"url": "https://x.example", %s"date": "2025-01-01"}}}'

A_SOURCE = '"a": {"url": "https://x.example", "date": "2025-01-01"}'

BAD_FILES = {
    "not JSON": Bad("{", "invalid-json", "1:2"),
    "text behind the JSON": Bad(document(SIMPLE) + "x", "invalid-json", "4:1"),
    "empty file": Bad("", "invalid-json", "1:1", suggestion='"entries": []'),
    "broken UTF-8": Bad(b'{"about":\n "\xff', "broken-utf-8", "2:3", suggestion="UTF-8"),
    "UTF-16": Bad("{}".encode("utf-16-le"), "invalid-json", "1:2"),
    "UTF-16 with a mark": Bad(
        b"\xff\xfe" + "{}".encode("utf-16-le"), "broken-utf-8", "1:1", suggestion="UTF-8"
    ),
    "byte order mark": Bad("\ufeff{}", "byte-order-mark", "1:1", suggestion="UTF-8"),
    "100,000 lists inside each other": Bad("[" * 100_000, "too-deep", "1:101"),
    "100,000 objects inside each other": Bad('{"a":' * 100_000, "too-deep", "1:501"),
    "newer version": Bad(
        document(entry(novelty=1), version="2"),
        "newer-version",
        "1:13",
        None,
        "version",
        "leavex-network",
    ),
    "older version": Bad(document(SIMPLE, version="0"), "bad-value", "1:13", None, "version"),
    "version that is no number": Bad(
        document(SIMPLE, version="true"), "bad-value", "1:13", None, "version", "1"
    ),
    "list for a network": Bad("[]", "bad-value", "1:1"),
    "number for a network": Bad("5", "bad-value", "1:1"),
    "no entries": Bad('{"version": 1, "about": {}}', "missing-key", "1:1"),
    "object for the entries": Bad(
        '{"about": {}, "entries": {}}', "bad-value", "1:26", None, "entries"
    ),
    "half of a surrogate pair in a key": Bad(
        document(SIMPLE, about='{"\\ud800": 1}'), "invalid-text", "1:25", None, "about"
    ),
    "NaN": Bad(document(SIMPLE, version="NaN"), "invalid-json", "1:13"),
    "number of 5,000 digits": Bad(document(SIMPLE, version="9" * 5_000), "invalid-json", "1:13"),
    "unknown key of the file": Bad(
        document(SIMPLE).replace("{", '{"abuot": {}, ', 1),
        "unknown-key",
        "1:2",
        suggestion="'about'",
    ),
    "schema by another name": Bad(
        document(SIMPLE).replace("{", '{"schema_address": "x", ', 1),
        "unknown-key",
        "1:2",
        suggestion="$schema",
    ),
    "bad key of a source": Bad(
        document(SIMPLE, about=SOURCE % ("a b", "")), "bad-id", "1:38", None, "about.sources.a b"
    ),
    "unknown key of a source": Bad(
        document(SIMPLE, about=SOURCE % ("a", '"day": "2025-01-01", ')),
        "unknown-key",
        "1:72",
        None,
        "about.sources.a",
        "url, date",
    ),
    "translation into its own language": Bad(
        document(SIMPLE, about='{"translations": {"en": {"title": "X"}}}'),
        "unknown-language",
        "1:49",
        None,
        "about.translations.en",
    ),
    "unknown key of a translation of the file": Bad(
        document(SIMPLE, about='{"translations": {"de": {"titel": "X"}}}'),
        "unknown-key",
        "1:50",
        None,
        "about.translations.de",
        "'title'",
    ),
    "address of an accepted finding with a line break": Bad(
        document(SIMPLE, about='{"accepted": [{"code": "x", "addresses": ["a\\nb"], "why": "x"}]}'),
        "invalid-text",
        "1:67",
        None,
        "about.accepted.0.addresses.0",
    ),
    "list for an object": Bad(
        document(SIMPLE, about='{"sources": []}'), "bad-value", "1:37", None, "about.sources"
    ),
    "text that is too long": Bad(
        document(entry(name="x" * 1_000_000)), "too-large", "2:1", suggestion="Divide"
    ),
    "text without an end that is too long": Bad('{"' + "x" * 2_000_000, "too-large", "1:2"),
    "list that ends behind the longest value": Bad(
        document("[" + "0," * 1_000_000 + "0]"), "too-large", "2:1"
    ),
    "very many values in an entry": Bad(
        document(SIMPLE, entry(hashtags=["x"] * 10_001)), "too-large", "3:1"
    ),
    "very many values in lists of lists": Bad(
        document(entry(x=[[1] * 5_000] * 3)), "too-large", "2:1"
    ),
    "very many keys of the file": Bad(
        json.dumps({f"k{number}": 1 for number in range(101)}), "too-large", "1:992"
    ),
    "very many keys in about": Bad(
        document(SIMPLE, about=json.dumps({f"k{number}": 1 for number in range(101)})),
        "too-large",
        "1:1016",
    ),
    "repeated key of the file": Bad(
        document(SIMPLE).replace("{", '{"version": 1, ', 1),
        "duplicate-key",
        "1:16",
        None,
        "version",
    ),
    "repeated key of a source": Bad(
        document(
            SIMPLE, about=SOURCE.replace("%s", "a", 1).replace("%s", "")[:-2] + f", {A_SOURCE}}}}}"
        ),
        "duplicate-key",
        "1:95",
        None,
        "about.sources.a",
    ),
    "repeated list of entries": Bad(
        document(SIMPLE).replace("{", '{"entries": [], ', 1),
        "duplicate-key",
        "1:44",
        None,
        "entries",
    ),
    "unknown key of an accepted finding": Bad(
        document(SIMPLE, about='{"accepted": [{"code": "x", "why": "y", "entry": ["x"]}]}'),
        "unknown-key",
        "1:65",
        None,
        "about.accepted.0",
        "code, entries,",
    ),
    "repeated key of an accepted finding": Bad(
        document(SIMPLE, about='{"accepted": [{"code": "x", "why": "y", "why": "z"}]}'),
        "duplicate-key",
        "1:65",
        None,
        "about.accepted.0.why",
    ),
    "list for the sources": Bad(
        document(SIMPLE, about='{"sources": []}'), "bad-value", "1:37", None, "about.sources"
    ),
    "object for the accepted findings": Bad(
        document(SIMPLE, about='{"accepted": {}}'), "bad-value", "1:38", None, "about.accepted"
    ),
    "list for about": Bad(document(SIMPLE, about="[]"), "bad-value", "1:25", None, "about"),
    "key without quotes": Bad("{about: {}}", "invalid-json", "1:2"),
    "key without a colon": Bad('{"about" {}}', "invalid-json", "1:10"),
    "list without an end": Bad('{"entries": [1 2]}', "invalid-json", "1:16"),
    "unknown key with a hostile name": Bad(
        document(SIMPLE, about='{"\\u001b[31m": 1}'),
        "unknown-key",
        "1:26",
        None,
        "about",
        "title, description,",
    ),
}


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
def test_a_problem_of_a_file_is_reported_at_its_position_with_a_remedy(bad: Bad) -> None:
    (finding,) = problems(bad.text)
    assert bad.facts == facts(finding)
    assert bad.suggestion in finding.remedy


NESTED_DUPLICATE = document(SIMPLE, about='{"x": [1, {"a": 1, "a": 2}]}')
SEVERAL_PROBLEMS = document(
    entry(url="x"), SIMPLE, entry(id="y", aliases=["x"], nmae=1), about='{"languag": "en"}'
)


def test_a_duplicate_key_inside_an_unknown_key_is_reported() -> None:
    assert [
        ("unknown-key", "1:26", None, "about"),
        ("duplicate-key", "1:44", None, "about.x.1.a"),
    ] == [facts(problem) for problem in problems(NESTED_DUPLICATE)]


def test_all_problems_are_reported_at_once_in_the_order_of_the_text() -> None:
    assert [
        ("unknown-key", "1:26", None, "about"),
        ("invalid-url", "2:53", "x", "url"),
        ("duplicate-id", "3:28", "x", "id"),
        ("duplicate-id", "4:86", "y", "aliases.0"),
        ("unknown-key", "4:92", "y", None),
    ] == [facts(problem) for problem in problems(SEVERAL_PROBLEMS)]


def test_an_id_that_occurs_twice_is_reported_once() -> None:
    assert [("duplicate-id", "3:28", "x", "id")] == list(
        map(facts, problems(document(SIMPLE, SIMPLE)))
    )


def test_an_alias_that_is_the_id_of_its_entry_is_reported_once() -> None:
    text = document(entry(aliases=["x"]))
    assert [("duplicate-id", "x", "aliases.0")] == [
        (problem.code, problem.entry, problem.field) for problem in problems(text)
    ]


def test_a_repeated_id_is_reported_beside_a_version_that_is_none() -> None:
    codes = [problem.code for problem in problems(document(SIMPLE, SIMPLE, version="0"))]
    assert ["bad-value", "duplicate-id"] == codes


WITH_SURROGATE = r'"\ud800"'


@pytest.mark.parametrize(
    "text",
    [
        f'{{{WITH_SURROGATE}: 1, "about": {{}}, "entries": []}}',
        document(about=f"{{{WITH_SURROGATE}: 1}}"),
        document(about=f'{{"translations": {{"de": {{{WITH_SURROGATE}: 1}}}}}}'),
        document(f'{{{WITH_SURROGATE}: 1, "kind": "petition"}}'),
        document(entry(status="\ud800")),
        document(entry(name="\ud800")),
    ],
)
def test_half_of_a_surrogate_pair_is_named_by_its_code_point(text: str) -> None:
    messages = [problem.message for problem in problems(text)]
    assert any("U+D800" in message for message in messages)
    assert not any("raw data" in message for message in messages)


def test_a_duplicate_key_is_reported_with_the_other_problems() -> None:
    text = document('{"kind": "petition", "id": "x", "name": "X", "name": "Y", "url": "x"}')
    assert ["duplicate-key", "invalid-url"] == [problem.code for problem in problems(text)]


def test_an_error_holds_a_hundred_problems_and_counts_the_rest() -> None:
    error = refusal(document(*["5"] * 150))
    assert (100, 50) == (len(error.problems), error.omitted)


def test_an_error_has_a_line_for_each_problem_and_one_for_those_omitted() -> None:
    lines = str(refusal(document(*["5"] * 150))).splitlines()
    assert (101, "network.json:2:1: [bad-value] ") == (len(lines), lines[0][:30])


def test_a_problem_names_its_file_line_entry_and_field() -> None:
    with pytest.raises(DataError) as caught:
        loads(document(SIMPLE, entry(id="y", listed="x")))
    problem = caught.value.problems[0]
    assert ("bad-value", "3:84", "y", "listed") == facts(problem)
    assert problem.file == "<text>"
    assert isinstance(caught.value, ValueError)


def test_a_finding_without_a_position_prints_its_code_and_message() -> None:
    assert "[too-large] too much." == str(Finding(code="too-large", message="too much."))


def test_reading_stops_far_behind_the_last_problem_that_is_held() -> None:
    bad = ",".join(["5"] * 100)
    complete = refusal(document(bad, " " * 900_000 + "5", "5"))
    assert (100, 2, True) == (len(complete.problems), complete.omitted, complete.is_complete)
    stopped = refusal(document(bad, " " * 1_000_000 + "5", "5", "["))
    assert (100, 1, False) == (len(stopped.problems), stopped.omitted, stopped.is_complete)
    assert "at least 1 more" in str(stopped)


def test_reading_stops_at_ten_thousand_problems() -> None:
    error = refusal(document(*["5"] * 20_000))
    assert (100, 9_901, False) == (len(error.problems), error.omitted, error.is_complete)


def test_reading_stops_at_ten_thousand_problems_of_accepted_findings() -> None:
    error = refusal(document(SIMPLE, about=f'{{"accepted": [{",".join(["5"] * 20_000)}]}}'))
    assert (100, 9_901, False) == (len(error.problems), error.omitted, error.is_complete)


def test_an_incomplete_error_of_a_later_version_says_only_that() -> None:
    assert ["newer-version"] == [
        problem.code for problem in problems(document(*["5"] * 20_000, version="2"))
    ]


def test_an_entry_with_more_problems_than_an_error_holds_shows_the_first() -> None:
    keys = ", ".join(f'"k{number}": 1, "k{number}": 1' for number in range(120))
    error = refusal(document(f'{{"a": 1, "a": 2}}, {{{keys}}}, {{"b": 1, "b": 2}}'))
    assert 100 == len(error.problems)
    assert ["2:10", "2:29", "2:47"] == [
        f"{problem.line}:{problem.column}" for problem in error.problems[1:4]
    ]


@pytest.mark.parametrize(
    "text",
    [
        document(*["{}"] * 3),
        document(*[SIMPLE.replace('"x"', f'"x{number}"') for number in range(3)]),
        document(entry(translations={"de": {}, "fr": {}, "es": {}})),
        document(entry(hashtags=[f"a{number}" for number in range(15)])),
        document(about='{"sources": {"a": {}, "b": {}, "c": {}}}'),
        document(
            about=json.dumps({"accepted": [{"code": "c", "why": "w", "entries": ["x"] * 1}] * 3})
        ),
    ],
)
def test_a_file_of_more_records_than_its_size_allows_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "_MOST_RECORDS", 2)
    monkeypatch.setattr(bounds, "_CHARACTERS_FOR_A_RECORD", 10_000)
    codes = {problem.code for problem in problems(text)}
    assert codes in ({"too-large"}, {"missing-key"})


@pytest.mark.parametrize("more", range(60))
def test_it_does_not_matter_where_the_parts_end_that_are_decoded(
    more: int, network: Network[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cursor, "LONGEST_VALUE", 5_000 + more)
    assert network == loads(dumps(network))


@pytest.mark.parametrize("length", range(8, 30))
def test_a_syntax_error_has_its_position_wherever_a_part_ends(
    length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cursor, "LONGEST_VALUE", length)
    monkeypatch.setattr(cursor, "_LONGEST_TOKEN", 2)
    text = '{"about": [1, 2 3, 4, 5, 6, 7, 8, 9]}'
    (finding,) = problems(text)
    assert ("invalid-json", 17) == (finding.code, finding.column) or (
        ("too-large", 11) == (finding.code, finding.column) and length < 9
    )


def test_repeated_keys_behind_a_hundred_problems_are_counted() -> None:
    repeated = document(*["5"] * 100, '{"a": 1, "a": 2}').replace("]}", '], "about": {}}')
    error = refusal(repeated)
    assert (100, 3) == (len(error.problems), error.omitted)


def test_a_value_that_ends_with_its_part_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cursor, "LONGEST_VALUE", 10)
    assert [("too-large", "1:2")] == [facts(item)[:2] for item in problems('{"12345678": 1}')]


def test_a_parser_that_gives_up_early_is_reported_where_it_began() -> None:
    assert 2 == first_too_deep("  [[1]]", 2, 0)


def test_of_very_many_findings_the_first_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leavex_network.files.checking.MOST_COUNTED", 2)
    text = document(*[SIMPLE.replace('"x"', f'"x{number}"') for number in range(9)])
    found = of_json(text, loads(text), "x.json").findings
    assert [("same-url", line) for line in (3, 4, 5)] == [
        (finding.code, finding.line) for finding in found
    ]


def test_a_text_is_checked_before_its_length_matters() -> None:
    (finding,) = problems(document(entry(id="É" * 100_000)))
    assert ("bad-id", "2:28") == facts(finding)[:2]


@given(networks.map(dumps).flatmap(mutated))
def test_a_changed_file_is_read_or_refused(text: str | bytes) -> None:
    try:
        network = loads(text)
    except NetworkError as error:
        assert str(error)
    else:
        of_json(text if isinstance(text, str) else text.decode(), network, "x.json")


@given(st.one_of(st.text(), st.binary(), st.text('{}[]":,1e \n\\u', max_size=60)))
def test_any_text_raises_no_other_error_than_a_data_error(text: str | bytes) -> None:
    try:
        loads(text)
    except DataError as error:
        assert error.problems
        assert all(problem.line and problem.column for problem in error.problems)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "about",
                        "entries",
                        "kind",
                        "id",
                        "name",
                        "url",
                        "sources",
                        "translations",
                        "de",
                        "petition",
                        "of",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
    )
)
def test_every_problem_of_any_data_has_a_position(data: Any) -> None:
    try:
        loads(
            json.dumps(
                {
                    "version": 1,
                    "about": {},
                    "entries": [],
                    **(data if isinstance(data, dict) else {"entries": data}),
                }
            )
        )
    except DataError as error:
        assert all(problem.line == 1 and problem.column for problem in error.problems)


def test_reading_and_explaining_take_time_in_proportion_to_the_text() -> None:
    # No timing: a quadratic run over this text would not end while anybody waits.
    error = refusal(document(*["[" * 90 + "]" * 90] * 3_000))
    assert (100, 2_900) == (len(error.problems), error.omitted)


def test_an_error_of_another_kind_is_explained_in_the_words_of_its_validator() -> None:
    error = {"type": "greater_than", "input": 1, "msg": "Input should be greater than 3"}
    explanation = explain(("entries", 0, "id"), error)
    assert "bad-value" == explanation.code
    assert "greater than 3" in explanation.message


@pytest.mark.parametrize(("length", "is_enabled"), [(999_999, True), (1_000_000, False)])
def test_the_garbage_collector_pauses_while_a_long_text_is_read(
    *, length: int, is_enabled: bool
) -> None:
    with collector.paused(length):
        assert is_enabled == gc.isenabled()
    assert gc.isenabled()


def test_the_garbage_collector_is_back_when_a_long_text_cannot_be_read() -> None:
    assert ["too-large"] == [problem.code for problem in problems(f'"{"a" * 1_000_000}"')]
    assert gc.isenabled()


def test_ctrl_c_while_the_garbage_collector_is_paused_leaves_it_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(disable: Callable[[], None] = gc.disable) -> None:
        disable()
        raise KeyboardInterrupt

    monkeypatch.setattr(gc, "disable", interrupted)
    with pytest.raises(KeyboardInterrupt), collector.paused(2_000_000):
        pass
    assert gc.isenabled()


def test_a_garbage_collector_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        loads(document(SIMPLE) + " " * 1_000_000)
        assert not gc.isenabled()
    finally:
        gc.enable()
