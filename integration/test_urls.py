"""Accepted URLs in the URL parser of Node, which is that of browsers: the same scheme and host."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from leavex_network.text.urls import normalized, refusal

COUNT = 20_000
"""How many accepted URLs are compared."""
PARSER = Path(__file__).with_name("url_parser.mjs")

USUAL_LABELS = (
    *(
        "a",
        "www",
        "x-1",
        "a_b",
        "_",
        "a-",
        "-a",
        "1",
        "0x7f",
        "r4---sn",
        "EXAMPLE",
        "a" * 63,
        "xn--bcher-kva",
        "XN--P1AI",
    ),
    *("bücher", "BÜCHER", "faß", "οδός", "ΟΔΟΣ", "пример", "łódź", "İstanbul", "ı", "Å", "ä" * 50),
    *(
        "例え",
        "ツイッター・ボイコット",
        "二〇二五",
        "中文",
        "한국",
        "ไทย",
        "श्री",
        "क्\u200dष",
        "தமிழ்",
    ),
    *("אתר", "ג׳ורג׳", "موقع", "نامه\u200cای", "السعودية", "ⴰⴱ", "ᏣᎳᎩ", "ქართული", "paral·lel"),
)
OTHER_LABELS = (
    *("xn--a_b", "xn--a", "xn--", "straẞe", "Ӏ", "ꮳꮃꭹ", "ﬁn", "ｅxample", "①", "a²", "\u212a"),
    *("℀", "❤", "i❤", "½", "é" * 63, "a" * 64, "۱۲", "١٢", "אa", "", "xn--é", "☃"),
)
USUAL_TOPS = (
    "example",
    "org",
    "EU",
    "com",
    "xn--p1ai",
    "рф",
    "日本",
    "भारत",
    "مصر",
    "ישראל",
    "一号店",
)
OTHER_TOPS = ("1", "0x1", "localhost", "c", "١٢", "bücher.1", "xn--fiqs8s", "xn--90a3ac", "\uff11")
USUAL_RESTS = (
    *(
        "",
        "/",
        "/a/b?x=1&copy=2#c",
        "/../..//a",
        "?a",
        "#b",
        "/é",
        "/日本?ü#ß",
        "/%2e%2e/%C3%A9",
        "/[x]",
    ),
    *("/@evil.example", "?//evil.example", "//evil.example/", "/:80", "/a:b@c", "/می\u200cخواهم"),
)
OTHER_RESTS = (
    *("/\\evil.example", "/a b", "/\uffff", "/❤\ufe0f", "#\t", ";a", "/|", "@evil.example", "/a%"),
    *("%2F.evil.example", "／evil.example", "？evil", "＃evil", "＠evil.example"),
)
SCHEMES = ("http", "HTTPS", "hTtp", "https:", "ftp", " https", "ｈttps", "ht\ntps")
DOTS = ("..", "。", "．", "%2E", "｡", "\u2024")
PORTS = (":443", ":80", ":8080", ":65535", ":0", ":", ":٣", ":65536", ":080", "：80")
HOSTILE = (
    *"\t\n\r \x00\x7f\u00a0\u00ad\u034f\u115f\u180b\u180f\u200b\u200c\u200d\u200e\u202e\u2060",
    *"\u3000",
    *"\ufe00\ufe0f\ufeff\ufff0\ufffd\uffff\ufdd0\ue000\U000e0100\U000e0fff\U0001fffe\u0301\u0345\u093c",
    *"/\\?#@:%[]<>^|`{}!$&'()*+,;=~_\"-.。．｡/∕⁄：＃？＠％٪·・々ー׳؀۰٠०۲１²①Ⅷ",
    *"ẞßſςΣİıKÅΩǅﬁ℀ℂΐᏸꭰӀӏⴀႠაᲐᢅ\u1806一丶ノ",
)
RANGES = (
    *((0x80, 0x250), (0x370, 0x600), (0x600, 0x800), (0x900, 0xE00), (0xE00, 0x1100)),
    *((0x1380, 0x1800), (0x1E00, 0x2000), (0x2C00, 0x2E00), (0x3040, 0x3130), (0x4E00, 0x9FFF)),
    *((0xA640, 0xA800), (0xAC00, 0xD7A4), (0x80, 0xD7FF), (0xE000, 0x110000), (0x10000, 0x12000)),
)


def letters(rng: random.Random) -> str:
    """Return one to five characters of one block, of which half follow each other."""
    first, end = rng.choice(RANGES)
    return "".join(chr(rng.randrange(first, end)) for _ in range(rng.randint(1, 5)))


def punycode(text: str) -> str:
    return f"xn--{text.encode('punycode').decode()}"


def random_punycode(rng: random.Random) -> str:
    characters = rng.choices("abcdefghijklmnopqrstuvwxyz0123456789-", k=rng.randint(1, 12))
    return f"xn--{''.join(characters)}"


def chosen(rng: random.Random, usual: Sequence[str], other: Sequence[str]) -> str:
    return rng.choice(usual if rng.random() < 0.9 else other)


def label(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.6:
        return chosen(rng, USUAL_LABELS, OTHER_LABELS)
    if kind < 0.75:
        return letters(rng)
    if kind < 0.8:
        return chosen(rng, USUAL_LABELS, OTHER_LABELS) + rng.choice(USUAL_LABELS)
    if kind < 0.85:
        return random_punycode(rng)
    text = letters(rng) if kind < 0.95 else rng.choice(USUAL_LABELS)
    return punycode(text.lower())


def mutated(rng: random.Random, text: str) -> str:
    """Return a text with one character inserted, replaced, removed or in the other case."""
    index = rng.randrange(len(text))
    new = rng.choice((rng.choice(HOSTILE), text[index].swapcase(), "", letters(rng)[0]))
    return text[:index] + new + text[index + rng.randint(0, 1) :]


def candidates(rng: random.Random) -> Iterator[str]:
    """Yield plain, international, hostile and mutated URLs."""
    while True:
        dot = chosen(rng, ".", DOTS)
        host = "".join(label(rng) + dot for _ in range(rng.randint(1, 2)))
        host += chosen(rng, USUAL_TOPS, OTHER_TOPS)
        rest = chosen(rng, USUAL_RESTS, OTHER_RESTS)
        if rng.random() < 0.1:
            rest += letters(rng)
        url = f"{chosen(rng, ('https',), SCHEMES)}://{host}{chosen(rng, ('',), PORTS)}{rest}"
        while rng.random() < 0.15:
            url = mutated(rng, url)
        yield url


def parsed(urls: list[str]) -> list[list[str] | None]:
    """Return the scheme, the host and the port of each URL as Node reads it."""
    assert shutil.which("node"), "Node.js is not installed"
    call = ["node", str(PARSER)]
    done = subprocess.run(
        call, input=json.dumps(urls).encode(), capture_output=True, check=True, timeout=60
    )
    result: list[list[str] | None] = json.loads(done.stdout)
    return result


def test_node_reads_the_scheme_and_the_host_of_each_accepted_url_as_the_library() -> None:
    urls: dict[str, None] = {}
    for url in candidates(random.Random(19)):  # noqa: S311 - no secret
        if refusal(url) is None:
            urls[url] = None
        if len(urls) == COUNT:
            break
    others = []
    for url, read in zip(urls, parsed(list(urls)), strict=True):
        parts = urlsplit(normalized(url))
        port = "" if parts.port is None else str(parts.port)
        if read != [f"{parts.scheme}:", parts.hostname, port]:
            others.append((ascii(url), read, parts.netloc))
    assert [] == others, f"{len(others)} of {COUNT}"
