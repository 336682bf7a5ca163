"""YAML, TOML and JSON from strangers are bounded before they are parsed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leavex_network import NetworkWarning, loads
from leavex_network.files.hugo_config import settings_of, unreadable_file
from leavex_network.text.structured import DEEPEST, LONGEST, Syntax, parsed

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
    "brackets in a text": (lambda depth: f"a: '{']' * 60}{'[' * depth}{']' * 60}'", "yaml"),
    "dotted keys": (lambda depth: f"a{'.a' * (depth - 1)} = 1", "toml"),
    "lists on one line": (lambda depth: f"{'- ' * (depth - 1)}a", "yaml"),
    "columns": (lambda depth: f"a:\n{' ' * (4 * depth - 1)}b: 1", "yaml"),
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
