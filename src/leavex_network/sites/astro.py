"""`astro`: a content collection, typed by a schema of its own, and a component."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering.view import View
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Embedded, Options, owned_files, several


def planned(network: Network[Entry], root: Path, options: Options) -> Embedded:
    """Return what embedding a network in an Astro site would do."""
    return owned_files(root, "astro", files(network, options), force=options.force)


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and what it holds."""
    chosen = several(network, options)
    views = {code.lower(): View.of(network, code) for code in chosen}
    lists = {name: site_data.listed(view) for name, view in views.items()}
    folder = f"src/{site_data.NAME}"
    yield "src/components/LeavexNetwork.astro", read_bytes("astro/LeavexNetwork.astro").decode()
    yield f"{folder}/collection.ts", read_bytes("astro/collection.ts").decode()
    yield f"{folder}/list.mjs", read_bytes("js/list.mjs").decode()
    yield f"{folder}/{site_data.NAME}.css", site_data.stylesheet()
    yield f"{folder}/common.json", site_data.as_json(site_data.common(chosen, chosen[0].lower()))
    words = {
        name: {
            **{key: value for key, value in each.items() if key != "entries"},
            "count": len(each["entries"]),
        }
        for name, each in lists.items()
    }
    yield f"{folder}/lists.json", site_data.as_json(words)
    rows = [
        row for name, view in views.items() for row in _rows(name, view, lists[name]["entries"])
    ]
    yield f"{folder}/entries.json", site_data.as_json(rows)


def _rows(name: str, view: View, entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each entry as one of the collection: its id there is that of its list, and its own."""
    for position, (entry, ready) in enumerate(zip(view.network, entries, strict=True)):
        told = {"name": entry.name, "url": entry.url, "text": entry.text}
        yield {
            **ready,
            **told,
            "id": f"{name}/{entry.id}",
            "list": name,
            "position": position,
            "entry": entry.id,
        }
