"""Fuzz one reader with atheris: `python fuzz/fuzz.py TARGET [SECONDS] [SEED]`.

Whatever the bytes, a reader ends in a result or in a `NetworkError`: any other exception stops the
run, and the input is left in the folder `build/fuzz/`. The last line says how many were tried.
`nox -s fuzz -- 600` runs every target for ten minutes.
"""

import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["leavex_network"]):
    from leavex_network import NetworkError, check, dumps, load, loads
    from leavex_network.files import hugo_config
    from leavex_network.pages import front_matter
    from leavex_network.pages.blocks import Page
    from leavex_network.text import inline, live_markup, structured, urls

SECONDS = 20
ROOT = Path(__file__).resolve().parent.parent
CRASHES = ROOT / "build" / "fuzz"


def text_of(data: bytes) -> str:
    """Return bytes as text; others than UTF-8 as surrogates, which a caller in Python may pass."""
    return data.decode("utf-8", "surrogateescape")


def pages(data: bytes) -> None:
    """Read a page and write it back; if it is read, nothing changes."""
    page = Page.parse(text_of(data))
    assert str(page) == text_of(data)
    network = loads(data, "markdown", language="en", base_url="https://a.example")
    again = dumps(network, "markdown", onto=data.decode(), base_url="https://a.example")
    assert again == data.decode()


def json_(data: bytes) -> None:
    """Read a data file, and check what was read."""
    network = loads(data)
    check(network)


def csv(data: bytes) -> None:
    """Read a table."""
    loads(data, "csv", language="en")


def addresses(data: bytes) -> None:
    """Decide about an address, and compare an accepted one."""
    url = text_of(data)
    if urls.refusal(url) is None:
        urls.host(url)
        assert urls.normalized(urls.normalized(url)) == urls.normalized(url)


def markdown(data: bytes) -> None:
    """Show a description in all its forms, and escape what is live in it."""
    text = text_of(data)
    inline.plain(text)
    inline.html(text)
    inline.links(text)
    inline.link_spans(text)
    live_markup.escaped(text)
    live_markup.live_markup(text)


def front(data: bytes) -> None:
    """Read front matter, and replace its title."""
    fence = ("---", "+++")[bool(data) and data[0] % 2]
    text = f"{fence}\n{text_of(data[1:])}\n{fence}\n"
    front_matter.texts(Page.parse(text))
    front_matter.with_value(text, "title", "X")


def configuration(data: bytes) -> None:
    """Read the configuration of a site."""
    syntax: structured.Syntax = ("yaml", "toml", "json")[len(data) % 3]
    file = Path(tempfile.gettempdir(), "leavex-network-fuzz", f"hugo.{syntax}")
    file.parent.mkdir(exist_ok=True)
    for other in file.parent.iterdir():
        other.unlink()
    file.write_bytes(data)
    hugo_config.settings_of(file.parent)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "pages": pages,
    "json": json_,
    "csv": csv,
    "urls": addresses,
    "inline": markdown,
    "front-matter": front,
    "configuration": configuration,
}

# What the readers know, so that a run begins with more than noise.
WORDS = (
    *(
        "### Petitions\n",
        "* [A](https://a.example): B (Germany)\n",
        "#### Concluded\n",
        "```\n",
        "> ",
    ),
    *(
        "<!-- ",
        " -->",
        "{{< x >}}",
        "](",
        "[",
        "![",
        "<b>",
        "&#91;",
        "\\",
        "**",
        "~~",
        "---\n",
        "+++\n",
    ),
    *(
        '{"schema_version": 1, "about": {"title": "T", "language": "en"}, "entries": [',
        "]}",
        '"id": "a"',
    ),
    *(
        '{"kind": "petition", "id": "a", "name": "A", "url": "https://a.example"}',
        '"translations": {}',
    ),
    *(
        "kind,id,name,url\n",
        "petition,a,A,https://a.example\n",
        '"',
        ",",
        "\r\n",
        "\r",
        "\ufeff",
        "\0",
    ),
    *(
        "https://",
        "xn--bcher-kva",
        ".example",
        ":443",
        "/%C3%BC",
        "\u200d",
        "\u0301",
        "ß",
        "@",
        "?",
        "#",
    ),
    *("title: X\n", "a: &a {b: *a}\n", "<<: ", "!!int ", "- ", "? ", "|\n", "a.b = 1\n", "[[a]]\n"),
    *("[languages.de]\n", "baseURL = 'https://a.example'\n", '"contentDir": "content/de"'),
)


def seeds(target: str) -> list[bytes]:
    """Return valid inputs of a target."""
    if target == "json":
        return [dumps(load()[:2]).encode()]
    if target == "csv":
        return [dumps(load()[:2], "csv").encode()]
    if target == "pages":
        return [dumps(load()[:4], "markdown").encode()]
    return []


def main(target: str, seconds: int, seed: int) -> None:
    """Run a target; exit with an error at the first exception that is none of ours."""
    corpus = Path(tempfile.mkdtemp())
    for number, content in enumerate(seeds(target)):
        (corpus / str(number)).write_bytes(content)
    dictionary = corpus.with_suffix(".words")
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS)
    dictionary.write_text("".join(f'"{word}"\n' for word in escaped))
    CRASHES.mkdir(parents=True, exist_ok=True)
    count = 0
    end = time.monotonic() + seconds

    def once(data: bytes) -> None:
        nonlocal count
        count += 1
        with suppress(NetworkError):
            TARGETS[target](data)
        if time.monotonic() > end:
            print(f"{target}: {count:,} inputs in {seconds} s, no foreign exception", flush=True)
            os._exit(0)  # libFuzzer would go on

    warnings.simplefilter("ignore")
    options = [f"-seed={seed}", f"-artifact_prefix={CRASHES}/{target}-", f"-dict={dictionary}"]
    limits = ["-timeout=10", "-rss_limit_mb=1000", "-max_len=4096", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, *limits, str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    words = sys.argv[1:]
    if not words or words[0] not in TARGETS:
        raise SystemExit(f"{__doc__}\nTargets: {', '.join(TARGETS)}")
    main(words[0], int(words[1]) if words[1:] else SECONDS, int(words[2]) if words[2:] else 1)
