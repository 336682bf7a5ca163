"""The query API as files: each answer that the network can give, under the name of the question."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from leavex_network.data import read_bytes
from leavex_network.formats import dumps
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.languages import WITH_NAMES
from leavex_network.places.territories import Territory

VERSION = "v1"
"""What a file is called, and the shape of what it holds, stay as they are under this name."""


def files(network: Network[Entry], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the path of each file, below `api/v1/`, and what it holds.

    Args:
        network: What is asked.
        languages: The languages that there are answers in, beside those in all languages (BCP 47).
    """
    yield "schema.json", read_bytes("network.schema.json").decode()
    yield from _answers(
        network, "", {"languages": {code: f"{code}/index.json" for code in languages}}
    )
    for code in languages:
        yield from _answers(network.localize(code), f"{code}/", {})


def _answers(
    network: Network[Entry], folder: str, beside: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield the whole network, an answer for each value that occurs, and the index that names them."""
    up = "../" * (1 + folder.count("/"))
    language = network.about.language
    index: dict[str, Any] = {
        "title": network.about.title,
        "language": language,
        "edition": network.about.edition and network.about.edition.isoformat(),
        "count": len(network),
        "network": "network.json",
        "schema": f"{up[3:]}schema.json",
        **beside,
    }
    yield f"{folder}network.json", _json(network, f"{up[3:]}schema.json")
    for name, facet in _facets(network).items():
        index[name] = []
        for value, found in facet.items():
            path = f"{name}/{value}.json"
            told = {"value": value, "count": len(found), "path": quote(path)}
            if isinstance(value, Territory):
                told["name"] = value.name_in(language if language in WITH_NAMES else "en")
            index[name].append(told)
            yield f"{folder}{path}", _json(found, f"{up}schema.json")
    yield f"{folder}index.json", json.dumps(index, ensure_ascii=False, indent=2) + "\n"


def _facets(network: Network[Entry]) -> dict[str, Mapping[Any, Network[Entry]]]:
    """Return each question, and its answer for each value that occurs."""
    return {
        "countries": network.countries,
        "regions": {region: network.by_region(region) for region in _regions(network)},
        "kinds": network.kinds,
        "hashtags": {hashtag.casefold(): found for hashtag, found in network.hashtags.items()},
        "status": network.statuses,
    }


def _regions(network: Network[Entry]) -> list[Territory]:
    """Return the regions that are named, or that hold what is: for any other, the answer is empty."""
    around = (
        region for entry in network for place in entry.territories for region in place.regions
    )
    return sorted({*network.regions, *around})


def _json(network: Network[Entry], schema: str) -> str:
    return dumps(network.with_schema(schema))
