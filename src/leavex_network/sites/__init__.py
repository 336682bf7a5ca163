"""Site generators: one module and one row of the table for each."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import NamedTuple, cast

from leavex_network.errors import ArgumentError, MissingExtraError, how_to_install
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.sites.embedding import Embedded, Options, owned_files
from leavex_network.text import urls


class Generator(NamedTuple):
    """A site generator for which `embed` writes."""

    name: str
    help: str
    """What `embed` writes for it, in a few words."""
    takes_files: bool = False
    """Whether it takes files instead of the folder of a site."""

    @property
    def module(self) -> str:
        """The module with its function `planned`, its function `files` or its `INSTRUCTIONS`."""
        return f"{__name__}.{self.name.replace('-', '_')}"


_ROWS = (
    Generator(
        "web", "a folder for any server: pages, the widget, feeds, and the query API as files"
    ),
    Generator("hugo", "the pages of a Hugo site; or, with --as data, a data file and a shortcode"),
    Generator("sphinx", "prints the line of conf.py, and the directive"),
    Generator(
        "python-markdown", "prints the extension for MkDocs, Zensical and Pelican, and the tag"
    ),
    Generator("jekyll", "data in _data/, and an include"),
    Generator("eleventy", "a plug-in with data and a shortcode"),
    Generator("astro", "a content collection and a component"),
    Generator(
        "markdown", "the regions between two comments in any Markdown files", takes_files=True
    ),
)

GENERATORS: Mapping[str, Generator] = MappingProxyType({row.name: row for row in _ROWS})


def planned(
    network: Network[Entry], generator: str, paths: Path | Sequence[Path], options: Options
) -> Embedded:
    """Return the files that embedding a network would write; nothing is written.

    The path is the root of the site; for `web`, the folder that is served; for `markdown`, the
    paths are the files to fill.
    """
    paths = (paths,) if isinstance(paths, Path) else tuple(paths)
    folder = paths[0] if paths else Path()
    if options.base_url is not None:
        urls.check_base_url(options.base_url)
    if GENERATORS[generator].takes_files:
        return cast("Embedded", _module(generator).planned(network, paths, options))
    if folder.exists() and not folder.is_dir():
        raise ArgumentError(f"{str(folder)!r} is not a folder; pass one")
    module = _module(generator)
    if hasattr(module, "INSTRUCTIONS"):
        # `pip install` installed the plug-in: nothing is written.
        return Embedded({}, None, (), module.INSTRUCTIONS)
    if hasattr(module, "planned"):
        return cast("Embedded", module.planned(network, folder, options))
    return owned_files(folder, generator, module.files(network, options), force=options.force)


def _module(generator: str) -> ModuleType:
    try:
        return import_module(GENERATORS[generator].module)
    except ModuleNotFoundError as error:
        need = f"{generator} needs {error.name}"
        raise MissingExtraError(f"{need}; {how_to_install(generator)}") from None
