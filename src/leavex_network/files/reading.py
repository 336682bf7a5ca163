"""From the disk to a network: a file, or a folder of pages."""

from pathlib import Path

from leavex_network import formats
from leavex_network.files import folder
from leavex_network.files.disk import read_limited
from leavex_network.files.site import site_of
from leavex_network.formats.reporting import warn
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.language_pages import notes

PAGE = "markdown"


def read(
    path: Path, *, format: str | None, language: str | None, base_url: str | None, max_bytes: int
) -> Network[Entry]:
    """Return the network of a file or a folder: see `leavex_network.files.read`."""
    if path.is_dir() and format in (None, PAGE):
        pages = folder.opened(path, language)
        editions = folder.editions(pages, base_url, max_bytes)
        warn([*pages.notes, *notes(editions)])
        return editions.network
    chosen = formats.named(format) if format else formats.of_path(path, is_read=True)
    if chosen.name == PAGE:
        language, assumed = folder.language_of(path, language)
        base_url = base_url or site_of(path.parent).base_url
        warn(assumed)
    content = read_limited(path, max_bytes)
    return formats.loads(content, chosen.name, language=language, base_url=base_url, file=str(path))
