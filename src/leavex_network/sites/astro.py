"""`astro`: a content collection with its schema, and a component."""

from collections.abc import Iterator
from typing import Any

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA
from leavex_network.rendering import assets
from leavex_network.rendering.view import View
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Options, chosen_languages

_TYPES = {"values": "string", "flag": "boolean | string", "number": "number | string"}
"""The TypeScript type of a property, by what its criterion takes."""


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and its content."""
    chosen = chosen_languages(network, options)
    folder = f"src/{site_data.NAME}"
    common = site_data.common_data(network, chosen, chosen[0].lower(), "language")
    lists: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    for code in chosen:
        view = View.of(network, code)
        data = site_data.list_data(view)
        entries = data.pop("entries")
        lists[code.lower()] = {**data, "count": len(entries)}
        rows += _rows(code.lower(), view, entries)
    yield "src/components/LeavexNetwork.astro", _component()
    yield f"{folder}/collection.ts", read_bytes("astro/collection.ts").decode()
    yield f"{folder}/list.mjs", read_bytes("js/list.mjs").decode()
    yield f"{folder}/{site_data.NAME}.css", assets.stylesheet()
    yield f"{folder}/common.json", site_data.as_json(common)
    yield f"{folder}/lists.json", site_data.as_json(lists)
    yield f"{folder}/entries.json", site_data.as_json(rows)


def _component() -> str:
    """Return the component, with a property for each criterion."""
    properties = ""
    for row in CRITERIA:
        if row.takes in _TYPES:
            properties += f"  {row.name}?: {_TYPES[row.takes]};\n"
    text = read_bytes("astro/LeavexNetwork.astro").decode()
    return text.replace("  // criteria\n", properties)


def _rows(name: str, view: View, entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each entry as a row of the collection: its id there has the name of its list."""
    for position, (entry, data) in enumerate(zip(view.network, entries, strict=True)):
        texts = {"name": entry.name, "url": entry.url, "text": entry.text}
        place = {"id": f"{name}/{entry.id}", "list": name, "position": position, "entry": entry.id}
        yield {**data, **texts, **place}
