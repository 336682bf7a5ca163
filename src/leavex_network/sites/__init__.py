"""Site generators: one module and one row of the table for each."""

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
    """A site generator for which `embed` writes."""

    name: str
    help: str
    """What `embed` writes for it, in a few words."""
    module: str
    """The module with its function `planned`."""


_ROWS = (
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
        "sphinx", "prints the line of conf.py, and the directive", "leavex_network.sites.sphinx"
    ),
    Generator(
        "python-markdown",
        "prints the extension for MkDocs, Zensical and Pelican, and the tag",
        "leavex_network.sites.python_markdown",
    ),
    Generator("jekyll", "data in _data/, and an include", "leavex_network.sites.jekyll"),
    Generator("eleventy", "a plug-in with data and a shortcode", "leavex_network.sites.eleventy"),
    Generator("astro", "a content collection and a component", "leavex_network.sites.astro"),
)

GENERATORS: Mapping[str, Generator] = MappingProxyType({row.name: row for row in _ROWS})


def planned(network: Network[Entry], generator: str, folder: Path, options: Options) -> Embedded:
    """Return the files that embedding a network in a folder would write; nothing is written.

    Args:
        network: The network to embed.
        generator: A key of `GENERATORS`.
        folder: The root of the site; for `web`, the folder that is served.
        options: The languages and other options.

    Raises:
        NetworkError: The folder is no such site, or a file cannot be written there.
    """
    if folder.exists() and not folder.is_dir():
        raise ArgumentError(f"{str(folder)!r} is a file; pass a folder")
    if options.base_url is not None:
        _check_base_url(options.base_url)
    try:
        module = import_module(GENERATORS[generator].module)
    except ModuleNotFoundError as error:
        install = f'pip install "leavex-network[{generator}]"'
        raise MissingExtraError(f"{generator} needs {error.name}: {install}") from None
    return cast("Embedded", module.planned(network, folder, options))


def _check_base_url(url: str) -> None:
    """Refuse an invalid address, and one with a query or a fragment."""
    refusal = urls.refusal(url)
    if refusal:
        raise ArgumentError(f"The base URL {quoted(url)} {refusal.reason}; {refusal.remedy}")
    if "?" in url or "#" in url:
        raise ArgumentError(f"The base URL {quoted(url)} has a query or a fragment; remove it")
