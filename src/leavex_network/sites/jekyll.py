"""`jekyll`: data in `_data/leavex-network/`, and an include."""

from collections.abc import Iterator
from pathlib import Path
from string import printable
from typing import get_args

from leavex_network.data import read_bytes
from leavex_network.models import Entry, Kind, Status
from leavex_network.network import Network
from leavex_network.rendering.view import View
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Embedded, Options, owned_files, several

_QUOTES = "\u2019\u2018\u201c\u201d\u00ab\u00bb\u2026\u2013\u2014"
_MARKS = [mark for mark in (*printable, *_QUOTES) if not mark.isalnum()]
"""What a search leaves out of its words."""


def planned(network: Network[Entry], root: Path, options: Options) -> Embedded:
    """Return what embedding a network in a Jekyll site would do."""
    return owned_files(root, "jekyll", files(network, options), force=options.force)


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and what it holds."""
    chosen = several(network, options)
    folder = f"_data/{site_data.NAME}"
    common = {
        **site_data.common(chosen, chosen[0].lower()),
        "kind": list(get_args(Kind)),
        "status": list(get_args(Status)),
    }
    yield f"_includes/{site_data.NAME}.html", read_bytes(f"jekyll/{site_data.NAME}.html").decode()
    yield f"assets/{site_data.NAME}.css", site_data.stylesheet()
    yield f"{folder}/common.json", site_data.as_json(common)
    yield f"{folder}/letters.json", site_data.as_json(site_data.letters())
    yield f"{folder}/marks.json", site_data.as_json(_MARKS)
    for code in chosen:
        yield (
            f"{folder}/{code.lower()}.json",
            site_data.as_json(site_data.listed(View.of(network, code))),
        )
