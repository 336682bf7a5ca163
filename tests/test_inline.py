"""Inline Markdown of descriptions: plain text, HTML and links."""

import re
from html import unescape
from html.parser import HTMLParser
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from leavex_network.pages import item
from leavex_network.text import inline, simple, urls

REL = 'rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("markdown", "text", "html"),
    [
        ("The **#LeaveX** call", "The #LeaveX call", "The <strong>#LeaveX</strong> call"),
        ("*a* `b` \\*c\\*", "a b *c*", "<em>a</em> <code>b</code> *c*"),
        (
            "[a *b*](https://x.example/?a=1&copy=2)",
            "a b",
            f'<a href="https://x.example/?a=1&amp;copy=2" {REL}>a <em>b</em></a>',
        ),
        (
            "<https://x.example>",
            "https://x.example",
            f'<a href="https://x.example" {REL}>https://x.example</a>',
        ),
        (
            "[a](javascript:alert(1)) [b](/about) <x@y.example>",
            "a b x@y.example",
            "a b x@y.example",
        ),
        (
            "<img src=x onerror=alert(1)>",
            "<img src=x onerror=alert(1)>",
            "&lt;img src=x onerror=alert(1)&gt;",
        ),
        (
            "<b>x</b> ![alt *y*](https://x.example/i.png)",
            "<b>x</b> alt y",
            "&lt;b&gt;x&lt;/b&gt; alt <em>y</em>",
        ),
        ("# 1. no heading", "# 1. no heading", "# 1. no heading"),
        (
            "AT&amp;T &lt;b&gt; &copy 2026 &nosuch;",
            "AT&T <b> &copy 2026 &nosuch;",
            "AT&amp;T &lt;b&gt; &amp;copy 2026 &amp;nosuch;",
        ),
        ("a  \nb", "a b", "a b"),
        ("  a & b ", "a & b ", "a &amp; b "),
        ("`&lt;` &lt;", "&lt; <", "<code>&amp;lt;</code> &lt;"),
        (" **a** ", "a ", "<strong>a</strong> "),
        ("[a](https://x.example) [b](/about)", "a b", f'<a href="https://x.example" {REL}>a</a> b'),
        (
            "[**c**](https://y.example/?a=1&b=2)",
            "c",
            f'<a href="https://y.example/?a=1&amp;b=2" {REL}><strong>c</strong></a>',
        ),
        ("", "", ""),
    ],
)
def test_inline_markdown_is_rendered_and_everything_else_is_text(
    markdown: str, text: str, html: str
) -> None:
    assert (text, html) == (inline.plain(markdown), inline.html(markdown))


def test_the_links_of_a_simple_text_are_those_to_accepted_urls() -> None:
    markdown = "a **b** [**c**](https://x.example), [d](/about), [e](https://y.example/?a=1&b=2)."
    assert (("c", "https://x.example"), ("e", "https://y.example/?a=1&b=2")) == inline.links(
        markdown
    )


def test_only_links_to_accepted_urls_are_links() -> None:
    markdown = "[a **b**](https://x.example) [c](http://127.0.0.1) *[d](<https://y.example>)*"
    assert (("a b", "https://x.example"), ("d", "https://y.example")) == inline.links(markdown)


@pytest.mark.parametrize(("depth", "elements"), [(48, 48), (49, 0)])
def test_emphasis_is_rendered_up_to_a_depth(depth: int, elements: int) -> None:
    assert elements == inline.html("*a " * depth + "b*" * depth).count("<em>")


def test_emphasis_that_is_deeper_than_the_stack_is_text() -> None:
    markdown = "*a " * 600 + "b*" * 600
    assert markdown == inline.plain(markdown)


@pytest.mark.slow
@pytest.mark.parametrize(
    "markdown",
    [
        "*a " * 3_000 + "b*" * 3_000,
        "**" * 5_000,
        "[" * 10_000,
        "_a" * 5_000 + "_" * 4_000,
        "*a **b " * 1_000,
    ],
)
def test_thousands_of_nested_emphasis_marks_are_text(markdown: str) -> None:
    assert len(inline.plain(markdown)) <= len(markdown)
    assert "<" not in re.sub("</?(?:em|strong)>", "", inline.html(markdown))


class Elements(HTMLParser):
    """Collects the elements of a fragment, and its text."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        assert all(urls.refusal(value or "") is None for name, value in attrs if name == "href")

    def handle_data(self, data: str) -> None:
        self.text += data


hostile = st.text("<>&;\"'*_[]()`!\\/ahrefsconmg:=ipt.# ", max_size=60)


@given(st.one_of(texts, hostile, st.text()))
def test_the_html_of_any_text_has_only_four_elements(markdown: str) -> None:
    parsed = Elements(inline.html(markdown))
    assert {*parsed.elements} <= {("strong", ()), ("em", ()), ("code", ()), ("a", ("href", "rel"))}
    assert unescape(re.sub("<[^>]*>", "", inline.html(markdown))) == inline.plain(markdown)


PIECES = st.sampled_from(
    [
        *("word", " ", "  ", ".", "#tag", "(", ")", "é", "😀", ":", ",", '"', "-", "1.", "#", "~~"),
        *("&", "&copy", "&amp;", "&#64;", ">", "<b>", "!", "![", "_", "*", "`", "\\", "{x}"),
        *("**", "[a]", "[**", "**]", "[**a**](https://q.example)", "[b c](http://b.example)"),
        *("(https://a.example/x)", "(https://a.example/?a_b=1)", "](", "**x**", "**#T**"),
        *("http://c.example", "www.d.example", "a@b.example", "{{< x >}}", "/path", "(/about)"),
        *("[c](https://z.example/?a=1&copy=2)", "[d](https://z.example/?a=1&amp;b)", "[](/)"),
        *("[e](<>)", "a_b", "é__é", " * ", " ** ", "< ", "**a * b_c**", "[a_b](https://q.example)"),
    ]
)
SIMPLE = st.lists(PIECES, min_size=1, max_size=9).map("".join)


@given(SIMPLE)
def test_simple_forms_are_understood_as_the_parser_understands_them(markdown: str) -> None:
    text = f"* {markdown}\n"
    functions = (inline.plain, inline.html, inline.links, inline.link_spans)
    without_parser = [function(markdown) for function in functions]
    read_item = item.read(text, "en")
    with patch.object(simple, "parts", return_value=None):
        assert without_parser == [function(markdown) for function in functions]
        assert read_item == item.read(text, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("snake_case", "snake_case"),
        ("2 * 3 < 7", "2 * 3 &lt; 7"),
        ("**a_b** (x & y)!", "<strong>a_b</strong> (x &amp; y)!"),
    ],
)
def test_signs_that_are_no_markup_need_no_parser(text: str, expected: str) -> None:
    with patch.object(inline, "parser", side_effect=AssertionError):
        assert expected == inline.html(text)
        assert unescape(re.sub("<[^>]*>", "", expected)) == inline.plain(text)


def test_a_link_without_an_address_has_no_span() -> None:
    markdown = "`x` [a]() [b](https://b.example)"
    spans = inline.link_spans(markdown)
    assert ["https://b.example"] == [markdown[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "text", ["[a](" * 40, "<a b='" * 80, "`a ``b " * 60, f"**a** *b* {'c' * 50_000}"]
)
def test_a_text_with_more_markup_than_is_parsed_is_shown_as_it_is(text: str) -> None:
    assert text == inline.plain(text)
    assert text == unescape(inline.html(text))
    assert () == inline.links(text)
    assert [] == inline.link_spans(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 50_000, True),
        ("a" * 50_001, False),
        ("[" * 60, True),
        ("[" * 61, False),
        ("[" * 50 + "a" * 19_950, True),
        ("[" * 50 + "a" * 19_951, False),
    ],
)
def test_a_text_is_parsed_up_to_a_length_and_a_number_of_opening_marks(
    text: str,
    expected: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert expected == inline.is_bounded(text)
