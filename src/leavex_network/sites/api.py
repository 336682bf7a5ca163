"""The query API as files: one JSON file for each value of each criterion, named by them."""

import json
from collections.abc import Iterator, Mapping
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


def files(network: Network[Entry], site_languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the path of each file, below `api/v1/`, and its content."""
    yield "schema.json", read_bytes("network.schema.json").decode()
    indexes = {code: f"{code}/index.json" for code in site_languages}
    yield from _answers(network, "", {"languages": indexes})
    for code in site_languages:
        yield from _answers(network.localize(code), f"{code}/", {})


def _answers(
    network: Network[Entry], folder: str, more: Mapping[str, Any]
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
    for name, facet in _facets(network).items():
        index[name] = []
        for value, entries in facet.items():
            path = f"{name}/{value}.json"
            row = {"value": value, "count": len(entries), "path": quote(path)}
            if isinstance(value, Territory):
                row["name"] = value.name_in(languages.words(language).code)
            index[name].append(row)
            yield f"{folder}{path}", _json(entries, f"{up}../schema.json")
    yield f"{folder}index.json", json.dumps(index, ensure_ascii=False, indent=2) + "\n"


def _facets(network: Network[Entry]) -> dict[str, Mapping[Any, Network[Entry]]]:
    """Return the entries of each value that occurs, by the name of a folder."""
    hashtags = {hashtag_key(tag): entries for tag, entries in network.hashtags.items()}
    return {
        "countries": network.countries,
        "regions": {region: network.by_region(region) for region in _regions(network)},
        "kinds": network.kinds,
        "hashtags": hashtags,
        "status": network.statuses,
    }


def _regions(network: Network[Entry]) -> list[Territory]:
    """Return the regions that are named, or that contain a named territory."""
    regions = set(network.regions)
    for territory in (*network.countries, *network.regions):
        regions |= territory.regions
    return sorted(regions)


def _json(network: Network[Entry], schema: str) -> str:
    return dumps(network.with_schema(schema))
