"""Site generators: a module and a row of the table each. What `embed` writes, it writes where they expect it."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, cast

from leavex_network.errors import ArgumentError, MissingExtraError, quoted
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.sites.embedding import Embedded, Options
from leavex_network.text import urls


class Generator(NamedTuple):
    """What `embed` writes for one site generator."""

    name: str
    help: str
    """What it writes, in a few words."""
    module: str
    """Where its `planned` is."""


GENERATORS: Mapping[str, Generator] = MappingProxyType(
    {
        row.name: row
        for row in (
            Generator(
                "web",
                "a folder for any server: pages, the widget, feeds, and the query API as files",
                "leavex_network.sites.web",
            ),
            Generator(
                "hugo",
                "the pages of a Hugo site; or, with --as data, a data file and a shortcode",
                "leavex_network.sites.hugo",
            ),
            Generator(
                "sphinx",
                "nothing: it tells the line of conf.py, and the directive",
                "leavex_network.sites.sphinx",
            ),
            Generator(
                "python-markdown",
                "nothing: it tells the extension for MkDocs, Zensical and Pelican, and the tag",
                "leavex_network.sites.python_markdown",
            ),
            Generator("jekyll", "data in _data/, and an include", "leavex_network.sites.jekyll"),
            Generator(
                "eleventy", "a plug-in with data and a shortcode", "leavex_network.sites.eleventy"
            ),
            Generator(
                "astro", "a content collection and a component", "leavex_network.sites.astro"
            ),
        )
    }
)


def planned(network: Network[Entry], generator: str, folder: Path, options: Options) -> Embedded:
    """Return what embedding a network in a folder would do; nothing is written.

    Args:
        network: What is embedded.
        generator: A key of `GENERATORS`.
        folder: The root of the site; for `web`, the folder that is served.
        options: In which languages, and how.

    Raises:
        NetworkError: The folder is no such site, or something cannot be written there.
    """
    if folder.exists() and not folder.is_dir():
        raise ArgumentError(f"{str(folder)!r} is a file: name a folder")
    if options.base_url is not None:
        _check_address(options.base_url)
    try:
        module = import_module(GENERATORS[generator].module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f'{generator} needs {error.name}: pip install "leavex-network[{generator}]"'
        ) from None
    return cast("Embedded", module.planned(network, folder, options))


def _check_address(url: str) -> None:
    """Refuse what is no address of a site, or goes on behind it."""
    found = urls.refusal(url)
    if found:
        raise ArgumentError(f"the base URL {quoted(url)} {found.reason}: {found.remedy}")
    if "?" in url or "#" in url:
        raise ArgumentError(
            f"the base URL {quoted(url)} is more than an address of a site: leave out what follows it"
        )
