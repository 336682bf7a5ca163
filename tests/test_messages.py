"""The words of the messages, in one place.

Each situation below produces a message of the library or of the command line, and
`data/messages.txt` holds the expected words. No other test asserts the words of a message: they
assert codes, positions, types, exit statuses and the values that a message names. After rewording
a message, write the file again, and review the difference before committing it:

    python tests/test_messages.py --write

One situation for each message is enough here; the other tests cover the rest.
"""

import contextlib
import difflib
import importlib
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
import sync_sites
from helpers import Bad, hidden
from pydantic import ValidationError
from repositories import GitFolder
from sync_sites import DE, EN
from test_cli import FORMER_ID, TERMINAL, run
from test_docs import ASKED_FOR, FILE, FINDINGS
from test_json import BAD_ENTRIES, BAD_FILES, SIMPLE, document
from test_sheets import FAR, PEOPLE, ods, package
from test_tables import BAD_TABLES, HEADER, HUGE_TABLES, ROW
from test_tables_for_people import TOO_LONG
from test_tables_of_people import HEAD, KAMPAGNEN
from test_texts_and_urls import BAD_DESCRIPTIONS, BAD_URLS, HIDDEN_NAMES

import leavex_network
from leavex_network import (
    Entry,
    Initiative,
    Network,
    Petition,
    Territory,
    check,
    dumps,
    load,
    loads,
    plots,
    read,
    read_history,
    sites,
    sync,
    write,
)
from leavex_network.cli import options
from leavex_network.errors import NetworkWarning
from leavex_network.files import checking, disk, locks, packages, transaction
from leavex_network.formats import bounds, xlsx
from leavex_network.formats.tables import biff
from leavex_network.graph import to_networkx
from leavex_network.models import About
from leavex_network.models.frozen import FrozenMap
from leavex_network.rendering import templates
from leavex_network.sites import GENERATORS, embedding
from leavex_network.sites.parameters import parsed, select

EXPECTED = Path(__file__).parent / "data" / "messages.txt"
INDENT = "    "

Situation = Callable[[], object]
Files = Mapping[str, str]
"""Texts by the names of their files."""
NO_FILES: Files = MappingProxyType({})

IN_GERMAN: Any = {"de": {"url": "https://x.example/"}}
X: dict[str, Any] = {"id": "x", "name": "X", "url": "https://x.example"}
ONE = Network([Petition(**X)])
ITEM = "* [X](https://x.example)\n"
HUGO = {"site/hugo.toml": 'baseURL = "https://allies.example/"\n'}
LOOKALIKE = Network([Petition(**{**X, "url": "https://аррӏе.example"})])
B = "* [B](https://b.example)"
OWN_PAGE = "### Petitions\n\n* [Ours](https://x.example): Text.\n"
MORE_TEXTS = Network([Petition(**X, description="Other.")])
TEMPLATE_CODE = Network([Petition(**X, description="`{{ x }}`")])
EVENTS = Network(
    [Entry(kind="event", id="e", name="E", url="https://e.example")],
    about=About(kinds={"event": {"en": ["Events"]}}),
)
DATES: Network[Entry] = Network(about=About(kinds={"event": {"en": ["Dates"]}}))
FAIRS: Network[Entry] = Network(about=About(kinds={"fair": {"en": ["Events"]}}))
WITH_FIELD = {"n.json": dumps(Network([Petition(**X, extra={"mastodon": "@x@x.example"})]))}
MANIFEST = "site/.leavex-network.json"


class InATown(Petition, frozen=True):
    """A petition with a field that no format knows."""

    town: str


# Helpers that produce messages


def within(files: Files, call: Situation) -> Situation:
    """Write files into the working directory, and call a function."""

    def situation() -> object:
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        return call()

    return situation


def chosen(tables: Mapping[str, Bad], *names: str) -> dict[str, Situation]:
    """Read some of the bad entries, files or tables of other tests."""
    situations: dict[str, Situation] = {}
    for name in names:
        text = tables[name].text
        if tables is BAD_ENTRIES:
            text = document(str(text))
        ending = "csv" if tables in (BAD_TABLES, HUGE_TABLES) else "json"
        situations[name] = partial(loads, text, ending, file=f"network.{ending}")
    return situations


def petition(**fields: Any) -> Situation:
    """Make a petition with these fields."""
    return lambda: Petition(**{**X, **fields})


def of_kinds(kinds: Any, kind: str) -> Situation:
    """Make a network that declares kinds, with an entry of a kind."""
    return lambda: Network([Entry(**{**X, "kind": kind})], about=About(kinds=kinds))


def ask(method: str, *values: object, **criteria: Any) -> Situation:
    """Call a method of the bundled network."""
    return lambda: getattr(load(), method)(*values, **criteria)


def few_records(text: str, ending: str = "json") -> Situation:
    """Read a text where no entry is allowed."""

    def situation() -> object:
        with (
            patch.object(bounds, "_MOST_RECORDS", 0),
            patch.object(bounds, "_CHARACTERS_FOR_A_RECORD", 10_000),
        ):
            return loads(text, ending, file=f"network.{ending}")

    return situation


def table(text: str, **options: Any) -> Situation:
    """Read a table that does not name its language."""
    return partial(loads, text, "csv", file="t.csv", **options)


def embed(
    generator: str, network: Network[Entry] = ONE, files: Files = NO_FILES, **options: Any
) -> Situation:
    """Embed a network in `site/`, and return the findings."""

    def call() -> object:
        plan = sites.planned(network, generator, Path("site"), embedding.Options(**options))
        embedding.carry_out(plan)
        return plan.notes

    return within(files, call)


def planned_file(network: Network[Entry], path: str) -> object:
    """Fill the regions of a file, and return the findings."""
    return sites.planned(network, "markdown", Path(path), embedding.Options()).notes


def embed_file(text: str, network: Network[Entry] = ONE) -> Situation:
    """Fill the regions of a file with this text."""
    return within({"x.md": text}, partial(planned_file, network, "x.md"))


def region(parameters: str = "", content: str = "") -> str:
    """Return a region of a Markdown file."""
    return f"<!-- leavex-network{parameters} -->\n{content}<!-- /leavex-network -->\n"


def in_turn(*situations: Situation) -> Situation:
    """Return the result of the last situation."""
    return lambda: [situation() for situation in situations][-1]


def provided(call: Situation, networks: str = "bread = b:n", module: str = "") -> Situation:
    """Call a function where a package provides networks, from a module `b`."""

    def situation() -> object:
        with tempfile.TemporaryDirectory() as site, patch.object(packages, "_CREATED", {}):
            info = Path(site, "bread_network-1.0.dist-info")
            info.mkdir()
            info.joinpath("METADATA").write_text("Name: bread-network\n")
            lines = f"[leavex_network.networks]\n{networks}\n"
            info.joinpath("entry_points.txt").write_text(lines)
            Path(site, "b.py").write_text(f"from leavex_network import *\n{module}\n")
            with patch.object(sys, "path", [site, *sys.path]), patch.dict(sys.modules):
                importlib.invalidate_caches()
                sys.modules.pop("b", None)
                return call()

    return situation


def command(*words: str, files: Files = NO_FILES) -> Situation:
    """Run a command, and return what it prints to standard error."""

    def call() -> list[str]:
        printed = run(*words).stderr.decode()
        # The usage and the hint above an error in usage are click's.
        return [printed.rpartition("Error: ")[2] if printed.startswith("Usage:") else printed]

    return within(files, call)


def shown(*words: str, stdin: str = "") -> Situation:
    """Run a command, and return what it prints to standard output."""
    wide = {**TERMINAL, "COLUMNS": "100"}
    return lambda: [run(*words, stdin=stdin.encode(), env=wide).stdout.decode()]


def missing(package: str, call: Situation, module: str = "") -> Situation:
    """Call a function as if a package were not installed, and a module not yet imported."""

    def situation() -> object:
        templates._environment.cache_clear()
        with hidden(package), patch.dict(sys.modules):
            sys.modules.pop(module, None)
            return call()

    return situation


def linked_page() -> None:
    """Write into a folder with a page that is a link out of it."""
    Path("content").mkdir()
    Path("page.md").write_text(ITEM, encoding="utf-8")
    Path("content/index.it.md").symlink_to(Path.cwd() / "page.md")
    write(ONE, "content")


def linked_file() -> None:
    """Embed in a folder with a file that is a link."""
    Path("site").mkdir()
    Path("site/index.html").symlink_to("other.html")
    embed("web")()


def linked_markdown() -> None:
    """Fill the regions of a file that is a link."""
    Path("x.md").symlink_to("other.md")
    planned_file(ONE, "x.md")


def few_rows(network: Network[Entry]) -> Situation:
    """Write a sheet, as if it had a single row."""

    def situation() -> object:
        with patch.object(xlsx, "MOST_ROWS", 1):
            return dumps(network, "xlsx")

    return situation


def to_terminal(*words: str) -> Situation:
    """Run the command with a terminal as its standard output."""

    def situation() -> object:
        terminal = SimpleNamespace(isatty=lambda: True)
        with patch.object(options, "sys", SimpleNamespace(stdout=terminal)):
            return command(*words)()

    return situation


def piped() -> None:
    """Read a named pipe."""
    os.mkfifo("n.json")
    read("n.json")


def looped() -> None:
    """Write to a link that leads to itself."""
    Path("n.json").symlink_to("n.json")
    write(ONE, "n.json")


def changed_meanwhile() -> None:
    """Write a file that somebody changed after it was read."""
    with disk.unchanged_since_read():
        disk.digest_of(Path("n.json"))
        Path("n.json").write_text("{}", encoding="utf-8")
        transaction.write_all({Path("n.json"): b"[]"})


def linked_meanwhile() -> None:
    """Write a file that somebody replaced by a link."""
    Path("n.json").symlink_to("other.json")
    transaction.write_all({Path("n.json"): b"[]"})


def locked() -> None:
    """Write into a folder that is locked."""
    folder = Path("site")
    folder.mkdir()
    with patch.object(locks, "PATIENCE", 0), locks.locked([folder]), locks.locked([folder]):
        pass


def late_row() -> str:
    """Write a table with a day that contradicts a day of the file."""
    entry = Petition(**X, listed="2025-01-01", status="concluded", concluded="2025-02-01")
    late = loads(f"{HEADER},listed\n{ROW},2030-01-01\n", "csv", language="en")
    return dumps(late, onto=dumps(Network([entry])))


def synced(
    english: str = "", german: str = "", data: Mapping[str, str] | None = None, **options: Any
) -> Situation:
    """Edit pages in step, and the data if any is given; sync, and return the findings.

    `english` and `german` replace the item of an entry, `data` its fields.
    """

    def situation() -> object:
        folder = sync_sites.made(Path(), {"index.md": EN, "index.de.md": DE})
        file = None if data is None else Path("network.json")
        sync_sites.run(folder, file)
        if english:
            sync_sites.edit(folder / "index.md", "* [B](https://b.example): Text.\n", english)
        if german:
            sync_sites.edit(folder / "index.de.md", "* [B](https://b.example): Wort.\n", german)
        if file is not None:
            sync_sites.change(file, "b", **(data or {}))
        return sync_sites.run(folder, file, **options).findings

    return situation


def history_of(*texts: str) -> Situation:
    """Read the history of a page with these texts, one after the other."""

    def situation() -> object:
        folder = GitFolder(Path())
        for text in texts:
            Path("index.md").write_bytes(text.encode("latin-1"))
            folder.commit()
        return read_history(".", language="en").at("nowhere")

    return situation


def finding_of(example: Path) -> list[str]:
    """Return the finding of the wrong example that the docs give for a code."""
    wrong, _, _ = example.read_text(encoding="utf-8").partition("## Right")
    files = {match["name"]: match["text"] for match in FILE.finditer(wrong)}
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    first = next(iter(files))
    path = Path(first if first.endswith(".json") else ".")
    result = checking.checked(path, archived=example.stem == ASKED_FOR)
    return [str(finding) for finding in result.findings if finding.code == example.stem][:1]


def change(record: object) -> Situation:
    """Set an attribute of a record."""
    return lambda: setattr(record, "about", None)


def bread() -> object:
    """Load the network of a package."""
    return load("bread")


SOURCES = f"{HEADER},sources\n{ROW},a\n"
OTHER = Network([Petition(id="y", name="Y", url="https://y.example")])
OWN = {"own.json": dumps(ONE)}
TWO_IDS = {"n.json": dumps(Network([Petition(**X), Petition(**{**X, "id": "y"})]))}
NOTICED = {
    "index.en.md": f"### Petitions\n{ITEM}* X\n* [Y](mailto:y@y.example)\n\n[Z](https://z.example)\n"
}
SEVERAL = {
    "index.en.md": """\
### Petitions
* [A](https://a.example) (Italy)
* [B](https://b.example) (Spain)
* [C](https://c.example)
* [D](https://d.example)
#### Concluded
* [E](https://e.example)
* [F](https://f.example)
""",
    "index.de.md": """\
### Petitions
* [A](https://a.example) (Spain)
* [B](https://b.example) (Italy)
* [E](https://e.example)
* [F](https://f.example)
* [G](https://g.example)
* [H](https://h.example)
* [A](https://a.example)
* [B](https://b.example)
#### Concluded
""",
}
CHANGED = {
    **OWN,
    "index.md": "### Initiatives\n* [**A**](https://a.example)\n### Petitions\n"
    "* [Old](https://x.example): Old. (Italy)\n",
}
MANY = Network(
    [Petition(id=f"x{n}", name=f"X {n}", url=f"https://x{n}.example") for n in range(20)]
)

NEW = ("--title", "X", "--language", "en", "--site", "none")
MANY_FILES = dict.fromkeys(
    (f"new/{name}" for name in ("README.md", "CONTRIBUTING.md", ".gitignore", "network.json")), ""
)

SITUATIONS: dict[str, dict[str, Situation]] = {
    "JSON": {
        **chosen(
            BAD_ENTRIES,
            *("unknown key", "unknown key, near none", "missing key", "no kind", "unknown kind"),
            *("duplicate key", "unknown language", "number for a text"),
            *("unknown status", "day in another format", "unknown source", "repeated value"),
            *("concluded before listed", "concluded and active", "name in another form"),
        ),
        **chosen(
            BAD_FILES,
            *("not JSON", "empty file", "broken UTF-8", "UTF-16 with a mark"),
            *("byte order mark", "100,000 lists inside each other", "newer version"),
            *("version that is no number", "NaN", "bad key of a source"),
            "translation into its own language",
            *(
                "text that is too long",
                "very many values in an entry",
                "very many keys of the file",
            ),
        ),
        "more than a hundred problems": lambda: last_line(document(*["5"] * 150)),
        "more than ten thousand problems": lambda: last_line(document(*["5"] * 11_000)),
        "more entries than the size allows": few_records(document(SIMPLE)),
        "file too large": within(OWN, partial(read, "own.json", max_bytes=9)),
    },
    "Sync": {
        "two labels": synced(
            "* [B](https://b.example) (Italy)\n", "* [B](https://b.example) (Irland)\n"
        ),
        "two addresses": synced("* [B](https://b.example/1)\n", "* [B](https://b.example/2)\n"),
        "removed and edited": synced("\n", "* [B](https://b2.example): Wort. (Italien)\n"),
        "unknown label": synced(f"{B}: Text. (Itly)\n"),
        "no link": synced("* B: Text.\n"),
        "text and data": synced(
            "* [B](https://b.example): Word.\n", data={"description": "Words."}
        ),
        "two archived copies": synced(
            f"{B} ([archived](https://c.example))\n", f"{B} ([archiviert](https://d.example))\n"
        ),
        "archived copy and data": synced(
            f"{B} ([archived](https://c.example))\n", data={"archived": "https://d.example"}
        ),
        "address and data": synced(
            german="* [B](https://b.example/1)\n", data={"url": "https://b.example/2"}
        ),
        "status and data": synced(
            "* [B](https://b.example) (Italy)\n", data={"territories": ["FR"]}
        ),
        "no pages": partial(sync, "nowhere"),
        "a page": within({"index.md": ITEM}, partial(sync, "index.md")),
        "data first": within({"n.json": "{}"}, partial(sync, "n.json")),
        "no data": within({"p/index.md": ITEM}, partial(sync, "p", "n.csv")),
        "preference": partial(sync, ".", prefer="data"),
        "no repository": within(
            {"index.md": EN, "index.de.md": "### Petitionen\n"}, partial(sync, ".", language="en")
        ),
        "no such revision": history_of(ITEM),
        "unread revision": history_of("\xe4", ITEM),
        "no commit": within({"index.md": ITEM}, partial(read_history, ".")),
        "no permalinks": partial(read_history, ".", commits="here"),
        "commits compared": command("diff", "HEAD~1", "HEAD"),
    },
    "Tables": {
        **chosen(
            BAD_TABLES,
            *("empty table", "missing column", "unknown column", "unknown column, near none"),
            *("repeated column", "more cells than columns", "quote that does not end"),
            *("rows in two languages", "source without an address"),
            "one source with two addresses",
        ),
        **chosen(HUGE_TABLES, "row that is too long", "very many values"),
        "more rows than the size allows": few_records(f"{HEADER}\n{ROW}\n", "csv"),
        "no language": table(f"{HEADER}\n{ROW}\n"),
        "table in words": table(KAMPAGNEN, extra=True),
        "cells of a sheet": partial(loads, PEOPLE, "ods", file="t.ods"),
        "unknown headers": table("Name;Typ;Lnk;Telefon\nA;Petition;a.example;\n"),
        "many unknown headers": table(f"Name;Typ;Link;{';'.join(map(str, range(30)))}\n"),
        "two headers of one column": table("Name,Type,Website,Link\n"),
        "headers in two languages": table("Name (DE),Name (EN),Type,Link\n"),
        "no such own field": table("Name,Type,Link,Notes\n", extra=["Notizen"]),
        "missing columns": table("Name\nA\n"),
        "column without a header": table(",Name,Type,Link\nx,A,petition,a.example\n"),
        "unknown kind": table("Name,Type,Link\nA,Evnt,a.example\n"),
        "days in an unknown order": table("Name,Type,Link,Start\nA,petition,a.example,3/2/2025\n"),
        "days in two orders": table(
            "Name,Type,Link,Start\nA,petition,a.example,13/2/2025\nB,petition,b.example,2/13/2025\n"
        ),
        "unknown encoding": partial(
            loads, "Name,Type,Link\nà,petition,a.example\n".encode("cp1252"), "csv", file="t.csv"
        ),
        "spreadsheet as text": partial(loads, b"PK\x03\x04", "csv", file="t.csv"),
        "PDF as text": partial(loads, b"%PDF", "csv", file="t.csv"),
        "zero bytes": partial(loads, b"\0\0\0", "csv", file="t.csv"),
        "UTF-16 that ends early": partial(loads, b"\xff\xfea", "csv", file="t.csv"),
        "text as spreadsheet": partial(loads, b"Name", "xlsx", file="t.xlsx"),
        "damaged XLS": partial(loads, biff.MARK, "xls", file="t.xls"),
        "ZIP without a sheet": partial(loads, package({"a": ""}), "xlsx", file="t.xlsx"),
        "Numbers": partial(loads, package({"Index.zip": ""}), "xlsx", file="t.xlsx"),
        "damaged ODS": partial(loads, package({"content.xml": "<x>"}), "ods", file="t.ods"),
        "empty sheet": partial(loads, ods([]), "ods", file="t.ods"),
        "far cell": partial(loads, ods([HEAD], raw=FAR), "ods", file="t.ods"),
        "wrong days": partial(loads, "", "csv", days="ymd"),
        "wrong extra": partial(loads, "", "csv", extra="Notes"),
        "extra of pages": within({"index.md": ITEM}, partial(read, "index.md", extra=True)),
        "format that is only read": partial(dumps, ONE, "ods"),
        "Parquet": partial(read, "t.parquet"),
        "no addresses of sources": partial(loads, SOURCES, "csv", file="t.csv", language="en"),
        "entry that only the file has": lambda: dumps(
            loads(dumps(OTHER, "csv"), "csv"), onto=dumps(ONE)
        ),
        "another language than the file": lambda: dumps(
            loads(dumps(ONE, "csv", language="de"), "csv"), onto=dumps(ONE)
        ),
        "row that contradicts the file": late_row,
    },
    "Entries and networks": {
        "id that begins with a digit": petition(id="1"),
        "hashtag of two words": petition(hashtags=["leave x"]),
        "hashtag with its sign": petition(hashtags=["#LeaveX"]),
        "hashtag without a letter": petition(hashtags=["2026"]),
        "hashtag that is empty": petition(hashtags=[""]),
        "hashtag that is too long": petition(hashtags=["x" * 101]),
        "hashtag that begins with a middle dot": petition(hashtags=["·x"]),
        "unknown territory": petition(territories=["Narnia"]),
        "withdrawn code of a country": petition(territories=["TP"]),
        "withdrawn code of two countries": petition(territories=["CS"]),
        "name of a territory": petition(territories=["Germany"]),
        "part of a territory": petition(territories=["England"]),
        "part of several territories": petition(territories=["Limburg"]),
        "day that no calendar has": petition(listed="2025-02-30"),
        "language in another case": petition(name_language="pt-pt"),
        "bad digest": petition(translations={"de": {"of": "abc"}}),
        "initiative with a last day": lambda: Initiative(**X, closes="2026-12-31"),
        "entry without a kind of its own": lambda: Entry(kind="petition", **X),
        "archived copy at its own address": petition(archived="https://X.example/"),
        "one id twice": lambda: Network([*ONE, *ONE]),
        "changed network": change(ONE),
        "changed map": change(FrozenMap({"a": 1})),
    },
    "Names": {
        name: petition(name=HIDDEN_NAMES[name])
        for name in (
            *("empty", "white space around it", "line feed", "escape character"),
            *("half a surrogate pair", "right-to-left override", "zero width space", "too long"),
            *("noncharacter", "private use", "Hangul filler", "mark without a letter"),
            *("six marks on a Latin letter", "eleven marks on a Hebrew letter"),
            "ignored code point",
        )
    },
    "Descriptions": {
        name: petition(description=BAD_DESCRIPTIONS[name])
        for name in ("right-to-left override", "tags")
    },
    "URLs": {
        name: petition(url=BAD_URLS[name][0])
        for name in (
            "underscore in its domain",
            *("empty", "no scheme", "path", "FTP", "user name and password", "backslash"),
            *("white space around it", "space in its path", "direction mark", "IPv4 address"),
            *("emoji style in its host", "noncharacter in its path", "capital sharp s"),
            *("punycode that stands for a control character", "mark at the start"),
            *("dot at the end of its host", "localhost", "port 0", "angle brackets"),
            *("percent sign of its own", "too long"),
        )
    },
    "Pages": {
        "introduction that is a heading": lambda: dumps(
            Network([], about=About(introduction="# Heading")), "markdown"
        ),
        "entry that would be read otherwise": lambda: dumps(
            Network([Petition(**{**X, "description": "`{{< x`"})]), "markdown"
        ),
        "item that the network lacks": lambda: dumps(
            OTHER, "markdown", onto=f"# Petitions\n{ITEM}"
        ),
    },
    "Findings": {
        **{example.stem: partial(finding_of, example) for example in FINDINGS},
        "host that looks like another": partial(check, LOOKALIKE),
        "entries without an archived copy": within(TWO_IDS, shown("check", "n.json", "--archived")),
        "items without an archived copy": within(
            {"index.de.md": f"### Petitionen\n{ITEM}{B}\n"},
            shown("check", "index.de.md", "--archived"),
        ),
        "text for a flag of check": lambda: check(ONE, archived="yes"),
    },
    "Packages": {
        "unknown network": provided(lambda: load("bred")),
        "unknown network that is a file": within({"rye": ""}, lambda: load("rye")),
        "network with a colon": lambda: load("bread:"),
        "network without a name": lambda: load(""),
        "network with no usable name": provided(lambda: load("rye"), "Rye = b:n"),
        "names of networks that are ignored": provided(leavex_network.available, "r = b:n"),
        "entry points that cannot be read": provided(leavex_network.available, "bread"),
        "network without its module": provided(bread, "bread = nowhere:n"),
        "network without its function": provided(bread),
        "network with an error": provided(bread, module="def n(): raise ValueError('No bread')"),
        "network of newer data": provided(
            bread, module="def n(): return loads(NEWER)".replace("NEWER", repr('{"version": 2}'))
        ),
        "network that is a path": provided(bread, module="n = 'network.json'"),
        "network that is a list": provided(bread, module="n = lambda: [*load()]"),
        "network that loads itself": provided(bread, module="n = lambda: load('bread')"),
        "network named twice": provided(bread, "bread = b:n\nbread = b:m"),
        "network of two packages": provided(lambda: load("leavex"), "leavex = b:n"),
        "unknown network of a command": provided(command("list", "--from", "bred:")),
        "unknown network that is a file of that name": command(
            "list", "--from", "rye:", files={"rye:": ""}
        ),
        "broken network of a command": provided(command("check", "bread:"), module="n = 5"),
        "network to write": command("convert", "leavex:", "bread:"),
        "format of a network of a package": command(
            "list", "--from", "leavex:", "--read-as", "csv"
        ),
    },
    "Files and folders": {
        "argument of load": lambda: leavex_network.load("x.json"),
        "path of load": lambda: leavex_network.load(Path("x.json")),  # type: ignore[arg-type] # it is refused
        "no ending": partial(read, "network"),
        "unknown ending": lambda: write(ONE, "network.yaml"),
        "words in a folder": partial(write, ONE, ".", words=True),
        "text too long for a sheet": partial(dumps, TOO_LONG, "xlsx"),
        "more entries than a sheet has rows": few_rows(ONE),
        "words of the table for the terminal": command("list", "--words"),
        "sheet to a terminal": to_terminal("list", "--format", "xlsx"),
        "misspelt format": partial(read, "network.json", format="jsn"),
        "format that is only written": partial(loads, "x", "html"),
        "missing folder": lambda: write(ONE, "nosuch/network.json"),
        "folder for a file": within({"x.json/a": ""}, lambda: write(ONE, "x.json", format="json")),
        "folder without pages": within({"notes.txt": ""}, partial(read, ".")),
        "link out of a folder": linked_page,
        "named pipe for a file": piped,
        "loop of links": looped,
        "name that no file has": partial(read, "a\0.json"),
        "file that changed meanwhile": changed_meanwhile,
        "link that appeared meanwhile": linked_meanwhile,
        "folder that another run writes into": locked,
        "page in two languages": lambda: write(ONE, "page.md", languages=["fr", "de"]),
    },
    "Queries": {
        "misspelt country": ask("by_country", "Germny"),
        "region for a country": ask("by_country", "Europe"),
        "name of two countries": ask("by_country", "Congo"),
        "country for a region": ask("by_region", "Germany"),
        "part of a country": ask("by_country", "England"),
        "part of several countries": ask("by_country", "Limburg"),
        "part of many countries": ask("by_country", "Central"),
        "unknown region": ask("by_region", "Middle Earth"),
        "part of a country for a region": ask("by_region", "Bavaria"),
        "unknown kind": ask("by_kind", "petitions"),
        "unknown status": ask("by_status", "open"),
        "English name of a language": ask("localize", "german"),
        "bad day": ask("as_of", "yesterday"),
        "unknown id": ask("__getitem__", "helloquitxx"),
        "position out of range": ask("__getitem__", 99),
        "criterion without a value": ask("by_country"),
        "list of values": ask("by_country", ["DE", "FR"]),
        "search without a word": ask("search", " "),
        "name for the key of a facet": lambda: load().countries["Germany"],
        "key of a facet that does not occur": lambda: load().countries["Portugal"],
        "part of a country for the key of a facet": lambda: load().countries["Scotland"],
        "unknown key of a facet": lambda: load().kinds["event"],
        "dict of a network": lambda: dict(load()),
        "network of a path": lambda: Network("network.json"),
        "file object for a text": lambda: loads(StringIO()),
        "text for a network": lambda: dumps("network.json"),
        "criterion of commas": ask("filter", country=","),
        "criterion of a wrong type": ask("filter", country=5),
        "flag of a wrong type": ask("by_country", "DE", wider="false"),
        "number of a wrong type": ask("filter", limit=1.5),
        "bad limit": ask("filter", limit="-1"),
        "bad switch": ask("filter", unplaced="maybe"),
        "wider without a country": ask("filter", wider=True),
        "bad code of a territory": lambda: Territory("UK"),
    },
    "Unions": {
        "no network": lambda: ONE.union([Petition(**X)]),
        "differences": lambda: (
            ONE.union(Network([Petition(**{**X, "name": "Y", "closes": "2026-01-01"})])).findings
        ),
        "metadata": lambda: (
            Network(about=About(license="A")).union(Network(about=About(license="B"))).findings
        ),
        "one id, two addresses": lambda: (
            ONE.union(
                Network([Petition(**{**X, "name": "Y", "url": "https://y.example"})])
            ).findings
        ),
        "one name, two addresses": lambda: (
            ONE.union(Network([Petition(**{**X, "id": "y", "url": "https://y.example"})])).findings
        ),
        "address of a translation": lambda: (
            ONE.union(
                Network(
                    [Petition(id="y", name="Y", url="https://y.example", translations=IN_GERMAN)]
                )
            ).findings
        ),
    },
    "Charts": {
        "no network": partial(plots.timeline, "x"),
        "unknown map": partial(plots.countries_map, ONE, "moon"),
        "unknown count": partial(plots.counts, ONE, "hosts"),
        "unknown theme": partial(plots.timeline, ONE, theme="pink"),
        "no name of a theme": partial(plots.timeline, ONE, theme=None),
        "no number of pixels": partial(plots.timeline, ONE, width="wide"),
        "no height": partial(plots.timeline, ONE, height=2.5),
        "too narrow": partial(plots.timeline, ONE, width=100),
        "too low": partial(plots.counts, ONE, width=320, height=50),
        "no bars": partial(plots.counts, ONE, most=0),
        "no number of bars": partial(plots.counts, ONE, most="all"),
        "no colors": partial(plots.countries_map, ONE, colors=[]),
    },
    "Packages that are not installed": {
        "altair": missing("altair", partial(plots.timeline, ONE)),
        "python_calamine": missing("python_calamine", lambda: loads(dumps(ONE, "xlsx"), "xlsx")),
        "jinja2": missing("jinja2", partial(dumps, ONE, "html")),
        "markdown": missing(
            "markdown", embed("python-markdown"), GENERATORS["python-markdown"].module
        ),
        "nanoarrow": missing("nanoarrow", ONE.__arrow_c_stream__),
        "networkx": missing("networkx", partial(to_networkx, ONE)),
        "xlsxwriter": missing("xlsxwriter", partial(dumps, ONE, "xlsx")),
        "ruamel.yaml": missing("ruamel.yaml", partial(loads, "---\ntitle: x\n---\n", "markdown")),
    },
    "Embedding": {
        "unknown language of a page": embed("web", languages=("en", "el")),
        "base URL without a scheme": embed("web", base_url="example.org"),
        "base URL with a query": embed("web", base_url="https://a.example/?x="),
        "edited file": embed("jekyll", files={"site/_includes/leavex-network.html": "mine"}),
        "record of a file outside": embed("web", files={MANIFEST: '{"web": {"../x": "0"}}'}),
        "record that was edited": embed("web", files={MANIFEST: "{"}),
        "file that is a link": linked_file,
        "file for a folder": embed("web", files={"site": "x"}),
    },
    "Hugo": {
        "no folder": embed("hugo"),
        "no site": embed("hugo", files={"site/x": ""}),
        "bad section": embed("hugo", files=HUGO, section="../x"),
        "broken configuration": embed("hugo", files={"site/hugo.json": "{"}),
        "no base URL": embed("hugo", files={"site/hugo.toml": "title = 'X'\n"}),
        "no common language": embed(
            "hugo", files={"site/hugo.toml": 'defaultContentLanguage = "fi"\n'}
        ),
        "language that the site lacks": embed("hugo", files=HUGO, languages=("nl",)),
        "language without a page": embed(
            "hugo",
            files={"site/hugo.toml": f"{HUGO['site/hugo.toml']}[languages.en]\n[languages.de]\n"},
        ),
        "page with other headings": embed(
            "hugo", files={**HUGO, "site/content/network.md": "# Recipes\n"}
        ),
        "only unknown languages": embed(
            "hugo", files={"site/hugo.toml": "baseURL = 'https://a.example'\n[languages.house]\n"}
        ),
        "text of a page that differs": embed(
            "hugo", files={**HUGO, "site/content/network/index.md": OWN_PAGE}
        ),
        "texts of a page that differ": embed(
            "hugo", MORE_TEXTS, files={**HUGO, "site/content/network/index.md": OWN_PAGE}
        ),
        "several languages without a page": embed(
            "hugo",
            files={
                "site/hugo.toml": HUGO["site/hugo.toml"]
                + "[languages.en]\n[languages.de]\n[languages.fr]\n"
            },
        ),
        "many items that are not embedded": in_turn(
            embed("hugo", MANY, files=HUGO), embed("hugo", ONE)
        ),
    },
    "Markdown files": {
        "no region": embed_file("# Title\n"),
        "region without an end": embed_file("<!-- leavex-network -->\n"),
        "end without a region": embed_file("<!-- /leavex-network -->\n"),
        "marker beside text": embed_file("<!-- leavex-network --> text\n"),
        "last marker with a parameter": embed_file("<!-- /leavex-network kind=petition -->\n"),
        "unknown parameter of a region": embed_file(region(" county=DE")),
        "missing file of a region": embed_file(region(" from=own.json")),
        "edited region": embed_file(region("", "mine\n")),
        "marker in a list": embed_file(f"{region()}\n* a\n  <!-- leavex-network -->\n"),
        "code of a template": embed_file(region(), TEMPLATE_CODE),
        "folder for a file": within({"site/x": ""}, partial(planned_file, ONE, "site")),
        "link for a file": linked_markdown,
    },
    "Kinds and fields of one's own": {
        "kind that is not declared": of_kinds({}, "event"),
        "kind that is misspelt": of_kinds({"event": {}}, "evnt"),
        "declared kind without words": lambda: About(kinds={"meetup": {}}),
        "usual kind that is misspelt": lambda: About(kinds={"evnt": {}}),
        "word of two kinds": lambda: About(kinds={"a": {"en": ["As"]}, "b": {"en": ["as"]}}),
        "word of pages": lambda: About(kinds={"a": {"de": ["Abgeschlossen"]}}),
        "kind that is built in": lambda: About(kinds={"petition": {}}),
        "too many kinds": lambda: About(kinds={f"k{n}": {"en": [f"K{n}"]} for n in range(101)}),
        "words of another type in a file": partial(
            loads, '{"about": {"title": "T", "kinds": {"event": ["Events"]}}, "entries": []}'
        ),
        "kinds of another type": partial(loads, ITEM, "markdown", kinds="event"),
        "kinds without words": partial(loads, ITEM, "markdown", kinds=["evnt"]),
        "no word": partial(loads, ITEM, "markdown", kinds={"meetup": {"en": []}}),
        "kinds of a format that declares them": partial(loads, "{}", kinds=["event"]),
        "kinds in front matter": partial(loads, "---\nkinds: [evnt]\n---\n", "markdown"),
        "heading of a usual kind": partial(loads, f"{OWN_PAGE}\n### Events\n\n{B}\n", "markdown"),
        "page that cannot declare a kind": partial(dumps, EVENTS, "markdown", onto=OWN_PAGE),
        "page whose kinds cannot be read": partial(
            dumps, EVENTS, "markdown", onto=f"---\nkinds: [x]\n---\n{OWN_PAGE}"
        ),
        "page that shows kinds by emphasis": partial(dumps, EVENTS, "markdown", onto=ITEM),
        "copy of another kind": lambda: ONE[0].model_copy(update={"kind": "event"}),
        "words that differ in a union": lambda: list(EVENTS.union(DATES).findings),
        "word of two kinds in a union": lambda: EVENTS.union(FAIRS),
        "own field without a type": petition(extra={"own": None}),
        "own field with a large number": petition(extra={"own": 2**53}),
        "own field with another name": petition(extra={"Own field": 1}),
        "too many own fields": petition(extra={f"f{number}": 1 for number in range(101)}),
        "field of a class of one's own": lambda: Network([InATown(**X, town="Rome")]),
        "own field that no entry has": command(
            "embed", "web", "site", "--from", "n.json", "--extra", "mastodn", files=WITH_FIELD
        ),
        "own fields that no entry has": command("embed", "web", "site", "--extra", "mastodon"),
        "path taken for a header": command("convert", "--extra", "-", "n.json"),
        "own fields for another generator": command("embed", "jekyll", "site", "--extra", "x"),
    },
    "Tags and directives": {
        "unknown parameter": partial(select, {"county": "DE"}),
        "parameter without a value": partial(parsed, " country"),
        "value without a name": partial(parsed, ' "DE"'),
        "repeated parameter": partial(parsed, " kind=petition kind=initiative"),
        "how to use Sphinx": shown("embed", "sphinx"),
        "how to use Python-Markdown": shown("embed", "python-markdown"),
    },
    "New repositories": {
        "made": command("init", "new", *NEW),
        "made, with problems and an unknown license": command(
            "init",
            "new",
            *NEW,
            "--from",
            "n.json",
            "--license",
            "Mine",
            "--package",
            "my-list",
            files=TWO_IDS,
        ),
        "no title": command("init", "new"),
        "existing file": command("init", "new", *NEW, files={"new/README.md": ""}),
        "existing files": command("init", "new", *NEW, files=MANY_FILES),
        "file as a folder": command("init", "new", *NEW, files={"new": ""}),
        "blank title": command("init", "new", "--title", " ", "--language", "en"),
        "no language": command("init", "new", "--title", "X", "--language", ","),
        "entries in another language": command(
            "init", "new", "--from", "n.json", "--language", "fr", files=TWO_IDS
        ),
        "Hugo site without an address": command("init", "new", *NEW, "--site", "hugo"),
        "invalid name of a package": command("init", "new", *NEW, "--package", "My list"),
        "name of a package without letters": command("init", "new", *NEW, "--package", "1"),
        "name of a package that is taken": command("init", "new", *NEW, "--package", "json"),
    },
    "Command line": {
        "missing file": command("list", "--from", "nosuch.json"),
        "check without a file": command("convert", "own.json", "-", "--check", files=OWN),
        "file that would change": command("convert", "own.json", "x.json", "--check", files=OWN),
        "one finding": command("check", "n.json", files=TWO_IDS),
        "accepted findings": command("check"),
        "findings and notices": command("check", ".", files=NOTICED),
        "reports of several findings": within(SEVERAL, shown("check", ".")),
        "changes of a page": command("convert", "own.json", "index.md", files=CHANGED),
        "changes of a file": command("convert", "own.json", "n.json", files={**OWN, **TWO_IDS}),
        "no entry to embed": command("embed", "web", "site", "--hashtag", "levex"),
        "no folder to embed in": command("embed", "jekyll"),
        "empty folder to embed in": command("embed", "web", ""),
        "working folder to embed in": command("embed", "web", "."),
        "option of another generator": command("embed", "web", "site", "--as", "data"),
        "value given as an option": command("list", "--json"),
        "list without entries": shown("list", "--country", "JP"),
        "entry": shown("show", "cesser-dutiliser-twitter-x"),
        "entry in another language": shown("show", "escapex", "--language", "nl"),
        "entry with a former id": shown(
            "show", "former", "--from", "-", stdin=dumps(Network([FORMER_ID]))
        ),
    },
}


# Comparing them


def last_line(text: str) -> list[str]:
    """Return the last line of the error that reading a text raises."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared
        loads(text)
    return str(caught.value).splitlines()[-1:]


def lines(situation: Situation) -> list[str]:
    """Return the messages of a situation: its warnings, and its error or its result."""
    with (
        tempfile.TemporaryDirectory() as name,
        contextlib.chdir(folder := str(Path(name).resolve())),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always", NetworkWarning)
        try:
            messages = texts(situation())
        except ValidationError as error:
            messages = [of_detail(detail) for detail in error.errors()]
        except Exception as error:  # noqa: BLE001 - any error has a message
            messages = [str(error)]
    messages = [*(str(warning.message) for warning in caught), *messages]
    return [
        line.replace(folder, ".").rstrip()
        for message in messages
        for line in message.splitlines()
        if line.strip()
    ]


def texts(result: object) -> list[str]:
    """Return printed texts or findings as texts; other results are no messages."""
    return [str(message) for message in result] if isinstance(result, list | tuple) else []


def of_detail(detail: Mapping[str, Any]) -> str:
    """Return an error of pydantic in words: the path of the field and the message."""
    path = ".".join(map(str, detail["loc"]))
    return f"{path}: {detail['msg']}" if path else str(detail["msg"])


def written(group: str) -> str:
    """Return the part of the file for a group of situations."""
    parts = [f"# {group}\n"]
    for name, situation in SITUATIONS[group].items():
        messages = lines(situation)
        assert messages, f"no message: {group}, {name}"
        parts.append("\n".join([name, *(INDENT + line for line in messages), ""]))
    return "\n".join(parts)


def expected(group: str) -> str:
    """Return the part of the expected file for a group of situations."""
    _, heading, rest = EXPECTED.read_text(encoding="utf-8").partition(f"# {group}\n")
    return (heading + rest.partition("\n# ")[0]).rstrip("\n") + "\n"


@pytest.mark.parametrize("group", SITUATIONS)
def test_the_messages_have_the_expected_words(group: str) -> None:
    old, new = expected(group), written(group)
    difference = difflib.unified_diff(
        old.splitlines(), new.splitlines(), "messages.txt", "messages now", lineterm="", n=1
    )
    assert old == new, "\n".join(["python tests/test_messages.py --write", *difference])


def test_the_file_of_messages_has_exactly_these_groups() -> None:
    text = EXPECTED.read_text(encoding="utf-8")
    assert list(SITUATIONS) == [line[2:] for line in text.splitlines() if line.startswith("# ")]


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        raise SystemExit(__doc__)
    EXPECTED.write_text("\n".join(map(written, SITUATIONS)), encoding="utf-8")
