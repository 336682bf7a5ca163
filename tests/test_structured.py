"""YAML, TOML and JSON from strangers are bounded before they are parsed."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leavex_network import NetworkWarning, dumps, loads
from leavex_network.files.hugo_config import settings_of, unreadable_file
from leavex_network.text.structured import DEEPEST, LONGEST, MOST_DIGITS, Syntax, parsed

SYNTAXES: tuple[Syntax, ...] = ("yaml", "toml", "json")


def merges(levels: int) -> str:
    """Return YAML in which each level refers twice to the one before."""
    lines = ["a0: &a0 {x: 1}"]
    for level in range(1, levels):
        before = f"*a{level - 1}"
        lines.append(f"a{level}: &a{level} {{<<: [{before}, {before}]}}")
    return "\n".join(lines)


HOSTILE: dict[str, tuple[str, Syntax]] = {
    "merge keys": (merges(40), "yaml"),
    "aliases": (f"a: &a [x]\nb: [{', '.join(['*a'] * 50)}]", "yaml"),
    "deep values in deep values": (
        f"a: &a {'[' * 30}{']' * 30}\nb: {'[' * 30}*a{']' * 30}",
        "yaml",
    ),
    "flow lists": ("a: " + "[" * 100_000, "yaml"),
    "lists on one line": ("- " * 50_000, "yaml"),
    "keys on one line": ("? " * 50_000, "yaml"),
    "indented keys": ("".join(f"{' ' * depth}a:\n" for depth in range(600)), "yaml"),
    "an impossible tag": ("a: !!bool maybe", "yaml"),
    "an impossible number": ("a: !!int x", "yaml"),
    "digits in YAML": (f"a: {'9' * 100_000}", "yaml"),
    "a control character": ("a: \0", "yaml"),
    "dotted keys": ("a" + ".a" * 60_000 + " = 1", "toml"),
    "quoted dotted keys": ('"a"' + ' . "a"' * 20_000 + " = 1", "toml"),
    "dotted tables": ("[a" + ".a" * 60_000 + "]", "toml"),
    "lists in TOML": ("a = " + "[" * 90_000, "toml"),
    "digits in TOML": (f"a = {'9' * 100_000}", "toml"),
    "lists in JSON": ("[" * 100_000, "json"),
    "objects in JSON": ('{"a":' * 30_000, "json"),
    "digits in JSON": ("9" * 100_000, "json"),
    "hexadecimal digits in YAML": (f"a: 0x{'f' * 3_600}", "yaml"),
    "octal digits in YAML": (f"a: 0o{'7' * 5_000}", "yaml"),
    "digits in a key in YAML": (f"? 0x{'f' * 4_000}\n: 1", "yaml"),
    "digits in a list that is a key in YAML": (f"? [0x{'f' * 4_000}]\n: 1", "yaml"),
    "escaped digits in YAML": ('a: !!int "0x' + r"\x66" * 3_600 + '"', "yaml"),
    "digits to the base of sixty in YAML": (f"%YAML 1.1\n--- {{a: 1{':59' * 3_000}}}", "yaml"),
    "hexadecimal digits in TOML": (f"a = 0x{'f' * 20_000}", "toml"),
    "binary digits in TOML": (f"a = [0b{'1' * 15_000}]", "toml"),
    "letters and digits in TOML": (f"a={'1f' * 90_000}", "toml"),
    "long quoted dotted keys": (".".join([f'"{"a" * 101}"'] * 1_500) + "=1", "toml"),
    "escaped quotes in dotted keys": ('"\\"".' * 39_000 + "a=1", "toml"),
    "dotted keys in tables": ("x=" + f"{{{'.'.join('a' * 49)}=" * 45 + "1" + "}" * 45, "toml"),
    "dotted keys after quotes": (f'x = ["""a"""", {{{"a." * 60_000}a=1}}]', "toml"),
    "closing brackets in texts of JSON": ('{"a]]]]]": ' * 15_000, "json"),
    "closing brackets in texts of YAML": ("['[]]'," * 20_000, "yaml"),
    "keys in YAML": ("".join(f"k{number}: v\n" for number in range(20_000)), "yaml"),
    "lists of lists in YAML": ("- - - a\n" * 24_000, "yaml"),
    "values in a flow in YAML": (f"{{{','.join(map(str, range(33_000)))}}}", "yaml"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_values_are_refused_at_once(name: str) -> None:
    text, syntax = HOSTILE[name]
    with pytest.raises(ValueError, match=r"\w"):
        parsed(text, syntax)


@pytest.mark.parametrize("text", ["a: &a {b: *a}", "a: &a [*a, *a, *a]", "? &a {b: *a}\n: 1"])
def test_values_inside_themselves_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parsed(text, "yaml")


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_text_that_is_too_long_is_refused(syntax: Syntax) -> None:
    with pytest.raises(ValueError, match="characters"):
        parsed(" " * (LONGEST + 1), syntax)


def test_a_text_of_the_greatest_length_is_read() -> None:
    assert {} == parsed(" " * LONGEST, "toml")


def test_the_tag_of_a_scalar_is_kept_only_if_it_is_asked_for() -> None:
    assert "!x" == parsed("a: !x b", "yaml", keeps_tags=True)["a"].tag.value
    with pytest.raises(ValueError, match="!x"):
        parsed("a: !x b", "yaml")


NESTED: dict[str, tuple[Callable[[int], str], Syntax]] = {
    "lists": (lambda depth: "[" * depth + "]" * depth, "json"),
    "lists behind lists": (lambda depth: f"{'[[],' * (depth - 1)}[]{']' * (depth - 1)}", "json"),
    "objects": (lambda depth: '{"a":' * depth + "1" + "}" * depth, "json"),
    "dotted keys": (lambda depth: f"a{'.a' * (depth - 1)} = 1", "toml"),
    "lists on one line": (lambda depth: f"{'- ' * depth}a", "yaml"),
}


@pytest.mark.parametrize(("nested", "syntax"), NESTED.values(), ids=NESTED)
def test_values_are_read_up_to_a_depth(nested: Callable[[int], str], syntax: Syntax) -> None:
    assert parsed(nested(DEEPEST), syntax)
    with pytest.raises(ValueError, match="deeper"):
        parsed(nested(DEEPEST + 1), syntax)


def test_ten_aliases_are_read_and_more_are_refused() -> None:
    text = "a: &a x\nb: [{}]".format
    assert ["x"] * 10 == parsed(text(", ".join(["*a"] * 10)), "yaml")["b"]
    with pytest.raises(ValueError, match="aliases"):
        parsed(text(", ".join(["*a"] * 11)), "yaml")


def test_ordinary_references_and_brackets_are_read() -> None:
    text = "base: &base {x: 1}\nother: {<<: *base, y: 2}\ntext: '" + "[] (a) * & " * 100 + "'\n"
    assert {"x": 1, "y": 2} == parsed(text, "yaml")["other"]
    assert [[1], [1]] == parsed("a: &a [1]\nb: [*a, *a]", "yaml")["b"]
    assert "a.b.c" == parsed('x = "a.b.c"', "toml")["x"]


def test_invalid_json_at_the_beginning_of_a_page_is_text(recwarn: pytest.WarningsRecorder) -> None:
    for text in ('{"a":' * 30_000, "{" * 100_000):
        assert 1 == len(
            loads(f"{text}\n\n### Petitions\n\n* [One](https://a.example)\n", "markdown")
        )
    assert all("unread-text" in str(warning.message) for warning in recwarn)


def read_or_refused(text: str, syntax: Syntax) -> bool:
    """Return whether a valid text is read."""
    try:
        parsed(text, syntax)
    except ValueError:
        return False
    return True


@given(st.lists(st.sampled_from(["[]", "a", '"', "]]", "#", "'"]), max_size=DEEPEST + 10))
def test_json_and_yaml_are_read_if_they_are_nested_no_deeper_than_the_limit(
    keys: list[str],
) -> None:
    value: Any = 1
    for key in keys:
        value = [key, value] if key == "[]" else {key: value}
    text = json.dumps(value)
    is_shallow = len(keys) <= DEEPEST
    assert [is_shallow] * 2 == [read_or_refused(text, syntax) for syntax in ("json", "yaml")]


KEYS = ("a", '"a"', "'a'", r'"\""', f'"{"a" * 101}"', '"]"', "' . '", '"#"', "1")


@given(st.lists(st.lists(st.sampled_from(KEYS), max_size=30), max_size=DEEPEST))
def test_toml_is_read_if_brackets_and_dotted_keys_are_no_deeper_than_the_limit_together(
    path: list[list[str]],
) -> None:
    value = "1"
    depth = 1
    for keys in path:
        value = f"{{{'.'.join(keys)} = {value}}}" if keys else f"[{value}]"
        depth += len(keys) or 1
    assert (depth <= DEEPEST) == read_or_refused(f"x = {value}", "toml")


@given(st.text(st.sampled_from("\"'.[]{}#\\\na\t "), max_size=20), st.integers(0, 2))
def test_in_toml_only_what_is_outside_of_texts_counts(text: str, quotes: int) -> None:
    literal = json.dumps(text)
    if quotes == 1:
        escaped = text.replace("\\", r"\\").replace('"' * 3, r'""\"')
        literal = f'"""{escaped}"""'
    elif quotes == 2 and "'" * 3 not in text:
        literal = f"'''{text}'''"
    brackets = json.dumps("[" * 60 + ".a" * 60)
    try:
        expected = tomllib.loads(f"a = [{literal}, {brackets}]")
    except ValueError:
        assume(False)  # noqa: FBT003 - three quotes in a row
    assert expected == parsed(f"a = [{literal}, {brackets}]", "toml")
    deep_key = ".".join("a" * (DEEPEST + 2))
    with pytest.raises(ValueError, match="deeper"):
        parsed(f"a = [{literal}, {{{deep_key} = 1}}]", "toml")


@given(
    st.integers(0, 2_000).flatmap(lambda size: st.integers(0, 10**size)),
    st.sampled_from(["d", "#x", "#o", "#b"]),
    st.booleans(),
)
def test_a_number_is_read_as_itself_or_refused_if_it_has_more_than_a_thousand_digits(
    number: int,
    base: str,
    keeps_tags: bool,  # noqa: FBT001 - drawn
) -> None:
    for text, syntax in ((f"a: {number:{base}}", "yaml"), (f"a = {number:{base}}", "toml")):
        if len(str(number)) > MOST_DIGITS:
            assert not read_or_refused(text, syntax)
        else:
            assert {"a": number} == parsed(text, syntax, keeps_tags=keeps_tags)


@pytest.mark.parametrize(
    ("fence", "line"),
    [("---", "title: 0x{}"), ("---", "description: [0x{}]"), ("+++", "title = 0x{}")],
)
def test_a_title_of_too_many_digits_is_reported_and_keeps_its_bytes(fence: str, line: str) -> None:
    front = f"{fence}\n{line.format('f' * 3_600)}\n{fence}\n"
    page = f"{front}### Petitions\n\n* [A](https://a.example)\n"
    with pytest.warns(NetworkWarning, match="unread-text"):
        network = loads(page, "markdown", language="en")
    with pytest.warns(NetworkWarning, match="unread-text"):
        assert page == dumps(network, "markdown", onto=page, language="en")


def test_anchors_of_one_name_are_read_without_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    assert {"a": 1, "b": 2, "c": 2} == parsed("a: &x 1\nb: &x 2\nc: *x", "yaml")
    assert not recwarn


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "a",
                    ": ",
                    "- ",
                    "? ",
                    "&a ",
                    "*a ",
                    "<<: ",
                    "!!int ",
                    "!!bool ",
                    "!x ",
                    "[",
                    "]",
                ),
                *(
                    "{",
                    "}",
                    ",",
                    "\n",
                    "  ",
                    '"',
                    "'",
                    "|\n",
                    ">-\n",
                    "#",
                    "---\n",
                    "...\n",
                    "%YAML ",
                ),
                *("=", " = ", ".", "[[", "]]", '"""', "1", "-1", "1e999", "0x", "2026-01-01", "\0"),
                *(
                    "\ud800",
                    "\u2028",
                    "\r",
                    "\t",
                    "true",
                    "null",
                    "nan",
                    "inf",
                    "1:2:3",
                    "\\u",
                    "é",
                ),
            ]
        ),
        max_size=30,
    ).map("".join),
    st.sampled_from(SYNTAXES),
    st.booleans(),
)
def test_whatever_the_text_the_answer_is_a_value_or_a_value_error(
    text: str,
    syntax: Syntax,
    keeps_tags: bool,  # noqa: FBT001 - drawn
) -> None:
    try:
        parsed(text, syntax, keeps_tags=keeps_tags)
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize("name", [name for name in HOSTILE if HOSTILE[name][1] != "json"])
def test_hostile_front_matter_is_reported_and_the_page_is_read(name: str) -> None:
    text, syntax = HOSTILE[name]
    fence = {"yaml": "---", "toml": "+++"}[syntax]
    page = f"{fence}\n{text}\n{fence}\n\n### Petitions\n\n* [One](https://a.example)\n"
    with pytest.warns(NetworkWarning, match="unread-text"):
        assert 1 == len(loads(page, "markdown", language="en"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_configuration_has_no_settings_and_a_reason(name: str, tmp_path: Path) -> None:
    text, syntax = HOSTILE[name]
    (tmp_path / f"hugo.{syntax}").write_text(text)
    assert {} == settings_of(tmp_path)
    assert unreadable_file(tmp_path)
