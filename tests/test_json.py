"""JSON, read with every problem at its place and written the same every time."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

from leavex_network import DataError, Entry, Network, dumps, loads
from leavex_network.data import read_bytes
from leavex_network.findings import CODES

SCHEMA = jsonschema.Draft202012Validator(json.loads(read_bytes("network.schema.json")))
SIMPLE = '{"kind": "petition", "id": "x", "name": "X", "url": "https://x.example"}'


def document(*entries: str, about: str = "{}", version: str = "1") -> str:
    """Return a network's JSON with each entry on a line of its own, from the second on."""
    return (
        f'{{"version": {version}, "about": {about}, "entries": [\n' + ",\n".join(entries) + "\n]}\n"
    )


def entry(**facts: Any) -> str:
    return json.dumps(
        {"kind": "petition", "id": "x", "name": "X", "url": "https://x.example", **facts}
    )


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(DataError) as caught:
        loads(text, file="network.json")
    assert all(problem.code in CODES and problem.remedy for problem in caught.value.problems)
    return str(caught.value).splitlines()


def test_a_network_is_read_from_text_or_bytes() -> None:
    assert "X" == loads(document(SIMPLE))[0].name == loads(document(SIMPLE).encode())[0].name


@given(networks)
def test_what_is_written_is_read_as_the_same_network(network: Network[Entry]) -> None:
    text = dumps(network)
    assert network == loads(text)
    assert text == dumps(loads(text))


@given(networks)
def test_what_is_written_is_valid_by_the_published_schema(network: Network[Entry]) -> None:
    SCHEMA.validate(json.loads(dumps(network)))


def test_the_schema_is_itself_valid_and_so_is_the_bundled_network() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    SCHEMA.validate(json.loads(read_bytes("network.json")))


def test_the_schema_describes_every_field() -> None:
    models = [model for name, model in SCHEMA.schema["$defs"].items() if name != "Territory"]
    assert len(models) == 7
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
        entry(kind="x"),
    ],
)
def test_an_editor_with_the_schema_sees_what_reading_refuses(text: str) -> None:
    assert not SCHEMA.is_valid(json.loads(document(text)))
    problems(document(text))


def test_one_change_of_a_fact_is_a_change_of_one_line(network: Network[Entry]) -> None:
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


def test_a_localized_network_is_written_as_what_one_sees(network: Network[Entry]) -> None:
    german = json.loads(dumps(network.localize("de")))
    assert ("Netzwerk", "de") == (german["about"]["title"], german["about"]["language"])
    assert not [entry for entry in german["entries"] if "translations" in entry]


def test_what_cannot_be_seen_is_written_so_that_it_can() -> None:
    text = dumps(loads(document(entry(description="a \u202eb"))))
    assert r"a \u202eb" in text
    assert "a \u202eb" == loads(text)[0].description


PROBLEM = {
    "unknown key": (
        entry(nmae="Y"),
        "network.json:2:74: [unknown-key] x: 'nmae' is no key that is known. Did you mean 'name'?",
    ),
    "a key far from any": (
        entry(zzzzzz=1),
        "[unknown-key] x: 'zzzzzz' is no key that is known. The keys here are kind, id, name, ",
    ),
    "a key of a translation": (
        entry(translations={"de": {"title": "X"}}),
        "[unknown-key] x, translations.de: 'title' is no key that is known. The keys here are name, url, description, of.",
    ),
    "missing key": (
        '{"kind": "petition", "id": "x", "name": "X"}',
        "network.json:2:1: [missing-key] x: the key 'url' is missing. Add it.",
    ),
    "no kind": (
        '{"id": "x"}',
        "network.json:2:1: [missing-key] x: the key 'kind' is missing. Write 'initiative' or 'petition'.",
    ),
    "unknown kind": (
        entry(kind="Petition"),
        "network.json:2:1: [unknown-kind] x: 'Petition' is no kind of entry. Write 'initiative' or 'petition'.",
    ),
    "duplicate key": (
        '{"kind": "petition", "id": "x", "name": "X", "name": "Y", "url": "https://x.example"}',
        "network.json:2:46: [duplicate-key] x, name: the key 'name' stands twice in this object. Leave one out.",
    ),
    "bad URL": (
        entry(url="www.x.example"),
        "network.json:2:53: [invalid-url] x, url: 'www.x.example' is not absolute: its scheme is missing. Write 'https://www.x.example'.",
    ),
    "unknown territory": (
        entry(territories=["DE", "Germny"]),
        "network.json:2:96: [unknown-territory] x, territories.1: 'Germny' is no code of a country or region. Write an ISO 3166-1 alpha-2 code",
    ),
    "unknown language": (
        entry(translations={"dee": {"name": "Y"}}),
        "network.json:2:91: [unknown-language] x, translations.dee: 'dee' is no language that is known",
    ),
    "concluded before listed": (
        entry(status="concluded", listed="2026-02-01", concluded="2026-01-13"),
        "network.json:2:1: [days-contradict] x: it was listed as concluded on 2026-01-13, before it was listed on 2026-02-01. Mend one of the days.",
    ),
    "a status that its days contradict": (
        entry(concluded="2026-01-13"),
        "network.json:2:1: [days-contradict] x: it was listed as concluded on 2026-01-13, and its status is 'active'. Write the status",
    ),
    "control character in a name": (
        entry(name="a\x1bb"),
        r"[invalid-text] x, name: the name holds a control character ('\x1b'). Leave that out.",
    ),
    "bidi override in a name": (
        entry(name="a\u202eb"),
        "[invalid-text] x, name: the name holds the direction mark U+202E. Leave that out.",
    ),
    "invisible character in a name": (
        entry(name="a\u200bb"),
        "[invalid-text] x, name: the name holds the invisible character U+200B.",
    ),
    "empty name": (entry(name=""), "[invalid-text] x, name: the name is empty. Write a name."),
    "line break in a description": (
        entry(description="a\nb"),
        "[invalid-text] x, description: the text holds a line break, and it is one paragraph",
    ),
    "half a surrogate pair": (
        entry(name="\ud800"),
        r"[invalid-text] x, name: the name holds half of a surrogate pair, which no file can hold ('\ud800').",
    ),
    "bad id": (
        entry(id="X Y"),
        "[bad-id] X Y, id: 'X Y' is no id: up to 100 lower-case letters a to z, digits and single hyphens. Write 'x-y'.",
    ),
    "wrong type": (
        entry(name=5),
        "network.json:2:41: [bad-value] x, name: this takes a text, and holds a number. Write it as the schema has it.",
    ),
    "a list that is none": (
        entry(hashtags="x"),
        "[bad-value] x, hashtags: this takes a list, and holds a text.",
    ),
    "an entry that is none": (
        "5",
        "network.json:2:1: [bad-value] entry 1: this takes an object, and holds a number.",
    ),
    "an id that is none": (
        entry(id=5),
        "[bad-value] entry 1, id: this takes a text, and holds a number.",
    ),
    "unknown status": (
        entry(status="open"),
        "[bad-value] x, status: 'open' will not do: input should be 'active' or 'concluded'.",
    ),
    "a day that is none": (
        entry(listed="20.1.2025"),
        "[bad-value] x, listed: '20.1.2025' is no day. Write it as YYYY-MM-DD.",
    ),
    "a day as a number": (entry(listed=1737331200), "[bad-value] x, listed: 1737331200 is no day."),
    "unknown source": (
        entry(sources=["s1"]),
        "[unknown-source] x, sources.0: 's1' is no key of about.sources. Add the source there",
    ),
    "repeated value": (
        entry(territories=["DE", "DE"]),
        "[repeated-value] x, territories: 'DE' stands twice in the list. Leave one out.",
    ),
    "an object for an alias": (
        entry(aliases={}),
        "[bad-value] x, aliases: this takes a list, and holds an object.",
    ),
}


@pytest.mark.parametrize(("text", "message"), PROBLEM.values(), ids=PROBLEM)
def test_what_is_wrong_with_an_entry_is_told_at_its_place_with_a_remedy(
    text: str, message: str
) -> None:
    told = problems(document(text))
    assert 1 == len(told)
    assert message in told[0]


WHOLE = {
    "not JSON": (
        "{",
        "network.json:1:2: [invalid-json] the text is no JSON: expecting property name enclosed in double quotes",
    ),
    "something behind it": (
        document(SIMPLE) + "x",
        "network.json:4:1: [invalid-json] the text is no JSON: extra data.",
    ),
    "empty": ("", "network.json:1:1: [invalid-json] the text is empty. Write at least {"),
    "broken UTF-8": (
        b'{"about":\n "\xff',
        "network.json:2:3: [broken-utf-8] the byte 0xff is not UTF-8. Save the file as UTF-8.",
    ),
    "UTF-16": (
        "{}".encode("utf-16"),
        "network.json:1:1: [broken-utf-8] the byte 0xff is not UTF-8 (the file looks like UTF-16).",
    ),
    "a byte order mark": (
        "\ufeff{}",
        "network.json:1:1: [byte-order-mark] the file begins with a byte order mark. Save it as UTF-8 without one.",
    ),
    "nesting 100,000 deep": (
        "[" * 100_000,
        "network.json:1:101: [too-deep] objects and lists stand inside each other too deep.",
    ),
    "objects 100,000 deep": ('{"a":' * 100_000, "network.json:1:501: [too-deep]"),
    "a newer version": (
        document(entry(novelty=1), version="2"),
        'network.json:1:13: [newer-version] version: the file is of version 2, and this library reads version 1. Upgrade: pip install --upgrade "leavex-',
    ),
    "an older version": (
        document(SIMPLE, version="0"),
        "[bad-value] version: 0 will not do: input should be 1.",
    ),
    "a version that is none": (
        document(SIMPLE, version="true"),
        "[bad-value] version: True is no version. Write 1.",
    ),
    "a list": ("[]", "network.json:1:1: [bad-value] this takes an object, and holds a list."),
    "a number": ("5", "network.json:1:1: [bad-value] this takes an object, and holds a number."),
    "no entries": (
        '{"version": 1, "about": {}}',
        "network.json:1:1: [missing-key] the key 'entries' is missing. Add it.",
    ),
    "no list of entries": (
        '{"about": {}, "entries": {}}',
        "[bad-value] entries: this takes a list, and holds an object.",
    ),
    "NaN": (
        document(SIMPLE, version="NaN"),
        "network.json:1:13: [invalid-json] 'NaN' is no number that JSON has, or a longer one than is needed.",
    ),
    "an endless number": (
        document(SIMPLE, version="9" * 5_000),
        "network.json:1:13: [invalid-json] '999",
    ),
    "an unknown key": (
        document(SIMPLE).replace("{", '{"abuot": {}, ', 1),
        "[unknown-key] 'abuot' is no key that is known. Did you mean 'about'?",
    ),
    "the schema by another name": (
        document(SIMPLE).replace("{", '{"schema_address": "x", ', 1),
        "[unknown-key] 'schema_address' is no key",
    ),
    "a bad source": (
        document(
            SIMPLE, about='{"sources": {"a b": {"url": "https://x.example", "date": "2025-01-01"}}}'
        ),
        "network.json:1:38: [bad-id] about.sources.a b: 'a b' is no key of a source",
    ),
    "an unknown key of a source": (
        document(
            SIMPLE,
            about='{"sources": {"a": {"url": "https://x.example", "day": "2025-01-01", "date": "2025-01-01"}}}',
        ),
        "[unknown-key] about.sources.a: 'day' is no key that is known. The keys here are url, date.",
    ),
    "its own language": (
        document(SIMPLE, about='{"translations": {"en": {"title": "X"}}}'),
        "[unknown-language] about.translations.en: 'en' is the network's own language.",
    ),
    "an unknown key of a translation": (
        document(SIMPLE, about='{"translations": {"de": {"titel": "X"}}}'),
        "[unknown-key] about.translations.de: 'titel' is no key that is known. Did you mean 'title'?",
    ),
    "a list where a table goes": (
        document(SIMPLE, about='{"sources": []}'),
        "[bad-value] about.sources: this takes an object, and holds a list.",
    ),
    "a duplicate key deep inside what is unknown": (
        document(SIMPLE, about='{"x": [1, {"a": 1, "a": 2}]}'),
        "[duplicate-key] about.x.1.a: the key 'a' stands twice in this object.",
    ),
    "a hostile key": (
        document(SIMPLE, about='{"\x1b[31m": 1}'.replace("\x1b", r"\u001b")),
        r"[unknown-key] about: '\x1b[31m' is no key that is known.",
    ),
}


@pytest.mark.parametrize(("text", "message"), WHOLE.values(), ids=WHOLE)
def test_what_is_wrong_with_a_file_is_told_at_its_place_with_a_remedy(
    text: str | bytes, message: str
) -> None:
    assert any(message in told for told in problems(text))


def test_all_problems_are_told_at_once_in_the_order_of_the_text() -> None:
    text = document(
        entry(url="x"), SIMPLE, entry(id="y", aliases=["x"], nmae=1), about='{"languag": "en"}'
    )
    assert [
        "network.json:1:26: [unknown-key] about: 'languag' is no key that is known. Did you mean 'language'?",
        "network.json:2:53: [invalid-url] x, url: 'x' is not absolute: its scheme is missing. Write the whole address, from 'https://' on.",
        "network.json:3:28: [duplicate-id] x, id: 'x' is already an id or a former id of entry 1. Write another, and keep the older one as it is.",
        "network.json:4:86: [duplicate-id] y, aliases.0: 'x' is already an id or a former id of entry 1. Write another, and keep the older one as it is.",
        "network.json:4:92: [unknown-key] y: 'nmae' is no key that is known. Did you mean 'name'?",
    ] == problems(text)


def test_a_duplicate_key_is_told_with_the_other_problems() -> None:
    text = document('{"kind": "petition", "id": "x", "name": "X", "name": "Y", "url": "x"}')
    assert ["[duplicate-key]", "[invalid-url]"] == [told.split()[1] for told in problems(text)]


def test_an_error_holds_a_hundred_problems_and_counts_the_rest() -> None:
    told = problems(document(*["5"] * 150))
    assert (101, "... and 50 more") == (len(told), told[-1])


def test_a_problem_is_there_for_programs_too() -> None:
    with pytest.raises(DataError) as caught:
        loads(document(SIMPLE, entry(id="y", listed="x")))
    problem = caught.value.problems[0]
    assert ("bad-value", "<text>", 3, "y", "listed") == (
        problem.code,
        problem.file,
        problem.line,
        problem.entry,
        problem.field,
    )
    assert isinstance(caught.value, ValueError)


def test_a_finding_without_a_place_is_told_all_the_same() -> None:
    from leavex_network import Finding

    assert "[too-large] too much." == str(Finding(code="too-large", message="too much."))


@given(st.one_of(st.text(), st.binary(), st.text('{}[]":,1e \n\\u', max_size=60)))
def test_whatever_the_text_the_only_error_is_a_data_error(text: str | bytes) -> None:
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
def test_whatever_the_data_each_problem_has_its_place(data: Any) -> None:
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
    assert "... and 2900 more" == problems(document(*["[" * 90 + "]" * 90] * 3_000))[-1]
