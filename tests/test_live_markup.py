"""Markup that Hugo would run: escaped on pages, and read back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marko import inline

from leavex_network.text.inline import children, parser, walk
from leavex_network.text.live_markup import escaped, is_run_by_hugo, live_markup, unescaped

PIECES = (
    *(
        "<b>",
        "</b>",
        "<",
        ">",
        "<!--",
        "-->",
        "<!--more-->",
        "<https://x.example>",
        "<x@y.example>",
    ),
    *(
        "![",
        "[",
        "](https://x.example)",
        "](javascript:a)",
        "<javascript:a>",
        "]",
        "(",
        ")",
        "[^1]",
        "{{<",
        "{{%",
        ">}}",
        "%}}",
        "{",
    ),
    *("/*", "*/", "~", "~~", "^", "==", "++", ":smile:", ":", "`", "``", "\\", "**", "_", "!"),
    *(
        "&lt;!--",
        "&lt;",
        "&#91;",
        "&#40;",
        "$$",
        "$",
        "<https://a.b/",
        " ",
        "a",
        "1",
        '"',
        "'",
        "=",
    ),
)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(texts)
@example("\\<https://x.example>")
@example("{{{< x >}}}")
def test_an_escaped_text_is_read_back_in_its_canonical_form(text: str) -> None:
    canonical = unescaped(text)
    assert canonical == unescaped(escaped(text))
    assert canonical == unescaped(canonical)
    assert escaped(text) == escaped(escaped(text))


@given(texts)
def test_nothing_is_live_in_an_escaped_text_but_emphasis_code_and_links(text: str) -> None:
    after = escaped(text)
    assert live_markup(after) is None
    nodes = list(walk(children(parser().parse(f"x {after}"))))
    assert not [node for node in nodes if isinstance(node, inline.InlineHTML | inline.Image)]
    # In code and in addresses, there is no escape: such a text is refused.
    if not any(mark in after for mark in ("`", "](<", "<https", "<javascript")):
        assert not is_run_by_hugo(after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Generation <X>", r"Generation \<X>"),
        ("Leave ~~Twitter~~ now", r"Leave \~\~Twitter\~\~ now"),
        ("Use {{< to win", r"Use {\{< to win"),
        ("a {{% x %}} b", r"a {\{% x %}} b"),
        ("See ![x](https://t.example/p.gif)", "See !&#91;x](https://t.example/p.gif)"),
        ("<img src=x onerror=alert(1)>", r"\<img src=x onerror=alert(1)>"),
        ("Above<!--more-->", "Above&lt;!--more-->"),
        ("A footnote[^1] and :tada:", r"A footnote&#91;^1] and \:tada:"),
        ("`{{< x >}}` and `<b>`", "`{{</* x */>}}` and `<b>`"),
        ('[a](https://x.example "{{< t >}}")', r'[a](https://x.example "{\{< t >}}")'),
        ("H~2~O, x^2^, ==marked==, ++new++", r"H\~2\~O, x\^2\^, \=\=marked\=\=, \+\+new\+\+"),
        ("[a](javascript:alert(1))", "&#91;a](javascript:alert(1))"),
        ("[a](java&#115;cript:alert(1))", "&#91;a](java&#115;cript:alert(1))"),
        ('<a b="`<b>`">', r'\<a b="`<b>`">'),
        ("a `b` c `d` ~~e~~", r"a `b` c `d` \~\~e\~\~"),
        ("[a](https://x.example) `b` ~~c~~", r"[a](https://x.example) `b` \~\~c\~\~"),
        ("a [`b`](javascript:c)", "a &#91;`b`](javascript:c)"),
        ("a [~~b~~](javascript:c)", r"a &#91;\~\~b\~\~](javascript:c)"),
        ("<javascript:alert(1)>", r"\<javascript:alert(1)>"),
        ("$$x<b>$$ costs $5", r"\$\$x\<b>\$\$ costs $5"),
        (r"a \(b\) \[c\]", r"a &#40;b\) &#91;c\]"),
        ("<https://a.b/<!--more-->", r"\<https://a.b/&lt;!--more-->"),
    ],
)
def test_what_would_be_live_is_escaped(text: str, expected: str) -> None:
    assert expected == escaped(text)
    assert unescaped(text) == unescaped(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a&lt;!--more-->", "a<!--more-->"),
        (r"\<b>", "<b>"),
        (r"!\[x](y) !&#91;x](y)", "![x](y) ![x](y)"),
        (r"a\[^1] a&#91;^1] a\[\^1]", "a[^1] a[^1] a[^1]"),
        (r"{\{< x >}} \{{% x %}}", "{{< x >}} {{% x %}}"),
        (r"\:tada: \~\~a\~\~ \$\$b\$\$", ":tada: ~~a~~ $$b$$"),
        (r"a &#40;b\) &#91;c\]", r"a \(b\) \[c\]"),
        ("`{{</* x */>}}`", "`{{< x >}}`"),
    ],
)
def test_a_text_is_read_without_its_escapes(text: str, expected: str) -> None:
    assert expected == unescaped(text)


@pytest.mark.parametrize(
    "text",
    [
        "**Leave** [X](https://x.example/a_b), at 10:30:45, now! (5 < 6, ~50 to ~60)",
        "C++ and C++, a = b, [x], {y}, {{z}}, <https://x.example>, a & b, 3 > 2",
        "`code <b> ~~x~~`",
        "`~~` ~~x",
        "`~~a` b~~",
        "[a](https://x.example/~~b~~c)",
        "~~a [b](~~c)",
    ],
)
def test_a_harmless_text_keeps_its_bytes(text: str) -> None:
    assert text == escaped(text)
    assert text == unescaped(text)
    assert live_markup(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<br>", "HTML"),
        ("<!--x-->", "HTML"),
        ("![x](/y.png)", "an image"),
        ("{{< x >}}", "a shortcode"),
        ("~~x~~", None),
    ],
)
def test_live_markup_is_named(text: str, expected: str | None) -> None:
    assert expected == live_markup(text)


@pytest.mark.parametrize(
    "text", ["<b>" * 60, "[" * 3000 + "<b>", "*a " * 2000 + "b* " * 2000 + "<b>"]
)
def test_a_text_that_is_an_attack_is_escaped_as_a_whole(text: str) -> None:
    assert live_markup(escaped(text)) is None
    assert text.count("<b>") == escaped(text).count("\\<b>")


@pytest.mark.parametrize(
    "text",
    ["HAHAHUGOSHORTCODE1s0HBHB", "&#72;AHAHUGOSHORTCODE", "`{{< x`", "<https://x.example/{{%x>"],
)
def test_what_hugo_would_run_in_spite_of_escapes_is_found(text: str) -> None:
    assert is_run_by_hugo(escaped(text))
