"""Which texts and which addresses are accepted, and what is said of the others."""

import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FAMILY, PERSIAN, names, urls

from leavex_network.text import urls as accepted
from leavex_network.text.characters import LONGEST_TEXT, fold, line_problem, name_problem, slug
from leavex_network.text.urls import LONGEST

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "name",
    [
        "Bye Bye, Elon",
        "#juntas",
        PERSIAN,
        "क्\u200dष",
        FAMILY,
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "\u2139\ufe0f info",
        "🏳\ufe0f\u200d🌈",
        "👩🏽\u200d💻",
        "🙍\u200d♀\ufe0f",
        ENGLAND,
        "葛\U000e0100城",
        "Prix\u202f: 5\u00a0€",
        "東京\u3000都",
    ],
)
def test_a_name_may_hold_what_its_script_and_its_emoji_need(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "is empty"),
        (" x", "begins or ends with white space, which a page does not keep"),
        ("a\nb", r"holds a line break, and it is one paragraph on one line ('\n')"),
        ("a\u2028b", r"holds a line break, and it is one paragraph on one line ('\u2028')"),
        ("a\x1b[31mb", r"holds a control character ('\x1b')"),
        ("a\x00b", r"holds a control character ('\x00')"),
        ("a\x9bb", r"holds a control character ('\x9b')"),
        ("a\ud800b", r"holds half of a surrogate pair, which no file can hold ('\ud800')"),
        ("a\u202eb", "holds the direction mark U+202E"),
        ("a\u2066b", "holds the direction mark U+2066"),
        ("a\u200fb", "holds the direction mark U+200F"),
        ("a\u200bb", "holds the invisible character U+200B"),
        ("a\u00adb", "holds the invisible character U+00AD"),
        ("a\ufeffb", "holds the invisible character U+FEFF"),
        ("Leave\u200dX", "holds the invisible character U+200D"),
        ("Leave\u200cX", "holds the invisible character U+200C"),
        ("می\u200c", "holds the invisible character U+200C"),
        ("❤\u200d", "holds the invisible character U+200D"),
        ("X\ufe0f", "holds the invisible character U+FE0F"),
        ("X\ufe01", "holds the invisible character U+FE01"),
        ("\ufe0fX", "holds the invisible character U+FE0F"),
        ("X\U000e0067", "holds the invisible character U+E0067"),
        ("a\u3164b", "holds the invisible character U+3164"),
        ("a\u2800b", "holds the invisible character U+2800"),
        ("x" * 1_001, "has 1,001 characters, and 1,000 are the most"),
    ],
)
def test_a_name_that_hides_something_is_refused(name: str, problem: str) -> None:
    assert problem == name_problem(name)


def test_a_description_may_hold_direction_marks_but_neither_line_breaks_nor_control_characters() -> (
    None
):
    assert line_problem("a \u202eb") is None
    assert "a line break" in str(line_problem("a\nb"))
    assert "a control character" in str(line_problem("a\tb"))
    assert "has 10,001 characters" in str(line_problem("x" * (LONGEST_TEXT + 1)))


@given(names)
def test_no_accepted_name_holds_a_control_character(name: str) -> None:
    assert name_problem(name) is None
    assert not [letter for letter in name if category(letter) in ("Cc", "Cs", "Zl", "Zp")]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(text) == fold(fold(text))


@given(st.text())
def test_a_slug_is_ascii_and_a_slug_of_itself(text: str) -> None:
    assert re.fullmatch("[a-z0-9]*(-[a-z0-9]+)*", slug(text))
    assert slug(text) == slug(slug(text))


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example",
        "http://x.example/",
        "HTTPS://X.Example/",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/ä?ö#ü",
        "https://x.xn--p1ai",
        "https://пример.рф",
        "https://x.example:8080/a",
        "https://aktion.campact.de/weact/musk-stoppen/teilnehmen?bucket=20250109-waeb-hv-elon-musk-stoppen-aktive-abos",
        "https://x.example/a?b=1&copy=2",
        "https://en.wikipedia.org/wiki/X_(disambiguation)",
        "https://x.example/%C3%A9",
        "https://x.example/?a[]=1",
        "https://x.example/a#b#c",
        "https://" + "a" * 63 + ".example/",
        "https://x.example/" + "a" * 2_000,
    ],
)
def test_an_absolute_web_address_is_accepted(url: str) -> None:
    assert accepted.refusal(url) is None


@pytest.mark.parametrize(
    ("url", "reason", "remedy"),
    [
        ("", "is empty", "write an absolute address such as 'https://example.org/'"),
        (
            "www.example.org",
            "is not absolute: its scheme is missing",
            "write 'https://www.example.org'",
        ),
        (
            "//example.org/a",
            "is not absolute: its scheme is missing",
            "write 'https://example.org/a'",
        ),
        (
            "https:example.org",
            "is not absolute: its scheme is missing",
            "write 'https://example.org'",
        ),
        (
            "https:/example.org",
            "is not absolute: its scheme is missing",
            "write 'https://example.org'",
        ),
        ("/about", "is not absolute", "write the whole address, from 'https://' on"),
        ("#top", "is not absolute", "write the whole address, from 'https://' on"),
        (
            "ftp://example.org",
            "has another scheme than https and http",
            "write an address that begins with 'https://'",
        ),
        (
            "javascript:alert(1)",
            "has another scheme than https and http",
            "write an address that begins with 'https://'",
        ),
        (
            "mailto:a@example.org",
            "has another scheme than https and http",
            "write an address that begins with 'https://'",
        ),
        (
            "https://user:pw@example.org/",
            "holds a user name or password before its host",
            "write 'https://example.org/'",
        ),
        (
            "https://example.org\\@evil.example",
            "holds a backslash, which browsers read as a slash",
            "write 'https://example.org/@evil.example'",
        ),
        (" https://example.org", "begins or ends with white space", "write 'https://example.org'"),
        ("https://example.org/a b", "holds white space", "write 'https://example.org/a%20b'"),
        ("https://exam\nple.org/", "holds white space", "write 'https://example.org/'"),
        (
            "https://example.org/\u00a0",
            "begins or ends with white space",
            "write 'https://example.org/'",
        ),
        (
            "https://example.org/\u202egro",
            "holds a control, direction or invisible character",
            "write 'https://example.org/gro'",
        ),
        (
            "https://exa\u200bmple.org",
            "holds a control, direction or invisible character",
            "write 'https://example.org'",
        ),
        (
            "https://example.org/\x00",
            "holds a control, direction or invisible character",
            "write 'https://example.org/'",
        ),
        ("https://127.0.0.1/", "names a machine by its IP address", "write the host's name"),
        ("https://2130706433/", "names a machine by its IP address", "write the host's name"),
        ("https://0x7f.1/", "names a machine by its IP address", "write the host's name"),
        ("https://0177.0.0.01", "names a machine by its IP address", "write the host's name"),
        ("https://１２７.0.0.1", "names a machine by its IP address", "write the host's name"),
        ("https://127。0。0。1", "names a machine by its IP address", "write the host's name"),
        ("https://[::1]/", "names a machine by its IP address", "write the host's name"),
        ("https://example.1/", "names a machine by its IP address", "write the host's name"),
        (
            "https://example.org./",
            "has a dot at the end of its host",
            "write 'https://example.org/'",
        ),
        (
            "https://a.localhost/",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://router.Internal",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://localhost/",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https:///a",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://-a.example",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://a_b.example",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://a..example",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://ｅxample.org",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://" + "a" * 64 + ".example",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://" + "a." * 130 + "example",
            "has no host name that could be registered",
            "write a host such as 'example.org'",
        ),
        (
            "https://example.org:0/",
            "has a port that is no number from 1 to 65535",
            "write 'https://example.org/'",
        ),
        (
            "https://example.org:99999/",
            "has a port that is no number from 1 to 65535",
            "write 'https://example.org/'",
        ),
        (
            "https://example.org:/",
            "has a port that is no number from 1 to 65535",
            "write 'https://example.org/'",
        ),
        (
            "https://example.org:٣/",
            "has a port that is no number from 1 to 65535",
            "write 'https://example.org/'",
        ),
        (
            "https://example.org/<b>",
            'holds a character that no address may (< > " { } | ^ `)',
            "write 'https://example.org/%3Cb%3E'",
        ),
        (
            "https://example.org/100%",
            "holds a % that two hexadecimal digits do not follow",
            "write 'https://example.org/100%25'",
        ),
        (
            "https://example.org/" + "a" * LONGEST,
            "is longer than 4,000 characters",
            "find the short address of the page",
        ),
    ],
)
def test_any_other_address_is_refused_with_the_form_that_would_do(
    url: str, reason: str, remedy: str
) -> None:
    assert (reason, remedy) == accepted.refusal(url)


@given(urls)
def test_a_generated_address_is_accepted_and_has_a_host_in_lower_case(url: str) -> None:
    assert accepted.refusal(url) is None
    assert accepted.host(url) == accepted.host(url).lower()
    assert accepted.host(url) in url.lower()


@given(
    st.one_of(
        st.text(),
        st.text().map("https://{}".format),
        st.text("https:/\\@.[]0x1f %#?a", max_size=30),
        urls.map(lambda url: url.replace("/", "\\")),
    )
)
def test_the_form_that_would_do_is_accepted(url: str) -> None:
    refusal = accepted.refusal(url)
    mended = re.fullmatch("write '(http[^']*)'", refusal.remedy) if refusal else None
    assert mended is None or accepted.refusal(mended[1]) is None
