"""Ten questions that the library must answer alike wherever it runs; print the answers as JSON.

`test_anywhere.py` asks them of an installed package, a zip, a frozen program and Pyodide.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import leavex_network
from leavex_network import Network, Territory, UnknownValueError, dumps, loads, sites
from leavex_network.data import read_bytes
from leavex_network.sites.embedding import Options, carry_out

LOOKALIKE = "https://ехаmple.org/"
"""With Cyrillic letters at the start."""

network = leavex_network.load()


def ids(entries: Network) -> list[str]:
    return [entry.id for entry in entries]


def digest(text: str | bytes) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    return sha256(content).hexdigest()[:12]


def what_it_holds() -> object:
    return [repr(network), ids(network), digest(dumps(network))]


def codes() -> object:
    return [ids(network.by_country(code)) for code in ("DE", "DEU", "276", "deu")]


def names() -> object:
    """Ask for names in English, in bundled languages, and in others."""
    known = ("Germany", "Alemania", "ألمانيا", "the United States", "Þýskaland", "Germanio", "독일")
    return [ids(network.by_country(name)) for name in known]


def unknown_names() -> object:
    messages: list[str] = []
    for name in ("Narnia", "Germny", "Scotland", "Congo", "Europe", "ZZ"):
        try:
            network.by_country(name)
        except UnknownValueError as error:
            messages.append(f"{error} {error.suggestions}")
    return messages


def words() -> object:
    return [ids(network.search("vamonos")), ids(network.by_hashtag("#leavex"))]


def other_languages() -> object:
    territory = Territory("DE")
    named = [territory.name_in(language) for language in ("ar", "ja", "pt-BR")]
    return [named, [entry.name for entry in network.localize("de")], network.languages]


def texts() -> object:
    """Write every format, and read a page again."""
    page = dumps(network, "markdown", language="de")
    read_again = loads(page, "markdown", base_url="https://leavex.eu")
    written = [digest(dumps(network, name)) for name in ("csv", "html", "atom")]
    return [digest(page), ids(read_again), written]


def findings() -> object:
    fake = network[0].model_copy(update={"url": LOOKALIKE})
    entries = Network([fake, *network[1:]], about=network.about)
    return [str(finding) for finding in leavex_network.check(entries)]


def files_of_sites() -> object:
    written: dict[str, str] = {}
    for generator in ("web", "jekyll", "eleventy", "astro"):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            carry_out(sites.planned(network, generator, folder, Options()))
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    name = f"{generator}: {path.relative_to(folder).as_posix()}"
                    written[name] = digest(path.read_bytes())
    return written


def shapes_and_schema() -> object:
    nodes = leavex_network.graph.nodes(network)
    shapes = leavex_network.plots.shapes.drawn("europe")
    return [len(nodes), sorted(shapes), digest(read_bytes("network.schema.json"))]


QUESTIONS: tuple[Callable[[], object], ...] = (
    what_it_holds,
    codes,
    names,
    unknown_names,
    words,
    other_languages,
    texts,
    findings,
    files_of_sites,
    shapes_and_schema,
)

answers = {question.__name__: question() for question in QUESTIONS}
sys.stdout.write(json.dumps(answers) + "\n")
