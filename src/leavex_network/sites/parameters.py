"""The parameters of a directive, a tag, an include, a shortcode or a component: one table."""

import re
from collections.abc import Mapping
from pathlib import Path

from leavex_network.errors import ArgumentError, alternatives, did_you_mean, quoted
from leavex_network.files import load, read
from leavex_network.files.sources import name_in
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA, refuse_blanks
from leavex_network.places import languages

CRITERIA_NAMES = tuple(criterion.name for criterion in CRITERIA)
FLAGS = tuple(criterion.name for criterion in CRITERIA if criterion.takes == "flag")

PARAMETERS: Mapping[str, str] = {
    **{criterion.name: criterion.help for criterion in CRITERIA},
    "language": "the language (BCP 47); by default that of the page or of the build",
    "from": "a JSON or CSV file to use instead of the bundled network, by its path;"
    " or `name:`, the network of an installed package",
}
"""Each parameter, and what it does. Sites that are built without Python pass `from` to `embed`."""


_PAIR = re.compile(r"\s+(?P<name>[\w-]+)(?:\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+)))?")


def parsed(text: str) -> dict[str, str]:
    """Return the parameters of a tag, such as `country="DE" kind=petition wider`."""
    parameters: dict[str, str] = {}
    offset = 0
    while text[offset:].strip():
        pair = _PAIR.match(text, offset)
        if not pair:
            raise ArgumentError(f'Write name="value", not {text[offset:].strip()!r}')
        value = pair["quoted"] if pair["quoted"] is not None else pair["bare"]
        if not value and pair["name"] not in FLAGS:
            raise ArgumentError(f'{pair["name"]!r} requires a value; write {pair["name"]}="..."')
        if pair["name"] in parameters:
            raise ArgumentError(f"{pair['name']!r} is repeated; separate its values by commas")
        parameters[pair["name"]] = value or ""
        offset = pair.end()
    return parameters


def select(
    given: Mapping[str, str],
    *,
    network: Network[Entry] | None = None,
    language: str | None = None,
    folder: Path | None = None,
) -> Network[Entry]:
    """Return the entries of a network that match the parameters, in one language.

    Without `network` and `from`, they are those of the bundled network. A flag may be empty.
    `language` is that of the page or of the build: it is used if no other is given, and ignored if
    it is unknown here. A path in `from` is relative to `folder`.
    """
    network = opened(given, network, folder)
    criteria = {name: given[name] for name in CRITERIA_NAMES if name in given}
    for name in FLAGS:
        if criteria.get(name) == "":
            criteria[name] = "true"
    wanted = given.get("language") or _known(language) or network.about.language
    refuse_blanks(criteria)
    return network.filter(**criteria).localize(wanted)


def opened(
    given: Mapping[str, str], network: Network[Entry] | None = None, folder: Path | None = None
) -> Network[Entry]:
    """Return the network that the parameters choose among: see `select`."""
    for name in given:
        if name not in PARAMETERS:
            question = did_you_mean(name, PARAMETERS)
            problem = f"Unknown parameter {quoted(name)}; write {alternatives(PARAMETERS)}."
            raise ArgumentError(f"{problem} {question}".rstrip(" ."))
    path = given.get("from")
    if not path:
        return load() if network is None else network
    if "://" in path or "\0" in path:
        raise ArgumentError(f"{quoted(path)} is not the path of a file; nothing is downloaded")
    package_network = name_in(path)
    if package_network is not None:
        return load(package_network)
    return read((folder or Path()) / path)


def _known(language: str | None) -> str | None:
    """Return the tag of a build's language, which may be written `pt_BR`; None if unknown."""
    return languages.usual_case(language.replace("_", "-")) if language else None
