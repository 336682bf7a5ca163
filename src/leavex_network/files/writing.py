"""From a network to the texts of files: what each should hold, before anything is written."""

from collections.abc import Iterable
from pathlib import Path

from leavex_network import formats
from leavex_network.errors import ArgumentError
from leavex_network.files import folder
from leavex_network.files.disk import read_limited
from leavex_network.files.site import site_of
from leavex_network.formats.reporting import warn
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.network import Network

PAGE = "markdown"


def texts(
    network: Network[Entry],
    path: Path,
    *,
    format: str | None = None,
    languages: Iterable[str] | None = None,
    base_url: str | None = None,
    prune: bool = False,
) -> dict[Path, str]:
    """Return what each file should hold: see `leavex_network.files.write`."""
    if path.is_dir() and format in (None, PAGE):
        pages = folder.opened(path, network.about.language)
        found, notes = folder.written(
            network, pages, languages=languages, base_url=base_url, prune=prune
        )
        warn(notes)
        return found
    chosen = formats.named(format) if format else formats.of_path(path)
    target = path.resolve()
    onto = decode(read_limited(target), str(path)) if target.is_file() else None
    if chosen.name == PAGE:
        language, _ = folder.language_of(path, _one(languages) or network.about.language)
        base_url = base_url or site_of(path.parent).base_url
    else:
        language = None
    text = formats.dumps(
        network, chosen.name, onto=onto, language=language, base_url=base_url, prune=prune
    )
    return {target: text}


def _one(languages: Iterable[str] | None) -> str | None:
    several = list(languages or ())
    if len(several) > 1:
        raise ArgumentError("a page is in one language: name one, or write to a folder")
    return several[0] if several else None
