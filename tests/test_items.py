"""Items of a page: what people write, and what is read from it."""

from typing import Any

import pytest

from leavex_network import DataError, Petition
from leavex_network.pages import item, item_writer, label, list_style
from leavex_network.pages.item_writer import ItemStyle
from leavex_network.places.territories import Territory

X, Y = "https://x.example", "https://y.example"
EN = ItemStyle("en")
ON_X = ItemStyle("en", base_url=X)
JA = ItemStyle("ja", X, "- ", "__", "\uff1a", "\uff08\uff09", "\u3001", "\r\n")


def new(style: ItemStyle = EN, **values: Any) -> str:
    """Return a new item for an entry."""
    return item_writer.new(Petition(**{"id": "x", "name": "Z", "url": X} | values), style)


def rewritten(text: str, style: ItemStyle = EN, **values: Any) -> str:
    """Return an item with some of its values changed."""
    parsed = item.read(text, style.language)
    assert parsed
    fields = ("name", "also_at", "description", "territories")
    read = {"id": "x", "url": parsed.address} | {key: getattr(parsed, key) for key in fields}
    return item_writer.rewritten(Petition(**read | values), parsed, style)


def facts(text: str, language: str) -> tuple[Any, ...]:
    """Return the name, address, further addresses, description and territories of an item."""
    parsed = item.read(text, language)
    assert parsed
    assert text == str(parsed.parts)
    territories = tuple(map(str, parsed.territories))
    return (parsed.name, parsed.address, parsed.also_at, parsed.description, territories)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"* [**X**]({X}): text (Germany)\n", "en", ("X", X, (), "text", ("DE",))),
        (f"* [**X**]({X}) : texte (Allemagne)\n", "fr", ("X", X, (), "texte", ("DE",))),
        (f"*   [__X__]({X}) – text (United States)   \n", "en", ("X", X, (), "text", ("US",))),
        (f"- **[X]({X})**: text (Korea, Republic of)\n", "en", ("X", X, (), "text", ("KR",))),
        (f"+ [*X*]({X}) text", "en", ("X", X, (), "text", ())),
        (f"*\t[X]({X}) text", "en", ("X", X, (), "text", ())),
        (f"* [X]({X})**a**[here]({Y})", "en", ("X", X, (), f"**a**[here]({Y})", ())),
        (f"* [X]({X}){{.new}}\n", "en", ("X", X, (), "", ())),
        (f"* [X]({X}): text Germany)\n", "en", ("X", X, (), "text Germany)", ())),
        (
            f"* [**Foo: bar! - [z] (q)**]({X}): text. (EE.UU.)\n",
            "es",
            ("Foo: bar! - [z] (q)", X, (), "text.", ("US",)),
        ),
        (f"* [**#juntas**]({X}): text (L'Europe)\n", "fr", ("#juntas", X, (), "text", ("150",))),
        (
            f"* [**X\ny**]({X}): text\n  more (Germany)\n",
            "en",
            ("X y", X, (), "text more", ("DE",)),
        ),
        (f"* [**X**\n]({X})\r\n", "en", ("X", X, (), "", ())),
        (f"* [**X\n**]({X}): text\n", "en", ("X", X, (), "text", ())),
        (f"* [X]({X}/?a=1&copy=2) (France)\n", "en", ("X", f"{X}/?a=1&copy=2", (), "", ("FR",))),
        (f"* [X]({X}/?a&amp;copy=2)\n", "en", ("X", f"{X}/?a&copy=2", (), "", ())),
        (f"* [X]({X}) also [here]({Y}) (France)\n", "en", ("X", X, (Y,), "", ("FR",))),
        (
            f"* [X]({X}) auch [hier]({Y}). (Deutschland, Frankreich)\n",
            "de",
            ("X", X, (Y,), "", ("DE", "FR")),
        ),
        (
            f"* [X]({X}), aussi [ici]({Y}), aussi [ici]({X}/2).\n",
            "fr",
            ("X", X, (Y, f"{X}/2"), "", ()),
        ),
        (f"* [X]({X}) also [here]({Y}), text\n", "en", ("X", X, (Y,), ", text", ())),
        (f"* [X]({X}) also [here]({Y}).a\n", "en", ("X", X, (Y,), ".a", ())),
        (f"* [X]({X}). text\n", "en", ("X", X, (), ". text", ())),
        (f"* [** X **]({X})\n", "en", ("X", X, (), "", ())),
        (f"* [__ X __]({X})\n", "en", ("X", X, (), "", ())),
        (f"* [* X *]({X})\n", "en", ("X", X, (), "", ())),
        (f"* [_ X _]({X})\n", "en", ("X", X, (), "", ())),
        (f"* [X]({X}) y también [aquí]({Y})\n", "es", ("X", X, (Y,), "", ())),
        (f"* [X]({X}) see [here]({Y})\n", "en", ("X", X, (), f"see [here]({Y})", ())),
        (
            f"* [**X**]({X}): *#ByeByeElon*(Allemagne)\n",
            "fr",
            ("X", X, (), "*#ByeByeElon*", ("DE",)),
        ),
        (
            f"* [**X**]({X}): a [W](https://w.example/X_(Germany))\n",
            "en",
            ("X", X, (), "a [W](https://w.example/X_(Germany))", ()),
        ),
        (f"* [**X**]({X}): a [W]({Y})(Germany)\n", "en", ("X", X, (), f"a [W]({Y})", ("DE",))),
        (f"* [**X**]({X}): text (AI)\n", "en", ("X", X, (), "text (AI)", ())),
        (f"* [**X**]({X}): text (IT)\n", "en", ("X", X, (), "text (IT)", ())),
        (
            f"* [**X**]({X}): text (Germany, Narnia)\n",
            "en",
            ("X", X, (), "text (Germany, Narnia)", ()),
        ),
        (
            f"* [**X**]({X}): text (Germany) (see below)\n",
            "en",
            ("X", X, (), "text (Germany) (see below)", ()),
        ),
        (f"* [**X**]({X}): text `(Germany)`\n", "en", ("X", X, (), "text `(Germany)`", ())),
        (f"* [X]({X}): text\u00a0(Germany)\n", "en", ("X", X, (), "text", ("DE",))),
        (f"* [X]({X}): text\u200e (Germany)\u200e\n", "en", ("X", X, (), "text", ("DE",))),
        (f"* [~~X]({X})\n", "en", ("~~X", X, (), "", ())),
        (f"* [X~~]({X})\n", "en", ("X~~", X, (), "", ())),
        (f"* [X]({X}): text (Germany)*\n", "en", ("X", X, (), "text (Germany)*", ())),
        (f"* [X]({X}): *text*(Germany)*\n", "en", ("X", X, (), "*text*(Germany)*", ())),
        (f"* [X]({X}): text *(Germany)*\n", "en", ("X", X, (), "text", ("DE",))),
        (f"* [X]({X}): text (Germany)<br>\n", "en", ("X", X, (), "text", ("DE",))),
        (f"* [X]({X}): a [W](Germany)\n", "en", ("X", X, (), "a [W](Germany)", ())),
        (f"* [X]({X}): (Germany\\\\\\)\n", "en", ("X", X, (), "(Germany\\\\)", ())),
        (f"* [**X**]({X}): text (Germany\\)\n", "en", ("X", X, (), "text (Germany)", ())),
        (
            f"* [**X**]({X}): text (Germany\\) (France)\n",
            "en",
            ("X", X, (), "text (Germany\\)", ("FR",)),
        ),
        (
            f"* [**X**]({X}): “curly” ’s 5 * 3 _not_\n",
            "en",
            ("X", X, (), "“curly” ’s 5 * 3 _not_", ()),
        ),
        (
            f"* [**X**]({X}): text (Germany).\n\n  a second paragraph\n",
            "en",
            ("X", X, (), "text", ("DE",)),
        ),
        ("* [**X**](/about 'title') (Germany)\n", "en", ("X", "/about", (), "", ("DE",))),
        (f"* [X](<{X}/a b>)\n", "en", ("X", f"{X}/a b", (), "", ())),
        (f"* [X]({X})(", "en", ("X", X, (), "(", ())),
    ],
)
def test_an_item_is_read(text: str, language: str, expected: tuple[Any, ...]) -> None:
    assert expected == facts(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "* text\n",
        f"* text [X]({X})\n",
        f"* **bold [X]({X})**\n",
        "* \n",
        "* ![X](x.png)\n",
        f"* [X]({X})\n  ---\n",
        "* [x][y]\n",
        f"* [~~X~~]({X})\n",
        "* " + "[" * 400 + "x" + "]" * 400,
    ],
)
def test_an_item_that_does_not_begin_with_a_link_is_no_entry(text: str) -> None:
    assert item.read(text, "en") is None


def test_the_further_addresses_of_an_item_end_with_their_full_stop() -> None:
    parsed = item.read(f"* [X]({X}) also [here]({Y}). (Germany)\n", "en")
    assert parsed
    assert f" also [here]({Y})." == parsed.parts.also


@pytest.mark.parametrize(
    ("name", "text", "live"),
    [
        ("X", "a", None),
        ("X", "a <b>", "HTML"),
        ("<b>", "a", "HTML"),
        ("{{< x >}}", "![a](b)", "a shortcode"),
    ],
)
def test_what_is_live_in_the_name_or_the_description_of_an_item_is_named(
    name: str, text: str, live: str | None
) -> None:
    parsed = item.read(f"* [{name}]({X}): {text}\n", "en")
    assert parsed
    assert live == parsed.live


@pytest.mark.parametrize(
    ("text", "is_bold"),
    [
        (f"[**X**]({X})", True),
        (f"[__X__]({X})", True),
        (f"**[X]({X})**", True),
        (f"__[X]({X})__", True),
        (f"[*X*]({X})", False),
        (f":a__b: [X]({X})", False),
        (f"[X]({X}) **a**", False),
    ],
)
def test_the_name_of_an_item_is_bold_inside_or_outside_of_its_link(
    text: str,
    is_bold: bool,  # noqa: FBT001 - a parameter
) -> None:
    parsed = item.read(f"* {text}\n", "en")
    assert parsed
    assert is_bold == parsed.is_bold


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("a (AI)", "AI"),
        ("a (Narnia Land)", "Narnia Land"),
        ("a (see below)", None),
        ("a (2025)", None),
        ("a (G20)", None),
        ("a (🇽🇽)", None),
        ("a (Lands That Do Not)", "Lands That Do Not"),
        ("a (Lands That Do Not Exist)", None),
        ("a (そのような国はないですよ)", "そのような国はないですよ"),
        ("a (そのような国はないですよね)", None),
        ("a (Germany)", None),
        ("a (X\\)", None),
        ("a (X\\\\\\)", None),
    ],
)
def test_a_last_parenthesis_that_looks_like_a_label_is_doubtful(
    text: str, doubtful: str | None
) -> None:
    parsed = item.read(f"* [X]({X}): {text}\n", "en")
    assert parsed
    assert doubtful == parsed.unknown_label


@pytest.mark.parametrize(
    ("text", "territories", "language", "foreign"),
    [
        ("(Deutschland)", "DE", "de", []),
        ("(DEUTSCHLAND)", "DE", "de", []),
        ("(Germany)", "DE", "de", ["Germany"]),
        ("(Germany)", "DE", "tlh", []),
        ("(Germany, Frankreich)", "DE FR", "de", ["Germany"]),
        ("(Germany,  France)", "DE FR", "de", ["Germany", "France"]),
        ("(Korea, Republic of)", "KR", "en", ["Korea, Republic of"]),
        ("(🇩🇪 Deutschland, 🇫🇷)", "DE FR", "de", []),
        ("(\u2066Deutsch\u200eland\u2069)", "DE", "de", []),
        (f"(Germany, {'Frankreich' * 50})", "DE FR", "de", ["Germany", "Frankreich" * 50]),
    ],
)
def test_the_names_of_a_label_in_another_language_than_the_page_are_found(
    text: str, territories: str, language: str, foreign: list[str]
) -> None:
    named = [Territory(code) for code in territories.split()]
    assert foreign == label.foreign_names(text, named, language)


@pytest.mark.parametrize(
    "description",
    [
        "a (Germany)",
        "a (Germany\\)",
        "a (Germany\\\\)",
        "（Germany）",
        "&#65289; a（Germany）",
        "a (Narnia)",
        "a (ChinaX)",
        "(France)",
        "a",
    ],
)
def test_a_description_that_ends_like_a_label_is_escaped_and_read_back(description: str) -> None:
    escaped = label.with_guard(description, "en")
    assert description == label.without_guard(escaped, "en")
    assert (escaped != description) == ("Germany" in description or "France" in description)


@pytest.mark.parametrize(
    "description", ["a (Narnia\\)", "a（Narnia&#65289;", "&#65289;", "a\\", "(\\"]
)
def test_an_escape_that_guards_no_label_is_kept(description: str) -> None:
    assert description == label.without_guard(description, "en")


@pytest.mark.parametrize(
    ("text", "newline", "expected"),
    [
        ("a\n", "\r\n", "a\r\n"),
        ("a\r\n", "\n", "a\n"),
        ("a\r", "\n", "a\n"),
        ("a\n", "", "a\n"),
        ("a", "\n", "a"),
    ],
)
def test_a_line_ending_takes_the_place_of_another(text: str, newline: str, expected: str) -> None:
    assert expected == list_style.with_newline(text, newline)


@pytest.mark.parametrize(
    ("text", "number"), [("7. a", 7), ("10) a", 10), ("* a", 0), ("- 5", 0), ("a", 0)]
)
def test_the_number_of_an_item_is_before_it(text: str, number: int) -> None:
    assert number == list_style.number_of(text)


@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        ("* a\n", "- b\r\n", "- a\r\n"),
        ("* a\n", "10) b\n", "12) a\n"),
        ("* a\nb\n", "10) b\n", "12) a\nb\n"),
        ("* a\n\n  c\n", "10) b\n", "* a\n\n  c\n"),
        ("* a\n\n  c\n", "  * b\n", "  * a\n\n    c\n"),
        ("* a\n\n     c\n", "1. b\n", "3. a\n\n     c\n"),
        ("* a\n\n      code\n", "10) b\n", "* a\n\n      code\n"),
        ("* a\n\n      code\n", "- b\n", "- a\n\n      code\n"),
    ],
)
def test_an_item_is_written_like_another_unless_the_text_below_it_would_change(
    text: str, model: str, expected: str
) -> None:
    assert expected == list_style.like(text, model, 2)


@pytest.mark.parametrize(
    ("text", "is_bold", "expected"),
    [
        (f"* [X]({X}): a\n", True, f"* [**X**]({X}): a\n"),
        (f"* [**X**]({X}): a\n", True, f"* [**X**]({X}): a\n"),
        (f"* [**X [z]**]({X})\n", False, f"* [X [z]]({X})\n"),
        (f"* **[X]({X})**: a\n", False, f"* [X]({X}): a\n"),
        (f"* :a__b: __[X]({X})__\n", False, f"* :a__b: [X]({X})\n"),
        (f"* **[**X**]({X})**\n", False, f"* [X]({X})\n"),
        ("* text\n", True, "* text\n"),
        (f"* [**]({X})\n", True, None),
        (f"* [x ** y]({X})\n", True, None),
    ],
)
def test_an_item_is_written_with_a_bold_name_or_without_if_it_is_read_alike(
    text: str,
    is_bold: bool,  # noqa: FBT001 - a parameter
    expected: str | None,
) -> None:
    assert expected == item_writer.emphasized(text, is_bold=is_bold, language="en")


@pytest.mark.parametrize(
    ("style", "values", "expected"),
    [
        (EN, {}, f"* [Z]({X})\n"),
        (EN, {"description": "a", "territories": ("DE",)}, f"* [Z]({X}): a (Germany)\n"),
        (EN, {"territories": ("DE", "FR")}, f"* [Z]({X}) (Germany, France)\n"),
        (EN, {"also_at": (Y, f"{Y}/(")}, f"* [Z]({X}) also [here]({Y}), also [here]({Y}/\\()\n"),
        (EN, {"description": "a (Germany)"}, f"* [Z]({X}): a (Germany\\)\n"),
        (EN, {"description": "a <b> {{< c >}}"}, f"* [Z]({X}): a \\<b> {{\\{{< c >}}}}\n"),
        (
            JA,
            {
                "url": f"{X}/a",
                "also_at": (f"{X}/b",),
                "description": f"[c]({X}/c)",
                "territories": ("DE", "FR"),
            },
            "- [__Z__](/a) および [こちら](/b)：[c](/c)（ドイツ、フランス）\r\n",
        ),
    ],
)
def test_a_new_item_has_the_style_of_its_page(
    style: ItemStyle, values: dict[str, Any], expected: str
) -> None:
    assert expected == new(style, **values)


@pytest.mark.parametrize(
    ("emphasis", "name", "expected"),
    [
        ("", "x", "&#120;"),
        ("**", "X", "&#88;"),
        ("", "5 * 3 * 2", "5 * 3 * 2"),
        ("**", "5 * 3 * 2", r"5 \* 3 \* 2"),
        ("", "*a* & _b_", r"\*a\* \& \_b\_"),
        ("", "*a* (_b_)!", r"\*a\* (\_b\_)!"),
        ("", "a\\", r"a\\"),
        ("**", "a\\", r"a\\"),
        ("", "a]", r"a\]"),
        ("", "a [b]", r"a &#91;b\]"),
        ("**", "[a", "&#91;a"),
        ("", "`a` ``", "&#96;a&#96; &#96;&#96;"),
        ("", "&amp;", r"\&amp;"),
        ("", "a ~~b~~", r"a \~\~b\~\~"),
        ("__", "a_b__c", "a_b__c"),
        ("__", "a__(b)!", r"a\_\_&#40;b\)\!"),
    ],
)
def test_a_name_is_escaped_only_where_it_would_be_read_differently(
    emphasis: str, name: str, expected: str
) -> None:
    style = ItemStyle("en", marker="- ", emphasis=emphasis)
    assert f"- [{emphasis}{expected}{emphasis}]({X})\n" == new(style, name=name)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("(a)(b)", "(a)(b)"),
        ("(", r"\("),
        (")", r"\)"),
        (")()(", r"\)\(\)\("),
        (")(", r"\)\("),
        ("(a)(", r"\(a\)\("),
        ("?a&b&copy=1", "?a&b&copy=1"),
        ("?a&copy;&#35;", "?a&amp;copy;&amp;#35;"),
    ],
)
def test_parentheses_and_entities_of_an_address_are_escaped_if_they_would_be_read_as_others(
    path: str, expected: str
) -> None:
    assert f"* [Z]({X}/{expected})\n" == new(url=f"{X}/{path}")


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        (f"- [Z]({X})\n", {"name": "5 * 3"}, f"- [5 * 3]({X})\n"),
        (f"* [Z]({X})\n", {"name": "5 * 3"}, f"* [5 * 3]({X})\n"),
        (f"* **[Z]({X})**\n", {"name": "5 * 3"}, f"* **[5 \\* 3]({X})**\n"),
        (
            f"* [Z]({X}): a (France\\)\n",
            {"territories": ("IT",)},
            f"* [Z]({X}): a (France) (Italy)\n",
        ),
        (f"* [Z]({X}) (Italy)\n", {"description": "b"}, f"* [Z]({X}): b (Italy)\n"),
        (
            f"* [Z]({X})\uff08Italy\uff09\n",
            {"description": "b"},
            f"* [Z]({X}): b\uff08Italy\uff09\n",
        ),
        (f"- [**Z**]({X})\n", {"name": "5 * 3"}, f"- [**5 \\* 3**]({X})\n"),
        (f"- *[Z]({X})*\n", {"name": "5 * 3"}, f"- *[5 \\* 3]({X})*\n"),
        (f"* [Z]({X}): a (Italy\\)\n", {"name": "W"}, f"* [W]({X}): a (Italy\\)\n"),
        (f"* [Z]({X})\n", {"url": f"{X}/("}, f"* [Z]({X}/\\()\n"),
        (f"* [Z](<{X}>)\n", {"url": f"{X}/("}, f"* [Z](<{X}/(>)\n"),
        (f"* [Z]({X}) - a\n", {"also_at": (Y,)}, f"* [Z]({X}) also [here]({Y}) - a\n"),
        (f"* [Z]({X}) a\n", {"description": "b"}, f"* [Z]({X}): b\n"),
        (f"* [Z]({X}) - a\n", {"description": "b"}, f"* [Z]({X}) - b\n"),
        (f"* [Z]({X}) - a (Italy)\n", {"description": ""}, f"* [Z]({X}) (Italy)\n"),
        (f"* [Z]({X}): <b>\n", {"description": "b <b>"}, f"* [Z]({X}): b \\<b>\n"),
        (f"* [Z]({X}) <b>\n", {"description": "\\<b>"}, f"* [Z]({X}) <b>\n"),
        (f"* [Z]({X}) <b>\n", {"description": "\\<b>", "name": "W"}, f"* [W]({X}) <b>\n"),
        (
            f"* [Z]({X}): a (Italy)\n",
            {"description": "b (France)"},
            f"* [Z]({X}): b (France) (Italy)\n",
        ),
    ],
)
def test_what_is_right_in_an_item_is_kept_when_another_value_changes(
    text: str, values: dict[str, Any], expected: str
) -> None:
    assert expected == rewritten(text, **values)


@pytest.mark.parametrize("name", ["Z", "W"])
def test_paths_on_the_site_of_a_page_are_kept(name: str) -> None:
    values = {"url": f"{X}/a", "also_at": (f"{X}/b",), "description": f"[c]({X}/c)"}
    text = f"* [{name}](/a) aussi [ici](/b) [c](/c)\n"
    assert text == rewritten(text.replace(name, "Z"), ON_X, name=name, **values)


def test_addresses_on_the_site_of_a_page_become_paths() -> None:
    values = {"url": f"{X}/a", "also_at": (f"{X}/b",), "description": f"[c]({X}/c)"}
    expected = "* [Z](/a) also [here](/b): [c](/c)\n"
    assert expected == rewritten(f"* [Z]({Y}) aussi [ici]({Y}): d\n", ON_X, **values)


@pytest.mark.parametrize(
    ("end", "territories", "expected"),
    [
        (": a", "FR", ": a (France)"),
        (" ", "FR", " (France) "),
        (": (Italy)", "FR", ": (France)"),
        (": (Italy)", "", ""),
        (": a (Italy)", "", ": a"),
        (": a (Spain) (Italy)", "", ": a (Spain\\)"),
        (": a *(Italy)*. [^1]", "FR", ": a *(France)*. [^1]"),
        (": a *(Italy)*. [^1]", "", ": a"),
        (": a.  ", "", ": a.  "),
        (": a (Italy; Spain)", "FR DE", ": a (France; Germany)"),
        (": a (Italy)", "FR DE", ": a (France, Germany)"),
        (": a（Italy，Spain）", "FR DE", ": a（France，Germany）"),
        (": a（Italy）", "FR DE", ": a（France、Germany）"),
    ],
)
@pytest.mark.parametrize("newline", ["", "\r", "\n\n  More. (Spain)\n"])
def test_a_label_is_changed_in_its_own_punctuation_or_removed_with_what_follows_it_on_its_line(
    end: str, territories: str, expected: str, newline: str
) -> None:
    after = rewritten(f"* [Z]({X}){end}{newline}", territories=territories.split())
    assert f"* [Z]({X}){expected}{newline}" == after


@pytest.mark.parametrize(("brackets", "gap"), [("()", " "), ("\uff08\uff09", "")])
def test_only_a_new_label_in_ascii_is_behind_a_space(brackets: str, gap: str) -> None:
    style = ItemStyle("en", brackets=brackets, comma=";")
    expected = f"* [Z]({X}): a{gap}{brackets[0]}Italy;Spain{brackets[1]}\n"
    assert expected == rewritten(f"* [Z]({X}): a\n", style, territories=("IT", "ES"))


@pytest.mark.parametrize("field", ["name", "description"])
def test_an_item_that_hugo_would_run_is_refused_with_its_entry(field: str) -> None:
    with pytest.raises(DataError) as caught:
        new(**{field: "HAHAHUGO"})
    (finding,) = caught.value.problems
    assert ("unwritable", "x") == (finding.code, finding.entry)


def test_what_is_on_a_page_and_would_be_run_is_kept_when_other_values_change() -> None:
    text = f"* [Z]({X}): HAHAHUGO\n"
    assert text.replace("Z", "W") == rewritten(text, name="W")
    text = f"* [HAHAHUGO]({X}): a\n"
    assert text.replace(": a", ": b") == rewritten(text, description="b")
