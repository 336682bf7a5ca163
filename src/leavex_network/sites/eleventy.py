"""`eleventy`: an ESM plug-in with data and a shortcode, in `leavex-network/`."""

from collections.abc import Iterator
from pathlib import Path

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering.view import View
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Embedded, Options, owned_files, several


def planned(network: Network[Entry], root: Path, options: Options) -> Embedded:
    """Return what embedding a network in an Eleventy site would do."""
    return owned_files(root, "eleventy", files(network, options), force=options.force)


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and what it holds."""
    chosen = several(network, options)
    yield f"{site_data.NAME}/plugin.mjs", read_bytes("eleventy/plugin.mjs").decode()
    yield f"{site_data.NAME}/list.mjs", read_bytes("js/list.mjs").decode()
    yield f"{site_data.NAME}/{site_data.NAME}.css", site_data.stylesheet()
    yield (
        f"{site_data.NAME}/common.json",
        site_data.as_json(site_data.common(chosen, chosen[0].lower())),
    )
    for code in chosen:
        yield (
            f"{site_data.NAME}/{code.lower()}.json",
            site_data.as_json(site_data.listed(View.of(network, code))),
        )
