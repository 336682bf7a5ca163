"""The data of a web folder: the network in each language; on request, a file for each answer.

An answer has the entries of one value of one criterion, and is named by them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from leavex_network.data import read_bytes
from leavex_network.formats import dumps
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places import languages
from leavex_network.places.territories import Territory
from leavex_network.text.hashtags import hashtag_key

VERSION = "v1"
"""File names and the shape of their content are stable under this name."""
_FACETS = ("countries", "regions", "kinds", "hashtags", "status")
"""The folders of answers."""
_RESERVED = "con|prn|aux|nul|(?:com|lpt)[0-9]"
"""Names of devices, which no file of Windows has, with any extension and in any case."""
_LONGEST_NAME = 200
"""In bytes of UTF-8. File systems end at 255, with the extension, and a suffix while writing."""


def files(
    network: Network[Entry],
    site_languages: tuple[str, ...],
    *,
    has_answers: bool,
    own_fields: tuple[str, ...] = (),
) -> Iterator[tuple[str, str]]:
    """Yield the path of each file in all languages, below `api/v1/`, and its content.

    Of the fields of one's own, `own_fields` are published.
    """
    yield "schema.json", read_bytes("network.schema.json").decode()
    indexes = {code: f"{code}/index.json" for code in site_languages}
    public = network.with_own_fields(own_fields)
    yield from _files(public, "", {"languages": indexes}, has_answers=has_answers)


def language_files(
    network: Network[Entry], language: str, *, has_answers: bool, own_fields: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the path of each file in one language, below `api/v1/`, and its content."""
    public = network.localize(language).with_own_fields(own_fields)
    yield from _files(public, f"{language}/", {}, has_answers=has_answers)


def has_answers(folder: Path) -> bool:
    """Tell whether a web folder has files of answers."""
    return any((folder / "api" / VERSION / name).is_dir() for name in _FACETS)


def _files(
    network: Network[Entry], folder: str, more: Mapping[str, Any], *, has_answers: bool
) -> Iterator[tuple[str, str]]:
    """Yield the network, the entries of each value, and the index of these files."""
    up = "../" * folder.count("/")
    language = network.about.language
    index: dict[str, Any] = {
        "title": network.about.title,
        "language": language,
        "edition": network.about.edition and network.about.edition.isoformat(),
        "count": len(network),
        "network": "network.json",
        "schema": f"{up}schema.json",
        **more,
    }
    yield f"{folder}network.json", _json(network, f"{up}schema.json")
    for name, facet in (_facets(network) if has_answers else {}).items():
        index[name] = []
        for value, entries in facet.items():
            path = f"{name}/{_file_name(value)}.json"
            row = {"value": value, "count": len(entries), "path": quote(path)}
            if isinstance(value, Territory):
                row["name"] = value.name_in(languages.words(language).code)
            index[name].append(row)
            yield f"{folder}{path}", _json(entries, f"{up}../schema.json")
    yield f"{folder}index.json", json.dumps(index, ensure_ascii=False, indent=2) + "\n"


def _file_name(value: str) -> str:
    """Return the name of the file of an answer, without its extension.

    It is the value, if any file system takes it; else a hyphen at its end, which no value has,
    keeps it apart from the names of others.
    """
    if re.fullmatch(_RESERVED, value, re.IGNORECASE):
        return f"{value}-"
    encoded = value.encode()
    if len(encoded) <= _LONGEST_NAME:
        return value
    digest = sha256(encoded).hexdigest()[:16]
    start = encoded[: _LONGEST_NAME - len(digest) - 2].decode(errors="ignore")
    return f"{start}-{digest}-"


def _facets(network: Network[Entry]) -> dict[str, Mapping[Any, Network[Entry]]]:
    """Return the entries of each value that occurs, by the name of a folder."""
    hashtags = {hashtag_key(tag): entries for tag, entries in network.hashtags.items()}
    regions = {region: network.by_region(region) for region in _regions(network)}
    facets = (network.countries, regions, network.kinds, hashtags, network.statuses)
    return dict(zip(_FACETS, facets, strict=True))


def _regions(network: Network[Entry]) -> list[Territory]:
    """Return the regions that are named, or that contain a named territory."""
    regions = set(network.regions.keys())
    for territory in (*network.countries.keys(), *network.regions.keys()):
        regions |= territory.regions
    return sorted(regions)


def _json(network: Network[Entry], schema: str) -> str:
    return dumps(network.with_schema(schema))
