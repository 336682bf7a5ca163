"""Read hostile files within bounds of memory and time: `python benchmarks/hostile.py [NAME...]`.

Each input is read by a process of its own, which measures the CPU time and the peak of its memory
beyond that of the interpreter with the library imported. The script exits with 1 if a bound is
exceeded, or if an input of four times the length takes more than 4.6 times the CPU time.

A row of `INPUTS` is a format, a function from a size to a text, and the size. To add a kind of
input, add a row; what reads a format is in `READERS`.
"""

import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from math import isqrt
from pathlib import Path
from typing import Any, NamedTuple

from leavex_network import NetworkError, dumps, load, loads
from leavex_network import read as read_network
from leavex_network.files.checking import of_json
from leavex_network.formats.utf_8 import decode
from leavex_network.pages.blocks import Page
from leavex_network.pages.regions import regions

MOST_BYTES = 200_000_000
MOST_BYTES_FOR_A_BYTE = 10
MOST_SECONDS = 10.0
MOST_GROWTH = 4.6
"""Of the CPU time at four times the length."""
SHORTEST_MEASURED = 0.1
"""In seconds of CPU time: below it, growth is noise."""
LONGEST_WAIT = 120.0
LENGTH = 15_000_000
LARGEST = 60_000_000
NUMBER = "§"

Make = Callable[[int], str]
"""Returns a text of approximately that many characters."""


class Input(NamedTuple):
    """A hostile text."""

    reader: str
    make: Make
    size: int = LENGTH


class Measured(NamedTuple):
    """What reading a text took."""

    size: int
    """In bytes of UTF-8."""
    seconds: float
    memory: int
    """In bytes, at the peak, beyond the interpreter and the library."""
    result: str


def repeated(before: str, part: str, after: str = "", *, separator: str = "") -> Make:
    """Return a function that repeats a part; in it, `NUMBER` is replaced by a number."""

    def make(size: int) -> str:
        count = size // (len(part) + len(separator))
        parts: Iterable[str] = repeat(part, count)
        if NUMBER in part:
            parts = (part.replace(NUMBER, str(number)) for number in range(count))
        return before + separator.join(parts) + after

    return make


def in_entries(part: str) -> Make:
    """Return a function that repeats an entry."""
    return repeated('{"version": 1, "about": {}, "entries": [', part, "]}", separator=",")


def in_entry(field: str, part: str, brackets: str = "[]", separator: str = ",") -> Make:
    """Return a function that repeats a part of one field of an entry."""
    before = f'{{"about": {{}}, "entries": [{{{ENTRY}, "{field}": {brackets[0]}'
    return repeated(before, part, f"{brackets[1]}}}]}}", separator=separator)


def in_about(field: str, part: str, brackets: str = "[]") -> Make:
    """Return a function that repeats a part of one field of `about`."""
    before = f'{{"about": {{"{field}": {brackets[0]}'
    return repeated(before, part, f'{brackets[1]}}}, "entries": []}}', separator=",")


ENTRY = '"kind": "petition", "id": "a", "name": "A", "url": "https://a.example"'
PLAIN = '{"kind": "petition", "id": "a§", "name": "A", "url": "https://a.eu"'
HEADER = "id,kind,name,url,description,territories,sources,source_urls,source_days,language\n"
LANGUAGES = '{"de": {}, "es": {}, "fr": {}, "it": {}, "nl": {}, "pl": {}, "sv": {}, "tr": {}}'
ALIASES = ",".join(f'"a§-{number}"' for number in range(1_000))
LONG_URL = "https://a.example/" + "é" * 3_900

TITLES = "title: A\ndescription: A\n"
FLOW_TITLES = "title: A, description: A, "
DEEP_KEY = ".".join("a" * 24)
ITEM = "### Petitions\n\n* [A](https://a.example): "
LINES = "### Petitions\n\n"


def in_item(part: str, after: str = "\n") -> Input:
    """Return a page with one item that repeats a part."""
    return Input("page", repeated(ITEM, part, after), 400_000)


def on_page(part: str, before: str = LINES) -> Input:
    """Return a page that repeats a part, such as an item."""
    return Input("page", repeated(before, part), 1_000_000)


def in_front(fence: str, part: str, before: str = "") -> Input:
    """Return a page whose front matter repeats a part."""
    return Input("page", repeated(f"{fence}\n{before}", part, f"\n{fence}\n"), 1_000_000)


def edited_front(fence: str, part: str, before: str = "", after: str = "", size: int = 0) -> Input:
    """Return a page that is edited, and whose front matter repeats a part below the limits."""
    make = repeated(f"{fence}\n{before}", part, f"{after}\n{fence}\n{ITEM}\n")
    return Input("edit", make, size or 195_000)


def in_configuration(reader: str, part: str, before: str = "", after: str = "") -> Input:
    """Return a configuration that repeats a part, up to the limit of characters."""
    return Input(reader, repeated(before, part, after), 195_000)


def nested(size: int) -> str:
    """Return a page with one item of links within links."""
    count = size // 22
    return f"{ITEM}{'[' * count}a{'](https://x.example)' * count}\n"


INPUTS: Mapping[str, Input] = {
    "JSON: empty lists": Input("json", in_entries("[]")),
    "JSON: empty lists, 60 MB": Input("json", in_entries("[]"), LARGEST),
    "JSON: empty objects": Input("json", in_entries("{}")),
    "JSON: bad entries": Input("json", in_entries('{"id": 1, "x": 1}')),
    "JSON: a name of 10 MB": Input("json", in_entry("name", "a", '""', ""), 10_000_000),
    "JSON: a key of 10 MB": Input("json", repeated('{"', "a", '": 1}'), 10_000_000),
    "JSON: a string of 60 MB": Input("json", repeated('"', "a", '"'), LARGEST),
    "JSON: escapes": Input("json", in_entry("name", "\\u0000", '""', "")),
    "JSON: backslashes without an end": Input("json", repeated('{"about": "', "\\\\")),
    "JSON: names of 900 kB": Input("json", in_entries(f'{{"name": "{"a" * 900_000}"}}')),
    "JSON: ids of 900 kB": Input(
        "json", in_entries(f'{{"kind": "petition", "id": "{"É" * 900_000}"}}')
    ),
    "JSON: lists in lists": Input("json", repeated("", "[")),
    "JSON: objects in objects": Input("json", repeated("", '{"a":')),
    "JSON: lists in entries": Input("json", in_entries("[" * 90 + "]" * 90)),
    "JSON: a number of 15 MB": Input("json", repeated('{"version": ', "9")),
    "JSON: a fraction of 15 MB": Input("json", repeated('{"version": 0.', "9", "}")),
    "JSON: fractions of 900 kB": Input("json", in_entries("0." + "9" * 900_000)),
    "JSON: keys of a file": Input("json", repeated("{", '"k§": 1', "}", separator=",")),
    "JSON: keys of an entry": Input("json", in_entry("x", '"k§": 1', "{}")),
    "JSON: one key again and again": Input("json", in_entry("x", '"k": 1', "{}")),
    "JSON: one key again in each entry": Input("json", in_entries('{"a":1,"a":1}')),
    "JSON: sources of an entry": Input("json", in_entry("sources", '"s§"')),
    "JSON: aliases of entries": Input("json", in_entries(f'{PLAIN}, "aliases": [{ALIASES}]}}')),
    "JSON: translations of entries": Input(
        "json", in_entries(f'{PLAIN}, "translations": {LANGUAGES}}}')
    ),
    "JSON: bad languages": Input("json", in_entry("translations", '"x§": 1', "{}")),
    "JSON: hashtags of an entry": Input("json", in_entry("hashtags", '"h§"')),
    "JSON: territories": Input("json", in_entry("territories", '"Frankreich"')),
    "JSON: bad territories in entries": Input(
        "json", in_entries(f'{PLAIN}, "territories": ["Frankreichh", 1, 1]}}')
    ),
    "JSON: minimal entries": Input("json", in_entries(f"{PLAIN}}}")),
    "JSON: minimal entries, 60 MB": Input("json", in_entries(f"{PLAIN}}}"), LARGEST),
    "JSON: one id again and again": Input("json", in_entries(f"{{{ENTRY}}}")),
    "JSON: unknown sources": Input("json", in_entries(f'{PLAIN}, "sources": [{ALIASES}]}}')),
    "JSON: URLs that are long": Input(
        "json", in_entries(f'{{"kind": "petition", "id": "a§", "name": "A", "url": "{LONG_URL}"}}')
    ),
    "JSON: URLs that are bad": Input(
        "json", in_entries(f'{{"kind": "petition", "id": "a§", "name": "A", "url": "{LONG_URL} "}}')
    ),
    "JSON: sources": Input("json", in_about("sources", '"s§": 1', "{}")),
    "JSON: minimal sources": Input(
        "json", in_about("sources", '"s§": {"url": "https://a.eu", "date": "2025-01-01"}', "{}")
    ),
    "JSON: accepted": Input("json", in_about("accepted", '{"x": 1}')),
    "JSON: keys of about": Input(
        "json", repeated('{"about": {', '"k§": 1', '}, "entries": []}', separator=",")
    ),
    "JSON: line breaks": Input("json", repeated("", "\n", "x")),
    "JSON: line breaks in entries": Input("json", in_entries("\r\n[]\r\n")),
    "JSON: NUL": Input("json", repeated("", "\0")),
    "check: hashtags": Input(
        "check", in_entries(f'{PLAIN}, "description": "{"#a " * 3_000}#a"}}'), 2_000_000
    ),
    "check: different hashtags": Input(
        "check",
        in_entries(f'{PLAIN}, "description": "{" ".join(f"#a{n}" for n in range(1_500))}"}}'),
    ),
    "check: one address": Input("check", in_entries(f"{PLAIN}}}")),
    "check: empty lists": Input("check", in_entries("[]")),
    "onto: new rows": Input("onto", in_entries(f"{PLAIN}}}"), 1_000_000),
    "onto: empty lists": Input("onto", in_entries("[]")),
    "page: comments that do not end": in_item("<!-- "),
    "page: links in links": Input("page", nested, 400_000),
    "page: links that do not end": in_item("[a]("),
    "page: brackets": in_item("["),
    "page: code marks": in_item("` `` "),
    "page: emphasis": in_item("**a _b "),
    "page: tags": in_item("<a b='"),
    "page: entities": in_item("&#"),
    "page: shortcodes": in_item("{{< "),
    "page: images": in_item("![a]("),
    "page: labels": in_item("(Germany) "),
    "page: further addresses": in_item(" also [here](https://b.example)"),
    "page: marks": in_item("\u0301\u0323"),
    "page: hashtags": in_item("#a§ "),
    "page: items": on_page("* [A§](https://a§.example): B (Germany)\n"),
    "page: items at the limit of markup": Input(
        "page", repeated(LINES, f"* [A§](https://a§.example): {'[a](' * 45}\n"), 200_000
    ),
    "page: one item again and again": on_page("* [A](https://a.example)\n"),
    "page: items without a link": on_page("* a\n"),
    "page: headings": on_page("### Petitions\n", ""),
    "page: fences": on_page("```\n"),
    "page: quotations": on_page("> "),
    "page: continuation lines": on_page("a\n", ITEM),
    "page: YAML keys": in_front("---", "k§: v\n"),
    "page: YAML lists": in_front("---", "- "),
    "page: YAML aliases": in_front("---", "*a, ", "a: &a 1\nb: ["),
    "page: TOML dotted keys": in_front("+++", ".a", "a"),
    "page: TOML digits": in_front("+++", "9", "a = "),
    "page: TOML hexadecimal digits": in_front("+++", "f", "title = 0x"),
    "page: TOML hexadecimal digits, below the limit": Input(
        "page", repeated("+++\ntitle = 0x", "f", "\n+++\n"), 20_000
    ),
    "page: TOML letters and digits": Input("page", repeated("+++\na=", "1f", "\n+++\n"), 180_000),
    "page: TOML escaped quotes in keys": Input(
        "page", repeated("+++\n", r'"\"".', "a=1\n+++\n"), 195_000
    ),
    "page: YAML hexadecimal digits": Input(
        "page", repeated("---\ntitle: 0x", "f", "\n---\n"), 195_000
    ),
    "edit: YAML keys": edited_front("---", "k§: v\n", TITLES),
    "edit: YAML keys, just not too many": edited_front("---", "k§: v\n", TITLES, size=14_000),
    "edit: YAML flows": edited_front("---", "a§,", f"{{{FLOW_TITLES}", "}"),
    "edit: YAML flows, just not too many": edited_front(
        "---", "a§,", f"{{{FLOW_TITLES}", "}", size=7_000
    ),
    "edit: YAML anchors": edited_front("---", "k§: &a§ v\n", TITLES),
    "edit: YAML lists in lists": edited_front("---", "- - - a\n"),
    "edit: YAML mappings in a list": edited_front("---", "- {title: x}\n"),
    "edit: YAML comments": edited_front("---", "# - a # b\n\n#\n", TITLES),
    "edit: YAML times, just not too many": edited_front(
        "---", "- 2020-01-01 10:00:00.5+01:00\n", f"{TITLES}a:\n", size=149_000
    ),
    "edit: TOML titles of tables": edited_front(
        "+++",
        "[t§]\ntitle='x'\ndescription='x'\n",
        "'title'='A'\n'description'='A'\n",
        size=150_000,
    ),
    "edit: TOML deep keys": edited_front(
        "+++", f"{DEEP_KEY}.b§=1\n", f"title='A'\ndescription='A'\n[{DEEP_KEY}]\n", size=180_000
    ),
    "edit: JSON titles": Input(
        "edit",
        repeated('{"a":[', '{"title":"A"}', '],"title":"A"}\n' + ITEM, separator=","),
        195_000,
    ),
    "configuration: TOML digits": in_configuration("toml", "f", "disableLanguages=[0x", "]"),
    "configuration: TOML long keys": in_configuration("toml", f'"{"a" * 101}".', "", "a=1"),
    "configuration: TOML escaped quotes in keys": in_configuration("toml", r'"\"".', "", "a=1"),
    "configuration: TOML dots in braces": in_configuration("toml", f"{{{DEEP_KEY}=", "x="),
    "configuration: TOML deep keys": Input(
        "toml", repeated(f"[{DEEP_KEY}]\n", f"{DEEP_KEY}.b§=1\n"), 180_000
    ),
    "configuration: YAML digits in a key": in_configuration("yaml", "f", "? 0x", "\n: 1"),
    "configuration: YAML keys": in_configuration("yaml", "k§: v\n"),
    "configuration: YAML keys, just not too many": Input("yaml", repeated("", "k§: v\n"), 14_000),
    "configuration: TOML keys": Input("toml", repeated("", "k§=1\n"), 100_000),
    "configuration: TOML languages": Input(
        "toml", repeated("[languages.en]\n", "[languages.de-x-a§]\ncontentDir='a§'\n"), 150_000
    ),
    "configuration: TOML mounts": Input(
        "toml", repeated("", "[[module.mounts]]\nsource='a§'\ntarget='content'\n"), 150_000
    ),
    "configuration: YAML NUL": in_configuration("yaml", r"\0", 'contentDir: "', '"'),
    "configuration: JSON surrogates": in_configuration(
        "json configuration", r"\ud800", '{"dataDir": "', '"}'
    ),
    "page: regions": Input("regions", repeated("", "<!-- leavex-network -->\n"), 1_000_000),
    "search: marks": Input("search", repeated("a", "\u0301\u0323"), 1_000_000),
    "search: one word again and again": Input("search", repeated("", "a "), 1_000_000),
    "search: beginnings of one word": Input(
        "search",
        lambda size: " ".join("a" * length for length in range(isqrt(2 * size))),
        1_000_000,
    ),
    "search: words": Input("search", repeated("", "a§ "), 1_000_000),
    "CSV: bad rows": Input("csv", repeated(HEADER, "a,b,c\n")),
    "CSV: bad rows with many problems": Input("csv", repeated(HEADER, "A,x,,x,,x y z,a,b,c,d\n")),
    "CSV: short rows": Input("csv", repeated(HEADER, "a\n")),
    "CSV: long rows": Input("csv", repeated(HEADER, f"a{',' * 50}\n")),
    "CSV: blank rows": Input("csv", repeated(HEADER, "\n")),
    "CSV: lone carriage returns": Input("csv", repeated(HEADER, "\r")),
    "CSV: a lone carriage return in a row": Input("csv", repeated(HEADER, "a§,petition,A\rA,\n")),
    "CSV: a huge cell": Input("csv", repeated(f"{HEADER}a,petition,", "a")),
    "CSV: a huge quoted cell": Input("csv", repeated(f'{HEADER}a,petition,"', "a")),
    "CSV: a cell of quotes": Input("csv", repeated(f'{HEADER}a,petition,"', '""')),
    "CSV: lines in an open quotation": Input("csv", repeated(f'{HEADER}a,petition,"', "a\n")),
    "CSV: a million columns": Input("csv", repeated("id,kind,name,url,", "x§", separator=",")),
    "CSV: separators": Input("csv", repeated("", ",")),
    "CSV: a row of separators": Input("csv", repeated(HEADER, ",")),
    "CSV: NUL": Input("csv", repeated(HEADER, "\0,")),
    "CSV: NUL in rows": Input("csv", repeated(HEADER, "a§,petition,\0,https://a.eu\n")),
    "CSV: minimal rows": Input(
        "csv", repeated("id,kind,name,url\n", "a§,petition,A,https://a.eu\n")
    ),
    "CSV: one id again and again": Input(
        "csv", repeated("id,kind,name,url\n", "a,petition,A,https://a.eu\n")
    ),
    "CSV: one source in every row": Input(
        "csv", repeated(HEADER, "a§,petition,A,https://a.eu,,,s,nowhere,x,\n")
    ),
    "CSV: sources": Input(
        "csv", repeated(HEADER, "a§,petition,A,https://a.eu,,,s§,https://a.eu,2025-01-01,\n")
    ),
    "CSV: values of a cell": Input(
        "csv", repeated(f"{HEADER}a,petition,A,https://a.eu,,", "DE ", ",,,,\n")
    ),
    "CSV: values of cells": Input(
        "csv", repeated(HEADER, f"a§,petition,A,https://a.eu,,{'XX ' * 3_000},,,,\n")
    ),
    "CSV: languages": Input("csv", repeated(HEADER, "a§,petition,A,https://a.eu,,,,,,l§\n")),
}
"""The inputs by their names."""


def onto(content: bytes) -> None:
    """Write a table onto a JSON text."""
    rows = "".join(
        f"b{number},petition,B,https://b.eu\n" for number in range(min(len(content) // 60, 20_000))
    )
    table = loads(f"id,kind,name,url\n{rows}", "csv", language="en")
    dumps(table, onto=content.decode())


def check(content: bytes) -> None:
    """Check a JSON text."""
    text = decode(content, "x")
    of_json(text, loads(text), "x")


def edit(content: bytes) -> None:
    """Write the bundled network onto a page."""
    dumps(load(), "markdown", onto=content.decode(), language="en")


def of_site(suffix: str) -> Callable[[bytes], object]:
    """Return a function that reads the pages of a site with this configuration."""

    def read_site(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as name:
            page = Path(name, "content", "network", "index.md")
            page.parent.mkdir(parents=True)
            page.write_text(f"{ITEM}\n")
            Path(name, f"hugo.{suffix}").write_bytes(content)
            read_network(name)

    return read_site


READERS: Mapping[str, Callable[[bytes], object]] = {
    "json": loads,
    "check": check,
    "onto": onto,
    "csv": lambda content: loads(content, "csv"),
    "page": lambda content: loads(content, "markdown", language="en"),
    "edit": edit,
    "toml": of_site("toml"),
    "yaml": of_site("yaml"),
    "json configuration": of_site("json"),
    "regions": lambda content: regions(Page.parse(content.decode()), "x"),
    "search": lambda content: load().search(content.decode()),
}
"""What reads each format."""


def measured(name: str, size: int) -> Measured:
    """Return what reading an input takes, in a process of its own."""
    with tempfile.TemporaryFile() as file:
        # In a process of its own: a child inherits the peak of its parent's memory.
        run("--make", name, str(size), stdout=file)
        length = file.tell()
        file.seek(0)
        process = run("--read", INPUTS[name].reader, stdin=file, stdout=subprocess.PIPE)
    if process is None:
        return Measured(length, LONGEST_WAIT, 0, f"FAILED: no end within {LONGEST_WAIT:.0f} s")
    if process.returncode:
        last_line = process.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return Measured(length, 0.0, 0, f"FAILED: {last_line}")
    return Measured(length, *json.loads(process.stdout))


def run(*arguments: str, **streams: Any) -> "subprocess.CompletedProcess[bytes] | None":
    """Run this script in another process; return None if it does not end in time."""
    command = [sys.executable, __file__, *arguments]
    try:
        return subprocess.run(  # noqa: S603 - this file itself
            command, stderr=subprocess.PIPE, check=False, timeout=LONGEST_WAIT, **streams
        )
    except subprocess.TimeoutExpired:
        return None


def read(reader: str) -> None:
    """Read the text on standard input; print the seconds, the bytes and the result."""
    warnings.simplefilter("ignore")
    for warm_up in ("json", "csv"):  # modules and tables that are loaded once
        loads(dumps(load(), warm_up), warm_up)
    loads(f"---\ntitle: X\n---\n{ITEM}**B** `C` (Germany)\n", "markdown")
    with contextlib.suppress(NetworkError):
        loads('{"about": {}, "entries": [{"territories": ["Frankreich"]}]}')
    of_json(dumps(load()), load(), "x")
    before = peak()
    content = sys.stdin.buffer.read()
    start = time.process_time()
    result = "read"
    try:
        READERS[reader](content)
    except NetworkError as error:
        result = str(error).splitlines()[0]
    seconds = time.process_time() - start
    print(json.dumps([seconds, peak() - before, result[:100]]))


def peak() -> int:
    """Return the largest memory of this process so far, in bytes."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes if sys.platform == "darwin" else kilobytes * 1024


def _again(name: str, sizes: Iterable[int]) -> list[Measured]:
    return [measured(name, size) for size in sizes]


def _seconds(result: Measured) -> float:
    return result.seconds


def holds(name: str) -> bool:
    """Measure an input at a quarter, half and all of its size; print a row, and tell the answer."""
    size = INPUTS[name].size
    sizes = (size // 4, size // 2, size)
    results = [measured(name, part) for part in sizes]
    if results[2].seconds > MOST_GROWTH * results[0].seconds:
        # On a machine that does other work as well, the faster of two runs is nearer to the truth.
        pairs = zip(results, _again(name, sizes), strict=True)
        results = [min(pair, key=_seconds) for pair in pairs]
    first, _, last = results
    most_memory = MOST_BYTES + MOST_BYTES_FOR_A_BYTE * last.size
    is_measured = first.seconds >= SHORTEST_MEASURED
    growth = last.seconds / first.seconds if is_measured else None
    is_in_time = last.seconds <= MOST_SECONDS
    is_linear = growth is None or growth <= MOST_GROWTH
    is_bounded = last.memory <= most_memory and not last.result.startswith("FAILED")
    answer = is_in_time and is_linear and is_bounded
    seconds = " ".join(f"{result.seconds:6.2f}" for result in results)
    shown = "     " if growth is None else f"{growth:5.2f}"
    memory = f"{last.memory / 1e6:6.0f} of {most_memory / 1e6:4.0f} MB"
    mark = "" if answer else "  EXCEEDED"
    print(f"{name:40} {last.size / 1e6:5.1f} MB {seconds} s x{shown} {memory}{mark}", flush=True)
    print(f"    {last.result}", flush=True)
    return answer


def main(arguments: list[str]) -> int:
    """Measure the inputs whose names contain one of the arguments; return the exit status."""
    match arguments:
        case ["--read", reader]:
            read(reader)
            return 0
        case ["--make", name, size]:
            sys.stdout.buffer.write(INPUTS[name].make(int(size)).encode())
            return 0
    words = arguments or [""]
    names = [name for name in INPUTS if any(word in name for word in words)]
    answers = [holds(name) for name in names]
    print(f"{sum(answers)} of {len(answers)} within the bounds")
    return 0 if all(answers) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
