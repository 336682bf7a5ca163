"""Strategies for networks, with rare characters and combinations, for the laws."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations, product
from math import prod
from typing import Any, TypeVar

from hypothesis import strategies as st

from leavex_network import Entry, Initiative, Network, Petition
from leavex_network.models import About, AboutTranslation, Source, Translation
from leavex_network.text.invisible import BLANK_LETTERS
from leavex_network.text.urls import normalized

# A draw takes much longer than what is built of it. So the values of a field are enumerated where
# they are few, and some fields are drawn together, as one number.

T = TypeVar("T")


def ordered(values: Sequence[T], most: int) -> list[tuple[T, ...]]:
    """Return each choice of at most so many values in each order; each length is as frequent."""
    choices = [list(permutations(values, length)) for length in range(most + 1)]
    longest = len(choices[-1])
    return [choice for group in choices for choice in group * (longest // len(group))]


def maybe(values: Sequence[T]) -> list[T | None]:
    """Return the values, and None as often as all of them."""
    return [*[None] * len(values), *values]


def together(*fields: Sequence[Any]) -> st.SearchStrategy[int]:
    """Draw a number that stands for a value of each field: `values_of` returns them."""
    return st.integers(0, prod(map(len, fields)) - 1)


def values_of(number: int, *fields: Sequence[Any]) -> list[Any]:
    """Return the value of each field for which a number stands."""
    values = []
    for field in fields:
        number, index = divmod(number, len(field))
        values.append(field[index])
    return values


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

TEXTS = [st.text(alphabet, max_size=40) for alphabet in ALPHABETS]
RARE_TEXTS = ("**#LeaveX** [x](https://x.example)", DECOMPOSED)
texts = st.one_of(*TEXTS, *map(st.just, RARE_TEXTS))
lines = texts.map(str.strip)

# A number stands for a text of that alphabet.
LINES = st.sampled_from([0, 1, 2, *RARE_TEXTS])
MAYBE_LINES = st.sampled_from([None, 0, 1, 2, *RARE_TEXTS])
ANY_NAME = [*[0, 1, 2] * 3, *RARE_TEXTS, *RARE_NAMES]
NAMES, MAYBE_NAMES = st.sampled_from(ANY_NAME), st.sampled_from([None, None, *ANY_NAME])


def line(draw: st.DrawFn, choices: st.SearchStrategy[Any], blank: str = "") -> Any:
    """Draw a choice: one line of an alphabet, a rare text, or None; `blank` replaces none."""
    choice = draw(choices)
    return draw(TEXTS[choice]).strip() or blank if isinstance(choice, int) else choice


@st.composite
def all_names(draw: st.DrawFn) -> str:
    return str(line(draw, NAMES, "x"))


names = all_names()
SLUGS = [f"{word}-{number}" for word in ("a", "x-odus", "leavex") for number in range(100)]
KEYS = ("c10c97b", "457c567", "2026.1")
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2026, 12, 31)
DAYS = [FIRST_DAY + timedelta(count) for count in range((LAST_DAY - FIRST_DAY).days + 1)]
MAYBE_DAYS = maybe(DAYS)
days = st.sampled_from(DAYS)
URLS = [
    f"{scheme}://{host}.{top}{rest}"
    for scheme, host, top, rest in product(
        ["https", "http", "HTTPS"],
        ["a", "www.x", "x-1", "1", "Bücher"],
        ["example", "org", "eu", "EU", "xn--p1ai"],
        ["", "/", "/about", "/a/b?x=1&copy=2#c", "/%C3%A9", "/é", ":8080/x(1)"],
    )
]
MAYBE_URLS = maybe(URLS)
urls = st.sampled_from(URLS)
HASHTAGS = ("LeaveX", "ByeByeElon", "juntas", "X2026", "Été", PERSIAN)
TERRITORIES = ("DE", "FR", "GB", "XK", "EU", "150", "001", "CY", "TW")
LANGUAGES = ("de", "es", "fr", "pt-PT", "zh-Hant", "de-AT")
languages = st.sampled_from(LANGUAGES)
LANGUAGES_OF_TEXTS = st.sampled_from(ordered(LANGUAGES, 3))
LANGUAGES_OF_ABOUT = st.sampled_from(ordered(LANGUAGES, 2))
IN_TRANSLATIONS = (MAYBE_URLS, [None, "3f9a1c2e"])
DRAWN_IN_TRANSLATIONS = together(*IN_TRANSLATIONS)


def translations(draw: st.DrawFn) -> dict[str, Translation]:
    drawn = {}
    for language in draw(LANGUAGES_OF_TEXTS):
        url, digest = values_of(draw(DRAWN_IN_TRANSLATIONS), *IN_TRANSLATIONS)
        name, description = line(draw, MAYBE_NAMES, "x"), line(draw, MAYBE_LINES)
        drawn[language] = Translation(name=name, url=url, description=description, of=digest)
    return drawn


def translations_of_about(draw: st.DrawFn) -> dict[str, AboutTranslation]:
    drawn = {}
    for language in draw(LANGUAGES_OF_ABOUT):
        title, description = line(draw, MAYBE_NAMES, "x"), line(draw, MAYBE_LINES)
        drawn[language] = AboutTranslation(title=title, description=description)
    return drawn


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

FACTS = (SLUGS, [Initiative, Petition], ["active", "concluded"], ordered(KEYS, 2), maybe(LANGUAGES))
PLACES_AND_TAGS = (ordered(TERRITORIES, 3), ordered(HASHTAGS, 3))
TWO_DAYS, TWO_URLS = (MAYBE_DAYS, MAYBE_DAYS), (URLS, MAYBE_URLS)
FURTHER_URLS = (MAYBE_URLS, MAYBE_URLS)
DRAWN_FACTS, DRAWN_PLACES_AND_TAGS = together(*FACTS), together(*PLACES_AND_TAGS)
DRAWN_DAYS, DRAWN_URLS = together(*TWO_DAYS), together(*TWO_URLS)
DRAWN_FURTHER_URLS, CLOSING_DAYS = together(*FURTHER_URLS), st.sampled_from(MAYBE_DAYS)


@st.composite
def entries(draw: st.DrawFn) -> Initiative | Petition:
    slug, kind, status, sources, name_language = values_of(draw(DRAWN_FACTS), *FACTS)
    listed, concluded = values_of(draw(DRAWN_DAYS), *TWO_DAYS)
    if listed and concluded and concluded < listed:
        listed, concluded = concluded, listed
    url, second = values_of(draw(DRAWN_URLS), *TWO_URLS)
    third, archived = values_of(draw(DRAWN_FURTHER_URLS), *FURTHER_URLS)
    also_at = [address for address in dict.fromkeys([second, third]) if address]
    taken = {normalized(address) for address in (url, *also_at)}
    if archived and normalized(archived) in taken:
        archived = None
    territories, hashtags = values_of(draw(DRAWN_PLACES_AND_TAGS), *PLACES_AND_TAGS)
    return kind(
        id=slug,
        name=line(draw, NAMES, "x"),
        name_language=name_language,
        url=url,
        also_at=also_at,
        archived=archived,
        description=line(draw, LINES),
        hashtags=hashtags,
        territories=territories,
        status="concluded" if concluded else status,
        listed=listed,
        concluded=concluded,
        closes=draw(CLOSING_DAYS) if kind is Petition else None,
        sources=sources,
        note=line(draw, MAYBE_LINES, "x"),
        translations=translations(draw),
    )


SOURCES = {key: Source(url=f"https://x.example/{key}", date=FIRST_DAY) for key in KEYS}
IN_ABOUT = (MAYBE_DAYS, MAYBE_URLS)
DRAWN_IN_ABOUT = together(*IN_ABOUT)


@st.composite
def all_abouts(draw: st.DrawFn) -> About:
    edition, url = values_of(draw(DRAWN_IN_ABOUT), *IN_ABOUT)
    return About(
        title=line(draw, NAMES, "x"),
        description=line(draw, LINES),
        introduction=line(draw, LINES),
        edition=edition,
        url=url,
        sources=SOURCES,
        translations=translations_of_about(draw),
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
