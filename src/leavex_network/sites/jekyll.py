"""`jekyll`: data in `_data/leavex-network/`, and an include."""

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
    include = read_bytes(f"jekyll/{site_data.NAME}.html").decode()
    yield f"_includes/{site_data.NAME}.html", include
    yield f"assets/{site_data.NAME}.css", assets.stylesheet()
    yield from site_data.data_files(network, languages, f"_data/{site_data.NAME}", "language")
