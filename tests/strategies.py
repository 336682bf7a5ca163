"""Strategies for networks, with rare characters and combinations, for the laws."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations, product
from typing import TypeVar

from hypothesis import strategies as st

from leavex_network import Entry, Initiative, Network, Petition
from leavex_network.models import About, AboutTranslation, Source, Translation
from leavex_network.text.invisible import BLANK_LETTERS
from leavex_network.text.urls import normalized

# What is drawn costs more than what is built of it. So all values of a field with few of them are
# enumerated, and one is drawn at once, whatever parts it has.

T = TypeVar("T")


def ordered(values: Sequence[T], most: int) -> list[tuple[T, ...]]:
    """Return each choice of at most so many values in each order; each length is as frequent."""
    choices = [list(permutations(values, length)) for length in range(most + 1)]
    longest = len(choices[-1])
    return [choice for group in choices for choice in group * (longest // len(group))]


def maybe(values: Sequence[T]) -> st.SearchStrategy[T | None]:
    """Draw a value, or None half of the time."""
    return st.sampled_from([*[None] * len(values), *values])


ALPHABETS = (
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.characters(categories=("L", "N", "P", "S"), exclude_characters=BLANK_LETTERS),
    st.sampled_from("*_[]()<>&`#\\!|~:;,.-'\"’«»“” éüñßøışاбあ中"),
)
DECOMPOSED = "e\u0301te\u0301 \u1100\u1161\u11a8 \u0958 \u212b <\u0338"
FAMILY, PERSIAN = "👨\u200d👩\u200d👧", "می\u200cخواهم"
HEBREW = "שָׁלוֹם C++\u200e"
KALACHAKRA = "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82"
RARE_NAMES = (FAMILY, PERSIAN, HEBREW, KALACHAKRA, "#juntas", "Bye Bye, Elon")

texts = st.one_of(
    *(st.text(alphabet, max_size=40) for alphabet in ALPHABETS),
    st.just("**#LeaveX** [x](https://x.example)"),
    st.just(DECOMPOSED),
)
lines = texts.map(str.strip)
maybe_lines = st.none() | lines
some_lines = lines.filter(bool)
names = st.one_of(some_lines, st.sampled_from(RARE_NAMES))
maybe_names = st.none() | names
SLUGS = [f"{word}-{number}" for word in ("a", "x-odus", "leavex") for number in range(100)]
KEYS = ("c10c97b", "457c567", "2026.1")
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2026, 12, 31)
DAYS = [FIRST_DAY + timedelta(count) for count in range((LAST_DAY - FIRST_DAY).days + 1)]
days = st.sampled_from(DAYS)
maybe_days = maybe(DAYS)
URLS = [
    f"{scheme}://{host}.{top}{rest}"
    for scheme, host, top, rest in product(
        ["https", "http", "HTTPS"],
        ["a", "www.x", "x-1", "1", "Bücher"],
        ["example", "org", "eu", "EU", "xn--p1ai"],
        ["", "/", "/about", "/a/b?x=1&copy=2#c", "/%C3%A9", "/é", ":8080/x(1)"],
    )
]
urls = st.sampled_from(URLS)
maybe_urls = maybe(URLS)
HASHTAGS = ("LeaveX", "ByeByeElon", "juntas", "X2026", "Été", PERSIAN)
TERRITORIES = ("DE", "FR", "GB", "XK", "EU", "150", "001", "CY", "TW")
LANGUAGES = ("de", "es", "fr", "pt-PT", "zh-Hant", "de-AT")
languages = st.sampled_from(LANGUAGES)
maybe_languages = maybe(LANGUAGES)
LANGUAGES_OF_TEXTS = st.sampled_from(ordered(LANGUAGES, 3))
LANGUAGES_OF_ABOUT = st.sampled_from(ordered(LANGUAGES, 2))
DIGESTS = st.sampled_from([None, "3f9a1c2e"])


@st.composite
def all_translations(draw: st.DrawFn) -> dict[str, Translation]:
    return {
        language: Translation(
            name=draw(maybe_names),
            url=draw(maybe_urls),
            description=draw(maybe_lines),
            of=draw(DIGESTS),
        )
        for language in draw(LANGUAGES_OF_TEXTS)
    }


translations = all_translations()


@st.composite
def translations_of_about(draw: st.DrawFn) -> dict[str, AboutTranslation]:
    return {
        language: AboutTranslation(title=draw(maybe_names), description=draw(maybe_lines))
        for language in draw(LANGUAGES_OF_ABOUT)
    }


about_translations = translations_of_about()


own_values = st.one_of(
    lines,
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.lists(lines, max_size=2),
)
OWN_FIELDS = st.sampled_from(ordered(["mastodon", "members", "a-1"], 3))
DECLARED = {"event": {}, "meetup": {"en": ["Meetups", "Meetup"], "ja": ["集い"]}}


@st.composite
def fields_of_own(draw: st.DrawFn) -> dict[str, object]:
    return {name: draw(own_values) for name in draw(OWN_FIELDS)}


own_fields = fields_of_own()

KINDS = st.sampled_from([Initiative, Petition])
STATUSES = st.sampled_from(["active", "concluded"])
ALL_SLUGS = st.sampled_from(SLUGS)
SOME_HASHTAGS = st.sampled_from(ordered(HASHTAGS, 3))
SOME_TERRITORIES = st.sampled_from(ordered(TERRITORIES, 3))
SOME_KEYS = st.sampled_from(ordered(KEYS, 2))
NOTES = st.none() | some_lines


@st.composite
def entries(draw: st.DrawFn) -> Initiative | Petition:
    listed, concluded = draw(maybe_days), draw(maybe_days)
    if listed and concluded and concluded < listed:
        listed, concluded = concluded, listed
    kind = draw(KINDS)
    url = draw(urls)
    others = (draw(maybe_urls), draw(maybe_urls))
    also_at = [address for address in dict.fromkeys(others) if address]
    archived = draw(maybe_urls)
    taken = {normalized(address) for address in (url, *also_at)}
    if archived and normalized(archived) in taken:
        archived = None
    return kind(
        id=draw(ALL_SLUGS),
        name=draw(names),
        name_language=draw(maybe_languages),
        url=url,
        also_at=also_at,
        archived=archived,
        description=draw(lines),
        hashtags=draw(SOME_HASHTAGS),
        territories=draw(SOME_TERRITORIES),
        status="concluded" if concluded else draw(STATUSES),
        listed=listed,
        concluded=concluded,
        closes=draw(maybe_days) if kind is Petition else None,
        sources=draw(SOME_KEYS),
        note=draw(NOTES),
        translations=draw(translations),
    )


SOURCES = {key: Source(url=f"https://x.example/{key}", date=FIRST_DAY) for key in KEYS}


@st.composite
def all_abouts(draw: st.DrawFn) -> About:
    return About(
        title=draw(names),
        description=draw(lines),
        introduction=draw(lines),
        edition=draw(maybe_days),
        url=draw(maybe_urls),
        sources=SOURCES,
        translations=draw(about_translations),
    )


abouts = all_abouts()
networks = st.builds(
    lambda drawn, about: Network(drawn, about=about),
    st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id),
    abouts,
)

KINDS_BESIDE = {
    kind: st.sampled_from([kind, "event", "meetup"]) for kind in ("initiative", "petition")
}


@st.composite
def own_entries(draw: st.DrawFn) -> Entry:
    """Return an entry of a built-in or a declared kind, with fields of its own."""
    entry = draw(BUILT_IN)
    kind = draw(KINDS_BESIDE[entry.kind])
    values = {**entry.given(), "kind": kind, "extra": draw(own_fields)}
    if kind != "petition":
        values.pop("closes", None)
    return Entry.model_validate(values)


BUILT_IN = entries()
own_networks = st.builds(
    lambda drawn, about: Network(drawn, about=about.model_copy(update={"kinds": DECLARED})),
    st.lists(own_entries(), max_size=4, unique_by=lambda entry: entry.id),
    abouts,
)
"""Networks with declared kinds, and entries with fields of their own."""

LISTED = st.sampled_from(
    list(
        product(range(1, 7), ["initiative", "petition", "event", "meetup"], ["active", "concluded"])
    )
)


@st.composite
def listed_entries(draw: st.DrawFn) -> Entry:
    """Return an entry of any kind that a page lists by its name and address."""
    number, kind, status = draw(LISTED)
    values = {"kind": kind, "status": status, "name": f"Name {number}", "id": f"name-{number}"}
    return Entry.model_validate({**values, "url": f"https://{number}.example"})


listed_networks = st.builds(
    lambda drawn: Network(drawn, about=About(kinds=DECLARED)),
    st.lists(listed_entries(), max_size=6, unique_by=lambda entry: entry.id),
)
"""Networks with declared kinds whose entries pages list without further ado."""

TOKENS = (
    "", "\r", "\n", "\0", '"', "'", ",", ";", "\t", ":", "[", "]", "{", "}", "[]", "{}", "null",
    "-", "true", "NaN", "1e999", "9" * 30, "\\", "\\u0000", "\\ud800", "\ufeff", "\ud800",
    "\U000e0001", '"id":1,', '"entries":[[]],', '"accepted":[{"x":1}],', '"a":{"a":1,"a":2},',
)  # fmt: skip
PARTS, COUNTS = st.sampled_from(TOKENS), st.integers(1, 4)
LENGTHS, SHORT_TEXTS = st.sampled_from([0, 0, 1, 2, 5, 30]), st.text(max_size=3)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str | bytes:
    """Return a valid text with a few parts of it removed, repeated, replaced or swapped."""
    for _ in range(draw(COUNTS)):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(LENGTHS))
        part = draw(st.one_of(PARTS, st.just(text[start:end] * 2), SHORT_TEXTS))
        text = text[:start] + part + text[end:]
    return draw(st.sampled_from([text, text.encode("utf-8", "surrogatepass")]))
