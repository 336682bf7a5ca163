"""Strategies for networks, with rare characters and combinations, for the laws."""

from datetime import date

from hypothesis import strategies as st

from leavex_network import Entry, Initiative, Network, Petition
from leavex_network.models import About, AboutTranslation, Source, Translation
from leavex_network.text.invisible import BLANK_LETTERS
from leavex_network.text.urls import normalized

ALPHABETS = (
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.characters(categories=("L", "N", "P", "S"), exclude_characters=BLANK_LETTERS),
    st.sampled_from("*_[]()<>&`#\\!|~:;,.-'\"’«»“” éüñßøışاбあ中"),
)
DECOMPOSED = "e\u0301te\u0301 \u1100\u1161\u11a8 \u0958 \u212b <\u0338"
FAMILY, PERSIAN = "👨\u200d👩\u200d👧", "می\u200cخواهم"
HEBREW = "שָׁלוֹם C++\u200e"
KALACHAKRA = "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82"

texts = st.one_of(
    *(st.text(alphabet, max_size=40) for alphabet in ALPHABETS),
    st.just("**#LeaveX** [x](https://x.example)"),
    st.just(DECOMPOSED),
)
lines = texts.map(str.strip)
names = st.one_of(
    lines.filter(bool),
    st.sampled_from([FAMILY, PERSIAN, HEBREW, KALACHAKRA, "#juntas", "Bye Bye, Elon"]),
)
slugs = st.builds("{}-{}".format, st.sampled_from(["a", "x-odus", "leavex"]), st.integers(0, 99))
keys = st.sampled_from(["c10c97b", "457c567", "2026.1"])
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
urls = st.builds(
    "{}://{}.{}{}".format,
    st.sampled_from(["https", "http", "HTTPS"]),
    st.sampled_from(["a", "www.x", "x-1", "1", "Bücher"]),
    st.sampled_from(["example", "org", "eu", "EU", "xn--p1ai"]),
    st.sampled_from(["", "/", "/about", "/a/b?x=1&copy=2#c", "/%C3%A9", "/é", ":8080/x(1)"]),
)
hashtags = st.sampled_from(["LeaveX", "ByeByeElon", "juntas", "X2026", "Été", PERSIAN])
territories = st.sampled_from(["DE", "FR", "GB", "XK", "EU", "150", "001", "CY", "TW"])
languages = st.sampled_from(["de", "es", "fr", "pt-PT", "zh-Hant", "de-AT"])
maybe = st.none()

translations = st.dictionaries(
    languages,
    st.builds(
        Translation,
        name=maybe | names,
        url=maybe | urls,
        description=maybe | lines,
        of=maybe | st.just("3f9a1c2e"),
    ),
    max_size=3,
)
about_translations = st.dictionaries(
    languages,
    st.builds(AboutTranslation, title=maybe | names, description=maybe | lines),
    max_size=2,
)


own_values = st.one_of(
    lines,
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.lists(lines, max_size=2),
)
own_fields = st.dictionaries(
    st.sampled_from(["mastodon", "members", "a-1"]), own_values, max_size=3
)
DECLARED = {"event": {}, "meetup": {"en": ["Meetups", "Meetup"], "ja": ["集い"]}}


@st.composite
def entries(draw: st.DrawFn) -> Initiative | Petition:
    listed, concluded = draw(maybe | days), draw(maybe | days)
    if listed and concluded and concluded < listed:
        listed, concluded = concluded, listed
    kind = draw(st.sampled_from([Initiative, Petition]))
    url, also_at = draw(urls), draw(st.lists(urls, max_size=2, unique=True))
    taken = {normalized(address) for address in (url, *also_at)}
    archived = draw(maybe | urls.filter(lambda address: normalized(address) not in taken))
    return kind(
        id=draw(slugs),
        name=draw(names),
        name_language=draw(maybe | languages),
        url=url,
        also_at=also_at,
        archived=archived,
        description=draw(lines),
        hashtags=draw(st.lists(hashtags, max_size=3, unique=True)),
        territories=draw(st.lists(territories, max_size=3, unique=True)),
        status="concluded" if concluded else draw(st.sampled_from(["active", "concluded"])),
        listed=listed,
        concluded=concluded,
        closes=draw(maybe | days) if kind is Petition else None,
        sources=draw(st.lists(keys, max_size=2, unique=True)),
        note=draw(maybe | lines.filter(bool)),
        translations=draw(translations),
    )


abouts = st.builds(
    About,
    title=names,
    description=lines,
    introduction=lines,
    edition=maybe | days,
    url=maybe | urls,
    sources=st.just(
        {
            key: Source(url=f"https://x.example/{key}", date=date(2025, 1, 1))
            for key in ("c10c97b", "457c567", "2026.1")
        }
    ),
    translations=about_translations,
)
networks = st.builds(
    lambda drawn, about: Network(drawn, about=about),
    st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id),
    abouts,
)


@st.composite
def own_entries(draw: st.DrawFn) -> Entry:
    """Return an entry of a built-in or a declared kind, with fields of its own."""
    entry = draw(entries())
    kind = draw(st.sampled_from([entry.kind, "event", "meetup"]))
    values = {**entry.given(), "kind": kind, "extra": draw(own_fields)}
    if kind != "petition":
        values.pop("closes", None)
    return Entry.model_validate(values)


own_networks = st.builds(
    lambda drawn, about: Network(drawn, about=about.model_copy(update={"kinds": DECLARED})),
    st.lists(own_entries(), max_size=4, unique_by=lambda entry: entry.id),
    abouts,
)
"""Networks with declared kinds, and entries with fields of their own."""


@st.composite
def listed_entries(draw: st.DrawFn) -> Entry:
    """Return an entry of any kind that a page lists by its name and address."""
    number = draw(st.integers(1, 6))
    kind = draw(st.sampled_from(["initiative", "petition", "event", "meetup"]))
    status = draw(st.sampled_from(["active", "concluded"]))
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


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str | bytes:
    """Return a valid text with a few parts of it removed, repeated, replaced or swapped."""
    part_of_text = st.sampled_from(TOKENS)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 5, 30])))
        part = draw(st.one_of(part_of_text, st.just(text[start:end] * 2), st.text(max_size=3)))
        text = text[:start] + part + text[end:]
    return draw(st.sampled_from([text, text.encode("utf-8", "surrogatepass")]))
