"""`jekyll`: data in `_data/leavex-network/`, and an include."""

from collections.abc import Iterator
from pathlib import Path

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering.view import View
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Embedded, Options, chosen_languages, owned_files


def planned(network: Network[Entry], root: Path, options: Options) -> Embedded:
    """Return the files that embedding a network in a Jekyll site would write."""
    return owned_files(root, "jekyll", files(network, options), force=options.force)


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and its content."""
    chosen = chosen_languages(network, options)
    folder = f"_data/{site_data.NAME}"
    include = read_bytes(f"jekyll/{site_data.NAME}.html").decode()
    common = site_data.common_data(network, chosen, chosen[0].lower(), "language")
    yield f"_includes/{site_data.NAME}.html", include
    yield f"assets/{site_data.NAME}.css", site_data.stylesheet()
    yield f"{folder}/common.json", site_data.as_json(common)
    for code in chosen:
        data = site_data.list_data(View.of(network, code))
        yield f"{folder}/{code.lower()}.json", site_data.as_json(data)
