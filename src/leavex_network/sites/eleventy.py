"""`eleventy`: an ESM plug-in with data and a shortcode, in `leavex-network/`."""

from collections.abc import Iterator

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering import assets
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Options, chosen_languages


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and its content."""
    languages = {code: code for code in chosen_languages(network, options)}
    folder = site_data.NAME
    yield f"{folder}/plugin.mjs", read_bytes("eleventy/plugin.mjs").decode()
    yield f"{folder}/list.mjs", read_bytes("js/list.mjs").decode()
    yield f"{folder}/{folder}.css", assets.stylesheet()
    yield from site_data.data_files(network, languages, folder, "language")
