"""Data for sites that are built without Python: the entries, ready to be shown, with their keys."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from leavex_network.errors import alternatives
from leavex_network.models import Entry
from leavex_network.models.derived import derived
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA, keys_of
from leavex_network.progress import plan
from leavex_network.rendering.templates import macro
from leavex_network.rendering.view import View
from leavex_network.sites import lookup

NAME = "leavex-network"

_PARTS = "parts.html"
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def data_files(
    network: Network[Entry], languages: Mapping[str, str], folder: str, *parameters: str
) -> Iterator[tuple[str, str]]:
    """Yield the path and the content of each JSON file: `common.json`, and one for each language.

    `languages` has the site's spelling of each language, by its tag; for `parameters`, see
    `common_data`.
    """
    default = languages.get(network.about.language) or next(iter(languages.values()))
    common = common_data(network, tuple(languages), default.lower(), *parameters)
    yield f"{folder}/common.json", as_json(common)
    plan(len(network) * len(languages))
    for code, spelling in languages.items():
        data = list_data(View.of(network, code))
        yield f"{folder}/{spelling.lower()}.json", as_json(data)


def list_data(view: View) -> dict[str, Any]:
    """Return the list of a network in one language: its entries, and the HTML around them."""
    return {
        "language": view.language,
        "direction": view.direction,
        "start": macro(_PARTS, "list_start", view=view) + '<div class="leavex-network-sections">\n',
        "end": "</div>\n</div>\n",
        "none": macro(_PARTS, "no_match", view=view),
        "sections": [_section(view, section.kind) for section in view.sections],
        "entries": _entries(view),
    }


def common_data(
    network: Network[Entry], site_languages: tuple[str, ...], default: str, *parameters: str
) -> dict[str, Any]:
    """Return the data that does not depend on the language: the lookup tables.

    `default` is the name of the list in the language that replaces a missing one; `parameters` are
    those that are no criteria.
    """
    tables = lookup.tables(network, site_languages)
    return {
        "default": default,
        "lookup": tables,
        "flags": [row.name for row in CRITERIA if row.takes == "flag"],
        "open": [row.name for row in CRITERIA if row.is_open],
        "hints": {name: _hint(name, network) for name in tables},
        "parameters": f"{', '.join([*tables, *parameters])} or limit; "
        "for a search, use the widget of `leavex-network embed web`",
    }


def as_json(value: dict[str, Any] | list[dict[str, Any]]) -> str:
    """Return the text of a JSON file, with one line for each key, and for each object of a list."""
    if isinstance(value, list):
        return f"{_lines(value)}\n"
    parts = [f"{_compact(key)}: {_lines(item)}" for key, item in value.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    return _compact(value)


def _compact(value: Any) -> str:
    return _ENCODER.encode(value)


def _hint(name: str, network: Network[Entry]) -> str:
    criterion = next(row for row in CRITERIA if row.name == name)
    known = criterion.known(network.about.kinds)
    if known:
        return f"write {alternatives(known)}"
    if criterion.takes == "flag":
        return "write 'true' or 'false'"
    return "write its code, or its name in a language of this site"


def _section(view: View, kind: str) -> dict[str, Any]:
    parts: list[dict[str, str]] = []
    for status in ("active", "concluded"):
        start = macro(_PARTS, f"{status}_start", view=view)
        parts.append({"status": status, "start": start, "end": macro(_PARTS, f"{status}_end")})
    start = macro(_PARTS, "section_start", view=view, kind=kind)
    return {"kind": kind, "start": start, "parts": parts, "end": "</section>\n"}


def _entries(view: View) -> list[dict[str, Any]]:
    """Return the entries of a list, each with its keys and its HTML."""
    entries: list[dict[str, Any]] = []
    for entry, html in zip(view.network, view.items(view.network), strict=True):
        data = {"id": entry.id, "kind": entry.kind, "status": entry.status}
        entries.append({**data, "keys": derived(entry, "keys", keys_of), "html": html})
    return entries
