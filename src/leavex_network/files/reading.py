"""Read a network from a file or a folder of pages."""

from pathlib import Path

from leavex_network import formats
from leavex_network.files import folder, page_files
from leavex_network.files.disk import read_limited, refuse_special
from leavex_network.formats import markdown
from leavex_network.formats.read_options import ReadOptions
from leavex_network.formats.reporting import warn
from leavex_network.models import Entry
from leavex_network.models.kinds import as_kinds
from leavex_network.network import Network
from leavex_network.text.urls import check_base_url


def read(
    path: Path,
    *,
    format: str | None,
    language: str | None,
    base_url: str | None,
    section: str | None,
    options: ReadOptions,
    max_bytes: int,
) -> Network[Entry]:
    """Return the network of a file or a folder: see `leavex_network.files.read`."""
    if base_url is not None:
        check_base_url(base_url)
    refuse_special(path, may_be_folder=True)
    row = folder.format_of(path, format, is_read=True)
    if row is None or row.name == formats.PAGE:
        options.refuse_for_pages()
    kinds = as_kinds(options.kinds)
    if row is None:
        pages = page_files.find_pages(path, language, section=section, is_read=True)
        language_pages = folder.read_pages(pages, base_url, max_bytes, kinds)
        warn([*pages.notes, *language_pages.notes()])
        return language_pages.network
    page_files.refuse_section(path, section)
    content = read_limited(path, max_bytes)
    if row.name == formats.PAGE:
        language, base_url, assumed = page_files.page_settings(path, language, base_url)
        warn(assumed)
        # Not by `formats.loads`: the address of the site may be one that callers cannot pass.
        return markdown.loads(
            content, file=str(path), language=language, base_url=base_url, kinds=kinds
        )
    # Other formats have no relative links.
    return formats.loads(content, row.name, language=language, file=str(path), **options._asdict())
